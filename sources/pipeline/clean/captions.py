"""Recognise a picture's caption or credit in a page's lines."""

import re
from pathlib import Path

from sources.word_list import either, load_table

LONGEST = 320  # code points

_WORDS = load_table(Path(__file__).with_name("words") / "captions.toml")
_LINE = re.compile(either(_WORDS["lines"]).replace("{agencies}", either(_WORDS["agencies"])), re.I)

# Code points at the end of a caption in which its credit stands, and of the longest caption that has one.
CREDIT = 100
CREDITED = 700
_CREDIT = re.compile(either(_WORDS["endings"]))
_COUNT = re.compile(r"(image|photo|picture|slide) \d{1,3} of \d{1,3}", re.I)


def counts(text: str) -> bool:
    """Return whether the line counts the pictures of a gallery ("Image 2 of 5"), whose caption comes next."""
    return len(text) <= 40 and _COUNT.fullmatch(text) is not None


def looks_like(text: str) -> bool:
    """Return whether the line is a picture's credit, or a caption that ends in one."""
    if len(text) <= LONGEST and _LINE.fullmatch(text):
        return True
    return len(text) <= CREDITED and any(
        found.end() == len(text) for found in _CREDIT.finditer(text, max(0, len(text) - CREDIT))
    )
