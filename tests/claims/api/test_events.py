"""Events as the API lists them: in order, after an id, of one claim or article, and by whom."""

from typing import Any

import pytest

from claims.api import events
from claims.models import Claim, Event
from claims.workflow.assignment import triage
from claims.workflow.audit import actor_of
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import get

pytestmark = pytest.mark.django_db


def test_an_event_says_what_happened_to_what_and_who_did_it(claim: Claim) -> None:
    by = factories.user()
    triage.pick(claim=claim, because="harm", by=by, at=factories.AT)
    row = get(factories.user(), "/events", verb="claim.picked")["results"][0]
    stored = Event.objects.get(verb="claim.picked")
    assert (row["id"], row["claim"], row["created_at"]) == (stored.pk, claim.pk, "2026-03-01T12:00:00Z")
    assert row["by"] == {"id": str(actor_of(by).pk), "name": actor_of(by).name}
    assert row["data"] == stored.data


def test_what_a_machine_did_is_by_nobody(claim: Claim) -> None:
    Event.objects.create(
        verb="article.processed", article=claim.appearances.get().version.article_id, created_at=factories.AT
    )
    assert get(factories.user(), "/events", verb="article.processed")["results"][0]["by"] is None


def test_events_are_found_after_an_id_and_by_what_they_are_about(claim: Claim) -> None:
    other, by = factories.claim(), factories.user()
    for row in (claim, other):
        triage.pick(claim=row, because="", by=by, at=factories.AT)
    first, second = Event.objects.filter(verb="claim.picked").order_by("id")
    articles = [row.appearances.get().version.article_id for row in (claim, other)]
    Event.objects.create(verb="article.processed", article=articles[0], created_at=factories.AT)

    def keys(**query: str) -> list[int]:
        return [row["id"] for row in get(by, "/events", **query)["results"]]

    assert keys(verb="claim.picked") == [first.pk, second.pk]
    assert keys(verb="claim.picked", ordering="-id") == [second.pk, first.pk]
    assert keys(verb="claim.picked", after=str(first.pk)) == [second.pk]
    assert keys(verb="claim.picked", after=str(second.pk)) == []
    assert keys(verb="claim.picked", claim=str(claim.pk)) == [first.pk]
    assert keys(verb="claim.pick") == []
    assert {row["article"] for row in get(by, "/events", article=str(articles[0]))["results"]} == {articles[0]}


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (events.EventResponse, {"article": "null", "claim": "null", "data": "many"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields
