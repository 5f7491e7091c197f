"""Say who publishes a page, by its masthead, its markup and its domain; a handle or a platform is not a name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from sources.pipeline.facts.near_text import LONGEST, TopLines
from sources.pipeline.facts.page_markup import PageMarkup, clean
from sources.pipeline.facts.statement import Statement
from sources.pipeline.render import lines
from sources.word_list import either, load_table

_WORDS = load_table(Path(__file__).with_name("words") / "publishers.toml")
_METAS = tuple(load_table(Path(__file__).with_name("words") / "keys.toml")["publishers"])
_LABEL = re.compile(rf"{either(_WORDS['labels'])}\s?[:：]\s{{0,3}}(?P<name>\S.{{0,98}})", re.I)
_OTHERS = re.compile(either(_WORDS["others"]), re.I)
# A slogan behind the name: "Coast Courier | News from the harbour".
_SLOGAN = re.compile(r"\s[|–—:»-]\s.*|\s?[|»].*")
_TITLE_END = re.compile(r".*\s[|–—»-]\s(?P<name>[^|–—»-]{2,60})")
_PUBLISHING = ("Organization", "NewsMediaOrganization", "WebSite")
# "The Holm Courier", "MINISTRY OF FISHERIES": a name that houses have, at the top of a dump.
_HOUSE = re.compile(
    rf"(?:the )?(?:(?:[^\W\d_][\w'’-]* ){{1,4}}{either(_WORDS['houses'])}"
    rf"|(?:[^\W\d_][\w'’-]* ){{0,2}}{either(_WORDS['offices'])} .{{3,50}}"
    rf"|{either(_WORDS['before'])} .{{3,50}})",
    re.I,
)
_SECTION = re.compile(rf"(?:{either(_WORDS['sections'])} ){{1,4}}{either(_WORDS['houses'])}", re.I)
_SMALL = frozenset({"of", "the", "and", "for", "on", "in"})
# Lines at a dump's top among which its masthead is.
MASTHEAD_LINES = 3
# Letters of a name that stand in the page's domain, from which on it is the domain's own name.
OWN_LETTERS = 4


def find(top: TopLines, stated: PageMarkup | None, address: str) -> Statement | None:
    """Return the publisher: the name that the page's domain bears out, else the first that is nobody else's."""
    found = [*_labelled(top), *_masthead(top)] if stated is None else [*_marked(stated), *_labelled(top)]
    named = [one for one in found if not one.value.startswith("@") and not _OTHERS.fullmatch(one.value)]
    host = _host(address)
    best = next((one for one in named if host and _bears(host, one.value)), None)
    # The end of a title is a publisher's name only where the domain says so: "Pier opens – what comes next".
    best = best or next((one for one in named if one.rule != "title"), None)
    if best is None:
        # Only a handle, a platform's name or nothing: the domain is what is known for certain.
        return (
            Statement(host, "meta", "address", address)
            if host
            else next((one for one in found if one not in named), None)
        )
    agree = (one.rule for one in found if one is not best and lines.key(one.value) == lines.key(best.value))
    return replace(best, agree=tuple(dict.fromkeys(agree)))


def _marked(stated: PageMarkup) -> Iterator[Statement]:
    for node in stated.articles:
        if name := stated.named(node.get("publisher")):
            yield _statement(name, "json-ld.publisher")
    for key, words in stated.metas(*_METAS):
        yield _statement(words, f"meta.{key}")
    for node in stated.nodes(*_PUBLISHING):
        if name := stated.named(node):
            yield _statement(name, f"json-ld.{node['@type']}" if isinstance(node.get("@type"), str) else "json-ld")
    for title in stated.root.xpath("//head/title")[:1]:
        words = clean("".join(title.itertext())) or ""
        if end := _TITLE_END.fullmatch(words):
            yield Statement(end["name"].strip().removeprefix("www."), "meta", "title", words)


def _statement(words: str, rule: str) -> Statement:
    name = _SLOGAN.sub("", words).strip() or words
    return Statement(name, "json-ld" if rule.startswith("json-ld") else "meta", rule, words)


def _labelled(top: TopLines) -> Iterator[Statement]:
    """Yield the publishers that lines of the page name behind a label: "Publisher: Coast Courier"."""
    for _, line in top.brief():
        if (found := _LABEL.fullmatch(line.text)) and len(line.text) <= LONGEST and not line.final:
            yield Statement(found["name"], "printed", "line.publisher", line.text, line.start, line.end)


def _masthead(top: TopLines) -> Iterator[Statement]:
    """Yield the house whose name a dump begins with, above the headline: "Coast Courier | Subscribe"."""
    for _, line in top.brief():
        if not any(line is one for one in top.lines[:MASTHEAD_LINES]) or line.final:
            continue
        name = _SLOGAN.sub("", line.text).strip()
        capitals = all(word[0].isupper() or word in _SMALL for word in name.split())
        if capitals and _HOUSE.fullmatch(name) and not (_SECTION.fullmatch(name) or _OTHERS.fullmatch(name)):
            start = line.start
            yield Statement(name, "printed", "line.masthead", name, start, start + len(name))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _bears(host: str, name: str) -> bool:
    """Return whether a domain has the letters of a name, or of its words' beginnings."""
    domain, key = lines.key(host), lines.key(re.sub(r"\.\w{2,3}$", "", name))
    key = key.removeprefix("the") if len(key) > len("the") + OWN_LETTERS else key
    initials = "".join(word[0] for word in name.split() if word[0].isalnum()).casefold()
    label = lines.key(host.rsplit(".", 2)[-2] if host.count(".") else host)
    own = (len(key) >= OWN_LETTERS and key in domain) or (len(label) >= OWN_LETTERS and key.startswith(label))
    return own or label in (key, initials)
