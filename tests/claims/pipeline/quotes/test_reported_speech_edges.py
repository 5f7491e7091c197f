"""Reported speech at the edges of its rules: one condition more or less, and something else would be read."""

import pytest

from claims.pipeline.quotes import reported_speech
from tests.claims.pipeline.article import doc_of
from tests.claims.pipeline.quotes.test_reported_speech import describe


@pytest.mark.parametrize(
    ("text", "clauses", "why"),
    [
        ("The ferry was late, according", [], "a sentence that was cut off before its source"),
        ("According to, the ferry was late.", [], "a source that was left out"),
        (
            "The ferry was late and the pier was closed, according to Dunlop.",
            ["Dunlop | according | according to | the pier was closed"],
            "the source answers for the clause beside it",
        ),
        (
            "According to Ann Castro, Karl Fjeld, the pier cost 700,000 crowns.",
            ["Castro | according | According to | Karl Fjeld , the pier cost 700,000 crowns"],
            "a name is explained by no second name",
        ),
        ("The pier was closed, per old rules.", [], "rules are no source"),
        (
            "The pier was closed, letters of 3 May show.",
            ["letters | parenthesis | show | The pier was closed"],
            "a verb that looks like a noun behind a document",
        ),
        ("The pier was closed, the pilots of the old show.", [], "no document"),
        ("The closed pier, letters of 3 May show.", [], "nothing is stated in front"),
        ("The pier was closed, letters of 3 May fell.", [], "nothing is shown"),
        (
            "The pier was closed, per Harbour Watch.",
            ["Watch | according | per | The pier was closed"],
            "a body by name is one",
        ),
        ("Monday Ann Castro: The ferry will not sail.", [], "a day in front of a label"),
        (": Ann Castro is late here today.", [], "a colon without a name"),
        ("Ann Castro: It is late now.", ["Castro | label | : | It is late now"], "a label before an auxiliary verb"),
        ("Ann Castro: The old ferry in Leith.", [], "a label before words without a verb"),
        (
            "Dunlop made plain that the ferry was safe.",
            ["Dunlop | clause | made plain | that the ferry was safe"],
            "plain",
        ),
        ("Dunlop made it very clear that the ferry was safe.", [], "three words from the verb"),
        ("Dunlop made clear water, which the ferry needs.", [], "clear, of water that somebody needs"),
        ("Ann Castro of the board made it clear", [], "a sentence that was cut off behind it"),
        ("Dunlop needs to ask for leave.", [], "what needs to be done"),
        ("Dunlop said when the ferry left.", [], "a time is not what was said"),
        (
            "Dunlop promised not to close the pier.",
            ["Dunlop | infinitive | promised | not to close the pier"],
            "a promise not to act",
        ),
        (
            "Ann Castro has asked the board to repair the pier.",
            ["Castro | infinitive | asked | the board to repair the pier | board"],
            "who has asked is not asked",
        ),
        (
            "Dunlop asked for the board to close the pier.",
            ["Dunlop | clause | asked | for the board to close the pier"],
            "a clause with “for”",
        ),
        ("The council expected to sell the crane.", [], "what somebody expects to do"),
        ("It agreed to close by September.", [], "what something agrees to do"),
        ("Auditors of the bank found the licences.", [], "a thing that was found"),
        ("The drawer in which the 40 licences were found.", [], "where it was found"),
        (
            "Ada Brink accused Brandt Marine of theft.",
            ["Brink | stated | accused | Brandt Marine of theft"],
            "an accusation by a person states something",
        ),
        (
            "Dunlop announced a cut in fares yesterday evening with a new plan.",
            ["Dunlop | object | announced | a cut in fares"],
            "words between end it",
        ),
        ("Ann Castro mentioned the pier in a letter.", ["Castro | object | mentioned | the pier"], "in a document"),
        ("Ann Castro mentioned the pier before lunch.", ["Castro | object | mentioned | the pier"], "before"),
        ("Ann Castro mentioned the pier at lunch.", ["Castro | object | mentioned | the pier"], "at"),
        (
            "The board will sell the ferry by spring, reported the Leith Courier.",
            ["Courier | parenthesis | reported | The board will sell the ferry by spring"],
            "the speaker is no object of the cue",
        ),
        ("It was reported by Ann Castro during the trial that the pier was sold.", [], "an agent and words between"),
    ],
)
def test_reads_no_more_than_is_reported(text: str, clauses: list[str], why: str) -> None:
    doc = doc_of(text)
    found = reported_speech.read(doc, frozenset())
    assert [describe(doc, clause) for clause in found] == clauses, why
    assert not any(clause.impersonal for clause in found), why


@pytest.mark.parametrize(
    ("text", "clauses", "why"),
    [
        ("Ann Castro is worried about the pier.", [], "a worry about a thing"),
        (
            "Dunlop wants the board to repair the pier.",
            ["Dunlop | infinitive | wants | the board to repair the pier"],
            "what somebody else should do",
        ),
    ],
)
def test_reads_no_more_than_is_thought(text: str, clauses: list[str], why: str) -> None:
    doc = doc_of(text)
    assert [describe(doc, clause) for clause in reported_speech.attitudes(doc, frozenset())] == clauses, why
