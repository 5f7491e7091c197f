"""A passage goes on about the subject of its main clauses."""

import pytest

from claims.pipeline.split import parts
from claims.pipeline.standalone import standalone, topic
from claims.pipeline.standalone.referents import Named
from claims.pipeline.standalone.wording import Wording
from tests.claims.pipeline.article import parse_lines
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


# why, the lines before the last item, the words that the item goes on with
LED_IN = [
    ("behind that", "The report said that the harbour board:", "the harbour board"),
    ("with an auxiliary", "The harbour board has:", "The harbour board has"),
    ("over an item", "The harbour board has:\n- sold two cranes,", "The harbour board has"),
    ("over a numbered one", "The report said that the board:\n1. sold two cranes; and", "the board"),
    ("a heading", "Key findings of the board:", None),
    ("a pronoun", "It has:", None),
    ("a whole sentence", "The report said that the board lost money:", None),
    ("a sentence between", "The harbour board has:\nThe cranes are old.", None),
    ("no colon", "The harbour board has met.", None),
]


@pytest.mark.parametrize(("why", "before", "words"), LED_IN, ids=[row[0] for row in LED_IN])
def test_an_item_goes_on_with_the_words_before_the_colon(why: str, before: str, words: str | None) -> None:
    _, parsed = parse_lines(f"{before}\n- lost the minutes of six meetings.")
    found = topic.led_in(Named(parsed, ()), len(parsed) - 1)
    assert (found[0] if found else None) == words, why
    assert found is None or parsed.text[found[1].start : found[1].end] == words, why


@pytest.mark.parametrize(("items", "found"), [(11, True), (12, False)])
def test_a_lead_in_stands_twelve_sentences_before_at_most(items: int, found: bool) -> None:
    _, parsed = parse_lines("The board has:\n" + "- sold two cranes,\n" * items + "- lost the minutes.")
    assert (topic.led_in(Named(parsed, ()), len(parsed) - 1) is not None) is found


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("3. did not test the cranes.", "[The harbour board] did not test the cranes"),
        ("4. lost the minutes of six meetings.", "[The harbour board] lost the minutes of six meetings"),
        ("(b) paid the builder twice.", "[The harbour board] paid the builder twice"),
        ("5. The builder kept the money.", "The builder kept the money"),
    ],
)
def test_an_item_without_a_subject_has_that_of_its_lead_in(item: str, text: str) -> None:
    _, parsed = parse_lines(f"The report said that the harbour board:\n{item}")
    (part,) = parts.cut(parsed, 1, [])
    answer = standalone.alone(Named(parsed, ()), part)
    assert isinstance(answer, Wording)
    assert answer.text == text
