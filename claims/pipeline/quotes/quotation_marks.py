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
_SENTENCE_MARK = frozenset(".,!?…")
_CLIPPED = re.compile(r"['‘](?:em|tis|twas|til|till|cause|bout|round|n|\d0s)\b", re.IGNORECASE)
_MARK = re.compile("''|``|[“”„«»\"「」『』‘’'‚‹›\n]")  # '' and `` are how wires and typewriters print double marks


@dataclass(frozen=True, slots=True, order=True)
class MarkedSpan:
    """A span in quotation marks: `start`–`end` with the marks, `inner` without; all in code points of the text.

    `closed` is False when the paragraph ends first and the next paragraph goes on with an opening mark.
    """

    start: int
    end: int
    closed: bool = True
    width: int = 1  # code points of each mark

    @property
    def inner(self) -> tuple[int, int]:
        return self.start + self.width, self.end - self.width if self.closed else self.end


def pair(text: str, passages: Sequence[TextRange]) -> tuple[MarkedSpan, ...]:
    """Return the outermost marked spans in order; none crosses a paragraph, an unbalanced mark opens nothing.

    A mark that is left open counts only when the next passage begins with the same mark: speech over several
    paragraphs repeats the opening mark and closes once.
    """
    found: list[MarkedSpan] = []
    for i, passage in enumerate(passages):
        words_end = passage.start + len(text[passage.start : passage.end].rstrip())
        following = text[passages[i + 1].start : passages[i + 1].end].lstrip()[:2] if i + 1 < len(passages) else ""
        for start, end in _lines(text, passage.start, words_end):
            last = end == words_end
            found += _pair_line(text, start, end, following if last else text[end : end + 80].lstrip()[:2])
    return tuple(sorted(found))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the paragraphs of a passage, cut at blank lines: no quotation crosses one."""
    cuts = [m.span() for m in re.compile(r"\n[^\S\n]*\n\s*").finditer(text, start, end)]
    starts = [start, *(b for _, b in cuts)]
    ends = [*(a for a, _ in cuts), end]
    return list(zip(starts, ends, strict=True))


def _pair_line(text: str, start: int, end: int, following: str) -> list[MarkedSpan]:
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
    if opener and opened + len(opener) < end and following.startswith(opener):
        doubles.append(MarkedSpan(opened, end, closed=False, width=len(opener)))
    return doubles + _singles(text, start, end, doubles)


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


def _singles(text: str, start: int, end: int, doubles: Sequence[MarkedSpan]) -> list[MarkedSpan]:
    """Pair single marks outside the double ones; of two possible closing marks prefer one after a stop or comma."""
    inside = {at for m in doubles for at in (m.start, m.end - 1)}
    covered = iter([*doubles, MarkedSpan(end + 1, end + 2)])
    cover = next(covered)
    found, opened, closing = [], -1, -1
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        while cover.end <= at:
            cover = next(covered)
        if cover.start <= at or at in inside:
            if opened >= 0 and closing >= 0:
                found.append(MarkedSpan(opened, closing + 1))
            if opened >= 0:
                opened = closing = -1
            continue
        if mark in _SINGLE and _opens_single(text, at, start, end):
            if opened >= 0 and closing >= 0:
                found.append(MarkedSpan(opened, closing + 1))
            opened, closing = at, -1
        elif opened >= 0 and mark in _SINGLE[text[opened]] and at > opened + 1 and _closes_single(text, at, end):
            plural = text[at - 1] in "sS"  # “the states’ rights”: perhaps a possessive, look for a better one
            if closing < 0 or (text[at - 1] in _SENTENCE_MARK and text[closing - 1] in "sS"):
                closing = at
            if not plural:
                found.append(MarkedSpan(opened, closing + 1))
                opened = closing = -1
    if opened >= 0 and closing >= 0:
        found.append(MarkedSpan(opened, closing + 1))
    return found


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    if before not in _BEFORE or at + 1 >= end or text[at + 1].isspace():
        return False
    return text[at] not in "'‘" or not _CLIPPED.match(text, at)


def _closes_single(text: str, at: int, end: int) -> bool:
    return not text[at - 1].isspace() and (at + 1 >= end or text[at + 1] in _AFTER)
