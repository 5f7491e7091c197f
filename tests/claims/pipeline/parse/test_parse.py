"""Sentences are parsed apart, keep their places, and say so when they are not read."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pipeline.parse import parse
from tests.claims.pipeline.article import is_value
from tests.corpus import golden


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    end: int


def places(text: str, *words: str) -> list[Place]:
    found, at = [], 0
    for each in words:
        start = text.index(each, at)
        at = start + len(each)
        found.append(Place(start, at))
    return found


ENGLISH = "The harbour board met on Tuesday and the ferry fares were not changed."
GERMAN = (
    "Der Hafenausschuss tagte am Dienstag und beschloss, die Fahrpreise der Fähren nicht zu ändern. "
    "Die Vorsitzende sagte, man werde im Herbst erneut beraten, sobald die Zahlen des Sommers vorlägen und "
    "die Gutachten der Gemeinde geprüft seien."
)


def test_a_token_lies_where_its_words_lie_in_the_whole_text() -> None:
    text = f"🙂 \n\n{ENGLISH}\n\nShe left."
    parsed = parse.parse(text, places(text, ENGLISH + "\n\n", "She left."), places(text, ENGLISH, "She left."))
    assert parsed.passages == (0, 1)
    for i, doc in enumerate(parsed.docs):
        assert doc is not None
        for token in doc:
            start, end = parsed.place(i, token)
            assert text[start:end] == token.text
    doc = parsed.docs[0]
    assert doc is not None
    assert parsed.span(0, doc[1], doc[2]).exact == "harbour board"
    at = text.index("ferry")
    assert [t.text for t in parsed.tokens(0, at, at + 11)] == ["ferry", "fares"]


def test_the_words_of_some_tokens_are_a_line_in_which_nothing_is_read_across_the_others() -> None:
    text = "So: the board,\twhich met\non Tuesday, sold 40 boats."
    parsed = parse.parse(text, places(text, text), places(text, text[4:]))
    doc = parsed.docs[0]
    assert doc is not None
    met = doc.text.index("which")
    start, words = parsed.words(0, [t for t in doc if not met <= t.idx < doc.text.index("sold")])
    assert (start, len(words)) == (4, len(text) - 4)
    assert words == "the board,;" + ";" * len("which met on Tuesday, ") + "sold 40 boats."
    assert parsed.words(0, doc[4:6]) == (text.index("met"), "met on")


# words with curly marks, and the tag of the mark's word
SHORT_FORMS = [
    ("That’s 40 more than last year.", "’s", "VBZ"),
    ("The miners said they’d strike.", "’d", "MD"),
    ("The mayor’s deputy left.", "’s", "POS"),
]


@pytest.mark.parametrize(("text", "word", "tag"), SHORT_FORMS, ids=[row[1] + row[2] for row in SHORT_FORMS])
def test_short_forms_with_curly_marks_are_read_as_those_with_straight_ones_and_keep_their_marks(
    text: str, word: str, tag: str
) -> None:
    doc = parse.parse(text, [Place(0, len(text))], [Place(0, len(text))]).docs[0]
    assert doc is not None
    assert doc.text == text
    assert [token.tag_ for token in doc if token.text == word] == [tag]


def test_the_parser_never_joins_or_splits_our_sentences() -> None:
    text = "The board met. it agreed. Nothing else happened that day"
    parsed = parse.parse(
        text, [Place(0, len(text))], places(text, "The board met. it agreed.", "Nothing else happened")
    )
    assert [doc.text for doc in parsed.docs if doc is not None] == [
        "The board met. it agreed.",
        "Nothing else happened",
    ]
    for doc in parsed.docs:  # where the parser splits, each half has a word that hangs on none
        assert sum(token.head is token for token in doc or ()) == 1


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        (ENGLISH, None, "English is read"),
        (GERMAN, "de", "another language is named, not guessed at"),
        ("海港委员会星期二开会，决定不改变渡轮票价。", "zh", "another script"),
        ("“No,” she said.", None, "a short sentence is enough when its words are English"),
        ("ab 12", "und", "too little to tell"),
        ("x" * 600, "too-long", "a run without a blank is no sentence"),
        ("no " * 7000, "too-long", "nobody speaks 20,000 characters without a stop"),
    ],
)
def test_a_sentence_that_is_not_read_says_why(text: str, code: str | None, why: str) -> None:
    parsed = parse.parse(text, [Place(0, len(text))], [Place(0, len(text.rstrip()))])
    assert parsed.unread.get(0) == code, why
    assert (parsed.docs[0] is None) == (code is not None)


def test_a_long_passage_in_another_language_is_left_unread_in_an_english_article() -> None:
    english = f"{ENGLISH} {ENGLISH} {ENGLISH} {ENGLISH}"
    text = f"{english}\n\n{GERMAN}"
    parsed = parse.parse(text, places(text, english, GERMAN), places(text, english, GERMAN))
    assert dict(parsed.unread) == {1: "de"}


def test_only_some_sentences_are_parsed_and_their_language_is_the_articles() -> None:
    text = f"{ENGLISH} ab 12"  # alone it would say too little to tell its language
    both = [Place(0, len(ENGLISH)), Place(len(ENGLISH) + 1, len(text))]
    parsed = parse.parse(text, [Place(0, len(text))], both, only={1})
    assert [doc is not None for doc in parsed.docs] == [False, True]
    assert not parsed.unread


def test_without_names_the_grammar_is_the_same() -> None:
    text = "Mara Dunlop said the ferry was late."
    whole = [Place(0, len(text))]
    with_names, without = parse.parse(text, whole, whole), parse.parse(text, whole, whole, names=False)
    a, b = with_names.docs[0], without.docs[0]
    assert a is not None
    assert b is not None
    assert [t.dep_ for t in a] == [t.dep_ for t in b]
    assert not b.ents


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_any_text_is_parsed_or_listed_as_unread_and_every_token_reslices(words: str) -> None:
    text = f"{ENGLISH} {words}"
    parsed = parse.parse(text, [Place(0, len(text))], [Place(0, len(ENGLISH)), Place(len(ENGLISH), len(text))])
    for i, doc in enumerate(parsed.docs):
        assert (doc is None) == (i in parsed.unread)
        for token in doc or ():
            start, end = parsed.place(i, token)
            assert parsed.starts[i] <= start < end <= parsed.ends[i]


@pytest.mark.parametrize(
    ("sentence", "reason", "why"),
    [
        ("x" * 499, None, "499 code points without a blank"),
        ("x" * 500, parse.TOO_LONG, "500 of them"),
        (("the ferry was late " * 1053)[:20_000], None, "20,000 code points"),
        (("the ferry was late " * 1053)[:20_001], parse.TOO_LONG, "20,001 of them"),
    ],
)
def test_a_sentence_is_read_up_to_a_length(sentence: str, reason: str | None, why: str) -> None:
    text = f"{ENGLISH} {sentence}"
    sentences = [Place(0, len(ENGLISH)), Place(len(ENGLISH) + 1, len(text))]
    assert parse._unread(text, [Place(0, len(text))], sentences, [0, 0]).get(1) == reason, why


@pytest.mark.parametrize(
    ("words", "read", "why"), [(parse.MAX_WORDS, True, "2,000 words"), (parse.MAX_WORDS + 1, False, "one more")]
)
def test_a_sentence_is_read_up_to_a_number_of_words(words: int, read: bool, why: str) -> None:
    assert parse.MAX_WORDS == 2_000
    text = " ".join(["the ferry was late"] * 500 + ["now"] * (words - 2_000))
    parsed = parse.parse(text, [Place(0, len(text))], [Place(0, len(text))], names=False)
    assert (parsed.docs[0] is not None) is read, why
    assert parsed.unread.get(0) == (None if read else parse.TOO_LONG), why


@pytest.mark.parametrize(
    ("size", "probability", "code", "why"),
    [
        (200, 0.9, "de", "a long passage that is surely of another language"),
        (199, 0.9, None, "a shorter passage has its article's language"),
        (200, 0.89, None, "a less certain one, too"),
    ],
)
def test_a_long_passage_may_have_a_language_of_its_own(
    size: int, probability: float, code: str | None, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "e" * 300 + " " + "d" * size
    monkeypatch.setattr(parse, "_identify", lambda sample: ("de", probability) if sample[0] == "d" else ("en", 1.0))
    passages = [Place(0, 300), Place(301, len(text))]
    assert parse._unread(text, passages, passages, [0, 1]).get(1) == code, why


@pytest.mark.parametrize(("probability", "code"), [(0.2, "en"), (0.19, parse.UNDETERMINED)])
def test_a_language_is_named_from_a_probability_of_a_fifth(
    probability: float, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse, "_identify", lambda _: ("en", probability))
    assert parse.language("The ferry was late.") == code


@pytest.mark.parametrize(
    ("short", "asked", "why"),
    [
        (85, 1, "seven tenths lie in a passage that is surely English"),
        (86, 2, "more lies in passages that are too short to tell"),
    ],
)
def test_an_article_has_the_language_of_most_of_its_long_passages(
    short: int, asked: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples: list[str] = []
    monkeypatch.setattr(parse, "_identify", lambda sample: samples.append(sample) or ("en", 1.0))
    text = "e " * 100 + "f" * short
    pair = [Place(0, 200), Place(200, 200 + short)]
    parse._unread(text, pair, pair, [0, 1])
    assert len(samples) == asked, why


@pytest.mark.parametrize(
    ("small", "asked", "why"),
    [
        (10, 0, "a tenth of the words are the small ones of English"),
        (9, 1, "fewer may be an English name in a text of another language"),
    ],
)
def test_a_passage_with_enough_small_words_is_english_without_a_closer_look(
    small: int, asked: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples: list[str] = []
    monkeypatch.setattr(parse, "_identify", lambda sample: samples.append(sample) or ("de", 1.0))
    text = " ".join(["The"] * small + ["Fähre"] * (100 - small))
    whole = [Place(0, len(text))]
    assert parse._unread(text, whole, whole, [0]) == ({0: "de"} if asked else {}), why
    assert len(samples) == asked


def test_passages_of_two_languages_leave_it_to_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "d " * 100 + "e " * 100 + "f"
    code = {"d": "de", "e": "en"}
    monkeypatch.setattr(parse, "_identify", lambda sample: ("fr", 1.0) if len(sample) > 200 else (code[sample[0]], 1.0))
    three = [Place(0, 200), Place(200, 400), Place(400, 401)]
    assert parse._unread(text, three, three, [0, 1, 2]) == {0: "de", 2: "fr"}


def test_an_article_s_language_is_decided_by_its_first_10_000_code_points(monkeypatch: pytest.MonkeyPatch) -> None:
    samples: list[str] = []
    monkeypatch.setattr(parse, "_identify", lambda sample: samples.append(sample) or ("en", 1.0))
    parse.language("a" * 10_000 + "b")
    assert samples == ["a" * 10_000]
    text = "a" * 6_000 + "b" * 6_000 + "c" * 6_000
    assert "c" not in parse._sample(text, [Place(0, 6_000), Place(6_000, 12_000), Place(12_000, 18_000)])
    assert "c" in parse._sample(text, [Place(0, 4_000), Place(6_000, 12_000), Place(12_000, 18_000)])


def test_what_is_found_is_a_value_that_nobody_changes() -> None:
    assert is_value(parse.Parsed)


def test_whole_articles_are_read_as_before() -> None:
    assert golden.changed("quote", "part") == ()
