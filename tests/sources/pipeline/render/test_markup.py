"""The lines that an HTML page shows, each with the elements it stood in."""

import pytest

from sources.pipeline.render import markup
from tests.corpus import golden


def rendered(body):
    return markup.lines(markup.parse(f"<html><body>{body}</body></html>"))


def text(body):
    return rendered(body)[0]


def paths(body):
    return [block.path for block in rendered(body)[1]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<div>a</div>b", "a\nb"),
        ("<h1>a</h1>b", "a\n\nb"),
        ("a<br>b", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("a<br><br><br>b", "a\n\nb"),  # two line ends at most
        ("<p>a<br></p><div>b</div>", "a\n\nb"),
        ("<span>a</span><span>b</span>", "ab"),
        ("<span>a </span> <b> b</b>", "a b"),
        (" a \n\t b ", "a b"),
        ("a&nbsp; b", "a\u00a0 b"),
        ("<pre>a\n  b\n\nc </pre>", "a\n  b\n\nc"),
        ("<p hidden>a</p>b", "b"),
        ("<p hidden>a<b>c</b></p>b", "b"),
        ("<nav><script>x</script>a</nav>b", "a\nb"),
        ("a<script>x</script>b", "ab"),
        ("", ""),
    ],
)
def test_white_space_folds_and_blocks_break_as_in_a_browser(body, expected):
    assert text(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<article><p>a</p></article>", ["article/p"]),
        ("<div><div><p>a</p></div></div>", ["p"]),  # divisions say nothing
        ("<p>a <a href=x>b</a></p>", ["p"]),  # where the line begins
        ("<p><a href=x>b</a> a</p>", ["p/a"]),
        ("<p>a</p>b", ["p", ""]),
        ("<section>" * 8 + "a", ["/".join(["section"] * 8)]),
        ("<main>" + "<section>" * 8 + "a", ["/".join(["section"] * 8)]),  # the innermost eight
        ("<section>" * 7 + "a", ["/".join(["section"] * 7)]),
    ],
)
def test_a_line_knows_the_elements_it_stood_in(body, expected):
    assert paths(body) == expected


@pytest.mark.parametrize(
    ("body", "linked"),
    [("<p>a <a>bcd</a> e</p>", 3), ("<p><a>ab</a> <a>c</a></p>", 3), ("<p>abc</p>", 0), ("<a><p>ab</p></a>", 2)],
)
def test_the_text_of_links_is_counted(body, linked):
    assert sum(block.linked for block in rendered(body)[1]) == linked


def test_blocks_are_the_lines_of_the_text():
    words, blocks = rendered("<h1>Up</h1><p>Go <b>on</b>.</p><p> </p><p>End</p>")
    assert [words[block.start : block.end] for block in blocks] == ["Up", "Go on.", "End"]


def test_a_page_of_nothing_has_an_empty_tree():
    assert markup.lines(markup.parse("<!-- nothing -->")) == ("", ())


@pytest.mark.parametrize(("count", "kept"), [(397, True), (398, False)])
def test_a_tag_of_thousands_of_attributes_loses_them(count, kept):
    tag = "<p id=x " + " ".join(f"a{n}=bbbbbbbbbbbbbbbbbbbb" for n in range(count)) + ">"
    assert len(tag) > 5_000
    assert len(tag.split()) == count + 2
    (element,) = markup.parse(tag + "a</p>").xpath("//p")
    assert (element.get("id") == "x") is kept


def test_elements_nested_beyond_the_parser_are_refused():
    with pytest.raises(markup.TooDeep):
        markup.parse("<div>" * 5_000 + "a")
    assert text("<div>" * 500 + "a") == "a"


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
