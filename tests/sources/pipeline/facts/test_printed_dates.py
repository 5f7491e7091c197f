"""A printed line states a day, or none: what is ambiguous or says something else is left out."""

import pytest

from sources.pipeline.facts import printed_dates

PUBLISHED = [
    ("Published: Thursday 7 July 2022", "2022-07-07"),
    ("Published on July 7th, 2022 at 10:30 a.m.", "2022-07-07"),
    ("First published 7 Jul 2022", "2022-07-07"),
    ("Posted 2022-07-07", "2022-07-07"),
    ("Date: 7.7.2022", "2022-07-07"),
    ("Published Sept. 7, 2022 | Updated Sept. 9, 2022", "2022-09-07"),
    ("Published: 13/7/2022", "2022-07-13"),
    ("Published: 7/13/2022", "2022-07-13"),
    ("Published: 7/7/2022", "2022-07-07"),
    ("Published: 3/4/2022", None),  # March or April
    ("Published: 31 June 2022", None),
    ("Published: 7 July", None),
    ("Updated: 7 July 2022", None),
    ("Published by the Harbour Press, 7 July 2022", None),
    ("The harbour was published 7 July 2022", None),
    ("7 July 2022", None),
]


@pytest.mark.parametrize(("line", "day"), PUBLISHED)
def test_a_line_says_when_something_was_published(line, day):
    assert printed_dates.published(line) == day


ALONE = [
    ("7 July 2022", "2022-07-07"),
    ("Thursday, July 7, 2022 10:30 AM EST", "2022-07-07"),
    ("Thu 7 July 2022 | 10.30", "2022-07-07"),
    ("2022-07-07, 10:30:15", "2022-07-07"),
    ("7 July 2022 was a warm day", None),
    ("On 7 July 2022", None),
    ("7 Juli 2022", None),
    ("77 July 2022", None),
]


@pytest.mark.parametrize(("line", "day"), ALONE)
def test_a_line_is_nothing_but_a_day(line, day):
    assert printed_dates.alone(line) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ana Silva, 7 July 2022", "2022-07-07"),
        ("By Ana Silva, 7 July 2022 (July 7, 2022)", "2022-07-07"),
        ("By Ana Silva, 7 July 2022, updated 9 July 2022", None),
        ("By Ana Silva", None),
    ],
)
def test_a_line_holds_one_day(line, day):
    assert printed_dates.only(line) == day


@pytest.mark.parametrize(("length", "believed"), [(160, True), (161, False)])
def test_a_line_with_a_day_has_at_most_160_characters(length, believed):
    line = "Published 7 July 2022 ".ljust(length, ".")
    assert (printed_dates.published(line) is not None) is believed
    assert (printed_dates.only(line) is not None) is believed
