"""What was not checked, and why."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.article import unchecked
from claims.desk.base.claim_list import article_url
from claims.models import Outcome
from tests import factories

pytestmark = pytest.mark.django_db


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


def test_a_sentence_that_was_not_checked_fills_the_form(reviewer: Client) -> None:
    version = factories.version()
    sentence = version.sentences.last()
    answer = reviewer.get(article_url(version.article_id, start=sentence.start, end=sentence.end))
    assert answer.context["missed"].initial["exact"] == "The town paid for each of them."
    assert answer.context["missed_open"]
