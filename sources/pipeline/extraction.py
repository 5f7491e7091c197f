"""Take trafilatura's decision on an HTML page over to the lines of our rendering."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import trafilatura

from sources.pipeline import dump, markup
from sources.pipeline.lines import Line, key

# Lines that a line is compared with at most, so that ten thousand equal lines stay linear.
CANDIDATES = 20
# Code points of a line's beginning or end that are certain enough when the whole line is not found.
EDGE = 24
# An extraction shorter than this share of the other one has lost the article.
LOST = 0.5


def inside(source: str, lines: Sequence[Line], rules: Sequence[str | None]) -> list[bool]:
    """Tell of each line whether trafilatura takes it for the article; ask our own segmentation when it finds none."""
    chosen = _aligned([line.key for line in lines], [key(part) for part in _extract(source).split("\n")])
    if not any(chosen):
        return dump.inside(lines, rules)
    return [is_in and rule is None for is_in, rule in zip(chosen, rules, strict=True)]


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
    options: dict[str, Any] = {"include_comments": False}
    try:
        return trafilatura.extract(source, fast=True, **options) or ""
    except Exception:  # a stranger's page may break a stranger's parser; ours decides then
        return ""


def _aligned(lines: Sequence[str], parts: Sequence[str]) -> list[bool]:
    """Tell of each folded line whether it is among the folded parts, in their order."""
    whole, heads, tails = defaultdict(list), defaultdict(list), defaultdict(list)
    for i, part in enumerate(parts):
        if part:
            whole[part].append(i)
            heads[part[:EDGE]].append(i)
            tails[part[-EDGE:]].append(i)
    pairs: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if not line:
            continue
        places = whole.get(line)
        if places is None and len(line) >= EDGE:
            places = heads.get(line[:EDGE]) or tails.get(line[-EDGE:])
        # Falling, so that a chain takes at most one part a line.
        pairs.extend((i, place) for place in reversed((places or [])[:CANDIDATES]))
    chosen = [False] * len(lines)
    for i in _chain(pairs):
        chosen[i] = True
    return chosen


def _chain(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return the lines of the longest chain in which lines and parts both rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, part) in enumerate(pairs):
        length = bisect_left(ends, part)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(part)
            last.append(at)
        else:
            ends[length] = part
            last[length] = at
    chain, at = [], last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at][0])
        at = before[at]
    return chain
