"""What a person sees of a claim's review: the form, or what keeps them from it; others' reviews only when they may."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from claims.desk.claim_panel import review_context
from claims.models import Claim
from claims.workflow.assignment import publication_hold, triage
from claims.workflow.claim import proposals
from claims.workflow.review import plan, verdict
from tests import factories

pytestmark = pytest.mark.django_db


def context(claim: Claim, by: User) -> dict[str, Any]:
    return review_context.gather(claim, {}, by=by, at=timezone.now(), names={})


@pytest.fixture
def claim() -> Claim:
    claim = factories.claim()
    triage.pick(claim=claim, because="harm", by=factories.user("editor"), at=factories.AT)
    for stance in ("supports", "disputes"):
        factories.evidence(claim, stance)
    return claim


def submit(claim: Claim, by: User, rating: str = "SUPPORTED") -> None:
    verdict.propose(claim=claim, rating=rating, reasons="The log says so.", seen=0, by=by, at=timezone.now())


def test_a_picked_claim_offers_its_form(claim: Claim) -> None:
    found = context(claim, factories.user())
    assert (found["writes"], found["hindrance"], found["draft"], found["second"]) == (True, "", None, None)
    assert found["picked"] is True
    assert found["untouched"] is False


def test_a_claim_nobody_looked_at_shows_no_hindrance_yet() -> None:
    found = context(factories.claim(), factories.user("nobody"))
    assert (found["untouched"], found["hindrance"], found["writes"]) == (True, "", False)


def on_hold(claim: Claim, by: User) -> None:
    publication_hold.hold(claim=claim, because="Counsel asks.", by=factories.user("administrator"), at=factories.AT)


def rejected(claim: Claim, by: User) -> None:
    proposals.reject(claim=claim, which="opinion", by=factories.user("editor"), at=factories.AT)
    claim.refresh_from_db()


def submitted_by_me(claim: Claim, by: User) -> None:
    submit(claim, by)


def submitted_by_another(claim: Claim, by: User) -> None:
    submit(claim, factories.user())


@pytest.mark.parametrize(
    ("prepare", "hindrance"),
    [
        (on_hold, "hold"),
        (rejected, ""),
        (submitted_by_me, "a second reviewer approves it or sends it back"),
        (submitted_by_another, "with the second reviewer"),
    ],
)
def test_what_keeps_a_person_from_reviewing_is_said(
    claim: Claim, prepare: Callable[[Claim, User], None], hindrance: str
) -> None:
    by = factories.user()
    prepare(claim, by)
    found = context(claim, by)
    assert found["writes"] is False
    assert hindrance in found["hindrance"]
    assert bool(found["hindrance"]) is bool(hindrance)


def test_the_second_reviewer_gets_the_review_and_the_evidence_and_its_author_does_not(claim: Claim) -> None:
    author, editor = factories.user(), factories.user("editor")
    submit(claim, author)
    found = context(claim, editor)
    assert found["second"] is not None
    assert found["second"].reasons == "The log says so."
    assert found["seen_evidence"].count(",") == 1
    own = context(claim, author)
    assert (own["second"], own["seen_evidence"]) == (None, "")
    assert [(row.mine, row.by) for row in own["reviews"]] == [(True, own["reviews"][0].by)]
    assert [row.mine for row in found["reviews"]] == [False]


def test_a_blind_review_is_seen_by_its_author_alone_until_both_are_in(claim: Claim) -> None:
    first, second, editor = factories.user(), factories.user(), factories.user("editor")
    plan.set_plan(claim=claim, plan="blind", by=editor, at=factories.AT)
    submit(claim, first, "DISPUTED")
    assert [row.mine for row in context(claim, first)["reviews"]] == [True]
    assert context(claim, second)["reviews"] == []
    assert context(claim, editor)["reviews"] == []
    assert context(claim, editor)["reviewers_in"] == "1 of 2 in"
    assert context(claim, second)["reviewers_in"] == ""
    submit(claim, second)
    assert len(context(claim, second)["reviews"]) == 2


def test_a_review_that_came_back_says_why_and_keeps_its_words(claim: Claim) -> None:
    author, editor = factories.user(), factories.user("editor")
    submit(claim, author)
    verdict.send_back(claim=claim, because="Count again.", by=editor, at=timezone.now())
    found = context(claim, author)
    assert found["came_back"].because == "Count again."
    assert found["ruling"].initial["reasons"] == "The log says so."
    assert found["writes"] is True
    submit(claim, author)
    assert context(claim, author)["came_back"] is None


def test_a_claim_with_its_verdict_is_opened_again_by_those_who_pick(claim: Claim) -> None:
    author, editor = factories.user(), factories.user("editor")
    submit(claim, author)
    verdict.approve(claim=claim, by=editor, at=timezone.now())
    found = context(claim, editor)
    assert (found["reopens"], found["reviews"], found["writes"], found["plans"]) == (True, [], False, False)
    assert context(claim, factories.user("nobody"))["reopens"] is False
