"""What readers see of a claim now, and what publishing it still needs."""

import json

import pytest

from claims.queries import publication as queries
from claims.workflow.evidence import evidence
from claims.workflow.publication import correct, publish
from claims.workflow.review import verdict
from tests import factories, published
from tests.claims.workflow.world import AT, HOUR, work

pytestmark = pytest.mark.django_db


def reopen(claim, at=AT + HOUR):
    verdict.reopen(claim=claim, because="A log was found.", by=factories.user("editor"), at=at)


def open_and_drop(claim, *, at, until):
    correct.begin(claim=claim, because="A second log.", by=factories.user("editor"), at=at)
    correct.drop(claim=claim, because="It is a copy.", by=factories.user("editor"), at=until)


def withdraw_evidence(claim, at):
    evidence.withdraw(evidence=claim.evidence.get(), because="A forgery.", by=factories.user("editor"), at=at)


def test_what_publishing_needs_is_listed_in_order_with_what_holds():
    decision = published.ready(confirmed=False, waived=False)
    found = queries.gates(decision.claim)
    assert len({gate.gate for gate in found}) == len(found)
    assert {gate.gate: gate.holds for gate in found}["verdict"] is True
    assert {gate.gate for gate in found if not gate.holds} == {"confirmed", "reply"}
    assert all(gate.holds for gate in queries.gates(published.ready().claim))


def test_the_last_act_and_what_readers_saw_last():
    claim = published.ready().claim
    assert (queries.latest_publication(claim), queries.last_shown(claim)) == (None, None)
    other = published.public()
    current = publish.publish(claim=claim, by=factories.user("editor"), at=AT)
    assert (queries.latest_publication(claim), queries.last_shown(claim)) == (current, current)
    gone = publish.withdraw_now(claim=claim, because="Wrong ferry.", by=factories.user("editor"), at=AT)
    assert (queries.latest_publication(claim), queries.last_shown(claim)) == (gone, current)
    assert queries.latest_publication(other.claim) == other


def test_only_the_correction_that_is_under_way_is_open():
    current, other = published.public(), published.public()
    open_and_drop(current.claim, at=AT, until=AT)
    assert queries.open_correction(current.claim) is None
    made = correct.begin(claim=other.claim, because="b", by=factories.user("editor"), at=AT)
    assert queries.open_correction(other.claim) == made
    assert queries.open_correction(current.claim) is None


def test_what_readers_see_as_it_stands_is_neither_corrected_nor_checked():
    assert queries.under_correction(published.public()) == ""


def test_what_was_withdrawn_is_neither_corrected_nor_checked():
    current = published.public()
    reopen(current.claim)
    gone = publish.withdraw_now(claim=current.claim, because="Wrong ferry.", by=factories.user("editor"), at=AT)
    assert queries.under_correction(gone) == ""


def test_a_claim_that_was_opened_again_is_being_checked():
    current, other = published.public(), published.public()
    reopen(current.claim)
    assert queries.under_correction(current) == "checking"
    assert queries.under_correction(other) == ""


def test_a_newer_verdict_that_waits_to_be_published_is_a_correction():
    current = published.public()
    reopen(current.claim)
    by = factories.user()
    factories.ruled(claim=current.claim, rating="SUPPORTED", by=by, reasons="Both logs say so.", at=AT + HOUR)
    assert queries.under_correction(current) == "correcting"


def test_a_correction_that_is_open_shows_at_once_and_one_that_was_dropped_does_not():
    current = published.public()
    correct.begin(claim=current.claim, because="b", by=factories.user("editor"), at=AT)
    assert queries.under_correction(current) == "correcting"
    correct.drop(claim=current.claim, because="It is a copy.", by=factories.user("editor"), at=AT + HOUR)
    assert work(current.claim).stage != "done"
    assert queries.under_correction(current) == "", "somebody said that what readers see was right"


def test_a_correction_dropped_before_the_evidence_was_withdrawn_says_nothing_of_it():
    current = published.public()
    open_and_drop(current.claim, at=AT + HOUR, until=AT + 2 * HOUR)
    withdraw_evidence(current.claim, AT + 3 * HOUR)
    assert queries.under_correction(current) == "checking"


def test_a_correction_dropped_after_the_evidence_was_withdrawn_answers_it():
    current = published.public()
    withdraw_evidence(current.claim, AT + HOUR)
    assert queries.under_correction(current) == "checking"
    open_and_drop(current.claim, at=AT + HOUR, until=AT + HOUR)
    assert queries.under_correction(current) == ""


def test_a_correction_that_an_earlier_publication_had_says_nothing_of_this_one():
    current = published.public()
    open_and_drop(current.claim, at=AT, until=AT)
    publish.withdraw_now(claim=current.claim, because="Wrong ferry.", by=factories.user("editor"), at=AT + HOUR)
    factories.evidence(current.claim, "disputes", at=AT + HOUR)
    factories.ruled(claim=current.claim, rating="CONFLICTING", by=factories.user(), at=AT + HOUR)
    published.reply_waived(current.claim.verdicts.last())
    again = publish.publish(claim=current.claim, because="Another log.", by=factories.user("editor"), at=AT + 2 * HOUR)
    assert queries.under_correction(again) == ""
    reopen(current.claim, at=AT + 3 * HOUR)
    assert queries.under_correction(again) == "checking"


def test_only_cited_evidence_that_was_withdrawn_counts():
    current = published.public()
    later = factories.evidence(current.claim, "context", at=AT + HOUR)
    evidence.withdraw(evidence=later, because="Another ship.", by=factories.user("editor"), at=AT + HOUR)
    assert not queries.cited_and_withdrawn(current.verdict).exists()
    assert queries.under_correction(current) == ""
    cited = current.claim.evidence.get(withdrawn_at=None)
    evidence.withdraw(evidence=cited, because="A forgery.", by=factories.user("editor"), at=AT + HOUR)
    assert list(queries.cited_and_withdrawn(current.verdict)) == [cited]


def test_how_much_a_correction_is_at_least():
    current = published.public()
    becomes = published.corrected_verdict(current.claim)
    assert queries.correction_floor(current.verdict, current.verdict) == "minor"
    assert queries.correction_floor(current.verdict, becomes) == "update"


def test_the_public_record_has_what_was_written_for_readers_and_nothing_else():
    current = published.public(note="Our source is the harbour master.")
    record = queries.public_record(
        current.verdict, under=current.public_id, number=7, action="published", level="", because="x"
    )
    assert record["verdict"] == {"number": 1, "hash": current.verdict.hash}
    assert (record["number"], record["action"]) == (7, "published")
    assert "The harbour's log lists them." in json.dumps(record)
    assert "harbour master" not in json.dumps(record)
