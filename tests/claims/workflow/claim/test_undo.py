"""One takes back what one did last to a claim, as long as nobody has built on it."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims.models import Event, Review, Work
from claims.workflow.assignment import triage
from claims.workflow.audit import Conflict, actor_of, event
from claims.workflow.claim import merge, proposals, undo, wording
from claims.workflow.claim.wording import Days
from claims.workflow.evidence import evidence
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.workflow.world import (
    AT,
    EDITS,
    MINUTE,
    desk,
    halves,
    how_it_stands,
    now,
    picked,
    places,
    rejected,
    stage,
    work,
)

pytestmark = pytest.mark.django_db


def left_with_the_rest(claim, by):
    triage.leave_rest(version=claim.appearances.get().version, by=by, at=now())


UNDONE = {
    **EDITS,
    "times": lambda claim, by: wording.change(
        claim=claim, times=[Days(exact="forty", first=factories.AT.date())], by=by, at=now()
    ),
    "pick": lambda claim, by: triage.pick(claim=claim, because="harm", by=by, at=now()),
    "leave": lambda claim, by: triage.leave(claim=claim, by=by, at=now()),
    "leave the rest": left_with_the_rest,
    "accept": lambda claim, by: proposals.accept(claim=claim, by=by, at=now()),
    "reject": lambda claim, by: proposals.reject(claim=claim, which="opinion", by=by, at=now()),
}


ON = {"new": factories.claim, "picked": picked, "rejected": rejected}


COMBINED = [
    (action, on)
    for action in UNDONE
    for on in ON
    if (on != "rejected" or action in ("pick", "accept"))
    and (action, on) not in {("pick", "picked"), ("accept", "picked"), ("leave the rest", "picked")}
]


@pytest.mark.parametrize(("action", "on"), COMBINED, ids=[f"{action} a {on} one" for action, on in COMBINED])
def test_what_one_did_last_is_taken_back(action, on):
    by, claim = factories.user(), ON[on]()
    before = how_it_stands(claim)
    UNDONE[action](claim, by)
    assert how_it_stands(claim) != before
    assert undo.last(claim=claim, by=actor_of(factories.user())) is None, "another person's action"
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=factories.user(), at=now())
    done = undo.last(claim=claim, by=actor_of(by))
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=by, at=now(), seen=done.pk - 1)
    assert undo.undo(claim=claim, by=by, at=now(), seen=done.pk) == claim
    assert how_it_stands(claim) == before
    assert undo.last(claim=claim, by=actor_of(by)) is None
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=by, at=now())


def test_undoing_goes_on_with_what_was_done_before():
    by, claim = factories.user(), factories.claim()
    stood = [how_it_stands(claim)]
    for action in ("pick", "change", "adjust", "reject"):
        UNDONE[action](claim, by)
        stood.append(how_it_stands(claim))
    for before in reversed(stood[:-1]):
        undo.undo(claim=claim, by=by, at=now())
        assert how_it_stands(claim) == before


BUILT = {
    "evidence": lambda claim: evidence.add(
        claim=claim, kind="data", stance="supports", note="The log.", by=factories.user(), at=now()
    ),
    "a review": lambda claim: verdict.take(claim=claim, by=factories.user(), at=now()),
    "other words": lambda claim: wording.change(claim=claim, speaker="Agnes Tolland", by=factories.user(), at=now()),
}


@pytest.mark.parametrize("built", BUILT)
@pytest.mark.parametrize("action", ["pick", "accept", "change", "merge", "split", "adjust"])
def test_what_somebody_built_on_stays(action, built):
    by = factories.user()
    claim = factories.claim() if action in ("pick", "accept") else picked()
    became = UNDONE[action](claim, by)
    on = {"merge": lambda: became, "split": lambda: became[0]}.get(action, lambda: claim)()
    if built == "a review" and action == "merge":
        triage.pick(claim=on, by=factories.user(), at=now())
    BUILT[built](on)
    for one in {claim, on}:
        with pytest.raises(Conflict):
            undo.undo(claim=one, by=by, at=now())


def test_a_blind_reading_that_nobody_is_told_of_is_built_on_the_action():
    by, claim = factories.user(), picked()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=now())
    wording.change(claim=claim, speaker="Agnes Tolland", by=by, at=now())
    verdict.take(claim=claim, by=factories.user(), at=now())
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=by, at=now())


@pytest.mark.parametrize("where", ["the claim that went", "the one that took it in"])
def test_a_merge_is_undone_from_either_side(where):
    by, claim, into = factories.user(), picked(), picked()
    factories.evidence(claim)
    was, other = how_it_stands(claim), how_it_stands(into)
    merge.merge(claim=claim, into=into, by=by, at=now())
    current = undo.undo(claim=claim if where == "the claim that went" else into, by=by, at=now())
    assert current == (claim if where == "the claim that went" else into)
    assert (how_it_stands(claim), how_it_stands(into)) == (was, other)
    assert into.evidence.get().withdrawn_because == "the merge was undone"
    assert claim.evidence.get().withdrawn_at is None
    merge.merge(claim=claim, into=into, by=by, at=now())
    assert len(places(into)) == 2, "and done again"


def test_a_split_is_undone_from_a_part_and_the_parts_go_back_into_the_whole():
    by, claim = factories.user(), picked()
    was = how_it_stands(claim)
    first, second = halves(claim, by)
    assert undo.undo(claim=second, by=by, at=now()) == claim
    assert how_it_stands(claim) == was
    first.refresh_from_db()
    assert (first.proposal, first.merged_into, stage(first)) == ("merged", claim, "left")
    assert len(halves(claim, by)) == 2, "and done again"


def test_undone_back_to_new_it_stays_touched():
    claim, by = factories.claim(), factories.user()
    triage.leave(claim=claim, by=by, at=AT)
    undo.undo(claim=claim, by=by, at=AT + MINUTE)
    claim.refresh_from_db()
    assert (work(claim).stage, claim.touched_at is not None) == ("new", True)


def test_another_persons_action_of_the_same_kind_on_the_other_claim_stands_in_the_way():
    by, claim, into = factories.user(), picked(), picked()
    merge.merge(claim=claim, into=into, by=by, at=now())
    event(
        "claim.took_in",
        by=actor_of(factories.user()),
        at=now(),
        claim=into,
        merged=claim.pk,
        places=[],
        evidence=[],
    )
    with pytest.raises(Conflict, match="nothing of yours"):
        undo.undo(claim=claim, by=by, at=now())
    claim.refresh_from_db()
    assert claim.proposal == "merged"


def test_undoing_needs_the_permission_that_the_action_needs_and_the_desk():
    by, claim = factories.user(), picked()
    EDITS["change"](claim, by)
    Work.objects.filter(pk=claim.pk).update(desk=desk("Elsewhere"))
    with pytest.raises(PermissionDenied, match="Elsewhere"):
        undo.undo(claim=claim, by=by, at=now())
    Work.objects.filter(pk=claim.pk).update(desk=None)
    by.groups.clear()
    with pytest.raises(PermissionDenied):
        undo.undo(claim=claim, by=User.objects.get(pk=by.pk), at=now())


def test_nothing_is_undone_on_legal_hold():
    by, claim = factories.user(), picked()
    EDITS["change"](claim, by)
    Work.objects.filter(pk=claim.pk).update(held_because="A letter.", held_by=actor_of(by).pk)
    with pytest.raises(Conflict, match="legal hold"):
        undo.undo(claim=claim, by=by, at=now())


def test_an_undo_is_written_down_with_the_events_that_it_takes_back():
    by, claim, other = factories.user(), picked(), factories.user()
    verdict.take(claim=claim, by=other, at=now())
    at = now()
    wording.change(claim=claim, wording="[The ferry] sank", by=by, at=at)
    closed, changed = Event.objects.filter(claim=claim.pk).order_by("-id")[:2][::-1]
    assert (closed.verb, changed.verb) == ("review.closed", "claim.changed")
    undo.undo(claim=claim, by=by, at=now())
    logged = Event.objects.filter(verb="claim.undone").get()
    assert (logged.claim, logged.actor) == (claim.pk, actor_of(by).pk)
    assert logged.data == {"action": "claim.changed", "events": [changed.pk, closed.pk]}
    assert Review.objects.get(claim=claim).closed_at == at, "what the action closed stays closed"


def test_ones_own_review_that_began_since_does_not_stand_in_the_way_and_a_handed_in_one_does():
    by, claim = factories.user(), picked()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=now())
    EDITS["change"](claim, by)
    verdict.take(claim=claim, by=by, at=now())
    undo.undo(claim=claim, by=by, at=now())
    EDITS["change"](claim, by)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=now())
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=by, at=now())


def test_a_pick_of_a_claim_that_has_its_verdict_stays():
    by, claim = factories.user(), factories.claim()
    triage.pick(claim=claim, by=by, at=now())
    pick = Event.objects.get(verb="claim.picked")
    factories.decided(claim)
    assert undo.last(claim=claim, by=actor_of(by)) is None
    assert pick.claim == claim.pk


def test_evidence_of_a_merge_is_withdrawn_by_whoever_undoes_it():
    by, claim, into = factories.user(), picked(), picked()
    mine, theirs = factories.evidence(claim), factories.evidence(into)
    merge.merge(claim=claim, into=into, by=by, at=now())
    at = now()
    undo.undo(claim=claim, by=by, at=at)
    brought = into.evidence.exclude(pk=theirs.pk).get()
    assert (brought.withdrawn_at, brought.withdrawn_by) == (at, actor_of(by).pk)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.withdrawn_at, theirs.withdrawn_at) == (None, None)


def closed_review(claim, by, *, cycle=1):
    return Review.objects.create(
        claim=claim,
        round=9,
        cycle=cycle,
        part="author",
        reviewer=actor_of(by).pk,
        opened_at=now(),
        closed_at=now(),
        closed_because="given back: ill",
    )


def test_reviews_of_other_claims_and_those_that_were_closed_do_not_stand_in_the_way():
    by, claim, other = factories.user(), picked(), picked()
    EDITS["change"](claim, by)
    verdict.take(claim=other, by=factories.user(), at=now())
    closed_review(claim, factories.user())
    undo.undo(claim=claim, by=by, at=now())
    assert Event.objects.filter(claim=claim.pk, verb="claim.undone").exists()


def test_the_last_fifty_events_are_looked_at():
    assert undo.LOOKED_BACK == 50
    by, claim = factories.user(), picked()
    for _ in range(25):
        EDITS["change"](claim, by)
        undo.undo(claim=claim, by=by, at=now())
    assert undo.last(claim=claim, by=actor_of(by)) is None, "what lies before them is not seen"


def test_a_part_that_went_on_stands_in_the_way_of_undoing_the_split():
    by, claim = factories.user(), picked()
    _first, second = halves(claim, by)
    type(second).objects.filter(pk=second.pk).update(proposal="rejected", not_a_claim="vague")
    with pytest.raises(Conflict, match="nothing of yours"):
        undo.undo(claim=claim, by=by, at=now())


def test_words_that_changed_without_an_event_stand_in_the_way():
    by, claim = factories.user(), picked()
    EDITS["change"](claim, by)
    type(claim).objects.filter(pk=claim.pk).update(wording="[The ferry] sank")
    with pytest.raises(Conflict, match="nothing of yours"):
        undo.undo(claim=claim, by=by, at=now())


def test_evidence_that_was_withdrawn_before_a_merge_is_undone_keeps_its_reason():
    by, claim, into = factories.user(), picked(), picked()
    factories.evidence(claim)
    merge.merge(claim=claim, into=into, by=by, at=now())
    brought = into.evidence.get()
    at = now()
    type(brought).objects.filter(pk=brought.pk).update(
        withdrawn_at=at, withdrawn_by=actor_of(by).pk, withdrawn_because="A forgery."
    )
    undo.undo(claim=claim, by=by, at=now())
    brought.refresh_from_db()
    assert (brought.withdrawn_at, brought.withdrawn_because) == (at, "A forgery.")


def test_a_place_that_was_replaced_before_the_merge_stays_replaced():
    by, claim, into = factories.user(), picked(), picked()
    EDITS["adjust"](claim, by)
    stood = places(claim)
    merge.merge(claim=claim, into=into, by=by, at=now())
    undo.undo(claim=claim, by=by, at=now())
    assert (places(claim), claim.appearances.count()) == (stood, 2)


def test_what_undoing_a_split_leaves_of_its_parts_is_written_down_and_rests_nowhere():
    by, claim = factories.user(), picked()
    parts = halves(claim, by)
    at = now()
    undo.undo(claim=claim, by=by, at=at)
    for part in parts:
        part.refresh_from_db()
        assert (places(part), part.touched_at, part.proposal) == ([], at, "merged")
        assert Event.objects.filter(claim=part.pk, verb="claim.undone").count() == 1


def test_words_that_are_taken_back_are_rendered_again():
    claim, by = factories.rendered(), factories.user()
    before = claim.segments
    assert wording.change(claim=claim, wording="It ran.", by=by, at=now()).segments == []
    back = undo.undo(claim=claim, by=by, at=now())
    assert (back.wording, back.segments) == ("[The ferry] cancelled forty times [date unknown]", before)


def test_what_became_known_meanwhile_does_not_stand_in_the_way():
    claim, by = factories.claim(), factories.user()
    triage.pick(claim=claim, by=by, at=now())
    event(Event.Verb.CLAIM_REWORDED, by=None, at=now(), claim=claim, before="a", after="b", because="date")
    undo.undo(claim=claim, by=by, at=now())
    assert stage(claim) == "new"
