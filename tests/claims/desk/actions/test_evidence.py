"""Evidence on the desk: adding, passages of a copy, uploads, the archived exchange."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Evidence, Recheck
from sources import ingest
from sources.pipeline.fetch import fetch
from sources.pipeline.fetch.wire_recorder import Exchange
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "https://harbour.example/log"
BODY = "👩‍🚀 Forty crossings were cancelled.\r\nThe town paid <b>twice</b>.\nThe town paid in May.\n"
TEXT = BODY.replace("\r\n", "\n")


def post_action(client: Client, name: str, key: int, **evidence_fields: object):
    return client.post(reverse(f"desk:{name}", args=[key]), evidence_fields)


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


def panel(client: Client, claim: Claim) -> str:
    return client.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()


def evidence_fields(**more: object) -> dict[str, object]:
    return {"exact": "Forty crossings", "stance": "supports", "note": "The log counts them.", **more}


@pytest.mark.parametrize(
    ("evidence_fields", "message"),
    [
        ({"kind": "page"}, "Give the address, or upload the file or a screenshot."),
        ({"note": "  "}, "Say in a sentence what this shows."),
        ({"kind": "page", "url": "javascript:alert(1)"}, "Give a full web address"),
        ({"stance": "proves"}, "not one of the available choices"),
        ({"kind": "passage"}, "not one of the available choices"),
    ],
)
def test_evidence_that_lacks_something_is_refused_at_the_field(
    reviewer: Client, evidence_fields: dict[str, str], message: str
) -> None:
    fields = {"kind": "data", "stance": "supports", "note": "What I typed", **evidence_fields}
    answer = post_action(reviewer, "evidence", factories.claim().pk, **fields)
    assert answer.status_code == 400
    assert message in answer.content.decode()
    assert not Evidence.objects.exists()


def test_an_uploaded_file_is_kept_and_handed_out_as_a_download(reviewer: Client) -> None:
    claim = factories.claim()
    file = SimpleUploadedFile("mine.html", b"<script>alert(1)</script>", content_type="text/html")
    post_action(reviewer, "evidence", claim.pk, kind="document", stance="context", note="The page.", file=file)
    upload = claim.evidence.get().upload
    answer = reviewer.get(reverse("desk:upload", args=[upload.pk]))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="mine.html"'


def test_an_empty_file_and_an_empty_reason_are_refused(reviewer: Client) -> None:
    claim = factories.claim()
    file = SimpleUploadedFile("empty.txt", b"")
    answer = post_action(reviewer, "evidence", claim.pk, kind="document", stance="context", note="The page.", file=file)
    assert "This file is empty." in answer.content.decode()
    evidence = factories.evidence(claim)
    assert post_action(reviewer, "withdraw", evidence.pk, because=" ").status_code == 400
    assert post_action(reviewer, "withdraw", evidence.pk, because="Miscounted.").status_code == 302
    assert post_action(reviewer, "withdraw", evidence.pk, because="Again.").status_code == 409
    page = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert "Miscounted." in page


def test_our_copy_is_shown_as_text_and_its_words_are_taken(reviewer: Client, evidence: Evidence) -> None:
    address = reverse("desk:pick_passage", args=[evidence.pk])
    assert address in panel(reviewer, evidence.claim)
    page = reviewer.get(address).content.decode()
    assert "The town paid &lt;b&gt;twice&lt;/b&gt;." in page
    assert "How often?" in page, "the question of the evidence is taken over"
    start = TEXT.index("Forty")
    answer = reviewer.post(address, evidence_fields(start=start, end=start + 15))
    assert answer.status_code == 302, answer.content.decode()
    passage = evidence.claim.evidence.get(kind="passage")
    assert (passage.exact, passage.start, passage.version, passage.url) == (
        "Forty crossings",
        start,
        evidence.fetch.version,
        PAGE,
    )
    assert "Forty crossings" in panel(reviewer, evidence.claim)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"exact": "Fifty crossings"}, "These words are not in the text."),
        ({"exact": "The town paid"}, "These words stand there more than once."),
        ({"start": 1, "end": 16}, "These are not the words at that place."),
        ({"start": 10_000, "end": 10_015}, "These are not the words at that place."),
        ({"note": " "}, "Say in a sentence what this shows."),
        ({"stance": ""}, "This field is required."),
    ],
)
def test_a_passage_that_is_not_there_is_refused_with_the_text_kept(
    reviewer: Client, evidence: Evidence, change: dict[str, object], message: str
) -> None:
    answer = reviewer.post(
        reverse("desk:pick_passage", args=[evidence.pk]), evidence_fields(question="My own question", **change)
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert message in page
    assert "My own question" in page
    assert not evidence.claim.evidence.filter(kind="passage").exists()


def test_words_that_are_typed_are_found_where_they_stand_once(reviewer: Client, evidence: Evidence) -> None:
    answer = reviewer.post(
        reverse("desk:pick_passage", args=[evidence.pk]), evidence_fields(exact="cancelled.\r\nThe town paid <b>")
    )
    assert answer.status_code == 302
    assert evidence.claim.evidence.get(kind="passage").exact == "cancelled.\nThe town paid <b>"


def test_the_exchange_is_handed_out_to_staff_and_its_hash_is_shown(
    reviewer: Client, onlooker: Client, evidence: Evidence
) -> None:
    address = reverse("desk:warc", args=[evidence.pk])
    answer = reviewer.get(address)
    assert answer["Content-Type"] == "application/warc"
    assert answer.content == bytes(evidence.fetch.capture.warc)
    html = panel(reviewer, evidence.claim)
    assert address in html
    assert evidence.fetch.capture.warc_sha256 in html
    assert onlooker.get(address).status_code == 403
    assert Client().get(address).status_code == 302, "to the sign-in"
    assert reviewer.post(address).status_code == 405
    assert reviewer.get(reverse("desk:warc", args=[factories.evidence(factories.claim()).pk])).status_code == 404


def test_who_may_not_looks_at_nothing(onlooker: Client, evidence: Evidence) -> None:
    for name in ("look", "pick_passage", "warc"):
        method = onlooker.post if name == "look" else onlooker.get
        assert method(reverse(f"desk:{name}", args=[evidence.pk])).status_code == 403
    assert not Recheck.objects.exists()
