"""The inbox of a person, and the number of unread notices in the navigation bar."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.desk.base import labels
from claims.desk.base.people import person
from claims.desk.shift.queue_rows import claim_url
from claims.models import Notice
from claims.workflow.audit import actor_of
from claims.workflow.inbox import notify
from sources.params import int_param

PAGE = 50
MANY = 99  # the bar counts no further


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice."""

    key: int
    what: labels.Words
    text: str
    claim: str
    href: str
    at: datetime
    unread: bool


def unread(request: HttpRequest) -> dict[str, Any]:
    """Return the number of unread notices for templates; it is counted only where the bar is shown."""
    return {"unread": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_staff:
        return 0
    return Notice.objects.filter(to__user=user, read_at=None)[: MANY + 1].count()


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the notices, unread and newest first, a page at a time."""
    recipient = actor_of(person(request))
    rows = Notice.objects.filter(to=recipient).select_related("claim")
    rows = rows.order_by(F("read_at").desc(nulls_first=True), "-id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = admin.site.each_context(request) | {
        "title": _("Inbox"),
        "page": page,
        "lines": [_line(notice) for notice in page.object_list],
    }
    return render(request, "desk/shift/inbox.html", context)


@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read, or all of them."""
    key = request.POST.get("notice", "")
    number = int_param(key)
    if number is not None or key == "all":
        notify.read(by=person(request), at=timezone.now(), notices=None if number is None else [number])
    return redirect("desk:inbox")


def _line(notice: Notice) -> NoticeLine:
    fragment = f"#comment-{notice.key.partition(':')[2]}" if notice.kind == "mention" else ""
    return NoticeLine(
        key=notice.pk,
        what=labels.NOTICES[notice.kind],
        text=notice.text,
        claim=notice.claim.wording if notice.claim else "",
        href=claim_url(notice.claim_id) + fragment if notice.claim_id else "",
        at=notice.created_at,
        unread=notice.read_at is None,
    )
