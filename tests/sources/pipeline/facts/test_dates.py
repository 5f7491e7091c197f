"""The day of publication: what several signs agree on, the printed local day, and a reason where nobody can tell."""

import json

import pytest

from sources.pipeline.facts.metadata import read
from sources.pipeline.render.render import render

PARAGRAPH = "The harbour board sold its last crane to a firm from the next town on Monday."


def facts(head="", body=f"<p>{PARAGRAPH}</p>", lang=""):
    markup = f'<html lang="{lang}"><head>{head}</head><body><h1>Board sells crane</h1>{body}</body></html>'
    return read(render(markup.encode(), media_type="text/html"))


def ld(value):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "datePublished": value})}</script>'


def meta(name, value):
    return f'<meta name="{name}" content="{value}">'


COMMENT = '<section id="comments"><time itemprop="datePublished" datetime="2025-05-05">May</time></section>'

CASES = [
    ("a stamp of mail", ld("Tue, 04 Mar 2025 16:07:38 -0600"), "", "2025-03-04"),
    ("a written day", meta("pubdate", "March 4, 2025 12:32"), "", "2025-03-04"),
    ("eight digits", meta("pdate", "20250304"), "", "2025-03-04"),
    ("no year of an article", ld("0001-01-01T00:00:00Z"), "", None),
    ("never a comment's", "", COMMENT, None),
    ("a comment's beside the article's", meta("date", "2025-03-04"), COMMENT, "2025-03-04"),
    (
        "most of the signs",
        ld("2025-03-09") + meta("dc.date", "2025-03-04") + meta("date", "2025-03-04"),
        "",
        "2025-03-04",
    ),
    ("the first of two", ld("2025-03-09") + meta("date", "2025-03-04"), "", "2025-03-09"),
    (
        "the local day of a stamp at Greenwich",
        ld("2025-03-05T04:58:46Z")
        + meta("article:published_time", "2025-03-05T04:58:46+00:00")
        + meta("sailthru.date", "2025-03-04 20:58:46"),
        "",
        "2025-03-04",
    ),
    (
        "no other day than the next",
        ld("2025-03-05T04:58:46Z")
        + meta("article:published_time", "2025-03-05T04:58:46Z")
        + meta("date", "2025-03-03 20:58"),
        "",
        "2025-03-05",
    ),
    (
        "the day in the address",
        ld("2025-03-05")
        + meta("date", "2025-03-04")
        + '<link rel="canonical" href="https://coast.example/2025/03/04/crane">',
        "",
        "2025-03-04",
    ),
    (
        "an address alone is no statement",
        '<link rel="canonical" href="https://coast.example/2025/03/04/crane">',
        "",
        None,
    ),
    ("a published time", "", '<time class="entry-date published">4 March 2025</time>', "2025-03-04"),
    (
        "the signs against a day that is printed beside a byline",
        "".join(meta(name, "2023-01-02") for name in ("dc.date", "date", "pubdate")),
        f"<p>By Ana Silva <span>December 28, 2022</span></p><p>{PARAGRAPH}</p>",
        "2023-01-02",
    ),
    (
        "a day beside the author whom the markup names",
        '<meta name="author" content="Ana Silva">' + ld("2025-03-05T04:31:00+00:00"),
        f"<a rel='author'>Ana Silva</a><p>March 4, 2025, 10:31 pm CST</p><p>{PARAGRAPH}</p>",
        "2025-03-04",
    ),
    ("below the headline", "", f"<p>4 March 2025</p><p>{PARAGRAPH}</p>", "2025-03-04"),
    ("above it is the day of the copy", "", "", None),
]


@pytest.mark.parametrize(("why", "head", "body", "day"), CASES)
def test_a_page_states_its_day(why, head, body, day):
    found = facts(head, body or f"<p>{PARAGRAPH}</p>").published_on
    assert (found.value if found else None) == day


DUMPS = [
    (f"Board sells crane to town\n\nHolm, 4 March 2025 – {PARAGRAPH}\n\n{PARAGRAPH}", "2025-03-04", ""),
    (f"Board sells crane to town\n\nHOLM, 4 March 2025\n\n{PARAGRAPH}\n\n{PARAGRAPH}", "2025-03-04", ""),
    # A list of days is no dateline, nor is what stands far below.
    (f"Board sells crane\n\n4 March 2025 – {PARAGRAPH}\n\n5 March 2025 – {PARAGRAPH}", None, ""),
    (f"Board sells crane\n\n{PARAGRAPH}" + f"\n\n{PARAGRAPH}" * 3 + f"\n\nHolm, 4 March 2025 – {PARAGRAPH}", None, ""),
    (f"Quarterly figures | 4 March 2025\n\nBoard sells crane to town\n\n{PARAGRAPH}\n\n{PARAGRAPH}", "2025-03-04", ""),
    (f"The tide tables | 4 March 2025\n\nBoard sells crane to town\n\n{PARAGRAPH}\n\n{PARAGRAPH}", None, ""),
    # A byline of nobody has its day between bars.
    (f"Board sells crane\n\nWritten by Newsdesk · March 4, 2025 · 3 comments\n\n{PARAGRAPH}", "2025-03-04", ""),
    (f"Board sells crane\n\nShop of the week · March 4, 2025 · 3 comments\n\n{PARAGRAPH}", None, ""),
    (f"Board sells last crane\n\nTuesday, March 4, 2025\n\n{PARAGRAPH}", "2025-03-04", ""),
    (f"Home\nNews\n\nBoard sells last crane\n\n* March 4, 2025\n\n{PARAGRAPH}", "2025-03-04", ""),
    (f"By Ana Silva - 11/19/19 06:56 AM EST\n\n{PARAGRAPH}", "2019-11-19", ""),
    (f"Tuesday, March 4, 2025\n\nBoard sells last crane\n\n{PARAGRAPH}", None, ""),
    # Nobody can tell, and the page says why.
    (
        f"Board sells last crane\n\nPublished: 3/4/2025\n\n{PARAGRAPH}",
        None,
        "“Published: 3/4/2025” may be 2025-03-04 or 2025-04-03.",
    ),
    (f"Board sells last crane\n\nPublished: 3/4/2025 06:56 AM EST\n\n{PARAGRAPH}", "2025-03-04", ""),
    (f"Board sells last crane\n\nPor Ana Silva, 3/4/2025\n\n{PARAGRAPH}", "2025-04-03", ""),
    (f"Board sells last crane\n\nVeröffentlicht: 3/4/2025\n\n{PARAGRAPH}", "2025-04-03", ""),
    (f"Board sells last crane\n\nPublished: 3/4/2025\n\nUpdated: 14/4/2025\n\n{PARAGRAPH}", "2025-04-03", ""),
    ("Published 4 March 2025\n\nPublished 5 March 2025", None, "The page states different days."),
    (PARAGRAPH, None, ""),
]


@pytest.mark.parametrize(("dump", "day", "why"), DUMPS)
def test_a_dump_states_its_day_or_why_nobody_can_tell(dump, day, why):
    found = read(render(dump.encode(), media_type="text/plain"))
    assert (found.published_on.value if found.published_on else None, found.why_no_date) == (day, why)


@pytest.mark.parametrize(("lang", "day"), [("en-GB", "2025-04-03"), ("en-US", "2025-03-04"), ("en", None)])
def test_the_language_of_a_page_says_which_number_is_the_day(lang, day):
    found = facts(meta("date", "3/4/2025"), lang=lang).published_on
    assert (found.value if found else None) == day


def test_what_else_states_the_day_is_listed():
    found = facts(ld("2025-03-04") + meta("date", "2025-03-04"), f"<p>Published 4 March 2025</p><p>{PARAGRAPH}</p>")
    assert found.published_on.agree == ("meta.date", "line.published")
