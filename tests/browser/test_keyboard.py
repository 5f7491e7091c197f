"""The way of a claim by keyboard alone: nothing here touches a mouse."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect

from claims.desk.article import unchecked
from claims.desk.base.claim_list import article_url
from claims.models import Claim, Plan, Work
from claims.workflow.assignment import triage
from claims.workflow.review import plan
from sources.models import ArticleVersion
from tests import factories
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINES = [f"The weir at Sollund was raised by {n} metres in 19{n}0." for n in range(1, 9)]


@pytest.fixture
def version(transactional_db: None) -> ArticleVersion:
    version = factories.version("\n".join(LINES) + "\n")
    for n, line in enumerate(LINES):
        claim = factories.claim(of=version, words=line, wording=line, score=n / 10, reasons=["states a number"])
    factories.finish(claim.extraction)
    return version


@pytest.fixture
def picked(version: ArticleVersion) -> Claim:
    """A claim that waits in the queue, with evidence both ways."""
    claim = Claim.objects.get(score=0.7)
    editor = factories.user("editor")
    triage.pick(claim=claim, because="harm", by=editor, at=factories.AT)
    for way in ("supports", "disputes"):
        factories.evidence(claim, way, by=editor)
    return claim


def see_message(page: Page, words: str) -> None:
    expect(page.locator("#claim [role=status], #messages [role=status]").filter(has_text=words)).to_be_visible()


def at(page: Page, claim: Claim | str) -> None:
    """The claim is open and has the focus: the next key is for it."""
    expect(page.locator("#claim-heading")).to_have_text(claim if isinstance(claim, str) else claim.wording)
    expect(page.locator("#claim")).to_be_focused()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def write_review(page: Page, rating: str, reasons: str) -> None:
    press(page, rating)
    expect(page.locator("#review input[name=rating]:checked")).to_be_focused()
    press(page, "Tab", "Tab")
    expect(page.locator("#review [name=reasons]")).to_be_focused()
    page.keyboard.type(reasons)


def test_a_key_press_is_one_request_and_one_answer(page: Page, live_server: Any, version: ArticleVersion) -> None:
    page.goto(live_server.url + article_url(version.article_id))
    press(page, "j")
    at(page, LINES[7])
    page.wait_for_load_state("networkidle")  # the neighbours were asked for ahead
    sent: list[str] = []

    def note(request: Any) -> None:
        if request.resource_type in ("fetch", "document") and request.headers.get("x-desk") != "ahead":
            sent.append(f"{request.method} {request.url.removeprefix(live_server.url)}")

    page.on("request", note)
    press(page, "p", "1")
    see_message(page, "Picked.")
    claim = Claim.objects.get(score=0.7)
    pick = f"POST {reverse('desk:pick', args=[claim.pk])}"
    assert sent == [pick]
    press(page, "u")
    see_message(page, "Taken back.")
    undo = f"POST {reverse('desk:undo', args=[claim.pk])}"
    assert sent == [pick, undo]
    press(page, "Shift+P")
    see_message(page, "8 claims left: seen, not picked.")
    assert sent == [pick, undo, f"POST {reverse('desk:leave_rest', args=[version.pk])}"]


def test_three_claims_are_picked_and_the_rest_is_left(page: Page, live_server: Any, version: ArticleVersion) -> None:
    page.goto(live_server.url + article_url(version.article_id))
    for line, why in ((LINES[7], "1"), (LINES[6], "4"), (LINES[5], "6")):
        press(page, "j")
        at(page, line)
        expect(page.locator("mark.current")).to_have_text(line)
        press(page, "p")
        expect(page.locator("#pick-why")).to_be_focused()
        press(page, why)
        see_message(page, "Picked.")
        at(page, line)
    press(page, "Shift+P")
    see_message(page, "5 claims left: seen, not picked.")
    expect(page.locator("#tally")).to_contain_text("3 picked")
    expect(page.locator("#tally")).to_contain_text("5 seen, not picked")
    assert page.evaluate("document.activeElement !== document.body"), "the focus is not lost"
    found = {w.claim.score: (w.stage, w.picked_because) for w in Work.objects.select_related("claim")}
    assert found[0.7] == ("picked", "harm")
    assert found[0.6] == ("picked", "named party accused")
    assert found[0.5] == ("picked", "part of a pattern")
    assert [found[n / 10] for n in range(5)] == [("left", "")] * 5
    names = page.locator("#words .pin.claim")
    expect(names.first).to_have_attribute("aria-label", re.compile("Claim 1, Seen, not picked"))
    expect(names.last).to_have_attribute("aria-label", re.compile("Claim 8, No verdict yet · picked"))


def test_not_a_claim_asks_which_and_escape_goes_back(page: Page, live_server: Any, version: ArticleVersion) -> None:
    page.goto(live_server.url + article_url(version.article_id))
    press(page, "j")
    at(page, LINES[7])
    press(page, "x", "Escape")
    at(page, LINES[7])
    press(page, "x", "2")
    see_message(page, "Not a claim.")
    expect(page.locator("#where-it-stands")).to_have_text("Not a claim: prediction")
    press(page, "j", "k", "j")
    at(page, LINES[6])


def test_an_author_and_an_editor_with_one_return(
    page: Page, live_server: Any, picked: Claim, colleague: Callable[[str], Page]
) -> None:
    address = f"{live_server.url}/admin/claims/claim/{picked.pk}/page/"
    page.goto(address)
    write_review(page, "1", "The log says so.")
    press(page, "Control+Enter")
    expect(page.get_by_text("Nothing else waits for you.")).to_be_visible()
    editor = colleague("editor")
    editor.goto(address)
    expect(editor.locator("article.review")).to_contain_text("The log says so.")
    editor.locator(".return summary").focus()
    press(editor, "Enter", "Tab")
    editor.keyboard.type("Which log?")
    press(editor, "Control+Enter")
    see_message(editor, "Returned to its author.")
    page.goto(address)
    expect(page.locator(".came-back")).to_contain_text("Which log?")
    expect(page.locator("#review [name=reasons]")).to_have_value("The log says so.")
    page.locator("#review [name=reasons]").focus()
    press(page, "Control+End")
    page.keyboard.type(" That of the weir's keeper.")
    press(page, "Control+Enter")
    expect(page.get_by_text("Nothing else waits for you.")).to_be_visible()
    editor.goto(address)
    press(editor, "Control+Enter")
    expect(editor.get_by_text("Nothing else waits for you.")).to_be_visible()
    picked.refresh_from_db()
    assert picked.rating == "SUPPORTED"
    assert picked.verdicts.get().review.reasons == "The log says so. That of the weir's keeper."


def test_two_blind_reviewers_who_disagree_and_an_adjudicator(
    page: Page, live_server: Any, picked: Claim, colleague: Callable[[str], Page]
) -> None:
    plan.set_plan(claim=picked, plan=Plan.BLIND, by=factories.user("editor"), at=factories.AT)
    address = f"{live_server.url}/admin/claims/claim/{picked.pk}/page/"
    other, editor = colleague("reviewer"), colleague("editor")
    page.goto(address)
    expect(page.get_by_text("You'll see the other answer after you give yours.")).to_be_visible()
    write_review(page, "1", "The log bears it out.")
    press(page, "Control+Enter")
    expect(page.get_by_text("Nothing else waits for you.")).to_be_visible()
    editor.goto(address)
    expect(editor.locator(".reviewers-in")).to_have_text("1 of 2 in")
    other.goto(address)
    for somebody in (editor, other):
        expect(somebody.get_by_text("The log bears it out.")).to_have_count(0)
    expect(other.locator(".reviewers-in")).to_have_count(0)
    write_review(other, "2", "The log contradicts it.")
    press(other, "Control+Enter")
    expect(other.get_by_text("they differ: an adjudicator decides")).to_be_visible()
    editor.goto(address)
    expect(editor.locator("article.review")).to_have_count(2)
    write_review(editor, "2", "The log was amended.")
    press(editor, "Control+Enter")
    expect(editor.get_by_text("The verdict is given.")).to_be_visible()
    picked.refresh_from_db()
    assert picked.rating == "DISPUTED"


def test_a_long_list_is_there_when_it_is_unfolded(
    page: Page, live_server: Any, version: ArticleVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchecked, "LONG", 1)
    other = factories.version()
    factories.finish(factories.claim(of=other).extraction, "opinion", "opinion.duty")
    page.goto(live_server.url + article_url(other.article_id))
    page.locator("#unchecked > details > summary").focus()
    press(page, "Enter")
    page.locator("#unchecked details details > summary").focus()
    press(page, "Enter")
    sentence = page.get_by_role("link", name="The town paid for each of them.", exact=True)
    expect(sentence).to_have_attribute("href", re.compile("^#s"))
    page.get_by_role("link", name="Make it a claim: The town paid").focus()
    press(page, "Enter")
    expect(page.locator("#missed [name=wording]")).to_have_value("The town paid for each of them.")


def test_keys_are_inert_while_one_writes_and_can_be_switched_off(
    page: Page, live_server: Any, version: ArticleVersion
) -> None:
    page.goto(live_server.url + article_url(version.article_id))
    press(page, "j")
    at(page, LINES[7])
    press(page, "n")
    expect(page.locator("#review [name=note]")).to_be_focused()
    page.keyboard.type("jkpxe?12")
    expect(page.locator("#review [name=note]")).to_have_value("jkpxe?12")
    expect(page.locator("#claim-heading")).to_have_text(LINES[7])
    page.locator("#claim").focus()
    press(page, "e")
    expect(page.locator("#add-evidence [name=stance]").first).to_be_focused()
    page.locator("#claim").focus()
    press(page, "?")
    help_ = page.get_by_role("dialog", name="Keys")
    expect(help_).to_be_visible()
    expect(help_.get_by_text("submit and next")).to_be_visible()
    page.locator("#keys-on").focus()
    press(page, "Space", "Escape")
    expect(help_).to_be_hidden()
    page.reload(wait_until="networkidle")  # the claims before and after are here by now
    page.locator("#claim").focus()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "j")
    page.locator("#keys-help-button").press("Enter")
    expect(help_).to_be_visible()
    assert asked == [], "j asks for no other claim"
    expect(page.locator("#claim-heading")).to_have_text(LINES[7])
    page.locator("#keys-on").focus()
    press(page, "Space", "Escape")
    page.locator("#claim").focus()
    press(page, "j")
    at(page, LINES[6])
    press(page, "g", "q")
    page.wait_for_url(lambda url: "/article/" not in url)


def test_a_draft_saves_itself_there_or_here(page: Page, live_server: Any, picked: Claim) -> None:
    address = f"{live_server.url}/admin/claims/claim/{picked.pk}/page/"
    page.goto(address)
    write_review(page, "1", "Half a thought")
    press(page, "Control+s")
    expect(page.locator(".saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    assert picked.reviews.get().reasons == "Half a thought"

    def unreachable(route: Route) -> None:
        route.abort()

    page.route("**/draft/", unreachable)
    page.keyboard.type(" and more")
    expect(page.locator(".saved")).to_contain_text("offline, kept here")
    assert picked.reviews.get().reasons == "Half a thought"
    page.goto(f"{live_server.url}/admin/")
    page.unroute("**/draft/")
    page.goto(address)
    expect(page.locator("#review [name=reasons]")).to_have_value("Half a thought and more")
    expect(page.locator(".saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    assert picked.reviews.get().reasons == "Half a thought and more"
    assert picked.reviews.get().submitted_at is None


def test_a_submission_waits_for_the_draft_that_is_being_saved(page: Page, live_server: Any, picked: Claim) -> None:
    page.goto(f"{live_server.url}/admin/claims/claim/{picked.pk}/page/")
    waiting: list[Route] = []
    page.route("**/draft/", lambda route: waiting.append(route))
    submitted: list[str] = []
    page.on("request", lambda request: submitted.append(request.url) if request.url.endswith("/review/") else None)
    write_review(page, "5", "Nobody can test it.")
    with page.expect_request("**/draft/"):
        press(page, "Control+s")
    page.get_by_role("button", name="Submit", exact=True).press("Enter")
    assert submitted == []
    waiting.pop().continue_()
    until(lambda: picked.reviews.filter(submitted_at__isnull=False).exists())
    expect(page.get_by_text("saved somewhere else")).to_have_count(0)
    assert len(submitted) == 1
    assert picked.reviews.get().reasons == "Nobody can test it."


def test_a_stale_draft_shows_both_sides_and_keeps_ones_own(
    chromium_browser: Browser, page: Page, live_server: Any, picked: Claim
) -> None:
    address = f"{live_server.url}/admin/claims/claim/{picked.pk}/page/"
    page.goto(address)
    elsewhere = chromium_browser.new_context()
    elsewhere.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # the same person at another machine
    other = elsewhere.new_page()
    other.goto(address)
    write_review(other, "2", "From the train")
    press(other, "Control+s")
    expect(other.locator(".saved")).to_contain_text("Saved")
    elsewhere.close()
    write_review(page, "1", "From the desk")
    press(page, "Control+s")
    sides = page.get_by_role("group", name="Saved elsewhere")
    expect(sides).to_contain_text("From the train")
    expect(sides).to_contain_text("Disputed")
    expect(page.locator("#review [name=reasons]")).to_have_value(re.compile("^From the desk"))
    assert picked.reviews.get().reasons == "From the train"
    sides.get_by_role("button", name="Keep mine").press("Enter")
    expect(page.locator(".saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    assert picked.reviews.get().reasons.startswith("From the desk")
