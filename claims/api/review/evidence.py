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
from claims.api.base.base_views import PARSERS, Door, List, One
from claims.api.base.filters import FlagFilter, IdFilter
from claims.api.base.request_fields import Choice, Flag, Given, Id, Nothing, Text, Whole, one
from claims.api.base.response_fields import Blank, Person, Selectors, name_of, person
from claims.api.claims.claims import present
from claims.models import Claim, Evidence, Recheck, Stance
from claims.models.evidence import EvidenceKind
from claims.queries import blind
from claims.queries.archive import capture_of, captures_of
from claims.workflow.evidence import evidence, recheck
from sources.models import ArticleVersion, Capture
from sources.models.fetch import FetchOutcome

STATES = [("waiting", "waiting"), *FetchOutcome.choices]


class EvidenceFilters(filters.FilterSet):
    claim = IdFilter(field_name="claim")
    kind = filters.ChoiceFilter(choices=EvidenceKind.choices)
    stance = filters.ChoiceFilter(choices=Stance.choices)
    withdrawn = FlagFilter(method="is_withdrawn")

    def is_withdrawn(self, rows: QuerySet[Evidence], name: str, value: bool) -> QuerySet[Evidence]:
        return rows.filter(withdrawn_at__isnull=not value)


class Archive(serializers.Serializer):
    """The archived copy: of an address while it is fetched, or the version that a passage was taken from."""

    state = serializers.ChoiceField(choices=STATES)
    reason = Blank(help_text="Why it was refused, or why the last try failed.")
    job = serializers.IntegerField(allow_null=True, help_text="The fetch among the jobs.")
    article = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField(allow_null=True, help_text="The version's number in its article.")
    version_id = serializers.IntegerField(allow_null=True)
    raw_sha256 = serializers.CharField(allow_null=True)
    warc_sha256 = serializers.CharField(allow_null=True, help_text="The exchange with the site: /evidence/{id}/warc")


class UploadShown(serializers.Serializer):
    name = serializers.CharField()
    media_type = serializers.CharField()
    sha256 = serializers.CharField()


class Withdrawal(serializers.Serializer):
    at = serializers.DateTimeField(source="withdrawn_at")
    by = serializers.SerializerMethodField()
    because = serializers.CharField(source="withdrawn_because")

    @extend_schema_field(Person)
    def get_by(self, piece: Any) -> Any:
        return person(piece.withdrawn_by, piece.withdrawn_by_name)


class LookShown(serializers.Serializer):
    """One look at the live page, held against our copy."""

    found = serializers.ChoiceField(choices=[one.value for one in recheck.Found])
    reason = Blank()
    words_stand = serializers.BooleanField(allow_null=True, help_text="A passage's words are still on a changed page.")
    asked_at = serializers.DateTimeField()
    job = serializers.IntegerField(help_text="The fetch among the jobs.")


def look_of(made: Recheck) -> dict[str, Any]:
    look = recheck.look(made)
    return {
        "found": look.found.value,
        "reason": look.reason or None,
        "words_stand": look.words_stand,
        "asked_at": made.created_at,
        "job": made.fetch_id,
    }


class EvidenceShown(serializers.Serializer):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    stance = serializers.ChoiceField(choices=Stance.choices)
    note = serializers.CharField(help_text="What it shows; internal.")
    note_public = Blank()
    on_record = serializers.BooleanField()
    question = Blank(help_text="Which question it answers.")
    primary_source = serializers.BooleanField()
    page = Blank(help_text="Page, sheet and cell, or time code.")
    seen_by = Blank(help_text="Who saw the original of a screenshot.")
    transcription = Blank()
    url = Blank()
    selector = Selectors(help_text="The words, for a passage.", allow_null=True)
    archive = serializers.SerializerMethodField()
    upload = UploadShown(allow_null=True, help_text="Its bytes: /evidence/{id}/file")
    looks = serializers.SerializerMethodField(help_text="Whether the page is still there, the latest look first.")
    added_by = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    withdrawn = serializers.SerializerMethodField()

    @extend_schema_field(LookShown(many=True))
    def get_looks(self, piece: Any) -> Any:
        return [look_of(made) for made in piece.rechecks.all()]

    @extend_schema_field(Archive(allow_null=True))
    def get_archive(self, piece: Any) -> Any:
        return archive(piece)

    @extend_schema_field(Person)
    def get_added_by(self, piece: Any) -> Any:
        return person(piece.added_by, piece.added_by_name)

    @extend_schema_field(Withdrawal(allow_null=True))
    def get_withdrawn(self, piece: Any) -> Any:
        return Withdrawal(piece).data if piece.withdrawn_at else None


def archive(piece: Evidence) -> dict[str, Any] | None:
    """Return what became of the archived copy; None when there is nothing to archive."""
    fetch, kept = piece.fetch, piece.version or (piece.fetch and piece.fetch.version)
    if fetch is None and kept is None:
        return None
    return {
        "state": fetch.state if fetch else "unchanged",
        "reason": (fetch.reason if fetch else "") or None,
        "job": fetch.pk if fetch else None,
        "article": kept.article_id if kept else None,
        "version": kept.number if kept else None,
        "version_id": kept.pk if kept else None,
        "raw_sha256": kept.raw_sha256 if kept else None,
        "warc_sha256": getattr(piece, "warc_sha256", None),
    }


class EvidenceGiven(Given):
    """What bears on a claim. A `page` or `document` needs an address or a file; a `passage` the words of a version."""

    claim = Id()
    kind = Choice(choices=EvidenceKind.choices)
    stance = Choice(choices=Stance.choices)
    note = Text(help_text="What it shows.")
    note_public = Text(default="")
    url = Text(default="")
    version = Id(required=False, help_text="A version's id, for a passage.")
    start = Whole(required=False, help_text="Code points.")
    end = Whole(required=False, help_text="Exclusive.")
    exact = Text(default="")
    on_record = Flag(default=True)
    question = Text(default="", help_text="Which question it answers.")
    primary_source = Flag(default=False, help_text="The source itself, not a report about it.")
    page = Text(default="", help_text="Page, sheet and cell, or time code.")
    seen_by = Text(default="", help_text="Who saw the original of a screenshot.")
    transcription = Text(default="", help_text="Its words, typed out.")


class EvidenceForm(EvidenceGiven):
    """The same with a file."""

    file = serializers.FileField(required=False, allow_empty_file=True)


class WithdrawalGiven(Given):
    because = Text()


def shown(door: Door) -> QuerySet[Evidence]:
    heavy = [f"{name}{field}" for name in ("version__", "fetch__version__") for field in ("raw", "text")]
    looks = Recheck.objects.select_related("fetch__version", "evidence__version", "evidence__fetch__version").defer(
        "fetch__raw", "evidence__fetch__raw", *[f"evidence__{name}" for name in heavy], *heavy[2:]
    )
    return (
        blind.evidence_seen_by(door.viewer)
        .select_related("version", "fetch__version", "upload")
        .defer("fetch__raw", "upload__raw", *heavy)
        .prefetch_related(Prefetch("rechecks", looks))
        .annotate(
            added_by_name=name_of("added_by"),
            withdrawn_by_name=name_of("withdrawn_by"),
            warc_sha256=Subquery(captures_of(OuterRef("fetch"), OuterRef("version")).values("warc_sha256")[:1]),
        )
    )


class Pieces(List):
    """Evidence, withdrawn pieces too: they stay in the record."""

    noun = Evidence
    queryset = Evidence.objects.none()
    parser_classes = PARSERS
    serializer_class = EvidenceShown
    filterset_class = EvidenceFilters

    def get_queryset(self) -> QuerySet[Evidence]:
        return shown(self)

    @extend_schema(
        request={"application/json": EvidenceGiven, "multipart/form-data": EvidenceForm}, responses={201: EvidenceShown}
    )
    def post(self, request: Request) -> Response:
        """Add a piece. An address is archived in the background; `archive` says how far that is."""
        given = EvidenceForm.read(request)
        claim = one(Claim.objects.all(), given.pop("claim"), "claim")
        file, version = given.pop("file", None), given.pop("version", None)
        piece = evidence.add(
            claim=claim,
            version=one(ArticleVersion.objects.defer("raw"), version, "version") if version else None,
            file=evidence.File(file.name, file.content_type or "", file.read()) if file else None,
            **given,
            by=self.person,
            at=timezone.now(),
        )
        if piece.fetch_id:
            tasks.wake_reading()
        headers = {"Location": reverse("api:piece", [piece.pk], request=request)}
        return Response(EvidenceShown(shown(self).get(pk=piece.pk)).data, status=201, headers=headers)


class Piece(One):
    """A piece of evidence and its archived copy."""

    noun = Evidence
    queryset = Evidence.objects.none()
    serializer_class = EvidenceShown

    def get_queryset(self) -> QuerySet[Evidence]:
        return shown(self)


class Withdraw(Door):
    noun = Evidence
    queryset = Evidence.objects.none()
    serializer_class = EvidenceShown

    def get_queryset(self) -> QuerySet[Evidence]:
        return blind.evidence_seen_by(self.viewer).select_related("claim")

    def present(self) -> dict[str, object]:
        piece = self.get_object()
        return {**present(piece.claim_id), "evidence": piece.pk, "withdrawn_at": piece.withdrawn_at}

    @extend_schema(request=WithdrawalGiven, responses=EvidenceShown)
    def post(self, request: Request, pk: int) -> Response:
        """Take a piece out of what counts; it stays in the record, and in every verdict that cites it."""
        piece = self.get_object()
        piece = evidence.withdraw(piece=piece, **WithdrawalGiven.read(request), by=self.person, at=timezone.now())
        return Response(EvidenceShown(shown(self).get(pk=piece.pk)).data)


class Look(Door):
    noun = Evidence
    queryset = Evidence.objects.none()
    serializer_class = EvidenceShown

    def get_queryset(self) -> QuerySet[Evidence]:
        return blind.evidence_seen_by(self.viewer).select_related("claim")

    @extend_schema(request=Nothing, responses={202: EvidenceShown})
    def post(self, request: Request, pk: int) -> Response:
        """Look again whether the page is still there; `looks` says what was found."""
        piece = self.get_object()
        Nothing.read(request)
        recheck.ask(piece=piece, by=self.person, at=timezone.now())
        tasks.wake_reading()
        return Response(EvidenceShown(shown(self).get(pk=piece.pk)).data, status=202)


class Warc(Door):
    noun = Capture
    queryset = Evidence.objects.none()
    serializer_class = EvidenceShown

    def get_queryset(self) -> QuerySet[Evidence]:
        return blind.evidence_seen_by(self.viewer)

    @extend_schema(responses={(200, "application/warc"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Download the exchange with the site as it went over the line, in the archives' format (ISO 28500)."""
        kept = capture_of(self.get_object())
        if kept is None:
            raise NotFound("There is no archived exchange for this piece.")
        return download(bytes(kept.warc), f"evidence-{pk}.warc.gz", "application/warc")


class File(Door):
    noun = Evidence
    queryset = Evidence.objects.none()
    serializer_class = EvidenceShown

    def get_queryset(self) -> QuerySet[Evidence]:
        return blind.evidence_seen_by(self.viewer).select_related("upload")

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Download the uploaded file as it was, always as an attachment: it is never shown as a page of ours."""
        upload = self.get_object().upload
        if upload is None:
            raise NotFound("This piece has no file.")
        return download(bytes(upload.raw), upload.name, "application/octet-stream")


def download(raw: bytes, name: str, media_type: str) -> HttpResponse:
    """Hand out bytes that are never shown as a page of ours."""
    answer = HttpResponse(raw, content_type=media_type)
    answer["Content-Disposition"] = content_disposition(name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def content_disposition(name: str) -> str:
    """Return the header for a download under a name that somebody else chose."""
    safe = "".join(c if c.isprintable() and c not in '/\\"' else "_" for c in name) or "file"
    return content_disposition_header(as_attachment=True, filename=safe) or "attachment"
