"""The public page of a claim: what was claimed, what was found, and how to report an error."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from axes.helpers import get_client_ip_address
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from claims.models import Level, Publication, PublicationAction, Rating, ScaleRating, Stance
from claims.models.evidence import EvidenceKind
from claims.queries.publication import under_correction
from claims.workflow.publication import report as reports
from claims.workflow.publication.rate_limit import TooOften

MOST_PLACES = 10
PUBLISHED_ACTIONS = {
    PublicationAction.PUBLISHED: _("Published"),
    PublicationAction.CORRECTED: _("Corrected"),
    PublicationAction.WITHDRAWN: _("Withdrawn"),
}
LEVELS: dict[str, Any] = {
    Level.MINOR: _("a small correction"),
    Level.UPDATE: _("an update"),
    Level.SUBSTANTIAL: _("a substantial correction"),
}
STANCES = {
    Stance.SUPPORTS: _("Supports the claim"),
    Stance.DISPUTES: _("Disputes the claim"),
    Stance.CONTEXT: _("Context"),
}
UNDER_WAY = {
    "correcting": _("This is being corrected. What stands here may be wrong; the correction will appear on this page."),
    "checking": _("We are checking this again. What stands here may change."),
}


class ErrorReportForm(forms.Form):
    """A reader's report of an error."""

    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=reports.MAX_TEXT,
        error_messages={"required": _("Say what is wrong.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    contact = forms.CharField(
        label=_("How can we reach you?"),
        required=False,
        max_length=reports.MAX_CONTACT,
        help_text=_("Only if you want an answer. We never publish it or pass it on."),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )


@never_cache
@require_safe
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what readers see of a claim now."""
    return _draw(request, public_id, ErrorReportForm(label_suffix=""))


@never_cache
@require_POST
def report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Store a reader's report of an error; what is refused stays in the form."""
    publication = _latest(public_id)
    form, status = ErrorReportForm(request.POST, label_suffix=""), 400
    form.is_valid()
    try:
        reports.receive(
            publication=publication,
            text=request.POST.get("text", ""),
            contact=request.POST.get("contact", ""),
            address=get_client_ip_address(request) or "",
            at=timezone.now(),
        )
    except ValidationError as wrong:
        for field, errors in wrong.error_dict.items():
            if not form.has_error(field):
                form.add_error(field, errors)
    except TooOften as often:
        form.add_error(None, str(often))
        status = 429
    else:
        return redirect(reverse("public:page", args=[public_id]) + "?received=1#report")
    answer = _draw(request, public_id, form, status)
    if status == 429:
        answer["Retry-After"] = "60"
    return answer


def _latest(public_id: UUID) -> Publication:
    found = Publication.objects.filter(public_id=public_id).select_related("verdict", "claim").order_by("-number")
    return get_object_or_404(found[:1])


def _draw(request: HttpRequest, public_id: UUID, form: ErrorReportForm, status: int = 200) -> HttpResponse:
    publication = _latest(public_id)
    record = json.loads(publication.payload)
    publications = list(Publication.objects.filter(public_id=public_id).order_by("number"))
    context = {
        "publication": publication,
        "withdrawn": publication.action == PublicationAction.WITHDRAWN,
        "record": record,
        "step": _step(record),
        "evidence": [
            item | {"stance_said": STANCES[item["stance"]], "kind_said": EvidenceKind(item["kind"]).label}
            for item in _linked(record.get("evidence", []))
        ],
        "seen_in": list(_linked(record.get("seen_in", [])))[:MOST_PLACES],
        "publications": [
            (row, PUBLISHED_ACTIONS[PublicationAction(row.action)], LEVELS.get(row.level, "")) for row in publications
        ],
        "corrections": [
            (row, LEVELS[Level(row.level)]) for row in publications if row.action == PublicationAction.CORRECTED
        ],
        "under_way": UNDER_WAY.get(under_correction(publication), ""),
        "form": form,
        "received": status == 200 and "received" in request.GET,
    }
    return render(request, "public/page.html", context, status=status)


def _step(record: dict[str, Any]) -> dict[str, Any]:
    """Return the rating as its scale words it; a verdict older than the scales gets the words of the first one."""
    if "rating" not in record:
        return {}
    if record["scale"]:
        return dict(record["scale"])
    first = ScaleRating.objects.filter(rating=record["rating"], missing_context=False).order_by("pk").first()
    return {
        "label": Rating(record["rating"]).label,
        "definition": first.definition if first else "",
        "colour": first.colour if first else "#57606a",
    }


def _linked(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Yield the rows with a link where their address is one that a browser opens as a page."""
    for row in rows:
        yield row | {"link": row["url"] if row["url"].lower().startswith(("http://", "https://")) else ""}
