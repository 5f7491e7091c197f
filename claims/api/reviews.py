"""Reviews: one reviewer's rating of one claim, with reasons. Submitting one yields the verdict."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api import verdicts
from claims.api.claims import present
from claims.api.door import List, One
from claims.api.filters import IdFilter
from claims.api.given import Choice, Flag, Given, Id, Text, Whole, one
from claims.api.shown import Blank, BlankChoice, Person, name_of, person
from claims.models import Claim, Rating, Review
from claims.workflow import verdict


class ReviewFilters(filters.FilterSet):
    claim = IdFilter(field_name="claim")
    rating = filters.ChoiceFilter(choices=Rating.choices)


class ReviewShown(serializers.Serializer):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    round = serializers.IntegerField()
    reviewer = serializers.SerializerMethodField()
    rating = BlankChoice(choices=Rating.choices)
    missing_context = serializers.BooleanField()
    reasons = serializers.CharField(help_text="Why, for readers.")
    note = Blank(help_text="For colleagues only.")
    sought = Blank(help_text="What was looked for, and where.")
    opened_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    verdict = verdicts.VerdictRow(allow_null=True, source="yielded")

    @extend_schema_field(Person)
    def get_reviewer(self, review: Any) -> Any:
        return person(review.reviewer, review.reviewer_name)


class ReviewGiven(Given):
    """A rating with its reasons. Changing one's mind is another review."""

    claim = Id()
    rating = Choice(choices=Rating.choices)
    reasons = Text(help_text="Why, for readers.")
    sought = Text(default="", help_text="What was looked for, and where; NOT_ENOUGH_EVIDENCE needs it.")
    note = Text(default="", help_text="For colleagues only.")
    missing_context = Flag(default=False)
    seen = Whole(
        required=False,
        help_text="Number of the verdict that you had before you (0: none); 409 when there is a newer one.",
    )


def shown() -> QuerySet[Review]:
    return Review.objects.annotate(reviewer_name=name_of("reviewer"))


def with_verdicts(reviews: list[Review]) -> list[Review]:
    """Give each review the verdict that it yielded, in one query."""
    found = {v.review_id: v for v in verdicts.shown().defer("payload").filter(review__in=reviews)}
    for review in reviews:
        review.yielded = found.get(review.pk)  # type: ignore[attr-defined]
    return reviews


class Reviews(List):
    """Reviews with the verdicts that they yielded."""

    noun = Review
    queryset = Review.objects.none()
    serializer_class = ReviewShown
    filterset_class = ReviewFilters

    def get_queryset(self) -> QuerySet[Review]:
        return shown()

    def paginate_queryset(self, queryset: Any) -> Any:
        return with_verdicts(super().paginate_queryset(queryset) or [])

    def present(self) -> dict[str, object]:
        return present(ReviewGiven.read(self.request)["claim"])

    @extend_schema(request=ReviewGiven, responses={201: ReviewShown})
    def post(self, request: Request) -> Response:
        """Submit a review. The answer holds the verdict that it yields; a refusal says what is missing."""
        given = ReviewGiven.read(request)
        claim = one(Claim.objects.all(), given.pop("claim"), "claim")
        made = verdict.propose(claim=claim, **given, by=self.person, at=timezone.now())
        review = with_verdicts([shown().get(pk=made.review_id)])[0]
        headers = {"Location": reverse("api:review", [review.pk], request=request)}
        return Response(ReviewShown(review).data, status=201, headers=headers)


class OneReview(One):
    """A review with the verdict that it yielded."""

    noun = Review
    queryset = Review.objects.none()
    serializer_class = ReviewShown

    def get_queryset(self) -> QuerySet[Review]:
        return shown()

    def get_object(self) -> Review:
        return with_verdicts([super().get_object()])[0]
