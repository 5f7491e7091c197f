"""What people do to a claim on its way: pick it or leave it, hand it over, skip it, open it again, set its plan."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base.request_fields import Choice, Flag, Given, Id, Moment, Text, Whole, one
from claims.api.claims.claims import ClaimShown, Decision
from claims.models import Claim, Desk, Harm, Plan
from claims.models.work import Gate
from claims.workflow.assignment import assign, queue, triage
from claims.workflow.review import plan, verdict


class Seen(Given):
    seen = Whole(
        required=False, help_text="`work.version` that you had before you; 409 when the claim has changed since."
    )


class PickGiven(Seen):
    because = Text(default="", help_text="Why, in a word or two.")


class BecauseGiven(Given):
    because = Text()


class ReopenGiven(Seen):
    because = Text()


class AssignGiven(Seen):
    """Whom it is given to, until when; what is left out stays as it is."""

    to = serializers.UUIDField(help_text="The actor's id, as in `work.assigned_to`.")
    because = Text(default="", help_text="Needed for a claim that has its verdict: it is opened again.")
    due_at = Moment(required=False)
    desk = Id(required=False)
    next_step = Text(required=False, allow_blank=True, help_text="Internal.")


class HarmGiven(Seen):
    harm = Choice(choices=Harm.choices)


class PlanGiven(Seen):
    plan = Choice(choices=Plan.choices)
    because = Text(default="", help_text="Needed for `single`; stays as a waiver.")
    fully_blind = Flag(required=False, help_text="Readers do not see each other's evidence either. Left out: as it is.")


class WaiverGiven(Given):
    gate = Choice(choices=Gate.choices)
    because = Text(help_text="Stays in the record.")


class Act(Decision):
    """One act; `do` calls it. The answer is the claim as it stands then."""

    takes: type[Given]
    do: Callable[[Claim, dict[str, Any]], object]

    def act(self, request: Request) -> Response:
        claim = self.get_object()
        self.do(claim, {**self.takes.read(request), "by": self.person, "at": timezone.now()})
        return Response(self.render(claim))


class Pick(Act):
    takes = PickGiven

    @extend_schema(request=PickGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Pick a claim to check: it is accepted and waits in the queue."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        triage.pick(claim=claim, **given)


class Leave(Act):
    takes = Seen

    @extend_schema(request=Seen, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Say that a claim was seen and is not picked. It is not rejected, and can be picked any time."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        triage.leave(claim=claim, **given)


class Assign(Act):
    takes = AssignGiven

    @extend_schema(request=AssignGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Give a claim to somebody, with a time; it is picked by it."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        person = User.objects.filter(actor__pk=given.pop("to")).first()
        if person is None:
            raise ValidationError({"to": "There is nobody with this id."})
        desk = given.pop("desk", None)
        terms = assign.Terms(
            due_at=given.pop("due_at", None),
            desk=one(Desk.objects.all(), desk, "desk") if desk else None,
            next_step=given.pop("next_step", None),
        )
        assign.assign(claim=claim, to=person, terms=terms, **given)


class Skip(Act):
    takes = BecauseGiven

    @extend_schema(request=BecauseGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Pass over a claim: `/queue/next` does not offer it to you again at this stage."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        queue.skip(claim=claim, **given)


class Reopen(Act):
    takes = ReopenGiven

    @extend_schema(request=ReopenGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Open a claim again that has its verdict; the verdict stands until the next one."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        verdict.reopen(claim=claim, **given)


class SetHarm(Act):
    takes = HarmGiven

    @extend_schema(request=HarmGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Say how much harm a claim could do. High harm is read by two people apart."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        plan.set_harm(claim=claim, **given)


class SetPlan(Act):
    takes = PlanGiven

    @extend_schema(request=PlanGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Choose how many people it takes. Fewer than planned need a reason, which stays."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        plan.set_plan(claim=claim, **given)


class Waive(Act):
    takes = WaiverGiven

    @extend_schema(request=WaiverGiven, responses=ClaimShown)
    def post(self, request: Request, pk: int) -> Response:
        """Open a gate by hand for the present cycle, with a reason that stays for ever."""
        return self.act(request)

    def do(self, claim: Claim, given: dict[str, Any]) -> None:
        plan.waive(claim=claim, **given)
