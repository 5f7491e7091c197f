"""A noun is written with all that says what it is, and with nothing that only tells more of it."""

import pytest

from claims.pipeline.standalone import phrases
from tests.claims.pipeline.article import doc_of, word

# why, sentence, its noun, the phrase as it is written elsewhere
PHRASES = [
    ("with what it is of", "The shipyard of Krane built 80 vessels.", "shipyard", "the shipyard of Krane"),
    ("with what it is for", "The scheme for nurses began in 2019.", "scheme", "the scheme for nurses"),
    ("without where it is", "The council sold a ferry in Sorn.", "ferry", "the ferry"),
    ("what was new is known now", "A house burned down in Sorn.", "house", "the house"),
    ("a number of them", "The company fired 40 workers in Sorn.", "workers", "the 40 workers"),
    ("without its relative clause", "The ferry that sank in 2019 was old.", "ferry", "the ferry"),
    ("without its apposition", "The ferry, a wreck, sank in 2019.", "ferry", "the ferry"),
    ("a name keeps its capital", "Holm Steel sold the mine in 2019.", "Steel", "Holm Steel"),
    ("in the middle of a sentence", "In 2019 Holm Steel sold the mine.", "mine", "the mine"),
    ("not the word in front", "Even the ferry sank in the harbour.", "ferry", "the ferry"),
]


@pytest.mark.parametrize(("why", "sentence", "noun", "expected"), PHRASES, ids=[row[0] for row in PHRASES])
def test_a_noun_is_written_as_a_whole(why: str, sentence: str, noun: str, expected: str) -> None:
    assert phrases.whole(word(doc_of(sentence), noun)).words == expected, why


@pytest.mark.parametrize(("side", "kept"), [("dark far", True), ("cold dark far", False)])
def test_what_depends_on_a_noun_goes_with_it_up_to_eight_words(side: str, kept: bool) -> None:
    sentence = f"The agency sold maps of the {side} side of the moon."
    found = phrases.whole(word(doc_of(sentence), "maps")).words
    assert (found == f"maps of the {side} side of the moon") is kept


# why, sentence, its noun, whether its phrase says by itself what is meant
STANDING = [
    ("a ship", "The ferry sank in the harbour.", "ferry", True),
    ("this plan", "This plan failed in the end.", "plan", False),
    ("no ship", "No ship sank in the harbour.", "ship", False),
    ("each boat", "Each boat sank in the harbour.", "boat", False),
    ("its load", "Its load sank in the harbour.", "load", False),
    ("between two numbers", "Between 40 and 50 boats sank in the harbour.", "boats", False),
    ("all the boats", "All the boats sank in the harbour.", "boats", False),
    ("so much lead", "The water held so much lead in 2019.", "lead", False),
]


@pytest.mark.parametrize(("why", "sentence", "noun", "stands"), STANDING, ids=[row[0] for row in STANDING])
def test_a_phrase_that_points_or_counts_cannot_stand_elsewhere(
    why: str, sentence: str, noun: str, stands: bool
) -> None:
    token = word(doc_of(sentence), noun)
    assert phrases.can_stand(phrases.whole(token), token) is stands, why
