"""What can be done to the work on a claim: at which state each action is offered, and what it is run with."""

from typing import Any
from uuid import uuid4

import pytest

from claims.models import Event, Plan, Stage, Work
from claims.workflow.assignment.actions import ACTIONS, TRIAGE
from claims.workflow.audit import Conflict
from tests import factories
from tests.claims.workflow.world import AT, DAY, accepted, desk, verbs, work

STAGES = {
    "unassign": {Stage.ASSIGNED},
    "hand_over": {Stage.IN_REVIEW, Stage.SECOND, Stage.ADJUDICATION},
    "unpick": {Stage.PICKED, Stage.LEFT},
}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(("name", "action"), [*ACTIONS.items(), *TRIAGE.items()], ids=[*ACTIONS, *TRIAGE])
def test_some_actions_are_offered_at_some_stages_only(name: str, action: Any, stage: Stage) -> None:
    row = Work(stage=stage, plan=Plan.PAIR)
    states = {"go_on", "accuses_nobody", "unclear", "lift"}  # which need something else first
    assert action.offered(row) is (stage in STAGES.get(name, set(Stage)) and name not in states)


@pytest.mark.parametrize("plan", Plan)
@pytest.mark.parametrize("stage", Stage)
def test_a_claim_that_two_review_blind_is_given_to_nobody_else(plan: Plan, stage: Stage) -> None:
    blind = plan == Plan.BLIND and stage == Stage.IN_REVIEW
    assert ACTIONS["assign"].offered(Work(stage=stage, plan=plan)) is not blind


@pytest.mark.parametrize(
    ("first", "then", "between"),
    [
        ("wait", "go_on", {"waiting_on": "the port"}),
        ("accuses", "accuses_nobody", {"accuses": True}),
        ("clear", "unclear", {"legal_cleared_by": uuid4()}),
        ("hold", "lift", {"held_because": "A letter from a lawyer."}),
    ],
)
def test_of_two_opposite_actions_one_is_offered(first: str, then: str, between: dict[str, Any]) -> None:
    before, after = Work(), Work(**between)
    assert (ACTIONS[first].offered(before), ACTIONS[then].offered(before)) == (True, False)
    assert (ACTIONS[first].offered(after), ACTIONS[then].offered(after)) == (False, True)


@pytest.mark.django_db
def test_a_claim_accuses_somebody_until_that_is_taken_back() -> None:
    claim, by = accepted(), factories.user("editor")
    ACTIONS["accuses"].run({}, claim=claim, by=by, at=AT)
    assert work(claim).accuses is True
    ACTIONS["accuses_nobody"].run({}, claim=claim, by=by, at=AT)
    assert work(claim).accuses is False


@pytest.mark.django_db
def test_a_claim_is_given_with_everything_that_was_filled_in() -> None:
    claim, by, to = accepted(), factories.user("editor"), factories.user()
    night = desk("Night shift", by, to)
    data = {"to": to, "due_at": AT + DAY, "desk": night, "next_step": "Call the port.", "because": "She knows them."}
    row = ACTIONS["assign"].run({**data, "seen": work(claim).version}, claim=claim, by=by, at=AT)
    assert (row.due_at, row.desk, row.next_step, row.assigned_to) == (AT + DAY, night, "Call the port.", to.actor.pk)
    assert "She knows them." in str(Event.objects.get(claim=claim.pk, verb="claim.assigned").data)


@pytest.mark.django_db
def test_nobody_gives_a_claim_that_was_changed_meanwhile() -> None:
    claim, to = accepted(), factories.user()
    before = verbs(claim)
    with pytest.raises(Conflict):
        ACTIONS["assign"].run(
            {"to": to, "seen": work(claim).version - 1}, claim=claim, by=factories.user("editor"), at=AT
        )
    assert verbs(claim) == before
