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
    ("nobody between", "Tom Brink is a minister. The letter was read. He left.", "He", "Tom Brink"),
]


@pytest.mark.parametrize(("why", "text", "pronoun", "expected"), CONTINUED, ids=[row[0] for row in CONTINUED])
def test_goes_on_with_the_subject(why: str, text: str, pronoun: str, expected: str | None) -> None:
    assert meant(text, pronoun) == expected, why
