"""Find the headline and the standfirst of a page among its lines."""

import re
from collections import Counter
from collections.abc import Sequence

from sources.pipeline.clean import captions
from sources.pipeline.facts import bylines
from sources.pipeline.render.lines import Line

# Words. Shorter lines are sections and names, longer ones are paragraphs.
HEADLINE_WORDS = range(2, 41)
STANDFIRST_WORDS = range(6, 61)
NAME_WORDS = range(2, 5)
# Letters. A shorter line is in many titles by chance.
SHORTEST = 10
# Lines above the article among which a headline nobody names is looked for.
NEAR = 12
# Lines below a headline among which its byline or date stands, and words of a standfirst that stands between them.
SIGNED = 2
DECK_WORDS = 12
# Lines between the headline and its standfirst: a byline, a date, a share bar.
BETWEEN = 4
# Words from which on the line right below a headline is no link to another article, though it has no stop.
LONG_DECK = 20
# Share of words with a capital from which on a line is a title.
TITLED = 0.6
# Share of a line's letters that are links, from which on it leads to another page.
LINKED = 0.5
# Share of paragraphs set apart by a blank line from which on its absence means something.
SET_APART = 0.7

# An item of a menu, as a rendering writes the lists in a list.
_ITEM = re.compile(r"[o+§] \S")

# What parts a standfirst from its article, and what may stand between the two.
_PARTING = frozenset(("furniture.date", "furniture.share"))
_THIN = frozenset(("furniture.button", "furniture.blank"))


def title_lines(lines: Sequence[Line], rules: Sequence[str | None], titles: Sequence[str] = ()) -> list[int]:
    """Return the lines that repeat a title of the page.

    `titles` are the folded titles of an HTML page; a dump of a whole page begins with its title ("Headline | Site").
    """
    wanted = list(titles) or [line.key for line in lines[:1]]
    fit = [i for i, line in enumerate(lines) if rules[i] is None and line.words in HEADLINE_WORDS]
    for title in wanted:
        # The first line of a dump is its title, so only further copies make it the headline.
        if found := [i for i in fit if (titles or i) and _titled(title, lines[i], bool(titles))]:
            if not titles and lines[0].key == lines[found[0]].key:
                return [0, *found] if _titlelike(lines[0]) else []
            return found
    return []


def find(lines: Sequence[Line], rules: Sequence[str | None], first: int, titles: Sequence[str] = ()) -> int | None:
    """Return the line that is the headline of the article whose body begins at line `first`, None when unsure."""
    if surely := [i for i in title_lines(lines, rules, titles) if i <= first + BETWEEN]:
        return surely[0]
    above = [i for i in range(min(first, len(lines))) if _may_be(lines, rules, i) and not _in_list(lines, i)]
    for choose in (_signed, _repeated, _nearest):
        if (found := choose(lines, rules, above, first)) is not None:
            return found
    # A headline that is a question reads as the first sentence of the article.
    return first if first + 1 < len(lines) and _may_be(lines, rules, first) else None


def _may_be(lines: Sequence[Line], rules: Sequence[str | None], i: int) -> bool:
    return rules[i] is None and lines[i].words in HEADLINE_WORDS and _titlelike(lines[i])


def _signed(lines: Sequence[Line], rules: Sequence[str | None], above: Sequence[int], first: int) -> int | None:
    """Return the last line above the article that a byline or a date stands right below, or below one more line."""

    def is_signed(i: int) -> bool:
        below = range(i + 1, min(i + 1 + SIGNED, len(lines)))
        return any(rules[k] == "furniture.date" or bylines.looks_like(lines[k].text) for k in below)

    found = [i for i in above if i >= first - NEAR and lines[i].words >= 4 and is_signed(i)]
    return _first_copy(lines, _above_deck(lines, above, found[-1])) if found else None


def _repeated(lines: Sequence[Line], rules: Sequence[str | None], above: Sequence[int], first: int) -> int | None:
    counts = Counter(line.key for line in lines[: first + 1])
    found = [i for i in above if counts[lines[i].key] > 1 and lines[i].words >= 5]
    return _first_copy(lines, found[-1]) if found else None


def _nearest(lines: Sequence[Line], rules: Sequence[str | None], above: Sequence[int], first: int) -> int | None:
    # The first line of a paste may be a headline of two words.
    found = [i for i in above if i >= first - NEAR and (lines[i].words >= 4 or first <= 2)]
    return _above_deck(lines, above, found[-1]) if found else None


def standfirst(lines: Sequence[Line], rules: Sequence[str | None], headline: int, first: int) -> int | None:
    """Return the line that is the standfirst: the short paragraph under the headline that sums the article up."""
    last_copy = max(i for i in range(headline, max(first, headline) + 1) if lines[i].key == lines[headline].key)
    for i in range(last_copy + 1, min(first, last_copy + 1 + BETWEEN)):
        if rules[i] is None and _standfirst_like(lines[i]) and _sums_up(lines, rules, headline, i, first):
            return i
    if first >= len(lines) or first > last_copy + 1 + BETWEEN or not _standfirst_like(lines[first]):
        return None
    again = any(line.key == lines[first].key for line in lines[first + 1 : first + 1 + BETWEEN])
    alone = _is_set_apart(lines, first) or _has_byline(lines, rules, first)
    return first if again or alone or _beside_headline(lines, headline, first, first + 1) else None


def _sums_up(lines: Sequence[Line], rules: Sequence[str | None], headline: int, i: int, first: int) -> bool:
    """Return whether a line above the article is more than a link to another one: short, without a stop, or asking."""
    long = lines[i - 1].key == lines[headline].key and lines[i].words >= LONG_DECK and lines[i].linked < LINKED
    return (
        long or _is_statement(lines[i]) or _has_byline(lines, rules, i) or _beside_headline(lines, headline, i, first)
    )


def _has_byline(lines: Sequence[Line], rules: Sequence[str | None], i: int) -> bool:
    """Return whether a byline, a date or a share bar parts this line from the article."""
    for j in range(i + 1, min(i + 1 + BETWEEN, len(lines))):
        if rules[j] in _PARTING or bylines.looks_like(lines[j].text):
            return True
        # Authors often stand there as "Ana Silva", without a "by".
        if rules[j] not in _THIN and not (lines[j].words in NAME_WORDS and lines[j].capitals == 1):
            return False
    return False


def _is_set_apart(lines: Sequence[Line], first: int) -> bool:
    """Return whether paragraphs are set apart by blank lines and the first one is not: it belongs to the headline."""
    below = [line for line in lines[first + 1 : first + 12] if line.words >= 8]
    return (
        len(below) >= 4
        and not lines[first].path  # blank lines of an HTML page say nothing of its paragraphs
        and first + 1 < len(lines)
        and lines[first].gap
        and not lines[first + 1].gap
        and sum(line.gap for line in below[1:]) >= SET_APART * (len(below) - 1)
    )


def _titled(title: str, line: Line, exact: bool) -> bool:
    """Return whether a folded page title names this line: equal, or followed or led by the site's name."""
    if exact and title == line.key:
        return True
    if len(line.key) < SHORTEST or line.words < 3:
        return False
    matches = title.startswith(line.key) or title.endswith(line.key)
    return matches and 2 * len(line.key) >= len(title)


def _first_copy(lines: Sequence[Line], i: int) -> int:
    return next(j for j in range(i + 1) if lines[j].key == lines[i].key)


def _in_list(lines: Sequence[Line], i: int) -> bool:
    """Return whether a line is an item of a menu, or the caption of a gallery, which stands below its count."""
    if lines[i].bullet or _ITEM.match(lines[i].text):
        return True
    # A gallery prints its first caption above the count as well.
    again = i + 2 < len(lines) and captions.counts(lines[i + 1].text) and lines[i + 2].key == lines[i].key
    return again or (i > 0 and captions.counts(lines[i - 1].text))


def _above_deck(lines: Sequence[Line], above: Sequence[int], i: int) -> int:
    """Return the headline right above a standfirst without a stop, which is longer, else the line itself."""
    is_deck = i - 1 in above and lines[i].words >= DECK_WORDS and lines[i].words > lines[i - 1].words >= 4
    return i - 1 if is_deck else i


def _titlelike(line: Line) -> bool:
    """Return whether the line may be a headline. One that ends in a stop is a standfirst or a caption."""
    return (
        not line.text.endswith((".", ":", ","))
        and sum(c.isdigit() for c in line.key) * 3 < len(line.key)
        and not bylines.looks_like(line.text)
        and not captions.looks_like(line.text)
    )


def _beside_headline(lines: Sequence[Line], headline: int, i: int, first: int) -> bool:
    """Return whether an HTML page keeps the line with its headline, in an element that no paragraph is in."""
    line = lines[i]
    paragraphs = [below.path for below in lines[first : first + 12] if below.prose]
    with_headline = line.path.rpartition("/")[0] == lines[headline].path.rpartition("/")[0]
    return line.path != "" and line.linked < LINKED and with_headline and line.path not in paragraphs


def _is_statement(line: Line) -> bool:
    return line.final and not line.text.rstrip('"”’»)').endswith(("?", "？", "؟"))


def _standfirst_like(line: Line) -> bool:
    return (
        line.words in STANDFIRST_WORDS
        and (line.final or line.words >= 8)
        and line.capitals < TITLED  # the title of another article
        and not line.bullet
        and not line.path.endswith("section")  # a teaser
        and "figure" not in line.path.split("/")
        and not bylines.looks_like(line.text)
        and not captions.looks_like(line.text)
    )
