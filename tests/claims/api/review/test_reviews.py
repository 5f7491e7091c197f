"""The way of a claim through the API: pick, take, draft, hand in, return, approve, two readers apart, the queue."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.utils import timezone

from claims.api.base import base_views
from claims.api.claims.claim_actions import PickView
from claims.api.review import reviews
from claims.models import Claim, Desk, Review, Work
from claims.workflow.assignment import triage
from claims.workflow.audit import actor_of
from claims.workflow.review import plan
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import API, client

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return factories.claim()


@pytest.fixture
def author() -> User:
    return factories.user()


@pytest.fixture
def editor() -> User:
    return factories.user("editor")


def post(by: User, address: str, /, expect: int = 200, **fields: Any) -> Any:
    answer = client(by).post(API + address, fields, format="json")
    assert answer.status_code == expect, answer.content
    return answer.json() if answer.content else None


def get(by: User, address: str, **query: Any) -> Any:
    answer = client(by).get(API + address, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def rated(claim: Claim, rating: str = "NOT_CHECKABLE", **more: Any) -> dict[str, Any]:
    return {"claim": claim.pk, "rating": rating, "reasons": "Nobody kept a log.", **more}


def test_a_claim_says_where_it_stands(claim: Claim, author: User) -> None:
    work = get(author, f"/claims/{claim.pk}")["work"]
    assert (work["stage"], work["stage_label"], work["plan"], work["harm"]) == (
        "new",
        "not looked at",
        "pair",
        "normal",
    )
    assert (work["assigned_to"], work["due_at"], work["waiting"], work["hold"]) == (None, None, None, None)
    picked = post(author, f"/claims/{claim.pk}/pick", because="harm", seen=work["version"])
    assert (picked["proposal"], picked["work"]["stage"]) == ("accepted", "picked")
    assert picked["work"]["picked_because"] == "harm"
    left = post(author, f"/claims/{claim.pk}/leave", seen=picked["work"]["version"])
    assert left["work"]["stage"] == "left"


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("pick", {}),
        ("leave", {}),
        ("harm", {"harm": "low"}),
        ("plan", {"plan": "blind"}),
        ("assign", {"to": "EDITOR"}),
    ],
)
def test_what_changed_meanwhile_is_409_with_both_versions(
    claim: Claim, editor: User, action: str, fields: dict[str, Any]
) -> None:
    fields = {name: str(actor_of(editor).pk) if value == "EDITOR" else value for name, value in fields.items()}
    Work.objects.filter(pk=claim.pk).update(next_step="call the harbour")
    answer = post(editor, f"/claims/{claim.pk}/{action}", expect=409, **fields, seen=1)
    assert (answer["type"], answer["present"]["version"]) == ("urn:claimdesk:problem:conflict", 2)
    assert answer["yours"] == {**fields, "seen": 1}
    assert Work.objects.get(pk=claim.pk).version == 2


def test_an_author_and_an_editor_with_one_return(claim: Claim, author: User, editor: User) -> None:
    post(author, f"/claims/{claim.pk}/pick")
    taken = post(author, f"/claims/{claim.pk}/take")
    assert (taken["part"], taken["draft"], taken["submitted_at"]) == ("author", 0, None)
    saved = post(author, f"/reviews/{taken['id']}/draft", draft=0, rating="NOT_CHECKABLE", reasons="So far")
    assert (saved["draft"], saved["reasons"]) == (1, "So far")
    first = post(author, "/reviews", expect=201, **rated(claim))
    assert (first["id"], first["verdict"]) == (taken["id"], None)
    post(author, f"/claims/{claim.pk}/approve", expect=403)
    returned = post(editor, f"/claims/{claim.pk}/return", expect=201, because="Which log?", seen=first["id"])
    assert returned["returned_because"] == "Which log?"
    assert get(author, f"/claims/{claim.pk}")["work"]["assigned_to"]["id"] == str(actor_of(author).pk)
    second = post(author, "/reviews", expect=201, **rated(claim))
    post(editor, f"/claims/{claim.pk}/approve", expect=409, seen=first["id"])
    approved = post(editor, f"/claims/{claim.pk}/approve", expect=201, seen=second["id"], recheck_on="2027-03-01")
    assert approved["verdict"]["number"] == 1
    reopened = post(author, f"/claims/{claim.pk}/reopen", because="A log was found.")
    assert (reopened["work"]["stage"], reopened["work"]["cycle"]) == ("picked", 2)


def test_a_stale_draft_shows_both_and_keeps_what_is_stored(claim: Claim, author: User) -> None:
    post(author, f"/claims/{claim.pk}/pick")
    key = post(author, f"/claims/{claim.pk}/take")["id"]
    post(author, f"/reviews/{key}/draft", draft=0, reasons="On the desk")
    answer = post(author, f"/reviews/{key}/draft", expect=409, draft=0, reasons="On the train")
    assert (answer["present"]["reasons"], answer["present"]["draft"]) == ("On the desk", 1)
    assert answer["yours"] == {"draft": 0, "reasons": "On the train"}
    assert Review.objects.get(pk=key).reasons == "On the desk"


def test_a_draft_is_its_writers(claim: Claim, author: User, editor: User) -> None:
    post(author, f"/claims/{claim.pk}/pick")
    key = post(author, f"/claims/{claim.pk}/take")["id"]
    for action in ("draft", "give-back"):
        post(editor, f"/reviews/{key}/{action}", expect=404, draft=0, because="Mine now.")
    assert get(editor, "/reviews")["results"] == []
    back = post(author, f"/reviews/{key}/give-back", because="I know the captain.")
    assert back["closed_because"] == "given back: I know the captain."
    assert get(editor, f"/claims/{claim.pk}")["work"]["stage"] == "picked"


def test_two_readers_apart_and_what_the_editor_learns(claim: Claim, author: User, editor: User) -> None:
    other, third = factories.user(), factories.user("editor")
    post(editor, f"/claims/{claim.pk}/harm", harm="high")
    post(author, f"/claims/{claim.pk}/pick")
    row = post(author, "/reviews", expect=201, **rated(claim))
    assert (row["part"], row["verdict"]) == ("reviewer", None)
    post(other, f"/claims/{claim.pk}/take")
    readers = {
        "an editor": (editor, 1),
        "its reader": (author, None),
        "the other reader": (other, None),
        "a third reviewer": (factories.user(), None),
    }
    for person, (by, expected) in readers.items():
        assert get(by, f"/claims/{claim.pk}")["work"]["reviewers_in"] == expected, person
        assert [r["id"] for r in get(by, "/reviews", claim=claim.pk)["results"]] == (
            [row["id"]] if by == author else [Review.objects.get(reviewer=actor_of(other).pk).pk] if by == other else []
        ), person
    differs = post(other, "/reviews", expect=201, **rated(claim, "NOT_ENOUGH_EVIDENCE", sought="The port's archive."))
    assert differs["verdict"] is None
    assert get(third, f"/claims/{claim.pk}")["work"]["stage"] == "adjudication"
    assert len(get(third, "/reviews", claim=claim.pk, part="reviewer")["results"]) == 2
    post(author, "/reviews", expect=403, **rated(claim))
    decided = post(third, "/reviews", expect=201, **rated(claim))
    assert (decided["part"], decided["verdict"]["rating"]) == ("adjudicator", "NOT_CHECKABLE")


def test_one_person_needs_a_waiver_with_its_reason(claim: Claim, author: User, editor: User) -> None:
    post(editor, f"/claims/{claim.pk}/plan", expect=422, plan="single")
    alone = post(editor, f"/claims/{claim.pk}/plan", plan="single", because="Nobody else is on shift.")
    assert alone["work"]["plan"] == "single"
    post(author, f"/claims/{claim.pk}/waive", expect=403, gate="reply", because="No.")
    post(editor, f"/claims/{claim.pk}/waive", gate="reply", because="Asked on air.")
    assert post(author, "/reviews", expect=201, **rated(claim))["verdict"]["number"] == 1


def test_next_gives_each_another_claim_until_none_waits(author: User, editor: User) -> None:
    other = factories.user()
    claims = [factories.claim() for _ in range(3)]
    for row in claims[:2]:
        post(author, f"/claims/{row.pk}/pick")
    first, second = (post(by, "/queue/next", expect=201) for by in (author, other))
    assert {first["claim"], second["claim"]} == {row.pk for row in claims[:2]}
    post(editor, "/queue/next", expect=204)
    post(author, f"/claims/{first['claim']}/skip", because="I know the captain.")
    assert post(editor, "/queue/next", expect=201)["claim"] == first["claim"]
    post(author, "/queue/next", expect=204)


def test_next_is_narrowed(author: User, editor: User) -> None:
    desk = Desk.objects.create(name="Night", created_at=factories.AT)
    low, high = factories.claim(), factories.claim()
    for row in (low, high):
        post(author, f"/claims/{row.pk}/pick")
    post(editor, f"/claims/{low.pk}/harm", harm="low")
    for wanted in ({"desk": desk.pk}, {"harm": "high"}, {"language": "is"}, {"due_before": "2026-03-01T00:00:00Z"}):
        post(author, "/queue/next", expect=204, **wanted)
    post(author, "/queue/next", expect=422, due_before="tomorrow")
    assert post(author, "/queue/next", expect=201, harm="low")["claim"] == low.pk


def test_an_editor_hands_a_claim_over_and_it_is_found_by_it(claim: Claim, author: User, editor: User) -> None:
    desk = Desk.objects.create(name="Night", created_at=factories.AT)
    to = str(actor_of(author).pk)
    terms = {"due_at": "2099-03-01T15:00:00+01:00", "desk": desk.pk, "next_step": "Call the port."}
    work = post(editor, f"/claims/{claim.pk}/assign", to=to, **terms)["work"]
    assert (work["stage"], work["assigned_to"]["id"], work["due_at"]) == ("assigned", to, "2099-03-01T14:00:00Z")
    assert (work["desk"], work["next_step"]) == ({"id": desk.pk, "name": "Night"}, "Call the port.")
    post(author, f"/claims/{claim.pk}/assign", expect=403, to=to)
    post(editor, f"/claims/{claim.pk}/assign", expect=422, to="00000000-0000-0000-0000-000000000000")
    for query, found in [
        ({"stage": "assigned"}, 1),
        ({"stage": "new"}, 0),
        ({"desk": desk.pk}, 1),
        ({"desk": desk.pk + 1}, 0),
        ({"assigned_to": to}, 1),
        ({"harm": "normal"}, 1),
        ({"harm": "high"}, 0),
        ({"plan": "blind"}, 0),
        ({"due_before": "2099-03-01T14:00:01Z"}, 1),
        ({"due_before": "2099-03-01T14:00:00Z"}, 0),
        ({"waiting": "true"}, 0),
        ({"on_hold": "false"}, 1),
        ({"on_hold": "true"}, 0),
    ]:
        assert len(get(author, "/claims", **query)["results"]) == found, query


def test_a_plan_raised_to_two_readers_closes_what_was_begun(claim: Claim, author: User, editor: User) -> None:
    post(author, "/reviews", expect=201, **rated(claim))
    plan.set_harm(claim=claim, harm="high", by=editor, at=factories.AT)
    work = get(editor, f"/claims/{claim.pk}")["work"]
    assert (work["stage"], work["plan"]) == ("picked", "blind")
    assert Review.objects.get().closed_because.startswith("the plan was changed")
    assert post(author, f"/claims/{claim.pk}/take")["part"] == "reviewer"


def test_a_blind_reader_is_not_told_by_a_number_that_another_has_read(claim: Claim, author: User) -> None:
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=factories.AT)
    post(author, f"/claims/{claim.pk}/pick")
    second = factories.user()
    taken_parts = [(row, post(row, f"/claims/{claim.pk}/take")) for row in (author, second)]
    assert [taken["round"] for _one, taken in taken_parts] == [None, None]
    for row, _taken in taken_parts:
        post(row, "/reviews", expect=201, **rated(claim))
    assert [get(row, f"/reviews/{taken['id']}")["round"] for row, taken in taken_parts] == [1, 2]


def test_a_draft_follows_the_desk(claim: Claim, author: User) -> None:
    post(author, f"/claims/{claim.pk}/pick")
    key = post(author, f"/claims/{claim.pk}/take")["id"]
    Work.objects.filter(pk=claim.pk).update(desk=Desk.objects.create(name="Sport", created_at=factories.AT))
    post(author, f"/reviews/{key}/draft", expect=403, draft=0, reasons="From outside")


def test_who_approves_after_the_evidence_changed_names_what_they_saw(claim: Claim, author: User, editor: User) -> None:
    factories.evidence(claim, by=author)
    post(author, "/reviews", expect=201, **rated(claim, "SUPPORTED"))
    late = factories.evidence(claim, "disputes", by=author, at=timezone.now())
    approve, present = f"/claims/{claim.pk}/approve", list(claim.evidence.values_list("pk", flat=True))
    add_quotation = post(editor, approve, expect=409)["detail"]
    assert "1 piece of evidence added" in add_quotation
    post(editor, approve, expect=409, seen_evidence=[pk for pk in present if pk != late.pk])
    assert post(editor, approve, expect=201, seen_evidence=present)["verdict"]["number"] == 1


def test_an_act_that_the_database_took_back_is_done_again(
    monkeypatch: pytest.MonkeyPatch, claim: Claim, author: User
) -> None:
    monkeypatch.setattr(base_views, "is_retryable", lambda error: isinstance(error, OperationalError))
    attempts, pick = [], triage.pick

    def refused_once(**keywords: Any) -> Any:
        attempts.append(keywords)
        if len(attempts) == 1:
            raise OperationalError("deadlock detected")
        return pick(**keywords)

    monkeypatch.setattr(PickView, "workflow_action", replace(PickView.workflow_action, do=refused_once))
    assert post(author, f"/claims/{claim.pk}/pick", because="harm")["work"]["stage"] == "picked"
    assert [keywords["because"] for keywords in attempts] == ["harm", "harm"]


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (
        reviews.ReviewResponse,
        {
            "saved_at": "null",
            "lease_until": "null",
            "submitted_at": "null",
            "approves": "null",
            "closed_at": "null",
            "verdict": "null",
        },
    ),
    (
        reviews.ReviewRequest,
        {
            "sought": "by default '', blank",
            "note": "by default '', blank",
            "missing_context": "by default False",
            "as_of": "optional",
            "recheck_on": "optional",
            "seen": "optional",
        },
    ),
    (
        reviews.DraftRequest,
        {
            "rating": "optional, blank",
            "missing_context": "optional",
            "reasons": "optional, blank",
            "note": "optional, blank",
            "sought": "optional, blank",
        },
    ),
    (
        reviews.ApprovalRequest,
        {
            "seen": "optional",
            "seen_evidence": "many, optional, max length 1000",
            "as_of": "optional",
            "recheck_on": "optional",
        },
    ),
    (reviews.ReturnRequest, {"seen": "optional"}),
    (
        reviews.NextClaimRequest,
        {"desk": "optional", "language": "by default '', blank", "harm": "optional", "due_before": "optional"},
    ),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields
