"""The grammar of a sentence allows and forbids what a pronoun can mean."""

import pytest

from claims.pipeline.standalone import binding
from claims.pipeline.standalone.referents import Named, Referent
from tests.claims.pipeline.article import doc_of, parse_sentence, word


def at(sentence: str, noun: str) -> Referent:
    return next(r for r in Named(parse_sentence(sentence), ()).referents(0) if r.token.text == noun)


# why, sentence, the pronoun, a noun behind it, whether the pronoun can mean it
LEADS = [
    ("its owner follows", "Amid a row over his budget, Jonas Lidt has resigned.", "his", "Lidt", True),
    ("a clause before", "Before he owned the club, Jonas Lidt drove a bus.", "he", "Lidt", True),
    ("an object does not follow", "Before he owned the club, Jonas Lidt drove a bus.", "he", "bus", False),
    ("somebody takes over", "When he resigned in 2009, Tom Hale succeeded.", "he", "Hale", False),
    ("the river below it", "Since it closed in April the river below it has fallen.", "it", "river", False),
    ("the main clause comes first", "He drove a bus before Jonas Lidt owned the club.", "He", "Lidt", False),
]


@pytest.mark.parametrize(("why", "sentence", "pronoun", "noun", "expected"), LEADS, ids=[row[0] for row in LEADS])
def test_a_pronoun_leads_up_to_the_subject(why: str, sentence: str, pronoun: str, noun: str, expected: bool) -> None:
    assert binding.leads_up_to(word(doc_of(sentence), pronoun), at(sentence, noun)) is expected, why


# why, sentence, the pronoun, a noun, whether the pronoun cannot mean it
EXCLUDED = [
    ("the subject of its own verb", "Ada Brink saw her in the harbour.", "her", "Brink", True),
    ("the subject, as an owner", "Ada Brink saw her boat in the harbour.", "her", "Brink", False),
    ("who a letter is to", "In a letter to Tom Hale, he resigned in 2009.", "he", "Hale", True),
    ("what is said in a letter", "In a letter, Holm Steel said it had paid.", "it", "letter", True),
    ("a clause before", "When Tom Hale met the council, he resigned.", "he", "Hale", False),
]


@pytest.mark.parametrize(("why", "sentence", "pronoun", "noun", "expected"), EXCLUDED, ids=[r[0] for r in EXCLUDED])
def test_a_pronoun_cannot_mean_what_the_grammar_excludes(
    why: str, sentence: str, pronoun: str, noun: str, expected: bool
) -> None:
    assert binding.is_excluded(word(doc_of(sentence), pronoun), at(sentence, noun)) is expected, why


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Orvany, which buys half of its oil, sold the dam.", "Orvany"),
        ("The council closed its mine in 2009.", "council"),
        ("The council sold the pier and closed its mine in 2009.", "council"),
        ("Its mine in Sorn closed in 2009.", None),
    ],
)
def test_an_owner_in_a_clause_is_its_subject(sentence: str, subject: str | None) -> None:
    pronoun = next(t for t in doc_of(sentence) if t.lower_ == "its")
    found = binding.own_subject(pronoun)
    assert (found.text if found is not None else None) == subject


def test_whoever_is_told_something_is_addressed() -> None:
    hearing = "The mayor told the court that it had no power."
    heard = "The mayor left the court when it had no power."
    assert binding.is_addressed(word(doc_of(hearing), "it"), at(hearing, "court"))
    assert not binding.is_addressed(word(doc_of(heard), "it"), at(heard, "court"))


def test_a_noun_hangs_on_a_pronoun_within_its_phrase_and_not_in_a_clause_that_tells_more_of_it() -> None:
    phrase = "The council sold the crane of its old pier."
    clause = "The council sold the crane that it had built."
    assert binding.hangs_on("it", at(phrase, "crane"))
    assert not binding.hangs_on("it", at(clause, "crane"))
