"""The repository says the same thing everywhere: README, folders, contracts, lock and code."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from config.stack import suite

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
SAYS_NOTHING = {"utils", "helpers", "common", "services", "managers", "signals", "exceptions", "misc", "core"}
MAX_LINES = 400


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).exists()]


def test_the_readme_tells_the_pipeline_in_the_words_of_the_folders():
    readme = (ROOT / "README.md").read_text()
    for word in ("fetch", "clean", "sentences", "quotes", "experts", "split", "rank", "review", "verdict"):
        assert word in readme
    assert "./claimdesk up" in readme
    assert "./claimdesk test" in readme


def test_every_dependency_says_why_it_is_there():
    inside = False
    for line in (ROOT / "pyproject.toml").read_text().splitlines():
        inside = (inside or line.startswith("dependencies = [")) and line != "]"
        if inside and line.strip().startswith('"'):
            assert "#" in line, line


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_the_lock_holds_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    blocks = re.split(r"\n(?=[a-z])", text)
    assert all("--hash=sha256:" in block for block in blocks if re.match(r"[a-z][\w.-]*==", block))
    for dependency in PYPROJECT["project"]["dependencies"]:
        name = re.split(r"[\[<>=]", dependency)[0]
        assert re.search(rf"^{name}(\[[\w,]+\])?==", text, re.M), name


def test_files_are_small_and_their_names_say_something():
    for path in tracked("*.py"):
        relative = path.relative_to(ROOT)
        assert not SAYS_NOTHING & {*relative.with_suffix("").parts}, relative
        if relative.parts[0] not in ("tests", "benchmarks") and "migrations" not in relative.parts:
            assert len(path.read_text().splitlines()) <= MAX_LINES, relative


def test_public_functions_of_the_steps_and_actions_say_what_they_do():
    folders = ("sources/pipeline", "claims/pipeline", "claims/workflow", "claims/queries")
    modules = [f"sources/{name}.py" for name in ("article_facts", "ingest", "params", "queries", "spans", "watch")]
    assert all((ROOT / place).exists() for place in (*folders, *modules))
    for path in tracked(*(f"{folder}/**.py" for folder in folders), *modules):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_migrations_are_numbered_and_named():
    for app in ("sources", "claims"):
        names = sorted(p.stem for p in tracked(f"{app}/migrations/0*.py"))
        assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
        assert not [name for name in names if "auto_" in name]


def test_steps_look_at_no_clock_and_no_environment():
    for path in tracked("sources/pipeline/**.py", "claims/pipeline/**.py"):
        if path.name == "fetch.py":
            continue  # the one impure step: a deadline needs a clock
        used = {
            f"{node.value.id}.{node.attr}"
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        }
        assert not used & {"datetime.now", "date.today", "time.time", "os.environ", "os.getenv", "random.random"}, path


def test_no_path_of_a_developers_machine_is_in_the_product():
    elsewhere = re.compile(r"(?:^|[\s\"'(=])/(?:work|farm)/|\.\./shared")
    for path in tracked("*"):
        if path.relative_to(ROOT).parts[0] in ("tests", "benchmarks", ".ci") or path.suffix in (".png", ".gz"):
            continue
        assert not elsewhere.search(path.read_text(errors="replace")), path


def test_changelog_and_decisions_are_kept():
    assert "## " in (ROOT / "CHANGELOG.md").read_text()
    numbers = sorted(int(p.name[:4]) for p in tracked("docs/adr/*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_parts_of_the_tests_are_the_whole():
    collected: list[Path] = []
    for places in suite.PARTS.values():
        without = [ROOT / place.removeprefix("--ignore=") for place in places if place.startswith("--ignore=")]
        roots = [ROOT / place for place in places if not place.startswith("--")]
        assert all(place.exists() for place in [*roots, *without]), places
        collected += [
            path
            for root in roots
            for path in ([root] if root.is_file() else root.rglob("test_*.py"))
            if not any(path.is_relative_to(place) for place in without)
        ]
    assert sorted(collected) == sorted((ROOT / "tests").rglob("test_*.py"))
