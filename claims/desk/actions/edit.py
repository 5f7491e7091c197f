"""Change a claim's words and places: wording, merge, split, adjust, undo."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.desk.actions.claim import act, seen_in
from claims.desk.claim_panel import claim_context
from claims.desk.claim_panel.edit_forms import Adjusting, Merging, Splitting, Undoing, Words
from claims.models import Appearance, Claim
from claims.queries import blind
from claims.workflow.audit import actor_id
from claims.workflow.claim import adjust_span as adjusting
from claims.workflow.claim import merge as merging
from claims.workflow.claim import split as splitting
from claims.workflow.claim import undo as undoing
from claims.workflow.claim import wording


@require_POST
def words(request: HttpRequest, key: int) -> HttpResponse:
    """Change what a claim says, who said it, and when it holds."""
    claim = claim_context.open_claim(get_object_or_404(Claim, pk=key).pk)
    assert claim is not None
    form = Words(request.POST, claim=claim)
    return act(
        request,
        key,
        "words",
        form,
        lambda claim, given, who: wording.change(claim=claim, **form.given(), **who),
        lambda changed: _told(changed, actor_id(request.user)),
    )


@require_POST
def merge(request: HttpRequest, key: int) -> HttpResponse:
    """Merge a claim into another, and go on with that one."""
    gone: list[Claim] = []

    def do(claim: Claim, given: dict[str, Any], who: dict[str, Any]) -> None:
        into = Claim.objects.filter(pk=given["into"]).first()
        if into is None:
            raise ValidationError({"into": _("There is no claim with the number %s.") % given["into"]})
        gone.append(merging.merge(claim=claim, into=into, seen=given["seen"], **who))

    return act(
        request,
        key,
        "merge",
        Merging(request.POST, auto_id="merge-%s"),
        do,
        _("Merged into this claim: its places and its evidence came along."),
        lambda: _page(gone[0]),
    )


@require_POST
def split(request: HttpRequest, key: int) -> HttpResponse:
    """Split a claim into several, and go on with the first of them."""
    claim = get_object_or_404(Claim, pk=key)
    version = seen_in(claim)
    places = Appearance.objects.filter(claim=claim, version=version).order_by("-replaced_at", "start")
    place = places.filter(replaced_at=None).first() or places[0]
    place.version = version
    form = Splitting(request.POST, place=place)
    made: list[Claim] = []

    def do(claim: Claim, given: dict[str, Any], who: dict[str, Any]) -> None:
        pieces = form.pieces()
        made.extend(splitting.split(claim=claim, version=version, pieces=pieces, seen=given["seen"], **who))

    return act(request, key, "split", form, do, _("Split. This is the first of its parts."), lambda: _page(made[0]))


@require_POST
def adjust(request: HttpRequest, key: int) -> HttpResponse:
    """Let a claim rest on other printed words."""
    form = Adjusting(request.POST, auto_id="adjust-%s")

    def do(claim: Claim, given: dict[str, Any], who: dict[str, Any]) -> None:
        held = Appearance.objects.filter(claim=claim).select_related("version").defer("version__raw")
        place = get_object_or_404(held, pk=given["place"])
        span = form.spot(place)
        adjusting.adjust(place=place, start=span.start, end=span.end, exact=span.exact, seen=given["seen"], **who)

    return act(request, key, "adjust", form, do, _("It rests on these words now."))


@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take back what one did last to a claim."""
    shown: list[Claim] = []

    def do(claim: Claim, given: dict[str, Any], who: dict[str, Any]) -> None:
        shown.append(undoing.undo(claim=claim, seen=given["seen"], **who))

    return act(
        request,
        key,
        "undo",
        Undoing(request.POST),
        do,
        _("Taken back. The record keeps both."),
        lambda: _page(shown[0]),
    )


def _told(claim: Claim, viewer: UUID | None) -> str:
    """Say what became of the readings that rested on the words as they were, as far as this person may know of them."""
    seen = blind.reviews_seen_by(viewer)
    closed = seen.filter(claim=claim, closed_at=claim.touched_at, closed_because=wording.CHANGED)
    if closed.filter(submitted_at__isnull=False).exists():
        return _("Changed. What was handed in rested on the words as they were, so it is closed: it is read again.")
    return _("Changed.")


def _page(claim: Claim) -> str:
    return reverse("desk:claim", args=[claim.pk])
