"""Every page of ours, light and dark, on a desk and on a phone: for eyes, ears and keyboards, and within the policy."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from claims.desk.base.claim_list import article_url
from claims.models import Claim
from claims.workflow.evidence.evidence import withdraw
from claims.workflow.review import verdict
from sources.models import ArticleVersion, Fetch
from tests import factories
from tests.browser.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SERIOUS = {"serious", "critical"}
TEXT = (
    "Menu\nThe tide mill opens again\n“It grinds,” said Vera Holm. The mill was built in 1803 and lost its wheel "
    "in 1953.\n"
    "طاحونة المد تعمل مرة أخرى منذ عام 2021.\nThis text was written by a machine.\n"
)


@pytest.fixture
def article(reviewer: Any) -> tuple[ArticleVersion, Claim]:
    """An article with everything that the page can show."""
    version = factories.version(TEXT)
    claim = factories.claim(of=version, words="The mill was built in 1803", reasons=["states a date", "names a place"])
    factories.quote(claim, "Vera Holm", words="It grinds", role="miller")
    quoted = factories.claim(of=version, words="It grinds", quote=factories.quote(claim, "Vera Holm", role="miller"))
    factories.claim(of=version, words="built in 1803 and lost its wheel", proposal="rejected", not_a_claim="vague")
    factories.claim(of=version, words="منذ عام 2021")
    returned = factories.claim(of=version, words="lost its wheel in 1953", wording="It lost its wheel in 1953")
    verdict.propose(claim=returned, rating="NOT_CHECKABLE", reasons="No log.", by=reviewer, at=factories.AT)
    verdict.send_back(claim=returned, because="There is one.", by=factories.user("editor"), at=factories.AT)
    evidence = factories.evidence(claim, by=reviewer, url="https://example.org/register?a=1&b=2", kind="page")
    withdraw(evidence=evidence, because="The wrong mill.", by=reviewer, at=factories.AT)
    factories.decided(claim, by=reviewer)
    factories.finish(claim.extraction, "opinion", "opinion.judgement")
    Fetch.objects.create(
        via="file",
        file_name="photo.bin",
        outcome="refused",
        reason="Not a text.",
        created_at=factories.AT,
        finished_at=factories.AT,
    )
    return version, quoted


ADDRESSES: dict[str, Callable[[ArticleVersion, Claim], str]] = {
    "start": lambda version, claim: "/admin/",
    "article": lambda version, claim: article_url(version.article_id),
    "claim": lambda version, claim: article_url(version.article_id, claim.pk, "claim"),
    "verdict": lambda version, claim: article_url(version.article_id, claim.pk - 1, "claim"),
    "returned": lambda version, claim: article_url(version.article_id, claim.pk + 3, "claim"),
    "articles": lambda version, claim: "/admin/sources/article/",
    "claims": lambda version, claim: "/admin/claims/claim/?rating__isempty=0",
    "quotes": lambda version, claim: "/admin/claims/quote/",
    "sentences": lambda version, claim: "/admin/claims/outcome/",
    "verdicts": lambda version, claim: "/admin/claims/verdict/",
    "events": lambda version, claim: "/admin/claims/event/",
    "jobs": lambda version, claim: "/admin/sources/fetch/",
    "readings": lambda version, claim: "/admin/claims/extraction/",
    "archived text": lambda version, claim: f"/admin/sources/articleversion/{version.pk}/change/",
    "password": lambda version, claim: "/admin/password_change/",
}


def look(page: Page, complaints: list[str]) -> list[str]:
    """Return what axe finds serious, after what the browser itself complains about (axe adds styles of its own)."""
    assert complaints == []
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = Axe().run(page).response["violations"]
    complaints.clear()
    return [
        f"{one['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_is_usable_in_light_and_dark_on_a_desk_and_on_a_phone(
    name: str, page: Page, live_server: Any, complaints: list[str], article: tuple[ArticleVersion, Claim]
) -> None:
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.goto("about:blank")
            answer = page.goto(live_server.url + ADDRESSES[name](*article))
            assert answer.status == 200
            assert "script-src 'self'" in answer.headers["content-security-policy"]
            assert "unsafe" not in answer.headers["content-security-policy"]
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{scheme}, {width} px: one has to scroll sideways to {wide} px"
            assert look(page, complaints) == [], f"{scheme}, {width} px"


def test_the_sign_in_is_usable_as_well(context: BrowserContext, live_server: Any, complaints: list[str]) -> None:
    page = context.new_page()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{live_server.url}/admin/")
        assert look(page, complaints) == []


@pytest.mark.parametrize("address", ["/admin/auth/user/", "/admin/auth/user/add/", "ME", "/admin/auth/group/"])
def test_an_administrators_pages_keep_to_the_policy(
    context: BrowserContext, live_server: Any, complaints: list[str], address: str, transactional_db: None
) -> None:
    boss = factories.user("administrator")
    page = sign_in(context, live_server, boss)
    page.goto(live_server.url + (f"/admin/auth/user/{boss.pk}/change/" if address == "ME" else address))
    page.wait_for_load_state("networkidle")
    assert complaints == []


def test_all_text_nodes_in_the_article_are_the_text(
    page: Page, live_server: Any, article: tuple[ArticleVersion, Claim]
) -> None:
    page.goto(live_server.url + ADDRESSES["claim"](*article))
    assert page.evaluate("document.getElementById('words').textContent") == TEXT


def test_each_mark_has_a_name_and_is_told_apart_without_colour(
    page: Page, live_server: Any, article: tuple[ArticleVersion, Claim]
) -> None:
    page.goto(live_server.url + ADDRESSES["article"](*article))
    names = page.locator(".pin").evaluate_all("(pins) => pins.map((pin) => pin.getAttribute('aria-label'))")
    assert "Quotation 1, Vera Holm, in the article's words" in names
    assert any(name.startswith("Claim 1, Suggested by Claimdesk, said by Vera Holm: ") for name in names)
    assert any("Supported (v1)" in name for name in names)
    lines = page.locator("mark").evaluate_all("(marks) => marks.map((m) => getComputedStyle(m).textDecorationStyle)")
    assert {"solid", "double"} <= set(lines)


def test_paper_shows_the_article_and_no_forms(
    page: Page, live_server: Any, article: tuple[ArticleVersion, Claim]
) -> None:
    page.goto(live_server.url + ADDRESSES["verdict"](*article))
    page.emulate_media(media="print")
    assert page.locator("#words").is_visible()
    for hidden in ("#header", "#review", "#add-evidence", "#missed"):
        assert not page.locator(hidden).is_visible(), hidden


def test_the_help_of_the_keys_is_a_dialog_that_gives_the_focus_back(
    page: Page, live_server: Any, complaints: list[str], article: tuple[ArticleVersion, Claim]
) -> None:
    page.goto(live_server.url + ADDRESSES["claim"](*article))
    page.locator("#claim").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert look(page, complaints) == []
    page.keyboard.press("Escape")
    expect(page.locator("#claim")).to_be_focused()
