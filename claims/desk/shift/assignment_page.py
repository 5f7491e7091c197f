"""The assignment page of one claim: who has it, until when, the next step, whom it waits for, legal review."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from claims.desk.base import labels
from claims.desk.base.claim_list import where
from claims.desk.base.forms import DeskForm
from claims.desk.base.people import names, person
from claims.desk.shift.assignment import AssignmentForm, MomentField, PersonField
from claims.models import Claim, Desk, Plan, Review, ReviewPart, Stage, Work
from claims.queries import blind
from claims.queries.reach import can_reach
from claims.workflow.assignment.actions import ACTIONS
from claims.workflow.audit import Conflict, actor_of
from sources.models import Actor
from sources.params import MAX_INT, int_param

LINE = forms.TextInput(attrs={"dir": "auto"})


class AssignOneForm(AssignmentForm):
    """Assign one claim; a claim that has its verdict needs a reason to be opened again."""

    because = forms.CharField(
        label=gettext_lazy("Why it is opened again"),
        required=False,
        max_length=300,
        widget=LINE,
        help_text=gettext_lazy("Only when it has its verdict."),
    )


class HandoverForm(DeskForm):
    to = PersonField("claims.add_verdict", label=gettext_lazy("Give to"))
    because = forms.CharField(label=gettext_lazy("Why"), max_length=300, widget=LINE)
    slot = forms.TypedChoiceField(
        label=gettext_lazy("Which place"),
        choices=[("1", gettext_lazy("first")), ("2", gettext_lazy("second"))],
        coerce=int,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.offer()

    def clean_slot(self) -> int:
        """Return the place to hand over; the first where there is one only."""
        return self.cleaned_data["slot"] or 1


class DueForm(DeskForm):
    due_at = MomentField(label=gettext_lazy("Due"), help_text=gettext_lazy("UTC. Empty: no time."))


class SetDeskForm(DeskForm):
    desk = forms.ModelChoiceField(
        Desk.objects.all(), label=gettext_lazy("Desk"), required=False, empty_label=gettext_lazy("everybody's")
    )


class NextStepForm(DeskForm):
    next_step = forms.CharField(
        label=gettext_lazy("Next step"),
        required=False,
        max_length=300,
        widget=LINE,
        help_text=gettext_lazy("For colleagues."),
    )


class WaitForm(DeskForm):
    whom = forms.CharField(label=gettext_lazy("Whom we wait for"), max_length=300, widget=LINE)
    until = MomentField(label=gettext_lazy("Until"), required=True, help_text=gettext_lazy("UTC"))


class ReasonLineForm(DeskForm):
    because = forms.CharField(label=gettext_lazy("Why"), max_length=300, widget=LINE)


class EmbargoForm(DeskForm):
    until = MomentField(label=gettext_lazy("Not public before"), help_text=gettext_lazy("UTC. Empty: no embargo."))


# What a person fills in for each action of claims.workflow.assignment.actions; the others are a button alone.
FORMS: dict[str, type[DeskForm]] = {
    "assign": AssignOneForm,
    "hand_over": HandoverForm,
    "next_step": NextStepForm,
    "wait": WaitForm,
    "due": DueForm,
    "desk": SetDeskForm,
    "hold": ReasonLineForm,
    "lift": ReasonLineForm,
    "embargo": EmbargoForm,
}


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Show the assignment page with what this person may do; a POST runs one action, named by `action`."""
    by = person(request)
    if not by.has_perm("claims.view_claim"):
        raise PermissionDenied
    claim = get_object_or_404(Claim.objects.select_related("work__desk"), pk=key)
    if request.method != "POST":
        return _draw(request, claim, by)
    name = request.POST.get("action", "")
    if name not in ACTIONS:
        raise Http404
    action = ACTIONS[name]
    form = FORMS.get(name, DeskForm)(request.POST, auto_id=f"{name}-%s")
    if not form.is_valid():
        return _draw(request, claim, by, {name: form}, 400)
    data = form.cleaned_data | {"seen": int_param(request.POST.get("seen", ""), least=0, most=MAX_INT)}
    try:
        result = action.run(data, claim=claim, by=by, at=timezone.now())
    except ValidationError as error:
        form.refuse(error)
        return _draw(request, claim, by, {name: form}, 400)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        claim = get_object_or_404(Claim.objects.select_related("work__desk"), pk=key)
        return _draw(request, claim, by, {name: form}, 409)
    messages.success(request, action.message(result))
    return redirect("desk:work", key)


def _draw(
    request: HttpRequest, claim: Claim, by: User, bound: dict[str, DeskForm] | None = None, status: int = 200
) -> HttpResponse:
    bound, now, viewer, work = bound or {}, timezone.now(), actor_of(by), claim.work
    inside = can_reach(by, work)
    initial = {
        "due": {"due_at": work.due_at},
        "next_step": {"next_step": work.next_step},
        "embargo": {"until": work.embargo_until},
        "desk": {"desk": work.desk_id},
    }
    offered_actions = []
    for name, action in ACTIONS.items():
        offered = inside and by.has_perm(action.permission) and action.offered(work)
        if not offered and name not in bound:
            continue
        form = bound.get(name) or FORMS.get(name, DeskForm)(auto_id=f"{name}-%s", initial=initial.get(name))
        if name == "hand_over" and not (work.plan == Plan.BLIND and work.stage == Stage.IN_REVIEW):
            form.fields.pop("slot", None)
        if name == "assign" and work.stage != Stage.DONE:
            form.fields.pop("because")
        offered_actions.append((name, action, form))
    context = admin.site.each_context(request) | {
        "title": _("The work on a claim"),
        "claim": claim,
        "work": work,
        "where": where(claim, claim.verdicts.count() or None, work, now=now),
        "facts": _facts(work, viewer, by),
        "actions": offered_actions,
        "foreign": not inside,
    }
    return render(request, "desk/shift/assignment_page.html", context, status=status)


def _facts(work: Work, viewer: Actor, by: User) -> list[tuple[str, str]]:
    """Return the facts about the work; under a blind plan never who reviews."""
    blind_plan = work.plan == Plan.BLIND
    at_it = []
    if not blind_plan:
        open_now = Review.objects.filter(claim=work.pk, cycle=work.cycle, submitted_at=None, closed_at=None).exclude(
            part=ReviewPart.REVIEWER
        )
        at_it = list(open_now.values_list("reviewer", flat=True))
    known = names([*at_it, work.assigned_to, work.assigned_by, work.held_by, work.legal_cleared_by])
    name = lambda key: known.get(key, str(labels.SOMEBODY)) if key else ""  # noqa: E731
    hidden = blind_plan and viewer.pk not in (work.assigned_to, work.assigned_by)
    count = None
    if blind_plan and by.has_perm("claims.assign_claim"):
        count = blind.reviewers_in(work.claim, viewer=viewer.pk)
    facts = [
        (_("Desk"), str(work.desk or _("everybody's"))),
        (_("Harm"), str(labels.HARM[work.harm])),
        (_("Given to"), "" if hidden else name(work.assigned_to)),
        (_("At it now"), ", ".join(name(key) for key in at_it)),
        (_("Reviewers"), str(labels.REVIEWERS_IN % {"count": count}) if count is not None else ""),
        (_("Next step"), work.next_step),
        (_("Why it is on hold"), f"{work.held_because} ({name(work.held_by)})" if work.held_because else ""),
        (_("Legal tick by"), name(work.legal_cleared_by)),
        (_("Embargo until"), f"{work.embargo_until:%Y-%m-%d %H:%M} UTC" if work.embargo_until else ""),
    ]
    return [(label, value) for label, value in facts if value]
