"""Read the day that a printed line states: "Published: Thursday 7 July 2022", "le 7 juillet 2022, 10:30"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from sources.word_list import either, load_table

LONGEST = 160  # code points
# Years of articles; "0001-01-01" is what a program writes that knows none, and "68" is 1968.
FIRST_YEAR = 1900
LAST_YEAR = 2099
TURN = 70
# The Buddhist era, in which Thai pages count, is so many years ahead; from this year on a year is one of it.
BUDDHIST_ERA = 543
FIRST_BUDDHIST_YEAR = 2400

# Which of two numbers between slashes is the day; "" when nobody can tell.
Order = Literal["day", "month", ""]

_WORDS = load_table(Path(__file__).with_name("words") / "printed_dates.toml")
_MONTHS: dict[str, int] = {name: k for k, names in enumerate(_WORDS["months"], 1) for name in names.split("|")}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
WEEKDAY = either(name.capitalize() for name in _WORDS["weekdays"] if len(name) > 2 and name.isalpha())
_WEEKDAY = rf"(?:{either(_WORDS['weekdays'])}\b\.?,? )?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|°)?"
_ZONE = r"(?:\s?(?:(?-i:[A-Z]{2,5})\b|[a-z]{1,3}t\b|utc\b|[+-]\d\d:?\d\d))?"
_AM = r"[ap]\.?m\b\.?"
_CLOCK_FORM = (
    rf"(?:(?:\d{{1,2}}(?:(?:[:.]|\s?h\s?)\d{{2}}){{1,2}}(?:\s?Uhr)?(?:\s?{_AM})?"
    rf"|\d{{1,2}}\s?(?:{_AM}|Uhr\b|h\b)){_ZONE})"
)
# A day that words name, as a byline cuts its names there: "September 15", "Monday, 15 September".
NAMED_DAY = (
    rf"(?<!\w)(?:{_WEEKDAY}(?:{_MONTH})\b\.?,? ?\d|{either(_WORDS['weekdays'])}(?:,|\b\.?,? (?:\d|(?:{_MONTH})\b)))"
)
# How a day is written: (form, example). Slashes leave open which number is the month.
_FORMS = (
    (
        rf"(?P<day>\d{{1,2}}){_ORDINAL}\.?(?: (?:of|de|d'))?[ .-]{{0,2}}(?P<name>{_MONTH})(?!\w)\.?,?"
        r"(?: (?:of|de|del))?[ -]?(?P<year>\d{4})(?: г\b\.?)?",
        "7th July 2022",
    ),
    (rf"(?P<name>{_MONTH})\b\.? (?P<day>\d{{1,2}}){_ORDINAL},? (?P<year>\d{{4}})", "July 7, 2022"),
    (r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})", "2022-07-07"),
    (r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]", "2022年7月7日"),
    (r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})", "7.7.2022"),
    (r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4}|\d{2})", "13/7/2022"),
    (r"(?P<one>\d{1,2})-(?P<other>\d{1,2})-(?P<year>\d{4})", "13-7-2022"),
)
_DAYS = tuple(re.compile(rf"(?<![\w/.-]){_WEEKDAY}{form}(?![\w/]|[-.]\d)", re.I) for form, _ in _FORMS)
_STAMP_DAY = re.compile(r"(?<![\w/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?=T\d\d:\d\d)")
_ON = rf"(?:{either(_WORDS['on'])} )?"
# "Published", "Published on", "Published: at 10:30 EST,".
_LABEL = re.compile(
    rf"{either(_WORDS['labels'])}(?!\w)[\s:：|–—-]{{0,3}}{_ON}(?:{_WEEKDAY}{_CLOCK_FORM}\s?[,|•–—-]?\s{{1,2}}{_ON}(?=\w))?",
    re.I,
)
_ENGLISH = re.compile(rf"{either(_WORDS['english'])}\b", re.I)
_LATER = re.compile(rf"{either(_WORDS['later'])}(?!\w)", re.I)
_TIME_OF_DAY = re.compile(r"\d[:.h]\d\d\b(?![.:]\d)|\d\s?[ap]\.?m\b", re.I)
_DIGIT = re.compile(r"\d")
_BULLET = re.compile(r"[*+•·‣▪◦○●■□►▶-]\s+")
_BEFORE = re.compile(rf"{_WEEKDAY}{_CLOCK_FORM}(?:\s?[,|•·–—-]\s?|\s)", re.I)
_CLOCK = re.compile(
    rf"[\s,|•·@–—-]{{0,4}}(?:{either(_WORDS['weekdays'])}\b)?[\s,|•·@–—-]{{0,4}}{_ON}{_CLOCK_FORM}?"
    rf"(?: ?\({_CLOCK_FORM}\))?(?:[\s,(|/•·–—-]{{1,3}}{either(_WORDS['later'])}(?!\w).{{0,60}}|\s?[|/•·].{{0,60}})?",
    re.I,
)
_MONTH_FIRST = re.compile(rf"(?<=\d)\s?(?:[ap]\.?m\.?)?\s?\b{either(_WORDS['month_first_zones'])}\b", re.I)
_SLASHED = re.compile(r"(?<![\w/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\w/-])")
# The town of a dateline, "KARSUND, ", and the dash behind one.
_TOWN = re.compile(r"(?=[^\W\d_a-z])[^\d,.;:|–—]{2,30}, (?:(?=[^\W\d_a-z])[^\d,.;:|–—]{2,30}, )?")
_DASH = re.compile(r"\s?(?:[–—]|--?)\s(?=[“‘\"]?[^\W\d_a-z])")
_DOCUMENT = re.compile(rf"(?:[^\W\d_][\w'’-]* ){{0,2}}{either(_WORDS['documents'])}\s?[|·•–—,:-]\s?", re.I)
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_LONG_MONTHS = frozenset(name for name in _MONTHS if len(name) > 5) - {"august"}


def published(text: str, order: Order = "") -> str | None:
    """Return the day in a line that says when something was published, as an ISO date."""
    label = _LABEL.match(text) if len(text) <= LONGEST else None
    return next((day for start, _, day in _days(text, order) if label and start == label.end()), None)


def alone(text: str, order: Order = "") -> str | None:
    """Return the day in a line that is nothing but a day, with or without its time, as an ISO date."""
    if len(text) > LONGEST:
        return None
    starts = {0, *(found.end() for found in (_BULLET.match(text), _BEFORE.match(text)) if found)}
    return next(
        (day for start, end, day in _days(text, order) if start in starts and _CLOCK.fullmatch(text, end)), None
    )


def only(text: str, order: Order = "") -> str | None:
    """Return the one day that stands in a line, as an ISO date; two different ones are no clear statement.

    What stands behind "updated" is left out.
    """
    later = _LATER.search(text)
    days = (
        {day for start, _, day in _days(text, order) if not later or start < later.start()}
        if len(text) <= LONGEST
        else set()
    )
    return days.pop() if len(days) == 1 else None


def dateline(text: str, order: Order = "") -> tuple[int, int, str] | None:
    """Return the day, with its place, of a dateline: "KARSUND, 4 March 2025", or with a dash before a report."""
    head = text[:LONGEST]
    town = _TOWN.match(head)
    for start, end, day in _days(head, order):
        if start == (town.end() if town else 0) and ((town and end == len(text)) or _DASH.match(head, end)):
            return start, end, day
    return None


def on_document(text: str, order: Order = "") -> tuple[int, int, str] | None:
    """Return the day, with its place, behind the kind of a document that a line names, and nothing else."""
    kind = _DOCUMENT.match(text) if len(text) <= LONGEST else None
    return next((one for one in _days(text, order) if kind and one[0] == kind.end() and one[1] == len(text)), None)


def has_clock(text: str) -> bool:
    """Return whether a line has a time of day."""
    return _TIME_OF_DAY.search(text) is not None


def holds_only_days(text: str) -> bool:
    """Return whether a line only says when something was published or updated."""
    later = _LATER.match(text)
    return any(alone(words, "day") for words in (text, text[later.end() :].lstrip(" :") if later else "")) or bool(
        published(text, "day")
    )


def order(text: str, language: str = "") -> Order:
    """Return which number of "3/4/2022" in a line is the day: by its label, its time zone or the page's language."""
    label = _LABEL.match(text)
    if label and not _ENGLISH.match(text):
        return "day"
    if _MONTH_FIRST.search(text):
        return "month"
    code = language.lower().replace("_", "-")
    if code in _WORDS["month_first"]:
        return "month"
    return "day" if code in _WORDS["day_first"] or code.partition("-")[0] in _WORDS["day_first"] else ""


def clear_order(texts: Sequence[str]) -> Order:
    """Return the order in which a page writes its days, when one of them leaves no doubt and none contradicts it."""
    orders: set[Order] = set()
    for text in texts:
        for one, _, other in _SLASHED.findall(text):
            if (int(one) > 12) != (int(other) > 12):
                orders.add("day" if int(one) > 12 else "month")
    return orders.pop() if len(orders) == 1 else ""


def names_a_month(words: Sequence[str]) -> bool:
    """Return whether one of the words is a month's name and no usual name of people ("April", "May", "August")."""
    return any(word.lower() in _LONG_MONTHS for word in words)


def iso(year: int, month: int, day: int) -> str | None:
    """Return a day of an article's years as an ISO date."""
    try:
        return date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _days(text: str, order: Order) -> Iterator[tuple[int, int, str]]:
    # A day has a digit; most lines have none.
    for form in (*_DAYS, _STAMP_DAY) if _DIGIT.search(text) else ():
        for found in form.finditer(text):
            if day := _iso(found, order):
                yield found.start(), found.end(), day


def _iso(found: re.Match[str], order: Order) -> str | None:
    parts = found.groupdict()
    year = int(parts["year"])
    if year >= FIRST_BUDDHIST_YEAR and _THAI.match(parts.get("name") or ""):
        year -= BUDDHIST_ERA
    if len(parts["year"]) == 2:
        year += 2000 if year < TURN else 1900
    if "one" not in parts:
        return iso(year, int(parts.get("month") or _MONTHS[parts["name"].lower()]), int(parts["day"]))
    one, other = int(parts["one"]), int(parts["other"])
    if one <= 12 and other <= 12 and one != other and not order:
        return None  # 03/04/2021: nobody can tell
    day_first = one > 12 or (other <= 12 and order == "day")
    return iso(year, other, one) if day_first else iso(year, one, other)
