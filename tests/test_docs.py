"""What the documents for contributors name exists: every path, every command, every option."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from claims.desk.urls import urlpatterns
from config.stack import suite

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ["CONTRIBUTING.md", "README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
MAX_LINES = 150
PATH = re.compile(r"(?:claims|sources|config|tests|benchmarks|docs|\.ci)/[\w./-]*\w/?|[\w-]+\.(?:toml|md|txt|yml)")


def code(document: str) -> list[str]:
    """Return what stands in backticks, in blocks and in lines, and the targets of links."""
    text = (ROOT / document).read_text()
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.S)
    lines = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))
    links = re.findall(r"\]\(([^)#]+)\)", text)
    base = (ROOT / document).parent
    return [
        *blocks,
        *lines,
        *((base / link).resolve().relative_to(ROOT).as_posix() for link in links if "://" not in link),
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_exists(document: str) -> None:
    named = {
        found.strip("./") if found.startswith("./") else found
        for text in code(document)
        for found in PATH.findall(text)
    }
    generic = {"article.txt", "claims/pipeline", "claims/workflow"}
    missing = {path for path in named - generic if not (ROOT / path).exists() and not list(ROOT.glob(f"*/**/{path}"))}
    assert missing == set()


def commands(document: str) -> list[str]:
    blocks = re.findall(r"```\n(.*?)```", (ROOT / document).read_text(), re.S)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith(("./", ".venv/"))]


@pytest.mark.parametrize("command", commands("CONTRIBUTING.md"))
def test_every_command_that_contributors_are_told_to_type_exists(command: str) -> None:
    program, *arguments = command.split()
    if program == "./claimdesk":
        assert arguments[0] in {"up", "test"}
        options = {word for word in arguments[1:] if word.startswith("--")}
        assert options <= ({"--practice"} if arguments[0] == "up" else set(suite.OPTIONS))
    else:
        assert program == ".venv/bin/python"
        described = subprocess.run(
            [sys.executable, ROOT / arguments[0], "--help"], capture_output=True, text=True, check=True
        )
        for option in (word for word in arguments if word.startswith("--")):
            assert option in described.stdout, option


def test_contributors_are_not_asked_to_read_a_book() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text().splitlines()) <= MAX_LINES


def test_the_readme_leads_to_both() -> None:
    readme = (ROOT / "README.md").read_text()
    assert "(CONTRIBUTING.md)" in readme
    assert "(docs/architecture.md)" in readme


NAMED = re.compile(r"`((?:claims|sources|config)/[\w/]+\.(?:py|js))` \(`(\w+)`")


def test_a_function_that_a_walk_names_stands_in_the_file_before_it() -> None:
    named = NAMED.findall((ROOT / "docs/architecture.md").read_text())
    assert len(named) > 5
    for path, name in named:
        assert re.search(rf"(?:def|function) {name}\(", (ROOT / path).read_text()), f"{path}: {name}"


def test_the_walk_of_a_key_names_the_route_that_is_there() -> None:
    assert "pick" in {pattern.name for pattern in urlpatterns}


def test_every_package_that_the_picture_shows_is_a_folder() -> None:
    picture = re.search(r"```mermaid\n(.*?)```", (ROOT / "docs/architecture.md").read_text(), re.S)
    assert picture
    steps = {
        step
        for line in picture[1].splitlines()
        if "→" in line
        for step in re.findall(r"[a-z]+", line.split("<br>", 1)[1])
    }
    here = {path.stem for base in ("sources/pipeline", "claims/pipeline") for path in (ROOT / base).iterdir()}
    assert steps - {"br"} <= here
