"""Articles: send one in, look up what is known of it, read a version with its passages and sentences."""

from typing import Any, cast

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Substr
from django.http import Http404
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import queries, reword
from claims.api.articles import intake, jobs
from claims.api.base.base_views import PARSERS, BaseView, DetailView, ListView
from claims.api.base.filters import IdFilter, TextFilter
from claims.api.base.request_fields import RequestBody, StrictDate, StrictText
from claims.api.base.response_fields import NullableChoice, NullableText, PrintedWordsResponse
from claims.models import ClaimType
from claims.models.extraction import Mode, OutcomeKind
from claims.queries import ArticleState, blind
from claims.workflow.evidence import article as workflow
from sources.models import Article, ArticleVersion, Passage
from sources.models.article import Origin, Purpose
from sources.models.fetch import ArrivalReport
from sources.models.passage import PassageKind


class ArticleFilters(filters.FilterSet):
    source = TextFilter()
    external_id = TextFilter()
    publisher = IdFilter()
    state = filters.ChoiceFilter(choices=ArticleState.choices)
    q = TextFilter(method="in_headline", label="Words of the headline")

    def in_headline(self, rows: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        return rows.filter(headline__holds=value)


class PublisherResponse(serializers.Serializer):
    """Who publishes an article."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class ArticleResponse(serializers.Serializer):
    """An article: what is unknown is null; what is known says from where (`author_origin`)."""

    id = serializers.IntegerField()
    source = NullableText()  # type: ignore[assignment]
    external_id = NullableText()
    canonical_url = NullableText()
    headline = NullableText()
    publisher = PublisherResponse(allow_null=True)
    publisher_origin = NullableChoice(choices=Origin.choices)
    publisher_citation = NullableText(help_text="Where it says so, as the person gave it who set this.")
    author = NullableText()
    author_origin = NullableChoice(choices=Origin.choices)
    author_citation = NullableText(help_text="As publisher_citation.")
    published_on = serializers.DateField(allow_null=True)
    published_on_origin = NullableChoice(choices=Origin.choices)
    published_on_citation = NullableText(help_text="As publisher_citation.")
    language = NullableText()
    language_origin = NullableChoice(choices=Origin.choices)
    state = serializers.ChoiceField(choices=ArticleState.choices)
    version = serializers.IntegerField(
        source="version_number", allow_null=True, help_text="Number of the latest version that is read."
    )
    created_at = serializers.DateTimeField()


class NoticeResponse(serializers.Serializer):
    """A notice on the page, with its place."""

    version = serializers.IntegerField(source="version.number")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField(source="words")


class DeclarationResponse(serializers.Serializer):
    """What the article declares about itself, with the notice's words. A declaration, not a finding."""

    declared = serializers.CharField(source="digital_source_type", help_text="schema.org digitalSourceType")
    notice = NoticeResponse(source="*")


class VersionResponse(serializers.Serializer):
    """The text of an article at one time, with its hashes."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    url = NullableText()
    media_type = serializers.CharField()
    charset = NullableText()
    raw_sha256 = serializers.CharField()
    text_sha256 = serializers.CharField()
    length = serializers.IntegerField(help_text="Code points of the text.")
    renderer = serializers.CharField()
    fetched_at = serializers.DateTimeField()


class ArticleDetailResponse(ArticleResponse):
    digitalSourceType = serializers.SerializerMethodField()
    versions = VersionResponse(many=True, source="own_versions")

    @extend_schema_field(DeclarationResponse(allow_null=True))
    def get_digitalSourceType(self, article: Any) -> Any:
        notices = [notice for version in article.own_versions for notice in version.notices]
        return DeclarationResponse(notices[0]).data if notices else None


class IntakeResponse(serializers.Serializer):
    """What became of an article that was sent in, and the job that fetches or reads it."""

    report = serializers.ChoiceField(choices=intake.REPORTS)
    job = jobs.JobResponse()


class ArticleIntakeResponse(ArticleDetailResponse, IntakeResponse):
    """The article, whether it is new, and the job that reads it."""


class PassageResponse(serializers.Serializer):
    """A passage of the page, what it was taken for, and the rule that decided."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PassageKind.choices)
    rule = serializers.CharField()
    text = serializers.CharField()
    digitalSourceType = serializers.CharField(allow_null=True)


class InterpretationResponse(serializers.Serializer):
    """One sense of ambiguous words: a text that stands alone, and the printed words that it rests on."""

    text = serializers.CharField()
    type = serializers.ChoiceField(choices=ClaimType.choices)
    rests_on = PrintedWordsResponse(many=True)


class PartResponse(serializers.Serializer):
    """A part of a sentence and what the machine took it for."""

    id = serializers.IntegerField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    spans = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()),
        help_text="Where its words are, `[start, end]` each, when others stand between them; empty: all of it.",
    )
    outcome = serializers.ChoiceField(choices=OutcomeKind.choices)
    mode = serializers.ChoiceField(choices=Mode.choices)
    rule = serializers.CharField()
    score = serializers.FloatField()
    interpretations = InterpretationResponse(
        many=True, help_text="Of an ambiguous part: at most four, the likeliest first."
    )


class SentenceResponse(serializers.Serializer):
    """A sentence and its parts."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()
    parts = PartResponse(many=True, help_text="Empty until the machine has read it.")


class VersionDetailResponse(VersionResponse):
    """`text[start:end]` in code points is `text` of each passage and sentence."""

    article = serializers.IntegerField(source="article_id")
    state = serializers.ChoiceField(choices=jobs.STATES)
    text = serializers.CharField(trim_whitespace=False)
    passages = PassageResponse(many=True, help_text="They tile the text: nothing is left out.")
    sentences = SentenceResponse(many=True)


def article_detail(view: BaseView, pk: int) -> Article:
    """Return one article with its versions and notices; raise Http404 when there is none."""
    notices = (
        Passage.objects.exclude(digital_source_type="")
        .select_related("version")
        .defer("version__raw", "version__text")
        .annotate(words=Substr("version__text", F("start") + 1, F("end") - F("start")))
    )
    versions = (
        blind.versions_seen_by(view.viewer)
        .defer("raw", "text")
        .order_by("-number")
        .prefetch_related(Prefetch("passages", notices, to_attr="notices"))
    )
    found = queries.articles_with_state().prefetch_related(Prefetch("versions", versions, to_attr="own_versions"))
    article: Any = found.filter(pk=pk).first()
    if article is None or (article.state == ArticleState.EVIDENCE and not article.own_versions):
        raise Http404
    return cast(Article, article)


class ArticleListView(ListView):
    """Articles that are read for claims, newest first; pages kept only as evidence are found by their id."""

    noun = Article
    parser_classes = PARSERS
    serializer_class = ArticleResponse
    filterset_class = ArticleFilters
    orderings = {"-id": ("-id",), "id": ("id",)}
    queryset = Article.objects.none()

    def get_queryset(self) -> QuerySet[Article]:
        return queries.articles_with_state().filter(~Q(state=ArticleState.EVIDENCE))

    @extend_schema(
        request={"application/json": intake.ArticleRequest, "multipart/form-data": intake.ArticleFormRequest},
        responses={201: ArticleIntakeResponse, 200: ArticleIntakeResponse, 202: IntakeResponse},
    )
    def post(self, request: Request) -> Response:
        """Send in an article; safe to repeat.

        201: it is new. 200: it was here, with this text (`unchanged`) or another one (`changed`: a new version
        follows). 202: its address will be fetched; follow the job.
        """
        receipt = intake.receive(intake.ArticleFormRequest.parse(request), self.user)
        row = receipt.row
        intake_response = {"report": receipt.report, "job": jobs.job_response(self, "fetch", row.pk)}
        if receipt.report == ArrivalReport.WAITING:
            location = reverse("api:job", ["fetch", row.pk], request=request)
            return Response(intake_response, status=202, headers={"Location": location})
        assert row.article_id is not None
        location = reverse("api:article", [row.article_id], request=request)
        status = 201 if receipt.report == ArrivalReport.NEW else 200
        article = ArticleDetailResponse(article_detail(self, row.article_id)).data
        return Response({**article, **intake_response}, status, headers={"Location": location})


class ArticleDetailView(DetailView):
    """An article, what is known of it, and its versions."""

    noun = Article
    serializer_class = ArticleDetailResponse
    queryset = Article.objects.none()

    def get_object(self) -> Article:
        return article_detail(self, self.kwargs["pk"])


class ArticleFactsRequest(RequestBody):
    """What a person found out about an article, and where. What is left out stays as it is."""

    author = StrictText(required=False, allow_blank=True, help_text="Empty: unknown.")
    publisher = StrictText(required=False, allow_blank=True, help_text="A name; empty: unknown.")
    published_on = StrictDate(required=False, allow_null=True, help_text="Null: unknown.")
    citation = StrictText(help_text="Where it says so: a page, a printed edition, a person.")


class SetFactsView(BaseView):
    """Set what is known about an article."""

    noun = Article
    serializer_class = ArticleDetailResponse
    queryset = Article.objects.all()

    @extend_schema(request=ArticleFactsRequest, responses={200: ArticleDetailResponse})
    def post(self, request: Request, pk: int) -> Response:
        """Set author, publisher or date, with where it says so. With another date claims are worded anew."""
        found = self.get_object()
        fields = ArticleFactsRequest.parse(request)
        if "published_on" in fields and fields["published_on"] is None:
            fields["published_on"] = workflow.UNKNOWN
        workflow.set_facts(article=found, **fields, by=self.user, at=timezone.now())
        return Response(ArticleDetailResponse(article_detail(self, pk)).data)


class VersionDetailView(DetailView):
    """A version by its number: its text, what each passage was taken for, and what each part of a sentence."""

    noun = ArticleVersion
    serializer_class = VersionDetailResponse
    queryset = ArticleVersion.objects.none()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        versions = blind.versions_seen_by(self.viewer).defer("raw")
        version = versions.filter(article=kwargs["pk"], number=kwargs["number"]).first()
        if version is None:
            raise Http404
        return Response(version_detail(version))


def version_detail(version: ArticleVersion) -> dict[str, Any]:
    """Return a version with its text as the API writes it. Built by hand: an article has thousands of parts."""
    text, published_on = version.text, version.article.published_on
    parts: dict[int, list[dict[str, Any]]] = {}
    columns = ("id", "start", "end", "spans", "outcome", "mode", "rule", "score")
    outcomes = queries.outcomes_in(version).values_list("sentence_id", "interpretations", *columns)
    for sentence, interpretations, *values in outcomes:
        part = dict(zip(columns, values, strict=True))
        part["interpretations"] = [
            {
                "text": reword.interpretation_wording(sense, published_on),
                "type": sense["type"],
                "rests_on": sense["rests_on"],
            }
            for sense in interpretations
        ]
        parts.setdefault(sentence, []).append(part)
    return {
        **VersionResponse(version).data,
        "article": version.article_id,
        "state": queries.extraction_state(version),
        "text": text,
        "passages": [
            {
                **passage,
                "text": text[passage["start"] : passage["end"]],
                "digitalSourceType": passage["digitalSourceType"] or None,
            }
            for passage in version.passages.values(
                "start", "end", "kind", "rule", digitalSourceType=F("digital_source_type")
            )
        ],
        "sentences": [
            {"start": start, "end": end, "text": text[start:end], "parts": parts.get(pk, [])}
            for pk, start, end in version.sentences.values_list("pk", "start", "end")
        ],
    }
