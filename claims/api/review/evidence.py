"""Evidence: what bears on a claim, and which way. It is added and withdrawn, never edited."""

from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import tasks
from claims.api.base.action_view import ActionView, runs
from claims.api.base.base_views import PARSERS, BaseView, DetailView, ListView
from claims.api.base.filters import BooleanFilter, IdFilter
from claims.api.base.request_fields import (
    EmptyBody,
    RequestBody,
    StrictBoolean,
    StrictChoice,
    StrictId,
    StrictInteger,
    StrictText,
    require_row,
)
from claims.api.base.response_fields import ActorResponse, NullableText, Selectors, actor_name, actor_response
from claims.api.claims.claim_actions import claim_status
from claims.models import Claim, Evidence, Recheck, Stance
from claims.models.evidence import EvidenceKind
from claims.queries import blind
from claims.queries.archive import capture_of, captures_of
from claims.workflow.evidence import evidence, recheck
from claims.workflow.evidence.actions import ACTIONS
from sources.models import ArticleVersion, Capture
from sources.models.fetch import FetchOutcome

STATES = [("waiting", "waiting"), *FetchOutcome.choices]


class EvidenceFilters(filters.FilterSet):
    """Evidence by claim, kind, stance, and whether it counts."""

    claim = IdFilter(field_name="claim")
    kind = filters.ChoiceFilter(choices=EvidenceKind.choices)
    stance = filters.ChoiceFilter(choices=Stance.choices)
    withdrawn = BooleanFilter(method="is_withdrawn")

    def is_withdrawn(self, rows: QuerySet[Evidence], name: str, value: bool) -> QuerySet[Evidence]:
        return rows.filter(withdrawn_at__isnull=not value)


class ArchiveResponse(serializers.Serializer):
    """The archived copy: of an address while it is fetched, or the version that a passage was taken from."""

    state = serializers.ChoiceField(choices=STATES)
    reason = NullableText(help_text="Why it was refused, or why the last try failed.")
    job = serializers.IntegerField(allow_null=True, help_text="The fetch among the jobs.")
    article = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField(allow_null=True, help_text="The version's number in its article.")
    version_id = serializers.IntegerField(allow_null=True)
    raw_sha256 = serializers.CharField(allow_null=True)
    warc_sha256 = serializers.CharField(allow_null=True, help_text="The exchange with the site: /evidence/{id}/warc")


class UploadResponse(serializers.Serializer):
    """The file that was uploaded."""

    name = serializers.CharField()
    media_type = serializers.CharField()
    sha256 = serializers.CharField()


class WithdrawalResponse(serializers.Serializer):
    """When a piece of evidence was withdrawn, by whom and why."""

    at = serializers.DateTimeField(source="withdrawn_at")
    by = serializers.SerializerMethodField()
    because = serializers.CharField(source="withdrawn_because")

    @extend_schema_field(ActorResponse)
    def get_by(self, row: Any) -> Any:
        return actor_response(row.withdrawn_by, row.withdrawn_by_name)


class RecheckResponse(serializers.Serializer):
    """One look at the live page, compared with our copy."""

    found = serializers.ChoiceField(choices=[found.value for found in recheck.LookResult])
    reason = NullableText()
    words_stand = serializers.BooleanField(allow_null=True, help_text="A passage's words are still on a changed page.")
    asked_at = serializers.DateTimeField()
    job = serializers.IntegerField(help_text="The fetch among the jobs.")


def recheck_response(row: Recheck) -> dict[str, Any]:
    """Return what a look at the live page found."""
    look = recheck.look(row)
    return {
        "found": look.found.value,
        "reason": look.reason or None,
        "words_stand": look.words_stand,
        "asked_at": row.created_at,
        "job": row.fetch_id,
    }


class EvidenceResponse(serializers.Serializer):
    """A piece of evidence."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    stance = serializers.ChoiceField(choices=Stance.choices)
    note = serializers.CharField(help_text="What it shows; internal.")
    note_public = NullableText()
    on_record = serializers.BooleanField()
    question = NullableText(help_text="Which question it answers.")
    primary_source = serializers.BooleanField()
    page = NullableText(help_text="Page, sheet and cell, or time code.")
    seen_by = NullableText(help_text="Who saw the original of a screenshot.")
    transcription = NullableText()
    url = NullableText()
    selector = Selectors(help_text="The words, for a passage.", allow_null=True)
    archive = serializers.SerializerMethodField()
    upload = UploadResponse(allow_null=True, help_text="Its bytes: /evidence/{id}/file")
    looks = serializers.SerializerMethodField(help_text="Whether the page is still there, the latest look first.")
    added_by = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    withdrawn = serializers.SerializerMethodField()

    @extend_schema_field(RecheckResponse(many=True))
    def get_looks(self, row: Any) -> Any:
        return [recheck_response(look) for look in row.rechecks.all()]

    @extend_schema_field(ArchiveResponse(allow_null=True))
    def get_archive(self, row: Any) -> Any:
        return archive_response(row)

    @extend_schema_field(ActorResponse)
    def get_added_by(self, row: Any) -> Any:
        return actor_response(row.added_by, row.added_by_name)

    @extend_schema_field(WithdrawalResponse(allow_null=True))
    def get_withdrawn(self, row: Any) -> Any:
        return WithdrawalResponse(row).data if row.withdrawn_at else None


def archive_response(row: Evidence) -> dict[str, Any] | None:
    """Return what became of the archived copy; None when there is nothing to archive."""
    fetch, version = row.fetch, row.version or (row.fetch and row.fetch.version)
    if fetch is None and version is None:
        return None
    return {
        "state": fetch.state if fetch else "unchanged",
        "reason": (fetch.reason if fetch else "") or None,
        "job": fetch.pk if fetch else None,
        "article": version.article_id if version else None,
        "version": version.number if version else None,
        "version_id": version.pk if version else None,
        "raw_sha256": version.raw_sha256 if version else None,
        "warc_sha256": getattr(row, "warc_sha256", None),
    }


class EvidenceRequest(RequestBody):
    """What bears on a claim. A `page` or `document` needs an address or a file; a `passage` the words of a version."""

    claim = StrictId()
    kind = StrictChoice(choices=EvidenceKind.choices)
    stance = StrictChoice(choices=Stance.choices)
    note = StrictText(help_text="What it shows.")
    note_public = StrictText(default="")
    url = StrictText(default="")
    version = StrictId(required=False, help_text="A version's id, for a passage.")
    start = StrictInteger(required=False, help_text="Code points.")
    end = StrictInteger(required=False, help_text="Exclusive.")
    exact = StrictText(default="")
    on_record = StrictBoolean(default=True)
    question = StrictText(default="", help_text="Which question it answers.")
    primary_source = StrictBoolean(default=False, help_text="The source itself, not a report about it.")
    page = StrictText(default="", help_text="Page, sheet and cell, or time code.")
    seen_by = StrictText(default="", help_text="Who saw the original of a screenshot.")
    transcription = StrictText(default="", help_text="Its words, typed out.")


class EvidenceFormRequest(EvidenceRequest):
    """The same with a file."""

    file = serializers.FileField(required=False, allow_empty_file=True)


class WithdrawalRequest(RequestBody):
    """Why a piece of evidence is withdrawn."""

    because = StrictText()


def visible_evidence(view: BaseView) -> QuerySet[Evidence]:
    """Return the evidence that the viewer may see, with everything that a response needs and no texts or bytes."""
    heavy = [f"{name}{field}" for name in ("version__", "fetch__version__") for field in ("raw", "text")]
    looks = Recheck.objects.select_related("fetch__version", "evidence__version", "evidence__fetch__version").defer(
        "fetch__raw", "evidence__fetch__raw", *[f"evidence__{name}" for name in heavy], *heavy[2:]
    )
    return (
        blind.evidence_seen_by(view.viewer)
        .select_related("version", "fetch__version", "upload")
        .defer("fetch__raw", "upload__raw", *heavy)
        .prefetch_related(Prefetch("rechecks", looks))
        .annotate(
            added_by_name=actor_name("added_by"),
            withdrawn_by_name=actor_name("withdrawn_by"),
            warc_sha256=Subquery(captures_of(OuterRef("fetch"), OuterRef("version")).values("warc_sha256")[:1]),
        )
    )


class EvidenceListView(ListView):
    """Evidence; what was withdrawn too, since it stays in the record."""

    noun = Evidence
    queryset = Evidence.objects.none()
    parser_classes = PARSERS
    serializer_class = EvidenceResponse
    filterset_class = EvidenceFilters

    def get_queryset(self) -> QuerySet[Evidence]:
        return visible_evidence(self)

    @extend_schema(
        request={"application/json": EvidenceRequest, "multipart/form-data": EvidenceFormRequest},
        responses={201: EvidenceResponse},
    )
    def post(self, request: Request) -> Response:
        """Add a piece of evidence. An address is archived in the background; `archive` says how far that is."""
        fields = EvidenceFormRequest.parse(request)
        claim = require_row(Claim.objects.all(), fields.pop("claim"), "claim")
        file, version = fields.pop("file", None), fields.pop("version", None)
        if file:
            fields["file"] = evidence.File(file.name, file.content_type or "", file.read())
        if version:
            fields["version"] = require_row(ArticleVersion.objects.defer("raw"), version, "version")
        row = ACTIONS["add"].run(fields, claim=claim, by=self.user, at=timezone.now())
        if row.fetch_id:
            tasks.wake_ingest()
        headers = {"Location": reverse("api:evidence_item", [row.pk], request=request)}
        return Response(EvidenceResponse(visible_evidence(self).get(pk=row.pk)).data, status=201, headers=headers)


class EvidenceDetailView(DetailView):
    """A piece of evidence and its archived copy."""

    noun = Evidence
    queryset = Evidence.objects.none()
    serializer_class = EvidenceResponse

    def get_queryset(self) -> QuerySet[Evidence]:
        return visible_evidence(self)


class EvidenceActionView(ActionView):
    """An action on a piece of evidence. The answer is the evidence as it is after it."""

    noun = Evidence
    queryset = Evidence.objects.none()
    serializer_class = EvidenceResponse
    subject_name = "evidence"

    def get_queryset(self) -> QuerySet[Evidence]:
        return blind.evidence_seen_by(self.viewer).select_related("claim")

    def respond(self, row: Any, result: Any) -> Response:
        return Response(EvidenceResponse(visible_evidence(self).get(pk=row.pk)).data, status=self.success_status)


@runs(ACTIONS["withdraw"], WithdrawalRequest, EvidenceResponse)
class WithdrawEvidenceView(EvidenceActionView):
    """Withdraw a piece of evidence: it counts no more, and stays in the record and the verdicts that cite it."""

    def current_state(self) -> dict[str, object]:
        """Return where the claim stands and when the evidence was withdrawn, for an action that came too late."""
        row = self.get_object()
        return {**claim_status(row.claim_id), "evidence": row.pk, "withdrawn_at": row.withdrawn_at}


@runs(ACTIONS["recheck"], EmptyBody, EvidenceResponse, status=202)
class RecheckEvidenceView(EvidenceActionView):
    """Look again whether the page is still there; `looks` says what was found."""

    def respond(self, row: Any, result: Any) -> Response:
        tasks.wake_ingest()
        return super().respond(row, result)


class EvidenceWarcView(BaseView):
    noun = Capture
    queryset = Evidence.objects.none()
    serializer_class = EvidenceResponse

    def get_queryset(self) -> QuerySet[Evidence]:
        return blind.evidence_seen_by(self.viewer)

    @extend_schema(responses={(200, "application/warc"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Download the exchange with the site as it was recorded, as a WARC file (ISO 28500)."""
        capture = capture_of(self.get_object())
        if capture is None:
            raise NotFound("There is no archived exchange for this piece of evidence.")
        return download(bytes(capture.warc), f"evidence-{pk}.warc.gz", "application/warc")


class EvidenceFileView(BaseView):
    noun = Evidence
    queryset = Evidence.objects.none()
    serializer_class = EvidenceResponse

    def get_queryset(self) -> QuerySet[Evidence]:
        return blind.evidence_seen_by(self.viewer).select_related("upload")

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Download the uploaded file as it was, always as an attachment, never as a page of ours."""
        upload = self.get_object().upload
        if upload is None:
            raise NotFound("This piece of evidence has no file.")
        return download(bytes(upload.raw), upload.name, "application/octet-stream")


def download(raw: bytes, name: str, media_type: str) -> HttpResponse:
    """Return bytes as an attachment that no browser shows as a page of ours."""
    response = HttpResponse(raw, content_type=media_type)
    response["Content-Disposition"] = content_disposition(name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def content_disposition(name: str) -> str:
    """Return the header for a download under a name that somebody else chose."""
    safe = "".join(c if c.isprintable() and c not in '/\\"' else "_" for c in name) or "file"
    return content_disposition_header(as_attachment=True, filename=safe) or "attachment"
