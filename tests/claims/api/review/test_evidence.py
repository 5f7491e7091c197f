"""Evidence through the API: what is said of it, its archived exchange, and whether the page is still there."""

import hashlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from warcio.archiveiterator import ArchiveIterator

from claims import tasks
from claims.api.review import evidence as evidence_api
from claims.api.review.evidence import content_disposition
from claims.models import Claim, Evidence
from claims.queries.archive import capture_of
from claims.workflow.audit import actor_of
from claims.workflow.evidence import evidence
from sources import ingest
from sources.models import Fetch
from sources.pipeline.fetch import fetch
from sources.pipeline.fetch.wire_recorder import Exchange
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import API, QUOTED_WORDS, World, client, evidence_body, post, review_body

pytestmark = pytest.mark.django_db
PAGE = "https://harbour.example/log"
BODY = b"Forty crossings were cancelled.\n"
RECEIVED = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + BODY


def served(monkeypatch: pytest.MonkeyPatch, body: bytes = BODY) -> None:
    exchange = Exchange(PAGE, b"GET /log HTTP/1.1\r\n\r\n", RECEIVED)
    monkeypatch.setattr(
        fetch, "get", lambda url, **_: fetch.Fetched(url, url, 200, "text/plain", None, body, (), {}, (exchange,))
    )
    while ingest.read_one(at=factories.AT):
        pass


@pytest.fixture
def item(monkeypatch: pytest.MonkeyPatch) -> Evidence:
    found = factories.evidence(factories.claim(), kind="page", url=PAGE)
    served(monkeypatch)
    found.refresh_from_db()
    return found


def look_up(address: str, role: str = "reviewer") -> Any:
    return client(factories.user(role)).get(API + address)


def test_what_is_said_of_evidence_comes_back() -> None:
    about = {
        "question": "How often?",
        "primary_source": True,
        "page": "Sheet 2, C7",
        "seen_by": "Ada Brix",
        "transcription": "40",
        "note_public": "Forty.",
        "on_record": False,
    }
    fields = {"claim": factories.claim().pk, "kind": "data", "stance": "supports", "note": "The log.", **about}
    answer = client(factories.user()).post(f"{API}/evidence", fields, format="json")
    assert answer.status_code == 201, answer.content
    assert {name: answer.json()[name] for name in about} == about


def test_the_exchange_is_downloaded_whole_and_its_hash_is_told(item: Evidence) -> None:
    body = look_up(f"/evidence/{item.pk}").json()["archive"]
    answer = look_up(f"/evidence/{item.pk}/warc")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/warc")
    assert f"evidence-{item.pk}.warc.gz" in answer["Content-Disposition"]
    assert hashlib.sha256(answer.content).hexdigest() == body["warc_sha256"]
    kept = [exchange.raw_stream.read() for exchange in ArchiveIterator(BytesIO(answer.content), no_record_parse=True)]
    assert RECEIVED in kept


def test_a_passage_is_traced_to_the_exchange_that_its_page_came_by(item: Evidence) -> None:
    version = item.fetch.version
    fields = {
        "claim": item.claim_id,
        "kind": "passage",
        "stance": "supports",
        "note": "The log.",
        "version": version.pk,
        "start": 0,
        "end": 5,
        "exact": "Forty",
    }
    body = client(factories.user()).post(f"{API}/evidence", fields, format="json").json()
    assert (body["url"], body["archive"]["job"]) == (PAGE, None), "its page is archived already"
    assert look_up(f"/evidence/{body['id']}/warc").status_code == 200


def test_who_may_not_see_it_gets_no_exchange(item: Evidence) -> None:
    assert look_up(f"/evidence/{item.pk}/warc", "nobody").status_code == 403
    other = factories.evidence(factories.claim())
    assert look_up(f"/evidence/{other.pk}/warc").status_code == 404
    assert capture_of(other) is None


def test_a_look_says_whether_the_page_is_still_there(item: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client(factories.user()).post(f"{API}/evidence/{item.pk}/look", {}, format="json")
    assert (answer.status_code, answer.json()["looks"][0]["found"]) == (202, "waiting")
    served(monkeypatch, b"Thirty.\n")
    assert [look["found"] for look in look_up(f"/evidence/{item.pk}").json()["looks"]] == ["changed"]
    assert client(factories.user("nobody")).post(f"{API}/evidence/{item.pk}/look", {}, format="json").status_code == 403


def test_an_upload_is_downloaded_and_never_shown_as_a_page(desk: World) -> None:
    answer = client(desk.user).get(API + desk.addresses()["file"])
    assert answer.content == b"<script>1</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "/" not in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_withdrawn_evidence_supports_nothing(claim: Claim) -> None:
    added = post("/evidence", evidence_body(claim)).json()
    answer = post(f"/evidence/{added['id']}/withdraw", {"because": "It was another winter."})
    assert answer.json()["withdrawn"]["because"] == "It was another winter."
    assert post("/reviews", review_body(claim)).status_code == 422
    again = post(f"/evidence/{added['id']}/withdraw", {"because": "Twice."})
    assert again.status_code == 409
    assert again.json()["present"]["evidence"] == added["id"]


def test_the_checked_article_is_no_evidence_for_itself(claim: Claim) -> None:
    version = claim.appearances.get().version
    own = {"version": version.pk, "start": 4, "end": 9, "exact": "ferry"}
    answer = post("/evidence", evidence_body(claim, kind="passage", **own))
    assert answer.status_code == 422
    assert not claim.evidence.exists()


def test_a_passage_of_another_page_is_evidence(claim: Claim, desk: World) -> None:
    start = desk.version.text.index(QUOTED_WORDS)
    fields = evidence_body(
        claim, kind="passage", version=desk.version.pk, start=start, end=start + len(QUOTED_WORDS), exact=QUOTED_WORDS
    )
    body = post("/evidence", fields).json()
    assert body["selector"][1]["exact"] == QUOTED_WORDS
    assert body["archive"]["version_id"] == desk.version.pk
    assert body["archive"]["raw_sha256"] == desk.version.raw_sha256
    assert post("/evidence", {**fields, "exact": "other words"}).status_code == 422


def test_an_address_is_archived_in_the_background(claim: Claim) -> None:
    body = post("/evidence", evidence_body(claim, kind="page", url="https://tides.example.org/log")).json()
    assert (body["archive"]["state"], body["archive"]["version"]) == ("waiting", None)
    Fetch.objects.filter(pk=body["archive"]["job"]).update(
        outcome="refused", reason="There is no such page.", finished_at=factories.AT
    )
    body = client(factories.user()).get(f"{API}/evidence/{body['id']}").json()
    assert (body["archive"]["state"], body["archive"]["reason"]) == ("refused", "There is no such page.")


def test_a_file_is_evidence_as_it_was_uploaded(claim: Claim) -> None:
    file = SimpleUploadedFile("log.pdf", b"%PDF-1.7 \xff", content_type="application/pdf")
    fields = evidence_body(claim, kind="document", on_record="false", file=file)
    answer = post("/evidence", fields, format="multipart")
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert (body["upload"]["name"], body["on_record"]) == ("log.pdf", False)
    assert client(factories.user()).get(f"{API}/evidence/{body['id']}/file").content == b"%PDF-1.7 \xff"


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"claim": 1e3}, "claim", "1000.0 is no id"),
        ({"claim": True}, "claim", "true is no id"),
        ({"claim": "1"}, "claim", "words are no id"),
        ({"claim": 10**29}, "claim", "larger than any id"),
        ({"claim": 999_999}, "claim", "there is none"),
        ({"stance": "maybe"}, "stance", "no stance"),
        ({"note": ""}, "note", "it has to show something"),
        ({"note": "a\0b"}, "note", "NUL"),
        ({"on_record": "yes"}, "on_record", "words are neither true nor false"),
        ({"kind": "page"}, "url", "a page has an address or a file"),
        ({"kind": "page", "url": "javascript:alert(1)"}, "url", "no web address"),
        ({"kind": "passage"}, "version", "a passage stands somewhere"),
        ({"added_by": "me"}, "added_by", "nobody speaks for somebody else"),
    ],
)
def test_evidence_that_says_nothing_names_the_field(claim: Claim, change: dict[str, Any], field: str, why: str) -> None:
    answer = post("/evidence", evidence_body(claim) | change)
    assert answer.status_code == 422, (why, answer.content)
    assert field in [error["field"] for error in answer.json()["errors"]], why
    assert not claim.evidence.exists()


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("log.pdf", 'attachment; filename="log.pdf"'),
        ('../a\\b"c.pdf', 'attachment; filename=".._a_b_c.pdf"'),
        ("a\r\nb.pdf", 'attachment; filename="a__b.pdf"'),
        ("", 'attachment; filename="file"'),
        ("лог.pdf", "attachment; filename*=utf-8''%D0%BB%D0%BE%D0%B3.pdf"),
    ],
)
def test_a_download_has_a_name_that_breaks_no_header(name: str, header: str) -> None:
    assert content_disposition(name) == header


def test_evidence_without_a_file_or_an_exchange_has_neither(claim: Claim) -> None:
    row = factories.evidence(claim)
    body = look_up(f"/evidence/{row.pk}").json()
    unknown = ("archive", "upload", "withdrawn", "selector", "note_public", "question", "page", "seen_by", "url")
    assert {name: body[name] for name in unknown} == dict.fromkeys(unknown)
    assert body["looks"] == []
    assert (look_up(f"/evidence/{row.pk}/file").status_code, look_up(f"/evidence/{row.pk}/warc").status_code) == (
        404,
        404,
    )


def test_evidence_says_who_added_and_who_withdrew_it(claim: Claim) -> None:
    adder, other = factories.user(), factories.user()
    row = factories.evidence(claim, by=adder)
    evidence.withdraw(evidence=row, because="A copy.", by=other, at=factories.AT)
    body = look_up(f"/evidence/{row.pk}").json()
    assert body["added_by"] == {"id": str(actor_of(adder).pk), "name": actor_of(adder).name}
    assert body["withdrawn"]["by"] == {"id": str(actor_of(other).pk), "name": actor_of(other).name}
    assert body["withdrawn"]["at"] == "2026-03-01T12:00:00Z"


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ({}, {"supports", "withdrawn", "other"}),
        ({"claim": "CLAIM"}, {"supports", "withdrawn"}),
        ({"stance": "supports"}, {"supports"}),
        ({"kind": "document"}, {"other"}),
        ({"withdrawn": "true"}, {"withdrawn"}),
        ({"withdrawn": "false"}, {"supports", "other"}),
    ],
)
def test_evidence_is_found_by_claim_kind_stance_and_whether_it_counts(
    claim: Claim, query: dict[str, str], finds: set[str]
) -> None:
    file = evidence.File("log.pdf", "application/pdf", b"%PDF")
    rows = {
        "supports": factories.evidence(claim),
        "withdrawn": factories.evidence(claim, "disputes"),
        "other": factories.evidence(factories.claim(), "context", kind="document", file=file),
    }
    evidence.withdraw(evidence=rows["withdrawn"], because="A copy.", by=factories.user(), at=factories.AT)
    values = {"CLAIM": str(claim.pk)}
    query = {name: values.get(value, value) for name, value in query.items()}
    found = client(factories.user()).get(f"{API}/evidence", query).json()["results"]
    assert {row["id"] for row in found} == {rows[name].pk for name in finds}


def test_what_is_sent_in_is_read_in_the_background(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(tasks, "wake_ingest", lambda: woken.append("fetch"))
    assert post("/evidence", evidence_body(claim)).status_code == 201
    assert woken == []
    page = post("/evidence", evidence_body(claim, kind="page", url=PAGE)).json()
    assert woken == ["fetch"]
    served(monkeypatch)
    assert post(f"/evidence/{page['id']}/look").status_code == 202
    assert woken == ["fetch", "fetch"]


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (
        evidence_api.ArchiveResponse,
        {
            "job": "null",
            "article": "null",
            "version": "null",
            "version_id": "null",
            "raw_sha256": "null",
            "warc_sha256": "null",
        },
    ),
    (evidence_api.RecheckResponse, {"words_stand": "null"}),
    (evidence_api.EvidenceResponse, {"selector": "null", "upload": "null"}),
    (
        evidence_api.EvidenceRequest,
        {
            "note_public": "by default '', blank",
            "url": "by default '', blank",
            "version": "optional",
            "start": "optional",
            "end": "optional",
            "exact": "by default '', blank",
            "on_record": "by default True",
            "question": "by default '', blank",
            "primary_source": "by default False",
            "page": "by default '', blank",
            "seen_by": "by default '', blank",
            "transcription": "by default '', blank",
        },
    ),
    (evidence_api.EvidenceFormRequest, {**shape(evidence_api.EvidenceRequest), "file": "optional, empty file"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields


@pytest.mark.parametrize("media_type", ["text/csv", "application/x-log"])
def test_an_uploaded_file_keeps_its_name_its_type_and_its_bytes(claim: Claim, media_type: str) -> None:
    file = SimpleUploadedFile("log.csv", b"day,trips", content_type=media_type)
    row = post("/evidence", evidence_body(claim, kind="document", file=file), format="multipart").json()
    upload = Evidence.objects.get(pk=row["id"]).upload
    assert upload is not None
    assert (upload.name, upload.media_type, bytes(upload.raw)) == ("log.csv", media_type, b"day,trips")
    assert row["upload"]["media_type"] == media_type
