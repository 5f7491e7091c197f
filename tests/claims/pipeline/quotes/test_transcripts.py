"""The turns of a transcript, told from headings and from lists with labels."""

from dataclasses import replace

import pytest

from claims.pipeline.quotes import transcripts
from tests.claims.pipeline.article import is_value, parse_lines, read
from tests.corpus import golden

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


def test_a_turn_of_a_transcript_is_the_speech_of_whoever_it_names() -> None:
    text = (
        "MARA DUNLOP, HOST: Good morning. Who sold the ferry?\n"
        "IAN REID: The board did. I saw the letter in 2019.\n"
        "DUNLOP: Thank you.\n"
    )
    result = read(text)
    assert [(text[q.start : q.end], q.type) for q in result.quotes] == [
        ("Good morning. Who sold the ferry?", "direct"),
        ("The board did. I saw the letter in 2019.", "direct"),
        ("Thank you.", "direct"),
    ]
    assert [result.experts[a.expert].name for a in result.attributions if a.expert is not None] == [
        "Mara Dunlop",
        "Ian Reid",
        "Mara Dunlop",
    ]


@pytest.mark.parametrize(
    ("between", "words", "why"),
    [
        (["The ferry was late again."], [GREETING, "The ferry was late again."], "a paragraph goes on"),
        (["(LAUGHTER)", "It was late."], [GREETING, "It was late."], "laughter is nobody's word and ends nothing"),
        (["[09:00:00]", "It was late."], [GREETING, "It was late."], "nor does the time"),
        (["(BEGIN VIDEO CLIP)", "It was late."], [GREETING], "a video has a voice of its own"),
        (["UPDATE: It was late."], [GREETING], "another label ends the turn"),
    ],
)
def test_a_turn_goes_on_until_the_next_name(between: list[str], words: list[str], why: str) -> None:
    text = "\n".join([f"LOOM: {GREETING}", *between, f"VIK: {REPLY}", f"LOOM: {THANKS}", "Nobody's words."]) + "\n"
    passages, parsed = parse_lines(text)
    first, second, third = transcripts.read(text, passages, parsed)
    assert [text[a:b] for a, b in first.spans] == words, why
    assert (len(second.spans), len(third.spans)) == (1, 1)


def test_words_that_were_not_read_are_nobodys_turn() -> None:
    text = f"LOOM: {GREETING}\nVIK: {REPLY}\nLOOM: {THANKS}\n"
    passages, parsed = parse_lines(text)
    assert len(transcripts.read(text, passages, parsed)) == 3
    unread = replace(parsed, docs=(None,) * len(parsed), unread=dict.fromkeys(range(len(parsed)), "de"))
    assert transcripts.read(text, passages, unread) == []


def test_labels_of_a_list_are_no_turns() -> None:
    assert read("PIER: The gate is open.\nFERRY: It was late.\nLAMP: Out since 2019.\n").quotes == ()


def test_what_is_found_is_a_value_that_nobody_changes() -> None:
    assert is_value(transcripts.Turn)


def test_whole_articles_keep_their_quotes() -> None:
    assert golden.changed("quote") == ()
