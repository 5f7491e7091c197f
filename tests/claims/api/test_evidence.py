"""Evidence through the API: what is said of a piece, its archived exchange, and whether the page is still there."""

import hashlib
from io import BytesIO
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from claims.models import Evidence
from claims.queries.archive import capture_of
from sources import ingest
from sources.pipeline.fetch import fetch
from sources.pipeline.fetch.wire_recorder import Exchange
from tests import factories
from tests.claims.api.world import API, client

pytestmark = pytest.mark.django_db
PAGE = "https://harbour.example/log"
BODY = b"Forty crossings were cancelled.\n"
RECEIVED = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + BODY


def served(monkeypatch: pytest.MonkeyPatch, body: bytes = BODY) -> None:
    one = Exchange(PAGE, b"GET /log HTTP/1.1\r\n\r\n", RECEIVED)
    monkeypatch.setattr(
        fetch, "get", lambda url, **_: fetch.Fetched(url, url, 200, "text/plain", None, body, (), {}, (one,))
    )
    while ingest.read_one(at=factories.AT):
        pass


@pytest.fixture
def piece(monkeypatch: pytest.MonkeyPatch) -> Evidence:
    found = factories.piece(factories.claim(), kind="page", url=PAGE)
    served(monkeypatch)
    found.refresh_from_db()
    return found


def get(address: str, role: str = "reviewer") -> Any:
    return client(factories.user(role)).get(API + address)


def test_what_is_said_of_a_piece_comes_back() -> None:
    about = {
        "question": "How often?",
        "primary_source": True,
        "page": "Sheet 2, C7",
        "seen_by": "Ada Brix",
        "transcription": "40",
        "note_public": "Forty.",
        "on_record": False,
    }
    given = {"claim": factories.claim().pk, "kind": "data", "stance": "supports", "note": "The log.", **about}
    answer = client(factories.user()).post(f"{API}/evidence", given, format="json")
    assert answer.status_code == 201, answer.content
    assert {name: answer.json()[name] for name in about} == about


def test_the_exchange_is_downloaded_whole_and_its_hash_is_told(piece: Evidence) -> None:
    shown = get(f"/evidence/{piece.pk}").json()["archive"]
    answer = get(f"/evidence/{piece.pk}/warc")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/warc")
    assert f"evidence-{piece.pk}.warc.gz" in answer["Content-Disposition"]
    assert hashlib.sha256(answer.content).hexdigest() == shown["warc_sha256"]
    kept = [one.raw_stream.read() for one in ArchiveIterator(BytesIO(answer.content), no_record_parse=True)]
    assert RECEIVED in kept


def test_a_passage_is_traced_to_the_exchange_that_its_page_came_by(piece: Evidence) -> None:
    version = piece.fetch.version
    given = {
        "claim": piece.claim_id,
        "kind": "passage",
        "stance": "supports",
        "note": "The log.",
        "version": version.pk,
        "start": 0,
        "end": 5,
        "exact": "Forty",
    }
    shown = client(factories.user()).post(f"{API}/evidence", given, format="json").json()
    assert (shown["url"], shown["archive"]["job"]) == (PAGE, None), "its page is archived already"
    assert get(f"/evidence/{shown['id']}/warc").status_code == 200


def test_who_may_not_see_it_gets_no_exchange(piece: Evidence) -> None:
    assert get(f"/evidence/{piece.pk}/warc", "nobody").status_code == 403
    other = factories.piece(factories.claim())
    assert get(f"/evidence/{other.pk}/warc").status_code == 404
    assert capture_of(other) is None


def test_a_look_says_whether_the_page_is_still_there(piece: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client(factories.user()).post(f"{API}/evidence/{piece.pk}/look", {}, format="json")
    assert (answer.status_code, answer.json()["looks"][0]["found"]) == (202, "waiting")
    served(monkeypatch, b"Thirty.\n")
    assert [look["found"] for look in get(f"/evidence/{piece.pk}").json()["looks"]] == ["changed"]
    assert (
        client(factories.user("nobody")).post(f"{API}/evidence/{piece.pk}/look", {}, format="json").status_code == 403
    )
