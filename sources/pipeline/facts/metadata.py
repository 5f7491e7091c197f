"""Read what an article states about itself: title, publisher, author, date, language, address. Infer nothing."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sources.pipeline.facts import authors, dates, publishers
from sources.pipeline.facts.near_text import TopLines
from sources.pipeline.facts.page_markup import PageMarkup, clean, text_of, words_of
from sources.pipeline.facts.statement import Origin, Statement
from sources.pipeline.render import lines
from sources.pipeline.render.render import Page
from sources.word_list import load_table

__all__ = ["Metadata", "Origin", "Statement", "read"]

# Code points. A longer address is damage or an attack.
MAX_ADDRESS = 2000

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_KEYS = load_table(Path(__file__).with_name("words") / "keys.toml")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says of itself; None is what it does not say. `published_on` is an ISO date.

    `why_no_date` says why no day is stated where a line of the page leaves it open which one it means.
    """

    title: Statement | None = None
    publisher: Statement | None = None
    author: Statement | None = None
    published_on: Statement | None = None
    language: Statement | None = None
    canonical_url: Statement | None = None
    why_no_date: str = field(default="", compare=False)


def read(page: Page) -> Metadata:
    """Read a page's own statements. The address is as given: its caller checks the domain."""
    if page.source is None:
        return _facts(TopLines(page), None, Metadata())
    stated = PageMarkup(page)
    known = Metadata(
        title=_first(_title(stated)),
        language=_first(_in_elements("html.lang", stated.root.xpath("/html/@lang"), _language)),
        canonical_url=_first(
            _in_elements("link.canonical", stated.root.xpath("//link[@rel='canonical']/@href")[:1], _address)
        ),
    )
    titles = [lines.key(words_of(heading)) for heading in stated.root.xpath("//h1")[:5]]
    titles += [lines.key(words) for _, words in stated.metas(*_KEYS["titles"])]
    titles += [lines.key(known.title.value)] if known.title else []
    return _facts(TopLines(page, titles), stated, known)


def _facts(top: TopLines, stated: PageMarkup | None, known: Metadata) -> Metadata:
    address = known.canonical_url.value if known.canonical_url else _stated_address(stated)
    author = authors.find(top, stated)
    day, why = dates.find(top, stated, known.language.value if known.language else "", address, author)
    return Metadata(
        title=known.title,
        publisher=publishers.find(top, stated, address),
        author=author,
        published_on=day,
        language=known.language,
        canonical_url=known.canonical_url,
        why_no_date=why,
    )


def _first(found: Iterable[Statement]) -> Statement | None:
    return next(iter(found), None)


def _title(stated: PageMarkup) -> Iterator[Statement]:
    for node in stated.articles:
        if words := text_of(node.get("headline")):
            yield Statement(words, "json-ld", "json-ld.headline", words)
    for name, words in stated.metas(*_KEYS["titles"]):
        yield Statement(words, "meta", f"meta.{name}", words)
    yield from _in_elements("title", ("".join(one.itertext()) for one in stated.root.xpath("//head/title")[:1]), clean)


def _in_elements(rule: str, found: Iterable[str], read: Callable[[str], str | None]) -> Iterator[Statement]:
    for words in found:
        if value := read(words):
            yield Statement(value, "meta", rule, clean(words) or value)


def _stated_address(stated: PageMarkup | None) -> str:
    """Return the address that a page without a canonical one states for sharing it."""
    shared = stated.metas(*_KEYS["addresses"]) if stated else ()
    return next((address for _, words in shared if (address := _address(words))), "")


def _language(value: str) -> str | None:
    value = value.strip()
    return value.replace("_", "-") if _LANGUAGE.fullmatch(value) else None


def _address(value: str) -> str | None:
    value = value.strip()
    return value if re.match(r"https?://[^\s/]", value, re.I) and len(value) <= MAX_ADDRESS else None
