"""Words of time that only the article's date can tell have their days in brackets, or say that these are unknown."""

from datetime import date

import pytest

from claims.pipeline.split import parts
from claims.pipeline.split.part import Carried, Part
from claims.pipeline.standalone import dates, standalone
from claims.pipeline.standalone.referents import Named
from claims.pipeline.standalone.wording import Wording
from claims.pipeline.times.interval import Interval, Relation, WhenFound
from tests.claims.pipeline.article import parse_sentence

THURSDAY = date(2024, 3, 7)

# why, sentence, its wording without the article's date, and with 7 March 2024
MARKS = [
    ("a weekday is the latest one", "The pier closed on Tuesday.", "on Tuesday [date unknown]", "[5 March 2024]"),
    ("this Tuesday", "The pier closed this Tuesday.", "this Tuesday [date unknown]", "[5 March 2024]"),
    ("yesterday", "The pier closed yesterday.", "yesterday [date unknown]", "yesterday [6 March 2024]"),
    ("last year", "Last year the pier closed.", "Last year [date unknown] the pier", "Last year [2023] the pier"),
    ("this weekend", "Ada spoke this weekend.", "weekend [date unknown]", "weekend [2 to 3 March 2024]"),
    ("last week", "The pier closed last week.", "[date unknown]", "[26 February 2024 to 3 March 2024]"),
    ("last month", "The pier closed last month.", "[date unknown]", "last month [February 2024]"),
    ("last spring", "The pier closed last spring.", "[date unknown]", "last spring [March to May 2023]"),
    ("a winter", "The pier closed last winter.", "[date unknown]", "[December 2023 to February 2024]"),
    ("the last decade", "Fish vanished last decade.", "[date unknown]", "last decade [2010 to 2019]"),
    ("a month needs its year", "The pier closed in April.", "in April [year unknown]", "in April [2023]"),
    ("a day needs its year", "The pier closed on April 5.", "April 5 [year unknown]", "April 5 [2023]"),
    ("since", "The pier has been shut since Monday.", "Monday [date unknown]", "since Monday [4 March 2024]"),
    (
        "a range over two years",
        "The pier was closed from October to February.",
        "[year unknown]",
        "[October 2023 to February 2024]",
    ),
    ("a possessive", "Tuesday's paper showed a heron.", "Tuesday's [date unknown] paper", "[5 March 2024] paper"),
    ("at noon", "The pier closed on Tuesday noon.", "Tuesday noon [date unknown]", "noon [5 March 2024]"),
    ("no day at all", "The pier closed recently.", "recently [date unknown]", "recently [as of 7 March 2024]"),
    ("a year is stated", "The pier closed in 2019.", "closed in 2019", "closed in 2019"),
    ("a day is stated", "The pier closed on 4 May 2019.", "on 4 May 2019", "on 4 May 2019"),
    ("any winter", "The pier closes in winter.", "closes in winter", "closes in winter"),
    ("its last day", "The pier lost 4 lamps on its last day.", "its last day", "its last day"),
    ("the year after a stated one", "Prices rose in 2019 and fell a year later.", "a year later", "a year later"),
    (
        "the year after one that has its mark",
        "Prices rose last year and fell the following year.",
        "[Prices] fell the following year [date unknown]",
        "[Prices] fell the following year [2024]",
    ),
    (
        "the year after none",
        "The following year prices rose.",
        "year [date unknown] prices",
        "year [date unknown] prices",
    ),
]


def alone(part: Part, sentence: str, published_on: date | None) -> str:
    answer = standalone.alone(Named(parse_sentence(sentence), (), published_on), part)
    assert isinstance(answer, Wording), answer
    return answer.text


@pytest.mark.parametrize(("why", "sentence", "unknown", "known"), MARKS, ids=[row[0] for row in MARKS])
def test_a_time_has_its_days_when_the_articles_date_is_known(why: str, sentence: str, unknown: str, known: str) -> None:
    part = parts.cut(parse_sentence(sentence), 0, [])[-1]
    assert unknown in alone(part, sentence, None), why
    assert known in alone(part, sentence, THURSDAY), why


# why, sentence, whether its weekday is the one before the article
TENSES = [
    ("closed", "The pier closed on Monday.", True),
    ("was closed", "The pier was closed on Monday.", True),
    ("has been closed", "The pier has been shut since Monday.", True),
    ("was closing", "The pier was closing on Monday.", True),
    ("may have closed", "The pier may have closed on Monday.", True),
    ("a participle", "Riots staged on Monday frightened Sorn.", True),
    ("a participle in front", "Closed on Monday, the pier is silent.", True),
    ("came to win", "The crew came from behind to win the cup on Monday.", True),
    ("managed to close", "The town managed to close the pier on Monday.", True),
    ("no verb", "A strike of nurses on Monday", True),
    ("closes", "The pier closes on Monday.", False),
    ("is closed", "The pier is closed on Monday.", False),
    ("agreed to close", "The town agreed to close the pier on Monday.", False),
    ("said that it would", "The pier would be closed on Monday.", False),
]


@pytest.mark.parametrize(("why", "sentence", "past"), TENSES, ids=[row[0] for row in TENSES])
def test_a_weekday_is_over_where_its_verb_tells_what_was(why: str, sentence: str, past: bool) -> None:
    parsed = parse_sentence(sentence)
    whole = Part(0, 0, len(sentence), "asserted", "main", parsed.tokens(0, 0, 1)[0], parsed.tokens(0, 0, len(sentence)))
    (found,) = dates.times(parsed, whole)
    assert (found.relation is not None) is past, why
    assert dates.mark(found, THURSDAY) == ("[4 March 2024]" if past else "[as of 7 March 2024]"), why


# why, sentence, the mark of its last words of time with 7 March 2024
AHEAD = [
    ("will", "The pier will close on Monday.", "[11 March 2024]"),
    ("won't", "The pier won't open until May.", "[2024]"),
    ("from a day on", "The ferry will cost £5 from 1 April.", "[2024]"),
    ("next year's", "The ferry will cost £5 from 1 January.", "[2025]"),
    ("is due to", "The pier is due to close on Saturday.", "[9 March 2024]"),
    ("is set for", "A hearing is set for 12 June.", "[2024]"),
    (
        "what was said of it is past",
        "The council agreed on Monday that the pier will close on Friday.",
        "[8 March 2024]",
    ),
    ("is shut until", "The pier is shut until Saturday.", "[9 March 2024]"),
    ("has been shut until", "Trains have been cancelled until Saturday noon.", "[9 March 2024]"),
    ("was shut until", "The pier was shut until Saturday.", "[as of 7 March 2024]"),
    ("habit", "The pier is shut on Saturday.", "[as of 7 March 2024]"),
    ("just over", "The ferry will cost £5 from 1 March.", "[as of 7 March 2024]"),
    ("was due to", "The pier was due to close on Saturday.", "[as of 7 March 2024]"),
    ("would", "The pier would close on Saturday.", "[as of 7 March 2024]"),
    ("will have closed", "The pier will have closed by Saturday.", "[as of 7 March 2024]"),
    ("a day of something else", "The council will discuss the fire of 2 June.", "[as of 7 March 2024]"),
    ("rises", "The fare rises from 1 April.", "[as of 7 March 2024]"),
]


@pytest.mark.parametrize(("why", "sentence", "mark"), AHEAD, ids=[row[0] for row in AHEAD])
def test_a_day_lies_ahead_only_where_its_verb_tells_what_will_be(why: str, sentence: str, mark: str) -> None:
    parsed = parse_sentence(sentence)
    whole = Part(0, 0, len(sentence), "asserted", "main", parsed.tokens(0, 0, 1)[0], parsed.tokens(0, 0, len(sentence)))
    assert dates.mark(dates.times(parsed, whole)[-1], THURSDAY) == mark, why


def test_what_will_be_is_left_open_where_it_was_said_long_ago() -> None:
    sentence = "In 2019 Ada Brink said that the pier will close in May."
    parsed = parse_sentence(sentence)
    words = parsed.tokens(0, sentence.index("the pier"), len(sentence) - 1)
    part = Part(0, sentence.index("the pier"), len(sentence) - 1, "asserted", "main", words[0], words)
    assert [dates.mark(found, THURSDAY) for found in dates.times(parsed, part)] == ["[as of 7 March 2024]"]


def test_only_printed_and_carried_words_have_times() -> None:
    sentence = "On Tuesday the town sold the pier and, last year, lost 40 boats in 2022."
    parsed = parse_sentence(sentence)
    words = parsed.tokens(0, sentence.index("lost"), len(sentence) - 1)
    carried = (Carried(0, tuple(parsed.tokens(0, 0, len("On Tuesday the town")))),)
    part = Part(0, sentence.index("lost"), len(sentence) - 1, "asserted", "main", words[0], words, carried=carried)

    assert [found.exact for found in dates.times(parsed, part)] == ["On Tuesday", "in 2022"]
    assert alone(part, sentence, THURSDAY) == "[On Tuesday] [5 March 2024] [the town] lost 40 boats in 2022"
    assert alone(part, sentence, None) == "[On Tuesday] [date unknown] [the town] lost 40 boats in 2022"


def test_a_year_counted_from_one_that_was_cut_off_is_resolved() -> None:
    sentence = "Prices rose in 2019 and fell a year later."
    parsed = parse_sentence(sentence)
    start = sentence.index("fell")
    words = parsed.tokens(0, start, len(sentence) - 1)
    part = Part(0, start, len(sentence) - 1, "asserted", "main", words[0], words)
    assert alone(part, sentence, None) == "Fell a year later [2020]"


def test_a_date_rests_on_the_printed_words_of_time() -> None:
    sentence = "The pier closed on Tuesday."
    (part,) = parts.cut(parse_sentence(sentence), 0, [])
    answer = standalone.alone(Named(parse_sentence(sentence), (), THURSDAY), part)
    assert isinstance(answer, Wording)
    (segment,) = (s for s in answer.segments if s.why == "date")
    assert (segment.start, segment.end, segment.certain) == (26, 26, True)
    assert [span.exact for span in segment.rests_on] == ["on Tuesday"]


def test_a_day_out_of_every_calendar_is_as_of_the_article() -> None:
    found = WhenFound(0, 9, "last year", "article", relation=Relation("year", -9000))
    assert dates.mark(found, THURSDAY) == "[as of 7 March 2024]"


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval("2024-03-05", "2024-03-06"), "[5 March 2024]"),
        (Interval("2024-01-01", "2025-01-01"), "[2024]"),
        (Interval("2024-03-05", None), ""),
        (Interval(None, "2024-03-06"), ""),
        (None, ""),
    ],
)
def test_days_that_somebody_stated_stand_in_brackets_when_both_ends_are_known(
    interval: Interval | None, words: str
) -> None:
    assert dates.stated(WhenFound(0, 10, "on Tuesday", "stated", interval)) == words


def test_days_that_depend_on_the_article_are_not_stated() -> None:
    assert dates.stated(WhenFound(0, 10, "on Tuesday", "article", Interval("2024-03-05", "2024-03-06"))) == ""
