"""Compare a quotation with its original, word by word, in any script."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

# Words beyond this many, after what both begin and end with, are shown as replaced whole: comparing costs n · m / 64.
MAX_WORDS = 4_000

_QUOTES = "\"'‘’‚‛“”„‟«»‹›″′「」『』＂＇`´"
_DROPPED = "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_APOSTROPHES = "'’‘ʼ"
_JOINED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"} | dict.fromkeys(
    _APOSTROPHES, "'"
)
# Scripts that leave no space between words: there a letter with its marks is compared.
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "YI ", "BOPOMOFO")
# What a newsroom's own style puts before the closing mark: “We will go,” she said.
_STOPS = frozenset({".", ",", ";", ":"})


class DiffKind(StrEnum):
    """What became of a stretch; the values are stable."""

    SAME = "same"
    TYPOGRAPHY = "typography"
    ADDED = "added"  # in the quotation only
    LEFT_OUT = "left_out"  # in the original only


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark at a place, in code points; `key` is what it is compared by."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A stretch of the quotation and the stretch of the original that it stands for; one of them may be empty."""

    kind: DiffKind
    start: int
    end: int
    original_start: int
    original_end: int


def words(text: str) -> list[Word]:
    """Cut a text into words and marks, white space left out; linear in its length."""
    found: list[tuple[int, int]] = []
    start, kind = 0, "space"
    for at, letter in enumerate(text):
        what = _class(letter)
        if what == "single" and kind == "word" and _joins(text, at):
            what = "word"
        goes_on = kind != "space" and (
            what in ("mark", "joiner") or kind == "joiner" or (what == kind and what in ("word", "ellipsis", "dash"))
        )
        if what == "space" or not goes_on:
            if kind != "space":
                found.append((start, at))
            start = at
        if what not in ("mark", "joiner") or kind == "space":
            kind = what
    if kind != "space":
        found.append((start, len(text)))
    cut = [Word(start, end, _key(text[start:end])) for start, end in found]
    return [word for word in cut if word.key]


def _joins(text: str, at: int) -> bool:
    """It's: an apostrophe between two letters is a letter."""
    return text[at] in _APOSTROPHES and at + 1 < len(text) and _class(text[at + 1]) == "word"


@lru_cache(maxsize=4096)
def _class(letter: str) -> str:
    if letter.isspace():
        return "space"
    if letter in ".…":
        return "ellipsis"
    if letter in _DROPPED or letter in "\u200c\u200d":
        return "joiner"
    category = unicodedata.category(letter)
    if category == "Pd" or letter == "−":
        return "dash"
    if category[0] == "M":
        return "mark"
    if category[0] in "LN" and letter not in _QUOTES:
        return "single" if unicodedata.name(letter, "").startswith(_UNSPACED) else "word"
    return "single"


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    """Fold what only a typesetter decides: quotation marks, dashes, dots, ligatures, invisible characters."""
    visible = "".join(letter for letter in word if _class(letter) != "joiner")
    if len(visible) == 1 and visible in _QUOTES:
        return '"'
    if visible and all(_class(letter) == "dash" for letter in visible):
        return "-"
    if len(visible) > 1 and all(letter in ".…" for letter in visible):
        return "…"
    return unicodedata.normalize("NFC", "".join(_JOINED.get(letter, letter) for letter in visible))


def compare(quotation: str, original: str) -> tuple[DiffPart, ...]:
    """Return the parts of both texts in order; together they cover every word of each, once."""
    left, right = words(quotation), words(original)
    mine, theirs = [w.key for w in left], [w.key for w in right]
    steps = [
        (_kind(quotation[left[i].start : left[i].end], original[right[j].start : right[j].end]), i, j)
        if i is not None and j is not None
        else ((DiffKind.ADDED, i, None) if i is not None else (DiffKind.LEFT_OUT, None, j))
        for i, j in _aligned(mine, theirs)
    ]
    return tuple(_joined(steps, left, right))


def _kind(mine: str, theirs: str) -> DiffKind:
    return DiffKind.SAME if mine == theirs else DiffKind.TYPOGRAPHY


def _joined(
    steps: Sequence[tuple[DiffKind, int | None, int | None]], left: Sequence[Word], right: Sequence[Word]
) -> Iterator[DiffPart]:
    """Join neighbours of one kind; white space between them belongs to neither."""
    at, original_at = 0, 0
    for kind, group in groupby(steps, key=lambda step: step[0]):
        run = list(group)
        mine = [i for _, i, _ in run if i is not None]
        theirs = [j for _, _, j in run if j is not None]
        start, at = (left[mine[0]].start, left[mine[-1]].end) if mine else (at, at)
        original_start, original_at = (
            (right[theirs[0]].start, right[theirs[-1]].end) if theirs else (original_at, original_at)
        )
        yield DiffPart(kind, start, at, original_start, original_at)


Pair = tuple[int | None, int | None]


def _aligned(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Pair]:
    """Pair the longest common sequence of words; the rest stands alone, what was left out before what was added."""
    head = 0
    while head < min(len(mine), len(theirs)) and mine[head] == theirs[head]:
        yield head, head
        head += 1
    tail = 0
    while tail < min(len(mine), len(theirs)) - head and mine[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    a, b = mine[head : len(mine) - tail], theirs[head : len(theirs) - tail]
    if len(a) <= MAX_WORDS and len(b) <= MAX_WORDS:
        i, j = 0, 0
        for x, y in [*_common(a, b), (len(a), len(b))]:
            yield from ((None, head + k) for k in range(j, y))
            yield from ((head + k, None) for k in range(i, x))
            if x < len(a):
                yield head + x, head + y
            i, j = x + 1, y + 1
    else:
        yield from ((None, head + k) for k in range(len(b)))
        yield from ((head + k, None) for k in range(len(a)))
    for k in range(tail, 0, -1):
        yield len(mine) - k, len(theirs) - k


def _common(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return one longest common subsequence as pairs of places: bit-parallel (Hyyrö 2004), a row of bits a word of `a`.

    A zero bit in a row marks a place of `b` where the length grows.
    """
    if not a or not b:
        return []
    everywhere = (1 << len(b)) - 1
    places: dict[str, int] = {}
    for j, word in enumerate(b):
        places[word] = places.get(word, 0) | (1 << j)
    row, rows = everywhere, [everywhere]
    for word in a:
        kept = row & places.get(word, 0)
        row = ((row + kept) | (row - kept)) & everywhere
        rows.append(row)
    found: list[tuple[int, int]] = []
    i, j = len(a), len(b)
    while i and j:
        if rows[i] >> (j - 1) & 1:
            j -= 1
        elif not rows[i - 1] >> (j - 1) & 1:
            i -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def propose(segments: Sequence[str], original: str) -> str | None:
    """Propose a grade for what a machine can see: "verbatim" or "typography"; None leaves it to a person.

    `segments` are the quotation's own words, without “she said” between them. A stop at the end of a segment is the
    newsroom's: it makes no difference but one of typography.
    """
    theirs = words(original)
    mine = [(words(segment), segment) for segment in segments]
    exact = [segment[w.start : w.end] for found, segment in mine for w in found]
    if not exact:
        return None
    if exact == [original[w.start : w.end] for w in theirs]:
        return "verbatim"
    keys = [w.key for found, _ in mine for w in found]
    original_keys = [w.key for w in theirs]
    if keys == original_keys:
        return "typography"
    bare = [w.key for found, _ in mine for w in _without_stop(found)]
    return "typography" if bare and bare == [w.key for w in _without_stop(theirs)] else None


def _without_stop(found: Sequence[Word]) -> Sequence[Word]:
    return found[:-1] if found and found[-1].key in _STOPS else found


def holds(segments: Sequence[str], original: str) -> bool:
    """Return whether each segment's words stand together in the original, in order, whatever the typography."""
    original_keys = "\x1f" + "\x1f".join(w.key for w in words(original)) + "\x1f"
    at = 0
    for segment in segments:
        run = [w.key for w in _without_stop(words(segment))]
        if not run:
            continue
        at = original_keys.find("\x1f" + "\x1f".join(run) + "\x1f", at)
        if at < 0:
            return False
    return bool(segments)
