"""The forms of the publication page offer no lesser correction than the difference asks for."""

import pytest

from claims.desk.publish.publish_forms import FinishCorrectionForm, PublishForm, ReplyForm
from claims.models import Level


@pytest.mark.parametrize(
    ("least", "offered"),
    [
        (Level.MINOR, ["minor", "update", "substantial"]),
        (Level.UPDATE, ["update", "substantial"]),
        (Level.SUBSTANTIAL, ["substantial"]),
    ],
)
def test_a_correction_offers_its_least_level_and_those_above(least: str, offered: list[str]) -> None:
    form = FinishCorrectionForm(least=least)
    assert [value for value, _label in form.fields["level"].choices] == offered
    assert FinishCorrectionForm({"level": offered[0], "because": "It was 26."}, least=least).is_valid()


def test_a_lesser_level_is_refused() -> None:
    form = FinishCorrectionForm({"level": "minor", "because": "It was 26."}, least=Level.UPDATE)
    assert list(form.errors) == ["level"]


def test_the_first_publication_asks_for_no_reason() -> None:
    assert set(PublishForm().fields) == {"seen"}
    assert set(PublishForm(again=True).fields) == {"seen", "level", "because"}


@pytest.mark.parametrize(("request_id", "valid"), [("1", True), ("0", False), ("", False), ("x", False)])
def test_an_answer_belongs_to_a_request(request_id: str, valid: bool) -> None:
    assert ReplyForm({"request": request_id, "answer": "No comment."}).is_valid() is valid
