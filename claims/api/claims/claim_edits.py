"""Edits of a claim: its wording, speaker and times, merging, splitting, the words it rests on, and undo."""

from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base.request_fields import (
    RequestBody,
    StrictChoice,
    StrictDate,
    StrictId,
    StrictInteger,
    StrictText,
    require_row,
)
from claims.api.claims.claim_actions import ClaimVersionRequest, DeclaredActionView
from claims.api.claims.claims import ClaimResponse, claim_response
from claims.models import Appearance, Claim, ClaimType
from claims.workflow.claim import adjust_span, merge, split, undo, wording
from sources.models import ArticleVersion


class TimeRequest(RequestBody):
    """Words of time and the days a person takes them for; with neither `first` nor `last` they stay as they are."""

    number = StrictInteger(required=False, help_text="Its place in `when`, from 0. Without it: `exact`, new words.")
    first = StrictDate(required=False, allow_null=True, help_text="The first day; null: open.")
    last = StrictDate(required=False, allow_null=True, help_text="The last day, included; null: open.")
    exact = StrictText(
        default="", help_text="New words of time, as they are printed at the place, or once in the article."
    )


class WordingRequest(ClaimVersionRequest):
    """What is left out stays as it is."""

    wording = StrictText(
        required=False, help_text="Words in [brackets] are not printed there; they keep their brackets."
    )
    speaker = StrictText(required=False, allow_blank=True, help_text="Empty: as printed again.")
    role = StrictText(required=False, allow_blank=True, help_text="Empty: as printed again.")
    times = TimeRequest(many=True, required=False, help_text="All that hold; what is left out is dropped.")


class MergeRequest(ClaimVersionRequest):
    """Which claim another one is merged into."""

    into = StrictId(help_text="The claim that says the same; it takes places and evidence in.")


class SplitPartRequest(RequestBody):
    """One of the claims that a claim is split into."""

    wording = StrictText(help_text="Words that stand alone.")
    start = StrictInteger(help_text="Code points.")
    end = StrictInteger(help_text="Exclusive.")
    exact = StrictText(help_text="The words selected; when others stand there, nothing is split.")
    type = StrictChoice(choices=ClaimType.choices, required=False, help_text="Without it, that of the whole.")


class SplitRequest(ClaimVersionRequest):
    """The claims that a claim is split into."""

    version = StrictId(help_text="The version in which the parts are printed; the claim appears there.")
    parts = SplitPartRequest(many=True, help_text="Two at least.")


class AdjustRequest(ClaimVersionRequest):
    """Other words of the same version."""

    version = StrictId(help_text="The version in which the claim appears.")
    place = StrictInteger(help_text="Where its words begin now, in code points.")
    start = StrictInteger(help_text="Code points.")
    end = StrictInteger(help_text="Exclusive.")
    exact = StrictText(help_text="The words selected; when others stand there, nothing changes.")


class UndoRequest(RequestBody):
    """Which of your actions you take back."""

    seen = StrictId(required=False, help_text="Id of the event that you take back; 409 when it is not your last one.")


class EditClaimView(DeclaredActionView):
    takes = WordingRequest

    @extend_schema(request=WordingRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Change wording, speaker, role or times. Reviews that rest on them are closed; a verdict freezes them: 409."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        times = fields.pop("times", None)
        days = [wording.Days(**row) for row in times] if times is not None else None
        wording.change(claim=claim, times=days, **fields)


class MergeClaimView(DeclaredActionView):
    takes = MergeRequest

    @extend_schema(request=MergeRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Merge a claim into another; the answer is that one. A claim with a verdict stays: 409."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        into = require_row(Claim.objects.all(), fields.pop("into"), "into")
        self.result = merge.merge(claim=claim, into=into, **fields)

    def render(self, claim: Claim) -> Any:
        return claim_response(self, self.result.pk)


class SplitResponse(serializers.Serializer):
    """The claims that a claim was split into."""

    results = ClaimResponse(many=True)


class SplitClaimView(DeclaredActionView):
    takes = SplitRequest

    @extend_schema(request=SplitRequest, responses={201: SplitResponse})
    def post(self, request: Request, pk: int) -> Response:
        """Split a claim into several; the answer lists them. None inherits a verdict or evidence."""
        response = self.perform(request)
        response.status_code = 201
        return response

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        version = require_row(ArticleVersion.objects.defer("raw"), fields.pop("version"), "version")
        pieces = [split.Piece(**row) for row in fields.pop("parts")]
        self.parts = split.split(claim=claim, version=version, pieces=pieces, **fields)

    def render(self, claim: Claim) -> Any:
        return {"results": [claim_response(self, part.pk) for part in self.parts]}


class AdjustPlaceView(DeclaredActionView):
    takes = AdjustRequest

    @extend_schema(request=AdjustRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Let a claim rest on other printed words of the same version. A verdict freezes its places: 409."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        version, start = fields.pop("version"), fields.pop("place")
        rows = Appearance.objects.filter(claim=claim, version=version, start=start).order_by("-replaced_at", "id")
        place = rows.filter(replaced_at=None).first() or rows.first()
        if place is None:
            raise ValidationError({"place": "The claim has no words that begin there."})
        adjust_span.adjust(place=place, **fields)


class UndoView(DeclaredActionView):
    takes = UndoRequest

    @extend_schema(request=UndoRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Take back your last action on a claim, unless somebody built on it; again takes back the one before."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        self.result = undo.undo(claim=claim, **fields)

    def render(self, claim: Claim) -> Any:
        return claim_response(self, self.result.pk)
