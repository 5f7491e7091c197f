"""The rules of the machine in a person's words."""

import re
from pathlib import Path

import pytest

from claims.desk.base import labels

CHECKOUT = Path(__file__).resolve().parents[4]
# A dotted lower-case name in quotation marks is a rule: "furniture.date", "opinion.duty".
RULE = re.compile(
    r'"((?:headline|standfirst|body|caption|notice|furniture|attribution|claim|question|fragment|hedge'
    r'|duplicate|antecedent|opinion|future|vague)\.[a-z-]+)"'
)
STEPS = [*CHECKOUT.glob("sources/pipeline/**/*.py"), *CHECKOUT.glob("claims/pipeline/**/*.py")]


@pytest.mark.parametrize("name", sorted({name for step in STEPS for name in RULE.findall(step.read_text())}))
def test_every_rule_of_the_machine_is_said_in_words(name: str) -> None:
    assert name in labels.RULES


def test_the_rules_are_looked_for_where_the_machine_has_them() -> None:
    assert len({name for step in STEPS for name in RULE.findall(step.read_text())}) > 40


def test_a_sentence_in_another_language_says_which() -> None:
    assert labels.rule("unread.de") == "language: de"
    assert labels.rule("unread.too-long") == "too long to be read"
