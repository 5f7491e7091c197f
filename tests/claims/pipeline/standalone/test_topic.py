"""A passage goes on about the subject of its main clauses."""

import pytest

from tests.claims.pipeline.standalone.test_antecedents import meant

# why, text, the pronoun of its last sentence, what it means
CONTINUED = [
    ("who was defined", "Ada Brink is a baker. She works with Eva Hale. She left.", "She", "Ada Brink"),
    (
        "beside the owner of what was praised",
        "Tom Brink is a minister. Brink praised the plan of Jonas Lidt. He left.",
        "He",
        "Tom Brink",
    ),
    ("one main clause alone", "Tom Brink spoke with Jonas Lidt. He left.", "He", None),
    ("two main clauses", "Tom Brink came late and spoke with Jonas Lidt. He left.", "He", "Tom Brink"),
    ("an object", "Tom Brink is a minister. Brink beat Jonas Lidt. He left.", "He", None),
    ("another subject", "Tom Brink is a minister. Brink said Jonas Lidt had paid. He left.", "He", None),
    ("his pronoun", "Tom Brink came to Sorn, where he spoke with Jonas Lidt. He left.", "He", "Tom Brink"),
    ("another man between", "Tom Brink is a minister. A letter of Jonas Lidt was read. He left.", "He", None),
    ("what it also did", "The council bought the mine. It also bought a pier.", "It", "the council"),
    ("the same without also", "The council bought the mine. It bought a pier.", "It", None),
    ("also beside another subject", "Tom Brink said Jonas Lidt had paid. He also left.", "He", None),
    (
        "the subject before in one sentence",
        "Two bakers came. They had guns, and they hid boats.",
        "they",
        "the two bakers",
    ),
    ("another subject in one sentence", "Tom Brink came. He said Jonas Lidt left because he was ill.", "he", None),
    ("of the clause before", "Ada Brink’s brother led, but Tom Hale slept and he lost.", "he", "Tom Hale"),
    ("an object of the clause before", "Jonas Lidt led, but Tom Hale beat him and he lost.", "he", None),
    ("nobody between", "Tom Brink is a minister. The letter was read. He left.", "He", "Tom Brink"),
]


@pytest.mark.parametrize(("why", "text", "pronoun", "expected"), CONTINUED, ids=[row[0] for row in CONTINUED])
def test_goes_on_with_the_subject(why: str, text: str, pronoun: str, expected: str | None) -> None:
    assert meant(text, pronoun) == expected, why
