"""The dateline in front of an article's first sentence is nobody's words."""

import pytest

from claims.pipeline.quotes.datelines import DATELINE, numbers_item


@pytest.mark.parametrize(
    ("dateline", "why"),
    [
        ("LEITH – ", "a town in capitals"),
        ("LOW FERRIN, Orvany — ", "with its country"),
        ("LEITH, March 4 (North Wire) - ", "with day and agency"),
        ("Leith, 2 September 2024 – ", "a town with a day"),
        ("Leith, March 4 - ", "with the month first"),
        ("Low Ferrin (Globe) – ", "with an agency"),
        ("2 September 2024 – ", "a day alone"),
        ("2. ", "the number of an item"),
        ("12) ", "with a bracket"),
        ("(b) ", "a letter in brackets"),
        ("March 4, 2024 -- ", "a day alone, the month first"),
    ],
)
def test_knows_a_dateline(dateline: str, why: str) -> None:
    found = DATELINE.match(f"{dateline}The ferry sailed.")
    assert found is not None, why
    assert found.group() == dateline, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Leith – The ferry sailed.", "a town alone is as often a subject"),
        ("The ferry – it is old – sailed.", "dashes inside a sentence"),
        ("LEITH, The ferry sailed.", "no dash"),
        ("2 September 2024 – the day of the storm – was a Monday.", "a day that is the subject"),
        ("2. FC Leith won.", "a number that belongs to a name"),
        ("2.5 tonnes were sold.", "a figure"),
        ("(we) sailed.", "a word in brackets"),
        ("14 ferries sailed.", "a count"),
        ("2 September – The ferry sailed.", "a day without its year"),
        ("A – The ferry sailed.", "one letter is no town"),
    ],
)
def test_takes_nothing_else_for_one(text: str, why: str) -> None:
    assert DATELINE.match(text) is None, why


@pytest.mark.parametrize(
    ("text", "end", "numbers"),
    [
        ("3. sold the mill", 3, True),
        ("(b) sold the mill", 4, True),
        ("3. sold the mill", 8, False),
        ("sold it", 0, False),
    ],
)
def test_the_number_of_an_item_ends_where_its_words_begin(text: str, end: int, numbers: bool) -> None:
    assert numbers_item(text, end) is numbers
