"""Two administrators remove a text."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Review
from sources.models import ArticleVersion
from tests import factories

pytestmark = pytest.mark.django_db


def signed_in(role):
    client = Client()
    client.force_login(factories.user(role))
    return client


def test_two_administrators_redact_on_the_page():
    version = factories.decided().claim.appearances.get().version
    one, two = signed_in("administrator"), signed_in("administrator")
    assert one.post(reverse("desk:redact"), {"version": version.pk, "because": "Erasure"}).status_code == 302
    key = version.redaction.pk
    message = one.post(reverse("desk:redact_agree", args=[key]), follow=True).content.decode()
    assert "another administrator has to agree" in message
    assert "gone" in two.post(reverse("desk:redact_agree", args=[key]), follow=True).content.decode()
    assert "ferry" not in ArticleVersion.objects.get(pk=version.pk).text
    assert signed_in("editor").get(reverse("desk:redactions")).status_code == 403
    assert Review.objects.exists()
