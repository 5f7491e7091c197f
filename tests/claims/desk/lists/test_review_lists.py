"""The lists of the review."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def test_the_list_of_reviews_has_the_persons_own_and_those_submitted(reviewer: Client) -> None:
    verdict = factories.decided()
    review = verdict.review
    page = reviewer.get(reverse("admin:claims_review_changelist"))
    assert review in page.context["cl"].queryset
    assert "Supported" in page.content.decode()
