"""Claims that share a sentence."""

import pytest

from claims.queries import sentence_claims
from claims.workflow.assignment import triage
from tests import factories
from tests.claims.workflow.world import beside, held, now, picked, suggested

pytestmark = pytest.mark.django_db
LINES = factories.TEXT.splitlines()
BOTH = ("cancelled", "forty times")


def inside(claim, places=None):
    version = claim.appearances.first().version
    places = list(claim.appearances.filter(replaced_at=None)) if places is None else places
    return [part.claim.wording for part in sentence_claims.suggested_inside(claim, version, places)]


SENTENCES = [
    ("words of one sentence", 4, 9, LINES[0]),
    ("words of two", 60, 70, factories.TEXT.rstrip()),
    ("the end is not in it", 0, len(LINES[0]), LINES[0]),
    ("between two", len(LINES[0]), len(LINES[0]) + 1, None),
]


@pytest.mark.parametrize(("why", "start", "end", "expected"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_the_sentence_of_a_place_is_found(why, start, end, expected):
    found = sentence_claims.sentence_of(factories.version(), start, end)
    assert (found and found.exact) == expected


def test_the_suggestions_inside_of_a_claim_come_in_the_order_of_the_text():
    claim = picked()
    for words in reversed(BOTH):
        suggested(claim, words, f"The ferry: {words}")
    suggested(claim, "last winter")
    assert inside(claim) == ["The ferry: cancelled", "The ferry: forty times"]
    assert inside(claim, []) == []


NO_PARTS = [
    ("one alone", lambda claim: suggested(claim, "cancelled")),
    ("of the same extraction", lambda claim: [beside(claim, words, wording=words) for words in BOTH]),
    (
        "one of them says all that the claim says",
        lambda claim: [*(suggested(claim, w) for w in BOTH), suggested(claim, "cancelled forty times", claim.wording)],
    ),
    (
        "one of them says all that is printed there",
        lambda claim: [*(suggested(claim, words) for words in BOTH), suggested(claim, "cancelled forty times")],
    ),
    (
        "one was picked",
        lambda claim: [
            suggested(claim, "cancelled"),
            triage.pick(claim=suggested(claim, "forty times"), by=factories.user(), at=now()),
        ],
    ),
    ("one is on hold", lambda claim: [suggested(claim, "cancelled"), held(suggested(claim, "forty times"))]),
    ("of a person", lambda claim: [factories.claim(of=claim.appearances.get().version, words=w) for w in BOTH]),
]


@pytest.mark.parametrize(("why", "make"), NO_PARTS, ids=[row[0] for row in NO_PARTS])
def test_a_claim_without_two_undecided_suggestions_inside_has_no_parts(why, make):
    claim = picked()
    make(claim)
    assert inside(claim) == []


def test_a_claim_in_the_machines_own_words_has_no_parts():
    claim = factories.rendered()
    for words in BOTH:
        suggested(claim, words)
    assert inside(claim) == []


def test_a_suggestion_that_somebody_left_is_a_part_still():
    claim = picked()
    for words in BOTH:
        triage.leave(claim=suggested(claim, words), by=factories.user(), at=now())
    assert inside(claim) == list(BOTH)


def test_the_claims_of_a_sentence_are_those_that_stand_in_it_whole():
    claim = picked()
    other = beside(claim, "last winter")
    beside(claim, "The town paid")
    beside(claim, "last winter.\nThe town")
    beside(claim, "forty", proposal="rejected", not_a_claim="vague")
    version = claim.appearances.get().version
    sentence = sentence_claims.sentence_of(version, 0, 3)
    assert [one.claim for one in sentence_claims.of_sentence(version, sentence)] == [claim, other]


SAME = [
    ("[The ferry] sank.", "The ferry sank", True),
    ("The ferry sank on Monday [4 May 2020]", "“The ferry sank on Monday.”", True),
    ("The ferry sank", "The ferry sank twice", False),
]


@pytest.mark.parametrize(("wording", "words", "expected"), SAME)
def test_marks_and_brackets_make_no_other_words(wording, words, expected):
    assert sentence_claims.says(factories.claim(wording=wording), words) is expected


def test_the_statements_of_a_claim_are_what_the_machine_reads_in_its_place_or_in_its_words():
    said = [{"text": text, "speaker": ""} for text in ("One", "Two")]
    claim = picked(statements=said)
    assert sentence_claims.statements_in(claim) == ["One", "Two"]
    for words in BOTH:
        suggested(claim, words)
    assert sentence_claims.statements_in(claim) == ["cancelled", "forty times"]
    assert sentence_claims.statements_in(picked()) == []
    claim.appearances.update(replaced_at=now())
    assert sentence_claims.statements_in(claim) == ["One", "Two"], "without an article its words count"
