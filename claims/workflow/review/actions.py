"""What can be done to a claim's reviews and their plan: take it, hand in, approve, return, open again."""

from django.utils.translation import gettext_lazy as _

from claims.models import Plan, Stage, Work
from claims.workflow.action import Action, Words, at_stage, table
from claims.workflow.review import plan, verdict
from claims.workflow.review.verdict import SubmittedReview

_RULING = ("rating", "reasons", "sought", "note", "missing_context", "seen", "draft", "as_of", "recheck_on")
HANDED_IN: dict[str, Words] = {
    "pair": _("Submitted. Next: a second reviewer approves it or sends it back."),
    "blind": _("Your answer is in. You'll see the other reviewer's answer when it is in too."),
    "verdict": _("The verdict is given."),
    "differ": _("Both answers are in, and they differ: an adjudicator decides."),
}


def handed_in(submitted: SubmittedReview) -> Words:
    """Return what becomes of a review that was just handed in."""
    if submitted.verdict is not None:
        return HANDED_IN["verdict"]
    work = Work.objects.get(pk=submitted.review.claim_id)
    if work.plan == Plan.BLIND:
        return HANDED_IN["differ" if work.stage == Stage.ADJUDICATION else "blind"]
    return HANDED_IN["pair"]


ACTIONS = table(
    Action[Work](
        name="take",
        label=_("Take it"),
        permission="claims.add_verdict",
        do=verdict.take,
        answer=_("It is yours."),
    ),
    Action[Work](
        name="submit",
        label=_("Hand in"),
        permission="claims.add_verdict",
        do=verdict.propose,
        fields=_RULING,
        answer=handed_in,
    ),
    Action[Work](
        name="approve",
        label=_("Approve"),
        permission="claims.approve_review",
        do=verdict.approve,
        fields=("seen", "as_of", "recheck_on", "seen_evidence"),
        offered=at_stage(Stage.SECOND),
        answer=handed_in,
    ),
    Action[Work](
        name="send_back",
        label=_("Return"),
        permission="claims.approve_review",
        do=verdict.send_back,
        fields=("because", "seen"),
        offered=at_stage(Stage.SECOND),
        answer=_("Returned to its author."),
    ),
    Action[Work](
        name="give_back",  # of a review, not of a claim
        label=_("Give it back"),
        permission="claims.add_verdict",
        do=verdict.give_back,
        fields=("because",),
        answer=_("Given back. What you wrote stays yours."),
    ),
    Action[Work](
        name="reopen",
        label=_("Open it again"),
        permission="claims.pick_claim",
        do=verdict.reopen,
        fields=("because", "seen"),
        offered=at_stage(Stage.DONE),
        answer=_("Open again."),
    ),
    Action[Work](
        name="harm",
        label=_("How much harm it could do"),
        permission="claims.assign_claim",
        do=plan.set_harm,
        fields=("harm", "seen"),
        answer=_("Set."),
    ),
    Action[Work](
        name="plan",
        label=_("Who reviews it"),
        permission="claims.assign_claim",
        do=plan.set_plan,
        fields=("plan", "because", "fully_blind", "seen"),
        answer=_("Set."),
    ),
    Action[Work](
        name="waive",
        label=_("Waive a step"),
        permission="claims.waive_gate",
        do=plan.waive,
        fields=("gate", "because"),
        answer=_("Waived, with your reason."),
    ),
)
