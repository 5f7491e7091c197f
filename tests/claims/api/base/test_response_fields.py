"""Places, people and what is unknown look alike in every answer."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from claims.api.base import response_fields
from claims.api.base.response_fields import (
    NullableChoice,
    NullableText,
    PlaceResponse,
    PrintedWordsResponse,
    Selectors,
    SpanResponse,
    actor_name,
    actor_response,
)
from claims.models import Claim
from claims.workflow.audit import actor_of
from tests import factories
from tests.claims.api.shape import shape

ROW = SimpleNamespace(start=3, end=8, exact="ferry", prefix="The ", suffix=" was")


def test_a_place_has_a_position_and_a_quotation() -> None:
    assert Selectors().to_representation(ROW) == [
        {"type": "TextPositionSelector", "start": 3, "end": 8},
        {"type": "TextQuoteSelector", "exact": "ferry", "prefix": "The ", "suffix": " was"},
    ]


def test_the_first_words_of_a_text_are_a_place_and_no_words_are_none() -> None:
    first = SimpleNamespace(**{**vars(ROW), "start": 0})
    found = Selectors().to_representation(first)
    assert found is not None
    assert found[0]["start"] == 0
    assert Selectors().to_representation(SimpleNamespace(**{**vars(ROW), "start": None})) is None


def test_a_place_says_its_article_and_the_number_of_its_version() -> None:
    version = SimpleNamespace(article_id=5, number=2)
    place = PlaceResponse(SimpleNamespace(**vars(ROW), version=version, version_id=9)).data
    assert (place["article"], place["version"], place["version_id"]) == (5, 2, 9)


def test_spans_and_printed_words_are_what_a_row_holds() -> None:
    assert SpanResponse(ROW).data == {"start": 3, "end": 8}
    assert {field.min_value for field in SpanResponse().fields.values()} == {0}
    assert PrintedWordsResponse(ROW).data == {"start": 3, "end": 8, "exact": "ferry"}


@pytest.mark.parametrize(("value", "expected"), [("x", "x"), (" ", " "), ("0", "0"), ("", None), (None, None)])
def test_what_is_unknown_is_null(value: str | None, expected: str | None) -> None:
    assert NullableText().to_representation(value) == expected
    assert NullableText().allow_null
    assert NullableChoice(choices=[]).allow_null
    assert NullableChoice(choices=[("x", "x")]).to_representation(value) == expected


def test_a_person_has_an_id_and_a_name_that_may_be_erased() -> None:
    key = UUID(int=7)
    assert actor_response(key, "Ada Holm") == {"id": str(key), "name": "Ada Holm"}
    assert actor_response(key, None) == {"id": str(key), "name": None}
    assert actor_response(None, "nobody") is None


@pytest.mark.django_db
def test_a_name_is_that_of_the_actor_whose_id_stands_in_the_field() -> None:
    ada, bob = (actor_of(factories.user()) for _ in range(2))
    rows = Claim.objects.annotate(name=actor_name("confirmed_by"))
    for actor in (ada, bob):
        claim = factories.claim()
        Claim.objects.filter(pk=claim.pk).update(confirmed_by=actor.pk, confirmed_at=factories.AT)
        assert rows.get(pk=claim.pk).name == actor.name
    assert ada.name != bob.name
    assert rows.get(pk=factories.claim().pk).name is None


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (response_fields.SpanResponse, {"start": "min value 0", "end": "min value 0"}),
    (response_fields.ActorResponse, {"name": "null"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields
