"""Which articles stand on the list, and which of their versions is the one that is read."""

from typing import Any

import pytest

from sources import ingest, queries
from sources.models import Article, ArticleVersion, Fetch
from sources.models.article import Purpose
from tests import factories

pytestmark = pytest.mark.django_db

WIRE = {"source": "cms", "external_id": "7"}
TEXT = "Bridge opens\n\nThe bridge over the Lenn opened on Friday after nine years of work.\n"
NOTICE = TEXT + "\nAI disclaimer: a program wrote what you read here.\n"


def receive(text: str = TEXT, *, read: bool = True, **what: Any) -> Fetch:
    row = ingest.receive(via="paste", by=None, at=factories.AT, text=text, **what)
    while read and ingest.read_one(at=factories.AT):
        pass
    row.refresh_from_db()
    return row


def version_of(row: Fetch) -> ArticleVersion:
    assert row.version is not None
    return row.version


def on_the_list() -> list[tuple[int | None, int | None, bool]]:
    return [(row.version_id, row.version_number, row.fetch_open) for row in queries.articles_for_desk()]


def test_an_article_stands_on_the_list_with_its_latest_read_version() -> None:
    receive(**WIRE)
    later = version_of(receive(TEXT + "It rained.\n", **WIRE))
    assert on_the_list() == [(later.pk, 2, False)]


def test_an_article_stands_on_the_list_from_the_moment_it_arrives() -> None:
    receive(read=False)
    assert on_the_list() == [(None, None, True)]


def test_a_page_kept_as_evidence_stands_on_no_list() -> None:
    row = receive(**WIRE, purpose=Purpose.EVIDENCE)
    assert on_the_list() == []
    receive(NOTICE, read=False, **WIRE, purpose=Purpose.EVIDENCE)
    assert on_the_list() == [], "nor while it arrives"
    read = version_of(receive(**WIRE))
    assert on_the_list() == [(read.pk, read.number, False)]
    receive(NOTICE, **WIRE, purpose=Purpose.EVIDENCE)
    assert on_the_list() == [(read.pk, read.number, False)], "a later copy for evidence is not the one that is read"
    assert row.article is not None
    latest = queries.latest_read(row.article)
    assert latest is not None
    assert (latest.pk, latest.text) == (read.pk, TEXT)


def test_an_article_without_a_text_has_no_latest_version() -> None:
    assert queries.latest_read(Article.objects.create(source="cms", external_id="8", created_at=factories.AT)) is None


def test_versions_come_newest_first_without_bytes_and_text() -> None:
    row = receive(**WIRE)
    receive(TEXT + "It rained.\n", **WIRE)
    other = receive(NOTICE)
    assert row.article is not None
    found = list(queries.versions_of(row.article))
    assert [version.number for version in found] == [2, 1]
    assert found[0].get_deferred_fields() == {"raw", "text"}
    assert version_of(other) not in found


def test_an_article_declares_itself_machine_made_by_its_first_notice() -> None:
    assert queries.declares_ai(version_of(receive())) is None
    version = version_of(receive(NOTICE + "\nAI disclosure: again.\n"))
    notice = queries.declares_ai(version)
    assert notice is not None
    assert version.text[notice.start : notice.end].startswith("AI disclaimer:")
