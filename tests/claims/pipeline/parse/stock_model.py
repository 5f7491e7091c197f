"""The language model as it ships, and sentences that it is compared on with our faster steps."""

from typing import TYPE_CHECKING

import spacy

from claims.pipeline.parse import parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STOCK = spacy.load(parse.MODEL)
SENTENCES = {
    "a name of one word, of several, and at the very end": "Ottoline met the Governor of West Harrow and Ilse Varn",
    "an entity that ends the sentence without a stop": "It rained until the end of last week",
    "no entity at all": "It rained and the boats stayed where they were.",
    "amounts and dates side by side": "Some 40 % of £3.5m came on 12 May 2019 and 7,000 people in the first quarter.",
    "white space between words": "The  ferry   to  Brackholm\n was late on   Tuesday .",
    "one word": "Brackholm",
    "forms of be, have and do, each by its own rule": "He's done what they've had to do, didn't he? It is what it was.",
    "a rule of two words": "Come on, c'm on, more than one is at least as well of its own.",
    "pronouns, each with its own form": "Mine is hers, his is ours, theirs is yours; she herself told him.",
    "no words": "",
}


def sentence(text: str, model: "Language" = STOCK) -> "Doc":
    doc = model.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def annotations(doc: "Doc | None") -> list[tuple[object, ...]]:
    return [
        (t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, str(t.morph), t.ent_type_, t.ent_iob_)
        for t in (() if doc is None else doc)
    ]


def by_the_model(text: str) -> list[tuple[object, ...]]:
    doc = sentence(text)
    for _, step in STOCK.pipeline:
        doc = step(doc)
    return annotations(doc)


def by_us(*texts: str) -> "list[list[tuple[object, ...]]]":
    model = parse.load(parse.MODEL)
    return [annotations(doc) for doc in parse._run_model(model, [sentence(text, model) for text in texts], names=True)]
