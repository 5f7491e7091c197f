"""Each reviewer gets another claim."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

from claims.models import Claim, Event, Work
from claims.workflow.assignment import assign, queue, triage
from claims.workflow.assignment.queue import QueueFilter
from claims.workflow.audit import actor_of
from claims.workflow.review import plan, review, verdict
from sources.models import Article
from tests import factories
from tests.claims.workflow.world import AT, DAY, HOUR, LATER, accepted, desk, held, merged, taken, work

pytestmark = pytest.mark.django_db


def test_a_lease_that_ran_out_needs_no_editor():
    claim, _ = taken()
    after = AT + review.LEASE + timedelta(seconds=1)
    assert queue.take_next(by=factories.user(), at=after).claim_id == claim.pk


def offered(by=None, at=AT, **wanted):
    """Return the claim that *Next* gives somebody."""
    found = queue.take_next(by=by or factories.user(), at=at, wanted=QueueFilter(**wanted))
    return found and found.claim


def handed_in(by=None):
    claim, by = accepted(), by or factories.user()
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=AT)
    return claim


def waits(claim, by, at=AT):
    """Return whether a claim is among what somebody may take."""
    return queue.waiting_for(by, actor_of(by), at=at).filter(pk=claim.pk).exists()


# --- skipping -----------------------------------------------------------------------------------------------------


def test_a_claim_that_was_skipped_is_offered_to_others_and_at_its_next_stage():
    claim, by = accepted(), factories.user("editor")
    queue.skip(claim=claim, because="I know the captain.", by=by, at=AT)
    assert not waits(claim, by)
    assert waits(claim, factories.user())
    author = factories.user()
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=author, at=AT)
    assert work(claim).stage == "second"
    assert waits(claim, by), "skipped as its author, not as its second reviewer"


def test_a_claim_that_was_skipped_is_offered_again_in_its_next_cycle():
    claim, by = accepted(), factories.user()
    queue.skip(claim=claim, because="I know the captain.", by=by, at=AT)
    other = accepted()
    assert waits(other, by)
    factories.evidence(claim)
    factories.ruled(claim=claim, rating="SUPPORTED", by=factories.user())
    verdict.reopen(claim=claim, because="A log.", by=factories.user(), at=AT)
    assert waits(claim, by)


def test_skipping_gives_back_what_one_has_and_says_where_it_was():
    claim, by = accepted(), factories.user()
    mine = verdict.take(claim=claim, by=by, at=AT)
    queue.skip(claim=claim, because=" I know the captain. ", by=by, at=AT)
    mine.refresh_from_db()
    assert (work(claim).stage, mine.closed_because) == ("picked", "given back: I know the captain.")
    logged = Event.objects.get(verb="claim.skipped")
    assert logged.data == {"because": "I know the captain.", "cycle": 1, "stage": "picked"}
    assert not waits(claim, by)


def test_skipping_leaves_what_others_have():
    claim, theirs = taken()
    queue.skip(claim=claim, because="I know the captain.", by=factories.user(), at=AT)
    theirs.refresh_from_db()
    assert theirs.closed_at is None


@pytest.mark.parametrize("because", ["", " ", "a\0b", "x" * 301])
def test_skipping_needs_a_few_words(because):
    with pytest.raises(ValidationError):
        queue.skip(claim=accepted(), because=because, by=factories.user(), at=AT)
    assert not Event.objects.filter(verb="claim.skipped").exists()


def test_a_reason_for_skipping_may_be_as_long_as_the_limit_says():
    queue.skip(claim=accepted(), because="x" * 300, by=factories.user(), at=AT)
    assert len(Event.objects.get(verb="claim.skipped").data["because"]) == 300


# --- what waits for whom ------------------------------------------------------------------------------------------


def test_next_is_for_reviewers():
    with pytest.raises(PermissionDenied):
        queue.take_next(by=factories.user("nobody"), at=AT)
    assert queue.take_next(by=factories.user(), at=AT) is None


def test_what_was_not_picked_what_is_done_and_what_is_out_of_the_way_is_offered_to_nobody():
    factories.claim()
    left = accepted()
    triage.leave(claim=left, by=factories.user(), at=AT)
    factories.decided()
    merged()
    held(accepted())
    Work.objects.filter(claim__proposal="proposed").update(stage="new")
    into = list(Claim.objects.filter(proposal="proposed"))
    assert all(work(c).stage == "new" for c in into)
    assert offered(factories.user("administrator")) is None


def test_what_is_assigned_is_offered_to_whom_it_is_assigned():
    claim, mine, other = accepted(), factories.user(), factories.user()
    assign.assign(claim=claim, to=mine, by=factories.user("editor"), at=AT)
    assert (waits(claim, mine), waits(claim, other)) == (True, False)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=mine, at=AT)
    verdict.send_back(claim=claim, because="Which log?", by=factories.user("editor"), at=AT)
    assert (waits(claim, mine), waits(claim, other)) == (True, False), "so is what was returned"


def test_what_is_in_review_is_offered_when_its_lease_has_run_out():
    claim, mine = taken()
    other = factories.user()
    assert not waits(claim, other, mine.lease_until - timedelta(seconds=1))
    assert waits(claim, other, mine.lease_until)
    reviewer = User.objects.get(actor=mine.reviewer)
    assert not waits(claim, reviewer), "nobody is offered what they have"


def test_two_reviewers_have_a_blind_claim_and_a_third_is_not_offered_it():
    claim, first, second, third = accepted(), *(factories.user() for _ in range(3))
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    verdict.take(claim=claim, by=first, at=AT)
    assert waits(claim, second)
    verdict.take(claim=claim, by=second, at=AT)
    assert not waits(claim, third)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=first, at=AT)
    assert waits(claim, third, AT + HOUR), "the second one's lease has run out, what was handed in stays"
    assert not waits(claim, first, AT + HOUR)


def test_a_second_review_is_for_editors_who_did_not_write_the_first():
    author = factories.user("editor")
    claim = handed_in(author)
    editor = factories.user("editor")
    assert [waits(claim, by) for by in (author, factories.user(), editor)] == [False, False, True]
    verdict.take(claim=claim, by=editor, at=AT)
    assert not waits(claim, factories.user("editor"))
    assert waits(claim, factories.user("editor"), AT + HOUR)


def test_an_adjudication_is_for_editors_who_did_not_review():
    first, second = factories.user("editor"), factories.user()
    claim = accepted()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=first, at=AT)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", missing_context=True, reasons="No.", by=second, at=AT)
    editor = factories.user("editor")
    assert [waits(claim, by) for by in (first, second, factories.user(), editor)] == [False, False, False, True]
    verdict.take(claim=claim, by=editor, at=AT)
    assert not waits(claim, factories.user("editor"))


def test_a_claim_that_waits_for_somebody_is_offered_when_that_time_has_come():
    claim, by = accepted(), factories.user()
    assign.wait_for(claim=claim, whom="the port", until=LATER, by=by, at=AT)
    assert not waits(claim, by, LATER - timedelta(seconds=1))
    assert waits(claim, by, LATER)


def test_a_claim_of_a_desk_is_offered_to_its_members_and_to_whom_it_is_assigned():
    claim, inside, assigned, boss = accepted(), factories.user(), factories.user(), factories.user(is_superuser=True)
    here = desk("Here", inside)
    desk("There", outside := factories.user())
    assign.set_desk(claim=claim, desk=here, by=factories.user("editor"), at=AT)
    assert [waits(claim, by) for by in (inside, outside, boss)] == [True, False, True]
    Work.objects.filter(pk=claim.pk).update(assigned_to=actor_of(assigned).pk, assigned_by=actor_of(assigned).pk)
    assert [waits(claim, by) for by in (assigned, outside)] == [True, False]


def test_one_asks_for_what_one_wants():
    by = factories.user()
    here = desk("Here", by)
    plain, on_desk, harmless, due, german = (accepted() for _ in range(5))
    Work.objects.filter(pk=on_desk.pk).update(desk=here)
    Work.objects.filter(pk=harmless.pk).update(harm="low")
    Work.objects.filter(pk=due.pk).update(due_at=LATER)
    article = german.appearances.get().version.article
    Article.objects.filter(pk=article.pk).update(language="de", language_origin="person")

    def found(**wanted):
        return set(
            queue.waiting_for(by, actor_of(by), at=AT, wanted=QueueFilter(**wanted)).values_list("pk", flat=True)
        )

    assert found(desk=here.pk) == {on_desk.pk}
    assert found(harm="low") == {harmless.pk}
    assert found(due_before=LATER) == {due.pk}
    assert found(due_before=LATER - timedelta(seconds=1)) == set()
    assert found(language="de") == {german.pk}
    assert found() == {plain.pk, on_desk.pk, harmless.pk, due.pk, german.pk}


def test_what_is_due_comes_first_then_harm_then_score():
    by = factories.user()
    low, high, harmful, later, soon = (accepted(score=score) for score in (0.1, 0.9, 0.2, 0.3, 0.4))
    Work.objects.filter(pk=harmful.pk).update(harm="high", plan="blind")
    Work.objects.filter(pk=later.pk).update(due_at=AT + DAY)
    Work.objects.filter(pk=soon.pk).update(due_at=AT + HOUR)
    assert [offered(by) for _ in range(6)] == [soon, later, harmful, high, low, None]
