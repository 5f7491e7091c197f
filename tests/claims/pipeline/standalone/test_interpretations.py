"""What ambiguous words may mean: one text for each candidate, and the words that it rests on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pipeline.experts import experts
from claims.pipeline.parse import parse
from claims.pipeline.quotes import quotes
from claims.pipeline.rank import rank
from claims.pipeline.rank.rank import Ranked
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.sentences import split
from tests.corpus import golden


def read(text: str) -> Ranked:
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    parsed = parse.parse(text, passages, split(text, passages))
    return rank.rank(parsed, experts.attribute(text, parsed, quotes.find(text, passages, parsed)))


# why, text, the readings of its last part: (text, words that it rests on)
READINGS = [
    (
        "he may be one of two men, never the woman",
        "Agnes Tolland said Rolf Hane met Piet Ambrey. He resigned in 2019.",
        [("[Rolf Hane] resigned in 2019", ["Rolf Hane"]), ("[Piet Ambrey] resigned in 2019", ["Piet Ambrey"])],
    ),
    ("the only person has another gender", "Mayor Mary Ambrey left. He resigned in 2019.", []),
    (
        "the subject before the object",
        "The council ordered a survey. It was expensive in 2021",
        [
            ("[The council] was expensive in 2021", ["The council"]),
            ("[The survey] was expensive in 2021", ["a survey"]),
        ],
    ),
    (
        "this policy is what the sentence before tells",
        "The council closed the school in 2019. This policy cost the town 3 million crowns.",
        [
            (
                "[This policy: The council closed the school in 2019] cost the town 3 million crowns",
                ["The council closed the school in 2019."],
            )
        ],
    ),
    (
        "such missions were named before",
        "The agency flew missions to the moon. The ministry has welcomed such missions since 2019.",
        [("The ministry has welcomed [missions to the moon] since 2019", ["missions to the moon"])],
    ),
    (
        "a body is many when nothing else is",
        "The council met in Sorn. They sold 40 boats in 2019.",
        [("[The council] sold 40 boats in 2019", ["The council"])],
    ),
    (
        "who is spoken of by a lawyer, then the lawyer",
        "Jonas Lidt left the council. A lawyer said he had lost 40 boats.",
        [
            ("[Jonas Lidt] had lost 40 boats", ["Jonas Lidt"]),
            ("[The lawyer] had lost 40 boats", ["A lawyer"]),
        ],
    ),
    (
        "who did it, the first subject before the second",
        "The agency met in May and the union left. Fined 450 owners a total of 17 million crowns.",
        [
            ("[The agency] fined 450 owners a total of 17 million crowns", ["The agency"]),
            ("[The union] fined 450 owners a total of 17 million crowns", ["the union"]),
        ],
    ),
    ("neither means nothing that was named", "Neither has opened a single practice.", []),
    (
        "a relative pronoun, the nearest noun first",
        "The council sold the end of the bus company, which was founded in 1911.",
        [
            ("[The bus company] was founded in 1911", ["the bus company"]),
            ("[The end of the bus company] was founded in 1911", ["the end of the bus company"]),
        ],
    ),
    (
        "its second verb is as uncertain",
        "The council sold the end of the bus company, which was founded in 1911 and closed in 1950.",
        [
            ("[The bus company] closed in 1950", ["the bus company"]),
            ("[The end of the bus company] closed in 1950", ["the end of the bus company"]),
        ],
    ),
    (
        "it owns",
        "The bank bought the roof of the brewery, whose debts had reached 3 million crowns.",
        [
            ("[The brewery’s] debts had reached 3 million crowns", ["the brewery"]),
            ("[The roof of the brewery’s] debts had reached 3 million crowns", ["the roof of the brewery"]),
        ],
    ),
    (
        "it is an object",
        "A fire destroyed the roof of the mill, which the town had bought in 2019.",
        [
            ("The town had bought [the mill] in 2019", ["the mill"]),
            ("The town had bought [the roof of the mill] in 2019", ["the roof of the mill"]),
        ],
    ),
    (
        "a pronoun beside it",
        "Agnes Tolland met Nora Quist. The town sold the roof of the mill, which she had bought in 2019.",
        [
            ("[Agnes Tolland] had bought [the mill] in 2019", ["the mill", "Agnes Tolland"]),
            ("[Nora Quist] had bought [the mill] in 2019", ["the mill", "Nora Quist"]),
            ("[Agnes Tolland] had bought [the roof of the mill] in 2019", ["the roof of the mill", "Agnes Tolland"]),
            ("[Nora Quist] had bought [the roof of the mill] in 2019", ["the roof of the mill", "Nora Quist"]),
        ],
    ),
    ("nothing stands before it", "This policy cost the town 3 million crowns.", []),
]


@pytest.mark.parametrize(("why", "text", "expected"), READINGS)
def test_an_ambiguous_part_carries_its_readings(why: str, text: str, expected: list[tuple[str, list[str]]]) -> None:
    part = next(part for part in reversed(read(text).parts) if part.outcome == "ambiguous")
    assert [(one.text, [span.exact for span in one.rests_on]) for one in part.interpretations] == expected, why


def test_what_an_interpretation_puts_for_a_relative_pronoun_is_not_certain() -> None:
    found = read("The council sold the end of the bus company, which was founded in 1911.")
    (part,) = (part for part in found.parts if part.outcome == "ambiguous")
    for one in part.interpretations:
        assert [s.certain for s in one.wording.segments if s.why == "carried" and s.rests_on] == [False]


def test_only_what_is_ambiguous_has_readings() -> None:
    assert not any(part.interpretations for part in read("The crane was built in 1911. It fell in 1950.").parts)


_WORDS = st.sampled_from(
    [
        "He ",
        "she ",
        "it ",
        "they ",
        "This plan ",
        "such ships ",
        "which ",
        "Agnes Tolland ",
        "Piet Ambrey ",
        "the council ",
        "told ",
        "said ",
        "lost 40 boats ",
        "in 2019",
        ". ",
        ", ",
        "“",
        "”",
        "\n",
        "🚢 ",
        "his ",
        "the ships of Sorn ",
    ]
)


@settings(max_examples=60)
@given(st.lists(_WORDS, max_size=25).map("".join))
def test_readings_are_few_and_their_spans_hold_their_words(words: str) -> None:
    text = f"Agnes Tolland met Piet Ambrey in the harbour of the town. {words}"
    for part in read(text).parts:
        assert len(part.interpretations) <= 4
        assert part.outcome == "ambiguous" or not part.interpretations
        for span in (span for one in part.interpretations for span in one.rests_on):
            assert text[span.start : span.end] == span.exact


def of_the_last(text: str) -> list[str]:
    """Return what the last ambiguous part may mean, likeliest first."""
    part = next((part for part in reversed(read(text).parts) if part.outcome == "ambiguous"), None)
    return [one.text for one in part.interpretations] if part else []


# why, the sentences between the survey and "it", whether the survey is still a candidate
DISTANCES = [
    ("three sentences before", "Agnes Tolland left. Piet Ambrey left.", True),
    ("four sentences before", "Agnes Tolland left. Piet Ambrey left. Nora Quist left.", False),
]


@pytest.mark.parametrize(("why", "between", "found"), DISTANCES, ids=[row[0] for row in DISTANCES])
def test_what_is_meant_stands_at_most_three_sentences_before(why: str, between: str, found: bool) -> None:
    meant = of_the_last(f"The council ordered a survey. {between} It was expensive in 2021")
    assert ("[The survey] was expensive in 2021" in meant) is found, why


def test_four_interpretations_are_the_most() -> None:
    text = "The council, the ministry, the agency, the union and the bank ordered a survey. It was expensive in 2021"
    names = ("The council", "the ministry", "the agency", "the union")
    assert of_the_last(text) == [f"[{name[0].upper()}{name[1:]}] was expensive in 2021" for name in names]


LONG = (
    "The council closed the school in 2019 and sold the old building beside the harbour to the owner of the small "
    "ferry line from the town of"
)


@pytest.mark.parametrize(("end", "explains"), [("old Sorn.", True), ("old little Sorn.", False)])
def test_a_sentence_of_more_than_thirty_words_explains_nothing(end: str, explains: bool) -> None:
    meant = of_the_last(f"{LONG} {end} This policy cost the town 3 million crowns.")
    assert bool(meant) is explains


@pytest.mark.parametrize(("side", "whole"), [("dark far", True), ("cold dark far", False)])
def test_what_depends_on_a_noun_goes_with_it_up_to_eight_words(side: str, whole: bool) -> None:
    text = (
        f"The agency flew missions to the {side} side of the moon. The ministry has welcomed such missions since 2019."
    )
    meant = f"The ministry has welcomed [missions to the {side} side of the moon] since 2019"
    assert (meant in of_the_last(text)) is whole


@pytest.mark.parametrize(("name", "is_candidate"), [("EU", False), ("IMF", True)])
def test_a_name_of_two_letters_explains_nothing(name: str, is_candidate: bool) -> None:
    meant = of_the_last(f"The {name} sank a ship. It was expensive in 2021")
    assert (f"[The {name}] was expensive in 2021" in meant) is is_candidate


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()
