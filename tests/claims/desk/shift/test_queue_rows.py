"""What a row says of a claim: where it stands, whom it is given to, when it is due, and nothing of blind reviewers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.desk.shift.queue_rows import QueueRow, rows_of, wordings
from claims.models import Claim, Work
from claims.workflow.assignment import assign, triage
from claims.workflow.audit import actor_of
from claims.workflow.review import plan, verdict
from tests import factories

pytestmark = pytest.mark.django_db


def picked() -> Claim:
    claim = factories.claim()
    triage.pick(claim=claim, because="harm", by=factories.user("editor"), at=factories.AT)
    return claim


def row(claim: Claim, by: object, **more: bool) -> QueueRow:
    works = Work.objects.filter(pk=claim.pk)
    (found,) = rows_of(works, by=actor_of(by), now=timezone.now(), **more)
    return found


def test_a_claim_is_given_to_a_name_to_you_and_on_paper_to_your_name() -> None:
    claim, holder = picked(), factories.user()
    assign.assign(claim=claim, to=holder, terms=assign.Terms(), by=factories.user("editor"), at=factories.AT)
    assert row(claim, factories.user()).assignee == actor_of(holder).name
    assert row(claim, holder).assignee == "you"
    assert row(claim, holder, paper=True).assignee == actor_of(holder).name


def test_who_reviews_is_named_unless_the_plan_is_blind() -> None:
    claim, reviewer, editor = picked(), factories.user(), factories.user("editor")
    verdict.take(claim=claim, by=reviewer, at=timezone.now())
    assert row(claim, editor).at_it == actor_of(reviewer).name
    blind = picked()
    plan.set_plan(claim=blind, plan="blind", by=editor, at=factories.AT)
    verdict.take(claim=blind, by=reviewer, at=timezone.now())
    assert row(blind, editor).at_it == ""


def test_an_assignment_under_a_blind_plan_is_for_the_two_it_concerns() -> None:
    claim, holder, editor = picked(), factories.user(), factories.user("editor")
    plan.set_plan(claim=claim, plan="blind", by=editor, at=factories.AT)
    assign.assign(claim=claim, to=holder, terms=assign.Terms(), by=editor, at=factories.AT)
    assert row(claim, editor).assignee == actor_of(holder).name
    assert row(claim, holder).assignee == "you"
    assert row(claim, factories.user("editor")).assignee == ""


@pytest.mark.parametrize(("hours", "late"), [(-1, True), (1, False)])
def test_a_claim_is_late_when_its_time_is_over(hours: int, late: bool) -> None:
    claim, editor = picked(), factories.user("editor")
    assign.set_due(claim=claim, due_at=timezone.now() + timedelta(hours=hours), by=editor, at=factories.AT)
    found = row(claim, editor)
    assert (found.late, bool(found.due)) == (late, True)


def test_no_more_rows_come_than_were_asked_for_and_messages_name_claims_by_their_words() -> None:
    claims = [picked() for _ in range(3)]
    rows = rows_of(Work.objects.order_by("claim_id"), by=actor_of(factories.user()), now=timezone.now(), most=2)
    assert [found.key for found in rows] == [claim.pk for claim in claims[:2]]
    assert wordings([claims[2].pk]) == {claims[2].pk: claims[2].wording}
