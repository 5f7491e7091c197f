"""Where a sentence is cut, in which mode and form, and what belongs to whom."""

import pytest

from claims.pipeline.split import parts
from tests.claims.pipeline.article import doc_of, parse_sentence
from tests.corpus import golden


def cut(text: str, *quoted: str, cue: str = "") -> list[tuple[str, str, str]]:
    """Return (mode, form, words) of each part, with these words quoted and this cue."""
    spans = [(text.index(words), text.index(words) + len(words), number) for number, words in enumerate(quoted)]
    cues = [(text.index(cue), text.index(cue) + len(cue))] if cue else []
    found = parts.cut(parse_sentence(text), 0, spans, cues)
    assert all(part.quote is None or part.mode in {"quoted", "presupposed"} for part in found)
    return [(part.mode, part.form, text[part.start : part.end]) for part in found]


# why, sentence, its parts without any quote
PLAIN = [
    ("one statement", "The crane fell in Sorn.", [("asserted", "main", "The crane fell in Sorn")]),
    ("a hedge", "The crane may fall in Sorn.", [("hedged", "main", "The crane may fall in Sorn")]),
    ("seems", "The crane seems to lean in Sorn.", [("hedged", "main", "The crane seems to lean in Sorn")]),
    (
        "could not is firm",
        "Nobody could lift the crane in Sorn.",
        [("asserted", "main", "Nobody could lift the crane in Sorn")],
    ),
    (
        "a bullet is none of its words",
        "• The crane fell in Sorn last week.",
        [("asserted", "main", "The crane fell in Sorn last week")],
    ),
    (
        "a loose clause adds a fact",
        "The crane, which fell in 2019, is in Sorn.",
        [
            ("asserted", "main", "The crane, which fell in 2019, is in Sorn"),
            ("presupposed", "relative", "fell in 2019"),
        ],
    ),
    (
        "a clause that picks out adds none",
        "The crane which fell in 2019 is in Sorn.",
        [("asserted", "main", "The crane which fell in 2019 is in Sorn")],
    ),
    (
        "although",
        "The crane may fall, although the council has sold it.",
        [
            ("hedged", "main", "The crane may fall"),
            ("presupposed", "clause", "the council has sold it"),
        ],
    ),
    (
        "two words behind although are too few",
        "The crane may fall, although she left.",
        [("hedged", "main", "The crane may fall, although she left")],
    ),
    (
        "as one said introduces a speaker",
        "The crane may fall, as the mayor of the town said.",
        [("hedged", "main", "The crane may fall, as the mayor of the town said")],
    ),
    (
        "an event put down to somebody",
        "The crane may fall after a strike instigated by the mill.",
        [
            ("hedged", "main", "The crane may fall after a strike instigated by the mill"),
            ("presupposed", "phrase", "a strike instigated by the mill"),
        ],
    ),
    (
        "after an event of nobody's",
        "The crane may fall after the match in Sorn.",
        [("hedged", "main", "The crane may fall after the match in Sorn")],
    ),
]


@pytest.mark.parametrize(("why", "text", "expected"), PLAIN, ids=[row[0] for row in PLAIN])
def test_a_sentence_is_cut_into_what_stands_alone(why: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert cut(text) == expected, why


def test_quoted_words_and_who_speaks_are_parts_of_their_own() -> None:
    text = "“The crane fell in Sorn,” said Ada Brink of the council."
    assert cut(text, "The crane fell in Sorn", cue="said") == [
        ("quoted", "main", "The crane fell in Sorn"),
        ("asserted", "frame", "said Ada Brink of the council"),
    ]


def test_that_belongs_to_nobodys_words() -> None:
    text = "Ada Brink said that the crane fell in Sorn."
    assert cut(text, "that the crane fell in Sorn", cue="said")[0] == ("quoted", "main", "the crane fell in Sorn")


def test_what_somebody_is_accused_of_is_an_accusation() -> None:
    text = "Ada Brink accused the harbour office of hiding a survey."
    assert cut(text, "the harbour office of hiding a survey", cue="accused")[0][:2] == ("quoted", "accusation")


def claimed(text: str, *spans: str, cue: str) -> list[str]:
    """Return the words of each part that a quote of these spans has, and of what the article states beside it."""
    places = [(text.index(words), text.index(words) + len(words), 0) for words in spans]
    found = parts.cut(parse_sentence(text), 0, places, [(text.index(cue), text.index(cue) + len(cue))])
    return [
        "".join(
            [*(f"[{' '.join(t.text for t in c.tokens)}] " for c in part.carried), " ".join(t.text for t in part.tokens)]
        )
        for part in found
        if part.form != "frame"
    ]


# what stands on both sides of a cue: one statement or two
AROUND = [
    ("The ferry company", "sold 14 boats in 2019", ["The ferry company sold 14 boats in 2019"]),
    ("In 2019", "the board sold 14 boats", ["In 2019 the board sold 14 boats"]),
    ("The plan would", "cost 40 jobs in 2019", ["The plan would cost 40 jobs in 2019"]),
    ("The crane was sold", "and 14 boats were lost", ["The crane was sold", "14 boats were lost"]),
    ("No", "the crane fell in 2019", ["No", "the crane fell in 2019"]),
    ("A great day", "we won the cup in 2019", ["A great day", "we won the cup in 2019"]),
]


@pytest.mark.parametrize(("before", "behind", "expected"), AROUND, ids=[row[0] for row in AROUND])
def test_words_on_both_sides_of_a_cue_are_one_statement_or_two(before: str, behind: str, expected: list[str]) -> None:
    assert claimed(f"“{before},” Ada Brink said, “{behind}.”", before, behind, cue="said") == expected


@pytest.mark.parametrize("example", [example for _, example in parts.JOINED])
def test_each_rule_joins_the_words_of_its_example(example: str) -> None:
    before, _, behind = example.removesuffix(".").split(", ")
    first, *_ = claimed(example, before, behind, cue=next(cue for cue in ("said", "says") if cue in example))
    assert first == f"{before} {behind}"


# what the article states behind somebody's words, with the subject that it carries
BEHIND = [
    (
        "The crane fell in 2019, Ada Brink said, and 14 boats were sold.",
        "The crane fell in 2019",
        "said",
        ["The crane fell in 2019", "14 boats were sold"],
    ),
    ("The crane fell, Ada Brink said, and left.", "The crane fell", "said", ["The crane fell"]),
    (
        "The board confirmed that two boats had sunk but denied that anyone had died.",
        "two boats had sunk",
        "confirmed",
        ["two boats had sunk", "[The board] denied that anyone had died"],
    ),
    (
        "Brink, who said that rents had doubled, met the board on Monday.",
        "rents had doubled",
        "said",
        ["rents had doubled", "[Brink] met the board on Monday"],
    ),
    (
        "Ada Brink said that rents had doubled, speaking in Sorn.",
        "rents had doubled",
        "said",
        ["rents had doubled"],
    ),
]


@pytest.mark.parametrize(("text", "words", "cue", "expected"), BEHIND, ids=[row[0] for row in BEHIND])
def test_the_article_goes_on_behind_the_words_of_somebody(text: str, words: str, cue: str, expected: list[str]) -> None:
    assert claimed(text, words, cue=cue) == expected


def test_blanks_and_line_ends_cut_no_words() -> None:
    text = "“The crane  fell into\nthe harbour,” said Ada Brink."
    assert claimed(text, "The crane  fell into\nthe harbour", cue="said") == ["The crane fell into the harbour"]


# what the article states before the words that attribute; fewer than four words say nothing
TOLD_BEFORE = [
    ("She met the mayor on Friday and promised that the crane would stay.", "She met the mayor on Friday"),
    ("She met him and promised that the crane would stay.", ""),
]


@pytest.mark.parametrize(("text", "expected"), TOLD_BEFORE)
def test_what_stands_before_the_attribution_is_a_part_when_it_says_enough(text: str, expected: str) -> None:
    found = cut(text, "the crane would stay", cue="promised")
    assert [words for mode, form, words in found if (mode, form) == ("asserted", "main")] == (
        [expected] if expected else []
    )


HEDGED = [
    ("The crane could fall in the harbour.", True),
    ("Nobody could lift the crane in the harbour.", False),
    ("The crane could not fall in the harbour.", False),
    ("Nobody may lift the crane in the harbour.", True),
    ("The crane appears to lean in the harbour.", True),
    ("The crane fell in the harbour.", False),
]


@pytest.mark.parametrize(("text", "expected"), HEDGED)
def test_a_verb_is_held_back_or_not(text: str, expected: bool) -> None:
    doc = doc_of(text)
    assert parts.hedged(list(doc), next(token for token in doc if token.dep_ == "ROOT")) is expected


def test_words_that_a_person_selected_are_one_part() -> None:
    text = "The crane fell in Sorn, and the mayor left."
    found = parts.selected(parse_sentence(text), 0, 4, 22)
    assert found is not None
    assert (found.mode, found.form, text[found.start : found.end]) == ("asserted", "main", "crane fell in Sorn")
    assert parts.selected(parse_sentence(text), 0, 9, 9) is None


def test_a_sentence_that_was_not_read_cannot_be_cut() -> None:
    parsed = parse_sentence("Der Kran ist in der letzten Woche in den Hafen gefallen.")
    with pytest.raises(ValueError, match="was not read"):
        parts.cut(parsed, 0, [])


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()
