"""Find where the words that a claim rests on stand in a later text of the article, if that is certain."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["exact", "moved", "ambiguous", "orphan"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AnchorFound:
    """Where a span went: `start` and `end` in the new text for exact and moved, None for the others."""

    state: State
    start: int | None = None
    end: int | None = None


def find(
    old: str, new: str, spans: Sequence[Place], old_sentences: Sequence[Place], new_sentences: Sequence[Place]
) -> tuple[AnchorFound, ...]:
    """Find each span of the old text in the new one; all in code points, sentences in order and apart.

    A span goes along with its whole sentence only, unchanged and unique in both texts; anything looser could put a
    verdict on words that nobody checked. Words outside every sentence (a notice, a menu) go with their whole line.
    """
    before, after = _Text(old, old_sentences), _Text(new, new_sentences)
    return tuple(_anchor(before, after, span) for span in spans)


class _Text:
    """A text whose units, sentences and the lines that hold none, can be found by their words."""

    def __init__(self, text: str, sentences: Sequence[Place]) -> None:
        self.text = text
        self.units = sorted([*sentences, *_lines_without(text, sentences)])
        self.by_start = {start: index for index, (start, _) in enumerate(self.units)}
        self.by_words: dict[str, list[int]] = defaultdict(list)
        for index, (start, end) in enumerate(self.units):
            self.by_words[text[start:end]].append(index)

    def under(self, span: Place) -> tuple[int, int] | None:
        """Return the first and the last unit that the span touches; None when it lies outside of all."""
        low, high = 0, len(self.units)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.units[middle][1] <= span[0] else (low, middle)
        last = low
        while last < len(self.units) and self.units[last][0] < span[1]:
            last += 1
        if last == low or self.units[low][0] > span[0] or self.units[last - 1][1] < span[1]:
            return None
        return low, last - 1

    def stands(self, stretch: str, start: int, count: int) -> bool:
        """Return whether `count` whole units with these words begin here."""
        index = self.by_start.get(start)
        if index is None or index + count > len(self.units):
            return False
        end = self.units[index + count - 1][1]
        return end - start == len(stretch) and self.text[start:end] == stretch

    def places(self, stretch: str, opening: str, count: int) -> list[int]:
        """Return where the stretch stands; two places stand for any larger number: they are one too many."""
        found = []
        for index in self.by_words.get(opening, ()):
            start = self.units[index][0]
            if self.stands(stretch, start, count):
                found.append(start)
                if len(found) == 2:
                    break
        return found


def _lines_without(text: str, sentences: Sequence[Place]) -> Iterator[Place]:
    """Yield the lines, trimmed, that no sentence touches."""
    at, coming = 0, 0
    for line in text.splitlines(keepends=True):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)
        while coming < len(sentences) and sentences[coming][1] <= start:
            coming += 1
        if start < end and (coming == len(sentences) or sentences[coming][0] >= end):
            yield start, end


def _anchor(old: _Text, new: _Text, span: Place) -> AnchorFound:
    units = old.under(span)
    if units is None:
        return AnchorFound("orphan")
    first, last = units
    start, end = old.units[first][0], old.units[last][1]
    stretch, opening = old.text[start:end], old.text[slice(*old.units[first])]
    count = last - first + 1
    if new.stands(stretch, start, count):
        return AnchorFound("exact", *span)
    places = new.places(stretch, opening, count)
    if not places:
        return AnchorFound("orphan")
    if len(places) > 1 or len(old.places(stretch, opening, count)) > 1:
        return AnchorFound("ambiguous")
    return AnchorFound("moved", places[0] + span[0] - start, places[0] + span[1] - start)
