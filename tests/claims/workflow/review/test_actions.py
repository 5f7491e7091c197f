"""What can be done to a claim's reviews: when each action is offered, and what is said to whoever hands one in."""

import pytest

from claims.models import Claim, Review, Stage, Verdict, Work
from claims.workflow.review import plan, verdict
from claims.workflow.review.actions import ACTIONS, handed_in
from claims.workflow.review.verdict import SubmittedReview
from tests import factories
from tests.claims.workflow.world import AT, accepted

OFFERED = {"approve": {Stage.SECOND}, "send_back": {Stage.SECOND}, "reopen": {Stage.DONE}}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", ACTIONS)
def test_some_actions_are_offered_at_one_stage_only(name: str, stage: Stage) -> None:
    assert ACTIONS[name].offered(Work(stage=stage)) is (stage in OFFERED.get(name, set(Stage)))


def test_who_hands_in_the_last_review_hears_that_the_verdict_is_given() -> None:
    assert handed_in(SubmittedReview(Review(), Verdict())) == "The verdict is given."


@pytest.mark.django_db
def test_who_hands_in_the_first_of_two_steps_hears_that_a_second_reviewer_is_next() -> None:
    claim = accepted()
    factories.evidence(claim)
    submitted = verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=factories.user(), at=AT)
    assert "a second reviewer approves it" in ACTIONS["submit"].message(submitted)


def blind_answers(claim: Claim, *ratings: str) -> list[str]:
    factories.evidence(claim, "disputes")
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    return [
        ACTIONS["submit"].message(
            verdict.propose(claim=claim, rating=rating, reasons="Nobody kept a log.", by=factories.user(), at=AT)
        )
        for rating in ratings
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("second", "words"), [("NOT_CHECKABLE", "The verdict is given."), ("DISPUTED", "they differ")])
def test_the_first_of_two_hears_nothing_of_the_other_and_the_second_what_came_of_it(second: str, words: str) -> None:
    first, last = blind_answers(accepted(), "NOT_CHECKABLE", second)
    assert first.startswith("Your answer is in.")
    assert words in last
