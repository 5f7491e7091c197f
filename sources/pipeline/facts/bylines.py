"""Recognise the line that says who wrote an article."""

import re
from pathlib import Path

from sources.word_list import either, load_table

LONGEST = 160  # code points

_NAME = r"[^\W\d_][\w'’.\-]*"
_WORDS = load_table(Path(__file__).with_name("words") / "bylines.toml")
_PARTICLE = rf"{either(_WORDS['particles'])} "
_SMALL = frozenset((*_WORDS["particles"], "and", "und", "et", "&"))
# First and family names, small words between them.
_FULL_NAME = rf"{_NAME}(?: (?:{_PARTICLE}){{0,3}}{_NAME}){{1,3}}"
_AND = r"(?:, and | and | und | y | et | & |, )"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*"
_NAMED = re.compile(
    r"(?:[Bb]y|BY|(?:[Ww]ritten|[Rr]eported|[Pp]osted|[Ss]tory) by|Von|Por|Par)(?: |: ?)"
    rf"(?P<names>{_FULL_NAME}(?:{_AND}{_FULL_NAME}){{0,4}}?)"
    rf"(?: ?[,|•·/(–—-].{{0,100}}| (?:on |at |[Uu]pdated|[Pp]ublished|\d|{_MONTH}\b).{{0,80}})?"
)
_FORM = re.compile(either(_WORDS["lines"]), re.I)


def names(text: str) -> str | None:
    """Return the names in a line that is nothing but a byline ("By Ana Silva and Jo Ek, Lisbon"), else None."""
    found = _NAMED.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    words = found["names"].replace(",", " ").split()
    # Names are written with capitals: "by train and by bus" names nobody.
    return found["names"] if all(w[0].isupper() or w.lower() in _SMALL for w in words) else None


def looks_like(text: str) -> bool:
    """Return whether the line only says who wrote the article, named or not."""
    return len(text) <= LONGEST and not text.endswith((".", "?", "!")) and _FORM.fullmatch(text) is not None
