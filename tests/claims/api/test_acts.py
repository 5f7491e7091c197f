"""What people do through the API: decide, add, withdraw, review, retry; and what the gates refuse by this door too."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Claim, Verdict
from sources.models import Fetch
from tests import factories
from tests.claims.api.world import API, SAID, World, client, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> World:
    return world()


@pytest.fixture
def claim() -> Claim:
    return factories.claim()


def post(address: str, given: Any = None, *, role: str = "reviewer", format: str = "json") -> Any:
    return client(factories.user(role)).post(API + address, given if given is not None else {}, format=format)


def piece(claim: Claim, stance: str = "supports", **fields: Any) -> dict[str, Any]:
    return {"claim": claim.pk, "kind": "data", "stance": stance, "note": "The harbour log.", **fields}


def review(claim: Claim, rating: str = "SUPPORTED", **fields: Any) -> dict[str, Any]:
    return {"claim": claim.pk, "rating": rating, "reasons": "The log says so.", **fields}


@pytest.mark.parametrize(
    ("role", "retry", "others"),
    [("none", 403, 403), ("reviewer", 403, 0), ("editor", 200, 0), ("administrator", 200, 0)],
)
def test_each_role_may_do_what_the_workflow_says(claim: Claim, role: str, retry: int, others: int) -> None:
    failed = Fetch.objects.create(
        via="url",
        url="https://example.org/x",
        outcome="refused",
        reason="Gone.",
        created_at=factories.AT,
        finished_at=factories.AT,
    )
    version = claim.appearances.get().version
    text = version.text
    words = "The town paid"
    start = text.index(words)
    acts: list[tuple[str, Any, int]] = [
        (f"/claims/{claim.pk}/reject", {"which": "vague"}, 200),
        (f"/claims/{claim.pk}/accept", {}, 200),
        (
            "/claims",
            {"version": version.pk, "start": start, "end": start + len(words), "exact": words, "type": "event"},
            201,
        ),
        ("/evidence", piece(claim), 201),
        ("/reviews", review(claim), 201),
        ("/articles", {"text": "Some words.\n"}, 201),
        (f"/parts/{factories.ambiguous().pk}/take", {"interpretation": 0}, 201),
    ]
    for address, given, expected in acts:
        answer = post(address, given, role=role)
        assert answer.status_code == (others or expected), (address, answer.content)
    assert post(f"/jobs/fetch/{failed.pk}/retry", role=role).status_code == retry
    if not others:
        added = claim.evidence.get()
        assert post(f"/evidence/{added.pk}/withdraw", {"because": "A copy."}, role=role).status_code == 200


def test_nobody_acts_without_a_sign_in(desk: World) -> None:
    for address in ("/articles", "/claims", f"/claims/{desk.claim.pk}/accept", "/evidence", "/reviews"):
        answer = client().post(API + address, {}, format="json")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_a_missed_claim_is_added_after_an_emoji_in_code_points() -> None:
    version = factories.version()
    words = "🚢 was cancelled"
    start = version.text.index(words)
    given = {"version": version.pk, "start": start, "end": start + len(words), "exact": words, "type": "event"}
    answer = post("/claims", {**given, "wording": "The ferry was cancelled"})
    assert answer.status_code == 201, answer.content
    shown = answer.json()
    assert (shown["wording"], shown["proposal"]) == ("The ferry was cancelled", "accepted")
    assert shown["added_by"]["name"]
    assert shown["appearances"][0]["selector"][1]["exact"] == words
    assert client(factories.user()).get(answer["Location"]).json() == shown


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
    given = {"version": version.pk, "start": 4, "end": 9, "exact": "ferry", "type": "event", **change}
    answer = post("/claims", given)
    assert answer.status_code == 422, (why, answer.content)
    assert field in [error["field"] for error in answer.json()["errors"]], why
    assert not Claim.objects.exists()


def test_a_rejection_says_what_it_is_instead(claim: Claim) -> None:
    shown = post(f"/claims/{claim.pk}/reject", {"which": "prediction"}).json()
    assert (shown["proposal"], shown["not_a_claim"]) == ("rejected", "prediction")
    assert post(f"/claims/{claim.pk}/reject", {"which": "rumour"}).status_code == 422
    assert post(f"/claims/{claim.pk}/accept").json()["not_a_claim"] is None


def test_a_conflict_says_what_stands(desk: World) -> None:
    answer = post(f"/claims/{desk.claim.pk}/reject", {"which": "vague"})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:claimdesk:problem:conflict")
    present = answer.json()["present"]
    assert present.pop("version") > 1
    assert present == {
        "id": desk.claim.pk,
        "proposal": "accepted",
        "rating": "SUPPORTED",
        "verdict": 1,
        "stage": "done",
    }
    assert answer.json()["yours"] == {"which": "vague"}


def test_a_review_that_an_editor_approves_is_the_verdict(claim: Claim) -> None:
    assert post("/evidence", piece(claim)).status_code == 201
    answer = post("/reviews", review(claim, missing_context=True, seen=0))
    shown = answer.json()
    assert answer.status_code == 201, shown
    assert (shown["part"], shown["verdict"]) == ("author", None)
    assert client(factories.user()).get(answer["Location"]).json() == shown
    given = post(f"/claims/{claim.pk}/approve", {"seen": shown["id"]}, role="editor")
    approved = given.json()
    assert given.status_code == 201, approved
    assert (approved["part"], approved["approves"]) == ("approver", shown["id"])
    assert (approved["verdict"]["number"], approved["verdict"]["rating"]) == (1, "SUPPORTED")
    assert approved["verdict"]["missing_context"] is True
    assert client(factories.user()).get(answer["Location"]).json()["verdict"] == approved["verdict"]
    now = client(factories.user()).get(f"{API}/claims/{claim.pk}").json()
    assert (now["rating"], now["work"]["stage"], now["work"]["stage_label"]) == ("SUPPORTED", "done", "done")


def test_a_review_of_what_is_outdated_is_409(desk: World) -> None:
    answer = post("/reviews", review(desk.claim, seen=0))
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
        assert post("/evidence", piece(claim, stance)).status_code == 201
    answer = post("/reviews", review(claim, rating))
    assert answer.status_code == 422, answer.content
    assert says in answer.json()["detail"]
    assert not Verdict.objects.exists()


def test_withdrawn_evidence_supports_nothing(claim: Claim) -> None:
    added = post("/evidence", piece(claim)).json()
    answer = post(f"/evidence/{added['id']}/withdraw", {"because": "It was another winter."})
    assert answer.json()["withdrawn"]["because"] == "It was another winter."
    assert post("/reviews", review(claim)).status_code == 422
    again = post(f"/evidence/{added['id']}/withdraw", {"because": "Twice."})
    assert again.status_code == 409
    assert again.json()["present"]["evidence"] == added["id"]


def test_the_checked_article_is_no_evidence_for_itself(claim: Claim) -> None:
    version = claim.appearances.get().version
    own = {"version": version.pk, "start": 4, "end": 9, "exact": "ferry"}
    answer = post("/evidence", piece(claim, kind="passage", **own))
    assert answer.status_code == 422
    assert not claim.evidence.exists()


def test_a_passage_of_another_page_is_evidence(claim: Claim, desk: World) -> None:
    start = desk.version.text.index(SAID)
    given = piece(claim, kind="passage", version=desk.version.pk, start=start, end=start + len(SAID), exact=SAID)
    shown = post("/evidence", given).json()
    assert shown["selector"][1]["exact"] == SAID
    assert shown["archive"]["version_id"] == desk.version.pk
    assert shown["archive"]["raw_sha256"] == desk.version.raw_sha256
    assert post("/evidence", {**given, "exact": "other words"}).status_code == 422


def test_an_address_is_archived_in_the_background(claim: Claim) -> None:
    shown = post("/evidence", piece(claim, kind="page", url="https://tides.example.org/log")).json()
    assert (shown["archive"]["state"], shown["archive"]["version"]) == ("waiting", None)
    Fetch.objects.filter(pk=shown["archive"]["job"]).update(
        outcome="refused", reason="There is no such page.", finished_at=factories.AT
    )
    shown = client(factories.user()).get(f"{API}/evidence/{shown['id']}").json()
    assert (shown["archive"]["state"], shown["archive"]["reason"]) == ("refused", "There is no such page.")


def test_a_file_is_evidence_as_it_was_uploaded(claim: Claim) -> None:
    file = SimpleUploadedFile("log.pdf", b"%PDF-1.7 \xff", content_type="application/pdf")
    given = piece(claim, kind="document", on_record="false", file=file)
    answer = post("/evidence", given, format="multipart")
    assert answer.status_code == 201, answer.content
    shown = answer.json()
    assert (shown["upload"]["name"], shown["on_record"]) == ("log.pdf", False)
    assert client(factories.user()).get(f"{API}/evidence/{shown['id']}/file").content == b"%PDF-1.7 \xff"


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"claim": 1e3}, "claim", "1000.0 is no id"),
        ({"claim": True}, "claim", "true is no id"),
        ({"claim": "1"}, "claim", "words are no id"),
        ({"claim": 10**29}, "claim", "larger than any id"),
        ({"claim": 999_999}, "claim", "there is none"),
        ({"stance": "maybe"}, "stance", "no stance"),
        ({"note": ""}, "note", "it has to show something"),
        ({"note": "a\0b"}, "note", "NUL"),
        ({"on_record": "yes"}, "on_record", "words are neither true nor false"),
        ({"kind": "page"}, "url", "a page has an address or a file"),
        ({"kind": "page", "url": "javascript:alert(1)"}, "url", "no web address"),
        ({"kind": "passage"}, "version", "a passage stands somewhere"),
        ({"added_by": "me"}, "added_by", "nobody speaks for somebody else"),
    ],
)
def test_evidence_that_says_nothing_names_the_field(claim: Claim, change: dict[str, Any], field: str, why: str) -> None:
    answer = post("/evidence", piece(claim) | change)
    assert answer.status_code == 422, (why, answer.content)
    assert field in [error["field"] for error in answer.json()["errors"]], why
    assert not claim.evidence.exists()


def test_only_what_failed_is_tried_again(desk: World) -> None:
    answer = post(f"/jobs/fetch/{desk.fetch.pk}/retry", role="editor")
    assert (answer.status_code, answer.json()["present"]["state"]) == (409, "done")
    assert post("/jobs/other/1/retry", role="editor").status_code == 404
    assert post("/jobs/fetch/999999/retry", role="editor").status_code == 404


def test_an_act_on_what_is_not_there_is_404() -> None:
    for address in ("/claims/999999/accept", "/claims/999999/reject", "/evidence/999999/withdraw"):
        assert post(address).status_code == 404, address
