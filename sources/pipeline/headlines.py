"""Find the headline and the standfirst of a page among its lines."""

from collections import Counter
from collections.abc import Sequence

from sources.pipeline import bylines, captions
from sources.pipeline.lines import Line

# Words. Shorter lines are sections and names, longer ones are paragraphs.
HEADLINE_WORDS = range(2, 41)
STANDFIRST_WORDS = range(6, 61)
# Letters. A shorter line is in many titles by chance.
SHORTEST = 10
# Lines above the article among which a headline nobody names is looked for.
NEAR = 12
# Lines between the headline and its standfirst: a byline, a date, a share bar.
BETWEEN = 4
# Share of paragraphs set apart by a blank line from which on its absence means something.
SET_APART = 0.7


def named(lines: Sequence[Line], rules: Sequence[str | None], stated: Sequence[str] = ()) -> list[int]:
    """Return the lines that a title of the page names: the folded titles that an HTML page states, or, in a dump of
    a whole page, its first line ("Headline | Site")."""
    titles = list(stated) or [line.key for line in lines[:1]]
    fit = [i for i, line in enumerate(lines) if rules[i] is None and line.words in HEADLINE_WORDS]
    for title in titles:
        # The first line of a dump is its title, so only further copies make it the headline.
        if found := [i for i in fit if (stated or i) and _titled(title, lines[i], bool(stated))]:
            if not stated and lines[0].key == lines[found[0]].key:
                return [0, *found] if _titlelike(lines[0]) else []
            return found
    return []


def find(lines: Sequence[Line], rules: Sequence[str | None], first: int, stated: Sequence[str] = ()) -> int | None:
    """Return the line that is the headline of the article whose body begins at line `first`, None when unsure."""
    if surely := [i for i in named(lines, rules, stated) if i <= first + BETWEEN]:
        return surely[0]
    above = [
        i
        for i in range(min(first, len(lines)))
        if rules[i] is None and lines[i].words in HEADLINE_WORDS and _titlelike(lines[i])
    ]
    counts = Counter(line.key for line in lines[: first + 1])
    if repeated := [i for i in above if counts[lines[i].key] > 1 and lines[i].words >= 5]:
        return _first_copy(lines, repeated[-1])
    # The first line of a paste may be a headline of two words.
    near = [i for i in above if i >= first - NEAR and (lines[i].words >= 4 or first <= 2)]
    if near:
        return near[-1]
    # A headline that is a question reads as the first sentence of the article.
    asks = rules[first] is None and lines[first].words in HEADLINE_WORDS and _titlelike(lines[first])
    return first if asks and first + 1 < len(lines) else None


def standfirst(lines: Sequence[Line], rules: Sequence[str | None], headline: int, first: int) -> int | None:
    """Return the line that is the standfirst: the short paragraph under the headline that sums the article up."""
    last_copy = max(i for i in range(headline, max(first, headline) + 1) if lines[i].key == lines[headline].key)
    for i in range(last_copy + 1, min(first, last_copy + 1 + BETWEEN)):
        if rules[i] is None and _deck(lines[i]):
            return i
    if first >= len(lines) or first > last_copy + 1 + BETWEEN or not _deck(lines[first]):
        return None
    below = [line for line in lines[first + 1 : first + 12] if line.words >= 8]
    again = any(line.key == lines[first].key for line in lines[first + 1 : first + 1 + BETWEEN])
    # Paragraphs are set apart by blank lines, only the first one is not: it belongs to the headline.
    tight = (
        len(below) >= 4
        and not lines[first].path  # blank lines of an HTML page say nothing of its paragraphs
        and first + 1 < len(lines)
        and lines[first].gap
        and not lines[first + 1].gap
        and sum(line.gap for line in below[1:]) >= SET_APART * (len(below) - 1)
    )
    # A byline, a date or a share bar parts the standfirst from the article.
    signed = first + 1 < len(lines) and (
        rules[first + 1] in ("furniture.date", "furniture.share") or bylines.looks_like(lines[first + 1].text)
    )
    return first if again or tight or signed else None


def _titled(title: str, line: Line, stated: bool) -> bool:
    """Tell whether a folded page title names this line: equal, or followed or led by the site's name."""
    if stated and title == line.key:
        return True
    if len(line.key) < SHORTEST or line.words < 3:
        return False
    named = title.startswith(line.key) or title.endswith(line.key)
    return named and 2 * len(line.key) >= len(title)


def _first_copy(lines: Sequence[Line], i: int) -> int:
    return next(j for j in range(i + 1) if lines[j].key == lines[i].key)


def _titlelike(line: Line) -> bool:
    """Tell whether the line may be a headline. One that ends in a stop is a standfirst or a caption."""
    return (
        not line.text.endswith((".", ":", ","))
        and sum(c.isdigit() for c in line.key) * 3 < len(line.key)
        and not bylines.looks_like(line.text)
        and not captions.looks_like(line.text)
    )


def _deck(line: Line) -> bool:
    return (
        line.words in STANDFIRST_WORDS
        and (line.final or line.words >= 8)
        and not line.bullet
        and not bylines.looks_like(line.text)
        and not captions.looks_like(line.text)
    )
