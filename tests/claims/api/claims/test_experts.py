"""An expert as the API shows them."""

from typing import Any

import pytest

from claims.api.claims import experts
from claims.models import Claim, Quote
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import World, get, quote_of_unnamed

pytestmark = pytest.mark.django_db


def test_an_expert_shows_the_role_as_printed(desk: World) -> None:
    body = get(desk.user, desk.addresses()["expert"])
    assert body["roles"] == [{"version": 1, "title": "harbour master", "affiliation": "the Port Office"}]
    assert body["quotes"] == 1


def test_replaced_quotations_do_not_count(claim: Claim) -> None:
    quote = factories.quote(claim, role="captain")
    factories.quote(claim, words="last winter")
    Quote.objects.filter(pk=quote.pk).update(superseded_at=factories.AT)
    body = get(factories.user(), f"/experts/{quote.expert_id}")
    assert (body["quotes"], body["name"], body["kind"]) == (1, "Agnes Tolland", "person")
    assert body["roles"] == [{"version": 1, "title": "captain", "affiliation": None}]


@pytest.mark.parametrize(
    ("query", "finds_it", "finds_the_other"),
    [
        ({}, True, True),
        ({"article": "ARTICLE"}, True, False),
        ({"name": "BRANDT"}, True, False),
        ({"name": "odile  brandt"}, False, False),
        ({"kind": "person"}, True, False),
        ({"kind": "unnamed"}, False, True),
    ],
)
def test_experts_are_found_by_article_name_and_kind(
    desk: World, query: dict[str, str], finds_it: bool, finds_the_other: bool
) -> None:
    other = quote_of_unnamed(factories.claim()).expert
    assert other is not None
    values = {"ARTICLE": str(desk.version.article_id)}
    found = get(desk.user, "/experts", **{name: values.get(value, value) for name, value in query.items()})
    keys = {row["id"] for row in found["results"]}
    assert (desk.expert.pk in keys, other.pk in keys) == (finds_it, finds_the_other)


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (experts.ExpertResponse, {"roles": "many"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields
