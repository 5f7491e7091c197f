"""Actions on a claim on its way to a verdict: pick, leave, assign, skip, reopen, set harm and plan, waive a gate."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base.request_fields import (
    RequestBody,
    StrictBoolean,
    StrictChoice,
    StrictDateTime,
    StrictId,
    StrictInteger,
    StrictText,
    require_row,
)
from claims.api.claims.claims import ClaimActionView, ClaimResponse
from claims.models import Claim, Desk, Harm, Plan
from claims.models.work import Gate
from claims.workflow.assignment import assign, queue, triage
from claims.workflow.review import plan, verdict


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
        required=False, help_text="Readers do not see each other's evidence either. Left out: as it is."
    )


class WaiverRequest(RequestBody):
    """Which gate is waived, and why."""

    gate = StrictChoice(choices=Gate.choices)
    because = StrictText(help_text="Stays in the record.")


class DeclaredActionView(ClaimActionView):
    """An action whose body is `takes` and whose function is `do`. The answer is the claim as it stands after it."""

    takes: type[RequestBody]
    do: Callable[[Claim, dict[str, Any]], object]

    def perform(self, request: Request) -> Response:
        """Do the action with the checked fields of the body, in the name of the user and at this moment."""
        claim = self.get_object()
        self.do(claim, {**self.takes.parse(request), "by": self.user, "at": timezone.now()})
        return Response(self.render(claim))


class PickView(DeclaredActionView):
    takes = PickRequest

    @extend_schema(request=PickRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Pick a claim to check: it is accepted and waits in the queue."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        triage.pick(claim=claim, **fields)


class LeaveView(DeclaredActionView):
    takes = ClaimVersionRequest

    @extend_schema(request=ClaimVersionRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Leave a claim: it was looked at and is not picked. It is not rejected and can be picked at any time."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        triage.leave(claim=claim, **fields)


class AssignView(DeclaredActionView):
    takes = AssignRequest

    @extend_schema(request=AssignRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Assign a claim to somebody, with a due time; this also picks it."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        assignee = User.objects.filter(actor__pk=fields.pop("to")).first()
        if assignee is None:
            raise ValidationError({"to": "There is nobody with this id."})
        desk = fields.pop("desk", None)
        terms = assign.Terms(
            due_at=fields.pop("due_at", None),
            desk=require_row(Desk.objects.all(), desk, "desk") if desk else None,
            next_step=fields.pop("next_step", None),
        )
        assign.assign(claim=claim, to=assignee, terms=terms, **fields)


class SkipView(DeclaredActionView):
    takes = SkipRequest

    @extend_schema(request=SkipRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Pass over a claim: `/queue/next` does not offer it to you again at this stage."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        queue.skip(claim=claim, **fields)


class ReopenView(DeclaredActionView):
    takes = ReopenRequest

    @extend_schema(request=ReopenRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Open a claim again that has its verdict; the verdict stays in force until the next one."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        verdict.reopen(claim=claim, **fields)


class SetHarmView(DeclaredActionView):
    takes = HarmRequest

    @extend_schema(request=HarmRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Set how much harm a claim could do. High harm takes two blind reviewers."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        plan.set_harm(claim=claim, **fields)


class SetPlanView(DeclaredActionView):
    takes = PlanRequest

    @extend_schema(request=PlanRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Set how many people a claim takes. Fewer than planned need a reason, which stays on record."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        plan.set_plan(claim=claim, **fields)


class WaiveView(DeclaredActionView):
    takes = WaiverRequest

    @extend_schema(request=WaiverRequest, responses=ClaimResponse)
    def post(self, request: Request, pk: int) -> Response:
        """Waive a gate for the present cycle, with a reason that stays on record."""
        return self.perform(request)

    def do(self, claim: Claim, fields: dict[str, Any]) -> None:
        plan.waive(claim=claim, **fields)
