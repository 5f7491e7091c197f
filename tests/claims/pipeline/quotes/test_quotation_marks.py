"""Quotation marks are paired a paragraph at a time; apostrophes and inch marks open nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pipeline.quotes import quotation_marks
from tests.claims.pipeline.article import Place
from tests.corpus import golden


def pair(text: str) -> list[str]:
    places, at = [], 0
    for line in text.splitlines(keepends=True):
        places.append(Place(at, at + len(line)))
        at += len(line)
    return [text[m.start : m.end] for m in quotation_marks.pair(text, places)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"], "curly"),
        ('"Yes," she said, "no."', ['"Yes,"', '"no."'], "straight marks take turns"),
        ("‘Yes,’ he said.", ["‘Yes,’"], "British single marks"),
        ("'a fine day,' he said", ["'a fine day,'"], "straight single marks"),
        ("„Ja“, sagte er", ["„Ja“"], "German low-high"),
        ("»Ja«, sagte er", ["»Ja«"], "German pointing inwards"),
        ("« Oui », dit-il", ["« Oui »"], "French"),
        ("「はい」と言った", ["「はい」"], "Japanese and traditional Chinese"),
        ("it’s the board’s pier and the sailors’ rope", [], "apostrophes"),
        ("don't, rock 'n' roll, the '90s, get 'em", [], "straight apostrophes"),
        ("a 6' 2\" mast", [], "feet and inches"),
        ("He said ‘we heard the sailors’ view,’ and left", ["‘we heard the sailors’ view,’"], "possessive inside"),
        ("“She said ‘no’ twice,” he said", ["“She said ‘no’ twice,”"], "only the outer pair"),
        ("“Left open.\nNext line.", [], "an open mark ends with its paragraph"),
        ("“Left open.\n“And closed.”", ["“Left open.", "“And closed.”"], "speech over two paragraphs"),
        ("closed only.” Then", [], "a closing mark alone"),
        ("“a “b” c", ["“b”"], "of two opening marks the nearer one counts"),
    ],
)
def test_pairs(text: str, expected: list[str], why: str) -> None:
    assert pair(text) == expected, why


def test_only_an_open_mark_that_the_next_paragraph_repeats_stays_open() -> None:
    text = "“Left open.\n“And closed.”"
    first, second = quotation_marks.pair(text, [Place(0, 12), Place(12, len(text))])
    assert not first.closed
    assert second.closed


@given(st.text(alphabet="“”\"'‘’«»„ as.\n", max_size=60))
def test_pairs_never_overlap_nor_cross_a_paragraph(text: str) -> None:
    places, at = [], 0
    for line in text.splitlines(keepends=True):
        places.append(Place(at, at + len(line)))
        at += len(line)
    found = quotation_marks.pair(text, places)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for mark in found:
        assert sum(p.start <= mark.start and mark.end <= p.end for p in places) == 1


def test_whole_articles_keep_their_marks() -> None:
    assert golden.changed_quotes() == ()
