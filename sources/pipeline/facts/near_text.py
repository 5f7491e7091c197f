"""Tell which of a page's lines stand between the headline and the article: there it says who wrote it and when."""

import re
from collections.abc import Collection, Iterator, Sequence

from sources.pipeline.render import lines
from sources.pipeline.render.lines import Line
from sources.pipeline.render.render import Page

# Lines at a page's top that are looked at, and code points of one that states something.
LINES = 200
LONGEST = 160
# Lines about the article stand before its text; so many paragraphs may come first: a standfirst, a notice on cookies.
PARAGRAPHS = 3
# Words of a paragraph of the article; shorter ones are teasers and standfirsts.
PARAGRAPH_WORDS = 12
# Lines below a headline in which a day that stands by itself is the article's, and lines below the day to its text.
BELOW_HEADLINE = 5
ABOVE_TEXT = 12
# Words that a headline has at least where nothing else says that it is one, and letters of one that a title repeats.
HEADLINE_WORDS = 4
HEADLINE_LETTERS = 10

_ELSEWHERE = re.compile(r"(^|/)(aside|nav|footer|select|option)(/|$)|(^|/)li(/h\d)?/a$")


class TopLines:
    """The lines at a page's top; `titles` are the keys of the titles that an HTML page states."""

    def __init__(self, page: Page, titles: Collection[str] = ()) -> None:
        blocks = page.blocks[:LINES]
        self.lines = lines.split(page.text, blocks)
        self.titles = frozenset(title for title in titles if title)
        if page.source is None and self.lines:
            # A dump of a whole page begins with its title: "Pier opens | Coast Courier".
            first = self.lines[0].key
            repeated = (line.key for line in self.lines[1:] if len(line.key) >= HEADLINE_LETTERS and not line.final)
            self.titles = frozenset(key for key in repeated if first.startswith(key) or first.endswith(key))
        self._brief = tuple(self._find_brief([(block.start, block.end) for block in blocks]))

    def brief(self) -> tuple[tuple[int, Line], ...]:
        """Return the short lines that are no part of a menu or a side column, with their places among all lines."""
        return self._brief

    def _find_brief(self, blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Line]]:
        long = [(start, end) for start, end in blocks if end - start > LONGEST]
        for i, line in enumerate(self.lines):
            # What a rendering glued to a paragraph is cut off it as a line, and states nothing.
            whole = len(line.text) <= LONGEST and not any(start <= line.start < end for start, end in long)
            if whole and not _ELSEWHERE.search(line.path):
                yield i, line

    def is_before_text(self, i: int) -> bool:
        """Return whether no more than a standfirst and a notice stand between the headline, or the top, and a line."""
        return self._paragraphs_before(i) <= PARAGRAPHS

    def is_below_headline(self, i: int) -> bool:
        """Return whether a line stands between a headline and its article, and no other headline below it."""
        above = self.lines[max(0, i - BELOW_HEADLINE) : i]
        below = self.lines[i + 1 : i + 1 + ABOVE_TEXT]
        text = next((k for k, line in enumerate(below) if _is_paragraph(line)), None)
        return (
            any(map(self._may_be_headline, above))
            and text is not None
            and not any(map(self._is_headline, below[:text]))
            and self.is_before_text(i)
        )

    def below_title(self, i: int) -> int:
        """Return how many lines a line stands below the page's title; those above it and those without one are far."""
        above = [k for k in range(i) if self.lines[k].key in self.titles]
        return i - above[-1] if above else len(self.lines)

    def _paragraphs_before(self, i: int) -> int:
        start = i - self.below_title(i) if self.titles else -1
        return sum(map(_is_paragraph, self.lines[max(0, start + 1) : i]))

    def _is_headline(self, line: Line) -> bool:
        return line.key in self.titles or (not self.titles and self._may_be_headline(line) and not line.linked)

    def _may_be_headline(self, line: Line) -> bool:
        if self.titles:
            return line.key in self.titles
        return line.words >= HEADLINE_WORDS and not line.bullet and not line.final


def _is_paragraph(line: Line) -> bool:
    return line.prose and line.words >= PARAGRAPH_WORDS
