"""The reviewer's page of an article, as a browser without script gets it."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.base.claim_list import article_url
from claims.models import Claim, Event
from sources.models import Passage
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = "paid for each of them"


def add(client: Client, version: int, **data: object):
    fields = {"exact": WORDS, "wording": "", "type": "event", **data}
    return client.post(reverse("desk:add_claim", args=[version]), fields)


def test_shows_the_text_and_its_claims(reviewer: Client) -> None:
    claim = factories.claim()
    answer = reviewer.get(article_url(claim.appearances.get().version.article_id))
    assert answer.status_code == 200
    for words in ("The ferry to Brackholm 🚢 was ", claim.wording, "Suggested by Claimdesk", "What we did not check"):
        assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"exact": "paid for none of them"}, "are not in the text"),
        ({"exact": "t"}, "more than once"),
        ({"exact": " \r\n "}, "not only white space"),
        ({"start": 0, "end": len(WORDS)}, "not the words at that place"),
        ({"start": 9999, "end": 10020}, "not the words at that place"),
        ({"type": "tall story"}, "not one of the available choices"),
    ],
)
def test_a_missed_claim_that_cannot_be_placed_is_refused_and_keeps_what_was_typed(
    reviewer: Client, data: dict[str, object], message: str
) -> None:
    answer = add(reviewer, factories.version().pk, wording="What I typed", **data)
    assert answer.status_code == 400
    assert message in answer.content.decode()
    assert "What I typed" in answer.content.decode()
    assert not Claim.objects.exists()


def test_a_missed_claim_is_found_by_its_words_alone(reviewer: Client) -> None:
    version = factories.version()
    answer = add(reviewer, version.pk)
    place = Claim.objects.get().appearances.get()
    assert (place.start, place.exact) == (version.text.index(WORDS), WORDS)
    assert answer.url.startswith(article_url(version.article_id, place.claim_id))


def test_words_over_two_lines_are_found_although_a_form_sends_other_line_ends(reviewer: Client) -> None:
    version = factories.version()
    start, end = version.text.index("winter"), version.text.index(" paid")
    add(reviewer, version.pk, start=start, end=end, exact=version.text[start:end].replace("\n", "\r\n"))
    assert Claim.objects.get().appearances.get().exact == "winter.\nThe town"


def test_a_passage_is_set_aside_and_taken_back(reviewer: Client) -> None:
    passage = factories.version().passages.get()
    for kind in ("furniture", "body"):
        answer = reviewer.post(reverse("desk:passage"), {"passage": f"{passage.pk}:{kind}"})
        assert answer.status_code == 302
        assert (Passage.objects.get().kind, Passage.objects.get().rule) == (kind, "person")
    assert Event.objects.filter(verb="passage.changed").count() == 2


@pytest.mark.parametrize("value", ["", "x", "0:body", "99999999:body"])
def test_a_passage_that_is_not_there_is_not_found(reviewer: Client, value: str) -> None:
    assert reviewer.post(reverse("desk:passage"), {"passage": value}).status_code == 404


def test_an_article_that_declares_itself_ai_generated_says_so_in_its_own_words(reviewer: Client) -> None:
    version = factories.version(declares="trainedAlgorithmicMedia")
    html = reviewer.get(article_url(version.article_id))
    assert "declares itself AI-generated" in html.content.decode()
    assert html.context["ai"] == version.text.strip()


@pytest.mark.parametrize("query", ["claim=x", "claim=-1", "version=1.5", "claim=" + "9" * 30, "claim=٣"])
def test_an_address_that_means_nothing_is_not_found(reviewer: Client, query: str) -> None:
    assert reviewer.get(article_url(factories.version().article_id) + "?" + query).status_code == 404


def test_who_has_no_role_sees_and_adds_nothing(onlooker: Client) -> None:
    version = factories.version()
    assert onlooker.get(article_url(version.article_id)).status_code == 403
    assert add(onlooker, version.pk).status_code == 403
    passage = version.passages.get()
    assert onlooker.post(reverse("desk:passage"), {"passage": f"{passage.pk}:furniture"}).status_code == 403
    assert Client().get(article_url(version.article_id)).url.startswith("/admin/login/")


def test_a_reviewer_sets_the_article_details_by_hand(reviewer: Client, onlooker: Client) -> None:
    article = factories.version().article
    fields = {"author": "Rune Aske", "published_on": "2026-02-04", "publisher": "Courier", "citation": "The page"}
    address = reverse("desk:about", args=[article.pk])
    assert onlooker.post(address, fields).status_code == 403
    for wrong in ({"published_on": "4 Feb"}, {"citation": ""}):
        assert reviewer.post(address, {**fields, **wrong}).status_code == 400
    assert reviewer.post(address, fields).status_code == 302
    article.refresh_from_db()
    assert (article.author, article.author_origin, str(article.published_on)) == ("Rune Aske", "person", "2026-02-04")
    assert (article.publisher.name, article.publisher_citation) == ("Courier", "The page")
    html = reviewer.get(article_url(article.pk)).content.decode()
    assert "set by a person" in html
    assert 'value="2026-02-04"' in html


def test_ambiguous_words_become_the_claim_that_a_person_says_they_mean(reviewer: Client) -> None:
    part = factories.ambiguous()
    factories.finish(part.extraction, outcome="opinion")
    article = part.extraction.version.article_id
    html = reviewer.get(reverse("desk:article", args=[article])).content.decode()
    assert "[The town] stopped" in html
    answer = reviewer.post(reverse("desk:take", args=[article]), {"interpretation": f"{part.pk}:1"})
    claim = Claim.objects.get()
    assert (answer.status_code, claim.wording) == (302, "[The town] stopped")
    for nonsense in ("", "x:1", f"{part.pk}:9999999999999999999", "999999:0"):
        assert reviewer.post(reverse("desk:take", args=[article]), {"interpretation": nonsense}).status_code == 404
