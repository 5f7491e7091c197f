"""The queue: the next claim for each reviewer, the claims they have, and how to skip a claim."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from claims.desk.base import labels
from claims.desk.base.claim_list import claim_address
from claims.desk.base.forms import DeskForm
from claims.desk.base.people import person
from claims.desk.shift.queue_rows import rows_of
from claims.models import Claim, Desk, Review, Work
from claims.workflow.assignment import queue
from claims.workflow.assignment.queue import QueueFilter
from claims.workflow.audit import Conflict, actor_of
from sources.models import Article

LISTED = 20
FIELDS = ("desk", "language", "harm", "due")
REMEMBERED = "queue"  # the filters of the last *Next*, for “submit and next”


class FilterForm(DeskForm):
    """What a reviewer wants from the queue; it is in the address, so that it can be kept and sent to a colleague."""

    use_required_attribute = False
    desk = forms.ModelChoiceField(
        Desk.objects.all(), label=gettext_lazy("Desk"), required=False, empty_label=gettext_lazy("any")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    harm = forms.ChoiceField(
        label=gettext_lazy("Harm"), required=False, choices=[("", gettext_lazy("any")), *labels.HARM.items()]
    )
    due = forms.ChoiceField(
        label=gettext_lazy("Due"), required=False, choices=[("", gettext_lazy("any time")), *labels.DUE.items()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter-%s", **kwargs)
        spoken = Article.objects.exclude(language="").order_by("language").values_list("language", flat=True).distinct()
        field: Any = self.fields["language"]
        field.choices = [("", _("any")), *((code, code) for code in spoken)]

    def wanted(self, now: datetime) -> QueueFilter:
        """Return what to ask the queue for; anything while the form is invalid."""
        if not self.is_valid():
            return queue.ANYTHING
        query = self.cleaned_data
        desk = query["desk"].pk if query["desk"] else None
        return QueueFilter(desk, query["language"], query["harm"], due_before(query["due"], now))


def due_before(due: str, now: datetime) -> datetime | None:
    """Return the latest deadline of what is late, due today or due in a week."""
    if due == "late":
        return now
    if due == "today":
        return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return now + timedelta(days=7) if due == "week" else None


def kept(query: QueryDict) -> str:
    """Return the filters of an address, and nothing else of it."""
    found = QueryDict(mutable=True)
    for name in FIELDS:
        if value := query.get(name, ""):
            found[name] = value[:100]
    return found.urlencode()


def queue_address(filters: str = "") -> str:
    return reverse("desk:queue") + (f"?{filters}" if filters else "")


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the claims that this person has, those that wait, and the button for the next."""
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    by, now = person(request), timezone.now()
    reviewer = actor_of(by)
    filters = FilterForm({name: request.GET.get(name, "") for name in FIELDS})
    wanted = filters.wanted(now)
    may = by.has_perm("claims.add_verdict")
    waiting = queue.waiting_for(by, reviewer, at=now, wanted=wanted) if may else Work.objects.none()
    open_now = Review.objects.filter(
        claim=OuterRef("pk"), cycle=OuterRef("cycle"), reviewer=reviewer.pk, submitted_at=None, closed_at=None
    )
    mine = Work.objects.filter(Exists(open_now)).order_by("due_at", "claim_id")
    context = admin.site.each_context(request) | {
        "title": _("Queue"),
        "filters": filters,
        "kept": kept(request.GET),
        "filtered": bool(kept(request.GET)),
        "mine": rows_of(mine, by=reviewer, now=now),
        "waiting": rows_of(waiting, by=reviewer, now=now, most=LISTED),
        "count": waiting.count(),
        "may": may,
        "kept_fields": [(name, request.GET[name][:100]) for name in FIELDS if request.GET.get(name)],
    }
    return render(request, "desk/shift/queue.html", context, status=200 if filters.is_valid() else 400)


@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Take the next claim under the filters and open it; say so when there is none."""
    request.session[REMEMBERED] = kept(request.POST)
    return redirect(onward(request))


def onward(request: HttpRequest) -> str:
    """Take the next claim under the person's filters, and return its address; the queue's when there is none."""
    now, filters = timezone.now(), request.session.get(REMEMBERED, "")
    query = QueryDict(filters)
    form = FilterForm({name: query.get(name, "") for name in FIELDS})
    taken = queue.take_next(by=person(request), at=now, wanted=form.wanted(now))
    if taken is not None:
        return claim_address(taken.claim)
    message = _("Nothing else waits under these filters.") if filters else _("Nothing else waits for you.")
    messages.info(request, message)
    return queue_address(filters)


@require_POST
def skip(request: HttpRequest, key: int) -> HttpResponse:
    """Skip a claim, with a reason; if this person had taken it, it is given back and their draft stays."""
    claim = get_object_or_404(Claim, pk=key)
    because = request.POST.get("because", "")
    try:
        queue.skip(claim=claim, because=because, by=person(request), at=timezone.now())
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect(
            claim_address(claim) if request.POST.get("from") == "claim" else queue_address(kept(request.POST))
        )
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Passed over. It is not offered to you again at this stage."))
    return redirect(queue_address(kept(request.POST)))
