"""The lists of the admin: who sees them, and what they say."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db
OURS = [model for model in admin.site._registry if model._meta.app_label in ("sources", "claims")]
LISTS = [(m._meta.app_label, m._meta.model_name) for m in OURS]


@pytest.fixture
def reviewer(db: None) -> Client:
    return signed_in("reviewer")


@pytest.fixture
def onlooker(db: None) -> Client:
    """Staff without any role."""
    return signed_in("nobody")


@pytest.mark.parametrize(("app", "model"), LISTS)
def test_a_reviewer_sees_each_list_and_searches_in_it(reviewer: Client, app: str, model: str) -> None:
    factories.decided()
    address = reverse(f"admin:{app}_{model}_changelist")
    assert reviewer.get(address).status_code == 200
    assert reviewer.get(address, {"q": "it's 100% _\\ <b>"}, follow=True).status_code == 200


def test_a_list_asks_no_more_for_many_rows_than_for_few(reviewer: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(8):
        verdict = factories.decided()
        factories.quote(verdict.claim, role="mayor")
    for app, model in LISTS:
        with django_assert_max_num_queries(20, info=f"{app}.{model}"):
            assert reviewer.get(reverse(f"admin:{app}_{model}_changelist")).status_code == 200, (app, model)


@pytest.mark.parametrize(("app", "model"), LISTS)
def test_who_has_no_role_sees_no_list(onlooker: Client, app: str, model: str) -> None:
    assert onlooker.get(reverse(f"admin:{app}_{model}_changelist")).status_code == 403


def test_the_status_is_one_line(reviewer: Client) -> None:
    factories.decided()
    assert "Supported (v1)" in reviewer.get(reverse("admin:claims_claim_changelist")).content.decode()


def test_articles_say_how_far_they_are_and_what_they_declare(reviewer: Client) -> None:
    factories.claim(of=factories.version(declares="trainedAlgorithmicMedia"))
    page = reviewer.get(reverse("admin:sources_article_changelist"))
    (row,) = page.context["cl"].queryset
    assert (row.claim_count, row.state, row.ai) == (1, "waiting", True)
    assert "declares itself AI-generated" in page.content.decode()
