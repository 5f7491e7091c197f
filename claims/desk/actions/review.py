"""The review of a claim: drafts, submitting, the second reviewer, opening again, the plan."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from claims.desk.actions.claim import perform
from claims.desk.base import forms, people
from claims.desk.shift.queue import onward
from claims.models import Claim, Review, Work
from claims.workflow.action import Action
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import review as reviews
from claims.workflow.review import verdict
from claims.workflow.review.actions import ACTIONS


def _save_draft(
    *, claim: Claim, review: int | None, draft: int | None, by: User, at: datetime, **fields: Any
) -> Review:
    """Store what a person wrote, taking the claim for them first; `draft` numbers the draft they had before them."""
    taken = verdict.take(claim=claim, by=by, at=at)
    seen = (draft or 0) if review in (None, taken.pk) else 0
    return reviews.save_draft(review=taken, by=actor_of(by), at=at, seen=seen, **fields)


SAVE_DRAFT = Action[Work](
    name="ruling",
    label=gettext_lazy("Save the draft"),
    permission="claims.add_verdict",
    do=_save_draft,
    fields=("review", "draft", *reviews.FIELDS),
    answer=gettext_lazy("Your draft is saved."),
)


@require_POST
def submit(request: HttpRequest, key: int) -> HttpResponse:
    """Submit a review; under the claim's plan it goes to somebody else, or becomes the verdict."""
    form = forms.ReviewForm(request.POST, auto_id="ruling-%s")
    return perform(request, key, ACTIONS["submit"], form, form_name="ruling", next_address=_next_address(request))


@require_POST
def save(request: HttpRequest, key: int) -> HttpResponse:
    """Store a draft: for the page's script, which asks for JSON, and for the button that works without it."""
    form = forms.DraftForm(request.POST, auto_id="ruling-%s")
    if "application/json" not in request.headers.get("Accept", ""):
        return perform(request, key, SAVE_DRAFT, form)
    claim = get_object_or_404(Claim, pk=key)
    if not form.is_valid():
        problems = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"message": " ".join(problems)}, status=400)
    try:
        kept = SAVE_DRAFT.run(form.cleaned_data, claim=claim, by=people.person(request), at=timezone.now())
    except reviews.StaleDraft as stale:
        theirs = {name: getattr(stale.review, name) for name in reviews.FIELDS}
        return JsonResponse({"message": str(stale), **_place(stale.review), "theirs": theirs}, status=409)
    except Conflict as conflict:
        return JsonResponse({"message": str(conflict)}, status=409)
    return JsonResponse({"message": _("Saved %s") % f"{timezone.localtime(kept.saved_at):%H:%M}", **_place(kept)})


@require_POST
def approve(request: HttpRequest, key: int) -> HttpResponse:
    """Approve another person's review as the second reviewer."""
    form = forms.ApprovalForm(request.POST, auto_id="approve-%s")
    return perform(request, key, ACTIONS["approve"], form, next_address=_next_address(request))


@require_POST
def send_back(request: HttpRequest, key: int) -> HttpResponse:
    """Send another person's review back, with a reason."""
    return perform(request, key, ACTIONS["send_back"], forms.ReturnForm(request.POST, auto_id="return-%s"))


@require_POST
def give_back(request: HttpRequest, key: int) -> HttpResponse:
    """Give back a claim that this person has taken, with a reason."""

    def about(claim: Claim, data: dict[str, Any]) -> dict[str, Any]:
        mine = reviews.open_of(Work.objects.get(pk=claim.pk), actor_of(people.person(request)))
        if mine is None:
            raise Conflict(_("You have not taken this claim."))
        return {"review": mine}

    form = forms.ReasonForm(request.POST, auto_id="give-%s")
    return perform(request, key, ACTIONS["give_back"], form, form_name="giving_back", about=about)


@require_POST
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """Open a claim again that has its verdict, with a reason."""
    form = forms.ReasonForm(request.POST, auto_id="reopen-%s")
    return perform(request, key, ACTIONS["reopen"], form, form_name="reopening")


@require_POST
def harm(request: HttpRequest, key: int) -> HttpResponse:
    """Set how much harm a claim could do."""
    return perform(request, key, ACTIONS["harm"], forms.HarmForm(request.POST))


@require_POST
def set_plan(request: HttpRequest, key: int) -> HttpResponse:
    """Set how many people review a claim; fewer than planned need a reason, which stays on record."""
    form = forms.PlanForm(request.POST, auto_id="plan-%s")
    return perform(request, key, ACTIONS["plan"], form, form_name="plan_form")


def _next_address(request: HttpRequest) -> Callable[[Any], str] | None:
    """Return what leads to the next claim of the queue, where the person asked for it."""
    return (lambda result: onward(request)) if "next" in request.POST else None


def _place(review: Review) -> dict[str, int]:
    return {"review": review.pk, "draft": review.draft}
