"""Find the article in a text dump: the best stretch of lines, and what inside it does not belong to it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from sources.pipeline.clean import boilerplate, captions, headlines
from sources.pipeline.render.lines import Line

# How much a line speaks for being inside the article. Hand-rounded; chosen on 67 pages in three renderings.
FULL = 40  # words from which on a paragraph counts in full
PROSE = 4.0  # such a paragraph; shorter ones by their share
OPEN = 0.6  # of it when the paragraph does not end as a sentence
LISTED = 0.5  # of it when it stands behind a bullet
SENTENCE = 0.3  # a short line that ends as a sentence
SHORT = -0.7  # a short line that does not
NAMED = -2.0  # a line whose words name it as furniture
ITEM_WORDS = 14  # words from which on an item without a stop is a sentence when another one stands beside it
CAPITALS = 0.4  # share of its words with a capital from which on it is a title
LEAD_IN = 4  # words of a line with a colon that leads a list in
ITEMS = 2  # of such a list
MANY = 5  # dates on a page from which on they are those of a list
DATED = -3.0  # such a date
AMID = -0.5  # furniture that stands inside articles, too
BOX = 8  # titles in a box of related articles
OPENS = 8.0  # the line that the page's own title names
NEAR = 20  # lines below a headline in which its article must show
HEAD = -0.2  # a line between a headline and the first paragraph
BELOW = 0.1  # share of a stretch that must stand below a headline for all above it to be left out
PASTED = 0.85  # share of all words that an article has in a text without furniture
TEASER = 160  # code points within which the title of a teaser ends
TITLED = 0.8  # share of its long words that begin with a capital
BETWEEN = 3  # lines between a headline and the first line of its article
ABOVE = 12.0  # weight of the paragraphs between two copies of a headline from which on the second one opens nothing
REST = 0.25  # share of an article that may still follow a heading like "Related"

_AMID = frozenset(
    (
        "furniture.advertisement",
        "furniture.share",
        "furniture.related",
        "furniture.player",
        "furniture.gallery",
        "furniture.number",
    )
)

# What a rendering leaves between two paragraphs.
_PASSED = frozenset(
    ("furniture.advertisement", "furniture.code", "furniture.support", "furniture.blank", "furniture.label")
)

# "Ferry Fares To RiseThe ferry will cost more": a small letter, a capital, and another word behind it.
_JOINT = re.compile(r"[a-z]{2}[?!”’\"]?(?=[A-Z][a-z’']* )")

_ABOUT = re.compile(r"(?:About|Über|Sobre|À propos de|Om|Over) (?P<whom>[^.!?:]{3,60})")

# "LISBON, Portugal (AP) — "
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2}[A-Z., '’-]{0,40}(?:[A-Z][\w.]{1,12},? ){0,3}(?:\([A-Z][\w ]{1,20}\) ?)?[—–-]{1,2} \S"
)

# What people who paste an article leave in it.
_PASTED = frozenset(("furniture.date", "furniture.number", "furniture.author", "furniture.blank", "furniture.gallery"))


def weights(lines: Sequence[Line], rules: Sequence[str | None], opening: Sequence[int]) -> list[float]:
    """Return for each line how much it speaks for the article; lines with no say (notices) count 0."""
    seen = Counter(line.key for line in lines)
    # Dates that come again and again are those of comments and of a list of other articles.
    listed = rules.count("furniture.date") >= MANY
    weight = [_weight(line, rule, seen[line.key] > 1) for line, rule in zip(lines, rules, strict=True)]
    if listed:
        weight = [DATED if rule == "furniture.date" else w for w, rule in zip(weight, rules, strict=True)]
    for i in _items(lines, rules):
        weight[i] = max(weight[i], SENTENCE)
    prose = [0.0, *accumulate(max(w, 0.0) for w in weight)]

    def below(i: int) -> float:
        return prose[min(i + 1 + NEAR, len(lines))] - prose[i + 1]

    # Lists of articles name this one, too: its headline is the copy with the most prose right below it.
    if opening:
        top = max(opening, key=below)
        weight[top] += OPENS
        # Bylines, dates and share bars below a headline are its own, so they part it from its article hardly at all.
        for i in range(top + 1, min(top + 1 + NEAR, len(lines))):
            if weight[i] > 1:
                break
            weight[i] = max(weight[i], HEAD)
    return weight


def _items(lines: Sequence[Line], rules: Sequence[str | None]) -> frozenset[int]:
    """Return the lines of the lists that belong to the article's text."""
    return frozenset((*_led_in(lines, rules), *_summed_up(lines, rules)))


def _led_in(lines: Sequence[Line], rules: Sequence[str | None]) -> Iterator[int]:
    """Yield the lines of lists with their lead-ins: "From 2016 to 2020 the office:", and what it did, item by item."""
    for i, line in enumerate(lines):
        if rules[i] is not None or line.bullet or line.words < LEAD_IN or not line.text.endswith(":"):
            continue
        items = list(takewhile(lambda k: lines[k].bullet and rules[k] is None, range(i + 1, len(lines))))
        if len(items) >= ITEMS and sum(lines[k].linked for k in items) == 0:
            yield from (i, *items)


def _summed_up(lines: Sequence[Line], rules: Sequence[str | None]) -> Iterator[int]:
    """Yield the items of lists that are whole sentences without a stop, as live reports sum up what happened."""
    long = [
        rules[i] is None and line.bullet and line.words >= ITEM_WORDS and line.capitals < CAPITALS and not line.linked
        for i, line in enumerate(lines)
    ]
    for i, is_long in enumerate(long):
        if is_long and (long[i - 1 : i] == [True] or long[i + 1 : i + 2] == [True]):
            yield i


def _weight(line: Line, rule: str | None, repeated: bool) -> float:
    if rule is not None:
        silent = (
            rule.startswith("notice.") or rule == "furniture.blank" or (rule == "furniture.button" and not line.words)
        )
        return 0.0 if silent else AMID if rule in _AMID else NAMED
    if captions.looks_like(line.text):
        return AMID
    if _is_teaser(line.text):
        return SHORT
    if repeated and line.words < FULL:
        # An interview may ask the same question again; a link is printed again.
        return 0.0 if line.final and line.words >= 4 else SHORT
    if line.prose or line.words >= FULL / 2:
        share = min(line.words, FULL) / FULL
        return PROSE * share * (1.0 if line.final else OPEN) * (LISTED if line.bullet else 1.0)
    if line.final and line.words >= 4:
        return SENTENCE
    return SHORT


def _is_teaser(text: str) -> bool:
    """Return whether a title is glued to the sentence below it, as lists of other articles print them."""
    joint = _JOINT.search(text[: 2 * TEASER])
    if joint is None or joint.end() > TEASER:
        return False
    words = text[: joint.end()].split()
    long = [word for word in words if word[0].isalpha() and len(word) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in long) >= TITLED * len(long)


def heaviest_range(weight: Sequence[float]) -> tuple[int, int]:
    """Return the range [first, last) of lines with the greatest sum; (0, 0) when no line speaks for an article."""
    best, sums = (0, 0), 0.0
    top, first = 0.0, 0
    for i, w in enumerate(weight):
        if sums <= 0:
            sums, first = 0.0, i
        sums += w
        if sums > top:
            top, best = sums, (first, i + 1)
    return best


def inside(lines: Sequence[Line], rules: Sequence[str | None], titles: Sequence[str] = ()) -> list[bool]:
    """Return for each line whether it is in the article; `titles` are the folded titles of an HTML page."""
    chosen = _inside(lines, rules, headlines.title_lines(lines, rules, titles))
    # A headline with nothing below it was a link to an article that is not here.
    return chosen if any(chosen) else _inside(lines, rules, ())


def _inside(lines: Sequence[Line], rules: Sequence[str | None], opening: Sequence[int]) -> list[bool]:
    first, last = article_range(lines, rules, opening)
    # Somebody who pasted only the article left no furniture, so all of it is the article.
    bare = not any(rule is not None and rule not in _PASTED and rule.startswith("furniture.") for rule in rules)
    words = sum(line.words for line in lines)
    if bare and sum(line.words for line in lines[first:last]) > PASTED * words:
        first, last = 0, len(lines)
    chosen = [first <= i < last and rules[i] is None for i in range(len(lines))]
    chosen = trimmed(lines, rules, chosen, both=not bare)
    _add_tail(lines, rules, chosen)
    return chosen


def _add_tail(lines: Sequence[Line], rules: Sequence[str | None], chosen: list[bool]) -> None:
    """Add the short sentences right below the last paragraph: they weigh too little to hold the stretch open."""
    last = max((i for i, is_in in enumerate(chosen) if is_in), default=len(lines))
    for i in range(last + 1, len(lines)):
        line = lines[i]
        if rules[i] in _PASSED:
            continue
        ends = line.final and line.words >= 2 and not line.bullet and not captions.looks_like(line.text)
        if rules[i] is not None or not (ends or line.ruled):
            return
        chosen[i] = True


def bounds(chosen: Sequence[bool]) -> tuple[int, int]:
    """Return [first, last) of the lines that are chosen; an empty range when none is."""
    first = next((i for i, is_in in enumerate(chosen) if is_in), 0)
    return first, max((i + 1 for i, is_in in enumerate(chosen) if is_in), default=0)


def trimmed(
    lines: Sequence[Line], rules: Sequence[str | None], chosen: Sequence[bool], *, both: bool = True
) -> list[bool]:
    """Leave out of an article what stands in its boxes, before its first and (`both`) after its last sentence."""
    kept = list(chosen)
    # Names, dates and sections stand between a headline and the first sentence, and after the last one.
    edges = [range(len(lines)), range(len(lines) - 1, -1, -1)]
    items = _items(lines, rules)
    for edge in edges if both else edges[:1]:
        for i in edge:
            sentence = lines[i].prose or (lines[i].final and lines[i].words >= 2) or i in items
            if kept[i] and sentence and not captions.looks_like(lines[i].text):
                break
            kept[i] = False
    return without_boxes(lines, rules, kept)


def without_boxes(lines: Sequence[Line], rules: Sequence[str | None], chosen: Sequence[bool]) -> list[bool]:
    """Leave out of an article what stands in its boxes of related articles."""
    kept = list(chosen)
    for i, rule in enumerate(rules):
        if rule == "furniture.related":
            _clear_box(lines, kept, i + 1)
    return kept


def _clear_box(lines: Sequence[Line], chosen: list[bool], start: int) -> None:
    """Leave out the titles that follow a heading like "Related", up to the next sentence."""
    for i in range(start, min(start + BOX, len(lines))):
        if lines[i].prose or lines[i].text.endswith((".", ":")) or lines[i].words < 3:
            return
        chosen[i] = False


def article_range(lines: Sequence[Line], rules: Sequence[str | None], opening: Sequence[int]) -> tuple[int, int]:
    """Return [first, last) of the article's lines; `opening` are the lines that a title of the page names."""
    weight = weights(lines, rules, opening)
    first, last = heaviest_range(weight)
    prose = [0.0, *accumulate(max(w, 0.0) for w in weight)]
    # What stands above the headline is not the article, unless hardly anything stands below it.
    for i in opening:
        # A gallery amid the article prints the headline again.
        if any(first - BETWEEN <= j < i and prose[i] - prose[j + 1] > ABOVE for j in opening):
            continue
        if first <= i < last and prose[last] - prose[i + 1] > BELOW * (prose[last] - prose[first]):
            first = i + 1
    # A report begins with its dateline; the little above it belongs to a list of other articles.
    for i in range(first + 1, min(first + NEAR, last)):
        if prose[i] - prose[first] < BELOW * (prose[last] - prose[first]) and _DATELINE.match(lines[i].text):
            first = i
            break
    for i in range(first + 1, last):
        # "Related" boxes stand inside articles too: it ends only when no prose takes over again.
        closed = boilerplate.closes(lines[i].text) or (i + 1 < last and _introduces(lines[i], lines[i + 1]))
        if closed and prose[last] - prose[i] < REST * (prose[i] - prose[first]):
            return first, i
    return first, last


def _introduces(heading: Line, below: Line) -> bool:
    """Return whether a heading ("About Ana Silva") introduces the author or the publisher."""
    found = _ABOUT.fullmatch(heading.text) if heading.words <= 6 else None
    return found is not None and found["whom"] in below.text and found["whom"].istitle()
