"""Say who wrote an article: whom its byline names, or whom two signs agree on. Agencies and desks are nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sources.pipeline.facts import bylines, printed_dates
from sources.pipeline.facts.near_text import TopLines
from sources.pipeline.facts.page_markup import MAX_VALUE, PageMarkup, type_of, words_of
from sources.pipeline.facts.statement import Statement
from sources.pipeline.render import lines
from sources.word_list import load_table

# Words of a line that may be a name and what belongs to it: "Ana Silva – 4 March 2025, 10:30".
SIGN_WORDS = 14
# Lines below the title in which its byline stands, where several lines of the page name different people.
BELOW_TITLE = 8

_METAS = tuple(load_table(Path(__file__).with_name("words") / "keys.toml")["authors"])
# Elements that are marked as the author or the byline.
_MARKED = (
    "//*[@rel='author' or contains(concat(' ', @itemprop, ' '), ' author ')"
    " or contains(translate(@class, 'ABLNORTUHYI', 'ablnortuhyi'), 'author')"
    " or contains(translate(@class, 'ABLNORTUHYI', 'ablnortuhyi'), 'byline')]"
)
_CLASS = re.compile(
    r"((article|entry|post|story|content|c)?[_-]*(author|authors|byline)([_-]+(name|names|link|item))*)", re.I
)
_ONE_NAME = re.compile(r"(?:by|written by|posted by)\s+(\S+)(\s.{0,40})?", re.I)


@dataclass(frozen=True, slots=True)
class _Sign:
    """People whom one key, element or line names, with the keys of their names."""

    said: Statement
    keys: frozenset[str]


def find(top: TopLines, stated: PageMarkup | None) -> Statement | None:
    """Return the author that a byline before the article names, or that two signs of an HTML page agree on."""
    byline = _byline(top) or _credit(top)
    if stated is None:
        return byline.said if byline else None
    signs = [*_in_json(stated), *_in_metas(stated), *_in_elements(stated)]
    near = [line.key for _, line in top.brief() if line.words <= SIGN_WORDS and line.key not in top.titles]
    metas = [lines.key(words) for _, words in stated.metas(*_METAS)]
    agreed = next((sign for sign in signs if _is_agreed(sign, signs, byline, near, metas)), None)
    best = _better(byline, agreed) or _alone(signs) or _one_name(top, stated)
    if best is None:
        return None
    agree = tuple(dict.fromkeys(sign.said.rule for sign in signs if sign.keys == best.keys and sign is not best))
    return replace(
        best.said, agree=agree + (("byline",) if byline and byline is not best and byline.keys == best.keys else ())
    )


def _better(byline: _Sign | None, agreed: _Sign | None) -> _Sign | None:
    """Return the sign that names more of the same people; where they name others, what readers see counts."""
    if byline is None or agreed is None:
        return byline or agreed
    return agreed if agreed.keys >= byline.keys else byline


def _byline(top: TopLines) -> _Sign | None:
    """Return the people named in bylines before the article: nobody, when two of them name different ones."""
    found = [
        (i, _sign(Statement(names, "byline", "byline", line.text, line.start, line.end)))
        for i, line in top.brief()
        if (names := bylines.names(line.text) or _beside_day(top, i)) and top.is_before_text(i)
    ]
    if len({sign.keys for _, sign in found}) > 1:
        found = [(i, sign) for i, sign in found if top.below_title(i) <= BELOW_TITLE]
    return found[0][1] if len({sign.keys for _, sign in found}) == 1 else None


def _beside_day(top: TopLines, i: int) -> str | None:
    """Return the names in a line without a "by" that a day stands beside: before an agency's, or above a clock."""
    text = top.lines[i].text
    if bylines.is_person(text) and _is_signed(top, i):
        return text
    beside = [top.lines[k].text for k in (i - 1, i + 1) if 0 <= k < len(top.lines)]
    if (names := bylines.names_with_agency(text)) and any(map(printed_dates.holds_only_days, beside)):
        return names
    # "Ana Silva", and "4 March 2025, 10:30" below it; a place has no clock, and a caption stands above "Published".
    below = top.lines[i + 1].text if i + 1 < len(top.lines) else ""
    clocked = printed_dates.has_clock(below) and printed_dates.alone(below, "day") is not None
    return text if clocked and bylines.is_person(text) and top.is_below_headline(i + 1) else None


def _is_signed(top: TopLines, i: int) -> bool:
    """Return whether a name stands above its office, or between the day of publication and the article."""
    above, below = (top.lines[k] if 0 <= k < len(top.lines) else None for k in (i - 1, i + 1))
    if below is None:
        return False
    if bylines.is_office(below.text):
        return i > 0 and top.is_before_text(i)
    return below.prose and above is not None and printed_dates.published(above.text, "day") is not None


def _credit(top: TopLines) -> _Sign | None:
    """Return the people whom a wire's credit behind its report names: "(Reporting by Ana Silva in Holm)"."""
    for _, line in top.brief():
        if names := bylines.reporters(line.text):
            return _sign(Statement(names, "byline", "credit", line.text, line.start, line.end))
    return None


def _is_agreed(sign: _Sign, signs: list[_Sign], byline: _Sign | None, near: list[str], metas: list[str]) -> bool:
    """Return whether each of the people stands in a sign of another kind as well, or in a short line near the text.

    A <meta> may write a name as it likes, "ana silva", to bear out JSON-LD.
    """
    others = {key for other in signs if _kind(other) != _kind(sign) for key in other.keys}
    if byline is not None:
        others |= byline.keys
    # The line in which a marked element stands is no second sign.
    elsewhere = {"json-ld": [*near, *metas], "meta": near}.get(_kind(sign), [])
    return all(key in others or any(key in words for words in elsewhere) for key in sign.keys)


def _alone(signs: list[_Sign]) -> _Sign | None:
    """Return the people whom the marked elements of a page name, when all of them name the same."""
    marked = [sign for sign in signs if _kind(sign) == "element"]
    return marked[0] if len({sign.keys for sign in marked}) == 1 else None


def _one_name(top: TopLines, stated: PageMarkup) -> _Sign | None:
    """Return the person of one name only whom JSON-LD and a byline name: "by Ana"."""
    printed = {lines.key(found[1]) for _, line in top.brief() if (found := _ONE_NAME.fullmatch(line.text))}
    for node in stated.articles:
        author = node.get("author")
        name = stated.named(author)
        if name and isinstance(author, dict) and type_of(author) == "Person" and lines.key(name) in printed:
            return _sign(Statement(name, "json-ld", "json-ld.author", name))
    return None


def _kind(sign: _Sign) -> str:
    return "element" if sign.said.origin == "byline" else sign.said.origin


def _sign(said: Statement) -> _Sign:
    return _Sign(said, frozenset(map(lines.key, bylines.each(said.value) or [said.value])))


def _people(words: str) -> str | None:
    """Return the people in a value of the markup, with or without a "by" before them."""
    return bylines.names(words) or bylines.people(words)


def _in_json(stated: PageMarkup) -> Iterator[_Sign]:
    for node in stated.articles:
        author = node.get("author")
        listed = author if isinstance(author, list) else [author]
        persons = [one for one in listed[: bylines.MAX_AUTHORS] if not _is_organization(one)]
        values = [name for one in persons if (name := stated.named(one))]
        people = ", ".join(found for value in values if (found := _people(value)))
        if people and len(people) <= MAX_VALUE:
            yield _sign(Statement(people, "json-ld", "json-ld.author", ", ".join(values)))


def _is_organization(author: Any) -> bool:
    return isinstance(author, dict) and type_of(author).endswith("Organization")


def _in_metas(stated: PageMarkup) -> Iterator[_Sign]:
    for name, words in stated.metas(*_METAS):
        if people := _people(words):
            yield _sign(Statement(people, "meta", f"meta.{name}", words))


def _in_elements(stated: PageMarkup) -> Iterator[_Sign]:
    for element in stated.elements(_MARKED):
        words = words_of(element)
        if len(words) <= bylines.LONGEST and (rule := _mark(element)) and (people := _people(words)):
            yield _sign(Statement(people, "byline", rule, words))


def _mark(element: Any) -> str | None:
    """Return by what an element is marked as the author's, or None when its class only sounds like it."""
    if element.get("rel") == "author":
        return "rel.author"
    if "author" in (element.get("itemprop") or "").split():
        return "itemprop.author"
    return next(("class.author" for word in (element.get("class") or "").split() if _CLASS.fullmatch(word)), None)
