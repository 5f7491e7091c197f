"""What a claim says is frozen by its verdict and its hold, and closes reviews when it changes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from claims.models import Claim, Review
from claims.pipeline.rewording import rewording
from claims.workflow.assignment import triage
from claims.workflow.claim import proposals
from claims.workflow.review import verdict
from tests import factories, published
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, change_claim, on_hold, picked, somebody

pytestmark = pytest.mark.django_db


def unconfirmed_once_it_is_done() -> Attempt:
    return change_claim(published.ready().claim, confirmed_at=None, confirmed_by=None)


def confirmed_by_another_once_it_is_done() -> Attempt:
    return change_claim(published.ready().claim, confirmed_at=factories.AT, confirmed_by=somebody())


def other_words_on_hold() -> Attempt:
    return change_claim(on_hold()[0], wording="The ferry never ran.")


def other_speaker_on_hold() -> Attempt:
    return change_claim(on_hold()[0], speaker="The Mayor")


def rejected_on_hold() -> Attempt:
    return change_claim(on_hold()[0], proposal="rejected", not_a_claim="opinion")


def rejected_while_it_is_read() -> Attempt:
    claim, _editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return change_claim(claim, proposal="rejected", not_a_claim="opinion")


def untouched_again() -> Attempt:
    return change_claim(picked()[0], touched_at=None)


def test_a_claim_that_somebody_reads_is_rejected_with_their_review_closed() -> None:
    claim, editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    assert proposals.reject(claim=claim, which="opinion", by=editor, at=factories.AT).proposal == "rejected"
    assert not Review.objects.filter(claim=claim, closed_at=None).exists()
    triage.pick(claim=claim, by=editor, at=factories.AT)


def unknown(**fields: Any) -> Claim:
    return factories.claim(wording="[The ferry] was cancelled forty times [date unknown]", **fields)


def confirmed(claim: Claim) -> Attempt:
    return change_claim(claim, confirmed_at=factories.AT, confirmed_by=somebody())


def confirmed_with_an_unknown_date() -> Attempt:
    return confirmed(unknown())


def confirmed_with_an_unknown_date_by_sql() -> Attempt:
    claim, actor = unknown(), somebody()

    def attempt() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE claims_claim SET confirmed_at = now(), confirmed_by = %s WHERE id = %s", [actor, claim.pk]
            )

    return attempt


def confirmed_with_an_open_meaning() -> Attempt:
    return confirmed(factories.rendered(mark="", certain=False))


def confirmed_from_the_start() -> Attempt:
    return lambda: unknown(confirmed_at=factories.AT, confirmed_by=somebody())


def standing(claim: Claim) -> Claim:
    change_claim(
        claim, words_stand_at=factories.AT, words_stand_by=somebody(), words_stand_because="So it is printed."
    )()
    confirmed(claim)()
    return claim


def said_to_stand_no_more() -> Attempt:
    return change_claim(standing(unknown()), words_stand_at=None, words_stand_by=None, words_stand_because="")


def open_again_behind_the_confirmation() -> Attempt:
    claim = factories.rendered(mark="")
    confirmed(claim)()
    return change_claim(claim, segments=[claim.segments[0] | {"certain": False}, *claim.segments[1:]])


def said_to_stand_by_nobody() -> Attempt:
    return change_claim(unknown(), words_stand_at=factories.AT, words_stand_because="So it is printed.")


def said_to_stand_without_a_reason() -> Attempt:
    return change_claim(unknown(), words_stand_at=factories.AT, words_stand_by=somebody())


def test_words_that_stand_are_confirmed_until_they_change() -> None:
    claim = standing(unknown())
    change_claim(claim, wording="The ferry ran [year unknown]")()
    claim.refresh_from_db()
    assert (claim.words_stand_at, claim.words_stand_by, claim.words_stand_because) == (None, None, "")
    assert claim.confirmed_at is None
    refused(confirmed(claim), "why they stand")


def test_an_offer_is_one_beside_these_words() -> None:
    claim = factories.rendered()
    change_claim(claim, offered=claim.segments[:2])()
    change_claim(claim, speaker="The Mayor")()
    claim.refresh_from_db()
    assert claim.offered
    change_claim(claim, wording="It ran.", segments=[])()
    claim.refresh_from_db()
    assert claim.offered == []


@pytest.mark.parametrize(
    ("wording", "is_open"),
    [
        ("It ran on Monday [date unknown].", True),
        ("It ran in May [year unknown]", True),
        ("[Who is unknown] ran it", False),
        ("It ran [place unknown]", True),
        ("[unknown] ran it", True),
        ("[Date unknown]: it ran", True),
        ("[A man whose name is unknown] ran it", False),
        ("The date is unknown].", False),
        ("The [date] unknown]", False),
        ("It ran to places unknown", False),
        ("It ran [5 March 2024]", False),
    ],
)
def test_the_database_and_the_pipeline_agree_on_what_is_open(wording: str, is_open: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_words_open(%s, '[]')", [wording])
        assert cursor.fetchone() == (is_open,)
    assert rewording.are_open(wording, ()) is is_open


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (unconfirmed_once_it_is_done, "confirmed before the verdict"),
    (confirmed_by_another_once_it_is_done, "confirmed before the verdict"),
    (other_words_on_hold, "legal hold"),
    (other_speaker_on_hold, "legal hold"),
    (rejected_on_hold, "legal hold"),
    (rejected_while_it_is_read, "closed first"),
    (untouched_again, "stays marked"),
    (confirmed_with_an_unknown_date, "why they stand as they are"),
    (confirmed_with_an_unknown_date_by_sql, "why they stand as they are"),
    (confirmed_with_an_open_meaning, "why they stand as they are"),
    (confirmed_from_the_start, "why they stand as they are"),
    (said_to_stand_no_more, "why they stand as they are"),
    (open_again_behind_the_confirmation, "why they stand as they are"),
    (said_to_stand_by_nobody, "claim_words_stand_says_who_and_why"),
    (said_to_stand_without_a_reason, "claim_words_stand_says_who_and_why"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
