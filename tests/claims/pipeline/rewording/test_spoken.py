"""Who “I”, “we” and “you” are is said once for a quotation; so is what rests on the same words."""

import pytest

from claims.pipeline.rewording import rewording, spoken
from claims.pipeline.standalone.wording import Segment, Why, render
from sources.spans import Span

HALE = Span(4, 12, "Tom Hale")
RAO = Span(20, 27, "Ann Rao")


def behind(pronoun: str, name: str, why: Why = "speaker", start: int = 100) -> tuple[Segment, ...]:
    """Words of a quotation with a bracket behind their pronoun."""
    end = start + len(pronoun)
    return (
        Segment(start, end, pronoun, "printed"),
        Segment(end, end, f" [{name}]", why),
        Segment(end, end + 5, " paid", "printed"),
    )


def instead(words: str, rests_on: Span = HALE, start: int = 200) -> tuple[Segment, ...]:
    """Words of a quotation with a bracket in place of their pronoun."""
    return (
        Segment(start, start + 2, f"[{words}]", "antecedent", certain=True, rests_on=(rests_on,)),
        Segment(start + 2, start + 7, " paid", "printed"),
    )


def said(segments: tuple[Segment, ...], words: str) -> dict[spoken.SpokenWord, rewording.Meaning]:
    """What a person says by writing these words into the one bracket of segments."""
    (number,) = (k for k, segment in enumerate(segments) if rewording.is_bracket(segment))
    return spoken.decisions(rewording.corrected_at(segments, number, words), segments)


I_HALE, WE_HALE = behind("I", "Tom Hale"), behind("we", "Tom Hale speaking")


@pytest.mark.parametrize(
    ("why", "by", "words", "other", "wording"),
    [
        ("the same pronoun", I_HALE, "Ned Hale", behind("I", "Tom Hale", start=300), "I [Ned Hale] paid"),
        ("with its verb", I_HALE, "Ned Hale", behind("“I’ve", "Tom Hale"), "“I’ve [Ned Hale] paid"),
        ("in another case", I_HALE, "Ned Hale", behind("my", "Tom Hale speaking"), "my [Ned Hale speaking] paid"),
        ("who speaks where many are", I_HALE, "Ned Hale", WE_HALE, "we [Ned Hale speaking] paid"),
        ("and the other way", WE_HALE, "Ned Hale speaking", I_HALE, "I [Ned Hale] paid"),
        (
            "we are a body",
            WE_HALE,
            "the harbour board",
            behind("our", "Tom Hale speaking"),
            "our [the harbour board] paid",
        ),
        ("a body is not “I”", WE_HALE, "the harbour board", I_HALE, "I [Tom Hale] paid"),
        ("somebody else speaks", I_HALE, "Ned Hale", behind("I", "Ann Rao"), "I [Ann Rao] paid"),
        ("who is spoken to", behind("you", "Ann Rao", "addressee"), "Eva Rao", I_HALE, "I [Tom Hale] paid"),
        (
            "the same who is spoken to",
            behind("you", "Ann Rao", "addressee"),
            "Eva Rao",
            behind("you", "Ann Rao", "addressee", 300),
            "you [Eva Rao] paid",
        ),
        (
            "it rests on the same words",
            instead("Tom Hale"),
            "Ned Hale",
            instead("Tom Hale", start=300),
            "[Ned Hale] paid",
        ),
        ("it owns", instead("Tom Hale"), "Ned Hale", instead("Tom Hale’s"), "[Ned Hale’s] paid"),
        ("an owner says it", instead("Tom Hale’s"), "Ned Hale’s", instead("Tom Hale"), "[Ned Hale] paid"),
        ("an owner with s", instead("the boards’"), "the council’s", instead("the boards"), "[the council] paid"),
        (
            "an owner with s follows",
            instead("the boards"),
            "the council",
            instead("the boards’"),
            "[the council’s] paid",
        ),
        ("it begins a sentence", instead("the ferry"), "the old ferry", instead("The ferry"), "[The old ferry] paid"),
        ("it rests on others", instead("Tom Hale"), "Ned Hale", instead("Tom Hale", RAO), "[Tom Hale] paid"),
        ("it was taken for another", instead("Tom Hale"), "Ned Hale", instead("his son"), "[his son] paid"),
        ("nobody’s pronoun", I_HALE, "Ned Hale", behind("paid", "Tom Hale"), "paid [Tom Hale] paid"),
    ],
)
def test_a_word_of_a_quotation_means_the_same_in_all_of_it(why, by, words, other, wording) -> None:
    assert render(spoken.settled(other, said(by, words))) == wording, why


def test_what_a_person_wrote_into_a_bracket_stays() -> None:
    own = rewording.corrected_at(I_HALE, 1, "Tom Hale, the elder")
    assert spoken.settled(own, said(I_HALE, "Ned Hale")) == own


def test_only_what_is_other_than_before_is_a_decision() -> None:
    confirmed = rewording.corrected_at(I_HALE, 1, "Tom Hale")
    assert spoken.decisions(confirmed, I_HALE) == {}
    assert spoken.decisions(confirmed, I_HALE[:2]) == {}
    assert spoken.decisions(I_HALE) == {}, "the machine decides nothing"


def test_without_the_words_before_a_decision_holds_whatever_stood_there() -> None:
    decided = spoken.decisions(rewording.corrected_at(I_HALE, 1, "Ned Hale"))
    assert render(spoken.settled(behind("I", "T. Hale"), decided)) == "I [Ned Hale] paid"
    assert render(spoken.settled(WE_HALE, decided)) == "we [Ned Hale speaking] paid"
    we = spoken.decisions(rewording.corrected_at(WE_HALE, 1, "Ned Hale speaking"))
    assert render(spoken.settled(I_HALE, we)) == "I [Ned Hale] paid"
