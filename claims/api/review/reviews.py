"""Reviews: one reviewer's round on one claim. With the last one that the claim's plan asks for comes the verdict."""

from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.base.base_views import Door, List, One
from claims.api.base.filters import IdFilter
from claims.api.base.request_fields import Choice, Day, Flag, Given, Id, Moment, Nothing, Text, Whole, one
from claims.api.base.response_fields import Blank, BlankChoice, Person, name_of, person
from claims.api.claims.claims import Decision, present
from claims.api.review import verdicts
from claims.models import Claim, Harm, Part, Rating, Review
from claims.queries import blind
from claims.workflow.assignment import queue
from claims.workflow.review import review as reviews
from claims.workflow.review import verdict
from claims.workflow.stages import allowed


class ReviewFilters(filters.FilterSet):
    claim = IdFilter(field_name="claim")
    rating = filters.ChoiceFilter(choices=Rating.choices)
    part = filters.ChoiceFilter(choices=Part.choices)


class ReviewShown(serializers.Serializer):
    """A draft is its writer's. A blind reading is its reader's until both are in."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    round = serializers.SerializerMethodField(
        help_text="Counts the reviews of a claim. A blind reader's has none until both are in."
    )
    cycle = serializers.IntegerField(help_text="On the way to which verdict.")
    part = serializers.ChoiceField(choices=Part.choices)
    reviewer = serializers.SerializerMethodField()
    rating = BlankChoice(choices=Rating.choices)
    missing_context = serializers.BooleanField()
    reasons = serializers.CharField(help_text="Why, for readers.")
    note = Blank(help_text="For colleagues only.")
    sought = Blank(help_text="What was looked for, and where.")
    draft = serializers.IntegerField(help_text="The draft's number; send it with the next save.")
    saved_at = serializers.DateTimeField(allow_null=True)
    opened_at = serializers.DateTimeField()
    lease_until = serializers.DateTimeField(allow_null=True, help_text="Until then nobody else is given this place.")
    submitted_at = serializers.DateTimeField(allow_null=True)
    approves = serializers.IntegerField(
        allow_null=True, source="approves_id", help_text="The review that a second reader looked at."
    )
    returned_because = Blank()
    closed_at = serializers.DateTimeField(allow_null=True, help_text="Since then it counts no more.")
    closed_because = Blank()
    verdict = verdicts.VerdictRow(allow_null=True, source="yielded", help_text="What it led to.")

    def get_round(self, review: Any) -> int | None:
        return None if review.apart and review.part == Part.READER else int(review.round)

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
    as_of = Day(required=False, help_text="The day for which it holds; without it today.")
    recheck_on = Day(required=False, help_text="The day on which the verdict comes back to the queue.")
    seen = Whole(
        required=False,
        help_text="Number of the verdict that you had before you (0: none); 409 when there is a newer one.",
    )


class DraftGiven(Given):
    """What is written so far. It counts as nothing until it is submitted; fields that are left out stay."""

    draft = Whole(help_text="The draft's number that you had before you; 409 when it was saved elsewhere meanwhile.")
    rating = Choice(choices=Rating.choices, required=False, allow_blank=True)
    missing_context = Flag(required=False)
    reasons = Text(required=False, allow_blank=True)
    note = Text(required=False, allow_blank=True)
    sought = Text(required=False, allow_blank=True)


class ApprovalGiven(Given):
    seen = Id(required=False, help_text="Id of the review that you had before you; 409 when it is another one.")
    seen_evidence = serializers.ListField(
        child=Id(),
        required=False,
        max_length=1_000,
        help_text="Ids of the evidence that you had before you; needed when it changed since the review was handed in.",
    )
    as_of = Day(required=False, help_text="The day for which it holds; without it today.")
    recheck_on = Day(required=False, help_text="The day on which the verdict comes back to the queue.")


class ReturnGiven(Given):
    because = Text(help_text="What is missing; the author reads it.")
    seen = Id(required=False, help_text="Id of the review that you had before you; 409 when it is another one.")


class BackGiven(Given):
    because = Text(help_text="The next person will want to know.")


class WantedGiven(Given):
    """What is asked for; nothing: anything."""

    desk = Id(required=False)
    language = Text(default="", help_text="BCP 47")
    harm = Choice(choices=Harm.choices, required=False)
    due_before = Moment(required=False)


def shown(door: Door) -> QuerySet[Review]:
    """Return the reviews that whoever asks may see."""
    seen = blind.reviews_seen_by(door.viewer)
    return seen.annotate(reviewer_name=name_of("reviewer"), apart=blind.blind_in_progress(cycle=OuterRef("cycle")))


def with_verdicts(found: list[Review]) -> list[Review]:
    """Give each review the verdict that it led to, in one query."""
    rests_on = {review.approves_id or review.pk for review in found}
    given = {v.review_id: v for v in verdicts.shown().defer("payload").filter(review__in=rests_on)}
    for review in found:
        review.yielded = given.get(review.approves_id or review.pk)  # type: ignore[attr-defined]
    return found


def answer(door: Door, review: Review, *, status: int = 200) -> Response:
    row = with_verdicts([shown(door).get(pk=review.pk)])[0]
    headers = {"Location": reverse("api:review", [review.pk], request=door.request)} if status == 201 else None
    return Response(ReviewShown(row).data, status=status, headers=headers)


class Reviews(List):
    """Reviews with the verdicts that they led to: one's own, and what others submitted."""

    noun = Review
    queryset = Review.objects.none()
    serializer_class = ReviewShown
    filterset_class = ReviewFilters
    one_act = True

    def get_queryset(self) -> QuerySet[Review]:
        return shown(self)

    def paginate_queryset(self, queryset: Any) -> Any:
        return with_verdicts(super().paginate_queryset(queryset) or [])

    def present(self) -> dict[str, object]:
        return present(ReviewGiven.read(self.request)["claim"])

    @extend_schema(request=ReviewGiven, responses={201: ReviewShown})
    def post(self, request: Request) -> Response:
        """Submit a review. With the last one of the plan comes the verdict; a refusal says what is missing."""
        given = ReviewGiven.read(request)
        claim = one(Claim.objects.all(), given.pop("claim"), "claim")
        made = verdict.propose(claim=claim, **given, by=self.person, at=timezone.now())
        return answer(self, made.review, status=201)


class OneReview(One):
    """A review with the verdict that it led to."""

    noun = Review
    queryset = Review.objects.none()
    serializer_class = ReviewShown

    def get_queryset(self) -> QuerySet[Review]:
        return shown(self)

    def get_object(self) -> Review:
        return with_verdicts([super().get_object()])[0]


class Mine(Door):
    """An act on one's own review."""

    noun = Review
    one_act = True
    queryset = Review.objects.none()
    serializer_class = ReviewShown

    def get_queryset(self) -> QuerySet[Review]:
        return shown(self)

    def present(self) -> dict[str, object]:
        return dict(ReviewShown(with_verdicts([self.get_object()])[0]).data)


class Draft(Mine):
    @extend_schema(request=DraftGiven, responses=ReviewShown)
    def post(self, request: Request, pk: int) -> Response:
        """Save a draft. On a conflict `present` is what was saved elsewhere and `yours` what you sent."""
        review = self.get_object()
        given = DraftGiven.read(request)
        who = allowed(self.person, review.claim.work, "claims.add_verdict")
        reviews.save_draft(review=review, by=who, at=timezone.now(), seen=given.pop("draft"), **given)
        return answer(self, review)


class GiveBack(Mine):
    @extend_schema(request=BackGiven, responses=ReviewShown)
    def post(self, request: Request, pk: int) -> Response:
        """Give a claim back that you have taken, with a reason; the draft stays yours."""
        review = self.get_object()
        given = BackGiven.read(request)
        return answer(self, verdict.give_back(review=review, **given, by=self.person, at=timezone.now()))


class Take(Decision):
    serializer_class = ReviewShown

    @extend_schema(request=Nothing, responses=ReviewShown)
    def post(self, request: Request, pk: int) -> Response:
        """Take a claim to work on it, in the part that its plan has free for you; again extends the lease."""
        claim = self.get_object()
        Nothing.read(request)
        return answer(self, verdict.take(claim=claim, by=self.person, at=timezone.now()))


class Approve(Decision):
    serializer_class = ReviewShown

    @extend_schema(request=ApprovalGiven, responses={201: ReviewShown})
    def post(self, request: Request, pk: int) -> Response:
        """Approve another person's review as the second reader: it becomes the verdict."""
        claim = self.get_object()
        made = verdict.approve(claim=claim, **ApprovalGiven.read(request), by=self.person, at=timezone.now())
        return answer(self, made.review, status=201)


class SendBack(Decision):
    serializer_class = ReviewShown

    @extend_schema(request=ReturnGiven, responses={201: ReviewShown})
    def post(self, request: Request, pk: int) -> Response:
        """Return another person's review to its author, because …"""
        claim = self.get_object()
        made = verdict.send_back(claim=claim, **ReturnGiven.read(request), by=self.person, at=timezone.now())
        return answer(self, made, status=201)


class Next(Door):
    noun = Review
    queryset = Review.objects.none()
    serializer_class = ReviewShown

    @extend_schema(request=WantedGiven, responses={201: ReviewShown, 204: None})
    def post(self, request: Request) -> Response:
        """Take the next claim that you may work on; 204 when none waits. Two who ask at once get different ones."""
        wanted = queue.Wanted(**WantedGiven.read(request))
        taken = queue.take_next(by=self.person, at=timezone.now(), wanted=wanted)
        return answer(self, taken, status=201) if taken else Response(status=204)
