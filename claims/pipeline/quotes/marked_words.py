"""Know which words of an article stand in quotation marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claims.pipeline.parse.parse import Parsed, Stretch
from claims.pipeline.quotes import quotation_marks

Word = tuple[int, int]  # (sentence, token number)


class Quoted:
    """The marked stretches of an article and their words; stretch `n` holds `words[n]`, punctuation left out."""

    def __init__(self, text: str, passages: Sequence[Stretch], parsed: Parsed) -> None:
        self.text, self.parsed = text, parsed
        read = sorted({parsed.passages[i] for i, doc in enumerate(parsed.docs) if doc is not None})
        self.marked = quotation_marks.pair(text, [passages[i] for i in read])
        self.opens = [m.start for m in self.marked]
        self.number: dict[Word, int] = {}  # in which stretch a word stands
        self.words = [self._words(n) for n in range(len(self.marked))]

    def _words(self, number: int) -> list[Word]:
        start, end = self.marked[number].inner
        first, last = bisect_right(self.parsed.starts, start) - 1, bisect_left(self.parsed.starts, end)
        found = []
        for i in range(max(0, first), last):
            for token in self.parsed.tokens(i, start, end):
                self.number[i, token.i] = number
                if not token.is_punct:
                    found.append((i, token.i))
        return found

    def alone(self, number: int) -> bool:
        """Tell whether the sentences of a quotation hold nothing else."""
        words = self.words[number]
        for i in range(words[0][0], words[-1][0] + 1):
            doc = self.parsed.docs[i]
            if doc is None or any((i, t.i) not in self.number and not t.is_punct and not t.is_space for t in doc):
                return False
        return True

    def covers(self, place: int) -> bool:
        """Tell whether a code point of the text lies between marks or on one."""
        number = bisect_right(self.opens, place) - 1
        return number >= 0 and place < self.marked[number].end

    def balanced(self, start: int, end: int) -> tuple[int, int]:
        """Take the stop that ends a quotation with it, and a mark whose partner lies inside the stretch."""
        number = bisect_right(self.opens, end - 1) - 1
        inside = number >= 0 and end < self.marked[number].end
        while end < len(self.text) and self.text[end] in (".,!?…%" if inside else ".!?…%"):
            end += 1
        if number >= 0 and start <= self.marked[number].start < end <= self.marked[number].end:
            end = self.marked[number].end
        number = bisect_left(self.opens, start - 1)
        if number < len(self.opens) and self.opens[number] == start - 1 and self.marked[number].end < end:
            start -= 1
        return start, end
