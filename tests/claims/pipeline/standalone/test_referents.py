"""What a sentence names is a person, a body or a thing, one or many, and fits a pronoun or does not."""

import pytest

from claims.pipeline.standalone.referents import Named, Referent, fit
from tests.claims.pipeline.article import is_value, parse_lines, parse_sentence


def named(sentence: str, people: tuple[str, ...] = ()) -> Named:
    return Named(parse_sentence(sentence), people)


def of(sentence: str, words: str) -> Referent:
    found = [r for r in named(sentence).referents(0) if r.words == words]
    assert found, [r.words for r in named(sentence).referents(0)]
    return found[0]


# why, sentence, what it names, its kind, whether they are many
KINDS = [
    ("a title and a name", "Mayor Ada Brink opened the pier.", "Mayor Ada Brink", "person", False),
    ("an office", "The mayor opened the pier.", "the mayor", "person", False),
    ("a name beside its noun", "The novelist Mei Aoki opened the pier.", "Mei Aoki", "person", False),
    ("a body", "The water ministry opened the pier.", "the water ministry", "body", False),
    ("a thing", "The water ministry opened the pier.", "the pier", "thing", False),
    ("things", "The water ministry opened two piers.", "the two piers", "thing", True),
    ("two together", "The ferry and the pier burned in 1962.", "the ferry and the pier", "thing", True),
    ("an owner", "The mayor’s deputy opened the pier.", "the mayor", "person", False),
]


@pytest.mark.parametrize(("why", "sentence", "words", "kind", "plural"), KINDS, ids=[row[0] for row in KINDS])
def test_what_is_named_has_its_kind_and_number(why: str, sentence: str, words: str, kind: str, plural: bool) -> None:
    found = of(sentence, words)
    assert (found.kind, found.plural) == (kind, plural), why


# why, pronoun, sentence, what it names, how well it fits
FITS = [
    ("she and a woman", "she", "Mary Brink opened the pier.", "Mary Brink", "strict"),
    ("he and a woman", "he", "Mary Brink opened the pier.", "Mary Brink", ""),
    ("he and an office", "he", "The mayor opened the pier.", "the mayor", "strict"),
    ("he and the thing that a mayor opens", "he", "The mayor opened the pier.", "the pier", ""),
    ("it and a thing", "it", "The mayor opened the pier.", "the pier", "strict"),
    ("it and an office", "it", "The mayor opened the pier.", "the mayor", ""),
    ("it and a body", "it", "The council opened the pier.", "the council", "strict"),
    ("it and many", "it", "The council opened two piers.", "the two piers", ""),
    ("they and many", "they", "The council opened two piers.", "the two piers", "strict"),
    ("they and a body", "they", "The council opened two piers.", "the council", "weak"),
    ("they and a thing", "they", "The council opened the pier.", "the pier", ""),
    ("he and a pronoun of his", "he", "The council praised his plan.", "his", "strict"),
    ("she and a pronoun of his", "she", "The council praised his plan.", "his", ""),
]


@pytest.mark.parametrize(("why", "pronoun", "sentence", "words", "expected"), FITS, ids=[row[0] for row in FITS])
def test_a_pronoun_fits_number_person_and_kind(
    why: str, pronoun: str, sentence: str, words: str, expected: str
) -> None:
    assert fit(pronoun, of(sentence, words)) == expected, why


# why, sentence, what is not named by it
NOT_NAMED = [
    ("a title in marks", "The play “Vera Holm” opened in the old town.", "Vera Holm"),
    ("what somebody is", "Ada Brink was a baker in Sorn.", "the baker"),
    ("what else somebody is", "Ada Brink was a baker and a poet in Sorn.", "the poet"),
    ("a day", "The ferry sank on Monday in Sorn.", "Monday"),
    ("as what somebody works", "Ada Brink worked as a baker in Sorn.", "the baker"),
]


@pytest.mark.parametrize(("why", "sentence", "words"), NOT_NAMED, ids=[row[0] for row in NOT_NAMED])
def test_what_only_tells_of_another_is_not_named(why: str, sentence: str, words: str) -> None:
    assert words not in [r.words for r in named(sentence).referents(0)], why


@pytest.mark.parametrize(
    ("names", "joined"),
    [("the ferry, the pier and the crane", True), ("the ferry, the pier, the crane and the hut", False)],
)
def test_at_most_three_things_are_one_they(names: str, joined: bool) -> None:
    found = [r.words for r in named(f"The council sold {names}.").referents(0) if r.plural]
    assert bool(found) is joined


@pytest.mark.parametrize(
    "sentence",
    [
        "The novelist and pilot, Mei Aoki, left the island.",
        "The singer and her brother, pilot Leo Aoki, left the island.",
    ],
)
def test_two_nouns_before_a_name_are_not_two_people(sentence: str) -> None:
    found = named(sentence).referents(0)
    assert any(r.words.endswith("Aoki") for r in found)
    assert not any(r.plural for r in found)


@pytest.mark.parametrize(
    ("name", "kind"), [("Vettle Tolland", "perhaps_body"), ("Vettle Tolland Marine", "body"), ("Ingrid Hale", "person")]
)
def test_a_bare_name_of_two_words_may_be_a_persons(name: str, kind: str) -> None:
    found = of(f"{name} met the old crew of the ferry.", name)
    assert found.kind == kind


def test_a_dateline_is_no_part_of_a_name() -> None:
    assert of("SORN - Ada Brink left the old town in 2019.", "Ada Brink").kind == "person"


def test_a_surname_that_looks_like_a_plural_is_one_person() -> None:
    found = named("Sanders won his home state of Vermont on Tuesday.", ("Ada Sanders",)).referents(0)[0]
    assert (found.kind, found.plural, found.words) == ("person", False, "Ada Sanders")


def test_a_letter_is_nobody_though_it_ends_like_a_baker() -> None:
    assert fit("he", of("The letter was read in the court.", "the letter")) == ""
    assert fit("he", of("The tiler was heard in the court.", "the tiler")) != ""


def test_a_surname_has_its_only_full_name() -> None:
    one = named("The court jailed the mayor in 2019.", ("Ada Brink",))
    two = named("The court jailed the mayor in 2019.", ("Ada Brink", "Eva Brink"))
    assert (one.full("Brink"), two.full("Brink"), one.full("Mayor Brink")) == ("Ada Brink", "Brink", "Ada Brink")


def test_a_headline_is_a_fragment_and_its_nouns_stand_nowhere_else() -> None:
    article = Named(parse_lines("Party pays the old band of Sorn\nThe party paid the old band of Sorn.\n")[1], ())
    assert [article.is_fragment(k) for k in (0, 1)] == [True, False]
    assert not any(r.can_stand for r in article.referents(0))
    assert any(r.can_stand for r in article.referents(1))


@pytest.mark.parametrize(
    ("sentence", "stands"), [("A baker left the old council.", True), ("Old baker leaves the council of Sorn.", False)]
)
def test_a_person_without_an_article_cannot_stand_elsewhere(sentence: str, stands: bool) -> None:
    assert next(r for r in named(sentence).referents(0) if r.token.lower_ == "baker").can_stand is stands


def test_referents_are_values() -> None:
    assert is_value(Referent)
