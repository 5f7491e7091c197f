"""Who publishes a page: the name that its domain bears out, no agency, no platform, and a handle never."""

import json

import pytest

from sources.pipeline.facts.metadata import read
from sources.pipeline.render.render import render


def publisher(*head):
    found = read(
        render(f"<html><head>{''.join(head)}</head><body><p>Text</p></body></html>".encode(), media_type="text/html")
    )
    return (found.publisher.value, found.publisher.rule) if found.publisher else None


def ld(**fields):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def site(name):
    return f'<meta property="og:site_name" content="{name}">'


def at(host):
    return f'<link rel="canonical" href="https://{host}/crane">'


CASES = [
    ([site("Coast Courier")], ("Coast Courier", "meta.og:site_name")),
    ([ld(publisher="Coast Courier"), site("Harbour Post")], ("Coast Courier", "json-ld.publisher")),
    # The domain says which of two names is the house.
    (
        [ld(publisher="Harbour Post"), site("Coast Courier"), at("www.coastcourier.example")],
        ("Coast Courier", "meta.og:site_name"),
    ),
    ([ld(publisher="The Coast"), at("coast.example")], ("The Coast", "json-ld.publisher")),
    (
        [ld(publisher="Wire"), site("North Sea Bulletin"), at("nsb.example")],
        ("North Sea Bulletin", "meta.og:site_name"),
    ),
    (
        [ld(publisher="Wire"), site("Bell Harbour Entertainment"), at("bellharbour.example")],
        ("Bell Harbour Entertainment", "meta.og:site_name"),
    ),
    # Agencies whose reports others print, and what sites are made with.
    ([ld(publisher="Associated Press"), site("Coast Courier")], ("Coast Courier", "meta.og:site_name")),
    ([ld(publisher="Blogger"), site("Coast Courier")], ("Coast Courier", "meta.og:site_name")),
    # A handle is no name where one is known, and none at all where the domain is.
    ([site("@coastcourier"), ld(publisher="Coast Courier")], ("Coast Courier", "json-ld.publisher")),
    ([site("@coastcourier"), at("www.coastcourier.example")], ("coastcourier.example", "address")),
    ([site("@coastcourier")], ("@coastcourier", "meta.og:site_name")),
    # The end of a title where the domain bears it out.
    (["<title>Crane sold | Coast Courier</title>", at("coastcourier.example")], ("Coast Courier", "title")),
    (["<title>Crane sold – what comes next</title>", at("coastcourier.example")], ("coastcourier.example", "address")),
    (["<title>Crane sold – what comes next</title>"], None),
    # A slogan is no part of the name.
    ([site("Coast Courier | News from the harbour")], ("Coast Courier", "meta.og:site_name")),
    (
        [
            ld(publisher={"@id": "#p"}),
            '<script type="application/ld+json">{"@id": "#p", "@type": "Organization", "name": "Coast"}</script>',
        ],
        ("Coast", "json-ld.publisher"),
    ),
    ([], None),
]


@pytest.mark.parametrize(("head", "stated"), CASES)
def test_a_page_names_its_publisher_or_none(head, stated):
    assert publisher(*head) == stated


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Publisher: Coast Courier", "Coast Courier"),
        ("Herausgeber: Küstenbote", "Küstenbote"),
        ("Publishers: nine", None),
        ("The publisher: nobody knows.", None),
        ("Publisher: it is not known who he was.", None),
    ],
)
def test_a_line_names_the_publisher_behind_a_label(line, name):
    found = read(render(f"Crane sold\n\n{line}\n\nText of it.".encode(), media_type="text/plain")).publisher
    assert (found.value if found else None) == name
    assert found is None or (found.origin, found.rule) == ("printed", "line.publisher")


@pytest.mark.parametrize(("name", "borne_out"), [("Bay", False), ("Bays", True)])
def test_four_letters_of_a_name_in_the_domain_are_its_own(name, borne_out):
    found = publisher(ld(publisher="Wire"), site(name), at(f"{name.lower()}online.example"))
    assert found == ((name, "meta.og:site_name") if borne_out else ("Wire", "json-ld.publisher"))


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("Coast Courier", "Coast Courier"),
        ("The Coast Courier | Subscribe | Log in", "The Coast Courier"),
        ("Menu\nSearch\nHolm Daily News", "Holm Daily News"),
        ("MINISTRY OF WATERS AND FISHERIES", "MINISTRY OF WATERS AND FISHERIES"),
        ("Statistics Sorn", "Statistics Sorn"),
        # A section is no house, nor is a headline, a sentence or what stands further down.
        ("Latest News", None),
        ("World News", None),
        ("News", None),
        ("Press Release", None),
        ("Crane falls on Coast Courier", None),
        ("Crane delays hit the post", None),
        ("Menu\nSearch\nHome\nCoast Courier", None),
        ("Associated Press", None),
    ],
)
def test_a_dump_begins_with_the_name_of_its_house(top, name):
    dump = f"{top}\n\nBoard sells its last crane\n\nThe harbour board sold its last crane on Monday."
    found = read(render(dump.encode(), media_type="text/plain")).publisher
    assert (found.value if found else None) == name
    assert found is None or dump[found.start : found.end] == name
