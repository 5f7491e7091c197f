"""What the publication page says is missing."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import (
    Claim,
    Work,
)
from tests import factories, published

pytestmark = pytest.mark.django_db


def address(claim: Claim) -> str:
    return reverse("desk:publication", args=[claim.pk])


def test_the_checklist_says_in_plain_words_what_is_missing(editor: Client) -> None:
    claim = factories.claim()
    Work.objects.filter(pk=claim.pk).update(accuses=True, embargo_until=published.later())
    page = editor.get(address(claim)).content.decode()
    for words in (
        "It needs its verdict first.",
        "Read the three below and confirm them.",
        "Ask those concerned below",
        "it needs the legal tick",
        "The embargo has not passed yet.",
        "Readers do not see it.",
    ):
        assert words in page, words
