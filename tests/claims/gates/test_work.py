"""A claim moves as its plan has it, with as many people as planned, and not while it is on hold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Review, Waiver, Work
from claims.workflow.assignment import publication_hold
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import plan, verdict
from sources.models import Actor
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, handed_in, on_hold, picked

pytestmark = pytest.mark.django_db


def change_work(claim: Claim, **fields: Any) -> Attempt:
    return lambda: Work.objects.filter(pk=claim.pk).update(**fields)


def lowered_after_the_readers_were_closed() -> Attempt:
    claim, _editor = picked("blind")
    for _ in range(2):
        verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    Review.objects.filter(claim=claim).update(closed_at=factories.AT, closed_because="mine")
    return change_work(claim, plan="pair")


def to_a_second_reader_of_nothing() -> Attempt:
    claim, _editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return change_work(claim, stage="second")


def to_an_adjudicator_of_nothing() -> Attempt:
    claim, _editor = picked("blind")
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return change_work(claim, stage="adjudication")


def to_an_adjudicator_under_a_pair() -> Attempt:
    claim, _editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return change_work(claim, stage="adjudication")


def evidence_shared_while_they_read() -> Attempt:
    claim, _editor = picked("blind", fully_blind=True)
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return change_work(claim, fully_blind=False)


def waived_for_another_cycle() -> Attempt:
    claim, editor = picked()
    return lambda: Waiver.objects.create(
        claim=claim, cycle=2, gate="second", because="Ahead.", waived_by=actor_of(editor).pk, created_at=factories.AT
    )


def test_fewer_people_than_planned_are_asked_why_and_readers_apart_stay_so() -> None:
    claim, editor = picked("blind", fully_blind=True)
    with pytest.raises(ValidationError, match="Say why"):
        plan.set_plan(claim=claim, plan="pair", by=editor, at=factories.AT)
    assert plan.set_plan(claim=claim, plan="blind", by=editor, at=factories.AT).fully_blind
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    with pytest.raises(Conflict, match="finish without it"):
        plan.set_plan(claim=claim, plan="blind", fully_blind=False, by=editor, at=factories.AT)


def test_a_hold_is_lifted_and_the_work_goes_on() -> None:
    claim, review = on_hold(begun=True)
    assert review is not None
    publication_hold.lift(claim=claim, because="Settled.", by=factories.user("editor"), at=factories.AT)
    author = Actor.objects.get(pk=review.reviewer).user
    assert author is not None
    handed_in(claim, author)


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (lowered_after_the_readers_were_closed, "fewer people needs a waiver"),
    (to_a_second_reader_of_nothing, "handed in"),
    (to_an_adjudicator_of_nothing, "two blind reviewers differ"),
    (to_an_adjudicator_under_a_pair, "two blind reviewers differ"),
    (evidence_shared_while_they_read, "finish without it"),
    (waived_for_another_cycle, "present cycle"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
