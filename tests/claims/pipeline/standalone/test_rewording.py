"""What is stored of a wording comes back as it was; other words in its brackets leave it one that is rendered."""

import json
from datetime import date

import pytest

from claims.pipeline.standalone import rewording
from claims.pipeline.standalone.wording import Segment, render
from claims.pipeline.times.interval import Interval, Relation, WhenFound
from sources.spans import Span

TEXT = "But the board, which met twice,\n sold it on Friday"
FERRY = Span(200, 209, "The ferry")
SEGMENTS = (
    Segment(0, 4, "", "left_out"),
    Segment(4, 5, "T", "capital"),
    Segment(5, 13, "he board", "printed"),
    Segment(13, 31, " ", "left_out"),
    Segment(31, 38, "\n sold ", "printed"),
    Segment(38, 40, "[the ferry]", "antecedent", certain=False, rests_on=(FERRY,)),
    Segment(40, 50, " on Friday", "printed"),
    Segment(50, 50, " [date unknown]", "date"),
)
WORDING = "The board sold [the ferry] on Friday [date unknown]"


def test_what_is_stored_comes_back() -> None:
    assert render(SEGMENTS) == WORDING
    assert rewording.loaded(json.loads(json.dumps(rewording.stored(SEGMENTS)))) == SEGMENTS


def test_what_is_left_out_between_two_kept_words_parts_the_place() -> None:
    assert rewording.spans(SEGMENTS, TEXT) == [(4, 13), (31, 50)]


@pytest.mark.parametrize(
    ("why", "segments"),
    [
        ("nothing is left out", SEGMENTS[1:3]),
        ("only in front and behind", (SEGMENTS[0], *SEGMENTS[1:3], Segment(13, 31, "", "left_out"))),
        (
            "only marks and blanks",
            (SEGMENTS[2], Segment(13, 15, " ", "left_out"), Segment(15, 20, TEXT[15:20], "printed")),
        ),
        ("words are added", (SEGMENTS[2], Segment(13, 13, "[of it]", "carried"), Segment(13, 15, ", ", "printed"))),
    ],
)
def test_a_place_that_is_kept_whole_has_no_spans(why: str, segments: tuple[Segment, ...]) -> None:
    assert rewording.spans(segments, TEXT) == []


def test_other_words_in_a_bracket_are_a_persons_and_certain() -> None:
    now = rewording.corrected(SEGMENTS, "The board sold [the old ferry] on Friday [date unknown]")
    assert render(now) == "The board sold [the old ferry] on Friday [date unknown]"
    assert (now[5].text, now[5].certain) == ("[the old ferry]", True)
    assert now[:5] + now[6:] == SEGMENTS[:5] + SEGMENTS[6:]


def test_blanks_around_a_bracket_stay() -> None:
    now = rewording.corrected(SEGMENTS, WORDING.replace("date unknown", "2 March 2024"))
    assert now[7].text == " [2 March 2024]"


@pytest.mark.parametrize(
    "wording",
    [
        "The board sold [the ferry] on Monday [date unknown]",
        "The board sold the ferry on Friday [date unknown]",
        "The board sold [the ferry] on Friday",
        "The board sold [the [old] ferry] on Friday [date unknown]",
        "the board sold [the ferry] on Friday [date unknown]",
        "",
    ],
)
def test_any_other_change_is_a_persons_own_wording(wording: str) -> None:
    assert rewording.corrected(SEGMENTS, wording) == ()


def test_a_persons_own_words_have_no_segments_to_correct() -> None:
    assert rewording.corrected((), "The board sold [the ferry].") == ()


FRIDAY = Span(41, 50, "on Friday")
MARKED = (*SEGMENTS[:7], Segment(50, 50, " [date unknown]", "date", rests_on=(FRIDAY,)))
ON_FRIDAY = WhenFound(41, 50, "on Friday", "article", relation=Relation("weekday", -1, "4"))
STATED = WhenFound(41, 50, "on Friday", "stated", Interval("2024-03-01", "2024-03-02"))


@pytest.mark.parametrize(
    ("why", "times", "published_on", "mark"),
    [
        ("the article's date tells the day", [ON_FRIDAY], date(2024, 3, 8), " [1 March 2024]"),
        ("nobody knows the date", [ON_FRIDAY], None, " [date unknown]"),
        ("a person took these words otherwise", [STATED], date(2024, 3, 8), " [date unknown]"),
        ("these words of time are no longer the claim's", [], date(2024, 3, 8), " [date unknown]"),
    ],
)
def test_a_mark_of_time_follows_the_articles_date(why, times, published_on, mark) -> None:
    now = rewording.dated(MARKED, times, published_on)
    assert now[7].text == mark, why
    assert now[:7] == SEGMENTS[:7]


def test_a_date_that_is_no_longer_known_is_marked_again() -> None:
    known = rewording.dated(MARKED, [ON_FRIDAY], date(2024, 3, 8))
    assert rewording.dated(known, [ON_FRIDAY], date(2024, 3, 15))[7].text == " [8 March 2024]"
    assert rewording.dated(known, [ON_FRIDAY], None) == MARKED


def test_a_mark_that_rests_on_nothing_stays() -> None:
    assert rewording.dated(SEGMENTS, [ON_FRIDAY], date(2024, 3, 8)) == SEGMENTS
