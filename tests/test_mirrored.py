"""Each module has its test file at the same place, or says why not; what it says names tests that are there."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNMIRRORED = tomllib.loads((ROOT / "tests" / "unmirrored.toml").read_text())
MIRRORED = ("claims", "config", "sources")


def mirror(module: Path) -> Path:
    """Return where a module's tests stand; those of a package's own module bear the package's name."""
    name = module.parent.name if module.stem == "__init__" else module.stem
    return ROOT / "tests" / module.parent.relative_to(ROOT) / f"test_{name}.py"


def test_each_module_has_its_test_file_or_a_reason() -> None:
    without = {
        module.relative_to(ROOT).as_posix()
        for folder in MIRRORED
        for module in (ROOT / folder).rglob("*.py")
        if "migrations" not in module.parts and "def " in module.read_text() and not mirror(module).exists()
    }
    assert without - set(UNMIRRORED) == set()


def test_what_is_listed_is_there_has_no_test_file_and_says_why() -> None:
    assert list(UNMIRRORED) == sorted(UNMIRRORED)
    for path, reason in UNMIRRORED.items():
        assert (ROOT / path).exists(), path
        assert not mirror(ROOT / path).exists(), path
        assert reason, path
        assert [file for file in re.findall(r"tests/[\w/]+\.py", reason) if not (ROOT / file).exists()] == [], path
