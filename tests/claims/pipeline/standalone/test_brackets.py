"""Square brackets in a claim's wording: cut, checked and put back."""

import pytest

from claims.pipeline.standalone import brackets
from tests.corpus import golden

SEGMENTS = [
    ("", ()),
    ("It sank.", (("It sank.", False),)),
    ("[The ship] sank [in 2021].", (("[The ship]", True), (" sank ", False), ("[in 2021]", True), (".", False))),
    ("[The ship][was] lost", (("[The ship]", True), ("[was]", True), (" lost", False))),
    ("a [b", (("a [b", False),)),
]


@pytest.mark.parametrize(("wording", "expected"), SEGMENTS)
def test_a_wording_is_cut_at_its_brackets(wording: str, expected: tuple[tuple[str, bool], ...]) -> None:
    assert brackets.segments(wording) == expected
    assert "".join(text for text, _ in brackets.segments(wording)) == wording


WHOLE = [
    ("It sank.", True),
    ("[The ship] sank.", True),
    ("[The ship sank.", False),
    ("The ship] sank.", False),
    ("[[The] ship] sank.", False),
    ("[] sank.", False),
    ("[ ] sank.", False),
]


@pytest.mark.parametrize(("wording", "expected"), WHOLE)
def test_brackets_are_whole_or_not(wording: str, expected: bool) -> None:
    assert brackets.are_whole(wording) is expected


# why, wording before, wording after, printed words at the claim's place, wording that is kept
KEPT = [
    ("they come back", "[The ship] sank.", "The ship sank in 2021.", [], "[The ship] sank in 2021."),
    ("only once", "[The ship] sank.", "The ship sank the ship.", [], "[The ship] sank the ship."),
    ("they are there", "[The ship] sank.", "[The ship] sank. The ship!", [], "[The ship] sank. The ship!"),
    ("printed words need none", "[The ship] sank.", "The ship sank.", ["The ship of Sorn"], "The ship sank."),
    ("a part of a longer word is another", "[ship] sank.", "The shipyard sank.", [], "The shipyard sank."),
    ("nor behind one", "[yard] sank.", "The shipyard sank.", [], "The shipyard sank."),
    ("what is gone stays gone", "[The ship] sank.", "It sank.", [], "It sank."),
    ("not within other brackets", "[ship] sank.", "[The ship] sank.", [], "[The ship] sank."),
    ("two of them", "[A] met [B].", "A met B.", [], "[A] met [B]."),
    ("words without spaces", "[船] 沉没", "大船沉没", [], "大[船]沉没"),
    ("signs are no pattern", "[The ship (old)] sank.", "The ship (old) sank.", [], "[The ship (old)] sank."),
]


@pytest.mark.parametrize(("why", "before", "after", "printed", "expected"), KEPT, ids=[row[0] for row in KEPT])
def test_brackets_that_were_lost_come_back(
    why: str, before: str, after: str, printed: list[str], expected: str
) -> None:
    assert brackets.kept(before, after, printed) == expected, why


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()


PLAIN = [
    ("words in the place of others stay", "[The ship] sank in 2021", "The ship sank in 2021"),
    ("a verb that was left out", "The Reds [hold] 12 [seats]", "The Reds hold 12 seats"),
    ("no brackets", "The ship sank", "The ship sank"),
    ("days beside their words", "The ship sank on Monday [4 May 2020] at noon", "The ship sank on Monday at noon"),
    ("a season", "It was late last winter [winter 2019–2020].", "It was late last winter."),
    ("days that nobody knows", "It sank last year [date unknown]", "It sank last year"),
    ("a year in front is in the place of others", "[In 2016] the ship sank", "In 2016 the ship sank"),
    ("words with a number are no days", "The mayor closed [the 14 piers]", "The mayor closed the 14 piers"),
    ("who “I” is", "I [Vera Holm] sold the ship", "I sold the ship"),
    ("who “you” is", "The port paid you [the crew]", "The port paid you"),
    ("what ends in such letters is no person", "The ski [lift] closed", "The ski lift closed"),
]


@pytest.mark.parametrize(("why", "wording", "expected"), PLAIN, ids=[row[0] for row in PLAIN])
def test_a_wording_without_brackets_keeps_what_stands_for_printed_words(why: str, wording: str, expected: str) -> None:
    assert brackets.plain(wording) == expected
