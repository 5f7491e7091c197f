"""How long a long article takes to open, and a key press to show, in a real browser."""

import os
import statistics
import time
import urllib.request
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, sync_playwright

from config.stack import browser as chromium
from measure.table import Row

SENTENCES, MARKS = 3_000, 1_000
OPENINGS, PRESSES = 7, 15
OPEN_SECONDS, PRESS_MS = 1.0, 100.0
# Resolves with the milliseconds from the next key press until what it does is there and painted: a task that is
# queued in a frame runs after that frame's paint.
TIMED = """
([done, before]) => {
  const there = new Function("before", `return ${done}`);
  window.measured = new Promise((resolve) => {
    document.addEventListener("keydown", (event) => {
      const painted = () => resolve(performance.now() - event.timeStamp);
      const look = () => {
        if (!there(before)) return requestAnimationFrame(look);
        const channel = new MessageChannel();
        channel.port1.onmessage = painted;
        channel.port2.postMessage(0);
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
}
"""
CLAIM = "document.getElementById('claim')?.dataset.claim"
MARK = "document.querySelector('#words .pin[aria-current]')?.id"
# What each key should bring: the mark in the text moves at once, the claim beside it comes from the server.
KEYS = {
    ("j", "its mark"): (MARK, f"{MARK} && {MARK} !== before"),
    ("k", "its mark"): (MARK, f"{MARK} && {MARK} !== before"),
    ("j", "the claim"): (CLAIM, f"{CLAIM} !== before && document.activeElement === document.getElementById('claim')"),
    ("k", "the claim"): (CLAIM, f"{CLAIM} !== before && document.activeElement === document.getElementById('claim')"),
    ("p", "the choices"): ("null", "document.activeElement.closest('[data-chosen]') !== null"),
    ("1", "the rating"): ("null", "document.querySelector('#review input[name=rating]').checked"),
}


def measure(address: str) -> list[Row]:
    """Make the article in the desk's own database, as its role, and read it as a reviewer."""
    from django.conf import settings
    from django.db import connections
    from django.test import Client

    from claims.desk.base.claim_list import article_url
    from claims.models import Appearance
    from tests import shift

    of = shift.long_article(sentences=SENTENCES, marks=MARKS)
    middle = Appearance.objects.filter(version=of).order_by("start")[MARKS // 3].claim_id
    reader = shift.people(1)[0]
    client = Client()
    client.force_login(reader)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    path, at_claim = (address + article_url(of.article_id, claim) for claim in (None, middle))
    connections.close_all()
    data = f"{SENTENCES:,} sentences, {MARKS:,} marks"
    first = _median(lambda: _first_byte(path, session), OPENINGS)
    with sync_playwright() as playwright:
        found = chromium.chromium()
        if not found:
            raise SystemExit(chromium.ADVICE)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        opened = _median(lambda: _open(context, path), OPENINGS)
        page = context.new_page()
        page.goto(at_claim)
        pressed = {name: _presses(page, name[0], *what) for name, what in KEYS.items()}
        browser.close()
    return [
        Row("page", "", "load of this machine: others' work makes all of this slower", os.getloadavg()[0]),
        Row("page", data, "seconds to the first byte, median", first),
        Row("page", data, "seconds to open, median", opened, OPEN_SECONDS, low=True),
        *(
            Row("page", data, f"ms from key {key} to {what} painted, median", ms, PRESS_MS, low=True)
            for (key, what), ms in pressed.items()
        ),
    ]


def _median(once: Callable[[], float], times: int) -> float:
    once()  # the server's caches are warm in a shift
    return statistics.median(once() for _ in range(times))


def _first_byte(path: str, session: str) -> float:
    request = urllib.request.Request(path, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"})
    begun = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read(1)
        return time.perf_counter() - begun


def _open(context: BrowserContext, path: str) -> float:
    page = context.new_page()
    page.goto(path, wait_until="load")
    took: float = page.evaluate(
        "() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))"
    )
    page.close()
    return took / 1000


def _presses(page: Page, key: str, state: str, done: str) -> float:
    took = []
    for _ in range(PRESSES):
        page.wait_for_load_state("networkidle")  # nothing of the press before is on its way
        before = page.evaluate(f"() => {state}")
        page.evaluate("() => document.getElementById('claim').focus()")
        page.evaluate(TIMED, [done, before])
        page.keyboard.press(key)
        took.append(float(page.evaluate("() => window.measured")))
        if key == "p":
            page.keyboard.press("Escape")
        if key == "1":
            page.evaluate("() => { document.querySelector('#review input[name=rating]').checked = false; }")
    return statistics.median(took)
