"""How far people who read the same claims apart agree."""

from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from claims.models import Desk, Rating
from claims.pipeline.compare import agreement
from claims.queries.agreement import pairs

SPANS = {"90": 90, "365": 365, "": None}  # days back


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show percent, kappa and alpha with their intervals, and who gave what where; nothing below the minimum."""
    if not request.user.has_perm("claims.assign_claim"):
        raise PermissionDenied
    days = SPANS.get(request.GET.get("days", ""))
    desks = list(Desk.objects.all())
    desk = next((d for d in desks if str(d.pk) == request.GET.get("desk", "")), None)
    since = timezone.now() - timedelta(days=days) if days else None
    found = pairs(since=since, desk=desk.pk if desk else None)
    enough = len(found) >= agreement.MINIMUM
    measures = (
        (_("Same rating"), agreement.percent, _("share of claims on which both gave the same")),
        (_("Cohen's kappa"), agreement.kappa, _("beyond chance: 0 is chance, 1 is always")),
        (_("Krippendorff's alpha"), agreement.alpha, _("beyond chance, also with more readers")),
    )
    matrix = agreement.confusion(found)
    context = admin.site.each_context(request) | {
        "title": _("How far we agree"),
        "n": len(found),
        "least": agreement.MINIMUM,
        "enough": enough,
        "figures": [(name, agreement.figure(found, measure), means) for name, measure, means in measures if enough],
        "ratings": Rating.labels,
        "rows": [
            (label, [_cell(matrix, one, other, at, to) for to, other in enumerate(Rating.values)])
            for at, (one, label) in enumerate(Rating.choices)
        ],
        "desks": desks,
        "desk": desk,
        "days": request.GET.get("days", "") if request.GET.get("days", "") in SPANS else "",
    }
    return render(request, "desk/lists/agreement.html", context)


def _cell(matrix: "dict[tuple[object, object], int]", one: str, other: str, at: int, to: int) -> int | str:
    """Each pair stands once, in the upper half: who of the two gave which does not matter."""
    if to < at:
        return ""
    return matrix.get((one, other), 0) + (matrix.get((other, one), 0) if one != other else 0)
