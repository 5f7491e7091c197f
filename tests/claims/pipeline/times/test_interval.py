"""Relations to a day and the days that they mean; no language model is needed for any of it."""

from dataclasses import asdict
from datetime import date

import pytest

from claims.pipeline.times.interval import Bound, Interval, Relation, WhenFound, bounded, months, resolve
from tests.corpus import golden

MONDAY, TUESDAY, SATURDAY, SUNDAY = date(2024, 6, 3), date(2024, 6, 4), date(2024, 6, 8), date(2024, 6, 9)


def days(relation: Relation, on: date, bound: Bound = "") -> tuple[str | None, str | None] | None:
    found = resolve(WhenFound(0, 4, "then", "article", relation=relation, bound=bound), on)
    return (found.start, found.end) if found else None


# why, relation, the article's date, first day, day after the last
RELATIONS = [
    ("today", Relation("day", 0), TUESDAY, "2024-06-04", "2024-06-05"),
    ("two days ago", Relation("day", -2), TUESDAY, "2024-06-02", "2024-06-03"),
    ("a week begins on Monday", Relation("week", 0), SUNDAY, "2024-06-03", "2024-06-10"),
    ("on Monday the week has just begun", Relation("week", 0), MONDAY, "2024-06-03", "2024-06-10"),
    ("last week", Relation("week", -1), MONDAY, "2024-05-27", "2024-06-03"),
    ("next week", Relation("week", 1), SUNDAY, "2024-06-10", "2024-06-17"),
    ("a Monday on Monday is today", Relation("weekday", 0, "0"), MONDAY, "2024-06-03", "2024-06-04"),
    ("a Monday on Tuesday was yesterday", Relation("weekday", 0, "0"), TUESDAY, "2024-06-03", "2024-06-04"),
    ("last Monday on Monday is a week ago", Relation("weekday", -1, "0"), MONDAY, "2024-05-27", "2024-05-28"),
    ("last Monday on Tuesday was yesterday", Relation("weekday", -1, "0"), TUESDAY, "2024-06-03", "2024-06-04"),
    ("next Monday on Monday is in a week", Relation("weekday", 1, "0"), MONDAY, "2024-06-10", "2024-06-11"),
    ("next Tuesday on Monday is tomorrow", Relation("weekday", 1, "1"), MONDAY, "2024-06-04", "2024-06-05"),
    ("a Monday ahead on Monday is today", Relation("weekday", 0, "0", ahead=True), MONDAY, "2024-06-03", "2024-06-04"),
    ("a Monday ahead on Tuesday", Relation("weekday", 0, "0", ahead=True), TUESDAY, "2024-06-10", "2024-06-11"),
    ("a weekend ahead on Sunday", Relation("weekend", 0, ahead=True), SUNDAY, "2024-06-08", "2024-06-10"),
    ("a month ahead is the one that it is", Relation("date", 0, "06", ahead=True), TUESDAY, "2024-06-01", "2024-07-01"),
    ("a month ahead", Relation("date", 0, "03", ahead=True), TUESDAY, "2025-03-01", "2025-04-01"),
    ("a day ahead is today", Relation("date", 0, "06-04", ahead=True), TUESDAY, "2024-06-04", "2024-06-05"),
    ("a day ahead", Relation("date", 0, "06-05", ahead=True), TUESDAY, "2024-06-05", "2024-06-06"),
    (
        "a day over for long is of next year",
        Relation("date", 0, "05-03", ahead=True),
        TUESDAY,
        "2025-05-03",
        "2025-05-04",
    ),
    ("a weekend has two days", Relation("weekend", 0), SUNDAY, "2024-06-08", "2024-06-10"),
    ("last weekend on Monday has just ended", Relation("weekend", -1), MONDAY, "2024-06-01", "2024-06-03"),
    ("last weekend on Sunday is the one before", Relation("weekend", -1), SUNDAY, "2024-06-01", "2024-06-03"),
    ("last weekend on Saturday is the one before", Relation("weekend", -1), SATURDAY, "2024-06-01", "2024-06-03"),
    ("next weekend on Saturday", Relation("weekend", 1), SATURDAY, "2024-06-15", "2024-06-17"),
    ("this month", Relation("month", 0), TUESDAY, "2024-06-01", "2024-07-01"),
    ("last month over the turn of a year", Relation("month", -1), date(2024, 1, 31), "2023-12-01", "2024-01-01"),
    ("next month over the turn of a year", Relation("month", 1), date(2024, 12, 1), "2025-01-01", "2025-02-01"),
    ("this quarter", Relation("quarter", 0), date(2024, 6, 30), "2024-04-01", "2024-07-01"),
    ("a new quarter", Relation("quarter", 0), date(2024, 7, 1), "2024-07-01", "2024-10-01"),
    ("last quarter", Relation("quarter", -1), date(2024, 1, 1), "2023-10-01", "2024-01-01"),
    ("this year", Relation("year", 0), date(2024, 12, 31), "2024-01-01", "2025-01-01"),
    ("two years ago", Relation("year", -2), TUESDAY, "2022-01-01", "2023-01-01"),
    ("a decade begins with its round year", Relation("decade", 0), date(2020, 1, 1), "2020-01-01", "2030-01-01"),
    ("the last year of a decade", Relation("decade", 0), date(2029, 12, 31), "2020-01-01", "2030-01-01"),
    ("last decade", Relation("decade", -1), TUESDAY, "2010-01-01", "2020-01-01"),
    ("a century begins with a year 1", Relation("century", 0), date(2001, 1, 1), "2001-01-01", "2101-01-01"),
    ("2000 is of the century before", Relation("century", 0), date(2000, 12, 31), "1901-01-01", "2001-01-01"),
    ("last century", Relation("century", -1), TUESDAY, "1901-01-01", "2001-01-01"),
    ("the past two days end today", Relation("lasting", -2, "day"), TUESDAY, "2024-06-02", "2024-06-05"),
    ("the past week", Relation("lasting", -1, "week"), TUESDAY, "2024-05-28", "2024-06-05"),
    ("the past two years", Relation("lasting", -2, "year"), TUESDAY, "2022-06-04", "2024-06-05"),
    (
        "the past month from a longer one",
        Relation("lasting", -1, "month"),
        date(2024, 3, 31),
        "2024-02-29",
        "2024-04-01",
    ),
    ("the past quarter", Relation("lasting", -1, "quarter"), TUESDAY, "2024-03-04", "2024-06-05"),
    ("this spring is that of the year", Relation("season", 0, "spring"), date(2024, 1, 2), "2024-03-01", "2024-06-01"),
    ("this winter in January", Relation("season", 0, "winter"), date(2024, 1, 2), "2023-12-01", "2024-03-01"),
    ("this winter on its last day", Relation("season", 0, "winter"), date(2024, 2, 29), "2023-12-01", "2024-03-01"),
    ("this winter on its first day", Relation("season", 0, "winter"), date(2024, 12, 1), "2024-12-01", "2025-03-01"),
    ("last summer in summer", Relation("season", -1, "summer"), date(2024, 8, 31), "2023-06-01", "2023-09-01"),
    ("last summer on the day after it", Relation("season", -1, "summer"), date(2024, 9, 1), "2024-06-01", "2024-09-01"),
    ("next autumn in summer", Relation("season", 1, "autumn"), date(2024, 8, 31), "2024-09-01", "2024-12-01"),
    ("next autumn on its first day", Relation("season", 1, "autumn"), date(2024, 9, 1), "2025-09-01", "2025-12-01"),
    ("a month that has begun", Relation("date", 0, "06"), date(2024, 6, 1), "2024-06-01", "2024-07-01"),
    ("a month that has not", Relation("date", 0, "07"), TUESDAY, "2023-07-01", "2023-08-01"),
    ("last June in June", Relation("date", -1, "06"), date(2024, 6, 30), "2023-06-01", "2023-07-01"),
    ("last June in July", Relation("date", -1, "06"), date(2024, 7, 1), "2024-06-01", "2024-07-01"),
    ("next June in June", Relation("date", 1, "06"), date(2024, 6, 1), "2025-06-01", "2025-07-01"),
    ("a day without a year", Relation("date", 0, "06-04"), TUESDAY, "2024-06-04", "2024-06-05"),
    ("tomorrow's day was a year ago", Relation("date", 0, "06-05"), TUESDAY, "2023-06-05", "2023-06-06"),
    ("a leap day", Relation("date", 0, "02-29"), date(2027, 6, 1), "2024-02-29", "2024-03-01"),
    ("1900 had no leap day", Relation("date", 0, "02-29"), date(1903, 6, 1), "1896-02-29", "1896-03-01"),
    ("nor is one before 1904", Relation("date", 1, "02-29"), date(1897, 6, 1), "1904-02-29", "1904-03-01"),
]


@pytest.mark.parametrize(("why", "relation", "on", "first", "end"), RELATIONS, ids=[row[0] for row in RELATIONS])
def test_a_relation_means_these_days(why: str, relation: Relation, on: date, first: str, end: str) -> None:
    assert days(relation, on) == (first, end), why


@pytest.mark.parametrize("on", [date(2024, 3, 1), date(2024, 6, 15), date(2024, 11, 30)])
def test_this_winter_is_none_outside_of_a_winter(on: date) -> None:
    assert days(Relation("season", 0, "winter"), on) is None


# bound, first day, day after the last: of the year 2021
BOUNDS: list[tuple[Bound, str | None, str | None]] = [
    ("", "2021-01-01", "2022-01-01"),
    ("since", "2021-01-01", None),
    ("until", None, "2022-01-01"),
    ("before", None, "2021-01-01"),
    ("after", "2022-01-01", None),
]


@pytest.mark.parametrize(("bound", "first", "end"), BOUNDS)
def test_a_bound_opens_one_end(bound: Bound, first: str | None, end: str | None) -> None:
    year = date(2021, 1, 1), date(2022, 1, 1)
    assert bounded(year, bound) == Interval(first, end)
    assert days(Relation("year", -3), date(2024, 6, 4), bound) == (first, end)


def test_nothing_known_stays_nothing_under_any_bound() -> None:
    assert bounded(None, "since") is None


# why, since, until, the article's date, days
RANGES = [
    ("from October to April", "10", "04", date(2024, 6, 4), ("2023-10-01", "2024-05-01")),
    ("from April to October", "04", "10", date(2024, 6, 4), ("2023-04-01", "2023-11-01")),
    ("the end is the latest that has begun", "01", "06", date(2024, 6, 1), ("2024-01-01", "2024-07-01")),
]


@pytest.mark.parametrize(("why", "since", "until", "on", "expected"), RANGES, ids=[row[0] for row in RANGES])
def test_a_range_ends_with_the_latest_and_begins_before_it(why, since, until, on, expected) -> None:
    found = WhenFound(0, 4, "then", "article", relation=Relation("date", 0, since), last=Relation("date", 0, until))
    assert resolve(found, on) == Interval(*expected), why


def test_a_range_needs_two_days() -> None:
    day = Relation("date", 0, "06-04")
    assert resolve(WhenFound(0, 4, "then", "article", relation=day, last=day), TUESDAY) is None


A_YEAR_BEFORE = Relation("year", -1)


STATED = WhenFound(0, 7, "in 2021", "stated", Interval("2021-01-01", "2022-01-01"))


def earlier(other: WhenFound | None, relation: Relation | None = A_YEAR_BEFORE) -> WhenFound:
    return WhenFound(9, 20, "a year earlier", "sentence", relation=relation, other=other)


@pytest.mark.parametrize("name", ["06-03", "05-04", "05"])
def test_a_day_ahead_that_is_just_over_is_nobodys_to_tell(name: str) -> None:
    assert days(Relation("date", 0, name, ahead=True), TUESDAY) is None
    assert days(Relation("date", 0, name), TUESDAY) is not None


def test_a_range_ahead_ends_at_the_next_end_that_there_is() -> None:
    october, february = Relation("date", 0, "10"), Relation("date", 0, "02", ahead=True)
    found = WhenFound(0, 4, "then", "article", relation=october, last=february)
    assert resolve(found, TUESDAY) == Interval("2024-10-01", "2025-03-01")
    assert resolve(found, date(2025, 1, 9)) == Interval("2024-10-01", "2025-03-01")


def test_a_year_earlier_counts_from_the_words_beside_it() -> None:
    assert resolve(earlier(STATED), None) == Interval("2020-01-01", "2021-01-01")
    assert earlier(STATED).is_stated
    monday = WhenFound(0, 9, "on Monday", "article", relation=Relation("weekday", 0, "0"))
    assert resolve(earlier(monday, Relation("day", -1)), TUESDAY) == Interval("2024-06-02", "2024-06-03")
    assert not earlier(monday).is_stated
    assert resolve(earlier(monday), None) is None


# why, the words that it counts from, relation
NOWHERE = [
    ("three days before some year is no day", STATED, Relation("day", -3)),
    ("nothing to count from", None, Relation("year", -1)),
    ("an open end", WhenFound(0, 10, "since 2021", "stated", Interval("2021-01-01", None)), Relation("year", -1)),
    ("an open beginning", WhenFound(0, 10, "until 2021", "stated", Interval(None, "2022-01-01")), Relation("year", -1)),
    ("no relation", STATED, None),
]


@pytest.mark.parametrize(("why", "other", "relation"), NOWHERE, ids=[row[0] for row in NOWHERE])
def test_what_cannot_be_counted_stays_unknown(why, other, relation) -> None:
    assert resolve(earlier(other, relation), TUESDAY) is None, why


def test_a_day_counts_from_a_day_and_a_week_from_within_one() -> None:
    day = WhenFound(0, 11, "4 June 2024", "stated", Interval("2024-06-04", "2024-06-05"))
    assert resolve(earlier(day, Relation("day", -3)), None) == Interval("2024-06-01", "2024-06-02")
    assert resolve(earlier(day, Relation("week", -1)), None) == Interval("2024-05-27", "2024-06-03")


@pytest.mark.parametrize(("relation", "on"), [(Relation("year", -1), date.min), (Relation("day", 1), date.max)])
def test_before_the_year_1_and_after_9999_there_are_no_days(relation: Relation, on: date) -> None:
    assert days(relation, on) is None


def test_without_the_articles_date_only_what_is_stated_has_days() -> None:
    assert resolve(STATED, None) == STATED.interval
    assert resolve(WhenFound(0, 9, "last year", "article", relation=Relation("year", -1)), None) is None


def test_months_count_from_the_first_of_one() -> None:
    assert months(date(2024, 11, 1), 3) == (date(2024, 11, 1), date(2025, 2, 1))


def test_a_stored_value_comes_back_whole() -> None:
    inner = WhenFound(0, 4, "then", "article", relation=Relation("date", 0, "10"), last=Relation("date", 0, "04"))
    found = WhenFound(5, 9, "year", "sentence", relation=Relation("year", -1), other=inner)
    assert WhenFound.of(asdict(found)) == found
    assert WhenFound.of(asdict(STATED)) == STATED


def test_whole_articles_keep_their_times() -> None:
    assert golden.changed("when") == ()
