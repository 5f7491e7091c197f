"""What a person does to a claim: every refusal names its field and keeps the person's own text."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.base.claim_list import claim_address
from tests import factories

pytestmark = pytest.mark.django_db
ACTIONS = [
    "accept",
    "reject",
    "evidence",
    "review",
    "draft",
    "approve",
    "send_back",
    "give_back",
    "reopen",
    "harm",
    "plan",
    "pick",
    "leave",
    "unpick",
]


def post_action(client: Client, name: str, key: int, **data: object):
    return client.post(reverse(f"desk:{name}", args=[key]), data)


def test_a_suggestion_is_accepted_rejected_and_restored(reviewer: Client) -> None:
    claim = factories.claim()
    for name, data, expected in (
        ("accept", {}, ("accepted", "")),
        ("reject", {"which": "opinion"}, ("rejected", "opinion")),
        ("accept", {}, ("accepted", "")),
    ):
        assert post_action(reviewer, name, claim.pk, **data).status_code == 302
        claim.refresh_from_db()
        assert (claim.proposal, claim.not_a_claim) == expected


def test_not_a_claim_asks_which(reviewer: Client) -> None:
    answer = post_action(reviewer, "reject", factories.claim().pk, which="boring")
    assert answer.status_code == 400
    assert "boring" in answer.content.decode()


def test_a_claim_with_a_verdict_is_not_rejected(reviewer: Client) -> None:
    claim = factories.decided().claim
    answer = post_action(reviewer, "reject", claim.pk, which="vague")
    assert answer.status_code == 409
    assert "so it stays a claim" in answer.content.decode()


@pytest.mark.parametrize("name", ACTIONS)
def test_who_has_no_role_does_nothing(onlooker: Client, name: str) -> None:
    claim = factories.claim()
    data = {
        "which": "vague",
        "kind": "data",
        "stance": "supports",
        "note": "Mine.",
        "rating": "NOT_CHECKABLE",
        "reasons": "Mine.",
        "because": "harm",
        "harm": "high",
        "plan": "blind",
    }
    assert post_action(onlooker, name, claim.pk, **data).status_code == 403
    claim.refresh_from_db()
    assert (claim.proposal, claim.rating, claim.evidence.count()) == ("proposed", "", 0)


@pytest.mark.parametrize("name", ACTIONS)
def test_nothing_is_done_by_following_a_link(reviewer: Client, name: str) -> None:
    assert reviewer.get(reverse(f"desk:{name}", args=[factories.claim().pk])).status_code == 405


@pytest.mark.parametrize(("name", "fields", "words"), [("pick", {"because": "harm"}, "Picked."), ("leave", {}, "Left")])
def test_the_script_gets_the_changed_claim_in_one_answer(
    reviewer: Client, name: str, fields: dict[str, str], words: str
) -> None:
    claim = factories.claim()
    response = reviewer.post(reverse(f"desk:{name}", args=[claim.pk]), fields, headers={"X-Desk": "claim"})
    part = response.content.decode()
    assert response.status_code == 200
    assert words in part
    assert f'id="line-{claim.pk}"' in part
    assert 'id="claim"' in part
    assert 'id="tally"' in part
    assert 'id="words"' not in part, "the text is on the page already"
    assert words not in reviewer.get(claim_address(claim)).content.decode(), "what was done is said once"


def test_without_the_script_a_reload_sends_nothing_again(reviewer: Client) -> None:
    claim = factories.claim()
    response = reviewer.post(reverse("desk:pick", args=[claim.pk]), {"because": "harm"})
    assert (response.status_code, response.url) == (302, claim_address(claim))
    assert reviewer.get(response.url.partition("#")[0]).status_code == 200, "one redirect leads to the page"


def test_the_script_gets_the_whole_column_when_an_article_is_left(reviewer: Client) -> None:
    claim = factories.claim()
    version = claim.extraction.version
    response = reviewer.post(reverse("desk:leave_rest", args=[version.pk]), {}, headers={"X-Desk": "list"})
    part = response.content.decode()
    assert response.status_code == 200
    assert 'id="right"' in part
    assert "1 claim left: seen, not picked." in part
    assert 'id="words"' not in part
    assert reviewer.post(reverse("desk:take_back_rest", args=[version.pk]), {}).status_code == 302


def test_a_claim_without_an_article_is_redirected_also_for_the_script(reviewer: Client) -> None:
    from claims.workflow.claim import sighting

    seen = sighting.SightingDetails("broadcast", "Channel 1", None, "", "")
    claim = sighting.enter(
        wording="The ferry stopped.", type="event", speaker="", role="", seen=seen, by=reviewer.user, at=factories.AT
    )
    response = reviewer.post(reverse("desk:unpick", args=[claim.pk]), {}, headers={"X-Desk": "claim"})
    assert (response.status_code, response.url) == (302, reverse("desk:claim", args=[claim.pk]))
