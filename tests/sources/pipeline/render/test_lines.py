"""The lines of a rendering: where a dump's lines are joined and cut, and what each line is like."""

import pytest

from sources.pipeline.render import lines
from sources.pipeline.render.markup import Block
from sources.pipeline.render.render import render
from tests.corpus import golden


def split(text):
    page = render(text.encode(), media_type="text/plain")
    return lines.split(page.text, page.blocks)


def texts(text):
    return [line.text for line in split(text)]


def only(text):
    (line,) = split(text)
    return line


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("It fell.", True),
        ("Did it?", True),
        ("It fell!”", True),
        ("It fell…", True),
        ("它倒了。", True),
        ("یہ گر گیا۔", True),
        ("It fell.) ]", False),  # a space between
        ("It fell", False),
        ("It fell:", False),
        ("v2.0", False),
    ],
)
def test_a_line_ends_as_a_sentence_ends(text, final):
    assert only(text).final is final


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the old pier", 3),
        ("o’clock, don't well-known", 3),
        ("12 per cent", 3),
        ("–", 0),
        ("码头倒塌", 3),
        ("码头倒", 2),
    ],
)
def test_words_are_counted_in_any_script(text, words):
    assert only(text).words == words


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("The Old Pier", 1.0),
        ("The old Pier fell", 0.5),
        ("the old pier", 0.0),
        ("12 30", 0.0),
        ("码头倒塌", 0.0),
        ("The Pier 12", 1.0),
        ("The 码头 12", 1.0),
        ("Pier 12 fell", 0.5),
    ],
)
def test_capitals_are_a_share_of_the_words_that_have_case(text, capitals):
    assert only(text).capitals == capitals


@pytest.mark.parametrize(
    ("text", "stops"),
    [("It fell", 0), ("It fell. Boats", 1), ("A. b. c", 2), ("A. b. c. d", 3), ("A. b. c. d. e", 3)],
)
def test_inner_stops_are_counted_up_to_three(text, stops):
    assert only(text).stops == stops


@pytest.mark.parametrize(
    ("text", "bullet"),
    [("• boats", True), ("- boats", True), ("12. boats", True), ("-boats", False), ("123. b", False)],
)
def test_a_bullet_or_a_number_stands_before_a_list_item(text, bullet):
    assert only(text).bullet is bullet


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("boats lie in the harbour while gulls wait.", True),  # eight words
        ("boats lie in the harbour while gulls.", False),  # seven
        ("boats lie in the harbour while gulls wait", False),  # no end
        ("Boats Lie In The Harbour while gulls wait here now.", True),  # half of them capitals
        ("Boats Lie In The Harbour While gulls wait here now.", False),  # six of ten
        ("It fell. " + "boats " * 18, True),  # twenty words with a stop inside
        ("It fell. " + "boats " * 17, False),
        ("It fell " + "boats " * 18, False),
        ("ปลา" * 26, True),  # Thai ends no sentence with a mark: forty words of about two letters
        ("ปลา" * 25, False),
        ("ปลา" * 27 + "boats " * 18, False),  # most of it English
    ],
)
def test_prose_reads_as_whole_sentences(text, prose):
    assert only(text).prose is prose


@pytest.mark.parametrize(
    ("text", "ruled"), [("__", True), ("_" * 10, True), ("_", False), ("_" * 11, False), ("_a_", False)]
)
def test_a_rule_is_two_to_ten_low_lines(text, ruled):
    assert only(text).ruled is ruled


def test_a_gap_is_a_blank_line():
    assert [line.gap for line in split("one\ntwo\n\nthree\n \nfour")] == [False, False, True, True]


def test_a_line_knows_where_it_stands_without_its_white_space():
    first, second = split("  one \n\tTwo\n")
    assert (first.start, first.end, first.indent) == (2, 5, 2)
    assert (second.start, second.end, second.indent) == (8, 11, 1)


@pytest.mark.parametrize(
    ("first", "second", "equal"),
    [
        ("The ferry’s late", "the FERRY's  late!", True),
        ("Café", "Cafe\u0301", True),
        ("ﬁre", "fire", True),
        ("คำ", "ค", False),  # marks count
        ("pier 1", "pier 2", False),
    ],
)
def test_two_printings_of_a_headline_have_one_key(first, second, equal):
    assert (lines.key(first) == lines.key(second)) is equal


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("It fell.Boats lie", ["It fell.", "Boats lie"], "a stop, and no space behind it"),
        ("It fell.”“Boats lie", ["It fell.”", "“Boats lie"], "with marks"),
        ("On U.S.Highways", ["On U.S.Highways"], "no whole word before the stop"),
        ("It was.Boats lie", ["It was.Boats lie"], "a word of three letters may be an abbreviation"),
        ("NewsSportCarsSeaSkyLand", ["News", "Sport", "Cars", "Sea", "Sky", "Land"], "five joints are a menu"),
        ("NewsSportCarsSeaSky", ["NewsSportCarsSeaSky"], "four may be names"),
        ("WeWork sued by eBay and LinkedIn", ["WeWork sued by eBay and LinkedIn"], "names"),
    ],
)
def test_a_line_is_cut_where_a_break_was_certainly_lost(text, expected, why):
    assert texts(text) == expected, why


@pytest.mark.parametrize(("width", "count"), [(37, 6), (38, 1)])
def test_the_items_of_a_menu_have_at_most_thirty_characters_on_average(width, count):
    # Five joints, four items between them: 4 * (width + 1) code points against 5 * 30.
    text = "News" + ("A" + "b" * (width - 1)) * 5
    assert len(texts(text)) == (6 if 4 * width <= 150 else 1) == count


@pytest.mark.parametrize(("width", "joined"), [(39, False), (40, True), (120, True), (121, False)])
def test_a_text_is_wrapped_when_its_lines_have_40_to_120_characters(width, joined):
    row = ("boats lie " * 20)[: width - 1].rstrip() + "s" * 9
    row = row[:width]
    assert len(row) == width
    assert (len(texts("\n".join([row] * 5))) == 1) is joined


@pytest.mark.parametrize(("rows", "joined"), [(3, False), (4, True)])
def test_a_text_is_wrapped_when_three_lines_run_on(rows, joined):
    row = "boats lie in the harbour and gulls wait on the pier"
    assert (len(texts("\n".join([row] * rows))) == 1) is joined


@pytest.mark.parametrize(
    ("row", "between", "joined", "why"),
    [
        ("boats lie in the harbour and gulls wait on the pier", "\n", True, "they run on"),
        ("Boats lie in the harbour and gulls wait on the pier", "\n", False, "each begins with a capital"),
        ("boats lie in the harbour and gulls wait on the pier.", "\n", False, "each ends with a stop"),
        ("boats lie in the harbour and gulls wait on the pier", "\n\n", False, "each is a paragraph"),
        ("12 lie in the harbour and gulls wait on the old pier", "\n", False, "each begins with a figure"),
    ],
)
def test_lines_run_on_when_none_ends_and_none_begins(row, between, joined, why):
    assert (len(texts(between.join([row] * 5))) == 1) is joined, why


@pytest.mark.parametrize(
    ("before", "after", "joined", "why"),
    [
        ("boats lie in the harbour and gulls wait on the pier", "nobody rows", True, "it runs on"),
        ("boats lie in the harbour and gulls wait on the pier.", "Nobody rows", True, "a full line goes on"),
        ("boats lie in the harbour and gulls wait on the", "Nobody rows", True, "nearly full: 46 of 51"),
        ("boats lie in the harbour and gulls wait.", "Nobody rows", False, "40 of 51 are not full"),
        ("boats lie.", "nobody rows", False, "a short line"),
    ],
)
def test_in_a_wrapped_text_a_full_line_goes_on(before, after, joined, why):
    row = "boats lie in the harbour and gulls wait on the pier"
    found = texts("\n".join([row] * 4) + f"\n\n{before}\n{after}")
    assert (found[1:] == [f"{before}\n{after}"]) is joined, why


def test_an_html_page_keeps_its_blocks():
    text = "NewsSportCarsSeaSkyLand\nboats"
    found = lines.split(text, [Block(0, 23, "nav/li", 23), Block(24, 29, "p")])
    assert [(line.text, line.path, line.linked) for line in found] == [
        ("NewsSportCarsSeaSkyLand", "nav/li", 1.0),
        ("boats", "p", 0.0),
    ]


def test_a_cut_line_keeps_its_place():
    (line,) = split("\nIt fell. Boats lie")
    head, tail = lines.cut(line, 9)
    assert (head.start, head.end, head.text, head.gap) == (1, 9, "It fell.", line.gap)
    assert (tail.start, tail.end, tail.text, tail.gap) == (10, 19, "Boats lie", False)


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
