"""Edits of a claim: its wording, speaker and times, merging, splitting, joining, the words it rests on, and undo."""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers
from rest_framework.response import Response

from claims.api.base.action_view import runs
from claims.api.base.request_fields import (
    RequestBody,
    StrictChoice,
    StrictDate,
    StrictId,
    StrictInteger,
    StrictText,
    require_row,
)
from claims.api.claims.claim_actions import ClaimActionView, ClaimVersionRequest
from claims.api.claims.claims import ClaimResponse, claim_response
from claims.models import Appearance, Claim, ClaimType
from claims.workflow.claim import split, wording
from claims.workflow.claim.actions import ACTIONS
from claims.workflow.publication.actions import ACTIONS as PUBLICATION_ACTIONS
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


class SettleRequest(ClaimVersionRequest):
    """What the bracket of one segment means."""

    segment = StrictInteger(help_text="Its place in `segments`, from 0.")
    words = StrictText(help_text="Without the brackets; those that are there confirm them.")


class ConfirmRequest(ClaimVersionRequest):
    """Words to confirm; what is left out is confirmed as it is."""

    wording = StrictText(required=False)
    speaker = StrictText(required=False, allow_blank=True)
    role = StrictText(required=False, allow_blank=True)
    words_stand_because = StrictText(
        default="", help_text="Why the words stand as they are, where something in them is unknown or open."
    )


class WordsStandRequest(ClaimVersionRequest):
    """Why a claim's words stand as they are."""

    because = StrictText()


class MergeRequest(ClaimVersionRequest):
    """Which claim another one is merged into."""

    into = StrictId(help_text="The claim that says the same; it takes places and evidence in.")


class SplitPartRequest(RequestBody):
    """One of the claims that a claim is split into."""

    wording = StrictText(help_text="Words that stand alone.")
    start = StrictInteger(required=False, help_text="Code points.")
    end = StrictInteger(required=False, help_text="Exclusive.")
    exact = StrictText(
        required=False,
        help_text="The words selected; when others stand there, nothing is split. Without an article: none.",
    )
    type = StrictChoice(choices=ClaimType.choices, required=False, help_text="Without it, that of the whole.")


class SplitRequest(ClaimVersionRequest):
    """The claims that a claim is split into."""

    version = StrictId(
        required=False,
        help_text="The version in which the parts are printed; the claim appears there. Without an article: none.",
    )
    parts = SplitPartRequest(
        many=True, required=False, help_text="Two at least. Without it, those that the machine suggests in its words."
    )


class JoinRequest(ClaimVersionRequest):
    """Where the claims are joined."""

    version = StrictId(help_text="The version whose sentence it is; the claim appears there.")


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


class SplitResponse(serializers.Serializer):
    """The claims that a claim was split into."""

    results = ClaimResponse(many=True)


@runs(ACTIONS["wording"], WordingRequest, ClaimResponse)
class EditClaimView(ClaimActionView):
    """Change wording, speaker, role or times. Reviews that rest on them are closed; a verdict freezes them: 409."""

    def subject(self, row: Any, fields: dict[str, Any]) -> dict[str, Any]:
        if "times" in fields:
            fields["times"] = [wording.Days(**time) for time in fields["times"]]
        return {"claim": row}


@runs(ACTIONS["settle"], SettleRequest, ClaimResponse)
class SettleView(ClaimActionView):
    """Say what a bracket means. Every claim and ambiguous part that hangs on the same printed word follows."""


@runs(PUBLICATION_ACTIONS["confirm"], ConfirmRequest, ClaimResponse)
class ConfirmClaimView(ClaimActionView):
    """Confirm wording, speaker and role. Where something in the words is open: only with why they stand."""


@runs(ACTIONS["let_stand"], WordsStandRequest, ClaimResponse)
class LetWordsStandView(ClaimActionView):
    """Say that the words stand as they are, though something in them is unknown or open; until they change."""


@runs(ACTIONS["take_offer"], ClaimVersionRequest, ClaimResponse)
class TakeOfferView(ClaimActionView):
    """Let a claim say what is offered. Reviews that rest on its words are closed; a verdict freezes them: 409."""


@runs(ACTIONS["decline_offer"], ClaimVersionRequest, ClaimResponse)
class DeclineOfferView(ClaimActionView):
    """Leave the words as they are; the same wording is not offered again."""


@runs(ACTIONS["merge"], MergeRequest, ClaimResponse)
class MergeClaimView(ClaimActionView):
    """Merge a claim into another; the answer is that one. A claim with a verdict stays: 409."""

    def subject(self, row: Any, fields: dict[str, Any]) -> dict[str, Any]:
        fields["into"] = require_row(Claim.objects.all(), fields["into"], "into")
        return {"claim": row}

    def respond(self, row: Any, result: Any) -> Response:
        return super().respond(result, result)


@runs(ACTIONS["split"], SplitRequest, SplitResponse, status=201)
class SplitClaimView(ClaimActionView):
    """Split a claim into several; the answer lists them. None inherits a verdict or evidence."""

    def subject(self, row: Any, fields: dict[str, Any]) -> dict[str, Any]:
        if "version" in fields:
            fields["version"] = require_row(ArticleVersion.objects.defer("raw"), fields["version"], "version")
        if "parts" in fields:
            fields["parts"] = [split.SplitPart(**part) for part in fields["parts"]]
        return {"claim": row}

    def respond(self, row: Any, result: Any) -> Response:
        results = [claim_response(self, part.pk) for part in result]
        return Response({"results": results}, status=self.success_status)


@runs(ACTIONS["join"], JoinRequest, ClaimResponse, status=201)
class JoinClaimView(ClaimActionView):
    """Make one claim of all that stand in its sentence, in the sentence's words; the answer is that one.

    Evidence comes along. A claim of the sentence that has a verdict stays: 409.
    """

    def subject(self, row: Any, fields: dict[str, Any]) -> dict[str, Any]:
        fields["version"] = require_row(ArticleVersion.objects.defer("raw"), fields["version"], "version")
        return {"claim": row}

    def respond(self, row: Any, result: Any) -> Response:
        return super().respond(result, result)


@runs(ACTIONS["adjust"], AdjustRequest, ClaimResponse)
class AdjustPlaceView(ClaimActionView):
    """Let a claim rest on other printed words of the same version. A verdict freezes its places: 409."""

    def subject(self, row: Any, fields: dict[str, Any]) -> dict[str, Any]:
        places = Appearance.objects.filter(claim=row, version=fields.pop("version"), start=fields.pop("place"))
        places = places.order_by("-replaced_at", "id")
        place = places.filter(replaced_at=None).first() or places.first()
        if place is None:
            raise ValidationError({"place": "The claim has no words that begin there."})
        return {"place": place}


@runs(ACTIONS["undo"], UndoRequest, ClaimResponse)
class UndoView(ClaimActionView):
    """Take back your last action on a claim, unless somebody built on it; again takes back the one before."""

    def respond(self, row: Any, result: Any) -> Response:
        return super().respond(result, result)
