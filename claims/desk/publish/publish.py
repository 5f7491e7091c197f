"""The page on which a claim goes to its readers: what is missing, publish, withdraw now, correct, ask, answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.desk.base import labels
from claims.desk.base.forms import Form
from claims.desk.base.people import person
from claims.desk.publish import publish_context
from claims.desk.publish.publish_forms import (
    Answered,
    Ask,
    Because,
    Finish,
    ForReaders,
    Opening,
    Publish,
    ReportAnswered,
    Words,
)
from claims.models import Claim, Gate, Proposal, Report, ReportState, Stage, TemplateKind, TextTemplate
from claims.queries import publication as queries
from claims.queries.blind import replies_seen_by
from claims.queries.publication import PublicationState
from claims.workflow.audit import Conflict, actor_id
from claims.workflow.publication import confirm, correct, publish, reply, report
from claims.workflow.publication.publish import default_level
from claims.workflow.review import plan
from claims.workflow.stages import may
from sources.params import int_param


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: under which heading it stands, who may, when it is offered, and what does it."""

    section: str
    title: labels.Words
    button: labels.Words
    permission: str
    form: type[Form]
    do: Callable[..., object]
    offered: Callable[[PublicationState], bool]
    done: labels.Words
    begins: str = ""  # the kind of template that it may begin with, and the field it fills
    fills: str = ""


def _answer(given: dict[str, Any], *, claim: Claim, by: User, at: datetime) -> object:
    seen = replies_seen_by(actor_id(by)).filter(claim=claim)
    return reply.record(request=get_object_or_404(seen, pk=given.pop("request")), **given, by=by, at=at)


def _report(given: dict[str, Any], *, claim: Claim, **who: Any) -> object:
    told = get_object_or_404(Report, pk=given["report"], publication__claim=claim)
    act = report.accept if given["outcome"] == "accept" else report.decline
    return act(report=told, answer=given["answer"], **who)


def _waits_for_reply(now: PublicationState) -> bool:
    return any(one.gate == "reply" and not one.holds for one in queries.gates(now.claim))


DEEDS: dict[str, Deed] = {
    "confirm": Deed(
        "ready",
        _("Wording, speaker and role"),
        _("Confirm these three"),
        "claims.change_claim",
        Words,
        lambda given, **who: confirm.confirm(**given, **who),
        lambda now: (
            now.claim.proposal in (Proposal.PROPOSED, Proposal.ACCEPTED)
            and (now.work.stage != Stage.DONE or now.claim.confirmed_at is None)
        ),
        _("Confirmed."),
    ),
    "waive": Deed(
        "ready",
        _("Waive the right of reply"),
        _("Waive it"),
        "claims.waive_gate",
        Because,
        lambda given, **who: plan.waive(gate=Gate.REPLY, **given, **who),
        _waits_for_reply,
        _("Waived, with your reason."),
    ),
    "publish": Deed(
        "readers",
        _("Publish"),
        _("Publish it"),
        "claims.publish_claim",
        Publish,
        lambda given, **who: publish.publish(**given, **who),
        lambda now: not now.public,
        _("Readers see it now."),
        TemplateKind.CORRECTION,
        "because",
    ),
    "finish": Deed(
        "readers",
        _("Publish the correction"),
        _("Publish the correction"),
        "claims.publish_claim",
        Finish,
        lambda given, **who: correct.finish(**given, **who),
        lambda now: now.correction is not None and now.changed,
        _("The correction is public."),
        TemplateKind.CORRECTION,
        "because",
    ),
    "drop": Deed(
        "readers",
        _("Nothing to correct after all"),
        _("End it without a correction"),
        "claims.add_correction",
        Because,
        lambda given, **who: correct.drop(**given, **who),
        lambda now: now.correction is not None,
        _("Its page no longer says that it is being corrected."),
    ),
    "correct": Deed(
        "readers",
        _("Correct it"),
        _("Open a correction"),
        "claims.add_correction",
        Opening,
        lambda given, **who: correct.begin(**given, **who),
        lambda now: now.public and now.correction is None,
        _("Its page says now that it is being corrected. It can be worked on again."),
    ),
    "withdraw": Deed(
        "readers",
        _("Withdraw it now"),
        _("Withdraw it now"),
        "claims.publish_claim",
        ForReaders,
        lambda given, **who: publish.withdraw_now(**given, **who),
        lambda now: now.public,
        _("Withdrawn: readers see why, and nothing else."),
    ),
    "ask": Deed(
        "replies",
        _("Ask somebody for comment"),
        _("Write down that they were asked"),
        "claims.add_replyrequest",
        Ask,
        lambda given, **who: reply.ask(**given, **who),
        lambda now: True,
        _("Written down."),
        TemplateKind.REQUEST,
        "asked",
    ),
    "answered": Deed(
        "reply",
        _("What they answered"),
        _("Write their answer down"),
        "claims.change_replyrequest",
        Answered,
        _answer,
        lambda now: True,
        _("Written down."),
    ),
    "report": Deed(
        "report",
        _("Answer"),
        _("Answer the reader"),
        "claims.answer_report",
        ReportAnswered,
        _report,
        lambda now: True,
        _("Answered."),
    ),
}
ROWS = {"answered": "request", "report": "report"}  # deeds that stand once a row, and the field that names it


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Show a claim on its way to readers; a POST does one thing, named by `act`."""
    by = person(request)
    if not by.has_perm("claims.view_publication"):
        raise PermissionDenied
    claim = get_object_or_404(Claim.objects.select_related("quote__expert", "quote__role"), pk=key)
    if request.method != "POST":
        return _draw(request, claim)
    name = request.POST.get("act", "")
    if name not in DEEDS:
        raise Http404
    deed, form = DEEDS[name], _form(name, queries.publication_state(claim), request.POST)
    status = 400
    if form.is_valid():
        try:
            deed.do(dict(form.cleaned_data), claim=claim, by=by, at=timezone.now())
        except ValidationError as wrong:
            form.refuse(wrong)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            status = 409
        else:
            messages.success(request, str(deed.done))
            return redirect("desk:publication", key)
    claim = get_object_or_404(Claim.objects.select_related("quote__expert", "quote__role"), pk=key)
    return _draw(request, claim, name, form, status)


def _form(
    name: str, now: PublicationState, data: Any = None, text: TextTemplate | None = None, row: int | None = None
) -> Form:
    """Make the form of a deed: what was sent, or what it begins with."""
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
    deed = DEEDS[name]
    if text is not None and text.kind == deed.begins:
        initial[deed.fills] = text.text
    prefix = f"{name}-{row}" if row else name
    return deed.form(data, auto_id=f"{prefix}-%s", initial=initial, **more)


def _draw(
    request: HttpRequest, claim: Claim, name: str = "", bound: Form | None = None, status: int = 200
) -> HttpResponse:
    now, at, by = queries.publication_state(claim), timezone.now(), person(request)
    key = int_param(request.GET.get("text"))
    text = TextTemplate.objects.filter(pk=key).first() if key else None
    found = publish_context.gather(request, now, at)
    deeds: dict[str, list[Any]] = {}
    for one, deed in DEEDS.items():
        allowed = may(by, now.work, deed.permission)
        if one in ROWS or not ((allowed and deed.offered(now)) or one == name):
            continue
        form = bound if one == name and bound else _form(one, now, text=text)
        texts = [t for t in found["templates"] if t.kind == deed.begins and deed.fills in form.fields]
        deeds.setdefault(deed.section, []).append((one, deed, form, texts))

    def rows(one: str, listed: list[Any], is_open: Callable[[Any], bool]) -> list[Any]:
        """Add to each row the form that answers it, where it is open and this person may."""
        if not may(by, now.work, DEEDS[one].permission):
            return [(*row, None) for row in listed]
        sent = str(bound[ROWS[one]].value()) if bound is not None and one == name else ""
        return [
            (*row, (bound if str(row[0].pk) == sent else _form(one, now, row=row[0].pk)) if is_open(row[0]) else None)
            for row in listed
        ]

    found["replies"] = rows("answered", found["replies"], lambda one: one.answered_at is None)
    found["reports_here"] = rows("report", found["reports_here"], lambda one: one.state == ReportState.NEW)
    problems = [str(e) for e in bound.non_field_errors()] if bound is not None else []
    context = (
        admin.site.each_context(request)
        | found
        | {
            "title": _("To the readers"),
            "deeds": deeds,
            "answered": DEEDS["answered"],
            "answer_report": DEEDS["report"],
            "problems": problems,
            "failed": name,
            "chosen": text,
        }
    )
    return render(request, "desk/publish/publish.html", context, status=status)
