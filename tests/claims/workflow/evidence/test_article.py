"""What people decide about an article."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.models import Event, Extraction
from claims.workflow.evidence import article
from sources.models import Article, Fetch
from tests import factories
from tests.claims.workflow.world import AT, EDITORS, EVERYBODY, roles_that_may

pytestmark = pytest.mark.django_db


def test_a_person_who_sets_author_and_date_is_their_origin():
    row = factories.version().article
    article.describe(
        article=row, author="Rune Aske", published_on=factories.AT.date(), by=factories.user("editor"), at=factories.AT
    )
    row = Article.objects.get(pk=row.pk)
    assert (row.author_origin, row.published_on_origin) == ("person", "person")
    article.describe(article=row, author="", published_on=None, by=factories.user("editor"), at=factories.AT)
    row.refresh_from_db()
    assert (row.author, row.author_origin, row.published_on_origin) == ("", "", "")


def test_who_takes_articles_in_sets_passages_aside_and_describes():
    version = factories.version()
    assert roles_that_may(lambda by: article.receive(by=by, at=AT, text=factories.TEXT, via="paste")) == EVERYBODY
    assert (
        roles_that_may(lambda by: article.set_aside(passage=version.passages.get(), kind="furniture", by=by, at=AT))
        == EVERYBODY
    )
    assert (
        roles_that_may(
            lambda by: article.describe(article=version.article, author="Rune Aske", published_on=None, by=by, at=AT)
        )
        == EDITORS
    )


def test_who_describes_an_article_changes_only_what_is_other():
    row, by = factories.version().article, factories.user("editor")
    article.describe(article=row, author=" Rune Aske ", published_on=None, by=by, at=AT)
    row.refresh_from_db()
    assert (row.author, row.author_origin, row.published_on_origin) == ("Rune Aske", "person", "")
    article.describe(article=row, author="Rune Aske", published_on=None, by=by, at=AT)
    article.describe(article=row, author="Rune Aske", published_on=AT.date(), by=by, at=AT)
    article.describe(article=row, author="Rune Aske", published_on=None, by=by, at=AT)
    logged = Event.objects.filter(verb="article.described").order_by("id")
    assert [one.data for one in logged] == [
        {"changed": {"author": "Rune Aske"}},
        {"changed": {"published_on": "2026-03-01"}},
        {"changed": {"published_on": ""}},
    ]
    assert {one.article for one in logged} == {row.pk}


@pytest.mark.parametrize("author", ["a\0", "x" * 301])
def test_an_author_that_cannot_be_kept_names_the_field(author):
    row = factories.version().article
    with pytest.raises(ValidationError) as refusal:
        article.describe(article=row, author=author, published_on=None, by=factories.user("editor"), at=AT)
    assert set(refusal.value.message_dict) == {"author"}
    assert article.describe(article=row, author="x" * 300, published_on=None, by=factories.user("editor"), at=AT)


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


def test_a_page_that_is_evidence_or_was_never_read_is_not_read_again():
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
