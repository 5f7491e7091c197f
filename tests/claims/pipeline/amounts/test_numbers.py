"""Numbers as news print them, each with what surrounds it."""

import pytest

from claims.pipeline.amounts.numbers import Number, read
from tests.corpus import golden

# why, words, the value of every number in them
VALUES = [
    ("figures", "84 boats", [84]),
    ("a decimal", "2.5 km", [2.5]),
    ("groups of three", "1,234,567 people", [1_234_567]),
    ("groups with blanks", "12 500 people", [12_500]),
    ("no group of two", "1,23 people", []),
    ("a fraction sign", "½ litre", [0.5]),
    ("a fraction sign behind figures", "3¼ hours", [3.25]),
    ("three quarters in a sign", "2¾ hours", [2.75]),
    ("million", "3.2 million crowns", [3_200_000]),
    ("billion and thousand", "2 billion or 5 thousand", [2_000_000_000, 5_000]),
    ("trillion", "1 trillion", [10**12]),
    ("hundred", "3 hundred", [300]),
    ("short forms behind a sign", "$3bn, €2m and £4k", [3_000_000_000, 2_000_000, 4_000]),
    ("a short form without a sign may be metres", "3m wide", [3]),
    ("words", "seventeen", [17]),
    ("tens", "forty-two", [42]),
    ("hundreds and", "three hundred and four", [304]),
    ("thousands", "twelve thousand five hundred", [12_500]),
    ("millions in words", "two million", [2_000_000]),
    ("a dozen", "a dozen", [12]),
    ("two dozen", "two dozen", [24]),
    ("a hundred", "a hundred", [100]),
    ("half", "half of them", [0.5]),
    ("half a million", "half a million", [500_000]),
    ("a third", "a third", [pytest.approx(1 / 3)]),
    ("two thirds", "two-thirds", [pytest.approx(2 / 3)]),
    ("three quarters", "three quarters", [0.75]),
    ("a tenth", "a tenth", [0.1]),
    ("a quarter of a million", "a quarter of a million", [250_000]),
    ("twice", "twice as many", [2]),
    ("tripled", "tripled", [3]),
    ("halved", "halved", [0.5]),
    ("zero", "zero", [0]),
    ("ninety-nine", "ninety-nine", [99]),
]


@pytest.mark.parametrize(("why", "words", "values"), VALUES, ids=[row[0] for row in VALUES])
def test_a_number_has_this_value(why: str, words: str, values: list[float]) -> None:
    assert [number.value for number in read(words)] == values, why


NONE = [
    "the 3rd",
    "21st",
    "at 14:30",
    "version 2.3.1",
    "R2D2",
    "3/4/2021",
    "someone",
    "often",
    "Covid-19",
    "a third-rate port",
]


@pytest.mark.parametrize("words", NONE)
def test_these_are_no_numbers(words: str) -> None:
    assert read(words) == []


def test_a_number_carries_its_sign_and_how_it_is_written() -> None:
    assert read("cost $5 then") == [Number(5, 7, 5, "$")]
    assert read("US$5") == [Number(0, 4, 5, "US$")]
    assert read("seven boats") == [Number(0, 5, 7, spelled=True)]
    assert read("twice") == [Number(0, 5, 2, times=True, spelled=True)]


def test_whole_values_are_whole_numbers() -> None:
    assert [type(number.value) for number in read("2.0 or 2.5 million or 2.5")] == [int, int, float]


def test_a_short_form_ends_before_its_letters_without_a_sign() -> None:
    assert [(n.start, n.end) for n in read("3m")] == [(0, 1)]
    assert [(n.start, n.end) for n in read("$3m")] == [(0, 3)]


def test_whole_articles_keep_their_amounts() -> None:
    assert golden.changed("amount") == ()
