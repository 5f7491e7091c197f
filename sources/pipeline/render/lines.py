"""The lines of a rendering, each with the features by which prose and furniture differ."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.pipeline.render.markup import Block

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# Scripts that do not separate words by spaces: about two characters make a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Scripts that end a sentence without a mark, in a space.
_UNSTOPPED = re.compile(r"[\u0e00-\u0eff]")
_FINAL = re.compile(r"[.!?…。！？।؟۔።]['\"’”»›)\]}）」』*]{0,4}\s{0,9}$")
_INNER_STOP = re.compile(r"[.!?…。！？।؟۔]['\"’”»)]{0,3}\s+\S")
_BULLET = re.compile(r"[*+•·‣▪◦○●■□►▶-]\s+|\d{1,2}[.)]\s+")
_RULED = re.compile(r"_{2,10}")


# Code points between which the lines of a wrapped text are long, and how many must run on before a text is one.
MARGIN = (40, 120)
WRAPPED = 3
# Words, about two characters each, of a line of Thai that is a paragraph: nothing else says so.
UNSTOPPED_WORDS = 40


# A sentence that ends in a whole word, and the next one without a space between them.
_GLUED_SENTENCES = re.compile(r"(?<=[a-z]{4})[.!?…][”’)\]]{0,2}(?=[“‘(]?[A-Z])")
_GLUED_WORDS = re.compile(r"(?<=[a-z]{2})(?=[A-Z][A-Za-z])|(?<=[а-яё]{2})(?=[А-ЯЁ][А-ЯЁа-яё])")
# Glued words in a row that make a menu, and code points that one of its items has at most on average.
RUN = 5
ITEM = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space at its ends. `gap`: a blank line stands before it."""

    start: int
    end: int
    text: str
    gap: bool
    indent: int
    words: int
    final: bool  # ends as a sentence ends
    stops: int  # sentences that end inside it, counted up to 3
    capitals: float  # share of words that begin with a capital; 0 in scripts without case
    bullet: bool
    key: str  # equal for lines that differ in quotation marks, apostrophes, white space and case only
    path: str = ""
    linked: float = 0.0

    @property
    def ruled(self) -> bool:
        """Return whether this is the line that wire services rule below each part of a report."""
        return _RULED.fullmatch(self.text) is not None

    @property
    def prose(self) -> bool:
        """Return whether the line reads as one or more whole sentences."""
        if self.words >= UNSTOPPED_WORDS and 2 * len(_UNSTOPPED.findall(self.text)) > len(self.text):
            return True
        return self.words >= 8 and self.capitals < 0.6 and (self.final or (self.stops > 0 and self.words >= 20))


def key(text: str) -> str:
    """Fold `text` to its letters and digits, so that two printings of one headline are equal."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() or unicodedata.category(c)[0] == "M")


def split(text: str, blocks: Sequence[Block]) -> list[Line]:
    """Return a line for each block that shows a character; lines that a dump wrapped at a margin are joined."""
    lines: list[Line] = []
    last = 0
    html = any(block.path for block in blocks)
    for block in blocks if html else (part for whole in _unwrapped(text, blocks) for part in _unglued(text, whole)):
        raw = text[block.start : block.end]
        bare = raw.strip()
        if not bare:
            continue
        start = block.start + len(raw) - len(raw.lstrip())
        gap = text.count("\n", last, start) > 1
        lines.append(_line(bare, start, gap, start - block.start, block.path, block.linked / (block.end - block.start)))
        last = lines[-1].end
    return lines


def _unglued(text: str, block: Block) -> Iterator[Block]:
    """Cut a line where a rendering certainly lost the break between two elements of its page."""
    line = text[block.start : block.end]
    cuts = [found.end() for found in _GLUED_SENTENCES.finditer(line)]
    joints = [found.start() for found in _GLUED_WORDS.finditer(line)]
    # "NewsSportWeather" is a menu, "WeWork" is a name: only a run of them is certain.
    for i in range(len(joints) - RUN + 1):
        if joints[i + RUN - 1] - joints[i] <= RUN * ITEM:
            cuts.extend(joints[i : i + RUN])
    start = 0
    for cut in sorted({*cuts, len(line)}):
        if cut > start:
            yield Block(block.start + start, block.start + cut)
            start = cut


def _unwrapped(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Join the blocks of a text that are one paragraph wrapped at a margin."""
    wrapped = [_runs_on(text, a, b) for a, b in pairwise(blocks)]
    widths = sorted(a.end - a.start for (a, _), on in zip(pairwise(blocks), wrapped, strict=True) if on)
    if len(widths) < WRAPPED:
        return list(blocks)
    margin = widths[len(widths) // 2]
    joined = list(blocks[:1])
    for before, block, on in zip(blocks, blocks[1:], wrapped, strict=False):
        # In a wrapped text a line that reaches the margin goes on, whatever the next one begins with.
        full = block.start - before.end == 1 and 0.8 * margin <= before.end - before.start <= 1.3 * margin
        if on or full:
            joined[-1] = Block(joined[-1].start, block.end)
        else:
            joined.append(block)
    return joined


def _runs_on(text: str, before: Block, block: Block) -> bool:
    """Return whether a line goes on in the next one: it ends without a stop, which begins in lower case."""
    return (
        block.start - before.end == 1
        and MARGIN[0] <= before.end - before.start <= MARGIN[1]
        and text[block.start : block.end].lstrip()[:1].islower()
        and _FINAL.search(text[max(before.start, before.end - 16) : before.end]) is None
    )


def cut(line: Line, at: int) -> tuple[Line, Line]:
    """Return the two lines that `line` is when it ends `at` code points after its start."""
    head, tail = line.text[:at].rstrip(), line.text[at:]
    return (
        _line(head, line.start, line.gap, line.indent, line.path, line.linked),
        _line(tail, line.start + at, False, line.indent, line.path, line.linked),
    )


def _line(bare: str, start: int, gap: bool, indent: int, path: str, linked: float) -> Line:
    words = _WORD.findall(bare)
    unspaced = len(_UNSPACED.findall(bare))
    cased = [w for w in words if w[0].lower() != w[0].upper()]
    capitals = sum(w[0].isupper() for w in cased) / len(cased) if cased else 0.0
    count = len(words) + unspaced // 2
    bullet = _BULLET.match(bare) is not None
    return Line(
        start=start,
        end=start + len(bare),
        text=bare,
        gap=gap,
        indent=indent,
        words=count,
        final=_FINAL.search(bare[-16:]) is not None,
        stops=min(3, sum(1 for _ in zip(range(3), _INNER_STOP.finditer(bare), strict=False))),
        capitals=capitals,
        bullet=bullet,
        key=key(bare),
        path=path,
        linked=linked,
    )
