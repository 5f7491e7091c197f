"""A relative clause behind a comma, or behind "was a nurse", is a claim of its own; others pick out what is meant."""

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
    (
        "a preposition at its end",
        "The town missed the old mill, which it had done away with in 2019.",
        ["The town missed the old mill", "It had done away with [the old mill] in 2019"],
    ),
    (
        "what critics say is cut off",
        "The house, which critics charge is a camp, has 40 rooms.",
        ["The house, which critics charge is a camp", "[The house] has 40 rooms"],
    ),
    (
        "one of a list",
        "The firm showed a new boat, which is red, the old pier and a film of the mill.",
        ["The firm showed a new boat, the old pier and a film of the mill", "[A new boat] is red"],
    ),
    ("two words", "The mill, which closed, lost its owner.", ["The mill, which closed, lost its owner"]),
    ("a time", "The mill lost money in 2019, when it closed.", ["The mill lost money in 2019, when it closed"]),
]

# why, sentence, what it says
PREDICATES = [
    (
        "a person",
        "Eira Wolff was a nurse who swam the bay in 1961.",
        ["Eira Wolff was a nurse", "[Eira Wolff] swam the bay in 1961"],
    ),
    (
        "two verbs of it",
        "Eira Wolff is a painter who has sold 40 works and won two prizes.",
        ["Eira Wolff is a painter", "[Eira Wolff] has sold 40 works", "[Eira Wolff] won two prizes"],
    ),
    (
        "the last of a list",
        "Eira Wolff is a Norland poet, editor and former senator who led the Reds from 1977 to 1981.",
        ["Eira Wolff is a Norland poet, editor and former senator", "[Eira Wolff] led the Reds from 1977 to 1981"],
    ),
    (
        "a branch of something",
        "Ferrography is a branch of chemistry that examines worn metal.",
        ["Ferrography is a branch of chemistry", "[Ferrography] examines worn metal"],
    ),
    (
        "an apposition",
        "Eira Wolff, a nurse who swam the bay, lost the vote.",
        ["Eira Wolff lost the vote", "Eira Wolff [is] a nurse", "[Eira Wolff] swam the bay"],
    ),
    (
        "what was done by somebody",
        "“Harbour Light” is a song written by Tom Vale.",
        ["“Harbour Light” is a song", "[“Harbour Light” was] written by Tom Vale"],
    ),
    (
        "where something lies",
        "Krane is a town located in the north of Orvany.",
        ["Krane is a town", "[Krane is] located in the north of Orvany"],
    ),
    (
        "two of them",
        "Sorn v. Ild is a case heard by the High Court that dealt with a state law.",
        [
            "Sorn v. Ild is a case",
            "[Sorn v. Ild was] heard by the High Court",
            "[Sorn v. Ild] dealt with a state law",
        ],
    ),
    (
        "what is left says something",
        "The plan is a new law that bans smoking in parks.",
        ["The plan is a new law", "[The plan] bans smoking in parks"],
    ),
    (
        "what is left says nothing",
        "The plan was a law that banned smoking in parks.",
        ["The plan was a law that banned smoking in parks"],
    ),
    (
        "the only one",
        "Eira Wolff was the first nurse who swam the bay.",
        ["Eira Wolff was the first nurse who swam the bay"],
    ),
    (
        "one of them",
        "Eira Wolff is one of the nurses who swam the bay.",
        ["Eira Wolff is one of the nurses who swam the bay"],
    ),
    ("denied", "Ferrum is not a firm that sells steel.", ["Ferrum is not a firm that sells steel"]),
    ("possible", "Ferrum may be a firm that sells steel.", ["Ferrum may be a firm that sells steel"]),
    ("a cleft", "It was a nurse who swam the bay.", ["It was a nurse who swam the bay"]),
    ("an empty noun", "Eira Wolff is a woman who swims the bay.", ["Eira Wolff is a woman who swims the bay"]),
    ("where", "The mill is a museum where 40 people work.", ["The mill is a museum where 40 people work"]),
    ("not of the subject", "Eira Wolff met a nurse who swam the bay.", ["Eira Wolff met a nurse who swam the bay"]),
]

# why, sentence, whether what the clause is about is certain
CERTAIN = [
    ("one noun", "Ferrum, which makes steel, sold its mine.", True),
    ("two things", "The council praised the end of the bus company, which lost 40 drivers.", False),
    ("the number of the verb", "The council praised the drivers of the bus company, which has lost 40 buses.", True),
    ("who is a person", "The council praised the daughter of the mill, who has lost 40 boats.", True),
    ("where, near something", "The state closed the camp near Mill Road, where 40 men live.", False),
    ("where, in something", "The state closed the camp in Lund, where 40 men live.", True),
    ("the town or the mill in it", "The state praised the steel mill in Lund, which makes 40 rails a day.", False),
]


# why, sentence, the nouns that a relative pronoun may stand for, the likeliest first
NOUNS = [
    ("one noun", "Ferrum, which makes steel, sold its mine.", ["Ferrum"]),
    (
        "the nearest first",
        "The town sold the roof of the mill, which it bought in May.",
        ["the mill", "the roof of the mill"],
    ),
    (
        "three",
        "The town sold the end of the roof of the mill, which burned in May 2019.",
        ["the mill", "the roof of the mill", "the end of the roof of the mill"],
    ),
    (
        "a cause happens",
        "The town regrets the end of the mill, which led to 40 deaths.",
        ["the end of the mill", "the mill"],
    ),
    ("a year does nothing", "Reed saw a film of 2014, which won a prize.", ["a film of 2014"]),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), NOUNS, ids=[row[0] for row in NOUNS])
def test_what_a_clause_may_be_about_is_kept_with_it(why: str, sentence: str, expected: list[str]) -> None:
    (clause,) = (part for part in parts.cut(parse_english(sentence), 0, []) if part.form == "relative")
    (carried,) = clause.carried
    assert [" ".join(t.text for t in tokens) for tokens in (carried.tokens, *carried.others)] == expected, why


@pytest.mark.parametrize(("why", "sentence", "expected"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_a_loose_clause_says_its_fact_of_what_it_hangs_on(why: str, sentence: str, expected: list[str]) -> None:
    assert wordings(sentence) == expected, why


@pytest.mark.parametrize(("why", "sentence", "expected"), PREDICATES, ids=[row[0] for row in PREDICATES])
def test_a_clause_behind_what_somebody_is_says_it_of_them(why: str, sentence: str, expected: list[str]) -> None:
    assert wordings(sentence) == expected, why


@pytest.mark.parametrize(("why", "sentence", "certain"), CERTAIN, ids=[row[0] for row in CERTAIN])
def test_a_clause_is_uncertain_where_two_nouns_fit(why: str, sentence: str, certain: bool) -> None:
    (clause,) = (part for part in parts.cut(parse_english(sentence), 0, []) if part.form == "relative")
    assert [carried.certain for carried in clause.carried] == [certain], why
