"""Polarity: what somebody says is so, what somebody denies, and what is left open."""

import pytest

from claims.pipeline.quotes import polarity
from claims.pipeline.quotes.polarity import Reported
from tests.claims.pipeline.article import is_value, read


def polarities(text: str) -> list[str]:
    """cue: polarity of each quote."""
    return [f"{q.cue.exact if q.cue else None}: {q.polarity}" for q in read(text).quotes if q.act == "speech"]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("The harbour board denied that the ferry leaks.", ["denied: denied"], "the reverse of it"),
        ("The harbour board confirmed that the ferry leaks.", ["confirmed: asserted"], "a cue of its own meaning"),
        (
            "The ministry confirmed that two boats had sunk but denied that anyone had been killed.",
            ["confirmed: asserted", "denied: denied"],
            "each cue for its own words",
        ),
        ("Dunlop rejected suggestions that the ferry “leaks badly”.", ["rejected: denied"], "what others suggest"),
        (
            "Dunlop dismissed reports that the ferry leaks as “a pack of lies”.",
            ["dismissed: denied"],
            "the report is dismissed",
        ),
        (
            "Dunlop dismissed the plan as “a gift to the rich that will cost 40 jobs”.",
            ["dismissed: asserted"],
            "the words in marks are Dunlop's",
        ),
        ("Dunlop called reports that the ferry had sunk “nonsense”.", ["called: open"], "a report that is judged"),
        ("Dunlop called the report on the ferry “nonsense”.", ["called: asserted"], "a report without its clause"),
        ("“I never sold the ferry to the bank,” Mara Dunlop denied.", ["denied: asserted"], "words in marks"),
        ("“I never sold the ferry to the bank,” Mara Dunlop said.", ["said: asserted"], "with any cue"),
    ],
)
def test_what_is_denied_is_not_asserted(text: str, expected: list[str], why: str) -> None:
    assert polarities(text) == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("The harbour board refused to say which 14 boats had left on Monday.", ["say: open"], "a refusal"),
        ("The board stopped short of saying that the ferry leaks.", ["saying: open"], "nearly said"),
        ("The board refused to pay and said that the ferry leaks.", ["said: asserted"], "another thing is refused"),
        ("The board refused to pay, arguing that the ferry leaks.", ["arguing: asserted"], "its reason"),
        ("Nobody said that the ferry leaks.", ["said: open"], "nobody"),
        ("No official said that the ferry leaks.", ["said: open"], "no official"),
        ("None of the pilots said that the ferry leaks.", ["said: open"], "none of them"),
        ("One of the pilots said that the ferry leaks.", ["said: asserted"], "one of them"),
        ("Neither the mayor nor the board said that the ferry leaks.", ["said: open"], "neither"),
        ("Both the mayor and the board said that the ferry leaks.", ["said: asserted"], "both"),
        ("If the board says that the ferry leaks, the port will close.", ["says: open"], "a condition"),
        (
            "Asked whether the ferry leaks, Mara Dunlop said that it had sunk in 2019.",
            ["said: asserted"],
            "the answer, whatever was asked",
        ),
        ("Dunlop denied having said that the ferry had sunk.", ["said: open"], "a denial of saying it"),
        ("Dunlop admitted having said that the ferry had sunk.", ["said: asserted"], "an admission of saying it"),
        ("Dunlop left without saying that the ferry had sunk.", ["saying: open"], "without"),
        ("Dunlop began by saying that the ferry had sunk.", ["saying: asserted"], "by"),
        ("Dunlop warned against claiming that the ferry had sunk.", ["warned: open"], "against"),
        ("The union wants Dunlop to admit that the ferry had sunk.", ["admit: open"], "a wish"),
        ("Dunlop is expected to say that the ferry had sunk.", ["say: open"], "an expectation"),
        ("Dunlop was forced to admit that the ferry had sunk.", ["admit: asserted"], "what somebody was forced to do"),
        ("Had Dunlop said that the ferry had sunk, the board would have paid.", ["said: open"], "“had” for “if”"),
        ("Yet Dunlop had said that the ferry had sunk.", ["said: asserted"], "“had” is no “if” behind its subject"),
        ("Did the harbour board say that the ferry leaks?", ["say: open"], "a question"),
        ("Dunlop did not resign but said that the ferry leaks.", ["said: asserted"], "another verb is negated"),
        (
            "Dunlop denied that the mayor had said that the ferry leaks.",
            ["denied: denied", "said: open"],
            "inside what is denied",
        ),
        (
            "Dunlop confirmed that the mayor had said that the ferry leaks.",
            ["confirmed: asserted", "said: asserted"],
            "inside what is confirmed",
        ),
        (
            "Dunlop denied that she had sold the ferry, as the Leith Courier reported last week.",
            ["reported: asserted", "denied: denied"],
            "a report of the denial",
        ),
    ],
)
def test_what_was_not_said_is_left_open(text: str, expected: list[str], why: str) -> None:
    assert polarities(text) == expected, why


@pytest.mark.parametrize(
    "text",
    [
        "The pilots did not say that the ferry leaks.",
        "The board would neither confirm nor deny that the ferry leaks.",
        "The harbour board refused to confirm that the ferry leaks.",
        "Dunlop rejected claims that the ferry leaks.",
        "It is not true that Dunlop said the ferry leaks.",
    ],
)
def test_nothing_is_asserted_where_nothing_was_said(text: str) -> None:
    assert [line for line in polarities(text) if line.endswith("asserted")] == []


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("The harbour board asked whether the ferry leaks.", ["asked: open"], "whether"),
        ("The pilots asked him if the ferry had sunk in 2019.", ["asked: open"], "if"),
        ("Dunlop said that if the board paid, the ferry would sail.", ["said: asserted"], "a condition in the words"),
        ("Police said how many people were on the ferry.", ["said: open"], "how many"),
        ("Dunlop explained how the ferry sank in 2019.", ["explained: open"], "how"),
        ("The storm could explain why the ferry had sunk.", ["explain: open"], "why, of a thing"),
        ("Dunlop told how she had rescued 14 boats.", ["told: asserted"], "“told how” reports what happened"),
        ("Dunlop said what the board did in 2019 was wrong.", ["said: asserted"], "“what …” is the subject"),
        ("Dunlop said when the ferry sank, 14 people died.", ["said: asserted"], "“when …” is a circumstance"),
        ("A pilot told the Courier that the port had doubled its fees.", ["told: asserted"], "“that” asks nothing"),
        ("Dunlop asked: “Why does the ferry leak?”", ["asked: asserted"], "words in marks are read by themselves"),
    ],
)
def test_a_question_within_a_sentence_is_left_open(text: str, expected: list[str], why: str) -> None:
    assert polarities(text) == expected, why


@pytest.mark.parametrize(("expected", "example"), [(yields, example) for _, yields, example in polarity.RULES])
def test_each_rule_holds_for_its_example(expected: str, example: str) -> None:
    assert {q.polarity for q in read(example).quotes} <= {expected}


def test_what_is_reported_is_a_value() -> None:
    assert is_value(Reported)
