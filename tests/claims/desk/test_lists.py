"""The lists: everybody with a role looks, nobody edits, each filter narrows."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Desk, Outcome, TextTemplate
from sources.models import Publisher, PublisherNote
from tests import factories

pytestmark = pytest.mark.django_db
OURS = [model for model in admin.site._registry if model._meta.app_label in ("sources", "claims")]
LISTS = [(m._meta.app_label, m._meta.model_name) for m in OURS]
TEXT = "The bridge was closed for nine days.\nIt will open soon after the strike of 2023.\n"


@pytest.mark.parametrize(("app", "model"), LISTS)
def test_a_reviewer_sees_each_list_and_searches_in_it(reviewer: Client, app: str, model: str) -> None:
    factories.decided()
    address = reverse(f"admin:{app}_{model}_changelist")
    assert reviewer.get(address).status_code == 200
    assert reviewer.get(address, {"q": "it's 100% _\\ <b>"}, follow=True).status_code == 200


@pytest.mark.parametrize(("app", "model"), LISTS)
def test_a_list_asks_no_more_for_many_rows_than_for_few(
    reviewer: Client, django_assert_max_num_queries: Any, app: str, model: str
) -> None:
    for _ in range(8):
        verdict = factories.decided()
        factories.quote(verdict.claim, role="mayor")
    with django_assert_max_num_queries(20):
        assert reviewer.get(reverse(f"admin:{app}_{model}_changelist")).status_code == 200


@pytest.mark.parametrize(("app", "model"), LISTS)
def test_who_has_no_role_sees_no_list(onlooker: Client, app: str, model: str) -> None:
    assert onlooker.get(reverse(f"admin:{app}_{model}_changelist")).status_code == 403


@pytest.mark.parametrize("model", OURS)
def test_not_even_an_administrator_edits_or_deletes_what_is_recorded(
    admin_client: Client, rf, admin_user, model
) -> None:
    request = rf.get("/")
    request.user = admin_user
    door = admin.site._registry[model]
    assert not door.has_delete_permission(request)
    assert set(door.get_actions(request)) == ({"withdraw"} if model is PublisherNote else set())
    assert door.has_change_permission(request) == (model in (Publisher, Desk, TextTemplate))
    app, name = model._meta.app_label, model._meta.model_name
    assert admin_client.post(reverse(f"admin:{app}_{name}_delete", args=[1])).status_code in (302, 403, 404)


@pytest.fixture
def three() -> dict[str, Claim]:
    version = factories.version(TEXT)
    publisher = Publisher.objects.create(name="Harbour Gazette")
    type(version.article).objects.filter(pk=version.article_id).update(publisher=publisher, publisher_origin="person")
    closed = factories.claim(of=version, words="closed for nine days")
    strike = factories.claim(
        of=version, words="the strike of 2023", type="event", quote=factories.quote(closed, "Nora Quist")
    )
    Outcome.objects.create(
        extraction=strike.extraction,
        sentence=version.sentences.last(),
        start=TEXT.index("It"),
        end=len(TEXT) - 1,
        mode="asserted",
        outcome="prediction",
        rule="future.will",
    )
    return {"closed": closed, "strike": strike, "ferry": factories.decided().claim}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rating__isempty=1", "closed strike"),
        ("rating__isempty=0", "ferry"),
        ("rating__exact=SUPPORTED", "ferry"),
        ("rating__exact=DISPUTED", ""),
        ("proposal__exact=proposed", "closed strike"),
        ("type__exact=event", "strike"),
        ("publisher=PUBLISHER", "closed strike"),
        ("speaker=Nora+Quist", "strike"),
        ("speaker=Nobody", ""),
        ("outcome=prediction", "strike"),
        ("outcome=opinion", ""),
        ("q=NINE+days", "closed"),
        ("q=quist", "strike"),
        ("q=%25", ""),
    ],
)
def test_claims_are_narrowed(reviewer: Client, three: dict[str, Claim], query: str, expected: str) -> None:
    query = query.replace("PUBLISHER", str(Publisher.objects.get().pk))
    rows = reviewer.get(reverse("admin:claims_claim_changelist") + "?" + query).context["cl"].queryset
    assert {name for name, claim in three.items() if claim in rows} == set(expected.split())


def test_a_row_leads_to_the_reviewers_page(reviewer: Client) -> None:
    claim = factories.claim()
    answer = reviewer.get(reverse("admin:claims_claim_change", args=[claim.pk]), follow=True)
    assert answer.status_code == 200
    assert answer.context["claim"] == claim


def test_the_status_is_one_line(reviewer: Client) -> None:
    factories.decided()
    assert "Supported (v1)" in reviewer.get(reverse("admin:claims_claim_changelist")).content.decode()


def test_articles_say_how_far_they_are_and_what_they_declare(reviewer: Client) -> None:
    factories.claim(of=factories.version(declares="trainedAlgorithmicMedia"))
    page = reviewer.get(reverse("admin:sources_article_changelist"))
    (row,) = page.context["cl"].queryset
    assert (row.claim_count, row.state, row.ai) == (1, "waiting", True)
    assert "declares itself AI-generated" in page.content.decode()


@pytest.mark.parametrize(
    "query", ["reviews__rating=DISPUTED", "wording__startswith=T", "reviews=1", "evidence__note__contains=log"]
)
def test_a_list_is_narrowed_by_what_it_offers_only(reviewer: Client, query: str) -> None:
    """An address must not answer what no page shows."""
    assert reviewer.get(reverse("admin:claims_claim_changelist") + "?" + query).status_code == 400


def test_the_list_of_readings_shows_ones_own_and_what_was_handed_in(reviewer: Client) -> None:
    verdict = factories.decided()
    review = verdict.review
    page = reviewer.get(reverse("admin:claims_review_changelist"))
    assert review in page.context["cl"].queryset
    assert "Supported" in page.content.decode()
