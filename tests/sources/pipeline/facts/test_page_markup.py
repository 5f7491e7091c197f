"""What the markup of a page states: objects, keys and elements of this article, and none of others."""

import json

import pytest

from sources.pipeline.facts.page_markup import PageMarkup, clean, text_of, type_of, words_of
from sources.pipeline.render.render import render


def stated(head: str = "", body: str = "<p>Text</p>") -> PageMarkup:
    return PageMarkup(render(f"<html><head>{head}</head><body>{body}</body></html>".encode(), media_type="text/html"))


def ld(*objects: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in objects)


def test_objects_of_an_article_are_told_from_others():
    page = stated(
        ld({"@type": "WebSite", "name": "Coast"}, {"@graph": [{"@type": ["NewsArticle"], "headline": "Pier"}]})
    )
    assert [node["headline"] for node in page.articles] == ["Pier"]
    assert [node["name"] for node in page.nodes("WebSite", "Organization")] == ["Coast"]


def test_a_name_stands_in_the_value_or_where_it_points():
    page = stated(ld({"@graph": [{"@id": "#ana", "@type": "Person", "name": "Ana Silva"}]}))
    assert page.named("Jo Ek") == "Jo Ek"
    assert page.named({"name": " Jo  Ek "}) == "Jo Ek"
    assert page.named([{"name": "Jo Ek"}]) == "Jo Ek"
    assert page.named({"@id": "#ana"}) == "Ana Silva"
    assert page.named({"@id": "#bo"}) is None
    assert page.named(["Jo Ek", "Ana Silva"]) is None


def test_a_key_is_found_whatever_its_case_and_attribute():
    page = stated(
        '<meta name="DC.Date" content="2025-03-04"><meta property="og:x" content=" a  b ">'
        '<meta itemprop="k" content="c">'
    )
    assert list(page.metas("k", "dc.date", "og:x", "none")) == [("k", "c"), ("dc.date", "2025-03-04"), ("og:x", "a b")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<article><time>a</time></article>", ["a"]),
        ("<aside><time>a</time></aside>", []),
        ("<nav><time>a</time></nav><footer><time>b</time></footer>", []),
        ('<section id="comments"><time>a</time></section>', []),
        ('<div class="x related-stories"><time>a</time></div>', []),
        ('<div class="unrelated"><time>a</time></div>', ["a"]),
        ("<time>a</time>" * 21, ["a"] * 20),
    ],
)
def test_elements_of_comments_teasers_and_menus_are_left_out(body, found):
    assert [words_of(element) for element in stated(body=body).elements("//time")] == found


@pytest.mark.parametrize(
    ("value", "cleaned"), [(" a \n b ", "a b"), ("", None), ("x" * 500, "x" * 500), ("x" * 501, None)]
)
def test_a_value_is_folded_and_has_at_most_500_characters(value, cleaned):
    assert clean(value) == text_of(value) == cleaned


def test_what_is_no_text_has_none():
    assert text_of(7) is None
    assert type_of({"@type": 7}) == type_of({}) == type_of({"@type": []}) == ""
