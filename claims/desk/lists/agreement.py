"""How far people who reviewed the same claims independently agree."""

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
        (_("Krippendorff's alpha"), agreement.alpha, _("beyond chance, also with more reviewers")),
    )
    matrix = agreement.confusion(found)
    context = admin.site.each_context(request) | {
        "title": _("Reviewer agreement"),
        "n": len(found),
        "least": agreement.MINIMUM,
        "enough": enough,
        "figures": [(name, agreement.figure(found, measure), means) for name, measure, means in measures if enough],
        "ratings": Rating.labels,
        "rows": [
            (label, [_cell(matrix, first, second, at, to) for to, second in enumerate(Rating.values)])
            for at, (first, label) in enumerate(Rating.choices)
        ],
        "desks": desks,
        "desk": desk,
        "days": request.GET.get("days", "") if request.GET.get("days", "") in SPANS else "",
    }
    return render(request, "desk/lists/agreement.html", context)


def _cell(matrix: "dict[tuple[object, object], int]", first: str, second: str, at: int, to: int) -> int | str:
    """Each pair stands once, in the upper half: who of the two gave which does not matter."""
    if to < at:
        return ""
    return matrix.get((first, second), 0) + (matrix.get((second, first), 0) if first != second else 0)
