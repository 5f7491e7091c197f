"""Index the words of an article that stand in quotation marks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from claims.pipeline.parse.parse import Parsed, TextRange
from claims.pipeline.quotes import quotation_marks

Word = tuple[int, int]  # (sentence, token number)

# What belongs to the words although it is no letter: 5%, 5 ‰, 30°, 6′, a grade A*, a footnote's mark or number.
_SIGN_AFTER = re.compile(r"[ \u00a0\u202f]?[%‰‱°′″]|[*†‡]+|\[\d{1,3}\]")
# §14, § 14, #1, @harbour, ¿, -5 where no word stands before it
_SIGN_BEFORE = re.compile(r"(?:[§#@¿¡][ \u00a0\u202f]?|(?<![^\s“\"‘'«„(])[-–−])$")
_BRACKETS = {")": "(", "]": "["}


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

    def is_crosshead(self, number: int) -> bool:
        """Return whether a quotation is a line of its own without a stop: a heading over what follows."""
        mark = self.spans[number]
        before = self.text[self.text.rfind("\n", 0, mark.start) + 1 : mark.start]
        after = self.text[mark.end :].split("\n", 1)[0]
        alone = mark.opened and mark.closed and not before.strip() and not after.strip()
        return alone and self.text[slice(*mark.inner)].rstrip()[-1:] not in ".,!?…"

    def spans_of(self, words: Iterable[Word]) -> tuple[tuple[int, int], ...]:
        """Return the spans of words; only marks, stops and white space lie between the words of one."""
        spans: list[tuple[int, int]] = []
        for i, number in sorted(words):
            doc = self.parsed.docs[i]
            if doc is None or doc[number].is_punct:
                continue
            start, end = self.parsed.place(i, doc[number])
            if spans and not any(c.isalnum() for c in self.text[spans[-1][1] : start]):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return tuple(self.with_stops_and_marks(s, e) for s, e in spans)

    def goes_on(self, place: int, after: int) -> bool:
        """Return whether a mark at a place is left open and the next one, at another place, goes on with its words."""
        number = bisect_right(self.starts, place) - 1
        return number >= 0 and not self.spans[number].closed and bisect_right(self.starts, after) - 2 == number

    def covers(self, place: int) -> bool:
        """Return whether a code point of the text lies between marks or on one."""
        number = bisect_right(self.starts, place) - 1
        return number >= 0 and place < self.spans[number].end

    def with_stops_and_marks(self, start: int, end: int) -> tuple[int, int]:
        """Return a span with its signs and the stop that ends it, and with a mark whose partner lies inside it."""
        number = bisect_right(self.starts, end - 1) - 1
        inside = number >= 0 and end < self.spans[number].end
        if before := _SIGN_BEFORE.search(self.text, max(0, start - 2), start):
            start = before.start()
        end = self._with_signs(start, end, ".,!?…" if inside else ".!?…")
        whole = number >= 0 and self.spans[number].opened
        if whole and start <= self.spans[number].start < end <= self.spans[number].end:
            end = self.spans[number].end
        number = bisect_left(self.starts, start - 1)
        if number < len(self.starts) and self.starts[number] == start - 1 and self.spans[number].end < end:
            start -= 1
        return start, end

    def _with_signs(self, start: int, end: int, stops: str) -> int:
        """Return where a span ends with its stops, the signs of its last word, and a bracket opened inside it."""
        while end < len(self.text):
            sign, mark = _SIGN_AFTER.match(self.text, end), self.text[end]
            if sign is not None:
                end = sign.end()
            elif mark in stops or self._closes(mark, start, end):
                end += 1
            else:
                break
        return end

    def _closes(self, mark: str, start: int, end: int) -> bool:
        opening = _BRACKETS.get(mark)
        return opening is not None and self.text.count(opening, start, end) > self.text.count(mark, start, end)
