"""An apposition or bracket that states a fact is a claim of its own; one that only names stays where it is."""

import pytest

from tests.claims.pipeline.article import wordings

# why, sentence, what it says
DESCRIPTIONS = [
    (
        "who somebody is",
        "Lina Sorel, the first woman on the board, won the seat.",
        ["Lina Sorel [is] the first woman on the board", "Lina Sorel won the seat"],
    ),
    (
        "what something is",
        "The bank sold Ferrum, the largest steel maker in Galdia.",
        ["The bank sold Ferrum", "Ferrum [is] the largest steel maker in Galdia"],
    ),
    (
        "who somebody was",
        "Lina Sorel, then the head of the port, sold the crane.",
        ["Lina Sorel [was] then the head of the port", "Lina Sorel sold the crane"],
    ),
    (
        "the largest",
        "The hospital, the largest in the region, has 600 beds.",
        ["The hospital has 600 beds", "The hospital [is] the largest in the region"],
    ),
    (
        "in front",
        "A former nurse, Reed won the seat in 2019.",
        ["[Reed is] a former nurse", "Reed won the seat in 2019"],
    ),
    (
        "a bracket with a verb",
        "The old pier (it cost 7 million crowns) holds 40 boats.",
        ["The old pier holds 40 boats", "[The old pier] cost 7 million crowns"],
    ),
]

# why, sentence: it stays whole
NAMES = [
    ("a name", "The owner, Vera Nygaard, paid a fine."),
    ("an age", "Ola Brandt, 20, paid a fine."),
    ("a bracket without a verb", "The World Ferry Union (WFU) paid a fine."),
    ("a list", "The shop sold boats, nets and ropes."),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), DESCRIPTIONS, ids=[row[0] for row in DESCRIPTIONS])
def test_what_describes_is_a_claim(why: str, sentence: str, expected: list[str]) -> None:
    assert sorted(wordings(sentence)) == sorted(expected), why


@pytest.mark.parametrize(("why", "sentence"), NAMES, ids=[row[0] for row in NAMES])
def test_what_names_stays(why: str, sentence: str) -> None:
    assert wordings(sentence) == [sentence.rstrip(".")], why
