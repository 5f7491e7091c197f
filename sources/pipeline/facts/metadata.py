"""Read what an article states about itself: title, publisher, author, date, language, address. Infer nothing."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sources.pipeline.facts import bylines
from sources.pipeline.render import lines, markup
from sources.pipeline.render.lines import Line
from sources.pipeline.render.render import Page

Origin = Literal["json-ld", "meta", "byline"]

# Code points. Longer values are damage or an attack, not a name or an address.
MAX_VALUE = 500
MAX_ADDRESS = 2000
# Bytes of one JSON-LD block, and values looked at in it: a bomb ends here.
MAX_JSON = 1_000_000
MAX_NODES = 5_000
# Lines at a page's top among which a byline is looked for.
BYLINE_LINES = 200

_ARTICLE_TYPES = re.compile(r"(\w*Article|BlogPosting|Report|LiveBlogPosting|Review)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:$|[T ])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Statement:
    """A value as the page states it, and where."""

    value: str
    origin: Origin


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
    if page.source is None:
        names = _dump_byline(found)
        return Metadata(author=Statement(names, "byline") if names else None)
    root = markup.parse(page.source)
    nodes = [node for node in _json_ld(root) if _ARTICLE_TYPES.fullmatch(_type(node))]
    return Metadata(
        title=_first(
            ("json-ld", (_text(node.get("headline")) for node in nodes)),
            ("meta", _metas(root, "og:title", "twitter:title")),
            ("meta", (_clean("".join(title.itertext())) for title in root.xpath("//head/title")[:1])),
        ),
        publisher=_first(
            ("json-ld", (_named(node.get("publisher")) for node in nodes)),
            ("meta", _metas(root, "og:site_name")),
        ),
        author=_author(root, nodes, found),
        published_on=_first(
            ("json-ld", (_date(_text(node.get("datePublished"))) for node in nodes)),
            ("meta", (_date(value) for value in _metas(root, "article:published_time"))),
            (
                "meta",
                (
                    _date(value)
                    for value in root.xpath("//article//time[@itemprop='datePublished' or @pubdate]/@datetime")[:3]
                ),
            ),
            ("meta", _only_date(root)),
        ),
        language=_first(("meta", (_language(value) for value in root.xpath("/html/@lang")))),
        canonical_url=_first(
            ("meta", (_address(value) for value in root.xpath("//link[@rel='canonical']/@href")[:1])),
        ),
    )


def _first(*sources: tuple[Origin, Any]) -> Statement | None:
    for origin, values in sources:
        for value in values:
            if value:
                return Statement(value, origin)
    return None


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


def _author(root: Any, nodes: Sequence[dict[str, Any]], found: Sequence[Line]) -> Statement | None:
    """Return the author that two independent signs agree on, or that a visible byline names."""
    byline = next((names for line in found if (names := bylines.names(line.text))), None)
    others = {
        lines.key(v) for v in _metas(root, "author", "article:author", "parsely-author", "sailthru.author", "byl")
    }
    others |= {lines.key(re.sub(r"(?i)^by\s+", "", v)) for v in _metas(root, "byl", "author")}
    visible = {lines.key("".join(element.itertext())) for element in root.xpath("//a[@rel='author']")[:5]}
    visible |= {line.key for line in found if line.words <= 8}
    for node in nodes:
        authors = _names(node.get("author"))
        joined = ", ".join(authors)
        signs = [lines.key(name) for name in authors]
        if not all(signs) or not joined or len(joined) > MAX_VALUE or "://" in joined:
            continue
        second = others | visible | ({lines.key(byline)} if byline else set())
        if lines.key(joined) in second or all(sign in second for sign in signs):
            return Statement(joined, "json-ld")
        if byline and all(sign in lines.key(byline) for sign in signs):
            return Statement(joined, "json-ld")
    return Statement(byline, "byline") if byline else None


def _dump_byline(found: Sequence[Line]) -> str | None:
    """Return the names of the one byline in a dump's top: two different ones are no clear statement."""
    names = {name for line in found if (name := bylines.names(line.text))}
    return names.pop() if len(names) == 1 else None


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
    """Return the day of the article's <time> elements when all of them state the same one."""
    days = {_date(value) for value in root.xpath("//article//time/@datetime")[:20]} - {None}
    return [day for day in days if day] if len(days) == 1 else []


def _language(value: str) -> str | None:
    value = value.strip()
    return value.replace("_", "-") if _LANGUAGE.fullmatch(value) else None


def _address(value: str) -> str | None:
    value = value.strip()
    return value if re.match(r"https?://[^\s/]", value, re.I) and len(value) <= MAX_ADDRESS else None
