"""The queue: another claim for each reviewer, what one has already, and how to pass one over."""

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
from claims.desk.base.forms import Form
from claims.desk.base.people import person
from claims.desk.shift.queue_rows import claim_url, rows_of
from claims.models import Claim, Desk, Review, Work
from claims.workflow.assignment import queue
from claims.workflow.assignment.queue import Wanted
from claims.workflow.audit import Conflict, actor_of
from sources.models import Article

SHOWN = 20
FIELDS = ("desk", "language", "harm", "due")
REMEMBERED = "queue"  # the filters of the last *Next*, for “submit and next”


class Filters(Form):
    """What a reviewer wants to be given; it stands in the address, so that it can be kept and sent to a colleague."""

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

    def wanted(self, now: datetime) -> Wanted:
        """Return what to ask the queue for; nothing in particular while the form is wrong."""
        if not self.is_valid():
            return queue.ANYTHING
        given = self.cleaned_data
        desk = given["desk"].pk if given["desk"] else None
        return Wanted(desk, given["language"], given["harm"], before(given["due"], now))


def before(due: str, now: datetime) -> datetime | None:
    """Return until when something is due that is late, due today or in a week."""
    if due == "late":
        return now
    if due == "today":
        return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return now + timedelta(days=7) if due == "week" else None


def kept(given: QueryDict) -> str:
    """Return the filters of an address, and nothing else of it."""
    found = QueryDict(mutable=True)
    for name in FIELDS:
        if value := given.get(name, ""):
            found[name] = value[:100]
    return found.urlencode()


def address(filters: str = "") -> str:
    return reverse("desk:queue") + (f"?{filters}" if filters else "")


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show what one has, what waits, and the button for the next one."""
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    by, now = person(request), timezone.now()
    who = actor_of(by)
    filters = Filters({name: request.GET.get(name, "") for name in FIELDS})
    wanted = filters.wanted(now)
    may = by.has_perm("claims.add_verdict")
    waiting = queue.waiting_for(by, who, at=now, wanted=wanted) if may else Work.objects.none()
    open_now = Review.objects.filter(
        claim=OuterRef("pk"), cycle=OuterRef("cycle"), reviewer=who.pk, submitted_at=None, closed_at=None
    )
    mine = Work.objects.filter(Exists(open_now)).order_by("due_at", "claim_id")
    context = admin.site.each_context(request) | {
        "title": _("Queue"),
        "filters": filters,
        "kept": kept(request.GET),
        "filtered": bool(kept(request.GET)),
        "mine": rows_of(mine, by=who, now=now),
        "waiting": rows_of(waiting, by=who, now=now, most=SHOWN),
        "count": waiting.count(),
        "may": may,
        "given": [(name, request.GET[name][:100]) for name in FIELDS if request.GET.get(name)],
    }
    return render(request, "desk/shift/queue.html", context, status=200 if filters.is_valid() else 400)


@require_POST
def next(request: HttpRequest) -> HttpResponse:
    """Take the next claim under the filters, and open it; say so when there is none."""
    request.session[REMEMBERED] = kept(request.POST)
    return redirect(onward(request))


def onward(request: HttpRequest) -> str:
    """Take the next claim under the filters that one works with, and return its address; without one, the queue's."""
    now, filters = timezone.now(), request.session.get(REMEMBERED, "")
    given = QueryDict(filters)
    form = Filters({name: given.get(name, "") for name in FIELDS})
    taken = queue.take_next(by=person(request), at=now, wanted=form.wanted(now))
    if taken is not None:
        return claim_url(taken.claim_id)
    said = _("Nothing else waits under these filters.") if filters else _("Nothing else waits for you.")
    messages.info(request, said)
    return address(filters)


@require_POST
def skip(request: HttpRequest, key: int) -> HttpResponse:
    """Pass over a claim, with a reason; what one had of it is given back, and one's draft stays."""
    claim = get_object_or_404(Claim, pk=key)
    because = request.POST.get("because", "")
    try:
        queue.skip(claim=claim, because=because, by=person(request), at=timezone.now())
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect(claim_url(key) if request.POST.get("from") == "claim" else address(kept(request.POST)))
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Passed over. It is not offered to you again at this stage."))
    return redirect(address(kept(request.POST)))
