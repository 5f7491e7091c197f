"""Submitted reviews become a verdict as the claim's plan has it."""

import json
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from claims.models import (
    Claim,
    Verdict,
)
from claims.workflow.audit import Conflict
from claims.workflow.evidence import evidence
from claims.workflow.review import verdict
from claims.workflow.review.chain import first_broken
from tests import factories
from tests.claims.workflow.world import (
    AT,
    DAY,
    EDITORS,
    EVERYBODY,
    HOUR,
    MINUTE,
    accepted,
    apart,
    only_on_its_desk,
    roles_that_may,
)

pytestmark = pytest.mark.django_db


def test_changing_ones_mind_is_another_verdict_with_its_reason():
    by = factories.user()
    first = factories.decided(by=by)
    factories.piece(first.claim, "disputes", by=by, note="The second log.")
    second = factories.ruled(
        claim=first.claim, rating="DISPUTED", reasons="A second log was found.", by=by, at=factories.AT, seen=1
    )
    assert [(v.number, v.rating) for v in Verdict.objects.all()] == [(1, "SUPPORTED"), (2, "DISPUTED")]
    assert json.loads(second.payload)["reasons"] == "A second log was found."
    assert len(json.loads(first.payload)["evidence"]) == 1
    first.claim.refresh_from_db()
    assert first.claim.rating == "DISPUTED"


def test_a_verdict_given_meanwhile_is_a_conflict_and_stores_nothing():
    by = factories.user()
    first = factories.decided(by=by)
    with pytest.raises(Conflict, match="v1"):
        factories.ruled(claim=first.claim, rating="NOT_CHECKABLE", reasons="r", by=by, at=factories.AT, seen=0)
    assert first.claim.reviews.filter(cycle=2).count() == 0


@pytest.mark.parametrize(
    ("fields", "names"),
    [({"rating": "TRUE"}, "rating"), ({"reasons": "  "}, "reasons"), ({"reasons": "a\0"}, "reasons")],
)
def test_a_wrong_review_names_its_field(fields, names):
    values = {"rating": "NOT_CHECKABLE", "reasons": "r", "by": factories.user(), "at": factories.AT}
    with pytest.raises(ValidationError) as wrong:
        factories.ruled(claim=factories.claim(), **{**values, **fields})
    assert names in wrong.value.message_dict


def test_the_verdict_freezes_what_it_was_given_on():
    given = factories.decided()
    said = json.loads(given.payload)
    place = given.claim.appearances.get()
    assert said["places"] == [
        {"version": place.version_id, "start": place.start, "end": place.end, "exact": "cancelled forty times"}
    ]
    assert [e["stance"] for e in said["evidence"]] == ["supports"]
    assert said["format"] == "verdict/2"


def test_a_broken_chain_names_its_first_bad_row(owner):
    by = factories.user()
    first = factories.decided(by=by)
    for number in (1, 2, 3):
        factories.ruled(
            claim=first.claim, rating="NOT_CHECKABLE", reasons=f"r{number}", by=by, at=factories.AT, seen=number
        )
    assert first_broken(first.claim) is None
    owner.execute("SET session_replication_role = replica")  # the owner of the tables can; the record shows it
    owner.execute("UPDATE claims_verdict SET payload = payload || ' ' WHERE number = 2")
    assert first_broken(first.claim).number == 2
    owner.execute("UPDATE claims_verdict SET payload = rtrim(payload) WHERE number = 2")
    owner.execute("DELETE FROM claims_verdict WHERE number = 3")
    assert first_broken(first.claim).number == 4


def handed_in():
    claim, author = accepted(), factories.user()
    first, second = factories.piece(claim, by=author), factories.piece(claim, by=author, note="The other log.")
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=author, at=AT + MINUTE)
    return claim, first, second


CHANGES = [  # what is done after it was handed in, what is said of it
    (lambda claim, piece: factories.piece(claim, "disputes", at=AT + HOUR), "1 piece added"),
    (
        lambda claim, piece: evidence.withdraw(
            piece=piece, because="A forgery.", by=factories.user("editor"), at=AT + HOUR
        ),
        "1 piece withdrawn",
    ),
]


@pytest.mark.parametrize(("do", "said"), CHANGES, ids=[c[-1] for c in CHANGES])
def test_who_approves_after_the_evidence_changed_has_seen_it(do, said):
    claim, first, second = handed_in()
    do(claim, first)
    by, now = factories.user("editor"), AT + 2 * HOUR
    for seen in (None, [first.pk, second.pk]):
        with pytest.raises(Conflict, match=said):
            verdict.approve(claim=claim, by=by, at=now, seen_evidence=seen)
    present = verdict.standing_evidence(claim)
    assert verdict.approve(claim=claim, by=by, at=now, seen_evidence=present).verdict is not None


def test_who_approves_what_nobody_changed_need_not_say_what_they_saw():
    claim, _first, _second = handed_in()
    assert verdict.approve(claim=claim, by=factories.user("editor"), at=AT + 2 * HOUR).verdict is not None


def test_a_blind_reader_leaves_no_trace_on_the_claim():
    claim = apart(accepted())
    before = Claim.objects.get(pk=claim.pk).touched_at
    second = factories.user()
    verdict.take(claim=claim, by=second, at=AT + HOUR)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=second, at=AT + HOUR)
    assert Claim.objects.get(pk=claim.pk).touched_at == before


DAYS = [  # given, the field that is wrong
    ({"recheck_on": AT.date()}, "recheck_on"),
    ({"recheck_on": AT.date() - DAY}, "recheck_on"),
    ({"as_of": AT.date() + DAY}, "as_of"),
]


@pytest.mark.parametrize(("given", "field"), DAYS)
@pytest.mark.parametrize("act", ["propose", "approve"])
def test_a_day_that_cannot_be_names_its_field(act, given, field):
    claim, by = accepted(), factories.user()
    ruling = {"claim": claim, "rating": "NOT_CHECKABLE", "reasons": "No log.", "by": by, "at": AT}
    do = partial(verdict.propose, **ruling)
    if act == "approve":
        do()
        do = partial(verdict.approve, claim=claim, by=factories.user("editor"), at=AT)
    with pytest.raises(ValidationError) as refused:
        do(**given)
    assert set(refused.value.message_dict) == {field}


def test_reviewers_and_editors_review_and_only_editors_approve():
    claim, other = accepted(), handed_in()[0]
    assert roles_that_may(lambda by: verdict.take(claim=claim, by=by, at=AT)) == EVERYBODY
    assert (
        roles_that_may(lambda by: verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=AT))
        == EVERYBODY
    )
    assert roles_that_may(lambda by: verdict.approve(claim=other, by=by, at=AT + HOUR)) == EDITORS
    assert (
        roles_that_may(lambda by: verdict.send_back(claim=other, because="Which log?", by=by, at=AT + HOUR)) == EDITORS
    )
    assert only_on_its_desk(claim, lambda by: verdict.take(claim=claim, by=by, at=AT), "reviewer")
    assert only_on_its_desk(other, lambda by: verdict.approve(claim=other, by=by, at=AT + HOUR))
