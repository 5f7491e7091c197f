"""Find the article in a text dump: the best stretch of lines, and what inside it does not belong to it."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from sources.pipeline import furniture
from sources.pipeline.lines import Line

# How much a line speaks for being inside the article. Hand-rounded; chosen on 67 pages in three renderings.
FULL = 40  # words from which on a paragraph counts in full
SENTENCE = 0.3  # a short line that ends as a sentence
SHORT = -1.0  # a short line that does not
NAMED = -1.5  # a line whose words name it as furniture
REST = 0.25  # share of an article that may still follow a heading like "Related"
AGAIN = -1.0  # a line that the page prints more than once


def weights(lines: Sequence[Line], rules: Sequence[str | None]) -> list[float]:
    """Return for each line how much it speaks for the article; lines with no say (notices) count 0."""
    seen = Counter(line.key for line in lines)
    return [_weight(line, rule, seen[line.key] > 1) for line, rule in zip(lines, rules, strict=True)]


def _weight(line: Line, rule: str | None, repeated: bool) -> float:
    if rule is not None:
        return 0.0 if rule.startswith("notice.") else NAMED
    if repeated and line.words < FULL:
        return AGAIN
    if line.prose or line.words >= FULL / 2:
        share = min(line.words, FULL) / FULL
        weight = 4 * share * (1.0 if line.final else 0.6)
        return weight * (0.5 if line.bullet else 1.0)
    if line.final and line.words >= 4:
        return SENTENCE
    return SHORT


def segment(weight: Sequence[float]) -> tuple[int, int]:
    """Return the stretch [first, last) of lines with the greatest sum; (0, 0) when no line speaks for an article."""
    best, sums = (0, 0), 0.0
    top, first = 0.0, 0
    for i, w in enumerate(weight):
        if sums <= 0:
            sums, first = 0.0, i
        sums += w
        if sums > top:
            top, best = sums, (first, i + 1)
    return best


def inside(lines: Sequence[Line], rules: Sequence[str | None]) -> list[bool]:
    """Tell of each line whether it is in the article."""
    first, last = stretch(lines, rules)
    return [first <= i < last and rules[i] is None for i in range(len(lines))]


def stretch(lines: Sequence[Line], rules: Sequence[str | None]) -> tuple[int, int]:
    """Return [first, last) of the article's lines."""
    weight = weights(lines, rules)
    first, last = segment(weight)
    prose = [0.0, *accumulate(max(w, 0.0) for w in weight)]
    for i in range(first + 1, last):
        # "Related" boxes stand inside articles too: it ends only when no prose takes over again.
        if prose[last] - prose[i] < REST * (prose[i] - prose[first]) and furniture.closes(lines[i].text):
            return first, i
    return first, last
