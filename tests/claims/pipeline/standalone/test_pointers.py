"""A word points to something else, or means something by itself: cases on both sides of each rule."""

import pytest

from claims.pipeline.standalone import pointers
from tests.claims.pipeline.article import doc_of, word

# why, sentence, the word, how it points
POINTERS = [
    ("a thing's pronoun", "It sank in the harbour of Sorn.", "It", "pronoun"),
    ("an owner", "The council sold its mine in 2019.", "its", "pronoun"),
    ("her deputy has a name", "Her deputy, Samuel Rao, resigned from the council in 2019.", "Her", None),
    (
        "a novel with its title is still hers",
        "Her novel “Rain Ledger” sold 40,000 copies in the old town.",
        "Her",
        "pronoun",
    ),
    ("anybody", "A voter may sell his or her boat in Sorn.", "her", None),
    ("rain", "It rained in Sorn for two days.", "It", None),
    ("darkness", "It was dark when the boat left.", "It", None),
    ("a day", "It was Monday when the boat left.", "It", None),
    ("a price", "Today it is 38 crowns in the shop.", "it", "pronoun"),
    ("it is clear that", "It is clear that the mayor left.", "It", None),
    ("it is worth noting that", "It’s worth noting here that the mayor sold the boat.", "It", None),
    ("it was said that", "It was said that the mayor left.", "It", None),
    ("it said that", "It said that the mayor had left.", "It", "pronoun"),
    ("it takes an hour to", "It took the council an hour to vote.", "It", None),
    ("it wants to", "It wants to buy the old ferry.", "It", "pronoun"),
    ("it was Ada who", "It was Ada Brink who sold the boats.", "It", None),
    ("it looked as if", "It looked as if the pier would fall.", "It", None),
    ("this scheme", "This scheme cost 4 million crowns.", "This", "demonstrative"),
    ("this weekend", "The mayor met the union this weekend.", "this", None),
    ("this Tuesday", "The mayor met the union this Tuesday.", "this", None),
    ("this election", "The mayor spent 4 million crowns on this election.", "this", None),
    ("that election", "The mayor spent 4 million crowns on that election.", "that", "demonstrative"),
    ("this statement, which follows", "The mayor released this statement on Monday.", "this", None),
    ("this statement, made before", "The mayor denied this statement on Monday.", "this", "demonstrative"),
    ("this country", "Ida Marsh has met farmers all over this country.", "this", None),
    ("both men", "Both men were jailed in 2016.", "Both", None),
    ("those workers who left", "The firm paid those workers who left in May.", "those", None),
    ("such ships", "Such ships cost 4 million crowns.", "Such", "open_demonstrative"),
    ("such as", "Ships such as ferries sank in 2019.", "such", None),
    ("this alone", "This cost the town 4 million crowns.", "This", "open_demonstrative"),
    ("those who", "Those who left Sorn sold the boats.", "Those", None),
    ("those with", "Those with a degree earn more in Sorn.", "Those", None),
    ("those used", "Police used the same words as those used against the miners.", "those", None),
    ("a talk that he asked for", "The two had a talk this weekend that Lobo asked for.", "that", None),
    ("one another", "The two towns sued one another in 2019.", "another", None),
    ("the old one", "The old one was built in Sorn.", "one", "open_pronoun"),
    ("one of many", "One was built in Sorn in 2019.", "One", None),
]


@pytest.mark.parametrize(("why", "sentence", "text", "expected"), POINTERS, ids=[row[0] for row in POINTERS])
def test_a_word_points_or_means_something_itself(why: str, sentence: str, text: str, expected: str | None) -> None:
    assert pointers.read(word(doc_of(sentence), text)) == expected, why


def test_pronouns_of_one_family_can_mean_the_same() -> None:
    assert pointers.family("him") == {"he", "him", "his"}
    assert pointers.family("ship") == frozenset()


@pytest.mark.parametrize(
    ("sentence", "empty"),
    [("It is hard to say that the mine lost money.", True), ("It told the union to say so.", False)],
)
def test_a_clause_three_words_below_the_verb_still_leaves_it_empty(sentence: str, empty: bool) -> None:
    assert pointers.is_empty(doc_of(sentence)[0]) is empty
