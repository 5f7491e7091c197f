"""A span holds exactly the words at its place, counted in code points."""

import pytest

from sources.spans import Span, context

TEXT = "The 🚢 sails, e\u0301 too."


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [(0, 3, "The"), (4, 5, "🚢"), (13, 15, "e\u0301"), (0, len(TEXT), TEXT), (len(TEXT) - 1, len(TEXT), ".")],
)
def test_a_span_is_a_slice_of_its_text(start: int, end: int, exact: str) -> None:
    span = Span.of(TEXT, start, end)
    assert (span.start, span.end, span.exact) == (start, end, exact)
    assert TEXT[span.start : span.end] == span.exact


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [(3, 3, "empty"), (5, 3, "reversed"), (-1, 3, "before the text"), (0, len(TEXT) + 1, "past its end")],
)
def test_a_slice_that_is_none_is_refused(start: int, end: int, why: str) -> None:
    with pytest.raises(ValueError, match="span"):
        Span.of(TEXT, start, end)


@pytest.mark.parametrize(("start", "end", "exact"), [(0, 3, "Th"), (0, 2, "The"), (2, 2, ""), (-1, 2, "The")])
def test_a_span_is_as_long_as_its_words(start: int, end: int, exact: str) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end, exact)


def test_spans_are_ordered_by_their_place() -> None:
    assert sorted([Span(4, 5, "b"), Span(0, 2, "ab"), Span(0, 1, "z")]) == [
        Span(0, 1, "z"),
        Span(0, 2, "ab"),
        Span(4, 5, "b"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "width", "around"),
    [
        (4, 5, 2, ("e ", " s")),
        (0, 3, 2, ("", " 🚢")),
        (4, len(TEXT), 99, ("The ", "")),
        (4, 5, 0, ("", "")),
    ],
)
def test_the_words_around_a_span_end_with_the_text(start: int, end: int, width: int, around: tuple[str, str]) -> None:
    assert context(TEXT, start, end, width) == around


def test_thirty_two_code_points_stand_around_a_span() -> None:
    before, after = context("a" * 40 + "b" + "c" * 40, 40, 41)
    assert (before, after) == ("a" * 32, "c" * 32)
