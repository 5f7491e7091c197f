"""A share of claims is read by two people apart, whatever their harm."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event, Review, Waiver, Work
from claims.workflow.assignment import triage
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.workflow.world import (
    AT,
    EDITORS,
    accepted,
    apart,
    only_on_its_desk,
    roles_that_may,
    taken,
    verbs,
    work,
)

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
    assert verdict.take(claim=claim, by=by, at=factories.AT).part == "reviewer"
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


EDITED = {
    "harm": lambda claim, by: plan.set_harm(claim=claim, harm="high", by=by, at=AT),
    "plan": lambda claim, by: plan.set_plan(claim=claim, plan="blind", by=by, at=AT),
    "waiver": lambda claim, by: plan.waive(claim=claim, gate="reply", because="Asked on air.", by=by, at=AT),
}


@pytest.mark.parametrize("action", EDITED)
def test_only_editors_say_how_many_people_a_claim_takes(action):
    claim = accepted()
    assert roles_that_may(lambda by: EDITED[action](claim, by)) == EDITORS
    assert only_on_its_desk(claim, lambda by: EDITED[action](claim, by))


def test_high_harm_is_reviewed_by_two_and_less_harm_keeps_the_plan():
    claim, by = accepted(), factories.user("editor")
    plan.set_harm(claim=claim, harm="low", by=by, at=AT)
    assert (work(claim).harm, work(claim).plan) == ("low", "pair")
    plan.set_harm(claim=claim, harm="high", by=by, at=AT)
    assert (work(claim).harm, work(claim).plan) == ("high", "blind")
    logged = Event.objects.filter(verb="claim.harm_set").latest("id")
    assert (logged.data["before"], logged.data["plan"]) == ({"harm": "low", "plan": "pair"}, "blind")
    plan.set_harm(claim=claim, harm="normal", by=by, at=AT)
    assert (work(claim).harm, work(claim).plan) == ("normal", "blind"), "the plan is lowered by a reason only"


@pytest.mark.parametrize("lower", ["single", "pair"])
def test_a_claim_of_high_harm_stays_with_two(lower):
    claim, by = accepted(), factories.user("editor")
    plan.set_harm(claim=claim, harm="high", by=by, at=AT)
    with pytest.raises(ValidationError, match="high harm") as refusal:
        plan.set_plan(claim=claim, plan=lower, because="Night shift.", by=by, at=AT)
    assert set(refusal.value.message_dict) == {"plan"}
    assert not Waiver.objects.exists()
    plan.set_plan(claim=claim, plan="blind", fully_blind=True, by=by, at=AT)
    assert work(claim).fully_blind is True


WRONG = [
    (lambda claim, by: plan.set_harm(claim=claim, harm="huge", by=by, at=AT), "harm"),
    (lambda claim, by: plan.set_plan(claim=claim, plan="crowd", by=by, at=AT), "plan"),
    (lambda claim, by: plan.waive(claim=claim, gate="law", because="b", by=by, at=AT), "gate"),
    (lambda claim, by: plan.waive(claim=claim, gate="reply", because="  ", by=by, at=AT), "because"),
    (lambda claim, by: plan.waive(claim=claim, gate="reply", because="a\0", by=by, at=AT), "because"),
    (lambda claim, by: plan.set_plan(claim=claim, plan="single", by=by, at=AT), "because"),
]


@pytest.mark.parametrize(("do", "field"), WRONG)
def test_what_cannot_be_names_its_field(do, field):
    claim = accepted()
    with pytest.raises(ValidationError) as refusal:
        do(claim, factories.user("editor"))
    assert set(refusal.value.message_dict) == {field}
    assert work(claim).plan == "pair"


def test_fewer_people_than_planned_need_a_reason_and_more_need_none():
    claim, by = accepted(), factories.user("editor")
    plan.set_plan(claim=claim, plan="single", because="Only I am here.", by=by, at=AT)
    assert Waiver.objects.get().because == "Only I am here."
    plan.set_plan(claim=claim, plan="pair", by=by, at=AT)
    plan.set_plan(claim=claim, plan="blind", by=by, at=AT)
    assert Waiver.objects.count() == 1
    other = accepted()
    plan.set_plan(claim=other, plan="blind", by=by, at=AT)
    with pytest.raises(ValidationError, match="Say why"):
        plan.set_plan(claim=other, plan="pair", by=by, at=AT)
    plan.set_plan(claim=other, plan="pair", because="The second is ill.", by=by, at=AT)
    assert Waiver.objects.filter(claim=other, gate="second").count() == 1


def test_fully_blind_stays_as_it_is_unless_it_is_said_and_only_under_a_blind_plan():
    claim, by = accepted(), factories.user("editor")
    plan.set_plan(claim=claim, plan="pair", fully_blind=True, by=by, at=AT)
    assert work(claim).fully_blind is False
    plan.set_plan(claim=claim, plan="blind", fully_blind=True, by=by, at=AT)
    plan.set_plan(claim=claim, plan="blind", by=by, at=AT)
    assert work(claim).fully_blind is True
    plan.set_plan(claim=claim, plan="blind", fully_blind=False, by=by, at=AT)
    assert work(claim).fully_blind is False


def test_what_reviewers_bring_apart_is_not_laid_open_while_they_are_at_it():
    claim, by = apart(accepted()), factories.user("editor")
    with pytest.raises(Conflict, match="finish without it"):
        plan.set_plan(claim=claim, plan="blind", fully_blind=False, by=by, at=AT)
    assert work(claim).fully_blind is True


def test_what_was_begun_under_another_plan_is_closed_when_two_review_it():
    for action in ("harm", "plan"):
        claim, mine = taken()
        EDITED[action](claim, factories.user("editor"))
        mine.refresh_from_db()
        assert (work(claim).stage, mine.closed_at) == ("picked", AT)
        assert "review.closed" in verbs(claim)
    done = factories.decided(accepted()).claim
    EDITED["plan"](done, factories.user("editor"))
    assert work(done).stage == "done"
    assert not Review.objects.filter(claim=done).exclude(closed_at=None).exists()


def test_who_had_an_older_plan_before_them_comes_too_late():
    claim, by = accepted(), factories.user("editor")
    seen = work(claim).version
    plan.set_harm(claim=claim, harm="low", by=by, at=AT, seen=seen)
    for late in (
        lambda: plan.set_harm(claim=claim, harm="normal", by=by, at=AT, seen=seen),
        lambda: plan.set_harm(claim=claim, harm="high", by=by, at=AT, seen=seen),
        lambda: plan.set_plan(claim=claim, plan="blind", by=by, at=AT, seen=seen),
        lambda: plan.set_plan(claim=claim, plan="pair", by=by, at=AT, seen=seen),
    ):
        with pytest.raises(Conflict):
            late()
    assert (work(claim).harm, work(claim).plan) == ("low", "pair")
    plan.set_harm(claim=claim, harm="high", by=by, at=AT, seen=work(claim).version)
    assert work(claim).plan == "blind"


def test_a_gate_is_waived_once_a_cycle():
    claim, by = factories.decided(accepted()).claim, factories.user("editor")
    first = plan.waive(claim=claim, gate="reply", because=" Asked on air. ", by=by, at=AT)
    assert (first.because, first.waived_by, first.cycle) == ("Asked on air.", actor_of(by).pk, 1)
    assert plan.waive(claim=claim, gate="reply", because="Again.", by=by, at=AT) == first
    assert Event.objects.filter(verb="gate.waived").count() == 1
    assert plan.waive(claim=claim, gate="second", because="Ill.", by=by, at=AT) != first
    verdict.reopen(claim=claim, because="A log.", by=by, at=AT)
    again = plan.waive(claim=claim, gate="reply", because="Again.", by=by, at=AT)
    assert (again.cycle, again != first) == (2, True)


def test_a_claim_that_somebody_has_begun_is_not_drawn_for_audit(settings):
    claim, by = accepted(), factories.user()
    verdict.take(claim=claim, by=by, at=AT)
    other = accepted()
    settings.AUDIT_ONE_IN = 1
    verdict.take(claim=claim, by=by, at=AT)
    assert work(claim).plan == "pair"
    plan.waive(claim=other, gate="reply", because="Asked on air.", by=factories.user("editor"), at=AT)
    verdict.take(claim=other, by=by, at=AT)
    assert work(other).plan == "blind", "only a waiver of the second person counts"
