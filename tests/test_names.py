"""One word means one thing: what a module, a name or a screen may not be called, whoever writes it."""

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAX_MODULES = 12
LONG_FOLDERS = {"config", "claims/models", "sources/models", "config/stack"}  # one noun a file; wiring

# What a module was once called that said nothing about what is inside; in these packages nothing has that name again.
OLD_MODULES = {
    "claims/pipeline": """reading words remembered entities threads clauses stretches beside quoted marks turns gather
        people voices readings kinds worth likeness embed difference""",
    "claims/workflow": "record knock hold takeover note anchor adjust",
    "claims/desk": """words round panel page lines rows listed lists registers house told pieces marks table work
        publishing publication changes""",
    "claims/api": "door given shown acts words arrival work",
    "sources": "stated shown furniture tape unpack answers",
    "config": "refused pulse strict people reading typed home child",
    "tests": "made test_holes test_way test_quick walk routes",
}
# No name of anything: a bare participle or a metaphor says neither what it is nor whose.
# Nor a second word for evidence, a segment or an action.
FORBIDDEN = frozenset({"told", "shown", "given", "door", "knock", "deed", "frm", "piece", "pieces", "acts"})
HYPOTHESIS = "given"  # the decorator of that library
TWICE = {"Command", "Migration"}  # Django looks for these by name

# Words that a screen or the API uses for something else than a newcomer expects. "Readers" are the public.
AMBIGUOUS = {
    r"\breadings?\b": "a processing run, a review, or an interpretation",
    r"\b(?:second|first|third|blind|other|two|both|three) readers?\b": "a reviewer",
    r"\breaders? (?:apart|who disagree)\b": "reviewers",
}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).exists()]


PYTHON = [path for path in tracked("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("package", sorted(OLD_MODULES))
def test_no_module_has_a_name_that_said_nothing(package: str) -> None:
    old = set(OLD_MODULES[package].split())
    assert [path for path in PYTHON if path.is_relative_to(ROOT / package) and path.stem in old] == []


def test_no_folder_is_too_long_to_tell_a_story() -> None:
    folders: dict[str, int] = defaultdict(int)
    for path in PYTHON:
        if path.stem != "__init__" and path.relative_to(ROOT).parts[0] in ("claims", "sources", "config"):
            folders[path.parent.relative_to(ROOT).as_posix()] += 1
    assert {
        folder: count for folder, count in folders.items() if count > MAX_MODULES and folder not in LONG_FOLDERS
    } == {}


def names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every name that a module gives or uses, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name, node.lineno
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name, node.lineno
            case ast.keyword(arg=str(name)):
                yield name, node.value.lineno
            case ast.alias(name=name, asname=other):
                yield (other or name).rpartition(".")[2], node.lineno


def test_every_place_where_a_name_is_made_is_seen() -> None:
    code = """
import a1 as b1
class C1: d1 = 0
async def e1(f1, *g1, h1=0, **i1): call(j1=0)
def k1():
    try: l1 = [m1 for m1 in f1]
    except OSError as n1: pass
    match f1:
        case [o1, *p1] | {"x": q1}: q1.r1 = 0
"""
    found = {name for name, _line in names(ast.parse(code)) if re.fullmatch("[a-z]1|C1", name)}
    assert found == {*(f"{letter}1" for letter in "bdefghijklmnopqr"), "C1"}


def test_nothing_is_named_by_a_bare_participle_or_a_metaphor() -> None:
    found = []
    for path in PYTHON:
        text = path.read_text()
        allowed = {HYPOTHESIS} if "from hypothesis import" in text else set()
        found += [
            f"{path.relative_to(ROOT)}:{line} {name}"
            for name, line in names(ast.parse(text))
            if name.strip("_").lower() in FORBIDDEN - allowed
        ]
    assert found == []


IN_SCRIPT = re.compile(r"(?:const|let|function|class)\s+(\w+)|\.(\w+)\b|(\w+)\s*(?:=>|:)")
IN_TEMPLATE = re.compile(r"\{[{%][^}]*[}%]\}")


def test_no_script_and_no_template_uses_such_a_name() -> None:
    found = []
    for path in tracked("claims/static/*.js", "claims/static/**/*.js"):
        code = re.sub(r"//.*|/\*.*?\*/|\"[^\"\n]*\"|`[^`]*`", "", path.read_text(), flags=re.S)
        found += [f"{path.name}: {name}" for hit in IN_SCRIPT.findall(code) for name in hit if name in FORBIDDEN]
    for path in tracked("*.html"):
        for tag in IN_TEMPLATE.findall(path.read_text()):
            words = re.findall(r"[a-z_]+", re.sub(r"\"[^\"]*\"|'[^']*'|\{%\s*(?:blocktranslate|translate).*", "", tag))
            found += [f"{path.name}: {word}" for word in words if word in FORBIDDEN]
    assert found == []


def test_a_class_has_its_name_for_itself() -> None:
    places = defaultdict(list)
    for path in PYTHON:
        if path.relative_to(ROOT).parts[0] in ("claims", "sources", "config"):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and node.name not in TWICE:
                    places[node.name].append(path.relative_to(ROOT).as_posix())
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_every_line_is_the_formatters() -> None:
    kept = re.compile(r"#\s*fmt:\s*(?:skip|off)")
    assert [
        path.relative_to(ROOT).as_posix() for path in PYTHON if kept.search(path.read_text()) and path != Path(__file__)
    ] == []


def texts_for_people(path: Path) -> Iterator[str]:
    """Yield the texts of a module that people read: what goes through gettext, and help texts of the API."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = node.args if called in {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "N_"} else []
            texts = [
                *texts,
                *(k.value for k in node.keywords if k.arg in {"help_text", "label", "description", "summary"}),
            ]
            for text in texts:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


@cache
def all_texts_for_people() -> list[tuple[Path, str]]:
    """Return every text of a module or a template that people read."""
    texts = [(path, text) for path in PYTHON if path.parts[-2] != "tests" for text in texts_for_people(path)]
    for path in tracked("*.html"):
        plain = re.sub(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<[^>]*>", " ", path.read_text(), flags=re.S)
        texts.append((path, re.sub(r"\{[{%].*?[}%]\}", lambda tag: " ".join(re.findall(r'"([^"]*)"', tag[0])), plain)))
    return texts


@pytest.mark.parametrize(("pattern", "instead"), AMBIGUOUS.items())
def test_a_word_on_screen_and_in_the_api_has_one_meaning(pattern: str, instead: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text.strip()[:80]}"
        for path, text in all_texts_for_people()
        if re.search(pattern, text, re.IGNORECASE)
    ]
    assert found == [], f"say {instead}"
