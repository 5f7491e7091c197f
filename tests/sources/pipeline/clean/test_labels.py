"""The form in which an article is pasted: what stands behind a label, and what only looks like one."""

import pytest

from sources.pipeline.clean.clean import clean
from sources.pipeline.render.render import render

TEXT = "The harbour board of Sorn sold its last crane for 40,000 euros on Monday, the mayor's office said."
REST = "The crane was built in 1952 and stood on the northern quay for 66 years, through two floods."
HEADLINE = "Board sells its last crane"
DECK = "The buyer is a firm from Tarn"


def kinds(*lines: str) -> list[tuple[str, str]]:
    page = render("\n".join(lines).encode(), media_type="text/plain")
    return [(str(p.kind), page.text[p.start : p.end].strip()) for p in clean(page)]


def words(kind: str, *lines: str) -> list[str]:
    return [found for found_kind, found in kinds(*lines) if found_kind == kind]


FORMS = [
    ("labels before their words", [f"Headline: {HEADLINE}", f"Subtitle: {DECK}", "Author: Lena Ortiz", "", TEXT, REST]),
    (
        "labels above their words",
        ["Title:", HEADLINE, "", "Subtitle:", DECK, "", "Publisher: Sorn Courier", "", TEXT, REST],
    ),
    ("another language", [f"Titel: {HEADLINE}", f"Untertitel: {DECK}", "Quelle: Sorner Bote", "", TEXT, REST]),
    ("marked in bold", [f"**Headline:** {HEADLINE}", f"**Deck:** {DECK}", "", TEXT, REST]),
    ("a label of the text", [f"Headline: {HEADLINE}", f"Teaser: {DECK}", f"Text: {TEXT}", REST]),
]


@pytest.mark.parametrize(("why", "lines"), FORMS, ids=[row[0] for row in FORMS])
def test_a_form_says_what_its_words_are(why, lines):
    assert words("headline", *lines) == [HEADLINE]
    assert words("standfirst", *lines) == [DECK]
    assert words("body", *lines) == [TEXT, REST]


@pytest.mark.parametrize(
    ("why", "lines"),
    [
        ("one label, which is a headline's first word", ["Summary: what the crane cost the town", "", TEXT, REST]),
        ("below a paragraph", [HEADLINE, "", TEXT, "", f"Title: {DECK}", "", REST]),
        ("no label of a form", ["Author: Lena Ortiz", HEADLINE, "", TEXT, REST]),
        ("a word that only begins like a label", ["Titles: nine of them", "", TEXT, REST]),
    ],
)
def test_without_a_form_no_label_is_cut_off(why, lines):
    page = render("\n".join(lines).encode(), media_type="text/plain")
    assert {p.rule for p in clean(page)} & {"furniture.label", "headline.labelled"} == set()


@pytest.mark.parametrize(("before", "found"), [(15, True), (16, False)])
def test_a_form_stands_in_the_first_sixteen_lines(before, found):
    lines = [*["Menu"] * (before - 1), "Author: Lena Ortiz", f"Headline: {HEADLINE}", "", TEXT, REST]
    assert (words("headline", *lines) == [HEADLINE]) is found
