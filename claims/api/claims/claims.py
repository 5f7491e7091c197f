"""Claims: what was found, who said it, where; accept or reject a proposal, add what the machine missed."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import queries
from claims.api.base.base_views import Door, List, One
from claims.api.base.filters import FlagFilter, IdFilter, WordsFilter
from claims.api.base.request_fields import Choice, Given, Id, Nothing, Text, Whole, one
from claims.api.base.response_fields import Blank, BlankChoice, Person, Place, name_of, person
from claims.api.claims.work_fields import WorkFilters, WorkShown, with_work
from claims.models import Appearance, Claim, ClaimType, ExpertKind, Outcome, Proposal, Rating
from claims.models.claim import NotAClaim
from claims.models.extraction import OutcomeKind
from claims.models.quote import QuoteType
from claims.workflow.claim import proposals
from sources.models import ArticleVersion

RESOLVED = [("stated", "stated"), ("inferred", "inferred")]
BASES = [
    ("stated", "stated"),
    ("article", "relative to the article's date"),
    ("sentence", "relative to another date in the sentence"),
]


class ClaimFilters(WorkFilters):
    article = IdFilter(method="in_article")
    version = IdFilter(method="in_version", label="A version's id")
    publisher = IdFilter(method="by_publisher")
    rating = filters.ChoiceFilter(choices=Rating.choices)
    rated = FlagFilter(method="has_rating")
    proposal = filters.ChoiceFilter(choices=Proposal.choices)
    type = filters.ChoiceFilter(choices=ClaimType.choices)
    expert = IdFilter(field_name="quote__expert")
    speaker = WordsFilter(field_name="quote__expert__name", lookup_expr="holds")
    outcome = filters.ChoiceFilter(
        method="taken_for", choices=OutcomeKind.choices, label="What the sentence part it rests on was taken for"
    )
    q = WordsFilter(method="holding", label="Words of the claim, or of its speaker's name")

    def filter_queryset(self, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        rows: QuerySet[Claim] = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("proposal") else rows.exclude(proposal=Proposal.SUPERSEDED)

    def _seen(self, rows: QuerySet[Claim], **where: object) -> QuerySet[Claim]:
        return rows.filter(pk__in=Appearance.objects.filter(**where).values("claim"))

    def in_article(self, rows: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return self._seen(rows, version__article=value)

    def in_version(self, rows: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return self._seen(rows, version=value)

    def by_publisher(self, rows: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return self._seen(rows, version__article__publisher=value)

    def holding(self, rows: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return queries.holding(rows, value)

    def has_rating(self, rows: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        return rows.exclude(rating="") if value else rows.filter(rating="")

    def taken_for(self, rows: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return rows.filter(queries.claims_with_outcome(value))


class Speaker(serializers.Serializer):
    """Who said it, with title and affiliation as printed there and then."""

    expert = serializers.IntegerField(source="expert_id")
    name = serializers.CharField(source="expert.name")
    kind = serializers.ChoiceField(choices=ExpertKind.choices, source="expert.kind")
    title = Blank(source="role.title", default=None)
    affiliation = Blank(source="role.affiliation", default=None)
    resolved = serializers.ChoiceField(choices=RESOLVED)


class ClaimQuote(serializers.Serializer):
    """The words that the claim was made in. That somebody said it never makes it true."""

    id = serializers.IntegerField()
    exact = serializers.CharField()
    type = serializers.ChoiceField(choices=QuoteType.choices)
    speaker = serializers.SerializerMethodField()

    @extend_schema_field(Speaker(allow_null=True))
    def get_speaker(self, quote: Any) -> Any:
        return Speaker(quote).data if quote.expert_id else None


class Standing(serializers.Serializer):
    """The verdict that stands."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    rating = serializers.ChoiceField(choices=Rating.choices)
    missing_context = serializers.BooleanField(source="review.missing_context")
    reasons = serializers.CharField(source="review.reasons")
    created_at = serializers.DateTimeField()


class When(serializers.Serializer):
    """Printed words of time. `from` and `until` are null where they are open or cannot be told."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()
    basis = serializers.ChoiceField(choices=BASES)
    since = serializers.DateField(allow_null=True, help_text="The first day.")
    until = serializers.DateField(allow_null=True, help_text="The day after the last one.")
    told = serializers.BooleanField(help_text="False: which days it means cannot be told, or not yet.")
    inferred = serializers.BooleanField(help_text="The days come from the article's date: a proposal.")


class Words(serializers.Serializer):
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()


class HowMuch(Words):
    """Printed words that say how much; nothing is worked out."""

    values = serializers.ListField(child=serializers.FloatField(), help_text="One, the two ends of a range, or none.")
    unit = Blank(help_text="As printed.")
    measure = Blank(help_text="Its one name, where that is certain: percent, km, crown.")
    qualifier = Blank(help_text="What keeps it open: about, at least, between.")
    compared_with = Words(allow_null=True, source="compared")
    scope = Words(many=True, source="scopes", help_text="What it holds for: a year, between two places.")


def whens(claim: Claim) -> list[dict[str, Any]]:
    """Return a claim's words of time with the days that they mean."""
    return [
        {
            "start": found.start,
            "end": found.end,
            "exact": found.exact,
            "basis": found.basis,
            "since": days.start if days else None,
            "until": days.end if days else None,
            "told": days is not None,
            "inferred": days is not None and not found.is_stated,
        }
        for found, days in queries.times_of(claim)
    ]


class Confirmed(serializers.Serializer):
    by = Person()
    at = serializers.DateTimeField()


class ClaimShown(serializers.Serializer):
    id = serializers.IntegerField()
    wording = serializers.CharField()
    type = serializers.ChoiceField(choices=ClaimType.choices)
    score = serializers.FloatField(help_text="How worth checking, 0 to 1; ranks, never filters.")
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Why it was proposed.")
    proposal = serializers.ChoiceField(choices=Proposal.choices)
    not_a_claim = BlankChoice(choices=NotAClaim.choices)
    added_by = serializers.SerializerMethodField(help_text="Null: a machine proposed it.")
    created_at = serializers.DateTimeField()
    quote = ClaimQuote(allow_null=True)
    appearances = Place(many=True)
    when = serializers.SerializerMethodField(help_text="Places count in the first appearance's version.")
    how_much = HowMuch(many=True, source="amounts")
    evidence_count = serializers.IntegerField(
        source="pieces", help_text="Pieces that count; none are shown while readers bring theirs apart."
    )
    rating = BlankChoice(choices=Rating.choices)
    verdict = serializers.SerializerMethodField()
    speaker = Blank(help_text="As a person corrected it; null: the quote's.")
    role = Blank(help_text="As a person corrected it; null: as printed.")
    merged_into = serializers.IntegerField(source="merged_into_id", allow_null=True)
    split_from = serializers.IntegerField(source="split_from_id", allow_null=True)
    confirmed = serializers.SerializerMethodField(help_text="Who confirmed wording, speaker and role, and when.")
    work = WorkShown()

    @extend_schema_field(Confirmed(allow_null=True))
    def get_confirmed(self, claim: Any) -> Any:
        by = person(claim.confirmed_by, claim.confirmed_by_name)
        return {"by": by, "at": claim.confirmed_at} if claim.confirmed_at else None

    @extend_schema_field(Person(allow_null=True))
    def get_added_by(self, claim: Any) -> Any:
        return person(claim.added_by, claim.added_by_name)

    @extend_schema_field(When(many=True))
    def get_when(self, claim: Any) -> Any:
        return whens(claim)

    @extend_schema_field(Standing(allow_null=True))
    def get_verdict(self, claim: Any) -> Any:
        return Standing(claim.standing[0]).data if claim.standing else None


class ClaimGiven(Given):
    """A claim that the machine missed, from words of a version."""

    version = Id(help_text="A version's id.")
    start = Whole(help_text="Code points.")
    end = Whole(help_text="Exclusive.")
    exact = Text(help_text="The words selected; when others stand there, nothing is added.")
    wording = Text(default="", help_text="Words that stand alone; without them the printed ones.")
    type = Choice(choices=ClaimType.choices)


class NotAClaimGiven(Given):
    which = Choice(choices=NotAClaim.choices)


def shown(door: Door) -> QuerySet[Claim]:
    """Return claims as whoever asks may see them."""
    standing = Prefetch("verdicts", queries.verdicts_that_stand(), to_attr="standing")
    claims = queries.claims_of_any_time().annotate(
        added_by_name=name_of("added_by"), confirmed_by_name=name_of("confirmed_by")
    )
    edits = door.request.user.has_perm("claims.assign_claim")
    return with_work(claims, viewer=door.viewer, edits=edits).prefetch_related(standing)


def rendered(door: Door, pk: int) -> Any:
    return ClaimShown(shown(door).get(pk=pk)).data


class Claims(List):
    """Claims, the most check-worthy first. Those that a later reading replaced only with `proposal=superseded`."""

    noun = Claim
    queryset = Claim.objects.none()
    serializer_class = ClaimShown
    filterset_class = ClaimFilters
    orderings = {"-score": ("-score", "id"), "score": ("score", "id"), "id": ("id",), "-id": ("-id",)}

    def get_queryset(self) -> QuerySet[Claim]:
        return shown(self)

    @extend_schema(request=ClaimGiven, responses={201: ClaimShown})
    def post(self, request: Request) -> Response:
        """Add a claim that the machine missed."""
        given = ClaimGiven.read(request)
        version = one(ArticleVersion.objects.defer("raw"), given.pop("version"), "version")
        claim = proposals.add(version=version, **given, by=self.person, at=timezone.now())
        headers = {"Location": reverse("api:claim", [claim.pk], request=request)}
        return Response(rendered(self, claim.pk), status=201, headers=headers)


class OneClaim(One):
    """A claim with who said it, where, and the verdict that stands."""

    noun = Claim
    queryset = Claim.objects.none()
    serializer_class = ClaimShown

    def get_queryset(self) -> QuerySet[Claim]:
        return shown(self)


class ReadingGiven(Given):
    reading = Whole(help_text="Its place among the part's readings, from 0.")


class TakeReading(Door):
    """Make a claim of one reading of an ambiguous part."""

    noun = Claim
    queryset = Outcome.objects.all()
    serializer_class = ClaimShown

    @extend_schema(request=ReadingGiven, responses={201: ClaimShown})
    def post(self, request: Request, pk: int) -> Response:
        """Take one reading of an ambiguous part as a claim; the same one again gives the same claim."""
        outcome = self.get_object()
        number = ReadingGiven.read(request)["reading"]
        claim = proposals.take_interpretation(outcome=outcome, number=number, by=self.person, at=timezone.now())
        headers = {"Location": reverse("api:claim", [claim.pk], request=request)}
        return Response(rendered(self, claim.pk), status=201, headers=headers)


class Decision(Door):
    """An act on one claim."""

    noun = Claim
    queryset = Claim.objects.all()
    serializer_class: type[serializers.Serializer] = ClaimShown
    one_act = True

    def present(self) -> dict[str, object]:
        return present(self.kwargs["pk"])

    def render(self, claim: Claim) -> Any:
        return rendered(self, claim.pk)


def present(pk: int) -> dict[str, object]:
    """Return how a claim stands, for somebody whose act came too late."""
    fields = {"verdict": F("verdict_number"), "stage": F("work__stage"), "version": F("work__version")}
    found = queries.claims_of_any_time().filter(pk=pk).values("id", "proposal", "rating", **fields).first()
    return dict(found or {})


class Accept(Decision):
    @extend_schema(request=Nothing, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Say that a proposal is a claim worth a verdict; this also takes a rejection back."""
        claim = self.get_object()
        Nothing.read(request)
        claim = proposals.accept(claim=claim, by=self.person, at=timezone.now())
        return Response(self.render(claim))


class Reject(Decision):
    @extend_schema(request=NotAClaimGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Say that a proposal is not a claim, and what it is instead."""
        claim = self.get_object()
        claim = proposals.reject(claim=claim, **NotAClaimGiven.read(request), by=self.person, at=timezone.now())
        return Response(self.render(claim))
