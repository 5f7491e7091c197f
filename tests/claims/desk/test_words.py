"""The forms that change a claim's words and places: what is refused is told, and what was typed is kept."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.base.claim_list import article_url
from claims.models import Claim, Work
from claims.workflow.assignment import triage
from claims.workflow.claim import proposals, wording
from claims.workflow.review import plan, verdict
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return proposals.accept(
        claim=factories.claim(wording="[The ferry] was <i>late</i>"), by=factories.user(), at=factories.AT
    )


def post(who: Client, act: str, claim: Claim, **given: Any) -> Any:
    return who.post(reverse(f"desk:{act}", args=[claim.pk]), given)


def test_words_in_brackets_are_marked_and_nothing_is_html(reviewer: Client, claim: Claim) -> None:
    page = reviewer.get(article_url(claim.appearances.get().version.article_id, claim.pk)).content.decode()
    assert '<span class="added">[The ferry]</span> was &lt;i&gt;late&lt;/i&gt;' in page


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


@pytest.mark.parametrize(("act", "given", "why"), REFUSED)
def test_what_is_refused_is_told_in_words(
    reviewer: Client, claim: Claim, act: str, given: dict[str, Any], why: str
) -> None:
    answer = post(reviewer, act, claim, **given)
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


@pytest.mark.parametrize("act", ["words", "merge", "split", "adjust", "undo"])
def test_who_has_no_role_does_nothing(onlooker: Client, claim: Claim, act: str) -> None:
    given = {"wording": "x", "into": factories.claim().pk, "place": claim.appearances.get().pk, "exact": "forty"}
    assert post(onlooker, act, claim, **given).status_code == 403


def test_a_frozen_claim_offers_no_form_and_says_why(reviewer: Client) -> None:
    claim = factories.claim()
    factories.decided(claim)
    page = reviewer.get(article_url(claim.appearances.get().version.article_id, claim.pk)).content.decode()
    assert "Open the claim again to change them" in page
    assert "change-words" not in page
    assert post(reviewer, "words", claim, wording="Other").status_code == 409


def test_a_blind_reader_is_told_nothing_of_the_other_one(reviewer: Client, claim: Claim) -> None:
    factories.piece(claim)
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=factories.AT)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=factories.user(), at=factories.AT)
    answer = reviewer.post(reverse("desk:words", args=[claim.pk]), {"wording": "Other"}, follow=True)
    page = answer.content.decode()
    assert "Changed." in page
    assert "handed in" not in page


def test_the_days_of_a_time_are_offered_and_taken(reviewer: Client) -> None:
    winter = {
        "start": 51,
        "end": 62,
        "exact": "last winter",
        "basis": "article",
        "interval": None,
        "last": None,
        "bound": "",
        "relation": {"unit": "season", "shift": -1, "name": "winter"},
        "other": None,
    }
    claim = factories.claim(times=[winter])
    triage.pick(claim=claim, by=factories.user(), at=factories.AT)
    given = {"wording": claim.wording, "time_0": "set", "first_0": "2024-12-01", "last_0": "2025-02-28"}
    assert post(reviewer, "words", claim, **given).status_code == 302
    claim.refresh_from_db()
    assert claim.times[0]["interval"] == {"start": "2024-12-01", "end": "2025-03-01"}
    assert post(reviewer, "words", claim, wording=claim.wording, time_0="drop").status_code == 302
    claim.refresh_from_db()
    assert claim.times == []
