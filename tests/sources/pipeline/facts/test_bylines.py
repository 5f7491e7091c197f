"""Bylines: whom a line names, and which lines only say who wrote."""

import pytest

from sources.pipeline.facts import bylines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Silva", "Ana Silva"),
        ("BY Ana Silva", "Ana Silva"),
        ("by Ana Silva", "Ana Silva"),
        ("Von Ana Silva und Jo Ek", "Ana Silva und Jo Ek"),
        ("Por Ana de la Silva", "Ana de la Silva"),
        ("By: Ana Silva", "Ana Silva"),
        ("Story by Ana Silva", "Ana Silva"),
        ("By Ana Silva | 4 March 2025", "Ana Silva"),
        ("By Ana", None),
        ("By ana silva", None),
        ("By Ana silva", None),
        ("Ana Silva", None),
        ("By Ana Silva said the mayor", None),
    ],
)
def test_a_byline_names_whoever_has_a_full_name(line, names):
    assert bylines.names(line) == names


@pytest.mark.parametrize(("length", "named"), [(160, True), (161, False)])
def test_a_byline_has_at_most_160_characters(length, named):
    name = f"A{'n' * 54} Ek"
    line = f"By {name}, ".ljust(length, "x")
    assert len(line) == length
    assert bylines.names(line) == (name if named else None)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ana Silva", True),
        ("Text: Jo Ek", True),
        ("Автор: Анна Сильва", True),
        ("Ana Silva, staff writer", True),
        ("Jo Ek is our harbour correspondent", True),
        ("本报记者 王小明", True),
        ("By Ana Silva.", False),  # a sentence
        ("By Ana Silva?", False),
        ("By Ana Silva!", False),
        ("Bystanders cheered", False),
        ("The pier fell", False),
    ],
)
def test_a_line_that_only_says_who_wrote_is_a_byline(line, byline):
    assert bylines.looks_like(line) is byline


@pytest.mark.parametrize(("length", "byline"), [(160, True), (161, False)])
def test_a_line_of_more_than_160_characters_is_no_byline(length, byline):
    line = "Interview: Ana ".ljust(length, "x")
    assert bylines.looks_like(line) is byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Silva", "Ana Silva"),
        ("By Ana Silva and Jo van der Ek", "Ana Silva and Jo van der Ek"),
        ("By Ana Silva, Harbour Correspondent", "Ana Silva"),
        ("Written by Ana Silva | 4 March 2025", "Ana Silva"),
        ("By Monday it was over.", None),
        ("By train and by bus", None),
        ("By Ana", None),  # one name is no full name
    ],
)
def test_a_byline_names_people(line, names):
    assert bylines.names(line) == names
