"""What is stored of a wording comes back as it was; other words in its brackets leave it one that is rendered."""

import json

import pytest

from claims.pipeline.standalone import rewording
from claims.pipeline.standalone.wording import Segment, render
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
