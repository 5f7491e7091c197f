"""The forms in which news print a time, each with the days that it names or its relation to another day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import cast

from claims.pipeline.times.interval import SEASONS, Basis, Days, Relation, Unit, months
from sources.word_list import load_table


@dataclass(frozen=True, slots=True)
class Atom:
    """One expression of time without the word in front of it; `days`, or a relation to another day, or neither."""

    start: int
    end: int
    form: str
    basis: Basis
    days: Days | None
    relation: Relation | None


_UNKNOWN = Relation("day", 0, "unknown")  # words of time that name no day: "several years ago", "03/04/2021"
_Value = Days | Relation | None
_Match = re.Match[str]

_TABLE = load_table(Path(__file__).with_name("time_words.toml"))
_NUMBERS: list[str] = _TABLE["numbers"]
_CENTURIES: dict[str, int] = _TABLE["centuries"]
_ORDINALS: dict[str, int] = _TABLE["ordinals"]
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TODAY: dict[str, int] = _TABLE["days_from_today"]
_SHIFTS: dict[str, int] = _TABLE["shifts"]


@lru_cache(maxsize=16)  # asked twice in turn: as what was, and as what may still be
def read(words: str) -> tuple[Atom, ...]:
    """Return the expressions of time in order, without overlap; an earlier form of the table before a later one."""
    found: list[Atom] = []
    if not _HINT.search(words):  # half of all statements tell no time at all
        return ()
    covered = bytearray(len(words))
    for form, basis, pattern, value in _FORMS:
        for match in pattern.finditer(words):
            start, end = match.span()
            if covered.find(1, start, end) >= 0 or (meaning := value(match)) is None:
                continue
            covered[start:end] = b"\1" * (end - start)
            relation = meaning if isinstance(meaning, Relation) and meaning is not _UNKNOWN else None
            found.append(Atom(start, end, form, basis, meaning if isinstance(meaning, tuple) else None, relation))
    return tuple(sorted(found, key=lambda atom: atom.start))


def _day(year: str, month: int, day: str) -> Days | None:
    try:
        first = date(int(year), month, int(day))
    except ValueError:  # the 31st of June, the 13th month
        return None
    return first, first + timedelta(days=1)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _in_month(year: str, month: str) -> Days:
    return months(date(int(year), _month(month), 1), 1)


def _years(first: int, last: int) -> Days | None:
    return (date(first, 1, 1), date(last + 1, 1, 1)) if 0 < first <= last < 2200 else None


def _until(first: Days | None, last: Days | None) -> Days | None:
    return (first[0], last[1]) if first and last and first[0] < last[1] else None


def _slashed(match: _Match) -> _Value:
    """The 3rd of April or the 4th of March: known only when one of the two can be no month."""
    first, second, year = match.groups()
    if int(first) > 12 >= int(second):
        return _day(year, int(second), first)
    return _day(year, int(first), second) if int(second) > 12 >= int(first) else _UNKNOWN


def _year_range(match: _Match) -> _Value:
    first, last = int(match[1]), match[2]
    return _years(first, int(last) if len(last) == 4 else first // 100 * 100 + int(last))


def _winter(match: _Match) -> _Value:
    """Only with both of its years: the winter of 2021 may be either."""
    first, last = int(match[1]), match[2]
    return months(date(first, 12, 1), 3) if (first + 1) % 100 == int(last) % 100 else None


def _portion(match: _Match) -> _Value:
    parts = 4 if match[2].lower() == "quarter" else 2
    number = _ORDINALS.get(match[1].lower(), parts)  # the last one
    first = date(int(match[3]), (number - 1) * 12 // parts + 1, 1) if number <= parts else None
    return months(first, 12 // parts) if first else None


def _century(match: _Match) -> _Value:
    number = int(match[1]) if match[1] else _CENTURIES[match[2].lower()]
    return _years(100 * number - 99, 100 * number) if 1 <= number <= 21 else None


def _yearless(month: str, day: str) -> _Value:
    return Relation("date", 0, f"{_month(month):02}-{int(day):02}") if 1 <= int(day) <= 31 else None


def _weekday(name: str) -> str:
    return str(_WEEKDAYS.index(name[:3].lower()))


def _unit(name: str) -> Unit:
    return cast("Unit", {"centurie": "century"}.get(name.lower(), name.lower()))


def _count(word: str) -> int | None:
    """Return the number that a word states; "several" and "a few" state none."""
    word = word.lower()
    if word in {"a", "an"}:
        return 1
    return int(word) if word.isdecimal() else _NUMBERS.index(word) + 1 if word in _NUMBERS else None


def _counted(match: _Match, sign: int) -> _Value:
    """Two years ago, three weeks earlier."""
    count = _count(match[1])
    return _UNKNOWN if count is None else Relation(_unit(match[2]), sign * count)


def _lasting(match: _Match) -> _Value:
    """The past two years."""
    count = _count(match[1])
    return _UNKNOWN if count is None else Relation("lasting", -count, _unit(match[2]))


def _near(match: _Match) -> _Value:
    """Last, this or next week, spring, Monday, March."""
    which, name = match[1].lower(), match[2].lower()
    shift = _SHIFTS.get(which, 1)
    if name in SEASONS:
        return Relation("season", shift, name)
    if name == "day":  # "its last day", "the next day": no day that anybody could tell from here
        return _UNKNOWN
    if name.endswith("day"):
        return Relation("weekday", shift, _weekday(name))
    return Relation(_unit(name), shift)


_Y = r"(1[0-9]\d\d|20\d\d)(?![\w%]|[.,]\d)"
_M = (
    r"(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_D = r"(\d{1,2})(?:st|nd|rd|th)?"
_W = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ON = rf"(?:{_W},? )?(?:the )?"
_TO = r"(?:[-–—]| (?:[-–—]|to|and|until|till|through) )"
_COUNT = rf"(an?|{'|'.join(_NUMBERS)}|\d{{1,4}}|several|many|a few|some)"
_UNIT = r"(day|week|month|quarter|year|decade|century|centurie)"
_SEASONS = "spring|summer|autumn|fall|winter"
_WHICH = r"(last|past|previous|this|next|coming)"
_LATE = r"(?:the )?(?:(?:early|late|mid)[- ])?"
_PORTION = r"(first|second|third|fourth|last) (quarter|half) of"
_ENDS = r"(?=\s*(?:$|[,.;:)!?”\"’]))"


def _form(
    form: str, basis: Basis, pattern: str, value: Callable[[_Match], _Value], *, any_case: bool = True
) -> tuple[str, Basis, re.Pattern[str], Callable[[_Match], _Value]]:
    # A dump has double blanks; the bound keeps every pattern linear. Months and weekdays have their capital letter.
    spaced = r"(?<![\w$€£.,/-])" + pattern.replace(" ", " {1,3}") + r"(?!\w)"
    return form, basis, re.compile(spaced, re.IGNORECASE if any_case else 0), value


# Each form stands before those that it contains.
_FORMS = (
    _form("date", "stated", r"(\d{4})-(\d\d)-(\d\d)", lambda m: _day(m[1], int(m[2]), m[3])),
    _form("date", "stated", r"(\d{1,2})/(\d{1,2})/(\d{4})", _slashed),
    _form("date", "stated", r"(\d{1,2})\.(\d{1,2})\.(\d{4})", lambda m: _day(m[3], int(m[2]), m[1])),
    _form(
        "dates",
        "stated",
        f"{_ON}{_D}{_TO}{_D}(?: of)? {_M},? {_Y}",
        lambda m: _until(_day(m[4], _month(m[3]), m[1]), _day(m[4], _month(m[3]), m[2])),
        any_case=False,
    ),
    _form(
        "dates",
        "stated",
        f"{_ON}{_M} {_D}{_TO}{_D},? {_Y}",
        lambda m: _until(_day(m[4], _month(m[1]), m[2]), _day(m[4], _month(m[1]), m[3])),
        any_case=False,
    ),
    _form("date", "stated", f"{_ON}{_D}(?: of)? {_M},? {_Y}", lambda m: _day(m[3], _month(m[2]), m[1]), any_case=False),
    _form("date", "stated", f"{_ON}{_M} {_D},? {_Y}", lambda m: _day(m[3], _month(m[1]), m[2]), any_case=False),
    _form(
        "months",
        "stated",
        f"{_M}{_TO}{_M},? {_Y}",
        lambda m: _until(_in_month(m[3], m[1]), _in_month(m[3], m[2])),
        any_case=False,
    ),
    _form("month", "stated", f"{_M},?(?: of)? {_Y}", lambda m: _in_month(m[2], m[1]), any_case=False),
    _form("season", "stated", r"winter(?: of)? (1[0-9]\d\d|20\d\d)[-–/](\d{4}|\d\d)", _winter),
    _form(
        "season",
        "stated",
        f"(spring|summer|autumn|fall)(?: of)? {_Y}",
        lambda m: months(date(int(m[2]), SEASONS[m[1].lower()], 1), 3),
    ),
    _form("portion", "stated", f"{_PORTION} {_Y}", _portion),
    _form("portion", "article", f"{_PORTION} {_WHICH} year", lambda m: _UNKNOWN),
    _form("decade", "stated", rf"{_LATE}(1[0-9]\d0|20\d0)s", lambda m: _years(int(m[1]), int(m[1]) + 9)),
    _form("century", "stated", rf"{_LATE}(?:(\d{{1,2}})(?:st|nd|rd|th)|({'|'.join(_CENTURIES)}))[- ]century", _century),
    _form("years", "stated", r"(1[0-9]\d\d|20\d\d)[-–/](\d{4}|\d\d)(?![%-])", _year_range),
    _form("year", "stated", _Y, lambda m: _years(int(m[1]), int(m[1]))),
    _form("day", "article", f"{_ON}{_D}(?: of)? {_M}", lambda m: _yearless(m[2], m[1]), any_case=False),
    _form("day", "article", rf"{_ON}{_M} {_D}(?![.,]\d)", lambda m: _yearless(m[1], m[2]), any_case=False),
    _form("ago", "article", f"{_COUNT} {_UNIT}s? ago", lambda m: _counted(m, -1)),
    _form("beside", "sentence", f"{_COUNT} {_UNIT}s? earlier(?! than)", lambda m: _counted(m, -1)),
    _form("beside", "sentence", f"{_COUNT} {_UNIT}s? later(?! than)", lambda m: _counted(m, 1)),
    _form("beside", "sentence", f"{_COUNT} {_UNIT}s? before{_ENDS}", lambda m: _counted(m, -1)),
    _form("beside", "sentence", f"{_COUNT} {_UNIT}s? after{_ENDS}", lambda m: _counted(m, 1)),
    # three days after a fire, two years later than planned
    _form("beside", "sentence", f"{_COUNT} {_UNIT}s? (?:before|after|earlier|later)", lambda m: _UNKNOWN),
    _form(
        "beside",
        "sentence",
        f"the {_UNIT} (before|after){_ENDS}",
        lambda m: Relation(_unit(m[1]), _SHIFTS.get(m[2].lower(), 1)),
    ),
    _form(
        "beside",
        "sentence",
        f"(?:the |that )(previous|preceding|following|next|same) {_UNIT}",
        lambda m: Relation(_unit(m[2]), _SHIFTS.get(m[1].lower(), 1)),
    ),
    _form("beside", "sentence", f"that {_UNIT}", lambda m: Relation(_unit(m[1]), 0)),
    _form("lasting", "article", f"(?:the (?:last|past)|past) {_COUNT} {_UNIT}s?", _lasting),
    _form(
        "lasting",
        "article",
        "the (?:last|past) (week|month|year|decade)",
        lambda m: Relation("lasting", -1, _unit(m[1])),
    ),
    _form(
        "day",
        "article",
        f"({'|'.join(sorted(_TODAY, key=len, reverse=True))}|today|tonight|this morning)",
        lambda m: Relation("day", _TODAY.get(" ".join(m[1].lower().split()), 0)),
    ),
    _form("near", "article", rf"{_WHICH} (weekend|{_UNIT[1:-1]}|{_SEASONS}|{_W})(?: night)?", _near),
    _form(
        "near",
        "article",
        f"{_WHICH} {_M}",
        lambda m: Relation("date", _SHIFTS.get(m[1].lower(), 1), f"{_month(m[2]):02}"),
        any_case=False,
    ),
    _form("weekend", "article", "the weekend(?! of)", lambda m: Relation("weekend", 0)),
    _form(
        "weekday",
        "article",
        f"({_W})(?: (?:morning|noon|lunchtime|afternoon|evening|night|midnight))?",
        lambda m: Relation("weekday", 0, _weekday(m[1])),
        any_case=False,
    ),
    _form("month", "article", _M, lambda m: Relation("date", 0, f"{_month(m[1]):02}"), any_case=False),
    _form("season", "article", _SEASONS, lambda m: _UNKNOWN),
    _form("vague", "article", "recently|in recent (?:days|weeks|months|years)", lambda m: _UNKNOWN),
)
# Every form above holds one of these.
_HINT = re.compile(
    r"\d|(?i:day|night|morning|week|month|quarter|year|decade|centur|spring|summer|autumn|fall|winter|morrow|recent)"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
