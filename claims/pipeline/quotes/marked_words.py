"""Index the words of an article that stand in quotation marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claims.pipeline.parse.parse import Parsed, TextRange
from claims.pipeline.quotes import quotation_marks

Word = tuple[int, int]  # (sentence, token number)


class MarkedWords:
    """The marked spans of an article and their words: `spans[n]` holds `words[n]`, punctuation left out."""

    def __init__(self, text: str, passages: Sequence[TextRange], parsed: Parsed) -> None:
        self.text, self.parsed = text, parsed
        read = sorted({parsed.passages[i] for i, doc in enumerate(parsed.docs) if doc is not None})
        self.spans = quotation_marks.pair(text, [passages[i] for i in read])
        self.starts = [m.start for m in self.spans]
        self.span_of: dict[Word, int] = {}  # in which span a word stands
        self.words = [self._words(n) for n in range(len(self.spans))]

    def _words(self, number: int) -> list[Word]:
        start, end = self.spans[number].inner
        first, last = bisect_right(self.parsed.starts, start) - 1, bisect_left(self.parsed.starts, end)
        found = []
        for i in range(max(0, first), last):
            for token in self.parsed.tokens(i, start, end):
                self.span_of[i, token.i] = number
                if not token.is_punct:
                    found.append((i, token.i))
        return found

    def stands_alone(self, number: int) -> bool:
        """Return whether the sentences of a quotation hold nothing else."""
        words = self.words[number]
        for i in range(words[0][0], words[-1][0] + 1):
            doc = self.parsed.docs[i]
            if doc is None or any((i, t.i) not in self.span_of and not t.is_punct and not t.is_space for t in doc):
                return False
        return True

    def covers(self, place: int) -> bool:
        """Return whether a code point of the text lies between marks or on one."""
        number = bisect_right(self.starts, place) - 1
        return number >= 0 and place < self.spans[number].end

    def with_stops_and_marks(self, start: int, end: int) -> tuple[int, int]:
        """Return a span with the stop that ends its quotation, and with a mark whose partner lies inside it."""
        number = bisect_right(self.starts, end - 1) - 1
        inside = number >= 0 and end < self.spans[number].end
        while end < len(self.text) and self.text[end] in (".,!?…%" if inside else ".!?…%"):
            end += 1
        if number >= 0 and start <= self.spans[number].start < end <= self.spans[number].end:
            end = self.spans[number].end
        number = bisect_left(self.starts, start - 1)
        if number < len(self.starts) and self.starts[number] == start - 1 and self.spans[number].end < end:
            start -= 1
        return start, end
