"""Say in brackets which days "on Tuesday" and "last year" are, or that only the article's date could tell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from claims.pipeline.parse.parse import Parsed
from claims.pipeline.split.part import Part
from claims.pipeline.standalone.wording import Change
from claims.pipeline.times import when
from claims.pipeline.times.interval import SEASONS, WhenFound
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

UNKNOWN_DATE, UNKNOWN_YEAR = "[date unknown]", "[year unknown]"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = timedelta(days=1)
_PRESENT = frozenset({"VBZ", "VBP"})
_DONE = frozenset({"begin", "continue", "fail", "help", "manage", "start"})  # managed to win: won
_AUXILIARIES = frozenset({"aux", "auxpass"})
_BETWEEN = frozenset({"ADP", "ADV", "NUM", "SYM"})  # will cost £5 from 1 March
_SHALL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_ARRANGED = frozenset({"due", "expect", "go", "plan", "schedule", "set"})


def times(parsed: Parsed, part: Part) -> tuple[WhenFound, ...]:
    """Return the words of time among a part's printed and carried words; "on Monday" is past where its verb is."""
    start, end = parsed.starts[part.sentence], parsed.ends[part.sentence]
    was = when.find(parsed.text, start, end, past=True)
    if not was:
        return ()
    own = {t.i for t in part.tokens}.union(t.i for carried in part.carried for t in carried.tokens)
    found = []
    told_then = False
    still_open = when.find(parsed.text, start, end, past=False)
    will_be = when.find(parsed.text, start, end, past=False, ahead=True)
    for past, undecided, ahead in zip(was, still_open, will_be, strict=True):
        tokens = parsed.tokens(part.sentence, past.start, past.end)
        if not tokens or not own.issuperset(t.i for t in tokens):
            told_then = told_then or past.basis == "stated"  # in 2019 he said that it will close in May
            continue
        is_ahead = not told_then and (_is_ahead(tokens) or _lasts_until(tokens))
        found.append(ahead if is_ahead else past if _is_past(tokens[-1]) else undecided)
    return tuple(found)


def changes(parsed: Parsed, part: Part, published_on: date | None) -> Iterator[Change]:
    """Yield what to write behind each of a part's words of time that the article alone does not date."""
    base = parsed.starts[part.sentence]
    found = times(parsed, part)
    for time in found:
        if time.other is not None and any(other.start == time.other.start for other in found):
            continue  # the day that it counts from has its mark
        if words := mark(time, published_on):
            place = time.end - base + (len("'s") if parsed.text.startswith(("'s", "’s"), time.end) else 0)
            yield Change(place, place, f" {words}", "date", rests_on=(Span.of(parsed.text, time.start, time.end),))


def mark(time: WhenFound, published_on: date | None) -> str:
    """Return in brackets the days that words of time mean, or that they are unknown; nothing where nothing is open.

    On Tuesday: [5 March 2024]. In April: [2023]. Where even the article's date does not tell the days, as in
    "recently", they are as of that date.
    """
    if (time.is_stated and time.other is None) or (time.relation is None and not _depends(time)):
        return ""
    yearless = _is_yearless(time)
    if published_on is None and not time.is_stated:
        return UNKNOWN_YEAR if yearless else UNKNOWN_DATE
    days = when.resolve(replace(time, bound=""), published_on)
    if days is not None and days.start and days.end:
        return f"[{_days(date.fromisoformat(days.start), date.fromisoformat(days.end) - _DAY, yearless)}]"
    return f"[as of {_day(published_on)}]" if published_on is not None and time.basis == "article" else UNKNOWN_DATE


def stated(time: WhenFound) -> str:
    """Return in brackets the days that are stated for words of time; nothing where an end is open or unknown."""
    days = time.interval if time.basis == "stated" else None
    if days is None or not days.start or not days.end:
        return ""
    return f"[{_days(date.fromisoformat(days.start), date.fromisoformat(days.end) - _DAY, _is_yearless(time))}]"


def _depends(time: WhenFound) -> bool:
    """Return whether words that name no day depend on the article's date all the same: recently, several years ago."""
    last = time.exact.rsplit(" ", 1)[-1].lower()
    if time.basis != "article" or last in SEASONS:  # "in winter" is any winter
        return False
    return last != "day"  # "the last day" is that of something else


def _is_yearless(time: WhenFound) -> bool:
    last = time.exact.rsplit(" ", 1)[-1]
    named = last[:1].isupper() and not last.endswith("day")
    return named or (time.relation is not None and time.relation.unit == "date")


def _days(first: date, last: date, yearless: bool) -> str:
    """Write days as the largest whole thing that they are; only the year where the words name the rest."""
    if yearless and first.year == last.year:
        return str(first.year)
    return next(write(first, last) for applies, write, _ in _FORMS if applies(first, last))


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and (last + _DAY).day == 1


def _whole_years(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _one_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)


_FORMS: tuple[tuple[Callable[[date, date], bool], Callable[[date, date], str], str], ...] = (
    (lambda first, last: first == last, lambda first, _: _day(first), "5 March 2024"),
    (
        lambda first, last: _whole_years(first, last) and first.year == last.year,
        lambda first, _: str(first.year),
        "2023",
    ),
    (_whole_years, lambda first, last: f"{first.year} to {last.year}", "2010 to 2019"),
    (
        lambda first, last: _whole_months(first, last) and _one_month(first, last),
        lambda first, _: _month(first),
        "February 2024",
    ),
    (
        lambda first, last: _whole_months(first, last) and first.year == last.year,
        lambda first, last: f"{_MONTHS[first.month - 1]} to {_month(last)}",
        "October to December 2023",
    ),
    (_whole_months, lambda first, last: f"{_month(first)} to {_month(last)}", "December 2023 to February 2024"),
    (_one_month, lambda first, last: f"{first.day} to {_day(last)}", "2 to 3 March 2024"),
    (
        lambda first, last: True,
        lambda first, last: f"{_day(first)} to {_day(last)}",
        "26 February 2024 to 3 March 2024",
    ),
)


def _is_past(token: "Token") -> bool:
    """Return whether the verb over words of time tells what was; without a verb it does."""
    verb = token
    while verb.head.i != verb.i:
        verb = verb.head
        if (decided := next((past for applies, past, _ in _TENSES if applies(verb)), None)) is not None:
            return decided
    return verb.tag_ not in _PRESENT


def _is_ahead(tokens: "Sequence[Token]") -> bool:
    """Return whether words of time belong, without a noun between, to a verb that tells what will be."""
    verb = _over(tokens)
    return any(applies(verb) for applies, _ in _AHEAD)


def _lasts_until(tokens: "Sequence[Token]") -> bool:
    """Return whether words of time end what holds now: trains "have been cancelled until Sunday"."""
    verb = _over(tokens)
    now = verb.tag_ in _PRESENT or _auxiliary(verb, _PRESENT)
    return now and tokens[0].lower_ in {"until", "till"}


def _over(tokens: "Sequence[Token]") -> "Token":
    inside = {token.i for token in tokens}
    verb = tokens[-1]
    while verb.head.i != verb.i and (verb.i in inside or verb.pos_ in _BETWEEN):
        verb = verb.head
    return verb


def _auxiliary(verb: "Token", tags: frozenset[str]) -> bool:
    return any(c.dep_ in _AUXILIARIES and c.tag_ in tags for c in verb.children)


def _has(verb: "Token") -> bool:
    return any(c.dep_ in _AUXILIARIES and c.lemma_ in {"have", "’ve", "'ve"} for c in verb.children)


def _is_result(verb: "Token") -> bool:
    """Came back to win on Monday: what happened; "agreed to close on Monday" did not yet."""
    to = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    return verb.tag_ == "VB" and to and (verb.dep_ == "advcl" or verb.head.lemma_ in _DONE)


_TENSES: tuple[tuple[Callable[["Token"], bool], bool, str], ...] = (
    (lambda v: v.tag_ in {"VBN", "VB", "VBG"} and _has(v), True, "has closed on Monday, may have closed on Monday"),
    (lambda v: v.tag_ == "VBD", True, "closed on Monday"),
    (lambda v: v.tag_ in {"VB", "VBN", "VBG"} and _auxiliary(v, frozenset({"VBD"})), True, "was closed on Monday"),
    (lambda v: v.tag_ in _PRESENT | {"MD"}, False, "closes on Monday"),
    (
        lambda v: v.tag_ in {"VB", "VBN", "VBG"} and _auxiliary(v, _PRESENT | {"MD", "TO"}) and not _is_result(v),
        False,
        "will close on Monday",
    ),
    (lambda v: v.tag_ == "VBN", True, "the mine closed on Monday is old"),
)


def _is_arranged(word: "Token") -> bool:
    """Return whether a word says that something is arranged now: is due, are set, is going."""
    copula = word.head if word.dep_ in {"acomp", "oprd"} else None
    now = any(c.dep_ in _AUXILIARIES and c.tag_ in _PRESENT and c.lemma_ == "be" for c in word.children)
    return word.lemma_ in _ARRANGED and (now or (copula is not None and copula.tag_ in _PRESENT))


_AHEAD: tuple[tuple[Callable[["Token"], bool], str], ...] = (
    (
        lambda v: not _has(v) and any(c.dep_ in _AUXILIARIES and c.lower_ in _SHALL for c in v.children),
        "will close on Monday",
    ),
    (lambda v: v.dep_ == "xcomp" and not _has(v) and _is_arranged(v.head), "is due to close on Monday"),
    (lambda v: v.lemma_ != "go" and _is_arranged(v), "a hearing is set for 12 June"),
)
