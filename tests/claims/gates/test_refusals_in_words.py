"""Whoever meets a refusal of the database reads its sentence, not its code: in the API, on the desk, in the admin."""

from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from claims.models import Claim
from claims.workflow.assignment import publication_hold
from claims.workflow.audit import Conflict
from claims.workflow.claim import merge, proposals
from claims.workflow.review import plan, verdict
from tests import factories, published
from tests.claims.api.world import API, client

pytestmark = pytest.mark.django_db
SENTENCE = "This claim is on legal hold: nothing moves."


@pytest.fixture
def past_the_hold() -> Any:
    """Return an action that moves a claim which is on legal hold, past the workflow."""
    claim = factories.claim()
    publication_hold.hold(claim=claim, because="A letter.", by=factories.user("editor"), at=factories.AT)

    def move(*_arguments: object, **_values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE claims_work SET stage = 'picked' WHERE claim_id = %s", [claim.pk])

    return move


def test_a_client_of_the_api_reads_the_sentence(past_the_hold: Any) -> None:
    with patch("claims.queries.articles_with_state", side_effect=past_the_hold):
        answer = client(factories.user()).get(f"{API}/articles")
    assert (answer.status_code, answer.json()["detail"]) == (409, SENTENCE)
    assert "claims.work" not in answer.content.decode()


@pytest.mark.parametrize("page", ["/admin/claims/desk/", "/admin/claims/ratingscale/"])
def test_a_page_of_the_desk_and_of_the_admin_shows_the_sentence(past_the_hold: Any, page: str) -> None:
    browser = Client()
    browser.force_login(factories.user("administrator"))
    with patch("django.contrib.admin.options.ModelAdmin.get_queryset", side_effect=past_the_hold):
        answer = browser.get(page)
    assert answer.status_code == 409
    assert SENTENCE in answer.content.decode()
    assert "claims.work" not in answer.content.decode()


def blind_review_with_another_plan() -> None:
    editor = factories.user("editor")
    claim = proposals.accept(claim=factories.claim(), by=editor, at=factories.AT)
    plan.set_plan(claim=claim, plan="blind", fully_blind=True, because="Asked for.", by=editor, at=factories.AT)
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    plan.set_plan(claim=claim, plan="blind", fully_blind=False, by=editor, at=factories.AT)


def evidence_that_cannot_come_along() -> None:
    by = factories.user("editor")
    claim, into = factories.claim(), factories.claim()
    factories.evidence(claim, by=by, kind="page", url="https://courier.example/ferry")
    published_at(into)
    merge.merge(claim=claim, into=into, by=by, at=factories.AT)


def rating_without_evidence() -> None:
    factories.ruled(claim=factories.claim(), rating="SUPPORTED", reasons="I say so.", by=factories.user())


def the_article_as_evidence() -> None:
    claim: Claim = factories.claim()
    factories.evidence(claim, kind="page", url=published_at(claim))


def published_at(claim: Claim) -> str:
    article = claim.appearances.get().version.article
    type(article).objects.filter(pk=article.pk).update(canonical_url="https://courier.example/ferry")
    return "https://courier.example/ferry"


@pytest.mark.parametrize(
    ("action", "error", "sentence"),
    [
        (blind_review_with_another_plan, Conflict, "finish without it."),
        (evidence_that_cannot_come_along, Conflict, "is no evidence for what it says. Withdraw it first."),
        (rating_without_evidence, ValidationError, "Supported needs a piece of evidence that supports the claim."),
        (
            the_article_as_evidence,
            ValidationError,
            "The article itself, or a copy of it, is no evidence for what it says.",
        ),
    ],
)
def test_an_action_that_the_database_refuses_says_the_sentence(action: Any, error: type, sentence: str) -> None:
    with pytest.raises(error) as refusal:
        action()
    text = " ".join(refusal.value.messages) if isinstance(refusal.value, ValidationError) else str(refusal.value)
    assert text.endswith(sentence)
    assert "claims." not in text


def test_a_list_of_what_publishing_needs_is_the_databases_own() -> None:
    ready = published.ready(waived=False, confirmed=False)
    with pytest.raises(ValidationError) as refusal:
        published.public(ready)
    assert refusal.value.messages == [
        "Publishing needs somebody who confirmed wording, speaker and role.",
        "Publishing needs the right of reply: somebody asked who answered, declined or let the time pass, or a waiver.",
    ]
