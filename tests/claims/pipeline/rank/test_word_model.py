"""The fitted score ranks what people would check above what they would not, and never leaves 0 to 1."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pipeline.parse import parse
from claims.pipeline.rank import word_model
from claims.pipeline.rank.checkworthy import weigh
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.sentences import SentenceFound


def words(text):
    parsed = parse.parse(text, [PassageFound(0, len(text), Kind.BODY, "t")], [SentenceFound(0, len(text))])
    return list(parsed.docs[0] or ())


# why, more worth checking, less
RANKED = [
    (
        "a figure against a courtesy",
        "The council spent 40 million crowns on the bridge in 2019.",
        "Thank you very much.",
    ),
    (
        "a share against a question",
        "Unemployment in the region fell by 12 percent.",
        "What do you want to do about it?",
    ),
    (
        "a vote against a wish",
        "He voted against the harbour bill three times.",
        "I hope that we can all work together.",
    ),
    (
        "a record against a belief",
        "We have the highest water rates in the country.",
        "I believe in the people of this town.",
    ),
]


@pytest.mark.parametrize(("why", "more", "less"), RANKED, ids=[row[0] for row in RANKED])
def test_ranks_what_can_be_looked_up_first(why, more, less):
    assert word_model.score(words(more)) > word_model.score(words(less)) + 0.2


def test_no_words_are_worth_nothing():
    assert word_model.score([]) == 0


# why, quoted, nameless, the accusation stands above everything
ACCUSED = [
    ("the article itself says it", False, False, True),
    ("somebody unnamed says it", True, True, True),
    ("somebody named answers for it", True, False, False),
]


@pytest.mark.parametrize(("why", "quoted", "nameless", "first"), ACCUSED, ids=[row[0] for row in ACCUSED])
def test_an_accusation_that_nobody_answers_for_comes_first(why, quoted, nameless, first):
    weighed = weigh(words("Ada Holm bribed the inspectors."), quoted=quoted, hedged=False, nameless=nameless)
    assert (weighed.score >= 0.9) is first
    assert weighed.reasons[0].startswith("accuses a named party")


def test_who_denies_a_wrong_accuses_nobody():
    denied = weigh(words("The mayor Ada Holm denied the theft of the bell."), quoted=False, hedged=False)
    assert denied.reasons[0] == "denies an accusation"
    assert denied.score < 0.9


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60))
def test_any_words_score_between_nothing_and_all(text):
    tokens = words(f"The mayor said {text}")
    assert 0 <= word_model.score(tokens) <= 1
    assert word_model.score(tokens) == word_model.score(tokens)


def test_the_coefficients_say_what_they_were_made_from():
    read = json.loads(word_model.COEFFICIENTS.read_text(encoding="utf-8"))
    assert read["corpus"] == "claimbuster"
    assert len(read["features"]) == len(read["weights"]) == len(read["rarity"])
    assert word_model.COEFFICIENTS.stat().st_size < 1_500_000


# text, some of its features, features that it does not have
FEATURES = [
    (
        "She never sold 12 boats.",
        {"<_she", "._>", "sold_<number>", "L:sell", "T:VBD_CD", "T:<_PRP", "E:CARDINAL", "F:PRP", "S:she", "R:sell"}
        | {"R:VBD", "SR:PRP_VBD", "@universal", "#long1", "#number1", "#name1", "#capital0", "#PRP1", "#CD1", "#NN0"},
        {"@@universal", "S:boats", "S:sold", "<year>", "12", "E:"},
    ),
    (
        "In 2019 the “old” Sorn Trust bribed Ada Holm, I fear; a report blamed it, "
        "and it may pay 40% more than Ada must.",
        {"<year>_the", "<number>_%", "SR:ORG_VBD", "S:report", "F:IN", "@“", "@;", "@%", "@accusing", "@belief"}
        | {"@@belief", "@cause", "@compared", "@duty", "@hedge", "@first", "#capital4", "#number2", "#name4", "#long6"},
        {"@@accusing", "@rule", "@?", "@judging", "@universal", "#JJ1", "#number3"},
    ),
]


@pytest.mark.parametrize(("text", "some", "none"), FEATURES, ids=["short", "long"])
def test_a_statement_has_these_features(text, some, none):
    found = word_model.features(words(text))
    assert some - found == set()
    assert none & found == set()


def test_a_statement_has_no_other_features():
    assert len(word_model.features(words(FEATURES[0][0]))) == 50


@pytest.mark.parametrize(
    ("text", "score"),
    [(FEATURES[0][0], 0.983), (FEATURES[1][0], 0.884), ("The old lamp hangs there in the hall.", 0.039)],
    ids=["short", "long", "nothing to check"],
)
def test_the_fitted_score_is_the_same_wherever_it_is_worked_out(text, score):
    assert word_model.score(words(text)) == pytest.approx(score, abs=0.0006)


def test_a_model_weighs_what_it_knows_by_its_rarity(tmp_path):
    path = tmp_path / "model.json"
    path.write_text('{"features": ["a", "b"], "weights": [2000, -1000], "rarity": [3000, 4000], "bias": 0.5}')
    model = word_model.load(path)
    assert model.known == {"a": (6.0, 9.0), "b": (-4.0, 16.0)}
    assert model.chance({"a", "b"}) == pytest.approx(1 / (1 + math.exp(-(0.5 + (6 - 4) / 5))))
    assert model.chance({"a"}) == pytest.approx(1 / (1 + math.exp(-2.5)))
    assert model.chance({"unknown"}) == pytest.approx(1 / (1 + math.exp(-0.5)))
    assert model.chance(set()) == 0


def test_without_rarities_every_feature_counts_the_same(tmp_path):
    path = tmp_path / "model.json"
    path.write_text('{"features": ["a"], "weights": [2000], "rarity": [], "bias": 0}')
    assert word_model.load(path).known == {"a": (2.0, 1.0)}
