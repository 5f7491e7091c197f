"""Decide for every character of a page what it is to the article, and by which rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sources.pipeline.clean import boilerplate, captions, dump, headlines, labels, main_content, notices
from sources.pipeline.facts import bylines
from sources.pipeline.render import lines
from sources.pipeline.render.lines import Line
from sources.pipeline.render.render import Page


class Kind(StrEnum):
    """What a passage is to its article."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BODY = "body"
    CAPTION = "caption"
    NOTICE = "notice"
    FURNITURE = "furniture"


# The kinds whose sentences are read for claims.
READ = frozenset((Kind.HEADLINE, Kind.STANDFIRST, Kind.BODY, Kind.CAPTION))


@dataclass(frozen=True, slots=True)
class PassageFound:
    """A part of the rendering with the white space after it, and the rule that decided its kind."""

    start: int
    end: int
    kind: Kind
    rule: str


def clean(page: Page) -> tuple[PassageFound, ...]:
    """Tile the rendering with passages, one a line; nothing is left out and nothing overlaps."""
    found = lines.split(page.text, page.blocks)
    if not found:
        # Nothing visible, or nothing at all.
        return (PassageFound(0, len(page.text), Kind.FURNITURE, "furniture.blank"),) if page.text else ()
    found = [part for line in found for part in _cut(line)]
    found, labelled = labels.cut(found) if page.source is None else (found, [None] * len(found))
    rules = [form or rule for form, rule in zip(labelled, _rules(found), strict=True)]
    if page.source is not None:
        titles = main_content.titles(page.source)
        inside = main_content.inside(page.source, found, rules, titles)
    else:
        inside, titles = dump.inside(found, rules), ()
    decided = _decide(found, rules, inside, titles)
    if not any(kind is Kind.BODY for kind, _ in decided):
        # Lines that look like code may be an article about code, or pasted with its tags.
        decided = [(Kind.BODY, "body.code") if rule == "furniture.code" else (kind, rule) for kind, rule in decided]
    starts = [0, *(line.start for line in found[1:]), len(page.text)]
    return tuple(
        PassageFound(start, end, kind, rule)
        for start, end, (kind, rule) in zip(starts, starts[1:], decided, strict=False)
    )


def _cut(line: Line) -> list[Line]:
    """Cut a line where a rendering glued a notice to the sentence before it."""
    at = notices.glued(line.text)
    return [line] if at is None else [*lines.cut(line, at)]


def _rules(found: Sequence[Line]) -> list[str | None]:
    """Return the rule that the words of each line alone decide, or None."""
    noticed = notices.rules([line.text for line in found])
    rules = [rule or boilerplate.rule(line.text) for rule, line in zip(noticed, found, strict=True)]
    for i in range(1, len(found)):
        # "4:10 p.m." below a rule heads the next part of a running report.
        if rules[i] == "furniture.date" and found[i - 1].ruled:
            rules[i] = None
    return rules


def _decide(
    found: Sequence[Line], rules: Sequence[str | None], inside: Sequence[bool], titles: Sequence[str]
) -> list[tuple[Kind, str]]:
    """Return kind and rule of each line."""
    first = next((i for i, is_in in enumerate(inside) if is_in), len(found))
    last = max((i for i, is_in in enumerate(inside) if is_in), default=-1)
    headline = next((i for i, rule in enumerate(rules) if rule == labels.HEADLINE), None)
    if headline is None and first < len(found):
        headline = headlines.find(found, rules, first, titles)
    deck = next((i for i, rule in enumerate(rules) if rule == labels.STANDFIRST), None)
    if headline is not None and deck is None:
        while first < len(found) and (not inside[first] or found[first].key == found[headline].key):
            first += 1
        deck = headlines.standfirst(found, rules, headline, first) if first < len(found) else None
    return [_kind(found, i, rules[i], inside[i], headline, deck, first, last) for i in range(len(found))]


def _kind(
    found: Sequence[Line],
    i: int,
    rule: str | None,
    inside: bool,
    headline: int | None,
    deck: int | None,
    first: int,
    last: int,
) -> tuple[Kind, str]:
    line = found[i]
    if i == headline:
        return Kind.HEADLINE, rule or "headline.title"
    if i == deck:
        return Kind.STANDFIRST, rule or "standfirst.below-headline"
    if rule is not None and rule.startswith("notice."):
        return Kind.NOTICE, rule
    if headline is not None and line.key == found[headline].key:
        return Kind.FURNITURE, "furniture.duplicate-headline"
    if deck is not None and line.key == found[deck].key:
        return Kind.FURNITURE, "furniture.duplicate-standfirst"
    if rule is not None:
        return Kind.FURNITURE, rule
    return _kind_by_place(found, i, inside, headline, first, last)


def _kind_by_place(
    found: Sequence[Line], i: int, inside: bool, headline: int | None, first: int, last: int
) -> tuple[Kind, str]:
    """Judge a line that no rule names by where it stands in the article."""
    line = found[i]
    near = (first - 1 if headline is None else headline) < i <= last
    if near and (captions.looks_like(line.text) or line.path.endswith("figcaption")):
        return Kind.CAPTION, "caption.credit"
    if near and i > 0 and captions.counts(found[i - 1].text):
        return Kind.CAPTION, "caption.gallery"
    if inside:
        if bylines.looks_like(line.text) and (i < first + 2 or bylines.names(line.text) is not None):
            return Kind.FURNITURE, "furniture.byline"
        return Kind.BODY, "body.prose" if line.prose else "body.inside"
    if near and bylines.looks_like(line.text):
        return Kind.FURNITURE, "furniture.byline"
    if i < first:
        return Kind.FURNITURE, "furniture.before-article"
    return Kind.FURNITURE, "furniture.after-article" if i > last else "furniture.inside-article"
