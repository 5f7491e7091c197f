"""The publication page of a claim: what is missing, publish, withdraw, correct, ask for comment, answer reports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.desk.base.forms import DeskForm
from claims.desk.base.people import person
from claims.desk.publish import publish_context
from claims.desk.publish.publish_forms import (
    ConfirmForm,
    CorrectionForm,
    FinishCorrectionForm,
    InternalReasonForm,
    PublicReasonForm,
    PublishForm,
    ReplyForm,
    ReplyRequestForm,
    ReportAnswerForm,
)
from claims.models import Claim, Report, ReportState, TemplateKind, TextTemplate
from claims.queries import publication as queries
from claims.queries.blind import replies_seen_by
from claims.queries.publication import PublicationState
from claims.workflow.action import Action
from claims.workflow.audit import Conflict, actor_id
from claims.workflow.publication import confirm
from claims.workflow.publication.actions import ACTIONS
from claims.workflow.publication.publish import default_level
from sources.params import int_param


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an action of claims.workflow.publication.actions stands on the page: its section and form.

    `template` is the kind of text that the form's field `fills` may begin with.
    """

    section: str
    form: type[DeskForm]
    template: str = ""
    fills: str = ""


PLACEMENTS: dict[str, Placement] = {
    "confirm": Placement("ready", ConfirmForm),
    "waive": Placement("ready", InternalReasonForm),
    "publish": Placement("readers", PublishForm, TemplateKind.CORRECTION, "because"),
    "finish": Placement("readers", FinishCorrectionForm, TemplateKind.CORRECTION, "because"),
    "drop": Placement("readers", InternalReasonForm),
    "correct": Placement("readers", CorrectionForm),
    "withdraw": Placement("readers", PublicReasonForm),
    "ask": Placement("replies", ReplyRequestForm, TemplateKind.REQUEST, "asked"),
    "answered": Placement("reply", ReplyForm),
    "report": Placement("report", ReportAnswerForm),
}
ROWS = {"answered": "request", "report": "report"}  # actions that stand once a row, and the field that names it


def _action(name: str, outcome: str = "accept") -> Action[PublicationState]:
    """Return the action behind a form; a reader's report has one for each outcome."""
    return ACTIONS[f"{outcome}_report" if name == "report" else name]


def _subject(name: str, data: dict[str, Any], claim: Claim, viewer: UUID | None) -> dict[str, Any]:
    """Return what the action is about: the claim, or a row that belongs to it."""
    if name == "answered":
        return {"request": get_object_or_404(replies_seen_by(viewer).filter(claim=claim), pk=data["request"])}
    if name == "report":
        return {"report": get_object_or_404(Report, pk=data["report"], publication__claim=claim)}
    return {"claim": claim}


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Show the publication page; a POST runs one action, named by `action`."""
    by = person(request)
    if not by.has_perm("claims.view_publication"):
        raise PermissionDenied
    claim = get_object_or_404(Claim.objects.select_related("quote__expert", "quote__role"), pk=key)
    if request.method != "POST":
        return _draw(request, claim)
    name = request.POST.get("action", "")
    if name not in PLACEMENTS:
        raise Http404
    form = _form(name, queries.publication_state(claim), request.POST)
    status = 400
    if form.is_valid():
        try:
            data = form.cleaned_data
            action = _action(name, data.get("outcome", ""))
            result = action.run(data, by=by, at=timezone.now(), **_subject(name, data, claim, actor_id(by)))
        except ValidationError as error:
            form.refuse(error)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            status = 409
        else:
            messages.success(request, action.message(result))
            return redirect("desk:publication", key)
    claim = get_object_or_404(Claim.objects.select_related("quote__expert", "quote__role"), pk=key)
    return _draw(request, claim, name, form, status)


def _form(
    name: str, now: PublicationState, data: Any = None, text: TextTemplate | None = None, row: int | None = None
) -> DeskForm:
    """Return the form of an action: with what was sent, or with what it begins with."""
    initial: dict[str, Any] = {"seen": now.verdict.number if now.verdict else 0}
    more: dict[str, Any] = {}
    match name:
        case "confirm":
            initial = {**confirm.words(now.claim), "seen": now.work.version}
        case "publish":
            more = {"again": now.latest is not None}
        case "finish" if now.seen_last is not None and now.verdict is not None:
            least = queries.correction_floor(now.seen_last.verdict, now.verdict)
            more = {"least": least}
            initial["level"] = default_level(now.seen_last.verdict, now.verdict, least)
        case "answered" | "report":
            initial = {ROWS[name]: row}
    placement = PLACEMENTS[name]
    if text is not None and text.kind == placement.template:
        initial[placement.fills] = text.text
    prefix = f"{name}-{row}" if row else name
    return placement.form(data, auto_id=f"{prefix}-%s", initial=initial, **more)


def _draw(
    request: HttpRequest, claim: Claim, name: str = "", bound: DeskForm | None = None, status: int = 200
) -> HttpResponse:
    now, at, by = queries.publication_state(claim), timezone.now(), person(request)
    key = int_param(request.GET.get("text"))
    text = TextTemplate.objects.filter(pk=key).first() if key else None
    found = publish_context.gather(request, now, at)
    sections: dict[str, list[Any]] = {}
    for kind, placement in PLACEMENTS.items():
        action = _action(kind)
        allowed = action.allows(by, now.work)
        if kind in ROWS or not ((allowed and action.offered(now)) or kind == name):
            continue
        form = bound if kind == name and bound else _form(kind, now, text=text)
        texts = [t for t in found["templates"] if t.kind == placement.template and placement.fills in form.fields]
        sections.setdefault(placement.section, []).append((kind, action, form, texts))

    def rows(kind: str, listed: list[Any], is_open: Callable[[Any], bool]) -> list[Any]:
        """Return the rows, each with the form that answers it where it is open and this person may."""
        if not _action(kind).allows(by, now.work):
            return [(*row, None) for row in listed]
        sent = str(bound[ROWS[kind]].value()) if bound is not None and kind == name else ""
        return [
            (*row, (bound if str(row[0].pk) == sent else _form(kind, now, row=row[0].pk)) if is_open(row[0]) else None)
            for row in listed
        ]

    found["replies"] = rows("answered", found["replies"], lambda request: request.answered_at is None)
    found["reports_here"] = rows("report", found["reports_here"], lambda report: report.state == ReportState.NEW)
    problems = [str(e) for e in bound.non_field_errors()] if bound is not None else []
    context = (
        admin.site.each_context(request)
        | found
        | {
            "title": _("To the readers"),
            "sections": sections,
            "answered": _action("answered"),
            "answer_report": _action("report"),
            "problems": problems,
            "failed": name,
            "chosen": text,
        }
    )
    return render(request, "desk/publish/publish.html", context, status=status)
