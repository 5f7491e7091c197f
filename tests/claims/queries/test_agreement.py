"""What two people who reviewed the same claim without knowing of each other gave it."""

import pytest
from django.db import transaction

from claims.models import Review, Work
from claims.queries import agreement
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.workflow.world import AT, DAY, HOUR, accepted, desk

pytestmark = pytest.mark.django_db


def both_in(first="NOT_CHECKABLE", second="NOT_CHECKABLE", *, at=AT, on=None):
    """A claim that two people rated blind, the first one first."""
    claim = accepted()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    if on is not None:
        Work.objects.filter(pk=claim.pk).update(desk=on)
    for rating in (first, second):
        by = factories.user(is_superuser=True)
        verdict.propose(claim=claim, rating=rating, reasons="No log.", sought="The port's log.", by=by, at=at)
    return claim


def test_both_ratings_are_told_in_the_order_of_the_places():
    both_in("NOT_CHECKABLE", "NOT_ENOUGH_EVIDENCE")
    both_in()
    assert agreement.pairs() == [("NOT_CHECKABLE", "NOT_ENOUGH_EVIDENCE"), ("NOT_CHECKABLE", "NOT_CHECKABLE")]


def test_one_that_waits_for_the_other_tells_nothing():
    claim = accepted()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=factories.user(), at=AT)
    assert agreement.pairs() == []
    verdict.take(claim=claim, by=factories.user(), at=AT)
    assert agreement.pairs() == []


def test_a_pair_of_which_one_was_closed_tells_nothing():
    claim = both_in("NOT_CHECKABLE", "NOT_ENOUGH_EVIDENCE")
    for slot in (1, 2):
        with transaction.atomic():
            Review.objects.filter(claim=claim, slot=slot).update(closed_at=AT, closed_because="the claim was changed")
            assert agreement.pairs() == []
            transaction.set_rollback(True)
    assert len(agreement.pairs()) == 1


def test_what_an_author_and_a_second_reviewer_did_is_no_pair():
    factories.decided()
    assert agreement.pairs() == []


def test_ratings_of_two_cycles_are_no_pair():
    claim = both_in()
    verdict.reopen(claim=claim, because="A log was found.", by=factories.user(), at=AT + HOUR)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No.", by=factories.user(), at=AT + HOUR)
    assert len(agreement.pairs()) == 1


def test_pairs_since_a_time_and_of_a_desk():
    here, elsewhere = desk("Here"), desk("There")
    both_in(on=here)
    both_in("NOT_CHECKABLE", "NOT_ENOUGH_EVIDENCE", at=AT + DAY, on=elsewhere)
    assert len(agreement.pairs()) == 2
    assert agreement.pairs(since=AT + DAY) == [("NOT_CHECKABLE", "NOT_ENOUGH_EVIDENCE")]
    assert len(agreement.pairs(since=AT)) == 2
    assert agreement.pairs(desk=here.pk) == [("NOT_CHECKABLE", "NOT_CHECKABLE")]
    assert agreement.pairs(since=AT + DAY, desk=here.pk) == []
