"""The turns of a transcript, told from headings and from lists with labels."""

import pytest

from claims.pipeline.quotes import transcripts
from tests.claims.pipeline.article import parse_lines

GREETING, REPLY, THANKS = "Good morning, everybody.", "The ferry was sold in 2019.", "Thank you for being here."


@pytest.mark.parametrize(
    ("lines", "turns", "why"),
    [
        (
            [f"MIRA LOOM, HOST: {GREETING}", f"VIK: {REPLY}", f"LOOM: {THANKS}"],
            [("MIRA LOOM", GREETING), ("VIK", REPLY), ("LOOM", THANKS)],
            "three turns of two people are a transcript",
        ),
        ([f"LOOM: {GREETING}", f"VIK: {REPLY}"], [], "two turns are too few"),
        ([f"LOOM: {GREETING}", f"LOOM: {REPLY}", f"LOOM: {THANKS}"], [], "one name alone is a heading that comes back"),
        ([f"LOOM: {GREETING}", f"VIK: {REPLY}", f"REID: {THANKS}"], [], "names of which none comes back are labels"),
        (
            [f"LOOM: {GREETING}", f"VIK: {REPLY}", f"REID: {THANKS}", f"VIK: {REPLY}"],
            [("LOOM", GREETING), ("VIK", REPLY), ("REID", THANKS), ("VIK", REPLY)],
            "one that comes back is enough",
        ),
        (
            [f"LOOM: {GREETING}", f"UPDATE: {REPLY}", f"VIK: {REPLY}", f"LOOM: {THANKS}"],
            [("LOOM", GREETING), ("VIK", REPLY), ("LOOM", THANKS)],
            "a label of the desk is nobody's turn",
        ),
        (
            [f"LOOM: {GREETING}", f"Vik: {REPLY}", f"VIK: {REPLY}", f"LOOM: {THANKS}"],
            [("LOOM", GREETING), ("VIK", REPLY), ("LOOM", THANKS)],
            "a label is in capitals",
        ),
        ([f"LOOM: {GREETING}", "VIK: ", f"LOOM: {THANKS}"], [], "a label without words is no turn"),
        (
            [f"LOOM: {GREETING}", f"JEAN D'ARC-VIK: {REPLY}", f"LOOM: {THANKS}"],
            [("LOOM", GREETING), ("JEAN D'ARC-VIK", REPLY), ("LOOM", THANKS)],
            "a name may hold an apostrophe and a hyphen",
        ),
        (
            [f"LOOM: {GREETING}", f"A B C D E: {REPLY}", f"VIK: {REPLY}", f"LOOM: {THANKS}"],
            [("LOOM", GREETING), ("VIK", REPLY), ("LOOM", THANKS)],
            "letters and more than four words are no name",
        ),
    ],
)
def test_reads_the_turns(lines: list[str], turns: list[tuple[str, str]], why: str) -> None:
    text = "\n".join(lines) + "\n"
    passages, parsed = parse_lines(text)
    found = transcripts.read(text, passages, parsed)
    assert [(turn.speaker.name, text[turn.start : turn.end]) for turn in found] == turns, why
    assert all(turn.speaker.kind == "person" for turn in found)
