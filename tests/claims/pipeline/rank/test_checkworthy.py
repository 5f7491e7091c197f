"""How check-worthy a statement is: each reason with its weight, the type it gives, and who answers for it."""

import pytest

from claims.pipeline.rank import checkworthy
from claims.pipeline.rank.checkworthy import names_something, weigh
from tests.claims.pipeline.article import doc_of
from tests.corpus import golden

PAST, NAMED, EVENT = "says what happened or what was", "names somebody or something", "says what a named party did"
COMPARES, NUMBER = "compares, or says how something changed", "states a number"

# text, weight, type, reasons: asserted by the article itself
ROWS = [
    ("The old lamp hangs there in the hall.", 0.2, "event", ()),
    ("The crane fell in the year 2019.", 0.5, "comparison", (COMPARES, PAST, "gives a year")),
    ("The crane fell in the year 1499.", 0.45, "comparison", (COMPARES, PAST)),
    ("Brandt Marine sold boats to the town.", 0.5, "event", (EVENT, PAST, NAMED)),
    ("The council has sold seven boats.", 0.55, "quantity", (NUMBER, PAST)),
    ("The council has sold one boat.", 0.3, "event", (PAST,)),
    (
        "It is the oldest crane of the town.",
        0.35,
        "comparison",
        ("says that something is the first, the only or the most",),
    ),
    ("It was the best crane of the town.", 0.3, "event", (PAST,)),
    ("It was the most recent crane of the town.", 0.3, "event", (PAST,)),
    ("There are at least informal talks in the town.", 0.2, "event", ()),
    ("The second crane of the town is old.", 0.2, "event", ()),
    ("Every third crane of the town is old.", 0.55, "quantity", (NUMBER, "speaks of all, none or never")),
    ("A tenth of the cranes are old.", 0.45, "quantity", (NUMBER,)),
    ("The 2016 race of the boats is a film.", 0.25, "event", ("gives a year",)),
    ("There are 1,600 boats in the harbour.", 0.45, "quantity", (NUMBER,)),
    ("The road of the town is Route 66.", 0.3, "event", ("names somebody or something",)),
    ("The fire was caused by a fuel line.", 0.45, "causal", ("says what caused something", PAST)),
    ("Every boat is in the harbour.", 0.3, "event", ("speaks of all, none or never",)),
    (
        "Brandt Marine falsified a test in the harbour.",
        0.95,
        "event",
        ("accuses a named party, and nobody answers for it", EVENT, PAST, NAMED),
    ),
    (
        "The owner denied the theft of the bell.",
        0.55,
        "position",
        ("denies an accusation", "says where somebody stands", PAST),
    ),
    ("The council opposes the sale.", 0.25, "position", ("says where somebody stands",)),
    ("Boats need a permit in the harbour.", 0.3, "rule", ("says what a law, a court or a contract says",)),
    ("The boat is larger than the crane.", 0.35, "comparison", (COMPARES,)),
    (
        "Ada Brink was charged with the theft of $40.",
        1.0,
        "event",
        (
            "accuses a named party",
            NUMBER,
            "says what a law, a court or a contract says",
            PAST,
            NAMED,
        ),
    ),
]


@pytest.mark.parametrize(("text", "weight", "type_", "reasons"), ROWS, ids=[row[0] for row in ROWS])
def test_a_statement_has_its_reasons_and_their_weight(
    text: str, weight: float, type_: str, reasons: tuple[str, ...]
) -> None:
    found = weigh(list(doc_of(text)), quoted=False, hedged=False)
    assert (found.weight, found.type, found.reasons) == (weight, type_, reasons)


@pytest.mark.parametrize(("words", "example"), [(row[1].words, row[2]) for row in checkworthy.REASONS])
def test_each_reason_is_given_for_its_example(words: str, example: str) -> None:
    assert words in weigh(list(doc_of(f"{example[:-1]} in the end of the story.")), quoted=False, hedged=False).reasons


# text, whether it says what caused something
CAUSED = [
    ("The delay was due to a storm in the harbour.", True),
    ("The new school is due to open in the old harbour.", False),
    ("The delay of the ferry that is due to sail was due to a storm.", True),
]


@pytest.mark.parametrize(("text", "is_so"), CAUSED)
def test_what_is_due_to_happen_has_no_cause(text: str, is_so: bool) -> None:
    found = weigh(list(doc_of(text)), quoted=False, hedged=False)
    assert ("says what caused something" in found.reasons) is is_so


# text, whether a named party did it
DONE = [
    ("Brandt Marine sold the boats of the town.", True),
    ("The boats were sold by Brandt Marine.", True),
    ("The boats were sold in the town of Sorn.", False),
    ("The council of the town sold boats in Sorn.", False),
    ("Ada Brink, who sold the boats, is old.", True),
]


@pytest.mark.parametrize(("text", "named"), DONE)
def test_what_a_named_party_did_has_them_as_its_subject(text: str, named: bool) -> None:
    assert (EVENT in weigh(list(doc_of(text)), quoted=False, hedged=False).reasons) is named


# quoted, hedged, nameless: what each takes from the weight of one and the same statement, or adds to it
CIRCUMSTANCES = [
    ((False, False, False), 0.5),
    ((True, False, False), 0.45),
    ((False, True, False), 0.35),
    ((True, True, False), 0.3),
    ((True, False, True), 0.55),
]


@pytest.mark.parametrize(("circumstances", "weight"), CIRCUMSTANCES)
def test_who_says_it_and_how_firmly_counts(circumstances: tuple[bool, bool, bool], weight: float) -> None:
    quoted, hedged, nameless = circumstances
    words = list(doc_of("Brandt Marine sold boats to the town."))
    assert weigh(words, quoted=quoted, hedged=hedged, nameless=nameless).weight == weight


def test_a_quotation_with_no_other_type_is_of_the_type_quotation() -> None:
    words = list(doc_of("The old lamp hangs there in the hall."))
    assert weigh(words, quoted=True, hedged=False).type == "quotation"
    assert weigh(words, quoted=True, hedged=True).weight == 0.0
    assert weigh(words, quoted=False, hedged=False).type == "event"


def test_an_unnamed_source_adds_a_tenth_of_what_is_left_and_a_reason() -> None:
    words = list(doc_of("Brandt Marine sold boats to the town."))
    plain, unnamed = weigh(words, quoted=True, hedged=False), weigh(words, quoted=True, hedged=False, nameless=True)
    assert unnamed.score == pytest.approx(plain.score + 0.1 * (1 - plain.score), abs=0.01)
    assert unnamed.reasons == (*plain.reasons, "said by somebody who is not named")


ACCUSATION = "Brandt Marine falsified a test in the harbour."


@pytest.mark.parametrize(
    ("text", "quoted", "nameless", "reason", "first"),
    [
        (ACCUSATION, False, False, "accuses a named party, and nobody answers for it", True),
        (ACCUSATION, True, True, "accuses a named party, and nobody answers for it", True),
        (ACCUSATION, True, False, "accuses a named party", False),
        ("Ada Brink accused Brandt Marine of theft.", False, False, "accuses a named party", False),
        ("Brandt Marine was charged with fraud.", False, False, "accuses a named party", True),
        ("They falsified a test in the old harbour.", False, False, "accuses somebody of wrongdoing", False),
    ],
)
def test_an_accusation_stands_first_when_nobody_answers_for_it(
    text: str, quoted: bool, nameless: bool, reason: str, first: bool
) -> None:
    found = weigh(list(doc_of(text)), quoted=quoted, hedged=False, nameless=nameless)
    assert found.reasons[0] == reason
    assert (found.score >= 0.9) is first


# text, whether it names what one could look up
NAMES = [
    ("The lamp hangs in Sorn.", True),
    ("The lamp hangs there.", False),
    ("Forty lamps hang there.", True),
    ("One lamp hangs there.", False),
    ("The second lamp hangs there.", False),
    ("The lamp of 1911 hangs there.", True),
    ("The Norwegian lamp hangs there.", True),
    ("The election is in May.", True),
    ("The election is over.", False),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_a_name_a_figure_or_a_month_can_be_looked_up(text: str, names: bool) -> None:
    assert names_something(list(doc_of(text))) is names


def test_what_names_something_has_a_reason_at_least() -> None:
    assert weigh(list(doc_of("The Norwegian lamp hangs there.")), quoted=False, hedged=False).reasons == (
        "names something that can be looked up",
    )


def test_a_score_stays_within_0_and_1_and_likeness_moves_it_to_the_middle() -> None:
    words = list(doc_of(ACCUSATION))
    assert weigh(words, quoted=True, hedged=False, nameless=True).weight == 1.0
    words = list(doc_of("Brandt Marine sold boats to the town."))
    plain = weigh(words, quoted=False, hedged=False).score
    alike = weigh(words, quoted=False, hedged=False, alike=0.9).score
    assert plain < alike < 0.9


# text, its score asserted by the article, by somebody unnamed, by somebody named, and beside a sentence often checked
SCORES = [
    ("Brandt Marine sold boats to the town.", (0.17, 0.25, 0.17, 0.58)),
    ("The old lamp hangs there in the hall.", (0.04, 0.14, 0.04, 0.38)),
    ("The share of pupils rose by 12 per cent in 2019.", (0.99, 0.99, 0.99, 0.97)),
    (ACCUSATION, (0.95, 0.96, 0.51, 0.98)),
    ("Ada Brink accused Brandt Marine of theft.", (0.46, 0.51, 0.46, 0.74)),
]


@pytest.mark.parametrize(("text", "scores"), SCORES, ids=[row[0] for row in SCORES])
def test_a_score_has_two_decimals_and_follows_who_says_it(text: str, scores: tuple[float, ...]) -> None:
    words = list(doc_of(text))
    found = (
        weigh(words, quoted=False, hedged=False),
        weigh(words, quoted=True, hedged=False, nameless=True),
        weigh(words, quoted=True, hedged=True),
        weigh(words, quoted=False, hedged=False, alike=0.9),
    )
    assert tuple(worth.score for worth in found) == scores


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()
