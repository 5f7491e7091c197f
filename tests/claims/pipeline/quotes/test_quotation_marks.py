"""Quotation marks are paired a paragraph at a time; apostrophes and inch marks open nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pipeline.quotes import quotation_marks
from tests.claims.pipeline.article import Place, is_value
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
        ("“a “b” c”", ["“b”"], "also when both are closed"),
        ("``We left,'' she said", ["``We left,''"], "two typewriter marks"),
        ("''We left,'' she said", ["''We left,''"], "two apostrophes"),
        ("„Tak”, he said", ["„Tak”"], "Polish"),
        ("『はい』と", ["『はい』"], "Japanese inner marks"),
        ("‹a fine day› he said", ["‹a fine day›"], "single angles"),
        ("‚a fine day‘ he said", ["‚a fine day‘"], "German single marks"),
        ("»a« and »b«", ["»a«", "»b«"], "two that point inwards"),
        ("say “a»b” now", ["“a»b”"], "an angle inside other marks"),
        ("x»a« b", [], "an angle behind a letter opens nothing"),
        ("(“a”) and —“b”—", ["“a”", "“b”"], "behind a bracket and a dash"),
        ('“She left" and then', ['“She left"'], "a straight mark closes a curly one"),
        ("“” then “a”", ["“a”"], "marks without words"),
        ('"" then "a"', ['"a"'], "straight marks without words"),
        ("‘’ then", [], "single marks without words"),
        ('said " no " then', [], "a straight mark before a blank opens nothing"),
        ("get ‘em all’ now", [], "a clipped word"),
        ("the ‘90s were’ fine", [], "a clipped year"),
        ("rock ‘n’ roll’ now", [], "a clipped and"),
        ("’tis the ‘season’", ["‘season’"], "a clipped word does not close"),
        ("the ‘states’ rights,’ he said", ["‘states’ rights,’"], "a possessive before a better end"),
        ("the ‘states’ rights’ he said", ["‘states’"], "without a better end it closes"),
        ("‘states’ rights", ["‘states’"], "a possessive at the very beginning"),
        ("He said “\n“And closed.”", ["“And closed.”"], "an open mark without words"),
        ("‘a’ ‘b’", ["‘a’", "‘b’"], "two single ones"),
        ("‘a b’c d’ e", ["‘a b’c d’"], "an apostrophe inside a word"),
        ("he’s ‘in’ it", ["‘in’"], "an apostrophe before"),
        ("x'a' b", [], "a straight single mark behind a letter opens nothing"),
        ("'a' b", ["'a'"], "at the beginning it does"),
        ("“a ‘b’ c” ‘d’", ["“a ‘b’ c”", "‘d’"], "single marks inside double ones and behind them"),
        ("a ‘b “c” d’ e", ["“c”"], "double marks inside single ones win"),
        ("‘open. Then “a” b’", ["“a”"], "and end them"),
        ("He said ‘no", [], "a single mark left open"),
        ('He said, "We left.\nIt was late." Then', ['"We left.', 'It was late."'], "closed in the next paragraph only"),
        ("He said, “We left.\nIt was late.” Then", ["“We left.", "It was late.”"], "also with curly marks"),
        ('He said, "We left.\nThe "pier" is old.', ['"pier"'], "the next paragraph has marks of its own"),
        ('a 6" mast, 4" wide\nand old."', [], "an inch mark opens nothing that the next paragraph could close"),
        ("He said: “We left the old pier.", ["“We left the old pier."], "the page forgot to close it, behind a colon"),
        ("He said, “We left the pier.", ["“We left the pier."], "behind a comma, four words are a speech"),
        ("He said, “We left it.", [], "three are too few"),
        ("He saw the “old pier with us all.", [], "a stray mark within a sentence"),
        ("He said: “We left “the” pier.", ["“the”"], "a stray mark beside others"),
        ("She wrote:\n“We left.", ["“We left."], "behind the colon of the paragraph before"),
        ("She wrote.\n“We left.", [], "but not behind its stop"),
    ],
)
def test_pairs(text: str, expected: list[str], why: str) -> None:
    assert pair(text) == expected, why


def test_only_an_open_mark_that_the_next_paragraph_repeats_stays_open() -> None:
    text = "“Left open.\n“And closed.”"
    first, second = quotation_marks.pair(text, [Place(0, 12), Place(12, len(text))])
    assert not first.closed
    assert second.closed


@pytest.mark.parametrize(
    ("text", "spans", "why"),
    [
        ("“Open.\n\n“And closed.”", [("Open.", False), ("And closed.", True)], "a blank line ends a paragraph"),
        ("“Open.\n \n“And closed.”", [("Open.", False), ("And closed.", True)], "also with a blank in it"),
        ("“Open.\nSame.” then", [("Open.\nSame.", True)], "a single line end does not"),
        ("“Open.\n\nNo mark. “a”", [("a", True)], "the next paragraph has to repeat the mark"),
        ("''We left,'' she said", [("We left,", True)], "a mark of two characters has a width of two"),
        ("“a", [], "nothing follows"),
        (
            "x: “Open it now then.\n\nThen close.” b",
            [("Open it now then.", False), ("Then close.", True)],
            "two halves",
        ),
    ],
)
def test_pairs_the_paragraphs_of_one_passage(text: str, spans: list[tuple[str, bool]], why: str) -> None:
    found = quotation_marks.pair(text, [Place(0, len(text))])
    assert [(text[slice(*mark.inner)], mark.closed) for mark in found] == spans, why


@given(st.text(alphabet="“”\"'‘’«»„ as.\n", max_size=60))
def test_pairs_never_overlap_nor_cross_a_paragraph(text: str) -> None:
    places, at = [], 0
    for line in text.splitlines(keepends=True):
        places.append(Place(at, at + len(line)))
        at += len(line)
    found = quotation_marks.pair(text, places)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for mark in found:
        assert sum(p.start <= mark.start and mark.end <= p.end for p in places) == 1


def test_whole_articles_keep_their_marks() -> None:
    assert golden.changed("quote") == ()


def test_what_is_found_is_a_value_that_nobody_changes() -> None:
    assert is_value(quotation_marks.MarkedSpan)
