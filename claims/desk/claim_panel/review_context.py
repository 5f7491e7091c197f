"""Gather what somebody sees of the reading of one claim: what they may do now, what comes next, who else is at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from claims.desk.base import forms, labels
from claims.models import Claim, Harm, Part, Plan, Proposal, Review, Stage, Work
from claims.queries import blind
from claims.workflow import stages
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import review as reviews
from claims.workflow.review import verdict
from sources.models import Actor

LOOKED_AT = (Stage.PICKED, Stage.ASSIGNED, Stage.IN_REVIEW, Stage.RETURNED, Stage.SECOND, Stage.ADJUDICATION)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading that somebody may see: their own, or one that was handed in."""

    review: Review
    heading: labels.Words
    by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Back:
    """A reading that came back to its author."""

    by: str
    because: str
    at: datetime | None


def gather(
    claim: Claim, bound: Mapping[str, forms.Form], *, by: User, at: datetime, names: Mapping[UUID, str]
) -> dict[str, Any]:
    """Return what the template of the reading needs. Other people's readings come only by `reviews_seen_by`."""
    work = Work.objects.select_related("desk").get(pk=claim.pk)
    who = actor_of(by)
    seen = list(blind.reviews_seen_by(who.pk).filter(claim=claim, cycle=work.cycle).order_by("id"))
    known = {**names, **dict(Actor.objects.filter(pk__in=[r.reviewer for r in seen]).values_list("pk", "name"))}
    live = [r for r in seen if r.closed_at is None and not r.returned_because]
    mine = next((r for r in live if r.reviewer == who.pk), None)
    draft = mine if mine and not mine.submitted_at and mine.part != Part.APPROVER else None
    handed_in = [r for r in live if r.submitted_at and r.part != Part.APPROVER]
    first = next((r for r in handed_in if r.part == Part.AUTHOR), None)
    stands_in_the_way = _hindrance(claim, work, mine, who, by, at)
    second = work.stage == Stage.SECOND and not stands_in_the_way and stages.may(by, work, "claims.approve_review")
    writes = work.stage not in (Stage.SECOND, Stage.DONE) and not stands_in_the_way
    ruling = bound.get("ruling")
    who_is = lambda key: known.get(key, str(labels.SOMEBODY))  # noqa: E731
    count = blind.reviewers_in(claim, viewer=who.pk) if stages.may(by, work, "claims.assign_claim") else None
    plan = bound.get("plan_form") or forms.PlanOf(
        auto_id="plan-%s", initial={"plan": work.plan, "fully_blind": work.fully_blind, "seen": work.version}
    )
    return {
        "work": work,
        "may_pick": stages.may(by, work, "claims.pick_claim"),
        "untouched": work.stage in (Stage.NEW, Stage.LEFT),
        "picked": work.stage == Stage.PICKED,
        "why_picked": labels.PICKED_BECAUSE.items(),
        "picked_because": labels.PICKED_BECAUSE.get(work.picked_because, work.picked_because),
        "writes": writes or (ruling is not None and ruling.is_bound),
        "ruling": ruling or _form(seen, draft, who),
        "draft": draft,
        "hindrance": stands_in_the_way.strip("-") if work.stage in LOOKED_AT else "",
        "next_step": labels.NEXT_STEP["adjudicator" if work.stage == Stage.ADJUDICATION else work.plan],
        "second": first if second else None,
        "seen_evidence": ",".join(map(str, verdict.standing_evidence(claim))) if second else "",
        "approval": bound.get("approve") or forms.Approval(auto_id="approve-%s"),
        "send_back": bound.get("send_back") or forms.Return(auto_id="return-%s"),
        "readings": [
            Reading(r, labels.PARTS[Part(r.part)], who_is(r.reviewer), r.reviewer == who.pk)
            for r in handed_in
            if work.stage != Stage.DONE
        ],
        "came_back": _came_back(seen, work, who_is),
        "readers_in": labels.READERS_IN % {"count": count} if count is not None else "",
        "reopens": work.stage == Stage.DONE and stages.may(by, work, "claims.pick_claim"),
        "reopening": bound.get("reopening") or forms.Because(auto_id="reopen-%s"),
        "gives_back": draft,
        "giving_back": bound.get("giving_back") or forms.Because(auto_id="give-%s"),
        "plans": work.stage != Stage.DONE and stages.may(by, work, "claims.assign_claim"),
        "plan_form": plan,
        "harms": Harm.choices,
    }


def _hindrance(claim: Claim, work: Work, mine: Review | None, who: Actor, by: User, at: datetime) -> str:
    """Say what keeps somebody from reading this claim now; empty: nothing does."""
    if claim.proposal not in (Proposal.PROPOSED, Proposal.ACCEPTED) or work.stage == Stage.DONE:
        return "-"
    if work.held_because:
        return stages.status_message(work)
    if mine is not None and not mine.submitted_at:
        return ""
    if mine is not None:
        return str(labels.HANDED_IN["blind" if work.plan == Plan.BLIND else "pair"])
    needed = {Stage.SECOND: "claims.approve_review", Stage.ADJUDICATION: "claims.adjudicate_review"}
    if not stages.may(by, work, needed.get(Stage(work.stage), "claims.add_verdict")):
        return str(labels.NOT_YOURS.get(work.stage, labels.NOT_YOURS[Stage.PICKED]))
    anothers = work.stage in (Stage.ASSIGNED, Stage.RETURNED) and work.assigned_to not in (None, who.pk)
    if anothers and not by.has_perm("claims.assign_claim"):
        return str(labels.NOT_YOURS[Stage.ASSIGNED])
    try:
        reviews.free_part(work, who, at=at)
    except Conflict as taken:
        return str(taken)
    return ""


def _form(seen: list[Review], draft: Review | None, who: Actor) -> forms.Ruling:
    """Return the form with what this person wrote last: their draft, else what came back to them or was closed."""
    own = [r for r in seen if r.reviewer == who.pk and r.part != Part.APPROVER and r.closed_at]
    source = draft if draft and draft.draft else (own[-1] if own and not (draft and draft.draft) else draft)
    initial: dict[str, Any] = {"draft": draft.draft if draft else 0, "review": draft.pk if draft else None}
    if source is not None:
        initial |= {name: getattr(source, name) for name in reviews.FIELDS}
    return forms.Ruling(auto_id="ruling-%s", initial=initial)


def _came_back(seen: list[Review], work: Work, who_is: Any) -> Back | None:
    """Return why the reading came back, as long as no new one was handed in."""
    returned = [r for r in seen if r.returned_because]
    if not returned or work.stage not in (Stage.RETURNED, Stage.IN_REVIEW, Stage.ASSIGNED):
        return None
    last = returned[-1]
    return Back(who_is(last.reviewer), last.returned_because, last.submitted_at)
