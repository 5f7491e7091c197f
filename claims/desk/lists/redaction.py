"""Texts that have to go: one administrator asks, another agrees."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.desk.base.people import names, person
from claims.workflow.audit import Conflict, actor_id
from claims.workflow.ledger import redact
from sources.models import ArticleVersion, Redaction
from sources.params import int_param


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """List what was asked and done."""
    if not request.user.has_perm("sources.redact"):
        raise PermissionDenied
    rows = list(Redaction.objects.select_related("version__article").defer("version__raw", "version__text"))
    known = names([r.asked_by for r in rows] + [r.agreed_by for r in rows])
    me = actor_id(person(request))
    context = admin.site.each_context(request) | {
        "title": _("Texts that have to go"),
        "rows": [
            (r, known.get(r.asked_by, ""), known.get(r.agreed_by, "") if r.agreed_by else "", r.asked_by == me)
            for r in rows
        ],
        "version": int_param(request.GET.get("version")) or "",
    }
    return render(request, "desk/lists/redaction.html", context)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a redaction."""
    key = int_param(request.POST.get("version"))
    version = get_object_or_404(ArticleVersion.objects.defer("raw", "text"), pk=key)
    try:
        redact.ask(version=version, because=request.POST.get("because", ""), by=person(request), at=timezone.now())
    except (ValidationError, Conflict) as wrong:
        messages.error(request, " ".join(wrong.messages) if isinstance(wrong, ValidationError) else str(wrong))
    else:
        messages.success(request, _("Asked. Nothing happens until another administrator agrees."))
    return redirect("desk:redactions")


@require_POST
def agree(request: HttpRequest, key: int) -> HttpResponse:
    """Agree to another administrator's."""
    try:
        redact.agree(redaction=get_object_or_404(Redaction, pk=key), by=person(request), at=timezone.now())
    except Conflict as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("The text is gone. Hashes, places and verdicts stay."))
    return redirect("desk:redactions")
