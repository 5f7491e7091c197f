"""Handing articles in: safe to repeat, refused with a reason, and what the answer says about it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from claims import tasks
from claims.api.articles import intake
from sources import ingest
from sources.models import Article, Fetch
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import API, client

pytestmark = pytest.mark.django_db
TEXT = "Bridge opens\n\nThe bridge over the Lenn opened on Friday after nine years of work.\n"
NAMED = {"source": "wire", "external_id": "17"}


def send(fields: dict[str, Any], role: str = "reviewer", format: str = "json") -> Any:
    return client(factories.user(role)).post(f"{API}/articles", fields, format=format)


def test_a_new_article_is_201_with_its_address() -> None:
    answer = send({"text": TEXT, **NAMED, "author": "Ida Holm", "published_on": "2026-03-01", "publisher": "Lennpost"})
    assert answer.status_code == 201
    body = answer.json()
    assert answer["Location"] == f"http://testserver{API}/articles/{body['id']}"
    assert (body["report"], body["state"], body["job"]["state"]) == ("new", "waiting", "waiting")
    ingest.read_one(at=timezone.now())
    body = client(factories.user()).get(answer["Location"]).json()
    assert (body["author"], body["author_origin"]) == ("Ida Holm", "sender")
    assert (body["published_on"], body["published_on_origin"]) == ("2026-03-01", "sender")
    assert body["publisher"]["name"] == "Lennpost"
    assert [v["number"] for v in body["versions"]] == [1]


@pytest.mark.parametrize("read_before", [True, False])
def test_the_same_again_is_200_also_while_it_is_read(read_before: bool) -> None:
    first = send({"text": TEXT, **NAMED}).json()
    if read_before:
        ingest.read_one(at=timezone.now())
    again = send({"text": TEXT, **NAMED})
    assert (again.status_code, again.json()["report"], again.json()["id"]) == (200, "unchanged", first["id"])
    while ingest.read_one(at=timezone.now()):
        pass
    assert Article.objects.get().versions.count() == 1


@pytest.mark.parametrize("read_before", [True, False])
def test_another_text_under_the_same_name_becomes_the_next_version(read_before: bool) -> None:
    first = send({"text": TEXT, **NAMED}).json()
    if read_before:
        ingest.read_one(at=timezone.now())
    changed = send({"text": TEXT.replace("nine", "ten"), **NAMED})
    assert (changed.status_code, changed.json()["report"], changed.json()["id"]) == (200, "changed", first["id"])
    assert changed.json()["state"] == "waiting"
    while ingest.read_one(at=timezone.now()):
        pass
    assert Article.objects.get().versions.count() == 2


def test_a_person_may_say_that_a_paste_is_a_new_version() -> None:
    first = send({"text": TEXT}).json()
    ingest.read_one(at=timezone.now())
    second = send({"text": TEXT + "It rained.\n", "new_version_of": first["id"]}).json()
    assert (second["id"], second["report"]) == (first["id"], "changed")


def test_an_address_is_202_with_its_job() -> None:
    answer = send({"url": "https://news.example.org/bridge"})
    assert (answer.status_code, answer.json()["report"]) == (202, "waiting")
    job = client(factories.user()).get(answer["Location"]).json()
    assert (job["kind"], job["state"], job["what"]) == ("fetch", "waiting", "https://news.example.org/bridge")


def test_html_keeps_its_own_encoding_out_of_it() -> None:
    page = '<html><head><meta charset="latin-1"></head><body><article><p>Zoë opened it.</p></article></body></html>'
    answer = send({"html": page, "url": "https://news.example.org/zoe"})
    assert answer.status_code == 201
    ingest.read_one(at=timezone.now())
    body = client(factories.user()).get(answer["Location"] + "/versions/1").json()
    assert "Zoë opened it." in body["text"]
    assert body["renderer"].startswith("html/")


@pytest.mark.parametrize("media_type", ["text/plain", "application/octet-stream"])
def test_a_file_is_taken_as_it_is(media_type: str) -> None:
    file = SimpleUploadedFile("bridge.txt", TEXT.encode("utf-16"), content_type=media_type)
    answer = send({"file": file, **NAMED}, format="multipart")
    assert answer.status_code == 201, answer.content
    assert Fetch.objects.get().file_name == "bridge.txt"
    ingest.read_one(at=timezone.now())
    assert Article.objects.get().versions.get().text == TEXT


@pytest.mark.parametrize(
    ("body", "fields", "why"),
    [
        ({}, ["text"], "nothing to read"),
        ({"text": TEXT, "html": "<p>x"}, ["html"], "which of them?"),
        ({"text": 5}, ["text"], "a number is no text"),
        ({"text": TEXT, "externalid": "17"}, ["externalid"], "a misspelt field would make a second article"),
        ({"text": TEXT, "published_on": "20260301"}, ["published_on"], "not as we write days"),
        ({"text": TEXT, "published_on": "2026-02-30"}, ["published_on"], "no such day"),
        ({"text": TEXT, "new_version_of": 1e3}, ["new_version_of"], "1000.0 is no id"),
        ({"text": TEXT, "new_version_of": True}, ["new_version_of"], "true is no id"),
        ({"text": TEXT, "new_version_of": 2**63}, ["new_version_of"], "larger than any id"),
        ({"text": TEXT, "new_version_of": 999}, ["new_version_of"], "there is none"),
        ({"text": TEXT, "new_version_of": 1, **NAMED}, ["new_version_of"], "two identities"),
        ({"text": "a\0b"}, ["text"], "NUL"),
        ([], [""], "a list is no article"),
        ("x", [""], "neither are bare words"),
        ({"text": TEXT, "file": "x"}, ["file"], "a file comes in a form"),
    ],
)
def test_what_cannot_be_done_names_the_field(body: Any, fields: list[str], why: str) -> None:
    answer = send(body)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), (why, answer.content)
    assert [error["field"] for error in answer.json()["errors"]] == fields, why
    assert not Fetch.objects.exists()


@pytest.mark.parametrize(
    ("fields", "says", "why"),
    [
        ({"text": " \n"}, "", "empty"),
        ({"text": "x", "source": "wire"}, "both the source and the id", "half an identity"),
        ({"url": "ftp://example.org/x"}, "http", "no web address"),
        ({"text": TEXT, "media_type": "application/pdf"}, "", "not a type that is read"),
    ],
)
def test_a_refusal_says_what_to_do_and_stays_in_the_ledger(fields: Any, says: str, why: str) -> None:
    answer = send(fields)
    assert answer.status_code == 422, (why, answer.content)
    assert answer.json()["type"] == "urn:claimdesk:problem:refused"
    assert says in answer.json()["detail"]
    assert Fetch.objects.get().outcome == "refused"


def test_without_a_role_nothing_is_taken_in() -> None:
    assert send({"text": TEXT}, role="none").status_code == 403
    assert not Fetch.objects.exists()


def test_an_article_that_was_sent_in_wakes_whoever_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(tasks, "wake_ingest", lambda: woken.append("fetch"))
    assert send({"text": TEXT}).status_code == 201
    assert send({}).status_code == 422
    assert woken == ["fetch"]


@pytest.mark.parametrize(
    ("fields", "content_type", "media_type"),
    [
        ({}, "text/html", "text/html"),
        ({}, "application/octet-stream", "text/plain"),
        ({"media_type": "text/plain"}, "text/html", "text/plain"),
    ],
)
def test_a_file_is_of_the_type_that_is_named_or_else_as_it_looks(
    fields: dict[str, Any], content_type: str, media_type: str
) -> None:
    file = SimpleUploadedFile("bridge.txt", TEXT.encode(), content_type=content_type)
    assert send({"file": file, **fields}, format="multipart").status_code == 201
    row = Fetch.objects.get()
    assert (row.media_type, row.file_name, bytes(row.raw)) == (media_type, "bridge.txt", TEXT.encode())


@pytest.mark.parametrize("name", ["author", "publisher", "published_on"])
def test_only_what_was_stated_is_kept_as_stated(name: str) -> None:
    assert send({"text": TEXT, name: "2026-03-01"}).status_code == 201
    assert Fetch.objects.get().stated == {name: "2026-03-01"}


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (
        intake.ArticleRequest,
        {
            "text": "optional",
            "html": "optional",
            "url": "by default '', blank",
            "source": "by default '', blank",
            "external_id": "by default '', blank",
            "media_type": "by default '', blank",
            "author": "by default '', blank",
            "publisher": "by default '', blank",
            "published_on": "optional",
            "new_version_of": "optional",
        },
    ),
    (intake.ArticleFormRequest, {**shape(intake.ArticleRequest), "file": "optional, empty file"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields


@pytest.mark.parametrize(("content_type", "charset"), [("text/plain; charset=latin-1", "latin-1"), ("text/plain", "")])
def test_the_charset_that_a_file_declares_is_kept(content_type: str, charset: str) -> None:
    file = SimpleUploadedFile("zoe.txt", "Zoë opened it.".encode("latin-1"), content_type=content_type)
    assert send({"file": file}, format="multipart").status_code == 201
    row = Fetch.objects.get()
    assert ((row.charset or ""), row.media_type) == (charset, "text/plain")
