"""A span of text with its exact words."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words at a place: `start` and `end` in Unicode code points, end exclusive; `text[start:end] == exact`.

    The pair of W3C Web Annotation selectors TextPositionSelector and TextQuoteSelector in one value.
    """

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.exact):
            raise ValueError(f"not a span: {self.start}–{self.end} for {len(self.exact)} code points")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Slice `text`; raise ValueError when the span is empty, reversed or runs past the end."""
        if end > len(text):
            raise ValueError(f"span {start}–{end} runs past the end of a text of {len(text)} code points")
        return cls(start, end, text[start:end])


def context(text: str, start: int, end: int, width: int = 32) -> tuple[str, str]:
    """Return the words around a span, at most `width` code points on each side (TextQuoteSelector prefix, suffix)."""
    return text[max(0, start - width) : start], text[end : end + width]
