"""Nobody learns of a blind review before all are in: not in any page, list, order, count, export or feed.

Two worlds that differ in nothing but one reviewer's open judgement answer every address alike, byte for byte.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Claim, Review
from claims.workflow.assignment import queue, triage
from claims.workflow.audit import actor_of
from claims.workflow.evidence import evidence
from claims.workflow.review import plan, review, verdict
from sources.models import Fetch
from tests import factories
from tests.claims import url_matrix, url_walk
from tests.claims.api.world import World, client, world

pytestmark = pytest.mark.django_db
MARK = "quetzalcoatlus"


@dataclass
class BlindReviews:
    """A claim with two blind reviewers."""

    claim: Claim
    first: User
    second: User
    taken: Review

    def draft(self) -> None:
        review.save_draft(
            review=self.taken,
            by=actor_of(self.first),
            at=timezone.now(),
            seen=self.taken.draft,
            rating="CONFLICTING",
            reasons=f"{MARK} at first",
            note=f"{MARK} in the note",
            sought=f"{MARK} in the port",
        )

    def submit(self) -> None:
        submitted = verdict.propose(
            claim=self.claim,
            rating="DISPUTED",
            reasons=f"{MARK} in the end",
            note=f"{MARK} in the note",
            sought=f"{MARK} in the port",
            missing_context=True,
            by=self.first,
            at=timezone.now(),
        )
        assert submitted.verdict is None

    def bring(self) -> None:
        """Bring evidence that a fully blind plan hides from the other: data, a page to archive, a file."""
        now = timezone.now()
        factories.evidence(self.claim, "disputes", by=self.first, note=f"{MARK} in the log", at=now)
        page = factories.evidence(
            self.claim, by=self.first, kind="page", url=f"https://{MARK}.example.org/", note="A log.", at=now
        )
        copy = factories.version(f"The log of {MARK}.\n", purpose="evidence", url=f"https://{MARK}.example.org/")
        Fetch.objects.filter(pk=page.fetch_id).update(
            version=copy, article=copy.article_id, outcome="new", finished_at=now
        )
        factories.evidence(
            self.claim, by=self.first, kind="page", url=f"https://{MARK}.example.org/2", note="Late.", at=now
        )
        file = evidence.File(f"{MARK}.pdf", "application/pdf", MARK.encode())
        factories.evidence(self.claim, by=self.first, kind="document", file=file, note="The log.", at=now)


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    """Stop the clock: two walks see the same moment."""
    now = timezone.now()
    with patch("django.utils.timezone.now", lambda: now):
        yield


@pytest.fixture
def desk() -> World:
    """A desk with one of everything around the claim, which is in review."""
    return world()


def blind_reviews(second: str = "reviewer", *, fully_blind: bool = False) -> BlindReviews:
    claim, editor, first, other = factories.claim(), factories.user("editor"), factories.user(), factories.user(second)
    earlier = timezone.now() - timedelta(minutes=1)
    for stance in ("supports", "disputes"):
        factories.evidence(claim, stance)
    plan.set_harm(claim=claim, harm="high", by=editor, at=earlier)
    plan.set_plan(claim=claim, plan="blind", fully_blind=fully_blind, by=editor, at=earlier)
    triage.pick(claim=claim, because="harm", by=editor, at=earlier)
    taken = verdict.take(claim=claim, by=first, at=earlier)
    mine = verdict.take(claim=claim, by=other, at=earlier)
    review.save_draft(review=mine, by=actor_of(other), at=earlier, seen=0, reasons="The other reviewer's own draft")
    return BlindReviews(claim, first, other, taken)


def walk_before_and_after(by: User, *steps: Callable[[], None], oracles: bool = True) -> None:
    """Walk as somebody before and after all steps; every answer stays as it was."""
    with url_walk.undone():
        before = url_walk.walk(by, url_walk.addresses(MARK, oracles=oracles), follow=True)
    assert any("The ferry" in answer for answer in before.values()), "the walk shows nothing"
    assert not [asked for asked, answer in before.items() if answer.startswith("500")]
    for step in steps:
        step()
    with url_walk.undone():
        after = url_walk.walk(by, [*before, *url_walk.addresses(MARK, oracles=False)])
    unlike = [asked for asked, answer in before.items() if answer != after[asked]]
    assert not unlike, f"{len(unlike)} differ, such as {first_difference(unlike[0], before, after)}"
    assert_mark_is_nowhere(after)


def assert_mark_is_nowhere(found: dict[str, str]) -> None:
    """No answer holds the words; where they were asked for, a page may repeat its question."""
    telling = [asked for asked, answer in found.items() if MARK in answer and MARK not in asked]
    assert not telling, telling


def first_difference(asked: str, before: dict[str, str], after: dict[str, str]) -> str:
    lines = zip_longest(before[asked].splitlines(), after[asked].splitlines())
    return f"{asked}: " + next(f"“{old}” → “{new}”" for old, new in lines if old != new)


# What only an administrator sees is walked under a fully blind plan below.
@pytest.mark.parametrize("role", ["reviewer", pytest.param("administrator", marks=pytest.mark.slow)])
def test_the_other_reviewer_learns_nothing(desk: World, role: str) -> None:
    case = blind_reviews(role)
    walk_before_and_after(case.second, case.draft, case.submit)


def test_a_draft_is_its_writers_alone(desk: World) -> None:
    case = blind_reviews("editor")
    walk_before_and_after(case.second, case.draft, oracles=False)


def test_somebody_who_does_not_review_learns_nothing(desk: World) -> None:
    case = blind_reviews()
    walk_before_and_after(factories.user(), case.draft, case.submit, oracles=False)


@pytest.mark.parametrize("role", ["administrator", pytest.param("editor", marks=pytest.mark.slow)])
def test_under_a_fully_blind_plan_evidence_is_kept_apart_too(desk: World, role: str) -> None:
    case = blind_reviews(role, fully_blind=True)
    walk_before_and_after(case.second, case.draft, case.bring, case.submit)


def test_an_editor_who_does_not_review_learns_that_one_is_in_and_no_more(desk: World) -> None:
    case, editor = blind_reviews(), factories.user("editor")
    case.draft()
    case.submit()
    with url_walk.undone():
        assert_mark_is_nowhere(url_walk.walk(editor, url_walk.addresses(MARK, oracles=False), follow=True))
    body = client(editor).get(f"/api/v1/claims/{case.claim.pk}").json()["work"]
    assert (body["reviewers_in"], body["stage"]) == (1, "in_review")


def test_what_was_returned_or_passed_over_stays_its_reviewers(desk: World) -> None:
    case = blind_reviews()
    case.draft()
    queue.skip(claim=case.claim, because=MARK, by=case.first, at=timezone.now())
    with url_walk.undone():
        assert_mark_is_nowhere(url_walk.walk(case.second, url_walk.addresses(MARK, oracles=False), follow=True))


def test_when_all_are_in_both_are_seen(desk: World) -> None:
    case = blind_reviews()
    case.submit()
    verdict.propose(claim=case.claim, rating="SUPPORTED", reasons="It was forty.", by=case.second, at=timezone.now())
    body = client(case.second).get("/api/v1/reviews", {"claim": case.claim.pk}).json()["results"]
    assert {row["rating"] for row in body} == {"DISPUTED", "SUPPORTED"}


def test_every_route_says_how_it_is_walked(desk: World) -> None:
    blind_reviews()
    for route in url_matrix.every():
        assert route.addresses(), route.template
