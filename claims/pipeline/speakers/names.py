"""Compare people's names as newspapers print them, and read a gender off a first name or title."""

from collections.abc import Sequence
from pathlib import Path

from sources import word_list

_WORDS = Path(__file__).with_name("words")
HONORIFICS = word_list.load(_WORDS / "honorifics.txt")
OCCUPATIONS = HONORIFICS | word_list.load(_WORDS / "occupations.txt")
_SUFFIXES = word_list.load(_WORDS / "name_suffixes.txt")
_MALE_WORDS = word_list.load(_WORDS / "male_words.txt")
_FEMALE_WORDS = word_list.load(_WORDS / "female_words.txt")
_MALE_FIRST_NAMES = word_list.load(_WORDS / "male_first_names.txt")
_FEMALE_FIRST_NAMES = word_list.load(_WORDS / "female_first_names.txt")
_FIRST_NAMES = _MALE_FIRST_NAMES | _FEMALE_FIRST_NAMES | word_list.load(_WORDS / "neutral_first_names.txt")


def is_first_name(word: str) -> bool:
    """Return whether a word in lower case is a common first name."""
    return word in _FIRST_NAMES


def gender(name: str) -> str:
    """Return "m" or "f" when a first name or a title says so, else nothing; the surname James is no first name."""
    words = name.lower().split()
    for place, word in enumerate(words):
        is_surname = 0 < place == len(words) - 1
        if word in _MALE_WORDS or (word in _MALE_FIRST_NAMES and not is_surname):
            return "m"
        if word in _FEMALE_WORDS or (word in _FEMALE_FIRST_NAMES and not is_surname):
            return "f"
    return ""


def printed(name: str) -> str:
    """Return a full name that a transcript prints in capitals as an article prints it."""
    return name.title() if name.isupper() and " " in name else name


def strip_titles(words: Sequence[str]) -> str:
    """Return a printed name without titles and possessive endings."""
    kept = list(words)
    for place in range(len(kept) - 2, -1, -1):  # “Leith's Dunlop” is Dunlop
        if kept[place].endswith(("'s", "’s")):
            kept = kept[place + 1 :]
            break
    while len(kept) > 1 and (kept[0].lower() in HONORIFICS or _is_trade(kept)):
        kept.pop(0)
    if len(kept) > 2 and is_first_name(kept[1].lower()) and not is_first_name(kept[0].lower()):
        kept.pop(0)  # “Neighbour Ivy Stone”
    while kept and kept[-1].lower() in ("'s", "’s", "'", "’", ",", "."):
        kept.pop()
    return " ".join(kept).removesuffix("'s").removesuffix("’s")


def _is_trade(printed: Sequence[str]) -> bool:
    """Return whether a name begins with what somebody does: “Novelist Dunlop”, not Dean Martin."""
    first = printed[0].lower()
    return first in OCCUPATIONS and first not in _FIRST_NAMES


def parts(name: str) -> list[str]:
    """Return a name's words in lower case without stops and without Jr."""
    found = [p for p in (w.lower().strip(".,'’") for w in name.split()) if p]
    while len(found) > 1 and found[-1] in _SUFFIXES:
        found.pop()
    return found or [name.lower()]


def may_be_same(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether two names may be one person's: the same last word, and one holds all of the other."""
    if len(short) > len(long):
        short, long = long, short
    return short[-1] == long[-1] and set(short) <= set(long)


def initials(name: str) -> str:
    """Return AHB for “Avon Harbour Board”, in lower case; a single word has none and is returned whole."""
    found = name.split()
    if len(found) < 2:
        return name
    return "".join(word[0] for word in found if word not in ("of", "the", "and", "for"))
