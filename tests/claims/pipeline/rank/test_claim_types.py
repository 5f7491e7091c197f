"""Words that compare, state a rule or take a side, each beside what only looks like it."""

from collections.abc import Callable

import pytest

from claims.pipeline.parse.grammar import Token
from claims.pipeline.rank import claim_types
from tests.claims.pipeline.article import doc_of
from tests.corpus import golden

# text, whether it compares, states a rule, takes a side
ROWS = [
    ("Prices fell by 6 percent in Sorn last week.", True, False, False),
    ("A child fell from the roof of the harbour.", False, False, False),
    ("Sales fell from 40 boats to 30 boats.", True, False, False),
    ("The farm grew potatoes on the hill.", False, False, False),
    ("Temperatures fell below freezing in the valley.", True, False, False),
    ("A fallen tree blocked the road to Sorn.", False, False, False),
    ("The runner broke the record of the club in Sorn.", True, False, False),
    ("A record number of boats came to Sorn.", True, False, False),
    ("The ship had a record of faults in the harbour.", False, False, False),
    ("The boat is larger than the old one in Sorn.", True, False, False),
    ("She fell ill in the town of Sorn.", False, False, False),
    ("The lower court heard the case in Sorn.", False, True, False),
    ("The lower price of the boat was paid in Sorn.", True, False, False),
    ("The council sold boats rather than nets.", False, False, False),
    ("The council sold more than 40 boats.", False, False, False),
    ("The council sold more boats than nets.", True, False, False),
    ("The council sold boats as well as nets.", False, False, False),
    ("The council sold boats as old as the town.", True, False, False),
    ("The Harbour Treaty Organization met in Sorn.", False, False, False),
    ("The Harbour Treaty was signed in Sorn.", False, True, False),
    ("The law firm of the town moved to Sorn.", False, False, False),
    ("The law on nets came from Sorn.", False, True, False),
    ("Illegal immigrants came to the town of Sorn.", False, False, False),
    ("Illegal nets came to the town of Sorn.", False, True, False),
    ("The ruling party met the mayor in Sorn.", False, False, False),
    ("The ruling on nets surprised the mayor.", False, True, False),
    ("The right to vote was a topic in Sorn.", False, False, False),
    ("The council wants to vote in Sorn.", False, False, True),
    ("He lowered the boat into the harbour.", False, False, False),
    ("The number of boats has increased in the harbour.", True, False, False),
    ("The court ruled against the harbour office.", False, True, False),
    ("The club has a tennis court in Sorn.", False, False, False),
    ("Boats need a permit in the harbour.", False, True, False),
    ("The council sold a permit to the ferry line.", False, False, False),
    ("The phone was charged in the kitchen of the boat.", False, False, False),
    ("The captain was charged with theft in Sorn.", False, True, False),
    ("The council opposes the sale of the crane.", False, False, True),
    ("You can recognise the river from the hill.", False, False, False),
    ("The council recognised the union of the harbour.", False, False, True),
]


@pytest.mark.parametrize(("text", "compares", "rules", "takes_side"), ROWS, ids=[row[0] for row in ROWS])
def test_says_what_the_words_do(text: str, compares: bool, rules: bool, takes_side: bool) -> None:
    words = list(doc_of(text))
    assert claim_types.compares(words) is compares
    assert claim_types.rules(words) is rules
    assert claim_types.takes_side(words) is takes_side


@pytest.mark.parametrize("row", [*claim_types.MOVING, *claim_types.NO_RULE], ids=lambda row: str(row[2]))
def test_each_row_decides_its_example(row: tuple[Callable[[Token], bool], bool, str]) -> None:
    rows = claim_types.MOVING if row in claim_types.MOVING else claim_types.NO_RULE
    first = [next((each for each in rows if each[0](token)), None) for token in doc_of(row[2])]
    assert row in first


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()
