"""Which words stand in quotation marks, and where a span of them ends."""

import pytest

from claims.pipeline.quotes.marked_words import MarkedWords
from tests.claims.pipeline.article import parse_lines
from tests.corpus import golden


def mark(text: str) -> MarkedWords:
    passages, parsed = parse_lines(text)
    return MarkedWords(text, passages, parsed)


def test_indexes_the_words_between_marks() -> None:
    text = "“It sails. It is late,” Ann Castro said. “It leaks,” she added."
    marked = mark(text)
    assert [text[span.start : span.end] for span in marked.spans] == ["“It sails. It is late,”", "“It leaks,”"]
    words = [[marked.parsed.docs[i][t].text for i, t in words] for words in marked.words]
    assert words == [["It", "sails", "It", "is", "late"], ["It", "leaks"]]
    assert all(marked.span_of[w] == number for number, words in enumerate(marked.words) for w in words)


def test_text_that_was_not_read_has_no_marks() -> None:
    text = "Die Fähre fährt im Sommer nicht mehr, „das ist schade für alle Gäste“, sagte sie am Montag im Hafen.\n"
    assert mark(text).spans == ()


@pytest.mark.parametrize(
    ("text", "alone", "why"),
    [
        ("“The ferry sails again.”", True, "a sentence of its own"),
        ("“The ferry sails again. It is late.”", True, "two sentences"),
        ("“The ferry sails again,” Ann Castro said.", False, "a cue beside it"),
        ("She saw “The ferry of the island” sail.", False, "inside a sentence"),
    ],
)
def test_tells_a_quotation_that_stands_alone(text: str, alone: bool, why: str) -> None:
    assert mark(text).stands_alone(0) is alone, why


@pytest.mark.parametrize(
    ("place", "covered", "why"),
    [
        (3, False, "before the mark"),
        (4, True, "on the opening mark"),
        (5, True, "inside"),
        (14, True, "on the closing mark"),
        (15, False, "behind it"),
    ],
)
def test_tells_whether_a_place_lies_between_marks(place: int, covered: bool, why: str) -> None:
    text = "She “saw it so” then."
    assert (text.index("“"), text.index("”")) == (4, 14), "the places of the marks"
    assert mark(text).covers(place) is covered, why


@pytest.mark.parametrize(
    ("text", "heading", "why"),
    [
        ("It rained.\n‘A shed of oil’\nIt was cold.\n", True, "a line of its own without a stop"),
        ("It rained.\n‘A shed of oil.’\nIt was cold.\n", False, "a stop ends a sentence, not a heading"),
        ("It rained.\nIt was ‘a shed of oil’\nIt was cold.\n", False, "words stand before it"),
        ("It rained.\n‘A shed of oil’ it was\nIt was cold.\n", False, "or behind it"),
    ],
)
def test_tells_a_heading_in_marks(text: str, heading: bool, why: str) -> None:
    assert mark(text).is_crosshead(0) is heading, why


@pytest.mark.parametrize(
    ("text", "words", "expected", "why"),
    [
        ("“It sails,” she said.", "It sails", "It sails,", "the comma inside the mark"),
        ("It sails, she said.", "It sails", "It sails", "no comma outside of marks"),
        ("She said it sails.", "it sails", "it sails.", "the full stop"),
        ("She called it a “ghost”.", "it a “ghost", "it a “ghost”", "a mark whose partner is inside"),
        ("She called it “a ghost” of a ferry.", "a ghost” of a ferry", "“a ghost” of a ferry.", "and its opening one"),
        ("She said it rose 5%.", "it rose 5", "it rose 5%.", "a per cent sign"),
        ("“It rose by 5 ‰,” she said.", "It rose by 5", "It rose by 5 ‰,", "a sign after a blank"),
        ("“It stood at 30°”, she said.", "It stood at 30", "It stood at 30°", "a degree sign"),
        ("“It was 6′ 2″,” she said.", "It was 6′ 2", "It was 6′ 2″,", "inches"),
        ("“It cost 5 €,” she said.", "It cost 5 €", "It cost 5 €,", "a currency is a word"),
        ("She said it leaks.[12] He left.", "it leaks", "it leaks.[12]", "a footnote's number"),
        ("She said it leaks.† He left.", "it leaks", "it leaks.†", "a footnote's mark"),
        ("She said it leaks [sic] today.", "it leaks", "it leaks", "other brackets are words to come"),
        ("“It rose (by 5%),” she said.", "It rose (by 5", "It rose (by 5%),", "a bracket opened inside"),
        ("It rose (she said it rose 5%) then.", "it rose 5", "it rose 5%", "a bracket opened before"),
        ("“#1 in the town,” she said.", "1 in the town", "#1 in the town,", "a number sign in front"),
        ("She said § 14 holds.", "14 holds", "§ 14 holds.", "a section sign"),
        ("“-5 degrees is cold,” she said.", "5 degrees is cold", "-5 degrees is cold,", "a minus"),
        ("The mid-90 ferry, she said.", "90 ferry", "90 ferry", "a hyphen is none"),
    ],
)
def test_ends_a_span_with_its_stops_and_marks(text: str, words: str, expected: str, why: str) -> None:
    at = text.index(words)
    start, end = mark(text).with_stops_and_marks(at, at + len(words))
    assert text[start:end] == expected, why


def test_whole_articles_keep_their_quotes() -> None:
    assert golden.changed("quote") == ()


@pytest.mark.parametrize(
    ("text", "goes_on", "why"),
    [
        ("“The ferry leaks.\n\n“The pier is closed,” Ann Castro said.\n", True, "the mark is repeated"),
        ("“The ferry leaks.”\n\n“The pier is closed,” Ann Castro said.\n", False, "the mark was closed"),
        (
            "“The ferry leaks.\n\n“The pier is closed.\n\n“It rains,” Ann Castro said.\n",
            False,
            "another mark stands between",
        ),
    ],
)
def test_an_open_mark_goes_on_with_the_next_one(text: str, goes_on: bool, why: str) -> None:
    marked = mark(text)
    assert marked.goes_on(text.index("leaks"), marked.spans[-1].start) is goes_on, why


def test_words_side_by_side_are_one_span() -> None:
    text = "“The ferry leaks,” Ann Castro said, “and the pier is closed.”\n"
    marked = mark(text)
    words = [word for number in (0, 1) for word in marked.words[number]]
    assert [text[a:b] for a, b in marked.spans_of(words)] == ["The ferry leaks,", "and the pier is closed."]
