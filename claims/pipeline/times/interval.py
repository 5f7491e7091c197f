"""Resolve printed words of time to days: from the text alone when the year is stated, else from the article's date."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, Self

Basis = Literal["stated", "article", "sentence"]
Bound = Literal["", "since", "until", "before", "after"]
Unit = Literal[
    "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century", "weekday", "date", "lasting"
]

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month, meteorological, north
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAY = timedelta(days=1)
JUST_OVER = 31  # days after which a day that "will" be is that of the year to come
_LEAP = 8  # years: two 29ths of February are never farther apart

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Interval:
    """From the first day up to the day after the last one, as ISO dates; None is an open end."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """How words relate to another day: so many whole units before (negative) or after it.

    `name` says which weekday ("0" is Monday), season, month ("03") or day ("03-17") is meant, or of what a "lasting"
    stretch counts so many ("year"). With those 0 is the latest one that has begun, -1 the latest that is over; `ahead`
    is the first one that is not over: it "will close on Monday".
    """

    unit: Unit
    shift: int
    name: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class WhenFound:
    """Printed words of time at `start`–`end`, and what they rest on.

    basis "stated": `interval` says which days (None: unknown, "03/04/2021"). "article": `relation` counts from
    the article's date. "sentence": it counts from `other`, words of time in the same sentence. No relation: the words
    point somewhere, and nobody can tell where ("before the winter"). `last` is the other end of a range.
    """

    start: int
    end: int
    exact: str
    basis: Basis
    interval: Interval | None = None
    relation: Relation | None = None
    last: Relation | None = None
    bound: Bound = ""
    other: "WhenFound | None" = None

    @property
    def is_stated(self) -> bool:
        """Whether the text alone says which days: not when they depend, in the end, on the article's date."""
        return self.other.is_stated if self.other else self.basis == "stated"

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild a value from its `dataclasses.asdict` form."""
        values: dict[str, Any] = dict(stored)
        for name, type_ in (("interval", Interval), ("relation", Relation), ("last", Relation)):
            values[name] = type_(**values[name]) if values[name] else None
        values["other"] = cls.of(values["other"]) if values["other"] else None
        return cls(**values)


def resolve(found: WhenFound, published_on: date | None) -> Interval | None:
    """Return the days that words of time mean, or None when they cannot be told, or not yet.

    What comes from `published_on` is a proposal: nobody stated it.
    """
    if found.basis == "stated":
        return found.interval
    if found.relation is None:
        return None
    day = published_on
    if found.basis == "sentence":
        base = resolve(found.other, published_on) if found.other else None
        day = _anchor(base, found.relation.unit)
    if day is None:
        return None
    try:
        days = _range(found.relation, found.last, day) if found.last else _days(found.relation, day)
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return None
    return bounded(days, found.bound)


def bounded(days: Days | None, bound: Bound) -> Interval | None:
    """Open one end: "since 2021" begins with 2021 and has no end, "before 2021" ends as 2021 begins."""
    if days is None:
        return None
    first, end = (day.isoformat() for day in days)
    if bound == "since":
        return Interval(first, None)
    if bound == "until":
        return Interval(None, end)
    if bound == "before":
        return Interval(None, first)
    return Interval(end, None) if bound == "after" else Interval(first, end)


def months(first: date, count: int) -> Days:
    """Return so many months from the first day of a month on."""
    return first, _month(first, count)


def _month(day: date, shift: int) -> date:
    total = day.year * 12 + day.month - 1 + shift
    return date(total // 12, total % 12 + 1, 1)


def _anchor(base: Interval | None, unit: Unit) -> date | None:
    """Return the day to count from; "three days earlier" than some year is no day."""
    if base is None or base.start is None or base.end is None:
        return None
    first, last = date.fromisoformat(base.start), date.fromisoformat(base.end) - _DAY
    cell = _days(Relation(unit, 0), first)
    return first if cell is not None and cell[0] <= first and last < cell[1] else None


def _range(first: Relation, last: Relation, day: date) -> Days | None:
    """The end is the latest there was, or the first to come; the beginning is the latest before it."""
    until = _days(last, day)
    since = _days(replace(first, ahead=False), until[0]) if until else None
    return (since[0], until[1]) if since and until and since[0] < until[0] else None


def _days(relation: Relation, day: date) -> Days | None:
    unit, shift, name = relation.unit, relation.shift, relation.name
    if unit == "day":
        return _stretch(day + shift * _DAY, 1)
    if unit == "week":
        return _stretch(day + (7 * shift - day.weekday()) * _DAY, 7)
    if unit in {"weekday", "weekend"}:
        length = 2 if unit == "weekend" else 1
        if relation.ahead:
            return _weekday(int(name or 5), 1, day - length * _DAY, length)
        return _weekday(int(name or 5), shift, day, length)
    if unit == "lasting":
        return _lasting(name, shift, day)
    if unit == "season":
        return _season(name, shift, day)
    if unit == "date":
        return _yearless(relation, day)
    if unit == "century":
        first = (day.year - 1) // 100 * 100 + 1 + 100 * shift  # the 19th ran from 1801 to 1900
        return date(first, 1, 1), date(first + 100, 1, 1)
    length = _MONTHS[unit]
    within = (day.year % 10 * 12 if unit == "decade" else 0) + day.month - 1
    first_month = _month(day, -(within % length) + shift * length)
    return months(first_month, length)


def _stretch(first: date, days: int) -> Days:
    return first, first + days * _DAY


def _weekday(wanted: int, shift: int, day: date, length: int) -> Days:
    back = (day.weekday() - wanted) % 7
    if shift > 0:
        return _stretch(day + (7 - back) * _DAY, length)
    if shift < 0 and back < length:
        back += 7  # "last Monday", written on a Monday
    return _stretch(day - back * _DAY, length)


def _lasting(unit: str, shift: int, day: date) -> Days:
    """The past two years end today."""
    if unit in {"day", "week"}:
        return day + shift * (7 if unit == "week" else 1) * _DAY, day + _DAY
    first = _month(day, _MONTHS[unit] * shift)
    following = _month(first, 1)
    return min(first + (day.day - 1) * _DAY, following - _DAY), day + _DAY


def _season(name: str, shift: int, day: date) -> Days | None:
    """This spring is that of the year; a winter belongs to two years, so this winter is the one that it is now."""
    candidates = [months(date(year, SEASONS[name], 1), 3) for year in range(day.year - 2, day.year + 2)]
    if shift < 0:
        return max(days for days in candidates if days[1] <= day)
    if shift > 0:
        return min(days for days in candidates if days[0] > day)
    if name == "winter":
        return next((days for days in candidates if days[0] <= day < days[1]), None)
    return candidates[2]


def _yearless(relation: Relation, day: date) -> Days | None:
    found, shift = [], relation.shift
    for year in range(day.year - _LEAP, day.year + _LEAP):
        month, _, number = relation.name.partition("-")
        try:
            first = date(year, int(month), int(number or 1))
        except ValueError:  # the 29th of February of another year
            continue
        found.append(_stretch(first, 1) if number else months(first, 1))
    if relation.ahead and any(days[1] <= day < days[1] + JUST_OVER * _DAY for days in found):
        return None  # "will close on 5 March", printed on the 7th: that one as likely as the next
    if relation.ahead or shift > 0:
        return min((days for days in found if days[1 if relation.ahead else 0] > day), default=None)
    return max((days for days in found if (days[0] <= day if shift == 0 else days[1] <= day)), default=None)
