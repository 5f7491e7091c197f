"""The article's HTML: whatever the text and the marks, its text nodes are the text."""

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.desk.article.highlights import Mark, PassageSpan, exact, render, segments


def mark(start: int, end: int, key: str = "c1", kind: str = "claim", name: str = "a claim", sign: str = "1") -> Mark:
    return Mark(start, end, key, kind, f"?claim={key}", name, sign)


class Nodes(HTMLParser):
    """Collect the text nodes, the marks and the pins of some HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def read(text: str, marks: list[Mark], stretches: list[PassageSpan] | None = None) -> Nodes:
    nodes = Nodes()
    nodes.feed(
        render(text, stretches or [PassageSpan(0, len(text), "body", "")], marks, [], "aside: %(what)s (%(lines)s)")
    )
    nodes.close()
    return nodes


@pytest.mark.parametrize(
    ("spans", "expected", "why"),
    [
        ([], [(0, 10, "")], "no mark leaves the stretch whole"),
        ([(2, 5)], [(0, 2, ""), (2, 5, "a"), (5, 10, "")], "a mark cuts twice"),
        ([(0, 10)], [(0, 10, "a")], "a mark over everything cuts nothing"),
        ([(0, 6), (4, 10)], [(0, 4, "a"), (4, 6, "ab"), (6, 10, "b")], "where two overlap, both are over the words"),
        ([(2, 8), (4, 6)], [(0, 2, ""), (2, 4, "a"), (4, 6, "ab"), (6, 8, "a"), (8, 10, "")], "one inside another"),
        ([(2, 8), (2, 8)], [(0, 2, ""), (2, 8, "ab"), (8, 10, "")], "two over the same words"),
        ([(8, 20)], [(0, 8, ""), (8, 10, "a")], "a mark that runs on into the next passage is clipped here"),
    ],
)
def test_marks_cut_the_text_into_segments(
    spans: list[tuple[int, int]], expected: list[tuple[int, int, str]], why: str
) -> None:
    marks = [mark(start, end, key) for (start, end), key in zip(spans, "abc", strict=False)]
    found = [(s.start, s.end, "".join(sorted(m.key for m in s.over))) for s in segments(0, 10, marks)]
    assert found == expected, why


def test_every_mark_has_one_pin_with_a_name_wherever_its_neighbours_lie() -> None:
    marks = [mark(0, 6, "c1"), mark(4, 9, "c2"), mark(4, 9, "c3"), mark(5, 6, "q1", "quote")]
    pins = [attributes["id"] for tag, attributes in read("one two three", marks).tags if tag == "a"]
    assert pins == ["c1", "c2", "c3", "q1"]


def test_a_mark_over_two_passages_is_in_both_and_begins_once() -> None:
    text = "The first line.\nThe second line.\n"
    stretches = [PassageSpan(0, 16, "body", ""), PassageSpan(16, 33, "body", "")]
    tags = read(text, [mark(4, 26)], stretches).tags
    assert [tag for tag, _ in tags] == ["p", "a", "mark", "p", "mark"]


def test_neighbours_that_were_set_aside_share_one_fold_that_names_their_rules() -> None:
    text = "Menu\nShare\nThe news.\nMore\n"
    stretches = [
        PassageSpan(0, 5, "furniture", "menu"),
        PassageSpan(5, 11, "furniture", "share buttons"),
        PassageSpan(11, 21, "body", "running text"),
        PassageSpan(21, 26, "furniture", "menu"),
    ]
    folds = [attributes["aria-label"] for tag, attributes in read(text, [], stretches).tags if tag == "summary"]
    assert folds == ["aside: menu, share buttons (2)", "aside: menu (1)"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</p></form></details><h1>mine</h1>",
        "&lt;b&gt; &amp;amp; &#13; &nbsp;",
        "line\rend \u2028 \u202e right to left",
    ],
)
def test_hostile_words_stay_words(hostile: str) -> None:
    text = f"before {hostile} after"
    found = read(
        text, [mark(3, len(text) - 3, name=hostile)], [PassageSpan(0, len(text), "furniture", hostile, "1:body")]
    )
    assert "".join(found.text) == text
    assert {tag for tag, _ in found.tags} <= {"p", "a", "mark", "span", "details", "summary", "button"}


def test_a_carriage_return_is_written_so_that_a_browser_keeps_it() -> None:
    assert exact("a\rb") == "a&#13;b"


@given(st.data())
def test_whatever_is_marked_the_text_nodes_are_the_text(data: st.DataObject) -> None:
    # A parser of HTML gives other characters for these; the first two cannot be stored, the last is tried above.
    alphabet = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
    text = data.draw(st.text(alphabet, min_size=1, max_size=60))
    place = st.integers(0, len(text))
    cuts = sorted({0, len(text), *data.draw(st.lists(place, max_size=4))})
    kinds = st.sampled_from(["headline", "body", "notice", "furniture"])
    stretches = [PassageSpan(a, b, data.draw(kinds), "why") for a, b in pairwise(cuts)]
    spans = data.draw(st.lists(st.tuples(place, place).filter(lambda s: s[0] < s[1]), max_size=6))
    nodes = read(text, [mark(start, end, f"c{i}") for i, (start, end) in enumerate(spans)], stretches)
    assert "".join(nodes.text) == text
    assert len([1 for tag, _ in nodes.tags if tag == "a"]) == len(spans)
