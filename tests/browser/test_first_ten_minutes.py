"""docs/first-ten-minutes.md, followed word by word: what is pressed or typed here stands there."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from claims import extract
from config import cli_intake, first_users, practice
from sources import ingest
from tests.browser.conftest import window as new_window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOC = " ".join((Path(__file__).resolve().parent.parent.parent / "docs" / "first-ten-minutes.md").read_text().split())
GULLS = "The fireworks had killed dozens of gulls"
ISLANDS = "Every third island practice on the coast has closed"
SHOTS = os.environ.get("SCREENSHOTS")  # a folder: pictures for docs/ are kept there


class Person:
    """Somebody who follows the page, in a browser window of their own."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def sign_in(self, name: str, password: str) -> None:
        assert f"`{name}`" in DOC
        self.page.goto(self.address)
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Log in").click()

    def key(self, key: str) -> None:
        assert f"**{key}**" in DOC, key
        place = self.page.locator("#claim, #claims").first
        place.wait_for()
        self.page.wait_for_load_state("load")  # the keys are bound by then
        place.focus()
        self.page.keyboard.press(key)

    def press(self, name: str) -> None:
        """Press what carries this name: a button, a link, or what opens a fold."""
        assert f"**{name}**" in DOC, name
        named = self.page.get_by_role("button", name=name, exact=True)
        named = named.or_(self.page.get_by_role("link", name=name, exact=True)).filter(visible=True)
        fold = self.page.locator("summary", has_text=name).filter(visible=True)
        named.or_(fold).first.wait_for()
        (named if named.count() else fold).first.click()

    def choose(self, words: str) -> None:
        """Choose a claim or an article by its words."""
        assert words in DOC, words
        self.page.get_by_role("link", name=re.compile(re.escape(words))).filter(visible=True).last.click()

    def tick(self, name: str) -> None:
        assert f"**{name}**" in DOC, name
        self.page.get_by_label(name).filter(visible=True).check()

    def write(self, label: str, words: str, where: str = "body") -> None:
        assert f"`{words}`" in DOC, words
        field = self.page.locator(where).get_by_label(label, exact=True).filter(visible=True)
        field.fill("\n".join(filter(None, [field.input_value(), words])))

    def sees(self, words: str, where: str = "main") -> None:
        expect(self.page.locator(where).first).to_contain_text(words)

    def evidence(self, way: str, note: str, for_readers: str) -> None:
        if not self.page.get_by_label(way).is_visible():
            self.press("Add evidence")
        self.tick(way)
        assert "**data or a calculation**" in DOC
        self.page.get_by_label("What it is", exact=True).select_option(label="data or a calculation")
        self.write("What it shows", note, "#add-evidence")
        self.write("What it shows, for readers", for_readers, "#add-evidence")
        self.press("Add this evidence")
        self.sees("The evidence is added.")

    def reads(self, key: str, reasons: str, sought: str = "") -> None:
        self.key(key)
        self.write("Reasons", reasons, "#review")
        if sought:
            self.write("Where we looked", sought, "#review")
        self.press("Submit")

    def shoot(self, name: str, at: str = "body") -> None:
        if SHOTS:
            self.page.set_viewport_size({"width": 1160, "height": 780})
            self.page.evaluate("(at) => document.querySelector(at).scrollIntoView()", at)
            self.page.screenshot(path=Path(SHOTS) / f"{name}.png")


@pytest.fixture
def passwords(transactional_db: None) -> dict[str, str]:
    """What `up --practice` does before it prints the passwords."""
    signs = [*first_users.first_administrator(), *first_users.practice()]
    cli_intake.receive([*cli_intake.samples("first"), *cli_intake.samples("practice")])
    while ingest.read_one(at=timezone.now()) is not None:
        pass
    extract.owe(extractor=settings.EXTRACTOR, at=timezone.now())
    while extract.read_one(model=settings.LANGUAGE_MODEL, embeddings=False, at=timezone.now()) is not None:
        pass
    assert practice.prepare(at=timezone.now()) == len(practice.TASKS)
    return {sign.name: sign.password for sign in signs}


@pytest.fixture
def window(chromium_browser: Browser, complaints: list[str], live_server: Any) -> Iterator[Callable[[], Person]]:
    contexts = []

    def open_one() -> Person:
        context = new_window(chromium_browser)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return Person(context.new_page(), live_server.url)

    yield open_one
    for context in contexts:
        context.close()


def until(person: Person, heading: str) -> None:
    """Press j until this claim is open."""
    html = person.page.locator("#claim-heading")
    for _ in range(12):
        before = html.text_content() if html.count() else ""
        if before and heading in before:
            return
        person.key("j")
        expect(html).not_to_have_text(before or "")
    raise AssertionError(f"j never came to {heading}")


def test_the_ten_minutes(passwords: dict[str, str], window: Callable[[], Person]) -> None:
    first, editor, second = window(), window(), window()
    for person, name in ((first, "reviewer1"), (editor, "editor1"), (second, "reviewer2")):
        person.sign_in(name, passwords[name])

    # 1. pick three, leave the rest
    first.choose("Record crowd at harbour festival as old steamer sails again")
    for words, why in (("The festival lost 90,000 crowns", "5"), ("Police counted 12 thefts", "5"), (GULLS, "2")):
        until(first, words)
        first.key("p")
        assert f"**{why}**" in DOC
        first.page.keyboard.press(why)
        first.sees("Picked.", "#claim")
    first.key("Shift+P")
    first.sees("9 seen, not picked", "#tally")

    # 2. check one
    first.choose(GULLS)
    first.sees(GULLS, "#claim-heading")
    first.evidence(
        "disputes the claim",
        "The bird station's log for the weekend lists two dead gulls.",
        "The bird station on Little Sorrel found two dead gulls.",
    )
    first.reads("2", "Two gulls were found dead, not dozens.")
    first.sees("with the second reviewer", "#where-it-stands")
    first.shoot("desk", "#claim")

    # 3. return it once, then approve
    editor.press("Queue")
    editor.shoot("queue")
    editor.choose(GULLS)
    editor.sees(GULLS, "#claim-heading")
    editor.sees("with the second reviewer", "#where-it-stands")
    expect(editor.page.locator("#review")).to_have_count(0)
    editor.press("Return it, because …")
    editor.write("Because", "Who counted, and when?", "#second")
    editor.press("Return it to its author")
    editor.sees("Returned to its author.")
    first.press("Inbox")
    first.choose(GULLS)
    first.sees("Who counted, and when?", "#claim")
    first.write("Reasons", "The station counted on Monday morning.", "#review")
    first.press("Submit")
    first.sees("with the second reviewer", "#where-it-stands")
    editor.press("Queue")
    editor.choose(GULLS)
    editor.press("Approve: it becomes the verdict")
    editor.sees("Disputed (v1)", "#where-it-stands")

    # 4. publish
    editor.press("Publish, correct, right of reply")
    editor.press("Confirm these three")
    editor.sees("Confirmed.")
    editor.press("Waive the right of reply")
    editor.write("Why", "It is about nobody.", "#waive")
    editor.press("Waive it")
    editor.press("Publish it")
    editor.sees("Readers see it now.")
    reader = window()
    public = editor.page.get_by_role("link", name="The public page").get_attribute("href")
    reader.page.goto(f"{reader.address}{public}")

    reader.sees("Disputed", "main .rating")
    assert "log for the weekend" not in reader.page.content()

    # 5. two who read apart
    for person in (first, second):
        person.press("Queue")
        person.press("Next")
        person.sees(ISLANDS, "#claim-heading")
        person.sees("You'll see the other answer after you give yours", "#claim")
        if person is first:
            person.reads("4", "No register counts island practices.", "Institute for Rural Medicine, health ministry.")
            person.sees("Your answer is in.", "#claim")
        else:
            assert "No register counts" not in person.page.content()
            person.reads("5", "Nobody says which practices are meant.")
            person.sees("Both answers are in, and they differ", "#claim")
    second.sees("No register counts", "#claim")
    editor.page.goto(editor.address)
    editor.press("Queue")
    editor.press("Next")
    editor.sees("Nobody says which practices are meant.", "#claim")
    editor.sees("No register counts", "#claim")
    editor.reads("4", "A register could settle it; there is none.", "Both reviewers' sources.")
    editor.sees("Not enough evidence (v1)", "#where-it-stands")

    # 6. a reader complains
    reader.page.get_by_label(re.compile("wrong", re.I)).fill("The station counted 26 gulls by Wednesday.")
    assert "`The station counted 26 gulls by Wednesday.`" in DOC
    reader.press("Send")
    reader.sees("Thank you.")
    editor.page.goto(editor.address)
    editor.press("Claims")
    editor.choose(GULLS)
    editor.press("Publish, correct, right of reply")
    editor.press("Answer")
    editor.tick("It is corrected: readers see so at once")
    editor.write("Your answer to the reader", "Thank you, we are looking at the count.")
    editor.press("Answer the reader")
    editor.sees("Answered.")
    reader.page.reload()
    reader.sees("being corrected")
    editor.press("Queue")
    editor.press("Editor's page")
    editor.sees("Being corrected (1)")
    editor.shoot("editor", "#late")
    editor.choose(GULLS)

    # 7. correct it
    second.press("Claims")
    second.choose(GULLS)
    second.evidence(
        "supports the claim",
        "The station's list of Wednesday has 26 gulls.",
        "By Wednesday the bird station had counted 26 dead gulls.",
    )
    second.reads("1", "By Wednesday 26 gulls had been counted: dozens.")
    second.sees("with the second reviewer", "#where-it-stands")
    editor.page.reload()
    editor.press("Approve: it becomes the verdict")
    editor.sees("(v2)", "#where-it-stands")
    editor.press("Publish, correct, right of reply")
    editor.press("Waive the right of reply")
    editor.write("Why", "It is about nobody.", "#waive")
    editor.press("Waive it")
    editor.tick("Substantial: readers were told something else")
    editor.write(
        "What readers are told",
        "We said that two gulls were found. By Wednesday it was 26. We rate the claim as supported now.",
        "#finish",
    )
    editor.press("Publish the correction")
    editor.sees("The correction is public.")
    reader.page.reload()
    reader.sees("Supported", "main .rating")
    reader.sees("a substantial correction", "main")
    reader.shoot("public")
