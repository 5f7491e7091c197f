"""Find the gold files of a folder and say which step each one measures, by what its lines hold."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

STEPS = ("clean", "sentences", "quotes", "split", "claims")
LATER = ("match", "stance")
# Documents put aside for ever, by rule: the sha256 of their name begins with one of these hex digits. Their figures are
# printed; nobody looks at their words or at the errors made in them, so they say how much of a change carries over.
PUT_ASIDE = "01234"
_NAMED_BY = ("page", "doc_id", "doc")


@dataclass(frozen=True)
class Gold:
    """One gold file: `kind` names the form of its lines, `corpus` where they come from ("" when unknown)."""

    path: Path
    relative: Path
    step: str
    kind: str
    corpus: str
    rows: list[dict[str, Any]] = field(repr=False)
    new: frozenset[str] = field(default=frozenset(), repr=False)


def is_new(file: Gold, row: dict[str, Any]) -> bool:
    """Return whether the gold's `new.txt` lists a line's document: it came after the rules had been tuned."""
    name = _name(row)
    # A page is listed by its whole digest, and an HTML page is named by the beginning of it.
    return name is not None and (name in file.new or (len(name) >= 16 and any(n.startswith(name) for n in file.new)))


def unseen(file: Gold, answers: Sequence[dict[str, Any]]) -> tuple[Gold, list[dict[str, Any]]]:
    """Return the lines that are put aside and new, which no rule was ever tuned to, and their answers."""
    kept = [(row, own) for row, own in zip(file.rows, answers, strict=True) if is_put_aside(row) and is_new(file, row)]
    return replace(file, rows=[row for row, _ in kept]), [own for _, own in kept]


def _name(row: dict[str, Any]) -> str | None:
    return next((str(row[key]) for key in _NAMED_BY if row.get(key)), None)


def is_put_aside(row: dict[str, Any]) -> bool:
    """Return whether a line belongs to a document that is put aside; a line that names no document never does."""
    name = _name(row)
    return name is not None and sha256(name.encode("utf-8")).hexdigest()[0] in PUT_ASIDE


def side(file: Gold, answers: Sequence[dict[str, Any]], *, put_aside: bool) -> tuple[Gold, list[dict[str, Any]]]:
    """Return the lines of one side of a gold file and their answers, which come in the order of all lines."""
    kept = [(row, own) for row, own in zip(file.rows, answers, strict=True) if is_put_aside(row) == put_aside]
    return replace(file, rows=[row for row, _ in kept]), [own for _, own in kept]


def load(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def find(folder: Path) -> Iterator[Gold]:
    """Yield the gold files below a folder in order of their paths; other files are passed over."""
    listed = folder / "new.txt"
    new = frozenset(listed.read_text(encoding="utf-8").split()) if listed.exists() else frozenset()
    for path in sorted(folder.rglob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            line = next((line for line in lines if line.strip()), "")
        try:
            first = json.loads(line)
        except ValueError:
            continue
        kind = _kind(path, first) if isinstance(first, dict) else None
        if kind is not None:
            step, form = kind
            yield Gold(path, path.relative_to(folder), step, form, _corpus(path, first, form), load(path), new)


def _kind(path: Path, first: dict[str, Any]) -> tuple[str, str] | None:
    keys = first.keys()
    if {"doc_id", "text", "quotes"} <= keys:
        return "quotes", "quotes"
    if {"id", "text", "sentence", "units"} <= keys:
        return "split", "split"
    if {"text", "with", "without"} <= keys:
        return "clean", "segments"
    if {"id", "body", "page"} <= keys:
        return "clean", "html" if page_of(path, first).exists() else "renderings"
    if {"text", "sentences"} <= keys:
        return "sentences", "sentences"
    if {"id", "text", "label"} <= keys and first["label"] in (0, 1):
        return "claims", "objective" if _mentions(path, first, ("objective", "newssd", "subj")) else "worth"
    return None


# Known corpora, by a word of the file's name or of its lines' ids.
_CORPORA = {
    "quotes": ("polnear", "mcae", "gum"),
    "sentences": ("ewt", "gum", "quotes", "golden"),
    "split": ("own", "rose", "prop", "fcb"),
    "worth": ("claimbuster", "ct19"),
    "objective": ("newssd", "objective"),
}


def _corpus(path: Path, first: dict[str, Any], form: str) -> str:
    if form == "split":
        return first["set"] if first.get("set") in _CORPORA[form] else ""
    return next((name for name in _CORPORA.get(form, ()) if _mentions(path, first, (name,))), "")


def _mentions(path: Path, first: dict[str, Any], words: tuple[str, ...]) -> bool:
    label = f"{path.name} {first.get('corpus', '')} {first.get('doc', '')} {str(first.get('id', ''))[:20]}".lower()
    return any(word in label for word in words)


def page_of(path: Path, row: dict[str, Any]) -> Path:
    """Return the compressed HTML page beside its gold."""
    return path.parent / f"{row['id']}.html.gz"
