"""A watched article is looked at once an interval, by however many beats and whatever the clock does."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction

from sources import ingest, watch
from sources.models import Article, Fetch, Watch
from sources.pipeline.fetch import fetch
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(hours=24)


def watched(**fields):
    version = factories.version(url="https://harbour.example/log")
    values = {"every": 24, "until": factories.AT + 10 * DAY, "next_at": factories.AT, "created_at": factories.AT}
    actor = "00000000-0000-0000-0000-000000000001"
    return Watch.objects.create(article=version.article, asked_by=actor, **{**values, **fields})


def finish():
    Fetch.objects.filter(finished_at=None).update(outcome="refused", reason="Gone.", finished_at=factories.AT)


def test_a_due_look_is_owed_once():
    row = watched()
    assert [watch.owe(at=factories.AT) for _ in range(3)] == [1, 0, 0]
    owed = Fetch.objects.get()
    assert (owed.url, owed.article, owed.purpose) == ("https://harbour.example/log", row.article, "extraction")
    row.refresh_from_db()
    assert (row.last, row.next_at) == (owed, factories.AT + DAY)


CLOCK = [  # hours at which the sweep runs, looks owed in all, why
    ([0, 1, 23.9], 1, "not before the interval is over"),
    ([0, 24, 48], 3, "one an interval"),
    ([0, 120], 2, "whatever was missed while beat stood still is one look"),
    ([0, 500, 1, 2], 1, "after its end nothing is due, and a clock that comes back finds it as it was"),
    ([0, 200, 1, 23, 26], 3, "a clock that jumped ahead and back costs one look, and is planned anew"),
    ([-5, 0, 0.5], 1, "a first look in the future waits for its time"),
]


@pytest.mark.parametrize(("hours", "looks", "why"), CLOCK, ids=[c[-1] for c in CLOCK])
def test_a_clock_may_jump(hours, looks, why):
    watched()
    for hour in hours:
        watch.owe(at=factories.AT + timedelta(hours=hour))
        finish()
    assert Fetch.objects.count() == looks, why


@pytest.mark.parametrize(
    ("fields", "owed"),
    [
        ({"next_at": factories.AT}, 1),
        ({"next_at": factories.AT + timedelta(seconds=1)}, 0),
        ({"until": factories.AT}, 0),  # its end is no moment at which it is looked at
        ({"until": factories.AT + timedelta(seconds=1)}, 1),
        ({"every": 1}, 1),
    ],
)
def test_a_look_is_due_from_its_moment_until_the_end(fields, owed):
    row = watched(**fields)
    assert watch.owe(at=factories.AT) == owed
    row.refresh_from_db()
    assert row.next_at == (factories.AT + timedelta(hours=row.every) if owed else row.next_at)


@pytest.mark.parametrize(("ahead", "planned"), [(24, 24), (25, 24)])
def test_a_look_is_planned_one_interval_ahead_at_most(ahead, planned):
    row = watched(next_at=factories.AT + timedelta(hours=ahead))
    watch.owe(at=factories.AT)
    row.refresh_from_db()
    assert row.next_at == factories.AT + timedelta(hours=planned)


def test_one_sweep_owes_as_many_looks_as_a_batch_and_the_earliest_first(monkeypatch):
    monkeypatch.setattr(watch, "BATCH", 2)
    rows = [watched(next_at=factories.AT - timedelta(hours=n)) for n in range(3)]
    assert watch.owe(at=factories.AT) == 2
    assert set(Fetch.objects.values_list("article", flat=True)) == {rows[1].pk, rows[2].pk}
    assert watch.owe(at=factories.AT) == 1


def test_an_article_that_is_still_waited_for_is_not_asked_again():
    watched()
    assert [watch.owe(at=factories.AT + n * DAY) for n in range(4)] == [1, 0, 0, 0]
    finish()
    assert watch.owe(at=factories.AT + 4 * DAY) == 1


def test_a_changed_page_becomes_the_next_version(monkeypatch):
    row = watched()
    body = b"The log was put right.\n"
    found = fetch.Fetched(
        "https://harbour.example/log", "https://harbour.example/log", 200, "text/plain", None, body, (), {}
    )
    monkeypatch.setattr(fetch, "get", lambda url, **_: found)
    watch.owe(at=factories.AT)
    done = ingest.read_one(at=factories.AT)
    assert (done.state, done.version.number, done.version.article) == ("new", 2, row.article)


def test_an_address_that_is_none_holds_up_nobody():
    odd = factories.version(url="nowhere")
    actor = "00000000-0000-0000-0000-000000000001"
    Watch.objects.create(
        article=odd.article,
        asked_by=actor,
        every=24,
        until=factories.AT + DAY,
        next_at=factories.AT - DAY,
        created_at=factories.AT,
    )
    watched()
    assert [watch.owe(at=factories.AT) for _ in range(2)] == [1, 0]
    assert Fetch.objects.get(outcome="refused").url == ""


def test_an_article_without_an_address_of_its_own_is_found_by_its_versions():
    version = factories.version(url="https://harbour.example/log")
    assert watch.address(version.article) == "https://harbour.example/log"
    assert watch.address(factories.version().article) == ""
    assert watch.address(Article(canonical_url="https://a.example/")) == "https://a.example/"


def test_the_newest_version_with_an_address_gives_it():
    article = factories.version(url="https://harbour.example/old").article
    factories.version("two", article=article, url="https://harbour.example/log")
    factories.version("three", article=article, url="")
    assert watch.address(article) == "https://harbour.example/log"


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM sources_watch",
        "UPDATE sources_watch SET created_at = now()",
        "UPDATE sources_watch SET every = 0",
        "UPDATE sources_watch SET last_id = (SELECT max(id) FROM sources_fetch)",
    ],
)
def test_nobody_bends_a_watch(sql):
    watched()
    Fetch.objects.create(via="url", url="https://elsewhere.example/", created_at=factories.AT)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_owe_one_look():
    for _ in range(5):
        watched()
    owed = []

    def beat():
        try:
            owed.append(watch.owe(at=factories.AT))
        finally:
            connections.close_all()

    beats = [threading.Thread(target=beat) for _ in range(4)]
    for thread in beats:
        thread.start()
    for thread in beats:
        thread.join()
    assert sum(owed) == Fetch.objects.count() == 5
