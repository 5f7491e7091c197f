"""A gate's refusal is read by its code; what else a database says is no sentence of ours."""

import pytest
from django.db import IntegrityError

from sources.gates import refusals


class Diagnosis:
    def __init__(self, message: str | None, detail: str | None = None) -> None:
        self.message_primary, self.message_detail = message, detail


def failure(message: str | None, detail: str | None = None) -> IntegrityError:
    error, cause = IntegrityError(message), Exception()
    cause.diag = Diagnosis(message, detail)  # type: ignore[attr-defined]
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (failure("sources.version.other_hash"), "sources.version.other_hash"),
        (failure("claims.work.on_hold"), "claims.work.on_hold"),
        (failure('duplicate key violates "sources_secret"'), ""),
        (failure(None), ""),
        (IntegrityError("sources.version.other_hash"), ""),
    ],
    ids=["a gate about articles", "a gate about claims", "a constraint", "no message", "no cause"],
)
def test_only_a_gate_has_a_code(error: IntegrityError, code: str) -> None:
    assert refusals.code(error) == code


GAP = ("sources.passage.gap_before", '{"version": 7, "place": 12}')


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (failure("sources.watch.other_article"), "A watch looks at its own article."),
        (failure(*GAP), "The passages of version 7 leave a gap before 12."),
        (failure('duplicate key violates "sources_secret"', "Key (id)=(7) exists."), ""),
        (IntegrityError("no cause at all"), ""),
    ],
    ids=["no values", "its values", "a constraint", "no cause"],
)
def test_a_code_is_read_as_its_sentence_with_the_values_that_it_names(error: IntegrityError, sentence: str) -> None:
    assert refusals.sentence(error, refusals.SENTENCES) == sentence
