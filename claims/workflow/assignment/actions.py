"""What can be done to the work on a claim: pick it, give it to somebody, let it wait, put it on hold."""

from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Desk, Plan, Stage, Work
from claims.workflow.action import Action, at_stage, table
from claims.workflow.assignment import assign, handover, publication_hold, queue, triage


def _assign(
    *,
    claim: Claim,
    to: User,
    by: User,
    at: datetime,
    due_at: datetime | None = None,
    desk: Desk | None = None,
    next_step: str | None = None,
    because: str = "",
    seen: int | None = None,
) -> Work:
    terms = assign.Terms(due_at=due_at, desk=desk, next_step=next_step)
    return assign.assign(claim=claim, to=to, terms=terms, because=because, by=by, at=at, seen=seen)


def _two_read_it(work: Work) -> bool:
    return work.plan == Plan.BLIND and work.stage == Stage.IN_REVIEW


TRIAGE = table(
    Action[Work](
        name="pick",
        label=_("Pick"),
        permission="claims.pick_claim",
        do=triage.pick,
        fields=("because", "seen"),
        answer=_("Picked."),
    ),
    Action[Work](
        name="leave",
        label=_("Leave"),
        permission="claims.pick_claim",
        do=triage.leave,
        fields=("seen",),
        answer=_("Left: seen, not picked."),
    ),
    Action[Work](
        name="unpick",
        label=_("Put back"),
        permission="claims.pick_claim",
        do=triage.unpick,
        offered=at_stage(Stage.PICKED, Stage.LEFT),
        answer=_("Back among what nobody has looked at."),
    ),
    Action[Work](
        name="skip",
        label=_("Skip"),
        permission="claims.add_verdict",
        do=queue.skip,
        fields=("because",),
        answer=_("Skipped."),
    ),
)

# In the order in which they stand on the page of the work.
ACTIONS = table(
    Action[Work](
        name="assign",
        label=_("Give it to somebody"),
        button=_("Give"),
        permission="claims.assign_claim",
        do=_assign,
        fields=("to", "due_at", "desk", "next_step", "because", "seen"),
        offered=lambda work: not _two_read_it(work),
    ),
    Action[Work](
        name="unassign",
        label=_("Take it back into the queue"),
        button=_("Take it back"),
        permission="claims.assign_claim",
        do=assign.unassign,
        fields=("seen",),
        offered=at_stage(Stage.ASSIGNED),
    ),
    Action[Work](
        name="hand_over",
        label=_("Hand over what somebody is at"),
        button=_("Hand over"),
        permission="claims.assign_claim",
        do=handover.hand_over,
        fields=("to", "because", "slot", "seen"),
        offered=at_stage(Stage.IN_REVIEW, Stage.SECOND, Stage.ADJUDICATION),
    ),
    Action[Work](
        name="next_step",
        label=_("Next step"),
        button=_("Save"),
        permission="claims.add_verdict",
        do=assign.set_next_step,
        fields=("next_step", "seen"),
    ),
    Action[Work](
        name="wait",
        label=_("Wait for somebody"),
        button=_("Wait"),
        permission="claims.add_verdict",
        do=assign.wait_for,
        fields=("whom", "until", "seen"),
        offered=lambda work: not work.waiting_on,
    ),
    Action[Work](
        name="go_on",
        label=_("It waits"),
        button=_("Wait no longer"),
        permission="claims.add_verdict",
        do=assign.go_on,
        fields=("seen",),
        offered=lambda work: bool(work.waiting_on),
    ),
    Action[Work](
        name="due",
        label=_("When it is due"),
        button=_("Save"),
        permission="claims.assign_claim",
        do=assign.set_due,
        fields=("due_at", "seen"),
    ),
    Action[Work](
        name="desk",
        label=_("Its desk"),
        button=_("Save"),
        permission="claims.assign_claim",
        do=assign.set_desk,
        fields=("desk", "seen"),
    ),
    Action[Work](
        name="accuses",
        label=_("It accuses a named party"),
        button=_("Yes, it does"),
        permission="claims.add_verdict",
        do=partial(publication_hold.set_accuses, accuses=True),
        fields=("seen",),
        offered=lambda work: not work.accuses,
    ),
    Action[Work](
        name="accuses_nobody",
        label=_("It accuses a named party: a legal tick is needed"),
        button=_("No, it does not"),
        permission="claims.hold_claim",
        do=partial(publication_hold.set_accuses, accuses=False),
        fields=("seen",),
        offered=lambda work: work.accuses,
    ),
    Action[Work](
        name="clear",
        label=_("Legal tick"),
        button=_("Give the legal tick"),
        permission="claims.hold_claim",
        do=publication_hold.clear,
        fields=("seen",),
        offered=lambda work: work.legal_cleared_by is None,
    ),
    Action[Work](
        name="unclear",
        label=_("It has the legal tick"),
        button=_("Take the tick back"),
        permission="claims.hold_claim",
        do=publication_hold.unclear,
        fields=("seen",),
        offered=lambda work: work.legal_cleared_by is not None,
    ),
    Action[Work](
        name="hold",
        label=_("Legal hold: nothing moves"),
        button=_("Put on hold"),
        permission="claims.hold_claim",
        do=publication_hold.hold,
        fields=("because", "seen"),
        offered=lambda work: not work.held_because,
    ),
    Action[Work](
        name="lift",
        label=_("It is on legal hold"),
        button=_("Lift the hold"),
        permission="claims.hold_claim",
        do=publication_hold.lift,
        fields=("because", "seen"),
        offered=lambda work: bool(work.held_because),
    ),
    Action[Work](
        name="embargo",
        label=_("Embargo"),
        button=_("Save"),
        permission="claims.publish_claim",
        do=publication_hold.set_embargo,
        fields=("until", "seen"),
    ),
)
