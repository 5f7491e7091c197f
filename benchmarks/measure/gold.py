"""Find the gold files of a folder and say which step each one measures, by what its lines hold."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STEPS = ("clean", "sentences", "quotes", "claims")
LATER = ("match", "stance")


@dataclass(frozen=True)
class Gold:
    """One gold file: `kind` names the form of its lines, `corpus` where they come from ("" when unknown)."""

    path: Path
    relative: Path
    step: str
    kind: str
    corpus: str
    rows: list[dict[str, Any]] = field(repr=False)


def load(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def find(folder: Path) -> Iterator[Gold]:
    """Yield the gold files below a folder in order of their paths; other files are passed over."""
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
            yield Gold(path, path.relative_to(folder), step, form, _corpus(path, first, form), load(path))


def _kind(path: Path, first: dict[str, Any]) -> tuple[str, str] | None:
    keys = first.keys()
    if {"doc_id", "text", "quotes"} <= keys:
        return "quotes", "quotes"
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
    "worth": ("claimbuster", "ct19"),
    "objective": ("newssd", "objective"),
}


def _corpus(path: Path, first: dict[str, Any], form: str) -> str:
    return next((name for name in _CORPORA.get(form, ()) if _mentions(path, first, (name,))), "")


def _mentions(path: Path, first: dict[str, Any], words: tuple[str, ...]) -> bool:
    label = f"{path.name} {first.get('corpus', '')} {first.get('doc', '')} {str(first.get('id', ''))[:20]}".lower()
    return any(word in label for word in words)


def page_of(path: Path, row: dict[str, Any]) -> Path:
    """Return the compressed HTML page beside its gold."""
    return path.parent / f"{row['id']}.html.gz"
