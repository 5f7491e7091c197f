"""Verdicts and the proof of their chain."""

from typing import Any

import pytest

from claims.api.review import verdicts
from claims.api.review.verdicts import chain_holds
from claims.models import Claim, Verdict
from claims.workflow.review.chain import GENESIS, chained
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import API, World, client, evidence_body, get, post, review_body

pytestmark = pytest.mark.django_db


def test_a_proof_can_be_computed_again(desk: World) -> None:
    second = factories.ruled(
        claim=desk.claim, rating="NOT_CHECKABLE", reasons="On reflection.", by=desk.user, at=factories.AT
    )
    body = get(desk.user, f"/verdicts/{second.pk}/proof")
    assert [link["number"] for link in body["chain"]] == [1, 2]
    assert body["holds"] is True
    assert body["chain"][1]["previous_hash"] == body["chain"][0]["hash"]
    assert get(desk.user, f"/verdicts/{second.pk}")["payload"] == Verdict.objects.get(pk=second.pk).payload


def test_a_review_that_an_editor_approves_is_the_verdict(claim: Claim) -> None:
    assert post("/evidence", evidence_body(claim)).status_code == 201
    answer = post("/reviews", review_body(claim, missing_context=True, seen=0))
    body = answer.json()
    assert answer.status_code == 201, body
    assert (body["part"], body["verdict"]) == ("author", None)
    assert client(factories.user()).get(answer["Location"]).json() == body
    fields = post(f"/claims/{claim.pk}/approve", {"seen": body["id"]}, role="editor")
    approved = fields.json()
    assert fields.status_code == 201, approved
    assert (approved["part"], approved["approves"]) == ("approver", body["id"])
    assert (approved["verdict"]["number"], approved["verdict"]["rating"]) == (1, "SUPPORTED")
    assert approved["verdict"]["missing_context"] is True
    assert client(factories.user()).get(answer["Location"]).json()["verdict"] == approved["verdict"]
    now = client(factories.user()).get(f"{API}/claims/{claim.pk}").json()
    assert (now["rating"], now["work"]["stage"], now["work"]["stage_label"]) == ("SUPPORTED", "done", "done")


def test_a_review_of_what_is_outdated_is_409(desk: World) -> None:
    answer = post("/reviews", review_body(desk.claim, seen=0))
    assert answer.status_code == 409
    assert answer.json()["present"]["verdict"] == 1
    assert Verdict.objects.count() == 1


@pytest.mark.parametrize(
    ("stances", "rating", "says"),
    [
        ([], "SUPPORTED", "Supported needs"),
        (["disputes"], "SUPPORTED", "Supported needs"),
        (["context"], "SUPPORTED", "Supported needs"),
        (["supports"], "DISPUTED", "Disputed needs"),
        (["supports"], "CONFLICTING", "Sources conflict needs"),
        ([], "NOT_ENOUGH_EVIDENCE", "looked for"),
    ],
)
def test_no_verdict_without_evidence_that_points_its_way(
    claim: Claim, stances: list[str], rating: str, says: str
) -> None:
    for stance in stances:
        assert post("/evidence", evidence_body(claim, stance)).status_code == 201
    answer = post("/reviews", review_body(claim, rating))
    assert answer.status_code == 422, answer.content
    assert says in answer.json()["detail"]
    assert not Verdict.objects.exists()


def link(number: int, previous: str, payload: str, digest: str | None = None) -> Verdict:
    return Verdict(number=number, previous_hash=previous, payload=payload, hash=digest or chained(previous, payload))


def test_a_chain_holds_when_each_link_follows_from_the_one_before() -> None:
    first = link(1, GENESIS, "a")
    second = link(2, first.hash, "b")
    assert chain_holds([])
    assert chain_holds([first, second])


FIRST = link(1, GENESIS, "a")


@pytest.mark.parametrize(
    ("chain", "why"),
    [
        ([link(2, GENESIS, "a")], "the first one is missing"),
        ([link(1, "f" * 64, "a")], "it follows from something else"),
        ([link(1, GENESIS, "a", "f" * 64)], "its hash is another one"),
        ([FIRST, link(3, FIRST.hash, "b")], "one between them is missing"),
        ([FIRST, link(2, GENESIS, "b")], "the second does not follow from the first"),
        ([FIRST, link(2, FIRST.hash, "b", FIRST.hash)], "the second's hash is another one"),
        ([link(1, GENESIS, "a", "f" * 64), link(2, "f" * 64, "b")], "a broken link before a whole one"),
    ],
)
def test_a_chain_with_a_broken_link_does_not_hold(chain: list[Verdict], why: str) -> None:
    assert not chain_holds(chain), why


def test_a_proof_goes_up_to_its_verdict_and_no_further(desk: World) -> None:
    factories.ruled(claim=desk.claim, rating="NOT_CHECKABLE", reasons="On reflection.", by=desk.user, at=factories.AT)
    factories.decided()
    proof = get(desk.user, f"/verdicts/{desk.verdict.pk}/proof")
    assert [row["hash"] for row in proof["chain"]] == [desk.verdict.hash]
    assert (proof["first_previous_hash"], proof["holds"]) == (GENESIS, True)


def test_a_list_of_verdicts_says_who_decided_and_leaves_the_payload_out(desk: World) -> None:
    (row,) = get(desk.user, "/verdicts")["results"]
    stored = Verdict.objects.get()
    assert "payload" not in row
    assert (row["claim"], row["number"], row["review"]) == (desk.claim.pk, 1, stored.review_id)
    assert (row["rating"], row["reasons"], row["missing_context"]) == ("SUPPORTED", "The log says so.", False)
    assert row["decided_by"]["id"] == str(stored.decided_by)
    assert row["decided_by"]["name"]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"claim": "CLAIM"}, [1, 2]),
        ({"claim": "CLAIM", "standing": "true"}, [2]),
        ({"claim": "CLAIM", "standing": "false"}, [1]),
        ({"claim": "CLAIM", "rating": "SUPPORTED"}, [1]),
        ({"claim": "OTHER"}, [1]),
    ],
)
def test_verdicts_are_found_by_claim_rating_and_force(desk: World, query: dict[str, str], numbers: list[int]) -> None:
    factories.ruled(claim=desk.claim, rating="NOT_CHECKABLE", reasons="On reflection.", by=desk.user, at=factories.AT)
    values = {"CLAIM": str(desk.claim.pk), "OTHER": str(factories.decided().claim_id)}
    found = get(desk.user, "/verdicts", **{name: values.get(value, value) for name, value in query.items()})
    assert [row["number"] for row in found["results"]] == numbers


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (verdicts.ProofResponse, {"chain": "many"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields
