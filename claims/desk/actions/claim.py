"""What a person does to one claim: accept, reject, add evidence, withdraw it, submit a verdict."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.desk.actions import sighting
from claims.desk.article import article_context
from claims.desk.article.article import draw
from claims.desk.base import claim_list, people
from claims.desk.base.forms import Form, Piece, PieceAbout, Refusal, Withdrawal
from claims.desk.claim_panel import claim_context
from claims.models import Appearance, Claim
from claims.queries import blind
from claims.workflow.audit import Conflict, actor_id
from claims.workflow.claim import proposals
from claims.workflow.evidence import evidence
from claims.workflow.review.review import Stale
from sources.models import ArticleVersion

TOLD_ABOVE = ("accept", "reject", "pick", "harm")  # buttons without fields: what is wrong is told above


@require_GET
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Lead to the article in which the claim was seen last; without one, show the claim on a page of its own."""
    claim = get_object_or_404(Claim, pk=key)
    if sighting.alone(claim):
        return sighting.draw(request, claim, {})
    version = seen_in(claim)
    latest = article_context.chosen(version.article, None)
    number = version.number if latest is not None and latest.pk != version.pk else None
    return redirect(claim_list.article_url(version.article_id, claim.pk, "claim", version=number))


@require_POST
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """Say that a proposal is a claim, or take a rejection back."""
    return act(
        request,
        key,
        "accept",
        Form(request.POST),
        lambda claim, given, who: proposals.accept(claim=claim, **who),
        _("Accepted."),
    )


@require_POST
def reject(request: HttpRequest, key: int) -> HttpResponse:
    """Say that it is not a claim, and what it is."""
    return act(
        request,
        key,
        "reject",
        Refusal(request.POST),
        lambda claim, given, who: proposals.reject(claim=claim, which=given["which"], **who),
        _("Not a claim."),
    )


@require_POST
def add_evidence(request: HttpRequest, key: int) -> HttpResponse:
    """Add a piece of evidence."""
    form = Piece(request.POST, request.FILES, auto_id="piece-%s")

    def add(claim: Claim, given: dict[str, Any], who: dict[str, Any]) -> None:
        evidence.add(
            claim=claim,
            kind=given["kind"],
            stance=given["stance"],
            url=given["url"],
            seen_by=given["seen_by"],
            transcription=given["transcription"],
            file=form.upload(),
            on_record=not given["off_record"],
            **{name: given[name] for name in PieceAbout.NAMES},
            **who,
        )

    return act(request, key, "piece", form, add, _("The evidence is added."))


@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraw a piece of evidence, with a reason."""
    piece = get_object_or_404(blind.evidence_seen_by(actor_id(request.user)), pk=key)
    return act(
        request,
        piece.claim_id,
        "withdrawal",
        Withdrawal(request.POST, auto_id="withdrawal-%s"),
        lambda claim, given, who: evidence.withdraw(piece=piece, because=given["because"], **who),
        _("Withdrawn. It stays in the record."),
        withdrawing=piece.pk,
    )


@require_GET
def upload(request: HttpRequest, key: int) -> HttpResponse:
    """Hand out an uploaded file, never to be shown by the browser itself: it may be hostile."""
    if not request.user.has_perm("claims.view_upload"):
        raise PermissionDenied
    found = get_object_or_404(blind.uploads_seen_by(actor_id(request.user)), pk=key)
    answer = HttpResponse(bytes(found.raw), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return answer


def act(
    request: HttpRequest,
    key: int,
    name: str,
    form: Form,
    do: Callable[[Claim, dict[str, Any], dict[str, Any]], object],
    done: str | Callable[[Any], str],
    then: Callable[[], str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Do one thing to a claim. When it is refused, show the page as it stands now, with the person's own text.

    `done` is what is said of it, or says it of what came out; `then` returns where the person goes next.
    """
    claim = get_object_or_404(Claim, pk=key)
    status = 400
    if form.is_valid():
        try:
            came_out = do(claim, form.cleaned_data, {"by": people.person(request), "at": timezone.now()})
        except ValidationError as wrong:
            form.refuse(wrong)
        except Conflict as conflict:
            status = 409
            form.add_error(None, str(conflict))
            more["theirs"] = conflict.review if isinstance(conflict, Stale) else None
        else:
            messages.success(request, done(came_out) if callable(done) else done)
            return redirect(then()) if then else redirect("desk:claim", claim.pk)
    problems = [str(e) for e in form.non_field_errors()]
    if name in TOLD_ABOVE:
        problems += [str(e) for errors in form.errors.values() for e in errors if str(e) not in problems]
    more |= {"conflict": problems if status == 409 else [], "refused": problems if status == 400 else []}
    if sighting.alone(claim):
        return sighting.draw(request, claim, {name: form}, status, **more)
    version = seen_in(claim)
    return draw(request, version.article, version, claim_context.open_claim(claim.pk), {name: form}, status, **more)


def seen_in(claim: Claim) -> ArticleVersion:
    """Return the version in which the claim was seen last, with its text."""
    places = Appearance.objects.select_related("version__article__publisher").defer("version__raw")
    return get_object_or_404(places.filter(claim=claim).order_by("-version__number", "start")[:1]).version
