"""Claims without an article: the form to enter one, and a page of its own for its panel."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from claims.desk.base import claim_list
from claims.desk.base.forms import DeskForm, text
from claims.desk.base.people import person
from claims.desk.claim_panel import claim_context
from claims.desk.shift import comments
from claims.desk.shift.assignment import MomentField
from claims.models import Claim, ClaimType, Medium
from claims.workflow.audit import actor_of
from claims.workflow.claim import sighting

LINE = forms.TextInput(attrs={"dir": "auto"})


class SightingForm(DeskForm):
    """A claim that was heard or seen somewhere."""

    wording = text(3, gettext_lazy("The claim in words that stand alone"))
    type = forms.ChoiceField(label=gettext_lazy("What kind of claim"), choices=ClaimType.choices, initial="event")
    medium = forms.ChoiceField(label=gettext_lazy("Where it was"), choices=Medium.choices)
    seen_in = forms.CharField(
        label=gettext_lazy("Where exactly"),
        max_length=sighting.MAX_PLACE,
        widget=LINE,
        help_text=gettext_lazy("Programme, place, account or address. Not who told us."),
    )
    seen_at = MomentField(label=gettext_lazy("When"), help_text=gettext_lazy("UTC. Empty: not known."))
    speaker = forms.CharField(label=gettext_lazy("Who said it"), required=False, max_length=300, widget=LINE)
    role = forms.CharField(label=gettext_lazy("Their role then"), required=False, max_length=600, widget=LINE)
    exact = text(3, gettext_lazy("The words, as they were taken down"), required=False)
    contact = forms.CharField(
        label=gettext_lazy("The tipster's contact"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=gettext_lazy("Never leaves this page: not in lists, exports, the API or on paper."),
    )


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a claim that no article holds."""
    by = person(request)
    if not (by.has_perm("claims.add_claim") and by.has_perm("claims.add_sighting")):
        raise PermissionDenied
    form = SightingForm(request.POST or None, auto_id="entry-%s")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        seen = sighting.SightingDetails(
            data["medium"], data["seen_in"], data["seen_at"], data["exact"], data["contact"]
        )
        try:
            claim = sighting.enter(
                wording=data["wording"],
                type=data["type"],
                speaker=data["speaker"],
                role=data["role"],
                seen=seen,
                by=by,
                at=timezone.now(),
            )
        except ValidationError as wrong:
            form.refuse(wrong)
        else:
            messages.success(request, _("The claim is entered, and picked."))
            return redirect(claim_list.claim_address(claim))
    context = admin.site.each_context(request) | {"title": _("Enter a claim without an article"), "form": form}
    return render(request, "desk/actions/enter.html", context, status=400 if form.is_bound else 200)


def has_no_article(claim: Claim) -> bool:
    """Return whether a claim is in no article, so that its panel needs a page of its own."""
    return not claim.appearances.exists()


def draw(
    request: HttpRequest, claim: Claim, bound: dict[str, DeskForm], status: int = 200, **more: Any
) -> HttpResponse:
    """Render the panel of a claim without an article, with where it was seen; the contact for those who enter tips."""
    by = person(request)
    if not by.has_perm("claims.view_claim"):
        raise PermissionDenied
    fresh = claim_context.open_claim(claim.pk)
    assert fresh is not None
    found = claim_context.gather(fresh, [], bound, by=by, at=timezone.now())
    contacts = by.has_perm("claims.add_sighting")
    rows = fresh.sightings.all() if contacts else fresh.sightings.defer("contact")
    context = (
        admin.site.each_context(request)
        | comments.gather(fresh, actor_of(by).pk)
        | found
        | {
            "title": fresh.wording[:80],
            "alone": True,
            "sightings": [
                (row.get_medium_display(), row.seen_in, row.seen_at, row.exact, row.contact if contacts else "")
                for row in rows
            ],
            **more,
        }
    )
    return render(request, "desk/actions/sighting.html", context, status=status)
