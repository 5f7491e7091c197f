"""An article and its versions as the API shows them."""

from typing import Any

import pytest

from claims.api.articles import articles
from claims.models import Outcome
from sources.models import Article, Publisher
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import API, World, client, get, post

pytestmark = pytest.mark.django_db


def test_what_nobody_states_is_null(desk: World) -> None:
    body = get(desk.user, desk.addresses()["article"])
    for name in ("publisher", "author", "published_on", "language"):
        assert body[name] is None
        assert body[f"{name}_origin"] is None
    assert body["digitalSourceType"] is None
    assert [(v["number"], v["length"]) for v in body["versions"]] == [(1, len(desk.version.text))]


def test_a_declaration_comes_with_its_words_and_place(desk: World) -> None:
    text = "🐟 Nets mended\nThis article was written by a machine.\n"
    version = factories.version("x")
    factories.version(text, article=version.article, declares="trainedAlgorithmicMedia")
    body = get(desk.user, f"/articles/{version.article_id}")["digitalSourceType"]
    assert body == {
        "declared": "trainedAlgorithmicMedia",
        "notice": {"version": 2, "start": 0, "end": len(text), "exact": text},
    }


def test_a_version_shows_its_text_in_passages_and_sentences(desk: World) -> None:
    body = get(desk.user, desk.addresses()["version"])
    assert body["text"] == desk.version.text
    assert body["text_sha256"] == desk.version.text_sha256
    assert "".join(p["text"] for p in body["passages"]) == body["text"]
    for part in [*body["passages"], *body["sentences"]]:
        assert body["text"][part["start"] : part["end"]] == part["text"]
    assert body["state"] == "waiting"
    assert body["sentences"][0]["parts"] == []


def test_a_part_says_its_outcome_mode_and_rule(desk: World) -> None:
    for sentence in desk.version.sentences.all():
        Outcome.objects.create(
            extraction=desk.extraction,
            sentence=sentence,
            start=sentence.start,
            end=sentence.end,
            mode="hedged",
            outcome="opinion",
            rule="test.opinion",
            score=0.25,
        )
    type(desk.extraction).objects.filter(pk=desk.extraction.pk).update(finished_at=factories.AT)
    body = get(desk.user, desk.addresses()["version"])
    assert body["state"] == "done"
    first = body["sentences"][0]
    assert first["parts"] == [
        {
            "start": first["start"],
            "end": first["end"],
            "outcome": "opinion",
            "spans": [],
            "mode": "hedged",
            "rule": "test.opinion",
            "score": 0.25,
            "id": first["parts"][0]["id"],
            "interpretations": [],
        }
    ]


@pytest.mark.parametrize(
    ("query", "finds_it", "finds_the_other"),
    [
        ({}, True, True),
        ({"source": "wire"}, True, False),
        ({"source": "wir"}, False, False),
        ({"external_id": "17"}, True, False),
        ({"publisher": "PUBLISHER"}, True, False),
        ({"state": "waiting"}, True, False),
        ({"state": "done"}, False, True),
        ({"q": "HARBOUR"}, True, False),
        ({"q": "harbour_"}, False, False),
    ],
)
def test_articles_are_found_by_name_publisher_state_and_headline(
    query: dict[str, str], finds_it: bool, finds_the_other: bool
) -> None:
    publisher = Publisher.objects.create(name="Kelpie", created_at=factories.AT)
    it, other = factories.version().article, factories.version().article
    Article.objects.filter(pk=it.pk).update(
        source="wire",
        external_id="17",
        headline="Harbour master resigns",
        publisher=publisher,
        publisher_origin="sender",
    )
    factories.finish(factories.claim(of=other.versions.get()).extraction)
    values = {"PUBLISHER": str(publisher.pk)}
    found = get(factories.user(), "/articles", **{name: values.get(value, value) for name, value in query.items()})
    keys = [row["id"] for row in found["results"]]
    assert (it.pk in keys, other.pk in keys) == (finds_it, finds_the_other)


def test_articles_stand_newest_first() -> None:
    keys = [factories.version().article_id for _ in range(3)]
    reviewer = factories.user()
    assert [row["id"] for row in get(reviewer, "/articles")["results"]] == keys[::-1]
    assert [row["id"] for row in get(reviewer, "/articles", ordering="id")["results"]] == keys


def test_a_page_that_is_only_evidence_is_found_by_its_id_alone() -> None:
    page = factories.version("The log.\n", purpose="evidence").article
    assert get(factories.user(), "/articles")["results"] == []
    body = get(factories.user(), f"/articles/{page.pk}")
    assert (body["state"], [row["purpose"] for row in body["versions"]]) == ("evidence", ["evidence"])


def test_what_is_known_says_from_where() -> None:
    version = factories.version()
    publisher = Publisher.objects.create(name="Kelpie", created_at=factories.AT)
    Article.objects.filter(pk=version.article_id).update(
        author="Ida Holm", author_origin="byline", publisher=publisher, publisher_origin="sender"
    )
    body = get(factories.user(), f"/articles/{version.article_id}")
    assert (body["author"], body["author_origin"]) == ("Ida Holm", "byline")
    assert (body["publisher"], body["publisher_origin"]) == ({"id": publisher.pk, "name": "Kelpie"}, "sender")
    assert (body["version"], body["created_at"]) == (1, "2026-03-01T12:00:00Z")


def test_versions_stand_newest_first_and_each_is_found_by_its_number() -> None:
    first = factories.version()
    second = factories.version("The ferry went.\n", article=first.article)
    body = get(factories.user(), f"/articles/{first.article_id}")
    assert [(row["number"], row["id"]) for row in body["versions"]] == [(2, second.pk), (1, first.pk)]
    text = get(factories.user(), f"/articles/{first.article_id}/versions/2")
    assert (text["text"], text["article"], text["id"]) == ("The ferry went.\n", first.article_id, second.pk)
    other = factories.version()
    for address in (f"/articles/{first.article_id}/versions/3", f"/articles/{other.article_id}/versions/2"):
        assert client(factories.user()).get(API + address).status_code == 404


def test_an_ambiguous_part_carries_its_interpretations_without_their_times() -> None:
    part = factories.ambiguous()
    version = part.sentence.version
    factories.finish(part.extraction, outcome="opinion")
    sentences = get(factories.user(), f"/articles/{version.article_id}/versions/1")["sentences"]
    (row,) = sentences[0]["parts"]
    assert (row["id"], row["outcome"]) == (part.pk, "ambiguous")
    assert [sense["text"] for sense in row["interpretations"]] == ["[The ferry] stopped", "[The town] stopped"]
    assert {tuple(sense) for sense in row["interpretations"]} == {("text", "type", "rests_on")}
    assert [(part["outcome"], part["interpretations"]) for part in sentences[1]["parts"]] == [("opinion", [])]


def test_a_passage_says_what_it_declares_or_nothing() -> None:
    version = factories.version("Made by a machine.\n", declares="trainedAlgorithmicMedia")
    plain = factories.version()
    for row, declares in [(version, "trainedAlgorithmicMedia"), (plain, None)]:
        (passage,) = get(factories.user(), f"/articles/{row.article_id}/versions/1")["passages"]
        assert passage["digitalSourceType"] == declares
        assert (passage["start"], passage["end"], passage["text"]) == (0, len(row.text), row.text)


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (articles.ArticleResponse, {"publisher": "null", "published_on": "null", "version": "null"}),
    (articles.ArticleDetailResponse, {**shape(articles.ArticleResponse), "versions": "many"}),
    (articles.PassageResponse, {"digitalSourceType": "null"}),
    (articles.InterpretationResponse, {"rests_on": "many"}),
    (articles.PartResponse, {"spans": "many", "interpretations": "many"}),
    (articles.SentenceResponse, {"parts": "many"}),
    (articles.VersionDetailResponse, {"passages": "many", "sentences": "many"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields


def test_a_person_sets_what_is_known_and_says_where_it_says_so() -> None:
    claim = factories.rendered(mark=" [date unknown]", times=[])
    article = claim.appearances.get().version.article
    body = {"author": "Rune Aske", "published_on": "2026-02-04", "publisher": "Courier", "citation": "The printed page"}
    answer = post(f"/articles/{article.pk}/facts", body).json()
    assert (answer["author"], answer["author_origin"], answer["author_citation"]) == (
        "Rune Aske",
        "person",
        "The printed page",
    )
    assert (answer["published_on"], answer["publisher"]["name"]) == ("2026-02-04", "Courier")
    answer = post(f"/articles/{article.pk}/facts", {"published_on": None, "citation": "Nobody knows"}).json()
    assert (answer["published_on"], answer["published_on_citation"], answer["author"]) == (None, None, "Rune Aske")


@pytest.mark.parametrize(
    "body", [{"author": "x"}, {"author": "x", "citation": " "}, {"language": "en", "citation": "c"}]
)
def test_a_fact_without_its_origin_or_of_another_kind_is_refused(body: dict[str, str]) -> None:
    article = factories.version().article
    assert post(f"/articles/{article.pk}/facts", body).status_code == 422
