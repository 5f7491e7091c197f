"""Which lines of a page stand between its headline and its article."""

import pytest

from sources.pipeline.facts.near_text import TopLines
from sources.pipeline.render.render import render

PARAGRAPH = "The harbour board sold its last crane to a firm from the next town on Monday."


def top(*lines: str) -> TopLines:
    return TopLines(render("\n\n".join(lines).encode(), media_type="text/plain"))


def below(*lines: str) -> bool:
    return top(*lines).is_below_headline(lines.index("4 March 2025"))


@pytest.mark.parametrize(
    ("why", "lines", "is_below"),
    [
        ("a headline above, a paragraph below", ["Board sells last crane", "4 March 2025", PARAGRAPH], True),
        ("three words are a section", ["Harbour and fishing", "4 March 2025", PARAGRAPH], False),
        ("four words are a headline", ["Harbour sells last crane", "4 March 2025", PARAGRAPH], True),
        ("a sentence is no headline", ["The board sells its crane.", "4 March 2025", PARAGRAPH], False),
        ("no article below", ["Board sells last crane", "4 March 2025", "Menu"], False),
        (
            "the headline is below",
            ["News from the harbour", "4 March 2025", "Board sells last crane", PARAGRAPH],
            False,
        ),
        ("a share bar", ["Board sells last crane", "4 March 2025", "Share", "Print", PARAGRAPH], True),
    ],
)
def test_a_line_stands_between_a_headline_and_its_article(why, lines, is_below):
    assert below(*lines) is is_below


@pytest.mark.parametrize(("between", "is_below"), [(4, True), (5, False)])
def test_a_headline_stands_at_most_five_lines_above(between, is_below):
    assert below("Board sells last crane", *["Share"] * between, "4 March 2025", PARAGRAPH) is is_below


@pytest.mark.parametrize(("between", "is_below"), [(11, True), (12, False)])
def test_the_article_begins_within_twelve_lines(between, is_below):
    assert below("Board sells last crane", "4 March 2025", *["Share"] * between, PARAGRAPH) is is_below


@pytest.mark.parametrize(("paragraphs", "before"), [(3, True), (4, False)])
def test_three_paragraphs_may_stand_above(paragraphs, before):
    assert top(*[PARAGRAPH] * paragraphs, "By Jo Ek").is_before_text(paragraphs) is before


@pytest.mark.parametrize(("words", "before"), [(11, True), (12, False)])
def test_a_paragraph_has_twelve_words(words, before):
    text = " ".join(["The", *["old"] * (words - 2), "crane."])
    assert top(*[text] * 4, "By Jo Ek").is_before_text(4) is before


@pytest.mark.parametrize(("headline", "titled"), [("Crane sold", False), ("Crane sold now", True)])
def test_the_first_line_of_a_dump_names_its_headline_of_ten_letters(headline, titled):
    lines = top(f"{headline} | Coast Courier", *[PARAGRAPH] * 4, headline, "By Jo Ek")
    assert bool(lines.titles) is titled
    assert lines.is_before_text(6) is titled  # what stands above the headline does not count
    assert lines.below_title(6) == (1 if titled else len(lines.lines))


def test_short_lines_outside_menus_and_side_columns_are_looked_at():
    markup = (
        "<nav><p>Menu</p></nav><h1>Pier opens</h1><ul><li><a href='/x'>Ferry</a></li></ul><p>By Jo Ek</p>"
        f"<p>{'long ' * 40}</p><aside><p>By Bo Vik</p></aside><footer><p>Imprint</p></footer>"
    )
    lines = TopLines(render(markup.encode(), media_type="text/html"))
    assert [line.text for _, line in lines.brief()] == ["Pier opens", "By Jo Ek"]


@pytest.mark.parametrize(("length", "looked_at"), [(160, True), (161, False)])
def test_a_line_that_is_looked_at_has_at_most_160_characters(length, looked_at):
    assert bool(list(top("x" * length).brief())) is looked_at


@pytest.mark.parametrize(("before", "looked_at"), [(199, True), (200, False)])
def test_two_hundred_lines_are_looked_at(before, looked_at):
    lines = top(*["gull"] * before, "By Jo Ek")
    assert any(line.text == "By Jo Ek" for _, line in lines.brief()) is looked_at
