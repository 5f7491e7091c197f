"""What is unknown in a claim's words becomes known: by the article's date, or somebody says why the words stand."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from claims.desk.base.claim_list import article_url
from claims.models import Claim
from claims.workflow.assignment import triage
from claims.workflow.evidence import article
from claims.workflow.review import verdict
from tests import factories
from tests.browser.test_keyboard import see_message
from tests.claims.workflow.world import WINTER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def claim(transactional_db: None) -> Claim:
    words = "cancelled forty times last winter"
    claim = factories.rendered(words=words, when="last winter", times=[WINTER])
    factories.finish(claim.extraction)
    return claim


def visit(page: Page, live_server: Any, claim: Claim) -> None:
    page.goto(live_server.url + article_url(claim.appearances.get().version.article_id, claim.pk))
    expect(page.locator("#claim-heading")).to_contain_text("last winter")


def test_the_articles_date_words_a_claim_anew(page: Page, live_server: Any, claim: Claim) -> None:
    visit(page, live_server, claim)
    expect(page.locator("#claim-heading")).to_contain_text("[date unknown]")
    page.get_by_role("link", name="Set the article's date").press("Enter")
    form = page.locator("#article-details form")
    form.get_by_label("Published on").fill("2026-03-01")
    form.get_by_label("Where it says so").fill("The printed edition, page 1.")
    form.get_by_role("button", name="Set article details").click()
    see_message(page, "The article details are set.")
    expect(page.get_by_text("set by a person: The printed edition, page 1.").first).to_be_visible()
    visit(page, live_server, claim)
    expect(page.locator("#claim-heading")).not_to_contain_text("unknown")
    expect(page.locator("#claim-heading .added").last).to_contain_text("202")
    expect(page.locator("#open-words")).to_have_count(0)


def test_a_claim_under_review_shows_the_new_wording_as_an_offer(
    page: Page, live_server: Any, claim: Claim, reviewer: User
) -> None:
    triage.pick(claim=claim, by=reviewer, at=factories.AT)
    verdict.take(claim=claim, by=reviewer, at=factories.AT)
    row = claim.appearances.get().version.article
    article.set_facts(article=row, published_on=factories.AT.date(), citation="Page 1.", by=reviewer, at=factories.AT)
    visit(page, live_server, claim)
    expect(page.locator("#claim-heading")).to_contain_text("[date unknown]")
    page.locator("#offer").get_by_role("button", name="Take the new wording").press("Enter")
    see_message(page, "It says so now.")
    expect(page.locator("#claim-heading")).not_to_contain_text("unknown")
    expect(page.locator("#offer")).to_have_count(0)


def test_a_person_says_why_the_words_stand(page: Page, live_server: Any, claim: Claim) -> None:
    visit(page, live_server, claim)
    page.get_by_text("The words stand as they are …").press("Enter")
    page.get_by_label("Why the words stand as they are").fill("The paper prints no date.")
    page.get_by_role("button", name="Let the words stand").press("Enter")
    see_message(page, "The words stand as they are, with your reason.")
    expect(page.locator("#claim")).to_contain_text("The paper prints no date.")
    expect(page.locator("#open-words")).to_have_count(0)


def test_a_bracket_is_put_right_from_where_it_stands(page: Page, live_server: Any, claim: Claim) -> None:
    visit(page, live_server, claim)
    page.locator("#claim-heading a.added").press("Enter")
    field = page.get_by_label("What is meant")
    expect(field).to_be_focused()
    expect(field).to_have_value("The ferry")
    assert "#settle" not in page.url
    field.fill("The ferry to Brackholm")
    field.press("Enter")
    see_message(page, "Settled, here and wherever the same word stands.")
    expect(page.locator("#claim-heading")).to_contain_text("[The ferry to Brackholm]")
    page.locator("#claim").focus()
    page.keyboard.press("u")
    see_message(page, "Taken back.")
    expect(page.locator("#claim-heading")).to_contain_text("[The ferry] cancelled")
