"""A review begins and is submitted where the claim stands for it."""

from collections.abc import Callable

import pytest

from claims.models import Review
from claims.workflow.review import verdict
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, handed_in, on_hold, picked, somebody

pytestmark = pytest.mark.django_db


def begun_on_hold() -> Attempt:
    claim, _review = on_hold()
    return lambda: Review.objects.create(claim=claim, round=1, reviewer=somebody(), opened_at=factories.AT)


def submitted_on_hold() -> Attempt:
    _claim, review = on_hold(begun=True)
    assert review is not None
    return lambda: Review.objects.filter(pk=review.pk).update(
        rating="SUPPORTED", reasons="r", submitted_at=factories.AT
    )


def test_a_review_is_returned_and_handed_in_again() -> None:
    claim, editor = picked()
    author = factories.user()
    handed_in(claim, author)
    verdict.send_back(claim=claim, because="Which log?", by=editor, at=factories.AT)
    handed_in(claim, author)
    assert verdict.approve(claim=claim, by=editor, at=factories.AT).verdict is not None


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (begun_on_hold, "legal hold"),
    (submitted_on_hold, "legal hold"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
