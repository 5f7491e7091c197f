"""Actions on a claim on its way to a verdict: decide, pick, leave, assign, skip, reopen, set harm and plan, waive."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import F
from rest_framework import serializers
from rest_framework.response import Response

from claims import queries
from claims.api.base.action_view import ActionView, runs
from claims.api.base.request_fields import (
    EmptyBody,
    RequestBody,
    StrictBoolean,
    StrictChoice,
    StrictDateTime,
    StrictId,
    StrictInteger,
    StrictText,
    require_row,
)
from claims.api.claims.claims import ClaimResponse, claim_response
from claims.models import Claim, Desk, Harm, Plan
from claims.models.claim import NotAClaim
from claims.models.work import Gate
from claims.workflow.assignment import actions as work_actions
from claims.workflow.claim import actions as claim_actions
from claims.workflow.review import actions as review_actions


class RejectRequest(RequestBody):
    """What a proposal is instead of a claim."""

    which = StrictChoice(choices=NotAClaim.choices)


class ClaimVersionRequest(RequestBody):
    """Which version of the claim's work the person had before them."""

    seen = StrictInteger(
        required=False, help_text="`work.version` that you had before you; 409 when the claim has changed since."
    )


class PickRequest(ClaimVersionRequest):
    """Why a claim is picked."""

    because = StrictText(default="", help_text="Why, in a word or two.")


class SkipRequest(RequestBody):
    """Why a claim is passed over."""

    because = StrictText()


class ReopenRequest(ClaimVersionRequest):
    """Why a claim is opened again."""

    because = StrictText()


class AssignRequest(ClaimVersionRequest):
    """Whom a claim is assigned to, until when; what is left out stays as it is."""

    to = serializers.UUIDField(help_text="The actor's id, as in `work.assigned_to`.")
    because = StrictText(default="", help_text="Needed for a claim that has its verdict: it is opened again.")
    due_at = StrictDateTime(required=False)
    desk = StrictId(required=False)
    next_step = StrictText(required=False, allow_blank=True, help_text="Internal.")


class HarmRequest(ClaimVersionRequest):
    """How much harm a claim could do."""

    harm = StrictChoice(choices=Harm.choices)


class PlanRequest(ClaimVersionRequest):
    """How many people a claim takes."""

    plan = StrictChoice(choices=Plan.choices)
    because = StrictText(default="", help_text="Needed for `single`; stays as a waiver.")
    fully_blind = StrictBoolean(
        required=False, help_text="Blind reviewers do not see each other's evidence. Left out: as it is."
    )


class WaiverRequest(RequestBody):
    """Which gate is waived, and why."""

    gate = StrictChoice(choices=Gate.choices)
    because = StrictText(help_text="Stays in the record.")


class ClaimActionView(ActionView):
    """An action on one claim. The answer is the claim as it stands after it."""

    noun = Claim
    queryset = Claim.objects.all()
    serializer_class = ClaimResponse
    retried_on_deadlock = True
    subject_name = "claim"

    def current_state(self) -> dict[str, object]:
        """Return where the claim stands, for the answer to an action that came too late."""
        return claim_status(self.kwargs["pk"])

    def respond(self, row: Any, result: Any) -> Response:
        return Response(claim_response(self, row.pk), status=self.success_status)


def claim_status(pk: int) -> dict[str, object]:
    """Return where a claim stands: its proposal, rating, stage, and the numbers of its verdict and work."""
    fields = {"verdict": F("verdict_number"), "stage": F("work__stage"), "version": F("work__version")}
    row = queries.claims_of_any_time().filter(pk=pk).values("id", "proposal", "rating", **fields).first()
    return dict(row or {})


@runs(claim_actions.ACTIONS["accept"], EmptyBody, ClaimResponse)
class AcceptView(ClaimActionView):
    """Accept a proposal as a claim that deserves a verdict; this also takes a rejection back."""


@runs(claim_actions.ACTIONS["reject"], RejectRequest, ClaimResponse)
class RejectView(ClaimActionView):
    """Reject a proposal: it is not a claim, and the body says what it is instead."""


@runs(work_actions.TRIAGE["pick"], PickRequest, ClaimResponse)
class PickView(ClaimActionView):
    """Pick a claim to check: it is accepted and waits in the queue."""


@runs(work_actions.TRIAGE["leave"], ClaimVersionRequest, ClaimResponse)
class LeaveView(ClaimActionView):
    """Leave a claim: it was looked at and is not picked. It is not rejected and can be picked at any time."""


@runs(work_actions.ACTIONS["assign"], AssignRequest, ClaimResponse)
class AssignView(ClaimActionView):
    """Assign a claim to somebody, with a due time; this also picks it."""

    def subject(self, row: Any, fields: dict[str, Any]) -> dict[str, Any]:
        fields["to"] = User.objects.filter(actor__pk=fields["to"]).first()
        if fields["to"] is None:
            raise ValidationError({"to": "There is nobody with this id."})
        if "desk" in fields:
            fields["desk"] = require_row(Desk.objects.all(), fields["desk"], "desk")
        return {"claim": row}


@runs(work_actions.TRIAGE["skip"], SkipRequest, ClaimResponse)
class SkipView(ClaimActionView):
    """Pass over a claim: `/queue/next` does not offer it to you again at this stage."""


@runs(review_actions.ACTIONS["reopen"], ReopenRequest, ClaimResponse)
class ReopenView(ClaimActionView):
    """Open a claim again that has its verdict; the verdict stays in force until the next one."""


@runs(review_actions.ACTIONS["harm"], HarmRequest, ClaimResponse)
class SetHarmView(ClaimActionView):
    """Set how much harm a claim could do. High harm takes two blind reviewers."""


@runs(review_actions.ACTIONS["plan"], PlanRequest, ClaimResponse)
class SetPlanView(ClaimActionView):
    """Set how many people a claim takes. Fewer than planned need a reason, which stays on record."""


@runs(review_actions.ACTIONS["waive"], WaiverRequest, ClaimResponse)
class WaiveView(ClaimActionView):
    """Waive a gate for the present cycle, with a reason that stays on record."""
