"""What a claim says, changed through the API: the same rules, answered with 409 and 422, never 500."""

from typing import Any

import pytest

from claims.api.claims import claim_edits
from claims.models import Claim, Event, Work
from claims.workflow.claim import proposals, sighting
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import API, client
from tests.claims.workflow.world import AT, TIP, suggested

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return proposals.accept(claim=factories.claim(), by=factories.user(), at=factories.AT)


@pytest.fixture
def me() -> Any:
    return client(factories.user())


def post(me: Any, claim: Claim, action: str, fields: dict[str, Any], status: int = 200) -> Any:
    answer = me.post(f"{API}/claims/{claim.pk}/{action}", fields, format="json")
    assert answer.status_code == status, answer.content
    return answer.json()


def words(claim: Claim, exact: str, **more: Any) -> dict[str, Any]:
    text = claim.appearances.first().version.text
    start = text.index(exact)
    return {"start": start, "end": start + len(exact), "exact": exact, **more}


def test_wording_speaker_role_and_time(claim: Claim, me: Any) -> None:
    times = [{"exact": "last winter", "first": "2025-12-01", "last": "2026-02-28"}]
    fields = {"wording": "The ferry was late", "speaker": "Agnes Tolland", "role": "harbour master", "times": times}
    body = post(me, claim, "wording", fields)
    assert body["wording"] == "[The ferry] was late"
    assert (body["speaker"], body["role"]) == ("Agnes Tolland", "harbour master")
    assert [(w["exact"], w["since"], w["until"]) for w in body["when"]] == [("last winter", "2025-12-01", "2026-03-01")]
    assert post(me, claim, "wording", {"times": [{"number": 0}]})["when"] == body["when"]
    assert post(me, claim, "wording", {"times": []})["when"] == []


def test_a_merge_answers_with_the_claim_that_stands_and_is_undone(claim: Claim, me: Any) -> None:
    into = factories.claim()
    body = post(me, claim, "merge", {"into": into.pk})
    assert (body["id"], len(body["appearances"])) == (into.pk, 2)
    assert me.get(f"{API}/claims/{claim.pk}").json()["merged_into"] == into.pk
    assert post(me, claim, "merge", {"into": into.pk}, 409)["present"]["proposal"] == "merged"
    action = Event.objects.get(verb="claim.took_in")
    post(me, into, "undo", {"seen": action.pk + 7}, 409)
    assert post(me, into, "undo", {"seen": action.pk})["id"] == into.pk
    assert me.get(f"{API}/claims/{claim.pk}").json()["proposal"] == "accepted"


def test_a_split_answers_with_the_parts(claim: Claim, me: Any) -> None:
    version = claim.appearances.get().version_id
    parts = [
        words(claim, "cancelled", wording="It was cancelled"),
        words(claim, "forty", wording="Forty", type="event"),
    ]
    parts = post(me, claim, "split", {"version": version, "parts": parts}, 201)["results"]
    assert [(part["wording"], part["split_from"], part["type"]) for part in parts] == [
        ("It was cancelled", claim.pk, "quantity"),
        ("Forty", claim.pk, "event"),
    ]
    assert post(me, Claim.objects.get(pk=parts[0]["id"]), "undo", {})["id"] == claim.pk


def test_without_parts_it_is_split_as_the_machine_suggests(claim: Claim, me: Any) -> None:
    version = claim.appearances.get().version_id
    post(me, claim, "split", {"version": version}, 422)
    for part in ("cancelled", "forty times"):
        suggested(claim, part)
    parts = post(me, claim, "split", {"version": version}, 201)["results"]
    assert [part["wording"] for part in parts] == ["cancelled", "forty times"]


def test_a_join_answers_with_the_claim_of_the_whole_sentence(claim: Claim, me: Any) -> None:
    version = claim.appearances.get().version
    post(me, claim, "join", {"version": version.pk}, 422)
    suggested(claim, "last winter")
    whole = post(me, claim, "join", {"version": version.pk}, 201)
    assert whole["wording"] == version.text.splitlines()[0]
    assert me.get(f"{API}/claims/{claim.pk}").json()["merged_into"] == whole["id"]
    assert post(me, Claim.objects.get(pk=whole["id"]), "undo", {})["id"] == claim.pk


def test_a_place_is_adjusted(claim: Claim, me: Any) -> None:
    place = claim.appearances.get()
    fields = {"version": place.version_id, "place": place.start, **words(claim, "🚢 was cancelled")}
    body = post(me, claim, "adjust", fields)
    assert [row["selector"][1]["exact"] for row in body["appearances"]] == ["🚢 was cancelled"]
    post(me, claim, "adjust", {**fields, **words(claim, "forty")}, 409)


def test_an_older_version_is_a_conflict_with_both_sides(claim: Claim, me: Any) -> None:
    seen = Work.objects.get(pk=claim.pk).version
    post(client(factories.user()), claim, "wording", {"wording": "Theirs", "seen": seen})
    answer = post(me, claim, "wording", {"wording": "Mine", "seen": seen}, 409)
    assert answer["yours"]["wording"] == "Mine"
    claim.refresh_from_db()
    assert claim.wording == "Theirs"


WRONG = [
    ("wording", {"wording": ""}, "wording"),
    ("wording", {"wording": 7}, "wording"),
    ("wording", {"rating": "SUPPORTED"}, "rating"),
    ("wording", {"times": 5}, "times"),
    ("wording", {"times": [5]}, "times"),
    ("wording", {"times": [{"number": True}]}, "times"),
    ("wording", {"times": [{"number": 0}]}, "times"),
    ("wording", {"times": [{"exact": "last winter", "first": "2025-02-30"}]}, "times"),
    ("wording", {"times": [{"exact": "last winter", "first": "9999-12-31", "last": "9999-12-31"}]}, "times"),
    ("merge", {}, "into"),
    ("merge", {"into": 999_999}, "into"),
    ("merge", {"into": "1"}, "into"),
    ("split", {"version": 999_999, "parts": []}, "version"),
    ("split", {"parts": [{}]}, "parts"),
    ("split", {"parts": [{"wording": "x"}, {"wording": "y"}]}, "version"),
    ("join", {}, "version"),
    ("join", {"version": 999_999}, "version"),
    ("adjust", {"version": 999_999, "place": 0, "start": 0, "end": 3, "exact": "The"}, "place"),
    ("undo", {"seen": 0}, "seen"),
]


@pytest.mark.parametrize(("action", "fields", "field"), WRONG)
def test_what_is_no_request(claim: Claim, me: Any, action: str, fields: dict[str, Any], field: str) -> None:
    answer = post(me, claim, action, fields, 422)
    assert field in [error["field"] for error in answer["errors"]]
    assert all("non_field" not in str(error) for error in answer["errors"])


@pytest.mark.parametrize("action", ["wording", "merge", "split", "join", "adjust", "undo"])
def test_who_may_not(claim: Claim, action: str) -> None:
    place = claim.appearances.get()
    spot = {"version": place.version_id, **words(claim, "forty")}
    fields = {
        "wording": {"speaker": "Agnes"},
        "merge": {"into": factories.claim().pk},
        "split": {"version": place.version_id, "parts": []},
        "join": {"version": place.version_id},
        "adjust": {**spot, "place": place.start},
        "undo": {},
    }
    expected = 409 if action == "undo" else 403  # who did nothing has nothing to undo
    post(client(factories.user("nobody")), claim, action, fields[action], expected)


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (
        claim_edits.TimeRequest,
        {"number": "optional", "first": "optional, null", "last": "optional, null", "exact": "by default '', blank"},
    ),
    (
        claim_edits.WordingRequest,
        {
            "seen": "optional",
            "wording": "optional",
            "speaker": "optional, blank",
            "role": "optional, blank",
            "times": "many, optional",
        },
    ),
    (claim_edits.MergeRequest, {"seen": "optional"}),
    (
        claim_edits.SplitPartRequest,
        {"start": "optional", "end": "optional", "exact": "optional", "type": "optional"},
    ),
    (claim_edits.SplitRequest, {"seen": "optional", "version": "optional", "parts": "many, optional"}),
    (claim_edits.JoinRequest, {"seen": "optional"}),
    (claim_edits.AdjustRequest, {"seen": "optional"}),
    (claim_edits.UndoRequest, {"seen": "optional"}),
    (claim_edits.SplitResponse, {"results": "many"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields


OPEN = "[The ferry] was cancelled [date unknown]"


def test_words_in_which_something_is_unknown_are_confirmed_with_a_reason(me: Any) -> None:
    claim = factories.claim(wording=OPEN)
    wrong = post(me, claim, "confirm", {}, 422)
    assert [error["field"] for error in wrong["errors"]] == ["words_stand_because"]
    body = post(me, claim, "confirm", {"words_stand_because": "The page has no date."})
    assert body["confirmed"]["by"] == body["words_stand"]["by"]
    assert body["words_stand"]["because"] == "The page has no date."


def test_that_words_stand_is_said_before_they_are_confirmed(me: Any) -> None:
    claim = factories.claim(wording=OPEN)
    assert post(me, claim, "let-stand", {"because": "No date."})["confirmed"] is None
    assert post(me, claim, "let-stand", {"because": "No date."}, 409)
    assert post(me, claim, "confirm", {"speaker": "Agnes Tolland"})["confirmed"]


def test_an_offer_is_shown_and_taken_or_declined(me: Any) -> None:
    for action, words in (
        ("take-offer", "[The ferry] cancelled forty times"),
        ("decline-offer", "It ran [date unknown]"),
    ):
        claim = factories.claim(wording="It ran [date unknown]", offered=factories.rendered(mark="").segments)
        assert me.get(f"{API}/claims/{claim.pk}").json()["offer"]["wording"] == "[The ferry] cancelled forty times"
        body = post(me, claim, action, {})
        assert (body["wording"], body["offer"]) == (words, None)
        post(me, claim, action, {}, 409)


def test_one_bracket_is_settled_by_its_place_among_the_segments(me: Any) -> None:
    claim = factories.rendered(certain=False)
    body = post(me, claim, "settle", {"segment": 0, "words": "The old ferry"})
    assert body["wording"] == "[The old ferry] cancelled forty times [date unknown]"
    assert (body["segments"][0]["certain"], body["segments"][0]["by_person"]) == (True, True)
    assert [error["field"] for error in post(me, claim, "settle", {"segment": 1, "words": "x"}, 422)["errors"]] == [
        "segment"
    ]


def test_a_claim_without_an_article_is_split_without_a_version(me: Any) -> None:
    words = "The pier broke in 1998. The town paid for it."
    claim = sighting.enter(wording=words, type="event", seen=TIP, by=factories.user(), at=AT)
    parts = post(me, claim, "split", {}, 201)["results"]
    assert [part["wording"] for part in parts] == ["The pier broke in 1998", "The town paid for it"]


def test_a_claim_of_an_article_is_split_in_a_version_of_it(claim: Claim, me: Any) -> None:
    assert [error["field"] for error in post(me, claim, "split", {}, 422)["errors"]] == ["version"]
