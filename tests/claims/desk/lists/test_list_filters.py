"""The lists are narrowed by what they offer."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Outcome
from sources.models import Publisher
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "The bridge was closed for nine days.\nIt will open soon after the strike of 2023.\n"


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


@pytest.mark.parametrize(
    "query", ["reviews__rating=DISPUTED", "wording__startswith=T", "reviews=1", "evidence__note__contains=log"]
)
def test_a_list_is_narrowed_by_what_it_offers_only(reviewer: Client, query: str) -> None:
    """An address must not answer what no page shows."""
    assert reviewer.get(reverse("admin:claims_claim_changelist") + "?" + query).status_code == 400
