"""Words without marks that somebody says all the same: a block behind a colon, a post above its author's line."""

import pytest

from claims.pipeline.quotes import blocks
from tests.claims.pipeline.article import doc_of, is_value, read

WROTE = "In a letter to the board, Mara Dunlop wrote:"
SOLD = "The council sold the mill in 2019."
POST = "How did the board not know? The sheds were full."
FIRE = "A fire broke out on Monday in the harbour of Tarn and two sheds burned down."


def said(text: str) -> list[tuple[str, str]]:
    """Return the words and the speaker of each direct quote."""
    result = read(text)
    return [
        (text[q.start : q.end], "-" if a.expert is None else result.experts[a.expert].name)
        for q, a in zip(result.quotes, result.attributions, strict=True)
        if q.type == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (f"{WROTE}\n\n{SOLD} Nobody was asked.\n\nIt rained.\n", f"{SOLD} Nobody was asked.", "one paragraph"),
        (f"Mara Dunlop released this statement:\n\n{SOLD}\n", SOLD, "a statement"),
        (f"In a letter, Mara Dunlop denied these allegations:\n\n{SOLD}\n", SOLD, "what somebody says against them"),
        (f"{WROTE}\n\n{SOLD} They said that it was old.\n", SOLD, "up to a sentence with a cue of its own"),
        (f"{WROTE}\n\n“{SOLD}”\n", SOLD, "marks say it themselves"),
        (f"{WROTE}\n\n• {SOLD}\n", None, "an entry of a list"),
        (f"{WROTE}\n\n1. {SOLD}\n", None, "or a numbered one"),
        (f"{WROTE}\n\nThe mill was sold.\n", None, "four words are too few"),
        (f"{WROTE}\n\nThe mill was sold again.\n", "The mill was sold again.", "five are enough"),
        (f"{WROTE}\n\nThe mill that nobody wanted\n", None, "a heading has no stop"),
        (f"Mara Dunlop said there were three reasons:\n\n{SOLD}\n", None, "the cue has words of its own"),
        (f"Mara Dunlop sold the old mill:\n\n{SOLD}\n", None, "no cue"),
        (f"Mara Dunlop wrote to the board.\n\n{SOLD}\n", None, "no colon"),
    ],
)
def test_reads_a_block_behind_a_colon(text: str, expected: str | None, why: str) -> None:
    assert said(text) == ([] if expected is None else [(expected, "Mara Dunlop")]), why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (f"{FIRE}\n\n{POST}\n\n— Mara Dunlop (@dunlopm) May 3, 2016\n", POST, "the author stands below"),
        (f"{FIRE}\n\n{POST} https://t.co/8lh pic.twitter.com/OZX\n\n— Mara Dunlop (@dunlopm)\n", POST, "links go"),
        (f"{FIRE}\n\n{POST} — Mara Dunlop (@dunlopm) May 3, 2016\n", POST, "or behind the words"),
        (f"{FIRE}\n\n{POST} https://t.co/8lh — Mara Dunlop (@dunlopm)\n", POST, "and links go there as well"),
        (
            f"{FIRE}\n\nThe “old” mill was sold. — Mara Dunlop (@dunlopm)\n",
            None,
            "a paragraph with marks may quote her",
        ),
        (f"{FIRE}\n\nWe saw the post — Mara Dunlop, May 3, 2016\n", None, "no account here either"),
        (f"{FIRE}\n\n{POST}\n\n— Mara Dunlop, May 3, 2016\n", None, "no account, no post"),
    ],
)
def test_reads_a_post(text: str, expected: str | None, why: str) -> None:
    assert said(text) == ([] if expected is None else [(expected, "Mara Dunlop")]), why


LETTER = "SIR – The council of Leith sold the old mill in 2019. I voted for it."
WRITTEN = "The council of Leith sold the old mill in 2019. I voted for it."


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (f"{LETTER}\nMara Dunlop\nLeith\n", [WRITTEN], "the writer signs below"),
        (f"{LETTER}\nDr Mara Dunlop\nLeith\n", [WRITTEN], "with a title"),
        (f"{LETTER}\n{SOLD}\nMara Dunlop\n", [WRITTEN, SOLD], "below the second paragraph"),
        (f"{LETTER.replace('SIR –', 'Dear Editor,')}\nMara Dunlop\n", [WRITTEN], "another form of address"),
        (f"{WRITTEN}\nMara Dunlop\nLeith\n", [], "no form of address"),
        (f"{LETTER}\nLeith\n", [], "one word is no name"),
        (f"{LETTER}\n{(SOLD + chr(10)) * 6}Mara Dunlop\n", [WRITTEN, *[SOLD] * 6], "seven paragraphs"),
        (f"{LETTER}\n{(SOLD + chr(10)) * 8}Mara Dunlop\n", [], "a name far below signs nothing"),
    ],
)
def test_reads_a_letter_to_the_editor(text: str, expected: list[str], why: str) -> None:
    assert said(text) == [(words, "Mara Dunlop") for words in expected], why


@pytest.mark.parametrize(("applies", "example"), blocks.ANNOUNCING)
def test_each_rule_announces_the_words_of_its_example(applies: object, example: str) -> None:
    assert callable(applies)
    assert any(applies(token) for token in doc_of(example))


def test_what_is_found_is_a_value_that_nobody_changes() -> None:
    assert is_value(blocks.UnmarkedSpeech)
