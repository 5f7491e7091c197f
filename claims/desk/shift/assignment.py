"""Assign many claims to somebody at once, for editors."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from claims.desk.base import labels
from claims.desk.base.forms import DeskForm
from claims.desk.base.people import person
from claims.desk.shift.queue import FIELDS, FilterForm, kept
from claims.desk.shift.queue_rows import rows_of, wordings
from claims.models import Appearance, Desk, Proposal, Stage, Work
from claims.queries.reach import reachable
from claims.workflow.assignment import assign
from claims.workflow.assignment.assign import Terms
from claims.workflow.assignment.queue import QueueFilter
from claims.workflow.audit import actor_of
from sources.params import int_param

PAGE = 50
LISTED = (Stage.PICKED, Stage.ASSIGNED, Stage.RETURNED, Stage.SECOND, Stage.ADJUDICATION)


class MomentField(forms.DateTimeField):
    """A day and an hour, as the browser's own field gives them."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(**{"required": False, "widget": widget, **more})


class PersonField(forms.ModelChoiceField):
    """A choice of the people who have a permission, by the names that colleagues know."""

    def __init__(self, permission: str, **more: Any) -> None:
        self.permission = permission
        super().__init__(User.objects.none(), **more)

    def offer(self) -> None:
        """Load who has the permission now; a form does so when it is created."""
        people = User.objects.with_perm(self.permission, backend="django.contrib.auth.backends.ModelBackend")
        self.queryset = people.order_by("username")

    def label_from_instance(self, obj: User) -> str:
        name = obj.get_full_name()
        return f"{name} ({obj.username})" if name else obj.username


class AssignmentForm(DeskForm):
    """The terms of an assignment: to whom, until when, on which desk, and the next step."""

    to = PersonField("claims.add_verdict", label=gettext_lazy("Give to"))
    due_at = MomentField(label=gettext_lazy("Due"), help_text=gettext_lazy("UTC. Empty: as it is."))
    desk = forms.ModelChoiceField(
        Desk.objects.all(), label=gettext_lazy("Desk"), required=False, empty_label=gettext_lazy("as it is")
    )
    next_step = forms.CharField(
        label=gettext_lazy("Next step"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("For colleagues. Empty: as it is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.offer()

    def clean_next_step(self) -> str | None:
        """Return what comes next; None, not an empty text, leaves it as it is."""
        return self.cleaned_data["next_step"] or None

    def terms(self) -> Terms:
        """Return the terms as the workflow takes them."""
        data = self.cleaned_data
        return Terms(data["due_at"], data["desk"], data["next_step"])


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """List the claims that can be assigned, and assign the chosen ones."""
    by, now = person(request), timezone.now()
    if not by.has_perm("claims.assign_claim"):
        raise PermissionDenied
    form = AssignmentForm(request.POST or None, auto_id="assign-%s")
    chosen = [key for key in map(int_param, request.POST.getlist("claim")) if key is not None]
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                done = assign.assign_many(claims=chosen, to=form.cleaned_data["to"], by=by, at=now, terms=form.terms())
            except ValidationError as wrong:
                form.refuse(wrong)
            else:
                _report(request, done)
                return redirect(reverse("desk:assign") + (f"?{kept(request.GET)}" if kept(request.GET) else ""))
        status = 400
    filters = FilterForm({name: request.GET.get(name, "") for name in FIELDS})
    listed = _listed(by, filters.wanted(now), request.GET.get("stage", ""))
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    works: Any = page.object_list
    context = admin.site.each_context(request) | {
        "title": _("Give out claims"),
        "filters": filters,
        "kept_fields": [(name, request.GET[name][:100]) for name in FIELDS if request.GET.get(name)],
        "kept": kept(request.GET),
        "stage": request.GET.get("stage", ""),
        "stages": [(stage.value, labels.ON_ITS_WAY[stage]) for stage in LISTED],
        "form": form,
        "chosen": chosen,
        "page": page,
        "rows": rows_of(works, by=actor_of(by), now=now, most=PAGE),
        "most": assign.MAX_ASSIGNED,
    }
    return render(request, "desk/shift/assignment.html", context, status=status)


vars(show)["one_by_one"] = True  # each claim is an action of its own: what is done is not done again


def _listed(by: User, wanted: QueueFilter, stage: str) -> QuerySet[Work]:
    """Return the claims that somebody may assign, by their deadline."""
    rows = Work.objects.filter(
        reachable(by),
        stage__in=[stage] if stage in LISTED else LISTED,
        held_because="",
        claim__proposal__in=[Proposal.PROPOSED, Proposal.ACCEPTED],
    )
    if wanted.desk:
        rows = rows.filter(desk=wanted.desk)
    if wanted.harm:
        rows = rows.filter(harm=wanted.harm)
    if wanted.due_before:
        rows = rows.filter(due_at__lte=wanted.due_before)
    if wanted.language:
        seen = Appearance.objects.filter(version__article__language=wanted.language)
        rows = rows.filter(claim__in=seen.values("claim"))
    return rows.order_by(F("due_at").asc(nulls_last=True), "claim_id")


def _report(request: HttpRequest, done: assign.BulkResult) -> None:
    if done.done:
        n = len(done.done)
        messages.success(request, ngettext("%d claim is given out.", "%d claims are given out.", n) % n)
    names = wordings(key for key, _why in done.refused)
    for key, why in done.refused[:10]:
        messages.warning(request, f"{names.get(key, key)}: {why}")
    if len(done.refused) > 10:
        messages.warning(request, _("%d more were not possible.") % (len(done.refused) - 10))
