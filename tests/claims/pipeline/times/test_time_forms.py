"""The printed forms of times: what each names, and what only looks like one."""

from datetime import date

import pytest

from claims.pipeline.times import time_forms
from claims.pipeline.times.interval import Relation
from tests.corpus import golden


def year(first: int, last: int | None = None) -> tuple[date, date]:
    return date(first, 1, 1), date((last or first) + 1, 1, 1)


# why, words, what the only time in them names: days, a relation, or None for "nobody can tell"
FORMS = [
    ("ISO", "on 2021-03-04", (date(2021, 3, 4), date(2021, 3, 5))),
    ("a day that can be no month", "on 13/04/2021", (date(2021, 4, 13), date(2021, 4, 14))),
    ("a month behind", "on 04/13/2021", (date(2021, 4, 13), date(2021, 4, 14))),
    ("either may be the month", "on 12/04/2021", None),
    ("dotted dates put the day first", "on 3.4.2021", (date(2021, 4, 3), date(2021, 4, 4))),
    ("days of a month", "3 to 5 March 2021", (date(2021, 3, 3), date(2021, 3, 6))),
    ("days behind a month", "March 3-5, 2021", (date(2021, 3, 3), date(2021, 3, 6))),
    ("a weekday in front", "Monday, 1 March 2021", (date(2021, 3, 1), date(2021, 3, 2))),
    ("months of a year", "March to May 2021", (date(2021, 3, 1), date(2021, 6, 1))),
    ("a month", "March 2021", (date(2021, 3, 1), date(2021, 4, 1))),
    ("a winter with both years", "winter 2021-22", (date(2021, 12, 1), date(2022, 3, 1))),
    ("a spring", "spring of 2021", (date(2021, 3, 1), date(2021, 6, 1))),
    ("the second half", "the second half of 2021", (date(2021, 7, 1), date(2022, 1, 1))),
    ("the last quarter", "the last quarter of 2021", (date(2021, 10, 1), date(2022, 1, 1))),
    ("the fourth quarter", "the fourth quarter of 2021", (date(2021, 10, 1), date(2022, 1, 1))),
    ("a portion of a year without number", "the first half of last year", None),
    ("a decade", "the 1990s", year(1990, 1999)),
    ("late in a decade is all of it", "the late 1990s", year(1990, 1999)),
    ("a century in figures", "the 19th century", year(1801, 1900)),
    ("a century in words", "the twentieth century", year(1901, 2000)),
    ("the 21st is the last one", "the 21st century", year(2001, 2100)),
    ("a range of years", "2019-2021", year(2019, 2021)),
    ("a short range of years", "2019-21", year(2019, 2021)),
    ("a year", "2021", year(2021)),
    ("a day without a year", "on 4 March", Relation("date", 0, "03-04")),
    ("a day behind its month", "on March 4", Relation("date", 0, "03-04")),
    ("the 31st is a day", "on 31 March", Relation("date", 0, "03-31")),
    ("an age", "two years ago", Relation("year", -2)),
    ("an age in figures", "14 days ago", Relation("day", -14)),
    ("a year ago", "a year ago", Relation("year", -1)),
    ("several years ago", "several years ago", None),
    ("earlier", "three weeks earlier", Relation("week", -3)),
    ("later", "three weeks later", Relation("week", 3)),
    ("later than planned", "two years later than planned", None),
    ("before at an end", "two days before.", Relation("day", -2)),
    ("after at an end", "two days after,", Relation("day", 2)),
    ("after something", "two days after a fire", None),
    ("the day before", "the day before.", Relation("day", -1)),
    ("the day after", "the day after.", Relation("day", 1)),
    ("the following year", "the following year", Relation("year", 1)),
    ("the same year", "the same year", Relation("year", 0)),
    ("that year", "that year", Relation("year", 0)),
    ("the past two years", "the past two years", Relation("lasting", -2, "year")),
    ("past several weeks", "the past several weeks", None),
    ("the last decade", "the last decade", Relation("lasting", -1, "decade")),
    ("yesterday", "yesterday", Relation("day", -1)),
    ("the day before yesterday", "the day before yesterday", Relation("day", -2)),
    ("tonight", "tonight", Relation("day", 0)),
    ("tomorrow", "tomorrow", Relation("day", 1)),
    ("last week", "last week", Relation("week", -1)),
    ("this week", "this week", Relation("week", 0)),
    ("coming week", "coming week", Relation("week", 1)),
    ("last spring", "last spring", Relation("season", -1, "spring")),
    ("next Monday", "next Monday", Relation("weekday", 1, "0")),
    ("last Sunday night", "last Sunday night", Relation("weekday", -1, "6")),
    ("next day", "the next day", Relation("day", 1)),
    ("last March", "last March", Relation("date", -1, "03")),
    ("the weekend", "the weekend", Relation("weekend", 0)),
    ("a weekday", "Tuesday morning", Relation("weekday", 0, "1")),
    ("a bare month", "March", Relation("date", 0, "03")),
    ("a bare season", "spring", None),
    ("recently", "recently", None),
]


@pytest.mark.parametrize(("why", "words", "expected"), FORMS, ids=[row[0] for row in FORMS])
def test_a_form_names_this(why: str, words: str, expected: object) -> None:
    (found,) = time_forms.read(words)
    assert (found.days if found.days is not None else found.relation) == expected, why


# why, words, the forms that are found in them
LOOKALIKES = [
    ("there is no 31st of June", "on 31.6.2021", []),
    ("there is no 13th month, the year stays", "2021-13-01", ["year"]),
    ("neither can be the month", "13/13/2021", ["date"]),
    ("a winter has two years in a row", "winter 2021/23", ["season", "years"]),
    ("there is no 22nd century yet", "the 22nd century", []),
    ("nor a century 0", "the 0th century", []),
    ("a decimal is no year", "2021.5 kilometres", []),
    ("nor a share", "2021%", []),
    ("nor a number of another length", "route 3021, room 20210", []),
    ("nor a price", "$2021", []),
    ("weekdays and months want their capital letter", "they march on sun and may, wed on a mon", []),
    ("the end of a range comes last", "2021-2019", ["year"]),
    ("there is no 32nd", "on 32 March", ["month"]),
    ("nor a day 0", "on 0 March", ["month"]),
    ("a day of a price", "on March 4.5", ["month"]),
]


@pytest.mark.parametrize(("why", "words", "forms"), LOOKALIKES, ids=[row[0] for row in LOOKALIKES])
def test_a_lookalike_names_no_such_time(why: str, words: str, forms: list[str]) -> None:
    assert [found.form for found in time_forms.read(words)] == forms, why


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("3 to 5 march 2021", ["year"]),
        ("march 3-5, 2021", ["year"]),
        ("3 march 2021", ["year"]),
        ("march 3, 2021", ["year"]),
        ("march to may 2021", ["year"]),
        ("march 2021", ["year"]),
        ("4 march", []),
        ("march 4", []),
        ("last march", []),
        ("tuesday morning", []),
        ("march", []),
        ("LAST WEEK", ["near"]),
        ("TWO YEARS AGO", ["ago"]),
        ("THE SPRING OF 2021", ["season"]),
        ("THE 1990S", ["decade"]),
        ("YESTERDAY", ["day"]),
    ],
)
def test_only_months_and_weekdays_want_their_capital_letter(words: str, forms: list[str]) -> None:
    assert [found.form for found in time_forms.read(words)] == forms


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("3 to 5 of March 2021", ["dates"]),
        ("May, 2021", ["month"]),
        ("1 March to 3 April 2021", ["day", "date"]),
        ("the 4th of March", ["day"]),
        ("March 4th", ["day"]),
        ("two   years   ago", ["ago"]),
        ("two    years ago", []),
    ],
)
def test_a_form_may_be_printed_in_these_ways(words: str, forms: list[str]) -> None:
    assert [found.form for found in time_forms.read(words)] == forms


def test_a_date_that_neither_can_be_names_no_day() -> None:
    (found,) = time_forms.read("13/13/2021")
    assert (found.days, found.relation) == (None, None)


def test_a_longer_form_keeps_a_shorter_one_inside_it_and_all_come_in_order() -> None:
    found = time_forms.read("In 2021, after the day before yesterday, on 4 March 2020.")
    assert [f.form for f in found] == ["year", "day", "date"]
    assert [f.start for f in found] == sorted(f.start for f in found)


def test_whole_articles_keep_their_times() -> None:
    assert golden.changed("when") == ()
