"""Each module of the workflow and of the queries has its test file at the same place, or says why not."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNMIRRORED = tomllib.loads((ROOT / "tests" / "unmirrored.toml").read_text())
MIRRORED = ("claims/workflow", "claims/queries")


def mirror(module: Path) -> Path:
    """Return where a module's tests stand; those of a package's own module bear the package's name."""
    name = module.parent.name if module.stem == "__init__" else module.stem
    return ROOT / "tests" / module.parent.relative_to(ROOT) / f"test_{name}.py"


def test_each_module_has_its_test_file_or_a_reason() -> None:
    without = {
        module.relative_to(ROOT).as_posix()
        for folder in MIRRORED
        for module in (ROOT / folder).rglob("*.py")
        if "def " in module.read_text() and not mirror(module).exists()
    }
    listed = {path for path in UNMIRRORED if path.startswith(MIRRORED)}
    assert {path for path in without if path not in listed} == set()


def test_what_is_listed_is_there_has_no_test_file_and_says_why() -> None:
    assert list(UNMIRRORED) == sorted(UNMIRRORED)
    for path, reason in UNMIRRORED.items():
        assert (ROOT / path).exists(), path
        assert not mirror(ROOT / path).exists(), path
        assert reason, path
