"""Evidence: add it, withdraw it, check its page again, quote a passage, download the exchange, compare the original."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims import tasks
from claims.desk.actions import claim as claim_actions
from claims.desk.article.article import draw
from claims.desk.article.highlights import exact
from claims.desk.base.claim_list import claim_address
from claims.desk.base.forms import DeskForm, EvidenceDetailsForm, EvidenceForm, PlaceForm, WithdrawalForm
from claims.desk.base.people import person
from claims.desk.claim_panel import claim_context
from claims.desk.claim_panel.original import OriginalForm
from claims.models import Claim, Evidence, Stance
from claims.models.evidence import EvidenceKind
from claims.queries import blind
from claims.queries.archive import capture_of
from claims.workflow.audit import Conflict, actor_id
from claims.workflow.evidence.actions import ACTIONS
from sources.models import ArticleVersion


class PassageForm(PlaceForm, EvidenceDetailsForm):
    """Words of an archived copy that bear on a claim."""

    stance = forms.ChoiceField(label=gettext_lazy("Which way"), choices=Stance.choices, widget=forms.RadioSelect)
    field_order = ["exact", "start", "end", "stance", "note", "question", "note_public", "page", "primary_source"]


def visible_evidence(request: HttpRequest, key: int) -> Evidence:
    """Return evidence that the viewer may see; 404 when there is none."""
    if not request.user.has_perm("claims.view_evidence"):
        raise PermissionDenied
    found = blind.evidence_seen_by(actor_id(request.user)).select_related("claim", "fetch", "upload")
    return get_object_or_404(found.defer("fetch__raw", "upload__raw"), pk=key)


@require_POST
def add(request: HttpRequest, key: int) -> HttpResponse:
    """Add evidence to a claim."""
    form = EvidenceForm(request.POST, request.FILES, auto_id="evidence-%s")

    def about(claim: Claim, data: dict[str, Any]) -> dict[str, Any]:
        return {"claim": claim, "file": form.upload(), "on_record": not data["off_record"]}

    return claim_actions.perform(request, key, ACTIONS["add"], form, form_name="evidence", about=about)


@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraw evidence, with a reason."""
    evidence = get_object_or_404(blind.evidence_seen_by(actor_id(request.user)), pk=key)
    return claim_actions.perform(
        request,
        evidence.claim_id,
        ACTIONS["withdraw"],
        WithdrawalForm(request.POST, auto_id="withdrawal-%s"),
        form_name="withdrawal",
        about=lambda claim, data: {"evidence": evidence},
        withdrawing=evidence.pk,
    )


@require_POST
def look_again(request: HttpRequest, key: int) -> HttpResponse:
    """Check again whether the page is still there."""
    evidence = visible_evidence(request, key)
    response = claim_actions.perform(
        request,
        evidence.claim_id,
        ACTIONS["recheck"],
        DeskForm(request.POST),
        about=lambda claim, data: {"evidence": evidence},
    )
    if response.status_code < 400:
        tasks.wake_ingest()
    return response


@require_GET
def upload(request: HttpRequest, key: int) -> HttpResponse:
    """Return an uploaded file as a download that no browser displays: it may be hostile."""
    if not request.user.has_perm("claims.view_upload"):
        raise PermissionDenied
    found = get_object_or_404(blind.uploads_seen_by(actor_id(request.user)), pk=key)
    answer = HttpResponse(bytes(found.raw), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return answer


@require_GET
def warc(request: HttpRequest, key: int) -> HttpResponse:
    """Return the archived exchange with the site, byte for byte."""
    if not request.user.has_perm("sources.view_capture"):
        raise PermissionDenied
    capture = capture_of(visible_evidence(request, key))
    if capture is None:
        raise Http404
    answer = HttpResponse(bytes(capture.warc), content_type="application/warc")
    answer["Content-Disposition"] = f'attachment; filename="evidence-{key}.warc.gz"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
def passage(request: HttpRequest, key: int) -> HttpResponse:
    """Show the archived text, to choose the words in it that bear on the claim."""
    evidence = visible_evidence(request, key)
    capture = evidence.version_id or (evidence.fetch.version_id if evidence.fetch else None)
    version = get_object_or_404(ArticleVersion.objects.defer("raw").select_related("article"), pk=capture or 0)
    initial = {"stance": evidence.stance, "question": evidence.question}
    form = PassageForm(request.POST or None, auto_id="passage-%s", initial=initial)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid() and (place := form.place(version)) is not None:
            data = {name: form.cleaned_data[name] for name in ("stance", *EvidenceDetailsForm.NAMES)}
            subject = {"claim": evidence.claim, "kind": EvidenceKind.PASSAGE, "on_record": evidence.on_record}
            subject |= {"version": version, "start": place.start, "end": place.end, "exact": place.exact}
            try:
                ACTIONS["add"].run(data, by=person(request), at=timezone.now(), **subject)
            except ValidationError as error:
                form.refuse(error)
            except Conflict as conflict:
                status = 409
                form.add_error(None, str(conflict))
            else:
                messages.success(request, _("The passage is added."))
                return redirect(claim_address(evidence.claim))
    context = admin.site.each_context(request) | {
        "title": _("Choose a passage"),
        "evidence": evidence,
        "claim": evidence.claim,
        "version": version,
        "form": form,
        "words": mark_safe(exact(version.text)),
        "may_add": request.user.has_perm("claims.add_evidence"),
    }
    return render(request, "desk/actions/passage.html", context, status=status)


@require_POST
def add_original(request: HttpRequest, key: int) -> HttpResponse:
    """Store the original of a quotation; or only compare it, and store nothing."""
    form = OriginalForm(request.POST, auto_id="original-%s")
    if "compare" in request.POST:
        claim = get_object_or_404(Claim, pk=key)
        version = claim_actions.seen_in(claim)
        form.fields["grade"].required = form.fields["source"].required = False
        return draw(request, version.article, version, claim_context.open_claim(key), {"original": form})
    return claim_actions.perform(request, key, ACTIONS["original"], form)
