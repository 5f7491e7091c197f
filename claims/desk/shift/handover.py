"""What one shift tells the next, on one page that can be printed."""

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
from claims.desk.shift.comments import called
from claims.desk.shift.queue_rows import Row, claim_url, rows_of
from claims.models import Desk, Plan, Review, Stage, Verdict, Work
from claims.queries import blind
from claims.workflow.audit import actor_of
from claims.workflow.inbox.notify import UNDER_WAY
from sources.models import Actor

SHIFT = timedelta(hours=12)
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the page."""

    name: str
    title: str | Promise
    rows: list[Row]


def _lists(now: datetime, who: Actor) -> list[tuple[str, str | Promise, QuerySet[Work]]]:
    under_way = Work.objects.filter(stage__in=UNDER_WAY).order_by(F("due_at").asc(nulls_last=True), "claim_id")
    at_it = Review.objects.filter(
        claim=OuterRef("pk"), cycle=OuterRef("cycle"), submitted_at=None, closed_at=None, lease_until__gt=now
    )
    # That somebody is at a claim which is read blind, is for readers to know: it stands among the rest.
    busy = Q(Exists(at_it)) & ~Q(plan=Plan.BLIND)
    waits = Q(waiting_until__gt=now)
    held = ~Q(held_because="")
    soon = Q(due_at__lte=now + SHIFT)
    return [
        ("due", _("Late, or due in this shift"), under_way.filter(soon & ~held)),
        ("busy", _("Somebody is at them now"), under_way.filter(busy & ~soon & ~held & ~waits)),
        ("waiting", _("Waiting for somebody"), under_way.filter(waits & ~soon & ~held)),
        (
            "second",
            _("Waiting for the second reader, or an adjudicator"),
            under_way.filter(~busy & ~waits & ~soon & ~held, stage__in=[Stage.SECOND, Stage.ADJUDICATION]),
        ),
        (
            "apart",
            _("Read by two people apart"),
            under_way.filter(~waits & ~soon & ~held, plan=Plan.BLIND, stage=Stage.IN_REVIEW),
        ),
        (
            "begun",
            _("Begun, and nobody is at them now"),
            under_way.filter(~busy & ~waits & ~soon & ~held & ~Q(plan=Plan.BLIND), stage=Stage.IN_REVIEW),
        ),
        (
            "given",
            _("Given to somebody, not begun"),
            under_way.filter(~busy & ~waits & ~soon & ~held, stage__in=[Stage.ASSIGNED, Stage.RETURNED]),
        ),
        ("held", _("On legal hold"), Work.objects.filter(held).order_by("claim_id")),
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
    """Show how the desk stands: one's own desk, another, or all of them."""
    if not request.user.has_perm("claims.view_work"):
        raise PermissionDenied
    now, by = timezone.now(), person(request)
    who = actor_of(by)
    desks = list(Desk.objects.all())
    desk = next((d for d in desks if str(d.pk) == request.GET.get("desk", "")), None)
    sections = []
    for name, title, works in _lists(now, who):
        found = works.filter(desk=desk) if desk else works
        rows = rows_of(found, by=who, now=now, most=SHOWN, paper=True)
        if rows:
            sections.append(Section(name, title, rows))
    context = admin.site.each_context(request) | {
        "title": _("Handing over the shift"),
        "desks": desks,
        "desk": desk,
        "now": now,
        "sections": sections,
        "said": _said(who, desk, now),
    }
    return render(request, "desk/shift/handover.html", context)


def _said(who: Actor, desk: Desk | None, now: datetime) -> list[tuple[str, str, str, datetime, str]]:
    """What colleagues said to each other in this shift: where, who, what."""
    rows = blind.comments_seen_by(who.pk).filter(created_at__gte=now - SHIFT).select_related("claim")
    if desk:
        rows = rows.filter(claim__work__desk=desk)
    rows = rows.annotate(by=Subquery(Actor.objects.filter(pk=OuterRef("written_by")).values("name"))).order_by("-id")
    return [
        (
            claim_url(one.claim_id),
            one.claim.wording,
            one.by or str(labels.SOMEBODY),
            one.created_at,
            called(one.text, set()),
        )
        for one in rows[:SHOWN]
    ]
