"""Deciding about a claim through the API."""

import pytest

from claims.models import Claim
from tests.claims.api.world import post

pytestmark = pytest.mark.django_db


def test_a_rejection_says_what_it_is_instead(claim: Claim) -> None:
    body = post(f"/claims/{claim.pk}/reject", {"which": "prediction"}).json()
    assert (body["proposal"], body["not_a_claim"]) == ("rejected", "prediction")
    assert post(f"/claims/{claim.pk}/reject", {"which": "rumour"}).status_code == 422
    assert post(f"/claims/{claim.pk}/accept").json()["not_a_claim"] is None
