"""Pick what to check out of far too much: one claim, the rest of an article, and what became of it all as a table."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from claims.desk.actions import triage_csv
from claims.desk.actions.claim import act
from claims.desk.base import claim_list, forms, people
from claims.workflow.assignment import triage
from sources.models import ArticleVersion
from sources.params import int_param


@require_POST
def pick(request: HttpRequest, key: int) -> HttpResponse:
    """Pick a claim to check, with a word why."""
    return act(
        request,
        key,
        "pick",
        forms.Pick(request.POST),
        lambda claim, given, who: triage.pick(claim=claim, because=given["because"], **who),
        _("Picked."),
    )


@require_POST
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """Leave one claim: seen, not picked."""
    return act(
        request,
        key,
        "pick",
        forms.Form(request.POST),
        lambda claim, given, who: triage.leave(claim=claim, **who),
        _("Left: seen, not picked."),
    )


@require_POST
def unpick(request: HttpRequest, key: int) -> HttpResponse:
    """Undo a pick, or a leave."""
    return act(
        request,
        key,
        "pick",
        forms.Form(request.POST),
        lambda claim, given, who: triage.unpick(claim=claim, **who),
        _("Back among what nobody has looked at."),
    )


@require_POST
def leave_rest(request: HttpRequest, key: int) -> HttpResponse:
    """Leave every claim of an article that nobody has looked at yet."""
    said = lambda n: ngettext("%s claim left: seen, not picked.", "%s claims left: seen, not picked.", n) % n  # noqa: E731
    return _whole(request, key, triage.leave_rest, said)


@require_POST
def take_back_rest(request: HttpRequest, key: int) -> HttpResponse:
    """Undo that."""
    said = lambda n: ngettext("%s claim taken back.", "%s claims taken back.", n) % n  # noqa: E731
    return _whole(request, key, triage.take_back_rest, said)


@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out what was picked and left as CSV: claim by claim, or counted by party, outlet or speaker."""
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    by = request.GET.get("by", "")
    rows: Iterator[list[Any]] = triage_csv.counted(by) if by in triage_csv.BY else triage_csv.claim_by_claim()
    answer = StreamingHttpResponse(triage_csv.written(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="picked-and-left{"-by-" + by if by in triage_csv.BY else ""}.csv"'
    )
    return answer


def _whole(request: HttpRequest, key: int, do: Callable[..., int], said: Callable[[int], str]) -> HttpResponse:
    """Do something to an article's claims, and go back to the one that was open."""
    version = get_object_or_404(ArticleVersion.objects.defer("raw", "text"), pk=key)
    who: User = people.person(request)
    messages.success(request, said(do(version=version, by=who, at=timezone.now())))
    number = int_param(request.POST.get("claim"))
    return redirect(claim_list.article_url(version.article_id, number, "claims"))
