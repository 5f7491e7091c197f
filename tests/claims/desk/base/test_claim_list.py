"""The claims of an article as a list: their order, their one line, their addresses."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from claims.desk.base import labels
from claims.desk.base.claim_list import article_url, claim_address, state, where
from claims.models import Claim, Stage, Work
from claims.workflow.assignment import triage
from sources.models import ArticleVersion
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TODAY = datetime(2026, 3, 1, 15, 0, tzinfo=UTC)
TOMORROW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PROPOSED, ACCEPTED = {"proposal": "proposed"}, {"proposal": "accepted"}
DISPUTED = {"proposal": "accepted", "rating": "DISPUTED"}
LINES = [f"The pier of Torvik lost {n} planks in the storm of 201{n}." for n in range(8)]


@pytest.fixture
def article() -> ArticleVersion:
    version = factories.version("\n".join(LINES) + "\n")
    for n, line in enumerate(LINES):
        factories.claim(of=version, words=line, wording=line, score=n / 10, reasons=[f"states the number {n}"])
    return version


def test_a_claim_is_open_in_the_article_it_was_seen_in() -> None:
    claim = factories.claim()
    article = claim.extraction.version.article_id
    assert claim_address(claim) == f"/admin/claims/article/{article}/?claim={claim.pk}#claim"
    assert claim_address(claim, "comments") == f"/admin/claims/article/{article}/?claim={claim.pk}#comments"


def test_a_claim_that_only_an_older_text_has_is_shown_there() -> None:
    claim = factories.claim()
    version = claim.extraction.version
    factories.version("Nothing of it.\n", article=version.article, number=2, purpose="evidence")
    assert claim_address(claim) == f"/admin/claims/article/{version.article_id}/?claim={claim.pk}#claim"
    factories.version("Nothing of it.\n", article=version.article, number=3)
    assert claim_address(claim) == f"/admin/claims/article/{version.article_id}/?claim={claim.pk}&version=1#claim"


@pytest.mark.parametrize(
    ("claim", "number", "work", "more", "message"),
    [
        (PROPOSED, None, {}, {}, "Suggested by Claimdesk"),
        (PROPOSED, None, {"stage": "left"}, {}, "Seen, not picked"),
        (ACCEPTED, None, {"stage": "picked"}, {}, "No verdict yet · picked"),
        (ACCEPTED, None, {"stage": "assigned"}, {"assignee": "Vera"}, "No verdict yet · assigned to Vera"),
        (ACCEPTED, None, {"stage": "returned"}, {"assignee": "Vera"}, "No verdict yet · returned to Vera"),
        (DISPUTED, 2, {"stage": "second", "due_at": TODAY}, {}, "Disputed (v2) · with the second reviewer, due 15:00"),
        (
            DISPUTED,
            2,
            {"stage": "second", "due_at": TOMORROW},
            {},
            "Disputed (v2) · with the second reviewer, due 2 Mar 2026, 09:30",
        ),
        (
            DISPUTED,
            1,
            {"stage": "done", "due_at": TODAY},
            {"public": "public, being corrected"},
            "Disputed (v1) · public, being corrected",
        ),
        (
            ACCEPTED,
            None,
            {"stage": "picked", "waiting_on": "the ministry", "waiting_until": TODAY},
            {},
            "No verdict yet · picked · waiting for the ministry until 15:00",
        ),
        (
            ACCEPTED,
            None,
            {"stage": "in_review", "held_because": "A court asked."},
            {},
            "No verdict yet · being checked · on legal hold",
        ),
    ],
)
def test_one_line_says_it_all(claim: dict, number: int | None, work: dict, more: dict, message: str) -> None:
    assert where(Claim(**claim), number, Work(**work), now=NOW, **more) == message


@pytest.mark.parametrize(
    ("claim", "work", "expected"),
    [
        (PROPOSED, {}, "proposed"),
        (PROPOSED, {"stage": "left"}, "left"),
        ({"proposal": "rejected"}, {"stage": "left"}, "rejected"),
        (DISPUTED, {"stage": "second"}, "disputed"),
    ],
)
def test_a_mark_has_the_class_of_what_is_known(claim: dict, work: dict, expected: str) -> None:
    assert state(Claim(**claim), Work(**work)) == expected


def test_every_reason_and_every_step_has_words() -> None:
    assert set(labels.PICKED_BECAUSE) == set(triage.WHY)
    assert set(labels.STAGE_SIGNS) | {Stage.NEW, Stage.DONE} == set(Stage.values)
    assert len(set(labels.STAGE_SIGNS.values())) >= 6, "a stage is told by more than colour"


def test_the_five_most_worth_checking_stand_first_with_their_reasons(reviewer: Client, article: ArticleVersion) -> None:
    found = reviewer.get(article_url(article.article_id))
    listed = [line.number for line in found.context["lines"]]
    assert listed == [8, 7, 6, 5, 4, 1, 2, 3], "the others stand as in the text; a number is that of the mark"
    page = found.content.decode()
    assert page.index("Most worth checking") < page.index("states the number 7") < page.index("The others, as they")
    assert "states the number 0" not in page
