"""The word lists are read from their file, and a word accuses whatever the tagger takes it for."""

import pytest

from claims.pipeline.split import lexicon
from tests.claims.pipeline.article import doc_of, word
from tests.corpus import golden

ACCUSES = [
    ("The mill falsified a test in the harbour.", "falsified", True),
    ("The instigated riots in the harbour ended.", "instigated", True),
    ("The mill passed a test in the harbour.", "passed", False),
    ("The theft of the bell in the harbour.", "theft", False),
]


@pytest.mark.parametrize(("text", "token", "expected"), ACCUSES)
def test_a_verb_accuses_or_does_not(text: str, token: str, expected: bool) -> None:
    assert lexicon.accuses(word(doc_of(text), token)) is expected


def test_every_list_has_words_and_a_loaded_word_judges_too() -> None:
    assert lexicon.JUDGING < lexicon.LOADED
    for name in ("ACCUSING", "AMOUNTS", "HEDGES", "FUTURE", "DUTY", "BELIEF", "SPEAKING", "POINTING"):
        assert getattr(lexicon, name), name


def test_a_list_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        lexicon.words("words", "no such list")


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (lexicon.CAUSE, "it led to a fire", "it was misled together"),
        (lexicon.RULE, "the law forbids", "the lawn is green"),
        (lexicon.COMPARED, "as old as the town", "the boathouse"),
        (lexicon.JUDGING_ADVERBS, "Needless to say, it sank", "it is undoubted"),
    ],
)
def test_a_pattern_matches_whole_words_in_any_case(pattern: object, yes: str, no: str) -> None:
    assert pattern.search(yes)  # type: ignore[attr-defined]
    assert pattern.search(yes.upper())  # type: ignore[attr-defined]
    assert not pattern.search(no)  # type: ignore[attr-defined]


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()
