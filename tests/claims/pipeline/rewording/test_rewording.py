"""What is stored of a wording comes back as it was; other words in its brackets leave it one that is rendered."""

import json
from dataclasses import replace
from datetime import date

import pytest

from claims.pipeline.rewording import rewording
from claims.pipeline.rewording.rewording import Meaning
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
        ("a person said which day it was", [STATED], date(2026, 3, 8), " [1 March 2024]"),
        ("a person gave one end", [replace(STATED, interval=Interval("2024-03-01", None))], None, " [date unknown]"),
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


def test_a_date_that_a_person_wrote_stays() -> None:
    said = rewording.corrected_at(MARKED, 7, "early March 2024")
    assert rewording.dated(said, [ON_FRIDAY], date(2024, 3, 8)) == said
    assert rewording.overrules(MARKED, said)
    assert not rewording.overrules(said, MARKED)
    assert not rewording.overrules(said, said)


def test_a_mark_that_rests_on_nothing_stays() -> None:
    assert rewording.dated(SEGMENTS, [ON_FRIDAY], date(2024, 3, 8)) == SEGMENTS


IT = Span(60, 62, "It")
CARRIED = (Segment(70, 70, "[It]", "carried", rests_on=(IT,)), Segment(70, 75, " sank", "printed"))
PHRASE = (
    Segment(70, 70, "[In May it]", "carried", rests_on=(Span(53, 62, "In May it"),)),
    Segment(70, 75, " sank", "printed"),
)
STANDS = (Segment(60, 62, "[the ferry]", "antecedent", certain=False), Segment(62, 67, " sank", "printed"))


@pytest.mark.parametrize(
    ("why", "segments", "meaning", "wording"),
    [
        ("it stands there", STANDS, Meaning("the boat"), "[the boat] sank"),
        ("it is carried", CARRIED, Meaning("the boat"), "[The boat] sank"),
        ("a name keeps its capital", STANDS, Meaning("Aurora"), "[Aurora] sank"),
        ("an article in the middle", STANDS, Meaning("The boat"), "[the boat] sank"),
        ("carried with others, and known what it was", PHRASE, Meaning("the boat", "it"), "[In May the boat] sank"),
        ("carried with others, and not known", PHRASE, Meaning("the boat"), "[In May it] sank"),
    ],
)
def test_what_is_known_to_be_meant_stands_wherever_the_word_does(why, segments, meaning, wording) -> None:
    known = {(60, 62): meaning}
    assert render(rewording.settled(segments, known)) == wording, why
    assert rewording.hangs_on(segments, known)


@pytest.mark.parametrize("place", [(60, 61), (61, 62), (70, 75), (0, 2)])
def test_another_word_is_another_meaning(place) -> None:
    known = {place: Meaning("the boat")}
    for segments in (STANDS, CARRIED):
        assert rewording.settled(segments, known) == segments
    assert not rewording.hangs_on(STANDS, known)


def test_what_is_meant_is_what_a_person_said() -> None:
    assert rewording.meanings(STANDS) == {}
    assert rewording.meanings(rewording.chosen(STANDS)) == {(60, 62): Meaning("the ferry")}
    assert rewording.chosen(STANDS)[0].certain
    now = rewording.corrected_at(CARRIED, 0, "The boat")
    assert rewording.meanings(now, CARRIED) == {(60, 62): Meaning("The boat", "It")}
    assert rewording.meanings(CARRIED, now) == {(60, 62): Meaning("It", "The boat")}
    assert rewording.meanings(now, now) == {}
    assert rewording.meanings(now, PHRASE[:1]) == {}, "a wording of other segments says nothing of these"


def test_a_phrase_that_is_carried_is_no_word_that_points() -> None:
    assert rewording.meanings(rewording.corrected_at(PHRASE, 0, "In June it"), PHRASE) == {}


@pytest.mark.parametrize("number", [-1, 1, 2])
def test_a_segment_without_a_bracket_is_not_corrected(number) -> None:
    with pytest.raises(ValueError, match="no bracket"):
        rewording.corrected_at(STANDS, number, "the boat")
