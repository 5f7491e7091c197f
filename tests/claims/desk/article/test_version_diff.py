"""The page of a changed article: both texts, where each claim is, and who decides."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Anchor, Appearance
from claims.workflow.evidence import reanchor as anchors
from sources.models import ArticleVersion, Watch
from tests import factories

pytestmark = pytest.mark.django_db
OLD = "The crane 🏗 was sold in May.\nIt weighs 40 tonnes.\nNobody <b>was</b> hurt.\n"


def changed(new: str, words: str = "weighs 40 tonnes") -> Anchor:
    old = factories.version(OLD)
    factories.decided(factories.claim(of=old, words=words))
    newer = factories.version(new, article=old.article)
    factories.finish(factories.claim(of=newer, words=newer.text.split()[0]).extraction)
    anchors.sweep(at=factories.AT)
    return Anchor.objects.get()


def page(client: Client, article: int, **query: object) -> str:
    return client.get(reverse("desk:changes", args=[article]), query).content.decode()


def post(client: Client, name: str, key: int, **fields: object):
    return client.post(reverse(f"desk:{name}", args=[key]), fields)


@pytest.mark.parametrize(
    ("new", "text"),
    [
        (OLD + "More.\n", "Unchanged, in the same place"),
        ("New: 🎉\n" + OLD, "Unchanged, in another place"),
        (OLD.replace("40", "30"), "Sentence gone from the article"),
        ("x\n" + OLD + "It weighs 40 tonnes.\n", "The sentence stands there more than once"),
    ],
)
def test_what_became_of_each_claim_is_said_in_words(reviewer: Client, new: str, text: str) -> None:
    found = changed(new)
    html = page(reviewer, found.version.article_id)
    assert text in html
    assert ("desk:accept" in html) is False
    assert (">\n                                                    It stands in the newer text too" in html) == (
        found.start is not None
    )


def test_both_texts_stand_side_by_side_with_what_changed(reviewer: Client) -> None:
    found = changed(OLD.replace("40 tonnes", "30 tonnes"))
    html = page(reviewer, found.version.article_id)
    assert "<del>40</del>" in html
    assert "<ins>30</ins>" in html
    assert "Nobody &lt;b&gt;was&lt;/b&gt; hurt." in html
    assert '<mark data-label="1">weighs ' in html


def test_the_article_says_that_something_is_to_be_decided(reviewer: Client) -> None:
    found = changed("New.\n" + OLD)
    address = reverse("desk:article", args=[found.version.article_id])
    assert "say where 1 claim stands now" in reviewer.get(address).content.decode()
    assert post(reviewer, "accept_anchor", found.pk).status_code == 302
    html = reviewer.get(address).content.decode()
    assert "stands now" not in html
    assert "The claim stands in the newer text too." in html
    place = Appearance.objects.get(version=found.version, claim=found.appearance.claim)
    assert place.exact == "weighs 40 tonnes"


def test_a_person_shows_the_words_of_a_claim_that_was_rewritten(reviewer: Client) -> None:
    found = changed(OLD.replace("It weighs 40 tonnes.", "Forty tonnes 🏗 is its weight. So it is."))
    for fields, message in (
        ({}, "Select the words in the newer text"),
        ({"exact": "Fifty"}, "These words are not in the text."),
        ({"exact": "Forty", "start": 3, "end": 8}, "These are not the words at that place."),
        ({"exact": "it"}, "These words stand there more than once."),
    ):
        answer = post(reviewer, "accept_anchor", found.pk, **fields)
        assert (answer.status_code, message in answer.content.decode()) == (400, True), message
    assert post(reviewer, "accept_anchor", found.pk, exact="Forty tonnes 🏗").status_code == 302
    assert "It stands in the newer text too:" in page(reviewer, found.version.article_id, older=1, newer=2)


def test_who_comes_second_sees_what_was_decided(reviewer: Client, onlooker: Client) -> None:
    found = changed("New.\n" + OLD)
    assert post(onlooker, "dismiss_anchor", found.pk).status_code == 403
    assert onlooker.get(reverse("desk:changes", args=[found.version.article_id])).status_code == 403
    assert post(reviewer, "dismiss_anchor", found.pk).status_code == 302
    for name in ("accept_anchor", "dismiss_anchor"):
        answer = post(reviewer, name, found.pk)
        assert answer.status_code == 409
        assert "Somebody has decided this already: it was left out." in answer.content.decode()
    assert Appearance.objects.filter(claim=found.appearance.claim).count() == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 200),
        ({"older": 1, "newer": 2}, 200),
        ({"older": 2, "newer": 1}, 404),
        ({"older": 9}, 404),
        ({"newer": "x"}, 404),
        ({"older": "²"}, 404),
    ],
)
def test_only_texts_that_are_there_are_compared(reviewer: Client, query: dict[str, object], status: int) -> None:
    found = changed("New.\n" + OLD)
    assert reviewer.get(reverse("desk:changes", args=[found.version.article_id]), query).status_code == status


def test_an_article_with_one_text_can_be_watched(editor: Client, reviewer: Client) -> None:
    version: ArticleVersion = factories.version(OLD, url="https://yard.example/crane")
    article = version.article_id
    assert "This article has one text so far." in page(reviewer, article)
    assert "An editor can." in page(reviewer, article)
    until = (timezone.now() + timedelta(days=3)).date().isoformat()
    assert post(reviewer, "watch", article, every=6, until=until).status_code == 403
    assert post(editor, "watch", article, every=0, until=until).status_code == 400
    refused = post(editor, "watch", article, every=6, until="2001-01-01")
    assert "Choose a time from now on, within a year." in refused.content.decode()
    assert post(editor, "watch", article, every=6, until=until).status_code == 302
    assert Watch.objects.get().every == 6
    assert "It is looked at every 6 hours" in page(editor, article)
    assert post(editor, "watch", article, stop="yes").status_code == 302
    assert post(editor, "watch", article, stop="yes").status_code == 409


def test_a_text_without_an_address_says_that_it_cannot_be_watched(editor: Client) -> None:
    until = (timezone.now() + timedelta(days=3)).date().isoformat()
    answer = post(editor, "watch", factories.version(OLD).article_id, every=6, until=until)
    assert answer.status_code == 400
    assert "This article has no address to look at." in answer.content.decode()
