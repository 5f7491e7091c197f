"""Change a claim by its forms: every refusal keeps what was typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.base.claim_list import claim_address
from claims.models import Claim, Work
from claims.workflow.claim import proposals, wording
from claims.workflow.review import plan, verdict
from tests import factories

pytestmark = pytest.mark.django_db
REFUSED = [
    ("words", {"wording": "[half"}, "other half"),
    ("words", {"wording": ""}, "required"),
    ("words", {"wording": "x", "exact_new": "next summer", "first_new": "2026-01-01"}, "not printed in the article"),
    ("merge", {"into": "999999"}, "no claim with the number"),
    ("merge", {"into": "the other"}, "Choose one, or give its number"),
    ("merge", {}, "Choose one, or give its number"),
    ("split", {"wording_0": "Only one"}, "two claims at least"),
    ("split", {"wording_0": "One", "exact_0": "elsewhere", "wording_1": "Two"}, "do not stand in the article"),
    ("split", {"wording_0": "Same", "wording_1": "Same"}, "say the same"),
]


@pytest.fixture
def claim() -> Claim:
    return proposals.accept(
        claim=factories.claim(wording="[The ferry] was <i>late</i>"), by=factories.user(), at=factories.AT
    )


def post(client: Client, action: str, claim: Claim, **fields: Any) -> Any:
    return client.post(reverse(f"desk:{action}", args=[claim.pk]), fields)


def test_who_comes_too_late_keeps_their_words_and_sees_the_others(reviewer: Client, claim: Claim) -> None:
    seen = Work.objects.get(pk=claim.pk).version
    wording.change(claim=claim, wording="Theirs", by=factories.user(), at=factories.AT)
    answer = post(reviewer, "words", claim, wording="Mine", seen=seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert '<h2 id="claim-heading" dir="auto">Theirs</h2>' in page
    assert answer.context["words_form"]["wording"].value() == "Mine"
    now = Work.objects.get(pk=claim.pk).version
    assert post(reviewer, "words", claim, wording="Mine", seen=now).status_code == 302, "and may store them then"


@pytest.mark.parametrize(("action", "fields", "why"), REFUSED)
def test_a_refusal_says_why_in_words(
    reviewer: Client, claim: Claim, action: str, fields: dict[str, Any], why: str
) -> None:
    answer = post(reviewer, action, claim, **fields)
    assert answer.status_code == 400
    assert why in answer.content.decode()
    claim.refresh_from_db()
    assert claim.proposal == "accepted"


def test_a_place_is_found_by_its_words_and_refused_when_it_is_not_certain(reviewer: Client, claim: Claim) -> None:
    place = claim.appearances.get()
    for words, why in (("e", "more than once"), ("no such words", "do not stand")):
        answer = post(reviewer, "adjust", claim, place=place.pk, exact=words)
        assert answer.status_code == 400
        assert why in answer.content.decode()
    assert post(reviewer, "adjust", claim, place=place.pk, exact="forty").status_code == 302
    assert post(reviewer, "adjust", claim, place=place.pk, exact="times").status_code == 409, "adjusted meanwhile"
    other = factories.claim().appearances.get()
    assert post(reviewer, "adjust", claim, place=other.pk, exact="forty").status_code == 404, "another claim's place"


@pytest.mark.parametrize("action", ["words", "merge", "split", "adjust", "undo"])
def test_who_has_no_role_does_nothing(onlooker: Client, claim: Claim, action: str) -> None:
    fields = {"wording": "x", "into": factories.claim().pk, "place": claim.appearances.get().pk, "exact": "forty"}
    assert post(onlooker, action, claim, **fields).status_code == 403


def test_a_blind_reviewer_learns_nothing_of_the_other(reviewer: Client, claim: Claim) -> None:
    factories.evidence(claim)
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=factories.AT)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=factories.user(), at=factories.AT)
    answer = reviewer.post(reverse("desk:words", args=[claim.pk]), {"wording": "Other"}, follow=True)
    page = answer.content.decode()
    assert "Changed." in page
    assert "handed in" not in page


@pytest.mark.parametrize(("action", "fields", "in_place"), [("pick", {"because": "harm"}, True), ("adjust", {}, False)])
def test_what_leaves_the_text_alone_is_undone_in_one_answer(
    reviewer: Client, action: str, fields: dict[str, Any], in_place: bool
) -> None:
    claim = factories.claim()
    place = claim.appearances.get()
    more = {"place": place.pk, "exact": place.exact.split()[0]} if action == "adjust" else {}
    assert post(reviewer, action, claim, **fields, **more).status_code == 302
    page = reviewer.get(claim_address(claim)).content.decode()
    form = page[page.index('id="undo"') :].partition(">")[0]
    assert ("data-swap" in form) is in_place
    response = reviewer.post(reverse("desk:undo", args=[claim.pk]), {}, headers={"X-Desk": "claim"})
    assert response.status_code == 200
    assert "Taken back." in response.content.decode()
