"""What states nothing by itself, beside what only looks like it."""

from collections.abc import Callable

import pytest

from claims.pipeline.rank import fragments
from claims.pipeline.split import parts
from claims.pipeline.split.part import Part
from tests.claims.pipeline.article import parse_english, parse_lines

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
    ("before its list", "The report said that the harbour board:", False, fragments.elliptic, True),
    ("before a list, whole", "The report said that the harbour board lost money:", False, fragments.elliptic, False),
    ("without a list", "The report said that the harbour board lost money.", False, fragments.elliptic, False),
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


# why, one sentence, whether it is a caption, a credit or a pointer to other pages
CAPTIONS = [
    ("a photographer", "Photo by Ada Brink for Coast Courier", True),
    ("a photograph of somebody", "A photo by Ada Brink hangs in the hall.", False),
    ("a label", "Photo: The crane fell in Sorn.", True),
    ("a button", "Ada Brink/Getty Images hide caption", True),
    ("an agency's picture", "Ada Brink / Reuters", True),
    ("an agency that reports", "Reuters reported the theft of the crane.", False),
    ("when it was on air", "Strike Looms. Aired 9-9:30a ET", True),
    ("what was aired", "The film aired on Monday.", False),
    ("another story", "RELATED: The crane fell in Sorn.", True),
    ("a related firm", "Related firms sold the crane.", False),
    ("more to read", "Read more: The crane fell in Sorn.", True),
    ("more than", "More than 40 boats sank in Sorn.", False),
    ("a newsletter", "Sign up for the letter of the harbour.", True),
    ("who helped", "Ada Brink contributed to this report.", True),
    ("who gave", "Ada Brink contributed to the harbour.", False),
    ("who pictures show", "Ada Brink speaks at a rally in Sorn on 4 May 2019.", True),
    ("who speaks today", "Ada Brink speaks at a rally in Sorn today.", False),
    ("who spoke", "Ada Brink spoke at a rally in Sorn on 4 May 2019.", False),
    ("what takes effect", "The law takes effect on 4 May 2019.", False),
    ("a year alone", "Ada Brink holds a record from 2019.", False),
]


@pytest.mark.parametrize(("why", "text", "is_one"), CAPTIONS, ids=[row[0] for row in CAPTIONS])
def test_a_caption_is_told_from_what_only_speaks_of_pictures(why: str, text: str, is_one: bool) -> None:
    assert fragments.caption(parts.cut(parse_english(text), 0, [])[0]) is is_one, why


def test_a_credit_is_short_and_what_follows_it_is_none() -> None:
    credit = "Ada Brink of the Coast Courier in the town of Sorn , Getty Images"
    assert fragments.caption(parts.cut(parse_english(credit), 0, [])[0])
    assert not fragments.caption(parts.cut(parse_english(f"Once more {credit}"), 0, [])[0])
    pointer = "Read more: Why the harbour of Sorn sold the old crane to Brandt Marine, and the council lost 40 boats."
    found = parts.cut(parse_english(pointer), 0, [])
    assert [fragments.caption(part) for part in found if part.head.text == "lost"] == [False]
