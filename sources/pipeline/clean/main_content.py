"""Apply trafilatura's decision on an HTML page to the lines of our rendering."""

import re
import unicodedata
from collections import defaultdict
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
# Share of the extraction that our own segmentation must hold, and how much more it must find, to be believed.
AGREED = 0.8
LOST = 1.5

_WORD = re.compile(r"\w+")


def inside(source: str, lines: Sequence[Line], rules: Sequence[str | None], titles: Sequence[str] = ()) -> list[bool]:
    """Return for each line whether trafilatura takes it for the article; our own segmentation is the second opinion."""
    second = dump.inside(lines, rules, titles)
    if len(lines) > LINES:
        return second
    chosen = _aligned([line.text for line in lines], _extract(source).split("\n"))
    if not any(chosen):
        return second
    chosen = [is_in and rule is None for is_in, rule in zip(chosen, rules, strict=True)]
    chosen = dump.trimmed(lines, rules, chosen, both=False)
    return _agreed(lines, chosen, second)


def _agreed(lines: Sequence[Line], chosen: list[bool], second: Sequence[bool]) -> list[bool]:
    """Add what the extractor lost when it stopped at an advertisement: paragraphs in the same kind of element."""

    def words(marks: Iterable[bool]) -> int:
        return sum(line.words for line, mark in zip(lines, marks, strict=True) if mark)

    both = words(a and b for a, b in zip(chosen, second, strict=True))
    if both < AGREED * words(chosen) or words(second) < LOST * words(chosen):
        return chosen
    paths = {line.path for line, mark in zip(lines, chosen, strict=True) if mark and line.prose}
    return [a or (b and line.path in paths) for line, a, b in zip(lines, chosen, second, strict=True)]


def titles(source: str) -> tuple[str, ...]:
    """Return the folded titles that the page gives itself, the surest first."""
    root = markup.parse(source)
    found = [
        *root.xpath("//meta[@property='og:title' or @name='twitter:title']/@content"),
        *("".join(h1.itertext()) for h1 in root.xpath("//h1")[:3]),
        *("".join(title.itertext()) for title in root.xpath("//title")[:1]),
    ]
    return tuple(dict.fromkeys(folded for folded in map(key, found) if folded))


def _extract(source: str) -> str:
    """Return the article as trafilatura prints it. It gets a tree, never an address, so nothing is fetched."""
    try:
        return trafilatura.extract(markup.parse(source), fast=True, include_comments=False) or ""
    except Exception:  # a stranger's page may break a stranger's parser; ours decides then
        return ""


def _aligned(lines: Sequence[str], parts: Sequence[str]) -> list[bool]:
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
                found = [max(0, at - len(words)) for at in places.get(words[-SHINGLE:], [])]
        matches.extend((i, at, len(words)) for at in found[:PLACES])
    chosen = [False] * len(lines)
    for i in _chain(matches, len(stream)):
        chosen[i] = True
    return chosen


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _chain(matches: Sequence[tuple[int, int, int]], size: int) -> list[int]:
    """Return the lines of the heaviest chain of matches (line, place, weight) in which lines and places both rise."""
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
        chain.append(matches[at][0])
        at = before[at]
    return chain
