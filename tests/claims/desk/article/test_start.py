"""The start page: what waits, and articles that are added there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sources import ingest
from sources.models import Fetch
from tests import factories

pytestmark = pytest.mark.django_db
RECEIVE = "/admin/receive/"


def test_counts_what_waits_and_leads_there(reviewer: Client) -> None:
    factories.claim()
    factories.decided()
    page = reviewer.get("/admin/")
    counts = {str(what): (count, href) for count, what, href in page.context["counts"]}
    assert counts["suggestion to triage"][0] == 1
    assert counts["claim with a verdict"][0] == 1
    for _, href in counts.values():
        assert reviewer.get(href.replace("#failed", "/admin/#failed")).status_code == 200


def test_a_pasted_text_is_new_and_then_unchanged(reviewer: Client) -> None:
    for expected in ("302", "302"):
        answer = reviewer.post(RECEIVE, {"text": factories.TEXT}, follow=False)
        assert str(answer.status_code) == expected
    assert Fetch.objects.count() == 2
    assert Fetch.objects.first().article_id == Fetch.objects.last().article_id


def test_reports_whether_a_text_is_new_changed_or_unchanged(reviewer: Client) -> None:
    place = {"url": "https://news.example.org/bridge"}
    later = factories.TEXT + "It rained.\n"
    for text, says in (
        (factories.TEXT, "New: it is being processed."),
        (factories.TEXT, "Unchanged: we have exactly this text."),
        (later, "Changed: we have an earlier text of it."),
        (later, "Unchanged: we have exactly this text."),
    ):
        answer = reviewer.post(RECEIVE, {"text": text, **place}, follow=True)
        assert says in answer.content.decode()
        while ingest.read_one(at=factories.AT):
            pass


def test_the_same_text_is_unchanged_also_while_it_is_read(reviewer: Client) -> None:
    for says in ("New: it is being processed.", "Unchanged: we have exactly this text."):
        assert says in reviewer.post(RECEIVE, {"text": factories.TEXT}, follow=True).content.decode()


def test_an_address_alone_is_fetched_first(reviewer: Client) -> None:
    answer = reviewer.post(RECEIVE, {"url": "https://news.example.org/bridge"}, follow=True)
    assert "The page is being fetched." in answer.content.decode()
    assert Fetch.objects.get().via == "url"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Give the article&#x27;s text, a file or its address."),
        ({"text": "kept", "file": SimpleUploadedFile("a.txt", b"x")}, "Give a text or a file, not both"),
        ({"text": "kept", "url": "ftp://example.org/a"}, "begins with http"),
        ({"url": "javascript:alert(1)"}, "begins with http"),
        ({"text": " \n "}, "nothing to read"),
    ],
)
def test_a_refused_article_says_why_and_keeps_the_text(
    reviewer: Client, fields: dict[str, object], message: str
) -> None:
    answer = reviewer.post(RECEIVE, fields)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert message in page
    assert "kept" in page or "kept" not in str(fields.get("text"))


def test_a_file_that_cannot_be_read_is_refused_at_once_and_waits_for_nobody(reviewer: Client) -> None:
    file = SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff\0\0\1")
    answer = reviewer.post(RECEIVE, {"file": file})
    assert answer.status_code == 400
    assert Fetch.objects.get().outcome == "refused"
    assert "photo.jpg" not in reviewer.get("/admin/").content.decode()
    assert "photo.jpg" in reviewer.get(reverse("admin:sources_fetch_changelist")).content.decode()


def test_what_a_job_gave_up_waits_for_people(reviewer: Client) -> None:
    Fetch.objects.create(
        via="url",
        url="https://example.org/gone",
        outcome="refused",
        reason="Not found.",
        attempts=1,
        created_at=factories.AT,
        finished_at=factories.AT,
    )
    page = reviewer.get("/admin/")
    assert "https://example.org/gone" in page.content.decode()
    assert (1, "job that failed", "#failed") in [(n, str(what), href) for n, what, href in page.context["counts"]]


def test_only_an_editor_has_a_failed_job_tried_again(reviewer: Client, editor: Client) -> None:
    row = Fetch.objects.create(
        via="url",
        url="https://example.org/a",
        outcome="refused",
        reason="Not found.",
        created_at=factories.AT,
        finished_at=factories.AT,
    )
    jobs = reverse("admin:sources_fetch_changelist")
    assert "Try again" not in reviewer.get(jobs).content.decode()
    assert "Try again" in editor.get(jobs).content.decode()
    assert reviewer.post(reverse("desk:retry"), {"job": f"fetch:{row.pk}"}).status_code == 403
    assert editor.post(reverse("desk:retry"), {"job": f"fetch:{row.pk}"}).status_code == 302
    row.refresh_from_db()
    assert (row.outcome, row.finished_at) == ("", None)


def test_who_has_no_role_adds_nothing(onlooker: Client) -> None:
    article = factories.claim().appearances.get().version.article
    type(article).objects.filter(pk=article.pk).update(headline="The ferry stops")
    page = onlooker.get("/admin/")
    assert page.status_code == 200
    assert "The ferry stops" not in page.content.decode()
    assert onlooker.post(RECEIVE, {"text": factories.TEXT}).status_code == 403
    assert not Fetch.objects.exists()
