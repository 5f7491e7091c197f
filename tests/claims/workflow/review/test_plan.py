"""A share of claims is read by two people apart, whatever their harm."""

import pytest

from claims.models import Event, Work
from claims.workflow.assignment import triage
from claims.workflow.review import plan, verdict
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_share_is_about_what_was_asked_for_and_nobody_chooses():
    drawn = [claim for claim in range(20_000) if plan.due_for_audit(claim, one_in=50)]
    assert 320 < len(drawn) < 480
    assert drawn == [claim for claim in range(20_000) if plan.due_for_audit(claim, one_in=50)]
    assert not any(plan.due_for_audit(claim, one_in=0) for claim in range(1_000))


def test_a_drawn_claim_is_read_apart_and_the_record_says_why(settings):
    settings.AUDIT_ONE_IN = 1
    claim, by = factories.claim(), factories.user()
    triage.pick(claim=claim, by=by, at=factories.AT)
    assert verdict.take(claim=claim, by=by, at=factories.AT).part == "reader"
    assert Work.objects.get(pk=claim.pk).plan == "blind"
    assert Event.objects.get(verb="plan.set").data["because"] == "drawn for audit"


def test_a_waiver_that_stands_is_not_overruled(settings):
    settings.AUDIT_ONE_IN = 1
    claim, editor = factories.claim(), factories.user("editor")
    triage.pick(claim=claim, by=editor, at=factories.AT)
    plan.set_plan(claim=claim, plan="single", because="Only I am here tonight.", by=editor, at=factories.AT)
    assert (
        verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="r", by=editor, at=factories.AT).verdict
        is not None
    )
