"""Gather what a person sees of the review of one claim: what they may do now, what comes next, who else is at it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from claims.desk.base import forms, labels
from claims.models import Claim, Harm, Plan, Proposal, Review, ReviewPart, Stage, Work
from claims.queries import blind
from claims.workflow import stages
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import review as reviews
from claims.workflow.review import verdict
from claims.workflow.review.actions import HANDED_IN
from sources.models import Actor

LOOKED_AT = (Stage.PICKED, Stage.ASSIGNED, Stage.IN_REVIEW, Stage.RETURNED, Stage.SECOND, Stage.ADJUDICATION)
NEEDED = {Stage.SECOND: "claims.approve_review", Stage.ADJUDICATION: "claims.adjudicate_review"}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review that a person may see: their own, or one that was submitted."""

    review: Review
    heading: labels.Words
    by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class ReturnedReview:
    """A review that came back to its author."""

    by: str
    because: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The present round of review of a claim, as far as one person may see it; `visible` is oldest first."""

    claim: Claim
    work: Work
    by: User
    reviewer: Actor
    visible: list[Review]

    @property
    def live(self) -> list[Review]:
        """Return the reviews that were neither closed nor returned."""
        return [review for review in self.visible if review.closed_at is None and not review.returned_because]

    @property
    def mine(self) -> Review | None:
        """Return this person's own live review."""
        return next((review for review in self.live if review.reviewer == self.reviewer.pk), None)

    @property
    def draft(self) -> Review | None:
        """Return what this person is writing; an approval has nothing to write."""
        mine = self.mine
        return mine if mine and not mine.submitted_at and mine.part != ReviewPart.APPROVER else None

    @property
    def submitted(self) -> list[Review]:
        """Return the live reviews that were submitted."""
        return [review for review in self.live if review.submitted_at and review.part != ReviewPart.APPROVER]

    def may(self, permission: str) -> bool:
        """Return whether this person may do something to this claim."""
        return stages.may(self.by, self.work, permission)


def gather(
    claim: Claim, bound: Mapping[str, forms.DeskForm], *, by: User, at: datetime, names: Mapping[UUID, str]
) -> dict[str, Any]:
    """Return what the template of the review needs. Other people's reviews come only by `reviews_seen_by`."""
    work, reviewer = Work.objects.select_related("desk").get(pk=claim.pk), actor_of(by)
    visible = list(blind.reviews_seen_by(reviewer.pk).filter(claim=claim, cycle=work.cycle).order_by("id"))
    actors = Actor.objects.filter(pk__in=[review.reviewer for review in visible])
    known = {**names, **dict(actors.values_list("pk", "name"))}
    now = ReviewState(claim, work, by, reviewer, visible)
    hindrance = _hindrance(now, at)
    return {
        "work": work,
        **_triage(now),
        **_own_review(now, bound, hindrance),
        **_approval(now, bound, hindrance),
        **_other_reviews(now, lambda key: known.get(key, str(labels.SOMEBODY))),
        **_plan(now, bound),
    }


def _triage(now: ReviewState) -> dict[str, Any]:
    """Return what picking the claim needs."""
    work = now.work
    return {
        "may_pick": now.may("claims.pick_claim"),
        "untouched": work.stage in (Stage.NEW, Stage.LEFT),
        "picked": work.stage == Stage.PICKED,
        "why_picked": labels.PICKED_BECAUSE.items(),
        "picked_because": labels.PICKED_BECAUSE.get(work.picked_because, work.picked_because),
    }


def _own_review(now: ReviewState, bound: Mapping[str, forms.DeskForm], hindrance: str | None) -> dict[str, Any]:
    """Return what this person's own review needs: the form, or what keeps them from writing one."""
    stage, refused, draft = now.work.stage, bound.get("ruling"), now.draft
    writes = stage not in (Stage.SECOND, Stage.DONE) and hindrance == ""
    return {
        "writes": writes or (refused is not None and refused.is_bound),
        "ruling": refused or _form(now.visible, draft, now.reviewer),
        "draft": draft,
        "hindrance": (hindrance or "") if stage in LOOKED_AT else "",
        "next_step": labels.NEXT_STEP["adjudicator" if stage == Stage.ADJUDICATION else now.work.plan],
        "gives_back": draft,
        "giving_back": bound.get("giving_back") or forms.ReasonForm(auto_id="give-%s"),
        "reopens": stage == Stage.DONE and now.may("claims.pick_claim"),
        "reopening": bound.get("reopening") or forms.ReasonForm(auto_id="reopen-%s"),
    }


def _approval(now: ReviewState, bound: Mapping[str, forms.DeskForm], hindrance: str | None) -> dict[str, Any]:
    """Return what the second reviewer needs: the review to approve, and the evidence that they have before them."""
    approves = now.work.stage == Stage.SECOND and hindrance == "" and now.may("claims.approve_review")
    authors = [review for review in now.submitted if review.part == ReviewPart.AUTHOR]
    return {
        "second": authors[0] if approves and authors else None,
        "seen_evidence": ",".join(map(str, verdict.standing_evidence(now.claim))) if approves else "",
        "approval": bound.get("approve") or forms.ApprovalForm(auto_id="approve-%s"),
        "send_back": bound.get("send_back") or forms.ReturnForm(auto_id="return-%s"),
    }


def _other_reviews(now: ReviewState, name_of: Callable[[UUID], str]) -> dict[str, Any]:
    """Return the reviews that were submitted, and why the last one came back; nothing once there is a verdict."""
    done = now.work.stage == Stage.DONE
    return {
        "reviews": [
            ReviewRow(
                review,
                labels.PARTS[ReviewPart(review.part)],
                name_of(review.reviewer),
                review.reviewer == now.reviewer.pk,
            )
            for review in now.submitted
            if not done
        ],
        "came_back": _came_back(now.visible, now.work, name_of),
    }


def _plan(now: ReviewState, bound: Mapping[str, forms.DeskForm]) -> dict[str, Any]:
    """Return what an editor needs to say how many people review the claim, and how many of them have."""
    work, may_assign = now.work, now.may("claims.assign_claim")
    count = blind.reviewers_in(now.claim, viewer=now.reviewer.pk) if may_assign else None
    initial = {"plan": work.plan, "fully_blind": work.fully_blind, "seen": work.version}
    return {
        "reviewers_in": labels.REVIEWERS_IN % {"count": count} if count is not None else "",
        "plans": work.stage != Stage.DONE and may_assign,
        "plan_form": bound.get("plan_form") or forms.PlanForm(auto_id="plan-%s", initial=initial),
        "harms": Harm.choices,
    }


def _hindrance(now: ReviewState, at: datetime) -> str | None:
    """Return what keeps a person from reviewing this claim now; empty: nothing does, None: there is nothing to do."""
    work, mine = now.work, now.mine
    if now.claim.proposal not in (Proposal.PROPOSED, Proposal.ACCEPTED) or work.stage == Stage.DONE:
        return None
    if work.held_because:
        return stages.status_message(work)
    if mine is not None:
        return str(HANDED_IN["blind" if work.plan == Plan.BLIND else "pair"]) if mine.submitted_at else ""
    if not now.may(NEEDED.get(Stage(work.stage), "claims.add_verdict")):
        return str(labels.NOT_YOURS.get(work.stage, labels.NOT_YOURS[Stage.PICKED]))
    anothers = work.stage in (Stage.ASSIGNED, Stage.RETURNED) and work.assigned_to not in (None, now.reviewer.pk)
    if anothers and not now.by.has_perm("claims.assign_claim"):
        return str(labels.NOT_YOURS[Stage.ASSIGNED])
    try:
        reviews.free_part(work, now.reviewer, at=at)
    except Conflict as conflict:
        return str(conflict)
    return ""


def _form(visible: list[Review], draft: Review | None, reviewer: Actor) -> forms.ReviewForm:
    """Return the form with what this person wrote last: their draft, else what came back to them or was closed."""
    own = [
        review
        for review in visible
        if review.reviewer == reviewer.pk and review.part != ReviewPart.APPROVER and review.closed_at
    ]
    started = draft is not None and draft.draft > 0
    source = own[-1] if own and not started else draft
    initial: dict[str, Any] = {"draft": draft.draft if draft else 0, "review": draft.pk if draft else None}
    if source is not None:
        initial |= {name: getattr(source, name) for name in reviews.FIELDS}
    return forms.ReviewForm(auto_id="ruling-%s", initial=initial)


def _came_back(visible: list[Review], work: Work, name_of: Callable[[UUID], str]) -> ReturnedReview | None:
    """Return why the review came back, as long as no new one was submitted."""
    returned = [r for r in visible if r.returned_because]
    if not returned or work.stage not in (Stage.RETURNED, Stage.IN_REVIEW, Stage.ASSIGNED):
        return None
    last = returned[-1]
    return ReturnedReview(name_of(last.reviewer), last.returned_because, last.submitted_at)
