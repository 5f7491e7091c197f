"""What the panel of a claim shows."""

from dataclasses import asdict
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.article import article_context
from claims.desk.claim_panel import claim_context
from claims.pipeline.times import when
from tests import factories

pytestmark = pytest.mark.django_db


def test_hostile_words_are_shown_as_words(reviewer: Client) -> None:
    nasty = "<script>alert(1)</script>"
    version = factories.version(f"He said {nasty} twice in 2024.\n")
    version.article.headline = nasty
    version.article.save()
    claim = factories.claim(of=version, words=nasty, wording=nasty, reasons=[nasty])
    factories.evidence(claim, note=nasty)
    factories.ruled(claim=claim, rating="SUPPORTED", reasons=nasty, by=reviewer.user, at=factories.AT)
    page = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert nasty not in page
    assert page.count("&lt;script&gt;alert(1)") >= 7


def test_a_claim_that_nobody_said_and_one_that_somebody_said_have_both_cards(reviewer: Client) -> None:
    claim = factories.claim()
    html = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert "Did they say it?" in html
    assert "Is it true?" in html
    assert "doesn&#x27;t make it true" not in html
    quoted = factories.claim(of=claim.appearances.get().version, words="The town paid", quote=factories.quote(claim))
    html = reviewer.get(reverse("desk:claim", args=[quoted.pk]), follow=True).content.decode()
    assert "That somebody said it doesn&#x27;t make it true." in html
    assert "(stated)" in html
    assert html.count("#said-") == 1, "the list of who said what is there as well"


def test_the_claims_panel_hides_nothing_of_the_articles_page(reviewer: Client) -> None:
    claim = factories.claim()
    version = claim.appearances.get().version
    now = factories.AT
    about = article_context.gather(version.article, version, claim, may_change=True, now=now)
    assert not about.keys() & claim_context.gather(claim, about["lines"], {}, by=reviewer.user, at=now).keys()


def test_a_claim_shows_when_and_how_much(reviewer: Client) -> None:
    version = factories.version()
    time = asdict(when.find(factories.TEXT, 0, factories.TEXT.index(".") + 1, past=True)[0])
    much = {"exact": "forty times", "scopes": [], "compared": {"exact": "2022"}}
    claim = factories.claim(of=version, times=[time], amounts=[much])
    address = reverse("desk:article", args=[version.article_id]) + f"?claim={claim.pk}"
    page = reviewer.get(address).content.decode()
    assert "last winter" in page
    assert "once the article has a date" in page
    assert "forty times" in page
    version.article.published_on, version.article.published_on_origin = date(2026, 5, 4), "person"
    version.article.save()
    page = reviewer.get(address).content.decode()
    assert "Dec. 1, 2025 – Feb. 28, 2026" in page
    assert "inferred from the article" in page
