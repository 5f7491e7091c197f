"""Sentence boundaries: nupunkt decides, and what news prints differently is corrected here, in tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nupunkt import PunktSentenceTokenizer, load_default_model

from sources.pipeline.clean.clean import READ, PassageFound
from sources.word_list import either, load, load_lines


@dataclass(frozen=True, slots=True)
class SentenceFound:
    """A sentence at `start`–`end`, code points of the rendering, without white space at its ends."""

    start: int
    end: int


def split(text: str, passages: Sequence[PassageFound]) -> tuple[SentenceFound, ...]:
    """Split the passages that are read into sentences: none crosses a passage, notices and furniture have none."""
    return tuple(
        SentenceFound(passage.start + start, passage.start + end)
        for passage in passages
        if passage.kind in READ
        for start, end in spans(text[passage.start : passage.end])
    )


def spans(words: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence of one passage; only white space lies outside of them."""
    items = set(_items(words))
    cuts = {cut for cut in _cuts(words) if not _continues(words, cut)}
    if items:
        cuts = {cut for cut in cuts if not _LABEL.search(words, max(0, cut - 12), cut)} | items
    parts: list[tuple[int, int]] = []
    for start, end in _segments(sorted(cuts), len(words)):
        start, end = _trim(words, start, end)
        if start == end:
            continue
        if parts and not any(map(str.isalnum, words[start:end])):
            parts[-1] = (parts[-1][0], end)  # "…!!", ":)" and an emoji belong to the sentence before them
        else:
            parts.append((start, end))
    return parts


_WORDS = Path(__file__).with_name("words")
_ABBREVIATIONS = load(_WORDS / "abbreviations.txt")
_WORD = re.compile(r"[a-z]{4,}")

# A run of 300 characters without white space is an address, a token or noise, never prose in a script that nupunkt
# reads; nupunkt is quadratic on them.
_RUN = re.compile(r"\S{300,}")

_CLOSERS = "”’»)]}」』）】》"
_CLOSER = re.compile(rf"[{re.escape(_CLOSERS)}]|[\"'](?=[\s\"]|\Z)")
_FACE = re.compile(r"(?:[:;]['-]?[()DP]|[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d]{1,40}+)\s++(?=[A-Z“\"‘])")
_SPEECH = either(load_lines(_WORDS / "speech_verbs.txt"))

# Where a sentence ends although nupunkt sees none: each match ends where the next sentence begins.
_MARKS = "。！？｡؟۔।॥։።။"
_ENDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[{_MARKS}][{_MARKS}…]*[\"{re.escape(_CLOSERS)}]*\s*",
        r"[a-z]{3}[.!?][)\]\"”’“»]++\s++(?=[A-Z“\"‘'«(])",  # also “ where a page prints it for a closing mark
        r"[a-z]{2}[.!?][)”»]++(?=[A-Z“‘«])",  # the space between two sentences got lost with the page's markup
        r"[a-z]{2}[.!?](?=[A-Z][a-z]{0,20} [a-z])",
        r"\n[^\S\n]*(?=[-–—*•] )|\s(?=[•⁃▪‣●] ?\w)",  # bullets
        r"\n[^\S\n]*\n\s*",
        # a caption's credit line
        r"\S\s++(?=(?:Image|Photo|Photograph|Picture|Credit|Graphic): [^\n.]{1,80}+\.?\s*\Z)",
    )
)
# A plain word in small letters that the model takes for an abbreviation ("they found.")
_PLAIN = re.compile(r"(?<=\s)([a-z]{3,})\.\s+(?=[A-Z“\"‘'«(])")

# Where nupunkt sees an end and there is none: what stands before the cut, what stands after it.
_JOINS = tuple(
    (re.compile(before), re.compile(after))
    for before, after in (
        (
            r"(?:^|[\s(“\"‘])(?:U\.S|U\.K|U\.N|E\.U)\.\s+\Z",
            either(map(re.escape, load_lines(_WORDS / "after_country.txt"))),
        ),
        (r"(?:^|\W)(?:Lt|Brig|Maj|Rear|Vice|Gen|Hon)\.\s+\Z", r"(?:Col|Gen|Cmdr|Adm|Gov|Sen|Rep)\."),
        # German writes days with a stop: am 30. April
        (r"(?:^|\s)\d{1,2}\.\s+\Z", r"(?:Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\b"),
        (r"\b(?:am|zum|vom|bis|seit|ab|den|dem|der|des|und)\s\d{1,2}\.\s+\Z", r"(?:April|August|September|November)\b"),
        # “Are we safe?” Mayor Hale asked: the words in front of it are the object of "asked"
        (
            r"[!?][”’\"']\s+\Z",
            rf"(?:[A-Z][\w.’'-]* |the |of |[a-z]+ (?=[A-Z])){{1,6}}{_SPEECH}\b|{_SPEECH} [A-Z]",
        ),
        (r"[.!?][”\"]\s+\Z", r"[-–—] ?[A-Z][^.\n]{0,60}+\Z"),  # “…” – Ada Holm: a pull quote keeps its speaker
    )
)

# "1.", "2)", "(b)", "• 9." in front of a list's item
_ITEM = re.compile(r"(?:^|(?<=\s))(?:[•⁃▪‣●-]\s?)?\(?(?:(\d{1,2})|([a-z]))[.)]{1,2}(?=\s)")
_LABEL = re.compile(r"(?:^|(?<=\s))(?:[•⁃▪‣●-]\s?)?\(?(?:\d{1,2}|[a-z])[.)]{1,2}\s*\Z")


@lru_cache(maxsize=1)
def _punkt() -> PunktSentenceTokenizer:
    punkt = load_default_model()
    for word in [word for word in punkt.abbreviations if _WORD.fullmatch(word) and word not in _ABBREVIATIONS]:
        punkt.remove_abbreviation(word)
    return punkt


def _cuts(words: str) -> Iterator[int]:
    """Yield the places where a sentence may begin."""
    masked = _RUN.sub(lambda run: "x" * len(run[0]), words)
    for start, _ in _punkt().span_tokenize(masked):
        yield _past_closers(words, start)
    for pattern in _ENDS:
        for match in pattern.finditer(words):
            yield match.end()
    for match in _PLAIN.finditer(words):
        if match[1] not in _ABBREVIATIONS:
            yield match.end()


def _past_closers(words: str, cut: int) -> int:
    """Move a cut behind the closing marks, or the emoji, that belong to the sentence in front of it."""
    while 0 < cut < len(words) and not words[cut - 1].isspace() and _CLOSER.match(words, cut):
        cut += 1
    face = _FACE.match(words, cut) if cut else None
    return face.end() if face else cut


def _continues(words: str, cut: int) -> bool:
    return any(before.search(words, max(0, cut - 24), cut) and after.match(words, cut) for before, after in _JOINS)


def _items(words: str) -> Iterator[int]:
    """Yield where the items of a list in one paragraph begin: labels in sequence, the first at the very start."""
    last = ""
    for match in _ITEM.finditer(words):
        label = match[1] or match[2]
        if not last:
            if words[: match.start()].strip():
                return
        elif label != _successor(last):
            continue
        else:
            yield match.start()
        last = label


def _successor(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)


def _segments(cuts: Iterable[int], end: int) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in (*cuts, end):
        if cut > start:
            yield start, cut
            start = cut


def _trim(words: str, start: int, end: int) -> tuple[int, int]:
    stretch = words[start:end]
    left = len(stretch) - len(stretch.lstrip())
    return (start + left, start + len(stretch.rstrip())) if left < len(stretch) else (start, start)
