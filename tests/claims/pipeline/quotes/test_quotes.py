"""Quotes: their words over sentences and paragraphs, and a speaker that the sentence does not name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pipeline.quotes import quotes
from tests.claims.pipeline.article import is_value, read
from tests.corpus import golden


def test_a_passive_without_a_speaker_takes_the_one_of_the_sentence_before() -> None:
    text = (
        "An editorial in the Leith Courier made clear that “the ferry needs a captain before spring.” "
        "It was claimed that “the old pilots and their union are to blame for it.”"
    )
    result = read(text)
    first, second = result.quotes
    assert second.speaker == first.speaker
    assert second.reason == "inferred from the sentence before"
    assert result.attributions[1].resolved == "inferred"


def test_a_passive_without_anybody_before_it_stays_open() -> None:
    (quote,) = read("It was claimed that the old pilots and their union are to blame for the ferry.").quotes
    assert quote.speaker is None


def test_a_quotation_of_its_own_goes_to_the_speaker_right_before_it() -> None:
    text = (
        "The ferry is older than the pier, according to Mara Dunlop. “Moreover, it leaks when the tide is high.”\n"
        "The pier was repaired twice.\n"
        "“Nobody asked the people who live here about it.”\n"
    )
    result = read(text)
    _, second, third = result.quotes
    assert second.speaker is not None
    assert second.speaker.name == "Mara Dunlop"
    assert result.attributions[1].resolved == "inferred"
    assert third.speaker is None


def test_a_quotation_of_its_own_is_not_given_to_a_body_reported_before_it() -> None:
    text = (
        "The pier is the oldest in the country, according to the Harbour Agency.\n“Nobody asked us about it at all.”\n"
    )
    _, free = read(text).quotes
    assert free.speaker is None


def test_a_word_or_two_go_on_a_speech_but_make_none() -> None:
    text = "“The ferry leaks,” said one pilot. “They knew.”\n"
    (quote,) = read(text).quotes
    assert [text[a:b] for a, b in quote.spans] == ["The ferry leaks,", "They knew."]
    assert read("“Good news”\nThe ferry sails again, and the pier is open.\n").quotes == ()


def test_whoever_is_asked_did_not_ask() -> None:
    text = "Asked whether the city had other offers, Ian Reid replied: “No comment.”"
    assert [(q.cue.exact, text[q.start : q.end]) for q in read(text).quotes if q.cue] == [("replied", "No comment.")]


def test_speech_over_paragraphs_is_one_quote() -> None:
    text = "“The ferry leaks,” said Mara Dunlop. “The board knows it.\n“Nobody does anything about it.”\n"
    (quote,) = read(text).quotes
    assert [text[a:b] for a, b in quote.spans] == [
        "The ferry leaks,",
        "The board knows it.",
        "Nobody does anything about it.",
    ]


def test_a_medium_is_via_and_the_unnamed_speaker_stays_unnamed() -> None:
    for text in (
        "As one expert told the Leith Courier, “The ferry could sink in the first storm of the winter.”",
        "As one expert said in the Leith Courier, “The ferry could sink in the first storm of the winter.”",
    ):
        result = read(text)
        (quote,) = result.quotes
        assert quote.via is not None
        assert quote.via.name == "Leith Courier"
        (expert,) = result.experts
        assert (expert.name, expert.kind) == ("one expert", "unnamed")


def test_who_was_told_is_kept() -> None:
    (quote,) = read("“The ferry will sail again,” Dunlop told reporters on the pier.").quotes
    assert quote.addressee is not None
    assert quote.addressee.exact == "reporters"


def test_the_same_person_twice_in_a_sentence_is_quoted_once() -> None:
    text = (
        "The harbour is busy, said Mara Dunlop, a pilot. Dunlop also mentions a growing “grey market” of boats that "
        "work “without any licence at all,” according to Leith’s Dunlop."
    )
    result = read(text)
    assert len(result.quotes) == 2
    assert [e.name for e in result.experts] == ["Mara Dunlop"]


@settings(max_examples=80)
@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "‘", "’", " he said ", "Ann Lee", ", ", ". ", "\n", "🙂", "fares rose", "said"])
    )
)
def test_every_span_lies_in_the_text_in_order(parts: list[str]) -> None:
    text = "The mayor said that the fares rose again in the spring. " + "".join(parts)
    result = read(text)
    for quote in result.quotes:
        assert quote.start == quote.spans[0][0]
        assert quote.end == quote.spans[-1][1]
        assert all(0 <= a < b <= len(text) for a, b in quote.spans)
        assert list(quote.spans) == sorted(quote.spans)
        assert quote.cue is None or text[quote.cue.start : quote.cue.end] == quote.cue.exact
        assert 0 <= quote.confidence <= 1
    assert len(result.quotes) == len(result.attributions)


@pytest.mark.parametrize(
    ("text", "confidence", "why"),
    [
        ("Ann Castro said that it was late.", 0.9, "a clause"),
        ("The pier is old, Ann Castro said.", 0.9, "a parenthesis"),
        ("According to Ann Castro, it was late.", 0.9, "according to"),
        ("“The ferry sails again,” Ann Castro said.", 0.85, "a cue beside marks"),
        ("Dunlop promised to repair the pier.", 0.7, "an infinitive"),
        ("The board rejected Dunlop’s claim that the ferry was safe.", 0.7, "a noun"),
        ("Ann Castro called it “a ghost”.", 0.6, "a name for something"),
        ("Ann Castro described it as “a ghost”.", 0.6, "a noun phrase"),
        ("Mara Dunlop called for a vote of all residents on the pier.", 0.6, "a call"),
        ("Ann Castro: The ferry will not sail.", 0.6, "a label"),
        ("It was alleged that the pier was sold.", 0.6, "a clause of nobody"),
        ("“Old and grey it is, and so am I.”\nThe end.\n", 0.5, "a quotation alone"),
        ("Ann Castro said: “The ferry leaks.”\n“It is old and grey.”\n", 0.6, "a quotation after another one"),
        ("MIRA LOOM: Good morning.\nIAN REID: It was late.\nLOOM: Thank you.\n", 0.8, "a turn of a transcript"),
    ],
)
def test_each_form_has_its_confidence(text: str, confidence: float, why: str) -> None:
    assert read(text).quotes[-1].confidence == confidence, why


@pytest.mark.parametrize(
    ("words", "kind", "why"),
    [
        ("was old and grey and cold and wet", "mixed", "eight of nine words in marks"),
        ("was so old and grey and cold and wet", "direct", "nine of ten"),
    ],
)
def test_a_quote_is_direct_when_nine_words_in_ten_are_in_marks(words: str, kind: str, why: str) -> None:
    (quote,) = read(f"Ann Castro said it “{words}”.").quotes
    assert quote.type == kind, why


@pytest.mark.parametrize(
    ("text", "quotes", "why"),
    [
        (
            "“The ferry leaks,” Ann Castro said, “and the pier is old.”",
            ["Ann Castro | direct | stated | The ferry leaks, | and the pier is old."],
            "a cue between two parts",
        ),
        (
            "“The ferry leaks and creaks,” Ann Castro said, and the crew left the pier.",
            ["Ann Castro | direct | stated | The ferry leaks and creaks,"],
            "what follows is the article's",
        ),
        (
            "“Oh no.” “It leaks.” said Ann Castro.",
            ["Ann Castro | direct | stated | “Oh no.” “It leaks.”"],
            "two quotations side by side are one",
        ),
        (
            "Ann Castro said: “The ferry leaks.\n“It is old and grey.”\n",
            ["Ann Castro | direct | stated | The ferry leaks. | It is old and grey."],
            "a mark that stays open goes on in the next paragraph",
        ),
        (
            "Ann Castro said: “The ferry leaks.”\n“It is old and grey.”\n",
            [
                "Ann Castro | direct | stated | The ferry leaks.",
                "Ann Castro | direct | inferred from the quotation before | It is old and grey.",
            ],
            "one that is closed does not",
        ),
        (
            "Ann Castro said the ferry “leaks badly”. “It is old and grey.”\n",
            ["Ann Castro | mixed | stated | the ferry “leaks badly” | It is old and grey."],
            "words in marks go on in the same paragraph",
        ),
        (
            "According to Ann Castro, the ferry “leaks badly”. “It is old and grey.”\n",
            [
                "Ann Castro | mixed | stated | the ferry “leaks badly”",
                "Ann Castro | direct | inferred from the quotation before | It is old and grey.",
            ],
            "after “according to” it is inferred",
        ),
        (
            "Ann Castro said that “the old pier” is cold. “It is old and grey.”",
            [
                "Ann Castro | mixed | stated | that “the old pier” is cold.",
                "Ann Castro | direct | inferred from the quotation before | It is old and grey.",
            ],
            "after words outside of marks, too",
        ),
        (
            "Ann Castro said the ferry is “old”. It leaks. “It is old and grey.”\n",
            ["Ann Castro | mixed | stated | the ferry is “old”", "- | direct | nobody is named | It is old and grey."],
            "a sentence between leaves it open",
        ),
        (
            "Ann Castro said that it leaks.\n“It is old and grey.”\n",
            [
                "Ann Castro | indirect | stated | that it leaks.",
                "Ann Castro | direct | inferred from the quotation before | It is old and grey.",
            ],
            "reported words before another paragraph, as agencies print them",
        ),
        (
            "Ann Castro said that it leaks. “It is old and grey.”\n",
            [
                "Ann Castro | indirect | stated | that it leaks.",
                "Ann Castro | direct | inferred from the quotation before | It is old and grey.",
            ],
            "in the same paragraph they tell who speaks",
        ),
        (
            "Ann Castro said that it leaks. It was claimed that the pier is old.",
            [
                "Ann Castro | indirect | stated | that it leaks.",
                "Ann Castro | indirect | inferred from the sentence before | that the pier is old.",
            ],
            "a passive after somebody's words",
        ),
        (
            "Ann Castro said that it leaks.\nIt was claimed that the pier is old.",
            [
                "Ann Castro | indirect | stated | that it leaks.",
                "- | indirect | nobody is named: an impersonal passive | that the pier is old.",
            ],
            "not in the next paragraph",
        ),
        (
            "Ann Castro said that it leaks. The court was told that the pier is old.",
            [
                "Ann Castro | indirect | stated | that it leaks.",
                "- | indirect | nobody is named: it was said before a court or a meeting | that the pier is old.",
            ],
            "what a court was told is nobody's before it",
        ),
        (
            "Ann Castro said that it leaks. The passengers were told that the pier is old.",
            [
                "Ann Castro | indirect | stated | that it leaks.",
                "- | indirect | nobody is named | that the pier is old.",
            ],
            "nor is what somebody was told",
        ),
        (
            "“Old and grey it is, and so am I.”\nThe end.\n",
            ["- | direct | nobody is named | Old and grey it is, and so am I."],
            "a quotation of nobody",
        ),
        (
            "Ann Castro described “cheap fares” for all.",
            ["Ann Castro | mixed | stated | “cheap fares” for all."],
            "a noun phrase with marks",
        ),
        ("Ann Castro described cheap fares for all.", [], "one without"),
        ("Ann Castro announced a “flying ferry” scheme for the islands.", [], "a scheme's name in marks"),
        (
            "Ann Castro announced a “flying ferry for all the islands”.",
            ["Ann Castro | mixed | stated | a “flying ferry for all the islands”"],
            "more than three words are no name",
        ),
        (
            "“Dunlop said no to it all” was on the wall, Ann Castro said.",
            ["Ann Castro | mixed | stated | “Dunlop said no to it all” was on the wall"],
            "a cue inside a long quotation reports nothing",
        ),
        (
            "Ann Castro fears that it will close.",
            ["Ann Castro | attitude | stated | that it will close."],
            "an attitude",
        ),
        (
            "“I think that the ferry leaks,” said Ann Castro, who fears that it will sink.",
            [
                "Ann Castro | direct | stated | I think that the ferry leaks,",
                "Ann Castro | attitude | stated | that it will sink.",
            ],
            "an attitude inside speech is speech",
        ),
        (
            "LEITH – The ferry was late, Ann Castro said.",
            ["Ann Castro | indirect | stated | The ferry was late"],
            "a dateline is none of the words",
        ),
    ],
)
def test_says_whose_words_they_are_and_how_it_knows(text: str, quotes: list[str], why: str) -> None:
    found = [
        " | ".join(
            [
                quote.speaker.name if quote.speaker is not None else "-",
                quote.type if quote.act == "speech" else quote.act,
                quote.reason,
                *(text[start:end] for start, end in quote.spans),
            ]
        )
        for quote in read(text).quotes
    ]
    assert found == quotes, why


@pytest.mark.parametrize(
    ("text", "listeners", "why"),
    [
        ("Ann Castro told Ian Reid: “You sold it. You knew it.”", ["Ian Reid"], "both sentences of a quotation"),
        ("“You sold it,” Ann Castro told Ian Reid. “You knew.”", ["Ian Reid"], "on both sides of the cue"),
        (
            "“You sold it,” Ann Castro told Ian Reid.\n“You knew it was old and grey.”\n",
            ["Ian Reid", "Ian Reid"],
            "the quotation that goes on",
        ),
        (
            "“You sold it,” Ann Castro told Ian Reid. He left. “You knew it was old and grey.”\n",
            ["Ian Reid", None],
            "a sentence between leaves it open",
        ),
        ("“You sold it,” Ann Castro said. “You knew.”", [None], "nobody listens"),
        ("The court was told that the pier is old.", ["The court"], "the subject of a passive"),
        ("The court heard that the pier is old.", ["The court"], "a court that hears it"),
    ],
)
def test_names_whom_it_was_said_to(text: str, listeners: list[str | None], why: str) -> None:
    assert [quote.addressee and quote.addressee.exact for quote in read(text).quotes] == listeners, why


@pytest.mark.parametrize(
    ("text", "medium", "why"),
    [
        ("Ann Castro told the Leith Courier that it was late.", "Leith Courier", "whom it was told"),
        ("Ann Castro said in the Leith Courier that it was late.", "Leith Courier", "where it was said"),
        ("Ann Castro wrote for the Leith Courier that it was late.", None, "for whom it was written"),
        ("Ann Castro told the court that it was late.", None, "a court is no medium"),
        ("Ann Castro told Ian Reid that it was late.", None, "nor is a person"),
    ],
)
def test_names_the_medium(text: str, medium: str | None, why: str) -> None:
    (quote,) = read(text).quotes
    assert (quote.via and quote.via.name) == medium, why


@pytest.mark.parametrize(
    ("between", "speaker", "why"),
    [
        ("She was ready to try again.", "Mara Dunlop", "a sentence about whoever spoke before"),
        ("The pier was closed at night.", None, "one about something else"),
        ("She met Ian Reid at the pier.", None, "one that names somebody else"),
    ],
)
def test_a_quotation_alone_goes_on_behind_a_sentence_about_its_speaker(
    between: str, speaker: str | None, why: str
) -> None:
    text = f"“We have a card, so it is easier,” said Mara Dunlop. {between} “So I will wait here for a bit.”\n"
    last = read(text).quotes[-1]
    assert text[last.spans[-1][0] : last.end] == "So I will wait here for a bit."
    assert (last.speaker.name if last.speaker else None) == speaker, why


def test_a_quotation_alone_below_a_reported_sentence_is_its_speaker_s() -> None:
    text = "The pier will close, Mara Dunlop told reporters.\n\n“Nobody has mended it for years.”\n"
    (_, alone) = read(text).quotes
    assert alone.speaker is not None
    assert (alone.speaker.name, alone.reason) == ("Mara Dunlop", "inferred from the quotation before")


def test_a_quotation_alone_below_a_source_of_figures_is_nobody_s() -> None:
    text = "The pier will close, according to Mara Dunlop.\n\n“Nobody has mended it for years.”\n"
    assert read(text).quotes[-1].speaker is None


def test_whole_articles_keep_their_quotes() -> None:
    assert golden.changed("quote") == ()


def test_what_is_found_is_a_value_that_nobody_changes() -> None:
    assert is_value(quotes.QuoteFound)
