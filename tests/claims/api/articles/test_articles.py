"""An article and its versions as the API shows them."""

import pytest

from claims.models import Outcome
from tests import factories
from tests.claims.api.world import World, get

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
    for piece in [*body["passages"], *body["sentences"]]:
        assert body["text"][piece["start"] : piece["end"]] == piece["text"]
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
            "mode": "hedged",
            "rule": "test.opinion",
            "score": 0.25,
            "id": first["parts"][0]["id"],
            "interpretations": [],
        }
    ]
