"""The article page asks a fixed number of questions."""

import pytest
from django.test import Client

from claims.desk.base.claim_list import article_url
from claims.models import Claim, Event
from claims.workflow.evidence import article as articles
from sources.models import ArticleVersion
from tests import factories

pytestmark = pytest.mark.django_db
LINES = [f"The pier of Torvik lost {n} planks in the storm of 201{n}." for n in range(8)]


@pytest.fixture
def article() -> ArticleVersion:
    version = factories.version("\n".join(LINES) + "\n")
    for n, line in enumerate(LINES):
        factories.claim(of=version, words=line, wording=line, score=n / 10, reasons=[f"states the number {n}"])
    return version


def test_the_number_of_queries_does_not_grow_with_the_claims(
    reviewer: Client, django_assert_max_num_queries: object
) -> None:
    version = factories.version("\n".join(f"Line {n} has {n} words." for n in range(100, 140)))
    claims = [factories.claim(of=version, words=f"Line {n}") for n in range(100, 140)]
    with django_assert_max_num_queries(50):
        assert reviewer.get(article_url(version.article_id, claims[0].pk)).status_code == 200


def test_one_claim_is_drawn_anew_without_the_rest_of_the_page(reviewer: Client, article: ArticleVersion) -> None:
    claim = Claim.objects.get(score=0.7)
    address = article_url(article.article_id, claim.pk)
    small = reviewer.get(address, headers={"X-Desk": "claim"})
    page = small.content.decode()
    assert claim.wording in page
    assert 'id="words"' not in page, "the text of the article is there already"
    assert f'id="line-{claim.pk}"' in page
    whole = reviewer.get(address)
    assert [small.context[name] for name in ("before", "after")] == [
        whole.context[name] for name in ("before", "after")
    ]
    assert small.context["line"].number == whole.context["line"].number == 8
    assert "X-Desk" in small["Vary"]


def test_what_was_stated_otherwise_is_said_until_somebody_sets_the_details(reviewer: Client) -> None:
    article = factories.version().article
    Event.objects.create(
        verb="article.facts_differ",
        article=article.pk,
        data={"fetch": 1, "stated": {"published_on": "2026-03-02"}, "kept": {"published_on": "2026-03-01"}},
        created_at=factories.AT,
    )
    page = reviewer.get(article_url(article.pk)).content.decode()
    assert "Date: 2026-03-02" in page
    articles.set_facts(article=article, author="Rune Aske", citation="c", by=factories.user(), at=factories.AT)
    assert "Date: 2026-03-02" not in reviewer.get(article_url(article.pk)).content.decode()
