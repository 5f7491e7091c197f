"""Deciding about a claim, picking, leaving, assigning, skipping, reopening and planning it through the API."""

from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import User

from claims.api.claims import claim_actions
from claims.api.claims.claim_actions import claim_status
from claims.models import Claim, Desk, Event, Membership, Waiver, Work
from claims.workflow.audit import actor_of
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import API, World, client, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return factories.user("editor")


def post_action(by: User, claim: Claim, action: str, status: int = 200, **fields: Any) -> Any:
    answer = client(by).post(f"{API}/claims/{claim.pk}/{action}", fields, format="json")
    assert answer.status_code == status, answer.content
    return answer.json()


def wrong(by: User, claim: Claim, action: str, **fields: Any) -> list[str]:
    return [error["field"] for error in post_action(by, claim, action, 422, **fields)["errors"]]


def test_a_rejection_says_what_it_is_instead(claim: Claim) -> None:
    body = post(f"/claims/{claim.pk}/reject", {"which": "prediction"}).json()
    assert (body["proposal"], body["not_a_claim"]) == ("rejected", "prediction")
    assert post(f"/claims/{claim.pk}/reject", {"which": "rumour"}).status_code == 422
    assert post(f"/claims/{claim.pk}/accept").json()["not_a_claim"] is None


def test_a_claim_is_picked_with_or_without_a_reason_and_left_again(claim: Claim, editor: User) -> None:
    picked = post_action(editor, claim, "pick")
    assert (picked["id"], picked["proposal"], picked["work"]["stage"]) == (claim.pk, "accepted", "picked")
    left = post_action(editor, claim, "leave")
    assert (left["work"]["stage"], left["proposal"]) == ("left", "accepted")
    assert post_action(editor, claim, "pick", because="harm")["work"]["picked_because"] == "harm"
    assert wrong(editor, claim, "leave", because="no") == ["because"]


@pytest.mark.parametrize(
    ("action", "fields"),
    [("pick", {}), ("leave", {}), ("harm", {"harm": "low"}), ("plan", {"plan": "blind"}), ("assign", {})],
)
@pytest.mark.parametrize("seen", [0, 2])
def test_an_action_on_another_version_is_a_conflict(
    claim: Claim, editor: User, action: str, fields: dict[str, Any], seen: int
) -> None:
    if action == "assign":
        fields = {"to": str(actor_of(editor).pk)}
    body = post_action(editor, claim, action, 409, **fields, seen=seen)
    assert (body["present"], body["yours"]) == (claim_status(claim.pk), {**fields, "seen": seen})
    assert wrong(editor, claim, action, **fields, seen=True) == ["seen"]
    post_action(editor, claim, action, **fields, seen=1)


def test_what_is_left_out_of_an_assignment_stays(claim: Claim, editor: User) -> None:
    desk, reviewer = Desk.objects.create(name="Night", created_at=factories.AT), factories.user()
    Membership.objects.create(desk=desk, user=editor, created_at=factories.AT)
    to = str(actor_of(reviewer).pk)
    terms = {"due_at": "2099-03-01T15:00:00+01:00", "desk": desk.pk, "next_step": "Call the port."}
    work = post_action(editor, claim, "assign", to=to, **terms)["work"]
    assert (work["stage"], work["assigned_to"]["id"]) == ("assigned", to)
    again = post_action(editor, claim, "assign", to=str(actor_of(editor).pk))["work"]
    for body in (work, again):
        assert (body["due_at"], body["next_step"]) == ("2099-03-01T14:00:00Z", "Call the port.")
        assert body["desk"] == {"id": desk.pk, "name": "Night"}
    assert post_action(editor, claim, "assign", to=to, next_step="")["work"]["next_step"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"to": str(UUID(int=0))}, "to"),
        ({"to": "me"}, "to"),
        ({"to": None}, "to"),
        ({"desk": 999_999}, "desk"),
        ({"desk": True}, "desk"),
        ({"due_at": "tomorrow"}, "due_at"),
        ({"next_step": 5}, "next_step"),
        ({"stage": "done"}, "stage"),
    ],
)
def test_an_assignment_to_nobody_names_the_field(
    claim: Claim, editor: User, change: dict[str, Any], field: str
) -> None:
    assert wrong(editor, claim, "assign", **({"to": str(actor_of(editor).pk)} | change)) == [field]
    assert Work.objects.get(pk=claim.pk).stage == "new"


def test_only_who_gives_out_work_assigns_it(claim: Claim, editor: User) -> None:
    post_action(factories.user(), claim, "assign", 403, to=str(actor_of(editor).pk))


def test_a_verdict_is_opened_again_with_a_reason(desk: World, editor: User) -> None:
    assert wrong(editor, desk.claim, "reopen") == ["because"]
    assert wrong(editor, desk.claim, "reopen", because="") == ["because"]
    body = post_action(editor, desk.claim, "reopen", because="A log was found.")
    assert (body["work"]["stage"], body["work"]["cycle"], body["verdict"]["number"]) == ("picked", 2, 1)
    post_action(editor, desk.claim, "reopen", 409, because="Twice.")
    assigned = {"to": str(actor_of(editor).pk)}
    assert (
        post_action(editor, factories.decided().claim, "assign", because="New log.", **assigned)["work"]["cycle"] == 2
    )


def test_a_claim_is_skipped_with_a_reason(claim: Claim, editor: User) -> None:
    post_action(editor, claim, "pick")
    assert wrong(editor, claim, "skip") == ["because"]
    assert post_action(editor, claim, "skip", because="I know the captain.")["id"] == claim.pk
    assert Event.objects.filter(verb="claim.skipped", claim=claim.pk, actor=actor_of(editor).pk).count() == 1


def test_harm_and_plan_are_set(claim: Claim, editor: User) -> None:
    assert wrong(editor, claim, "harm") == ["harm"]
    assert wrong(editor, claim, "harm", harm="huge") == ["harm"]
    work = post_action(editor, claim, "harm", harm="high")["work"]
    assert (work["harm"], work["plan"], work["fully_blind"]) == ("high", "blind", False)
    assert post_action(editor, claim, "plan", plan="blind", fully_blind=True)["work"]["fully_blind"] is True
    assert wrong(editor, claim, "plan", plan="blind", fully_blind="true") == ["fully_blind"]
    assert wrong(editor, claim, "plan") == ["plan"]


def test_one_person_alone_and_a_waived_gate_need_a_reason(claim: Claim, editor: User) -> None:
    assert wrong(editor, claim, "plan", plan="single") == ["because"]
    assert post_action(editor, claim, "plan", plan="single", because="Night shift.")["work"]["plan"] == "single"
    assert wrong(editor, claim, "waive", gate="reply") == ["because"]
    assert wrong(editor, claim, "waive", gate="fence", because="x") == ["gate"]
    post_action(editor, claim, "waive", gate="reply", because="Asked on air.")
    assert Waiver.objects.filter(claim=claim, gate="reply").count() == 1
    post_action(factories.user(), claim, "waive", 403, gate="reply", because="No.")


def test_where_a_claim_stands_is_said_in_one_row(desk: World, claim: Claim) -> None:
    assert claim_status(claim.pk) == {
        "id": claim.pk,
        "proposal": "proposed",
        "rating": "",
        "verdict": None,
        "stage": "new",
        "version": 1,
    }
    assert {"rating": "SUPPORTED", "verdict": 1, "stage": "done"}.items() <= claim_status(desk.claim.pk).items()
    assert claim_status(999_999) == {}


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (claim_actions.ClaimVersionRequest, {"seen": "optional"}),
    (claim_actions.PickRequest, {**shape(claim_actions.ClaimVersionRequest), "because": "by default '', blank"}),
    (
        claim_actions.AssignRequest,
        {
            **shape(claim_actions.ClaimVersionRequest),
            "because": "by default '', blank",
            "desk": "optional",
            "next_step": "optional, blank",
            "due_at": "optional",
        },
    ),
    (
        claim_actions.PlanRequest,
        {**shape(claim_actions.ClaimVersionRequest), "because": "by default '', blank", "fully_blind": "optional"},
    ),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields
