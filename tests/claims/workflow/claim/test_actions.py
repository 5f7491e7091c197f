"""What can be done to a claim itself: which actions are offered for a suggestion in which state."""

import pytest

from claims.models import Claim, Proposal, Work
from claims.pipeline.rewording import rewording
from claims.pipeline.standalone.wording import Segment
from claims.workflow.claim.actions import ACTIONS

STANDING = {Proposal.PROPOSED, Proposal.ACCEPTED}
OFFERED = {
    "accept": {Proposal.PROPOSED, Proposal.REJECTED},
    "reject": STANDING,
    "wording": STANDING,
    "settle": STANDING,
    "take_offer": STANDING,
    "decline_offer": STANDING,
    "let_stand": STANDING,
    "merge": STANDING,
    "split": STANDING,
    "join": STANDING,
    "adjust": STANDING,
    "undo": set(Proposal),
    "sighting": set(Proposal),
}


def test_every_action_has_its_row() -> None:
    assert set(OFFERED) == set(ACTIONS)


@pytest.mark.parametrize("proposal", Proposal)
@pytest.mark.parametrize("name", OFFERED)
def test_what_is_offered_depends_on_what_became_of_the_suggestion(name: str, proposal: Proposal) -> None:
    claim = Claim(
        proposal=proposal,
        wording="It ran [date unknown]",
        segments=rewording.stored([Segment(0, 0, "It ran [date unknown]", "carried")]),
        offered=[{"text": "It ran [2024]"}],
    )
    assert ACTIONS[name].offered(Work(claim=claim)) is (proposal in OFFERED[name])


@pytest.mark.parametrize("name", ["settle", "take_offer", "decline_offer", "let_stand"])
def test_what_is_neither_open_nor_offered_asks_for_nothing(name: str) -> None:
    assert not ACTIONS[name].offered(Work(claim=Claim(proposal=Proposal.PROPOSED, wording="It ran")))
