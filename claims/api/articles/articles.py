"""Articles: hand one in, see what is known of it, read a version with its passages and sentences."""

from typing import Any, cast

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Substr
from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import queries
from claims.api.articles import intake, jobs
from claims.api.base.base_views import PARSERS, Door, List, One
from claims.api.base.filters import IdFilter, WordsFilter
from claims.api.base.response_fields import Blank, BlankChoice
from claims.models import ClaimType
from claims.models.extraction import Mode, OutcomeKind
from claims.queries import ArticleState, blind
from sources.models import Article, ArticleVersion, Passage
from sources.models.article import Origin, Purpose
from sources.models.fetch import ArrivalReport
from sources.models.passage import PassageKind


class ArticleFilters(filters.FilterSet):
    source = WordsFilter()
    external_id = WordsFilter()
    publisher = IdFilter()
    state = filters.ChoiceFilter(choices=ArticleState.choices)
    q = WordsFilter(method="words", label="Words of the headline")

    def words(self, rows: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        return rows.filter(headline__holds=value)


class PublisherRef(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class ArticleRow(serializers.Serializer):
    """What is unknown is null; what is known says from where."""

    id = serializers.IntegerField()
    source = Blank()  # type: ignore[assignment]
    external_id = Blank()
    canonical_url = Blank()
    headline = Blank()
    publisher = PublisherRef(allow_null=True)
    publisher_origin = BlankChoice(choices=Origin.choices)
    author = Blank()
    author_origin = BlankChoice(choices=Origin.choices)
    published_on = serializers.DateField(allow_null=True)
    published_on_origin = BlankChoice(choices=Origin.choices)
    language = Blank()
    language_origin = BlankChoice(choices=Origin.choices)
    state = serializers.ChoiceField(choices=ArticleState.choices)
    version = serializers.IntegerField(
        source="version_number", allow_null=True, help_text="Number of the latest version that is read."
    )
    created_at = serializers.DateTimeField()


class Notice(serializers.Serializer):
    version = serializers.IntegerField(source="version.number")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField(source="words")


class Declaration(serializers.Serializer):
    """What the article declares about itself, with the notice's words. A declaration, not a finding."""

    declared = serializers.CharField(source="digital_source_type", help_text="schema.org digitalSourceType")
    notice = Notice(source="*")


class VersionRow(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    url = Blank()
    media_type = serializers.CharField()
    charset = Blank()
    raw_sha256 = serializers.CharField()
    text_sha256 = serializers.CharField()
    length = serializers.IntegerField(help_text="Code points of the text.")
    renderer = serializers.CharField()
    fetched_at = serializers.DateTimeField()


class ArticleWhole(ArticleRow):
    digitalSourceType = serializers.SerializerMethodField()
    versions = VersionRow(many=True, source="own_versions")

    @extend_schema_field(Declaration(allow_null=True))
    def get_digitalSourceType(self, article: Any) -> Any:
        notices = [notice for version in article.own_versions for notice in version.notices]
        return Declaration(notices[0]).data if notices else None


class Arrived(serializers.Serializer):
    report = serializers.ChoiceField(choices=intake.REPORTS)
    job = jobs.JobShown()


class ArticleArrived(ArticleWhole, Arrived):
    """The article, what it was to us, and the job that reads it."""


class PassageShown(serializers.Serializer):
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PassageKind.choices)
    rule = serializers.CharField()
    text = serializers.CharField()
    digitalSourceType = serializers.CharField(allow_null=True)


class RestsOn(serializers.Serializer):
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()


class Reading(serializers.Serializer):
    """What ambiguous words may mean: a text that stands alone, and the printed words that it rests on."""

    text = serializers.CharField()
    type = serializers.ChoiceField(choices=ClaimType.choices)
    rests_on = RestsOn(many=True)


class Part(serializers.Serializer):
    id = serializers.IntegerField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=OutcomeKind.choices)
    mode = serializers.ChoiceField(choices=Mode.choices)
    rule = serializers.CharField()
    score = serializers.FloatField()
    readings = Reading(many=True, help_text="Of an ambiguous part; at most four, the likeliest first.")


class SentenceShown(serializers.Serializer):
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()
    parts = Part(many=True, help_text="Empty while the machine has not read it.")


class VersionWhole(VersionRow):
    """`text[start:end]` in code points is `text` of each passage and sentence."""

    article = serializers.IntegerField(source="article_id")
    state = serializers.ChoiceField(choices=jobs.STATES)
    text = serializers.CharField(trim_whitespace=False)
    passages = PassageShown(many=True, help_text="They tile the text: nothing is left out.")
    sentences = SentenceShown(many=True)


def whole(door: Door, pk: int) -> Article:
    """Return one article with its versions and notices; 404 when there is none."""
    notices = (
        Passage.objects.exclude(digital_source_type="")
        .select_related("version")
        .defer("version__raw", "version__text")
        .annotate(words=Substr("version__text", F("start") + 1, F("end") - F("start")))
    )
    versions = (
        blind.versions_seen_by(door.viewer)
        .defer("raw", "text")
        .order_by("-number")
        .prefetch_related(Prefetch("passages", notices, to_attr="notices"))
    )
    found = queries.articles_with_state().prefetch_related(Prefetch("versions", versions, to_attr="own_versions"))
    article: Any = found.filter(pk=pk).first()
    if article is None or (article.state == ArticleState.EVIDENCE and not article.own_versions):
        raise Http404
    return cast(Article, article)


class Articles(List):
    """Articles that are read for claims, newest first; pages kept only as evidence are found by their id."""

    noun = Article
    parser_classes = PARSERS
    serializer_class = ArticleRow
    filterset_class = ArticleFilters
    orderings = {"-id": ("-id",), "id": ("id",)}
    queryset = Article.objects.none()

    def get_queryset(self) -> QuerySet[Article]:
        return queries.articles_with_state().filter(~Q(state=ArticleState.EVIDENCE))

    @extend_schema(
        request={"application/json": intake.ArticleGiven, "multipart/form-data": intake.ArticleForm},
        responses={201: ArticleArrived, 200: ArticleArrived, 202: Arrived},
    )
    def post(self, request: Request) -> Response:
        """Hand in an article; safe to repeat.

        201: it is new. 200: it was here, with this text (`unchanged`) or another one (`changed`: a new version
        follows). 202: its address will be fetched; follow the job.
        """
        receipt = intake.receive(intake.ArticleForm.read(request), self.person)
        row = receipt.row
        answer = {"report": receipt.report, "job": jobs.shown(self, "fetch", row.pk)}
        if receipt.report == ArrivalReport.WAITING:
            place = reverse("api:job", ["fetch", row.pk], request=request)
            return Response(answer, status=202, headers={"Location": place})
        assert row.article_id is not None
        place = reverse("api:article", [row.article_id], request=request)
        status = 201 if receipt.report == ArrivalReport.NEW else 200
        return Response(
            {**ArticleWhole(whole(self, row.article_id)).data, **answer}, status, headers={"Location": place}
        )


class OneArticle(One):
    """An article with what is known of it and its versions."""

    noun = Article
    serializer_class = ArticleWhole
    queryset = Article.objects.none()

    def get_object(self) -> Article:
        return whole(self, self.kwargs["pk"])


class OneVersion(One):
    """A version by its number: its text, what each stretch was taken for, and each sentence part's outcome."""

    noun = ArticleVersion
    serializer_class = VersionWhole
    queryset = ArticleVersion.objects.none()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        found = (
            blind.versions_seen_by(self.viewer)
            .defer("raw")
            .filter(article=kwargs["pk"], number=kwargs["number"])
            .first()
        )
        if found is None:
            raise Http404
        return Response(read(found))


def read(version: ArticleVersion) -> dict[str, Any]:
    """Return a version as it is shown. Built by hand: an article has thousands of parts."""
    text = version.text
    parts: dict[int, list[dict[str, Any]]] = {}
    columns = ("id", "start", "end", "outcome", "mode", "rule", "score")
    for sentence, readings, *values in queries.outcomes_in(version).values_list("sentence_id", "readings", *columns):
        shown = [{name: one[name] for name in ("text", "type", "rests_on")} for one in readings]
        parts.setdefault(sentence, []).append({**dict(zip(columns, values, strict=True)), "readings": shown})
    return {
        **VersionRow(version).data,
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
