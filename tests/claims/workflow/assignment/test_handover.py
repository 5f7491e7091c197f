"""A claim that somebody is at goes to another person."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from claims.models import Event, Notice, Work
from claims.workflow.assignment import assign, handover
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import plan, review, verdict
from tests import factories
from tests.claims.workflow.world import (
    AT,
    EDITORS,
    MINUTE,
    accepted,
    desk,
    inbox,
    only_on_its_desk,
    roles_that_may,
    taken,
    work,
)

pytestmark = pytest.mark.django_db


def test_an_editor_hands_a_claim_over_and_the_draft_stays_its_writers():
    reader, other, by = factories.user(), factories.user(), factories.user("editor")
    claim, theirs = taken(reader)
    review.save_draft(review=theirs, by=actor_of(reader), at=AT, seen=0, reasons="Half a thought.")
    with pytest.raises(Conflict, match="Hand it over"):
        assign.assign(claim=claim, to=other, by=by, at=AT)
    handover.hand_over(claim=claim, to=other, because="She is ill.", by=by, at=AT)
    theirs.refresh_from_db()
    assert (theirs.reasons, theirs.closed_because) == ("Half a thought.", "handed over to somebody else: She is ill.")
    assert (inbox(reader), inbox(other)) == (["closed"], ["assigned"])
    assert verdict.take(claim=claim, by=other, at=AT).reviewer == actor_of(other).pk
    with pytest.raises(Conflict):
        review.save_draft(review=theirs, by=actor_of(reader), at=AT, seen=1, reasons="More.")


def test_nobody_at_it_nothing_to_hand_over():
    with pytest.raises(Conflict, match="Nobody is at this place"):
        handover.hand_over(claim=accepted(), to=factories.user(), because="x", by=factories.user("editor"), at=AT)


def test_handing_over_a_blind_reading_names_nobody():
    one, two, new, by = factories.user(), factories.user(), factories.user(), factories.user("editor")
    claim = accepted()
    plan.set_harm(claim=claim, harm="high", by=by, at=AT)
    verdict.take(claim=claim, by=one, at=AT)
    verdict.take(claim=claim, by=two, at=AT)
    with pytest.raises(Conflict, match="Two reviewers"):
        assign.assign(claim=claim, to=new, by=by, at=AT)
    handover.hand_over(claim=claim, to=new, because="Conflict of interest.", slot=2, by=by, at=AT)
    live = {r.slot: r.reviewer for r in review.live_reviews(work(claim))}
    assert live == {1: actor_of(one).pk, 2: actor_of(new).pk}
    assert work(claim).assigned_to is None
    people = {str(actor_of(u).pk) for u in (one, two, new)}
    for entry in Event.objects.filter(claim=claim.pk):
        assert not people & {str(entry.actor), *map(str, entry.data.values())}, entry.verb


def test_an_editor_who_reads_a_claim_blind_hands_nothing_over():
    by = factories.user("editor")
    claim = accepted()
    plan.set_harm(claim=claim, harm="high", by=factories.user("editor"), at=AT)
    verdict.take(claim=claim, by=by, at=AT)
    verdict.take(claim=claim, by=factories.user(), at=AT)
    for slot in (1, 2):
        with pytest.raises(Conflict, match="You review this claim yourself"):
            handover.hand_over(claim=claim, to=factories.user(), because="x", slot=slot, by=by, at=AT)


def test_only_editors_hand_over_on_their_desk():
    claim, _ = taken()

    def hand(by):
        return handover.hand_over(claim=claim, to=factories.user(), because="Ill.", by=by, at=AT)

    assert roles_that_may(hand) == EDITORS
    Work.objects.filter(pk=claim.pk).update(desk=desk("Night shift"))
    assert only_on_its_desk(claim, hand)


def handed(claim, to=None, **more):
    values = {"because": "Ill.", "by": factories.user("editor"), "at": AT}
    return handover.hand_over(claim=claim, to=to or factories.user(), **{**values, **more})


@pytest.mark.parametrize("because", ["", " ", "a\0", "x" * 301])
def test_handing_over_needs_a_reason(because):
    claim, mine = taken()
    with pytest.raises(ValidationError) as refusal:
        handed(claim, because=because)
    assert set(refusal.value.message_dict) == {"because"}
    mine.refresh_from_db()
    assert mine.closed_at is None


def test_who_had_an_older_row_before_them_hands_nothing_over():
    claim, _ = taken()
    seen = work(claim).version
    with pytest.raises(Conflict):
        handed(claim, seen=seen - 1)
    assert handed(claim, seen=seen).stage == "assigned"


def test_whoever_has_the_claim_or_cannot_do_the_step_is_not_given_it():
    claim, mine = taken()
    for to in (User.objects.get(actor=mine.reviewer), factories.user("nobody")):
        with pytest.raises(ValidationError) as refusal:
            handed(claim, to)
        assert set(refusal.value.message_dict) == {"to"}


def test_a_second_review_goes_to_another_editor_who_has_it_for_a_lease():
    author, second, third = factories.user(), factories.user("editor"), factories.user("editor")
    claim = accepted()
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=author, at=AT)
    theirs = verdict.take(claim=claim, by=second, at=AT)
    with pytest.raises(ValidationError, match="cannot do this step"):
        handed(claim, factories.user())
    handed(claim, third, at=AT + MINUTE)
    theirs.refresh_from_db()
    assert theirs.closed_at == AT + MINUTE
    now_at = review.live_reviews(work(claim))[-1]
    assert (now_at.reviewer, now_at.part, work(claim).stage) == (actor_of(third).pk, "approver", "second")
    assert (inbox(second), inbox(third)) == (["closed"], ["assigned"])
    notice = Notice.objects.get(to=actor_of(second))
    assert (notice.text, notice.key) == ("handed over to somebody else: Ill.", f"closed:{theirs.pk}")


def test_of_two_blind_places_the_one_that_was_meant_is_handed_over():
    claim, first, second = accepted(), factories.user(), factories.user()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    one = verdict.take(claim=claim, by=first, at=AT)
    two = verdict.take(claim=claim, by=second, at=AT)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=second, at=AT)
    with pytest.raises(Conflict, match="Nobody is at this place"):
        handed(claim, slot=2)
    handed(claim, slot=1)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.closed_at, two.closed_at) == (AT, None)
