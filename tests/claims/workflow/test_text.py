"""What a person writes is held to its limit, wherever it is written."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Evidence
from claims.workflow import text
from claims.workflow.evidence import evidence
from claims.workflow.ledger import redact
from claims.workflow.review import plan, verdict
from claims.workflow.text import MAX_REASON, Limit
from tests import factories
from tests.claims.workflow.world import AT, picked, taken

LONG = "b" * 5_000_000
REASONS = {
    "a withdrawal": lambda why, by: evidence.withdraw(
        evidence=factories.evidence(factories.claim(), by=by), because=why, by=by, at=AT
    ),
    "a waiver": lambda why, by: plan.waive(claim=picked(), gate="reply", because=why, by=by, at=AT),
    "giving back": lambda why, by: verdict.give_back(review=taken(by)[1], because=why, by=by, at=AT),
    "opening again": lambda why, by: verdict.reopen(claim=factories.decided().claim, because=why, by=by, at=AT),
    "a redaction": lambda why, by: redact.ask(version=factories.version(), because=why, by=by, at=AT),
}


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("  because  ", "because"),
        ("two\n lines", "two\n lines"),
        ("b" * 10, "b" * 10),
        ("🐟" * 10, "🐟" * 10),
    ],
)
def test_a_text_is_trimmed_and_kept(value: str, stored: str) -> None:
    assert text.require("because", value, 10) == stored


def test_a_text_of_one_line_has_single_spaces() -> None:
    assert text.require("because", " two\n\tlines ", 10, one_line=True) == "two lines"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (" \n", text.SAY_WHY),
        ("a\0b", "There is a NUL character in it; remove it."),
        ("b" * 1_235, "At most 1,234 characters."),
    ],
)
def test_what_is_wrong_with_a_text_stands_at_its_field(value: str, message: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        text.require("because", value, 1_234)
    assert wrong.value.message_dict == {"because": [message]}


def test_a_text_that_may_be_left_out_may_be_empty() -> None:
    assert text.require("because", " ", 10, needed="") == ""


def test_several_texts_are_looked_at_together() -> None:
    texts = {"name": ("", Limit(3, "Give it a name.")), "role": ("", Limit(3)), "text": ("four", Limit(3))}
    assert text.faults(texts) == {"name": "Give it a name.", "text": "At most 3 characters."}


@pytest.mark.django_db
@pytest.mark.parametrize("why", [LONG, "b" * (MAX_REASON + 1), "a\0b", "  "])
@pytest.mark.parametrize("action", REASONS)
def test_a_reason_without_end_is_stored_nowhere(action: str, why: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        REASONS[action](why, factories.user("administrator"))
    assert list(wrong.value.message_dict) == ["because"]


@pytest.mark.django_db
def test_the_longest_reason_is_stored() -> None:
    by = factories.user()
    item = factories.evidence(factories.claim(), by=by)
    evidence.withdraw(evidence=item, because="b" * MAX_REASON, by=by, at=AT)
    assert Evidence.objects.get(pk=item.pk).withdrawn_because == "b" * MAX_REASON


FAULTS = [  # the text, its limit, what is said when it is empty, how what is wrong with it begins
    ("words", 5, "Needed.", ""),
    ("words!", 5, "Needed.", "At most 5 characters"),
    ("", 5, "Needed.", "Needed."),
    ("", 5, "", ""),
    ("a\0", 5, "", "There is a NUL"),
    ("🚢" * 5, 5, "", ""),
    ("x" * 1_001, 1_000, "", "At most 1,000 characters"),
]


@pytest.mark.parametrize(("value", "length", "needed", "begins"), FAULTS)
def test_what_is_wrong_with_a_text_is_said(value, length, needed, begins):
    message = text.fault(value, length, needed)
    assert message.startswith(begins)
    assert bool(message) == bool(begins)


def test_several_texts_are_told_by_their_fields():
    found = text.faults(
        {"a": ("", Limit(5, "Needed.")), "b": ("", Limit(5)), "c": ("abcdef", Limit(5)), "d": ("abcde", Limit(5))}
    )
    assert found == {"a": "Needed.", "c": "At most 5 characters."}


def test_a_text_is_stored_trimmed_or_in_one_line():
    assert text.require("because", " a \n b ", 10) == "a \n b"
    assert text.require("because", " a \n b ", 3, one_line=True) == "a b"
    assert text.require("because", "  ", 3, "") == ""
    assert text.line(" a \t\n b ") == "a b"
    for value in (" ", "a\0", "abcd"):
        with pytest.raises(ValidationError) as refusal:
            text.require("because", value, 3)
        assert set(refusal.value.message_dict) == {"because"}
    with pytest.raises(ValidationError, match=text.SAY_WHY):
        text.require("because", "", 3)
    assert text.MAX_REASON == 5_000
