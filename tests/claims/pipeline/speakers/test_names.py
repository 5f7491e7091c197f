"""People's names as newspapers print them."""

import pytest

from claims.pipeline.speakers import names
from tests.corpus import golden


@pytest.mark.parametrize(
    ("word", "first", "why"),
    [
        ("ingrid", True, "a woman's"),
        ("james", True, "a man's"),
        ("robin", True, "a woman's and a man's"),
        ("leith", False, "a place is none"),
        ("Ingrid", False, "the list is in lower case"),
    ],
)
def test_knows_first_names(word: str, first: bool, why: str) -> None:
    assert names.is_first_name(word) is first, why


@pytest.mark.parametrize(
    ("name", "gender", "why"),
    [
        ("Ingrid Solheim", "f", "a first name"),
        ("James Reid", "m", "a first name"),
        ("Mr Varn", "m", "a form of address"),
        ("Mrs. Varn", "f", "a form of address with its stop"),
        ("Queen Varn", "f", "a title"),
        ("chairman", "m", "a noun"),
        ("Mrs James Reid", "f", "the first word that says so decides"),
        ("the actor Ann Reid", "m", "also when a later one says otherwise"),
        ("Maureen Holt", "f", "a name that is rarer"),
        ("Shaun Holt", "m", "and a man's"),
        ("Robin Holt", "", "a name of both says nothing"),
        ("Tarn Thomas", "", "a surname that looks like a first name says nothing"),
        ("Senator Thomas", "", "nor behind a title"),
        ("Thomas", "m", "alone it is a first name"),
        ("the boy", "m", "a noun at the end says it"),
        ("Tarn Wexley", "", "a rare name says nothing"),
        ("", "", "no name says nothing"),
    ],
)
def test_reads_a_gender(name: str, gender: str, why: str) -> None:
    assert names.gender(name) == gender, why


@pytest.mark.parametrize(
    ("printed", "name", "why"),
    [
        ("Mayor Ann Castro", "Ann Castro", "a title"),
        ("Deputy Prime Minister Ann Castro", "Ann Castro", "several"),
        ("Mayor", "Mayor", "a title alone is all there is"),
        ("Leith 's Dunlop", "Dunlop", "the owner in front"),
        ("Leith ’s Ann Dunlop", "Ann Dunlop", "two words before the end"),
        ("Leith ’s Ann Ek Dunlop", "Ann Ek Dunlop", "three words before the end"),
        ("Leith ’s Brandt ’s Dunlop", "Dunlop", "the last of two owners"),
        ("Neighbour Ivy Stone", "Ivy Stone", "any word before a common first name"),
        ("Ann Ivy Stone", "Ann Ivy Stone", "but not a first name"),
        ("Tarn Ivy", "Tarn Ivy", "nor the first of two words"),
        ("Ann Castro ’s", "Ann Castro", "an ending of its own"),
        ("Ann Castro’s", "Ann Castro", "an ending at the word"),
        ("Ann Castro's", "Ann Castro", "a straight one"),
        ("Ann Castro , .", "Ann Castro", "stops behind it"),
        ("'s Ann", "Ann", "an ending in front belongs to nobody"),
        ("Ann '", "Ann", "a bare apostrophe"),
        ("", "", "nothing"),
    ],
)
def test_strips_titles(printed: str, name: str, why: str) -> None:
    assert names.strip_titles(printed.split()) == name, why


@pytest.mark.parametrize(
    ("printed", "name"),
    [("Novelist Dunlop", "Dunlop"), ("Dean Dunlop", "Dean Dunlop"), ("Novelist", "Novelist")],
)
def test_what_somebody_does_is_none_of_the_name(printed: str, name: str) -> None:
    assert names.strip_titles(printed.split()) == name


@pytest.mark.parametrize(
    ("name", "parts", "why"),
    [
        ("Ann Castro", ["ann", "castro"], "lower case"),
        ("J. R. Reid, Jr.", ["j", "r", "reid"], "no stops and no Jr."),
        ("Ian Reid III", ["ian", "reid"], "no number"),
        ("Sr", ["sr"], "a suffix alone is the name"),
        ("Ian Jr Sr", ["ian"], "two suffixes"),
        ("’ '", ["’ '"], "marks alone stay as they are"),
    ],
)
def test_cuts_a_name_into_parts(name: str, parts: list[str], why: str) -> None:
    assert names.parts(name) == parts, why


@pytest.mark.parametrize(
    ("short", "long", "same", "why"),
    [
        ("castro", "ann castro", True, "a surname and the full name"),
        ("ann castro", "castro", True, "in either order"),
        ("ann castro", "ann maria castro", True, "a middle name left out"),
        ("ann castro", "ann castro", True, "the same"),
        ("ian castro", "ann castro", False, "two first names"),
        ("ann", "ann castro", False, "a first name alone is not the surname"),
        ("castro", "ann reid", False, "two surnames"),
    ],
)
def test_compares_two_names(short: str, long: str, same: bool, why: str) -> None:
    assert names.may_be_same(short.split(), long.split()) is same, why


@pytest.mark.parametrize(
    ("name", "initials", "why"),
    [
        ("avon harbour board", "ahb", "a body"),
        ("ministry of trade and the sea for all", "mtsa", "small words give no letter"),
        ("leith", "leith", "one word has none"),
        ("leith board", "lb", "two words have"),
    ],
)
def test_makes_initials(name: str, initials: str, why: str) -> None:
    assert names.initials(name) == initials, why


def test_whole_articles_keep_their_quotes() -> None:
    assert golden.changed("quote") == ()
