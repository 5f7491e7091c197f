"""Rows that owe work: taken once, in order, when they are due, and tried again after a while."""

from datetime import timedelta

import pytest
from django.db import connections

from sources.models import Fetch
from sources.models.ledger import LOOK_AHEAD
from tests import factories

pytestmark = pytest.mark.django_db
AT = factories.AT


def owe(**fields: object) -> Fetch:
    return Fetch.objects.create(**{"via": "url", "url": "https://post.example/a", "created_at": AT, **fields})


def taken() -> int | None:
    with Fetch.take(at=AT) as row:
        return row.pk if row else None


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({}, True),
        ({"try_after": AT}, True),
        ({"try_after": AT + timedelta(seconds=1)}, False),
        ({"try_after": AT - timedelta(days=1)}, True),
        ({"finished_at": AT, "outcome": "refused", "reason": "Gone."}, False),
        ({"started_at": AT, "attempts": 3}, True),
    ],
)
def test_a_row_is_taken_when_it_is_owed_and_due(fields: dict[str, object], due: bool) -> None:
    row = owe(**fields)
    assert taken() == (row.pk if due else None)


def test_rows_are_taken_in_order_and_each_try_is_counted() -> None:
    first, second = owe(), owe()
    assert taken() == first.pk
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, first.started_at) == (1, AT)
    assert (second.attempts, second.started_at) == (0, None)


@pytest.mark.parametrize(("before", "found"), [(LOOK_AHEAD - 1, True), (LOOK_AHEAD, False)])
def test_a_worker_looks_fifty_rows_ahead_of_those_that_others_hold(
    monkeypatch: pytest.MonkeyPatch, before: int, found: bool
) -> None:
    locked = {owe().pk for _ in range(before)}
    free = owe()
    lock = Fetch._lock
    monkeypatch.setattr(Fetch, "_lock", lambda function, key: key not in locked and lock(function, key))
    assert LOOK_AHEAD == 50
    assert taken() == (free.pk if found else None)


def test_a_row_that_was_finished_meanwhile_is_not_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = owe(), owe()
    lock = Fetch._lock

    def finish(function: str, key: int) -> bool:
        if key == first.pk:
            Fetch.objects.filter(pk=key).update(finished_at=AT, outcome="refused", reason="Gone.")
        return lock(function, key)

    monkeypatch.setattr(Fetch, "_lock", finish)
    assert taken() == second.pk


@pytest.mark.django_db(transaction=True)
def test_a_row_that_another_worker_holds_is_passed_over_and_free_again_after_it() -> None:
    row = owe()
    with connections.create_connection("default").cursor() as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"sources_fetch:{row.pk}"])
        assert taken() is None
        other.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [f"sources_fetch:{row.pk}"])
        assert taken() == row.pk
        assert taken() == row.pk, "our own lock is given back"
        other.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"sources_fetch:{row.pk}"])
        assert other.fetchone() == (True,)
        other.connection.close()


@pytest.mark.parametrize(("attempts", "parked"), [(0, False), (5, False), (6, True)])
def test_a_row_is_parked_after_five_tries_that_left_no_reason(attempts: int, parked: bool) -> None:
    assert Fetch(attempts=attempts).died_too_often is parked


@pytest.mark.parametrize(
    ("attempts", "wait", "seconds"),
    [
        (1, None, 5),
        (2, None, 20),
        (3, None, 80),
        (6, None, 5 * 4**5),
        (7, None, 5 * 4**5),  # no longer than that
        (1, 90.0, 90),
        (1, 0.0, 0),
        (1, 6 * 3600.0, 21_600),
        (1, 86_400.0, 21_600),  # a site keeps us away for six hours at most
    ],
)
def test_each_try_waits_longer_than_the_one_before(attempts: int, wait: float | None, seconds: int) -> None:
    row = owe(attempts=attempts)
    row.postpone("It is away.", at=AT, wait=wait)
    row.refresh_from_db()
    assert (row.reason, row.try_after, row.finished_at) == ("It is away.", AT + timedelta(seconds=seconds), None)


def test_a_row_that_was_finished_is_not_postponed() -> None:
    row = owe(finished_at=AT, outcome="refused", reason="Gone.")
    row.postpone("It is away.", at=AT)
    row.refresh_from_db()
    assert (row.reason, row.try_after) == ("Gone.", None)


def test_a_finished_row_is_owed_anew_and_only_that_one() -> None:
    row = owe(finished_at=AT, started_at=AT, attempts=6, outcome="refused", reason="Gone.", try_after=AT)
    other = owe(finished_at=AT, outcome="refused", reason="Gone.")
    assert row.reopen(outcome="")
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.finished_at, row.started_at, row.attempts, row.try_after, row.reason) == (None, None, 0, None, "")
    assert other.finished_at == AT
    assert not row.reopen(outcome=""), "it is owed already"
