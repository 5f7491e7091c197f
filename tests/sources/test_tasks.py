"""The background job of the sources: owed fetches first, then the ledger, then a word to the right side."""

from types import SimpleNamespace

import pytest

from sources import tasks


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, settings: SimpleNamespace) -> list[str]:
    """Collect what is called, in order; `rows` says how many the ledger owes."""
    found: list[str] = []
    settings.WAKE_AFTER = {"sources.tasks.read": ["claims.tasks.extract", "other"]}
    monkeypatch.setattr(tasks.watch, "owe", lambda at: found.append("owe"))
    monkeypatch.setattr(tasks, "current_app", SimpleNamespace(send_task=found.append))
    monkeypatch.setattr(tasks.read, "delay", lambda: found.append("again"))
    return found


def owed(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    rows = iter(range(count))
    monkeypatch.setattr(tasks.ingest, "read_one", lambda at: next(rows, None))


def test_nothing_owed_wakes_nobody(monkeypatch: pytest.MonkeyPatch, calls: list[str]) -> None:
    owed(monkeypatch, 0)
    tasks.read()
    assert calls == ["owe"]


def test_each_article_that_was_read_wakes_the_right_side(monkeypatch: pytest.MonkeyPatch, calls: list[str]) -> None:
    owed(monkeypatch, 2)
    tasks.read()
    assert calls == ["owe", *["claims.tasks.extract", "other"] * 2]


@pytest.mark.parametrize(("count", "again"), [(49, False), (50, True), (51, True)])
def test_a_job_does_fifty_rows_and_asks_for_another(
    monkeypatch: pytest.MonkeyPatch, calls: list[str], count: int, again: bool
) -> None:
    owed(monkeypatch, count)
    tasks.read()
    assert calls.count("other") == min(count, 50)
    assert (calls[-1] == "again") is again
