"""What every part of a sentence is taken for, and the words of the claims: one row a decision."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pipeline.experts import experts
from claims.pipeline.parse import parse
from claims.pipeline.quotes import quotes
from claims.pipeline.rank import rank
from claims.pipeline.rank.checkworthy import weigh
from claims.pipeline.rank.rank import Ranked
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.sentences import split
from tests.claims.pipeline.article import doc_of
from tests.corpus import golden


def read(text: str) -> Ranked:
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    parsed = parse.parse(text, passages, split(text, passages))
    return rank.rank(parsed, experts.attribute(text, parsed, quotes.find(text, passages, parsed)))


# why, text, what its last sentence is made of: (mode, outcome, words that the part begins with)
OUTCOMES = [
    ("a plain fact", "The crane was built in 1911 by Brandt Marine.", [("asserted", "claim", "The crane")]),
    (
        "a fact in passing inside a hedge is a part of its own",
        "The dam could flood the valley, following a strike instigated by the Marrow Cement company.",
        [("hedged", "prediction", "The dam"), ("presupposed", "claim", "a strike instigated")],
    ),
    (
        "although brings a fact into a prediction",
        "The dam might cost 20 million crowns, although the court has ruled against the town twice.",
        [("hedged", "prediction", "The dam"), ("presupposed", "claim", "the court has ruled")],
    ),
    (
        "a relative clause behind a comma adds a fact",
        "The ferry of Northsound Lines, which lost 3 million crowns in 2021, may sink in a storm.",
        [("hedged", "prediction", "The ferry"), ("presupposed", "claim", "lost 3 million")],
    ),
    ("a hedge about the past is held back", "The ferry may have sunk.", [("hedged", "not_checkable", "The ferry")]),
    ("could not is no hedge", "Nobody could name the 40 ships.", [("asserted", "claim", "Nobody")]),
    (
        "a part ends before the word that leads on to what is cut off",
        "Although Orvany is taking the lead at sea, given its fleet, prices may fall.",
        [("hedged", "prediction", "prices may fall"), ("presupposed", "claim", "Orvany is taking the lead at sea")],
    ),
    (
        "a name on a turn of a transcript is none of its words",
        "HILDE ARP, ECONOMIST: The mills sold 40 tonnes of flour in 2022.",
        [("asserted", "claim", "The mills")],
    ),
    (
        "a dateline with its day is none of the sentence",
        "Karsund, 2 September 2024 – The office of the harbour sold the town 40 boats and a crane in 2022.",
        [("asserted", "claim", "The office")],
    ),
    ("set for a day to come", "A hearing about damages is set for 12 June.", [("asserted", "claim", "A hearing")]),
    ("a set day that is past", "The hearing was set for 12 June 2021.", [("asserted", "claim", "The hearing")]),
    ("an outlook of a body", "The service expects the peak at midnight.", [("asserted", "claim", "The service")]),
    ("an outlook", "The peak is expected to pass the town.", [("asserted", "prediction", "The peak")]),
    (
        "what somebody once expected",
        "The council expected the tower to cost 40 million crowns in 2019.",
        [("asserted", "claim", "The council")],
    ),
    (
        "a noun with a relative clause is no sentence",
        "The drawer in which the 40 licences were found.",
        [("asserted", "not_checkable", "The drawer")],
    ),
    ("hopes", "Nandi hopes to repeat the experiment.", [("asserted", "claim", "Nandi")]),
    (
        "what figures show is theirs",
        "Traffic in Sorn rose by 6 per cent, statistics of the road agency show.",
        [("quoted", "claim", "Traffic"), ("asserted", "attribution_only", "statistics")],
    ),
    (
        "whose view it is stands behind it",
        "The crane was sold in 2015, the biologist Ann Castro believes.",
        [("quoted", "claim", "The crane"), ("asserted", "attribution_only", "the biologist")],
    ),
    (
        "a view behind its verb is told by the article",
        "The biologist Ann Castro believes that the crane was sold in 2015.",
        [("asserted", "claim", "The biologist")],
    ),
    (
        "what a council decided is a plan, and that it voted is a fact",
        "The pool of Sorn will close in May, the council decided by 11 votes to 10.",
        [("quoted", "claim", "The pool"), ("asserted", "claim", "the council")],
    ),
    (
        "that it decided is none by itself",
        "The pool of Sorn will close in May, the council decided on Monday.",
        [("quoted", "claim", "The pool"), ("asserted", "attribution_only", "the council")],
    ),
    (
        "who shows what within somebody's words",
        "Ann Castro said that eleven letters show that the council knew of the leak in 2019.",
        [
            ("quoted", "claim", "the council"),
            ("quoted", "attribution_only", "eleven letters"),
            ("asserted", "attribution_only", "Ann Castro"),
        ],
    ),
    ("a question", "Will the bridge hold?", [("asserted", "question", "Will")]),
    ("what a body will do", "The council will sell the pier.", [("asserted", "claim", "The council")]),
    ("a prediction", "The pier will collapse in a storm.", [("asserted", "prediction", "The pier")]),
    ("a meeting on a day", "The council will meet in June.", [("asserted", "claim", "The council")]),
    ("a plan", "The company plans to build a new pier.", [("asserted", "claim", "The company")]),
    ("a pledge", "The minister promised to rebuild the school.", [("asserted", "claim", "The minister")]),
    ("a wish for others", "Voters should reject the plan.", [("asserted", "opinion", "Voters")]),
    (
        "what a contract says is no wish",
        "Under the contract the company must offer two crossings a day.",
        [("asserted", "claim", "Under")],
    ),
    ("a belief", "I think the toll is too high.", [("asserted", "opinion", "I think")]),
    ("a judgement", "The toll is the fairest tax of all.", [("asserted", "opinion", "The toll")]),
    ("an order", "Look at the sea.", [("asserted", "not_checkable", "Look")]),
    (
        "somebody's order in a headline",
        "The river has risen to the wall of the harbour.\nMayor: stay at home",
        [("asserted", "not_checkable", "Mayor")],
    ),
    ("a title without a verb", "Winter at the harbour", [("asserted", "not_checkable", "Winter")]),
    ("a title that says what is told", "How the harbour lost its crane", [("asserted", "not_checkable", "How")]),
    (
        "a list's title, its noun taken for a verb",
        "Seven lighthouses you can sleep in",
        [("asserted", "not_checkable", "Seven")],
    ),
    ("what matters is no title", "What sank the ferry in 2019 was a wave.", [("asserted", "claim", "What")]),
    (
        "a clause of time is a claim of its own",
        "When the ferry sank, 40 people drowned.",
        [("asserted", "claim", "40 people drowned"), ("presupposed", "claim", "the ferry sank")],
    ),
    (
        "who asks whether says nothing",
        "The board of the harbour asked whether the ferry was sold.",
        [("asserted", "attribution_only", "The board of the harbour asked whether the ferry was sold")],
    ),
    (
        "nor does who asks it in marks",
        "The board of the harbour asked “whether the ferry had sunk in 2019 or in 2020”.",
        [("quoted", "question", "whether"), ("asserted", "attribution_only", "The board")],
    ),
    (
        "what is denied is a claim only with its denial",
        "The board of the harbour denied that 14 people had drowned in 2019.",
        [("asserted", "claim", "The board of the harbour denied that")],
    ),
    (
        "what is confirmed is one by itself",
        "The board of the harbour confirmed that 14 people had drowned in 2019.",
        [("quoted", "claim", "14 people"), ("asserted", "attribution_only", "The board of the harbour confirmed")],
    ),
    (
        "what somebody refuses to say is no claim, the refusal is",
        "The board refused to say which 14 boats had sunk in 2019.",
        [("asserted", "claim", "The board refused to say which 14 boats")],
    ),
    ("lost antecedent: this", "This policy cost the town 3 million crowns.", [("asserted", "ambiguous", "This")]),
    ("lost antecedent: such", "The ministry welcomes such missions.", [("asserted", "ambiguous", "The ministry")]),
    ("such as gives an example", "The ferry calls at 4 ports such as Tarnhavn.", [("asserted", "claim", "The ferry")]),
    ("lost antecedent: neither", "Neither has opened a single practice.", [("asserted", "ambiguous", "Neither")]),
    ("lost antecedent: that", "The harbour office denied that.", [("asserted", "ambiguous", "The harbour")]),
    (
        "what a crash leads to is a fact beside a guess",
        "Prices may fall after the crash in Sorn, which led to 40 deaths.",
        [("hedged", "prediction", "Prices"), ("presupposed", "claim", "led to 40 deaths")],
    ),
    (
        "two persons before a pronoun",
        "Rolf Tolland met Piet Ambrey. He resigned in March.",
        [("asserted", "ambiguous", "He")],
    ),
    (
        "a woman and a man before a pronoun",
        "Agnes Tolland met Piet Ambrey. He resigned in March.",
        [("asserted", "claim", "He resigned in March")],
    ),
    (
        "the one person before has another gender",
        "Mayor Mary Ambrey left. He resigned in March.",
        [("asserted", "ambiguous", "He")],
    ),
    (
        "two things before a pronoun",
        "The council ordered a survey. It was expensive in 2021.",
        [("asserted", "ambiguous", "It")],
    ),
    (
        "the attribution and what is said are two parts",
        "Mayor Agnes Tolland said the town had cut 200,000 crowns from its budget.",
        [("quoted", "claim", "the town"), ("asserted", "attribution_only", "Mayor")],
    ),
    (
        "claimed by nobody named",
        "It was claimed that the fireworks had killed 40 gulls.",
        [("quoted", "claim", "the fireworks"), ("asserted", "attribution_only", "It was claimed")],
    ),
    (
        "the article's own fact beside a quote",
        "The crane has not moved since 1989, and a survey says that it needs a new footing.",
        [
            ("quoted", "not_checkable", "it needs"),
            ("asserted", "claim", "The crane"),
            ("asserted", "attribution_only", "a survey"),
        ],
    ),
    (
        "a pledge in a quote has no truth layer",
        "“We will not sail with one pump,” said Karin Osei.",
        [("quoted", "prediction", "We will"), ("asserted", "attribution_only", "said")],
    ),
    (
        "scare quotes are not somebody's words",
        "The council spoke of a “fair solution” on Monday.",
        [("asserted", "attribution_only", "The council")],
    ),
    (
        "a saying in quotation marks",
        "“Our cattle drink from a puddle with a flag on each side.”",
        [("quoted", "not_checkable", "Our cattle")],
    ),
    (
        "the same words again",
        "The crane was built in 1911. The crane was built in 1911.",
        [("asserted", "duplicate", "The crane")],
    ),
    (
        "another language is not read",
        "Les habitants de la ville ont voté contre le projet du maire, qui voulait construire un nouveau port.",
        [("asserted", "language_not_read", "Les habitants")],
    ),
]


@pytest.mark.parametrize(("why", "text", "expected"), OUTCOMES, ids=[row[0] for row in OUTCOMES])
def test_gives_every_part_its_outcome(why: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    parts = read(text).parts
    last = [part for part in parts if part.sentence == parts[-1].sentence]
    found = [(part.mode, part.outcome, text[part.start : part.end]) for part in last]
    assert [row[:2] for row in found] == [row[:2] for row in expected], found
    for (_, _, words), (_, _, begin) in zip(found, expected, strict=True):
        assert words.startswith(begin)


def test_ranks_an_unsourced_accusation_before_a_sourced_one_and_both_before_a_plain_fact() -> None:
    found = read(
        "The council met. “Brandt Marine falsified a test in 2022,” said Agnes Tolland. "
        "Holt & Sons falsified a test in 2022."
    )
    assert [claim.text for claim in found.claims] == [
        "Holt & Sons falsified a test in 2022",
        "Brandt Marine falsified a test in 2022",
        "The council met",
    ]
    assert found.claims[0].reasons[0] == "accuses a named party, and nobody answers for it"
    assert found.claims[1].reasons[0] == "accuses a named party"


def test_what_a_court_heard_is_a_sourced_accusation() -> None:
    heard, claimed = (
        read(f"The council met. {start} that Holt & Sons falsified a test in 2022.").claims[0]
        for start in ("The court heard", "It was claimed")
    )
    assert heard.text == claimed.text == "Holt & Sons falsified a test in 2022"
    assert heard.reasons[0] == "accuses a named party"
    assert claimed.reasons[0] == "accuses a named party, and nobody answers for it"


def test_links_a_claim_to_the_quote_that_says_it() -> None:
    found = read("“It is cold,” said Piet Ambrey. Agnes Tolland said that 40 ships had sunk.")
    assert [(claim.text, claim.quote) for claim in found.claims] == [("40 ships had sunk", 1)]


# why, text, the type
TYPES = [
    ("a number", "The dam cost 40 million crowns.", "quantity"),
    ("a comparison", "The crane is older than the town.", "comparison"),
    ("a cause", "The fire was caused by a fuel line.", "causal"),
    ("a rule", "The treaty bans nets from the bay.", "rule"),
    ("who denies fraud takes a side", "The owner of the mill denied the theft of the bell.", "position"),
    ("a price falls", "The price of fish fell sharply.", "comparison"),
    ("from a figure to another", "Sales fell from the 2019 record of half to a third.", "quantity"),
    ("below a level", "Temperatures dropped below freezing.", "comparison"),
    ("from a roof", "Ice fell from the roof of the church.", "event"),
    ("who falls is no number", "The child fell ill at sea.", "event"),
    ("who declines does not shrink", "The ministry declined to comment.", "event"),
    ("fruit is grown", "Brandt Marine grew potatoes on the hill.", "event"),
    ("a fallen tree", "A fallen tree blocked the road.", "event"),
    ("a record to play", "The band released a record.", "event"),
    ("a record to beat", "The tower broke the record of the old mill.", "comparison"),
    ("papers in a drawer", "Auditors of the bank found the licences.", "event"),
    ("a paper that is needed", "Every boat needs a licence.", "rule"),
    ("a court to play on", "The mayor left the tennis court.", "event"),
    ("a court that rules", "The court ruled against the town.", "rule"),
    ("a king who rules", "The king ruled the island.", "event"),
    ("a battery", "The tram was charged overnight.", "event"),
    ("a position", "The ministry rejected the offer.", "position"),
    ("an event", "The steamer left the quay.", "event"),
]


@pytest.mark.parametrize(("why", "text", "expected"), TYPES, ids=[row[0] for row in TYPES])
def test_says_of_which_type_a_claim_is(why: str, text: str, expected: str) -> None:
    assert [claim.type for claim in read(text).claims] == [expected]


@settings(max_examples=60)
@given(
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "The mayor",
                "said",
                "it",
                "which",
                ",",
                ".",
                "after",
                "that",
                "lied",
                "🎉",
                "he",
                "may",
                "?",
            ]
        ),
        max_size=25,
    ).map(" ".join)
)
def test_judges_every_sentence_of_any_text(text: str) -> None:
    if not text.strip():
        return
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    found = split(text, passages)
    ranked = read(text)
    assert {part.sentence for part in ranked.parts} == set(range(len(found)))
    for part in ranked.parts:
        inside = found[part.sentence]
        assert inside.start <= part.start < part.end <= inside.end
        assert part.rule
        assert 0 <= part.score <= 1
    places = {(part.start, part.end) for part in ranked.parts if part.outcome == "claim"}
    assert {(claim.start, claim.end) for claim in ranked.claims} == places
    assert all(claim.text and claim.reasons for claim in ranked.claims)


# why, text, how many of its claims are facts in passing
PASSING = [
    ("also when little speaks for it", "The crane may fall, although the lamp was in the hall.", 1),
    ("enough on its own", "The crane may fall, although Brandt Marine sold the lamp.", 1),
    ("also beside another claim", "The crane fell in Sorn, although Brandt Marine sold the lamp.", 1),
    ("strong enough beside a claim", "The crane fell in Sorn, although Brandt Marine sold 40 lamps.", 1),
]


@pytest.mark.parametrize(("why", "text", "count"), PASSING, ids=[row[0] for row in PASSING])
def test_a_fact_in_passing_is_a_claim_when_it_is_worth_it(why: str, text: str, count: int) -> None:
    found = [part for part in read(text).parts if part.mode == "presupposed" and part.outcome == "claim"]
    assert len(found) == count, why


# why, the sentence that comes twice, what its second time is taken for
TWICE = [
    ("four words are the same statement", "The town paid off.", "duplicate"),
    ("three words may mean something else", "The town paid.", "claim"),
]


@pytest.mark.parametrize(("why", "sentence", "outcome"), TWICE, ids=[row[0] for row in TWICE])
def test_a_statement_that_comes_twice_is_a_duplicate_when_it_is_long_enough(why, sentence, outcome) -> None:
    assert read(f"{sentence} The ship sank in Sorn. {sentence}").parts[-1].outcome == outcome, why


# two sentences that weigh the same, the first a claim, and the share of it that is left to the second
SHARES = [
    ("The storm sank 40 boats of the harbour.", "The storm will sink 40 boats of the harbour.", "prediction"),
    ("The council sold 40 boats in 2019.", "Did the council sell 40 boats in 2019?", "question"),
    ("The council sold 40 boats in 2019.", "The council should sell 40 boats in 2019.", "opinion"),
]


@pytest.mark.parametrize(("claim", "other", "outcome"), SHARES, ids=[row[2] for row in SHARES])
def test_what_is_no_claim_ranks_below_one(claim: str, other: str, outcome: str) -> None:
    (first,), (second,) = read(claim).parts, read(other).parts
    assert (first.outcome, second.outcome) == ("claim", outcome)
    assert 0 < second.score < first.score * 0.6


def test_what_somebody_who_speaks_is_ranks_low() -> None:
    passing = read("The pier cost 4 million crowns, said Ada Holm, director of the Institute for Harbour Law in Sorn.")
    stated = read("Ada Holm is director of the Institute for Harbour Law in Sorn.")
    role = next(claim for claim in passing.claims if claim.quote is None)
    assert role.text == "Ada Holm [is] director of the Institute for Harbour Law in Sorn"
    assert 0 < role.score < stated.claims[0].score / 2


def test_what_may_happen_ranks_at_half_its_worth() -> None:
    said = "The council may sell 40 boats in Sorn."
    (claim,) = read(said).claims
    (part,) = read("The crane may fall on 40 boats in Sorn.").parts
    assert part.outcome == "prediction"
    worth = weigh(list(doc_of(said))[:-1], quoted=False, hedged=True)
    assert claim.score == round(worth.score * 0.5, 2) > 0


def test_the_first_in_history_is_a_claim_about_those_before() -> None:
    found = read("“This will be the first mayor in the history of Sorn who never sailed,” said baker Ada Brink.")
    assert [claim.text for claim in found.claims] == [
        "This will be the first mayor in the history of Sorn who never sailed"
    ]


def _announced(headline: str, body: str) -> Ranked:
    text = f"{headline}\n\n{body}"
    cut = len(headline) + 2
    passages = [PassageFound(0, cut, Kind.HEADLINE, "test"), PassageFound(cut, len(text), Kind.BODY, "test")]
    parsed = parse.parse(text, passages, split(text, passages))
    attributed = experts.attribute(text, parsed, quotes.find(text, passages, parsed))
    return rank.rank(parsed, attributed, headlines={0})


def test_what_headline_and_text_say_is_one_claim_with_two_places() -> None:
    headline, body = "Tunnel cost 30 million crowns", "The tunnel below Arn cost 30 million crowns. It closed in 2019."
    found = _announced(headline, body)
    said = [claim for claim in found.claims if "30 million" in claim.text]
    assert [claim.text for claim in said] == ["The tunnel below Arn cost 30 million crowns"]
    start = len(headline) + 2
    assert said[0].places == ((start, start + body.index(". It")), (0, len(headline)))
    assert (found.parts[0].outcome, found.parts[0].rule) == ("duplicate", "duplicate.headline")


def test_a_headline_that_says_more_stays_a_claim() -> None:
    found = _announced("Tunnel cost 30 million crowns", "The tunnel below Arn cost 31 million crowns.")
    assert [claim.places for claim in found.claims if claim.text.startswith("Tunnel")] == [((0, 29),)]


def test_a_statement_that_comes_twice_is_one_claim_with_two_places() -> None:
    found = read("The crane was built in 1911. The mill burned. The crane was built in 1911.")
    (crane,) = [claim for claim in found.claims if "crane" in claim.text]
    assert crane.places == ((0, 27), (46, 73))


def test_the_same_words_about_something_else_are_a_statement_of_their_own() -> None:
    found = read("The council sold the crane. It fell down in 1911. The mill burned. It fell down in 1911.")
    texts = [claim.text for claim in found.claims if "1911" in claim.text]
    assert len(texts) == len({*texts})
    assert "duplicate" not in [part.outcome for part in found.parts]


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()


@pytest.mark.parametrize(
    ("lead_in", "item", "claims"),
    [
        ("The harbour board has:", "- repaid nothing,", ["[The harbour board has] repaid nothing"]),
        (
            "The harbour board has:",
            "- dismissed one director, Ada Brink, in 2019, and",
            ["[The harbour board has] dismissed one director, Ada Brink, in 2019"],
        ),
        ("Findings of the harbour board:", "- repaid nothing,", []),
        ("The harbour board met.", "- repaid nothing,", []),
    ],
)
def test_what_a_list_says_that_somebody_has_done_is_claimed(lead_in: str, item: str, claims: list[str]) -> None:
    text = f"{lead_in}\n{item}"
    passages = [
        PassageFound(0, len(lead_in) + 1, Kind.BODY, "test"),
        PassageFound(len(lead_in) + 1, len(text), Kind.BODY, "test"),
    ]
    parsed = parse.parse(text, passages, split(text, passages))
    found = rank.rank(parsed, experts.attribute(text, parsed, quotes.find(text, passages, parsed)))
    assert [claim.text for claim in found.claims if claim.start > len(lead_in)] == claims
