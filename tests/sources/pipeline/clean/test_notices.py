import pytest

from sources.pipeline.clean import notices


@pytest.mark.parametrize(
    "text",
    [
        "AI Disclaimer: a program wrote what you read here.",  # labelled
        "AI disclosure — Parts of our coverage are drafted by software.",
        "[AI-generated content notice: check before you rely on it.]",
        "This article was written by an artificial intelligence and checked by nobody.",  # says so of itself
        "This summary was generated automatically with the help of ChatGPT.",
        "The content of this page has been produced entirely by a large language model.",
        "An advanced AI system generated this page.",
        "Our AI has written this article from agency reports.",
        "Note: This story was translated with AI.",
        "This is an AI-generated article.",
        "Artificial intelligence was used to write this article.",
        "Transparency note: parts of this story were written with generative AI.",
        "Written by AI.",  # the whole line
        "Dieser Artikel wurde mit Hilfe von KI erstellt.",
        "Este artículo fue generado por inteligencia artificial.",
        "Cet article a été généré par une intelligence artificielle.",
        "Disclaimer: Our AI tools helped with this story.",
    ],
)
def test_a_page_that_declares_itself_made_by_a_machine_is_believed(text):
    assert notices.rule(text) == notices.AI


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that AI generated half of the ministry's letters last year.",  # about other things
        "“This article was written by an AI,” reads the first line of the hoax.",  # somebody else's words
        "The magazine admitted that this article was written by AI.",
        "An AI system generated the images, the police said.",
        "Artificial intelligence will change how this city writes its news.",
        "This report was drafted by a language model, the lawyers admitted.",  # some other report
        "Written by AI, the poem won a prize.",
        "Este hombre fue generado por inteligencia artificial, dice el periódico.",
        "AI was used to write the letter, not this reply, the bank said.",
        "AI: the year ahead",  # a headline
        "The AI disclaimer law takes effect in May.",
        "Readers of this page were told by the editor that robots are coming.",
    ],
)
def test_an_article_about_machines_is_not_a_declaration(text):
    assert notices.rule(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Editor's note: The mayor's office replied after publication.", "notice.editors-note"),
        ("(Editor’s Note — this piece contains strong language.)", "notice.editors-note"),
        ("Correction: The bridge is 90 metres long, not 900.", "notice.correction"),
        ("Clarification, May 3: ".replace(", May 3", "") + "The fee is monthly.", "notice.correction"),
        ("This story has been updated with the court's ruling.", "notice.correction"),
        ("Correction, 7 May: The bridge is 90 metres long.", "notice.correction"),  # with its day
        ("Clarification (May 7, 2024): The fee is monthly.", "notice.correction"),
        ("The views expressed here are the author's own.", "notice.disclaimer"),
        ("Opinions expressed in this column do not necessarily reflect those of the paper.", "notice.disclaimer"),
        ("This is a rush transcript. It may be updated.", "notice.disclaimer"),
        ("An earlier version of this article misnamed the river.", "notice.correction"),
        ("Anmerkung der Redaktion: Der Name wurde geändert.", "notice.editors-note"),
        ("Disclaimer: The writer owns shares of the port.", "notice.disclaimer"),
        ("Corrections officers went on strike on Monday.", None),  # prison staff
        ("The correction was welcomed by the family.", None),
        ("Corrections", None),  # a link in a page's foot
        ("Disclaimer", None),
        ("Updated figures show a rise.", None),
    ],
)
def test_notices_are_told_by_their_label(text, rule):
    assert notices.rule(text) == rule


def test_a_label_glued_to_a_sentence_is_found():
    text = "The ferry sails again on Friday.AI Disclaimer: This page was made by software."
    assert text[notices.glued(text) :].startswith("AI Disclaimer:")
    assert notices.glued("He read the AI disclaimer: it was long.") is None


@pytest.mark.parametrize(
    ("text", "owes"),
    [
        ("AI Disclaimer", True),
        ("Correction:", True),
        ("Editor's note: He agreed.", False),
        ("What follows:", False),
        ("Corrections", False),
    ],
)
def test_a_label_alone_owes_its_words(text, owes):
    assert notices.label_only(text) is owes
