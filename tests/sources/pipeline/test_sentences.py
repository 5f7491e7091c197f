"""Sentence boundaries: one row a decision that a newspaper page forces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.pipeline.clean.clean import READ, Kind, PassageFound
from sources.pipeline.sentences import SentenceFound, spans, split
from tests.corpus import golden

# A bar marks where the next sentence begins.
CASES = [
    # plain prose and what is no sentence end
    ("one sentence", "The ferry sailed at dawn."),
    ("two sentences", "The ferry sailed at dawn. | Nobody waved."),
    ("a headline has no stop", "Harbour town votes to keep its old crane"),
    ("title before a name", "Sen. Ruth Ambrey met Gov. Tolland and Prof. Ash. | They left early."),
    ("two titles in a row", "Lt. Col. Ray Marr and Maj. Gen. Inga Holt spoke."),
    ("country as an adjective", "U.S. Senator Ruth Ambrey and U.K. Ambassador Lyle met U.S. officials."),
    ("country at the end", "He moved to the U.S. | The others stayed."),
    ("month and number", "On Jan. 5 he moved into No. 10. | It was cold."),
    ("initials", "J. K. Ardley and A. Hill came."),
    ("clock", "It began at 9 a.m. Tuesday and cost $3.5 million."),
    ("company", "Brandt Marine Inc. said so."),
    ("state and city are words", "She lives in Iowa. | Police came to the West. | Critics howled."),
    ("plain words that a legal model shortens", "It is less than they found. | Nobody saw the stars. | He slept."),
    ("ellipsis inside", "He paused ... and left."),
    ("ellipsis at the end", "He paused... | Then the lights went out."),
    # quotations
    ("boundaries inside a quotation", "“We lost two boats. | We lost no men,” Holm said."),
    ("closing mark stays with its sentence", "“We lost two boats.” | Nobody answered."),
    ("straight marks", 'She said: "We lost two boats." | Nobody answered.'),
    ("question with its speaker", "“Are we safe?” Mayor Hale asked. | Nobody knew."),
    ("question with its speaker, verb first", "“Are we safe?” asked Hale."),
    ("wrong mark at the end", "He called it a mistake.“ | The council agreed."),
    (
        "no space after the closing mark",
        "“We lost two boats.”“And the pier,” he said.",
        "“We lost two boats.”| “And the pier,” he said.",
    ),
    ("bracketed sentence", "(The pier is closed.) | Ferries stop at the north quay."),
    ("pull quote keeps its speaker", '"It is a long game. | We will win it." - Ada Holm'),
    # page debris
    ("no space after a stop", "The pier closed.The ferry waits.", "The pier closed.| The ferry waits."),
    ("emoji belongs to the sentence before", "We did it! 🎉 | Next year we go again."),
    ("lone marks belong to the sentence before", "Great day !!! :) | See you."),
    ("credit line", "The crane at dusk | Photo: Ines Marr."),
    ("list in one paragraph", "1. The pier opens. | 2. The crane stays. | 3. The toll goes."),
    ("lettered list without stops", "a. The pier b. The crane", "a. The pier| b. The crane"),
    ("bullets", "• The pier opens • The crane stays", "• The pier opens| • The crane stays"),
    ("a number at the end is no label", "The vote was 7 to 2. | A recount came to 3."),
    # other scripts
    ("Chinese", "他说：“我们反对。”| 他走了。| 真的？！"),
    ("Arabic question mark", "هل هذا صحيح؟ | نعم."),
    ("German writes days with a stop", "Sie bleibt bis zum 30. April. | Am 3. Mai zieht sie um."),
    ("Urdu stop", "وہ آیا۔ | وہ گیا۔"),
    ("Devanagari danda", "यह सच है। | वह गया।"),
    ("Russian", "Это правда. | Он ушёл."),
    ("Thai has no marks", "เรือออกจากท่าเรือแล้ว"),
]


def bars(marked: str) -> tuple[str, list[str]]:
    """Turn "A. | B." into the text without bars and its sentences."""
    return marked.replace("| ", "").replace("|", ""), [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_splits_where_a_sentence_ends(case: tuple[str, ...]) -> None:
    words, expected = bars(case[-1])
    words = case[1] if len(case) == 3 else words
    assert [words[start:end] for start, end in spans(words)] == expected


def test_reads_only_the_kinds_that_are_read_and_never_crosses_a_passage() -> None:
    text = "Crane stays\nThe vote was close. Nobody left.\nWritten by a machine. Really.\nMenu. Home."
    kinds = [Kind.HEADLINE, Kind.BODY, Kind.NOTICE, Kind.FURNITURE]
    ends = [index + 1 for index, letter in enumerate(text) if letter == "\n"] + [len(text)]
    passages = [
        PassageFound(start, end, kind, "test") for start, end, kind in zip([0, *ends[:-1]], ends, kinds, strict=True)
    ]
    found = [text[sentence.start : sentence.end] for sentence in split(text, passages)]
    assert found == ["Crane stays", "The vote was close.", "Nobody left."]


def test_counts_code_points_from_the_start_of_the_text() -> None:
    text = "🎈🎈\nDer Kran bleibt. É vero."
    assert split(text, [PassageFound(3, len(text), Kind.BODY, "test")]) == (SentenceFound(3, 19), SentenceFound(20, 27))


def test_reads_headline_standfirst_body_and_caption() -> None:
    assert {Kind.HEADLINE, Kind.STANDFIRST, Kind.BODY, Kind.CAPTION} == READ


@given(st.text() | st.text(alphabet="ab AB.!?…\"”“’'()[]1.2) •-\n。؟।🎉", max_size=80))
def test_loses_no_character_in_any_script(words: str) -> None:
    found = spans(words)
    assert all(0 <= start < end <= len(words) for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(words[start:end] == words[start:end].strip() for start, end in found)
    assert "".join("".join(words[start:end].split()) for start, end in found) == "".join(words.split())


# Each of these once took quadratic time in a splitter; here only the answer is checked.
@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("one letter", "a" * 50_000),
        ("marks without white space", "?!" * 25_000),
        ("closing marks", '."' * 25_000),
        ("unbalanced marks", "“" * 50_000),
        ("an address without end", "http://a.b/" * 5_000),
    ],
)
def test_keeps_a_run_without_white_space_whole(why: str, words: str) -> None:
    assert spans(words) == [(0, len(words))]


def test_splits_a_very_long_paragraph() -> None:
    assert len(spans("The crane stays in 3.5 places. " * 5_000)) == 5_000


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
