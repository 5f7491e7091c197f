"""A shift in short: many ask for the next claim at once, many write with an old number before them.

benchmarks/review.py has the long form.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from claims.models import Review
from tests import factories, shift

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("waiting", "blind", "calls", "why"),
    [
        (200, 10, 10, "more wait than are asked for: everybody gets one each time"),
        (40, 50, 8, "fewer wait than are asked for: the last ones are fought over"),
    ],
)
def test_many_who_ask_at_once_get_different_claims(waiting: int, blind: int, calls: int, why: str) -> None:
    shift.fill(claims=waiting + 100, waiting=waiting, blind=blind)
    people = shift.people(8)
    places = shift.left()
    with ThreadPoolExecutor(len(people)) as pool:
        answers = [call for found in pool.map(lambda p: shift.ask(p.pk, calls, factories.AT), people) for call in found]
    answered = [call for call in answers if call.review is not None]
    assert shift.doubles() == 0
    assert shift.lost(answered) == 0
    assert len(answered) == Review.objects.count()
    if places >= len(answers):
        assert len(answered) == len(answers), why


def test_what_is_left_over_by_those_who_asked_at_once_is_given_to_who_asks_next() -> None:
    shift.fill(claims=30, waiting=30, blind=0)
    people = shift.people(6)
    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(lambda p: shift.ask(p.pk, 6, factories.AT), people))
    last = shift.people(1)[0]
    shift.ask(last.pk, shift.left(), factories.AT)
    assert (shift.left(), shift.doubles()) == (0, 0)


def test_a_write_with_an_old_number_changes_nothing_and_says_so() -> None:
    answers = shift.stale(60, writers=5)
    assert (answers.overwrote, answers.refused >= 60) == (0, True)
