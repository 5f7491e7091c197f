"""The headline and the standfirst among a page's lines, and the limits within which each is looked for."""

from dataclasses import replace

import pytest

from sources.pipeline.clean import headlines
from sources.pipeline.render.lines import key
from tests.corpus import golden
from tests.sources.pipeline.clean.page_lines import furniture, page, prose, words

TITLE = "Harbour council votes to rebuild the pier"
DECK = "A levy on moorings pays half of the new jetty, to the anger of the union."
BODY = [prose(30, start=n) for n in range(1, 8)]


def title_lines(*texts, titles=()):
    found = page(*texts)
    return headlines.title_lines(found, furniture(found), titles)


def find(*texts, first, titles=()):
    found = page(*texts)
    return headlines.find(found, furniture(found), first, titles)


def standfirst(*texts, headline=0, first, gap="\n\n"):
    found = page(*texts, gap=gap)
    return headlines.standfirst(found, furniture(found), headline, first)


@pytest.mark.parametrize(
    ("texts", "titles", "expected", "why"),
    [
        ([TITLE, *BODY], [key(TITLE)], [0], "the page states this title"),
        ([TITLE, TITLE, *BODY], [key(TITLE)], [0, 1], "every copy of it"),
        ([TITLE, *BODY], [key(f"{TITLE} Coast Daily")], [0], "the title goes on with the site's name"),
        ([TITLE, *BODY], [key(f"Coast Daily {TITLE}")], [0], "or begins with it"),
        ([TITLE, *BODY], [key(f"Coast {TITLE} Daily")], [], "but does not hold it anywhere"),
        (
            [TITLE, *BODY],
            [key(TITLE + " of the world and many other news of the coast")],
            [],
            "less than half of the title",
        ),
        ([TITLE, *BODY], ["another", key(TITLE)], [0], "the next title, when the first is no line"),
        (["Pier opens", *BODY], [key("Pier opens")], [0], "a stated title may be short when it is equal"),
        (["Pier opens", *BODY], [key("Pier opens | Coast")], [], "a short line is in many titles by chance"),
        ([f"{TITLE} | Coast Daily", "Menu", TITLE, *BODY], [], [2], "a dump begins with its title"),
        ([TITLE, "Menu", TITLE, *BODY], [], [0, 2], "the first line of a dump may be the headline itself"),
        ([TITLE + ".", "Menu", TITLE + ".", *BODY], [], [], "unless it cannot be one"),
        ([TITLE, *BODY], [], [], "nothing repeats the first line"),
    ],
)
def test_lines_that_repeat_a_title_are_found(texts, titles, expected, why):
    assert title_lines(*texts, titles=titles) == expected, why


def test_half_of_the_title_is_enough():
    line = "harbour council votes"
    half = key(line)
    assert title_lines(line, *BODY, titles=[half + "x" * len(half)]) == [0]
    assert title_lines(line, *BODY, titles=[half + "x" * (len(half) + 1)]) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("aaa bbb cccc", True),  # ten letters
        ("aaa bbb ccc", False),  # nine
        ("aaaaaa bbbbbb", False),  # two words
    ],
)
def test_a_line_within_a_title_has_ten_letters_and_three_words(line, found):
    assert title_lines(line, *BODY, titles=[key(line) + "coast"]) == ([0] if found else [])


@pytest.mark.parametrize(("count", "found"), [(1, False), (2, True), (40, True), (41, False)])
def test_a_headline_has_two_to_forty_words(count, found):
    line = words(count)
    assert title_lines(line, *BODY, titles=[key(line)]) == ([0] if found else [])


@pytest.mark.parametrize(
    ("texts", "first", "expected", "why"),
    [
        ([TITLE, *BODY], 1, 0, "the line above the article"),
        (["News", TITLE, *BODY], 2, 1, "a section above it"),
        ([TITLE, "Ferry fares to rise", *BODY], 2, 1, "the nearest one"),
        ([TITLE, "Ferry fares", "Sea", *BODY], 3, 0, "two words only at the top of a paste"),
        (["Pier falls", *BODY], 1, 0, "as here"),
        (["Pier falls", "Sea", *BODY], 2, 0, "and here"),
        (["Log in", "Pier falls", "Sea", *BODY], 3, None, "but not here"),
        ([TITLE, "Menu of the day at sea", TITLE, "Sea", *BODY], 4, 0, "the first copy of what is printed twice"),
        (
            ["News", "Fares to rise again", "Sea", "Fares to rise again", "Pier falls in the sea", *BODY],
            5,
            4,
            "four words",
        ),
        (
            ["News", "Ferry fares to rise now", "Sea", "Ferry fares to rise now", "Pier falls in it", *BODY],
            5,
            1,
            "five",
        ),
        ([TITLE, "By Jo Ek", "Ferry fares to rise", *BODY], 3, 0, "the line above a byline before the nearest one"),
        ([TITLE, "4 March 2025", "Ferry fares to rise", *BODY], 3, 0, "or above a date"),
        ([TITLE, "Sea", "4 March 2025", "Ferry fares to rise", *BODY], 4, 0, "with a line between them"),
        ([TITLE, "Sea", "Boats", "4 March 2025", "Ferry fares to rise", *BODY], 5, 4, "but not two"),
        ([TITLE, "Menu", TITLE, "By Jo Ek", *BODY], 4, 0, "the first copy of it"),
        ([TITLE, words(11), "By Jo Ek", *BODY], 3, 1, "of two lines the one below"),
        ([TITLE, words(12), "By Jo Ek", *BODY], 3, 0, "unless that sums the other up in twelve words"),
        (["Pier falls now", words(12), "By Jo Ek", *BODY], 3, 1, "and the one above has four"),
        (["• Ferry fares to rise", *BODY], 1, None, "an item of a list is none"),
        (["o Ferry fares to rise", *BODY], 1, None, "nor of a list in a list"),
        ([TITLE, "Image 1 of 3", "Ferry and gulls at sea", *BODY], 3, 0, "nor what stands below a gallery's count"),
        ([TITLE, DECK[:-1], "Image 1 of 3", DECK[:-1], *BODY], 4, 0, "and above it as well"),
        ([TITLE + ".", *BODY], 1, None, "it ends in a stop"),
        ([TITLE + ":", *BODY], 1, None, "or in a colon"),
        ([TITLE + ",", *BODY], 1, None, "or in a comma"),
        (["Call 0171 555 0199 now", *BODY], 1, None, "figures are no headline"),
        (["By Ana Silva and Jo Ek", *BODY], 1, None, "nor is a byline"),
        (["Photo: Ana Silva in the fog", *BODY], 1, None, "nor a caption"),
        (["Why did the pier fall?", *BODY], 0, 0, "a question reads as the first sentence"),
        (["Why did the pier fall?"], 0, None, "unless nothing follows"),
        ([BODY[0], BODY[1]], 0, None, "a sentence is none"),
    ],
)
def test_the_headline_stands_above_the_article(texts, first, expected, why):
    assert find(*texts, first=first) == expected, why


@pytest.mark.parametrize(("between", "expected"), [(11, 0), (12, None)])
def test_a_headline_that_nothing_names_is_looked_for_in_twelve_lines(between, expected):
    filler = [words(1, start=n) for n in range(between)]
    assert find(TITLE, *filler, *BODY, first=1 + between) == expected


@pytest.mark.parametrize(("below", "expected"), [(4, 5), (5, 0)])
def test_a_stated_title_counts_up_to_four_lines_below_the_articles_beginning(below, expected):
    other = "Ferry fares to rise in autumn"
    texts = [other, *BODY[:below], TITLE, *BODY[below:]]
    assert find(*texts, first=1, titles=[key(TITLE)]) == (expected if below == 4 else 0)


@pytest.mark.parametrize(
    ("texts", "first", "expected", "why"),
    [
        ([TITLE, DECK, *BODY], 2, 1, "a statement between headline and article"),
        ([TITLE, DECK.replace(".", "?"), *BODY], 2, None, "a question leads to another article"),
        ([TITLE, DECK.rstrip("."), *BODY], 2, None, "so does a line without an end"),
        ([TITLE, DECK.rstrip("."), "4 March 2025", *BODY], 3, 1, "unless a date follows it"),
        ([TITLE, DECK.rstrip("."), "Share", *BODY], 3, 1, "or a share bar"),
        ([TITLE, DECK.rstrip("."), "By Ana Silva", *BODY], 3, 1, "or a byline"),
        ([TITLE, DECK.rstrip("."), "Ana Silva", "By Jo Ek", *BODY], 4, 1, "a bare name may stand before it"),
        ([TITLE, DECK.rstrip("."), "×", "By Jo Ek", *BODY], 4, 1, "and so may a button"),
        ([TITLE, DECK.rstrip("."), "Ferry fares are late", "By Jo Ek", *BODY], 4, None, "another line may not"),
        ([TITLE, "• " + DECK, *BODY], 2, None, "a list is none"),
        ([TITLE, "Photo: " + DECK, *BODY], 2, None, "nor is a caption"),
        ([TITLE, TITLE, DECK, *BODY], 3, 2, "below the last copy of the headline"),
        ([TITLE, DECK, DECK, *BODY], 1, 1, "the first paragraph, printed twice"),
        ([TITLE, DECK, *BODY], 1, None, "nothing tells the first paragraph from a standfirst"),
    ],
)
def test_the_standfirst_sums_up_below_the_headline(texts, first, expected, why):
    assert standfirst(*texts, first=first) == expected, why


@pytest.mark.parametrize(
    ("between", "count", "expected"),
    [([], 20, 1), ([], 19, None), (["Log in"], 20, None), ([TITLE], 20, 2)],
    ids=["twenty words", "nineteen", "not right below", "below the headline's copy"],
)
def test_a_line_of_twenty_words_right_below_the_headline_is_no_link(between, count, expected):
    texts = [TITLE, *between, words(count), "Courts of the north"]
    assert standfirst(*texts, *BODY, first=len(texts)) == expected


@pytest.mark.parametrize(("between", "expected"), [(3, 4), (4, None)])
def test_a_standfirst_stands_within_four_lines_of_the_headline(between, expected):
    filler = [words(2, start=n) for n in range(between)]
    assert standfirst(TITLE, *filler, DECK, *BODY, first=2 + between) == expected


@pytest.mark.parametrize(("names", "expected"), [(3, 1), (4, None)])
def test_a_byline_parts_the_standfirst_within_four_lines(names, expected):
    filler = ["Ana Silva", "Jo Van Ek", "Mina Falk Marr", "Piet Ole Inga Holt"][:names]
    assert standfirst(TITLE, DECK.rstrip("."), *filler, "By Jo Ek", *BODY, first=3 + names) == expected


@pytest.mark.parametrize(("name", "expected"), [("Ana", None), ("Ana Silva", 1), ("A B C D", 1), ("A B C D E", None)])
def test_a_bare_name_has_two_to_four_words_with_capitals(name, expected):
    assert standfirst(TITLE, DECK.rstrip("."), name, "By Jo Ek", *BODY, first=4) == expected


@pytest.mark.parametrize(("count", "expected"), [(5, None), (6, 1), (60, 1), (61, None)])
def test_a_standfirst_has_six_to_sixty_words(count, expected):
    assert standfirst(TITLE, prose(count), *BODY, first=2) == expected


@pytest.mark.parametrize(("count", "expected"), [(7, None), (8, 1)])
def test_a_standfirst_without_an_end_has_eight_words(count, expected):
    assert standfirst(TITLE, words(count), "By Jo Ek", *BODY, first=3) == expected


@pytest.mark.parametrize(("capitals", "expected"), [(5, 1), (6, None)])
def test_a_line_with_six_capitals_in_ten_words_is_a_title(capitals, expected):
    line = " ".join(w.title() if n < capitals else w for n, w in enumerate(words(10).split())) + "."
    assert standfirst(TITLE, line, *BODY, first=2) == expected


@pytest.mark.parametrize(("set_apart", "expected"), [(3, 1), (2, None)])
def test_a_first_paragraph_that_is_not_set_apart_is_the_standfirst_when_most_others_are(set_apart, expected):
    # Four paragraphs follow the first two: 3 of 4 set apart are 75 %, 2 of 4 are 50 %.
    gaps = ["\n\n"] * set_apart + ["\n"] * (4 - set_apart)
    text = TITLE + "\n\n" + prose(30) + "\n" + BODY[0]
    for gap, paragraph in zip(gaps, BODY[1:], strict=False):
        text += gap + paragraph
    assert standfirst(text, first=1) == expected


@pytest.mark.parametrize(
    ("linked", "expected"),
    [(0.49, 1), (0.5, None)],
)
def test_a_standfirst_is_kept_with_its_headline_and_is_no_link(linked, expected):
    def line(text, path, share=0.0):
        return replace(page(text)[0], path=path, linked=share)

    found = [
        line(TITLE, "article/header/h1"),
        line(DECK.rstrip("."), "article/header/h2", linked),
        *(line(text, "article/p") for text in BODY),
    ]
    assert headlines.standfirst(found, [None] * len(found), 0, 2) == expected
    found[1] = line(DECK.rstrip("."), "article/p")
    assert headlines.standfirst(found, [None] * len(found), 0, 2) is None, "an element that paragraphs are in"
    found[1] = line(DECK.rstrip("."), "aside/h2")
    assert headlines.standfirst(found, [None] * len(found), 0, 2) is None, "an element of its own"


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
