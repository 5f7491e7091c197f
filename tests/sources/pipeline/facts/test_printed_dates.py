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
    # The clock stands before the day as well.
    ("Published 11:34 PM EST July 7, 2022", "2022-07-07"),
    ("Posted: Thu 6:45 PM, Jul 7, 2022 |", "2022-07-07"),
    ("Published 11 boats, July 7, 2022", None),
    # Two digits of a year.
    ("Posted 11/19/19 06:56 AM", "2019-11-19"),
    ("Posted 19/11/69", "2069-11-19"),
    ("Posted 19/11/70", "1970-11-19"),
    # Ten languages.
    ("Veröffentlicht am 7. Juli 2022", "2022-07-07"),
    ("Publié le 1er mars 2022 à 10h30", "2022-03-01"),
    ("Publicado el 7 de julio de 2022", "2022-07-07"),
    ("Publicado em 7 de março de 2022 às 20:13", "2022-03-07"),
    ("Pubblicato il 7 luglio 2022", "2022-07-07"),
    ("Gepubliceerd op 7 maart 2022", "2022-03-07"),
    ("Opublikowano 7 lipca 2022", "2022-07-07"),
    ("Опубликовано: 7 июля 2022 г.", "2022-07-07"),
    ("Publicerad 7 maj 2022", "2022-05-07"),
    ("发布时间：2022年7月7日", "2022-07-07"),
    ("Aktualisiert am 7. Juli 2022", None),
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
    ("7 Juri 2022", None),
    ("77 July 2022", None),
    ("7 Juli 2022", "2022-07-07"),
    ("* July 7, 2022", "2022-07-07"),
    ("12:24 am EST, Thursday, July 7, 2022", "2022-07-07"),
    ("21:17 7.7.2022", "2022-07-07"),
    ("Thu 7 Jul 2022 18.54 GMT Last modified on Fri 8 Jul 2022", "2022-07-07"),
    ("July 7, 2022 / 0 Comments / in Harbour", "2022-07-07"),
    ("July 7, 2022 -- 19:14 GMT (19:14 GMT)", "2022-07-07"),
    ("2022.07.07", "2022-07-07"),
    ("quinta-feira, 7 de julho de 2022 às 20:13", "2022-07-07"),
    ("Updated 7 July 2022", None),
    ("0001-01-01", None),  # what a program writes that knows none
    ("1899-12-31", None),
    ("1900-01-01", "1900-01-01"),
    ("2099-12-31", "2099-12-31"),
    ("2100-01-01", None),
]


@pytest.mark.parametrize(("line", "day"), ALONE)
def test_a_line_is_nothing_but_a_day(line, day):
    assert printed_dates.alone(line) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ana Silva, 7 July 2022", "2022-07-07"),
        ("By Ana Silva, 7 July 2022 (July 7, 2022)", "2022-07-07"),
        ("By Ana Silva, 7 July 2022, 9 July 2022", None),
        ("By Ana Silva, 7 July 2022, updated 9 July 2022", "2022-07-07"),
        ("By Ana Silva, updated 9 July 2022", None),
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


@pytest.mark.parametrize(
    ("line", "language", "order"),
    [
        ("3/4/2022", "", ""),
        ("3/4/2022", "en", ""),
        ("3/4/2022", "en-US", "month"),
        ("3/4/2022", "en_GB", "day"),
        ("3/4/2022", "pt-BR", "day"),
        ("3/4/2022 06:56 AM EST", "", "month"),
        ("3/4/2022 06:56 GMT", "", ""),
        ("Veröffentlicht: 3/4/2022", "", "day"),
        ("Published: 3/4/2022", "", ""),
    ],
)
def test_the_language_the_label_or_the_time_zone_says_which_number_is_the_day(line, language, order):
    assert printed_dates.order(line, language) == order


def test_an_open_date_is_read_in_the_order_that_is_known():
    assert printed_dates.published("Published: 3/4/2022", "day") == "2022-04-03"
    assert printed_dates.published("Published: 3/4/2022", "month") == "2022-03-04"
    assert printed_dates.published("Published: 3/14/2022", "day") == "2022-03-14"  # only one way is a day


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["Posted 3/4/2022", "Updated 14/4/2022"], "day"),
        (["Posted 3/4/2022", "Updated 4/14/2022"], "month"),
        (["Posted 3/4/2022"], ""),
        (["14/4/2022", "4/14/2022"], ""),
    ],
)
def test_another_day_of_the_page_says_in_which_order_it_writes_them(lines, order):
    assert printed_dates.clear_order(lines) == order


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("7 July 2022", True),
        ("Updated: 7 July 2022", True),
        ("Posted 3/4/2022", True),
        ("Pier opens 7 July 2022", False),
    ],
)
def test_a_line_says_nothing_but_when(line, says):
    assert printed_dates.holds_only_days(line) is says


@pytest.mark.parametrize(("words", "month"), [(["September"], True), (["May"], False), (["August"], False)])
def test_a_month_that_people_are_called_is_no_month_in_a_name(words, month):
    assert printed_dates.names_a_month(words) is month


@pytest.mark.parametrize(
    ("line", "has"),
    [("4 March 2025, 10:30", True), ("4 March 2025, 7 pm", True), ("4.3.2025", False), ("4 March", False)],
)
def test_a_time_of_day_is_told_from_a_day(line, has):
    assert printed_dates.has_clock(line) is has


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Holm, 4 March 2025 – The board sold a crane.", (6, 18, "2025-03-04")),
        ("HOLM, Upper Sorn, 4 March 2025 -- The board sold it.", (18, 30, "2025-03-04")),
        ("4 March 2025 – “We sold it,” said Ana Silva.", (0, 12, "2025-03-04")),
        ("HOLM, 4 March 2025", (6, 18, "2025-03-04")),
        ("4 March 2025", None),
        ("4 March 2025 – a day of rain – ended well.", None),
        ("4 March 2025 - 7 March 2025", None),
        ("On 4 March 2025 – The board sold it.", None),
        ("The board, founded on 4 March 2025 – The", None),
        ("Holm, 4 March 2025, was a day of rain.", None),
    ],
)
def test_a_dateline_states_its_day(text, day):
    assert printed_dates.dateline(text) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 มีนาคม 2567", "2024-03-12"),
        ("12 กุมภาพันธ์ 2568", "2025-02-12"),
        ("12 มีนาคม 2024", "2024-03-12"),
        ("12 March 2567", None),
        ("12 มีนาคม 2300", None),
    ],
)
def test_a_thai_year_counts_from_the_buddha(line, day):
    assert printed_dates.alone(line) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Issued by the Coast Guard at 06:00 on 4 March 2025", "2025-03-04"),
        ("Issued 4 March 2025", "2025-03-04"),
        ("Transcript. Aired 4 March 2025, 19:05", "2025-03-04"),
        ("First broadcast on 4 March 2025", "2025-03-04"),
        ("Issued by the Coast Guard, valid until 4 March 2025", None),
        ("Aired in 12 countries from 4 March 2025", None),
    ],
)
def test_what_is_issued_or_aired_has_its_day(line, day):
    assert printed_dates.published(line) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Quarterly figures | 4 March 2025", (20, 32, "2025-03-04")),
        ("PRESS RELEASE – March 4, 2025", (16, 29, "2025-03-04")),
        ("Coast Courier | 4 March 2025", None),  # the day of the copy
        ("Press release | 4 March 2025 | Holm", None),
        ("The figures of the board came on 4 March 2025", None),
    ],
)
def test_a_document_names_its_kind_and_its_day(text, day):
    assert printed_dates.on_document(text) == day
