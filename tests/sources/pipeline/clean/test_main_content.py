"""The extractor's article found again among the lines of a page; our own segmentation is the second opinion."""

import pytest

from sources.pipeline.clean import main_content
from sources.pipeline.render import lines
from sources.pipeline.render.render import render
from tests.corpus import golden


def words(count, *, start=0, of="a"):
    """Return a line of `count` words, none of which stands in a line of another `of`."""
    return " ".join(f"{of}{n}" for n in range(start, start + count))


BODY = [words(30, of=letter) + "." for letter in "bcdefgh"]
MORE = [words(30, of=letter) + "." for letter in "ij"]


def html_lines(*elements):
    page = render(f"<html><body>{''.join(elements)}</body></html>".encode(), media_type="text/html")
    return page.source, lines.split(page.text, page.blocks)


def paragraphs(*texts):
    return [f"<p>{text}</p>" for text in texts]


def inside(monkeypatch, extracted, *texts, rules=None, elements=None):
    """Return which lines are taken, when the extractor prints these lines."""
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: "\n".join(extracted))
    source, found = html_lines(*(elements or paragraphs(*texts)))
    return main_content.inside(source, found, rules or [None] * len(found))


def test_lines_that_the_extractor_prints_are_the_article(monkeypatch):
    texts = [words(5, of="x"), *BODY[:3], words(5, of="y")]
    assert inside(monkeypatch, BODY[:3], *texts) == [False, True, True, True, False]


def test_a_rule_of_the_words_counts_more_than_the_extractor(monkeypatch):
    rules = [None, "furniture.related", None]
    assert inside(monkeypatch, BODY[:3], *BODY[:3], rules=rules) == [True, False, True]


def test_lines_are_found_in_their_order(monkeypatch):
    lines = [words(9, of=letter) for letter in "xyz"]
    assert inside(monkeypatch, [*BODY[:3], lines[1], lines[0], lines[2]], *BODY[:3], *lines).count(True) == 5


@pytest.mark.parametrize(
    ("line", "extracted", "found", "why"),
    [
        ("one two three", "one two three", True, "below four words a whole part has to be equal"),
        ("one two three", "zero one two three four", False, "as here it is not"),
        ("one two three", "one two three four", True, "or goes on where the line above ends"),
        ("two three four", "one two three four", True, "or ends where the line below begins"),
        ("one two three four", "zero one two three four five", True, "four words may stand inside a part"),
        ("one two three four six", "zero one two three four five", False, "each of them, in order"),
        ("One, two: THREE four", "one two three four", True, "signs and capitals do not count"),
        (words(11, start=2), words(10, start=2), False, "below twelve words all of them have to stand there"),
        (words(12, start=2), words(8, start=2) + " and so on", True, "from twelve on most of them, from the beginning"),
        (words(12, start=2), words(7, start=2) + " and so on", False, "seven of twelve are not most"),
        (words(12, start=2), "and so " + words(8, start=6), True, "or most of them up to the end"),
        (words(12, start=2), "and so " + words(7, start=7), False, "where seven are not most either"),
        (words(12, start=2), "and so " + words(3, start=11), False, "three words of it are not"),
    ],
)
def test_a_short_line_is_certain_by_all_its_words_and_a_long_one_by_an_end(monkeypatch, line, extracted, found, why):
    texts = [BODY[5], line, BODY[6]]
    assert inside(monkeypatch, [BODY[5], extracted, BODY[6]], *texts) == [True, found, True], why


@pytest.mark.parametrize("extracted", [[], ["nothing of this page"], [""]])
def test_without_the_extractor_our_own_segmentation_decides(monkeypatch, extracted):
    elements = ["<p>Log in</p>", *paragraphs(*BODY[:4]), "<p>Share</p>"]
    rules = ["furniture.button", None, None, None, None, "furniture.share"]
    assert inside(monkeypatch, extracted, elements=elements, rules=rules) == [False, True, True, True, True, False]


def votes(monkeypatch, *, quick, careful, elements):
    """Return which lines are taken, when the extractor's two ways print these lines."""
    monkeypatch.setattr("trafilatura.extract", lambda *_, **how: "\n".join(quick if how["fast"] else careful))
    source, found = html_lines(*elements)
    return main_content.inside(source, found, ["furniture.button" if "Log in" in line.text else None for line in found])


@pytest.mark.parametrize(
    ("quick", "careful", "taken", "why"),
    [
        (BODY[:4], BODY[:4], [True, True, True, True], "all three agree"),
        (BODY[:4], BODY[:3], [True, True, True, True], "ours and one way of the extractor's agree on the last"),
        (BODY[:3], BODY[:3], [True, True, True, False], "the last is ours alone"),
        ([], BODY[:3], [True, True, True, False], "one way finds nothing"),
    ],
)
def test_two_of_three_opinions_make_a_line_the_articles(monkeypatch, quick, careful, taken, why):
    assert votes(monkeypatch, quick=quick, careful=careful, elements=paragraphs(*BODY[:4])) == taken, why


def test_where_no_two_opinions_agree_on_any_line_the_careful_way_decides(monkeypatch):
    elements = ["<p>Log in</p>", "<p>Lamps A</p>", *["<p>Log in</p>"] * 9, *paragraphs(*BODY[:4])]
    taken = votes(monkeypatch, quick=[], careful=["Lamps A"], elements=elements)
    assert [i for i, is_in in enumerate(taken) if is_in] == [1]


@pytest.mark.parametrize(
    ("element", "printed", "taken", "why"),
    [
        ("<blockquote>The ferry is late again.</blockquote>", False, True, "a post that the extractor leaves out"),
        ("<div>The ferry is late again.</div>", False, False, "what is not set apart is no post"),
        ("<ul><li><a href=x>Ferry fares rise in May</a></li></ul>", True, False, "a list of links leads elsewhere"),
        ("<ul><li>Ferry <a href=x>fares</a> rise in May</li></ul>", True, True, "an item with a link in it is read"),
        ("<p><a href=x>Ferry fares rise in May</a></p>", True, True, "a paragraph that is a link is no list"),
    ],
)
def test_posts_amid_the_article_are_added_and_lists_of_links_left_out(monkeypatch, element, printed, taken, why):
    elements = [*paragraphs(*BODY[:2]), element, *paragraphs(*BODY[2:4])]
    text = html_lines(element)[1][0].text
    extracted = [*BODY[:2], *([text] if printed else []), *BODY[2:4]]
    assert inside(monkeypatch, extracted, elements=elements)[2] is taken, why


def test_a_post_below_the_article_is_not_added(monkeypatch):
    elements = [*paragraphs(*BODY[:4]), "<p>Log in</p>" * 9, "<blockquote>The ferry is late again.</blockquote>"]
    assert not votes(monkeypatch, quick=BODY[:4], careful=BODY[:4], elements=elements)[-1]


@pytest.mark.parametrize(("linked", "taken"), [("<a href=x>123456789</a>0", False), ("<a href=x>12345678</a>90", True)])
def test_an_item_is_a_link_from_nine_tenths_on(monkeypatch, linked, taken):
    elements = [*paragraphs(*BODY[:2]), f"<ul><li>{linked}</li></ul>", *paragraphs(*BODY[2:4])]
    assert inside(monkeypatch, [*BODY[:2], "1234567890", *BODY[2:4]], elements=elements)[2] is taken


def test_the_cells_of_a_table_are_the_articles_where_the_extractor_prints_its_rows(monkeypatch):
    table = "<table><tr><td>Tern</td><td>41</td></tr><tr><td>Grey heron</td><td>7</td></tr></table>"
    elements = [*paragraphs(*BODY[:2]), table, *paragraphs(*BODY[2:4])]
    source, found = html_lines(*elements)
    rules = ["furniture.number" if line.text.isdigit() else None for line in found]
    extracted = [*BODY[:2], "| Tern | 41 |", "| Grey heron | 7 |", *BODY[2:4]]
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: "\n".join(extracted))
    assert main_content.inside(source, found, rules) == [True] * 8


def test_a_number_that_the_extractor_leaves_out_is_furniture(monkeypatch):
    elements = [*paragraphs(*BODY[:2]), "<p>12</p>", *paragraphs(*BODY[2:4])]
    rules = [None, None, "furniture.number", None, None]
    assert inside(monkeypatch, BODY[:4], elements=elements, rules=rules) == [True, True, False, True, True]


def test_an_extractor_that_breaks_is_none(monkeypatch):
    def broken(*_, **__):
        raise RecursionError

    monkeypatch.setattr("trafilatura.extract", broken)
    source, found = html_lines(*paragraphs(*BODY[:3]))
    assert main_content.inside(source, found, [None] * 3) == [True] * 3


@pytest.mark.parametrize(
    ("extracted", "added"),
    [
        (BODY[:4], True),  # 120 of 210 words: ours found 1.75 times as many
        (BODY[:5], False),  # 150 of 210: 1.4 times
    ],
)
def test_paragraphs_that_the_extractor_lost_are_added_when_we_find_half_as_many_again(monkeypatch, extracted, added):
    assert inside(monkeypatch, extracted, *BODY) == [True] * len(extracted) + [added] * (7 - len(extracted))


def test_a_lost_paragraph_stands_in_the_same_kind_of_element(monkeypatch):
    elements = [*paragraphs(*BODY[:4]), *(f"<blockquote>{text}</blockquote>" for text in BODY[4:])]
    assert inside(monkeypatch, BODY[:4], elements=elements) == [True] * 4 + [False] * 3


@pytest.mark.parametrize(
    ("foreign", "added"),
    [(30, True), (31, False)],  # words that only the extractor takes: 120 of 150 are 80 %
)
def test_the_second_opinion_counts_when_it_holds_four_fifths_of_the_extraction(monkeypatch, foreign, added):
    aside = words(foreign, of="x") + "."
    elements = [f"<p>{aside}</p>", *["<p>Log in to read</p>"] * 12, *paragraphs(*BODY, *MORE)]
    rules = [None, *["furniture.button"] * 12, *[None] * 9]
    taken = inside(monkeypatch, [aside, *BODY[:4]], elements=elements, rules=rules)
    assert taken[-1] is added


@pytest.mark.parametrize(("count", "asked"), [(10_000, True), (10_001, False)])
def test_pages_beyond_ten_thousand_lines_are_not_given_to_the_extractor(monkeypatch, count, asked):
    calls = []
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: calls.append(1))
    source, found = html_lines("<p>Boats lie.</p>" * count)
    main_content.inside(source, found, [None] * count)
    assert bool(calls) is asked


def test_titles_come_with_the_surest_first_and_each_once():
    source = (
        "<html><head><title>Pier falls | Coast</title><meta name='twitter:title' content='Pier falls!'>"
        "<meta property='og:title' content='The pier falls'></head><body><h1>Pier <b>falls</b></h1><h1>Sea</h1></body>"
    )
    assert set(main_content.titles(source)[:2]) == {"thepierfalls", "pierfalls"}
    assert main_content.titles(source)[2:] == ("sea", "pierfallscoast")


@pytest.mark.parametrize(
    ("markup", "titles"),
    [
        ("<h1>One</h1><h1>Two</h1><h1>Three</h1><h1>Four</h1>", ("one", "two", "three")),
        ("<title>One</title><title>Two</title>", ("one",)),
        ("<h1> </h1><p>One</p>", ()),
    ],
)
def test_three_headings_and_one_title_are_believed(markup, titles):
    assert main_content.titles(f"<html><body>{markup}</body></html>") == titles


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()


@pytest.mark.parametrize(
    ("matches", "size", "chain"),
    [
        ([], 0, []),
        ([(0, 0, 1), (1, 1, 1)], 2, [1, 0]),
        ([(0, 0, 1), (1, 0, 2)], 2, [1]),
        ([(0, 1, 1), (1, 0, 1), (2, 2, 1)], 3, [2, 1]),
        ([(0, 0, 1), (0, 1, 5), (1, 1, 1), (2, 2, 1)], 4, [3, 1]),
        ([(0, 3, 2), (1, 1, 1), (2, 2, 2), (3, 0, 9)], 4, [3]),
        ([(0, 0, 1), (1, 1, 1), (2, 2, 1), (3, 3, 1), (4, 4, 1)], 5, [4, 3, 2, 1, 0]),
    ],
    ids=["nothing", "two in a row", "two at one place", "the later of two", "one place a line", "the heavier", "five"],
)
def test_the_heaviest_chain_of_matches_rises_in_lines_and_places(matches, size, chain):
    assert main_content._chain(matches, size) == chain
