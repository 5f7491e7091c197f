"""Which rule decides what a part of a sentence is, with its check-worthiness given by hand."""

import pytest

from claims.pipeline.rank import outcome
from claims.pipeline.rank.checkworthy import Type, Worth
from claims.pipeline.split import parts
from tests.claims.pipeline.article import parse_sentence
from tests.corpus import golden


def part(text: str, mode: parts.Mode = "asserted", form: parts.Form = "main") -> parts.Part:
    """Return the first part of a sentence, as if it had this mode and form."""
    found = parts.cut(parse_sentence(text), 0, [])[0]
    return parts.Part(found.sentence, found.start, found.end, mode, form, found.head, found.tokens)


def worth(weight: float, type_: Type = "event", reasons: tuple[str, ...] = ("names somebody or something",)) -> Worth:
    return Worth(weight, weight, type_, reasons)


SWANKY = "Northsound sold the swanky harbour."
SINISTER = "Northsound sold the sinister, swanky harbour."
CLEARLY = "Clearly the crane fell in Sorn."
OURS = "We sold the boats to Brandt Marine."
REPORTS = "The council reports to the mayor."

# why, text, weight, the rule that decides
EDGES = [
    ("two judging words are an opinion", SINISTER, 0.99, "opinion.loaded"),
    ("one is none beside a fact", SWANKY, 0.3, "claim.statement"),
    ("one is enough where little speaks for a fact", SWANKY, 0.29, "opinion.loaded"),
    ("a judging adverb beside a strong fact", CLEARLY, 0.6, "claim.statement"),
    ("a judging adverb", CLEARLY, 0.59, "opinion.adverb"),
    ("we, beside a fact", OURS, 0.4, "claim.statement"),
    ("we, where little speaks for a fact", OURS, 0.39, "opinion.first-person"),
    ("a verb of speech with nothing said, in a strong fact", REPORTS, 0.5, "claim.statement"),
    ("a verb of speech with nothing said", REPORTS, 0.49, "attribution.no-words"),
    ("an election that is called", "The council called an election in 2019.", 0.49, "claim.statement"),
    ("witnesses that are not called", "Her lawyers did not call any witnesses.", 0.49, "claim.statement"),
    ("an election that was called", "An election was called in 2019.", 0.49, "claim.statement"),
    ("somebody who is called a name", "The council called Brink a liar.", 0.49, "attribution.no-words"),
    ("berths that are added", "The port added new berths in 2019.", 0.49, "claim.statement"),
    ("somebody who adds to what was said", "Brink added to that later.", 0.49, "attribution.no-words"),
    ("what nobody is informed about", "The bank told nobody about the theft of 1994.", 0.49, "claim.statement"),
    ("what somebody is asked for", "The bank asked the court for a new trial.", 0.49, "claim.statement"),
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
    ("a list of words", "The old crane of Sorn.", "asserted", "main", "not_checkable", "fragment.no-verb"),
    ("an event needs no verb", "The old crane of Sorn.", "presupposed", "phrase", "claim", "claim.statement"),
    ("an accusation needs none either", "Of the theft of a crane.", "quoted", "accusation", "claim", "claim.statement"),
    ("a title", "How the harbour lost its crane.", "asserted", "main", "not_checkable", "fragment.title"),
    ("asked within words of somebody", "How the harbour lost its crane.", "quoted", "main", "claim", "claim.statement"),
    ("an order", "Look at the crane in Sorn.", "asserted", "main", "not_checkable", "fragment.order"),
    ("what remains open", "It remains to be seen.", "asserted", "main", "not_checkable", "hedge.open"),
    ("will", "The council will sell the crane.", "asserted", "main", "prediction", "future.will"),
    ("a plan", "The council plans to sell the crane.", "asserted", "main", "prediction", "future.plan"),
    ("likely to", "The council is likely to sell the crane.", "asserted", "main", "prediction", "future.plan"),
    ("due on a day", "The crane is due on Monday.", "asserted", "main", "prediction", "future.plan"),
    ("was due on a day", "The crane was due on Monday.", "asserted", "main", "claim", "claim.statement"),
    ("expects", "The council expects a loss.", "asserted", "main", "prediction", "future.plan"),
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
    ("a judging noun", "The sale was an absurd mistake.", "asserted", "main", "opinion", "opinion.judgement"),
    ("a judging word beside", "The absurd plan was in Sorn.", "asserted", "main", "claim", "claim.statement"),
]


@pytest.mark.parametrize(("why", "text", "mode", "form", "decided", "rule"), RULES, ids=[row[0] for row in RULES])
def test_the_first_rule_that_fits_decides(
    why: str, text: str, mode: parts.Mode, form: parts.Form, decided: str, rule: str
) -> None:
    assert outcome.judge(part(text, mode, form), worth(0.5)) == (decided, rule), why


def test_nothing_to_look_up_is_vague() -> None:
    assert outcome.judge(part("The lamp hung there."), worth(0.5, reasons=()))[1] == "vague.nothing-named"
    assert outcome.judge(part("The lamp hung there."), worth(0.1))[1] == "claim.statement"


@pytest.mark.parametrize(("weight", "rule"), [(0.29, "vague.nothing-named"), (0.3, "claim.statement")])
def test_in_somebodys_own_words_a_bare_name_is_not_enough(weight: float, rule: str) -> None:
    parsed = parse_sentence("“Nothing ever fell in Sorn,” said Ada Brink.")
    found = parts.cut(parsed, 0, [(1, 26, 0)])[0]
    assert outcome.judge(found, worth(weight))[1] == rule


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()
