"""Claims are given to people: who, until when, on which desk, and whom we wait for."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Event, Work
from claims.workflow.assignment import assign, publication_hold, queue
from claims.workflow.assignment.assign import Terms
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import verdict
from tests import factories
from tests.claims.workflow.world import (
    AT,
    DAY,
    EDITORS,
    EVERYBODY,
    LATER,
    accepted,
    desk,
    inbox,
    only_on_its_desk,
    roles_that_may,
    taken,
    work,
)

pytestmark = pytest.mark.django_db


def test_assigning_picks_a_claim_tells_the_person_and_says_so_once():
    claim, to, by = factories.claim(), factories.user(), factories.user("editor")
    terms = Terms(due_at=LATER, desk=desk("Politics"), next_step="Ask the port.")
    assign.assign(claim=claim, to=to, terms=terms, by=by, at=AT)
    now = work(claim)
    assert (now.stage, now.assigned_to, now.due_at, now.desk.name, now.next_step) == (
        "assigned",
        actor_of(to).pk,
        LATER,
        "Politics",
        "Ask the port.",
    )
    assert Claim.objects.get(pk=claim.pk).proposal == "accepted"
    assert inbox(to) == ["assigned"]
    told = Event.objects.get(verb="claim.assigned")
    assert (told.actor, told.data["to"]) == (actor_of(by).pk, str(actor_of(to).pk))
    assert queue.take_next(by=to, at=AT).claim_id == claim.pk  # the desk is not theirs, the claim is


def test_whoever_assigns_to_themselves_is_told_nothing():
    by = factories.user("editor")
    assign.assign(claim=factories.claim(), to=by, by=by, at=AT)
    assert inbox(by) == []


WRONG = [  # what is wrong, how, the field that is named
    ("a role that cannot review", lambda: {"to": factories.user("nobody")}, "to"),
    ("an account that is closed", lambda: {"to": factories.user("reviewer", is_active=False)}, "to"),
    ("a time that is over", lambda: {"terms": Terms(due_at=AT)}, "due_at"),
    ("too many words", lambda: {"terms": Terms(next_step="x" * 301)}, "next_step"),
    ("NUL", lambda: {"terms": Terms(next_step="a\0b")}, "next_step"),
]


@pytest.mark.parametrize(("what", "changes", "field"), WRONG, ids=[w[0] for w in WRONG])
def test_an_assignment_that_cannot_be_names_the_field(what, changes, field):
    with pytest.raises(ValidationError) as wrong:
        assign.assign(
            **{
                "claim": factories.claim(),
                "to": factories.user(),
                "by": factories.user("editor"),
                "at": AT,
                **changes(),
            }
        )
    assert field in wrong.value.error_dict
    assert not Event.objects.filter(verb="claim.assigned").exists()


def test_bulk_does_what_it_can_and_says_why_not_for_the_rest():
    free, decided, (busy, _) = accepted(), factories.decided().claim, taken()
    foreign = accepted()
    Work.objects.filter(pk=foreign.pk).update(desk=desk("Elsewhere"))
    to = factories.user()
    done = assign.assign_many(
        claims=[free.pk, decided.pk, busy.pk, foreign.pk, 10**9, free.pk],
        to=to,
        by=factories.user("editor"),
        at=AT,
        terms=Terms(due_at=LATER),
    )
    assert done.done == [free.pk]
    why = dict(done.refused)
    assert "verdict" in why[decided.pk]
    assert "Somebody is at" in why[busy.pk]
    assert "Elsewhere" in why[foreign.pk]
    assert "no such claim" in why[10**9]
    assert inbox(to) == ["assigned"]


@pytest.mark.parametrize("many", [0, assign.MOST + 1])
def test_bulk_has_a_limit(many):
    with pytest.raises(ValidationError):
        assign.assign_many(claims=range(1, many + 1), to=factories.user(), by=factories.user("editor"), at=AT)


def test_a_claim_with_a_verdict_is_assigned_again_with_a_reason_and_begins_a_cycle():
    claim, to = factories.decided().claim, factories.user()
    assign.assign(claim=claim, to=to, because="New figures.", by=factories.user("editor"), at=AT)
    assert (work(claim).stage, work(claim).cycle) == ("assigned", 2)


def test_the_second_reading_is_given_to_an_editor_who_did_not_write_it():
    author, second = factories.user("editor"), factories.user("editor")
    claim = accepted()
    factories.piece(claim, by=author)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="So it is.", by=author, at=AT)
    for wrong in (author, factories.user("reviewer")):
        with pytest.raises(ValidationError):
            assign.assign(claim=claim, to=wrong, by=factories.user("editor"), at=AT)
    assign.assign(claim=claim, to=second, by=factories.user("editor"), at=AT)
    assert (work(claim).stage, inbox(second)) == ("second", ["assigned"])
    assert verdict.approve(claim=claim, by=second, at=AT).verdict is not None


def test_a_stale_form_is_refused():
    claim, by = accepted(), factories.user("editor")
    seen = work(claim).version
    assign.set_due(claim=claim, due_at=LATER, by=by, at=AT, seen=seen)
    for act in (
        lambda: assign.assign(claim=claim, to=factories.user(), by=by, at=AT, seen=seen),
        lambda: assign.set_due(claim=claim, due_at=None, by=by, at=AT, seen=seen),
        lambda: publication_hold.hold(claim=claim, because="A letter.", by=by, at=AT, seen=seen),
        lambda: publication_hold.clear(claim=claim, by=by, at=AT, seen=seen),
    ):
        with pytest.raises(Conflict):
            act()
    assert work(claim).due_at == LATER


def test_saying_the_same_twice_is_one_act():
    claim, by = accepted(), factories.user("editor")
    for _ in range(2):
        assign.set_due(claim=claim, due_at=LATER, by=by, at=AT)
        assign.set_next_step(claim=claim, next_step="Ask the port.", by=by, at=AT)
        publication_hold.set_accuses(claim=claim, accuses=True, by=by, at=AT)
        publication_hold.clear(claim=claim, by=by, at=AT)
        publication_hold.set_embargo(claim=claim, until=LATER, by=by, at=AT)
    verbs = ["claim.due_set", "claim.next_step_set", "claim.accuses_set", "claim.legal_cleared", "claim.embargo_set"]
    assert [Event.objects.filter(verb=verb).count() for verb in verbs] == [1] * 5


def test_a_claim_that_waits_is_offered_when_the_wait_is_over_or_called_off():
    claim, by = accepted(), factories.user()
    assign.wait_for(claim=claim, whom="the port's press office", until=LATER, by=by, at=AT)
    assert queue.take_next(by=factories.user(), at=AT) is None
    assert queue.take_next(by=factories.user(), at=LATER + timedelta(seconds=1)) is not None
    other = accepted()
    assign.wait_for(claim=other, whom="the port", until=LATER, by=by, at=AT)
    assign.go_on(claim=other, by=by, at=AT)
    assert queue.take_next(by=factories.user(), at=AT).claim_id == other.pk


def test_taking_a_claim_back_frees_it():
    claim, by = accepted(), factories.user("editor")
    assign.assign(claim=claim, to=factories.user(), by=by, at=AT)
    assert queue.take_next(by=factories.user(), at=AT) is None
    assign.unassign(claim=claim, by=by, at=AT)
    assert queue.take_next(by=factories.user(), at=AT).claim_id == claim.pk


ACTS = {  # what is done, by whom it may be done
    "assign": (lambda claim, by: assign.assign(claim=claim, to=factories.user(), by=by, at=AT), EDITORS),
    "set due": (lambda claim, by: assign.set_due(claim=claim, due_at=LATER, by=by, at=AT), EDITORS),
    "next step": (
        lambda claim, by: assign.set_next_step(claim=claim, next_step="Ask the port.", by=by, at=AT),
        EVERYBODY,
    ),
    "wait": (lambda claim, by: assign.wait_for(claim=claim, whom="the port", until=LATER, by=by, at=AT), EVERYBODY),
    "go on": (lambda claim, by: assign.go_on(claim=claim, by=by, at=AT), EVERYBODY),
    "set desk": (lambda claim, by: assign.set_desk(claim=claim, desk=None, by=by, at=AT), EDITORS),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_may_say_what_about_a_claims_work(act):
    do, allowed = ACTS[act]
    claim = factories.claim()
    assert roles_that_may(lambda by: do(claim, by)) == allowed
    assert only_on_its_desk(claim, lambda by: do(claim, by))


def test_who_may_assign_many_and_take_back():
    claim = factories.claim()
    assert (
        roles_that_may(lambda by: assign.assign_many(claims=[claim.pk], to=factories.user(), by=by, at=AT)) == EDITORS
    )
    assign.assign(claim=claim, to=factories.user(), by=factories.user("editor"), at=AT)
    assert roles_that_may(lambda by: assign.unassign(claim=claim, by=by, at=AT)) == EDITORS
    assert only_on_its_desk(claim, lambda by: assign.unassign(claim=claim, by=by, at=AT + DAY))
