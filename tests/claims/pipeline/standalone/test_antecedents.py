"""A pronoun means what stands where grammar puts it, when that is the only thing that fits."""

import pytest

from claims.pipeline.parse import parse
from claims.pipeline.split import parts
from claims.pipeline.standalone import antecedents
from claims.pipeline.standalone.referents import Named
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.sentences import split
from tests.claims.pipeline.article import word


def meant(text: str, pronoun: str) -> str | None:
    """Return what the first such word of the last sentence means, when it is certain."""
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    parsed = parse.parse(text, passages, split(text, passages))
    part = parts.cut(parsed, len(parsed) - 1, [])[0]
    doc = parsed.docs[-1]
    assert doc is not None
    answer = antecedents.of_pronoun(Named(parsed, ()), part, word(doc, pronoun), None)
    return answer.certain.words if answer.certain else None


# why, text, the pronoun of its last sentence, what it means
MEANT = [
    ("one of a list is not it", "Weeds, grass and moss grew. It has 40 members.", "It", None),
    ("who speaks", "The Harbour Party said it had paid 30,000 crowns.", "it", "the Harbour Party"),
    ("who speaks, as an owner", "Holm Steel said its mine lost 3 million crowns.", "its", "Holm Steel"),
    ("many who speak", "The council said they had paid 30,000 crowns.", "they", None),
    (
        "who speaks, not who spoke",
        "The mayor left Sorn. The water ministry said it had paid.",
        "it",
        "the water ministry",
    ),
    ("who is spoken to may be meant", "The mayor told the court that it had no power.", "it", None),
    ("he speaks of himself", "Jonas Lidt said he had lost 40 boats.", "he", "Jonas Lidt"),
    ("she is spoken to", "Tom Hale told Ada Brink that she had lost 40 boats.", "she", "Ada Brink"),
    ("who is asked may be no person", "Jonas Lidt told Bauble that he had lost 40 boats.", "he", "Jonas Lidt"),
    ("a misread name speaks", "D’Linde told Tom Brink that he had lost 40 boats.", "he", None),
    ("a body speaks to him", "The court told Tom Brink that he had lost 40 boats.", "he", "Tom Brink"),
    (
        "the owner of the subject, when nobody else was a subject",
        "The mine closed. Tom Brink’s firm grew. Later he sold it.",
        "he",
        "Tom Brink",
    ),
    (
        "the owner of the subject, beside the subject before",
        "Jonas Lidt resigned. Tom Brink’s firm grew. Later he sold it.",
        "he",
        None,
    ),
    ("two that she may be", "Eva Hale told Ada Brink that she had lost 40 boats.", "she", None),
    ("a lawyer speaks for others", "Jonas Lidt left the council. A lawyer said he had lost 40 boats.", "he", None),
    ("his lawyer", "Jonas Lidt left the council. His lawyer said he had lost 40 boats.", "he", "Jonas Lidt"),
    ("a lawyer alone", "The boat sank in the harbour. A lawyer in Sorn said he had lost 40 boats.", "he", "the lawyer"),
    ("before its owner is named", "Amid a row over his budget, Jonas Lidt has resigned.", "his", "Jonas Lidt"),
    ("in a clause before", "Before he owned the club, Jonas Lidt drove a bus.", "he", "Jonas Lidt"),
    ("after a mine", "After its mine closed in 2009, Holm Steel fired 400 workers.", "its", "Holm Steel"),
    ("who comes after is another", "When he resigned in 2009, Tom Hale succeeded.", "he", None),
    ("a couple", "Prices rose. Walking out of their cellar, two bakers found a chest.", "their", "the two bakers"),
    (
        "not the river below it",
        "The dam closed. Since it closed in April the river below it has fallen.",
        "it",
        "the dam",
    ),
    ("the owner in its own clause", "Orvany, which buys half of its oil, sold the dam to Tessin.", "its", "Orvany"),
    ("not its own subject", "The council met Ada Brink. Eva Hale saw her.", "her", "Ada Brink"),
    ("not who a letter is to", "Jonas Lidt left. In a letter to Tom Hale, he resigned.", "he", "Jonas Lidt"),
    ("the sentence before", "The ferry sank. It was built in 1962.", "It", "the ferry"),
    ("the subject, not the place", "The ferry sank in the harbour. It was built in 1962.", "It", "the ferry"),
    ("the subject or the object", "The ferry hit the pier. It was built in 1962.", "It", None),
    (
        "two sentences before",
        "Ada Brink left the council. The boats sank in the harbour. She sold the pier.",
        "She",
        "Ada Brink",
    ),
    (
        "what the pronoun before means",
        "Ada Brink left the council. She sold the pier. She won a cup.",
        "She",
        "Ada Brink",
    ),
    ("an object, alone", "The council met Ada Brink. She sold the boats.", "She", "Ada Brink"),
    (
        "an object, and somebody before",
        "Eva Hale left the council. The council met Ada Brink. She sold the boats.",
        "She",
        None,
    ),
    (
        "who is named before his age",
        "Piet Ambrey trained in Sorn. The 36-year-old baker has resigned in May. He sold the boats.",
        "He",
        "Piet Ambrey",
    ),
    (
        "one of two who are named before his age",
        "Piet Ambrey met Leo Hart in Sorn. The 36-year-old baker has resigned in May. He sold the boats.",
        "He",
        "the 36-year-old baker",
    ),
    ("two together", "The ferry and the pier burned down. They were built in 1962.", "They", "the ferry and the pier"),
    ("many, beside a body", "The council hired 40 nurses. They came from Sorn.", "They", "the 40 nurses"),
    ("a body is not many", "The council met in Sorn. They sold the boats.", "They", None),
]


@pytest.mark.parametrize(("why", "text", "pronoun", "expected"), MEANT, ids=[row[0] for row in MEANT])
def test_a_pronoun_means_the_only_thing_that_fits(why: str, text: str, pronoun: str, expected: str | None) -> None:
    assert meant(text, pronoun) == expected, why


@pytest.mark.parametrize(
    ("between", "found"),
    [("The boats sank in the harbour. " * 2, True), ("The boats sank in the harbour. " * 3, False)],
)
def test_what_is_meant_stands_at_most_three_sentences_before(between: str, found: bool) -> None:
    assert (meant(f"Ada Brink left the council. {between}She sold the pier.", "She") is not None) is found


@pytest.mark.parametrize(("more", "found"), [(11, True), (12, False)])
def test_pronouns_lead_on_to_pronouns_twelve_times(more: int, found: bool) -> None:
    text = "Ada Brink left the council. " + "She sold the pier. " * (1 + more) + "She won a cup."
    assert (meant(text, "She") == "Ada Brink") is found


# why, text, what "this scheme" of its last sentence means
SCHEMES = [
    ("once before", "The scheme for nurses began in 2019. This scheme cost 4 million crowns.", "the scheme for nurses"),
    ("two of them", "The scheme for nurses and the scheme for cooks began. This scheme cost 40 crowns.", None),
    ("of another number", "Schemes for nurses began in 2019. This scheme cost 4 million crowns.", None),
    ("in a caption", "A scheme, for sale in Sorn, is shown. This scheme cost 4 million crowns.", None),
    ("in the name of a body", "The Harbour Party met in Sorn. This party lost 40 seats.", "the Harbour Party"),
]


@pytest.mark.parametrize(("why", "text", "expected"), SCHEMES, ids=[row[0] for row in SCHEMES])
def test_this_noun_means_the_one_that_was_named(why: str, text: str, expected: str | None) -> None:
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    parsed = parse.parse(text, passages, split(text, passages))
    doc = parsed.docs[-1]
    assert doc is not None
    answer = antecedents.of_noun(Named(parsed, ()), parts.cut(parsed, len(parsed) - 1, [])[0], doc[1])
    assert (answer.certain.words if answer.certain else None) == expected, why


@pytest.mark.parametrize(
    ("before", "certain", "candidates"),
    [
        ("The agency of Sorn met in May.", "the agency of Sorn", ["the agency of Sorn"]),
        ("The agency met in May and the union left.", None, ["the agency", "the union"]),
        ("Jonas Lidt left the council. He met the union in May.", "Jonas Lidt", ["Jonas Lidt"]),
        ("No boat sank in the harbour.", None, []),
    ],
)
def test_who_did_it_is_the_subject_of_the_sentence_before(
    before: str, certain: str | None, candidates: list[str]
) -> None:
    text = f"{before} Fined 450 owners a total of 17 million crowns."
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    parsed = parse.parse(text, passages, split(text, passages))
    answer = antecedents.of_missing_subject(Named(parsed, ()), parts.cut(parsed, len(parsed) - 1, [])[0])
    assert (answer.certain.words if answer.certain else None) == certain
    assert [r.words for r in answer.candidates] == candidates
