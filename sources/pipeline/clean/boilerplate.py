"""Recognise a page's furniture (buttons, share bars, legal lines) by the form of its words."""

import re
from pathlib import Path

from sources.word_list import either, load_table

# Code points. A longer line is prose until its structure says otherwise; it also bounds every pattern here.
LONGEST = 320
# Code points. A heading is short; a sentence that begins like one is not.
LONGEST_HEADING = 80

_WORDS = load_table(Path(__file__).with_name("words") / "boilerplate.toml")
_PART = re.compile(r"\{([a-z]+)\}")


def _parts() -> dict[str, str]:
    """Return the parts of forms as regular expressions; a part may hold those above it."""
    parts: dict[str, str] = {}
    for name, entries in _WORDS["parts"].items():
        parts[name] = _PART.sub(lambda found: parts[found[1]], either(entries))
    return parts


_PARTS = _parts()
_RULES = tuple(
    (f"furniture.{name}", re.compile(_PART.sub(lambda found: _PARTS[found[1]], either(forms)), re.I))
    for name, forms in _WORDS["lines"].items()
)
_LONG = re.compile(either(_WORDS["site"]), re.I)
_CLOSING = re.compile(rf"{either(_WORDS['closing'])}\b", re.I)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xa0 "
_EDGES = "*+•·‣▪◦○●■►▶-–— \t"


def rule(text: str) -> str | None:
    """Return the dotted rule that makes this line furniture, or None when its words alone decide nothing."""
    if len(text) > LONGEST:
        return "furniture.legal" if _LONG.match(text[:LONGEST]) else None
    bare = text.lstrip(_EDGES).rstrip(" .:»>…→")
    if not bare.strip(_INVISIBLE):
        return "furniture.blank" if not text.strip(_INVISIBLE) else "furniture.button"
    named = next((name for name, pattern in _RULES if pattern.fullmatch(bare)), None)
    if named == "furniture.date" and len(bare) > 30 and text.endswith(".") and not text.lower().endswith(".m."):
        return None  # a sentence that begins with a day
    return named or ("furniture.legal" if _LONG.match(bare) else None)


def closes(text: str) -> bool:
    """Return whether the line is a heading after which the article is over."""
    return len(text) <= LONGEST_HEADING and _CLOSING.match(text.lstrip(_EDGES + "#")) is not None
