"""The shift handover on one page that can be printed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from claims.desk.base import labels
from claims.desk.base.people import person
from claims.desk.shift.comments import mark_mentions
from claims.desk.shift.queue_rows import QueueRow, claim_url, rows_of
from claims.models import Desk, Plan, Review, Stage, Verdict, Work
from claims.queries import blind
from claims.workflow.audit import actor_of
from claims.workflow.inbox.notify import UNDER_WAY
from sources.models import Actor

SHIFT = timedelta(hours=12)
MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class HandoverSection:
    """One list of the page."""

    name: str
    title: str | Promise
    rows: list[QueueRow]


def _sections(now: datetime, viewer: Actor) -> list[tuple[str, str | Promise, QuerySet[Work]]]:
    under_way = Work.objects.filter(stage__in=UNDER_WAY).order_by(F("due_at").asc(nulls_last=True), "claim_id")
    at_it = Review.objects.filter(
        claim=OuterRef("pk"), cycle=OuterRef("cycle"), submitted_at=None, closed_at=None, lease_until__gt=now
    )
    # Only blind reviewers may know that somebody is at their claim: it stands among the rest.
    busy = Q(Exists(at_it)) & ~Q(plan=Plan.BLIND)
    waits = Q(waiting_until__gt=now)
    on_hold = ~Q(held_because="")
    soon = Q(due_at__lte=now + SHIFT)
    return [
        ("due", _("Late, or due in this shift"), under_way.filter(soon & ~on_hold)),
        ("busy", _("Somebody is at them now"), under_way.filter(busy & ~soon & ~on_hold & ~waits)),
        ("waiting", _("Waiting for somebody"), under_way.filter(waits & ~soon & ~on_hold)),
        (
            "second",
            _("Waiting for the second reviewer, or an adjudicator"),
            under_way.filter(~busy & ~waits & ~soon & ~on_hold, stage__in=[Stage.SECOND, Stage.ADJUDICATION]),
        ),
        (
            "blind",
            _("Reviewed by two people independently"),
            under_way.filter(~waits & ~soon & ~on_hold, plan=Plan.BLIND, stage=Stage.IN_REVIEW),
        ),
        (
            "begun",
            _("Begun, and nobody is at them now"),
            under_way.filter(~busy & ~waits & ~soon & ~on_hold & ~Q(plan=Plan.BLIND), stage=Stage.IN_REVIEW),
        ),
        (
            "assigned",
            _("Given to somebody, not begun"),
            under_way.filter(~busy & ~waits & ~soon & ~on_hold, stage__in=[Stage.ASSIGNED, Stage.RETURNED]),
        ),
        ("held", _("On legal hold"), Work.objects.filter(on_hold).order_by("claim_id")),
        (
            "done",
            _("Done in the last 12 hours"),
            Work.objects.filter(
                Exists(Verdict.objects.filter(claim=OuterRef("pk"), created_at__gte=now - SHIFT))
            ).order_by("claim_id"),
        ),
    ]


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the state of one desk, or of all of them."""
    if not request.user.has_perm("claims.view_work"):
        raise PermissionDenied
    now, by = timezone.now(), person(request)
    viewer = actor_of(by)
    desks = list(Desk.objects.all())
    desk = next((d for d in desks if str(d.pk) == request.GET.get("desk", "")), None)
    sections = []
    for name, title, works in _sections(now, viewer):
        found = works.filter(desk=desk) if desk else works
        rows = rows_of(found, by=viewer, now=now, most=MOST_ROWS, paper=True)
        if rows:
            sections.append(HandoverSection(name, title, rows))
    context = admin.site.each_context(request) | {
        "title": _("Handing over the shift"),
        "desks": desks,
        "desk": desk,
        "now": now,
        "sections": sections,
        "comments": _comments(viewer, desk, now),
    }
    return render(request, "desk/shift/handover.html", context)


def _comments(viewer: Actor, desk: Desk | None, now: datetime) -> list[tuple[str, str, str, datetime, str]]:
    """Return the comments of this shift: claim, author, time, words."""
    rows = blind.comments_seen_by(viewer.pk).filter(created_at__gte=now - SHIFT).select_related("claim")
    if desk:
        rows = rows.filter(claim__work__desk=desk)
    rows = rows.annotate(by=Subquery(Actor.objects.filter(pk=OuterRef("written_by")).values("name"))).order_by("-id")
    return [
        (
            claim_url(row.claim_id),
            row.claim.wording,
            row.by or str(labels.SOMEBODY),
            row.created_at,
            mark_mentions(row.text, set()),
        )
        for row in rows[:MOST_ROWS]
    ]
