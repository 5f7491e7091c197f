"""A claim as the API shows it, and adding one that the machine missed."""

from typing import Any

import pytest

from claims.models import Claim
from tests import factories
from tests.claims.api.world import QUOTED_WORDS, World, client, get, post

pytestmark = pytest.mark.django_db


def test_a_claim_shows_who_said_it_where_and_what_was_found(desk: World) -> None:
    body = get(desk.user, desk.addresses()["claim"])
    start = desk.version.text.index(QUOTED_WORDS)
    assert body["quote"]["speaker"] == {
        "expert": desk.expert.pk,
        "name": "Odile Brandt",
        "kind": "person",
        "title": "harbour master",
        "affiliation": "the Port Office",
        "resolved": "stated",
    }
    (place,) = body["appearances"]
    position, quote = place["selector"]
    assert position == {"type": "TextPositionSelector", "start": start, "end": start + len(QUOTED_WORDS)}
    assert (quote["type"], quote["exact"]) == ("TextQuoteSelector", QUOTED_WORDS)
    assert desk.version.text[:start].endswith(quote["prefix"])
    assert (place["article"], place["version"]) == (desk.version.article_id, 1)
    assert (body["evidence_count"], body["rating"]) == (1, "SUPPORTED")
    assert (body["verdict"]["number"], body["verdict"]["id"]) == (1, desk.verdict.pk)


def test_a_missed_claim_is_added_after_an_emoji_in_code_points() -> None:
    version = factories.version()
    words = "🚢 was cancelled"
    start = version.text.index(words)
    fields = {"version": version.pk, "start": start, "end": start + len(words), "exact": words, "type": "event"}
    answer = post("/claims", {**fields, "wording": "The ferry was cancelled"})
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert (body["wording"], body["proposal"]) == ("The ferry was cancelled", "accepted")
    assert body["added_by"]["name"]
    assert body["appearances"][0]["selector"][1]["exact"] == words
    assert client(factories.user()).get(answer["Location"]).json() == body


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"start": 1}, "exact", "others stand there"),
        ({"end": 10_000}, "start", "outside the text"),
        ({"start": -1}, "start", "before the text"),
        ({"start": "4"}, "start", "words are no number"),
        ({"start": 2**31}, "start", "longer than any text"),
        ({"version": 999_999}, "version", "there is none"),
        ({"type": "rumour"}, "type", "no type"),
        ({"exact": None}, "exact", "nothing selected"),
        ({"score": 1}, "score", "only a machine ranks"),
        ({"rating": "SUPPORTED"}, "rating", "a rating comes from a review"),
    ],
)
def test_a_claim_that_is_not_there_is_not_added(change: dict[str, Any], field: str, why: str) -> None:
    version = factories.version()
    fields = {"version": version.pk, "start": 4, "end": 9, "exact": "ferry", "type": "event", **change}
    answer = post("/claims", fields)
    assert answer.status_code == 422, (why, answer.content)
    assert field in [error["field"] for error in answer.json()["errors"]], why
    assert not Claim.objects.exists()
