"""Pair the quotation marks of each paragraph; an apostrophe is never one of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.pipeline.parse.parse import TextRange

# Which marks may close an opened one. German „…“ and »…«, French «…», Polish „…” and straight marks included.
_CLOSERS = {"''": ("''",), "``": ("''",), "“": '”“"', "„": "“”", "«": "»", "»": "«", '"': '"”', "「": "」", "『": "』"}
_SINGLE = {"‘": "’", "'": "'", "‚": "‘’", "‹": "›", "›": "‹"}
_BEFORE = frozenset(" \t\n\u00a0\u202f([{–—-/“\"«„‘'»:,")  # what may stand before an opening mark
_AFTER = frozenset(" \t\n\u00a0\u202f)]}–—-/.,;:!?…”\"»’'“«")  # what may stand after a closing mark
_ANY_DOUBLE = re.compile("''|``|[“”„«»\"「」『』]")
_SPEECH_WORDS = 4  # words behind a mark that nothing closes: fewer are a term with a stray mark
_SENTENCE_MARK = frozenset(".,!?…")
_CLIPPED = re.compile(r"['‘](?:em|tis|twas|til|till|cause|bout|round|n|\d0s)\b", re.IGNORECASE)
_MARK = re.compile("''|``|[“”„«»\"「」『』‘’'‚‹›\n]")  # '' and `` are how wires and typewriters print double marks


@dataclass(frozen=True, slots=True, order=True)
class MarkedSpan:
    """A span in quotation marks: `start`–`end` with the marks, `inner` without; all in code points of the text.

    `closed` is False when the paragraph ends first: the speech goes on in the next one, or the page forgot to close it.
    `opened` is False in that next paragraph when it does not repeat the opening mark.
    """

    start: int
    end: int
    closed: bool = True
    width: int = 1  # code points of each mark
    opened: bool = True

    @property
    def inner(self) -> tuple[int, int]:
        return self.start + self.width * self.opened, self.end - self.width * self.closed


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph at `start`–`end`, its marked spans, and the mark that it left open."""

    start: int
    end: int
    doubles: tuple[MarkedSpan, ...]
    opened: int = -1
    opener: str = ""


def pair(text: str, passages: Sequence[TextRange]) -> tuple[MarkedSpan, ...]:
    """Return the outermost marked spans in order; none crosses a paragraph.

    A mark that is left open counts when the speech goes on in the next paragraph, which repeats the mark or closes it,
    and when it stands where nothing but a speech begins: behind a colon, or behind the comma of a cue.
    """
    lines: list[_Line] = []
    for passage in passages:
        words_end = passage.start + len(text[passage.start : passage.end].rstrip())
        lines += [_pair_line(text, start, end) for start, end in _lines(text, passage.start, words_end)]
    over: dict[int, list[MarkedSpan]] = {}
    for number, line in enumerate(lines):
        if line.opener and line.opened + len(line.opener) < line.end:
            for place, span in _left_open(text, lines, number):
                over.setdefault(place, []).append(span)
    found: list[MarkedSpan] = []
    for number, line in enumerate(lines):
        doubles = sorted([*line.doubles, *over.get(number, ())])
        found += doubles + _singles(text, line.start, line.end, doubles)
    return tuple(sorted(found))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the paragraphs of a passage, cut at blank lines: no quotation crosses one."""
    cuts = [m.span() for m in re.compile(r"\n[^\S\n]*\n\s*").finditer(text, start, end)]
    starts = [start, *(b for _, b in cuts)]
    ends = [*(a for a, _ in cuts), end]
    return list(zip(starts, ends, strict=True))


def _left_open(text: str, lines: Sequence[_Line], number: int) -> list[tuple[int, MarkedSpan]]:
    """Return the spans of a mark that its paragraph leaves open, each with the number of its paragraph."""
    line = lines[number]
    first = MarkedSpan(line.opened, line.end, closed=False, width=len(line.opener))
    following = lines[number + 1] if number + 1 < len(lines) else None
    if following is not None:
        if text[following.start : following.end].lstrip().startswith(line.opener):
            return [(number, first)]
        close = _first_close(text, line.opener, following)
        if close is not None and not any(close > at >= 0 for at in (following.opened, *_starts(following))):
            rest = MarkedSpan(following.start, close, width=len(line.opener), opened=False)
            return [(number, first), (number + 1, rest)]
    return [(number, first)] if _begins_speech(text, lines, number) else []


def _starts(line: _Line) -> list[int]:
    return [mark.start for mark in line.doubles]


def _first_close(text: str, opener: str, line: _Line) -> int | None:
    """Return where the first double mark of a paragraph ends if it can only close one of the paragraph before."""
    for match in _MARK.finditer(text, line.start, line.end):
        at, mark = match.start(), match.group()
        if mark in _SINGLE or mark in "’\n":
            continue
        closes = mark in _CLOSERS[opener] and at > line.start and not text[at - 1].isspace()
        return match.end() if closes and (match.end() >= line.end or text[match.end()] in _AFTER) else None
    return None


def _begins_speech(text: str, lines: Sequence[_Line], number: int) -> bool:
    """Return whether an open mark stands behind a colon or comma, in its paragraph or at the end of the one before."""
    line = lines[number]
    if _ANY_DOUBLE.search(text, line.opened + len(line.opener), line.end):
        return False
    before = text[line.start : line.opened].rstrip()
    if not before:
        return number > 0 and text[lines[number - 1].start : lines[number - 1].end].rstrip().endswith(":")
    return before.endswith((":", ",")) and len(text[line.opened : line.end].split()) >= _SPEECH_WORDS


def _pair_line(text: str, start: int, end: int) -> _Line:
    doubles, opened, opener, nested = [], -1, "", False
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if mark not in _CLOSERS and mark not in "”»」』":
            continue
        if opener == "“" and mark == '"' and (nested or _opens(text, at, start)):
            nested = not nested  # “He said "no" twice”; otherwise a straight mark may close a curly one
        elif opener and mark in _CLOSERS[opener] and not (mark == opener == "“" and _opens(text, at, start)):
            if at > opened + len(opener):
                doubles.append(MarkedSpan(opened, match.end(), width=len(mark)))
            opened, opener, nested = -1, "", False
        elif mark in _CLOSERS and mark in (opener or mark) and _may_open(text, at, len(mark), start, end):
            opened, opener, nested = at, mark, False
    return _Line(start, end, tuple(doubles), opened, opener)


def _opens(text: str, at: int, start: int) -> bool:
    """Return whether a mark opens again (“… “) where a closing one looks the same."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return text[at] == "“" and before in _BEFORE and not after.isspace()


def _may_open(text: str, at: int, width: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    if text[at] in "\"'":  # a straight mark after a figure is an inch mark, before a blank it closes something
        return not before.isalnum() and at + width < end and not text[at + width].isspace()
    return text[at] != "»" or before in _BEFORE


class _Pairs:
    """The single marks of a paragraph while they are paired: where one was opened, and where it may close."""

    def __init__(self) -> None:
        self.found: list[MarkedSpan] = []
        self.opened = self.closing = -1

    def end(self) -> None:
        """Keep what was opened if it may close somewhere."""
        if self.opened >= 0 and self.closing >= 0:
            self.found.append(MarkedSpan(self.opened, self.closing + 1))
        self.opened = self.closing = -1

    def close(self, text: str, at: int) -> None:
        """Close here; after an s, which may be a possessive (“the states’ rights”), look for a better place."""
        if self.closing < 0 or (text[at - 1] in _SENTENCE_MARK and text[self.closing - 1] in "sS"):
            self.closing = at
        if text[at - 1] not in "sS":
            self.end()


def _singles(text: str, start: int, end: int, doubles: Sequence[MarkedSpan]) -> list[MarkedSpan]:
    """Pair single marks outside the double ones; of two possible closing marks prefer one after a stop or comma."""
    inside = {at for m in doubles for at in (m.start, m.end - 1)}
    covered = iter([*doubles, MarkedSpan(end + 1, end + 2)])
    cover, pairs = next(covered), _Pairs()
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        while cover.end <= at:
            cover = next(covered)
        if cover.start <= at or at in inside:
            pairs.end()
        elif mark in _SINGLE and _opens_single(text, at, start, end):
            pairs.end()
            pairs.opened = at
        elif _may_close(text, pairs.opened, at, mark) and _closes_single(text, at, end):
            pairs.close(text, at)
    pairs.end()
    return pairs.found


def _may_close(text: str, opened: int, at: int, mark: str) -> bool:
    return 0 <= opened < at - 1 and mark in _SINGLE[text[opened]]


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    if before not in _BEFORE or at + 1 >= end or text[at + 1].isspace():
        return False
    return text[at] not in "'‘" or not _CLIPPED.match(text, at)


def _closes_single(text: str, at: int, end: int) -> bool:
    return not text[at - 1].isspace() and (at + 1 >= end or text[at + 1] in _AFTER)
