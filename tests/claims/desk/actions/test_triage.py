"""Picking what to check: one claim, the rest of an article, and what became of it all as a table."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.base.claim_list import article_url
from claims.models import Claim, Work
from sources.models import ArticleVersion
from tests import factories

pytestmark = pytest.mark.django_db
LINES = [f"The pier of Torvik lost {n} planks in the storm of 201{n}." for n in range(8)]


@pytest.fixture
def article() -> ArticleVersion:
    version = factories.version("\n".join(LINES) + "\n")
    for n, line in enumerate(LINES):
        factories.claim(of=version, words=line, wording=line, score=n / 10, reasons=[f"states the number {n}"])
    return version


def post(client: Client, name: str, key: int, **fields: object):
    return client.post(reverse(f"desk:{name}", args=[key]), fields)


def stages(version: ArticleVersion) -> list[str]:
    rows = Work.objects.filter(claim__appearances__version=version).order_by("claim_id")
    return list(rows.values_list("stage", flat=True))


def test_one_tap_picks_and_says_why_and_is_undone(reviewer: Client, article: ArticleVersion) -> None:
    claim = Claim.objects.get(score=0.7)
    assert post(reviewer, "pick", claim.pk, because="named party accused").status_code == 302
    page = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert "A named party is accused" in page
    assert "No verdict yet · picked" in page
    assert "1 picked" in page
    assert post(reviewer, "unpick", claim.pk).status_code == 302
    assert stages(article) == ["new"] * 8
    assert post(reviewer, "pick", claim.pk, because="x" * 201).status_code == 400


def test_the_rest_is_left_seen_and_not_picked_and_can_be_taken_back(
    reviewer: Client, editor: Client, article: ArticleVersion
) -> None:
    first = Claim.objects.get(score=0)
    post(reviewer, "pick", first.pk)
    answer = post(reviewer, "leave_rest", article.pk, claim=first.pk)
    assert answer.url == article_url(article.article_id, first.pk, "claims")
    assert stages(article) == ["picked"] + ["left"] * 7
    page = reviewer.get(article_url(article.article_id)).content.decode()
    assert "7 claims left: seen, not picked." in page
    assert "Undo: take 7 back" in page
    assert "Undo: take" not in editor.get(article_url(article.article_id)).content.decode(), "one undoes one's own acts"
    second = Claim.objects.get(score=0.1)
    post(editor, "pick", second.pk)
    assert post(editor, "take_back_rest", article.pk).status_code == 302
    assert stages(article)[2:] == ["left"] * 6
    assert post(reviewer, "take_back_rest", article.pk).status_code == 302
    assert stages(article) == ["picked", "picked"] + ["new"] * 6, "what somebody picked meanwhile stays"
    post(reviewer, "take_back_rest", article.pk)
    assert stages(article) == ["picked", "picked"] + ["new"] * 6


def test_a_claim_that_was_left_is_no_rejected_one(reviewer: Client, article: ArticleVersion) -> None:
    claim = Claim.objects.get(score=0.2)
    assert post(reviewer, "leave", claim.pk).status_code == 302
    claim.refresh_from_db()
    assert claim.proposal == "proposed"
    assert "Seen, not picked" in reviewer.get(article_url(article.article_id)).content.decode()
    assert post(reviewer, "pick", claim.pk).status_code == 302


@pytest.mark.parametrize("name", ["leave_rest", "take_back_rest"])
def test_who_has_no_role_leaves_nothing(onlooker: Client, name: str, article: ArticleVersion) -> None:
    assert post(onlooker, name, article.pk).status_code == 403
    assert stages(article) == ["new"] * 8
