"""What fits a pronoun by its words alone is left out when it cannot be meant."""

import pytest

from claims.pipeline.parse import parse
from claims.pipeline.standalone import rivals
from claims.pipeline.standalone.referents import Named
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.sentences import split
from tests.claims.pipeline.article import word


def named(sentences: str) -> Named:
    text = f"The rain had stopped in the evening. {sentences}"
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    return Named(parse.parse(text, passages, split(text, passages)), ())


def possible(text: str, pronoun: str) -> list[str]:
    """Return what the sentences before the last one name that such a word of the last one can mean."""
    article = named(text)
    last = len(article.parsed) - 1
    doc = article.parsed.docs[last]
    assert doc is not None
    before = [r for k in range(last) for r in article.referents(k)]
    return [r.words for r in rivals.possible(article, last, word(doc, pronoun), before)]


# why, text, the pronoun of its last sentence, a candidate, whether it can be meant
POSSIBLE = [
    ("each of many", "The council heard every delegate. He left.", "He", "every delegate", False),
    ("one of them", "The council heard the delegate. He left.", "He", "the delegate", True),
    ("an office", "Jonas Lidt ran for president. He left.", "He", "president", False),
    ("who holds it", "Jonas Lidt voted for the president. He left.", "He", "the president", True),
    ("a prize", "Jonas Lidt won the Kelton Award. He left.", "He", "the Kelton Award", False),
    ("what believes nothing", "Two forecasts were made. They believe it.", "They", "the two forecasts", False),
    ("who believes", "Two miners were heard. They believe it.", "They", "the two miners", True),
    ("what may rise", "Two forecasts were made. They rose.", "They", "the two forecasts", True),
    ("a manner", "The clerk came in person. It was new.", "It", "person", False),
    ("a prize for it", "Jonas Lidt won the Kelton Award. It was new.", "It", "the Kelton Award", True),
    ("he is not who he criticises", "Tom Brink met Jonas Lidt. He criticised Lidt.", "He", "Jonas Lidt", False),
    ("but the other", "Tom Brink met Jonas Lidt. He criticised Lidt.", "He", "Tom Brink", True),
    ("he is not who asks him", "Tom Brink met Jonas Lidt. Lidt asked him twice.", "him", "Jonas Lidt", False),
    ("an owner may be", "Tom Brink met Jonas Lidt. Lidt sold his boat.", "his", "Jonas Lidt", True),
    (
        "a name in another clause says nothing",
        "Tom Brink met Jonas Lidt. He left after Lidt had spoken.",
        "He",
        "Jonas Lidt",
        True,
    ),
]


@pytest.mark.parametrize(("why", "text", "pronoun", "candidate", "may"), POSSIBLE, ids=[row[0] for row in POSSIBLE])
def test_leaves_out_what_cannot_be_meant(why: str, text: str, pronoun: str, candidate: str, may: bool) -> None:
    assert (candidate in possible(text, pronoun)) is may, why


@pytest.mark.parametrize(
    ("one", "other", "same", "why"),
    [
        ("Tom Brink", "Brink", True, "a surname"),
        ("Tom Brink", "Ada Hale", False, "two surnames"),
        ("the ferry", "the ferry", True, "the same words"),
        ("the old ferry", "the ferry", False, "a noun is not enough"),
    ],
)
def test_compares_what_two_phrases_name(one: str, other: str, same: bool, why: str) -> None:
    article = named(f"{one.capitalize() if one[0].islower() else one} left. Later {other} came.")
    first, second = article.referents(1)[0], article.referents(2)[0]
    assert rivals.is_same(first, second) is same, why


@pytest.mark.parametrize(
    ("text", "words", "spoken_of", "why"),
    [
        ("The council praised Tom Brink.", "Tom Brink", True, "a man by his first name"),
        ("The council praised Wexley Brink.", "Wexley Brink", False, "a name that says neither"),
        ("Tom Brink asked the council why.", "Tom Brink", False, "he speaks in his turn"),
        ("The council praised the mayor.", "the mayor", False, "no name"),
    ],
)
def test_knows_who_is_only_spoken_of(text: str, words: str, spoken_of: bool, why: str) -> None:
    found = next(r for r in named(text).referents(1) if r.words == words)
    assert rivals.is_spoken_of(found) is spoken_of, why


@pytest.mark.parametrize(
    ("text", "words", "no_person", "why"),
    [
        ("He spoke with Jonas Lidt.", "Jonas Lidt", False, "two words"),
        ("Jonas Lidt left. He spoke with Lidt.", "Jonas Lidt", False, "a surname of the article"),
    ],
)
def test_doubts_a_bare_name_beside_others(text: str, words: str, no_person: bool, why: str) -> None:
    article = named(text)
    found = next(r for r in article.referents(len(article.parsed) - 1) if r.words == words)
    assert rivals.may_be_no_person(found) is no_person, why


def test_a_misread_name_is_a_subject_that_may_be_a_person() -> None:
    assert not rivals.misread_subject(named("The council met Tom Brink."), 1, "he")
    assert not rivals.misread_subject(named("Tom Brink met the council."), 1, "he")


@pytest.mark.parametrize(
    ("text", "hidden", "why"),
    [
        ("Tom Brink met Jonas Lidt. The Lidt campaign says he left.", True, "a name before another noun"),
        ("Tom Brink met Jonas Lidt. The Brink campaign says he left.", False, "the one who is meant"),
        ("Tom Brink met Jonas Lidt. The Lidt campaign grew. Later he left.", True, "in a sentence between"),
        ("Tom Brink met Ada Hale. The Hale campaign says he left.", False, "a woman"),
    ],
)
def test_knows_who_is_named_without_a_phrase(text: str, hidden: bool, why: str) -> None:
    article = named(text)
    last = len(article.parsed) - 1
    doc = article.parsed.docs[last]
    assert doc is not None
    brink = next(r for r in article.referents(1) if r.words == "Tom Brink")
    assert rivals.is_hidden(article, last, word(doc, "he"), brink) is hidden, why
