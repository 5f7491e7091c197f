"""A reviewer's morning, in a real browser: from signing in to verdicts, and a claim that the machine missed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Locator, Page, expect

from claims.desk.base.claim_list import article_url
from claims.models import Claim
from sources.models import Article, ArticleVersion
from tests import factories
from tests.browser.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Lightship sold to a museum 🚢\n\n"
    "The lightship Nordlys was sold for 3.1 million crowns. She was built in 1908 at the yard in Tarnhavn.\n\n"
    "👩‍🚀🎉 The keeper's cat, aged nineteen, sailed with her. “She was never late,” said Vera Holm.\n"
)
MISSED = "The keeper's cat, aged nineteen, sailed with her."
DRAG = """(words) => {
    const walker = document.createTreeWalker(document.getElementById("words"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        node.parentElement.scrollIntoView({ block: "center" });
        const lines = range.getClientRects();
        const [first, last] = [lines[0], lines[lines.length - 1]];
        return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
    }
}"""


@pytest.fixture
def version(transactional_db: None) -> ArticleVersion:
    version = factories.version(TEXT)
    Article.objects.filter(pk=version.article_id).update(headline="Lightship sold to a museum 🚢")
    sold = factories.claim(
        of=version, words="was sold for 3.1 million crowns", wording="Nordlys was sold for 3.1 million"
    )
    built = factories.claim(of=version, words="She was built in 1908", wording="Nordlys was built in 1908")
    factories.quote(built, "Vera Holm", words="She was never late", role="harbour historian")
    factories.finish(sold.extraction, "not_checkable", "fragment.no-verb")
    return version


def drag(page: Page, words: str) -> None:
    left, top, right, bottom = page.evaluate(DRAG, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    page.mouse.move(right, bottom)
    page.mouse.up()


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Nordlys was")


def add_evidence(page: Page, way: str, note: str) -> None:
    form = page.locator("#add-evidence")
    form.get_by_label(way).check()
    form.get_by_label("What it is").select_option(label="data or a calculation")
    form.get_by_label("What it shows", exact=True).fill(note)
    form.get_by_role("button", name="Add this evidence").click()
    expect(page.get_by_role("status").filter(has_text="The evidence is added.")).to_be_visible()


def rate(page: Page, rating: str, reasons: str) -> None:
    form = page.locator("#review")
    form.get_by_role("radio", name=rating).check()
    form.get_by_label("Reasons").fill(reasons)
    form.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Submitted.")).to_be_visible()


def approve(page: Page, live_server: Any, words: str) -> None:
    """What the second reviewer does, from the claim's own address."""
    page.goto(f"{live_server.url}/admin/claims/claim/{Claim.objects.get(wording__startswith=words).pk}/page/")
    page.get_by_role("button", name="Approve: it becomes the verdict").click()
    expect(page.get_by_role("status").filter(has_text="The verdict is given.")).to_be_visible()


def asked(page: Page, live_server: Any, address: str) -> list[dict[str, Any]]:
    answer = page.request.get(f"{live_server.url}/api/v1/{address}")
    assert answer.ok, answer.text()
    return answer.json()["results"]


def test_two_verdicts_and_a_missed_claim_are_found_in_the_api(
    context: BrowserContext,
    live_server: Any,
    version: ArticleVersion,
    reviewer: User,
    colleague: Callable[[str], Page],
) -> None:
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    page.get_by_label("Username").fill(reviewer.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Lightship sold to a museum").click()
    assert page.evaluate("document.getElementById('words').textContent") == TEXT

    page.get_by_role("link", name="Claim 1, Suggested by Claimdesk: Nordlys was sold").click()
    add_evidence(page, "supports the claim", "The contract of sale.")
    rate(page, "Supported", "The contract names this price.")
    page.get_by_role("link", name="Claim 2, Suggested by Claimdesk: Nordlys was built").click()
    expect(panel(page)).to_contain_text("Nordlys was built in 1908")
    add_evidence(page, "disputes the claim", "The yard's book of hulls.")
    rate(page, "Disputed", "The yard's book says 1911.")
    expect(page.locator("#claims")).to_contain_text("with the second reviewer")
    second = colleague("editor")
    approve(second, live_server, "Nordlys was sold")
    approve(second, live_server, "Nordlys was built")
    page.reload()
    expect(page.locator("#claims")).to_contain_text("Disputed (v1)")

    drag(page, MISSED)
    page.get_by_role("button", name="Add a claim from these words").click()
    form = page.locator("#missed")
    expect(form.get_by_label("The claim in words that stand alone")).to_be_focused()
    expect(form.get_by_label("The claim in words that stand alone")).to_have_value(MISSED)
    form.get_by_label("What kind of claim").select_option(label="event")
    form.get_by_role("button", name="Add the claim").click()
    expect(page.get_by_role("status").filter(has_text="The claim is added.")).to_be_visible()

    found = {claim["wording"]: claim for claim in asked(page, live_server, f"claims?article={version.article_id}")}
    assert {words: claim["rating"] or None for words, claim in found.items()} == {
        "Nordlys was sold for 3.1 million": "SUPPORTED",
        "Nordlys was built in 1908": "DISPUTED",
        MISSED: None,
    }
    place = Claim.objects.get(wording=MISSED).appearances.get()
    assert (place.start, place.exact) == (TEXT.index(MISSED), MISSED), "four emoji before it do not shift it"
    verdicts = asked(page, live_server, "verdicts")
    assert {verdict["rating"] for verdict in verdicts} == {"SUPPORTED", "DISPUTED"}


def test_a_selection_grows_with_the_keyboard_across_marks(
    page: Page, live_server: Any, version: ArticleVersion
) -> None:
    page.goto(live_server.url + article_url(version.article_id))
    left, top, _right, bottom = page.evaluate(DRAG, "crowns")
    page.mouse.dblclick(left + 10, (top + bottom) / 2)
    for _ in range(100):  # a claim's number in the text takes a key press as well
        if page.evaluate("document.getSelection().toString()").endswith("1908"):
            break
        page.keyboard.press("Shift+ArrowRight")
    page.get_by_role("button", name="Add a claim from these words").press("Enter")
    page.locator("#missed").get_by_role("button", name="Add the claim").click()
    expect(page.get_by_role("status").filter(has_text="The claim is added.")).to_be_visible()
    place = Claim.objects.get(added_by__isnull=False).appearances.get()
    assert place.exact == "crowns. She was built in 1908"


def test_a_whole_sentence_is_taken_without_any_selection(page: Page, live_server: Any, version: ArticleVersion) -> None:
    page.goto(live_server.url + article_url(version.article_id))
    page.locator("#unchecked > details > summary").press("Enter")
    page.locator("#unchecked details details > summary").press("Enter")
    page.get_by_role("link", name="Make it a claim: 👩‍🚀🎉 The keeper's cat").press("Enter")
    page.locator("#missed").get_by_role("button", name="Add the claim").press("Enter")
    expect(page.get_by_role("status").filter(has_text="The claim is added.")).to_be_visible()
    assert Claim.objects.get(added_by__isnull=False).appearances.get().start == TEXT.index("👩")


def test_one_key_takes_what_ambiguous_words_mean(page: Page, live_server: Any, version: ArticleVersion) -> None:
    other = factories.version()
    part = factories.ambiguous(of=other)
    factories.finish(part.extraction)
    page.goto(live_server.url + article_url(other.article_id))
    page.keyboard.press("Alt+2")
    assert not Claim.objects.filter(added_by__isnull=False).exists(), "folded away, they listen to no key"
    page.locator("#unchecked > details > summary").press("Enter")
    page.locator("#unchecked details details > summary").first.press("Enter")
    expect(page.locator(".interpretations li")).to_have_text(["[The ferry] stopped", "[The town] stopped"])
    expect(page.get_by_text("Alt and its number takes one.")).to_be_visible()
    page.keyboard.press("Alt+3")  # there is no third
    page.keyboard.press("2")  # without Alt the numbers are free for others
    page.keyboard.press("Alt+2")
    expect(page.get_by_role("status").filter(has_text="The claim is added.")).to_be_visible()
    expect(page.locator("#claim-heading")).to_have_text("[The town] stopped")
    assert Claim.objects.get(added_by__isnull=False).wording == "[The town] stopped"


def test_a_key_acts_on_the_sentence_that_has_the_focus(page: Page, live_server: Any) -> None:
    version = factories.version()
    factories.ambiguous(of=version)
    factories.finish(factories.ambiguous(of=version, line=1, what="paid").extraction)
    page.goto(live_server.url + article_url(version.article_id))
    page.locator("#unchecked > details > summary").press("Enter")
    page.locator("#unchecked details details > summary").first.press("Enter")
    page.get_by_role("link", name="The town paid for each of them.", exact=True).focus()
    expect(page.locator(".interpretations.at-hand li")).to_have_text(["[The ferry] paid", "[The town] paid"])
    page.keyboard.press("Alt+1")
    expect(page.locator("#claim-heading")).to_have_text("[The ferry] paid")


def test_opening_a_claim_keeps_the_place_in_the_article_and_asks_before_losing_words(
    page: Page, live_server: Any, version: ArticleVersion
) -> None:
    page.goto(live_server.url + article_url(version.article_id))
    page.get_by_role("link", name="Claim 1,").click()
    expect(page.locator("#claim")).to_be_focused()
    assert "claim=" in page.url
    page.locator("#review").get_by_label("Reasons").fill("A draft is kept")
    shows = page.locator("#add-evidence").get_by_label("What it shows", exact=True)
    shows.fill("Half a thought")
    asked_about: list[str] = []

    def stay(dialog: Any) -> None:
        asked_about.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="Claim 2,").click()
    assert asked_about == ["What you typed is not submitted. Leave it?"]
    expect(shows).to_have_value("Half a thought")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("mark", has_text="She was built in 1908").click()
    expect(page.locator("#claim-heading")).to_have_text("Nordlys was built in 1908")
    expect(page.locator("mark.current")).to_have_text("She was built in 1908")
    page.go_back()
    expect(page.locator("#claim-heading")).to_have_text("Nordlys was sold for 3.1 million")
    expect(page.locator("#review").get_by_label("Reasons")).to_have_value("A draft is kept")


def test_a_review_by_the_tab_key_alone(page: Page, live_server: Any, version: ArticleVersion) -> None:
    claim = Claim.objects.get(wording__startswith="Nordlys was sold")

    def tab_to(selector: str) -> None:
        for _ in range(150):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                html = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert html != "none", f"the focus on {selector} can be seen"
                return
        raise AssertionError(f"Tab never came to {selector}")

    page.goto(live_server.url + article_url(version.article_id))
    tab_to(f"#c{claim.pk}")
    page.keyboard.press("Enter")
    expect(page.locator("#claim")).to_be_focused()
    tab_to("#add-evidence [name=stance]")
    page.keyboard.press("Space")
    tab_to("#add-evidence [name=kind]")
    page.keyboard.type("data")
    tab_to("#add-evidence [name=note]")
    page.keyboard.type("The contract of sale.")
    tab_to("#add-evidence button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The evidence is added.")).to_be_visible()
    tab_to("#review [name=rating]")
    page.keyboard.press("Space")
    tab_to("#review [name=reasons]")
    page.keyboard.type("The contract names this price.")
    tab_to("#review button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Submitted.")).to_be_visible()
    assert claim.reviews.get(submitted_at__isnull=False).rating == "SUPPORTED"


def test_without_script_the_same_is_done_with_forms_and_links(
    chromium_browser: Any, page: Page, live_server: Any, version: ArticleVersion
) -> None:
    plain = chromium_browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    page = plain.new_page()
    page.goto(live_server.url + article_url(version.article_id))
    page.get_by_role("link", name="Claim 1,").click()
    add_evidence(page, "supports the claim", "The contract of sale.")
    rate(page, "Supported", "The contract names this price.")
    page.locator("#missed summary").click()
    page.locator("#missed").get_by_label("The printed words").fill("aged nineteen")
    page.locator("#missed").get_by_role("button", name="Add the claim").click()
    expect(page.get_by_role("status").filter(has_text="The claim is added.")).to_be_visible()
    plain.close()
    assert Claim.objects.get(wording="aged nineteen").appearances.get().start == TEXT.index("aged nineteen")
