"""One line says where a claim stands and what is next."""

from datetime import UTC, datetime

import pytest

from claims.desk.base import labels
from claims.desk.base.claim_list import state, where
from claims.models import Claim, Stage, Work
from claims.workflow.assignment import triage

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TODAY = datetime(2026, 3, 1, 15, 0, tzinfo=UTC)
TOMORROW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PROPOSED, ACCEPTED = {"proposal": "proposed"}, {"proposal": "accepted"}
DISPUTED = {"proposal": "accepted", "rating": "DISPUTED"}


@pytest.mark.parametrize(
    ("claim", "number", "work", "more", "said"),
    [
        (PROPOSED, None, {}, {}, "Proposed by Claimdesk"),
        (PROPOSED, None, {"stage": "left"}, {}, "Seen, not picked"),
        (ACCEPTED, None, {"stage": "picked"}, {}, "No verdict yet · picked"),
        (ACCEPTED, None, {"stage": "assigned"}, {"who": "Vera"}, "No verdict yet · assigned to Vera"),
        (ACCEPTED, None, {"stage": "returned"}, {"who": "Vera"}, "No verdict yet · returned to Vera"),
        (DISPUTED, 2, {"stage": "second", "due_at": TODAY}, {}, "Disputed (v2) · with the second reader, due 15:00"),
        (
            DISPUTED,
            2,
            {"stage": "second", "due_at": TOMORROW},
            {},
            "Disputed (v2) · with the second reader, due 2 Mar 2026, 09:30",
        ),
        (
            DISPUTED,
            1,
            {"stage": "done", "due_at": TODAY},
            {"public": "public, being corrected"},
            "Disputed (v1) · public, being corrected",
        ),
        (
            ACCEPTED,
            None,
            {"stage": "picked", "waiting_on": "the ministry", "waiting_until": TODAY},
            {},
            "No verdict yet · picked · waiting for the ministry until 15:00",
        ),
        (
            ACCEPTED,
            None,
            {"stage": "in_review", "held_because": "A court asked."},
            {},
            "No verdict yet · being checked · on legal hold",
        ),
    ],
)
def test_one_line_says_it_all(claim: dict, number: int | None, work: dict, more: dict, said: str) -> None:
    assert where(Claim(**claim), number, Work(**work), now=NOW, **more) == said


@pytest.mark.parametrize(
    ("claim", "work", "expected"),
    [
        (PROPOSED, {}, "proposed"),
        (PROPOSED, {"stage": "left"}, "left"),
        ({"proposal": "rejected"}, {"stage": "left"}, "rejected"),
        (DISPUTED, {"stage": "second"}, "disputed"),
    ],
)
def test_a_mark_has_the_class_of_what_is_known(claim: dict, work: dict, expected: str) -> None:
    assert state(Claim(**claim), Work(**work)) == expected


def test_every_reason_and_every_step_has_words() -> None:
    assert set(labels.PICKED_BECAUSE) == set(triage.WHY)
    assert set(labels.STAGE_SIGNS) | {Stage.NEW, Stage.DONE} == set(Stage.values)
    assert len(set(labels.STAGE_SIGNS.values())) >= 6, "a stage is told by more than colour"
