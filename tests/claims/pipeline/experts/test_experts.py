"""Who said it: one expert for all the ways an article names somebody, with the role as printed."""

from claims.pipeline.experts import experts
from tests.claims.pipeline.article import is_value, read
from tests.corpus import golden


def test_an_attitude_says_so_in_its_reason() -> None:
    result = read("Ann Vik said the pier was old. She fears that it will close.\n")
    assert [(q.act, a.reason) for q, a in zip(result.quotes, result.attributions, strict=True)] == [
        ("speech", "stated"),
        ("attitude", "an attitude, not speech; inferred from the person named last before the pronoun"),
    ]
    assert [e.name for e in result.experts] == ["Ann Vik"]


def test_a_surname_that_two_people_bear_is_marked_as_a_guess() -> None:
    text = "Ann Reid met Ian Reid on the pier.\nReid said the ferry was late.\n"
    result = read(text)
    assert result.attributions[0].reason == "two people share this name; the one named most often before it"
    assert result.attributions[0].resolved == "inferred"
    assert result.attributions[0].confidence < 0.6


def test_it_alone_is_nobody() -> None:
    result = read("It said the pier was safe and would stay open.\n")
    assert result.experts == ()
    assert [a.expert for a in result.attributions] == [None]


def test_every_mention_reslices() -> None:
    text = "🙂 “The tide is early,” said Mara Dunlop, a pilot. Dunlop said it was late last year."
    for expert in read(text).experts:
        for span in expert.mentions:
            assert text[span.start : span.end] == span.exact


def test_an_expert_has_every_mention_with_a_quotation_once_and_in_order() -> None:
    text = "Mara Dunlop said it was late. Dunlop said it was old. “The tide is early,” said Mara Dunlop.\n"
    (expert,) = read(text).experts
    assert [(span.start, span.exact) for span in expert.mentions] == [
        (0, "Mara Dunlop"),
        (30, "Dunlop"),
        (text.rindex("Mara"), "Mara Dunlop"),
    ]


def test_whole_articles_keep_their_attributions() -> None:
    assert golden.changed("quote") == ()


def test_what_is_found_is_a_value_that_nobody_changes() -> None:
    assert is_value(experts.ExpertFound)
    assert is_value(experts.Attribution)
    assert is_value(experts.Attributed)


def test_who_is_not_named_has_the_quotes_own_reason_and_no_expert() -> None:
    (attribution,) = read("“Old and grey it is, and so am I.”\nThe end.\n").attributions
    assert (attribution.expert, attribution.kind, attribution.resolved) == (None, None, None)
    assert (attribution.reason, attribution.confidence) == ("nobody is named", 0.5)


def test_confidence_has_two_decimals() -> None:
    text = "Star Danny Marsh has left the pier.\n“The roof is gone and the pier is old,” the singer laughed.\n"
    result = read(text)
    assert [quote.confidence for quote in result.quotes] == [0.85]
    assert [attribution.confidence for attribution in result.attributions] == [0.59]


def test_both_reasons_are_given_when_quote_and_speaker_are_inferred() -> None:
    text = "Ann Castro left.\n“The ferry leaks,” she said.\n“It is old and grey.”\n"
    assert [attribution.reason for attribution in read(text).attributions] == [
        "inferred from the person named last before the pronoun",
        "inferred from the quotation before; inferred from the person named last before the pronoun",
    ]
