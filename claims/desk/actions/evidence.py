"""What people do about a source: look again, take a passage, download the exchange, compare the original."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims import tasks
from claims.desk.actions import claim as doors
from claims.desk.article.article import draw
from claims.desk.article.highlights import exact
from claims.desk.base.forms import Form, PieceAbout, Place
from claims.desk.base.people import person
from claims.desk.claim_panel import claim_context
from claims.desk.claim_panel.original import FoundOriginal
from claims.models import Claim, Evidence, Stance
from claims.models.evidence import EvidenceKind
from claims.queries import blind
from claims.queries.archive import capture_of
from claims.workflow.audit import Conflict, actor_id
from claims.workflow.evidence import evidence, original, recheck
from sources.models import ArticleVersion


class Passage(Place, PieceAbout):
    """Words of an archived copy that bear on a claim."""

    stance = forms.ChoiceField(label=gettext_lazy("Which way"), choices=Stance.choices, widget=forms.RadioSelect)
    field_order = ["exact", "start", "end", "stance", "note", "question", "note_public", "page", "primary_source"]


def seen(request: HttpRequest, key: int) -> Evidence:
    """Return a piece that whoever asks may see; 404 when there is none."""
    if not request.user.has_perm("claims.view_evidence"):
        raise PermissionDenied
    found = blind.evidence_seen_by(actor_id(request.user)).select_related("claim", "fetch", "upload")
    return get_object_or_404(found.defer("fetch__raw", "upload__raw"), pk=key)


@require_POST
def look(request: HttpRequest, key: int) -> HttpResponse:
    """Look again whether the page is still there."""
    piece = seen(request, key)

    def ask(claim: Claim, given: dict[str, Any], who: dict[str, Any]) -> None:
        recheck.ask(piece=piece, **who)
        tasks.wake_reading()

    said = _("The page is being looked at again; what was found will stand beside the piece.")
    return doors.act(request, piece.claim_id, "look", Form(request.POST), ask, said)


@require_GET
def warc(request: HttpRequest, key: int) -> HttpResponse:
    """Hand out the exchange with the site, as it went over the line."""
    if not request.user.has_perm("sources.view_capture"):
        raise PermissionDenied
    kept = capture_of(seen(request, key))
    if kept is None:
        raise Http404
    answer = HttpResponse(bytes(kept.warc), content_type="application/warc")
    answer["Content-Disposition"] = f'attachment; filename="evidence-{key}.warc.gz"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
def passage(request: HttpRequest, key: int) -> HttpResponse:
    """Show the archived text, to choose the words in it that bear on the claim."""
    piece = seen(request, key)
    kept = piece.version_id or (piece.fetch.version_id if piece.fetch else None)
    version = get_object_or_404(ArticleVersion.objects.defer("raw").select_related("article"), pk=kept or 0)
    initial = {"stance": piece.stance, "question": piece.question}
    form = Passage(request.POST or None, auto_id="passage-%s", initial=initial)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid() and (place := form.place(version)) is not None:
            given = {name: form.cleaned_data[name] for name in ("stance", *PieceAbout.NAMES)}
            try:
                evidence.add(
                    claim=piece.claim,
                    kind=EvidenceKind.PASSAGE,
                    version=version,
                    start=place.start,
                    end=place.end,
                    exact=place.exact,
                    on_record=piece.on_record,
                    by=person(request),
                    at=timezone.now(),
                    **given,
                )
            except ValidationError as wrong:
                form.refuse(wrong)
            except Conflict as conflict:
                status = 409
                form.add_error(None, str(conflict))
            else:
                messages.success(request, _("The passage is added."))
                return redirect("desk:claim", piece.claim_id)
    context = admin.site.each_context(request) | {
        "title": _("Choose a passage"),
        "piece": piece,
        "claim": piece.claim,
        "version": version,
        "form": form,
        "words": mark_safe(exact(version.text)),
        "may_add": request.user.has_perm("claims.add_evidence"),
    }
    return render(request, "desk/actions/passage.html", context, status=status)


@require_POST
def add_original(request: HttpRequest, key: int) -> HttpResponse:
    """Keep what was found of a quotation's original; or only compare, and keep nothing."""
    form = FoundOriginal(request.POST, auto_id="original-%s")
    if "compare" in request.POST:
        claim = get_object_or_404(Claim, pk=key)
        version = doors.seen_in(claim)
        form.fields["grade"].required = form.fields["source"].required = False
        return draw(request, version.article, version, claim_context.open_claim(key), {"original": form})
    return doors.act(
        request,
        key,
        "original",
        form,
        lambda claim, given, who: original.add(claim=claim, **given, **who),
        _("It is kept with the quotation."),
    )
