"""What was found in an article as plain lines: every place re-slices, every addition says what it rests on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from claims.management import read_lines
from claims.pipeline import read
from claims.pipeline.experts.experts import Attributed
from claims.pipeline.rank.rank import PartFound
from claims.pipeline.standalone.interpretations import InterpretationFound
from claims.pipeline.standalone.wording import Segment, Wording
from sources.pipeline import sentences
from sources.pipeline.clean.clean import Kind, PassageFound, clean
from sources.pipeline.facts.metadata import Metadata, Statement
from sources.pipeline.facts.metadata import read as read_facts
from sources.pipeline.render.render import render
from sources.pipeline.sentences import SentenceFound
from sources.spans import Span

TEXT = (
    "Ferry returns to Great Sorrel\n\n"
    "The ferry Skua carried about 84 passengers on Monday, said Karin Osei, the chief executive. "
    "She praised its crew in a letter.\n\n"
    "The council met the builders in March. They had lost 40 jobs by then.\n\n"
    "The ferry Skua sank in 1990.\n\n"
    "Nobody had been on board. The ferry Skua sank in 1990.\n"
)
DAY = date(2023, 5, 3)


@pytest.fixture(scope="module")
def lines() -> dict[str, list[dict[str, Any]]]:
    page = render(TEXT.encode(), media_type="text/plain")
    passages = clean(page)
    found = sentences.split(page.text, passages)
    findings = read.read(page.text, passages, found, published_on=DAY)
    return {
        "clean": list(read_lines.passages(TEXT, passages)),
        "article": list(read_lines.article(TEXT, passages, read_facts(page))),
        "sentences": list(read_lines.sentences(TEXT, found, findings)),
        "quotes": list(read_lines.quotes(TEXT, findings)),
        "claims": list(read_lines.claims(TEXT, findings, DAY)),
    }


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Walk through everything that names a place and words."""
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        for inner in value.values():
            yield from places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner)


@pytest.mark.parametrize("step", ["clean", "sentences", "quotes", "claims"])
def test_every_line_carries_the_words_of_its_place_and_so_does_every_place_in_it(
    step: str, lines: dict[str, list[dict[str, Any]]]
) -> None:
    assert lines[step]
    assert all("exact" in line for line in lines[step])
    for place in places(lines[step]):
        assert TEXT[place["start"] : place["end"]] == place["exact"]


def claim(lines: dict[str, list[dict[str, Any]]], words: str) -> dict[str, Any]:
    return next(line for line in lines["claims"] if words in line["text"])


def test_a_claim_is_rendered_from_its_segments_which_tile_its_place(lines: dict[str, list[dict[str, Any]]]) -> None:
    for line in lines["claims"]:
        assert " ".join("".join(s["text"] for s in line["segments"]).split()) == line["text"]
        starts, ends = ([s[edge] for s in line["segments"]] for edge in ("start", "end"))
        assert (starts[0], ends[-1]) == (line["start"], line["end"])
        assert starts[1:] == ends[:-1]


def test_a_claim_has_each_place_where_the_article_says_it(lines: dict[str, list[dict[str, Any]]]) -> None:
    sank = claim(lines, "sank in 1990")
    assert [place["exact"] for place in sank["places"]] == [sank["exact"], "The ferry Skua sank in 1990"]


def test_insertions_are_the_segments_that_add_words(lines: dict[str, list[dict[str, Any]]]) -> None:
    ferry, sank = claim(lines, "84 passengers"), claim(lines, "sank in 1990")
    assert ferry["insertions"]
    assert all(s in ferry["segments"] and "[" in s["text"] for s in ferry["insertions"])
    assert {"start", "end", "text", "why", "certain", "rests_on"} <= ferry["insertions"][0].keys()
    assert sank["insertions"] == []


def test_times_say_which_days_they_mean_and_whether_the_text_alone_says_it(
    lines: dict[str, list[dict[str, Any]]],
) -> None:
    (monday,) = claim(lines, "84 passengers")["times"]
    assert (monday["since"], monday["until"], monday["inferred"]) == ("2023-05-01", "2023-05-02", True)
    (year,) = claim(lines, "sank in 1990")["times"]
    assert (year["since"], year["resolved"], year["inferred"]) == ("1990-01-01", True, False)


def test_amounts_keep_what_leaves_them_open(lines: dict[str, list[dict[str, Any]]]) -> None:
    (passengers,) = claim(lines, "84 passengers")["amounts"]
    assert (passengers["values"], passengers["qualifier"], passengers["unit"]) == ([84], "about", "passengers")
    assert passengers["compared_with"] is None
    assert passengers["scope"] == []


def test_a_claim_names_the_speaker_of_its_quote_and_no_speaker_without_one(
    lines: dict[str, list[dict[str, Any]]],
) -> None:
    ferry = claim(lines, "84 passengers")
    assert ferry["speaker"]["name"] == "Karin Osei"
    assert ferry["speaker"] == lines["quotes"][ferry["quote"]]["speaker"]
    sank = claim(lines, "sank in 1990")
    assert (sank["quote"], sank["speaker"]) == (None, None)


def test_a_part_that_may_mean_several_things_has_them_with_the_words_each_rests_on() -> None:
    text = "The mill met the dam. It lost jobs."
    rests_on = (Span.of(text, 0, 8),)
    changed = Segment(22, 24, "[The mill]", "antecedent", False, rests_on)
    wording = Wording("[The mill] lost jobs", (changed, Segment(24, 34, " lost jobs", "printed")))
    parts = (
        PartFound(0, 0, 20, "asserted", "claim", "claim.event", 0.5, spans=((0, 8), (17, 20))),
        PartFound(1, 22, 34, "asserted", "ambiguous", "pointing.it", 0.5, (InterpretationFound(wording, rests_on),)),
    )
    findings = read.Findings(Attributed((), (), ()), parts, ())
    found = (SentenceFound(0, 21), SentenceFound(22, 35))
    clear, open_ = (line["parts"] for line in read_lines.sentences(text, found, findings))
    assert [part["interpretations"] for part in clear] == [[]]
    assert [part["spans"] for part in (*clear, *open_)] == [[[0, 8], [17, 20]], [[22, 34]]]
    assert [part["interpretations"] for part in open_] == [
        [{"text": "[The mill] lost jobs", "rests_on": [{"start": 0, "end": 8, "exact": "The mill"}]}]
    ]
    assert (open_[0]["outcome"], open_[0]["rule"], open_[0]["exact"]) == ("ambiguous", "pointing.it", "It lost jobs")


# why, the passages of "Ferry\n returns\n\nNote.", what the page states, the field, value, origin, rule, exact
FIELDS = [
    (
        "a headline as printed",
        Metadata(),
        Kind.HEADLINE,
        "headline",
        "Ferry returns",
        "printed",
        "h",
        "Ferry\n returns",
    ),
    (
        "the printed headline before the stated title",
        Metadata(title=Statement("Skua", "meta", "title", "Skua")),
        *(Kind.HEADLINE, "headline", "Ferry returns", "printed", "h", "Ferry\n returns"),
    ),
    (
        "the stated title without a headline",
        Metadata(title=Statement("Skua", "meta", "title", "Skua")),
        *(Kind.BODY, "headline", "Skua", "meta", "title", "Skua"),
    ),
    ("nothing states a headline", Metadata(), Kind.BODY, "headline", None, None, None, None),
    (
        "a day with the moment it was taken from",
        Metadata(published_on=Statement("2023-05-03", "json-ld", "json-ld.datePublished", "2023-05-03T10:00")),
        *(Kind.BODY, "date", "2023-05-03", "json-ld", "json-ld.datePublished", "2023-05-03T10:00"),
    ),
    ("nobody is named", Metadata(), Kind.BODY, "author", None, None, None, None),
    (
        "a publisher",
        Metadata(publisher=Statement("Coast Daily", "meta", "meta.og:site_name", "Coast Daily")),
        *(Kind.BODY, "publisher", "Coast Daily", "meta", "meta.og:site_name", "Coast Daily"),
    ),
    (
        "a language",
        Metadata(language=Statement("pt-BR", "meta", "html.lang", "pt_BR")),
        *(Kind.BODY, "language", "pt-BR", "meta", "html.lang", "pt_BR"),
    ),
    ("a notice", Metadata(), Kind.NOTICE, "notice", "Ferry returns", "printed", "h", "Ferry\n returns"),
]


@pytest.mark.parametrize(
    ("why", "about", "kind", "field", "value", "origin", "rule", "exact"), FIELDS, ids=[row[0] for row in FIELDS]
)
def test_each_field_of_an_article_has_its_origin_and_the_words_it_rests_on(
    why: str,
    about: Metadata,
    kind: Kind,
    field: str,
    value: str | None,
    origin: str | None,
    rule: str | None,
    exact: str | None,
) -> None:
    found = (PassageFound(0, 16, kind, "h"), PassageFound(16, 21, Kind.BODY, "prose"))
    line = next(line for line in read_lines.article("Ferry\n returns\n\nNote.", found, about) if line["field"] == field)
    assert (line["value"], line["origin"], line["rule"], line["exact"]) == (value, origin, rule, exact)
    if origin == "printed":
        assert "Ferry\n returns\n\nNote."[line["start"] : line["end"]] == exact
    else:
        assert (line["start"], line["end"]) == (None, None)


def test_a_field_names_what_else_states_it_and_why_a_day_is_left_open() -> None:
    author = Statement("Ida Holm", "meta", "meta.author", "Ida Holm", agree=("byline",))
    about = Metadata(author=author, why_no_date="“3/4/2025” may be either.")
    lines = {line["field"]: line for line in read_lines.article("Note.", (), about)}
    assert lines["author"]["agree"] == ["byline"]
    assert (lines["date"]["value"], lines["date"]["why_unknown"]) == (None, "“3/4/2025” may be either.")
    assert "agree" not in lines["date"]
    assert "why_unknown" not in lines["author"]


def test_an_article_has_one_line_for_each_notice_and_none_without(lines: dict[str, list[dict[str, Any]]]) -> None:
    assert [line["field"] for line in lines["article"]] == ["headline", "author", "date", "publisher", "language"]
    two = tuple(PassageFound(k, k + 1, Kind.NOTICE, "notice.correction") for k in (0, 1))
    assert [line["value"] for line in read_lines.article("ab", two, Metadata())][-2:] == ["a", "b"]
