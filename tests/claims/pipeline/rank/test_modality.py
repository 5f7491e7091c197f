"""What of the future somebody has decided, and what only may come; with sentences on both sides of each rule."""

import pytest

from claims.pipeline.rank import modality
from claims.pipeline.split import lexicon, parts
from tests.claims.pipeline.article import parse_english, parse_sentence


def first_part(text: str, said: str = "") -> parts.Part:
    """Return the first part of a sentence, or the one of the words that somebody says."""
    parsed = parse_english(text)
    start = text.index(said) if said else 0
    return parts.cut(parsed, 0, [(start, start + len(said), 0)] if said else [])[0]


# why, a sentence about what is to come, whether somebody has arranged it
TO_COME = [
    ("a body does something", "The council will demolish the old mill.", True),
    ("a person does something", "Ada Brink will chair the inquiry.", True),
    ("somebody who has a name", "She will chair the inquiry.", True),
    ("a body does not", "The council will not demolish the old mill.", True),
    ("a body never does", "The council will never demolish the old mill.", False),
    ("a body perhaps does", "The council will probably demolish the old mill.", False),
    ("on a condition", "If it rains, the council will demolish the old mill.", False),
    ("a body wins", "The Harbour Party will win the vote.", False),
    ("a body suffers", "The council will lose three seats.", False),
    ("prices rise", "Prices will rise again.", False),
    ("weather", "It will rain in the valley.", False),
    ("anybody", "Owners will demolish old mills.", False),
    ("nobody", "No council will demolish the old mill.", False),
    ("a person will say something", "The mayor will say the same.", False),
    ("a person will speak", "The mayor will speak in the new hall.", True),
    ("what would be done", "The council would demolish the old mill.", False),
    ("a sentence of a court", "The baker will be sentenced in the old hall.", True),
    ("a service", "A service will be held in the old church.", True),
    ("what is done to a thing by nobody", "The mill will be damaged in the storm.", False),
    ("what people suffer", "Hundreds of bakers will be affected.", False),
    ("on a day", "The mill will be emptied on Monday.", True),
    ("how it is made", "The new tram will have 40 seats and two doors.", True),
    ("what it holds", "The spacecraft will feature a suite of cameras.", True),
    ("what it does to others", "The new tram will have an effect.", False),
    ("what a storm brings", "The storm will include 40 millimetres of rain.", False),
    ("a fee", "The fine will start at 71 crowns.", True),
    ("a price that nobody sets", "Climate change will cost the town 40 million crowns.", False),
    ("who meets whom", "Hale will face Reyes in the November election.", True),
    ("who faces what", "Hale will face anger in November.", False),
    ("is to be opened", "The bridge is to be opened by the mayor.", True),
    ("is to be feared", "A flood is to be feared.", False),
    ("to open is", "To open the bridge the way he did is", False),
    ("an aim", "The aim is to sell the mill.", False),
    ("a headline", "Mayor to chair inquiry into mill.", True),
    ("a headline of prices", "Prices to rise in valley.", False),
    ("going to", "The council is going to demolish the old mill.", True),
    ("going to happen", "The old mill is going to collapse.", False),
    ("set to", "Ada Brink is set to leave the board.", True),
    ("prices set to", "Prices are set to rise in May.", False),
    ("poised to", "The club is poised to sign a new goalkeeper.", True),
    ("was poised to", "The club was poised to sign a new goalkeeper.", False),
    ("due to", "The trial is due to begin in the new hall.", True),
    ("due to some cause", "The delay is due to a storm.", False),
    ("likely to", "The council is likely to demolish the old mill.", False),
    ("expected on a day", "The council is expected to vote on Monday.", True),
    ("expected on no day", "The council is expected to demolish the mill.", False),
    ("was expected on a day", "The council was expected to vote on Monday.", False),
    ("set for a day", "The wedding is set for June.", True),
    ("was set for a day", "The wedding was set for June.", False),
    ("an event takes place", "The concert will take place in the old church.", True),
    ("a change takes place", "A change will take place in the old church.", False),
    ("an event begins", "The tournament will begin in the north.", True),
    ("a decline begins", "The decline will begin in the north.", False),
    ("an event on a day", "The vote will be on Tuesday.", True),
    ("an event of some kind", "The vote will be close.", False),
    ("a programme", "The documentary will air on two channels.", True),
    ("what owners will have to do", "Owners will have to register their nets.", True),
    ("what owners will have to suffer", "Owners will have to live with the noise.", False),
    ("what owners are going to have to do", "Owners are going to have to register their nets.", False),
    ("somebody who does not speak", "The striker will leave the club.", True),
    ("what a law says", "The law will allow owners to sell their nets.", True),
    ("what a bill would do", "The bill would require owners to sell their nets.", True),
    ("what comes of a bill", "The bill would hurt owners in the north.", False),
    ("what a storm would do", "A storm would force owners to sell their nets.", False),
]


@pytest.mark.parametrize(("why", "text", "is_so"), TO_COME, ids=[row[0] for row in TO_COME])
def test_what_somebody_has_decided_is_arranged_and_what_happens_is_not(why: str, text: str, is_so: bool) -> None:
    assert modality.is_arranged(first_part(text)) is is_so, why


# why, a sentence, the words that somebody says in it, whether they announce something
REPORTED = [
    ("an announcement", "Ada Brink said she would sell the mill.", "she would sell the mill", True),
    ("a guess", "Ada Brink said she would win the vote.", "she would win the vote", False),
    ("about a thing", "Ada Brink said the mill would burn.", "the mill would burn", False),
    ("of a body", "The firm said it would close the mill.", "it would close the mill", True),
    ("of a body, in the present", "The firm says it will close the mill.", "it will close the mill", True),
    ("a judgement", "The firm says it is vital to close the mill.", "it is vital to close the mill", False),
    ("of the weather", "The firm said it would rain.", "it would rain", False),
    ("of a body that is sold", "The firm said it would be damaged.", "it would be damaged", False),
    ("in somebody's own words", "Ada Brink said: “She would sell the mill.”", "She would sell the mill.", False),
]


@pytest.mark.parametrize(("why", "text", "said", "is_so"), REPORTED, ids=[row[0] for row in REPORTED])
def test_what_somebody_said_that_they_would_do_is_arranged(why: str, text: str, said: str, is_so: bool) -> None:
    assert modality.is_arranged(first_part(text, said)) is is_so, why


# why, a sentence, whether it tells of somebody's plan, promise or wish
ANNOUNCED = [
    ("a plan", "The council plans to sell the mill.", True),
    ("a hope", "The bakers hope to sell the mill.", True),
    ("a hope that is going on", "The miller is hoping to sell the mill.", True),
    ("a wish", "The council wants to sell the mill.", True),
    ("a wish of many", "Bakers want to sell bread.", False),
    ("a wish of the past", "The council wanted to sell the mill.", False),
    ("what somebody wants of others", "The council wants Ada Brink to sell the mill.", False),
    ("what somebody wants done", "The council wants the mill to be sold.", False),
    ("a wish of ours", "We want to sell the mill.", False),
    ("a thing threatens", "The mill threatens to fall.", False),
]


@pytest.mark.parametrize(("why", "text", "is_so"), ANNOUNCED, ids=[row[0] for row in ANNOUNCED])
def test_a_plan_or_a_wish_of_somebody_is_announced(why: str, text: str, is_so: bool) -> None:
    assert modality.is_announced(first_part(text)) is is_so, why


# why, a sentence, whether somebody expects something in it
EXPECTED = [
    ("a body", "The bank expects a loss.", True),
    ("many with a number", "Two bakers expect a loss.", True),
    ("anybody", "Bakers expect a loss.", False),
    ("we", "We expect a loss.", False),
    ("once", "The bank expected a loss.", False),
    ("perhaps", "The bank probably expects a loss.", False),
]


@pytest.mark.parametrize(("why", "text", "is_so"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_what_a_named_party_expects_is_a_forecast(why: str, text: str, is_so: bool) -> None:
    assert modality.is_forecast(first_part(text)) is is_so, why


# why, a sentence, whether its own verb is held back
HELD = [
    ("may have", "The crane may have fallen.", True),
    ("perhaps", "Perhaps the crane fell.", True),
    ("fell", "The crane fell.", False),
    ("more likely", "Boats are more likely to sink than cranes.", False),
    ("likely", "Boats are likely to sink.", True),
    ("could see", "The guards could see smoke when they arrived.", False),
    ("could see if", "The guards could see smoke if they climbed the mill.", True),
    ("can be seen some day", "The guards could see smoke tomorrow.", True),
    ("could do", "The guards could sell the mill when they arrived.", True),
    ("could in a year that is past", "Until 1928 women could swim there.", False),
    ("could in a year to come", "By 2050 women could swim there.", True),
    ("could have", "In 1928 women could have sold the mill.", True),
    ("allegedly", "The firm allegedly paid the judge.", False),
    ("perhaps and allegedly", "Perhaps the firm allegedly paid the judge.", True),
    ("may vary", "The dose may vary with the age of the patient.", False),
    ("may rise", "The dose may rise with the age of the patient.", True),
    ("no one may", "No one may sell bread in the church.", False),
    ("owners may", "Owners may sell bread in the church.", True),
    ("perhaps most of all", "Perhaps most important, wages rose.", False),
    ("perhaps", "Perhaps, as the bakers hoped, wages rose.", True),
    ("looks so", "The skin of the boy appears red and swollen.", False),
    ("seems so", "The skin of the boy appears healthy.", True),
]


@pytest.mark.parametrize(("why", "text", "is_so"), HELD, ids=[row[0] for row in HELD])
def test_a_verb_is_held_back_by_what_makes_it_uncertain(why: str, text: str, is_so: bool) -> None:
    assert modality.held(first_part(text)) is is_so, why


@pytest.mark.parametrize(("row", "example"), [(row[0], row[1]) for row in modality.ARRANGED])
def test_each_row_of_what_is_arranged_applies_to_its_example(row: object, example: str) -> None:
    before, bar, behind = example.partition("|")
    said = before.strip() if behind.startswith(",") else behind.strip(" .")
    found = first_part(before.rstrip() + behind, said if bar else "")
    applying = [own for own, _ in modality.ARRANGED if own(found, found.head)]
    assert row in applying


@pytest.mark.parametrize(("row", "example"), modality.UNHEDGED)
def test_each_row_of_what_holds_nothing_back_applies_to_its_example(row: object, example: str) -> None:
    found = first_part(example)
    own = [t for t in found.tokens if t.lower_ in lexicon.HEDGES]
    assert row in [applies for applies, _ in modality.UNHEDGED if applies(found, own)]


def test_a_first_of_its_kind_is_a_record_only_when_there_was_none_before() -> None:
    assert modality.is_record(parts.cut(parse_sentence("She will be the first mayor ever to sail."), 0, [])[0])
    assert not modality.is_record(parts.cut(parse_sentence("She will be the first mayor to speak."), 0, [])[0])
