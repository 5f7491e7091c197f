"""The reviewer's page of an article, as a browser without script gets it."""

from dataclasses import asdict
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.article import article_context, unchecked
from claims.desk.base.claim_list import article_url
from claims.desk.claim_panel import claim_context
from claims.models import Claim, Event, Outcome
from claims.pipeline.times import when
from sources.models import Passage
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = "paid for each of them"


def add(client: Client, version: int, **given: object):
    fields = {"exact": WORDS, "wording": "", "type": "event", **given}
    return client.post(reverse("desk:add_claim", args=[version]), fields)


def test_shows_the_text_and_its_claims(reviewer: Client) -> None:
    claim = factories.claim()
    answer = reviewer.get(article_url(claim.appearances.get().version.article_id))
    assert answer.status_code == 200
    for words in ("The ferry to Brackholm 🚢 was ", claim.wording, "Proposed by Claimdesk", "What we did not check"):
        assert words in answer.content.decode()


def test_a_claim_that_nobody_said_and_one_that_somebody_said_have_both_cards(reviewer: Client) -> None:
    claim = factories.claim()
    shown = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert "Did they say it?" in shown
    assert "Is it true?" in shown
    assert "doesn&#x27;t make it true" not in shown
    quoted = factories.claim(of=claim.appearances.get().version, words="The town paid", quote=factories.quote(claim))
    shown = reviewer.get(reverse("desk:claim", args=[quoted.pk]), follow=True).content.decode()
    assert "That somebody said it doesn&#x27;t make it true." in shown
    assert "(stated)" in shown
    assert shown.count("#said-") == 1, "the list of who said what is there as well"


def test_the_claims_panel_hides_nothing_of_the_articles_page(reviewer: Client) -> None:
    claim = factories.claim()
    version = claim.appearances.get().version
    now = factories.AT
    about = article_context.gather(version.article, version, claim, may_change=True, now=now)
    assert not about.keys() & claim_context.gather(claim, about["lines"], {}, by=reviewer.user, at=now).keys()


def test_says_what_was_not_checked_and_why(reviewer: Client) -> None:
    claim = factories.claim()
    version = claim.appearances.get().version
    first, second = version.sentences.all()
    for sentence, outcome, rule in ((first, "claim", "claim.statement"), (second, "opinion", "opinion.own-words")):
        Outcome.objects.create(
            extraction=claim.extraction,
            sentence=sentence,
            start=sentence.start,
            end=sentence.end,
            mode="asserted",
            outcome=outcome,
            rule=rule,
        )
    type(claim.extraction).objects.filter(pk=claim.extraction_id).update(finished_at=factories.AT)
    found = reviewer.get(article_url(version.article_id)).context
    assert [(str(g.label), [s.words for s in g.sentences], g.sentences[0].why) for g in found["groups"]] == [
        ("Opinion", ["The town paid for each of them."], "own words")
    ]


def test_a_long_list_of_what_was_not_checked_comes_when_it_is_asked_for(
    reviewer: Client, onlooker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = factories.version()
    factories.finish(factories.claim(of=version).extraction, "opinion", "opinion.duty")
    whole = article_url(version.article_id)
    assert 'href="?version=1&amp;start=' in reviewer.get(whole).content.decode()
    monkeypatch.setattr(unchecked, "LONG", 1)
    found = reviewer.get(whole)
    assert 'href="?version=1&amp;start=' not in found.content.decode()
    [group] = found.context["groups"]
    address = reverse("desk:unchecked", args=[version.pk, group.key])
    assert f'data-load="{address}"' in found.content.decode()
    alone = reviewer.get(address).content.decode()
    assert "says what ought to be" in alone
    assert f'href="{whole}#s0"' in alone
    assert f'href="{whole}?version=1&amp;start=0&amp;end=' in alone
    assert reviewer.get(reverse("desk:unchecked", args=[version.pk, 99])).status_code == 404
    assert onlooker.get(address).status_code == 403


@pytest.mark.parametrize(
    ("given", "said"),
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
    reviewer: Client, given: dict[str, object], said: str
) -> None:
    answer = add(reviewer, factories.version().pk, wording="What I typed", **given)
    assert answer.status_code == 400
    assert said in answer.content.decode()
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


def test_a_sentence_that_was_not_checked_fills_the_form(reviewer: Client) -> None:
    version = factories.version()
    sentence = version.sentences.last()
    answer = reviewer.get(article_url(version.article_id, start=sentence.start, end=sentence.end))
    assert answer.context["missed"].initial["exact"] == "The town paid for each of them."
    assert answer.context["missed_open"]


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
    shown = reviewer.get(article_url(version.article_id))
    assert "declares itself AI-generated" in shown.content.decode()
    assert shown.context["ai"] == version.text.strip()


def test_the_number_of_queries_does_not_grow_with_the_claims(
    reviewer: Client, django_assert_max_num_queries: object
) -> None:
    version = factories.version("\n".join(f"Line {n} has {n} words." for n in range(100, 140)))
    claims = [factories.claim(of=version, words=f"Line {n}") for n in range(100, 140)]
    with django_assert_max_num_queries(50):
        assert reviewer.get(article_url(version.article_id, claims[0].pk)).status_code == 200


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


def test_an_editor_sets_author_and_date_by_hand(editor: Client, reviewer: Client) -> None:
    article = factories.version().article
    fields = {"author": "Rune Aske", "published_on": "2026-02-04"}
    address = reverse("desk:about", args=[article.pk])
    assert reviewer.post(address, fields).status_code == 403
    assert "Set author and date" not in reviewer.get(article_url(article.pk)).content.decode()
    assert editor.post(address, {**fields, "published_on": "4 Feb"}).status_code == 400
    assert editor.post(address, fields).status_code == 302
    article.refresh_from_db()
    assert (article.author, article.author_origin, str(article.published_on)) == ("Rune Aske", "person", "2026-02-04")
    shown = editor.get(article_url(article.pk)).content.decode()
    assert "set by a person" in shown
    assert 'value="2026-02-04"' in shown


def test_ambiguous_words_become_the_claim_that_a_person_says_they_mean(reviewer: Client) -> None:
    part = factories.ambiguous()
    factories.finish(part.extraction, outcome="opinion")
    article = part.extraction.version.article_id
    shown = reviewer.get(reverse("desk:article", args=[article])).content.decode()
    assert "[The town] stopped" in shown
    answer = reviewer.post(reverse("desk:take", args=[article]), {"interpretation": f"{part.pk}:1"})
    claim = Claim.objects.get()
    assert (answer.status_code, claim.wording) == (302, "[The town] stopped")
    for nonsense in ("", "x:1", f"{part.pk}:9999999999999999999", "999999:0"):
        assert reviewer.post(reverse("desk:take", args=[article]), {"interpretation": nonsense}).status_code == 404


def test_a_claim_shows_when_and_how_much(reviewer: Client) -> None:
    version = factories.version()
    time = asdict(when.find(factories.TEXT, 0, factories.TEXT.index(".") + 1, past=True)[0])
    much = {"exact": "forty times", "scopes": [], "compared": {"exact": "2022"}}
    claim = factories.claim(of=version, times=[time], amounts=[much])
    address = reverse("desk:article", args=[version.article_id]) + f"?claim={claim.pk}"
    page = reviewer.get(address).content.decode()
    assert "last winter" in page
    assert "once the article has a date" in page
    assert "forty times" in page
    version.article.published_on, version.article.published_on_origin = date(2026, 5, 4), "person"
    version.article.save()
    page = reviewer.get(address).content.decode()
    assert "Dec. 1, 2025 – Feb. 28, 2026" in page
    assert "inferred from the article" in page
