"""Pick what to check out of far too much: one claim, the rest of an article, and what became of it all as a table."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from claims.desk.actions import triage_csv
from claims.desk.actions.claim import perform
from claims.desk.article.article import draw, wants_part
from claims.desk.base import claim_list, forms, people
from claims.desk.claim_panel import claim_context
from claims.workflow.assignment import triage
from claims.workflow.assignment.actions import TRIAGE
from sources.models import ArticleVersion
from sources.params import int_param


@require_POST
def pick(request: HttpRequest, key: int) -> HttpResponse:
    """Pick a claim to check, with a word why."""
    return perform(request, key, TRIAGE["pick"], forms.PickForm(request.POST))


@require_POST
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """Mark one claim as seen and not picked."""
    return perform(request, key, TRIAGE["leave"], forms.DeskForm(request.POST))


@require_POST
def unpick(request: HttpRequest, key: int) -> HttpResponse:
    """Undo a pick, or a leave."""
    return perform(request, key, TRIAGE["unpick"], forms.DeskForm(request.POST))


@require_POST
def leave_rest(request: HttpRequest, key: int) -> HttpResponse:
    """Mark every claim of an article that nobody has looked at as seen and not picked."""
    message = lambda n: ngettext("%s claim left: seen, not picked.", "%s claims left: seen, not picked.", n) % n  # noqa: E731
    return _change_all(request, key, triage.leave_rest, message)


@require_POST
def take_back_rest(request: HttpRequest, key: int) -> HttpResponse:
    """Undo leaving the rest of an article."""
    message = lambda n: ngettext("%s claim taken back.", "%s claims taken back.", n) % n  # noqa: E731
    return _change_all(request, key, triage.take_back_rest, message)


@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Return what was picked and left as CSV: claim by claim, or counted by party, outlet or speaker."""
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    by = request.GET.get("by", "")
    rows: Iterator[list[Any]] = triage_csv.counted(by) if by in triage_csv.BY else triage_csv.claim_by_claim()
    answer = StreamingHttpResponse(triage_csv.written(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="picked-and-left{"-by-" + by if by in triage_csv.BY else ""}.csv"'
    )
    return answer


def _change_all(
    request: HttpRequest, key: int, change: Callable[..., int], message: Callable[[int], str]
) -> HttpResponse:
    """Do something to an article's claims, and go back to the one that was open."""
    version = get_object_or_404(ArticleVersion.objects.defer("raw").select_related("article__publisher"), pk=key)
    messages.success(request, message(change(version=version, by=people.person(request), at=timezone.now())))
    number = int_param(request.POST.get("claim"))
    if wants_part(request):
        return draw(request, version.article, version, claim_context.open_claim(number), {})
    return redirect(claim_list.article_url(version.article_id, number, "claims"))
