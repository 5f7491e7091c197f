"""What a claim says, and where: change it, merge it, split it, adjust its place, take back what you did last."""

from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base.request_fields import Choice, Day, Given, Id, Text, Whole, one
from claims.api.claims.claim_actions import Act, Seen
from claims.api.claims.claims import ClaimShown, rendered
from claims.models import Appearance, Claim, ClaimType
from claims.workflow.claim import adjust_span, merge, split, undo, wording
from sources.models import ArticleVersion


class DaysGiven(Given):
    """Words of time as a person takes them; neither `first` nor `last`: the claim's words stay as they are."""

    number = Whole(required=False, help_text="Its place in `when`, from 0. Without it: `exact`, new words.")
    first = Day(required=False, allow_null=True, help_text="The first day; null: open.")
    last = Day(required=False, allow_null=True, help_text="The last day, included; null: open.")
    exact = Text(default="", help_text="New words of time, as they are printed at the place, or once in the article.")


class WordingGiven(Seen):
    """What is left out stays as it is."""

    wording = Text(required=False, help_text="Words in [brackets] are not printed there; they keep their brackets.")
    speaker = Text(required=False, allow_blank=True, help_text="Empty: as printed again.")
    role = Text(required=False, allow_blank=True, help_text="Empty: as printed again.")
    times = DaysGiven(many=True, required=False, help_text="All that hold; what is left out is dropped.")


class MergeGiven(Seen):
    into = Id(help_text="The claim that says the same; it takes places and evidence in.")


class PieceGiven(Given):
    wording = Text(help_text="Words that stand alone.")
    start = Whole(help_text="Code points.")
    end = Whole(help_text="Exclusive.")
    exact = Text(help_text="The words selected; when others stand there, nothing is split.")
    type = Choice(choices=ClaimType.choices, required=False, help_text="Without it, that of the whole.")


class SplitGiven(Seen):
    version = Id(help_text="The version in which the pieces are printed; the claim was seen there.")
    pieces = PieceGiven(many=True, help_text="Two at least.")


class AdjustGiven(Seen):
    """Other words of the same version."""

    version = Id(help_text="The version in which the claim was seen.")
    place = Whole(help_text="Where its words begin now, in code points.")
    start = Whole(help_text="Code points.")
    end = Whole(help_text="Exclusive.")
    exact = Text(help_text="The words selected; when others stand there, nothing changes.")


class UndoGiven(Given):
    seen = Id(required=False, help_text="Id of the event that you take back; 409 when it is not your last one.")


class Wording(Act):
    takes = WordingGiven

    @extend_schema(request=WordingGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Change wording, speaker, role or time. Reviews that rest on them are closed; a verdict freezes them: 409."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        times = given.pop("times", None)
        days = [wording.Days(**row) for row in times] if times is not None else None
        wording.change(claim=claim, times=days, **given)


class Merge(Act):
    takes = MergeGiven

    @extend_schema(request=MergeGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Merge a claim into another; the answer is that one. A claim with a verdict stays: 409."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        into = one(Claim.objects.all(), given.pop("into"), "into")
        self.became = merge.merge(claim=claim, into=into, **given)

    def render(self, claim: Claim) -> Any:
        return rendered(self, self.became.pk)


class Parts(serializers.Serializer):
    results = ClaimShown(many=True)


class Split(Act):
    takes = SplitGiven

    @extend_schema(request=SplitGiven, responses={201: Parts})
    def post(self, request: Request, pk: int) -> Response:
        """Split a claim into several; the answer is these. None inherits a verdict or evidence."""
        answer = self.act(request)
        answer.status_code = 201
        return answer

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        version = one(ArticleVersion.objects.defer("raw"), given.pop("version"), "version")
        pieces = [split.Piece(**row) for row in given.pop("pieces")]
        self.parts = split.split(claim=claim, version=version, pieces=pieces, **given)

    def render(self, claim: Claim) -> Any:
        return {"results": [rendered(self, part.pk) for part in self.parts]}


class Adjust(Act):
    takes = AdjustGiven

    @extend_schema(request=AdjustGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Let a claim rest on other printed words of the same version. A verdict freezes its places: 409."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        version, start = given.pop("version"), given.pop("place")
        held = Appearance.objects.filter(claim=claim, version=version, start=start).order_by("-replaced_at", "id")
        place = held.filter(replaced_at=None).first() or held.first()
        if place is None:
            raise ValidationError({"place": "The claim has no words that begin there."})
        adjust_span.adjust(place=place, **given)


class Undo(Act):
    takes = UndoGiven

    @extend_schema(request=UndoGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Take back what you did last to a claim, when nobody has built on it; again goes on with what was before."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        self.became = undo.undo(claim=claim, **given)

    def render(self, claim: Claim) -> Any:
        return rendered(self, self.became.pk)
