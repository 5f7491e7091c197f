"""What can be done to a claim on its way to its readers: confirm, publish, correct, withdraw, ask, answer."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from claims.models import Gate, Proposal, Stage
from claims.queries.publication import PublicationState, gates
from claims.workflow.action import Action, table
from claims.workflow.publication import confirm, correct, publish, reply, report
from claims.workflow.review import plan


def _can_be_confirmed(state: PublicationState) -> bool:
    unfinished = state.work.stage != Stage.DONE or state.claim.confirmed_at is None
    return state.claim.proposal in (Proposal.PROPOSED, Proposal.ACCEPTED) and unfinished


def _waits_for_reply(state: PublicationState) -> bool:
    return any(gate.gate == "reply" and not gate.holds for gate in gates(state.claim))


# In the order in which they stand on the page of the publication.
ACTIONS = table(
    Action[PublicationState](
        name="confirm",
        label=_("Wording, speaker and role"),
        button=_("Confirm these three"),
        permission="claims.change_claim",
        do=confirm.confirm,
        fields=("wording", "speaker", "role", "words_stand_because", "seen"),
        offered=_can_be_confirmed,
        answer=_("Confirmed."),
    ),
    Action[PublicationState](
        name="waive",
        label=_("Waive the right of reply"),
        button=_("Waive it"),
        permission="claims.waive_gate",
        do=partial(plan.waive, gate=Gate.REPLY),
        fields=("because",),
        offered=_waits_for_reply,
        answer=_("Waived, with your reason."),
    ),
    Action[PublicationState](
        name="publish",
        label=_("Publish"),
        button=_("Publish it"),
        permission="claims.publish_claim",
        do=publish.publish,
        fields=("seen", "level", "because"),
        offered=lambda state: not state.public,
        answer=_("Readers see it now."),
    ),
    Action[PublicationState](
        name="finish",
        label=_("Publish the correction"),
        button=_("Publish the correction"),
        permission="claims.publish_claim",
        do=correct.finish,
        fields=("because", "level", "seen"),
        offered=lambda state: state.correction is not None and state.changed,
        answer=_("The correction is public."),
    ),
    Action[PublicationState](
        name="drop",
        label=_("Nothing to correct after all"),
        button=_("End it without a correction"),
        permission="claims.add_correction",
        do=correct.drop,
        fields=("because",),
        offered=lambda state: state.correction is not None,
        answer=_("Its page no longer says that it is being corrected."),
    ),
    Action[PublicationState](
        name="correct",
        label=_("Correct it"),
        button=_("Open a correction"),
        permission="claims.add_correction",
        do=correct.begin,
        fields=("because", "due_at"),
        offered=lambda state: state.public and state.correction is None,
        answer=_("Its page says now that it is being corrected. It can be worked on again."),
    ),
    Action[PublicationState](
        name="withdraw",
        label=_("Withdraw it now"),
        button=_("Withdraw it now"),
        permission="claims.publish_claim",
        do=publish.withdraw_now,
        fields=("because",),
        offered=lambda state: state.public,
        answer=_("Withdrawn: readers see why, and nothing else."),
    ),
    Action[PublicationState](
        name="ask",
        label=_("Ask somebody for comment"),
        button=_("Write down that they were asked"),
        permission="claims.add_replyrequest",
        do=reply.ask,
        fields=("whom", "contact", "asked", "until"),
        answer=_("Written down."),
    ),
    Action[PublicationState](
        name="answered",  # of a request for comment
        label=_("What they answered"),
        button=_("Write their answer down"),
        permission="claims.change_replyrequest",
        do=reply.record,
        fields=("answer", "answer_public", "declined"),
        answer=_("Written down."),
    ),
    Action[PublicationState](
        name="accept_report",  # of a reader's report
        label=_("Answer"),
        button=_("Answer the reader"),
        permission="claims.answer_report",
        do=report.accept,
        fields=("answer", "because"),
        answer=_("Answered."),
    ),
    Action[PublicationState](
        name="decline_report",  # of a reader's report
        label=_("Answer"),
        button=_("Answer the reader"),
        permission="claims.answer_report",
        do=report.decline,
        fields=("answer",),
        answer=_("Answered."),
    ),
)
