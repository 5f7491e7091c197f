"""The words that a cue reports, cut out of its sentence."""

import pytest

from claims.pipeline.quotes import content_spans
from tests.claims.pipeline.article import doc_of, word
from tests.corpus import golden


def text_of(doc, words) -> str:
    return " ".join(doc[i].text for i in sorted(words))


def test_leaves_the_day_to_the_cue() -> None:
    cases = [
        ("On Friday the pier would close", "the pier would close", "a day"),
        ("On last Friday the pier closed", "the pier closed", "in two words"),
        ("Late on last Friday the pier closed", "Late on last Friday the pier closed", "the fourth word is too far"),
        ("The pier on Friday was late", "The pier on Friday was late", "a day inside the words"),
        ("The pier would close on Friday", "The pier would close on Friday", "a day at their end"),
    ]
    for text, expected, why in cases:
        doc = doc_of(text)
        assert text_of(doc, content_spans.without_day(doc, frozenset(range(len(doc))))) == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("The pier would close because it was old, said Ann Castro.", "because it was old", "a reason"),
        ("The pier would close, because it was old.", "because it was old", "behind a comma"),
        ("The pier would close unless somebody paid.", "unless somebody paid", "a condition"),
        ("The pier would close until May came.", "until May came", "a time"),
        ("The pier would close although it was old.", "", "what the writer adds"),
        ("The pier would close.", "", "nothing follows"),
    ],
)
def test_adds_the_reason(text: str, expected: str, why: str) -> None:
    doc = doc_of(text)
    words = content_spans.with_reason(doc, frozenset(range(4)))
    assert text_of(doc, words) == f"The pier would close {expected}".strip(), why


def test_no_words_get_no_reason() -> None:
    doc = doc_of("Because it was old, the pier was closed.")
    assert content_spans.with_reason(doc, frozenset()) == frozenset()


@pytest.mark.parametrize(
    ("phrase", "expected", "why"),
    [
        ("and the pier, and", "the pier", "conjunctions and a comma"),
        ("“ the pier ”", "the pier", "marks"),
        ("the pier and the lamp", "the pier and the lamp", "a conjunction inside stays"),
        ("and , “", "", "nothing else"),
    ],
)
def test_trims_both_ends(phrase: str, expected: str, why: str) -> None:
    doc = doc_of(f"He saw it: {phrase} in the old town")
    assert text_of(doc, content_spans.trim(doc, range(4, len(doc) - 4))) == expected, why


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("According to the mayor, Karl Fjeld, it was late.", "Karl Fjeld", "two words between commas"),
        ("According to the mayor, Karl Maria Fjeld, it was late.", "Karl Maria Fjeld", "three"),
        ("According to the mayor, Karl Maria Rosa Fjeld, it was late.", "", "four are a list"),
        ("According to the mayor, Fjeld, it was late.", "", "one word is as often a place"),
        ("According to the mayor, Karl Fjeld left.", "", "a name that goes on with a verb"),
        ("According to the mayor, the pilot, it was late.", "", "no name"),
        ("According to the mayor it was late.", "", "no comma"),
    ],
)
def test_finds_a_name_between_commas(text: str, name: str, why: str) -> None:
    doc = doc_of(text)
    assert text_of(doc, content_spans.name_after_comma(doc, 4)) == name, why
    assert list(content_spans.name_after_comma(doc, len(doc))) == [], "nothing behind the end"


@pytest.mark.parametrize(
    ("text", "cue", "expected", "why"),
    [
        ("The ferry was late, Dunlop said.", "said", "The ferry was late", "at the end"),
        ("The ferry, Dunlop said, was late.", "said", "The ferry , , was late", "in the middle"),
        ("The ferry was late, Dunlop said on Friday.", "said", "The ferry was late", "with its day"),
        ("The ferry was late, Dunlop said, and left.", "said", "The ferry was late", "another clause follows"),
        ("The ferry was late, Dunlop said, while rain fell.", "said", "The ferry was late", "a circumstance follows"),
        ("The ferry was late, Dunlop said, adding to it.", "said", "The ferry was late", "a participle follows"),
        ("The ferry, said Dunlop, a pilot, was late.", "said", "The ferry , was late", "with what he is"),
        ("The ferry was late, said Dunlop as rain fell.", "said", "The ferry was late", "and as what fell"),
        ("The ferry, it was alleged by Dunlop, was late.", "alleged", "The ferry , , was late", "with “it was”"),
        (
            "It is, says Dunlop, the oldest pier of all.",
            "says",
            "It is , , the oldest pier of all",
            "words that lead on",
        ),
        ("The ferry sank, says Dunlop, the mayor.", "says", "The ferry sank", "what he is, behind words that do not"),
        (
            "It was more than that, says Dunlop, the mayor.",
            "says",
            "It was more than that",
            "“that” leads to nothing",
        ),
        ("It sank, Reid said, and 14 died, Dunlop added.", "added", "14 died", "behind what somebody else said"),
        ("It sank, he hid, and 14 died, Dunlop added.", "added", "It sank , he hid , and 14 died", "nobody else spoke"),
        ("The ferry was late, Dunlop said. 🚢", "said", "The ferry was late", "an emoji follows"),
    ],
)
def test_cuts_the_parenthesis_out(text: str, cue: str, expected: str, why: str) -> None:
    doc = doc_of(text)
    assert text_of(doc, content_spans.outside_parenthesis(word(doc, cue), word(doc, "Dunlop"))) == expected, why


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ferry was late, her step-brother said.", "brother"),
        ("The ferry was late, co-owners said.", "owners"),
        ("The ferry was late, owners said.", "owners"),
    ],
)
def test_a_speaker_of_a_word_with_a_hyphen_is_cut_out_whole(text: str, speaker: str) -> None:
    doc = doc_of(text)
    assert (
        text_of(doc, content_spans.outside_parenthesis(word(doc, "said"), word(doc, speaker))) == "The ferry was late"
    )


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "behind"),
    [
        ("Brink owns it; the board denies a fault.", "denies", "board", True),
        ("Brink owns it; her co-authors declare no interest.", "declare", "authors", True),
        ("Brink owns it, the board says.", "says", "board", False),
        ("Brink owns it; the board says.", "says", "board", False),
    ],
)
def test_a_clause_behind_a_semicolon_has_words_of_its_own(text: str, cue: str, speaker: str, behind: bool) -> None:
    doc = doc_of(text)
    assert content_spans.behind_semicolon(word(doc, cue), word(doc, speaker)) is behind


@pytest.mark.parametrize(
    ("text", "cue", "expected", "why"),
    [
        ("Dunlop announced the pier would close.", "announced", "the pier would close", "right after the cue"),
        ("On Monday Dunlop announced prices rose", "announced", "prices rose", "two words at the very end"),
        ("Dunlop announced on Friday the pier would close.", "announced", "the pier would close", "after the day"),
        ("Dunlop told the board in May the pier would close.", "told", "the pier would close", "after the listener"),
        ("Dunlop argued the pier should close, citing its age.", "argued", "the pier should close", "no participle"),
        ("Dunlop wrote that fares rose, citing the report.", "wrote", "fares rose", "“that” is none of the words"),
        (
            "Dunlop says the line, which is old, is closed.",
            "says",
            "the line , which is old , is closed",
            "a comma inside",
        ),
        ("The report says fares rose; the pier was closed.", "says", "fares rose", "a semicolon ends it"),
        ("Dunlop said in May.", "said", "", "no clause"),
        ("Dunlop said who left.", "said", "", "a question word begins no clause"),
    ],
)
def test_finds_a_clause_that_the_grammar_hung_elsewhere(text: str, cue: str, expected: str, why: str) -> None:
    doc = doc_of(text)
    token = word(doc, cue)
    assert text_of(doc, content_spans.unattached_clause(token, token.i + 1)) == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "It was alleged during the trial that the ferry had been sold.",
            "that the ferry had been sold",
            "words between",
        ),
        ("It was alleged that the ferry sank.", "that the ferry sank", "right behind the verb"),
        ("In May it was alleged that the ferry sank.", "that the ferry sank", "behind a day"),
        ("It was alleged, they said, that the ferry had been sold.", "", "a comma stands between"),
        ("The sale was alleged in the trial that the ferry had caused.", "", "not “it”"),
        ("It was alleged in May.", "", "no clause"),
        ("The board alleged that the pier was sold.", "", "somebody alleged it"),
        ("Late, alleged during the trial that it was sold.", "", "no subject"),
    ],
)
def test_finds_the_clause_of_an_impersonal_passive(text: str, expected: str, why: str) -> None:
    doc = doc_of(text)
    assert text_of(doc, content_spans.that_clause(word(doc, "alleged"))) == expected, why


@pytest.mark.parametrize(
    ("text", "verb", "infinitive", "before", "why"),
    [
        ("Dunlop promised to repair it in May.", "repair", True, False, "an infinitive"),
        ("Dunlop said they repair it in May.", "repair", False, False, "a finite verb"),
        ("The pier will close, she said.", "said", False, True, "the words stand before the cue"),
        ("She said that the pier will close.", "said", False, False, "they stand behind it"),
    ],
)
def test_tells_the_form_of_a_verb(text: str, verb: str, infinitive: bool, before: bool, why: str) -> None:
    token = word(doc_of(text), verb)
    assert (content_spans.is_infinitive(token), content_spans.stands_before(token)) == (infinitive, before), why


@pytest.mark.parametrize(
    ("text", "cue", "verb", "expected", "why"),
    [
        (
            "Dunlop urged the board to repair the pier.",
            "urged",
            "repair",
            "the board to repair the pier",
            "who is to act",
        ),
        ("Dunlop called on the board to repair it.", "called", "repair", "the board to repair it", "without “on”"),
        ("Dunlop asked for leave to repair it.", "asked", "repair", "leave to repair it", "what is asked for"),
        ("Dunlop promised the board to repair it.", "promised", "repair", "to repair it", "who is promised it is not"),
    ],
)
def test_says_what_somebody_is_to_do(text: str, cue: str, verb: str, expected: str, why: str) -> None:
    doc = doc_of(text)
    assert text_of(doc, content_spans.requested_action(word(doc, cue), word(doc, verb))) == expected, why


@pytest.mark.parametrize(
    ("text", "head", "expected", "why"),
    [
        ("Dunlop said the pier was old and cold.", "was", "the pier was old and cold", "all that hangs on the verb"),
        ("Dunlop said prices according to size rose.", "rose", "prices rose", "another attribution is none of it"),
        ("Dunlop said the pier was old, adding that it leaks.", "was", "the pier was old", "nor is a second cue"),
    ],
)
def test_leaves_out_what_belongs_to_the_cue(text: str, head: str, expected: str, why: str) -> None:
    doc = doc_of(text)
    assert text_of(doc, content_spans.words_under(word(doc, head), word(doc, "said"))) == expected, why


def test_whole_articles_keep_the_words_of_their_quotes() -> None:
    assert golden.changed("quote") == ()


@pytest.mark.parametrize("example", [example for _, example in content_spans.OTHER_CLAUSES])
def test_words_do_not_go_on_with_another_clause(example: str) -> None:
    doc = doc_of(example)
    words = content_spans.outside_parenthesis(word(doc, "said"), word(doc, "Dunlop"))
    assert text_of(doc, words) == "The ferry was late"


@pytest.mark.parametrize(
    ("text", "after", "clause", "why"),
    [
        ("Rents rose, per Dunlop, and 14 clinics closed.", 5, "and 14 clinics closed .", "a subject of its own"),
        ("Rents rose, per Dunlop, and fell again.", 5, "", "the same subject"),
        ("Rents rose, per Dunlop, in 14 towns.", 5, "", "no other clause"),
        ("The rents rose again, per Dunlop.", 7, "", "nothing behind it"),
    ],
)
def test_finds_another_clause_behind_a_parenthesis(text: str, after: int, clause: str, why: str) -> None:
    doc = doc_of(text)
    assert text_of(doc, content_spans.another_clause(doc, after)) == clause, why
