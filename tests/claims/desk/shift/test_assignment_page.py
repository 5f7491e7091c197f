"""The page of the work on one claim: who has it, until when, what is next, legal hold."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Review, Work
from claims.workflow.assignment import assign
from claims.workflow.audit import actor_of
from claims.workflow.claim import proposals
from claims.workflow.review import plan, verdict
from tests import factories

pytestmark = pytest.mark.django_db


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def work(claim):
    return Work.objects.get(pk=claim.pk)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def work_url(claim):
    return reverse("desk:work", args=[claim.pk])


def test_an_editor_gives_holds_clears_and_waits_on_one_page(editor):
    claim, to = picked(), factories.user()
    for data in (
        {"action": "assign", "to": to.pk, "due_at": "2099-01-01T12:00", "next_step": "Ask the port."},
        {"action": "wait", "whom": "the port", "until": "2099-01-01T10:00"},
        {"action": "accuses"},
        {"action": "clear"},
        {"action": "embargo", "until": "2099-01-02T10:00"},
        {"action": "hold", "because": "A letter from a lawyer."},
    ):
        answer = editor.post(work_url(claim), {**data, "seen": work(claim).version})
        assert answer.status_code == 302, data
    now = work(claim)
    assert (now.assigned_to, now.waiting_on, now.accuses, bool(now.legal_cleared_by), now.held_because) == (
        actor_of(to).pk,
        "the port",
        True,
        True,
        "A letter from a lawyer.",
    )
    html = page(editor, work_url(claim))
    assert "A letter from a lawyer." in html
    assert "Lift the hold" in html


def test_a_stale_form_is_refused_with_ones_own_words_kept(editor):
    claim = picked()
    seen = work(claim).version
    assign.set_due(
        claim=claim, due_at=timezone.now() + timedelta(days=1), by=factories.user("editor"), at=timezone.now()
    )
    answer = editor.post(work_url(claim), {"action": "next_step", "next_step": "Ask the port.", "seen": seen})
    assert answer.status_code == 409
    assert "Ask the port." in answer.content.decode()
    assert work(claim).next_step == ""


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"action": "assign", "to": ""}, 400),
        ({"action": "hold", "because": ""}, 400),
        ({"action": "wait", "whom": "x", "until": "2001-01-01T10:00"}, 400),
        ({"action": "hand_over", "to": "", "because": "x"}, 400),
        ({"action": "lift", "because": "x"}, 409),
        ({"action": "publish"}, 404),
    ],
)
def test_what_is_refused_says_so(editor, data, status):
    assert editor.post(work_url(picked()), data).status_code == status


def test_a_reviewer_sees_no_button_that_is_refused_and_is_refused_without_it(reviewer):
    claim = picked()
    html = page(reviewer, work_url(claim))
    assert 'value="next_step"' in html
    assert 'value="assign"' not in html
    assert 'value="hold"' not in html
    assert reviewer.post(work_url(claim), {"action": "hold", "because": "x"}).status_code == 403


def test_the_page_hands_over_and_names_no_blind_reviewer(editor):
    claim, reader, other = picked(), factories.user(first_name="Rosa", last_name="Lindqvist"), factories.user()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=factories.AT)
    verdict.take(claim=claim, by=reader, at=timezone.now())
    html = page(editor, work_url(claim))
    assert "0 of 2 in" in html
    assert "Rosa" not in html.split("hand_over-heading")[0]
    answer = editor.post(work_url(claim), {"action": "hand_over", "to": other.pk, "because": "Ill.", "slot": "1"})
    assert answer.status_code == 302
    assert list(Review.objects.filter(closed_at=None).values_list("reviewer", flat=True)) == [actor_of(other).pk]
