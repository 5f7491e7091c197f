"""Nobody floods a public form."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.models import PublicPost
from claims.workflow.publication.rate_limit import MAX_POSTS, SWEPT, TooOften, count_post
from tests import factories
from tests.claims.workflow.world import AT, MINUTE

pytestmark = pytest.mark.django_db


def test_ten_posts_a_minute_from_an_address_and_no_more() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    for _ in range(MAX_POSTS):
        count_post(address="192.0.2.1", at=at)
    for address, second, let_in in (
        ("192.0.2.1", 59, False),
        ("192.0.2.2", 59, True),
        ("192.0.2.1", 61, True),
    ):
        try:
            count_post(address=address, at=at + timedelta(seconds=second))
        except TooOften:
            assert not let_in
        else:
            assert let_in


@pytest.mark.parametrize(
    ("crowd", "one"),
    [
        ([f"2001:db8:1:2::{n}" for n in range(1, 12)], True),
        ([f"2001:db8:1:{n}::1" for n in range(1, 12)], False),
        ([f"192.0.2.{n}" for n in range(1, 12)], False),
        (["not an address"] * 11, True),
    ],
)
def test_what_one_sender_has_counts_as_one_address(crowd: list[str], one: bool) -> None:
    for address in crowd[:-1]:
        count_post(address=address, at=factories.AT)
    if one:
        with pytest.raises(TooOften):
            count_post(address=crowd[-1], at=factories.AT)
    else:
        count_post(address=crowd[-1], at=factories.AT)


def posted(at, address="192.0.2.1"):
    try:
        count_post(address=address, at=at)
    except TooOften:
        return False
    return True


def test_a_minute_is_over_after_a_minute_and_not_before():
    assert all(posted(AT) for _ in range(10))
    assert not posted(AT)
    assert not posted(AT + MINUTE - timedelta(microseconds=1))
    assert posted(AT + MINUTE)


def test_a_clock_that_was_set_back_locks_nobody_out():
    later = AT + MINUTE
    assert all(posted(later) for _ in range(10))
    assert not posted(AT), "within a minute of it"
    assert posted(AT - timedelta(microseconds=1))


def test_old_posts_are_swept_and_the_address_is_not_stored():
    posted(AT, "198.51.100.7")
    posted(AT + timedelta(seconds=1))
    posted(AT + MINUTE)
    left = list(PublicPost.objects.order_by("at").values_list("at", flat=True))
    assert left == [AT + timedelta(seconds=1), AT + MINUTE]
    assert not PublicPost.objects.filter(address__contains="192.0.2").exists()


def test_an_old_address_in_a_new_ones_clothes_counts_by_itself():
    assert all(posted(AT, f"::ffff:192.0.2.{n}") for n in range(1, 12))


def test_a_post_sweeps_two_hundred_old_ones_at_most():
    PublicPost.objects.bulk_create(PublicPost(address=f"old {n}", at=AT - MINUTE) for n in range(SWEPT + 3))
    posted(AT)
    assert PublicPost.objects.filter(at__lt=AT).count() == 3
    assert (SWEPT, MAX_POSTS) == (200, 10)


@pytest.mark.parametrize(
    ("first", "then", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("2001:db8:1:2::1", "2001:db8:2:2::1", False),
    ],
)
def test_an_ipv6_address_counts_by_its_first_half(first, then, same):
    assert all(posted(AT, first) for _ in range(MAX_POSTS))
    assert posted(AT, then) is not same
