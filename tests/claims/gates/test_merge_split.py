"""A claim does not stand beside the parts that it was split into."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from claims.models import Claim
from claims.workflow.claim import split, undo
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, at_the_end, change_claim, picked

pytestmark = pytest.mark.django_db


PARTS = ("cancelled forty times", "last winter")


def parted() -> tuple[Claim, list[Claim], User]:
    claim, editor = picked()
    version = claim.appearances.get().version
    parts = [
        split.SplitPart(
            wording=f"It was {words}",
            start=version.text.index(words),
            end=version.text.index(words) + len(words),
            exact=words,
        )
        for words in PARTS
    ]
    return claim, split.split(claim=claim, version=version, parts=parts, by=editor, at=factories.AT), editor


def whole_beside_its_parts() -> Attempt:
    claim, _parts, _editor = parted()
    return at_the_end(change_claim(claim, proposal="accepted"))


def part_beside_its_whole() -> Attempt:
    claim, parts, editor = parted()
    undo.undo(claim=claim, by=editor, at=factories.AT)
    return at_the_end(change_claim(parts[0], proposal="accepted", merged_into=None))


def test_a_split_is_undone() -> None:
    claim, parts, editor = parted()
    at_the_end(lambda: undo.undo(claim=claim, by=editor, at=factories.AT))()
    claim.refresh_from_db()
    assert claim.proposal == "accepted"
    assert set(Claim.objects.filter(split_from=claim).values_list("proposal", flat=True)) == {"merged"}
    assert len(parts) == 2


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (whole_beside_its_parts, "beside the parts"),
    (part_beside_its_whole, "beside the parts"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
