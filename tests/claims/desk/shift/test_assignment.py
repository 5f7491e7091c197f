"""An editor gives many claims to somebody at once."""

import pytest
from django.utils import timezone

from claims.models import Desk, Notice, Work
from claims.workflow.audit import actor_of
from claims.workflow.claim import proposals
from claims.workflow.review import verdict
from tests import factories

pytestmark = pytest.mark.django_db
QUEUE, NEXT, GIVE, INBOX = "/admin/queue/", "/admin/queue/next/", "/admin/queue/give/", "/admin/inbox/"


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def work(claim):
    return Work.objects.get(pk=claim.pk)


def test_an_editor_gives_out_many_at_once(editor):
    one, two = picked(), picked()
    busy = picked()
    verdict.take(claim=busy, by=factories.user(), at=timezone.now())
    Work.objects.filter(pk=busy.pk).update(stage="in_review")
    to = factories.user()
    desk = Desk.objects.create(name="Sport", created_at=factories.AT)
    answer = editor.post(
        GIVE,
        {
            "claim": [one.pk, two.pk, busy.pk],
            "to": to.pk,
            "due_at": "2099-01-01T12:00",
            "desk": desk.pk,
            "next_step": "Ask the port.",
        },
        follow=True,
    )
    message = answer.content.decode()
    assert "2 claims are given out." in message
    assert "Somebody is at this claim now" in message
    assert [(w.assigned_to, w.desk, w.next_step, w.due_at.year) for w in map(work, (one, two))] == [
        (actor_of(to).pk, desk, "Ask the port.", 2099)
    ] * 2
    assert Notice.objects.filter(to=actor_of(to), kind="assigned").count() == 2


def test_a_wrong_form_keeps_what_was_chosen(editor):
    one = picked()
    answer = editor.post(GIVE, {"claim": [one.pk], "to": "", "next_step": "Ask the port."})
    message = answer.content.decode()
    assert answer.status_code == 400
    assert "Ask the port." in message
    assert answer.context["chosen"] == [one.pk]
    assert editor.post(GIVE, {"to": factories.user().pk}).status_code == 400
    assert editor.post(GIVE, {"claim": ["x", "9" * 30], "to": factories.user().pk}).status_code == 400


def test_a_reviewer_gives_out_nothing(reviewer):
    one = picked()
    assert reviewer.post(GIVE, {"claim": [one.pk], "to": reviewer.user.pk}).status_code == 403
    assert work(one).assigned_to is None
