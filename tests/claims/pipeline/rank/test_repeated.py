"""When a headline says what the text says in fuller words, and when it says something else."""

import pytest

from claims.pipeline.rank import repeated
from claims.pipeline.split import parts
from claims.pipeline.split.part import Part
from tests.claims.pipeline.article import doc_of, parse_lines, word


def first_parts(headline: str, text: str, *, quoted: bool = False) -> tuple[Part, Part]:
    """Return the first part of each of two paragraphs; with `quoted` the headline is somebody's words."""
    _, parsed = parse_lines(f"{headline}\n{text}\n")
    said = [(0, len(headline), 0)] if quoted else []
    return parts.cut(parsed, 0, said)[0], parts.cut(parsed, 1, [])[0]


# why, headline, text, whether it is the same statement
AGAIN = [
    ("more words", "Tunnel cost 30 million crowns", "The tunnel below Arn cost 30 million crowns", True),
    ("another tense", "Storm kills 12 sailors", "The storm in the bay killed 12 sailors on Monday.", True),
    ("a figure that the headline leaves out", "Bank sells old mill", "The bank sold the old mill for 3 crowns.", True),
    ("another figure", "Storm kills 12 sailors", "The storm killed 13 sailors.", False),
    ("a figure more beside the headline's", "Storm kills 12 sailors", "The storm killed 12 of 40 sailors.", False),
    ("a day is no such figure", "Storm kills 12 sailors", "The storm killed 12 sailors on 4 May 2021.", True),
    ("another name", "Ferry sinks off Sorn coast", "The ferry sank off the Arn coast.", False),
    ("the other way round", "Bank sues mayor in Sorn", "The mayor sued the bank in Sorn.", False),
    ("the other voice", "Bank sold old mill", "The old bank was sold beside the mill.", False),
    ("not", "Mayor sold the old mill", "The mayor had not sold the old mill.", False),
    ("never", "Mayor sold the old mill", "The mayor never sold the old mill.", False),
    ("denied", "Mayor sold the old mill", "The mayor denied that he sold the old mill.", False),
    ("another verb on top", "Bank buys old mill", "The bank lost the old mill that others buy.", False),
    ("three words of content are enough", "Mayor sold mill", "The mayor sold the mill of Sorn.", True),
    ("too few words to be sure", "Tunnel closed", "The tunnel closed in May.", False),
]


@pytest.mark.parametrize(("why", "headline", "text", "same"), AGAIN, ids=[row[0] for row in AGAIN])
def test_a_headline_is_the_same_statement_when_the_text_says_all_of_it(
    why: str, headline: str, text: str, same: bool
) -> None:
    assert repeated.says_again(*first_parts(headline, text)) is same, why


def test_a_headline_of_somebodys_words_is_theirs() -> None:
    words = "Tunnel cost 30 million crowns", "The tunnel below Arn cost 30 million crowns."
    assert repeated.says_again(*first_parts(*words))
    assert not repeated.says_again(*first_parts(*words, quoted=True))


# two words, whether they have a stem in common
STEMS = [("prices", "price", True), ("opened", "opens", True), ("carried", "carry", True), ("bus", "buy", False)]


@pytest.mark.parametrize(("one", "other", "common"), STEMS)
def test_forms_of_a_word_have_a_stem_in_common(one: str, other: str, common: bool) -> None:
    doc = doc_of(f"The {one} and the {other}.")
    assert bool(repeated.stems(word(doc, one)) & repeated.stems(word(doc, other))) is common
