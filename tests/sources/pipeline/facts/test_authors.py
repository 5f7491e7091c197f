"""Who wrote an article: bylines before it, signs that agree, and nobody where they do not."""

import json

import pytest

from sources.pipeline.facts.metadata import read
from sources.pipeline.render.render import render

PARAGRAPH = "<p>The harbour board sold its last crane to a firm from the next town on Monday.</p>"


def author(head="", body=""):
    markup = f"<html><head>{head}</head><body><h1>Crane sold</h1>{body}</body></html>"
    found = read(render(markup.encode(), media_type="text/html")).author
    return (found.value, found.rule) if found else None


def ld(author):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "author": author})}</script>'


META = '<meta name="author" content="{}">'

CASES = [
    # Several authors: the sign that names more of the same people counts.
    (ld("Ana Silva"), "<p>By Ana Silva, Jo Ek and Bo Vik</p>", ("Ana Silva, Jo Ek and Bo Vik", "byline")),
    (
        ld(["Ana Silva", "Jo Ek"]) + META.format("Ana Silva, Jo Ek"),
        "<p>By Ana Silva</p>",
        ("Ana Silva, Jo Ek", "json-ld.author"),
    ),
    # Where they name others, what readers see counts.
    (ld("Bo Vik") + META.format("Bo Vik"), "<p>By Ana Silva</p>", ("Ana Silva", "byline")),
    # A title, an agency and a "by" in a key are no name.
    (ld("By ANA SILVA, AP Sports Writer"), "<p>Ana Silva, Ap Sports Writer</p>", ("ANA SILVA", "json-ld.author")),
    (META.format("Ana Silva. Coast International"), '<a rel="author">Ana Silva</a>', ("Ana Silva", "meta.author")),
    (ld("Ana Silva | Coast Media"), "<p>Ana Silva</p>", ("Ana Silva", "json-ld.author")),
    (ld("Reuters"), "<p>Reuters, Holm</p>", None),
    (ld({"@type": "Organization", "name": "Coast Detroit"}), "<p>Coast Detroit</p>", None),
    # An element that is marked as the author's, when all name the same.
    ("", '<span itemprop="author creator">Text: Ana Silva</span>', ("Ana Silva", "itemprop.author")),
    ("", '<p class="byline">Ana Silva and Jo Ek</p>', ("Ana Silva and Jo Ek", "class.author")),
    ("", '<p class="statement-author">Ana Silva</p>', None),
    ("", '<a rel="author">Ana Silva</a><a rel="author">Jo Ek</a>', None),
    ("", '<div class="comments"><a rel="author">Ana Silva</a></div>', None),
    # None from a teaser, a menu or the page's end.
    ("", f"{PARAGRAPH}<aside><p>By Bo Vik</p></aside>", None),
    ("", f"<ul><li><a href='/x'>By Bo Vik</a></li></ul>{PARAGRAPH}", None),
    ("", PARAGRAPH * 4 + "<p>By Bo Vik</p>", None),
    ("", f"<p>By Ana Silva</p>{PARAGRAPH * 4}<p>By Bo Vik</p>", ("Ana Silva", "byline")),
    # One name, when JSON-LD states a person of it and a byline names him.
    (ld({"@type": "Person", "name": "Ana"}), "<p>written by Ana</p>", ("Ana", "json-ld.author")),
    (ld({"@type": "Person", "name": "Ana"}), "<p>Ana 4 March 2025</p>", None),
    (ld("Ana"), "<p>written by Ana</p>", None),
    # A name before an agency's is the author's beside a day, else a credit.
    ("", f"<p>PAUL DENN, SORN WIRE</p><p>18 NOV 2019</p>{PARAGRAPH}", ("PAUL DENN", "byline")),
    ("", f"<p>PAUL DENN, SORN WIRE</p>{PARAGRAPH}", None),
    # So is a name by itself above a day with its time.
    ("", f"<p>Ana Silva</p><p>4 March 2025, 10:30</p>{PARAGRAPH}", ("Ana Silva", "byline")),
    ("", f"<p>Ana Silva</p><p>4 March 2025</p>{PARAGRAPH}", None),
    ("", f"<p>Ana Silva Coast</p><p>Published 4 March 2025, 10:30</p>{PARAGRAPH}", None),
    ("", f"<p>New Holm</p><p>4 March 2025, 10:30</p>{PARAGRAPH}", None),
    # So is one above an office, and one between the day of publication and the article.
    ("", f"<p>Ana Silva</p><p>Harbour Editor</p>{PARAGRAPH}", ("Ana Silva", "byline")),
    ("", f"<p>Ana Silva</p><p>Harbour Board</p>{PARAGRAPH}", None),
    ("", f"{PARAGRAPH * 4}<p>Ana Silva</p><p>Harbour Editor</p>", None),
    ("", f"<p>Published 4 March 2025</p><p>Ana Silva</p>{PARAGRAPH}", ("Ana Silva", "byline")),
    ("", f"<p>4 March 2025</p><p>Ana Silva</p>{PARAGRAPH}", None),
    ("", f"<p>Published 4 March 2025</p><p>Ana Silva</p><p>The last crane</p>{PARAGRAPH}", None),
    # A wire's credit behind its report; its editors and those who helped are no authors.
    ("", f"{PARAGRAPH * 9}<p>(Reporting by Ana Silva in Holm; Editing by Jo Ek)</p>", ("Ana Silva", "credit")),
    ("", f"{PARAGRAPH * 9}<p>(Additional reporting by Ana Silva)</p>", None),
    ("", f"{PARAGRAPH * 9}<p>(Editing by Jo Ek)</p>", None),
    ("", f"<p>By Bo Vik</p>{PARAGRAPH * 9}<p>(Reporting by Ana Silva)</p>", ("Bo Vik", "byline")),
]


@pytest.mark.parametrize(("head", "body", "stated"), CASES)
def test_a_page_names_its_authors_or_nobody(head, body, stated):
    assert author(head, body) == stated


@pytest.mark.parametrize(("lines", "found"), [(7, True), (8, False)])
def test_where_bylines_differ_the_one_within_eight_lines_of_the_title_counts(lines, found):
    body = "<p>Share</p>" * lines + "<p>By Ana Silva</p><p>Share</p><p>By Bo Vik</p>"
    assert author("", body) == (("Ana Silva", "byline") if found else None)


@pytest.mark.parametrize(("words", "agrees"), [(14, True), (15, False)])
def test_a_line_of_fourteen_words_bears_out_a_name(words, agrees):
    line = " ".join(["Ana Silva", *["boat"] * (words - 2)])
    assert author(ld("Ana Silva"), f"<p>{line}</p>") == (("Ana Silva", "json-ld.author") if agrees else None)


def test_what_else_names_the_author_is_listed():
    markup = f"<html><head>{ld('Ana Silva')}{META.format('Ana Silva')}</head><body><p>By Ana Silva</p></body></html>"
    assert read(render(markup.encode(), media_type="text/html")).author.agree == ("meta.author", "byline")
