"""A noun with a hyphen, of which the grammar takes each word for one of its own, is put together; others are not."""

import pytest

from claims.pipeline.speakers import hyphens
from tests.claims.pipeline.article import doc_of, word

BEFORE = "The work was paid for by a firm; "


@pytest.mark.parametrize(
    ("text", "first", "last", "why"),
    [
        (f"{BEFORE}her co-authors say that it was late.", "co", "authors", "one noun"),
        (f"{BEFORE}her authors say that it was late.", "authors", "authors", "no hyphen"),
        (f"{BEFORE}the pilots – the crew – say that it was late.", "pilots", "pilots", "a dash"),
    ],
)
def test_finds_both_ends_of_a_noun(text: str, first: str, last: str, why: str) -> None:
    doc = doc_of(text)
    assert hyphens.last_word(word(doc, first)).text == last, why
    assert hyphens.first_word(word(doc, last)).text == first, why


def test_a_compound_is_left_to_the_grammar() -> None:
    doc = doc_of("The well-known board of the old ferry says that it was late.")
    assert hyphens.first_word(word(doc, "known")).text == "known"
