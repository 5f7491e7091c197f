"""The lines of a rendering, each with the features by which prose and furniture differ."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sources.pipeline.markup import Block

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# Scripts that do not separate words by spaces: about two characters make a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FINAL = re.compile(r"[.!?…。！？।؟۔።]['\"’”»›)\]}）」』*]{0,4}\s{0,9}$")
_INNER_STOP = re.compile(r"[.!?…。！？।؟۔]['\"’”»)]{0,3}\s+\S")
_BULLET = re.compile(r"[*+•·‣▪◦○●■□►▶–—-]\s+|\d{1,2}[.)]\s+")


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
    def prose(self) -> bool:
        """Tell whether the line reads as one or more whole sentences."""
        return self.words >= 8 and (self.final or self.stops > 0) and self.capitals < 0.6


def key(text: str) -> str:
    """Fold `text` to its letters and digits, so that two printings of one headline are equal."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() or unicodedata.category(c)[0] == "M")


def split(text: str, blocks: Sequence[Block]) -> list[Line]:
    """Return a line for each block that shows a character."""
    lines: list[Line] = []
    last = 0
    for block in blocks:
        raw = text[block.start : block.end]
        bare = raw.strip()
        if not bare:
            continue
        start = block.start + len(raw) - len(raw.lstrip())
        gap = text.count("\n", last, start) > 1
        lines.append(_line(bare, start, gap, start - block.start, block.path, block.linked / (block.end - block.start)))
        last = lines[-1].end
    return lines


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
