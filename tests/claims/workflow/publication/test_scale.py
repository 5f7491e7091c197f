"""What a newsroom calls its ratings, version by version."""

import pytest
from django.core.exceptions import ValidationError

from claims.workflow.publication import confirm, scale
from tests import factories, published
from tests.claims.workflow.world import roles_that_may

pytestmark = pytest.mark.django_db


STEPS = [
    scale.Step(rating, f"Label of {rating}", number, "What it means.", "#112233")
    for number, rating in enumerate(("SUPPORTED", "DISPUTED", "CONFLICTING", "NOT_ENOUGH_EVIDENCE", "NOT_CHECKABLE"))
]


WRONG_SCALES: list[tuple[list[scale.Step], str]] = [
    (STEPS[:-1], "No step stands for “Cannot be checked”"),
    ([*STEPS, STEPS[0]], "Two steps stand for the same rating"),
    ([scale.Step("TRUE", "True", 5, "d", "#112233"), *STEPS], "Step 1: choose one of"),
    ([*STEPS[:-1], scale.Step("NOT_CHECKABLE", " ", 0, "d", "#112233")], "Step 5: give it a label"),
    ([*STEPS[:-1], scale.Step("NOT_CHECKABLE", "l", 0, "", "#112233")], "Step 5: say what it means"),
    ([*STEPS[:-1], scale.Step("NOT_CHECKABLE", "l", 0, "d", "red")], "colour as #rrggbb"),
    ([*STEPS[:-1], scale.Step("NOT_CHECKABLE", "l", 0, "d", "#112233\n")], "colour as #rrggbb"),
]


@pytest.mark.parametrize(("steps", "said"), WRONG_SCALES)
def test_a_scale_that_does_not_say_every_rating_is_refused(steps: list[scale.Step], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        scale.make(name="House", steps=steps, by=factories.user("administrator"), at=factories.AT)


def test_a_scale_grows_by_versions_and_a_flag_may_have_its_own_step() -> None:
    boss = factories.user("administrator")
    assert scale.make(name="Claimdesk", steps=STEPS, by=boss, at=factories.AT).version == 2
    more = [*STEPS, scale.Step("SUPPORTED", "Half the story", 3, "True, and misleading.", "#aabbcc", True)]
    latest = scale.make(name="Claimdesk", steps=more, by=boss, at=factories.AT)
    assert (latest.version, scale.in_force()) == (3, latest)
    claim, by = factories.claim(), factories.user()
    factories.proposals.accept(claim=claim, by=by, at=factories.AT)
    confirm.confirm(claim=claim, by=by, at=factories.AT)
    factories.piece(claim, by=by)
    given = factories.ruled(claim=claim, rating="SUPPORTED", by=by, missing_context=True)
    shown = published.public(published.reply_waived(given))
    assert "Half the story" in shown.payload


def test_only_administrators_make_a_scale():
    assert roles_that_may(lambda by: scale.make(name="House", steps=STEPS, by=by, at=factories.AT)) == {"administrator"}
