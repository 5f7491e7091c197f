"""The cue beside a quotation: right after the closing mark, or right before the opening one."""

import pytest

from claims.pipeline.quotes import adjacent_cues
from claims.pipeline.quotes.marked_words import MarkedWords
from tests.claims.pipeline.article import parse_lines
from tests.corpus import golden

SAILS = "The ferry sails again"


def find_cues(text: str) -> list[tuple[str, ...] | None]:
    """Return cue, speaker and listener of each quotation."""
    passages, parsed = parse_lines(text)
    marked = MarkedWords(text, passages, parsed)
    found: list[tuple[str, ...] | None] = []
    for number in range(len(marked.spans)):
        if (cue := adjacent_cues.find_cue(marked, number)) is None:
            found.append(None)
            continue
        sentence, clause = cue
        doc = parsed.docs[sentence]
        assert doc is not None
        assert clause.form == "beside"
        tokens = [doc[clause.cue[0]], clause.speaker, clause.addressee]
        found.append(tuple(token.text for token in tokens if token is not None))
    return found


@pytest.mark.parametrize(
    ("text", "cue", "why"),
    [
        (f"“{SAILS},” Ann Castro said.", ("said", "Castro"), "name and cue"),
        (f"“{SAILS},” said Ann Castro.", ("said", "Castro"), "cue and name"),
        (f"“{SAILS},” said the old and very tired pilot.", ("said", "pilot"), "a longer name"),
        (f"“{SAILS},” Ann Castro told reporters.", ("told", "Castro", "reporters"), "a listener"),
        (f"“{SAILS}!” Ann Castro said.", ("said", "Castro"), "after an exclamation mark"),
        (f"“{SAILS}” Ann Castro said.", None, "without a stop the marks set off a term"),
        (f"“{SAILS},” she beamed.", ("beamed", "she"), "any verb will do beside a comma"),
        (f"“{SAILS},” Ann Castro beamed.", ("beamed", "Castro"), "also with a name"),
        (
            f"“{SAILS},” lead pilot and harbour nurse Ann Castro said.",
            ("said", "Castro"),
            "a title that looks like a verb",
        ),
        (f"“{SAILS}.” She beamed.", None, "but not in a sentence of its own"),
        (f"“{SAILS},” the crew left; Ann Castro said it was late.", None, "a semicolon ends the search"),
        (f"“{SAILS},” the crew left and Ann Castro said it was late.", None, "so does another verb"),
        ("Tourists saw the “old pier”, Ann Castro said.", ("said", "Castro"), "a comma behind the mark"),
    ],
)
def test_finds_the_cue_after_a_quotation(text: str, cue: tuple[str, ...] | None, why: str) -> None:
    assert find_cues(text) == [cue], why


@pytest.mark.parametrize(
    ("text", "cue", "why"),
    [
        (f"Ann Castro said: “{SAILS}.”", ("said", "Castro"), "a colon"),
        (f"Ann Castro said, “{SAILS}.”", ("said", "Castro"), "a comma"),
        (f"Ann Castro said “{SAILS}.”", ("said", "Castro"), "nothing but the cue"),
        (f"Ann Castro laughed, “{SAILS}.”", ("laughed", "Castro"), "a verb that speaks only beside marks"),
        (f"Ann Castro told reporters: “{SAILS}.”", ("told", "Castro", "reporters"), "a listener"),
        (f"Ann Castro sold it, “{SAILS}.”", None, "no cue"),
        (f"Ann Castro said that “{SAILS}.”", None, "“that” makes it part of a clause"),
        (f"Ann Castro, who said it was late, “{SAILS}.”", None, "a relative clause is closed by its comma"),
    ],
)
def test_finds_the_cue_before_a_quotation(text: str, cue: tuple[str, ...] | None, why: str) -> None:
    assert find_cues(text) == [cue], why


@pytest.mark.parametrize(
    ("text", "cue", "why"),
    [
        (f"“{SAILS}.” Ann Castro said.", ("said", "Castro"), "name and cue"),
        (f"“{SAILS}.” Ann Castro said to reporters.", ("said", "Castro", "reporters"), "and to whom"),
        (f"“{SAILS}.” So Ann Castro said then.", ("said", "Castro"), "five words"),
        (f"“{SAILS}.” So Ann Castro said then again.", None, "six are a sentence of their own"),
        (f"“{SAILS}.” Said.", None, "a cue without a name"),
        (f"“{SAILS}.” She said it.", None, "what she said is in the sentence"),
        (f"“{SAILS}.”\nAnn Castro said.", None, "another paragraph"),
        (f"Ann Castro wrote on her blog:\n“{SAILS}.”", ("wrote", "Castro"), "a colon before the paragraph"),
        (f"Ann Castro wrote on her blog.\n“{SAILS}.”", None, "a full stop before it"),
        (f"Ann Castro released this statement:\n“{SAILS}.”", ("released", "Castro"), "a statement that is released"),
        (f"Ann Castro sold this ferry:\n“{SAILS}.”", None, "a ferry says nothing"),
    ],
)
def test_finds_the_cue_in_the_sentence_beside(text: str, cue: tuple[str, ...] | None, why: str) -> None:
    assert find_cues(text) == [cue], why


def test_a_cue_belongs_to_the_nearer_quotation() -> None:
    assert find_cues(f"“{SAILS},” “It is late,” Ann Castro said.") == [None, ("said", "Castro")]


@pytest.mark.parametrize(
    ("sentence", "adverbs", "why"),
    [
        ("“The ferry sails again,” {} late Ann Castro said.", 8, "a cue is the twelfth word after the mark at most"),
        ("Ann Castro said {} late: “The ferry sails again.”", 9, "a cue is the twelfth word before the mark at most"),
    ],
)
def test_a_cue_stands_near_its_quotation(sentence: str, adverbs: int, why: str) -> None:
    assert find_cues(sentence.format(" ".join(["very"] * adverbs))) == [("said", "Castro")], why
    assert find_cues(sentence.format(" ".join(["very"] * (adverbs + 1)))) == [None], why


@pytest.mark.parametrize(
    ("words", "cue", "why"),
    [("old red iron", None, "three words are a term"), ("old red iron pier", ("said", "Castro"), "four are speech")],
)
def test_a_few_words_in_marks_without_a_stop_are_a_term(words: str, cue: tuple[str, ...] | None, why: str) -> None:
    assert find_cues(f"Ann Castro said “{words}”.") == [cue], why


def test_whole_articles_keep_the_cues_of_their_quotations() -> None:
    assert golden.changed("quote") == ()
