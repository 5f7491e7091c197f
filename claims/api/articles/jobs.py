"""Jobs: the two ledgers of background work, fetches and extractions, with state, attempts and reason."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.http import Http404
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import tasks
from claims.api.base.base_views import BaseView, ListView
from claims.api.base.filters import IdFilter
from claims.api.base.request_fields import EmptyBody
from claims.api.base.response_fields import NullableText
from claims.models import Extraction
from claims.queries import blind
from claims.workflow.audit import Conflict
from claims.workflow.evidence import article
from sources.models import Fetch
from sources.models.fetch import FetchOutcome

KINDS: dict[str, type[Fetch] | type[Extraction]] = {"fetch": Fetch, "extraction": Extraction}
KIND_CHOICES = [(kind, kind) for kind in KINDS]
STATES = [("waiting", "waiting"), ("done", "done"), ("failed", "failed")]
KIND = OpenApiParameter("kind", str, "path", enum=list(KINDS))


class JobFilters(filters.FilterSet):
    kind = filters.ChoiceFilter(choices=KIND_CHOICES)
    state = filters.ChoiceFilter(choices=STATES)
    article = IdFilter(field_name="of_article")


class JobResponse(serializers.Serializer):
    """One job. `failed` waits for a person: see `reason`, then retry."""

    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=STATES)
    outcome = serializers.ChoiceField(
        choices=FetchOutcome.choices, allow_null=True, source="outcome_or_none", help_text="What became of an arrival."
    )
    attempts = serializers.IntegerField()
    reason = NullableText(help_text="Why it failed, or why the last try did.")
    article = serializers.IntegerField(source="of_article", allow_null=True)
    version = serializers.IntegerField(source="of_version", allow_null=True, help_text="The version's number.")
    what = NullableText(help_text="The address or file of an arrival; the extractor of an extraction.")
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    try_after = serializers.DateTimeField(allow_null=True)


COLUMNS = (
    "kind",
    "id",
    "state",
    "outcome_or_none",
    "attempts",
    "reason",
    "of_article",
    "of_version",
    "what",
    "created_at",
    "started_at",
    "finished_at",
    "try_after",
)


def ledger_rows(kind: str, view: BaseView) -> QuerySet[Any]:
    """Return the rows of one ledger with the columns that both have."""
    text = CharField()
    if kind == "fetch":
        own: dict[str, Any] = {
            "state": Case(
                When(outcome=FetchOutcome.REFUSED, then=Value("failed")),
                When(finished_at=None, then=Value("waiting")),
                default=Value("done"),
                output_field=text,
            ),
            "outcome_or_none": Case(When(outcome="", then=None), default=F("outcome"), output_field=text),
            "of_article": F("article_id"),
            "what": Case(When(url="", then=F("file_name")), default=F("url"), output_field=text),
        }
    else:
        own = {
            "state": Case(
                When(failed=True, then=Value("failed")),
                When(finished_at=None, then=Value("waiting")),
                default=Value("done"),
                output_field=text,
            ),
            "outcome_or_none": Value(None, output_field=text),
            "of_article": F("version__article_id"),
            "what": F("extractor"),
        }
    rows = visible_jobs(kind, view).annotate(kind=Value(kind, output_field=text), **own)
    ledger: QuerySet[Any] = rows.annotate(of_version=F("version__number")).order_by()
    return ledger


def visible_jobs(kind: str, view: BaseView) -> QuerySet[Any]:
    """Return the rows of one ledger that the viewer may see."""
    rows: QuerySet[Any] = blind.fetches_seen_by(view.viewer) if kind == "fetch" else Extraction.objects.all()
    return rows


class JobLedgers:
    """Both ledgers as one list: each is narrowed, their union is put in order."""

    def __init__(self, ledgers: Iterable[QuerySet[Any]]) -> None:
        self.ledgers = list(ledgers)

    def filter(self, *where: Any) -> "JobLedgers":
        return JobLedgers(rows.filter(*where) for rows in self.ledgers)

    def order_by(self, *fields: str) -> QuerySet[Any]:
        first, *others = (rows.values(*COLUMNS) for rows in self.ledgers)
        return first.union(*others, all=True).order_by(*fields)


class JobListView(ListView):
    """Fetches and extractions, newest first."""

    noun = Extraction
    queryset = Extraction.objects.none()
    serializer_class = JobResponse
    filterset_class = JobFilters
    orderings = {
        "-created_at": ("-created_at", "kind", "-id"),
        "created_at": ("created_at", "kind", "id"),
    }

    def get_queryset(self) -> Any:
        return JobLedgers(ledger_rows(kind, self) for kind in KINDS)

    def filter_queryset(self, queryset: Any) -> Any:
        return JobLedgers(super(JobListView, self).filter_queryset(rows) for rows in queryset.ledgers)


def job_response(view: BaseView, kind: str, pk: int) -> dict[str, Any]:
    """Return a job as the API writes it; raise Http404 when there is none."""
    row = ledger_rows(kind, view).filter(pk=pk).values(*COLUMNS).first() if kind in KINDS else None
    if row is None:
        raise Http404
    return dict(JobResponse(row).data)


class JobDetailView(BaseView):
    """One job of the background work."""

    noun = Extraction
    queryset = Extraction.objects.none()
    serializer_class = JobResponse

    @extend_schema(parameters=[KIND])
    def get(self, request: Request, kind: str, pk: int) -> Response:
        return Response(job_response(self, kind, pk))


class RetryJobView(BaseView):
    noun = Extraction
    queryset = Extraction.objects.none()
    serializer_class = JobResponse

    def current_state(self) -> dict[str, object]:
        return job_response(self, self.kwargs["kind"], self.kwargs["pk"])

    @extend_schema(parameters=[KIND], request=EmptyBody, responses=JobResponse)
    def post(self, request: Request, kind: str, pk: int) -> Response:
        """Try a failed job again."""
        job: Any = visible_jobs(kind, self).filter(pk=pk).first() if kind in KINDS else None
        if job is None:
            raise Http404
        EmptyBody.parse(request)
        if not article.retry(job=job, by=self.user, at=timezone.now()):
            raise Conflict("Only a job that failed and has an address or a text to read can be tried again.")
        tasks.wake_ingest() if kind == "fetch" else tasks.wake_extraction()
        return Response(job_response(self, kind, pk))
