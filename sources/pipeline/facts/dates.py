"""Say on which day an article was published: by its markup and its printed lines, and by how many of them agree."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from sources.pipeline.facts import bylines, printed_dates
from sources.pipeline.facts.near_text import TopLines
from sources.pipeline.facts.page_markup import PageMarkup, words_of
from sources.pipeline.facts.printed_dates import Order
from sources.pipeline.facts.statement import Statement
from sources.pipeline.render import lines
from sources.word_list import load_table

_OrderOf = Callable[[str], Order]

# A day this many lines from a byline belongs to it.
NEAR_BYLINE = 2

_METAS = tuple(load_table(Path(__file__).with_name("words") / "keys.toml")["dates"])
_TIMES = (
    ("time.datePublished", "//*[@itemprop='datePublished' or @pubdate]"),
    ("time.published", "//time[contains(@class, 'published') or contains(@class, 'entry-date')]"),
)
_BAR = re.compile(r"\s[|•·–—]\s")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:$|[T ])|(\d{4})(\d{2})(\d{2})$")
# The end of a stamp of the time at Greenwich, which is another day at many a newsroom.
_GREENWICH = re.compile(r"\d{2}(\.\d+)?\s?(Z|[+-]00:?00|GMT|UTC)$", re.I)
_IN_ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?=/)|[/_-](\d{4})-?(\d{2})-?(\d{2})(?=[/_.-])")


def find(
    top: TopLines, stated: PageMarkup | None, language: str, address: str, author: Statement | None
) -> tuple[Statement | None, str]:
    """Return the day of publication as an ISO date; without one, why nobody can tell which day a line means."""
    names = [lines.key(name) for name in bylines.each(author.value)] if author else []
    written = printed_dates.clear_order([line.text for _, line in top.brief()])

    foreign = any(bylines.is_foreign(line.text) for _, line in top.brief())

    def by_page(text: str) -> Order:
        return printed_dates.order(text, language) or written or ("day" if foreign else "")

    printed = _printed(top, names, by_page)
    marked = [] if stated is None else list(_marked(stated, by_page))
    if best := _decide(_only(printed), marked, address):
        agree = (one.rule for one in (*marked, *printed) if one is not best and one.value == best.value)
        return replace(best, agree=tuple(dict.fromkeys(agree))), ""
    either = {one.value: one for one in (*_printed(top, names, _day_first), *_printed(top, names, _month_first))}
    if printed or len(either) != 2:
        return None, "The page states different days." if len({one.value for one in printed}) > 1 else ""
    days = " or ".join(sorted(either))
    return None, f"“{next(iter(either.values())).exact}” may be {days}."


def _day_first(text: str) -> Order:
    return "day"


def _month_first(text: str) -> Order:
    return "month"


def _only(found: Sequence[Statement]) -> Statement | None:
    """Return the one thing that printed lines state: two different ones are no clear statement."""
    return found[0] if len({statement.value for statement in found}) == 1 else None


def _printed(top: TopLines, names: Sequence[str], order: _OrderOf) -> list[Statement]:
    """Return the days that the first of the kinds of printed lines states.

    A day that stands by itself elsewhere is of another story, of a comment or of the copy as often as the article's.
    """
    kinds = (
        _labelled(top, order),
        _in_byline(top, names, order),
        _below_headline(top, order),
        _in_dateline(top, order),
        _on_document(top, order),
    )
    return next((found for kind in kinds if (found := list(kind))), [])


def _labelled(top: TopLines, order: _OrderOf) -> Iterator[Statement]:
    """Yield the days behind a label; where they differ, those between a headline and its article alone count."""
    found = [(i, line, day) for i, line in top.brief() if (day := printed_dates.published(line.text, order(line.text)))]
    differ = len({day for _, _, day in found}) > 1
    near = [one for one in found if differ and top.is_below_headline(one[0])]
    for _, line, day in near or found:
        yield _line("line.published", line, day)


def _in_byline(top: TopLines, names: Sequence[str], order: _OrderOf) -> Iterator[Statement]:
    """Yield the days in a byline, or by themselves beside it."""
    brief = dict(top.brief())
    by = {i for i, line in brief.items() if _is_byline(line, names) and top.is_before_text(i)}
    beside = {j for i in by for j in range(i - NEAR_BYLINE, i + NEAR_BYLINE + 1)} - by
    for read, places in ((printed_dates.only, by), (printed_dates.alone, beside)):
        for i in sorted(places & brief.keys()):
            if day := read(brief[i].text, order(brief[i].text)):
                yield _line("line.byline", brief[i], day)


def _is_byline(line: lines.Line, names: Sequence[str]) -> bool:
    """Return whether a line names its author, or says between bars that nobody is: "By Newsdesk · 4 March 2025"."""
    nobody = _BAR.search(line.text) is not None and bylines.looks_like(line.text)
    return nobody or bylines.names(line.text) is not None or any(name in line.key for name in names)


def _below_headline(top: TopLines, order: _OrderOf) -> Iterator[Statement]:
    for i, line in top.brief():
        if (day := printed_dates.alone(line.text, order(line.text))) and top.is_below_headline(i):
            yield _line("line.below-headline", line, day)


def _in_dateline(top: TopLines, order: _OrderOf) -> Iterator[Statement]:
    """Yield the day of the one dateline that the article begins with; with more of them it is a list of days."""
    found = [(i, line, stated) for i, line in enumerate(top.lines) if (stated := _dateline(line.text, order))]
    if len(found) == 1 and top.is_before_text(found[0][0]):
        _, line, (start, end, day) = found[0]
        yield Statement(day, "printed", "line.dateline", line.text[start:end], line.start + start, line.start + end)


def _on_document(top: TopLines, order: _OrderOf) -> Iterator[Statement]:
    """Yield the day behind what a page says that it is: "Quarterly figures | 4 March 2025"."""
    for i, line in top.brief():
        if top.is_before_text(i) and (found := printed_dates.on_document(line.text, order(line.text))):
            start, end, day = found
            yield Statement(day, "printed", "line.document", line.text[start:end], line.start + start, line.start + end)


def _dateline(text: str, order: _OrderOf) -> tuple[int, int, str] | None:
    return printed_dates.dateline(text, order(text[: printed_dates.LONGEST]))


def _line(rule: str, line: lines.Line, day: str) -> Statement:
    return Statement(day, "printed", rule, line.text, line.start, line.end)


def _marked(stated: PageMarkup, order: _OrderOf) -> Iterator[Statement]:
    """Yield the days that the markup states, the most trusted first."""
    for node in (*stated.articles, *stated.nodes("WebPage")):
        words = node.get("datePublished")
        if isinstance(words, str) and (day := _day(words, order)):
            yield Statement(day, "json-ld", "json-ld.datePublished", words)
    for name, words in stated.metas(*_METAS):
        if day := _day(words, order):
            yield Statement(day, "meta", f"meta.{name}", words)
    yield from _times(stated, order)


def _times(stated: PageMarkup, order: _OrderOf) -> Iterator[Statement]:
    """Yield the day of each kind of marked time, and that of all times of the article where they are of one day."""
    for rule, path in _TIMES:
        words = (
            element.get("datetime") or element.get("content") or words_of(element) for element in stated.elements(path)
        )
        yield from islice((Statement(day, "meta", rule, one) for one in words if (day := _day(one, order))), 1)
    found = [(one, day) for one in _datetimes(stated) if (day := _day(one, order))]
    if len({day for _, day in found}) == 1:
        yield Statement(found[0][1], "meta", "time", found[0][0])


def _datetimes(stated: PageMarkup) -> Iterator[str]:
    return (element.get("datetime") for element in stated.elements("//article//time[@datetime]"))


def _day(words: str, order: _OrderOf) -> str | None:
    """Return the day that a stamp or a written date states, in its own time zone."""
    words = words.strip()
    found = _ISO.match(words)
    if found is None:
        return printed_dates.only(words, order(words))
    year, month, day = (int(found[k] or found[k + 3]) for k in (1, 2, 3))
    return printed_dates.iso(year, month, day)


def _decide(printed: Statement | None, marked: Sequence[Statement], address: str) -> Statement | None:
    """Return the day that most of the markup states, or the printed one where that is the local day of a stamp.

    "2022-03-12T01:20:00Z" is the evening of 11 March where the article says "today".
    """
    if not marked:
        return printed
    votes = [one.value for one in marked]
    if printed:
        votes.append(printed.value)
    votes += _days_in(address)
    best = max(marked, key=lambda one: votes.count(one.value))
    local = [one for one in marked if one.value != best.value and _apart(one, best) == 1 and not _at_greenwich(one)]
    if printed and _apart(printed, best) == 1 and len(best.exact) > len(best.value):
        return printed
    if local and all(_at_greenwich(one) for one in marked if one.value == best.value):
        return local[0]
    return best


def _at_greenwich(one: Statement) -> bool:
    return _GREENWICH.search(one.exact) is not None


def _apart(one: Statement, other: Statement) -> int:
    return abs((date.fromisoformat(one.value) - date.fromisoformat(other.value)).days)


def _days_in(address: str) -> list[str]:
    """Return the day that a page's address names: ".../2025/03/04/pier"."""
    found = _IN_ADDRESS.search(address)
    if found is None:
        return []
    year, month, day = (int(found[k] or found[k + 3]) for k in (1, 2, 3))
    return [iso] if (iso := printed_dates.iso(year, month, day)) else []
