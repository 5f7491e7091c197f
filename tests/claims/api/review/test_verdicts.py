"""Verdicts and the proof of their chain."""

import pytest

from claims.models import Claim, Verdict
from tests import factories
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
