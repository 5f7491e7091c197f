"""The desk's pages about sources: a passage of our copy, the exchange, a second look, what was really said."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, Evidence, Original, Recheck
from sources import ingest
from sources.pipeline.fetch import fetch
from sources.pipeline.fetch.wire_recorder import Exchange
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "https://harbour.example/log"
BODY = "👩‍🚀 Forty crossings were cancelled.\r\nThe town paid <b>twice</b>.\nThe town paid in May.\n"
TEXT = BODY.replace("\r\n", "\n")


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
def piece(db: None, monkeypatch: pytest.MonkeyPatch) -> Evidence:
    found = factories.piece(factories.claim(), kind="page", url=PAGE, question="How often?")
    served(monkeypatch)
    found.refresh_from_db()
    return found


def panel(client: Client, claim: Claim) -> str:
    return client.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()


def given(**more: object) -> dict[str, object]:
    return {"exact": "Forty crossings", "stance": "supports", "note": "The log counts them.", **more}


def test_what_is_said_of_a_piece_stands_beside_it(reviewer: Client) -> None:
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
    shown = panel(reviewer, claim)
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
        assert words in shown, words


def test_our_copy_is_shown_as_text_and_its_words_are_taken(reviewer: Client, piece: Evidence) -> None:
    address = reverse("desk:pick_passage", args=[piece.pk])
    assert address in panel(reviewer, piece.claim)
    page = reviewer.get(address).content.decode()
    assert "The town paid &lt;b&gt;twice&lt;/b&gt;." in page
    assert "How often?" in page, "the question of the piece is taken over"
    start = TEXT.index("Forty")
    answer = reviewer.post(address, given(start=start, end=start + 15))
    assert answer.status_code == 302, answer.content.decode()
    passage = piece.claim.evidence.get(kind="passage")
    assert (passage.exact, passage.start, passage.version, passage.url) == (
        "Forty crossings",
        start,
        piece.fetch.version,
        PAGE,
    )
    assert "Forty crossings" in panel(reviewer, piece.claim)


@pytest.mark.parametrize(
    ("change", "said"),
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
    reviewer: Client, piece: Evidence, change: dict[str, object], said: str
) -> None:
    answer = reviewer.post(reverse("desk:pick_passage", args=[piece.pk]), given(question="My own question", **change))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page
    assert "My own question" in page
    assert not piece.claim.evidence.filter(kind="passage").exists()


def test_words_that_are_typed_are_found_where_they_stand_once(reviewer: Client, piece: Evidence) -> None:
    answer = reviewer.post(
        reverse("desk:pick_passage", args=[piece.pk]), given(exact="cancelled.\r\nThe town paid <b>")
    )
    assert answer.status_code == 302
    assert piece.claim.evidence.get(kind="passage").exact == "cancelled.\nThe town paid <b>"


def test_the_exchange_is_handed_out_to_staff_and_its_hash_is_shown(
    reviewer: Client, onlooker: Client, piece: Evidence
) -> None:
    address = reverse("desk:warc", args=[piece.pk])
    answer = reviewer.get(address)
    assert answer["Content-Type"] == "application/warc"
    assert answer.content == bytes(piece.fetch.capture.warc)
    shown = panel(reviewer, piece.claim)
    assert address in shown
    assert piece.fetch.capture.warc_sha256 in shown
    assert onlooker.get(address).status_code == 403
    assert Client().get(address).status_code == 302, "to the sign-in"
    assert reviewer.post(address).status_code == 405
    assert reviewer.get(reverse("desk:warc", args=[factories.piece(factories.claim()).pk])).status_code == 404


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ({"body": BODY}, "still there, unchanged"),
        ({"body": "Another.\n"}, "still there, but changed"),
        ({"gone": "The page is not there (404)."}, "gone, or closed to us: The page is not there (404)."),
    ],
)
def test_still_there_says_what_was_found(
    reviewer: Client, piece: Evidence, monkeypatch: pytest.MonkeyPatch, page: dict[str, str], said: str
) -> None:
    assert reviewer.post(reverse("desk:look", args=[piece.pk])).status_code == 302
    assert "being looked at" in panel(reviewer, piece.claim)
    served(monkeypatch, **page)
    assert said in panel(reviewer, piece.claim)


def test_more_pieces_ask_the_database_no_more_often(
    reviewer: Client, piece: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            panel(reviewer, piece.claim)
        return len(queries)

    reviewer.post(reverse("desk:look", args=[piece.pk]))
    served(monkeypatch, "Another.\n")
    asked()
    before = asked()
    for number in range(4):
        other = factories.piece(piece.claim, kind="page", url=f"{PAGE}/{number}")
        reviewer.post(reverse("desk:look", args=[other.pk]))
        served(monkeypatch, f"Page {number}.\n")
    assert asked() == before


def test_who_may_not_looks_at_nothing(onlooker: Client, piece: Evidence) -> None:
    for name in ("look", "pick_passage", "warc"):
        method = onlooker.post if name == "look" else onlooker.get
        assert method(reverse(f"desk:{name}", args=[piece.pk])).status_code == 403
    assert not Recheck.objects.exists()


def test_a_page_that_could_not_be_archived_says_why(reviewer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    piece = factories.piece(factories.claim(), kind="page", url=PAGE)
    served(monkeypatch, gone="It is behind a door.")
    assert "could not be archived, because: It is behind a door." in panel(reviewer, piece.claim)
    assert reviewer.get(reverse("desk:pick_passage", args=[piece.pk])).status_code == 404


# --- did they say it? ---------------------------------------------------------------------------------------------


@pytest.fixture
def quoted(db: None) -> Claim:
    said = factories.quote(factories.claim(), words="The town paid for each of them")
    return factories.claim(of=said.version, words=said.exact, quote=said)


def original(client: Client, claim: Claim, **more: object):
    fields = {"source": "Minutes", "words": "The town paid for most of them", "grade": "altered", **more}
    return client.post(reverse("desk:original", args=[claim.pk]), fields)


def test_an_original_is_kept_and_the_difference_is_marked_in_words_too(reviewer: Client, quoted: Claim) -> None:
    assert "Nobody has looked for the original yet." in panel(reviewer, quoted)
    assert original(reviewer, quoted).status_code == 302
    page = panel(reviewer, quoted)
    assert "words altered inside the marks" in page
    assert '<ins><span class="visually-hidden">added: </span>each</ins>' in page
    assert '<del><span class="visually-hidden">left out: </span>most</del>' in page


def test_comparing_keeps_nothing_and_proposes_only_what_a_machine_sees(reviewer: Client, quoted: Claim) -> None:
    answer = original(reviewer, quoted, compare="yes", source="", grade="", words="The town paid for each of them.")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Claimdesk proposes: the same but for typography. You decide." in page
    assert "Claimdesk proposes" not in original(reviewer, quoted, compare="yes", grade="").content.decode()
    assert not Original.objects.exists()


def test_words_in_another_language_are_held_against_our_translation(reviewer: Client, quoted: Claim) -> None:
    fields = {"words": "Die Stadt zahlte für jede", "language": "de", "grade": "translation"}
    original(reviewer, quoted, **fields)
    assert "<del>" not in panel(reviewer, quoted)
    original(reviewer, quoted, **fields, translation="The town paid for each")
    page = panel(reviewer, quoted)
    assert "added: </span>of them</ins>" in page
    assert "Die" not in page.partition("<del>")[2].partition("</del>")[0]


def test_a_grade_that_the_words_refute_is_refused_with_everything_kept(reviewer: Client, quoted: Claim) -> None:
    answer = original(reviewer, quoted, grade="verbatim", source="Minutes of the council")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "The words differ: look at what is marked" in page
    assert "Minutes of the council" in page
    assert "left out: </span>most" in page
