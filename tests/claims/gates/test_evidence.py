"""The article itself, a copy of it or its address is no evidence; what was withdrawn stays so."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Evidence
from claims.workflow.claim import sighting
from claims.workflow.evidence import evidence
from sources.models import Article
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, page_as_evidence

pytestmark = pytest.mark.django_db


def test_the_article_itself_is_no_evidence():
    version = factories.version()
    claim = factories.claim(of=version)
    words = "The town paid for each of them."
    start = version.text.index(words)
    with pytest.raises(ValidationError, match="is no evidence"):
        factories.evidence(claim, kind="passage", version=version, start=start, end=start + len(words), exact=words)


def test_a_copy_of_the_article_is_no_evidence():
    claim = factories.claim()
    copy = factories.version(factories.TEXT)
    with pytest.raises(ValidationError, match="is no evidence"):
        factories.evidence(claim, kind="passage", version=copy, start=0, end=9, exact=factories.TEXT[:9])


def test_the_articles_address_is_no_evidence():
    article = Article.objects.create(canonical_url="https://courier.example/ferry", created_at=factories.AT)
    claim = factories.claim(of=factories.version(article=article))
    with pytest.raises(ValidationError, match="is no evidence"):
        factories.evidence(claim, kind="page", url="https://courier.example/ferry")


def test_a_page_that_turns_out_to_be_a_copy_stops_counting():
    claim, by = factories.claim(), factories.user()
    item = factories.evidence(claim, by=by, kind="page", url="https://copies.example/ferry")
    copy = factories.version(factories.TEXT, purpose="evidence")
    type(item.fetch).objects.filter(pk=item.fetch_id).update(version=copy, outcome="new", finished_at=factories.AT)
    with pytest.raises(ValidationError, match="needs"):
        factories.ruled(claim=claim, rating="SUPPORTED", reasons="It says so.", by=by, at=factories.AT)


SPELLINGS = [
    "https://courier.example/ferry#top",
    "https://COURIER.example/ferry",
    "http://courier.example/ferry",
    "https://courier.example:443/ferry",
    "https://www.courier.example/ferry/",
    "https://a:b@courier.example/ferry",
    "https://courier.example/ferry?utm_source=x&utm_medium=y",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_articles_address_in_another_spelling_is_no_evidence(spelling):
    article = Article.objects.create(canonical_url="https://courier.example/ferry", created_at=factories.AT)
    claim = factories.claim(of=factories.version(article=article))
    with pytest.raises(ValidationError, match="is no evidence"):
        factories.evidence(claim, kind="page", url=spelling)
    factories.evidence(claim, kind="page", url="https://courier.example/ferry?page=2")


def test_the_copy_behind_evidence_is_not_exchanged():
    item = factories.evidence(factories.claim(), kind="page", url="https://harbour.example/log")
    rows = type(item.fetch).objects.filter(pk=item.fetch_id)
    first, second = (factories.version(f"The log of {n}.", purpose="evidence") for n in (1, 2))
    rows.update(version=first, outcome="new", finished_at=factories.AT)
    refused(lambda: rows.update(version=second))
    refused(rows.delete)


def test_evidence_is_withdrawn_once_and_stays_so():
    by = factories.user()
    item = evidence.withdraw(
        evidence=factories.evidence(factories.claim(), by=by), because="Wrong ship.", by=by, at=factories.AT
    )
    refused(
        lambda: Evidence.objects.filter(pk=item.pk).update(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
    )


def where_it_was_heard() -> Attempt:
    return page_as_evidence(
        heard("post", "A post: https://square.example/p/7?b=1&a=2."), "http://www.square.example/p/7?a=2&b=1"
    )


def heard(medium: str, seen_in: str) -> Claim:
    seen = sighting.SightingDetails(medium=medium, seen_in=seen_in)
    return sighting.enter(wording="The ferry never ran.", type="event", seen=seen, by=factories.user(), at=factories.AT)


def a_copy_from_elsewhere() -> Attempt:
    elsewhere = factories.evidence(factories.claim(), kind="page", url="https://one.example/log")
    return page_as_evidence(factories.claim(), "https://two.example/log", fetch=elsewhere.fetch)


EQUAL_ADDRESSES = [
    "https://courier.example./ferry",
    "https://courier.example:0443/ferry",
    "https://courier.example.:80/ferry",
    "https://courier.example//ferry",
    "https://courier.example/./ferry",
    "https://courier.example/ferry/.",
    "https://courier.example/ferry/?mc_cid=4f",
    "https://courier.example/ferry?gclsrc=aw&gclid=7",
]


OTHERS = ["https://courier.example:8443/ferry", "https://courier.example/ferry.", "https://courier.example/ferry?id=2"]


@pytest.mark.parametrize("url", EQUAL_ADDRESSES)
def test_the_articles_address_is_no_evidence_however_it_is_spelt(url: str) -> None:
    article = Article.objects.create(canonical_url="https://courier.example/ferry", created_at=factories.AT)
    attempt = page_as_evidence(factories.claim(of=factories.version(article=article)), url)
    refused(attempt, "is no evidence")


@pytest.mark.parametrize("url", OTHERS)
def test_another_address_is_evidence(url: str) -> None:
    article = Article.objects.create(canonical_url="https://courier.example/ferry", created_at=factories.AT)
    page_as_evidence(factories.claim(of=factories.version(article=article)), url)()


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (where_it_was_heard, "is no evidence"),
    (a_copy_from_elsewhere, "the address of that page"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
