"""A claim goes into another that says the same; places and evidence go along."""

import threading
from contextlib import nullcontext

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from claims.models import Appearance, Event, Review, Work
from claims.workflow.assignment import assign, triage
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import merge, wording
from claims.workflow.evidence import evidence
from claims.workflow.ledger import redact
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import by_statement
from tests.claims.workflow.world import (
    AT,
    EDITS,
    EVERYBODY,
    STANDS,
    accepted,
    apart,
    beside,
    decided,
    desk,
    edited_or_refused,
    halves,
    in_parts,
    merged,
    now,
    on_hold,
    only_on_its_desk,
    picked,
    places,
    rejected,
    roles_that_may,
    stage,
    verbs,
    work,
)

pytestmark = pytest.mark.django_db


def test_a_merge_brings_places_and_evidence_along():
    by, claim, into = factories.user(), picked(), picked()
    factories.evidence(claim, note="The harbour log.")
    merge.merge(claim=claim, into=into, by=by, at=now())
    claim.refresh_from_db()
    assert (claim.proposal, claim.merged_into, stage(claim), places(claim)) == ("merged", into, "left", [])
    assert len(places(into)) == 2
    assert into.evidence.get().note == "The harbour log."
    assert (verbs(claim)[-1], verbs(into)[-1]) == ("claim.merged", "claim.took_in")


def test_the_same_place_is_not_added_twice():
    claim = picked()
    into = beside(claim, words="cancelled forty times")
    merge.merge(claim=claim, into=into, by=factories.user(), at=now())
    assert places(into) == ["cancelled forty times"]


def test_a_proposal_joins_a_claim_that_has_its_verdict():
    into, claim = decided(), factories.claim()
    merge.merge(claim=claim, into=into, by=factories.user(), at=now())
    into.refresh_from_db()
    assert (into.rating, stage(into), len(places(into))) == ("SUPPORTED", "done", 2)


def test_claims_with_different_verdicts_are_not_merged():
    other = factories.claim()
    factories.evidence(other, "disputes")
    factories.ruled(claim=other, rating="DISPUTED", by=factories.user())
    other.refresh_from_db()
    with pytest.raises(Conflict, match="different verdicts"):
        merge.merge(claim=decided(), into=other, by=factories.user(), at=now())


def test_what_stands_in_the_way_of_a_merge():
    claim, by = picked(), factories.user()
    with pytest.raises(ValidationError):
        merge.merge(claim=claim, into=claim, by=by, at=now())
    for into in (rejected(), merged(), in_parts()):
        with pytest.raises(Conflict, match="now"):
            merge.merge(claim=claim, into=into, by=by, at=now())
    with pytest.raises(Conflict, match="legal hold"):
        merge.merge(claim=claim, into=on_hold(), by=by, at=now())


def test_evidence_that_is_the_other_claims_article_does_not_come_along():
    words = "The town paid for each of them."
    into, claim = picked(of=factories.version(f"{words}\nNobody else did.\n"), words="Nobody else did"), picked()
    seen = into.appearances.get().version
    start = seen.text.index(words)
    evidence.add(
        claim=claim,
        kind="passage",
        stance="supports",
        note="It says so.",
        version=seen,
        start=start,
        end=start + len(words),
        exact=words,
        by=factories.user(),
        at=now(),
    )
    with pytest.raises(Conflict, match="Withdraw it first"):
        merge.merge(claim=claim, into=into, by=factories.user(), at=now())


RACES = {
    "merge into each other": lambda a, b: (
        lambda by: merge.merge(claim=a, into=b, by=by, at=now()),
        lambda by: merge.merge(claim=b, into=a, by=by, at=now()),
    ),
    "merge twice": lambda a, b: tuple(lambda by: merge.merge(claim=a, into=b, by=by, at=now()) for _ in range(2)),
    "split twice": lambda a, b: tuple(lambda by: halves(a, by) for _ in range(2)),
    "split and merge": lambda a, b: (
        lambda by: halves(a, by),
        lambda by: merge.merge(claim=a, into=b, by=by, at=now()),
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", RACES)
def test_of_two_at_once_one_comes_too_late(race):
    claim = picked()
    actions = RACES[race](claim, beside(claim))
    people, gate, entry = [factories.user(), factories.user()], threading.Barrier(2), []

    def run(action, by):
        try:
            gate.wait()
            action(by)
            entry.append("done")
        except Conflict:
            entry.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in zip(actions, people, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry) == ["conflict", "done"]


def test_the_database_holds_the_rules_of_merging():
    claim, into = picked(), picked()
    set_merged = "UPDATE claims_claim SET proposal = 'merged', merged_into_id = %s WHERE id = %s"
    refused(by_statement(set_merged, claim.pk, claim.pk), "another one that stands")
    for other in (rejected(), merged(), in_parts()):
        refused(by_statement(set_merged, other.pk, claim.pk), "another one that stands")
        refused(by_statement(set_merged, into.pk, other.pk), "stands|words")
    refused(by_statement(set_merged, into.pk, decided().pk), "verdict")
    gone = merged()
    refused(
        by_statement("UPDATE claims_claim SET merged_into_id = %s WHERE id = %s", into.pk, gone.pk),
        "only a claim that stands",
    )


@pytest.mark.parametrize("make", [merged, in_parts])
def test_what_was_merged_or_split_is_out_of_the_way(make):
    claim, by = make(), factories.user("editor")
    for action in (
        lambda: triage.pick(claim=claim, by=by, at=now()),
        lambda: triage.unpick(claim=claim, by=by, at=now()),
        lambda: assign.assign(claim=claim, to=factories.user(), by=by, at=now()),
        lambda: verdict.take(claim=claim, by=by, at=now()),
        lambda: verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="x", by=by, at=now()),
        lambda: factories.evidence(claim, by=by),
    ):
        with pytest.raises(Conflict):
            action()
    refused(
        by_statement("UPDATE claims_work SET stage = 'picked' WHERE claim_id = %s", claim.pk), "work on what it became"
    )
    refused(by_statement("UPDATE claims_claim SET wording = 'Other' WHERE id = %s", claim.pk), "stay")
    refused(
        lambda: Review.objects.create(
            claim=claim, round=9, reviewer=actor_of(factories.user()).pk, opened_at=factories.AT
        ),
        "work on what it became",
    )
    refused(
        by_statement(
            "INSERT INTO claims_evidence (claim_id, kind, stance, note, note_public, url, exact, prefix, suffix, "
            "on_record, question, primary_source, page, seen_by, transcription, added_by, created_at, "
            "withdrawn_because) VALUES (%s, 'data', 'supports', 'x', '', '', '', '', '', true, '', false, '', '', '', "
            "%s, now(), '')",
            claim.pk,
            str(actor_of(factories.user()).pk),
        ),
        "work on what it became",
    )


APART = [  # which of the two claims is read apart, fully, is it refused, why
    ("claim", True, True, "its evidence would be carried to where all see it"),
    ("into", True, True, "evidence would be brought before readers who do not see each other's"),
    ("claim", False, False, "readers who see each other's evidence lose nothing"),
]


@pytest.mark.parametrize(("which", "fully", "refused", "why"), APART, ids=[a[-1] for a in APART])
def test_evidence_read_apart_is_not_carried_to_another_claim(which, fully, refused, why):
    claim, into, by = (
        accepted(),
        accepted(words="paid for each", wording="[The town] paid for each"),
        factories.user("editor"),
    )
    apart({"claim": claim, "into": into}[which], fully=fully)
    factories.evidence(claim)
    with pytest.raises(Conflict, match="do not see each other's evidence") if refused else nullcontext():
        merge.merge(claim=claim, into=into, by=by, at=AT)
    assert into.evidence.exists() != refused


def test_a_redacted_place_stays_with_the_claim_that_was_merged():
    claim, into = accepted(), accepted(words="paid for each", wording="[The town] paid for each")
    place = claim.appearances.get()
    first, second = factories.user("administrator"), factories.user("administrator")
    redact.agree(redaction=redact.ask(version=place.version, because="Erasure", by=first, at=AT), by=second, at=AT)
    merge.merge(claim=claim, into=into, by=factories.user("editor"), at=AT)
    assert Appearance.objects.get(pk=place.pk).replaced_at is None
    assert into.appearances.count() == 1


@pytest.mark.parametrize(("where", "make", "why"), STANDS, ids=[row[0] for row in STANDS])
def test_a_claim_is_merged_where_it_stands_or_it_is_said_why_not(where, make, why):
    edited_or_refused("merge", make, why)


def test_whoever_edits_claims_may_merge_one_of_their_desk():
    claim = picked()
    assert roles_that_may(lambda by: EDITS["merge"](claim, by)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: EDITS["merge"](claim, by))


def test_the_claim_that_takes_the_other_in_is_on_ones_desk_too():
    claim, into = picked(), picked()
    Work.objects.filter(pk=into.pk).update(desk=desk("Elsewhere"))
    with pytest.raises(PermissionDenied, match="Elsewhere"):
        merge.merge(claim=claim, into=into, by=factories.user("editor"), at=now())


def test_who_had_an_older_page_before_them_merges_too_late():
    claim, into = picked(), picked()
    seen = Work.objects.get(pk=claim.pk).version
    wording.change(claim=claim, speaker="Agnes Tolland", by=factories.user(), at=now())
    with pytest.raises(Conflict):
        merge.merge(claim=claim, into=into, by=factories.user(), at=now(), seen=seen)
    claim.refresh_from_db()
    assert claim.proposal == "accepted"


def test_only_evidence_that_counts_is_brought_along():
    by, claim, into = factories.user(), picked(), picked()
    gone, kept = factories.evidence(claim, by=by, note="A forgery."), factories.evidence(claim, by=by, note="The log.")
    evidence.withdraw(evidence=gone, because="A forgery.", by=by, at=now())
    at = now()
    merge.merge(claim=claim, into=into, by=by, at=at)
    brought = into.evidence.get()
    assert (brought.note, brought.created_at, brought.added_by) == ("The log.", at, kept.added_by)
    logged = Event.objects.get(verb="claim.took_in")
    assert logged.data == {"merged": claim.pk, "places": [places_of(into)[-1]], "evidence": [brought.pk]}
    assert claim.evidence.count() == 2


def places_of(claim):
    return sorted(claim.appearances.values_list("pk", flat=True))


def test_a_merge_closes_the_reviews_of_the_claim_that_goes_and_leaves_the_others():
    by, claim, into = factories.user(), picked(), picked()
    mine, other = verdict.take(claim=claim, by=factories.user(), at=AT), verdict.take(claim=into, by=by, at=AT)
    version = work(into).version
    at = now()
    assert merge.merge(claim=claim, into=into, by=by, at=at) == into
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.closed_at, other.closed_at) == (at, None)
    assert str(into.pk) in mine.closed_because
    assert (work(claim).stage, work(into).version) == ("left", version + 1)
    logged = Event.objects.get(verb="claim.merged")
    assert (logged.data["into"], logged.data["before"]["stage"]) == (into.pk, "in_review")
    into.refresh_from_db()
    assert into.touched_at == at


@pytest.mark.parametrize("stage", ["second", "returned", "adjudication"])
def test_a_claim_at_every_stage_of_its_review_is_put_by(stage):
    claim, into, author = picked(), picked(), factories.user()
    rating = {"claim": claim, "rating": "NOT_CHECKABLE", "reasons": "No log.", "at": now()}
    if stage == "adjudication":
        plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=now())
        verdict.propose(**rating, missing_context=True, by=factories.user())
    verdict.propose(**rating, by=author)
    if stage == "returned":
        verdict.send_back(claim=claim, because="Which log?", by=factories.user("editor"), at=now())
    assert work(claim).stage == stage
    merge.merge(claim=claim, into=into, by=factories.user(), at=now())
    assert work(claim).stage == "left"
    assert not Review.objects.filter(claim=claim, closed_at=None, returned_because="").exists()


UNDER_BLIND_REVIEW = [
    ({}, True),
    ({"plan": "pair"}, False),
    ({"fully_blind": False}, False),
    ({"stage": "adjudication"}, False),
    ({"stage": "done"}, False),
    ({"cycle": 2}, False),
]


@pytest.mark.parametrize(("fields", "blind"), UNDER_BLIND_REVIEW)
def test_a_claim_is_under_blind_review_while_somebody_reviews_it_fully_blind(fields, blind):
    row = work(apart(accepted()))
    for name, value in fields.items():
        setattr(row, name, value)
    assert merge.is_under_blind_review(row) is blind
