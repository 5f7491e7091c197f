"""A wording is rendered from segments that tile its place, whatever was left out, carried or replaced."""

import pytest

from claims.pipeline.parse import parse
from claims.pipeline.split import parts
from claims.pipeline.split.part import Carried, Part
from claims.pipeline.standalone import wording
from claims.pipeline.standalone.wording import Change
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.sentences import split
from tests.claims.pipeline.article import parse_sentence

TEXT = "In 2016 the state, a kingdom, sold it\nand closed 45  stations."


def test_left_out_carried_and_replaced_words_tile_the_place() -> None:
    passages = [PassageFound(0, len(TEXT), Kind.BODY, "test")]
    parsed = parse.parse(TEXT, passages, split(TEXT, passages))
    doc = parsed.docs[0]
    assert doc is not None
    at = {token.text: token for token in doc}
    words = [t for t in doc if t.text in {"the", "state", "sold", "it"}]
    end = at["it"].idx + 2
    carried = (Carried(0, (at["In"], at["2016"])),)
    part = Part(0, words[0].idx, end, "asserted", "main", at["sold"], words, carried=carried)
    change = Change(at["it"].idx, end, "[the line]", "antecedent")

    answer = wording.write(parsed, part, [change])

    assert answer.text == "[In 2016] the state sold [the line]"
    assert answer.text == wording.render(answer.segments)
    assert answer.segments[0].start == part.start
    assert answer.segments[-1].end == part.end
    assert all(a.end == b.start for a, b in zip(answer.segments, answer.segments[1:], strict=False))
    assert all(TEXT[s.start : s.end] == s.text for s in answer.segments if s.why == "printed")


def test_line_ends_and_runs_of_blanks_are_single_blanks() -> None:
    segments = [wording.Segment(0, 4, "a\n b", "printed"), wording.Segment(4, 6, "\u3000c", "printed")]
    assert wording.render(segments) == "a b c"


SENTENCES = [
    ("so that", "The fire spread, so that 40 boats burned.", "40 boats burned"),
    ("that alone", "That 40 boats burned is certain.", "That 40 boats burned is certain"),
    ("a unit with the full stop of its sentence", "The fire cost the town £5m.", "The fire cost the town £5m"),
    ("a clock keeps its stop", "The fire began at 6 a.m.", "The fire began at 6 a.m."),
    ("a figure", "The fire burned for 40 m", "The fire burned for 40 m"),
]


@pytest.mark.parametrize(("why", "sentence", "text"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_what_only_leads_on_and_the_stop_behind_a_unit_are_left_out(why: str, sentence: str, text: str) -> None:
    parsed = parse_sentence(sentence)
    part = parts.cut(parsed, 0, [])[-1]
    answer = wording.write(parsed, part, [])
    assert answer.text == text, why
    assert answer.segments[0].start == part.start
    assert answer.segments[-1].end == part.end
    assert all(a.end == b.start for a, b in zip(answer.segments, answer.segments[1:], strict=False))
