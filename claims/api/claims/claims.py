"""Claims: what is asserted, who said it, where; accept or reject a proposal, add what the machine missed."""

from typing import Any, get_args

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import queries, reword
from claims.api.base.base_views import BaseView, DetailView, ListView
from claims.api.base.filters import BooleanFilter, IdFilter, TextFilter
from claims.api.base.request_fields import (
    RequestBody,
    StrictChoice,
    StrictId,
    StrictInteger,
    StrictText,
    require_row,
)
from claims.api.base.response_fields import (
    ActorResponse,
    NullableChoice,
    NullableText,
    PlaceResponse,
    PrintedWordsResponse,
    actor_name,
    actor_response,
)
from claims.api.claims.work_fields import WorkFilters, WorkResponse, with_work
from claims.models import Appearance, Claim, ClaimType, ExpertKind, Outcome, Proposal, Rating
from claims.models.claim import NotAClaim
from claims.models.extraction import OutcomeKind
from claims.models.quote import QuoteType
from claims.pipeline.standalone.wording import Why
from claims.workflow.claim import proposals
from sources.models import ArticleVersion

RESOLVED = [("stated", "stated"), ("inferred", "inferred")]
BASES = [
    ("stated", "stated"),
    ("article", "relative to the article's date"),
    ("sentence", "relative to another date in the sentence"),
]


class ClaimFilters(WorkFilters):
    """Claims by place, speaker, words, rating and where they stand."""

    article = IdFilter(method="in_article")
    version = IdFilter(method="in_version", label="A version's id")
    publisher = IdFilter(method="by_publisher")
    rating = filters.ChoiceFilter(choices=Rating.choices)
    rated = BooleanFilter(method="has_rating")
    proposal = filters.ChoiceFilter(choices=Proposal.choices)
    type = filters.ChoiceFilter(choices=ClaimType.choices)
    expert = IdFilter(field_name="quote__expert")
    speaker = TextFilter(field_name="quote__expert__name", lookup_expr="holds")
    outcome = filters.ChoiceFilter(
        method="taken_for", choices=OutcomeKind.choices, label="What the sentence part it rests on was taken for"
    )
    q = TextFilter(method="holding", label="Words of the claim, or of its speaker's name")

    def filter_queryset(self, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        rows: QuerySet[Claim] = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("proposal") else rows.exclude(proposal=Proposal.SUPERSEDED)

    def _appears(self, rows: QuerySet[Claim], **where: object) -> QuerySet[Claim]:
        return rows.filter(pk__in=Appearance.objects.filter(**where).values("claim"))

    def in_article(self, rows: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return self._appears(rows, version__article=value)

    def in_version(self, rows: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return self._appears(rows, version=value)

    def by_publisher(self, rows: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return self._appears(rows, version__article__publisher=value)

    def holding(self, rows: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return queries.holding(rows, value)

    def has_rating(self, rows: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        return rows.exclude(rating="") if value else rows.filter(rating="")

    def taken_for(self, rows: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return rows.filter(queries.claims_with_outcome(value))


class SpeakerResponse(serializers.Serializer):
    """Who said it, with title and affiliation as printed there and then."""

    expert = serializers.IntegerField(source="expert_id")
    name = serializers.CharField(source="expert.name")
    kind = serializers.ChoiceField(choices=ExpertKind.choices, source="expert.kind")
    title = NullableText(source="role.title", default=None)
    affiliation = NullableText(source="role.affiliation", default=None)
    resolved = serializers.ChoiceField(choices=RESOLVED)


class ClaimQuoteResponse(serializers.Serializer):
    """The words that the claim was made in. That somebody said it never makes it true."""

    id = serializers.IntegerField()
    exact = serializers.CharField()
    type = serializers.ChoiceField(choices=QuoteType.choices)
    speaker = serializers.SerializerMethodField()

    @extend_schema_field(SpeakerResponse(allow_null=True))
    def get_speaker(self, quote: Any) -> Any:
        return SpeakerResponse(quote).data if quote.expert_id else None


class StandingVerdictResponse(serializers.Serializer):
    """The verdict that is in force."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    rating = serializers.ChoiceField(choices=Rating.choices)
    missing_context = serializers.BooleanField(source="review.missing_context")
    reasons = serializers.CharField(source="review.reasons")
    created_at = serializers.DateTimeField()


class TimeResponse(serializers.Serializer):
    """Printed words of time and the days they mean. `since` and `until` are null where they are open or unknown."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()
    basis = serializers.ChoiceField(choices=BASES)
    since = serializers.DateField(allow_null=True, help_text="The first day.")
    until = serializers.DateField(allow_null=True, help_text="The day after the last one.")
    resolved = serializers.BooleanField(help_text="False: which days they mean is unknown, or not known yet.")
    inferred = serializers.BooleanField(help_text="The days come from the article's date: a proposal.")


class AmountResponse(PrintedWordsResponse):
    """Printed words that say how much; nothing is worked out."""

    values = serializers.ListField(child=serializers.FloatField(), help_text="One, the two ends of a range, or none.")
    unit = NullableText(help_text="As printed.")
    measure = NullableText(help_text="Its one name, where that is certain: percent, km, crown.")
    qualifier = NullableText(help_text="What keeps it open: about, at least, between.")
    compared_with = PrintedWordsResponse(allow_null=True, source="compared")
    scope = PrintedWordsResponse(many=True, source="scopes", help_text="What it holds for: a year, between two places.")


def times_response(claim: Claim) -> list[dict[str, Any]]:
    """Return a claim's words of time with the days that they mean, as the API writes them."""
    return [
        {
            "start": words.start,
            "end": words.end,
            "exact": words.exact,
            "basis": words.basis,
            "since": days.start if days else None,
            "until": days.end if days else None,
            "resolved": days is not None,
            "inferred": days is not None and not words.is_stated,
        }
        for words, days in queries.times_of(claim)
    ]


class SegmentResponse(serializers.Serializer):
    """A stretch of a wording: `text` stands there for the article's words from `start` to `end`."""

    start = serializers.IntegerField()
    end = serializers.IntegerField(help_text="As start: the words are added between two.")
    text = serializers.CharField(trim_whitespace=False, allow_blank=True, help_text="Empty: left out.")
    why = serializers.ChoiceField(choices=[(why, why) for why in get_args(Why)])
    certain = serializers.BooleanField(help_text="False: what it means is open.")
    by_person = serializers.BooleanField(default=False, help_text="A person said so.")
    rests_on = PrintedWordsResponse(many=True, help_text="The printed words that an addition was taken from.")


class StatementResponse(serializers.Serializer):
    """One of the things that a wording asserts."""

    text = serializers.CharField()
    speaker = serializers.CharField(help_text="Who says it in that wording; empty: nobody.")


class ConfirmationResponse(serializers.Serializer):
    """The person who confirmed a claim's wording, speaker and role, and when."""

    by = ActorResponse()
    at = serializers.DateTimeField()


class WordsStandResponse(ConfirmationResponse):
    """Who said that the words stand, though something in them is unknown or open, and why."""

    because = serializers.CharField()


class OfferResponse(serializers.Serializer):
    """Another wording, which became known while somebody worked on the claim or after it was confirmed."""

    wording = serializers.CharField()
    segments = SegmentResponse(many=True)


class ClaimResponse(serializers.Serializer):
    """A claim with its speaker, places, verdict and work."""

    id = serializers.IntegerField()
    wording = serializers.CharField()
    segments = SegmentResponse(
        many=True,
        help_text="What the wording is rendered from, by places in the first appearance; empty: a person's own words.",
    )
    statements = StatementResponse(
        many=True, help_text="What a person's wording asserts, where that is more than one thing: it can be split."
    )
    type = serializers.ChoiceField(choices=ClaimType.choices)
    score = serializers.FloatField(help_text="How worth checking, 0 to 1; ranks, never filters.")
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Why it was proposed.")
    proposal = serializers.ChoiceField(choices=Proposal.choices)
    not_a_claim = NullableChoice(choices=NotAClaim.choices)
    added_by = serializers.SerializerMethodField(help_text="Null: a machine proposed it.")
    created_at = serializers.DateTimeField()
    quote = ClaimQuoteResponse(allow_null=True)
    appearances = PlaceResponse(many=True)
    when = serializers.SerializerMethodField(help_text="Places count in the first appearance's version.")
    how_much = AmountResponse(many=True, source="amounts")
    evidence_count = serializers.IntegerField(
        help_text="Evidence that counts; without what fully blind reviewers bring before both are in."
    )
    rating = NullableChoice(choices=Rating.choices)
    verdict = serializers.SerializerMethodField()
    speaker = NullableText(help_text="As a person corrected it; null: the quote's.")
    role = NullableText(help_text="As a person corrected it; null: as printed.")
    merged_into = serializers.IntegerField(source="merged_into_id", allow_null=True)
    split_from = serializers.IntegerField(source="split_from_id", allow_null=True)
    confirmed = serializers.SerializerMethodField(help_text="Who confirmed wording, speaker and role, and when.")
    words_stand = serializers.SerializerMethodField(help_text="Null: nobody said so of these words.")
    offer = serializers.SerializerMethodField(help_text="To take or to decline; null: there is none.")
    work = WorkResponse()

    @extend_schema_field(WordsStandResponse(allow_null=True))
    def get_words_stand(self, claim: Any) -> Any:
        by = actor_response(claim.words_stand_by, claim.words_stand_by_name)
        said = {"by": by, "at": claim.words_stand_at, "because": claim.words_stand_because}
        return said if claim.words_stand_at else None

    @extend_schema_field(OfferResponse(allow_null=True))
    def get_offer(self, claim: Any) -> Any:
        offer = {"wording": reword.offered_wording(claim), "segments": claim.offered}
        return OfferResponse(offer).data if claim.offered else None

    @extend_schema_field(ConfirmationResponse(allow_null=True))
    def get_confirmed(self, claim: Any) -> Any:
        by = actor_response(claim.confirmed_by, claim.confirmed_by_name)
        return {"by": by, "at": claim.confirmed_at} if claim.confirmed_at else None

    @extend_schema_field(ActorResponse(allow_null=True))
    def get_added_by(self, claim: Any) -> Any:
        return actor_response(claim.added_by, claim.added_by_name)

    @extend_schema_field(TimeResponse(many=True))
    def get_when(self, claim: Any) -> Any:
        return times_response(claim)

    @extend_schema_field(StandingVerdictResponse(allow_null=True))
    def get_verdict(self, claim: Any) -> Any:
        return StandingVerdictResponse(claim.standing[0]).data if claim.standing else None


class ClaimRequest(RequestBody):
    """A claim that the machine missed, from words of a version."""

    version = StrictId(help_text="A version's id.")
    start = StrictInteger(help_text="Code points.")
    end = StrictInteger(help_text="Exclusive.")
    exact = StrictText(help_text="The words selected; when others stand there, nothing is added.")
    wording = StrictText(default="", help_text="Words that stand alone; without them the printed ones.")
    type = StrictChoice(choices=ClaimType.choices)


def visible_claims(view: BaseView) -> QuerySet[Claim]:
    """Return claims as the viewer may see them."""
    standing = Prefetch("verdicts", queries.verdicts_that_stand(), to_attr="standing")
    claims = queries.claims_of_any_time().annotate(
        added_by_name=actor_name("added_by"),
        confirmed_by_name=actor_name("confirmed_by"),
        words_stand_by_name=actor_name("words_stand_by"),
    )
    is_editor = view.request.user.has_perm("claims.assign_claim")
    return with_work(claims, viewer=view.viewer, is_editor=is_editor).prefetch_related(standing)


def claim_response(view: BaseView, pk: int) -> Any:
    """Return a claim as the API writes it for the viewer."""
    return ClaimResponse(visible_claims(view).get(pk=pk)).data


class ClaimListView(ListView):
    """Claims, the most check-worthy first. Those that a later extraction replaced only with `proposal=superseded`."""

    noun = Claim
    queryset = Claim.objects.none()
    serializer_class = ClaimResponse
    filterset_class = ClaimFilters
    orderings = {"-score": ("-score", "id"), "score": ("score", "id"), "id": ("id",), "-id": ("-id",)}

    def get_queryset(self) -> QuerySet[Claim]:
        return visible_claims(self)

    @extend_schema(request=ClaimRequest, responses={201: ClaimResponse})
    def post(self, request: Request) -> Response:
        """Add a claim that the machine missed."""
        fields = ClaimRequest.parse(request)
        version = require_row(ArticleVersion.objects.defer("raw"), fields.pop("version"), "version")
        claim = proposals.add(version=version, **fields, by=self.user, at=timezone.now())
        headers = {"Location": reverse("api:claim", [claim.pk], request=request)}
        return Response(claim_response(self, claim.pk), status=201, headers=headers)


class ClaimDetailView(DetailView):
    """A claim with its speaker, its places and the verdict that is in force."""

    noun = Claim
    queryset = Claim.objects.none()
    serializer_class = ClaimResponse

    def get_queryset(self) -> QuerySet[Claim]:
        return visible_claims(self)


class InterpretationRequest(RequestBody):
    """Which sense of ambiguous words is meant."""

    interpretation = StrictInteger(help_text="Its place among the part's interpretations, from 0.")


class TakeInterpretationView(BaseView):
    """Make a claim of one interpretation of an ambiguous part."""

    noun = Claim
    queryset = Outcome.objects.all()
    serializer_class = ClaimResponse

    @extend_schema(request=InterpretationRequest, responses={201: ClaimResponse})
    def post(self, request: Request, pk: int) -> Response:
        """Take one interpretation of an ambiguous part as a claim; taking it again gives the same claim."""
        outcome = self.get_object()
        number = InterpretationRequest.parse(request)["interpretation"]
        claim = proposals.take_interpretation(outcome=outcome, number=number, by=self.user, at=timezone.now())
        headers = {"Location": reverse("api:claim", [claim.pk], request=request)}
        return Response(claim_response(self, claim.pk), status=201, headers=headers)
