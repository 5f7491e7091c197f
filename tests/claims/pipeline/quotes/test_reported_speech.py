"""Reported speech, read off the grammar: whose words, by which construction and cue, and which words."""

import pytest

from claims.pipeline.quotes import reported_speech
from claims.pipeline.quotes.clause import Clause
from tests.claims.pipeline.article import doc_of, is_value
from tests.corpus import golden


@pytest.mark.parametrize(
    ("text", "clauses", "why"),
    [
        ("Dunlop said that the ferry was late.", ["Dunlop | clause | said | that the ferry was late"], "a clause"),
        (
            "Dunlop said on Friday the pier would close.",
            ["Dunlop | clause | said | the pier would close"],
            "the day belongs to the cue",
        ),
        (
            "Dunlop said last Friday the pier would close.",
            ["Dunlop | clause | said | the pier would close"],
            "also in two words",
        ),
        (
            "Dunlop said the pier would close because it was old.",
            ["Dunlop | clause | said | the pier would close because it was old"],
            "the reason belongs to the words",
        ),
        (
            "Dunlop said the pier would close if nobody paid.",
            ["Dunlop | clause | said | the pier would close if nobody paid"],
            "and the condition",
        ),
        (
            "Dunlop told reporters on Friday he viewed the ferry as a danger.",
            ["Dunlop | clause | told | he viewed the ferry as a danger | reporters"],
            "listener and day stand between",
        ),
        (
            "Dunlop warned reporters the pier would close.",
            ["Dunlop | clause | warned | the pier would close | reporters"],
            "the listener stands between",
        ),
        (
            "Dunlop pointed out that the ferry was late.",
            ["Dunlop | clause | pointed out | that the ferry was late"],
            "a cue of two words",
        ),
        ("Ann Castro said: The ferry is late.", ["Castro | clause | said | The ferry is late"], "behind a colon"),
        (
            "The ferry was late, Dunlop said.",
            ["Dunlop | parenthesis | said | The ferry was late"],
            "a cue behind the words",
        ),
        (
            "The ferry was late, said Dunlop.",
            ["Dunlop | parenthesis | said | The ferry was late"],
            "its name behind the verb",
        ),
        (
            "The ferry, Dunlop said, was late.",
            ["Dunlop | parenthesis | said | The ferry , , was late"],
            "a cue inside the words",
        ),
        (
            "The ferry was late, Dunlop said, and left the pier.",
            ["Dunlop | parenthesis | said | The ferry was late"],
            "“and” goes on with another clause",
        ),
        (
            "The ferry was late, Ann Castro said, but nobody left.",
            ["Castro | parenthesis | said | The ferry was late"],
            "so does “but”",
        ),
        (
            "The ferry was late, Dunlop said, adding to the fog.",
            ["Dunlop | parenthesis | said | The ferry was late"],
            "and a participle",
        ),
        (
            "The ferry was late, Dunlop told reporters on Friday.",
            ["Dunlop | parenthesis | told | The ferry was late | reporters"],
            "listener and day belong to the cue",
        ),
        (
            "The ferry will close, the board said in a statement on Monday.",
            ["board | parenthesis | said | The ferry will close"],
            "and where it was said",
        ),
        (
            "According to Dunlop, the ferry was late.",
            ["Dunlop | according | According to | the ferry was late"],
            "according to",
        ),
        (
            "The ferry was late, according to Dunlop.",
            ["Dunlop | according | according to | The ferry was late"],
            "at the end",
        ),
        (
            "According to the mayor at the time, Karl Fjeld, the pier cost 700,000 crowns.",
            ["Fjeld | according | According to | the pier cost 700,000 crowns"],
            "a name between commas",
        ),
        ("Per the report, the ferry was late.", ["report | according | Per | the ferry was late"], "per a document"),
        (
            "The ferry costs five crowns per day, per the report.",
            ["report | according | per | The ferry costs five crowns per day"],
            "per, twice",
        ),
        ("The ferry costs five crowns per day.", [], "per, a rate"),
        (
            "It was alleged that the pier was sold.",
            ["- | clause | alleged | that the pier was sold"],
            "a passive of nobody",
        ),
        (
            "It was alleged during the trial that the ferry had been sold twice.",
            ["- | clause | alleged | that the ferry had been sold twice"],
            "with words between",
        ),
        (
            "It was alleged by Dunlop that the pier was sold.",
            ["Dunlop | clause | alleged | that the pier was sold"],
            "a passive of somebody",
        ),
        (
            "Dunlop urged the board to repair the pier.",
            ["Dunlop | infinitive | urged | the board to repair the pier | board"],
            "who is to act belongs to the words",
        ),
        ("Dunlop promised to repair the pier.", ["Dunlop | infinitive | promised | to repair the pier"], "a promise"),
        (
            "Dunlop called on the board to repair the pier.",
            ["Dunlop | infinitive | called | the board to repair the pier"],
            "a call on somebody",
        ),
        ("Dunlop asked not to be named.", [], "a wish to stay unnamed is no quote"),
        ("Dunlop had to ask for leave.", [], "nor is what had to be done"),
        (
            "Dunlop called for a vote on the pier.",
            ["Dunlop | stated | called | a vote on the pier"],
            "a call for something",
        ),
        (
            "Dunlop warned of floods on Tuesday.",
            ["Dunlop | stated | warned | floods"],
            "a warning of something, without its day",
        ),
        ("The leak warned of floods.", ["leak | object | warned | floods"], "a thing states nothing"),
        (
            "Dunlop called the ferry a ghost.",
            ["Dunlop | naming | called | the ferry a ghost"],
            "what somebody called what",
        ),
        (
            "Dunlop described the ferry as a ghost.",
            ["Dunlop | object | described | the ferry as a ghost"],
            "the same with “as”",
        ),
        (
            "Dunlop accused the board of hiding the survey.",
            ["Dunlop | object | accused | the board of hiding the survey"],
            "an accusation",
        ),
        (
            "Dunlop announced a cut in fares in a statement on Tuesday.",
            ["Dunlop | object | announced | a cut in fares"],
            "without where it was said",
        ),
        (
            "Dunlop announced a cut in fares during a debate.",
            ["Dunlop | object | announced | a cut in fares"],
            "without when",
        ),
        ("Ann Castro mentioned the pier after lunch.", ["Castro | object | mentioned | the pier"], "nor this"),
        (
            "Dunlop complained about the fares.",
            ["Dunlop | object | complained | the fares"],
            "a complaint about something",
        ),
        ("Dunlop talked about the fares.", [], "talk about something says nothing of it"),
        ("Dunlop praised the fares.", [], "praise is no words"),
        ("The leak underscored how old the ferry was.", [], "a thing does not speak"),
        ("Figures show that fares rose.", ["Figures | clause | show | that fares rose"], "a document shows"),
        ("The pilot shows that fares rose.", [], "a person does not"),
        (
            "Inspectors found that the pier was old.",
            ["Inspectors | clause | found | that the pier was old"],
            "inspectors find",
        ),
        (
            "Ann Castro found that only 46 per cent of fares were paid.",
            ["Castro | clause | found | that only 46 per cent of fares were paid"],
            "somebody by name with a figure",
        ),
        ("Ann Castro found that the fares were paid.", [], "not without"),
        (
            "They found that 46 per cent of fares were paid.",
            ["They | clause | found | that 46 per cent of fares were paid"],
            "they with a figure",
        ),
        ("I said that the ferry was late.", [], "the writer's own voice"),
        ("Dunlop did not say that the ferry was late.", [], "what was not said"),
        (
            "Asked whether it was late, Dunlop replied that it was.",
            ["Dunlop | clause | replied | that it was"],
            "whoever is asked did not ask",
        ),
        (
            "As Dunlop explained, the ferry was sold.",
            ["Dunlop | parenthesis | explained | the ferry was sold"],
            "as somebody explained",
        ),
        (
            "The pier closes for good, as pilots warn.",
            ["pilots | parenthesis | warn | The pier closes for good"],
            "at the end",
        ),
        ("The pier closes, as pilots warn of storms.", [], "as, an event"),
        (
            "The board rejected Dunlop’s claim that the ferry was safe.",
            [
                "board | object | rejected | Dunlop ’s claim that the ferry was safe",
                "Dunlop | noun | claim | that the ferry was safe",
            ],
            "a noun with its owner",
        ),
        (
            "The board rejected the claim that the ferry was safe.",
            ["board | object | rejected | the claim that the ferry was safe"],
            "a noun without",
        ),
        (
            "The board rejected Monday’s claim that the ferry was safe.",
            ["board | object | rejected | Monday ’s claim that the ferry was safe"],
            "a day owns no claim",
        ),
        (
            "The board rejected Dunlop’s claim to the ferry.",
            ["board | object | rejected | Dunlop ’s claim to the ferry"],
            "a claim to something",
        ),
        (
            "Dunlop made clear that the ferry was safe.",
            ["Dunlop | clause | made clear | that the ferry was safe"],
            "made clear",
        ),
        (
            "Dunlop made it clear the ferry was safe.",
            ["Dunlop | clause | made it clear | the ferry was safe"],
            "with “it”",
        ),
        ("Dunlop did not make clear that the ferry was safe.", [], "not made clear"),
        ("Dunlop made clear water.", [], "clear, of water"),
        ("Ann Castro: The ferry will not sail.", ["Castro | label | : | The ferry will not sail"], "a label"),
        ("Leith: The ferry will not sail.", [], "a place is no speaker"),
        ("The reason: The ferry will not sail.", [], "nor is a thing"),
        ("At one point, she asked for help.", [], "an adverb is no statement"),
        (
            "The board issued a note saying the pier was closed.",
            ["board | clause | saying | the pier was closed"],
            "who issues a note says it",
        ),
        (
            "Dunlop, who said the pier was safe, left early.",
            ["Dunlop | clause | said | the pier was safe"],
            "a relative clause",
        ),
        (
            "Dunlop said it was late and called on the board to act.",
            ["Dunlop | clause | said | it was late", "Dunlop | infinitive | called | the board to act"],
            "two cues of one speaker",
        ),
        (
            "The report says fares rose; the pier was closed.",
            ["report | clause | says | fares rose"],
            "a semicolon ends the words",
        ),
        ("The ferry is late, as Ann Castro warned the board.", [], "as somebody warned somebody is an event"),
        (
            "Per Hansen said that the ferry was late.",
            ["Hansen | clause | said | that the ferry was late"],
            "Per Hansen is no source",
        ),
        (
            "The ferry was late, per the report",
            ["report | according | per | The ferry was late"],
            "per, without a full stop",
        ),
        (
            "The board rejected Dunlop’s claim about a ferry that was safe.",
            ["board | object | rejected | Dunlop ’s claim about a ferry that was safe"],
            "a relative clause is not what was claimed",
        ),
        ("They found 46 per cent of fares were paid.", [], "they without “that”"),
        ("Fares rose, they found.", ["they | parenthesis | found | Fares rose"], "they, behind the words"),
    ],
)
def test_reads_reported_speech(text: str, clauses: list[str], why: str) -> None:
    doc = doc_of(text)
    found = reported_speech.read(doc, frozenset())
    assert [describe(doc, clause) for clause in found] == clauses, why
    assert all(clause.impersonal is (clause.speaker is None) for clause in found), why


@pytest.mark.parametrize(
    ("text", "clauses", "why"),
    [
        ("Ann Castro thinks the ferry is late.", ["Castro | clause | thinks | the ferry is late"], "a thought"),
        (
            "Ann Castro fears that the pier will close.",
            ["Castro | clause | fears | that the pier will close"],
            "a fear",
        ),
        ("Ann Castro wants to sell the ferry.", ["Castro | infinitive | wants | to sell the ferry"], "a wish"),
        (
            "Ann Castro is worried that the pier will close.",
            ["Castro | clause | is worried | that the pier will close"],
            "an adjective",
        ),
        (
            "Ann Castro remains confident the pier will open.",
            ["Castro | clause | remains confident | the pier will open"],
            "with another verb",
        ),
        (
            "The ferry is late, Ann Castro thinks.",
            ["Castro | parenthesis | thinks | The ferry is late"],
            "behind the words",
        ),
        ("Ann Castro is happy that the pier is open.", [], "an adjective that says nothing of it"),
        ("Everybody thinks the ferry is late.", [], "nobody in particular"),
        ("I think the ferry is late.", [], "the writer"),
        ("I am worried that the pier will close.", [], "the writer with an adjective"),
        ("The leak fears that it rains.", [], "a thing"),
        ("Ann Castro does not think the ferry is late.", [], "what somebody does not think"),
        ("Ann Castro is not worried that the pier will close.", [], "nor with an adjective"),
        ("It is feared that the pier will close.", [], "a fear of nobody"),
        ("Ann Castro said the ferry was late.", [], "speech is no attitude"),
    ],
)
def test_reads_attitudes(text: str, clauses: list[str], why: str) -> None:
    doc = doc_of(text)
    assert [describe(doc, clause) for clause in reported_speech.attitudes(doc, frozenset())] == clauses, why


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (reported_speech.read, "Dunlop said that the ferry was late."),
        (reported_speech.attitudes, "Ann Castro thinks the ferry is late."),
    ],
)
def test_a_cue_inside_quotation_marks_reports_nothing(read, text: str) -> None:
    doc = doc_of(text)
    (clause,) = read(doc, frozenset())
    assert read(doc, frozenset({clause.cue[0]})) == []


def describe(doc, clause: Clause) -> str:
    """Write a clause as “speaker | form | cue | words | listener”."""
    first, last = clause.cue
    words = " ".join(doc[i].text for i in sorted(clause.content))
    speaker = clause.speaker.text if clause.speaker is not None else "-"
    listener = [clause.addressee.text] if clause.addressee is not None else []
    return " | ".join([speaker, clause.form, doc[first : last + 1].text, words, *listener])


def test_whole_articles_keep_their_reported_speech() -> None:
    assert golden.changed("quote") == ()


def test_what_is_found_is_a_value_that_nobody_changes() -> None:
    assert is_value(reported_speech.Clause)
