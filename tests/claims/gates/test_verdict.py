"""A verdict comes from its review, people and evidence, says what the rows say and stays in its chain."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from claims.models import (
    Review,
    Verdict,
)
from claims.workflow.claim import proposals
from claims.workflow.evidence import evidence
from claims.workflow.review import verdict
from claims.workflow.review.chain import first_broken
from sources.models import Actor
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, blind, by_statement, handed_in, picked, somebody

pytestmark = pytest.mark.django_db


def verdict_row(claim, review, **changes):
    """A verdict row made by hand, as somebody would who goes past the workflow."""
    record = verdict.payload(review, 1, as_of=factories.AT.date(), scale=None) | changes.pop("record", {})
    values = {
        "claim": claim,
        "number": 1,
        "review": review,
        "rating": review.rating,
        "decided_by": review.reviewer,
        "as_of": factories.AT.date(),
    }
    text = "{" + changes.pop("twice", "") + json.dumps(record)[1:]
    return Verdict(**{**values, "payload": text, "created_at": factories.AT, **changes})


def review_row(claim, by, rating="SUPPORTED", **fields):
    values = {
        "round": 1,
        "reviewer": Actor.objects.get_or_create(user=by)[0].pk,
        "reasons": "r",
        "opened_at": factories.AT,
    }
    review = Review.objects.create(claim=claim, rating=rating, **{**values, "submitted_at": factories.AT, **fields})
    if review.submitted_at:
        Review.objects.create(
            claim=claim,
            part="approver",
            approves=review,
            round=review.round + 100,
            reviewer=Actor.objects.create(name="Second reader").pk,
            opened_at=factories.AT,
            submitted_at=factories.AT,
        )
    return review


def review_without_its_evidence(claim, by):
    """A submitted review whose evidence was withdrawn since."""
    item = factories.evidence(claim, by=by)
    review = review_row(claim, by)
    evidence.withdraw(evidence=item, because="It is another ferry.", by=by, at=factories.AT)
    return review


def test_a_verdict_row_by_hand_meets_the_same_gate():
    by = factories.user()
    claim = proposals.accept(claim=factories.claim(), by=by, at=factories.AT)
    review = review_without_its_evidence(claim, by)
    refused(verdict_row(claim, review).save, "needs a piece of evidence")
    refused(lambda: Verdict.objects.bulk_create([verdict_row(claim, review)]), "needs a piece of evidence")
    factories.evidence(claim, by=by)
    verdict_row(claim, review).save()


FORGED = [
    ({"record": {"rating": "DISPUTED"}}, "the payload says another rating"),
    ({"record": {"wording": "Something else"}}, "the payload says another wording"),
    ({"record": {"evidence": []}}, "the payload hides the evidence"),
    ({"record": {"number": 7}}, "the payload says another number"),
    ({"record": {"decided_by": "00000000-0000-0000-0000-000000000000"}}, "the payload names somebody else"),
    ({"record": {"speaker": "The Pope"}}, "the payload names another speaker"),
    ({"record": {"places": []}}, "the payload hides where it was seen"),
    ({"record": {"sought": "Everywhere"}}, "the payload claims another search"),
    ({"twice": '"rating":"DISPUTED",'}, "the payload says two things under one key"),
    ({"rating": "NOT_CHECKABLE"}, "the row has another rating than the review"),
    ({"decided_by": "00000000-0000-0000-0000-000000000000"}, "the row names somebody else than the review"),
]


@pytest.mark.parametrize(("changes", "why"), FORGED, ids=[why for _, why in FORGED])
def test_a_forged_verdict_is_refused(changes, why):
    by = factories.user()
    claim = proposals.accept(claim=factories.claim(), by=by, at=factories.AT)
    factories.evidence(claim, by=by)
    review = review_row(claim, by)
    refused(verdict_row(claim, review, **changes).save)
    assert not Verdict.objects.exists()


def test_only_a_submitted_review_of_this_claim_yields_a_verdict():
    by = factories.user()
    claim, other = (proposals.accept(claim=factories.claim(), by=by, at=factories.AT) for _ in range(2))
    factories.evidence(claim, by=by)
    factories.evidence(other, by=by)
    still_open = review_row(claim, by, submitted_at=None)
    elsewhere = review_row(other, by)
    refused(verdict_row(claim, still_open).save, "submitted review")
    refused(verdict_row(claim, elsewhere).save, "submitted review")


def test_a_review_of_an_earlier_cycle_yields_no_verdict_in_the_next():
    claim = blind().claim
    other = Review.objects.get(claim=claim, part="reviewer", verdict=None)
    verdict.reopen(claim=claim, because="Another log.", by=factories.user("editor"), at=factories.AT)
    refused(verdict_row(claim, other).save, "from a submitted review")


@pytest.mark.parametrize("differ", [False, True])
def test_a_verdict_under_a_blind_plan_rests_on_two_reviewers_or_an_adjudicator(differ):
    assert json.loads(blind(differ=differ).payload)["reviews"] == [
        {"review": review.pk, "part": review.part, "reviewer": str(review.reviewer), "rating": review.rating}
        for review in Review.objects.order_by("pk")
    ]


def test_a_verdict_needs_a_claim_that_a_person_accepted():
    claim, by = factories.claim(), factories.user()
    factories.evidence(claim, by=by)
    refused(verdict_row(claim, review_row(claim, by)).save, "accepted")


def test_the_hash_is_the_databases_own_and_the_chain_holds():
    by = factories.user()
    first = factories.decided(by=by)
    second = factories.ruled(
        claim=first.claim, rating="NOT_CHECKABLE", reasons="The log is gone.", by=by, at=factories.AT, seen=1
    )
    assert first.previous_hash == "0" * 64
    assert first.hash == hashlib.sha256(("0" * 64 + first.payload).encode()).hexdigest()
    assert second.previous_hash == first.hash
    assert first_broken(first.claim) is None


def test_a_temporary_table_does_not_stand_in_for_the_evidence():
    by = factories.user()
    claim = proposals.accept(claim=factories.claim(), by=by, at=factories.AT)
    review = review_without_its_evidence(claim, by)
    try:
        with transaction.atomic():
            by_statement("CREATE TEMP TABLE claims_evidence AS SELECT * FROM public.claims_evidence")()
    except DatabaseError:
        return  # may not make temporary tables at all: safer still
    refused(verdict_row(claim, review).save, "needs")


def forged(**record: Any) -> Attempt:
    """A verdict by hand, true in everything but what is changed."""
    claim, _editor = picked()
    first = handed_in(claim)
    Review.objects.create(
        claim=claim,
        part="approver",
        approves=first,
        round=9,
        reviewer=somebody(),
        opened_at=factories.AT,
        submitted_at=factories.AT,
    )
    as_of = record.pop("as_of", factories.AT.date())
    text = verdict.payload(first, 1, as_of=as_of or factories.AT.date(), scale=None) | record
    if as_of is None:
        text["as_of"] = None
    without = [key for key, value in text.items() if value is GONE]
    text = {key: value for key, value in text.items() if key not in without}
    return Verdict(
        claim=claim,
        number=1,
        review=first,
        rating=first.rating,
        decided_by=first.reviewer,
        as_of=as_of,
        payload=json.dumps(text),
        created_at=factories.AT,
    ).save


GONE = object()


def with_a_key_more() -> Attempt:
    return forged(note="For readers of the file only.")


def with_a_key_less() -> Attempt:
    return forged(role=GONE)


def of_another_review() -> Attempt:
    return forged(review=7)


def decided_another_day() -> Attempt:
    return forged(decided_at="2020-01-01T00:00:00+00:00")


def for_no_day() -> Attempt:
    return forged(as_of=None)


def test_what_is_not_forged_is_stored() -> None:
    forged()()
    assert Verdict.objects.get().number == 1


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (with_a_key_more, "says what the claim"),
    (with_a_key_less, "says what the claim"),
    (of_another_review, "says what the claim"),
    (decided_another_day, "says what the claim"),
    (for_no_day, "says what the claim"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
