"""Who says what a cue reports, wherever the grammar has put the subject."""

import pytest

from claims.pipeline.speakers import subjects
from tests.claims.pipeline.article import doc_of, word
from tests.corpus import golden


@pytest.mark.parametrize(
    ("text", "verb", "speaker", "why"),
    [
        ("Ann Castro said it was late.", "said", "Castro", "the subject before the verb"),
        ("The ferry was late, Ann Castro said.", "said", "Castro", "behind what was said"),
        ("The ferry was late, said Ann Castro.", "said", "Castro", "behind the verb"),
        ("The pier will close, reported the Leith Courier.", "reported", "Courier", "a name behind the verb"),
        (
            "TARN, May 2 (Norwire) -- The board said it was late.",
            "said",
            "board",
            "the town of a dateline says nothing",
        ),
        ("Leith and Sorn's Ann Castro said it was late.", "said", "Castro", "whom two places own"),
        ("It was alleged by Ann Castro that the pier was sold.", "alleged", "Castro", "a passive with “by”"),
        ("It was alleged that the pier was sold.", "alleged", None, "a passive without"),
        ("Ann Castro was told that the pier would close.", "told", None, "who is told says nothing"),
        ("Ann Castro left the pier and said it was late.", "said", "Castro", "the subject of the verb before"),
        ("Ann Castro wanted to say that it was late.", "say", "Castro", "the subject of the verb above"),
        ("By saying that it was late, Ann Castro hurt the board.", "saying", "Castro", "of the verb that follows"),
        ("Ann Castro, who said it was late, left.", "said", "Castro", "the noun before a relative clause"),
        ("The pilot that warned of floods left.", "warned", "pilot", "the same with “that”"),
        ("The words written by Ann Castro were read.", "written", "Castro", "a participle with “by”"),
        (
            "The board issued a statement saying that the pier would stay open.",
            "saying",
            "board",
            "who issues a statement says it",
        ),
        (
            "In a letter from the board saying that the pier would close, there was no date.",
            "saying",
            "board",
            "whom a letter comes from says it",
        ),
        (
            "In a letter saying that the pier would close, the board was calm.",
            "saying",
            "letter",
            "a letter of nobody speaks for itself",
        ),
        (
            "The vote was that of Ann Castro, a Liberal, who had said it was late.",
            "said",
            "Castro",
            "the person whom an apposition only describes",
        ),
        (
            "The pier is owned by Leith Harbour, a board which said it was late.",
            "said",
            "board",
            "a relative clause of a body",
        ),
        ("SIR – Ann Castro (Letters, 5 April) says that it was late.", "says", "Castro", "not whom a letter addresses"),
        (
            "The work was paid for by a firm; her co-authors say that it was late.",
            "say",
            "authors",
            "the last word of a noun with a hyphen",
        ),
        ("NATO – which Ann Castro left – says that it was late.", "says", "NATO", "a subject in capitals"),
        ("Dunlop said the ferry was late, adding that the crew was new.", "adding", "Dunlop", "a second cue"),
        ("Dunlop said it was late and called on the board to act.", "called", "Dunlop", "“it” calls on nobody"),
        (
            "Dunlop said the ferry was late and warned that more would follow.",
            "warned",
            "Dunlop",
            "a second cue with a clause of its own",
        ),
    ],
)
def test_says_whose_words_they_are(text: str, verb: str, speaker: str | None, why: str) -> None:
    found = subjects.subject(word(doc_of(text), verb))
    assert (found and found.text) == speaker, why


@pytest.mark.parametrize(
    ("text", "verb", "second", "why"),
    [
        ("Dunlop said the ferry was late, adding that the crew was new.", "adding", True, "a participle with a comma"),
        ("Dunlop said the ferry was late and added that the crew was new.", "added", True, "a verb with a clause"),
        ("Dunlop said it was late and called on the board to act.", "called", True, "“it” does not call"),
        ("Dunlop said the leak grew and called on the board to act.", "called", True, "nor does a leak"),
        ("Dunlop said the pilot left and called on the board to act.", "called", False, "a pilot may call"),
        ("Dunlop said the ferry was late and the crew added that it was new.", "added", False, "its own subject"),
        ("Dunlop said the ferry had come adding smoke to the fog.", "adding", False, "a participle without a comma"),
        ("Dunlop said that the board called for help.", "called", False, "inside the words"),
        ("Dunlop wants to sail and say that it was late.", "say", False, "what somebody wants to say"),
        ("Dunlop says she left and claims that it was late.", "claims", True, "in the present, as what reports it"),
        ("Dunlop says the board left and claims that it was late.", "claims", False, "the board may claim it"),
        ("Dunlop said fares had doubled and blamed the board.", "blamed", True, "fares do not blame"),
        ("Dunlop said Reid had lied and blamed the board.", "blamed", False, "Reid may blame"),
        ("Dunlop said fares had doubled and harmed the board.", "harmed", False, "fares may harm"),
        ("Dunlop said the leak was found and reported to the board.", "reported", False, "a leak may be reported"),
        ("Dunlop said it was late, not adding that it was new.", "adding", True, "also when it is denied"),
    ],
)
def test_tells_a_second_cue_of_the_same_speaker(text: str, verb: str, second: bool, why: str) -> None:
    assert subjects.is_second_cue(word(doc_of(text), verb)) is second, why


@pytest.mark.parametrize(
    ("noun", "speaks", "why"),
    [
        ("pilot", True, "a person"),
        ("residents", True, "several"),
        ("scientist", True, "a noun that ends like one for people"),
        ("scientists", True, "its plural"),
        ("women", True, "an irregular plural"),
        ("employee", True, "another ending"),
        ("report", True, "a document"),
        ("letter", True, "a statement"),
        ("company", True, "a body"),
        ("court", True, "who may find something"),
        ("leak", False, "a thing"),
        ("plan", False, "a plan"),
        ("ferries", False, "things"),
        ("rents", False, "things that end like “residents”"),
        ("accident", False, "one that ends like “president”"),
    ],
)
def test_tells_who_can_speak(noun: str, speaks: bool, why: str) -> None:
    assert subjects.can_speak(word(doc_of(f"The {noun} was old and grey."), noun)) is speaks, why


def test_a_pronoun_can_speak() -> None:
    assert subjects.can_speak(word(doc_of("He was old and grey."), "He"))


@pytest.mark.parametrize(
    ("text", "noun", "author", "why"),
    [
        ("A letter from the board said it was late.", "letter", "board", "whom it comes from"),
        ("A letter by Ann Castro said it was late.", "letter", "Castro", "who wrote it"),
        ("A letter to the board said it was late.", "letter", "letter", "not whom it goes to"),
        ("The board’s letter said it was late.", "letter", "board", "its owner"),
        ("Monday’s letter said it was late.", "letter", "letter", "a day owns nothing"),
        ("The board’s claim was late.", "claim", "board", "a claim has an owner, too"),
        ("The board wrote a letter about the pier.", "letter", "board", "who writes it"),
        ("The board warned of it in a letter about the pier.", "letter", "board", "who says something in it"),
        ("The letter said it was late.", "letter", "letter", "nobody is named"),
        ("The pier of the board was late.", "pier", "pier", "through a pier nobody speaks"),
    ],
)
def test_tells_who_speaks_through_a_statement(text: str, noun: str, author: str, why: str) -> None:
    assert subjects.statement_author(word(doc_of(text), noun)).text == author, why


@pytest.mark.parametrize(
    ("text", "verb", "listener", "why"),
    [
        ("Dunlop told reporters that it was late.", "told", "reporters", "who is told"),
        ("Dunlop told Ian Reid that it was late.", "told", "Reid", "by name"),
        ("Dunlop told him that it was late.", "told", "him", "a pronoun"),
        ("Dunlop warned the board of floods.", "warned", "board", "who is warned"),
        ("Dunlop asked for help.", "asked", None, "nobody is asked"),
        ("Dunlop said that of the board.", "said", None, "a verb that takes no listener"),
        ("The board was told that it was late.", "told", "board", "the subject of a passive"),
        ("The board, which was told that it was late, met.", "told", "board", "or what its pronoun stands for"),
        ("It was told that nobody came.", "told", None, "it is nobody"),
        ("Dunlop said to Ian Reid that it was late.", "said", "Reid", "behind “to”"),
        ("Dunlop added to the fog that day.", "added", None, "“to” of another verb"),
        ("Speaking to residents, Dunlop said it was late.", "said", "residents", "whom somebody speaks to"),
        ("Speaking in Leith, Dunlop said it was late.", "said", None, "where somebody speaks"),
        ("In a letter to the board, Dunlop wrote it was late.", "wrote", "board", "whom a letter goes to"),
        ("In a visit to the board, Dunlop said it was late.", "said", None, "a visit is no letter"),
    ],
)
def test_tells_who_was_spoken_to(text: str, verb: str, listener: str | None, why: str) -> None:
    found = subjects.addressee(word(doc_of(text), verb))
    assert (found and found.text) == listener, why


@pytest.mark.parametrize(("listener", "example"), [(name, example) for _, name, example in subjects.ADDRESSEES])
def test_each_rule_finds_the_listener_of_its_example(listener: str, example: str) -> None:
    verb = next(verb for verb in ("told", "said", "wrote") if verb in example)
    found = subjects.addressee(word(doc_of(example), verb))
    assert found is not None
    assert found.text == listener


@pytest.mark.parametrize(
    ("text", "verb", "negated", "why"),
    [
        ("Dunlop did not say it was late.", "say", True, "not"),
        ("Dunlop never said it was late.", "said", True, "never"),
        ("Dunlop said it was not late.", "said", False, "what is denied is inside the words"),
    ],
)
def test_tells_what_was_not_said(text: str, verb: str, negated: bool, why: str) -> None:
    assert subjects.is_negated(word(doc_of(text), verb)) is negated, why


@pytest.mark.parametrize(("steps", "found"), [(0, "Castro"), (4, "Castro"), (5, None)])
def test_climbs_five_steps_at_most(steps: int, found: str | None) -> None:
    speaker = subjects.subject(word(doc_of("Ann Castro wanted to say that it was late."), "say"), steps)
    assert (speaker and speaker.text) == found


def test_whole_articles_keep_their_speakers() -> None:
    assert golden.changed("quote") == ()
