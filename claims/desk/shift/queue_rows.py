"""Claims as rows, for the pages of the shift: status, assignee, next step. One query a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.desk.base import labels
from claims.desk.base.claim_list import clock, where
from claims.models import Claim, Correction, Plan, Publication, Review, Verdict, Work
from sources.models import Actor


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A claim in a list; `late` is whether its deadline has passed."""

    key: int
    wording: str
    href: str
    where: str
    assignee: str
    at_it: str
    due: str
    late: bool
    next_step: str
    desk: str
    high: bool
    because: str
    version: int


def rows_of(works: QuerySet[Work], *, by: Actor, now: datetime, most: int = 50, paper: bool = False) -> list[QueueRow]:
    """Return the first of these as rows; on paper nobody is “you”. Who reviews a claim blind, only they know."""
    name = Actor.objects.filter(pk=OuterRef("reviewer")).values("name")
    at_it = Review.objects.filter(
        claim=OuterRef("pk"), cycle=OuterRef("cycle"), submitted_at=None, closed_at=None, lease_until__gt=now
    )
    last = Publication.objects.filter(claim=OuterRef("pk")).order_by("-number")
    found = works.select_related("claim", "desk").annotate(
        at_it=Subquery(at_it.annotate(reviewer_name=Subquery(name)).values("reviewer_name")[:1]),
        assignee_name=Subquery(Actor.objects.filter(pk=OuterRef("assigned_to")).values("name")),
        number=Subquery(Verdict.objects.filter(claim=OuterRef("pk")).order_by("-number").values("number")[:1]),
        public=Subquery(last.values("action")[:1]),
        correcting=Exists(Correction.objects.filter(claim=OuterRef("pk"), closed_at=None)),
    )
    return [_row(work, by, now, paper) for work in found[:most]]


def _row(work: Any, by: Actor, now: datetime, paper: bool) -> QueueRow:
    public = str(labels.PUBLIC.get(work.public or "", ""))
    if public and work.correcting:
        public = f"{public}, {labels.BEING_CORRECTED}"
    hidden = work.plan == Plan.BLIND and by.pk not in (work.assigned_to, work.assigned_by)
    assignee = "" if hidden else (work.assignee_name or "")
    if work.assigned_to == by.pk and not paper:
        assignee = _("you")
    return QueueRow(
        key=work.claim_id,
        wording=work.claim.wording,
        href=claim_url(work.claim_id),
        where=where(work.claim, work.number, work, now=now, public=public),
        assignee=assignee,
        at_it="" if work.plan == Plan.BLIND else (work.at_it or ""),
        due=clock(work.due_at, now) if work.due_at else "",
        late=bool(work.due_at and work.due_at < now),
        next_step=work.next_step,
        desk=str(work.desk or ""),
        high=work.harm == "high",
        because=str(labels.PICKED_BECAUSE.get(work.picked_because, work.picked_because)),
        version=work.version,
    )


def claim_url(key: int) -> str:
    return reverse("desk:claim", args=[key])


def wordings(keys: Iterable[int]) -> dict[int, str]:
    """Return what these claims say, for a message about several of them."""
    return dict(Claim.objects.filter(pk__in=list(keys)).values_list("pk", "wording"))
