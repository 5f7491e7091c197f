"""Change a claim's words and places: wording, merge, split, join, adjust, undo."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.desk.actions.claim import perform, seen_in
from claims.desk.base.claim_list import claim_address
from claims.desk.claim_panel import claim_context
from claims.desk.claim_panel.claim_words import SettleForm
from claims.desk.claim_panel.edit_forms import (
    AdjustForm,
    MergeForm,
    SeenVersionForm,
    SplitForm,
    UndoForm,
    WordingForm,
)
from claims.desk.claim_panel.open_words import LetStandForm
from claims.models import Appearance, Claim
from claims.queries import blind
from claims.queries.places import judged_at
from claims.workflow.audit import actor_id
from claims.workflow.claim import wording
from claims.workflow.claim.actions import ACTIONS


@require_POST
def words(request: HttpRequest, key: int) -> HttpResponse:
    """Change what a claim says, who said it, and when it holds."""
    claim = claim_context.open_claim(get_object_or_404(Claim, pk=key).pk)
    assert claim is not None
    form = WordingForm(request.POST, claim=claim)
    return perform(
        request,
        key,
        ACTIONS["wording"],
        form,
        form_name="words",
        about=lambda claim, data: {"claim": claim, **form.changes()},
        message=lambda changed: _change_message(changed, actor_id(request.user)),
    )


@require_POST
def settle(request: HttpRequest, key: int) -> HttpResponse:
    """Say what the words in a bracket mean, here and wherever the same printed word stands."""
    number = request.POST.get("segment", "")
    return perform(request, key, ACTIONS["settle"], SettleForm(request.POST, auto_id=f"settle-{number[:6]}-%s"))


@require_POST
def take_offer(request: HttpRequest, key: int) -> HttpResponse:
    """Let a claim say what is offered since more is known."""
    return perform(request, key, ACTIONS["take_offer"], SeenVersionForm(request.POST))


@require_POST
def decline_offer(request: HttpRequest, key: int) -> HttpResponse:
    """Leave a claim's words as they are."""
    return perform(request, key, ACTIONS["decline_offer"], SeenVersionForm(request.POST))


@require_POST
def let_stand(request: HttpRequest, key: int) -> HttpResponse:
    """Say why a claim's words stand, though something in them is unknown or open."""
    return perform(request, key, ACTIONS["let_stand"], LetStandForm(request.POST, auto_id="stand-%s"))


@require_POST
def merge(request: HttpRequest, key: int) -> HttpResponse:
    """Merge a claim into another, and go on with the other."""

    def about(claim: Claim, data: dict[str, Any]) -> dict[str, Any]:
        into = Claim.objects.filter(pk=data["into"]).first()
        if into is None:
            raise ValidationError({"into": _("There is no claim with the number %s.") % data["into"]})
        return {"claim": claim, "into": into}

    form = MergeForm(request.POST, auto_id="merge-%s")
    return perform(request, key, ACTIONS["merge"], form, about=about, next_address=claim_address)


@require_POST
def split(request: HttpRequest, key: int) -> HttpResponse:
    """Split a claim into several, and go on with the first of them."""
    claim = get_object_or_404(Claim, pk=key)
    version = seen_in(claim)
    places = Appearance.objects.filter(claim=claim, version=version).order_by("-replaced_at", "start")
    place = judged_at(claim, places.filter(replaced_at=None)) or places[0]
    place.version = version
    form = SplitForm(request.POST, place=place)
    return perform(
        request,
        key,
        ACTIONS["split"],
        form,
        about=lambda claim, data: {"claim": claim, "version": version, "parts": form.parts()},
        next_address=lambda parts: claim_address(parts[0]),
    )


@require_POST
def split_as_suggested(request: HttpRequest, key: int) -> HttpResponse:
    """Split a claim into what the machine suggests in its words, and go on with the first of them."""
    return _in_its_text(request, key, "split", lambda parts: claim_address(parts[0]))


@require_POST
def join(request: HttpRequest, key: int) -> HttpResponse:
    """Make one claim of all that stand in a claim's sentence, and go on with it."""
    return _in_its_text(request, key, "join", claim_address)


def _in_its_text(request: HttpRequest, key: int, action: str, next_address: Callable[[Any], str]) -> HttpResponse:
    """Run an action on a claim in the version in which it was seen last; to split it needs none."""

    def about(claim: Claim, data: dict[str, Any]) -> dict[str, Any]:
        if action == "split" and not claim.appearances.exists():
            return {"claim": claim}
        return {"claim": claim, "version": seen_in(claim)}

    return perform(request, key, ACTIONS[action], SeenVersionForm(request.POST), about=about, next_address=next_address)


@require_POST
def adjust(request: HttpRequest, key: int) -> HttpResponse:
    """Change which printed words a claim rests on."""
    form = AdjustForm(request.POST, auto_id="adjust-%s")

    def about(claim: Claim, data: dict[str, Any]) -> dict[str, Any]:
        places = Appearance.objects.filter(claim=claim).select_related("version").defer("version__raw")
        place = get_object_or_404(places, pk=data["place"])
        span = form.spot(place)
        return {"place": place, "start": span.start, "end": span.end, "exact": span.exact}

    return perform(request, key, ACTIONS["adjust"], form, about=about)


@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Undo what this person did last to a claim."""

    def next_address(following: Claim) -> str:
        return "" if following.pk == key else claim_address(following)

    return perform(request, key, ACTIONS["undo"], UndoForm(request.POST), next_address=next_address)


def _change_message(claim: Claim, viewer: UUID | None) -> str:
    """Return what became of the reviews that rested on the old wording, as far as this person may know of them."""
    seen = blind.reviews_seen_by(viewer)
    closed = seen.filter(claim=claim, closed_at=claim.touched_at, closed_because=wording.CHANGED)
    if closed.filter(submitted_at__isnull=False).exists():
        return _(
            "Changed. The submitted review rested on the old wording, so it is closed: the claim is reviewed again."
        )
    return _("Changed.")
