"""What can be done to a claim itself: accept or reject it, change its words and places, merge, split, undo."""

from django.utils.translation import gettext_lazy as _

from claims.models import Proposal, Work
from claims.workflow.action import Action, table
from claims.workflow.claim import (
    adjust_span,
    antecedent,
    join,
    merge,
    offer,
    proposals,
    sighting,
    split,
    undo,
    wording,
    words_stand,
)


def _stands(work: Work) -> bool:
    return work.claim.proposal in (Proposal.PROPOSED, Proposal.ACCEPTED)


def _has_offer(work: Work) -> bool:
    return _stands(work) and bool(work.claim.offered)


ACTIONS = table(
    Action[Work](
        name="accept",
        label=_("Accept"),
        permission="claims.decide_claim",
        do=proposals.accept,
        offered=lambda work: work.claim.proposal in (Proposal.PROPOSED, Proposal.REJECTED),
        answer=_("Accepted."),
    ),
    Action[Work](
        name="reject",
        label=_("Not a claim"),
        permission="claims.decide_claim",
        do=proposals.reject,
        fields=("which",),
        offered=_stands,
        answer=_("Not a claim."),
    ),
    Action[Work](
        name="wording",
        label=_("Change its words"),
        permission="claims.change_claim",
        do=wording.change,
        fields=("wording", "speaker", "role", "times", "seen"),
        offered=_stands,
        answer=_("Changed."),
    ),
    Action[Work](
        name="settle",
        label=_("Say what is meant"),
        permission="claims.change_claim",
        do=antecedent.settle,
        fields=("segment", "words", "seen"),
        offered=lambda work: _stands(work) and bool(work.claim.segments),
        answer=_("Settled, here and wherever the same word stands."),
    ),
    Action[Work](
        name="take_offer",
        label=_("Take the wording that is offered"),
        permission="claims.change_claim",
        do=offer.take,
        fields=("seen",),
        offered=_has_offer,
        answer=_("It says so now."),
    ),
    Action[Work](
        name="decline_offer",
        label=_("Leave the words as they are"),
        permission="claims.change_claim",
        do=offer.decline,
        fields=("seen",),
        offered=_has_offer,
        answer=_("The words stay as they are."),
    ),
    Action[Work](
        name="let_stand",
        label=_("The words stand as they are"),
        permission="claims.change_claim",
        do=words_stand.let_stand,
        fields=("because", "seen"),
        offered=lambda work: _stands(work) and words_stand.are_open(work.claim),
        answer=_("The words stand as they are, with your reason."),
    ),
    Action[Work](
        name="merge",
        label=_("Merge it into another claim"),
        permission="claims.change_claim",
        do=merge.merge,
        fields=("into", "seen"),
        offered=_stands,
        answer=_("Merged into this claim: its places and its evidence came along."),
    ),
    Action[Work](
        name="split",
        label=_("Split it"),
        permission="claims.change_claim",
        do=split.split,
        fields=("version", "parts", "seen"),
        offered=_stands,
        answer=_("Split. This is the first of its parts."),
    ),
    Action[Work](
        name="join",
        label=_("Join it with the other claims of its sentence"),
        permission="claims.change_claim",
        do=join.join,
        fields=("version", "seen"),
        offered=_stands,
        answer=_("Joined. This is one claim now."),
    ),
    Action[Work](
        name="adjust",  # of a place, not of a claim
        label=_("Adjust the printed words"),
        permission="claims.change_claim",
        do=adjust_span.adjust,
        fields=("start", "end", "exact", "seen"),
        offered=_stands,
        answer=_("It rests on these words now."),
    ),
    Action[Work](
        name="undo",
        label=_("Take back what you did last"),
        permission="claims.pick_claim",  # the least; what is undone asks for its own
        do=undo.undo,
        fields=("seen",),
        answer=_("Taken back. The record keeps both."),
    ),
    Action[Work](
        name="sighting",
        label=_("Where else it was seen"),
        permission="claims.add_sighting",
        do=sighting.add,
        fields=("seen",),
        answer=_("Added."),
    ),
)
