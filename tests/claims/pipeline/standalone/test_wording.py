"""A wording is rendered from segments that tile its place, whatever was left out, carried or replaced."""

from claims.pipeline.parse import parse
from claims.pipeline.split.part import Carried, Part
from claims.pipeline.standalone import wording
from claims.pipeline.standalone.wording import Change
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.sentences import split

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
