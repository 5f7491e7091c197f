"""The forms that change a claim: what they offer, and to whom."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.base.claim_list import article_url
from claims.models import Claim
from claims.workflow.assignment import triage
from claims.workflow.claim import proposals
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return proposals.accept(
        claim=factories.claim(wording="[The ferry] was <i>late</i>"), by=factories.user(), at=factories.AT
    )


def post(client: Client, action: str, claim: Claim, **fields: Any) -> Any:
    return client.post(reverse(f"desk:{action}", args=[claim.pk]), fields)


def test_words_in_brackets_are_marked_and_nothing_is_html(reviewer: Client, claim: Claim) -> None:
    page = reviewer.get(article_url(claim.appearances.get().version.article_id, claim.pk)).content.decode()
    assert '<span class="added">[The ferry]</span> was &lt;i&gt;late&lt;/i&gt;' in page


def test_a_frozen_claim_offers_no_form_and_says_why(reviewer: Client) -> None:
    claim = factories.claim()
    factories.decided(claim)
    page = reviewer.get(article_url(claim.appearances.get().version.article_id, claim.pk)).content.decode()
    assert "Open the claim again to change them" in page
    assert "change-words" not in page
    assert post(reviewer, "words", claim, wording="Other").status_code == 409


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
    fields = {"wording": claim.wording, "time_0": "set", "first_0": "2024-12-01", "last_0": "2025-02-28"}
    assert post(reviewer, "words", claim, **fields).status_code == 302
    claim.refresh_from_db()
    assert claim.times[0]["interval"] == {"start": "2024-12-01", "end": "2025-03-01"}
    assert post(reviewer, "words", claim, wording=claim.wording, time_0="drop").status_code == 302
    claim.refresh_from_db()
    assert claim.times == []
