"""Every code that a gate raises has its sentence, every sentence its gate, and people read the sentence."""

import re
from pathlib import Path
from string import Formatter

import pytest
from django.conf import settings
from django.db import IntegrityError

from claims.gates import refusals

GATES = sorted(Path(settings.BASE_DIR).glob("*/gates/*.sql"))
RAISED = re.compile(r"RAISE EXCEPTION '([^']*)'\s+USING ERRCODE = '\w+'(?:,\s+DETAIL = jsonb_build_object\((.*)\))?;")
SHARED = {"claims.work.on_hold", "sources.unchanging.never_changes"}  # raised by more gates than their own
VALUE = re.compile(r"%\((\w+)\)s")


def raised() -> dict[str, tuple[str, set[str]]]:
    """Return the codes that gates raise: the gate each stands in, as app.file, and the values it names."""
    found = {}
    for path in GATES:
        text, gate = path.read_text(), f"{path.parts[-3]}.{path.stem}"
        for code, detail in RAISED.findall(text):
            found[code] = (gate, set(re.findall(r"'(\w+)'(?=, [^'])", detail)))
        if "MESSAGE = 'claims.publication_gates.needs_' || " in text:
            names = re.findall(r"gate := '(\w+)'", (path.parent / "publication_gates.sql").read_text())
            found |= {f"claims.publication_gates.needs_{name}": ("claims.publication_gates", set()) for name in names}
    return found


def test_there_are_gates() -> None:
    assert len(GATES) >= 25
    assert len(raised()) >= 80


def test_every_code_that_is_raised_has_a_sentence_and_every_sentence_a_code() -> None:
    assert set(raised()) == set(refusals.SENTENCES)


def test_no_gate_raises_words_of_its_own() -> None:
    for path in GATES:
        text = path.read_text()
        assert text.count("RAISE EXCEPTION") == len(RAISED.findall(text)) + text.count("RAISE EXCEPTION USING"), path


@pytest.mark.parametrize(("code", "where"), sorted((code, gate) for code, (gate, _values) in raised().items()))
def test_a_code_begins_with_the_gate_that_raises_it(code: str, where: str) -> None:
    assert code.startswith(f"{where}.") or code in SHARED


@pytest.mark.parametrize("code", sorted(refusals.SENTENCES))
def test_a_sentence_is_one_and_names_the_values_that_its_gate_sends(code: str) -> None:
    sentence = str(refusals.SENTENCES[code])
    assert sentence[0].isupper() or sentence.startswith("%(operation)s")
    assert sentence.endswith(".")
    assert set(VALUE.findall(sentence)) == raised()[code][1]
    assert not list(filter(None, (field for _t, field, _s, _c in Formatter().parse(sentence))))


class Diagnosis:
    def __init__(self, message: str, detail: str | None = None) -> None:
        self.message_primary, self.message_detail = message, detail


def failure(message: str, detail: str | None = None) -> IntegrityError:
    error, cause = IntegrityError(message), Exception()
    cause.diag = Diagnosis(message, detail)  # type: ignore[attr-defined]
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (failure("claims.work.on_hold"), "This claim is on legal hold: nothing moves."),
        (
            failure("claims.work.no_such_move", '{"from": "new", "to": "done"}'),
            "A claim does not move from new to done.",
        ),
        (failure('duplicate key violates "claims_secret"', "Key (id)=(7) exists."), str(refusals.CONTRADICTION)),
        (IntegrityError("no cause at all"), str(refusals.CONTRADICTION)),
    ],
)
def test_people_read_the_sentence_of_a_code_and_never_a_constraints_own_words(
    error: IntegrityError, sentence: str
) -> None:
    assert refusals.sentence(error) == sentence


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("claims.rating.needs_support", True),
        ("claims.work.plan_needs_waiver", True),
        ("claims.publication_gates.needs_reply", True),
        ("claims.work.on_hold", False),
        ("claims.verdict.other_payload", False),
        ('violates check constraint "x_needs_y"', False),
    ],
)
def test_only_what_a_person_can_still_bring_is_missing(code: str, missing: bool) -> None:
    assert refusals.is_missing(failure(code)) is missing
