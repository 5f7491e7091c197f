"""A real Chromium against a live server. The page object raises for whatever the browser's console complains about."""

import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from config.stack import browser as chromium
from tests import factories
from tests.waiting import LIMIT_SECONDS, until

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse the database in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "a long enough one"
LIMIT = LIMIT_SECONDS * 1000  # milliseconds; every wait is for a signal of the page, and this only ends a failing test
expect.set_options(timeout=LIMIT)


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    found = chromium.chromium()
    assert found, chromium.ADVICE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield browser
        browser.close()


def window(browser: Browser, **options: Any) -> BrowserContext:
    """Open a window of its own, with nobody signed in."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
    context.set_default_timeout(LIMIT)
    return context


@pytest.fixture(autouse=True)
def settled(transactional_db: None) -> Iterator[None]:
    """Let the requests that a closed window has sent end, before the tables are emptied under them."""
    running: set[int] = set()

    def begin(**_: object) -> None:
        running.add(threading.get_ident())

    def end(**_: object) -> None:
        running.discard(threading.get_ident())

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    until(lambda: not running - {threading.get_ident()})
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained about: violations of the Content-Security-Policy, errors of our script."""
    words: list[str] = []
    yield words
    assert words == []


@pytest.fixture
def context(chromium_browser: Browser, complaints: list[str], live_server: Any) -> Iterator[BrowserContext]:
    context = window(chromium_browser)

    def hear(message: object) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:  # a refusal has status 400
            complaints.append(message.text)

    context.on("console", hear)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()


@pytest.fixture
def reviewer(transactional_db: None) -> User:
    return factories.user("reviewer")


def sign_in(context: BrowserContext, live_server: Any, user: User) -> Page:
    """Return a page on which this user is signed in already; test_review.py walks through the door itself."""
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    return context.new_page()


@pytest.fixture
def colleague(
    chromium_browser: Browser, complaints: list[str], live_server: Any, transactional_db: None
) -> Iterator[Callable[[str], Page]]:
    """Sign another person in, in a browser of their own."""
    contexts: list[BrowserContext] = []

    def enter(role: str) -> Page:
        context = window(chromium_browser)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return sign_in(context, live_server, factories.user(role))

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture
def page(context: BrowserContext, live_server: Any, reviewer: User) -> Page:
    """A page that a reviewer is signed in on."""
    return sign_in(context, live_server, reviewer)
