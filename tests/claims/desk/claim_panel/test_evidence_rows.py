"""What stands beside evidence: who added it, its copy, whether its page is still there."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, Evidence
from sources import ingest
from sources.pipeline.fetch import fetch
from sources.pipeline.fetch.wire_recorder import Exchange
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "https://harbour.example/log"
BODY = "👩‍🚀 Forty crossings were cancelled.\r\nThe town paid <b>twice</b>.\nThe town paid in May.\n"


def panel(client: Client, claim: Claim) -> str:
    return client.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()


def served(monkeypatch: pytest.MonkeyPatch, body: str = BODY, gone: str = "") -> None:
    def get(url: str, **_: object) -> fetch.Fetched:
        if gone:
            raise fetch.CannotBeDone(gone)
        exchange = Exchange(url, b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n" + body.encode())
        return fetch.Fetched(url, url, 200, "text/plain", None, body.encode(), (), {}, (exchange,))

    monkeypatch.setattr(fetch, "get", get)
    while ingest.read_one(at=factories.AT):
        pass


@pytest.fixture
def evidence(db: None, monkeypatch: pytest.MonkeyPatch) -> Evidence:
    found = factories.evidence(factories.claim(), kind="page", url=PAGE, question="How often?")
    served(monkeypatch)
    found.refresh_from_db()
    return found


def test_what_is_said_of_evidence_stands_beside_it(reviewer: Client) -> None:
    claim = factories.claim()
    about = {
        "kind": "document",
        "stance": "supports",
        "note": "The log.",
        "url": PAGE,
        "question": "How often?",
        "note_public": "It counts forty.",
        "page": "sheet 2, C7",
        "seen_by": "Ada Brix",
        "transcription": "40 times",
        "primary_source": "on",
        "off_record": "on",
    }
    assert reviewer.post(reverse("desk:evidence", args=[claim.pk]), about).status_code == 302
    html = panel(reviewer, claim)
    for words in (
        "How often?",
        "It counts forty.",
        "sheet 2, C7",
        "Ada Brix",
        "40 times",
        "the source itself",
        "off the record",
        "being archived",
    ):
        assert words in html, words


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ({"body": BODY}, "still there, unchanged"),
        ({"body": "Another.\n"}, "still there, but changed"),
        ({"gone": "The page is not there (404)."}, "gone, or closed to us: The page is not there (404)."),
    ],
)
def test_still_there_says_what_was_found(
    reviewer: Client, evidence: Evidence, monkeypatch: pytest.MonkeyPatch, page: dict[str, str], message: str
) -> None:
    assert reviewer.post(reverse("desk:look", args=[evidence.pk])).status_code == 302
    assert "being looked at" in panel(reviewer, evidence.claim)
    served(monkeypatch, **page)
    assert message in panel(reviewer, evidence.claim)


def test_more_evidence_asks_the_database_no_more_often(
    reviewer: Client, evidence: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            panel(reviewer, evidence.claim)
        return len(queries)

    reviewer.post(reverse("desk:look", args=[evidence.pk]))
    served(monkeypatch, "Another.\n")
    asked()
    before = asked()
    for number in range(4):
        other = factories.evidence(evidence.claim, kind="page", url=f"{PAGE}/{number}")
        reviewer.post(reverse("desk:look", args=[other.pk]))
        served(monkeypatch, f"Page {number}.\n")
    assert asked() == before


def test_a_page_that_could_not_be_archived_says_why(reviewer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = factories.evidence(factories.claim(), kind="page", url=PAGE)
    served(monkeypatch, gone="It is behind a door.")
    assert "could not be archived, because: It is behind a door." in panel(reviewer, evidence.claim)
    assert reviewer.get(reverse("desk:pick_passage", args=[evidence.pk])).status_code == 404
