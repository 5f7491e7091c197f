"""What can be done to a claim on its way to its readers: where each action is offered."""

from dataclasses import replace

import pytest

from claims.models import Correction, Proposal, Stage, Verdict
from claims.queries.publication import PublicationState, publication_state
from claims.workflow.publication import publish
from claims.workflow.publication.actions import ACTIONS
from tests import factories, published
from tests.claims.workflow.world import AT, accepted

pytestmark = pytest.mark.django_db
ALWAYS = {"ask", "answered", "accept_report", "decline_report"}


def offered(state: PublicationState) -> set[str]:
    return {name for name, action in ACTIONS.items() if action.offered(state)} - ALWAYS


def test_requests_and_reports_are_answered_at_any_time() -> None:
    for state in (publication_state(factories.claim()), publication_state(published.public().claim)):
        assert all(ACTIONS[name].offered(state) for name in ALWAYS)


def test_nothing_but_confirming_and_publishing_is_offered_before_it_is_public() -> None:
    assert offered(publication_state(accepted())) == {"confirm", "publish", "waive"}
    assert offered(publication_state(published.ready().claim)) == {"publish"}
    assert offered(publication_state(published.ready(waived=False).claim)) == {"publish", "waive"}


def test_a_gate_other_than_the_right_of_reply_is_not_waived_there() -> None:
    claim = published.ready(confirmed=False).claim
    assert offered(publication_state(claim)) == {"confirm", "publish"}


def test_what_is_public_is_corrected_or_withdrawn() -> None:
    claim = published.public().claim
    assert offered(publication_state(claim)) == {"correct", "withdraw"}


def test_a_correction_that_is_open_is_dropped_and_published_only_when_it_changes_the_verdict() -> None:
    claim = published.public().claim
    state = publication_state(claim)
    under_way = replace(state, correction=Correction())
    assert offered(under_way) == {"drop", "withdraw"}
    assert offered(replace(under_way, verdict=Verdict(pk=0))) == {"drop", "withdraw", "finish"}
    assert offered(replace(state, verdict=Verdict(pk=0))) == {"correct", "withdraw"}


def test_what_was_withdrawn_is_only_published_again() -> None:
    claim = published.public().claim
    publish.withdraw_now(claim=claim, because="Wrong ferry.", by=factories.user("editor"), at=AT)
    assert offered(publication_state(claim)) == {"publish"}


@pytest.mark.parametrize("proposal", Proposal)
@pytest.mark.parametrize(
    ("stage", "confirmed", "unfinished"),
    [(Stage.DONE, True, False), (Stage.DONE, False, True), (Stage.IN_REVIEW, True, True), (Stage.PICKED, False, True)],
)
def test_wording_speaker_and_role_are_confirmed_until_they_are(
    proposal: Proposal, stage: Stage, confirmed: bool, unfinished: bool
) -> None:
    state = publication_state(factories.claim())
    state.work.stage, state.claim.proposal = stage, proposal
    state.claim.confirmed_at = AT if confirmed else None
    standing = proposal in (Proposal.PROPOSED, Proposal.ACCEPTED)
    assert ACTIONS["confirm"].offered(state) is (unfinished and standing)
