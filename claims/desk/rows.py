"""One claim a row, for the pages of the shift: where it stands, who has it, what is next. One query a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.desk import labels
from claims.desk.lines import clock, where
from claims.models import Claim, Correction, Plan, Publication, Verdict, Work
from sources.models import Actor


@dataclass(frozen=True, slots=True)
class Row:
    """What a list says of a claim; `late`: its time is over."""

    key: int
    wording: str
    href: str
    where: str
    who: str
    due: str
    late: bool
    next_step: str
    desk: str
    high: bool
    because: str
    version: int


def rows_of(works: QuerySet[Work], *, by: Actor, now: datetime, most: int = 50) -> list[Row]:
    """Return the first of these as rows. Who reads a claim blind is nobody's to know but theirs."""
    last = Publication.objects.filter(claim=OuterRef("pk")).order_by("-number")
    found = works.select_related("claim", "desk").annotate(
        who=Subquery(Actor.objects.filter(pk=OuterRef("assigned_to")).values("name")),
        number=Subquery(Verdict.objects.filter(claim=OuterRef("pk")).order_by("-number").values("number")[:1]),
        public=Subquery(last.values("act")[:1]),
        correcting=Exists(Correction.objects.filter(claim=OuterRef("pk"), closed_at=None)),
    )
    return [_row(work, by, now) for work in found[:most]]


def _row(work: Work, by: Actor, now: datetime) -> Row:
    public = str(labels.PUBLIC.get(work.public or "", ""))  # type: ignore[attr-defined]
    if public and work.correcting:  # type: ignore[attr-defined]
        public = f"{public}, {labels.BEING_CORRECTED}"
    hidden = work.plan == Plan.BLIND and by.pk not in (work.assigned_to, work.assigned_by)
    who = "" if hidden else (work.who or "")  # type: ignore[attr-defined]
    if work.assigned_to == by.pk:
        who = _("you")
    return Row(
        key=work.claim_id,
        wording=work.claim.wording,
        href=claim_url(work.claim_id),
        where=where(work.claim, work.number, work, now=now, public=public),  # type: ignore[attr-defined]
        who=who,
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
