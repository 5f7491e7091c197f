"""Claims are given to people: who, until when, on which desk, and whom we wait for."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from claims.models import Claim, Event, Notice, Work
from claims.workflow.assignment import assign, publication_hold, queue
from claims.workflow.assignment.assign import Terms
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.workflow.world import (
    AT,
    DAY,
    EDITORS,
    EVERYBODY,
    LATER,
    accepted,
    apart,
    desk,
    held,
    inbox,
    only_on_its_desk,
    rejected,
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
    entry = Event.objects.get(verb="claim.assigned")
    assert (entry.actor, entry.data["to"]) == (actor_of(by).pk, str(actor_of(to).pk))
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


@pytest.mark.parametrize("many", [0, assign.MAX_ASSIGNED + 1])
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
    factories.evidence(claim, by=author)
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
    for action in (
        lambda: assign.assign(claim=claim, to=factories.user(), by=by, at=AT, seen=seen),
        lambda: assign.set_due(claim=claim, due_at=None, by=by, at=AT, seen=seen),
        lambda: publication_hold.hold(claim=claim, because="A letter.", by=by, at=AT, seen=seen),
        lambda: publication_hold.clear(claim=claim, by=by, at=AT, seen=seen),
    ):
        with pytest.raises(Conflict):
            action()
    assert work(claim).due_at == LATER


def test_saying_the_same_twice_is_one_action():
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


ACTIONS = {  # what is done, by whom it may be done
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


@pytest.mark.parametrize("action", ACTIONS)
def test_who_may_say_what_about_a_claims_work(action):
    do, allowed = ACTIONS[action]
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


def assigned(claim=None, **more):
    to, by = factories.user(), factories.user("editor")
    claim = claim or accepted()
    assign.assign(claim=claim, to=to, by=by, at=AT, **more)
    return claim, to, by


def test_an_assignment_says_from_whom_to_whom_and_until_when():
    claim, to, by = assigned(terms=Terms(due_at=LATER), because=" She  knows ferries. ")
    logged = Event.objects.get(verb="claim.assigned")
    assert logged.data == {
        "to": str(actor_of(to).pk),
        "because": "She knows ferries.",
        "before": {"stage": "picked", "to": None},
        "due_at": LATER.isoformat(),
        "desk": None,
    }
    assert (work(claim).assigned_by, logged.created_at) == (actor_of(by).pk, AT)
    notice = Notice.objects.get()
    assert (notice.text, notice.key) == ("due 2026-03-01 15:00 UTC", f"assigned:{claim.pk}:{work(claim).version}")
    other = factories.user()
    assign.assign(claim=claim, to=other, by=by, at=AT)
    again = Event.objects.filter(verb="claim.assigned").latest("id")
    assert again.data["before"] == {"stage": "assigned", "to": str(actor_of(to).pk)}
    assert work(claim).due_at == LATER, "what is not said stays as it is"


def test_an_assignment_without_a_time_says_none_and_under_a_blind_plan_names_nobody():
    claim = accepted()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    _claim, to, _by = assigned(claim)
    logged = Event.objects.get(verb="claim.assigned")
    assert (logged.data["to"], logged.data["due_at"]) == (None, None)
    assert Notice.objects.get(to=actor_of(to)).text == ""


def test_who_is_at_it_already_keeps_it_in_review():
    claim, mine = taken()
    reviewer = User.objects.get(actor=mine.reviewer)
    assign.assign(claim=claim, to=reviewer, terms=Terms(due_at=LATER), by=factories.user("editor"), at=AT)
    assert (work(claim).stage, work(claim).due_at) == ("in_review", LATER)


def test_a_claim_whose_lease_has_run_out_is_assigned_to_another():
    claim, mine = taken()
    to, by = factories.user(), factories.user("editor")
    with pytest.raises(Conflict, match="Somebody is at this claim"):
        assign.assign(claim=claim, to=to, by=by, at=mine.lease_until - timedelta(seconds=1))
    assign.assign(claim=claim, to=to, by=by, at=mine.lease_until)
    assert work(claim).stage == "assigned"


NOT_ASSIGNED = [
    (rejected, "Accept it first"),
    (lambda: held(accepted()), "legal hold"),
    (lambda: apart(accepted()), "the two places"),
]


@pytest.mark.parametrize(("make", "why"), NOT_ASSIGNED)
def test_what_cannot_be_worked_on_is_not_assigned(make, why):
    claim = make()
    with pytest.raises(Conflict, match=why):
        assign.assign(claim=claim, to=factories.user(), by=factories.user("editor"), at=AT)
    assert not Event.objects.filter(verb="claim.assigned").exists()


def test_a_claim_with_a_verdict_is_not_assigned_without_a_reason():
    with pytest.raises(ValidationError, match="Say why it is opened again"):
        assigned(factories.decided().claim)


def test_taking_back_is_refused_while_somebody_is_at_it():
    claim, _ = taken()
    with pytest.raises(Conflict, match="Hand it over"):
        assign.unassign(claim=claim, by=factories.user("editor"), at=AT)
    claim, _to, by = assigned()
    seen = work(claim).version
    with pytest.raises(Conflict):
        assign.unassign(claim=claim, by=by, at=AT, seen=seen - 1)
    done = assign.unassign(claim=claim, by=by, at=AT, seen=seen)
    assert (done.stage, done.assigned_to, done.assigned_by) == ("picked", None, None)


def test_what_is_said_of_the_work_is_stored_and_written_down():
    claim, by, sport = (
        accepted(),
        factories.user("editor"),
        desk(
            "Sport",
        ),
    )
    assign.set_due(claim=claim, due_at=LATER, by=by, at=AT)
    assign.set_next_step(claim=claim, next_step=" Ask  the port. ", by=by, at=AT)
    assign.wait_for(claim=claim, whom=" the  port ", until=LATER, by=by, at=AT)
    now_at = work(claim)
    assert (now_at.due_at, now_at.next_step, now_at.waiting_on, now_at.waiting_until) == (
        LATER,
        "Ask the port.",
        "the port",
        LATER,
    )
    assign.go_on(claim=claim, by=by, at=AT)
    assert (work(claim).waiting_on, work(claim).waiting_until) == ("", None)
    assign.set_due(claim=claim, due_at=None, by=by, at=AT)
    assign.set_desk(claim=claim, desk=sport, by=by, at=AT)
    assert (work(claim).due_at, work(claim).desk) == (None, sport)
    logged = [e.data for e in Event.objects.filter(claim=claim.pk).exclude(verb="claim.accepted").order_by("id")]
    assert logged == [
        {"due_at": LATER.isoformat()},
        {"next_step": "Ask the port."},
        {"waiting_on": "the port", "waiting_until": LATER.isoformat()},
        {"waiting_on": "", "waiting_until": None},
        {"due_at": None},
        {"desk": sport.pk},
    ]


NOT_SAID = [
    (lambda c, by: assign.set_due(claim=c, due_at=AT, by=by, at=AT), "due_at"),
    (lambda c, by: assign.set_next_step(claim=c, next_step="x" * 301, by=by, at=AT), "next_step"),
    (lambda c, by: assign.wait_for(claim=c, whom=" ", until=LATER, by=by, at=AT), "whom"),
    (lambda c, by: assign.wait_for(claim=c, whom="x" * 301, until=LATER, by=by, at=AT), "whom"),
    (lambda c, by: assign.wait_for(claim=c, whom="w", until=AT, by=by, at=AT), "until"),
    (lambda c, by: assign.assign(claim=c, to=factories.user(), because="x" * 301, by=by, at=AT), "because"),
]


@pytest.mark.parametrize(("do", "field"), NOT_SAID)
def test_what_cannot_be_said_names_its_field(do, field):
    claim = accepted()
    with pytest.raises(ValidationError) as refusal:
        do(claim, factories.user("editor"))
    assert set(refusal.value.message_dict) == {field}


def test_words_may_be_as_long_as_the_limit_says_and_times_begin_after_now():
    claim, by = accepted(), factories.user("editor")
    assign.set_next_step(claim=claim, next_step="x" * 300, by=by, at=AT)
    assign.set_due(claim=claim, due_at=AT + timedelta(seconds=1), by=by, at=AT)
    assign.wait_for(claim=claim, whom="w", until=AT + timedelta(seconds=1), by=by, at=AT)
    assert len(work(claim).next_step) == 300


def test_bulk_takes_up_to_two_hundred():
    assert assign.MAX_ASSIGNED == 200
    done = assign.assign_many(claims=range(10**8, 10**8 + 200), to=factories.user(), by=factories.user("editor"), at=AT)
    assert len(done.refused) == 200
