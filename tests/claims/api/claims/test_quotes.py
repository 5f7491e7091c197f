"""A quotation as the API shows it."""

from typing import Any

import pytest

from claims.api.claims import quotes as quotes_api
from claims.api.claims.quotes import span_response
from claims.models import Claim, Quote
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import QUOTED_WORDS, World, get, quote_of_unnamed

pytestmark = pytest.mark.django_db


def test_a_quotation_shows_cue_medium_and_how_sure_it_is(desk: World) -> None:
    body = get(desk.user, desk.addresses()["quote"])
    text = desk.version.text
    assert text[body["cue"]["start"] : body["cue"]["end"]] == "told"
    mention = body["speaker"]["mention"]
    assert text[mention["start"] : mention["end"]] == "Odile Brandt"
    assert body["via"] == {"name": "the Kelpie", "start": None, "end": None}
    assert [text[s["start"] : s["end"]] for s in body["spans"]] == [QUOTED_WORDS]
    assert body["polarity"] == "denied"
    assert (body["type"], body["confidence"], body["reason"]) == ("direct", 0.9, "stated")


def test_what_the_text_does_not_say_is_null(claim: Claim) -> None:
    place = claim.appearances.get()
    quote = Quote.objects.create(
        version=place.version,
        extraction=claim.extraction,
        start=place.start,
        end=place.end,
        exact=place.exact,
        spans=[[place.start, place.end]],
        type="direct",
        confidence=0.2,
        reason="nobody is named",
    )
    body = get(factories.user(), f"/quotes/{quote.pk}")
    unknown = ("speaker", "cue", "via", "addressee")
    assert {name: body[name] for name in unknown} == dict.fromkeys(unknown)
    assert (body["article"], body["version"], body["version_id"]) == (place.version.article_id, 1, place.version_id)


def test_a_cue_at_the_start_of_the_text_is_shown() -> None:
    assert span_response(0, 4) == {"start": 0, "end": 4}
    assert span_response(None, None) is None


def test_a_replaced_quotation_is_found_by_its_id_alone(claim: Claim) -> None:
    quote, reviewer = factories.quote(claim), factories.user()
    assert [row["id"] for row in get(reviewer, "/quotes")["results"]] == [quote.pk]
    Quote.objects.filter(pk=quote.pk).update(superseded_at=factories.AT)
    assert get(reviewer, "/quotes")["results"] == []
    assert get(reviewer, f"/quotes/{quote.pk}")["id"] == quote.pk


@pytest.mark.parametrize(
    ("query", "finds_it", "finds_the_other"),
    [
        ({}, True, True),
        ({"article": "ARTICLE"}, True, False),
        ({"version": "VERSION"}, True, False),
        ({"expert": "EXPERT"}, True, False),
        ({"speaker": "odile"}, True, False),
        ({"type": "direct"}, True, False),
        ({"type": "indirect"}, False, True),
        ({"polarity": "denied"}, True, False),
        ({"polarity": "asserted"}, False, False),
        ({"kind": "person"}, True, False),
        ({"kind": "unnamed"}, False, True),
        ({"q": "TIDE gauge"}, True, False),
        ({"q": "tide%"}, False, False),
    ],
)
def test_quotations_are_found_by_place_speaker_and_words(
    desk: World, query: dict[str, str], finds_it: bool, finds_the_other: bool
) -> None:
    other = quote_of_unnamed(factories.claim())
    assert get(desk.user, f"/quotes/{other.pk}")["polarity"] is None, "found before it was kept"
    values = {"ARTICLE": desk.version.article_id, "VERSION": desk.version.pk, "EXPERT": desk.expert.pk}
    found = get(desk.user, "/quotes", **{name: str(values.get(value, value)) for name, value in query.items()})
    keys = {row["id"] for row in found["results"]}
    assert (desk.quote.pk in keys, other.pk in keys) == (finds_it, finds_the_other)


def test_quotations_can_stand_in_the_order_of_the_text(claim: Claim) -> None:
    later = factories.quote(claim, words="last winter")
    earlier = factories.quote(claim, words="The ferry")
    reviewer = factories.user()
    assert [row["id"] for row in get(reviewer, "/quotes")["results"]] == [later.pk, earlier.pk]
    assert [row["id"] for row in get(reviewer, "/quotes", ordering="place")["results"]] == [earlier.pk, later.pk]


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (quotes_api.QuoteSpeakerResponse, {"title": "by default None", "affiliation": "by default None"}),
    (quotes_api.MediumResponse, {"start": "null", "end": "null"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields
