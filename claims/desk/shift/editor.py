"""The editor's page: what is late, oldest, ready to publish, waiting for a reply, being corrected, or stale."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from claims.desk.base.claim_list import clock
from claims.desk.base.people import person
from claims.desk.shift.queue_rows import QueueRow, claim_url, rows_of
from claims.models import Correction, Desk, Publication, ReplyRequest, Report, ReportState, Stage, Verdict, Work
from claims.workflow.audit import actor_of
from claims.workflow.inbox.notify import UNDER_WAY

MOST_ROWS = 15
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class EditorSection:
    """One list of the page; `more` is whether there are further rows."""

    name: str
    title: str | Promise
    hint: str | Promise
    rows: list[QueueRow]
    more: bool


@dataclass(frozen=True, slots=True)
class ClockRow:
    """Something with a deadline: whom it is about, since when, until when."""

    href: str
    wording: str
    what: str
    until: str
    late: bool
    since: str


def late(now: datetime) -> QuerySet[Work]:
    return Work.objects.filter(stage__in=UNDER_WAY, due_at__lt=now).order_by("due_at", "claim_id")


def oldest(now: datetime) -> QuerySet[Work]:
    moving = Work.objects.filter(stage__in=UNDER_WAY, held_because="")
    return moving.order_by(F("changed_at").asc(nulls_first=True), "claim_id")


def ready(now: datetime) -> QuerySet[Work]:
    """Return the finished work whose verdict is not published and whose gates all hold: the database is asked."""
    latest = Verdict.objects.filter(claim=OuterRef("pk")).order_by("-number")
    public = Publication.objects.filter(claim=OuterRef("pk"), verdict=OuterRef("latest")).exclude(action="withdrawn")
    missing = RawSQL("EXISTS (SELECT 1 FROM claims_publication_gates(claims_work.claim_id) g WHERE NOT g.holds)", [])
    done = Work.objects.filter(stage=Stage.DONE).annotate(latest=Subquery(latest.values("pk")[:1]))
    waits = done.filter(~Exists(public)).annotate(missing=missing).filter(missing=False)
    return waits.order_by("-changed_at", "claim_id")


def stale(now: datetime) -> QuerySet[Work]:
    """Opened again because a re-check date came, or about to be."""
    newer = Verdict.objects.filter(claim=OuterRef("claim"), number__gt=OuterRef("number"))
    soon = Verdict.objects.filter(~Exists(newer), claim=OuterRef("pk"), recheck_on__lte=(now + SOON).date())
    return Work.objects.filter(
        Q(Exists(soon)) & (Q(stage=Stage.DONE) | Q(picked_because="to be checked again", stage__in=UNDER_WAY))
    ).order_by("claim_id")


SECTIONS: tuple[tuple[str, str | Promise, str | Promise, Callable[[datetime], QuerySet[Work]]], ...] = (
    ("late", _("Late"), _("Their time is over."), late),
    ("oldest", _("Longest without a move"), _("Nothing happened to them for the longest time."), oldest),
    ("ready", _("Ready to publish"), _("They have their verdict, and nothing is missing."), ready),
    ("stale", _("To be checked again"), _("Their day has come, or comes within a week."), stale),
)


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show what an editor has to look after, of one desk or of all."""
    if not request.user.has_perm("claims.assign_claim"):
        raise PermissionDenied
    now, viewer = timezone.now(), actor_of(person(request))
    desks = list(Desk.objects.all())
    desk = next((d for d in desks if str(d.pk) == request.GET.get("desk", "")), None)
    sections = []
    for name, title, hint, works in SECTIONS:
        found = works(now).filter(desk=desk) if desk else works(now)
        rows = rows_of(found, by=viewer, now=now, most=MOST_ROWS + 1)
        sections.append(EditorSection(name, title, hint, rows[:MOST_ROWS], len(rows) > MOST_ROWS))
    on_desk = Q(claim__work__desk=desk) if desk else Q()
    reports = Report.objects.filter(state=ReportState.NEW)
    if desk:
        reports = reports.filter(publication__claim__work__desk=desk)
    context = admin.site.each_context(request) | {
        "title": _("Editor's page"),
        "desks": desks,
        "desk": desk,
        "sections": sections,
        "replies": _replies(on_desk, now),
        "corrections": _corrections(on_desk, now),
        "reports": reports.count(),
    }
    return render(request, "desk/shift/editor.html", context)


def _replies(on_desk: Q, now: datetime) -> list[ClockRow]:
    """Requests for comment that nobody answered yet; contact details are not asked for."""
    rows = ReplyRequest.objects.filter(on_desk, answered_at=None, claim__work__stage__isnull=False)
    rows = rows.select_related("claim").defer("contact").order_by("until", "id")
    return [
        ClockRow(
            claim_url(row.claim_id),
            row.claim.wording,
            row.whom,
            clock(row.until, now),
            row.until < now,
            _ago(row.asked_at, now),
        )
        for row in rows[:MOST_ROWS]
    ]


def _corrections(on_desk: Q, now: datetime) -> list[ClockRow]:
    rows = Correction.objects.filter(on_desk, closed_at=None).select_related("claim").order_by("created_at", "id")
    return [
        ClockRow(
            claim_url(row.claim_id),
            row.claim.wording,
            row.because,
            clock(row.due_at, now) if row.due_at else "",
            bool(row.due_at and row.due_at < now),
            _ago(row.created_at, now),
        )
        for row in rows[:MOST_ROWS]
    ]


def _ago(since: datetime, now: datetime) -> str:
    """Return how long ago something began, in minutes, hours or days."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    if minutes < 48 * 60:
        return ngettext("%d hour", "%d hours", minutes // 60) % (minutes // 60)
    return ngettext("%d day", "%d days", minutes // 1440) % (minutes // 1440)
