"""The article in a text dump: the weight of each line, and the range of lines with the greatest sum."""

import pytest

from sources.pipeline.clean import dump
from tests.corpus import golden
from tests.sources.pipeline.clean.page_lines import furniture, page, prose, words

FULL = [prose(40, start=n) for n in range(1, 20)]  # paragraphs that count in full: 4.0 each


def weights(*texts, rules=None, opening=()):
    found = page(*texts)
    return dump.weights(found, rules or furniture(found), opening)


@pytest.mark.parametrize(
    ("text", "weight", "why"),
    [
        (prose(40), 4.0, "a paragraph in full"),
        (prose(41), 4.0, "a longer one counts no more"),
        (prose(39), 3.9, "a shorter one by its share"),
        (prose(20), 2.0, "half of one"),
        (words(20), 1.2, "one that does not end as a sentence"),
        (words(19), -0.7, "below twenty words, a line without an end is short"),
        (words(40), 2.4, "a long one without an end"),
        ("• " + prose(40), 2.0, "a paragraph behind a bullet"),
        ("• " + words(40), 1.2, "behind a bullet and without an end"),
        (prose(8), 0.8, "eight words make prose"),
        (prose(7), 0.3, "seven make a short sentence"),
        (prose(4), 0.3, "four still do"),
        (prose(3), -0.7, "three do not"),
        (words(7), -0.7, "a short line"),
        ("Photo: Ana Silva", -0.5, "a caption"),
        ("Advertisement", -0.5, "furniture that stands inside articles, too"),
        ("Log in", -2.0, "other furniture"),
    ],
)
def test_a_line_weighs_what_its_words_say(text, weight, why):
    assert weights(text, prose(30, start=5))[0] == pytest.approx(weight), why


ITEMS = ["• boats and gulls", "• piers and buoys"]


@pytest.mark.parametrize(
    ("texts", "weighed", "why"),
    [
        ([words(4) + ":", *ITEMS], [0.3, 0.3, 0.3], "a list with its lead-in of four words"),
        ([words(3) + ":", *ITEMS], [-0.7, -0.7, -0.7], "three words are a menu's name"),
        ([words(4) + ":", ITEMS[0]], [-0.7, -0.7], "one item is no list"),
        ([words(4), *ITEMS], [-0.7, -0.7, -0.7], "no colon leads in"),
        ([words(4) + ":", "Sea", *ITEMS], [-0.7, -0.7, -0.7, -0.7], "the list begins right below"),
    ],
)
def test_the_items_of_a_list_weigh_with_its_lead_in(texts, weighed, why):
    assert weights(*texts, prose(30, start=5))[: len(texts)] == pytest.approx(weighed), why


def test_a_list_with_its_lead_in_begins_an_article_and_ends_it():
    found = page(words(4) + ":", *ITEMS, FULL[0], words(5, start=3) + ":", *ITEMS)
    assert dump.trimmed(found, furniture(found), [True] * len(found)) == [True] * len(found)
    found = page(words(4), *ITEMS, FULL[0])
    assert dump.trimmed(found, furniture(found), [True] * len(found)) == [False, False, False, True]


@pytest.mark.parametrize(
    ("rule", "weight"),
    [
        (None, 4.0),
        ("notice.correction", 0.0),
        ("furniture.blank", 0.0),
        ("furniture.share", -0.5),
        ("furniture.related", -0.5),
        ("furniture.player", -0.5),
        ("furniture.gallery", -0.5),
        ("furniture.number", -0.5),
        ("furniture.legal", -2.0),
        ("furniture.date", -2.0),
    ],
)
def test_a_rule_weighs_more_than_the_words(rule, weight):
    assert weights(FULL[0], rules=[rule]) == [pytest.approx(weight)]


@pytest.mark.parametrize(
    ("text", "weight", "why"),
    [
        ("Ferry fares to rise", -0.7, "a link is printed again"),
        ("What did you see?", 0.0, "an interview asks the same question again"),
        ("And then?", -0.7, "too short for a question that comes again"),
        (prose(39), 0.0, "a sentence that comes again says nothing"),
        (prose(40), 4.0, "a whole paragraph printed twice is still prose"),
    ],
)
def test_a_line_that_comes_again_weighs_less(text, weight, why):
    assert weights(text, prose(30, start=5), text)[0] == pytest.approx(weight), why


@pytest.mark.parametrize(
    ("texts", "weighed", "why"),
    [
        (["• " + words(14), "• " + words(14, start=20)], [0.3, 0.3], "two items of fourteen words"),
        (["• " + words(13), "• " + words(14, start=20)], [-0.7, -0.7], "thirteen are a title, and one item is no list"),
        ([words(14), words(14, start=20)], [-0.7, -0.7], "no items"),
        (["• " + words(14).title(), "• " + words(14, start=20).title()], [-0.7, -0.7], "titles of other articles"),
        (
            ["• Ana Ek Jo Silva Bo " + words(9), "• " + words(14, start=20), "• " + words(14, start=40)],
            [0.3, 0.3, 0.3],
            "five capitals in fourteen words are names",
        ),
        (
            ["• Ana Ek Jo Silva Bo Li " + words(8), "• " + words(14, start=20), "• " + words(14, start=40)],
            [-0.7, 0.3, 0.3],
            "six are a title",
        ),
    ],
)
def test_items_that_are_sentences_without_a_stop_weigh_as_sentences(texts, weighed, why):
    assert weights(*texts, prose(30, start=5))[: len(texts)] == pytest.approx(weighed), why


TEASED = "will cost more from May on, the company that runs them said in a letter to all of its passengers."


@pytest.mark.parametrize(
    ("text", "is_teaser", "why"),
    [
        (f"Ferry Fares Will RiseThe ferries {TEASED}", True, "the title of another article, glued to its sentence"),
        (f"Will Ferry Fares Rise?The ferries {TEASED}", True, "a title that asks"),
        (f"Ferry Fares RiseThe ferries {TEASED}", False, "three words are no title"),
        (f"Tickets that YouTube sells for the ferries {TEASED}", False, "a name with a capital in it"),
        (f"Ferry Fares They Rise soonThe ferries {TEASED}", True, "four of five long words have capitals"),
        (f"Ferry Fares they rise soonThe ferries {TEASED}", False, "two of five have"),
        (f"{'Lamp ' * 31}LampThe ferries {TEASED}", True, "the title ends within 160 characters"),
        (f"{'Lamp ' * 32}LampThe ferries {TEASED}", False, "or it is none"),
    ],
)
def test_a_title_glued_to_its_sentence_is_a_teaser(text, is_teaser, why):
    assert (weights(text)[0] == pytest.approx(-0.7)) is is_teaser, why


@pytest.mark.parametrize(("text", "weight"), [("*", 0.0), ("Log in", -2.0)])
def test_a_button_of_no_words_says_nothing(text, weight):
    assert weights(FULL[0], text)[1] == pytest.approx(weight)


@pytest.mark.parametrize(
    ("paragraphs", "first", "why"),
    [
        (4, 1, "a gallery prints the headline again, below four paragraphs of sixteen"),
        (3, 5, "twelve are the texts of other articles"),
    ],
)
def test_a_copy_of_the_headline_amid_the_article_opens_nothing(paragraphs, first, why):
    headline = "Harbour council votes on the pier"
    above, below = FULL[:paragraphs], [prose(40, start=50 * n) for n in range(20, 30)]
    found = page(headline, *above, headline, *below)
    assert dump.article_range(found, [None] * len(found), [0, paragraphs + 1])[0] == first, why


@pytest.mark.parametrize(("count", "weight"), [(4, -2.0), (5, -3.0)])
def test_five_dates_are_those_of_a_list(count, weight):
    dates = [f"March {day}, 2025" for day in range(1, count + 1)]
    assert weights(FULL[0], *dates)[1:] == [pytest.approx(weight)] * count
    assert weights(FULL[0], *dates)[0] == pytest.approx(4.0), "only the dates weigh more"


def test_the_headline_opens_the_article_and_what_stands_below_it_hardly_parts_them():
    found = weights("Harbour council votes", "Log in", "ana silva", FULL[0], "Log in", opening=[0])
    assert found == [pytest.approx(w) for w in (-0.7 + 8.0, -0.2, -0.2, 4.0, -2.0)]


def test_of_several_copies_the_headline_is_the_one_with_the_most_prose_below():
    links = [words(5, start=n) for n in range(20)]
    found = weights("Harbour council votes", *links, "Harbour council votes", FULL[1], opening=[0, 21])
    assert found[21] - found[0] == pytest.approx(8.0)
    found = weights("Harbour council votes", FULL[1], *links, "Harbour council votes", opening=[0, 22])
    assert found[0] - found[22] == pytest.approx(8.0)


@pytest.mark.parametrize(("count", "last"), [(20, -0.2), (21, -0.7)])
def test_twenty_lines_below_the_headline_are_its_own(count, last):
    short = [words(5, start=n) for n in range(count)]
    assert weights("Harbour council votes", *short, opening=[0])[count] == pytest.approx(last)


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        ([], (0, 0)),
        ([-1.0], (0, 0)),
        ([0.0], (0, 0)),
        ([1.0], (0, 1)),
        ([-1.0, 2.0, -1.0], (1, 2)),
        ([1.0, -0.5, 3.0], (0, 3)),
        ([1.0, -1.0, 3.0], (2, 3)),  # nothing is left of the first line's weight
        ([3.0, -1.0, 0.5], (0, 1)),
        ([1.0, -2.0, 1.0], (0, 1)),  # the first of two that weigh the same
    ],
)
def test_the_range_with_the_greatest_sum_is_found(weight, expected):
    assert dump.heaviest_range(weight) == expected


@pytest.mark.parametrize(
    ("below", "last", "why"),
    [
        (40, 6, "a quarter of the article still follows: it goes on"),
        (39, 4, "less than a quarter follows: it is over"),
    ],
)
def test_a_closing_heading_ends_the_article_unless_a_quarter_of_it_follows(below, last, why):
    found = page(*FULL[:4], "Related stories", prose(below, start=9))
    assert dump.article_range(found, furniture(found), ()) == (0, last), why


def test_only_a_heading_ends_the_article():
    found = page(*FULL[:4], "Ferries, quays", prose(20, start=9))
    assert dump.article_range(found, furniture(found), ()) == (0, 6)


@pytest.mark.parametrize(
    ("above", "first", "why"),
    [(7, 8, "what stands above the headline is left out"), (8, 0, "hardly a tenth stands below the headline")],
)
def test_the_article_begins_below_its_headline_when_a_tenth_of_the_prose_stands_there(above, first, why):
    found = page(*FULL[:above], "Harbour council votes", FULL[15])
    assert dump.article_range(found, furniture(found), [above]) == (first, above + 2), why


@pytest.mark.parametrize(
    ("above", "first", "why"),
    [
        (["the ferry is late."], 1, "a list of other articles above the dateline"),
        ([FULL[0]], 0, "a paragraph above the dateline"),
    ],
)
def test_a_report_begins_with_its_dateline(above, first, why):
    found = page(*above, "LISBON, Portugal (AP) — " + FULL[1], *FULL[2:6])
    assert dump.article_range(found, furniture(found), ())[0] == first, why


@pytest.mark.parametrize(
    ("heading", "name", "introduces"),
    [
        ("About Ana Silva", "Ana Silva", True),
        ("Über Ana Silva", "Ana Silva", True),
        ("About Ana Silva", "Jo Ek", False),
        ("About the levy", "the levy", False),
        ("About Ana Silva And Her Boats", "Ana Silva And Her Boats", True),
        ("About Ana Silva And All Her Boats", "Ana Silva And All Her Boats", False),  # seven words
        ("Ana Silva", "Ana Silva", False),
    ],
)
def test_a_heading_that_introduces_the_author_ends_the_article(heading, name, introduces):
    found = page(*FULL[:4], heading, f"{name} {prose(20)}")
    assert dump.article_range(found, [None] * 6, ()) == (0, 4 if introduces else 6)


@pytest.mark.parametrize(
    ("words_below", "whole", "why"),
    [(14, True, "86 of 100 words"), (15, False, "86 of 101 words are still more, 85 of 100 are not")],
)
def test_a_paste_without_furniture_is_the_article_when_nearly_all_of_it_is_prose(words_below, whole, why):
    texts = [prose(43, start=1), prose(42 + whole, start=2)]
    tail = [words(7, start=1), words(words_below - 7, start=5)]
    found = page(*texts, *tail)
    assert dump.inside(found, [None] * 4) == [True, True, whole, whole], why


@pytest.mark.parametrize("rule", ["furniture.date", "furniture.number", "furniture.author", "furniture.gallery"])
def test_what_people_paste_with_an_article_is_no_furniture_of_a_page(rule):
    found = page(FULL[0], "4 March 2025", FULL[1], words(5), FULL[2], words(6))
    assert dump.inside(found, [None, rule, None, None, None, None])[-1]
    assert not dump.inside(found, [None, "furniture.legal", None, None, None, None])[-1]


@pytest.mark.parametrize("count", [8, 9])
def test_a_box_of_related_articles_holds_eight_titles(count):
    titles = [words(5, start=n) for n in range(count)]
    found = page(FULL[0], "Related", *titles, FULL[1])
    kept = dump.trimmed(found, furniture(found), [True] * len(found))
    assert kept[2:-1] == [False] * 8 + [True] * (count - 8)
    assert kept[0]
    assert kept[-1]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (words(5), False),
        (words(3), False),
        (words(2), True),  # too short for a title
        (prose(5), True),
        (words(5, end=":"), True),
        (prose(9), True),
    ],
)
def test_a_box_ends_at_a_sentence_or_a_short_line(line, kept):
    found = page(FULL[0], "Related", line, FULL[1])
    assert dump.trimmed(found, furniture(found), [True] * 4)[2] is kept


@pytest.mark.parametrize(
    ("both", "expected"),
    [
        (True, [False, False, True, True, True, False]),
        (False, [False, False, True, True, True, True]),
    ],
)
def test_lines_before_the_first_and_after_the_last_sentence_are_left_out(both, expected):
    found = page("Harbour", "Photo: the pier. (Image: Jo Ek)", FULL[0], "What follows", prose(2), "Log")
    assert dump.trimmed(found, [None] * 6, [True] * 6, both=both) == expected


@pytest.mark.parametrize(
    ("tail", "added", "why"),
    [
        (["Go and see!"], [True], "a short sentence belongs to the last paragraph"),
        (["Go!"], [False], "one word does not"),
        (["Go there!"], [True], "two words do"),
        (["• Go and see!"], [False], "nor does a list"),
        (["Advertisement", "Go and see!"], [False, True], "an advertisement stands between"),
        (["Photo: Ana Silva.", "Go and see!"], [False, False], "a caption ends it"),
        (["Log in", "Go and see!"], [False, False], "so does a button"),
        (["Ferry fares", "Go and see!"], [False, False], "so does a heading"),
        (["___", "Go and see!"], [True, True], "a wire service rules a line below each part"),
    ],
)
def test_short_sentences_below_the_last_paragraph_are_the_articles(tail, added, why):
    found = page("Log in", *FULL[:3], *tail)
    assert dump.inside(found, furniture(found))[4:] == added, why


def test_a_headline_with_nothing_below_it_was_a_link_to_another_article():
    found = page("Harbour council votes", FULL[0], FULL[1], "Harbour council votes")
    assert any(dump.inside(found, [None] * 4, ["harbourcouncilvotes"]))


def test_a_page_of_menus_has_no_article():
    found = page("Log in", "Menu", "Share", "Search")
    assert dump.inside(found, furniture(found)) == [False] * 4


def test_a_notice_in_a_paste_is_no_furniture_of_a_page():
    found = page(FULL[0], "Correction: it fell.", FULL[1], words(5))
    assert dump.inside(found, [None, "notice.correction", None, None]) == [True, False, True, True]


@pytest.mark.parametrize(("length", "below"), [(11, -2.0), (10, -0.2)])
def test_what_stands_below_the_headline_ends_at_a_line_that_weighs_more_than_one(length, below):
    assert weights("Harbour council votes", prose(length), "Log in", opening=[0])[2] == pytest.approx(below)


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
