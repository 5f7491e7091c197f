"""What states nothing by itself, beside what only looks like it."""

from collections.abc import Callable

import pytest

from claims.pipeline.rank import fragments
from claims.pipeline.split import parts
from claims.pipeline.split.part import Part
from tests.claims.pipeline.article import parse_lines

SAID = "Ada Brink said about the harbour on Monday: "

# why, the words, whether somebody says them, the test, whether they state nothing in that way
ROWS: list[tuple[str, str, bool, Callable[[Part], bool], bool]] = [
    ("a noun", "The old crane of Sorn.", False, fragments.verbless, True),
    ("a noun with a relative clause", "The crane that nobody liked.", False, fragments.verbless, True),
    ("a verb beside the top word", "He’s divorced, and the crane fell.", True, fragments.verbless, False),
    ("a headline's passive", "Forty boats sold in Sorn.", False, fragments.verbless, False),
    ("a noun with a participle", "The boats sold in Sorn.", False, fragments.verbless, True),
    ("a verb taken for a plural", "The valley exports copper and wool.", False, fragments.verbless, False),
    ("a plural that is one", "The valley sports hall and pool.", False, fragments.verbless, True),
    ("to do", "to sell the crane", True, fragments.infinitive, True),
    ("wants to do", "the council wants to sell the crane", True, fragments.infinitive, False),
    ("begins with its verb", "has closed 40 schools", True, fragments.subjectless, True),
    ("begins with an adverb", "soon closed 40 schools", True, fragments.subjectless, True),
    ("has somebody", "they closed 40 schools", True, fragments.subjectless, False),
    ("a subject on the auxiliary", "It’s closing 40 schools", True, fragments.participle, False),
    ("an -ing word", "the crane falling in Sorn", True, fragments.participle, False),
    ("has not", "Flour has not", True, fragments.elliptic, True),
    ("do as well", "Our boats do as well", True, fragments.elliptic, True),
    ("has none", "Flour has no price", True, fragments.elliptic, False),
    ("is not", "A crane is not", True, fragments.elliptic, True),
    ("is not old", "A crane is not old", True, fragments.elliptic, False),
    ("a title", "How the harbour lost its crane.", False, fragments.title, True),
    ("a sentence", "The harbour lost its crane.", False, fragments.title, False),
    ("an order", "Look at the crane.", False, fragments.order, True),
    ("do not", "Do not look at the crane", True, fragments.order, True),
    ("a statement", "They look at the crane.", False, fragments.order, False),
]


@pytest.mark.parametrize(("why", "words", "quoted", "test", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_words_state_nothing_by_themselves(
    why: str, words: str, quoted: bool, test: Callable[[Part], bool], expected: bool
) -> None:
    if quoted:
        text = f"{SAID}“{words}”"
        span = [(len(SAID) + 1, len(text) - 1, 0)]
        _, parsed = parse_lines(f"{text}\n")
        found = parts.cut(parsed, 0, span)[0]
    else:
        _, parsed = parse_lines(f"The harbour board met the mayor on Monday.\n{words}\n")
        found = parts.cut(parsed, 1, [])[0]
    assert test(found) is expected, why


def test_an_auxiliary_that_was_added_makes_a_verb_finite() -> None:
    _, parsed = parse_lines("Founded in 1911, the museum owns 14,000 paintings of the harbour.\n")
    found = {part.form: part for part in parts.cut(parsed, 0, [])}
    assert all(map(fragments.is_finite, found.values()))
