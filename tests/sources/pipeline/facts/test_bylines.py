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
        # Several authors, all of them, and not what stands behind them.
        ("By Ana Silva, Jo Ek, Mara Vik", "Ana Silva, Jo Ek, Mara Vik"),
        ("By Ana Silva , Jo Ek on Monday, 4 March 2025 at 10:30 a.m.", "Ana Silva , Jo Ek"),
        ("By Ana Silva and wire reports", "Ana Silva"),
        ("By ANA SILVA, MARA VIK and JO EK", "ANA SILVA, MARA VIK and JO EK"),
        ("By Ana Silva Ana Silva", "Ana Silva"),  # once in a link, once beside it
        # No month and no weekday is in a name, but for those that people have.
        ("By Jo Ek September 15, 2014", "Jo Ek"),
        ("By Ana September 15, 2014", None),
        ("By Jo EkMonday, November 18, 2019", "Jo Ek"),
        ("By April Vik", "April Vik"),
        ("By Jo May", "Jo May"),
        ("By Jo October", None),
        # Nor an agency, a desk or what a rendering glued to it.
        ("By Staff Reports -", None),
        ("By Coast News Service", None),
        ("by Harbour Post Weekly 0 Comments", None),
        ("By Ana SilvaCOASTBusiness", "Ana Silva"),
        ("By Ana Silva COASTBusiness", None),
        ("By Jo Ek III", "Jo Ek III"),
        ("By Ana Silva@anasilva 4 March 2025", "Ana Silva"),
        # Other languages.
        ("Von Ana Silva publiziert am 25. September 2018", "Ana Silva"),
        ("Текст: Анна Вик · 24 сентября 2018", "Анна Вик"),
        ("Por Ana Silva y Jo Ek", "Ana Silva y Jo Ek"),
        ("Por Ana Silva y Cruz", "Ana Silva y Cruz"),
        ("di Ana Silva", "Ana Silva"),
        ("Di Silva Scores Twice", None),  # a name of two words, and a headline
        ("Autor: Jo Ek", "Jo Ek"),
        # Without a "by", when an office or a day follows.
        ("Jo Ek, Sports Writer", "Jo Ek"),
        ("Ana Silva and Jo Ek, Coast Courier reporters", None),
        ("Jo Ek, mayor of Holm", None),
        ("Jo Ek - Nov 19, 2019, 10:31 pm CST", "Jo Ek"),
        ("New Holm - Nov 19, 2019, 10:31 pm CST", None),
        ("Jo Ek - nobody comes", None),
    ],
)
def test_a_byline_names_people(line, names):
    assert bylines.names(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("PAUL DENN, SORN WIRE", "PAUL DENN"),
        ("Ana Silva and Jo Ek, Associated Press", "Ana Silva and Jo Ek"),
        ("Sorn Harbour Wire", None),
        ("PAUL DENN, SORN", None),
        ("x" * 149 + ", SORN WIRE", None),
    ],
)
def test_a_name_before_an_agency_is_told_apart(line, names):
    assert bylines.names_with_agency(line) == names


@pytest.mark.parametrize(("count", "named"), [(8, 8), (9, 8)])
def test_a_byline_names_at_most_eight_people(count, named):
    people = ", ".join(f"Jo E{'abcdefghi'[k]}" for k in range(count))
    assert len(bylines.each(bylines.people(people))) == named


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Silva, Professor of Tides, Holm · Jo Ek, Doctoral Researcher", "Ana Silva, Jo Ek"),
        ("Ana Silva, Writer | Jo Ek, Editor", "Ana Silva, Jo Ek"),
        ("Ana Silva, Writer · 4 March 2025", "Ana Silva"),
        ("Ana Silva · Harbour, Holm", "Ana Silva"),
    ],
)
def test_people_between_bars_have_each_an_office(line, names):
    assert bylines.people(line) == names


@pytest.mark.parametrize(
    ("line", "office"),
    [("Transport Editor", True), ("Correspondent", True), ("Ana Silva", False), ("Writer of ten books", False)],
)
def test_an_office_stands_by_itself(line, office):
    assert bylines.is_office(line) is office


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(Reporting by Ana Silva in Holm; Editing by Jo Ek)", "Ana Silva"),
        ("Reporting by Ana Silva and Jo Ek.", "Ana Silva and Jo Ek"),
        ("(Writing by Ana Silva)", "Ana Silva"),
        ("(Editing by Jo Ek)", None),
        ("(Additional reporting by Ana Silva)", None),
        ("Reporting by the newsroom has cost the mayor her office.", None),
    ],
)
def test_a_credit_names_who_reported(line, names):
    assert bylines.reporters(line) == names


def test_names_in_a_row_are_told_one_by_one():
    assert bylines.each("Ana Silva, Jo Ek and Mara Vik") == ("Ana Silva", "Jo Ek", "Mara Vik")
    assert bylines.each("nobody") == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ana Silva", True),
        ("Ana de la Silva", True),
        ("ana silva", False),
        ("Ana", False),
        ("Ana Silva 2", False),
        ("Ana Bo Cy Do Ek", True),
        ("Ana Bo Cy Do Ek Fy", False),
    ],
)
def test_a_full_name_has_capitals_and_two_to_five_words(words, name):
    assert bylines.is_name(words) is name


@pytest.mark.parametrize(("words", "person"), [("Ana Silva", True), ("New Holm", False), ("Ana", False)])
def test_a_name_that_begins_like_a_place_is_no_persons(words, person):
    assert bylines.is_person(words) is person


@pytest.mark.parametrize(
    ("line", "foreign"),
    [
        ("Von Ana Silva", True),
        ("Текст: Анна Вик", True),
        ("By Ana Silva", False),
        ("Text: Ana Silva", False),
        ("Von Monday on", False),  # nobody is named
    ],
)
def test_a_byline_in_another_language_is_told_from_an_english_one(line, foreign):
    assert bylines.is_foreign(line) is foreign
