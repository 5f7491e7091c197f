import json

import pytest

from sources.pipeline.facts.metadata import Metadata, Statement, read
from sources.pipeline.render.render import render


def page(head="", body="<p>The harbour opened its new pier on Tuesday.</p>", lang=""):
    markup = f"<html{lang}><head>{head}</head><body>{body}</body></html>"
    return render(markup.encode(), media_type="text/html")


def ld(**fields):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    ("rendered", "field", "stated"),
    [
        (page(ld(headline="Pier opens")), "title", Statement("Pier opens", "json-ld")),
        (page('<meta property="og:title" content="Pier  opens">'), "title", Statement("Pier opens", "meta")),
        (page("<title>Pier opens</title>"), "title", Statement("Pier opens", "meta")),
        (page(ld(publisher={"name": "Coast Daily"})), "publisher", Statement("Coast Daily", "json-ld")),
        (page(ld(publisher="Coast Daily")), "publisher", Statement("Coast Daily", "json-ld")),
        (page(ld(publisher=[{"name": "Coast Daily"}])), "publisher", Statement("Coast Daily", "json-ld")),
        (page(ld(publisher=[{"name": "Coast Daily"}, {"name": "Sea Post"}])), "publisher", None),
        (page(ld(publisher=[])), "publisher", None),
        (page(ld(publisher=7)), "publisher", None),
        (page('<meta property="og:site_name" content="Coast Daily">'), "publisher", Statement("Coast Daily", "meta")),
        (page(ld(datePublished="2025-03-04T23:30:00-05:00")), "published_on", Statement("2025-03-04", "json-ld")),
        (
            page('<meta property="article:published_time" content="2025-03-04">'),
            "published_on",
            Statement("2025-03-04", "meta"),
        ),
        (
            page(body='<article><time datetime="2025-03-04">4 March</time><p>Text</p></article>'),
            "published_on",
            Statement("2025-03-04", "meta"),
        ),
        # Two different times say nothing.
        (
            page(body='<article><time datetime="2025-03-04">a</time><time datetime="2025-03-05">b</time></article>'),
            "published_on",
            None,
        ),
        (page(ld(datePublished="2025-02-31")), "published_on", None),  # no such day
        (page(ld(datePublished="yesterday")), "published_on", None),
        (page(lang=' lang="pt-BR"'), "language", Statement("pt-BR", "meta")),
        (page(lang=' lang="<b>"'), "language", None),
        (
            page('<link rel="canonical" href="https://coast.example/pier">'),
            "canonical_url",
            Statement("https://coast.example/pier", "meta"),
        ),
        (page('<link rel="canonical" href="javascript:alert(1)">'), "canonical_url", None),
        (page('<link rel="canonical" href="/pier">'), "canonical_url", None),
        # One sign of an author is not enough …
        (page(ld(author={"name": "Ana Silva"})), "author", None),
        (page('<meta name="author" content="Ana Silva">'), "author", None),
        # … two that agree are,
        (
            page(ld(author={"name": "Ana Silva"}) + '<meta name="author" content="ana silva">'),
            "author",
            Statement("Ana Silva", "json-ld"),
        ),
        (
            page(ld(author=[{"name": "Ana Silva"}]), "<p>By Ana Silva</p><p>Text of it.</p>"),
            "author",
            Statement("Ana Silva", "json-ld"),
        ),
        # two that do not are not,
        (page(ld(author={"name": "Ana Silva"}) + '<meta name="author" content="Admin">'), "author", None),
        # and a byline that readers see is.
        (
            page(body="<p>By Jo Ek and Ana Silva | Lisbon</p><p>Text of it.</p>"),
            "author",
            Statement("Jo Ek and Ana Silva", "byline"),
        ),
        (page('<script type="application/ld+json">{broken</script>'), "title", None),
        (page('<script type="application/ld+json">' + "[" * 100_000 + "</script>"), "title", None),
    ],
)
def test_a_page_states_what_it_states(rendered, field, stated):
    assert getattr(read(rendered), field) == stated


@pytest.mark.parametrize(
    ("rendered", "field", "rule", "exact"),
    [
        (page(ld(headline="Pier  opens")), "title", "json-ld.headline", "Pier opens"),
        (page('<meta name="twitter:title" content="Pier opens">'), "title", "meta.twitter:title", "Pier opens"),
        (page("<title> Pier opens\n</title>"), "title", "title", "Pier opens"),
        (page(ld(publisher=[{"name": "Coast Daily"}])), "publisher", "json-ld.publisher", "Coast Daily"),
        (page(ld(datePublished="2025-03-04T23:30")), "published_on", "json-ld.datePublished", "2025-03-04T23:30"),
        (
            page('<meta property="article:published_time" content="2025-03-04T08:00Z">'),
            "published_on",
            "meta.article:published_time",
            "2025-03-04T08:00Z",
        ),
        (
            page(body='<article><time itemprop="datePublished" datetime="2025-03-04 10:00">4 March</time></article>'),
            "published_on",
            "time.datePublished",
            "2025-03-04 10:00",
        ),
        (
            page(body='<article><time datetime="now">a</time><time datetime="2025-03-04">b</time></article>'),
            "published_on",
            "time",
            "2025-03-04",
        ),
        (page(lang=' lang="pt_BR"'), "language", "html.lang", "pt_BR"),
        (page(body="<p>By Jo Ek | Lisbon</p>"), "author", "byline", "By Jo Ek | Lisbon"),
        (
            page(ld(author=["Jo Ek", "Ana Silva"]), "<p>By Ana Silva and Jo Ek</p>"),
            "author",
            "json-ld.author",
            "Jo Ek, Ana Silva",
        ),
    ],
)
def test_a_statement_names_its_key_element_or_line_and_holds_the_words_there(rendered, field, rule, exact):
    stated = getattr(read(rendered), field)
    assert (stated.rule, stated.exact) == (rule, exact)


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_a_byline_has_its_place_in_the_text_and_what_is_not_printed_has_none(media_type):
    rendered = render(b"<title>Pier</title><p>Pier opens</p>\n\n<p>By Ana Silva</p>", media_type=media_type)
    if media_type == "text/plain":
        rendered = render(b"Pier opens\n\n  By Ana Silva \n\nText of it.", media_type=media_type)
    about = read(rendered)
    assert rendered.text[about.author.start : about.author.end] == about.author.exact == "By Ana Silva"
    if media_type == "text/html":
        assert (about.title.start, about.title.end) == (None, None)


@pytest.mark.parametrize(
    ("dump", "author", "day"),
    [
        ("Pier opens\n\nBy Ana Silva\n\nThe harbour opened its pier.", "Ana Silva", None),
        ("Pier opens\nBy Ana de la Cruz, 4 March 2025\nThe harbour opened it.", "Ana de la Cruz", "2025-03-04"),
        ("Pier opens\n\nBy train and by bus they came to the pier.", None, None),
        ("Pier opens\n\nBy Tuesday it was full.", None, None),
        ("Pier opens\n\nBy Ana Silva\n\nText.\n\nBy Jo Ek", None, None),  # two articles on a page: nobody is certain
        ("Pier opens\n\nThe harbour opened its pier.", None, None),
        # A line that says when it was published states the day, wherever it stands …
        ("Pier opens\n\nPublished: Tuesday 4 March 2025\n\nText of it.", None, "2025-03-04"),
        ("Pier opens\n\nBy Ana Silva\n\n5 May 2024\n\nText.\n\nPosted 4 March 2025", "Ana Silva", "2025-03-04"),
        # … two of them with different days state nothing,
        ("Published 4 March 2025\n\nPier opens\n\nPublished 5 March 2025\n\nGulls leave", None, None),
        ("Published 4 March 2025\n\nPier opens\n\nPublished March 4, 2025", None, "2025-03-04"),
        # and a day by itself is the article's beside its byline only.
        ("Pier opens\n\nBy Ana Silva\n\n4 March 2025, 10:30\n\nText of it.", "Ana Silva", "2025-03-04"),
        ("Thursday, 6 March 2025\n\nMenu\n\nSport\n\nPier opens\n\nBy Ana Silva\n\nText.", "Ana Silva", None),
        ("Pier opens\n\nText of it.\n\n4 March 2025", None, None),
        ("Pier opens\n\nBy Ana Silva\n\n4 March 2025\n\n5 March 2025\n\nText.", "Ana Silva", None),
        ("Pier opens\n\nUpdated: 4 March 2025\n\nText of it.", None, None),
    ],
)
def test_a_dump_names_its_author_and_its_day_only_in_a_clear_line(dump, author, day):
    stated = read(render(dump.encode(), media_type="text/plain"))
    assert stated == Metadata(
        author=Statement(author, "byline") if author else None,
        published_on=Statement(day, "printed") if day else None,
    )


@pytest.mark.parametrize(("between", "believed"), [(0, True), (1, True), (2, False)])
def test_a_day_within_two_lines_of_the_byline_is_the_articles(between, believed):
    lines = ["By Ana Silva", *["Lisbon"] * between, "4 March 2025", "Text of it."]
    found = read(render("\n\n".join(lines).encode(), media_type="text/plain")).published_on
    assert (found is not None) is believed


PRINTED = "<p>Published: March 11, 2022</p><p>Two men were arrested today.</p>"
TIME = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize(
    ("why", "stamp", "stated"),
    [
        ("a stamp of the next morning in another time zone", "2022-03-12T01:20:00Z", ("2022-03-11", "printed")),
        ("a stamp of the same day", "2022-03-11T20:20:00Z", ("2022-03-11", "meta")),
        ("a day without a time has no time zone", "2022-03-12", ("2022-03-12", "meta")),
        ("a stamp two days away is another day", "2022-03-13T01:20:00Z", ("2022-03-13", "meta")),
        ("no stamp", "soon", ("2022-03-11", "printed")),
    ],
)
def test_the_printed_day_is_the_articles_where_a_stamp_lies_a_day_beside_it(why, stamp, stated):
    found = read(page(TIME.format(stamp), PRINTED)).published_on
    assert (found.value, found.origin) == stated


@pytest.mark.parametrize(("length", "believed"), [(500, True), (501, False)])
def test_a_value_has_at_most_500_characters(length, believed):
    assert (read(page(ld(headline="x" * length))).title is not None) is believed
    assert (read(page(f'<meta property="og:site_name" content="{"y" * length}">')).publisher is not None) is believed


@pytest.mark.parametrize(("length", "believed"), [(2000, True), (2001, False)])
def test_an_address_has_at_most_2000_characters(length, believed):
    address = "https://coast.example/".ljust(length, "a")
    assert (read(page(f'<link rel="canonical" href="{address}">')).canonical_url is not None) is believed


@pytest.mark.parametrize(("size", "believed"), [(1_000_000, True), (1_000_001, False)])
def test_a_block_of_statements_has_at_most_a_million_characters(size, believed):
    block = json.dumps({"@type": "NewsArticle", "headline": "Pier opens"}).ljust(size)
    head = f'<script type="application/ld+json">{block}</script>'
    assert (read(page(head)).title is not None) is believed


@pytest.mark.parametrize(("before", "believed"), [(4_998, True), (4_999, False)])
def test_five_thousand_values_are_looked_at(before, believed):
    graph = [*([None] * before), {"@type": "NewsArticle", "headline": "Pier opens"}]
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert (read(page(head)).title is not None) is believed


@pytest.mark.parametrize(("before", "believed"), [(199, True), (200, False)])
def test_a_byline_stands_in_the_first_two_hundred_lines(before, believed):
    dump = "\n".join([*["gull"] * before, "By Ana Silva"])
    assert (read(render(dump.encode(), media_type="text/plain")).author is not None) is believed


@pytest.mark.parametrize(
    ("author", "byline", "stated"),
    [
        ({"name": "Ana Silva"}, "By Ana Silva", "json-ld"),
        ([{"name": "Ana Silva"}, {"name": "Jo Ek"}], "By Ana Silva and Jo Ek", "json-ld"),
        ([{"name": "Ana Silva"}, {"name": "Jo Ek"}], "By Ana Silva", "byline"),
        ({"name": "Ana Silva"}, "By Jo Ek", "byline"),
        ({"name": "Ana Silva"}, "boats", None),
        ({"name": "https://coast.example/ana"}, "boats", None),
        ({"name": "…"}, "By Jo Ek", "byline"),
        ([{"name": "x" * 260}, {"name": "y" * 260}], "By Jo Ek", "byline"),
        (["Ana Silva", "Jo Ek"], "By Jo Ek and Ana Silva", "json-ld"),
        ({"name": "Ana Silva"}, "Ana Silva", "json-ld"),
        ([{"name": "Ana Silva"}, {"name": "Jo Ek"}], "Ana Silva</p><p>Jo Ek", "json-ld"),
        ([{"name": "Ana Silva"}, {"name": "Jo Ek"}], "Ana Silva</p><p>Mara Vik", None),
        ([{"name": "Ana Silva"}, {"name": "Jo Ek"}], "By Ana Silva</p><p>Jo Ek", "json-ld"),
    ],
)
def test_an_author_is_believed_when_a_second_sign_agrees(author, byline, stated):
    found = read(page(ld(author=author), f"<p>{byline}</p>")).author
    assert (found.origin if found else None) == stated


@pytest.mark.parametrize(("length", "believed"), [(160, True), (161, False)])
def test_a_line_that_names_the_author_has_at_most_160_characters(length, believed):
    # Longer ones are left out before they are cut: "…Ltd.By Ana Silva" would be a byline.
    long = ("gulls " * 40)[: length - len("xharbour.By Ana Silva")] + "xharbour.By Ana Silva"
    assert len(long) == length
    found = read(render(f"Pier opens\n\n{long}\n\nText of it.".encode(), media_type="text/plain"))
    assert (found.author is not None) is believed
