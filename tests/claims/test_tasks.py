"""Background jobs: each does what the rows owe, by the clock, and asks again when there is more."""

from datetime import UTC, datetime

import pytest

from claims import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(monkeypatch):
    """Record what each task hands on, instead of doing it."""
    made = []
    monkeypatch.setattr(tasks.later_facts, "sweep", lambda **all: made.append(("facts", all)))
    monkeypatch.setattr(tasks.extraction, "owe", lambda **all: made.append(("owe", all)))
    monkeypatch.setattr(tasks.reanchor, "sweep", lambda **all: made.append(("reanchor", all)))
    monkeypatch.setattr(tasks.notify, "sweep", lambda **all: made.append(("notify", all)))
    monkeypatch.setattr(tasks.mails, "send_waiting", lambda **all: made.append(("mail", all)))
    monkeypatch.setattr(
        tasks.checkpoints, "write", lambda file, **all: made.append(("checkpoint", {"file": file, **all}))
    )
    monkeypatch.setattr(tasks.timezone, "now", lambda: NOON)
    return made


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("owed", "read", "again"), [(0, 0, 0), (3, 3, 0), (49, 49, 0), (50, 50, 1), (60, 50, 1)])
def test_what_is_owed_is_done_a_batch_at_a_time(monkeypatch, calls, settings, owed, read, again):
    rows, asked, done = iter(range(owed)), [], []

    def read_one(**all):
        row = next(rows, None)
        if row is not None:
            done.append(all)
        return row

    monkeypatch.setattr(tasks.extraction, "read_one", read_one)
    monkeypatch.setattr(tasks.extract, "delay", lambda: asked.append(1))
    tasks.extract()
    assert (len(done), len(asked)) == (read, again)
    owing = ("owe", {"extractor": settings.EXTRACTOR, "at": NOON})
    assert calls == [("facts", {"at": NOON}), owing, ("reanchor", {"at": NOON})]
    for one in done:
        assert one == {"model": settings.LANGUAGE_MODEL, "embeddings": settings.EMBEDDINGS, "at": NOON}


def test_what_was_decided_is_written_down_and_people_are_reminded(calls, settings):
    tasks.checkpoint()
    tasks.remind()
    assert calls == [("checkpoint", {"file": settings.LEDGER_FILE, "at": NOON}), ("notify", {"at": NOON})]


@pytest.mark.parametrize("existing", [True, False])
def test_mail_is_sent_where_there_is_a_server(calls, settings, existing):
    settings.MAIL = existing
    tasks.mail()
    sent = {"sender": settings.DEFAULT_FROM_EMAIL, "site": settings.SITE, "at": NOON}
    assert calls == ([("mail", sent)] if existing else [])


@pytest.mark.parametrize(
    ("wake", "name"),
    [(tasks.wake_ingest, "sources.tasks.read"), (tasks.wake_extraction, "claims.tasks.extract")],
)
def test_a_hint_is_sent_once_the_transaction_is_done(monkeypatch, django_capture_on_commit_callbacks, wake, name):
    sent = []
    monkeypatch.setattr(tasks.current_app, "send_task", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        wake()
        assert sent == []
    assert sent == [name]


def test_a_broker_that_is_away_does_not_undo_what_was_done(monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(tasks.current_app, "send_task", lambda name: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True) as hints:
        tasks.wake_ingest()
    assert len(hints) == 1
