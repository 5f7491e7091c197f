"""The words on the screen: whatever the code can say has words that a person reads."""

from typing import get_args

import pytest

from claims.desk.base import labels
from claims.models import Claim, Event, Rating
from claims.models.extraction import OutcomeKind
from claims.models.quote import Polarity, QuoteType
from claims.pipeline.standalone.wording import Why
from sources.models.article import Origin

# What the words of an event are made from, beside who did it.
EVENT_DATA = {
    "claim.changed": {"before": {"wording": "It rained."}},
    "claim.adjusted": {"before": "It rained."},
    "claim.undone": {"action": "claim.picked"},
    "verdict.given": {"rating": "DISPUTED", "number": 3},
}


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (labels.RATINGS, Rating.values),
        (labels.OUTCOMES, OutcomeKind.values),
        (labels.QUOTE_TYPES, QuoteType.values),
        ({"asserted": "", **labels.POLARITIES}, Polarity.values),
        (labels.ORIGINS, Origin.values),
    ],
)
def test_every_value_has_a_label(table: dict[str, object], values: list[str]) -> None:
    assert set(table) == set(values)


def test_every_reason_for_added_words_has_a_label() -> None:
    never_added = {"printed", "left_out", "capital", "date"}
    assert set(get_args(Why)) - never_added <= set(labels.ADDED)


@pytest.mark.parametrize(
    ("claim", "number", "message"),
    [
        (Claim(proposal="proposed"), None, "Suggested by Claimdesk"),
        (Claim(proposal="accepted"), None, "No verdict yet"),
        (Claim(proposal="rejected", not_a_claim="vague"), None, "Not a claim: too vague"),
        (Claim(proposal="superseded"), None, "Replaced by a later processing run"),
        (Claim(proposal="accepted", rating="DISPUTED"), 2, "Disputed (v2)"),
        (Claim(proposal="accepted", rating="NOT_CHECKABLE"), 1, "Cannot be checked (v1)"),
    ],
)
def test_one_line_says_where_a_claim_stands(claim: Claim, number: int | None, message: str) -> None:
    assert labels.status(claim, number) == message


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (Event(verb="article.processed", actor=None), "Claimdesk processed the article"),
        (Event(verb="claim.accepted", actor=1), "Vera Holm accepted it as a claim"),
        (Event(verb="claim.accepted", actor=2), "somebody whose name was removed accepted it as a claim"),
        (
            Event(verb="claim.rejected", actor=1, data={"which": "vague"}),
            "Vera Holm said that it is not a claim: vague",
        ),
        (
            Event(verb="verdict.given", actor=1, data={"rating": "DISPUTED", "number": 3}),
            "Vera Holm submitted a verdict: Disputed (v3)",
        ),
        (Event(verb="moon.landed", actor=1), "Vera Holm moon landed"),
    ],
)
def test_an_event_is_a_sentence(event: Event, message: str) -> None:
    assert labels.happened(event, {1: "Vera Holm"}) == message


@pytest.mark.parametrize("verb", Event.Verb.values)
def test_every_event_has_words_of_its_own(verb: str) -> None:
    message = labels.happened(Event(verb=verb, actor=1, data=EVENT_DATA.get(verb, {})), {1: "Vera Holm"})
    assert message.startswith("Vera Holm ")
    assert verb.replace(".", " ") not in message
