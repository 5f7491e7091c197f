"""Whoever acts is somebody, and stays who they are while their account lives."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from claims.models import Review, Waiver
from claims.workflow.audit import actor_of
from sources.models import Actor
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, at_the_end, handed_in, picked

pytestmark = pytest.mark.django_db


def waived_by_nobody() -> Attempt:
    claim, _editor = picked()
    return lambda: Waiver.objects.create(
        claim=claim, cycle=1, gate="second", because="b", waived_by=uuid4(), created_at=factories.AT
    )


def approved_by_nobody() -> Attempt:
    claim, _editor = picked()
    first = handed_in(claim)
    return lambda: Review.objects.create(
        claim=claim,
        part="approver",
        approves=first,
        round=9,
        reviewer=uuid4(),
        opened_at=factories.AT,
        submitted_at=factories.AT,
    )


def author_becomes_another_actor() -> Attempt:
    author = factories.user()
    mine = actor_of(author)
    return at_the_end(lambda: Actor.objects.filter(pk=mine.pk).update(user=None))


def author_changes_places() -> Attempt:
    mine, other = actor_of(factories.user()), factories.user()
    return at_the_end(lambda: Actor.objects.filter(pk=mine.pk).update(user=other))


def author_becomes_nobody() -> Attempt:
    mine = actor_of(factories.user())
    return at_the_end(lambda: Actor.objects.filter(pk=mine.pk).delete())


def test_deleting_an_account_leaves_its_actor() -> None:
    person = factories.user()
    mine = actor_of(person)
    at_the_end(person.delete)()
    mine.refresh_from_db()
    assert mine.user_id is None


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (waived_by_nobody, "nobody here"),
    (approved_by_nobody, "nobody here"),
    (author_becomes_another_actor, "stays who they are"),
    (author_changes_places, "stays who they are"),
    (author_becomes_nobody, "stays who they are|permission denied"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
