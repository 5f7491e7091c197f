"""Words in which something is unknown, and another wording that is offered: what the panel shows and what it takes."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.base.claim_list import article_url
from claims.models import Claim
from claims.pipeline.rewording import rewording
from claims.workflow.assignment import triage
from claims.workflow.evidence import article
from claims.workflow.review import verdict
from tests import factories

pytestmark = pytest.mark.django_db
WINTER = {
    "start": 51,
    "end": 62,
    "exact": "last winter",
    "basis": "article",
    "interval": None,
    "last": None,
    "bound": "",
    "relation": {"unit": "season", "shift": -1, "name": "winter"},
    "other": None,
}


def undated(**fields: Any) -> Claim:
    return factories.rendered(words="cancelled forty times last winter", when="last winter", times=[WINTER], **fields)


def offered() -> Claim:
    """A claim whose article got its date while somebody reviewed it."""
    claim, by = undated(), factories.user()
    triage.pick(claim=claim, by=by, at=factories.AT)
    verdict.take(claim=claim, by=by, at=factories.AT)
    row = claim.appearances.get().version.article
    article.set_facts(
        article=row, published_on=factories.AT.date(), citation="The front page.", by=factories.user(), at=factories.AT
    )
    claim.refresh_from_db()
    assert claim.offered
    return claim


def page_of(client: Client, claim: Claim) -> str:
    return client.get(article_url(claim.appearances.first().version.article_id, claim.pk)).content.decode()


def post(client: Client, action: str, claim: Claim, **fields: Any) -> Any:
    return client.post(reverse(f"desk:{action}", args=[claim.pk]), fields, follow=True)


def test_words_in_which_something_is_unknown_say_so_and_lead_to_the_articles_date(reviewer: Client) -> None:
    page = page_of(reviewer, undated())
    assert "Something in these words is unknown or not certain." in page
    assert 'href="#article-details"' in page
    assert 'id="article-details"' in page
    assert "Let the words stand" in page


def test_what_a_person_is_not_certain_of_needs_no_date(reviewer: Client) -> None:
    page = page_of(reviewer, factories.rendered(mark="", certain=False))
    assert "Something in these words is unknown or not certain." in page
    assert 'href="#article-details"' not in page


def test_words_in_which_nothing_is_open_ask_nothing(reviewer: Client) -> None:
    for claim in (factories.claim(), factories.rendered(mark=" [winter 2024]")):
        assert "unknown or not certain" not in page_of(reviewer, claim)


def test_a_person_says_why_the_words_stand_and_the_panel_names_them(reviewer: Client) -> None:
    claim = undated()
    answer = post(reviewer, "let_stand", claim, because="The paper has <no> date.").content.decode()
    assert "The words stand as they are, with your reason." in answer
    assert f"The words stand as they are, says {reviewer.user.username}:" in answer
    assert "The paper has &lt;no&gt; date." in answer
    assert "Let the words stand" not in answer
    assert post(reviewer, "let_stand", claim, because="Again.").status_code == 409


def test_a_reason_is_needed(reviewer: Client) -> None:
    claim = undated()
    answer = post(reviewer, "let_stand", claim, because="")
    assert answer.status_code == 400
    assert "This field is required." in answer.content.decode()
    claim.refresh_from_db()
    assert claim.words_stand_at is None


def test_another_wording_is_taken_by_one_button(reviewer: Client) -> None:
    claim = offered()
    page = page_of(reviewer, claim)
    assert "More is known since these words were written." in page
    assert "Another wording closes the reviews that rest on this one." in page
    post(reviewer, "take_offer", claim)
    claim.refresh_from_db()
    assert "unknown" not in claim.wording
    assert claim.offered == []
    assert "More is known" not in page_of(reviewer, claim)


def test_another_wording_is_declined_by_one_button(reviewer: Client) -> None:
    claim = offered()
    before = claim.wording
    post(reviewer, "decline_offer", claim)
    claim.refresh_from_db()
    assert (claim.wording, claim.offered) == (before, [])
    assert post(reviewer, "take_offer", claim).status_code == 409


def test_words_that_a_verdict_froze_are_declined_alone(reviewer: Client) -> None:
    claim = factories.claim()
    factories.decided(claim)
    other = rewording.stored(rewording.loaded(undated().segments))
    Claim.objects.filter(pk=claim.pk).update(offered=other)
    page = page_of(reviewer, claim)
    assert "Keep the words as they are" in page
    assert "Take the new wording" not in page


def test_the_articles_facts_say_where_a_person_found_them(reviewer: Client) -> None:
    claim = offered()
    assert "(set by a person: The front page.)" in page_of(reviewer, claim)


def test_where_the_article_has_its_date_nobody_is_asked_to_set_it(reviewer: Client) -> None:
    page = page_of(reviewer, offered())
    assert "Something in these words is unknown or not certain." in page
    assert 'href="#article-details"' not in page
    assert "known now: the offered wording has it" in page
    assert "the article has no date" not in page


def test_a_day_that_the_articles_date_does_not_tell_says_so(reviewer: Client) -> None:
    claim = offered()
    Claim.objects.filter(pk=claim.pk).update(offered=[])
    assert "the article&#x27;s date does not say which" in page_of(reviewer, claim)
    assert "the article has no date: set it to know" in page_of(reviewer, undated())
