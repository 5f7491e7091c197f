"""Words of time: what was printed, what it rests on, and which days it means once the article's date is known."""

import json
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pipeline.times import when
from claims.pipeline.times.interval import Interval
from tests.corpus import golden

PUBLISHED = date(2026, 11, 21)  # a Saturday

# why, text, (words, from, until) of each time; None is an open end, "?" that no days can be told
STATED = [
    ("a year", "The pier closed in 2019.", [("in 2019", "2019-01-01", "2020-01-01")]),
    ("since leaves the end open", "It has run since 2021.", [("since 2021", "2021-01-01", None)]),
    ("until reaches the year's end", "It ran until 2019.", [("until 2019", None, "2020-01-01")]),
    ("before ends as the year begins", "It was sold before 2019.", [("before 2019", None, "2019-01-01")]),
    ("after begins as the year ends", "After 2019 it was empty.", [("After 2019", "2020-01-01", None)]),
    ("early 2019 is 2019", "It fell in early 2019.", [("in early 2019", "2019-01-01", "2020-01-01")]),
    ("since late 2019 began on no day that is named", "It ran since late 2019.", [("since late 2019", "?", "?")]),
    ("the day first", "On 9 November 2021 it sank.", [("On 9 November 2021", "2021-11-09", "2021-11-10")]),
    ("the month first", "It sank on Nov. 9, 2021.", [("on Nov. 9, 2021", "2021-11-09", "2021-11-10")]),
    (
        "weekday and date are one",
        "Tuesday, March 3, 2020, was dry.",
        [("Tuesday, March 3, 2020", "2020-03-03", "2020-03-04")],
    ),
    ("an ordinal day", "the 3rd of March 2020", [("the 3rd of March 2020", "2020-03-03", "2020-03-04")]),
    ("ISO", "It opened on 2021-04-13.", [("on 2021-04-13", "2021-04-13", "2021-04-14")]),
    ("with dots the day is first", "It opened on 13.4.2021.", [("on 13.4.2021", "2021-04-13", "2021-04-14")]),
    (
        "with slashes only when one can be no month",
        "It opened 13/04/2021.",
        [("13/04/2021", "2021-04-13", "2021-04-14")],
    ),
    ("with slashes either may be the month", "It opened on 03/04/2021.", [("on 03/04/2021", "?", "?")]),
    ("no such day", "On 31 June 2021 it sank.", [("June 2021", "2021-06-01", "2021-07-01")]),
    ("days of a month", "It ran on 3–7 March 2021.", [("on 3–7 March 2021", "2021-03-03", "2021-03-08")]),
    ("a month", "It closed in March 2020.", [("in March 2020", "2020-03-01", "2020-04-01")]),
    ("months", "From March to June 2021 it was shut.", [("From March to June 2021", "2021-03-01", "2021-07-01")]),
    (
        "months of two years",
        "It was shut from October 2020 to April 2021.",
        [("from October 2020 to April 2021", "2020-10-01", "2021-05-01")],
    ),
    ("years with a short end", "The 1950-53 strike was long.", [("1950-53", "1950-01-01", "1954-01-01")]),
    ("between two years", "Between 2019 and 2021 it doubled.", [("Between 2019 and 2021", "2019-01-01", "2022-01-01")]),
    ("two years named", "It won in 2019 and 2021.", [("in 2019", "2019-01-01", "2020-01-01")]),
    ("a decade", "It shrank in the 1990s.", [("In the 1990s".lower(), "1990-01-01", "2000-01-01")]),
    ("a century begins with its year 1", "A 19th-century mill burned.", [("19th-century", "1801-01-01", "1901-01-01")]),
    ("a season", "It ran in the summer of 2019.", [("in the summer of 2019", "2019-06-01", "2019-09-01")]),
    (
        "a winter with both of its years",
        "In the winter of 2021-22 it froze.",
        [("In the winter of 2021-22", "2021-12-01", "2022-03-01")],
    ),
    (
        "a quarter",
        "It rose in the first quarter of 2022.",
        [("in the first quarter of 2022", "2022-01-01", "2022-04-01")],
    ),
    ("a half", "It rose in the second half of 2022.", [("in the second half of 2022", "2022-07-01", "2023-01-01")]),
    ("a year before one thing", "The 2021 election was close.", [("2021", "2021-01-01", "2022-01-01")]),
    ("a year in brackets", "The flood (2019) took it.", [("2019", "2019-01-01", "2020-01-01")]),
    ("a number of things is no year", "The line runs to 2021 homes.", []),
    ("nor is a price", "It cost $2019 and €2020.", []),
    ("nor a longer number", "It counted 20,190 and 2019.5 of them.", []),
    ("May may be a name", "May Ambrey runs it.", []),
    ("a spring may be of water", "The spring feeds the lake.", []),
]

RELATIVE = [
    ("a weekday is the last one", "It sank on Monday.", [("on Monday", "2026-11-16", "2026-11-17")]),
    ("the day of the article is one of them", "It sank on Saturday.", [("on Saturday", "2026-11-21", "2026-11-22")]),
    ("last says another one", "It sank last Saturday.", [("last Saturday", "2026-11-14", "2026-11-15")]),
    ("next", "It opened next Monday.", [("next Monday", "2026-11-23", "2026-11-24")]),
    ("yesterday", "It sank yesterday.", [("yesterday", "2026-11-20", "2026-11-21")]),
    ("the last day may be any day", "It sank on its last day.", [("last day", "?", "?")]),
    ("last week begins on its Monday", "It sank last week.", [("last week", "2026-11-09", "2026-11-16")]),
    ("the weekend", "It sank over the weekend.", [("over the weekend", "2026-11-21", "2026-11-23")]),
    ("last month", "It sank last month.", [("last month", "2026-10-01", "2026-11-01")]),
    ("last year", "It sank last year.", [("last year", "2025-01-01", "2026-01-01")]),
    ("years ago", "It sank two years ago.", [("two years ago", "2024-01-01", "2025-01-01")]),
    ("nobody knows how many", "It sank several years ago.", [("several years ago", "?", "?")]),
    (
        "a stretch up to now",
        "It doubled in the past two years.",
        [("in the past two years", "2024-11-21", "2026-11-22")],
    ),
    ("this spring is the year's", "It ran this spring.", [("this spring", "2026-03-01", "2026-06-01")]),
    ("last winter is over", "It froze last winter.", [("last winter", "2025-12-01", "2026-03-01")]),
    ("this winter only while it is one", "It froze this winter.", [("this winter", "?", "?")]),
    ("a month without its year", "It closed in March.", [("in March", "2026-03-01", "2026-04-01")]),
    ("the month that it is", "It closed in November.", [("in November", "2026-11-01", "2026-12-01")]),
    (
        "a month still to come was a year before",
        "It closed in December.",
        [("in December", "2025-12-01", "2026-01-01")],
    ),
    ("a day without its year", "It closed on 9 December.", [("on 9 December", "2025-12-09", "2025-12-10")]),
    (
        "months without a year",
        "It was shut from October to April.",
        [("from October to April", "2025-10-01", "2026-05-01")],
    ),
    ("weekdays", "It was shut from Monday to Wednesday.", [("from Monday to Wednesday", "2026-11-16", "2026-11-19")]),
    ("since with a day", "It was shut since Monday.", [("since Monday", "2026-11-16", None)]),
    ("by may lie ahead", "It agreed to close by September.", [("by September", "?", "?")]),
    ("a season that nobody names", "It was built before the winter.", [("before the winter", "?", "?")]),
    ("a leap day", "It sank on 29 February.", [("on 29 February", "2024-02-29", "2024-03-01")]),
]

BESIDE = [
    (
        "a year earlier than the year before it",
        "It paid 5 crowns in 2019, twice as many as a year earlier.",
        [("in 2019", "2019-01-01", "2020-01-01"), ("a year earlier", "2018-01-01", "2019-01-01")],
    ),
    (
        "the next day",
        "They left on Monday and the following day it sank.",
        [("on Monday", "2026-11-16", "2026-11-17"), ("the following day", "2026-11-17", "2026-11-18")],
    ),
    ("days after an event that has no date", "Three days after a fire it sank.", [("Three days after", "?", "?")]),
    (
        "days cannot be counted from a year",
        "In 2019 it sank, three days earlier than planned.",
        [("In 2019", "2019-01-01", "2020-01-01"), ("three days earlier", "?", "?")],
    ),
    (
        "later than planned counts from no day",
        "It opened on Monday, two years later than planned.",
        [("on Monday", "2026-11-16", "2026-11-17"), ("two years later", "?", "?")],
    ),
    ("a quarter of no year to count from", "It lost £5 in the third quarter, £4 more than a year earlier.", []),
    (
        "a quarter behind it",
        "A year earlier it lost £4, and £5 in the third quarter.",
        [("A year earlier", "?", "?")],
    ),
    ("nothing to count from", "It fell from a year earlier.", [("from a year earlier", "?", "?")]),
]


def resolved(
    text: str, published: date | None = PUBLISHED, *, past: bool = True
) -> list[tuple[str, str | None, str | None]]:
    rows: list[tuple[str, str | None, str | None]] = []
    for found in when.find(text, 0, len(text), past=past):
        days = when.resolve(found, published)
        rows.append((found.exact, days.start, days.end) if days else (found.exact, "?", "?"))
    return rows


@pytest.mark.parametrize(("why", "text", "expected"), [*STATED, *RELATIVE, *BESIDE])
def test_words_of_time_mean_these_days(why: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert resolved(text) == expected, why


@pytest.mark.parametrize(("why", "text", "expected"), RELATIVE)
def test_without_the_articles_date_nothing_relative_is_told(why: str, text: str, expected: list[object]) -> None:
    assert [(start, end) for _, start, end in resolved(text, None)] == [("?", "?")] * len(expected)


@pytest.mark.parametrize(("why", "text", "expected"), STATED)
def test_what_is_stated_needs_no_date(why: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert resolved(text, None) == expected


@pytest.mark.parametrize("text", ["It meets on Monday.", "It meets in March.", "It meets on 9 March."])
def test_a_day_may_lie_ahead_when_nothing_says_that_it_is_past(text: str) -> None:
    assert [days for _, *days in resolved(text, past=False)] == [["?", "?"]]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It will meet on Monday.", "2026-11-23", "2026-11-24"),
        ("It will meet from 9 March.", "2027-03-09", None),
        ("It will be shut until 9 March.", None, "2027-03-10"),
        ("It will be shut from January to March.", "2027-01-01", "2027-04-01"),
        ("It will have been shut since March.", "2026-03-01", None),
        ("It will meet last, after 2019.", "2020-01-01", None),
    ],
)
def test_a_day_of_what_will_be_is_the_next_one(text: str, start: str | None, end: str | None) -> None:
    (found,) = when.find(text, 0, len(text), past=False, ahead=True)
    assert when.resolve(found, PUBLISHED) == Interval(start, end)


@pytest.mark.parametrize("text", ["The fare rises from 9 March.", "As of 9 March the pier is open."])
def test_what_holds_from_a_day_on_may_begin_before_or_after_the_article(text: str) -> None:
    assert [days for _, *days in resolved(text, past=False)] == [["?", "?"]]


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_tell_nothing(published: date) -> None:
    for _, text, _ in RELATIVE:
        resolved(text, published)


_FRAGMENTS = st.sampled_from(
    [
        "in ",
        "since ",
        "from ",
        "to ",
        "and ",
        "2019",
        "March",
        "March 9, 2021",
        "Monday",
        "last year",
        "a year earlier",
        "–",
        " ",
        "\n",
        "🚢",
        "the 1990s",
        "winter",
        "1950-53",
        "9",
        ".",
        "99/99/2020",
        "century",
        "0000-00-00",
    ]
)


@given(st.text(max_size=20), st.lists(_FRAGMENTS, max_size=12).map("".join), st.booleans())
def test_spans_lie_in_order_and_hold_their_words(before: str, words: str, past: bool) -> None:
    text = before + words + "🚢"
    at = len(before)
    for found in when.find(text, len(before), len(text) - 1, past=past):
        assert at <= found.start < found.end < len(text)
        assert text[found.start : found.end] == found.exact
        at = found.end
        when.resolve(found, PUBLISHED)


def test_what_was_found_comes_back_from_json() -> None:
    for _, text, _ in [*STATED, *RELATIVE, *BESIDE]:
        for found in when.find(text, 0, len(text), past=True):
            assert when.WhenFound.of(json.loads(json.dumps(asdict(found)))) == found


# why, text, words of time that are found: what stands before them may be forty code points away
PREPOSITIONS = [
    ("a preposition and blanks", "It has been so since the   2019.", "since the   2019"),
    ("a long opening", "It has been so since the beginning of the 2019.", "since the beginning of the 2019"),
]


@pytest.mark.parametrize(("why", "text", "words"), PREPOSITIONS, ids=[row[0] for row in PREPOSITIONS])
def test_the_word_in_front_belongs_to_the_time(why: str, text: str, words: str) -> None:
    assert [found.exact for found in when.find(text, 0, len(text), past=True)] == [words], why


def test_whole_articles_keep_their_times() -> None:
    assert golden.changed("when") == ()
