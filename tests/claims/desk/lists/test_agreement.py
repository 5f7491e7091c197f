"""The page of agreement and that of redactions: who sees them, and what they say."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.queries.agreement import pairs
from claims.workflow.assignment import triage
from claims.workflow.review import plan, verdict
from tests import factories

pytestmark = pytest.mark.django_db


def review_independently(first="NOT_CHECKABLE", second="NOT_CHECKABLE", *, of=None, reviewers=None):
    claim, editor = factories.claim(of=of), factories.user("editor")
    triage.pick(claim=claim, by=editor, at=factories.AT)
    plan.set_plan(claim=claim, plan="blind", by=editor, at=factories.AT)
    factories.evidence(claim, by=editor)
    factories.evidence(claim, "disputes", by=editor)
    for rating, by in zip((first, second), reviewers or (factories.user(), factories.user()), strict=True):
        if rating:
            verdict.propose(claim=claim, rating=rating, reasons="Read.", by=by, at=factories.AT)
    return claim


def signed_in(role):
    client = Client()
    client.force_login(factories.user(role))
    return client


def test_an_open_review_tells_nothing():
    review_independently("SUPPORTED", "")
    assert pairs() == []
    review_independently("SUPPORTED", "DISPUTED")
    assert pairs() == [("SUPPORTED", "DISPUTED")]


def test_figures_stand_only_above_the_minimum():
    review_independently()
    page = signed_in("editor").get(reverse("desk:agreement")).content.decode()
    assert "1 claim was reviewed" in page
    assert "kappa" not in page
    of, reviewers = factories.version(), (factories.user(), factories.user())
    for number in range(30):
        review_independently("SUPPORTED", "SUPPORTED" if number % 3 else "DISPUTED", of=of, reviewers=reviewers)
    page = signed_in("editor").get(reverse("desk:agreement")).content.decode()
    assert "31 claims were reviewed" in page
    assert "Cohen&#x27;s kappa" in page


def test_reviewers_do_not_see_it():
    assert signed_in("reviewer").get(reverse("desk:agreement")).status_code == 403
