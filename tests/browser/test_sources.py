"""Sources in a real browser: words of our copy are selected and become evidence; a changed article; what was said."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claims.desk.base.claim_list import article_url
from claims.models import Anchor, Claim, Evidence
from claims.workflow.evidence import original, reanchor
from sources.models import Fetch
from tests import factories
from tests.browser.test_access import look
from tests.browser.test_review import drag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOG = "\nHarbour log 👩‍🚀🎉\n\nForty crossings were cancelled last winter. <b>None</b> was made up for.\n"
OLD = "The crane 🏗 was sold in May.\nIt weighs 40 tonnes.\nNobody was hurt.\n"


def archived(claim: Claim) -> Evidence:
    """A page that is evidence, with its copy."""
    kept = factories.version(LOG, purpose="evidence", url="https://harbour.example/log")
    row = Fetch.objects.create(
        via="url",
        url=kept.url,
        purpose="evidence",
        article=kept.article,
        version=kept,
        outcome="new",
        created_at=factories.AT,
        finished_at=factories.AT,
    )
    return Evidence.objects.create(
        claim=claim,
        kind="page",
        stance="supports",
        note="The log.",
        url=kept.url,
        fetch=row,
        added_by="00000000-0000-0000-0000-000000000001",
        created_at=factories.AT,
    )


@pytest.fixture
def evidence(transactional_db: None) -> Evidence:
    return archived(factories.claim())


@pytest.fixture
def moved(transactional_db: None) -> Anchor:
    old = factories.version(OLD)
    factories.decided(factories.claim(of=old, words="weighs 40 tonnes"))
    newer = factories.version("Put right 🎉\n" + OLD.replace("40 tonnes", "forty tonnes"), article=old.article)
    factories.finish(factories.claim(of=newer, words="Put right").extraction)
    reanchor.sweep(at=factories.AT)
    return Anchor.objects.get()


@pytest.fixture
def quoted(transactional_db: None) -> Claim:
    message = factories.quote(factories.claim(), words="The town paid for each of them")
    claim = factories.claim(of=message.version, words=message.exact, quote=message)
    original.add(
        claim=claim,
        source="Minutes",
        grade="altered",
        words="The town paid for most of them",
        by=factories.user(),
        at=factories.AT,
    )
    return claim


def test_words_of_our_copy_are_selected_and_become_evidence(page: Page, live_server: Any, evidence: Evidence) -> None:
    page.goto(f"{live_server.url}{article_url(evidence.claim.appearances.get().version.article_id, evidence.claim_id)}")
    page.get_by_role("link", name="Our copy: choose a passage").click()
    page.wait_for_load_state()  # the script that offers the selection runs before
    assert page.evaluate("document.getElementById('words').textContent") == LOG
    drag(page, "Forty crossings")
    page.get_by_role("button", name="Take these words").click()
    expect(page.get_by_label("The printed words")).to_have_value("Forty crossings")
    expect(page.get_by_label("What it shows", exact=True)).to_be_focused()
    page.keyboard.type("The log counts forty.")
    page.get_by_role("button", name="Add this passage").click()
    expect(page.get_by_role("status").filter(has_text="The passage is added.")).to_be_visible()
    passage = evidence.claim.evidence.get(kind="passage")
    assert (passage.exact, passage.start) == ("Forty crossings", LOG.index("Forty")), (
        "code points, after an emoji family"
    )
    expect(page.locator(f"#evidence-{passage.pk} blockquote")).to_have_text("Forty crossings")


def test_words_that_were_selected_and_then_typed_over_are_looked_for_again(
    page: Page, live_server: Any, evidence: Evidence
) -> None:
    page.goto(f"{live_server.url}/admin/claims/evidence/{evidence.pk}/passage/")
    drag(page, "Forty crossings")
    page.get_by_role("button", name="Take these words").click()
    page.get_by_label("The printed words").fill("was made up for")
    page.get_by_label("What it shows", exact=True).fill("None was.")
    page.get_by_role("button", name="Add this passage").click()
    expect(page.get_by_role("status").filter(has_text="The passage is added.")).to_be_visible()
    assert evidence.claim.evidence.get(kind="passage").start == LOG.index("was made up for")


def test_a_claim_is_shown_where_the_newer_text_says_it(page: Page, live_server: Any, moved: Anchor) -> None:
    page.goto(f"{live_server.url}/admin/claims/article/{moved.version.article_id}/changes/")
    page.get_by_text("Show where the newer text says it").click()
    page.get_by_label("The printed words").focus()
    drag(page, "forty")
    page.get_by_role("button", name="Take these words").click()
    page.get_by_role("button", name="The claim stands at these words").click()
    expect(page.get_by_role("status").filter(has_text="The claim stands in the newer text too.")).to_be_visible()
    moved.refresh_from_db()
    assert moved.accepted_as.exact == "forty"
    assert moved.accepted_as.start == moved.version.text.index("forty")


def test_a_comparison_is_shown_before_anything_is_kept(page: Page, live_server: Any, quoted: Claim) -> None:
    page.goto(f"{live_server.url}{article_url(quoted.appearances.get().version.article_id, quoted.pk)}")
    page.get_by_text("Add the original", exact=True).click()
    form = page.locator("#add-original")
    form.get_by_label("The words as they stand there").fill("The town paid for each of them.")
    form.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("Claimdesk suggests: the same but for typography.")).to_be_visible()
    assert quoted.quote.originals.count() == 1


ADDRESSES: dict[str, Callable[[Evidence, Anchor, Claim], str]] = {
    "passage": lambda evidence, moved, quoted: f"/admin/claims/evidence/{evidence.pk}/passage/",
    "changes": lambda evidence, moved, quoted: f"/admin/claims/article/{moved.version.article_id}/changes/",
    "watch": lambda evidence, moved, quoted: f"/admin/claims/article/{factories.version(OLD).article_id}/changes/",
    "evidence": lambda evidence, moved, quoted: article_url(
        evidence.claim.appearances.get().version.article_id, evidence.claim_id
    ),
    "original": lambda evidence, moved, quoted: article_url(quoted.appearances.get().version.article_id, quoted.pk),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_about_sources_is_usable_in_light_and_dark_on_a_desk_and_on_a_phone(
    name: str, page: Page, live_server: Any, complaints: list[str], evidence: Evidence, moved: Anchor, quoted: Claim
) -> None:
    address = ADDRESSES[name](evidence, moved, quoted)
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.goto("about:blank")
            answer = page.goto(live_server.url + address)
            assert answer is not None
            assert answer.status == 200
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{scheme}, {width} px: one has to scroll sideways to {wide} px"
            assert look(page, complaints) == [], f"{scheme}, {width} px"
