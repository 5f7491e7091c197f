"""What a newsroom calls its ratings, version by version."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event
from claims.workflow.publication import confirm, scale
from tests import factories, published
from tests.claims.workflow.world import roles_that_may

pytestmark = pytest.mark.django_db


STEPS = [
    scale.ScaleStep(rating, f"Label of {rating}", number, "What it means.", "#112233")
    for number, rating in enumerate(("SUPPORTED", "DISPUTED", "CONFLICTING", "NOT_ENOUGH_EVIDENCE", "NOT_CHECKABLE"))
]


WRONG_SCALES: list[tuple[list[scale.ScaleStep], str]] = [
    (STEPS[:-1], "No step stands for “Cannot be checked”"),
    ([*STEPS, STEPS[0]], "Two steps stand for the same rating"),
    ([scale.ScaleStep("TRUE", "True", 5, "d", "#112233"), *STEPS], "Step 1: choose one of"),
    ([*STEPS[:-1], scale.ScaleStep("NOT_CHECKABLE", " ", 0, "d", "#112233")], "Step 5: give it a label"),
    ([*STEPS[:-1], scale.ScaleStep("NOT_CHECKABLE", "l", 0, "", "#112233")], "Step 5: say what it means"),
    ([*STEPS[:-1], scale.ScaleStep("NOT_CHECKABLE", "l", 0, "d", "red")], "colour as #rrggbb"),
    ([*STEPS[:-1], scale.ScaleStep("NOT_CHECKABLE", "l", 0, "d", "#112233\n")], "colour as #rrggbb"),
]


@pytest.mark.parametrize(("steps", "message"), WRONG_SCALES)
def test_a_scale_that_does_not_say_every_rating_is_refused(steps: list[scale.ScaleStep], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        scale.make(name="House", steps=steps, by=factories.user("administrator"), at=factories.AT)


def test_a_scale_grows_by_versions_and_a_flag_may_have_its_own_step() -> None:
    boss = factories.user("administrator")
    assert scale.make(name="Claimdesk", steps=STEPS, by=boss, at=factories.AT).version == 2
    more = [*STEPS, scale.ScaleStep("SUPPORTED", "Half the story", 3, "True, and misleading.", "#aabbcc", True)]
    latest = scale.make(name="Claimdesk", steps=more, by=boss, at=factories.AT)
    assert (latest.version, scale.in_force()) == (3, latest)
    claim, by = factories.claim(), factories.user()
    factories.proposals.accept(claim=claim, by=by, at=factories.AT)
    confirm.confirm(claim=claim, by=by, at=factories.AT)
    factories.evidence(claim, by=by)
    decision = factories.ruled(claim=claim, rating="SUPPORTED", by=by, missing_context=True)
    current = published.public(published.reply_waived(decision))
    assert "Half the story" in current.payload


def test_only_administrators_make_a_scale():
    assert roles_that_may(lambda by: scale.make(name="House", steps=STEPS, by=by, at=factories.AT)) == {"administrator"}


EDGES = [
    ({"number": 1_001}, "between -1,000 and 1,000"),
    ({"number": -1_001}, "between -1,000 and 1,000"),
    ({"label": "x" * 101}, "label"),
    ({"label": "\0"}, "label"),
    ({"definition": "x" * 2_001}, "say what it means"),
    ({"definition": "\0"}, "say what it means"),
    ({"colour": "#11223"}, "#rrggbb"),
    ({"colour": "#AABBCC"}, "#rrggbb"),
]


@pytest.mark.parametrize(("fields", "message"), EDGES)
def test_a_step_beyond_its_limits_is_named_by_its_place(fields, message):
    steps = [STEPS[0], replace(STEPS[1], **fields), *STEPS[2:]]
    with pytest.raises(ValidationError, match=f"Step 2: .*{message}"):
        scale.make(name="House", steps=steps, by=factories.user("administrator"), at=factories.AT)


def test_a_step_at_its_limits_is_taken_in_the_order_given():
    boss = factories.user("administrator")
    widest = replace(STEPS[0], number=1_000, label=" " + "x" * 98, definition="x" * 2_000)
    made = scale.make(name="x" * 100, steps=[*STEPS[:0:-1], widest], by=boss, at=factories.AT)
    rows = list(made.ratings.order_by("order"))
    assert [row.rating for row in rows] == [step.rating for step in (*STEPS[:0:-1], widest)]
    assert (rows[-1].number, rows[-1].label, made.version, made.created_by) == (1_000, "x" * 98, 1, boss.actor.pk)
    logged = Event.objects.get(verb="scale.made")
    assert logged.data == {"scale": made.pk, "name": "x" * 100, "version": 1}
    low = replace(STEPS[0], number=-1_000)
    assert scale.make(name="Low", steps=[low, *STEPS[1:]], by=boss, at=factories.AT)


@pytest.mark.parametrize("name", ["", " ", "a\0", "x" * 101])
def test_a_scale_has_a_name(name):
    with pytest.raises(ValidationError, match="name"):
        scale.make(name=name, steps=STEPS, by=factories.user("administrator"), at=factories.AT)


def test_a_scale_has_at_most_twenty_steps():
    with pytest.raises(ValidationError, match="At most 20"):
        scale.make(name="H", steps=[*STEPS] * 5, by=factories.user("administrator"), at=factories.AT)
    with pytest.raises(ValidationError) as refusal:
        scale.make(name="H", steps=[*STEPS] * 4, by=factories.user("administrator"), at=factories.AT)
    assert "At most 20" not in str(refusal.value)
