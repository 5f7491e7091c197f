"""Apply trafilatura's decision on an HTML page to the lines of our rendering."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import trafilatura

from sources.pipeline.clean import dump
from sources.pipeline.render import markup
from sources.pipeline.render.lines import Line, key

# Lines. Longer pages are no news pages; the extractor takes seconds for them, ours does not.
LINES = 10_000
# Words at a line's beginning or end by which it is found in the extraction.
SHINGLE = 4
# Places that a shingle is looked up at, so that ten thousand equal lines stay linear.
PLACES = 20
# Words from which on a line is certain by its beginning or its end alone.
CERTAIN = 12
# Share of a line's words that have to stand where its beginning or its end does.
MOST = 0.6
# Share of the extraction that our own segmentation must hold, and how much more it must find, to be believed.
AGREED = 0.8
LOST = 1.5
# Opinions of three (trafilatura's quick way, its careful way, our own) that make a line the article's.
MAJORITY = 2
# Share of a line's letters that are links, from which on an item of a list leads to another page.
LINKED = 0.9

# What the extractor knows better: a cell of a table is no page number.
_NOT_ASKED = frozenset(("furniture.number",))

_WORD = re.compile(r"\w+")


def inside(source: str, lines: Sequence[Line], rules: Sequence[str | None], titles: Sequence[str] = ()) -> list[bool]:
    """Return for each line whether it is the article's: trafilatura is asked in two ways, our segmentation decides."""
    second = dump.inside(lines, rules, titles)
    if len(lines) > LINES:
        return second
    wide, sure = (extracted(source, lines, careful=careful) for careful in (False, True))
    chosen = [sum(votes) >= MAJORITY for votes in zip(wide, sure, second, strict=True)]
    if not any(chosen):
        chosen = next(filter(any, (sure, wide, second)), second)
    chosen = [is_in and (rule is None or rule in _NOT_ASKED) for is_in, rule in zip(chosen, rules, strict=True)]
    chosen = _without_links(lines, rules, _with_posts(lines, rules, chosen))
    return _agreed(lines, chosen, second)


def extracted(source: str, lines: Sequence[Line], *, careful: bool) -> list[bool]:
    """Return for each line whether trafilatura alone takes it for the article, in its quick or its careful way."""
    return aligned([line.text for line in lines], _extract(source, careful=careful))


def _with_posts(lines: Sequence[Line], rules: Sequence[str | None], chosen: Sequence[bool]) -> list[bool]:
    """Add the quotations that are set apart amid the article: posts and documents, which extractors leave out."""
    amid = range(*dump.bounds(chosen))
    return [
        is_in or (i in amid and rules[i] is None and "blockquote" in lines[i].path.split("/"))
        for i, is_in in enumerate(chosen)
    ]


def _without_links(lines: Sequence[Line], rules: Sequence[str | None], chosen: list[bool]) -> list[bool]:
    """Leave out the boxes of related articles, and the items of a list that lead to another page as a whole."""
    kept = dump.without_boxes(lines, rules, chosen)
    return [
        is_in and not (line.linked >= LINKED and "li" in line.path.split("/")[:-1])
        for line, is_in in zip(lines, kept, strict=True)
    ]


def _agreed(lines: Sequence[Line], chosen: list[bool], second: Sequence[bool]) -> list[bool]:
    """Add what the extractor lost when it stopped at an advertisement: paragraphs in the same kind of element."""

    def words(marks: Iterable[bool]) -> int:
        return sum(line.words for line, mark in zip(lines, marks, strict=True) if mark)

    both = words(a and b for a, b in zip(chosen, second, strict=True))
    if both < AGREED * words(chosen) or words(second) < LOST * words(chosen):
        return chosen
    paths = {line.path for line, mark in zip(lines, chosen, strict=True) if mark and line.prose}
    return [a or (b and line.prose and line.path in paths) for line, a, b in zip(lines, chosen, second, strict=True)]


def titles(source: str) -> tuple[str, ...]:
    """Return the folded titles that the page gives itself, the surest first."""
    root = markup.parse(source)
    found = [
        *root.xpath("//meta[@property='og:title' or @name='twitter:title']/@content"),
        *("".join(h1.itertext()) for h1 in root.xpath("//h1")[:3]),
        *("".join(title.itertext()) for title in root.xpath("//title")[:1]),
    ]
    return tuple(dict.fromkeys(folded for folded in map(key, found) if folded))


def _extract(source: str, *, careful: bool) -> list[str]:
    """Return the article's lines as trafilatura prints them. It gets a tree, never an address: nothing is fetched."""
    try:
        page = markup.parse(source)
        text = trafilatura.extract(page, fast=not careful, favor_precision=careful, include_comments=False)
        return (text or "").split("\n")
    except Exception:  # a stranger's page may break a stranger's parser; ours decides then
        return []


def aligned(lines: Sequence[str], parts: Sequence[str]) -> list[bool]:
    """Return for each line whether its words stand among the words of the parts, in their order."""
    stream: list[str] = []
    whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for part in parts:
        words = _words(part)
        if 0 < len(words) < SHINGLE:
            whole[words].append(len(stream))
        stream.extend(words)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(stream) - SHINGLE + 1):
        places[tuple(stream[at : at + SHINGLE])].append(at)
    matches: list[tuple[int, int, int]] = []
    for i, line in enumerate(lines):
        words = _words(line)
        if len(words) < SHINGLE:
            found = whole.get(words, [])
        else:
            found = places.get(words[:SHINGLE], [])
            if len(words) < CERTAIN:
                found = [at for at in found[:PLACES] if tuple(stream[at : at + len(words)]) == words]
            elif not found:
                found = [max(0, at + SHINGLE - len(words)) for at in places.get(words[-SHINGLE:], [])]
            if len(words) >= CERTAIN:
                found = [at for at in found[:PLACES] if _shared(words, stream[at : at + len(words)])]
        matches.extend((i, at, len(words)) for at in found[:PLACES])
    anchors = {matches[at][0]: matches[at][1] for at in _chain(matches, len(stream))}
    chosen = [i in anchors for i in range(len(lines))]
    _fill(chosen, [_words(line) for line in lines], stream, anchors)
    return chosen


def _fill(chosen: list[bool], lines: Sequence[tuple[str, ...]], stream: Sequence[str], anchors: dict[int, int]) -> None:
    """Choose the short lines (cells of a table, links) whose words go on where the line above or below them stands."""
    for step in (1, -1):
        at: int | None = None
        for i in range(len(lines))[::step]:
            words = lines[i]
            if i in anchors:
                at = anchors[i] + (len(words) if step > 0 else 0)
            elif at is not None and words:
                start = at if step > 0 else at - len(words)
                if start >= 0 and tuple(stream[start : start + len(words)]) == words:
                    chosen[i] = True
                    at = start + (len(words) if step > 0 else 0)


def _shared(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether most words of a line are among the words that stand at its place."""
    return (Counter(words) & Counter(others)).total() >= MOST * len(words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _chain(matches: Sequence[tuple[int, int, int]], size: int) -> list[int]:
    """Return which matches (line, place, weight) make the heaviest chain in which lines and places both rise."""
    best = [(0, -1)] * (size + 1)  # a Fenwick tree: the heaviest chain that ends before a place, and its last match
    before: list[int] = []
    done = 0
    sums: list[int] = []

    def put(at: int) -> None:
        place = matches[at][1] + 1
        while place <= size:
            best[place] = max(best[place], (sums[at], at))
            place += place & -place

    for line, place, weight in matches:
        # Matches of one line compete, so they are entered together when the next line comes.
        while matches[done][0] < line:
            put(done)
            done += 1
        heaviest = (0, -1)
        while place > 0:
            heaviest = max(heaviest, best[place])
            place -= place & -place
        before.append(heaviest[1])
        sums.append(heaviest[0] + weight)
    chain = []
    at = max(range(len(sums)), key=sums.__getitem__, default=-1)
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain
