"""Read the day that a printed line states: "Published: Thursday 7 July 2022", "7 July 2022, 10:30"."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sources.word_list import either, load_table

LONGEST = 160  # code points

_WORDS = load_table(Path(__file__).with_name("words") / "printed_dates.toml")
_MONTHS: tuple[str, ...] = tuple(_WORDS["months"])
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS)
_WEEKDAY = rf"(?:{either(_WORDS['weekdays'])}\.?,? )?"
_ORDINAL = r"(?:st|nd|rd|th)?"
# How a day is written: (form, example). Slashes leave open which number is the month.
_FORMS = (
    (
        rf"(?P<day>\d{{1,2}}){_ORDINAL}(?: of)?[ .-]{{1,2}}(?P<name>{_MONTH})\b\.?,?[ -](?P<year>\d{{4}})",
        "7th July 2022",
    ),
    (rf"(?P<name>{_MONTH})\b\.? (?P<day>\d{{1,2}}){_ORDINAL},? (?P<year>\d{{4}})", "July 7, 2022"),
    (r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", "2022-07-07"),
    (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", "7.7.2022"),
    (r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})", "13/7/2022"),
)
_DAYS = tuple(re.compile(rf"(?<![\w/.-]){_WEEKDAY}{form}(?![\w/])", re.I) for form, _ in _FORMS)
_LABEL = re.compile(rf"{either(_WORDS['labels'])}\b(?: on)?[:\s]{{0,3}}(?:on |at )?", re.I)
_CLOCK = re.compile(
    r"[\s,|•·@–—-]{0,4}(?:at )?(?:\d{1,2}(?:[:.h]\d{2}){0,2})?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,5})?", re.I
)


def published(text: str) -> str | None:
    """Return the day in a line that says when something was published, as an ISO date."""
    label = _LABEL.match(text) if len(text) <= LONGEST else None
    return next((day for start, _, day in _days(text) if label and start == label.end()), None)


def alone(text: str) -> str | None:
    """Return the day in a line that is nothing but a day, with or without its time, as an ISO date."""
    if len(text) > LONGEST:
        return None
    return next((day for start, end, day in _days(text) if start == 0 and _CLOCK.fullmatch(text, end)), None)


def only(text: str) -> str | None:
    """Return the one day that stands in a line, as an ISO date; two different ones are no clear statement."""
    days = {day for _, _, day in _days(text)} if len(text) <= LONGEST else set()
    return days.pop() if len(days) == 1 else None


def _days(text: str) -> Iterator[tuple[int, int, str]]:
    for form in _DAYS:
        for found in form.finditer(text):
            if day := _iso(found):
                yield found.start(), found.end(), day


def _iso(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    if "one" in parts:
        one, other = int(parts["one"]), int(parts["other"])
        if one <= 12 and other <= 12 and one != other:
            return None  # 03/04/2021: nobody can tell
        day, month = (one, other) if one > 12 else (other, one)
    else:
        day, month = int(parts["day"]), int(parts.get("month") or _month(parts["name"]))
    try:
        return date(int(parts["year"]), month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    return 1 + next(k for k, names in enumerate(_MONTHS) if names.startswith(name.lower()[:3]))
