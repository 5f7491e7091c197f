"""What people decide about an article."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.models import Event, Extraction
from claims.workflow.audit import actor_of
from claims.workflow.evidence import article
from sources.models import Article, Fetch, Publisher
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.workflow.world import AT, EVERYBODY, roles_that_may

pytestmark = pytest.mark.django_db


def facts(row, by=None, **values):
    return article.set_facts(
        **{"article": row, "citation": "The printed edition", "by": by or factories.user(), "at": AT} | values
    )


def test_a_person_who_sets_a_fact_is_its_origin_and_says_where_it_says_so():
    row = factories.version().article
    facts(row, author="Rune Aske", published_on=AT.date(), publisher="The Brackholm  Courier")
    row = Article.objects.get(pk=row.pk)
    assert (row.author_origin, row.published_on_origin, row.publisher_origin) == ("person", "person", "person")
    assert {row.author_citation, row.published_on_citation, row.publisher_citation} == {"The printed edition"}
    assert row.publisher.name == "The Brackholm Courier"
    facts(row, author="", published_on=article.UNKNOWN, publisher="")
    row.refresh_from_db()
    assert (row.author, row.author_origin, row.author_citation) == ("", "", "")
    assert (row.published_on, row.published_on_origin, row.published_on_citation) == (None, "", "")
    assert (row.publisher, row.publisher_origin, row.publisher_citation) == (None, "", "")


@pytest.mark.parametrize(
    ("publishers", "number"), [([], 1), (["the gazette"], 1), (["The Gazette", "The gazette"], 3), (["A Gazette"], 2)]
)
def test_a_publisher_is_the_one_of_that_name_and_never_one_of_several(publishers, number):
    for name in publishers:
        Publisher.objects.create(name=name)
    row = facts(factories.version().article, publisher="The Gazette")
    assert Publisher.objects.count() == number
    assert row.publisher.name.lower() == "the gazette"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"author": "A. Brix", "citation": " "}, "citation"),
        ({"author": "A. Brix", "citation": "x" * 501}, "citation"),
        ({"published_on": AT.date(), "citation": ""}, "citation"),
        ({"publisher": "x" * 301}, "publisher"),
        ({"author": "x" * 301}, "author"),
        ({"author": "a\0"}, "author"),
    ],
)
def test_a_fact_that_cannot_be_kept_names_the_field(fields, wrong):
    row = factories.version().article
    with pytest.raises(ValidationError) as refusal:
        facts(row, **fields)
    assert set(refusal.value.message_dict) == {wrong}
    assert not Event.objects.exists()
    assert facts(row, author="x" * 300, citation="x" * 500)


def test_the_database_holds_that_only_a_person_gives_a_citation():
    row = facts(factories.version().article, author="A. Brix")
    for field in ("author", "published_on", "publisher"):
        rows = Article.objects.filter(pk=row.pk)
        refused(lambda: rows.update(**{f"{field}_citation": "x", f"{field}_origin": "meta"}), "article_")  # noqa: B023


def test_who_takes_articles_in_sets_passages_aside_and_describes():
    version = factories.version()
    assert roles_that_may(lambda by: article.receive(by=by, at=AT, text=factories.TEXT, via="paste")) == EVERYBODY
    assert (
        roles_that_may(lambda by: article.set_aside(passage=version.passages.get(), kind="furniture", by=by, at=AT))
        == EVERYBODY
    )
    assert roles_that_may(lambda by: facts(version.article, by, author="Rune Aske")) == EVERYBODY


def test_who_sets_facts_changes_only_what_is_other():
    row, by = factories.version().article, factories.user()
    facts(row, by, author=" Rune Aske ")
    facts(row, by, author="Rune Aske", citation="")
    facts(row, by, author="Rune Aske", published_on=AT.date(), citation="The wire")
    facts(row, by, published_on=article.UNKNOWN)
    row.refresh_from_db()
    assert (row.author, row.author_citation) == ("Rune Aske", "The printed edition")
    logged = Event.objects.filter(verb="article.described").order_by("id")
    cited = "The printed edition"
    assert [one.data for one in logged] == [
        {"changed": {"author": "Rune Aske"}, "before": {"author": ""}, "citation": cited},
        {"changed": {"published_on": "2026-03-01"}, "before": {"published_on": ""}, "citation": "The wire"},
        {"changed": {"published_on": ""}, "before": {"published_on": "2026-03-01"}, "citation": cited},
    ]
    assert {one.article for one in logged} == {row.pk}


def test_setting_aside_reads_the_version_again_once():
    version, by = factories.version(), factories.user()
    run = factories.finish(factories.claim(of=version).extraction)
    passage = version.passages.get()
    with pytest.raises(ValidationError) as refusal:
        article.set_aside(passage=passage, kind="poem", by=by, at=AT)
    assert set(refusal.value.message_dict) == {"kind"}
    done = article.set_aside(passage=passage, kind="furniture", by=by, at=AT)
    assert done.kind == "furniture"
    again = Extraction.objects.exclude(pk=run.pk).get()
    assert (again.extractor, again.round, again.version, again.finished_at) == (run.extractor, 2, version, None)
    article.set_aside(passage=passage, kind="furniture", by=by, at=AT)
    article.set_aside(passage=passage, kind="body", by=by, at=AT)
    assert Extraction.objects.count() == 2, "one is still owed"
    logged = Event.objects.filter(verb="passage.changed").order_by("id")
    assert [(one.data["before"], one.data["after"]) for one in logged] == [("body", "furniture"), ("furniture", "body")]


def test_a_page_that_is_evidence_or_was_never_read_is_not_processed_again():
    for version in (factories.version(purpose="evidence"), factories.version()):
        article.set_aside(passage=version.passages.get(), kind="furniture", by=factories.user(), at=AT)
    assert not Extraction.objects.exists()


def test_a_failed_job_is_owed_again_and_one_that_was_done_is_not():
    by, version = factories.user("editor"), factories.version()
    failed = Extraction.objects.create(
        version=version, extractor="x", created_at=AT, finished_at=AT, failed=True, reason="It broke."
    )
    assert article.retry(job=failed, by=by, at=AT) is True
    failed.refresh_from_db()
    assert (failed.failed, failed.finished_at, failed.reason) == (False, None, "")
    assert article.retry(job=failed, by=by, at=AT) is False
    refused = {"via": "url", "created_at": AT, "outcome": "refused", "reason": "404", "finished_at": AT}
    row = Fetch.objects.create(url="https://a.example/", **refused)
    assert article.retry(job=row, by=by, at=AT) is True
    row.refresh_from_db()
    assert (row.outcome, row.finished_at) == ("", None)
    assert article.retry(job=row, by=by, at=AT) is False
    pasted = Fetch.objects.create(raw=b"x", **{**refused, "via": "paste"})
    assert article.retry(job=pasted, by=by, at=AT) is False, "there is nothing to fetch"
    logged = Event.objects.filter(verb="job.retried").order_by("id")
    assert [one.data for one in logged] == [
        {"job": failed.pk, "kind": "Extraction"},
        {"job": row.pk, "kind": "Fetch"},
    ]
    with pytest.raises(PermissionDenied):
        article.retry(job=failed, by=factories.user("nobody"), at=AT)


def received(**fields):
    return article.receive(**{"by": factories.user(), "at": AT, "via": "api", **fields})


# what is handed in: what the ledger keeps of it
ARRIVALS = [
    ("a text", {"text": factories.TEXT}, {"via": "api", "media_type": "text/plain", "file_name": "", "url": ""}),
    ("HTML", {"html": "<p>é</p>"}, {"media_type": "text/html", "charset": "utf-8", "raw": "<p>é</p>".encode()}),
    (
        "XHTML",
        {"html": "<p>é</p>", "media_type": "application/xhtml+xml"},
        {"media_type": "application/xhtml+xml"},
    ),
    ("HTML in another charset", {"html": "<p>é</p>", "charset": "latin-1"}, {"charset": "utf-8"}),
    ("a file", {"file": b"A text.", "file_name": "a.txt"}, {"via": "file", "file_name": "a.txt", "raw": b"A text."}),
    ("bytes without a name", {"file": b"A text.", "charset": "latin-1"}, {"via": "api", "charset": "latin-1"}),
    ("an address", {"url": "https://a.example/"}, {"via": "url", "url": "https://a.example/"}),
    ("a text with its address", {"text": "A text.", "url": "https://a.example/"}, {"via": "api"}),
]


@pytest.mark.parametrize(("fields", "kept"), [row[1:] for row in ARRIVALS], ids=[row[0] for row in ARRIVALS])
def test_what_is_handed_in_is_kept_as_it_came(fields, kept):
    by = factories.user()
    receipt = received(**fields, by=by)
    row = receipt.row
    assert {name: bytes(getattr(row, name)) if name == "raw" else getattr(row, name) for name in kept} == kept
    report = "waiting" if kept.get("via") == "url" else "new"
    assert (row.requested_by, row.created_at, receipt.report) == (actor_of(by).pk, AT, report)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({}, "text", "Give the article's text, a file or its address."),
        ({"text": "a", "html": "b"}, "html", "Give a text or HTML, not both"),
        ({"text": "", "html": ""}, "html", "Give a text or HTML, not both"),
        ({"text": "a", "file": b"b"}, "file", "Give a text or a file, not both"),
        ({"html": "a", "file": b"b"}, "file", "Give HTML or a file, not both"),
        ({"text": "a", "html": "b", "file": b"c"}, "html", "Give a text or HTML or a file, not both"),
    ],
)
def test_one_article_is_handed_in_at_a_time(fields, field, words):
    with pytest.raises(ValidationError) as refusal:
        received(**fields)
    assert list(refusal.value.message_dict) == [field]
    assert words in refusal.value.message_dict[field][0]
    assert not Fetch.objects.exists()


@pytest.mark.parametrize("more", [{"source": "wire"}, {"external_id": "17"}, {"source": "wire", "external_id": "17"}])
def test_a_new_version_is_of_an_article_or_of_a_name_and_not_of_both(more):
    row = factories.version().article
    with pytest.raises(ValidationError) as refusal:
        received(text="Another text.", new_version_of=row, **more)
    assert set(refusal.value.message_dict) == {"new_version_of"}
    receipt = received(text="Another text.", new_version_of=row)
    assert (receipt.row.article, receipt.report) == (row, "changed")


def test_what_is_known_of_an_article_comes_along():
    stated = {"author": "Ida Holm", "publisher": "Lennpost", "published_on": "2026-03-01"}
    receipt = received(text="A text.", source="wire", external_id="17", stated=stated)
    assert receipt.row.stated == stated
    assert (receipt.row.article.source, receipt.row.article.external_id) == ("wire", "17")
    again = received(text="A text.", source="wire", external_id="17")
    assert (again.row.article, again.report) == (receipt.row.article, "unchanged")


def test_the_command_line_hands_in_for_nobody():
    receipt = received(by=None, text="A text.")
    assert receipt.row.requested_by is None


@pytest.mark.parametrize(
    ("finished_at", "started_at", "owed"), [(None, None, 0), (None, AT, 1), (AT, AT, 1), (AT, None, 1)]
)
def test_an_extraction_that_has_begun_does_not_stand_for_the_next(finished_at, started_at, owed):
    version, other = factories.version(), factories.version()
    for number, of in ((1, version), (7, other)):
        Extraction.objects.create(version=of, extractor="test/1", round=number, created_at=AT)
    Extraction.objects.filter(version=version).update(
        finished_at=finished_at,
        started_at=started_at,
        failed=finished_at is not None,
        reason="It broke." if finished_at else "",
    )
    article.owe_extraction(version.pk, at=AT)
    rounds = version.extractions.order_by("round").values_list("extractor", "round")
    assert list(rounds) == [("test/1", 1), ("test/1", 2)][: 1 + owed]
    assert other.extractions.count() == 1


def test_each_extractor_runs_again_after_its_own_last_round():
    version = factories.version()
    broke = {"finished_at": AT, "failed": True, "reason": "It broke."}
    for extractor, number in (("a/1", 1), ("a/1", 2), ("b/1", 1)):
        Extraction.objects.create(version=version, extractor=extractor, round=number, created_at=AT, **broke)
    article.owe_extraction(version.pk, at=AT)
    again = version.extractions.filter(finished_at=None).order_by("extractor")
    assert list(again.values_list("extractor", "round")) == [("a/1", 3), ("b/1", 2)]


@pytest.mark.parametrize(("outcome", "url"), [("new", "https://a.example/"), ("unchanged", "https://a.example/")])
def test_an_arrival_that_was_done_is_not_fetched_again(outcome, url):
    version = factories.version()
    row = Fetch.objects.create(
        via="url", url=url, outcome=outcome, version=version, article=version.article, created_at=AT, finished_at=AT
    )
    assert article.retry(job=row, by=factories.user("editor"), at=AT) is False
    assert not Event.objects.filter(verb="job.retried").exists()


def test_an_extraction_that_was_done_is_not_owed_again():
    run = factories.finish(factories.claim().extraction)
    assert article.retry(job=run, by=factories.user("editor"), at=AT) is False
    run.refresh_from_db()
    assert run.finished_at == AT
