"""Words that compare, state a rule or take a side, each beside what only looks like it."""

from collections.abc import Callable

import pytest

from claims.pipeline.parse.grammar import Token
from claims.pipeline.rank import claim_types
from tests.claims.pipeline.article import doc_of, parse_english
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


# why, a sentence, whether its number is what it says
NUMBERS = [
    ("the object", "The fire killed 12 people.", True),
    ("the object, called as known", "The fire killed the 12 guards.", False),
    ("a sum", "The council paid 40,000 crowns for the mill.", True),
    ("what something costs", "The mill sold for 40,000 crowns.", True),
    ("a share", "Prices fell by 4 percent.", True),
    ("a share that is a subject", "Almost two-thirds of the bakers rent their ovens.", True),
    ("a level", "The river stood at 4 metres.", True),
    ("a place", "The union called strikes at 4 ports.", False),
    ("towns in which it happens", "The firm sold boats in 6 towns.", False),
    ("whom somebody looks after", "The clinic looks after 2,300 patients.", True),
    ("a bare subject in figures", "Some 1,400 pilgrims were trampled.", True),
    ("a known subject in figures", "The 14 pilgrims went home.", False),
    ("all of them", "All 14 pilgrims went home.", False),
    ("ours", "Our 14 pilgrims went home.", False),
    ("a bare subject in words", "Two brothers sold the mill.", False),
    ("who died, in words", "Four brothers died.", True),
    ("who voted, in words", "Seven councillors voted for the plan.", True),
    ("some of many", "Two of the brothers sold the mill.", True),
    ("one in every three", "Every third baker has closed.", True),
    ("a size", "Brink left the 12-nation pact.", False),
    ("a lead", "Brink has a 12-point lead.", True),
    ("pages of a report", "The council wrote a 40-page report.", False),
    ("a score", "The club won 3-1.", False),
    ("a score with spaces", "The club beat Sorn 3 – 1.", False),
    ("points", "The club won 3 points.", True),
    ("a label", "They met in precinct 78.", False),
    ("an age beside a name", "Ada Brink, 34, sold the mill.", False),
    ("in a clause of its own", "The council sold the mill, which has 40 rooms.", False),
    ("a thing that it is", "The mill is 40 metres high.", True),
    ("hundreds", "The mill lost hundreds of windows.", True),
    ("no verb", "40 dead", True),
]


@pytest.mark.parametrize(("why", "text", "is_so"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_a_number_is_the_claim_or_stands_in_it(why: str, text: str, is_so: bool) -> None:
    words = list(parse_english(text).docs[0] or ())
    numbers = [t for t in words if t.like_num or t.lower_ in {"hundreds", "percent"}]
    assert numbers
    assert claim_types.says_how_much(words, numbers) is is_so, why


def test_a_number_hangs_on_the_verb_of_its_own_part() -> None:
    words = list(doc_of("The council sold the mill, which has 40 rooms."))
    (number,) = [t for t in words if t.like_num]
    assert claim_types.says_how_much(words, [number], number.head.head)
    assert not claim_types.says_how_much(words, [])


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()
