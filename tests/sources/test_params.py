"""An id or a number in a form or an address is plain digits; whatever else it looks like is none."""

import pytest

from sources.params import MAX_ID, MAX_INT, int_param


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", 1), ("17", 17), ("007", 7), (str(2**31), 2**31), (str(2**63 - 1), 2**63 - 1)],
)
def test_plain_digits_are_an_id(value: str, expected: int) -> None:
    assert int_param(value) == expected


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", "nothing"),
        ("0", "no row has it"),
        ("-1", "a sign"),
        ("+1", "a sign"),
        (" 1", "a space before"),
        ("1 ", "a space after"),
        ("1\n", "a line break after"),
        ("1_000", "Python's own way to write a number"),
        ("1.0", "a fraction"),
        ("1e3", "an exponent"),
        ("0x1", "another base"),
        ("true", "a word"),
        ("١", "an Arabic-Indic digit"),
        ("१", "a Devanagari digit"),
        ("²", "a digit to Python, but no number"),
        ("1\0", "NUL"),
        (str(2**63), "one more than the database holds"),
        ("9" * 5000, "longer than any number"),
        ("0" * 20, "longer than any number"),
        (None, "no value"),
        (True, "a truth value"),
        (1, "a number is no text"),
        (b"1", "bytes are no text"),
    ],
)
def test_anything_else_is_no_id(value: object, why: str) -> None:
    assert int_param(value) is None, why


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", 0), ("1", 1), ("50", 50), ("51", None), ("-1", None)],
)
def test_both_ends_of_a_range_belong_to_it(value: str, expected: int | None) -> None:
    assert int_param(value, least=0, most=50) == expected


def test_the_limits_are_those_of_the_database() -> None:
    assert (MAX_ID, MAX_INT) == (9_223_372_036_854_775_807, 2_147_483_647)
    assert int_param("2147483648", most=MAX_INT) is None
