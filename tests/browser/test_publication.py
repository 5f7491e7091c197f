"""A verdict goes to its readers, one of them objects, and it is put right: in real browsers, by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from claims.models import Claim, Publication, ReplyRequest
from claims.workflow.claim import proposals
from claims.workflow.publication import confirm, correct, publish, reply
from tests import factories, published
from tests.browser.conftest import sign_in, window
from tests.browser.test_access import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader(chromium_browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A reader, who has no account and no script."""
    context = window(chromium_browser, java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


@pytest.fixture
def editor(context: BrowserContext, live_server: Any, transactional_db: None) -> Page:
    return sign_in(context, live_server, factories.user("editor"))


def press(control: Locator, key: str = "Enter") -> None:
    """Use a control as somebody does who has no mouse."""
    control.focus()
    control.press(key)


def write(field: Locator, words: str) -> None:
    field.focus()
    field.page.keyboard.type(words)


def open_action(page: Page, title: str) -> Locator:
    """Open what can be done under this title."""
    fold = page.locator("details.action").filter(has=page.locator("summary", has_text=title))
    if fold.get_attribute("open") is None:
        press(fold.locator("summary"))
    return fold


def test_from_the_verdict_to_its_readers_and_back_by_a_substantial_correction(
    editor: Page, reader: Page, live_server: Any
) -> None:
    author = factories.user()
    claim = proposals.accept(claim=factories.claim(), by=author, at=factories.AT)
    factories.evidence(claim, by=author, note_public="The harbour's log lists forty.")
    confirm.confirm(claim=claim, by=author, at=factories.AT)

    # Without a verdict nothing goes out, and the page says what is missing.
    editor.goto(live_server.url + reverse("desk:publication", args=[claim.pk]))
    press(open_action(editor, "Publish").get_by_role("button", name="Publish it"))
    expect(editor.get_by_role("alert").first).to_contain_text("Publishing needs a verdict")
    expect(editor.get_by_role("alert").first).to_contain_text("Nothing was done")
    assert not Publication.objects.exists()

    factories.ruled(claim=claim, rating="SUPPORTED", by=author)
    editor.goto(live_server.url + reverse("desk:claim", args=[claim.pk]))
    press(editor.get_by_role("link", name="Publish, correct, right of reply"))
    waiving = open_action(editor, "Waive the right of reply")
    write(waiving.get_by_label("Why"), "It names nobody.")
    press(waiving.get_by_role("button", name="Waive it"))
    press(open_action(editor, "Publish").get_by_role("button", name="Publish it"))
    expect(editor.get_by_role("status").filter(has_text="Readers see it now.")).to_be_visible()

    # A reader finds it, and objects.
    html = Publication.objects.get()
    address = f"{live_server.url}/c/{html.public_id}/"
    assert reader.goto(address).status == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text(claim.wording)
    expect(reader.get_by_text("The evidence bears it out.")).to_be_visible()
    write(reader.get_by_label("What is wrong?"), "The second log lists twelve.")
    press(reader.get_by_role("button", name="Send"))
    expect(reader.get_by_role("status")).to_contain_text("We have your report")

    # The desk takes it up: readers see at once that it is being corrected.
    editor.reload()
    form = open_action(editor, "Answer")
    press(form.get_by_label("It is corrected: readers see so at once"), "Space")
    write(form.get_by_label("Your answer to the reader"), "You are right, thank you.")
    press(form.get_by_role("button", name="Answer the reader"))
    expect(editor.get_by_role("status").filter(has_text="Answered.")).to_be_visible()
    reader.goto(address)
    expect(reader.get_by_role("status")).to_contain_text("This is being corrected.")

    # Another person reads it again; the correction is substantial.
    published.reply_waived(_ruled_again(claim))
    editor.reload()
    form = open_action(editor, "Publish the correction")
    assert not form.get_by_label("Small: nothing of substance").count()
    expect(form.get_by_label("Substantial: readers were told something else")).to_be_checked()
    write(form.get_by_label("What readers are told"), "We had overlooked the second log.")
    press(form.get_by_role("button", name="Publish the correction"))
    expect(editor.get_by_role("status").filter(has_text="The correction is public.")).to_be_visible()
    reader.goto(address)
    expect(reader.get_by_role("region", name="What we found")).to_contain_text("Disputed")
    expect(reader.get_by_role("region", name="Corrections")).to_contain_text("a substantial correction")
    expect(reader.get_by_role("region", name="Corrections")).to_contain_text("We had overlooked the second log.")
    expect(reader.get_by_text("This is being corrected.")).to_have_count(0)

    # And withdrawing is one action.
    form = open_action(editor, "Withdraw it now")
    write(form.get_by_label("What readers are told"), "Both logs are forged.")
    press(form.get_by_role("button", name="Withdraw it now"))
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("This was withdrawn")
    expect(reader.get_by_text("Both logs are forged.")).to_be_visible()


def _ruled_again(claim: Claim) -> Any:
    other = factories.user()
    factories.evidence(claim, "disputes", by=other, note_public="The second log lists twelve.")
    return factories.ruled(claim=claim, rating="DISPUTED", reasons="The second log lists twelve.", by=other)


def test_deleting_a_colleague_is_refused_in_plain_words(editor: Page, live_server: Any) -> None:
    fields = published.public().verdict
    client = User.objects.get(actor=fields.decided_by)
    answer = editor.goto(live_server.url + reverse("admin:auth_user_delete", args=[client.pk]))
    assert answer.status == 403
    expect(editor.get_by_text("Your role does not allow this. An administrator can change it.")).to_be_visible()
    assert User.objects.filter(pk=client.pk).exists()


STATES = ["plain", "correcting", "corrected", "withdrawn"]


def _published(state: str) -> Publication:
    by = factories.user("editor")
    claim = factories.claim(wording="[عبّارة براكهولم] was cancelled forty times " + "and again" * 20)
    fields = published.ready(claim, note_public="The log. " * 20, kind="data")
    asked = reply.ask(
        claim=claim, whom="Harbour office", asked="So?", until=factories.AT + published.SOON, by=by, at=factories.AT
    )
    reply.record(request=asked, answer="Yes.", answer_public="نعم، هذا صحيح.", by=by, at=factories.AT)
    html = published.public(fields)
    if state == "correcting":
        correct.begin(claim=claim, because="b", by=by, at=factories.AT)
    elif state == "corrected":
        published.corrected_verdict(claim)
        correct.finish(claim=claim, because="It was twelve.", by=by, at=factories.AT)
    elif state == "withdrawn":
        publish.withdraw_now(claim=claim, because="It was another ferry.", by=by, at=factories.AT)
    return html


@pytest.mark.parametrize("state", STATES)
def test_the_public_page_is_usable_in_light_and_dark_on_a_desk_and_on_a_phone(
    state: str, context: BrowserContext, live_server: Any, complaints: list[str], transactional_db: None
) -> None:
    page, html = context.new_page(), _published(state)
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.goto("about:blank")
            answer = page.goto(f"{live_server.url}/c/{html.public_id}/")
            assert answer.status == 200
            assert "unsafe" not in answer.headers["content-security-policy"]
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{scheme}, {width} px: one has to scroll sideways to {wide} px"
            assert look(page, complaints) == [], f"{scheme}, {width} px"
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="light")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.locator("#report").is_visible()


PAGES = {
    "publication": lambda claim: reverse("desk:publication", args=[claim.pk]),
    "scale": lambda claim: reverse("desk:scale"),
    "scales": lambda claim: "/admin/claims/ratingscale/",
    "templates": lambda claim: "/admin/claims/texttemplate/",
    "template": lambda claim: "/admin/claims/texttemplate/add/",
    "notes": lambda claim: "/admin/sources/publishernote/",
    "note": lambda claim: "/admin/sources/publishernote/add/",
    "reports": lambda claim: "/admin/claims/report/",
    "requests": lambda claim: "/admin/claims/replyrequest/",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_desks_pages_are_usable_in_light_and_dark_on_a_desk_and_on_a_phone(
    name: str, context: BrowserContext, live_server: Any, complaints: list[str], transactional_db: None
) -> None:
    html = _published("correcting")
    ReplyRequest.objects.create(
        claim=html.claim,
        whom="w",
        contact="c",
        asked="q",
        asked_by=html.published_by,
        asked_at=factories.AT,
        until=published.later(),
    )
    page = sign_in(context, live_server, factories.user("administrator"))
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.goto("about:blank")
            assert page.goto(live_server.url + PAGES[name](html.claim)).status == 200
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{scheme}, {width} px: one has to scroll sideways to {wide} px"
            assert look(page, complaints) == [], f"{scheme}, {width} px"
