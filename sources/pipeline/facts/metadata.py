"""Read what an article states about itself: title, publisher, author, date, language, address. Infer nothing."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Literal

from sources.pipeline.facts import bylines, printed_dates
from sources.pipeline.render import lines, markup
from sources.pipeline.render.lines import Line
from sources.pipeline.render.render import Page

Origin = Literal["json-ld", "meta", "byline", "printed"]

# Code points. Longer values are damage or an attack, not a name or an address.
MAX_VALUE = 500
MAX_ADDRESS = 2000
# Bytes of one JSON-LD block, and values looked at in it: a bomb ends here.
MAX_JSON = 1_000_000
MAX_NODES = 5_000
# Lines at a page's top among which a byline is looked for; a date this many lines from a byline belongs to it.
BYLINE_LINES = 200
NEAR_BYLINE = 2

_ARTICLE_TYPES = re.compile(r"(\w*Article|BlogPosting|Report|LiveBlogPosting|Review)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:$|[T ])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Statement:
    """A value as the page states it, and where; two statements are equal when they state the same.

    `rule` names the key, element or line ("json-ld.headline", "meta.og:title", "byline"), `exact` holds its words.
    Words that are printed have their place in the page's text, `start`–`end` (code points); others have none.
    """

    value: str
    origin: Origin
    rule: str = field(default="", compare=False)
    exact: str = field(default="", compare=False)
    start: int | None = field(default=None, compare=False)
    end: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says of itself; None is what it does not say. `published_on` is an ISO date."""

    title: Statement | None = None
    publisher: Statement | None = None
    author: Statement | None = None
    published_on: Statement | None = None
    language: Statement | None = None
    canonical_url: Statement | None = None


def read(page: Page) -> Metadata:
    """Read a page's own statements. The address is as given: its caller checks the domain."""
    short = [block for block in page.blocks[:BYLINE_LINES] if block.end - block.start <= bylines.LONGEST]
    found = lines.split(page.text, short)
    bylines_found = _bylines(found)
    if page.source is None:
        return Metadata(author=_only(bylines_found), published_on=_only(_printed_dates(found)))
    root = markup.parse(page.source)
    nodes = [node for node in _json_ld(root) if _ARTICLE_TYPES.fullmatch(_type(node))]
    return Metadata(
        title=_first(
            _in_json(nodes, "headline", _text),
            _in_metas(root, _clean, "og:title", "twitter:title"),
            _in_elements("title", ("".join(title.itertext()) for title in root.xpath("//head/title")[:1]), _clean),
        ),
        publisher=_first(_in_json(nodes, "publisher", _named), _in_metas(root, _clean, "og:site_name")),
        author=_author(root, nodes, found, bylines_found[0] if bylines_found else None),
        published_on=_local(
            _only(_printed_dates(found)),
            _in_json(nodes, "datePublished", lambda value: _date(_text(value))),
            _in_metas(root, _date, "article:published_time"),
            _in_elements("time.datePublished", root.xpath(_STATED_TIMES)[:3], _date),
            _in_elements("time", _only_date(root), _date),
        ),
        language=_first(_in_elements("html.lang", root.xpath("/html/@lang"), _language)),
        canonical_url=_first(
            _in_elements("link.canonical", root.xpath("//link[@rel='canonical']/@href")[:1], _address)
        ),
    )


def _first(*sources: Iterable[Statement]) -> Statement | None:
    return next(chain.from_iterable(sources), None)


def _in_json(nodes: Sequence[dict[str, Any]], key: str, read: Callable[[Any], str | None]) -> Iterator[Statement]:
    for node in nodes:
        if value := read(node.get(key)):
            yield Statement(value, "json-ld", f"json-ld.{key}", _named(node.get(key)) or value)


def _in_metas(root: Any, read: Callable[[str], str | None], *names: str) -> Iterator[Statement]:
    for name in names:
        for words in _metas(root, name):
            if value := read(words):
                yield Statement(value, "meta", f"meta.{name}", words)


def _in_elements(rule: str, found: Iterable[str], read: Callable[[str], str | None]) -> Iterator[Statement]:
    for words in found:
        if value := read(words):
            yield Statement(value, "meta", rule, _clean(words) or value)


def _clean(value: str) -> str | None:
    folded = " ".join(value.split())
    return folded if 0 < len(folded) <= MAX_VALUE else None


def _text(value: Any) -> str | None:
    return _clean(value) if isinstance(value, str) else None


def _type(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    if isinstance(kind, list):
        kind = next((k for k in kind if isinstance(k, str)), "")
    return kind if isinstance(kind, str) else ""


def _json_ld(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD blocks, outermost first; broken blocks say nothing."""
    seen = 0
    for script in root.xpath("//script[@type='application/ld+json']")[:20]:
        words = script.text or ""
        if len(words) > MAX_JSON:
            continue
        try:
            queue: list[Any] = [json.loads(words, strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue and seen < MAX_NODES:
            seen += 1
            value = queue.pop(0)
            if isinstance(value, dict):
                yield value
                queue.extend(value[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in value)
            elif isinstance(value, list):
                queue.extend(value[:MAX_NODES])


def _metas(root: Any, *names: str) -> Iterator[str]:
    for name in names:
        for value in root.xpath("//meta[@property=$name or @name=$name]/@content", name=name)[:3]:
            if cleaned := _clean(value):
                yield cleaned


def _named(value: Any) -> str | None:
    """Return the one name in a JSON-LD value: a string, an object with a name, or a list with one of them."""
    if isinstance(value, list):
        return _named(value[0]) if len(value) == 1 else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [name for name in map(_named, values[:10]) if name]


@dataclass(frozen=True, slots=True)
class _Signs:
    """What else on a page may name its authors; names are compared by their keys."""

    authors: tuple[str, ...]
    joined: str
    elsewhere: frozenset[str]
    byline: str


# A second sign agrees with the authors that the page's JSON-LD states: (it does, example).
_AGREES: tuple[tuple[Callable[[_Signs], bool], str], ...] = (
    (lambda s: s.joined in s.elsewhere, '<meta name="author" content="Ana Silva, Jo Ek">'),
    (lambda s: all(author in s.elsewhere for author in s.authors), '<a rel="author">Ana Silva</a>, a line "Jo Ek"'),
    (lambda s: bool(s.byline) and all(author in s.byline for author in s.authors), "By Jo Ek and Ana Silva"),
)


def _author(
    root: Any, nodes: Sequence[dict[str, Any]], found: Sequence[Line], byline: Statement | None
) -> Statement | None:
    """Return the author that two independent signs agree on, or that a visible byline names."""
    elsewhere = _named_elsewhere(root, found) | ({lines.key(byline.value)} if byline else set())
    for node in nodes:
        authors = _names(node.get("author"))
        value = ", ".join(authors)
        keys = tuple(lines.key(name) for name in authors)
        if not all(keys) or not value or len(value) > MAX_VALUE or "://" in value:
            continue
        signs = _Signs(keys, lines.key(value), elsewhere, lines.key(byline.value) if byline else "")
        if any(agrees(signs) for agrees, _ in _AGREES):
            return Statement(value, "json-ld", "json-ld.author", value)
    return byline


def _named_elsewhere(root: Any, found: Sequence[Line]) -> frozenset[str]:
    """Return the keys of what names an author: <meta>, links to authors, and short lines, which may be a name."""
    stated = [*_metas(root, "author", "article:author", "parsely-author", "sailthru.author", "byl")]
    stated += [re.sub(r"(?i)^by\s+", "", value) for value in _metas(root, "byl", "author")]
    stated += ["".join(element.itertext()) for element in root.xpath("//a[@rel='author']")[:5]]
    return frozenset(map(lines.key, stated)) | {line.key for line in found if line.words <= 8}


def _bylines(found: Sequence[Line]) -> list[Statement]:
    """Return the bylines among a page's top lines, in order."""
    return [
        Statement(names, "byline", "byline", line.text, line.start, line.end)
        for line in found
        if (names := bylines.names(line.text))
    ]


def _only(found: Sequence[Statement]) -> Statement | None:
    """Return the one thing that printed lines state: two different ones are no clear statement."""
    return found[0] if len({statement.value for statement in found}) == 1 else None


def _printed_dates(found: Sequence[Line]) -> list[Statement]:
    """Return the days in lines that say when something was published; without one, those in a byline or beside it.

    A day that stands by itself is the day of another story, of a comment or of the copy as often as the article's.
    """
    labelled = [(line, day) for line in found if (day := printed_dates.published(line.text))]
    if labelled:
        return [_printed("line.published", *one) for one in labelled]
    by = [k for k, line in enumerate(found) if bylines.names(line.text)]
    in_one = [(found[k], day) for k in by if (day := printed_dates.only(found[k].text))]
    beside = sorted({j for k in by for j in range(max(0, k - NEAR_BYLINE), min(len(found), k + NEAR_BYLINE + 1))})
    in_one += [(found[k], day) for k in beside if (day := printed_dates.alone(found[k].text))]
    return [_printed("line.byline", *one) for one in in_one]


def _printed(rule: str, line: Line, day: str) -> Statement:
    return Statement(day, "printed", rule, line.text, line.start, line.end)


def _local(printed: Statement | None, *stated: Iterable[Statement]) -> Statement | None:
    """Return the stated day, or the printed one when nothing else is stated or a stamp lies a day beside it.

    "2022-03-12T01:20:00Z" is the evening of 11 March where the article says "today".
    """
    stamp = _first(*stated)
    if stamp is None or printed is None:
        return stamp or printed
    apart = abs(date.fromisoformat(stamp.value) - date.fromisoformat(printed.value))
    return printed if apart.days == 1 and len(stamp.exact) > len(stamp.value) else stamp


_STATED_TIMES = "//article//time[@itemprop='datePublished' or @pubdate]/@datetime"


def _date(value: str | None) -> str | None:
    """Return the day that an ISO 8601 date or time states, in its own time zone."""
    found = _DATE.match(value.strip()) if value else None
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


def _only_date(root: Any) -> list[str]:
    """Return the first of the article's <time> elements that state a day, when all of them state the same one."""
    stated = [value for value in root.xpath("//article//time/@datetime")[:20] if _date(value)]
    return stated[:1] if len({_date(value) for value in stated}) == 1 else []


def _language(value: str) -> str | None:
    value = value.strip()
    return value.replace("_", "-") if _LANGUAGE.fullmatch(value) else None


def _address(value: str) -> str | None:
    value = value.strip()
    return value if re.match(r"https?://[^\s/]", value, re.I) and len(value) <= MAX_ADDRESS else None
