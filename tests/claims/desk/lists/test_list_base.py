"""A row of a list leads to the desk, and is never edited in place."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from claims.models import Desk, TextTemplate
from sources.models import Publisher, PublisherNote
from tests import factories

pytestmark = pytest.mark.django_db
OURS = [model for model in admin.site._registry if model._meta.app_label in ("sources", "claims")]


@pytest.mark.parametrize("model", OURS)
def test_not_even_an_administrator_edits_or_deletes_what_is_recorded(
    admin_client: Client, rf, admin_user, model
) -> None:
    request = rf.get("/")
    request.user = admin_user
    site = admin.site._registry[model]
    assert not site.has_delete_permission(request)
    assert set(site.get_actions(request)) == ({"withdraw"} if model is PublisherNote else set())
    assert site.has_change_permission(request) == (model in (Publisher, Desk, TextTemplate))
    app, name = model._meta.app_label, model._meta.model_name
    assert admin_client.post(reverse(f"admin:{app}_{name}_delete", args=[1])).status_code in (302, 403, 404)


def test_a_row_leads_to_the_reviewers_page(reviewer: Client) -> None:
    claim = factories.claim()
    answer = reviewer.get(reverse("admin:claims_claim_change", args=[claim.pk]), follow=True)
    assert answer.status_code == 200
    assert answer.context["claim"] == claim
