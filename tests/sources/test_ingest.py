"""What arrives becomes exactly one version of exactly one article, or a refusal that says what to do."""

import hashlib
import threading
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from sources import ingest
from sources.models import Article, ArticleVersion, Capture, Domain, Fetch, Passage, Publisher, Sentence
from sources.pipeline.fetch import fetch
from sources.pipeline.fetch.wire_recorder import Exchange
from sources.queries import articles_for_desk, declares_ai
from tests import factories

pytestmark = pytest.mark.django_db

DUMP = """Ferry to Brackholm 🚢 to sail again in May

The harbour board has found the money for a second ship.

BRACKHOLM — The ferry will sail again from the third of May, the harbour board said on Tuesday.
“We have waited two winters for this,” said Ilse Varn, the mayor of Brackholm.
The crossing was closed in 2024 after the hull of the old ship cracked.

AI disclaimer: This page was written by an artificial intelligence system without a human editor.

Newsletter
Sign up
"""

PAGE = b"""<!doctype html><html lang="en"><head><title>Dam holds | The Valley Post</title>
<link rel="canonical" href="%s"><meta property="og:site_name" content="The Valley Post">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-02-03T08:00:00Z"}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Dam holds</h1>
<p>The dam above Ostvale held through the night of the flood, the water office said on Monday morning.</p>
<p>Nobody was hurt, although forty houses below the dam had to be left in a hurry, the office said.</p>
<p>Engineers will open two of the four gates this week to take eleven million litres out of the lake.</p>
</article><footer>Imprint</footer></body></html>"""


def receive(**what):
    return ingest.receive(**{"via": "paste", "by": None, "at": factories.AT, **what})


def work():
    """Do all that is owed, as the worker does; return the rows."""
    rows = []
    while (row := ingest.read_one(at=factories.AT)) is not None:
        rows.append(row)
    return rows


def test_a_paste_becomes_a_version_with_passages_and_sentences():
    row = receive(text=DUMP)
    assert row.state == "waiting"
    (done,) = work()
    assert (done.pk, done.state, done.raw) == (row.pk, "new", None)
    version = done.version
    assert version.text == DUMP
    assert bytes(version.raw) == DUMP.encode()
    kinds = {p.kind for p in version.passages.all()}
    assert {"headline", "body", "notice", "furniture"} <= kinds
    assert "".join(DUMP[p.start : p.end] for p in version.passages.order_by("start")) == DUMP
    assert any(DUMP[s.start : s.end].startswith("The crossing was closed") for s in version.sentences.all())
    assert done.article.headline.startswith("Ferry to Brackholm 🚢")


def test_a_declaration_is_kept_as_declared():
    receive(text=DUMP)
    (row,) = work()
    notice = declares_ai(row.version)
    assert notice.digital_source_type == "trainedAlgorithmicMedia"
    assert DUMP[notice.start : notice.end].startswith("AI disclaimer:")
    assert not Sentence.objects.filter(passage=notice).exists()


def test_nothing_is_inferred_that_the_page_does_not_state():
    receive(text=DUMP)
    (row,) = work()
    article = row.article
    assert (article.publisher, article.author, article.published_on, article.language) == (None, "", None, "")


SAME = [  # first and second arrival, number of articles, of versions, outcomes of the second, why
    ({"text": DUMP}, {"text": DUMP}, 1, 1, "unchanged", "the same paste"),
    (
        {"text": DUMP},
        {"text": DUMP.replace("\n", " \t\r\n").replace("of May", "of\xa0May") + "\n\n"},
        1,
        1,
        "unchanged",
        "blanks at line ends and a space that does not break",
    ),
    (
        {"text": DUMP.replace("of May", "of\u202fMay")},
        {"text": DUMP},
        1,
        1,
        "unchanged",
        "the same, with the odd one first",
    ),
    ({"text": DUMP}, {"text": DUMP.replace("May, the", "May , the")}, 2, 2, "new", "a space that is seen"),
    (
        {"text": DUMP},
        {"raw": b"\xef\xbb\xbf" + DUMP.replace("\n", "\r\n").encode()},
        1,
        1,
        "unchanged",
        "the same words with other line ends and a byte order mark",
    ),
    ({"text": DUMP}, {"text": DUMP + "More."}, 2, 2, "new", "a changed paste is another article"),
    (
        {"text": DUMP, "source": "cms", "external_id": "7"},
        {"text": DUMP + "More.", "source": "cms", "external_id": "7"},
        1,
        2,
        "new",
        "a changed text under the same id is a new version",
    ),
    (
        {"text": DUMP, "source": "cms", "external_id": "7"},
        {"text": DUMP, "source": "cms", "external_id": "8"},
        2,
        2,
        "new",
        "another id is another article",
    ),
    (
        {"text": DUMP, "url": "https://post.example/a"},
        {"text": DUMP + "More.", "url": "https://post.example/a"},
        1,
        2,
        "new",
        "the same address",
    ),
    (
        {"text": DUMP, "file_name": "a.txt"},
        {"text": DUMP, "file_name": "b.txt"},
        1,
        1,
        "unchanged",
        "a file's name is no identity",
    ),
]


@pytest.mark.parametrize(("first", "second", "articles", "versions", "outcome", "why"), SAME, ids=[s[-1] for s in SAME])
def test_the_same_article_makes_no_second_one(first, second, articles, versions, outcome, why):
    receive(**first)
    work()
    row = receive(**second)
    work()
    row.refresh_from_db()
    assert row.state == outcome
    assert (Article.objects.count(), ArticleVersion.objects.count()) == (articles, versions)


WIRE = {"source": "cms", "external_id": "7"}
EARLIER, LATER = DUMP, DUMP + "More."

REPORTS = [  # the arrivals of one article in order, what each is reported as at once, why
    ([{"text": EARLIER}], ["new"], "the first text"),
    ([{"text": EARLIER}, {"text": EARLIER}], ["new", "unchanged"], "the same text again"),
    ([{"text": EARLIER}, {"text": LATER}], ["new", "new"], "without an identity another text is another article"),
    ([{"text": EARLIER, **WIRE}, {"text": LATER, **WIRE}], ["new", "changed"], "another text of the same article"),
    (
        [{"text": EARLIER, **WIRE}, {"text": LATER, **WIRE}, {"text": LATER, **WIRE}],
        ["new", "changed", "unchanged"],
        "the changed text again",
    ),
    (
        [{"text": EARLIER, **WIRE}, {"text": LATER, **WIRE}, {"text": EARLIER, **WIRE}],
        ["new", "changed", "changed"],
        "the publisher went back to the earlier text",
    ),
    ([{"url": "https://post.example/a"}], ["waiting"], "an address is still to be fetched"),
    (
        [{"url": "https://post.example/a", **WIRE}, {"text": EARLIER, **WIRE}],
        ["waiting", "new"],
        "an article of which only the address was known",
    ),
    (
        [{"text": EARLIER, **WIRE, "purpose": "evidence"}, {"text": LATER, **WIRE}],
        ["new", "new"],
        "a page kept as evidence was never an article to read",
    ),
    (
        [{"text": EARLIER, **WIRE, "purpose": "evidence"}, {"text": EARLIER, **WIRE}],
        ["new", "new"],
        "neither is the same text of it",
    ),
]


@pytest.mark.parametrize("read_between", [True, False], ids=["read", "unread"])
@pytest.mark.parametrize(("arrivals", "expected", "why"), REPORTS, ids=[why for *_, why in REPORTS])
def test_an_arrival_is_reported_the_same_before_and_after_the_earlier_ones_are_read(
    arrivals, expected, why, read_between, monkeypatch
):
    def away(url, **_):
        raise fetch.TryLater("The site does not answer.", None)

    monkeypatch.setattr(fetch, "get", away)
    rows, reports = [], []
    for arrival in arrivals:
        rows.append(receive(**arrival))
        reports.append(ingest.report(rows[-1]))
        if read_between:
            work()
    assert reports == expected
    work()
    for row in rows:
        row.refresh_from_db()
    assert [ingest.report(row) for row in rows] == expected, "and once all are done"


def test_an_address_is_reported_by_what_was_fetched(monkeypatch):
    reports = []
    for page in (PAGE, PAGE, PAGE.replace(b"eleven", b"twelve")):
        got(monkeypatch, page % b"")
        row = receive(url="https://valley.example/dam", via="url")
        work()
        row.refresh_from_db()
        reports.append(ingest.report(row))
    assert reports == ["new", "unchanged", "changed"]


def test_a_refused_arrival_is_reported_as_refused():
    with pytest.raises(ingest.Refused) as refusal:
        receive(text=" ")
    assert ingest.report(refusal.value.fetch) == "refused"


def test_two_arrivals_before_any_work_still_make_one_version():
    for _ in range(3):
        receive(text=DUMP)
    assert [row.state for row in work()] == ["new", "unchanged", "unchanged"]
    assert ArticleVersion.objects.count() == 1


def test_a_changed_paste_is_a_new_version_when_the_person_says_so():
    receive(text=DUMP)
    (first,) = work()
    receive(text=DUMP + "More.", new_version_of=first.article)
    (second,) = work()
    assert (second.article, second.version.number) == (first.article, 2)


REFUSED = [
    ({}, "address", "nothing given"),
    ({"text": ""}, "", "empty"),
    ({"text": " \n\u200b\u200d\t"}, "", "nothing visible"),
    ({"text": "a\0b"}, "", "NUL"),
    ({"text": "half \ud83d of it"}, "surrogate", "a lone surrogate"),
    ({"raw": b"%PDF-1.7 \x00\x01"}, "PDF", "a PDF"),
    ({"raw": b"\x89PNG\r\n\x1a\n" + bytes(range(256))}, "PNG", "an image"),
    ({"raw": b"x" * 10_000_001}, "10,000,000", "too large"),
    ({"url": "ftp://post.example/a"}, "http", "no web address"),
    ({"url": "https://"}, "http", "no host"),
    ({"url": "javascript:alert(1)"}, "http", "a script"),
    ({"url": "https://post.example/" + "a" * 3000}, "2048", "an endless address"),
    ({"text": DUMP, "source": "cms"}, "both", "a source without an id"),
    ({"text": DUMP, "stated": {"published_on": "2026-02-30"}}, "year-month-day", "a day that does not exist"),
    ({"text": DUMP, "stated": {"author": "x" * 400}}, "300", "an endless name"),
    ({"text": DUMP, "media_type": "application/pdf"}, "", "another media type"),
    ({"text": DUMP, "external_id": "7"}, "both", "an id without a source"),
    ({"text": DUMP, "source": " ", "external_id": "7"}, "both", "a source of white space"),
    ({"text": DUMP, "source": " "}, "both", "white space for a source, and no id"),
    ({"text": DUMP, "source": "x" * 101, "external_id": "7"}, "at most 100", "an endless source"),
    ({"text": DUMP, "source": "cms", "external_id": "7" * 301}, "at most 300", "an endless id"),
    ({"text": DUMP, "source": "c\0", "external_id": "7"}, "NUL", "NUL in a source"),
    ({"text": DUMP, "source": "cms", "external_id": "7\0"}, "NUL", "NUL in an id"),
    ({"text": DUMP, "stated": {"author": "x" * 301}}, "300", "an author of 301 characters"),
    ({"text": DUMP, "stated": {"publisher": "x" * 301}}, "300", "a publisher of as many"),
    ({"text": DUMP, "stated": {"editor": "Ida Holm"}}, "Nothing is known of editor", "a field that is none"),
    ({"text": DUMP, "stated": {"published_on": "2026-02-01T10:00"}}, "year-month-day", "a time"),
]

TAKEN = [
    ({"text": DUMP, "source": "x" * 100, "external_id": "7" * 300}, "the longest source and id"),
    ({"text": DUMP, "stated": {"author": "x" * 300, "publisher": "y" * 300}}, "the longest names"),
    ({"text": DUMP, "stated": {"author": " ", "published_on": ""}}, "nothing stated"),
    ({"text": DUMP, "url": "https://post.example/".ljust(2048, "a")}, "the longest address"),
]


@pytest.mark.parametrize(("what", "why"), TAKEN, ids=[why for _, why in TAKEN])
def test_the_limits_themselves_are_allowed(what, why):
    assert receive(**what).state == "waiting"
    (row,) = work()
    assert row.state == "new"


@pytest.mark.parametrize(("excess", "refused"), [(0, False), (1, True)])
def test_an_upload_has_at_most_as_many_bytes_as_the_setting_says(excess, refused, settings):
    settings.MAX_UPLOAD_BYTES = len(DUMP.encode())
    if refused:
        with pytest.raises(ingest.Refused, match="at most"):
            receive(text=DUMP + "." * excess)
    else:
        assert receive(text=DUMP).state == "waiting"


@pytest.mark.parametrize(
    ("raw", "media_type", "kept"),
    [
        (b"<!doctype html><p>Boats lie.</p>", "", "text/html"),
        (b"\xef\xbb\xbf \n<!-- note --> <HTML><body>Boats lie.</body></HTML>", "", "text/html"),
        (b"<article><p>Boats lie.</p></article>", "", "text/html"),
        (b"Boats lie. <html> is a tag.", "", "text/plain"),
        (b"<p>Boats lie.</p>", "", "text/plain"),
        (b"<htmlx>Boats lie.", "", "text/plain"),
        (b"<p>Boats lie.</p>", "Text/HTML; charset=utf-8", "text/html"),
        (b"<html>Boats lie.</html>", "text/plain", "text/plain"),
    ],
)
def test_a_file_is_what_it_is_declared_to_be_or_what_it_begins_with(raw, media_type, kept):
    receive(raw=raw, media_type=media_type)
    (row,) = work()
    assert (row.state, row.media_type, row.version.media_type) == ("new", kept, kept)
    assert row.version.renderer.startswith("html" if kept == "text/html" else "text")


@pytest.mark.parametrize(
    ("name", "kept"),
    [("bridge.txt", "bridge.txt"), ("a" * 300 + ".txt", "a" * 296 + ".txt"), ("a\0b.txt", "ab.txt")],
)
def test_the_end_of_a_files_name_is_kept(name, kept):
    assert receive(text=DUMP, file_name=name).file_name == kept


def test_an_id_keeps_an_address_that_another_article_has_to_itself():
    receive(text=DUMP, url="https://post.example/a")
    second = receive(text=DUMP, url="https://post.example/a", **WIRE)
    third = receive(text=DUMP, url="https://post.example/b", source="cms", external_id="8")
    assert (second.article.canonical_url, third.article.canonical_url) == ("", "https://post.example/b")


@pytest.mark.parametrize(("what", "says", "why"), REFUSED, ids=[why for *_, why in REFUSED])
def test_a_refusal_says_what_to_do_and_leaves_its_trace(what, says, why):
    with pytest.raises(ingest.Refused, match=says or None) as refusal:
        receive(**what)
    row = Fetch.objects.get()
    assert (row.state, row.reason, row.raw) == ("refused", str(refusal.value), None)
    assert len(row.reason) > 20
    assert row.reason.endswith(".")
    assert not Article.objects.exists()


def test_a_five_megabyte_paragraph_is_stored():
    text = "Ä" + f"The water rose{' and rose' * 55}. " * 10_000
    receive(text=text)
    (row,) = work()
    assert (row.state, row.version.length) == ("new", len(text))
    assert row.version.sentences.count() == 10_000


def test_html_states_publisher_and_date_and_their_origin():
    receive(raw=PAGE % b"https://valley.example/dam", url="https://valley.example/dam?from=feed", via="api")
    (row,) = work()
    article = row.article
    assert str(article.publisher) == "The Valley Post"
    assert article.publisher_origin in ("meta", "json-ld")
    assert (str(article.published_on), article.published_on_origin) == ("2026-02-03", "json-ld")
    assert (article.author, article.author_origin) == ("", "")
    assert Domain.objects.get().name == "valley.example"


def test_a_sender_knows_better_than_the_page():
    receive(
        raw=PAGE % b"", url="https://valley.example/dam", stated={"author": "Rune Aske", "published_on": "2026-02-04"}
    )
    (row,) = work()
    assert (row.article.author, row.article.author_origin) == ("Rune Aske", "sender")
    assert (str(row.article.published_on), row.article.published_on_origin) == ("2026-02-04", "sender")


def test_a_claimed_name_does_not_join_another_domains_publisher():
    receive(raw=PAGE % b"", url="https://valley.example/dam")
    receive(raw=PAGE.replace(b"eleven", b"twelve") % b"", url="https://imitation.example/dam")
    work()
    assert Publisher.objects.filter(name="The Valley Post").count() == 2


def got(monkeypatch, body, final="https://valley.example/dam", **more):
    values = {"status": 200, "media_type": "text/html", "charset": None, "redirects": (), "headers": {}}
    monkeypatch.setattr(
        fetch, "get", lambda url, **_: fetch.Fetched(url=url, final_url=final, body=body, **{**values, **more})
    )


def test_an_address_is_fetched_by_the_job(monkeypatch):
    got(monkeypatch, PAGE % b"https://valley.example/dam")
    row = receive(url="https://valley.example/dam?utm=1", via="url")
    assert row.article is None
    (done,) = work()
    assert done.article.canonical_url == "https://valley.example/dam"


def test_a_canonical_address_on_another_domain_is_not_believed(monkeypatch):
    got(monkeypatch, PAGE % b"https://famous.example/dam")
    receive(url="https://valley.example/dam", via="url")
    (done,) = work()
    assert done.article.canonical_url == "https://valley.example/dam"


EXCHANGE = Exchange(
    "https://valley.example/dam", b"GET /dam HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nThe dam holds."
)


def test_the_exchange_is_kept_with_the_page_and_never_changes(monkeypatch):
    got(monkeypatch, PAGE % b"", exchanges=(EXCHANGE,))
    receive(url="https://valley.example/dam", via="url")
    (done,) = work()
    packed = bytes(done.capture.warc)
    assert done.capture.warc_sha256 == hashlib.sha256(packed).hexdigest()
    kept = {
        record.rec_type: record.raw_stream.read() for record in ArchiveIterator(BytesIO(packed), no_record_parse=True)
    }
    assert (kept["request"], kept["response"]) == (EXCHANGE.sent, EXCHANGE.received)
    for attempt in (
        lambda: Capture.objects.update(warc=b"other"),
        lambda: Capture.objects.filter(pk=done.capture.pk).delete(),
        lambda: Capture.objects.create(fetch=done, warc=packed, warc_sha256="0" * 64, captured_at=factories.AT),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_an_exchange_is_kept_whole_or_the_fetch_is_made_again(monkeypatch):
    got(monkeypatch, PAGE % b"", exchanges=(EXCHANGE,))
    row = receive(url="https://valley.example/dam", via="url")
    monkeypatch.setattr(Capture.objects, "create", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        work()
    row.refresh_from_db()
    assert (row.raw, Capture.objects.count()) == (None, 0), "no bytes without the exchange that they came by"


@pytest.mark.parametrize(
    ("url", "digest", "why"),
    [("https://a.example/", "0" * 64, r"capture\.other_hash"), ("", "", r"capture\.other_fetch")],
)
def test_a_forged_capture_is_refused(url, digest, why):
    row = Fetch.objects.create(via="url", url=url, raw=b"x", created_at=factories.AT)
    digest = digest or hashlib.sha256(b"warc").hexdigest()
    with pytest.raises(IntegrityError, match=why):
        Capture.objects.create(fetch=row, warc=b"warc", warc_sha256=digest, captured_at=factories.AT)


def test_a_passing_failure_is_tried_later_and_a_final_one_is_not(monkeypatch):
    def away(url, **_):
        raise fetch.TryLater("The site does not answer.", None)

    monkeypatch.setattr(fetch, "get", away)
    row = receive(url="https://valley.example/dam", via="url")
    work()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.reason) == ("waiting", 1, "The site does not answer.")
    assert row.try_after > factories.AT

    def gone(url, **_):
        raise fetch.CannotBeDone("The page is not there (404).")

    monkeypatch.setattr(fetch, "get", gone)
    Fetch.objects.update(try_after=None)
    work()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("refused", "The page is not there (404).")


def test_what_ended_the_worker_five_times_is_set_aside():
    row = receive(text=DUMP)
    other = receive(text=DUMP + "More.")
    Fetch.objects.filter(pk=row.pk).update(attempts=5)
    work()
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, other.state) == ("refused", "new")
    assert "set aside" in row.reason


def test_an_evidence_page_is_kept_but_not_read():
    receive(text=DUMP, url="https://harbour.example/log", purpose="evidence")
    (row,) = work()
    assert (row.version.purpose, row.version.sentences.count()) == ("evidence", 0)
    assert row.version.passages.exists()
    assert not articles_for_desk().exists()
    receive(text=DUMP, url="https://harbour.example/log")  # now somebody wants it read
    (again,) = work()
    assert (again.state, again.version.number, again.version.purpose) == ("new", 2, "extraction")


def test_taking_back_a_passage_splits_it_and_setting_aside_keeps_its_sentences():
    receive(text=DUMP)
    (row,) = work()
    notice = Passage.objects.get(version=row.version, kind="notice")
    others = Passage.objects.exclude(pk=notice.pk).order_by("pk").values_list("kind", "rule")
    before = list(others)
    with transaction.atomic():
        ingest.reclassify(notice, kind="body")
    assert list(others) == before, "no other passage changes"
    assert Sentence.objects.filter(passage=notice).count() == 1
    notice.refresh_from_db()
    assert (notice.kind, notice.rule, notice.digital_source_type) == ("body", "person", "trainedAlgorithmicMedia")
    with transaction.atomic():
        ingest.reclassify(notice, kind="furniture")
    assert Sentence.objects.filter(passage=notice).count() == 1


@given(text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=400))
@example(text="e\u0301 👩‍👩‍👧 \u202eabc\u202c ข้อความ ဗမာ\r\n\r“x” \u2028y")
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_text_in_any_script_is_stored_exactly_or_refused(text):
    try:
        row = receive(text=text)
    except ingest.Refused:
        return
    with transaction.atomic():
        work()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    row.refresh_from_db()
    stored = row.version.text
    assert stored == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    spans = [(p.start, p.end) for p in row.version.passages.order_by("start")]
    assert "".join(stored[start:end] for start, end in spans) == stored
    with transaction.atomic():
        connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.django_db(transaction=True)
def test_twelve_workers_do_each_row_once():
    for n in range(24):
        receive(text=f"{DUMP}\nNumber {n} of them.")

    def record():
        try:
            work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=record) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(Fetch.objects.values_list("outcome", "attempts")) == {("new", 1)}
    assert ArticleVersion.objects.count() == 24
