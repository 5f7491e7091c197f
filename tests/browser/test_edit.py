"""A claim's words by keyboard, and by mouse where it is one: adjust, split, merge, undo, in any script."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claims.desk.base.claim_list import article_url
from claims.models import Claim, Review
from claims.workflow.assignment import triage
from claims.workflow.review import verdict
from sources.models import Article, ArticleVersion
from tests import factories
from tests.browser.test_keyboard import press, see_message
from tests.browser.test_review import drag
from tests.claims.workflow.world import suggested

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "👩‍🚀🎉 The dredger Ilse 🚢 left Morvik in May and sank in June.\n"
    "The dredger sank in June, the port says.\n"
    "أُلغيت العبّارة أربعين مرة في الشتاء.\n"
    "渡轮去年冬天停航四十次。\n"
)
SANK = "left Morvik in May and sank in June"


@pytest.fixture
def version(transactional_db: None) -> ArticleVersion:
    version = factories.version(TEXT)
    Article.objects.filter(pk=version.article_id).update(headline="The dredger Ilse")
    for number, (words, wording) in enumerate(
        (
            (SANK, "[The dredger Ilse] left Morvik in May and sank in June"),
            ("The dredger sank in June", "[The dredger Ilse] sank in June"),
            ("العبّارة", "[العبّارة] أُلغيت أربعين مرة"),
            ("停航", "[渡轮]停航四十次"),
        )
    ):
        claim = factories.claim(of=version, words=words, wording=wording, score=1 - number / 10)
    factories.finish(claim.extraction)
    return version


def visit(page: Page, live_server: Any, version: ArticleVersion, words: str) -> Claim:
    claim = Claim.objects.get(appearances__exact=words)
    page.goto(live_server.url + article_url(version.article_id, claim.pk))
    expect(page.locator("#claim-heading")).to_have_text(claim.wording)
    return claim


def places(claim: Claim) -> list[str]:
    return [a.exact for a in claim.appearances.filter(replaced_at=None)]


STEPS = [
    (SANK, ["ArrowLeft"] * 4 + ["Shift+ArrowLeft"] * 2, "dredger Ilse 🚢 left Morvik in May", "past an emoji"),
    ("العبّارة", ["ArrowLeft", "ArrowLeft", "Shift+ArrowRight"], "أُلغيت العبّارة أربعين مرة", "from right to left"),
    ("停航", ["ArrowRight"], "停航四十", "without spaces"),
]


@pytest.mark.parametrize(("words", "keys", "expected", "why"), STEPS, ids=[row[3] for row in STEPS])
def test_a_place_is_adjusted_word_by_word_and_taken_back(
    page: Page, live_server: Any, version: ArticleVersion, words: str, keys: list[str], expected: str, why: str
) -> None:
    claim = visit(page, live_server, version, words)
    press(page, "a")
    expect(page.locator("#adjust .chosen")).to_be_focused()
    assert page.evaluate("document.getSelection().toString()") == words, "it shows in the text which words"
    press(page, *keys)
    expect(page.locator("#adjust output")).to_have_text(expected)
    assert page.evaluate("document.getSelection().toString()") == expected
    expect(page.locator("#pick")).to_be_hidden()
    press(page, "Enter")
    see_message(page, "It rests on these words now.")
    assert places(claim) == [expected]
    expect(page.locator("mark.current").first).to_be_visible()
    press(page, "u")
    see_message(page, "Taken back.")
    assert places(claim) == [words]


def test_a_place_is_adjusted_with_the_mouse(page: Page, live_server: Any, version: ArticleVersion) -> None:
    claim = visit(page, live_server, version, SANK)
    page.locator("#adjust summary").click()
    drag(page, "Morvik in May")
    expect(page.locator("#adjust output")).to_have_text("Morvik in May")
    page.locator("#adjust").get_by_role("button", name="It rests on these words").click()
    see_message(page, "It rests on these words now.")
    place = claim.appearances.get(replaced_at=None)
    assert (place.start, place.exact) == (TEXT.index("Morvik in May"), "Morvik in May")


def test_a_claim_is_split_and_the_split_taken_back(page: Page, live_server: Any, version: ArticleVersion) -> None:
    claim = visit(page, live_server, version, SANK)
    press(page, "s")
    page.keyboard.type("[The dredger Ilse] left Morvik in May")
    press(page, "Tab", *["ArrowLeft"] * 4)
    expect(page.locator("#split output").first).to_have_text("left Morvik in May")
    press(page, "Tab", "Tab")
    page.keyboard.type("[The dredger Ilse] sank in June")
    press(page, "Tab", *["Shift+ArrowRight"] * 5)
    expect(page.locator("#split output").nth(1)).to_have_text("sank in June")
    press(page, "Control+Enter")
    see_message(page, "Split. This is the first of its parts.")
    expect(page.locator("#claim-heading")).to_have_text("[The dredger Ilse] left Morvik in May")
    assert [places(part) for part in claim.parts.order_by("pk")] == [["left Morvik in May"], ["sank in June"]]
    press(page, "u")
    see_message(page, "Taken back.")
    expect(page.locator("#claim-heading")).to_have_text(claim.wording)
    claim.refresh_from_db()
    assert claim.proposal == "proposed"


def suggest(claim: Claim, *words: str) -> None:
    """What a later extraction suggests inside of a claim."""
    for part in words:
        suggested(claim, part, f"[The dredger Ilse] {part}")


def test_one_key_splits_a_claim_as_suggested_and_one_takes_the_split_back(
    page: Page, live_server: Any, version: ArticleVersion
) -> None:
    claim = Claim.objects.get(appearances__exact=SANK)
    suggest(claim, "left Morvik in May", "sank in June")
    visit(page, live_server, version, SANK)
    expect(page.locator("#split-offer li")).to_have_text(
        ["[The dredger Ilse] left Morvik in May", "[The dredger Ilse] sank in June"]
    )
    press(page, "s")
    see_message(page, "Split. This is the first of its parts.")
    expect(page.locator("#claim-heading")).to_have_text("[The dredger Ilse] left Morvik in May")
    expect(page.locator(".cut-from mark")).to_have_text("left Morvik in May")
    assert [places(part) for part in claim.parts.order_by("pk")] == [["left Morvik in May"], ["sank in June"]]
    press(page, "u")
    see_message(page, "Taken back.")
    expect(page.locator("#claim-heading")).to_have_text(claim.wording)
    expect(page.locator("#split-offer li")).to_have_count(2)


def test_one_key_joins_the_claims_of_a_sentence_and_one_takes_the_join_back(
    page: Page, live_server: Any, version: ArticleVersion
) -> None:
    first = factories.claim(of=version, words="left Morvik in May", wording="[The dredger Ilse] left Morvik in May")
    Claim.objects.filter(appearances__exact=SANK).update(proposal="superseded")
    factories.claim(of=version, words="sank in June", wording="[The dredger Ilse] sank in June")
    visit(page, live_server, version, "left Morvik in May")
    press(page, "?")
    expect(page.locator("#keys-help [data-key=join]")).to_be_visible()
    press(page, "Escape", "Shift+S")
    see_message(page, "Joined. This is one claim now.")
    expect(page.locator("#claim-heading")).to_have_text(TEXT.splitlines()[0])
    press(page, "u")
    see_message(page, "Taken back.")
    expect(page.locator("#claim-heading")).to_have_text(first.wording)


def test_a_review_of_two_statements_says_so_first_and_splits_them(
    page: Page, live_server: Any, version: ArticleVersion
) -> None:
    claim = Claim.objects.get(appearances__exact=SANK)
    triage.pick(claim=claim, by=factories.user(), at=factories.AT)
    suggest(claim, "left Morvik in May", "sank in June")
    visit(page, live_server, version, SANK)
    warning = page.locator("#review .statements")
    expect(warning).to_contain_text("This claim makes 2 statements.")
    warning.get_by_role("button", name="Split it first").click()
    see_message(page, "Split. This is the first of its parts.")
    expect(page.locator("#review .statements")).to_have_count(0)


def test_words_of_ones_own_that_say_two_things_are_split_by_one_key(
    page: Page, live_server: Any, version: ArticleVersion
) -> None:
    claim = visit(page, live_server, version, "The dredger sank in June")
    page.locator("#change-words > summary").press("Enter")
    page.locator("#words-wording").fill("The dredger Ilse sank in June. The port of Morvik paid 40 crowns.")
    press(page, "Control+Enter")
    see_message(page, "Changed.")
    expect(page.locator("#split-offer")).to_contain_text("This claim makes 2 statements.")
    page.locator("#claim").focus()
    press(page, "s")
    see_message(page, "Split. This is the first of its parts.")
    assert claim.parts.count() == 2


def test_a_claim_is_merged_by_two_keys_and_the_merge_taken_back(
    page: Page, live_server: Any, version: ArticleVersion
) -> None:
    claim = visit(page, live_server, version, "The dredger sank in June")
    into = Claim.objects.get(appearances__exact=SANK)
    press(page, "m")
    expect(page.locator("#merge form.choices")).to_be_focused()
    expect(page.locator("#merge form.choices button").first).to_contain_text(into.wording)
    press(page, "1")
    see_message(page, "Merged into this claim")
    expect(page.locator("#claim-heading")).to_have_text(into.wording)
    assert sorted(places(into)) == sorted([SANK, "The dredger sank in June"])
    expect(page.locator("#claims .lines li")).to_have_count(3)
    press(page, "u")
    see_message(page, "Taken back.")
    claim.refresh_from_db()
    assert (claim.proposal, places(into)) == ("proposed", [SANK])


def test_words_are_changed_and_what_rested_on_them_is_closed(
    page: Page, live_server: Any, version: ArticleVersion
) -> None:
    claim = Claim.objects.get(appearances__exact=SANK)
    author = factories.user()
    triage.pick(claim=claim, by=author, at=factories.AT)
    factories.evidence(claim, by=author)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=author, at=factories.AT)
    visit(page, live_server, version, SANK)
    expect(page.locator("#claim-heading .added")).to_have_text("[The dredger Ilse]")
    page.locator("#change-words > summary").press("Enter")
    page.locator("#words-wording").fill("The dredger Ilse left Morvik in May")
    page.locator("#words-speaker").fill("Port of Morvik")
    press(page, "Control+Enter")
    see_message(page, "The submitted review rested on the old wording")
    expect(page.locator("#claim-heading")).to_have_text("[The dredger Ilse] left Morvik in May")
    expect(page.locator(".record .timeline")).to_contain_text("changed what it says: the wording, who said it (it was")
    assert Review.objects.get(claim=claim).closed_because == "the claim was changed"
    press(page, "u")
    see_message(page, "Taken back.")
    expect(page.locator("#claim-heading")).to_have_text(claim.wording)


def test_a_pick_is_taken_back_and_then_there_is_nothing(page: Page, live_server: Any, version: ArticleVersion) -> None:
    claim = visit(page, live_server, version, SANK)
    press(page, "p", "1")
    see_message(page, "Picked.")
    press(page, "u")
    see_message(page, "Taken back.")
    claim.refresh_from_db()
    assert claim.proposal == "proposed"
    expect(page.locator("#undo")).to_have_count(0)
    page.locator("#claim").focus()
    press(page, "u", "a", "Escape")
    expect(page.locator("#adjust summary")).to_be_focused()


def test_without_script_the_same_is_done_with_forms(
    chromium_browser: Any, page: Page, live_server: Any, version: ArticleVersion
) -> None:
    plain = chromium_browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    page = plain.new_page()
    claim = visit(page, live_server, version, SANK)
    page.locator("#adjust summary").click()
    page.locator("#adjust").get_by_label("The printed words").fill("sank in June")
    page.locator("#adjust").get_by_role("button", name="It rests on these words").click()
    see_message(page, "It rests on these words now.")
    assert claim.appearances.get(replaced_at=None).start == TEXT.index("sank in June")
    page.locator("#undo button").click()
    see_message(page, "Taken back.")
    page.locator("#split summary").click()
    for row, words in enumerate(("left Morvik in May", "sank in June")):
        page.locator("#split").get_by_label("Words that stand alone").nth(row).fill(words)
        page.locator("#split").get_by_label("Its printed words").nth(row).fill(words)
    page.locator("#split").get_by_role("button", name="Split it").click()
    see_message(page, "Split.")
    plain.close()
    assert [places(part) for part in claim.parts.order_by("pk")] == [["left Morvik in May"], ["sank in June"]]
