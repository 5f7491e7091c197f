"""What a person has set in their system is heeded: colours of their own, less motion."""

from typing import Any

import pytest
from playwright.sync_api import Page

from claims.desk.base.claim_list import claim_address
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STYLE = "([selector, name]) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name)"


def test_a_mark_has_a_line_where_colours_are_forced(page: Page, live_server: Any) -> None:
    claim = factories.claim()
    factories.finish(claim.extraction)
    page.goto(live_server.url + claim_address(claim))
    assert page.evaluate(STYLE, ["#words mark", "border-top-style"]) == "none"
    page.emulate_media(forced_colors="active")
    assert page.evaluate(STYLE, ["#words mark", "border-top-style"]) == "solid"
    assert page.evaluate(STYLE, ["#words mark.current", "outline-style"]) == "solid"


def test_nothing_moves_where_less_motion_is_asked_for(page: Page, live_server: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(live_server.url + "/admin/")
    assert 0 < float(page.evaluate(STYLE, ["body", "transition-duration"]).removesuffix("s")) < 0.001
    assert page.evaluate(STYLE, ["body", "animation-iteration-count"]) == "1"
