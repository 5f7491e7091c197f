"""Who speaks through a report, through a spokesperson or together with others."""

import pytest

from claims.pipeline.speakers import spokespeople
from tests.claims.pipeline.article import doc_of, word


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
