"""A sentence as plain objects, each value beside spaCy's own."""

from typing import TYPE_CHECKING

import pytest

from claims.pipeline.parse import grammar, parse
from tests.claims.pipeline.article import doc_of
from tests.claims.pipeline.parse.stock_model import SENTENCES, sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VALUES = (
    *("i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_", "ent_iob_", "whitespace_"),
    *("is_alpha", "is_punct", "is_space", "is_quote", "is_title", "is_upper", "is_currency", "like_num"),
)
WORDS = ("head", "left_edge", "right_edge")
SEQUENCES = ("lefts", "rights", "children", "subtree", "ancestors")
FURTHER = {
    "words that hang on others across a third": "A hearing is scheduled on the issue today that the mayor had raised.",
    "clauses in clauses": "Brandt said that the board, which met on Monday, had sold what the town had built in 1911.",
    "marks, letters in capitals, numbers in words": "“NATO”, he said, “paid $40 (forty) dollars – at 12.30!”",
    "a list": "Lund, Varn, Sorn, Brackholm, and both of the towns beyond the bay and its islands lost jobs.",
}


def by_spacy(text: str) -> "Doc":
    model = parse.load(parse.MODEL)
    (doc,) = parse._run_model(model, [sentence(text, model)], names=True)
    return doc


def described(token: "Token | grammar.Token") -> tuple[object, ...]:
    return (
        len(token),
        *(getattr(token, name) for name in VALUES),
        *(getattr(token, name).i for name in WORDS),
        *([other.i for other in getattr(token, name)] for name in SEQUENCES),
    )


@pytest.mark.parametrize(("why", "text"), [*SENTENCES.items(), *FURTHER.items()])
def test_each_word_has_what_spacy_found(why: str, text: str) -> None:
    doc = by_spacy(text)
    (ours,) = grammar.of([doc], [doc.text])
    assert (ours.text, len(ours)) == (doc.text, len(doc)), why
    assert [described(token) for token in ours] == [described(token) for token in doc], why


@pytest.mark.parametrize(("why", "text"), SENTENCES.items())
def test_each_name_has_what_spacy_found(why: str, text: str) -> None:
    doc = by_spacy(text)
    (ours,) = grammar.of([doc], [doc.text])
    assert [(e.label_, e.start, e.end, e.root.i, e.text, len(e)) for e in ours.ents] == [
        (e.label_, e.start, e.end, e.root.i, e.text, len(e)) for e in doc.ents
    ], why
    assert all(entity.doc is ours for entity in ours.ents)


def test_a_word_is_one_object_wherever_it_is_met() -> None:
    doc = doc_of("The harbour board sold the ferry to a company of Sorn.")
    sold = next(token for token in doc if token.text == "sold")
    assert all(child.head is sold and child.doc is doc for child in sold.children)
    assert sold.subtree is sold.subtree
    assert doc[sold.i] is sold.nbor(-1).nbor() is sold


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [(0, 2, "The ferry"), (1, 1, ""), (3, 99, "late."), (-1, None, "."), (None, None, "The ferry was late.")],
)
def test_words_side_by_side_have_their_text(first: int | None, last: int | None, text: str) -> None:
    doc = doc_of("The ferry was late.")
    assert doc[first:last].text == by_spacy(doc.text)[first:last].text == text


@pytest.mark.parametrize(("at", "away"), [(0, -1), (1, -2), (4, 1), (0, 5)])
def test_no_word_stands_past_the_ends_of_a_sentence(at: int, away: int) -> None:
    doc = doc_of("The ferry was late.")
    with pytest.raises(IndexError):
        doc[at].nbor(away)


def test_a_long_list_is_walked_without_recursion() -> None:
    (doc,) = grammar.of([by_spacy(text := "nets, " * 900 + "boats.")], [text])
    for token in doc[1:]:
        token.head, token.lefts, token.rights, token.children = doc[token.i - 1], (), (), ()
    for token in doc[:-1]:
        token.rights = token.children = (doc[token.i + 1],)
    assert doc[0].subtree == doc.words
