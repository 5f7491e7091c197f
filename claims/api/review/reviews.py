"""Reviews: one reviewer's round on one claim. The last one that the claim's plan requires yields the verdict."""

from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.base.action_view import ActionView, runs
from claims.api.base.base_views import BaseView, DetailView, ListView
from claims.api.base.filters import IdFilter
from claims.api.base.request_fields import (
    EmptyBody,
    RequestBody,
    StrictBoolean,
    StrictChoice,
    StrictDate,
    StrictDateTime,
    StrictId,
    StrictInteger,
    StrictText,
    require_row,
)
from claims.api.base.response_fields import ActorResponse, NullableChoice, NullableText, actor_name, actor_response
from claims.api.claims.claim_actions import ClaimActionView, claim_status
from claims.api.review import verdicts
from claims.models import Claim, Harm, Rating, Review, ReviewPart
from claims.queries import blind
from claims.workflow.assignment import queue
from claims.workflow.review import review as drafts
from claims.workflow.review.actions import ACTIONS
from claims.workflow.stages import allowed


class ReviewFilters(filters.FilterSet):
    claim = IdFilter(field_name="claim")
    rating = filters.ChoiceFilter(choices=Rating.choices)
    part = filters.ChoiceFilter(choices=ReviewPart.choices)


class ReviewResponse(serializers.Serializer):
    """A review. Only its reviewer sees a draft, and a blind review until both are in."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    round = serializers.SerializerMethodField(
        help_text="Counts the reviews of a claim. A blind review has none until both are in."
    )
    cycle = serializers.IntegerField(help_text="On the way to which verdict.")
    part = serializers.ChoiceField(choices=ReviewPart.choices)
    reviewer = serializers.SerializerMethodField()
    rating = NullableChoice(choices=Rating.choices)
    missing_context = serializers.BooleanField()
    reasons = serializers.CharField(help_text="Why, for readers.")
    note = NullableText(help_text="For colleagues only.")
    sought = NullableText(help_text="What was looked for, and where.")
    draft = serializers.IntegerField(help_text="The draft's number; send it with the next save.")
    saved_at = serializers.DateTimeField(allow_null=True)
    opened_at = serializers.DateTimeField()
    lease_until = serializers.DateTimeField(allow_null=True, help_text="Until then nobody else is given this place.")
    submitted_at = serializers.DateTimeField(allow_null=True)
    approves = serializers.IntegerField(
        allow_null=True, source="approves_id", help_text="The review that a second reviewer decided about."
    )
    returned_because = NullableText()
    closed_at = serializers.DateTimeField(allow_null=True, help_text="Since then it counts no more.")
    closed_because = NullableText()
    verdict = verdicts.VerdictResponse(allow_null=True, source="yielded", help_text="What it led to.")

    def get_round(self, review: Any) -> int | None:
        return None if review.blind_in_progress and review.part == ReviewPart.REVIEWER else int(review.round)

    @extend_schema_field(ActorResponse)
    def get_reviewer(self, review: Any) -> Any:
        return actor_response(review.reviewer, review.reviewer_name)


class ReviewRequest(RequestBody):
    """A rating with its reasons. Changing one's mind is another review."""

    claim = StrictId()
    rating = StrictChoice(choices=Rating.choices)
    reasons = StrictText(help_text="Why, for readers.")
    sought = StrictText(default="", help_text="What was looked for, and where; NOT_ENOUGH_EVIDENCE needs it.")
    note = StrictText(default="", help_text="For colleagues only.")
    missing_context = StrictBoolean(default=False)
    as_of = StrictDate(required=False, help_text="The day for which it holds; without it today.")
    recheck_on = StrictDate(required=False, help_text="The day on which the verdict comes back to the queue.")
    seen = StrictInteger(
        required=False,
        help_text="Number of the verdict that you had before you (0: none); 409 when there is a newer one.",
    )


class DraftRequest(RequestBody):
    """What is written so far. It counts as nothing until it is submitted; fields that are left out stay."""

    draft = StrictInteger(
        help_text="The draft's number that you had before you; 409 when it was saved elsewhere meanwhile."
    )
    rating = StrictChoice(choices=Rating.choices, required=False, allow_blank=True)
    missing_context = StrictBoolean(required=False)
    reasons = StrictText(required=False, allow_blank=True)
    note = StrictText(required=False, allow_blank=True)
    sought = StrictText(required=False, allow_blank=True)


class ApprovalRequest(RequestBody):
    """What the second reviewer had before them."""

    seen = StrictId(required=False, help_text="Id of the review that you had before you; 409 when it is another one.")
    seen_evidence = serializers.ListField(
        child=StrictId(),
        required=False,
        max_length=1_000,
        help_text="Ids of the evidence that you had before you; needed when it changed after the review was submitted.",
    )
    as_of = StrictDate(required=False, help_text="The day for which it holds; without it today.")
    recheck_on = StrictDate(required=False, help_text="The day on which the verdict comes back to the queue.")


class ReturnRequest(RequestBody):
    """Why a review goes back to its author."""

    because = StrictText(help_text="What is missing; the author reads it.")
    seen = StrictId(required=False, help_text="Id of the review that you had before you; 409 when it is another one.")


class GiveBackRequest(RequestBody):
    """Why a reviewer gives a claim back."""

    because = StrictText(help_text="The next person will want to know.")


class NextClaimRequest(RequestBody):
    """Which claims to choose from; an empty body: any."""

    desk = StrictId(required=False)
    language = StrictText(default="", help_text="BCP 47")
    harm = StrictChoice(choices=Harm.choices, required=False)
    due_before = StrictDateTime(required=False)


def visible_reviews(view: BaseView) -> QuerySet[Review]:
    """Return the reviews that the viewer may see."""
    in_progress = blind.blind_in_progress(cycle=OuterRef("cycle"))
    reviews = blind.reviews_seen_by(view.viewer)
    return reviews.annotate(reviewer_name=actor_name("reviewer"), blind_in_progress=in_progress)


def with_verdicts(reviews: list[Review]) -> list[Review]:
    """Set on each review the verdict that it led to, in one query."""
    keys = {review.approves_id or review.pk for review in reviews}
    rows = verdicts.verdicts_with_names().defer("payload").filter(review__in=keys)
    by_review = {row.review_id: row for row in rows}
    for review in reviews:
        review.yielded = by_review.get(review.approves_id or review.pk)  # type: ignore[attr-defined]
    return reviews


def review_answer(view: BaseView, review: Review, *, status: int = 200) -> Response:
    """Return the answer of an action: the review as the viewer may see it; with 201 its address too."""
    row = with_verdicts([visible_reviews(view).get(pk=review.pk)])[0]
    headers = {"Location": reverse("api:review", [review.pk], request=view.request)} if status == 201 else None
    return Response(ReviewResponse(row).data, status=status, headers=headers)


class ReviewListView(ListView):
    """Reviews with the verdicts that they led to: one's own, and what others submitted."""

    noun = Review
    queryset = Review.objects.none()
    serializer_class = ReviewResponse
    filterset_class = ReviewFilters
    retried_on_deadlock = True

    def get_queryset(self) -> QuerySet[Review]:
        return visible_reviews(self)

    def paginate_queryset(self, queryset: Any) -> Any:
        return with_verdicts(super().paginate_queryset(queryset) or [])

    def current_state(self) -> dict[str, object]:
        return claim_status(ReviewRequest.parse(self.request)["claim"])

    @extend_schema(request=ReviewRequest, responses={201: ReviewResponse})
    def post(self, request: Request) -> Response:
        """Submit a review. The last one of the plan yields the verdict; a refusal says what is missing."""
        fields = ReviewRequest.parse(request)
        claim = require_row(Claim.objects.all(), fields.pop("claim"), "claim")
        result = ACTIONS["submit"].run(fields, claim=claim, by=self.user, at=timezone.now())
        return review_answer(self, result.review, status=201)


class ReviewDetailView(DetailView):
    """A review with the verdict that it led to."""

    noun = Review
    queryset = Review.objects.none()
    serializer_class = ReviewResponse

    def get_queryset(self) -> QuerySet[Review]:
        return visible_reviews(self)

    def get_object(self) -> Review:
        return with_verdicts([super().get_object()])[0]


class OwnReviewView(BaseView):
    """Something that a reviewer does to their own review."""

    noun = Review
    retried_on_deadlock = True
    queryset = Review.objects.none()
    serializer_class = ReviewResponse

    def get_queryset(self) -> QuerySet[Review]:
        return visible_reviews(self)

    def current_state(self) -> dict[str, object]:
        """Return the review as it is stored, for the answer to a save that came too late."""
        return dict(ReviewResponse(with_verdicts([self.get_object()])[0]).data)


class SaveDraftView(OwnReviewView):
    """Save what is written so far."""

    @extend_schema(request=DraftRequest, responses=ReviewResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Save a draft. On a conflict `present` is the draft that was saved elsewhere and `yours` the one you sent."""
        review = self.get_object()
        fields = DraftRequest.parse(request)
        actor = allowed(self.user, review.claim.work, "claims.add_verdict")
        drafts.save_draft(review=review, by=actor, at=timezone.now(), seen=fields.pop("draft"), **fields)
        return review_answer(self, review)


@runs(ACTIONS["give_back"], GiveBackRequest, ReviewResponse)
class GiveBackView(OwnReviewView, ActionView):
    """Give a claim back that you have taken, with a reason; the draft stays yours."""

    subject_name = "review"

    def respond(self, row: Any, result: Any) -> Response:
        return review_answer(self, result)


class ReviewOfClaimView(ClaimActionView):
    """An action on a claim whose answer is a review."""

    def respond(self, row: Any, result: Any) -> Response:
        return review_answer(self, result, status=self.success_status)


@runs(ACTIONS["take"], EmptyBody, ReviewResponse)
class TakeClaimView(ReviewOfClaimView):
    """Take a claim to review it, in a part that its plan still has open; taking it again extends the lease."""


@runs(ACTIONS["approve"], ApprovalRequest, ReviewResponse, status=201)
class ApproveView(ReviewOfClaimView):
    """Approve another person's review as the second reviewer: it becomes the verdict."""

    def respond(self, row: Any, result: Any) -> Response:
        return super().respond(row, result.review)


@runs(ACTIONS["send_back"], ReturnRequest, ReviewResponse, status=201)
class ReturnReviewView(ReviewOfClaimView):
    """Return another person's review to its author, with the reason."""


class NextClaimView(BaseView):
    noun = Review
    queryset = Review.objects.none()
    serializer_class = ReviewResponse

    @extend_schema(request=NextClaimRequest, responses={201: ReviewResponse, 204: None})
    def post(self, request: Request) -> Response:
        """Take the next claim that you may review; 204 when none waits. Two people at once get different claims."""
        wanted = queue.QueueFilter(**NextClaimRequest.parse(request))
        review = queue.take_next(by=self.user, at=timezone.now(), wanted=wanted)
        return review_answer(self, review, status=201) if review else Response(status=204)
