"""A relative clause behind a comma is a claim of its own; one without picks out what is meant."""

import pytest

from claims.pipeline.split import parts
from tests.claims.pipeline.article import parse_english, wordings

# why, sentence, what it says
CLAUSES = [
    ("a subject", "Ferrum, which makes steel, sold its mine.", ["Ferrum sold its mine", "[Ferrum] makes steel"]),
    (
        "an owner",
        "Wolf, whose father owned the mill, sold the boats in 2019.",
        ["Wolf sold the boats in 2019", "[Wolf’s] father owned the mill"],
    ),
    (
        "an object",
        "The state closed the mill, which the town bought in 2019.",
        ["The state closed the mill", "The town bought [the mill] in 2019"],
    ),
    (
        "two verbs of it",
        "The men fought the blaze, which destroyed 40 houses and killed a child.",
        ["The men fought the blaze", "[The blaze] destroyed 40 houses", "[The blaze] killed a child"],
    ),
    (
        "an object of what is threatened",
        "The queen praised Lund, which the king threatens to invade in May.",
        ["The queen praised Lund", "The king threatens to invade [Lund] in May"],
    ),
    (
        "a place",
        "The ferry came from Lund, where 40 people lost their homes.",
        ["The ferry came from Lund", "40 people lost their homes [in Lund]"],
    ),
    (
        "picked out",
        "Schools that teach few children lost their money.",
        ["Schools that teach few children lost their money"],
    ),
    ("two words", "The mill, which closed, lost its owner.", ["The mill, which closed, lost its owner"]),
    ("a time", "The mill lost money in 2019, when it closed.", ["The mill lost money in 2019, when it closed"]),
]

# why, sentence, whether what the clause is about is certain
CERTAIN = [
    ("one noun", "Ferrum, which makes steel, sold its mine.", True),
    ("two things", "The council praised the end of the bus company, which lost 40 drivers.", False),
    ("the number of the verb", "The council praised the drivers of the bus company, which has lost 40 buses.", True),
    ("who is a person", "The council praised the daughter of the mill, who has lost 40 boats.", True),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_a_loose_clause_says_its_fact_of_what_it_hangs_on(why: str, sentence: str, expected: list[str]) -> None:
    assert wordings(sentence) == expected, why


@pytest.mark.parametrize(("why", "sentence", "certain"), CERTAIN, ids=[row[0] for row in CERTAIN])
def test_a_clause_is_uncertain_where_two_nouns_fit(why: str, sentence: str, certain: bool) -> None:
    (clause,) = (part for part in parts.cut(parse_english(sentence), 0, []) if part.form == "relative")
    assert [carried.certain for carried in clause.carried] == [certain], why
