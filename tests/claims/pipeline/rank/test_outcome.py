"""Which rule decides what a part of a sentence is, with its check-worthiness given by hand."""

import pytest

from claims.desk.base import rules
from claims.pipeline.rank import outcome
from claims.pipeline.rank.checkworthy import Type, Worth, weigh
from claims.pipeline.split import parts
from tests.claims.pipeline.article import parse_english, parse_sentence
from tests.claims.pipeline.rank.test_modality import first_part
from tests.corpus import golden


def part(text: str, mode: parts.Mode = "asserted", form: parts.Form = "main") -> parts.Part:
    """Return the first part of a sentence, as if it had this mode and form."""
    found = parts.cut(parse_sentence(text), 0, [])[0]
    return parts.Part(found.sentence, found.start, found.end, mode, form, found.head, found.tokens)


def worth(weight: float, type_: Type = "event", reasons: tuple[str, ...] = ("names somebody or something",)) -> Worth:
    return Worth(weight, weight, type_, reasons)


SWANKY = "Northsound sold the swanky harbour."
SINISTER = "Northsound sold the sinister, swanky harbour."
CLEARLY = "Clearly the crane fell on the old lamp."
OURS = "We sold the boats to Brandt Marine."
COMMENTS = "The council commented on the plan."

# why, text, weight, the rule that decides
EDGES = [
    ("two judging words are an opinion", SINISTER, 0.99, "opinion.loaded"),
    ("one is none beside a fact", SWANKY, 0.3, "claim.statement"),
    ("one is enough where little speaks for a fact", SWANKY, 0.29, "opinion.loaded"),
    ("a judging adverb beside a strong fact", CLEARLY, 0.6, "claim.statement"),
    ("a judging adverb", CLEARLY, 0.59, "opinion.adverb"),
    ("we, beside a fact", OURS, 0.4, "claim.statement"),
    ("we, where little speaks for a fact", OURS, 0.39, "opinion.first-person"),
    ("a verb of speech with nothing said, in a strong fact", COMMENTS, 0.5, "claim.statement"),
    ("a verb of speech with nothing said", COMMENTS, 0.49, "attribution.no-words"),
    ("an election that is called", "The council called an election in 2019.", 0.49, "claim.statement"),
    ("witnesses that are not called", "Her lawyers did not call any witnesses.", 0.49, "claim.statement"),
    ("an election that was called", "An election was called in 2019.", 0.49, "claim.statement"),
    ("who has not spoken", "Two brothers have not spoken for years.", 0.49, "claim.statement"),
    ("who has spoken", "Two brothers have spoken for hours.", 0.49, "attribution.no-words"),
    ("a call for a thing", "The council called for a ban on boats.", 0.49, "claim.statement"),
    ("what is called so", "The bay is called a bight in the town.", 0.49, "claim.statement"),
    ("what is called so by somebody", "The bay is called a bight by Brink.", 0.49, "claim.statement"),
    ("a story that a film tells", "The film tells the story of Brink.", 0.49, "claim.statement"),
    ("no reply to the newsroom", "The company did not reply to our questions.", 0.2, "claim.statement"),
    ("a reply to the newsroom", "The company replied to our questions.", 0.2, "attribution.no-words"),
    ("no reply to friends", "The company did not reply to our friends.", 0.2, "opinion.first-person"),
    ("somebody who was told nothing", "The mayor had been told nothing.", 0.2, "claim.statement"),
    ("somebody who was not told", "The mayor was not told.", 0.2, "claim.statement"),
    ("somebody who was told", "The mayor had been told again.", 0.2, "attribution.no-words"),
    ("an adverb over one word", "Scores have remained remarkably flat.", 0.3, "claim.statement"),
    ("an adverb over all words", "Remarkably, scores have remained flat.", 0.3, "opinion.adverb"),
    ("somebody who is called a name", "The council called Brink a liar.", 0.49, "claim.statement"),
    ("what is described as something", "The council described the plan as a theft.", 0.49, "claim.statement"),
    ("what is described", "The council described the plan in the hall.", 0.49, "attribution.no-words"),
    ("somebody who is called", "The council called her again.", 0.49, "attribution.no-words"),
    ("a call for others to act", "Brink is calling for some rivals to step down.", 0.49, "claim.statement"),
    ("what a text does not say", "The law says nothing about boats.", 0.49, "claim.statement"),
    ("what somebody says", "The mayor says things about boats.", 0.49, "attribution.no-words"),
    ("berths that are added", "The port added new berths in 2019.", 0.49, "claim.statement"),
    ("somebody who adds to what was said", "Brink added to that later.", 0.49, "attribution.no-words"),
    ("what is reported somewhere", "The fever has been reported in three harbours.", 0.49, "claim.statement"),
    ("who has spoken against something", "Brink had spoken out against the bridge.", 0.49, "claim.statement"),
    ("what nobody is informed about", "The bank told nobody about the theft of 1994.", 0.49, "claim.statement"),
    ("what somebody is asked for", "The bank asked the court for a new trial.", 0.49, "claim.statement"),
    ("what is asked for", "The bank has asked for a new trial.", 0.49, "claim.statement"),
    ("somebody who is spoken to", "The bank told reporters on Friday.", 0.49, "attribution.no-words"),
    ("somebody who speaks about a thing", "Brink spoke about the theft of 1994.", 0.49, "attribution.no-words"),
]


@pytest.mark.parametrize(("why", "text", "weight", "rule"), EDGES, ids=[row[0] for row in EDGES])
def test_how_much_speaks_for_a_fact_decides_at_these_edges(why: str, text: str, weight: float, rule: str) -> None:
    assert outcome.judge(part(text), worth(weight))[1] == rule, why


def test_a_figure_is_no_opinion_however_it_is_dressed() -> None:
    assert outcome.judge(part(SINISTER), worth(0.9, "quantity"))[1] == "claim.statement"


@pytest.mark.parametrize(("text", "weight"), [(SINISTER, 0.9), (OURS, 0.3)])
def test_somebodys_own_words_may_judge(text: str, weight: float) -> None:
    assert outcome.judge(part(text, "quoted"), worth(weight))[1] == "claim.statement"


# why, text, its mode and form, outcome, rule
RULES: list[tuple[str, str, parts.Mode, parts.Form, str, str]] = [
    (
        "who speaks",
        "said Ada Brink of the town council.",
        "asserted",
        "frame",
        "attribution_only",
        "attribution.speaker",
    ),
    ("a question", "Did the crane fall in Sorn?", "asserted", "main", "question", "question.mark"),
    ("no question of a clause", "Did the crane fall in Sorn?", "presupposed", "clause", "claim", "claim.statement"),
    ("what came later", "Hale would go on to win four prizes.", "asserted", "main", "claim", "claim.statement"),
    ("what would come", "Hale would win four prizes.", "asserted", "main", "prediction", "future.will"),
    ("a list of words", "The old crane of Sorn.", "asserted", "main", "not_checkable", "fragment.no-verb"),
    (
        "a verb taken for a plural",
        "The mill exports wool, flour and wine.",
        "asserted",
        "main",
        "claim",
        "claim.statement",
    ),
    ("an event needs no verb", "The old crane of Sorn.", "presupposed", "phrase", "claim", "claim.statement"),
    ("an accusation needs none either", "Of the theft of a crane.", "quoted", "accusation", "claim", "claim.statement"),
    ("a title", "How the harbour lost its crane.", "asserted", "main", "not_checkable", "fragment.title"),
    ("asked within words of somebody", "How the harbour lost its crane.", "quoted", "main", "claim", "claim.statement"),
    ("an order", "Look at the crane in Sorn.", "asserted", "main", "not_checkable", "fragment.order"),
    ("what remains open", "It remains to be seen.", "asserted", "main", "not_checkable", "hedge.open"),
    ("what a body will do", "The council will sell the crane.", "asserted", "main", "claim", "claim.plan"),
    ("what will happen", "The crane will fall in Sorn.", "asserted", "main", "prediction", "future.will"),
    ("a plan that exists", "The council plans to sell the crane.", "asserted", "main", "claim", "claim.plan"),
    ("a promise", "Ada Brink has vowed to sell the crane.", "asserted", "main", "claim", "claim.plan"),
    ("a plan of ours", "We plan to sell the crane.", "quoted", "main", "prediction", "future.plan"),
    ("a thing threatens", "The crane threatens to fall.", "asserted", "main", "prediction", "future.plan"),
    ("a schedule", "The sale is scheduled to begin in May.", "asserted", "main", "claim", "claim.plan"),
    ("set to", "The crane is set to fall in May.", "asserted", "main", "prediction", "future.plan"),
    ("was set to", "The crane was set to fall in May.", "asserted", "main", "claim", "claim.statement"),
    ("no longer set to", "Brink is no longer set to direct the film.", "asserted", "main", "claim", "claim.statement"),
    ("may be sent", "The jurors could be sent out in Sorn.", "hedged", "main", "claim", "claim.possibility"),
    ("a thing may be sent", "The crane could be sent to Sorn.", "hedged", "main", "prediction", "hedge.modal"),
    ("may have been sent", "The jurors may have been sent out.", "hedged", "main", "not_checkable", "hedge.held-back"),
    ("one of them", "One of them has threatened to sell it.", "asserted", "main", "claim", "claim.plan"),
    ("a wish to act", "The council wants to sell the crane.", "asserted", "main", "claim", "claim.plan"),
    ("a wish of ours", "We want to sell the crane.", "quoted", "main", "prediction", "future.plan"),
    ("what it wants of others", "The council wants Brink to sell it.", "asserted", "main", "claim", "claim.statement"),
    ("what it does not want", "It does not want to sell the crane.", "asserted", "main", "claim", "claim.statement"),
    ("a hope", "The council hopes to sell the crane.", "asserted", "main", "claim", "claim.plan"),
    ("nobody's hope", "Nobody hopes to sell the crane.", "asserted", "main", "prediction", "future.plan"),
    ("a hope of the past", "The council hoped to sell the crane.", "asserted", "main", "claim", "claim.statement"),
    ("more likely", "Boats are more likely to sink than cranes.", "hedged", "main", "claim", "claim.statement"),
    ("a headline's day to come", "Ada Brink to sell crane on Monday.", "asserted", "main", "claim", "claim.plan"),
    ("a headline's plan", "Ada Brink to sell crane of Sorn.", "asserted", "main", "claim", "claim.plan"),
    ("a headline's future", "Prices to rise in Sorn.", "asserted", "main", "prediction", "future.will"),
    ("on a day to come", "The council will meet on Monday.", "asserted", "main", "claim", "claim.plan"),
    ("to be done on a day", "The crane will be sold on Monday.", "asserted", "main", "claim", "claim.plan"),
    ("nobody on a day", "Nobody will meet on Monday in Sorn.", "asserted", "main", "prediction", "future.will"),
    ("a thing on a day", "The crane will fall on Monday.", "asserted", "main", "prediction", "future.will"),
    ("to win on a day", "The council will win on Monday.", "asserted", "main", "prediction", "future.will"),
    ("ours on a day", "We will meet on Monday in Sorn.", "quoted", "main", "prediction", "future.will"),
    ("would on a day", "The council would meet on Monday.", "asserted", "main", "prediction", "future.will"),
    ("what a body may do", "The council may sell the crane.", "hedged", "main", "claim", "claim.possibility"),
    ("what a body perhaps may do", "Perhaps the council may sell it.", "hedged", "main", "prediction", "hedge.modal"),
    ("what a body may do if", "If it rains, the council may sell it.", "hedged", "main", "prediction", "hedge.modal"),
    (
        "what a body may do when",
        "When it rains, the council may sell it.",
        "hedged",
        "main",
        "claim",
        "claim.possibility",
    ),
    ("what a paper may do", "The report may help the council.", "hedged", "main", "prediction", "hedge.modal"),
    ("what anybody may do", "Owners may sell cranes.", "hedged", "main", "prediction", "hedge.modal"),
    ("what we may do", "We may sell the crane.", "quoted", "main", "prediction", "hedge.modal"),
    ("first in history", "He will be the first mayor in history.", "asserted", "main", "claim", "claim.record"),
    ("first on a day", "He will be the first mayor to speak.", "asserted", "main", "prediction", "future.will"),
    ("likely to", "The council is likely to sell the crane.", "asserted", "main", "prediction", "future.plan"),
    ("due on a day", "The crane is due on Monday.", "asserted", "main", "prediction", "future.plan"),
    ("was due on a day", "The crane was due on Monday.", "asserted", "main", "claim", "claim.statement"),
    ("what a body expects", "The council expects a loss.", "asserted", "main", "claim", "claim.forecast"),
    ("what one expects", "One expects a loss in Sorn.", "asserted", "main", "prediction", "future.plan"),
    ("expected once", "The council expected to sell the crane.", "asserted", "main", "claim", "claim.statement"),
    ("was expected", "The crane was expected to fall.", "asserted", "main", "prediction", "future.plan"),
    ("a hedged event", "The crane might fall in Sorn.", "hedged", "main", "prediction", "hedge.modal"),
    ("a hedged state", "The crane might be in Sorn.", "hedged", "main", "not_checkable", "hedge.held-back"),
    ("a hedged past", "The crane may have fallen.", "hedged", "main", "not_checkable", "hedge.held-back"),
    ("a hedge within words", "The crane might fall in Sorn.", "quoted", "main", "prediction", "hedge.modal"),
    ("belief of ours", "We believe the council.", "asserted", "main", "opinion", "opinion.belief"),
    ("belief of somebody", "They believe the council.", "asserted", "main", "claim", "claim.statement"),
    ("a duty", "The council should sell the crane.", "asserted", "main", "opinion", "opinion.duty"),
    ("a duty by law", "By law the council must sell the crane.", "asserted", "main", "claim", "claim.statement"),
    ("a judging predicate", "The plan is absurd.", "asserted", "main", "opinion", "opinion.judgement"),
    ("a short is", "It’s a terrible idea in Sorn.", "quoted", "main", "opinion", "opinion.judgement"),
    ("a judging noun", "The sale was an absurd mistake.", "asserted", "main", "opinion", "opinion.judgement"),
    ("the worst since a year", "It was the worst sale since 1990.", "asserted", "main", "claim", "claim.statement"),
    ("may be worth a sum", "The crane may be worth 40 crowns.", "hedged", "main", "claim", "claim.possibility"),
    ("appears in a place", "The crane appears in films.", "hedged", "main", "claim", "claim.statement"),
    ("appears so", "The crane appears old.", "hedged", "main", "not_checkable", "hedge.held-back"),
    ("no rest", "The bakers have not.", "quoted", "main", "not_checkable", "fragment.elliptic"),
    ("is with its place", "The crane is away.", "quoted", "main", "claim", "claim.statement"),
    ("is not", "The crane is not.", "quoted", "main", "not_checkable", "fragment.elliptic"),
    ("a rest", "The bakers have no flour.", "quoted", "main", "claim", "claim.statement"),
    ("is with its subject", "It’s selling the crane.", "quoted", "main", "claim", "claim.statement"),
    ("do not", "Do not sell the crane.", "quoted", "main", "not_checkable", "fragment.order"),
    ("a judging word beside", "The absurd plan was in Sorn.", "asserted", "main", "claim", "claim.statement"),
]


@pytest.mark.parametrize(("why", "text", "mode", "form", "decided", "rule"), RULES, ids=[row[0] for row in RULES])
def test_the_first_rule_that_fits_decides(
    why: str, text: str, mode: parts.Mode, form: parts.Form, decided: str, rule: str
) -> None:
    found = part(text, mode, form)
    kind: Type = "quantity" if "40" in text else "event"
    assert outcome.judge(found, worth(0.5, kind)) == (decided, rule), why


def in_marks(words: str, weight: float) -> str:
    """Return the rule for somebody's own words."""
    parsed = parse_sentence(f"Ada Brink said: “{words}”")
    start = parsed.text.index(words)
    return outcome.judge(parts.cut(parsed, 0, [(start, start + len(words), 0)])[0], worth(weight))[1]


def test_nothing_to_look_up_is_vague() -> None:
    assert outcome.judge(part("The lamp hung there."), worth(0.5, reasons=()))[1] == "vague.nothing-named"
    assert outcome.judge(part("The lamp hung there."), worth(0.1))[1] == "claim.statement"
    assert outcome.judge(part("The lamp hung in the hall of Sorn."), worth(0.1, reasons=()))[1] == "claim.statement"


# why, a sentence, whether one could look up what it says, or ask about it
TELLING = [
    ("a thing and a place", "The lamp hangs in the hall.", True),
    ("a thing alone", "The lamp hangs there.", False),
    ("what one thing does to others", "Bakers need flour.", True),
    ("things change", "Things change.", False),
    ("much remains", "Much remains to be done.", False),
    ("a quality", "The bridge is wooden.", True),
    ("a quality that each weighs in his own way", "The bridge is important.", False),
    ("the quality of nothing in particular", "The situation is electric.", False),
    ("a kind", "The bridge is a wooden arch.", True),
    ("a kind that says nothing", "The bridge is a problem.", False),
    ("a judgement", "The bridge is a disgrace.", False),
    ("a figure of speech", "The stairs are murder.", False),
    ("there is", "There is a lamp in the hall.", True),
    ("there is one", "There is one barn where the owner keeps bees.", True),
    ("there is a way", "There is a way to the hearts of people.", False),
    ("there is a lamp", "There is a lamp.", False),
    ("there are ours", "There are lamps in the hall for us.", False),
    ("what somebody is", "She is now a baker.", True),
    ("how somebody is", "She is now happy.", False),
    ("how somebody finds a thing", "She is happy with the lamp.", False),
    ("what it does", "It lights the hall of the school.", True),
    ("what it does to one thing", "It lights the hall.", False),
    ("how it is", "It is vital for the hall of the school.", False),
    ("what we do", "We light the hall of the school.", False),
    ("wages rise", "Wages rise.", True),
    ("boats rise", "Boats rise.", False),
    ("wages matter", "Wages matter.", False),
    ("a place is open", "The airport remains open.", True),
    ("a question is open", "The question remains open.", False),
    ("it is open", "It remains open.", False),
    ("ours is open", "Our airport remains open.", False),
    ("trains run", "Trains are running normally.", True),
    ("rumours run", "Rumours are running freely.", False),
    ("trains matter", "Trains are mattering again.", False),
    ("no reply", "The company did not reply.", True),
    ("a reply", "The company replied.", False),
    ("no reply of ours", "We did not reply.", False),
]


@pytest.mark.parametrize(("why", "text", "is_so"), TELLING, ids=[row[0] for row in TELLING])
def test_what_could_be_looked_up_or_asked_about_tells_something(why: str, text: str, is_so: bool) -> None:
    parsed = parse_english(text)
    assert outcome.tells(parts.cut(parsed, 0, [])[0]) is is_so, why


# why, somebody's own words, whether one could look up what they say
SPOKEN = [
    ("of things", "Lamps need oil from the valley", True),
    ("of a thing alone", "The lamp helps", False),
    ("of a thing and what it shows", "The lamp shows the way", False),
    ("of the speaker's things", "Our lamps need oil from the valley", False),
    ("to the listener", "Lamps cost you oil and time", False),
    ("a judgement", "The referee ruined a glorious game", False),
    ("there are none", "There are no age limits or fees", True),
    ("there are dangers", "There are clearly physical dangers for bakers", False),
    ("it", "It lights the hall of the school", False),
    ("what somebody was", "She was a baker", True),
    ("wages", "Wages are starting to rise", True),
    ("trains", "Trains are running normally", True),
    ("rumours", "Rumours are running freely", False),
]


@pytest.mark.parametrize(("why", "words", "is_so"), SPOKEN, ids=[row[0] for row in SPOKEN])
def test_in_somebodys_own_words_less_tells_something(why: str, words: str, is_so: bool) -> None:
    parsed = parse_english(f"Ada Brink said: “{words}.”")
    start = parsed.text.index(words)
    assert outcome.tells(parts.cut(parsed, 0, [(start, start + len(words), 0)])[0]) is is_so, why


@pytest.mark.parametrize("example", [row[1] for row in outcome.TELLING + outcome.TELLING_IN_OWN_WORDS])
def test_each_row_of_what_tells_something_has_an_example_that_does(example: str) -> None:
    words = example.strip("“”")
    text = example if words == example else f"Ada Brink said: {example}."
    start = text.index(words)
    quoted = [(start, start + len(words), 0)] if words != example else []
    assert outcome.tells(parts.cut(parse_english(text), 0, quoted)[0])


def test_a_ruling_tells_what_its_words_alone_do_not() -> None:
    text = "The council ruled that the hedge can stay."
    said = [(text.index("the hedge"), len(text) - 1, 0)]
    assert outcome.tells(parts.cut(parse_english(text), 0, said)[0])
    assert not outcome.tells(parts.cut(parse_english("The hedge can stay."), 0, [])[0])


# why, a sentence, whether it says nothing as long as it is open whom or what it speaks of
ALONE = [
    ("it", "It lights the hall of the school.", True),
    ("it, with a name", "It lights the hall in Sorn.", False),
    ("what she is", "She is a baker.", True),
    ("what she does", "She feeds the bees.", False),
    ("a lamp", "The lamp lights the hall of the school.", False),
]


@pytest.mark.parametrize(("why", "text", "is_so"), ALONE, ids=[row[0] for row in ALONE])
def test_nothing_named_and_nobody_known_is_vague(why: str, text: str, is_so: bool) -> None:
    found = parts.cut(parse_english(text), 0, [])[0]
    assert outcome.is_vague_alone(found, worth(0.3, reasons=())) is is_so, why
    assert not outcome.is_vague_alone(found, worth(0.3)), "a reason speaks for it"


# why, somebody's own words, their weight, the rule that decides
OWN_WORDS = [
    ("nothing named, and little speaks for it", "The lamp never fell", 0.29, "vague.nothing-named"),
    ("nothing named, and enough speaks for it", "The lamp never fell", 0.3, "claim.statement"),
    ("a name can be looked up", "The lamp never hung in Sorn", 0.1, "claim.statement"),
    ("so can a figure", "The lamp hung for 40 days", 0.1, "claim.statement"),
    ("a life that names something", "I never lived in Sorn", 0.29, "opinion.first-person"),
    ("a life with a figure", "I have waited for three years in Sorn", 0.29, "claim.statement"),
    ("our boats in somebody's way", "Brink sold our boats in Sorn", 0.29, "claim.statement"),
    ("a fact of a life", "I never lived in Sorn", 0.3, "claim.statement"),
    ("words that begin with their verb", "closed 40 schools in 2019", 0.9, "fragment.no-subject"),
    ("words that are to be done", "to close 40 schools", 0.9, "fragment.infinitive"),
    ("a participle with its noun", "the lamp sold in Sorn", 0.9, "fragment.no-verb"),
]


@pytest.mark.parametrize(("why", "words", "weight", "rule"), OWN_WORDS, ids=[row[0] for row in OWN_WORDS])
def test_in_somebodys_own_words_a_name_is_enough(why: str, words: str, weight: float, rule: str) -> None:
    assert in_marks(words, weight) == rule, why


@pytest.mark.parametrize(("rule", "example"), [(row[2], row[3]) for row in outcome.RULES])
def test_each_rule_decides_its_example(rule: str, example: str) -> None:
    words = example.strip("“”")
    if example.startswith("“"):
        text, said = f"Ada Brink said: {example}", words
    else:
        text, said = example.replace("| ", ""), example.partition("| ")[2].rstrip(".")
    start = text.index(said)
    quoted = [(start, start + len(said), 0)] if said else []
    found = parts.cut(parse_sentence(text), 0, quoted)[0]
    rated = weigh(found.tokens, quoted=bool(said), hedged=found.mode == "hedged")
    assert outcome.judge(found, rated)[1] == rule


def test_each_rule_has_words_for_the_screen() -> None:
    assert {row[2] for row in outcome.RULES} <= set(rules.RULES)


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()


# why, a sentence, the words that somebody says in it, whether it says what ought to be
DUTIES = [
    ("a wish of the writer", "The council should sell the mill.", "", True),
    ("a duty that the writer sees", "The council must listen to the bakers.", "", True),
    ("a law", "By law the council must sell the mill.", "", False),
    ("a council's ruling", "The council ruled that the hedge must be cut.", "the hedge must be cut", False),
    ("a council's wish", "The council said that the hedge must be cut.", "the hedge must be cut", True),
    ("guidelines", "Guidelines say that adults should walk every day.", "adults should walk every day", False),
    ("a baker", "A baker says that adults should walk every day.", "adults should walk every day", True),
    (
        "a second half of a ruling",
        "The judge ordered that the mill must close and must pay.",
        "the mill must close",
        False,
    ),
    ("what somebody needs to do", "The mayor needs to smile more.", "", True),
    ("what somebody need not do", "The mayor does not need to smile.", "", False),
    ("what somebody needs", "The mayor needs 40 votes to win.", "", False),
    ("what somebody needed to do", "The mayor needed to leave the hall.", "", False),
    ("what visitors must do", "Visitors must wear a helmet in the mill.", "", False),
    ("what each must do", "Each visitor must carry a lamp.", "", False),
    ("what one must do", "The visitor must carry a lamp.", "", True),
    ("what visitors should do", "Visitors should wear a helmet in the mill.", "", True),
    ("what visitors must think", "Visitors must admire the mill.", "", True),
    ("what visitors must measure", "Visitors must stand 2 metres from the mill.", "", False),
    ("in somebody's own words", "A guard said: “Visitors must wear a helmet.”", "Visitors must wear a helmet.", True),
]


@pytest.mark.parametrize(("why", "text", "said", "is_so"), DUTIES, ids=[row[0] for row in DUTIES])
def test_what_a_rule_demands_is_a_fact_and_what_a_writer_demands_is_none(
    why: str, text: str, said: str, is_so: bool
) -> None:
    assert outcome.is_duty(first_part(text, said)) is is_so, why
