"""The reading of one claim together: drafts, handing in, the second reader, opening again, the plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.desk.actions.claim import act
from claims.desk.base import forms, labels, people
from claims.desk.shift.queue import onward
from claims.models import Claim, Plan, Review, Stage, Work
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import plan, verdict
from claims.workflow.review import review as reviews
from claims.workflow.review.verdict import Submitted


@require_POST
def submit(request: HttpRequest, key: int) -> HttpResponse:
    """Hand in a reading; under its plan it goes on, or becomes the verdict."""

    def do(claim: Claim, given: dict[str, Any], who: dict[str, Any]) -> Submitted:
        given.pop("review")
        return verdict.propose(claim=claim, **given, **who)

    form = forms.Ruling(request.POST, auto_id="ruling-%s")
    then = (lambda: onward(request)) if "next" in request.POST else None
    return act(request, key, "ruling", form, do, _handed_in, then)


@require_POST
def save(request: HttpRequest, key: int) -> HttpResponse:
    """Keep a draft: for the page's script, which asks for JSON, and for the button without it."""

    def do(claim: Claim, given: dict[str, Any], who: dict[str, Any]) -> Review:
        review = verdict.take(claim=claim, **who)
        same = given["review"] in (None, review.pk)
        seen = (given["draft"] or 0) if same else 0
        fields = {name: given[name] for name in reviews.FIELDS}
        return reviews.save_draft(review=review, by=actor_of(who["by"]), at=who["at"], seen=seen, **fields)

    form = forms.Draft(request.POST, auto_id="ruling-%s")
    if "application/json" not in request.headers.get("Accept", ""):
        return act(request, key, "ruling", form, do, _("Your draft is saved."))
    claim = get_object_or_404(Claim, pk=key)
    if not form.is_valid():
        return JsonResponse({"said": " ".join(str(e) for errors in form.errors.values() for e in errors)}, status=400)
    try:
        kept = do(claim, form.cleaned_data, {"by": people.person(request), "at": timezone.now()})
    except reviews.Stale as stale:
        theirs = {name: getattr(stale.review, name) for name in reviews.FIELDS}
        return JsonResponse({"said": str(stale), **_place(stale.review), "theirs": theirs}, status=409)
    except Conflict as conflict:
        return JsonResponse({"said": str(conflict)}, status=409)
    return JsonResponse({"said": _("Saved %s") % f"{timezone.localtime(kept.saved_at):%H:%M}", **_place(kept)})


@require_POST
def approve(request: HttpRequest, key: int) -> HttpResponse:
    """Approve another person's reading as the second reader."""
    form = forms.Approval(request.POST, auto_id="approve-%s")
    then = (lambda: onward(request)) if "next" in request.POST else None
    return act(
        request,
        key,
        "approve",
        form,
        lambda claim, given, who: verdict.approve(claim=claim, **given, **who),
        _handed_in,
        then,
    )


@require_POST
def send_back(request: HttpRequest, key: int) -> HttpResponse:
    """Return another person's reading, because …"""
    return act(
        request,
        key,
        "send_back",
        forms.Return(request.POST, auto_id="return-%s"),
        lambda claim, given, who: verdict.send_back(claim=claim, **given, **who),
        _("Returned to its author."),
    )


@require_POST
def give_back(request: HttpRequest, key: int) -> HttpResponse:
    """Give a claim back that one has taken, with a reason."""

    def do(claim: Claim, given: dict[str, Any], who: dict[str, Any]) -> Review:
        mine = reviews.open_of(Work.objects.get(pk=claim.pk), actor_of(who["by"]))
        if mine is None:
            raise Conflict("You have not taken this claim.")
        return verdict.give_back(review=mine, because=given["because"], **who)

    form = forms.Because(request.POST, auto_id="give-%s")
    return act(request, key, "giving_back", form, do, _("Given back. What you wrote stays yours."))


@require_POST
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """Open a claim again that has its verdict, with a reason."""
    return act(
        request,
        key,
        "reopening",
        forms.Because(request.POST, auto_id="reopen-%s"),
        lambda claim, given, who: verdict.reopen(claim=claim, because=given["because"], **who),
        _("Open again."),
    )


@require_POST
def harm(request: HttpRequest, key: int) -> HttpResponse:
    """Say how much harm a claim could do."""
    return act(
        request,
        key,
        "harm",
        forms.HarmOf(request.POST),
        lambda claim, given, who: plan.set_harm(claim=claim, **given, **who),
        _("Set."),
    )


@require_POST
def read_by(request: HttpRequest, key: int) -> HttpResponse:
    """Choose how many people read a claim; fewer than planned need a reason, which stays."""
    return act(
        request,
        key,
        "plan_form",
        forms.PlanOf(request.POST, auto_id="plan-%s"),
        lambda claim, given, who: plan.set_plan(claim=claim, **given, **who),
        _("Set."),
    )


def _handed_in(submitted: Submitted) -> str:
    if submitted.verdict is not None:
        return str(labels.HANDED_IN["single"])
    work = Work.objects.get(pk=submitted.review.claim_id)
    if work.plan == Plan.BLIND:
        return str(labels.HANDED_IN["differ" if work.stage == Stage.ADJUDICATION else "blind"])
    return str(labels.HANDED_IN["pair"])


def _place(review: Review) -> dict[str, int]:
    return {"review": review.pk, "draft": review.draft}
