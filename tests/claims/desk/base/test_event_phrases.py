"""The details of what people did to a claim's words, as its record shows them."""

import pytest

from claims.desk.base.event_phrases import UNDO, detail
from claims.models import Event
from claims.workflow.claim import undo


@pytest.mark.parametrize(
    ("verb", "data", "expected"),
    [
        ("claim.undone", {"action": "claim.picked"}, "that you picked it"),
        ("claim.undone", {"action": "unknown"}, ""),
        ("claim.adjusted", {"before": "It rained."}, "they were “It rained.”"),
        ("claim.adjusted", {"before": "a" * 201}, f"they were “{'a' * 200}”"),
        ("claim.changed", {"before": {"wording": "It rained."}}, "the wording (it was “It rained.”)"),
        ("claim.changed", {"before": {"wording": "a" * 301}}, f"the wording (it was “{'a' * 300}”)"),
        ("claim.changed", {"before": {"speaker": "Vera", "times": []}}, "who said it, the time"),
        ("claim.changed", {"before": {"role": "mayor", "speaker": "Vera"}}, "who said it, the role"),
        (
            "claim.changed",
            {"before": {"wording": "It rained."}, "dropped": ["shocking", "vile"]},
            "the wording (it was “It rained.”); loaded words left out: shocking, vile",
        ),
        ("claim.picked", {"because": "harm"}, ""),
        ("claim.merged", {}, ""),
    ],
)
def test_a_change_says_what_it_was_before(verb: str, data: dict[str, object], expected: str) -> None:
    assert detail(Event(verb=verb, data=data)) == expected


def test_what_can_be_undone_has_words_on_its_button() -> None:
    assert set(UNDO) == {*undo.UNDOABLE, Event.Verb.ARTICLE_REST_LEFT}
