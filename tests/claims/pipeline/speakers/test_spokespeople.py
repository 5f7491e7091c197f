"""Who speaks through a report, through a spokesperson or together with others."""

import pytest

from claims.pipeline.speakers import spokespeople
from tests.claims.pipeline.article import doc_of, word
from tests.corpus import golden


@pytest.mark.parametrize(
    ("text", "subject", "people", "why"),
    [
        ("Ann Vik counted the eels in May.", "Vik", [], "one person is no pair"),
        ("Ann Vik and Leif Aas counted the eels in May.", "Vik", ["Vik", "Aas"], "two"),
        (
            "Ann Vik and Leif Aas and Mara Dunlop and Ian Reid counted the eels in May.",
            "Vik",
            ["Vik", "Aas", "Dunlop", "Reid"],
            "four people may say they together",
        ),
        (
            "Ann Vik and Leif Aas and Mara Dunlop and Ian Reid and Karl Fjeld counted the eels in May.",
            "Vik",
            [],
            "five are a list",
        ),
        ("Ann Vik and the Leith Pier Trust counted the eels.", "Vik", [], "a body is not one of two people"),
        ("The crew met Ann Vik and Leif Aas in May.", "Vik", [], "an object is nobody that a sentence is about"),
        ("The pilot and the cook counted the eels.", "pilot", [], "people without names"),
    ],
)
def test_reads_people_together(text: str, subject: str, people: list[str], why: str) -> None:
    assert [token.text for token in spokespeople.people_together(word(doc_of(text), subject))] == people, why


@pytest.mark.parametrize(
    ("text", "author", "why"),
    [
        ("A report by Harbour Watch said it was late.", "Watch", "by"),
        ("A report from Harbour Watch said it was late.", "Watch", "from"),
        ("Harbour Watch’s report said it was late.", "Watch", "its owner"),
        ("A report published by Harbour Watch said it was late.", "Watch", "who published it"),
        ("A report was published by Harbour Watch in May.", "Watch", "the same as a sentence"),
        ("Harbour Watch published a report on eels.", "Watch", "the other way round"),
        ("A report read by Harbour Watch said it was late.", None, "who read it did not write it"),
        ("A report was read by Harbour Watch in May.", None, "the same as a sentence"),
        ("Harbour Watch read a report on eels.", None, "the other way round"),
        ("Monday’s report said it was late.", None, "a day wrote nothing"),
        ("A report from Friday said it was late.", None, "nor did this one"),
        ("A report on Leith said it was late.", None, "what it is about"),
        ("The board published a report on eels.", None, "an author without a name"),
        ("A report by a board said it was late.", None, "the same with “by”"),
        ("Harbour Watch and Medisoft published a report on eels.", None, "two authors"),
        ("The report said it was late.", None, "no author"),
    ],
)
def test_tells_who_wrote_a_report(text: str, author: str | None, why: str) -> None:
    found = spokespeople.author(word(doc_of(text), "report"))
    assert (found and found.text) == author, why


@pytest.mark.parametrize(
    ("speaker", "head", "body", "again", "why"),
    [
        ("A Gantry spokesman", "spokesman", "Gantry", False, "the body in front"),
        ("A spokesman for Gantry", "spokesman", "Gantry", False, "the body behind"),
        ("A spokeswoman of the Leith Pier Trust", "spokeswoman", "Trust", False, "its whole name"),
        ("A spokesman for the ministry", "spokesman", None, False, "a body without a name"),
        ("Ann Castro’s spokesman", "spokesman", None, False, "a person is no body"),
        ("A pilot for Gantry", "pilot", None, False, "a pilot speaks for nobody"),
        ("The spokesman", "spokesman", None, True, "the one quoted before"),
        ("A spokesman", "spokesman", None, False, "a new one"),
        ("The old spokesman", "spokesman", None, False, "one of several"),
        ("The pilot", "pilot", None, False, "no spokesperson"),
    ],
)
def test_tells_for_whom_somebody_speaks(speaker: str, head: str, body: str | None, again: bool, why: str) -> None:
    token = word(doc_of(f"{speaker} said it was late."), head)
    found = spokespeople.represented_body(token)
    assert (found and found.text, spokespeople.is_spokesperson_again(token)) == (body, again), why


@pytest.mark.parametrize(
    ("text", "people", "why"),
    [
        ("Pilot Ann Castro and mayor Leif Aas said it.", ["Ann Castro", "Leif Aas"], "each with a title"),
        ("It was late, said Ann Castro and Leif Aas.", ["Ann Castro", "Leif Aas"], "behind the verb"),
        ("Ann Castro said that it was late.", [], "one alone"),
        ("Ann Castro told Leif Aas that it was late.", [], "who listens says nothing"),
        ("Ann Castro, who met Leif Aas, said it.", [], "nor does who was met"),
    ],
)
def test_reads_who_speaks_together(text: str, people: list[str], why: str) -> None:
    found = [spokespeople.people_with_titles(token) for token in doc_of(text) if token.dep_ == "nsubj"]
    assert [e.text for together in found for e in together] == people, why


def test_whole_articles_keep_their_spokespeople() -> None:
    assert golden.changed("quote") == ()
