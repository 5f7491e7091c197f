"""The pages of the shift in a real browser: for eyes, ears and keyboards, on a desk, on a phone and on paper."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from claims.models import Claim, Desk, Membership, Notice, Work
from claims.workflow.assignment import assign, publication_hold
from claims.workflow.audit import actor_of
from claims.workflow.claim import proposals, sighting
from claims.workflow.inbox import comment
from claims.workflow.review import plan, verdict
from tests import factories
from tests.browser.conftest import sign_in
from tests.browser.test_access import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor(transactional_db: None) -> User:
    return factories.user("editor")


@pytest.fixture
def shift(editor: User) -> Claim:
    """A shift with everything that its pages can show; returns a claim without an article."""
    now, reader = timezone.now(), factories.user("reviewer")
    desk = Desk.objects.create(name="Night shift", created_at=now)
    Membership.objects.create(desk=desk, user=editor, created_at=now)
    Membership.objects.create(desk=desk, user=reader, created_at=now)
    claims = [proposals.accept(claim=factories.claim(), by=reader, at=now) for _ in range(6)]
    terms = assign.Terms(now + timedelta(hours=1), desk, "Ask the port authority for its log of the winter.")
    assign.assign(claim=claims[0], to=editor, by=factories.user("editor"), at=now, terms=terms)
    verdict.take(claim=claims[1], by=editor, at=now)
    Work.objects.filter(pk=claims[2].pk).update(due_at=now - timedelta(hours=2))
    publication_hold.hold(claim=claims[3], because="A letter from a lawyer.", by=editor, at=now)
    assign.wait_for(claim=claims[4], whom="the port", until=now + timedelta(days=1), by=reader, at=now)
    plan.set_harm(claim=claims[5], harm="high", by=editor, at=now)
    comment.write(claim=claims[1], text=f"@{editor.username} the log is in the cellar", by=reader, at=now)
    factories.decided()
    seen = sighting.SightingDetails("broadcast", "راديو بركهولم", now, "لم تبحر العبارة أبدا", "mole@example.org")
    return sighting.enter(wording="The ferry never sailed.", type="event", seen=seen, by=reader, at=now)


ADDRESSES: dict[str, Callable[[Claim], str]] = {
    "queue": lambda claim: "/admin/queue/",
    "filtered queue": lambda claim: "/admin/queue/?harm=high&due=week",
    "giving out": lambda claim: "/admin/queue/give/",
    "inbox": lambda claim: "/admin/inbox/",
    "handing over": lambda claim: "/admin/queue/handover/",
    "editor": lambda claim: "/admin/queue/editor/",
    "entering": lambda claim: "/admin/queue/enter/",
    "work": lambda claim: f"/admin/claims/claim/{claim.pk}/work/",
    "alone": lambda claim: f"/admin/claims/claim/{claim.pk}/page/",
    "desks": lambda claim: "/admin/claims/desk/",
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_of_the_shift_is_usable_in_light_and_dark_on_a_desk_and_on_a_phone(
    name: str, context: BrowserContext, live_server: Any, complaints: list[str], editor: User, shift: Claim
) -> None:
    page = sign_in(context, live_server, editor)
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.goto("about:blank")
            answer = page.goto(live_server.url + ADDRESSES[name](shift))
            assert answer.status == 200
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{scheme}, {width} px: one has to scroll sideways to {wide} px"
            assert look(page, complaints) == [], f"{scheme}, {width} px"


def tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in (page.evaluate("document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"Tab does not lead to “{name}”")


def test_a_shift_by_keyboard(
    context: BrowserContext, live_server: Any, complaints: list[str], editor: User, shift: Claim
) -> None:
    """Read the inbox, take the next claim, pass it over with a reason."""
    page = sign_in(context, live_server, editor)
    page.goto(f"{live_server.url}/admin/inbox/")
    assert page.locator("#desk-nav .unread-count").text_content() == "2"
    tab_to(page, "Mark all as read")
    page.keyboard.press("Enter")
    page.wait_for_selector("#desk-nav .unread-count", state="detached")
    assert not Notice.objects.filter(to=actor_of(editor), read_at=None).exists()
    page.goto(f"{live_server.url}/admin/queue/?harm=normal")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/**" if page.url.endswith("/page/") else lambda url: "/queue/" not in url)
    page.goto(f"{live_server.url}/admin/queue/?harm=normal")
    assert page.locator("#mine > ul > li").count() == 2
    tab_to(page, "Pass it over")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("I know the captain.")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist")
    assert page.url.endswith("?harm=normal")
    assert page.locator("#mine > ul > li").count() == 1


def test_the_handover_is_a_page_of_paper(context: BrowserContext, live_server: Any, editor: User, shift: Claim) -> None:
    page = sign_in(context, live_server, editor)
    page.goto(f"{live_server.url}/admin/queue/handover/")
    page.emulate_media(media="print")
    assert page.locator("#held").is_visible()
    for hidden in ("#header", ".filters"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_a_tipsters_contact_is_not_on_paper(
    context: BrowserContext, live_server: Any, editor: User, shift: Claim
) -> None:
    page = sign_in(context, live_server, editor)
    page.goto(f"{live_server.url}/admin/claims/claim/{shift.pk}/page/")
    assert page.locator(".contact").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".contact").is_visible()
    assert page.locator("#sightings").is_visible()
