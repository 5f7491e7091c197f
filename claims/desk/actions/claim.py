"""Show a claim, accept or reject it; and how any action on a claim is run from the desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from claims.desk.actions import sighting
from claims.desk.article.article import draw, wants_part
from claims.desk.base import claim_list, people
from claims.desk.base.forms import DeskForm, NotAClaimForm
from claims.desk.claim_panel import claim_context
from claims.models import Appearance, Claim
from claims.workflow.action import Action
from claims.workflow.audit import Conflict
from claims.workflow.claim.actions import ACTIONS
from claims.workflow.review.review import StaleDraft
from sources.models import ArticleVersion

# Buttons without fields: what is wrong stands above.
BUTTONS_ALONE = ("accept", "reject", "pick", "leave", "unpick", "harm")


@require_GET
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Redirect to the article in which the claim was seen last; without one, show the claim on a page of its own."""
    claim = get_object_or_404(Claim, pk=key)
    if sighting.has_no_article(claim):
        return sighting.draw(request, claim, {})
    return redirect(claim_list.claim_address(claim))


@require_POST
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """Accept a suggestion as a claim, or undo a rejection."""
    return perform(request, key, ACTIONS["accept"], DeskForm(request.POST))


@require_POST
def reject(request: HttpRequest, key: int) -> HttpResponse:
    """Reject a suggestion, and say what it is instead."""
    return perform(request, key, ACTIONS["reject"], NotAClaimForm(request.POST))


def perform(
    request: HttpRequest,
    key: int,
    action: Action[Any],
    form: DeskForm,
    *,
    form_name: str = "",
    about: Callable[[Claim, dict[str, Any]], dict[str, Any]] | None = None,
    message: Callable[[Any], str] | None = None,
    next_address: Callable[[Any], str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Run one action on a claim. When it is refused, show the page as it stands now, with the person's own text.

    `form_name` is the form's name in the template, if it is not the action's. `about` returns what the action is about
    when that is not the claim alone, and what it takes instead of the form's own data. `message` and `next_address`
    get the result: what the person reads then, and where they go on; an empty address is the same claim.
    """
    claim = get_object_or_404(Claim, pk=key)
    status = 400
    if form.is_valid():
        try:
            subject = about(claim, form.cleaned_data) if about else {"claim": claim}
            data = {name: value for name, value in form.cleaned_data.items() if name not in subject}
            result = action.run(data, by=people.person(request), at=timezone.now(), **subject)
        except ValidationError as error:
            form.refuse(error)
        except Conflict as conflict:
            status = 409
            form.add_error(None, str(conflict))
            more["theirs"] = conflict.review if isinstance(conflict, StaleDraft) else None
        else:
            messages.success(request, message(result) if message else action.message(result))
            address = next_address(result) if next_address else ""
            return redirect(address) if address else _show_again(request, claim)
    problems = _problems(form, above=action.name in BUTTONS_ALONE)
    more |= {"conflict": problems if status == 409 else [], "refused": problems if status == 400 else []}
    return _draw(request, claim, {form_name or action.name: form}, status, **more)


def _problems(form: DeskForm, *, above: bool) -> list[str]:
    """Return what is said above the page of a refused form; `above`: also what its fields have no place to show."""
    lists = [form.non_field_errors(), *(form.errors.values() if above else ())]
    return list(dict.fromkeys(str(error) for errors in lists for error in errors))


def _show_again(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Return the changed part of the page to its script; without script, a redirect, so that a reload sends nothing."""
    if wants_part(request) and not sighting.has_no_article(claim):
        return _draw(request, claim, {})
    return redirect(claim_list.claim_address(claim))


def _draw(
    request: HttpRequest, claim: Claim, bound: dict[str, DeskForm], status: int = 200, **more: Any
) -> HttpResponse:
    if sighting.has_no_article(claim):
        return sighting.draw(request, claim, bound, status, **more)
    version = seen_in(claim)
    return draw(request, version.article, version, claim_context.open_claim(claim.pk), bound, status, **more)


def seen_in(claim: Claim) -> ArticleVersion:
    """Return the version in which the claim was seen last, with its text."""
    places = Appearance.objects.select_related("version__article__publisher").defer("version__raw")
    return get_object_or_404(places.filter(claim=claim).order_by("-version__number", "start")[:1]).version
