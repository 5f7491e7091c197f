"""Where a claim stands on its way to a verdict, and the filters by it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims.api.claims import work_fields
from claims.models import Claim, Desk, Work
from claims.workflow.assignment import triage
from claims.workflow.audit import actor_of
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import API, client, get

pytestmark = pytest.mark.django_db
DUE = datetime(2099, 3, 1, 14, tzinfo=UTC)


def work_of(by: User, claim: Claim) -> dict[str, Any]:
    return dict(get(by, f"/claims/{claim.pk}")["work"])


def change(claim: Claim, **fields: Any) -> None:
    Work.objects.filter(pk=claim.pk).update(**fields)


def test_a_claim_that_nobody_looked_at_has_nothing_but_its_plan(claim: Claim) -> None:
    work = work_of(factories.user(), claim)
    unknown = ("desk", "picked_because", "assigned_to", "due_at", "next_step", "waiting", "hold", "reviewers_in")
    assert {name: work[name] for name in unknown} == dict.fromkeys(unknown)
    assert (work["stage"], work["plan"], work["harm"], work["fully_blind"]) == ("new", "pair", "normal", False)
    assert (work["cycle"], work["version"]) == (1, 1)


def test_waiting_and_a_hold_say_whom_and_why(claim: Claim) -> None:
    change(claim, waiting_on="the port", waiting_until=DUE, next_step="Call the port.")
    change(claim, held_because="Counsel asks.", held_by=actor_of(factories.user("editor")).pk)
    work = work_of(factories.user(), claim)
    assert work["waiting"] == {"on": "the port", "until": "2099-03-01T14:00:00Z"}
    assert (work["hold"], work["next_step"]) == ("Counsel asks.", "Call the port.")


def test_who_works_on_a_claim_has_an_id_and_a_name(claim: Claim) -> None:
    actor = actor_of(factories.user())
    desk = Desk.objects.create(name="Night", created_at=factories.AT)
    change(claim, assigned_to=actor.pk, assigned_by=actor.pk, desk=desk)
    work = work_of(factories.user(), claim)
    assert work["assigned_to"] == {"id": str(actor.pk), "name": actor.name}
    assert work["desk"] == {"id": desk.pk, "name": "Night"}


def test_only_an_editor_learns_how_many_blind_reviews_are_in(claim: Claim) -> None:
    editor, first, second = factories.user("editor"), factories.user(), factories.user()
    plan.set_plan(claim=claim, plan="blind", fully_blind=True, by=editor, at=factories.AT)
    triage.pick(claim=claim, because="", by=editor, at=factories.AT)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=first, at=factories.AT)
    verdict.take(claim=claim, by=second, at=factories.AT)
    seen = {name: work_of(by, claim)["reviewers_in"] for name, by in [("editor", editor), ("first", first)]}
    assert seen == {"editor": 1, "first": None}
    assert work_of(second, claim)["reviewers_in"] is None
    assert work_of(editor, claim)["fully_blind"] is True


@pytest.mark.parametrize(
    ("query", "finds_it", "finds_the_other"),
    [
        ({}, True, True),
        ({"stage": "picked"}, True, False),
        ({"stage": "new"}, False, True),
        ({"plan": "blind"}, True, False),
        ({"plan": "pair"}, False, True),
        ({"harm": "high"}, True, False),
        ({"harm": "normal"}, False, True),
        ({"desk": "DESK"}, True, False),
        ({"assigned_to": "ACTOR"}, True, False),
        ({"due_before": "2099-03-01T14:00:01Z"}, True, False),
        ({"due_before": "2099-03-01T14:00:00Z"}, False, False),
        ({"waiting": "true"}, True, False),
        ({"waiting": "false"}, False, True),
        ({"on_hold": "true"}, True, False),
        ({"on_hold": "false"}, False, True),
    ],
)
def test_claims_are_found_by_where_they_stand(
    claim: Claim, query: dict[str, str], finds_it: bool, finds_the_other: bool
) -> None:
    other, reviewer = factories.claim(), factories.user()
    desk = Desk.objects.create(name="Night", created_at=factories.AT)
    plan.set_harm(claim=claim, harm="high", by=factories.user("editor"), at=factories.AT)
    triage.pick(claim=claim, because="", by=reviewer, at=factories.AT)
    change(
        claim,
        desk=desk,
        assigned_to=actor_of(reviewer).pk,
        assigned_by=actor_of(reviewer).pk,
        due_at=DUE,
        waiting_on="the port",
        waiting_until=DUE,
        held_because="Counsel asks.",
        held_by=actor_of(reviewer).pk,
    )
    values = {"DESK": str(desk.pk), "ACTOR": str(actor_of(reviewer).pk)}
    found = get(factories.user(), "/claims", **{name: values.get(value, value) for name, value in query.items()})
    keys = {row["id"] for row in found["results"]}
    assert (claim.pk in keys, other.pk in keys) == (finds_it, finds_the_other)


@pytest.mark.parametrize(
    "query", [{"stage": "held"}, {"desk": "true"}, {"due_before": "2099-03-01"}, {"waiting": "1"}, {"held": "true"}]
)
def test_a_value_that_means_nothing_is_refused(query: dict[str, str]) -> None:
    answer = client(factories.user()).get(f"{API}/claims", query)
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (400, list(query))


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (work_fields.WorkResponse, {"desk": "null", "due_at": "null"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields
