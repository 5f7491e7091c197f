"""A page is tiled with passages: what each line is to the article, and by which rule."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.pipeline.clean.clean import READ, Kind, clean
from sources.pipeline.render.render import Page, Unreadable, render
from tests.corpus import golden

BODY = [
    "The harbour council voted on Monday to rebuild the old pier, which a storm had torn away in January.",
    "“We have waited long enough,” said Ana Silva, who runs the ferry, after the meeting in the town hall.",
    "He agreed.",
    "Engineers will drive two hundred oak piles into the sea bed, and the work should be over before next winter.",
    "The state pays half of the cost, and the rest comes from a levy on moorings that the fishermen had fought.",
    "In the end only three members voted against the plan, although many more had spoken against it in spring.",
]
HEADLINE = "Harbour council votes to rebuild the pier it lost"
DECK = "A levy on moorings pays half of the new jetty, to the anger of the fishermen’s union."
LINK = "Ferry fares to rise in autumn as the state pays less than it did"
LATER = [
    "Divers found the first of the lost oak piles on Tuesday, two miles east of the town, and marked it with a buoy.",
    "The harbour master says that small boats may sail again, but only by day and in sight of the lighthouse.",
    "Ana Silva tells the paper that the ferry has lost a third of its passengers since the storm tore the pier away.",
]
RUSSIAN = [
    "Совет гавани в понедельник решил заново построить старый причал, который зимой унёс шторм.",
    "Работы начнутся весной, и половину денег даст государство, а остальное соберут с рыбаков и моряков.",
    "Против плана голосовали только трое, хотя весной о нём спорили гораздо громче и гораздо дольше.",
]
MENU = ["Coast Daily", "Home", "News", "Sport", "Log in"]
TAIL = [
    "Share",
    "Related articles",
    "Ferry fares to rise in autumn",
    "Lighthouse keeper wins poetry prize",
    "© 2025 Coast Daily",
    "×",
]

HEAD = ["By Jo Ek", "4 March 2025", "3 minutes read", "Facebook Twitter LinkedIn"]
COMMENTS = [
    line
    for day in range(1, 7)
    for line in (
        f"gull{day} says:",
        f"March {day}, 2025 at 9:0{day} am",
        f"I told them {day} times that the sea takes what it wants, and nobody at the town hall ever listened to me.",
    )
]


def dump(*parts, gap="\n\n"):
    return gap.join(line for part in parts for line in ([part] if isinstance(part, str) else part))


def kinds(page):
    return [(p.kind.value, page.text[p.start : p.end].strip()) for p in clean(page)]


def text_page(text):
    return render(text.encode(), media_type="text/plain")


def of_kind(page, kind):
    return [words for k, words in kinds(page) if k == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (dump(MENU, HEADLINE, BODY, TAIL), "body", BODY),
        (dump(MENU, HEADLINE, BODY, TAIL, gap="\n"), "body", BODY),
        (dump(MENU, HEADLINE, BODY, TAIL), "headline", [HEADLINE]),
        (dump(MENU, HEADLINE, HEADLINE, BODY), "headline", [HEADLINE]),  # printed twice
        (dump(f"{HEADLINE} | Coast Daily", MENU, HEADLINE, BODY), "headline", [HEADLINE]),  # the page's title line
        # The deck is printed twice, with another apostrophe and a no-break space.
        (dump(HEADLINE, DECK, DECK.replace("’", "'").replace("A levy", "A\u00a0levy"), BODY), "standfirst", [DECK]),
        (dump(HEADLINE, DECK, DECK.replace("’", "'"), BODY), "body", BODY),
        (dump(HEADLINE, DECK, "By Jo Ek", BODY), "standfirst", [DECK]),  # the byline parts deck and body
        (dump(HEADLINE, DECK + "\n" + BODY[0], BODY[1:]), "standfirst", [DECK]),  # only the deck is not set apart
        (dump(HEADLINE, BODY), "standfirst", []),  # nothing tells the first paragraph from a deck
        (dump(HEADLINE, BODY[:3], "ADVERTISEMENT", BODY[3:]), "body", BODY),
        (dump(HEADLINE, BODY[:3], "Read more: Ferry fares to rise in autumn", BODY[3:]), "body", BODY),
        (
            dump(HEADLINE, BODY[:3], "Photo: Ana Silva / Coast Pictures", BODY[3:]),
            "caption",
            ["Photo: Ana Silva / Coast Pictures"],
        ),
        (dump(HEADLINE, BODY[:3], "What happens next", BODY[3:]), "body", [*BODY[:3], "What happens next", *BODY[3:]]),
        (
            dump(HEADLINE, BODY, "AI Disclaimer: Software wrote this page.", TAIL),
            "notice",
            ["AI Disclaimer: Software wrote this page."],
        ),
        (dump(HEADLINE, BODY[:-1], BODY[-1] + "AI Disclaimer: Software wrote this page.", TAIL), "body", BODY),  # glued
        (
            dump(HEADLINE, BODY, "Correction:", "The levy is yearly, not monthly."),
            "notice",
            ["Correction:", "The levy is yearly, not monthly."],
        ),
        (dump(HEADLINE, BODY, "0:00\n0:00\nClose", TAIL), "body", BODY),
        (dump(HEADLINE, BODY, "Leave a Reply", "Your email address will not be published."), "body", BODY),
        (dump(HEADLINE, BODY, TAIL, HEADLINE), "headline", [HEADLINE]),
        # A headline that is a question reads as the article's first sentence, but its standfirst is printed twice.
        (dump("Why did the pier fall?", DECK, DECK.replace("’", "'"), BODY), "headline", ["Why did the pier fall?"]),
        (dump("Why did the pier fall?", DECK, DECK.replace("’", "'"), BODY), "body", BODY),
        (dump("Pier falls", BODY), "headline", ["Pier falls"]),  # two words at the top of a paste
        (dump(BODY), "headline", []),
        # Short articles are lost neither below their head nor among lists of other articles.
        (dump(f"{HEADLINE} - Coast Daily", MENU, HEADLINE, HEAD, BODY[:2], TAIL), "body", BODY[:2]),
        (dump(BODY[:1]), "body", BODY[:1]),
        (
            dump(HEADLINE, BODY, "What follows:", "- new lights", "- a new jetty"),
            "body",
            [*BODY, "What follows:", "- new lights", "- a new jetty"],
        ),
        # An interviewer may ask the same question twice.
        (
            dump(HEADLINE, BODY[:3], "What is lost?", BODY[3], "What is lost?", BODY[4:]),
            "body",
            [*BODY[:3], "What is lost?", BODY[3], "What is lost?", *BODY[4:]],
        ),
        # Readers' comments may be longer than the article.
        (dump(f"{HEADLINE} - Coast Daily", HEADLINE, BODY, "6 Comments", COMMENTS), "body", BODY),
        # The rendering lost the breaks of a menu, and those between paragraphs.
        (
            "NewsSportWeatherTravelCultureMoney" + " ".join(BODY[:2]) + BODY[3] + "\n" + "\n".join(TAIL),
            "body",
            [" ".join(BODY[:2]), BODY[3]],
        ),
        # The same in Cyrillic.
        (dump("НовостиСпортПогодаКультураДеньгиКонтакты" + RUSSIAN[0], RUSSIAN[1:]), "body", RUSSIAN),
        # What stands below a headline and ends without a stop, asks or is a title leads to another article,
        (dump(f"{HEADLINE} - Coast Daily", HEADLINE, LINK, MENU, BODY, TAIL), "standfirst", []),
        (dump(f"{HEADLINE} - Coast Daily", HEADLINE, "Who pays for the ferry now?", MENU, BODY), "standfirst", []),
        (dump(f"{HEADLINE} - Coast Daily", HEADLINE, "“Who pays for the ferry now?”", MENU, BODY), "standfirst", []),
        (
            dump(f"{HEADLINE} - Coast Daily", HEADLINE, "Why the Ferry Is Late. And Who Pays.", MENU, BODY),
            "standfirst",
            [],
        ),
        # unless an author or a date parts it from the article.
        (dump(f"{HEADLINE} - Coast Daily", HEADLINE, LINK, "Jo Ek", "4 March 2025", BODY), "standfirst", [LINK]),
        # A short last sentence is the article's, even below an advertisement; a heading below it is not.
        (dump(HEADLINE, BODY, "Go and see!", TAIL), "body", [*BODY, "Go and see!"]),
        (
            dump(HEADLINE, BODY, "ADVERTISEMENT", "The pier opens in May.", TAIL),
            "body",
            [*BODY, "The pier opens in May."],
        ),
        (dump(HEADLINE, BODY, "Ferry fares", "The ferry is full.", TAIL), "body", BODY),
        # A wire service rules a line below each part, and heads the next one with the hour.
        (dump(HEADLINE, BODY, "___", TAIL), "body", [*BODY, "___"]),
        (dump(MENU, HEADLINE, BODY, "___", "4:10 p.m.", LATER), "body", [*BODY, "___", "4:10 p.m.", *LATER]),
        (dump(MENU, HEADLINE, BODY[:3], "4:10 p.m.", BODY[3:]), "body", BODY),  # an hour alone is a date line
        # A heading that names somebody presents the author, when the next line does so.
        (
            dump(MENU, HEADLINE, BODY, "About Ana Silva", "Ana Silva grew up by the sea and writes about boats."),
            "body",
            BODY,
        ),
        (
            dump(MENU, HEADLINE, BODY, "About the levy", "The levy falls due in May, and nobody may put it off."),
            "body",
            [*BODY, "About the levy", "The levy falls due in May, and nobody may put it off."],
        ),
        # A report begins with its dateline, whatever list stands above it.
        (
            dump(
                MENU,
                "Fares rise again. This map shows where.",
                f"PORT ELLEN, Scotland (AP) — {BODY[0]}",
                BODY[1:],
                TAIL,
            ),
            "body",
            [f"PORT ELLEN, Scotland (AP) — {BODY[0]}", *BODY[1:]],
        ),
        # Lines that look like code are furniture, unless there is nothing else.
        (dump(HEADLINE, BODY, "window.dataLayer = [];", TAIL), "body", BODY),
        (dump(f"<p>{BODY[0]}</p>", f"<p>{BODY[2]}</p>"), "body", [f"<p>{BODY[0]}</p>", f"<p>{BODY[2]}</p>"]),
        # Paragraphs wrapped at a margin are one passage each.
        (dump(HEADLINE, [textwrap.fill(p, 60) for p in BODY]), "body", [textwrap.fill(p, 60) for p in BODY]),
    ],
)
def test_a_dump_is_taken_apart(text, kind, expected):
    assert of_kind(text_page(text), kind) == expected


def test_a_later_copy_of_the_headline_says_why_it_is_furniture():
    page = text_page(dump(HEADLINE, HEADLINE.upper(), BODY))
    assert [p.rule for p in clean(page)][:2] == ["headline.title", "furniture.duplicate-headline"]


def html_page(body, head=f"<title>{HEADLINE} - Coast Daily</title>"):
    return render(f"<html><head>{head}</head><body>{body}</body></html>".encode(), media_type="text/html")


ARTICLE = (
    "<nav><ul><li><a href=/>Home</a></li><li><a href=/s>Sport</a></li></ul></nav>"
    f"<article><h1>{HEADLINE}</h1><p>{DECK}</p><p>By Jo Ek</p>"
    + "".join(f"<p>{p}</p>" for p in BODY)
    + "<p>AI disclosure: Software drafted this page.</p></article>"
    "<aside><h2>Related articles</h2><ul><li><a href=/f>Ferry fares to rise in autumn</a></li></ul></aside>"
    "<footer>© 2025 Coast Daily</footer>"
)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("headline", [HEADLINE]),
        ("standfirst", [DECK]),
        ("body", BODY),
        ("notice", ["AI disclosure: Software drafted this page."]),
        (
            "furniture",
            ["Home", "Sport", "By Jo Ek", "Related articles", "Ferry fares to rise in autumn", "© 2025 Coast Daily"],
        ),
    ],
)
def test_a_page_is_taken_apart(kind, expected):
    assert of_kind(html_page(ARTICLE), kind) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f"<header><h1>{HEADLINE}</h1><h2>{LINK}</h2></header>", [LINK]),  # kept with the headline, no stop, no byline
        (f"<header><h1>{HEADLINE}</h1><p>{DECK}</p></header>", [DECK]),
        (f"<h1>{HEADLINE}</h1><p>{DECK}</p>", []),  # nothing tells it from the first paragraph
        (f"<h1>{HEADLINE}</h1><h2><a href=/f>{LINK}</a></h2>", []),  # leads to another article
        (f"<h1>{HEADLINE}</h1><figure><figcaption>{DECK}</figcaption></figure><p>By Jo Ek</p>", []),
        (f"<h1>{HEADLINE}</h1><figure><p>{DECK}</p></figure><p>By Jo Ek</p>", []),
        (f"<h1>{HEADLINE}</h1><section>{DECK}</section><p>By Jo Ek</p>", []),
    ],
)
def test_a_page_keeps_its_standfirst_with_its_headline(head, expected):
    page = html_page(f"<article>{head}{''.join(f'<p>{p}</p>' for p in BODY)}</article>")
    assert of_kind(page, "standfirst") == expected
    assert of_kind(page, "body")[-len(BODY) :] == BODY


def test_a_page_that_the_extractor_gives_up_is_still_taken_apart(monkeypatch):
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: None)
    assert of_kind(html_page(ARTICLE), "body") == BODY


@pytest.mark.parametrize(("words", "kind"), [(30, "caption"), (31, "body")])
def test_a_line_of_thirty_words_on_top_of_the_article_above_a_credit_is_a_caption(words, kind):
    line = " ".join(["Gulls", *["wait"] * (words - 2), "here."])
    page = text_page(dump(HEADLINE, "By Jo Ek", line, "Photo: Ana Silva / Coast Pictures", BODY))
    assert (kind, line) in kinds(page)
    assert ("body", BODY[0]) in kinds(page)


def test_a_note_is_a_time_marks_only_in_a_subtitle_file():
    page = text_page(dump(HEADLINE, BODY[:3], "NOTE The levy was 3 crowns a boat until 2019.", BODY[3:]))
    assert "furniture.cue" not in {p.rule for p in clean(page)}


def test_a_paragraph_above_a_later_credit_is_no_caption():
    page = text_page(
        dump(HEADLINE, BODY[:1], "He agreed to it at last.", "Photo: Ana Silva / Coast Pictures", BODY[3:])
    )
    assert ("body", "He agreed to it at last.") in kinds(page)


def test_kinds_that_are_read_leave_out_notices_and_furniture():
    assert frozenset(Kind) - READ == {Kind.NOTICE, Kind.FURNITURE}


PROSE, INSIDE = "body.prose", "body.inside"
WHOLE = [PROSE, PROSE, INSIDE, PROSE, PROSE, PROSE]  # the rules of BODY
RULES = [
    (
        dump("Photo: Jo Ek", MENU, HEADLINE, DECK, "By Jo Ek", "Photo: Ana Silva", BODY, "Photo: the sea", TAIL),
        [
            *["furniture.before-article"] * 5,  # a caption above the headline is none of the article's
            "furniture.button",
            "headline.title",
            "standfirst.below-headline",
            "furniture.byline",
            "caption.credit",
            *WHOLE,
            "furniture.after-article",  # nor is one below its last sentence
            "furniture.share",
            "furniture.related",
            "furniture.after-article",
            "furniture.after-article",
            "furniture.legal",
            "furniture.button",
        ],
    ),
    (
        dump(BODY[:2], "Image 2 of 5", "Boats", BODY[2:]),
        [*WHOLE[:2], "furniture.gallery", "caption.gallery", *WHOLE[2:]],
    ),
    (dump("By Jo Ek", BODY), ["furniture.before-article", *WHOLE]),
    (
        dump(HEADLINE, BODY, "By Ana Silva", LATER[0], TAIL[:2]),
        ["headline.title", *WHOLE, "furniture.byline", PROSE, "furniture.share", "furniture.related"],
    ),
    (  # far below the beginning a line has to name somebody to be a byline
        dump(HEADLINE, BODY[:4], "Text messages from the harbour", BODY[4:], TAIL[:1]),
        ["headline.title", *WHOLE[:4], INSIDE, *WHOLE[4:], "furniture.share"],
    ),
    (
        dump(HEADLINE, DECK, DECK.replace("’", "'"), BODY),
        ["headline.title", "standfirst.below-headline", "furniture.duplicate-standfirst", *WHOLE],
    ),
    (dump(HEADLINE, BODY, "___", "4:10 p.m.", LATER[0]), ["headline.title", *WHOLE, INSIDE, INSIDE, PROSE]),
    (dump("<p>A</p>", "<p>B</p>"), ["body.code", "body.code"]),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_each_line_says_by_which_rule_it_was_decided(text, expected):
    assert [p.rule for p in clean(text_page(text))] == expected


def test_a_caption_of_a_page_stands_in_its_element():
    figure = "<figure><figcaption>Boats lie here</figcaption></figure><p>By Jo Ek</p>"
    page = html_page(ARTICLE.replace("<p>By Jo Ek</p>", figure))
    rules = {page.text[p.start : p.end].strip(): p.rule for p in clean(page)}
    assert rules["Boats lie here"] == "caption.credit"
    assert rules["By Jo Ek"] == "furniture.byline"


def assert_tiles(page):
    passages = clean(page)
    assert "".join(page.text[p.start : p.end] for p in passages) == page.text
    assert all(p.start < p.end for p in passages)
    assert passages == clean(page)


LINES = st.lists(
    st.one_of(st.sampled_from([HEADLINE, DECK, *BODY, *MENU, *TAIL, "", "  ", "AI Disclaimer:"]), st.text(max_size=40)),
    max_size=25,
)


@given(LINES)
def test_any_dump_is_tiled(lines):
    try:
        page = text_page("\n".join(lines).encode("utf-8", "replace").decode())
    except Unreadable:
        return
    assert_tiles(page)


@given(LINES)
def test_any_page_is_tiled(lines):
    try:
        page = html_page("".join(f"<p>{line}</p>" for line in lines).encode("utf-8", "replace").decode())
    except Unreadable:
        return
    assert_tiles(page)


def test_an_empty_rendering_has_no_passages():
    assert clean(Page("", "text/1")) == ()
    assert [p.kind for p in clean(Page(" \n", "text/1"))] == [Kind.FURNITURE]


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
