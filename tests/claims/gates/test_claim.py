"""What a claim says is frozen by its verdict and its hold, and closes reviews when it changes."""

from collections.abc import Callable

import pytest

from claims.models import Review
from claims.workflow.assignment import triage
from claims.workflow.claim import proposals
from claims.workflow.review import verdict
from tests import factories, published
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, change_claim, on_hold, picked, somebody

pytestmark = pytest.mark.django_db


def unconfirmed_once_it_is_done() -> Attempt:
    return change_claim(published.ready().claim, confirmed_at=None, confirmed_by=None)


def confirmed_by_another_once_it_is_done() -> Attempt:
    return change_claim(published.ready().claim, confirmed_at=factories.AT, confirmed_by=somebody())


def other_words_on_hold() -> Attempt:
    return change_claim(on_hold()[0], wording="The ferry never ran.")


def other_speaker_on_hold() -> Attempt:
    return change_claim(on_hold()[0], speaker="The Mayor")


def rejected_on_hold() -> Attempt:
    return change_claim(on_hold()[0], proposal="rejected", not_a_claim="opinion")


def rejected_while_it_is_read() -> Attempt:
    claim, _editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return change_claim(claim, proposal="rejected", not_a_claim="opinion")


def untouched_again() -> Attempt:
    return change_claim(picked()[0], touched_at=None)


def test_a_claim_that_somebody_reads_is_rejected_with_their_review_closed() -> None:
    claim, editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    assert proposals.reject(claim=claim, which="opinion", by=editor, at=factories.AT).proposal == "rejected"
    assert not Review.objects.filter(claim=claim, closed_at=None).exists()
    triage.pick(claim=claim, by=editor, at=factories.AT)


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (unconfirmed_once_it_is_done, "confirmed before the verdict"),
    (confirmed_by_another_once_it_is_done, "confirmed before the verdict"),
    (other_words_on_hold, "legal hold"),
    (other_speaker_on_hold, "legal hold"),
    (rejected_on_hold, "legal hold"),
    (rejected_while_it_is_read, "closed first"),
    (untouched_again, "stays marked"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
