"""What a verb of saying reports: each rule of its forms holds for its example, and the silent ones report nothing."""

from collections.abc import Iterator

import pytest

from claims.pipeline.quotes import speech_verbs
from claims.pipeline.quotes.clause import Clause
from claims.pipeline.speakers import cues
from tests.claims.pipeline.article import doc_of, word

NOBODY = "The ferry was announced."


def clauses(text: str) -> Iterator[Clause]:
    for token in doc_of(text):
        if complements := cues.speech_complements(token):
            yield from speech_verbs.read(token, complements)


@pytest.mark.parametrize("example", [example for _, example in speech_verbs.SILENT])
def test_a_silent_verb_reports_nothing(example: str) -> None:
    assert list(clauses(example)) == []


@pytest.mark.parametrize("example", [example for _, _, example in speech_verbs.FORMS if example != NOBODY])
def test_a_form_reports_the_words_of_its_example(example: str) -> None:
    assert [bool(clause.content) for clause in clauses(example)] == [True]


@pytest.mark.parametrize("example", [example for _, example in speech_verbs.NO_PARENTHESIS])
def test_a_cue_reports_nothing_of_words_that_are_not_its_own(example: str) -> None:
    assert [clause for clause in clauses(example) if clause.form == "parenthesis"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("When the ferry sank, 12 people died, Dunlop said.", "When the ferry sank, 12 people died"),
        ("The ferry has leaked since it was launched, passengers have complained.", "it was launched"),
        ("The ferry is old; its crew says.", "The ferry is old"),
        ("Although the pier is old, Dunlop said, it is safe.", "Although the pier is old"),
        ("The pier was closed, the mayor responded.", "The pier was closed"),
        ("As new figures show, fares rose by 40 per cent.", "fares rose by 40 per cent"),
        ("Since 2010, 64 piers have closed, a report shows.", "Since 2010, 64 piers have closed"),
        ("As leaked papers have unveiled, the harbour board paid twice.", "the harbour board paid twice"),
        ("Dunlop promised to save money, in part by closing two piers.", "in part by closing two piers"),
    ],
)
def test_a_cue_reports_the_words_beside_it(text: str, words: str) -> None:
    doc = doc_of(text)
    (clause,) = clauses(text)
    held = sorted(clause.content)
    assert words in doc[held[0] : held[-1] + 1].text
    assert clause.speaker is not None


@pytest.mark.parametrize(("form", "example"), [(form, example) for _, form, example in speech_verbs.ARGUMENT_FORMS])
def test_an_argument_has_the_form_of_its_rule(form: str, example: str) -> None:
    assert [clause.form for clause in clauses(example)] == [form]


def test_a_passive_of_nobody_reports_no_object() -> None:
    assert list(clauses(NOBODY)) == []


@pytest.mark.parametrize(
    ("text", "verb", "reports", "why"),
    [
        ("Since the ferry was launched in 2012, passengers have complained.", "complained", False, "since when"),
        ("Since 2012, when the ferry sank, passengers have complained.", "complained", False, "what happened then"),
        ("Since the storm that they called “the end”, passengers have complained.", "complained", True, "marked words"),
        ("Since that ruling, the port has closed, passengers have complained.", "complained", True, "a clause behind"),
        ("After the storm, the ferry was late, Dunlop warned.", "warned", True, "behind another time"),
    ],
)
def test_a_time_is_nobodys_word_and_what_follows_it_is(text: str, verb: str, reports: bool, why: str) -> None:
    token = word(doc_of(text), verb)
    found = [c for c in speech_verbs.read(token, cues.speech_complements(token)) if c.form == "parenthesis"]
    assert bool(found) is reports, why


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("The pier will close, the council decided.", "The pier will close", "what a body decided, in front"),
        ("The council decided that the pier will close.", None, "behind the verb it is what the article states"),
        ("The council decided to close the pier.", None, "an infinitive"),
        ("The ferry leaked, Judge Ann Castro found.", "The ferry leaked", "what a judge found, in front"),
        ("Judge Ann Castro found the ferry.", None, "a thing that was found"),
        ("The ferry leaked, the storm found.", None, "a storm finds nothing out"),
    ],
)
def test_what_was_decided_or_found_stands_in_front(text: str, words: str | None, why: str) -> None:
    doc = doc_of(text)
    held = [sorted(clause.content) for clause in clauses(text)]
    assert [doc[places[0] : places[-1] + 1].text for places in held] == ([words] if words else []), why
