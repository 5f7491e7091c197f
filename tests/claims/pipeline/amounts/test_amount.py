"""How much: the number, its unit, how open it is, what it is compared with and what it holds for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pipeline.amounts import amount, numbers
from claims.pipeline.amounts.amount import AmountFound
from claims.pipeline.parse import parse
from claims.pipeline.times import when
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.sentences import split
from tests.claims.pipeline.article import parse_sentence
from tests.corpus import golden


def read(text: str) -> list[AmountFound]:
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    parsed = parse.parse(text, passages, split(text, passages))
    found: list[AmountFound] = []
    for i, doc in enumerate(parsed.docs):
        tokens = [token for token in doc or () if not token.is_space]
        if tokens:
            found += amount.find(parsed, i, tokens, when.find(text, parsed.starts[i], parsed.ends[i], past=True))
    return found


# why, text, (values, unit as printed, measure, qualifier) of each amount
AMOUNTS = [
    ("a unit may be several words", "The port has 84 fishing boats.", [((84,), "fishing boats", "", "")]),
    ("its million belongs to the number", "It paid 3.2 million crowns.", [((3200000,), "crowns", "crown", "")]),
    ("a currency sign stands before it", "The town paid them €2.5bn.", [((2500000000,), "€", "euro", "")]),
    ("a pound may be of any country", "The town paid them £3m.", [((3000000,), "£", "", "")]),
    ("per cent has three spellings", "The share was 20%.", [((20,), "%", "percent", "")]),
    (
        "points are no per cent",
        "Fares rose by three percentage points.",
        [((3,), "percentage points", "percentage point", "")],
    ),
    ("a bare m may be metres or millions", "The road is 3m wide.", [((3,), "m", "", "")]),
    ("about keeps it open", "It carried about 210,000 passengers.", [((210000,), "passengers", "", "about")]),
    ("at least", "The storm killed at least 12 people.", [((12,), "people", "", "at least")]),
    ("no more than", "The mill employs no more than 240 workers.", [((240,), "workers", "", "no more than")]),
    ("words are numbers", "The mill employs two hundred and forty workers.", [((240,), "workers", "", "")]),
    ("half a million", "The town lost half a million crowns.", [((500000,), "crowns", "crown", "")]),
    ("a part of a whole", "Two thirds of the pupils failed.", [((0.666667,), "pupils", "", "")]),
    ("a range with between", "Between 40 and 50 people drowned.", [((40, 50), "people", "", "between")]),
    (
        "a range with its unit twice",
        "It cost 40 million to 45 million crowns.",
        [((40000000, 45000000), "crowns", "crown", "")],
    ),
    ("from one to another", "The share rose from 20 to 35 per cent.", [((20, 35), "per cent", "percent", "from")]),
    (
        "from alone is no range",
        "The share fell to 9 per cent from 12 per cent.",
        [((9,), "per cent", "percent", ""), ((12,), "per cent", "percent", "")],
    ),
    ("a vote is no range", "It voted by seven members to two.", [((7,), "members", "", ""), ((2,), "", "", "")]),
    ("some of several", "It closed 14 of its 32 branches.", [((14,), "", "", ""), ((32,), "branches", "", "")]),
    ("an age", "The 49-year-old mayor left.", [((49,), "year-old", "year of age", "")]),
    ("how long", "It burned for twelve minutes.", [((12,), "minutes", "minute", "")]),
    ("no number is a year", "The town sold it in 2019.", []),
    ("nor a time of day", "The fire broke out at 6.20 a.m.", []),
    ("nor the number of a road", "The bus crashed on Route 66.", []),
    ("nor a score", "The team won 3-1.", []),
    ("nor a vague many", "Dozens of boats sank.", []),
]

BESIDE = [
    ("a year is a scope", "It gets 3 crowns a year.", None, ["a year"]),
    (
        "where it holds",
        "It carries 40 people a day between Ellerhaven and Sorn.",
        None,
        ["a day", "between Ellerhaven and Sorn"],
    ),
    ("twice as many", "It paid twice as many crowns as in 2022.", "in 2022", []),
    ("more than another", "It gets 3 crowns, more than any other line.", "any other line", []),
    ("compared with", "The share rose by 4 per cent compared with 2019.", "2019", []),
    ("times the average", "He earns 1.5 times the national average.", "the national average", []),
    ("without a number", "The bridge is higher than the old one.", "the old one", []),
    ("more than a number is a qualifier", "More than 40 ships sank.", None, []),
]


@pytest.mark.parametrize(("why", "text", "expected"), AMOUNTS)
def test_an_amount_is_what_is_printed(why: str, text: str, expected: list[object]) -> None:
    assert [(found.values, found.unit, found.measure, found.qualifier) for found in read(text)] == expected, why


@pytest.mark.parametrize(("why", "text", "compared", "scopes"), BESIDE)
def test_what_it_is_compared_with_and_holds_for(why: str, text: str, compared: str | None, scopes: list[str]) -> None:
    (found,) = read(text)
    assert found.compared == compared or (found.compared is not None and found.compared.exact == compared), why
    assert [scope.exact for scope in found.scopes] == scopes, why


# why, text, the words that are none of the part, the amounts of the rest
GAPS = [
    ("what was taken out has its own", "The mill, which lost 14 men, has 40 looms.", "which lost 14 men", ["40 looms"]),
    ("a number has no unit beyond a gap", "The mill has 40 old and new looms.", "old and new", ["40"]),
    ("nothing is left out", "The mill has 40 old and new looms.", "", ["40 old and new looms"]),
]


@pytest.mark.parametrize(("why", "text", "others", "expected"), GAPS, ids=[row[0] for row in GAPS])
def test_amounts_are_read_among_the_tokens_of_a_part(why: str, text: str, others: str, expected: list[str]) -> None:
    parsed = parse_sentence(text)
    low = text.index(others) if others else len(text)
    tokens = [t for t in parsed.tokens(0, 0, len(text)) if not low <= t.idx < low + len(others)]
    assert [found.exact for found in amount.find(parsed, 0, tokens, ())] == expected, why


NUMBERS = [
    ("thousands with a comma", "210,000", [210000]),
    ("thousands with a blank", "210 000 boats", [210000]),
    ("a decimal point", "9.75", [9.75]),
    ("a fraction sign", "1½", [1.5]),
    ("tens and ones", "forty-two", [42]),
    ("two numbers are not one", "one two", []),
    ("an ordinal counts nothing", "the 3rd", []),
    ("a version", "v1.2.3", []),
    ("a clock", "12:30", []),
    ("both ends", "20-30", [20, 30]),
    ("million without its number", "a few million", []),
    ("a dozen", "a dozen", [12]),
]


@pytest.mark.parametrize(("why", "words", "expected"), NUMBERS)
def test_numbers_are_read_as_printed(why: str, words: str, expected: list[float]) -> None:
    assert [number.value for number in numbers.read(words)] == expected, why


_FRAGMENTS = st.sampled_from(
    [
        "about ",
        "between ",
        "40 ",
        "and ",
        "3.2 million ",
        "crowns ",
        "twice as many as ",
        "$",
        "%",
        "half a ",
        "a year ",
        "🚢",
        " than ",
        "one ",
        "of the ",
        "boats",
        "-",
        ". ",
        "\n",
        "at least ",
    ]
)


@given(st.lists(_FRAGMENTS, max_size=14).map("".join))
def test_spans_hold_their_words(words: str) -> None:
    text = f"The harbour counted {words}ships."
    for found in read(text):
        spans = [(found.start, found.end, found.exact)]
        spans += [(s.start, s.end, s.exact) for s in (found.compared, *found.scopes) if s]
        assert [text[start:end] for start, end, _ in spans] == [exact for *_, exact in spans]


# why, text, the unit of its amount
COUNTED = [
    ("the noun is five words away", "The harbour has 84 of the registered fishing boats.", "registered fishing boats"),
    ("six words away", "The harbour has 84 of the newly registered old fishing boats.", ""),
    ("five words behind adjectives", "It has 84 old grey big wooden boats in Sorn.", "old grey big wooden boats"),
    ("six words behind adjectives", "It has 84 very old grey big wooden boats in Sorn.", ""),
]


@pytest.mark.parametrize(("why", "text", "unit"), COUNTED, ids=[row[0] for row in COUNTED])
def test_what_is_counted_stands_within_five_words(why: str, text: str, unit: str) -> None:
    (found,) = read(text)
    assert found.unit == unit, why


def test_the_longest_qualifier_is_found_whole() -> None:
    (found,) = read("There were slightly more than 40 boats in Sorn.")
    assert (found.exact, found.qualifier) == ("slightly more than 40 boats", "slightly more than")


def test_whole_articles_keep_their_amounts() -> None:
    assert golden.changed("amount") == ()
