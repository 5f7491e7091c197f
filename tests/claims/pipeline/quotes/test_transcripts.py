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
            [f"LOOM (on camera): {GREETING}", f"SEN. IDA VIK (R-LEITH): {REPLY}", f"LOOM: {THANKS}"],
            [("LOOM", GREETING), ("IDA VIK", REPLY), ("LOOM", THANKS)],
            "a title, a party and where somebody is seen",
        ),
        (
            [f"<v Mira Loom>{GREETING}", f"<v.loud Dr Ida Vik>{REPLY}", f"<v Mira Loom>{THANKS}"],
            [("Mira Loom", GREETING), ("Ida Vik", REPLY), ("Mira Loom", THANKS)],
            "voices of subtitles",
        ),
        ([f"<i>Loom>{GREETING}", f"<v>{REPLY}", f"<v Loom>{THANKS}"], [], "other marks of subtitles name nobody"),
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


@pytest.mark.parametrize(
    ("words", "spans", "why"),
    [
        ("It was late. (LAUGHTER) It leaked.", ["It was late.", "It leaked."], "laughter within a turn"),
        ("(APPLAUSE) It was late. [MUSIC PLAYS]", ["It was late."], "at both ends"),
        ("It was late (by an hour). It leaked.", ["It was late (by an hour). It leaked."], "brackets of the speaker"),
        ("It was [NATO] late.", ["It was", "late."], "a word in capitals and brackets is no word of the speaker"),
    ],
)
def test_what_is_done_meanwhile_is_nobodys_word(words: str, spans: list[str], why: str) -> None:
    text = f"LOOM: {GREETING}\nVIK: {words}\nLOOM: {THANKS}\n"
    passages, parsed = parse_lines(text)
    assert [text[a:b] for a, b in transcripts.read(text, passages, parsed)[1].spans] == spans, why


INTRODUCTION = "The baker Mara Lund bakes 400 loaves a day in the cellar of her house."
ASKED = ["When did you bake your first loaf?", "How much flour do you need?", "And the neighbours?"]
ANSWERED = ["In 1999, in my mother's kitchen.", "I need 90 kilos a day.", "They complained twice."]


def interview(introduction: str, questions: list[str], replies: list[str]) -> list[str]:
    """Return the answers that are found, each with its speaker."""
    lines = [
        introduction,
        *(line for pair in zip(questions, replies, strict=True) for line in pair),
        "The end was near.",
    ]
    text = "\n".join(lines) + "\n"
    passages, parsed = parse_lines(text)
    found = transcripts.answers(text, passages, parsed)
    assert all(turn.speaker.name == "Mara Lund" for turn in found)
    return [" … ".join(text[a:b] for a, b in turn.spans) for turn in found]


@pytest.mark.parametrize(
    ("introduction", "questions", "replies", "found", "why"),
    [
        (INTRODUCTION, ASKED, ANSWERED, ANSWERED, "three questions to one person"),
        (INTRODUCTION, ASKED[:2], ANSWERED[:2], [], "two are too few"),
        (f"{INTRODUCTION} Ian Reid met her.", ASKED, ANSWERED, [], "of two people nobody knows who answers"),
        ("A baker bakes 400 loaves a day in the cellar.", ASKED, ANSWERED, [], "nobody is named"),
        (INTRODUCTION, ASKED, ["In 1999.", *ANSWERED[1:]], [], "one “I” is no conversation"),
        (INTRODUCTION, ["Who bakes?", *ASKED[1:]], ANSWERED, [], "nor is one “you”"),
        (
            INTRODUCTION,
            ASKED,
            ["Mara Lund: In 1999, in my mother's kitchen.", *ANSWERED[1:]],
            ANSWERED,
            "a name in front is none of the words",
        ),
        (
            INTRODUCTION,
            ASKED,
            [ANSWERED[0], "I need 90 kilos a day.\nWe had never paid so much.", ANSWERED[2]],
            [ANSWERED[0], "I need 90 kilos a day. … We had never paid so much.", ANSWERED[2]],
            "a second paragraph goes on with “we”",
        ),
    ],
)
def test_reads_the_answers_of_an_interview(
    introduction: str, questions: list[str], replies: list[str], found: list[str], why: str
) -> None:
    assert interview(introduction, questions, replies) == found, why


def test_who_answers_is_inferred_from_the_introduction() -> None:
    text = "\n".join([INTRODUCTION, *(line for pair in zip(ASKED, ANSWERED, strict=True) for line in pair)]) + "\n"
    result = read(text)
    assert {a.resolved for a in result.attributions} == {"inferred"}
    assert [e.name for e in result.experts] == ["Mara Lund"]


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
