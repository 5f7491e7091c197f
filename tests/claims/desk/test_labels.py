"""The words on the screen: whatever the code can say has words that a person reads."""

import re
from pathlib import Path

import pytest

from claims.desk.base import event_phrases, labels
from claims.models import Claim, Event, Rating
from claims.models.extraction import OutcomeKind
from claims.models.quote import QuoteType
from claims.workflow.claim import undo
from sources.models.article import Origin

CHECKOUT = Path(__file__).resolve().parents[3]
# A dotted lower-case name in quotation marks is a rule: "furniture.date", "opinion.duty".
RULE = re.compile(
    r'"((?:headline|standfirst|body|caption|notice|furniture|attribution|claim|question|fragment|hedge'
    r'|duplicate|antecedent|opinion|future|vague)\.[a-z-]+)"'
)
STEPS = [*CHECKOUT.glob("sources/pipeline/*.py"), *CHECKOUT.glob("claims/pipeline/*.py")]

# What the words of an event are made from, beside who did it.
EVENT_DATA = {
    "claim.changed": {"before": {"wording": "It rained."}},
    "claim.adjusted": {"before": "It rained."},
    "claim.undone": {"act": "claim.picked"},
    "verdict.given": {"rating": "DISPUTED", "number": 3},
}


@pytest.mark.parametrize("name", sorted({name for step in STEPS for name in RULE.findall(step.read_text())}))
def test_every_rule_of_the_machine_is_said_in_words(name: str) -> None:
    assert name in labels.RULES


def test_a_sentence_in_another_language_says_which() -> None:
    assert labels.rule("unread.de") == "language: de"
    assert labels.rule("unread.too-long") == "too long to be read"


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (labels.RATINGS, Rating.values),
        (labels.OUTCOMES, OutcomeKind.values),
        (labels.QUOTE_TYPES, QuoteType.values),
        (labels.ORIGINS, Origin.values),
    ],
)
def test_every_value_has_a_label(table: dict[str, object], values: list[str]) -> None:
    assert set(table) == set(values)


@pytest.mark.parametrize(
    ("claim", "number", "said"),
    [
        (Claim(proposal="proposed"), None, "Proposed by Claimdesk"),
        (Claim(proposal="accepted"), None, "No verdict yet"),
        (Claim(proposal="rejected", not_a_claim="vague"), None, "Not a claim: too vague"),
        (Claim(proposal="superseded"), None, "Replaced by a later reading"),
        (Claim(proposal="accepted", rating="DISPUTED"), 2, "Disputed (v2)"),
        (Claim(proposal="accepted", rating="NOT_CHECKABLE"), 1, "Cannot be checked (v1)"),
    ],
)
def test_one_line_says_where_a_claim_stands(claim: Claim, number: int | None, said: str) -> None:
    assert labels.status(claim, number) == said


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Event(verb="article.read", actor=None), "Claimdesk read the article"),
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
def test_an_event_is_told_as_a_sentence(event: Event, said: str) -> None:
    assert labels.happened(event, {1: "Vera Holm"}) == said


@pytest.mark.parametrize("verb", Event.Verb.values)
def test_every_event_has_words_of_its_own(verb: str) -> None:
    said = labels.happened(Event(verb=verb, actor=1, data=EVENT_DATA.get(verb, {})), {1: "Vera Holm"})
    assert said.startswith("Vera Holm ")
    assert verb.replace(".", " ") not in said


def test_what_can_be_undone_has_words_on_its_button() -> None:
    assert set(event_phrases.UNDO) == {*undo.ACTS, Event.Verb.ARTICLE_REST_LEFT}
