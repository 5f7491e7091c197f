"""The two ledgers of background work as one list, and trying again."""

from datetime import timedelta
from typing import Any

import pytest

from claims import tasks
from claims.api.articles import jobs
from claims.models import Extraction
from sources.models import Fetch
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import API, World, add_quotation, client, get, post

pytestmark = pytest.mark.django_db
PAGE = "https://harbour.example/log"


def test_only_what_failed_is_tried_again(desk: World) -> None:
    answer = post(f"/jobs/fetch/{desk.fetch.pk}/retry", role="editor")
    assert (answer.status_code, answer.json()["present"]["state"]) == (409, "done")
    assert post("/jobs/other/1/retry", role="editor").status_code == 404
    assert post("/jobs/fetch/999999/retry", role="editor").status_code == 404


def test_pages_run_through_both_ledgers(desk: World) -> None:
    for _ in range(3):
        add_quotation(factories.version(desk.version.text))
    asking, found, address = client(desk.user), [], f"{API}/jobs?page_size=2"
    while address:
        page = asking.get(address).json()
        found += [(row["kind"], row["id"]) for row in page["results"]]
        address = page["next"]
    assert len(found) == len(set(found)) == 5


def arrival(**fields: Any) -> Fetch:
    values = {"via": "url", "url": PAGE, "created_at": factories.AT}
    return Fetch.objects.create(**(values | fields))


def failed_extraction() -> Extraction:
    row = factories.claim().extraction
    Extraction.objects.filter(pk=row.pk).update(failed=True, reason="It took too long.", finished_at=factories.AT)
    return row


def test_a_failed_fetch_says_why_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(tasks, "wake_ingest", lambda: woken.append("fetch"))
    monkeypatch.setattr(tasks, "wake_extraction", lambda: woken.append("extraction"))
    row = arrival(outcome="refused", reason="There is no such page.", finished_at=factories.AT)
    body = get(factories.user(), f"/jobs/fetch/{row.pk}")
    assert (body["state"], body["outcome"], body["reason"]) == ("failed", "refused", "There is no such page.")
    assert (body["kind"], body["what"], body["article"], body["version"]) == ("fetch", PAGE, None, None)
    again = post(f"/jobs/fetch/{row.pk}/retry", role="editor").json()
    assert (again["state"], again["outcome"], again["reason"]) == ("waiting", None, None)
    assert woken == ["fetch"]


def test_a_failed_extraction_says_why_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(tasks, "wake_ingest", lambda: woken.append("fetch"))
    monkeypatch.setattr(tasks, "wake_extraction", lambda: woken.append("extraction"))
    row = failed_extraction()
    body = get(factories.user(), f"/jobs/extraction/{row.pk}")
    assert (body["state"], body["outcome"], body["reason"]) == ("failed", None, "It took too long.")
    assert (body["what"], body["article"], body["version"]) == ("test/1", row.version.article_id, 1)
    assert post(f"/jobs/extraction/{row.pk}/retry", role="editor").json()["state"] == "waiting"
    assert woken == ["extraction"]


def test_a_retry_takes_no_fields_and_asks_for_a_role() -> None:
    row = arrival(outcome="refused", reason="Gone.", finished_at=factories.AT)
    assert post(f"/jobs/fetch/{row.pk}/retry", {"force": True}, role="editor").status_code == 422
    assert post(f"/jobs/fetch/{row.pk}/retry", role="reviewer").status_code == 403
    assert get(factories.user(), f"/jobs/fetch/{row.pk}")["state"] == "failed"


@pytest.mark.parametrize(
    ("fields", "state", "outcome", "what"),
    [
        ({}, "waiting", None, PAGE),
        ({"outcome": "new"}, "done", "new", PAGE),
        ({"outcome": "unchanged"}, "done", "unchanged", PAGE),
        ({"outcome": "refused"}, "failed", "refused", PAGE),
        ({"url": "", "via": "file", "file_name": "log.txt", "raw": b"x"}, "waiting", None, "log.txt"),
    ],
)
def test_a_fetch_is_waiting_done_or_failed(fields: dict[str, Any], state: str, outcome: str | None, what: str) -> None:
    version = factories.version()
    if fields.get("outcome") in ("new", "unchanged"):
        fields = fields | {"version": version, "article": version.article}
    if "outcome" in fields:
        fields = fields | {"finished_at": factories.AT, "reason": "Gone." if fields["outcome"] == "refused" else ""}
    row = arrival(**fields)
    body = get(factories.user(), f"/jobs/fetch/{row.pk}")
    assert (body["state"], body["outcome"], body["what"]) == (state, outcome, what)


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ({}, {"fetch", "extraction", "waiting"}),
        ({"kind": "fetch"}, {"fetch", "waiting"}),
        ({"kind": "extraction"}, {"extraction"}),
        ({"state": "failed"}, {"fetch", "extraction"}),
        ({"state": "waiting"}, {"waiting"}),
        ({"state": "done"}, set()),
        ({"kind": "extraction", "state": "waiting"}, set()),
        ({"article": "ARTICLE"}, {"extraction"}),
    ],
)
def test_jobs_are_found_by_kind_state_and_article(query: dict[str, str], finds: set[str]) -> None:
    rows = {
        "fetch": arrival(outcome="refused", reason="Gone.", finished_at=factories.AT),
        "waiting": arrival(url="https://harbour.example/2"),
        "extraction": failed_extraction(),
    }
    values = {"ARTICLE": str(rows["extraction"].version.article_id)}
    found = get(factories.user(), "/jobs", **{name: values.get(value, value) for name, value in query.items()})
    expected = {("extraction" if name == "extraction" else "fetch", rows[name].pk) for name in finds}
    assert {(row["kind"], row["id"]) for row in found["results"]} == expected


@pytest.mark.parametrize("ordering", ["created_at", "-created_at"])
def test_jobs_stand_in_the_order_of_time(ordering: str) -> None:
    early = arrival(created_at=factories.AT)
    late = arrival(created_at=factories.AT + timedelta(minutes=1))
    found = [row["id"] for row in get(factories.user(), "/jobs", ordering=ordering)["results"]]
    assert found == ([early.pk, late.pk] if ordering == "created_at" else [late.pk, early.pk])


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (
        jobs.JobResponse,
        {
            "outcome": "null",
            "article": "null",
            "version": "null",
            "started_at": "null",
            "finished_at": "null",
            "try_after": "null",
        },
    ),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields
