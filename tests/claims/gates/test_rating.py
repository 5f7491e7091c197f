"""A rating has the evidence that it needs, or nobody submits it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Evidence, Review, Verdict
from claims.workflow.claim import proposals
from claims.workflow.evidence import evidence
from sources.models import Fetch
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, picked, somebody

pytestmark = pytest.mark.django_db


WITHOUT = [  # rating, the stances that are there, why it is not enough
    ("SUPPORTED", [], "no evidence at all"),
    ("SUPPORTED", ["disputes"], "evidence that points the other way"),
    ("SUPPORTED", ["context"], "context supports nothing"),
    ("DISPUTED", [], "no evidence at all"),
    ("DISPUTED", ["supports"], "evidence that points the other way"),
    ("CONFLICTING", ["supports"], "only one side"),
    ("CONFLICTING", ["disputes", "context"], "only one side"),
]


@pytest.mark.parametrize(("rating", "stances", "why"), WITHOUT)
def test_a_verdict_without_the_evidence_it_needs_is_refused_in_words(rating, stances, why):
    claim, by = factories.claim(), factories.user()
    for stance in stances:
        factories.evidence(claim, stance, by=by)
    with pytest.raises(ValidationError, match="needs"):
        factories.ruled(claim=claim, rating=rating, reasons="I say so.", by=by, at=factories.AT)
    assert not Verdict.objects.exists()
    assert not Review.objects.exists()
    claim.refresh_from_db()
    assert (claim.rating, claim.proposal) == ("", "proposed")


WITH = [
    ("SUPPORTED", [("supports", "")], {}),
    ("DISPUTED", [("disputes", "")], {}),
    ("CONFLICTING", [("supports", "https://harbour.example/log"), ("disputes", "https://town.example/budget")], {}),
    ("NOT_ENOUGH_EVIDENCE", [], {"sought": "The harbour's log, the town archive."}),
    ("NOT_CHECKABLE", [], {}),
]


@pytest.mark.parametrize(("rating", "items", "more"), WITH)
def test_a_verdict_with_what_it_needs_is_stored_and_shown(rating, items, more):
    claim, by = factories.claim(), factories.user()
    for stance, url in items:
        factories.evidence(claim, stance, by=by, kind="page" if url else "data", url=url)
    ruling = factories.ruled(claim=claim, rating=rating, reasons="Because.", by=by, at=factories.AT, **more)
    claim.refresh_from_db()
    assert (ruling.number, claim.rating) == (1, rating)


def test_conflicting_needs_two_origins():
    claim, by = factories.claim(), factories.user()
    factories.evidence(claim, "supports", by=by, kind="page", url="https://www.harbour.example/log")
    factories.evidence(claim, "disputes", by=by, kind="page", url="https://harbour.example/other")
    with pytest.raises(ValidationError, match="different origins"):
        factories.ruled(claim=claim, rating="CONFLICTING", reasons="Both.", by=by, at=factories.AT)


def test_not_enough_evidence_needs_a_log_of_the_search():
    with pytest.raises(ValidationError, match="where"):
        factories.ruled(
            claim=factories.claim(), rating="NOT_ENOUGH_EVIDENCE", reasons="No.", by=factories.user(), at=factories.AT
        )


def test_withdrawn_evidence_does_not_count():
    claim, by = factories.claim(), factories.user()
    evidence.withdraw(evidence=factories.evidence(claim, by=by), because="It is another ferry.", by=by, at=factories.AT)
    with pytest.raises(ValidationError, match="needs"):
        factories.ruled(claim=claim, rating="SUPPORTED", reasons="Still.", by=by, at=factories.AT)


def test_a_text_that_declares_itself_ai_generated_is_never_enough():
    claim, by = factories.claim(), factories.user()
    words = "Forty crossings were cancelled, and a machine wrote this."
    other = factories.version(words, purpose="evidence", declares="trainedAlgorithmicMedia")
    with pytest.raises(ValidationError, match="AI-generated is no evidence"):
        factories.evidence(claim, by=by, kind="passage", version=other, start=0, end=5, exact="Forty")
    item = factories.evidence(claim, by=by, kind="page", url="https://machine.example/ferry")
    type(item.fetch).objects.filter(pk=item.fetch_id).update(version=other, outcome="new", finished_at=factories.AT)
    with pytest.raises(ValidationError, match="needs"):
        factories.ruled(claim=claim, rating="SUPPORTED", reasons="It says so.", by=by, at=factories.AT)
    factories.evidence(claim, by=by)
    assert factories.ruled(claim=claim, rating="SUPPORTED", reasons="The log.", by=by, at=factories.AT).number == 1


def submitted_at_once_without_evidence() -> Attempt:
    claim = proposals.accept(claim=factories.claim(), by=factories.user(), at=factories.AT)
    return lambda: Review.objects.create(
        claim=claim,
        round=1,
        reviewer=somebody(),
        rating="SUPPORTED",
        reasons="r",
        opened_at=factories.AT,
        submitted_at=factories.AT,
    )


def two_copies_of_one_text() -> Attempt:
    claim, _editor = picked()
    text = "Both say the same, word for word."
    for host, stance in (("one", "supports"), ("two", "disputes")):
        item = factories.evidence(claim, stance, kind="page", url=f"https://{host}.example/log")
        copy = factories.version(text, purpose="evidence")
        Fetch.objects.filter(pk=item.fetch_id).update(version=copy, outcome="new", finished_at=factories.AT)
    Evidence.objects.filter(claim=claim, url="").update(
        withdrawn_at=factories.AT, withdrawn_by=somebody(), withdrawn_because="w"
    )
    return conflicting(claim)


def one_persons_word_twice() -> Attempt:
    by = factories.user()
    claim = proposals.accept(claim=factories.claim(), by=by, at=factories.AT)
    for stance in ("supports", "disputes"):
        factories.evidence(claim, stance, by=by)
    return conflicting(claim)


def conflicting(claim: Claim) -> Attempt:
    return lambda: Review.objects.create(
        claim=claim,
        round=9,
        reviewer=somebody(),
        rating="CONFLICTING",
        reasons="r",
        opened_at=factories.AT,
        submitted_at=factories.AT,
    )


def test_two_persons_words_are_of_two_origins() -> None:
    claim = proposals.accept(claim=factories.claim(), by=factories.user(), at=factories.AT)
    for stance in ("supports", "disputes"):
        factories.evidence(claim, stance, by=factories.user())
    assert conflicting(claim)()


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (submitted_at_once_without_evidence, "Supported needs"),
    (two_copies_of_one_text, "different origins"),
    (one_persons_word_twice, "different origins"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
