"""The API's two pages run under the strict policy, and fetch nothing from another machine."""

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Redoc shows its maker's mark from elsewhere; the policy stops it before anything leaves.
STOPPED = "cdn.redoc.ly"


@pytest.mark.parametrize("name", ["docs", "redoc"])
def test_a_page_shows_every_resource_and_asks_nobody_else(
    name: str, page: Page, live_server: object, complaints: list[str]
) -> None:
    answered: list[str] = []
    page.on("response", lambda response: answered.append(response.url))
    page.goto(f"{live_server}/api/v1/{name}/")
    for words in ("Send in an article", "Add a claim that the machine missed", "Walk the chain up to this verdict"):
        page.get_by_text(words).first.wait_for(state="attached")
    assert all(url.startswith(str(live_server)) for url in answered)
    complaints[:] = [message for message in complaints if STOPPED not in message]
