"""Decide for every character of a page what it is to the article, and by which rule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sources.pipeline.clean import boilerplate, captions, dump, headlines, labels, main_content, notices
from sources.pipeline.facts import bylines
from sources.pipeline.render import lines, subtitles
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


# Words of the line above the first credit of an article, up to which it is the caption of the picture on top.
CAPTION_WORDS = 30
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
    rules, inside, titles = _inside(page, found, rules)
    decided = _decide(found, rules, inside, titles)
    if not any(kind is Kind.BODY for kind, _ in decided):
        # Lines that look like code may be an article about code, or pasted with its tags.
        decided = [(Kind.BODY, "body.code") if rule == "furniture.code" else (kind, rule) for kind, rule in decided]
    starts = [0, *(line.start for line in found[1:]), len(page.text)]
    return tuple(
        PassageFound(start, end, kind, rule)
        for start, end, (kind, rule) in zip(starts, starts[1:], decided, strict=False)
    )


def _inside(
    page: Page, found: Sequence[Line], rules: Sequence[str | None]
) -> tuple[list[str | None], list[bool], Sequence[str]]:
    """Return the rule of each line, whether it is in the article, which no rule then contradicts, and the titles."""
    titles: Sequence[str] = ()
    if page.source is not None:
        titles = main_content.titles(page.source)
        inside = main_content.inside(page.source, found, rules, titles)
    elif subtitles.has_cues(page.text):
        # Between time marks all words are the transcript's.
        rules = [
            "furniture.cue" if subtitles.is_mark(line.text) else rule for rule, line in zip(rules, found, strict=True)
        ]
        inside = [rule is None for rule in rules]
    else:
        inside = dump.inside(found, rules)
    return [None if is_in else rule for rule, is_in in zip(rules, inside, strict=True)], inside, titles


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
    lines_decided = (_Place(found, i, rules[i], inside[i], headline, deck, first, last) for i in range(len(found)))
    return [_kind(place) for place in lines_decided]


@dataclass(frozen=True, slots=True)
class _Place:
    """A line among those of its page, and where the headline, the standfirst and the article stand."""

    lines: Sequence[Line]
    i: int
    rule: str | None  # what its words alone say
    inside: bool
    headline: int | None
    deck: int | None
    first: int
    last: int

    @property
    def line(self) -> Line:
        return self.lines[self.i]

    @property
    def near(self) -> bool:
        """Return whether the line stands below the headline and above the article's end."""
        return (self.first - 1 if self.headline is None else self.headline) < self.i <= self.last

    def repeats(self, other: int | None) -> bool:
        """Return whether the line says what another one says."""
        return other is not None and self.line.key == self.lines[other].key

    @property
    def is_caption(self) -> bool:
        return captions.looks_like(self.line.text) or self.line.path.endswith("figcaption")

    @property
    def is_above_credit(self) -> bool:
        """Return whether this is the article's first line, and short, and a picture's credit stands below it."""
        below = self.lines[self.i + 1 : self.i + 2]
        short = self.i == self.first and self.line.words <= CAPTION_WORDS
        return short and any(captions.looks_like(line.text) for line in below)

    @property
    def is_byline(self) -> bool:
        if not bylines.looks_like(self.line.text):
            return False
        return not self.inside or self.i < self.first + 2 or bylines.names(self.line.text) is not None


# What a line is to the article: (it applies, its kind, the rule that decided, example), the first that applies.
_KINDS: tuple[tuple[Callable[[_Place], bool], Kind, Callable[[_Place], str], str], ...] = (
    (lambda p: p.i == p.headline, Kind.HEADLINE, lambda p: p.rule or "headline.title", "Pier opens"),
    (lambda p: p.i == p.deck, Kind.STANDFIRST, lambda p: p.rule or "standfirst.below-headline", "It cost 3 million."),
    (lambda p: (p.rule or "").startswith("notice."), Kind.NOTICE, lambda p: p.rule or "", "Correction: …"),
    (lambda p: p.repeats(p.headline), Kind.FURNITURE, lambda _: "furniture.duplicate-headline", "Pier opens"),
    (lambda p: p.repeats(p.deck), Kind.FURNITURE, lambda _: "furniture.duplicate-standfirst", "It cost 3 million."),
    (lambda p: p.rule is not None, Kind.FURNITURE, lambda p: p.rule or "", "Share"),
    (lambda p: p.near and p.is_caption, Kind.CAPTION, lambda _: "caption.credit", "Photo: Ana Silva"),
    (
        lambda p: p.near and p.i > 0 and captions.counts(p.lines[p.i - 1].text),
        Kind.CAPTION,
        lambda _: "caption.gallery",
        "Image 2 of 5, and what stands below it",
    ),
    (lambda p: p.is_above_credit, Kind.CAPTION, lambda _: "caption.above-credit", "The pier in May, and a credit"),
    (lambda p: (p.inside or p.near) and p.is_byline, Kind.FURNITURE, lambda _: "furniture.byline", "By Jo Ek"),
    (
        lambda p: p.inside,
        Kind.BODY,
        lambda p: "body.prose" if p.line.prose else "body.inside",
        "The pier opened on Monday.",
    ),
    (lambda p: p.i < p.first, Kind.FURNITURE, lambda _: "furniture.before-article", "Menu"),
    (lambda p: p.i > p.last, Kind.FURNITURE, lambda _: "furniture.after-article", "Ferry fares rise"),
)


def _kind(place: _Place) -> tuple[Kind, str]:
    found = ((kind, rule(place)) for applies, kind, rule, _ in _KINDS if applies(place))
    return next(found, (Kind.FURNITURE, "furniture.inside-article"))
