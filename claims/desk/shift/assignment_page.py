"""The work on one claim: who has it, until when, what is next, whom we wait for, what the law says."""

from collections.abc import Callable
from dataclasses import dataclass
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
from claims.desk.base.forms import Form
from claims.desk.base.people import names, person
from claims.desk.shift.assignment import Assignment, Moment, PersonField
from claims.models import Claim, Desk, Part, Plan, Review, Stage, Work
from claims.queries import blind
from claims.queries.reach import can_reach
from claims.workflow.assignment import assign, handover, publication_hold
from claims.workflow.audit import Conflict, actor_of
from sources.models import Actor
from sources.params import MAX_INT, int_param

LINE = forms.TextInput(attrs={"dir": "auto"})


class Given(Assignment):
    """One claim to somebody; a claim that has its verdict needs a reason."""

    because = forms.CharField(
        label=gettext_lazy("Why it is opened again"),
        required=False,
        max_length=300,
        widget=LINE,
        help_text=gettext_lazy("Only when it has its verdict."),
    )


class HandedOver(Form):
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


class Due(Form):
    due_at = Moment(label=gettext_lazy("Due"), help_text=gettext_lazy("UTC. Empty: no time."))


class OnDesk(Form):
    desk = forms.ModelChoiceField(
        Desk.objects.all(), label=gettext_lazy("Desk"), required=False, empty_label=gettext_lazy("everybody's")
    )


class NextStep(Form):
    next_step = forms.CharField(
        label=gettext_lazy("Next step"),
        required=False,
        max_length=300,
        widget=LINE,
        help_text=gettext_lazy("For colleagues."),
    )


class Wait(Form):
    whom = forms.CharField(label=gettext_lazy("Whom we wait for"), max_length=300, widget=LINE)
    until = Moment(label=gettext_lazy("Until"), required=True, help_text=gettext_lazy("UTC"))


class Why(Form):
    because = forms.CharField(label=gettext_lazy("Why"), max_length=300, widget=LINE)


class Embargo(Form):
    until = Moment(label=gettext_lazy("Not public before"), help_text=gettext_lazy("UTC. Empty: no embargo."))


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: its form, who may, when it is offered, and what does it."""

    title: labels.Words
    button: labels.Words
    permission: str
    form: type[Form]
    do: Callable[..., object]
    offered: Callable[[Work], bool] = lambda work: True


def _give(given: dict[str, Any], **who: Any) -> object:
    terms = assign.Terms(given["due_at"], given["desk"], given["next_step"] or None)
    return assign.assign(to=given["to"], terms=terms, because=given.get("because", ""), **who)


def _at_it(work: Work) -> bool:
    """Somebody may be at it: a place can be handed over."""
    return work.stage in (Stage.IN_REVIEW, Stage.SECOND, Stage.ADJUDICATION)


ACTS: dict[str, Act] = {
    "assign": Act(
        gettext_lazy("Give it to somebody"),
        gettext_lazy("Give"),
        "claims.assign_claim",
        Given,
        _give,
        lambda work: not (work.plan == Plan.BLIND and work.stage == Stage.IN_REVIEW),
    ),
    "unassign": Act(
        gettext_lazy("Take it back into the queue"),
        gettext_lazy("Take it back"),
        "claims.assign_claim",
        Form,
        lambda given, **who: assign.unassign(**who),
        lambda work: work.stage == Stage.ASSIGNED,
    ),
    "hand_over": Act(
        gettext_lazy("Hand over what somebody is at"),
        gettext_lazy("Hand over"),
        "claims.assign_claim",
        HandedOver,
        lambda given, **who: handover.hand_over(
            to=given["to"], because=given["because"], slot=given.get("slot") or 1, **who
        ),
        _at_it,
    ),
    "next_step": Act(
        gettext_lazy("Next step"),
        gettext_lazy("Save"),
        "claims.add_verdict",
        NextStep,
        lambda given, **who: assign.set_next_step(**given, **who),
    ),
    "wait": Act(
        gettext_lazy("Wait for somebody"),
        gettext_lazy("Wait"),
        "claims.add_verdict",
        Wait,
        lambda given, **who: assign.wait_for(**given, **who),
        lambda work: not work.waiting_on,
    ),
    "go_on": Act(
        gettext_lazy("It waits"),
        gettext_lazy("Wait no longer"),
        "claims.add_verdict",
        Form,
        lambda given, **who: assign.go_on(**who),
        lambda work: bool(work.waiting_on),
    ),
    "due": Act(
        gettext_lazy("When it is due"),
        gettext_lazy("Save"),
        "claims.assign_claim",
        Due,
        lambda given, **who: assign.set_due(**given, **who),
    ),
    "desk": Act(
        gettext_lazy("Its desk"),
        gettext_lazy("Save"),
        "claims.assign_claim",
        OnDesk,
        lambda given, **who: assign.set_desk(**given, **who),
    ),
    "accuses": Act(
        gettext_lazy("It accuses a named party"),
        gettext_lazy("Yes, it does"),
        "claims.add_verdict",
        Form,
        lambda given, **who: publication_hold.set_accuses(accuses=True, **who),
        lambda work: not work.accuses,
    ),
    "accuses_nobody": Act(
        gettext_lazy("It accuses a named party: a legal tick is needed"),
        gettext_lazy("No, it does not"),
        "claims.hold_claim",
        Form,
        lambda given, **who: publication_hold.set_accuses(accuses=False, **who),
        lambda work: work.accuses,
    ),
    "clear": Act(
        gettext_lazy("Legal tick"),
        gettext_lazy("Give the legal tick"),
        "claims.hold_claim",
        Form,
        lambda given, **who: publication_hold.clear(**who),
        lambda work: work.legal_cleared_by is None,
    ),
    "unclear": Act(
        gettext_lazy("It has the legal tick"),
        gettext_lazy("Take the tick back"),
        "claims.hold_claim",
        Form,
        lambda given, **who: publication_hold.unclear(**who),
        lambda work: work.legal_cleared_by is not None,
    ),
    "hold": Act(
        gettext_lazy("Legal hold: nothing moves"),
        gettext_lazy("Put on hold"),
        "claims.hold_claim",
        Why,
        lambda given, **who: publication_hold.hold(**given, **who),
        lambda work: not work.held_because,
    ),
    "lift": Act(
        gettext_lazy("It is on legal hold"),
        gettext_lazy("Lift the hold"),
        "claims.hold_claim",
        Why,
        lambda given, **who: publication_hold.lift(**given, **who),
        lambda work: bool(work.held_because),
    ),
    "embargo": Act(
        gettext_lazy("Embargo"),
        gettext_lazy("Save"),
        "claims.publish_claim",
        Embargo,
        lambda given, **who: publication_hold.set_embargo(**given, **who),
    ),
}


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Show the work on a claim with what this person may do; a POST does one thing, named by `act`."""
    by = person(request)
    if not by.has_perm("claims.view_claim"):
        raise PermissionDenied
    claim = get_object_or_404(Claim.objects.select_related("work__desk"), pk=key)
    if request.method != "POST":
        return _draw(request, claim, by)
    name = request.POST.get("act", "")
    if name not in ACTS:
        raise Http404
    act = ACTS[name]
    form = act.form(request.POST, auto_id=f"{name}-%s")
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        return _draw(request, claim, by, {name: form}, 400)
    try:
        act.do(
            form.cleaned_data,
            claim=claim,
            by=by,
            at=timezone.now(),
            seen=int_param(seen, least=0, most=MAX_INT),
        )
    except ValidationError as wrong:
        form.refuse(wrong)
        return _draw(request, claim, by, {name: form}, 400)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        claim = get_object_or_404(Claim.objects.select_related("work__desk"), pk=key)
        return _draw(request, claim, by, {name: form}, 409)
    messages.success(request, _("Done."))
    return redirect("desk:work", key)


def _draw(
    request: HttpRequest, claim: Claim, by: User, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    bound, now, who, work = bound or {}, timezone.now(), actor_of(by), claim.work
    inside = can_reach(by, work)
    initial = {
        "due": {"due_at": work.due_at},
        "next_step": {"next_step": work.next_step},
        "embargo": {"until": work.embargo_until},
        "desk": {"desk": work.desk_id},
    }
    shown = []
    for name, act in ACTS.items():
        offered = inside and by.has_perm(act.permission) and act.offered(work)
        if not offered and name not in bound:
            continue
        form = bound.get(name) or act.form(auto_id=f"{name}-%s", initial=initial.get(name))
        if name == "hand_over" and not (work.plan == Plan.BLIND and work.stage == Stage.IN_REVIEW):
            form.fields.pop("slot", None)
        if name == "assign" and work.stage != Stage.DONE:
            form.fields.pop("because")
        shown.append((name, act, form))
    context = admin.site.each_context(request) | {
        "title": _("The work on a claim"),
        "claim": claim,
        "work": work,
        "where": where(claim, claim.verdicts.count() or None, work, now=now),
        "facts": _facts(work, who, by),
        "acts": shown,
        "foreign": not inside,
    }
    return render(request, "desk/shift/assignment_page.html", context, status=status)


def _facts(work: Work, who: Actor, by: User) -> list[tuple[str, str]]:
    """Return what is known of the work; under a blind plan never who reads."""
    apart = work.plan == Plan.BLIND
    at_it = []
    if not apart:
        open_now = Review.objects.filter(claim=work.pk, cycle=work.cycle, submitted_at=None, closed_at=None).exclude(
            part=Part.REVIEWER
        )
        at_it = list(open_now.values_list("reviewer", flat=True))
    known = names([*at_it, work.assigned_to, work.assigned_by, work.held_by, work.legal_cleared_by])
    name = lambda key: known.get(key, str(labels.SOMEBODY)) if key else ""  # noqa: E731
    hidden = apart and who.pk not in (work.assigned_to, work.assigned_by)
    count = None
    if apart and by.has_perm("claims.assign_claim"):
        count = blind.reviewers_in(work.claim, viewer=who.pk)
    facts = [
        (_("Desk"), str(work.desk or _("everybody's"))),
        (_("Harm"), str(labels.HARM[work.harm])),
        (_("Given to"), "" if hidden else name(work.assigned_to)),
        (_("At it now"), ", ".join(name(key) for key in at_it)),
        (_("Readers"), str(labels.READERS_IN % {"count": count}) if count is not None else ""),
        (_("Next step"), work.next_step),
        (_("Why it is on hold"), f"{work.held_because} ({name(work.held_by)})" if work.held_because else ""),
        (_("Legal tick by"), name(work.legal_cleared_by)),
        (_("Embargo until"), f"{work.embargo_until:%Y-%m-%d %H:%M} UTC" if work.embargo_until else ""),
    ]
    return [(what, said) for what, said in facts if said]
