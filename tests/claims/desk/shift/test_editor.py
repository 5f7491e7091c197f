"""What an editor has to look after."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim, ReplyRequest, Work
from claims.workflow.assignment import publication_hold
from claims.workflow.audit import actor_of
from claims.workflow.claim import proposals
from claims.workflow.publication import correct, publish
from claims.workflow.review import plan, verdict
from tests import factories

pytestmark = pytest.mark.django_db
HANDOVER, EDITOR, ENTER = "/admin/queue/handover/", "/admin/queue/editor/", "/admin/queue/enter/"


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def publishable(by):
    claim = factories.decided().claim
    Claim.objects.filter(pk=claim.pk).update(confirmed_at=factories.AT, confirmed_by=actor_of(by).pk)
    plan.waive(claim=claim, gate="reply", because="Nobody is accused.", by=by, at=factories.AT)
    return claim


def test_the_editor_sees_what_is_late_old_ready_waiting_being_corrected_and_stale(editor):
    now = timezone.now()
    late, old = picked(), picked()
    Work.objects.filter(pk=late.pk).update(due_at=now - timedelta(hours=1), changed_at=now)
    Work.objects.filter(pk=old.pk).update(changed_at=now - timedelta(days=9))
    asked = picked()
    ReplyRequest.objects.create(
        claim=asked,
        whom="The port",
        contact="secret@port.example",
        asked="Did it sail?",
        asked_by=actor_of(editor.user).pk,
        asked_at=now - timedelta(hours=5),
        until=now - timedelta(minutes=1),
    )
    corrected = publishable(editor.user)
    publish.publish(claim=corrected, by=editor.user, at=now)
    correct.begin(claim=corrected, because="The year is wrong.", by=editor.user, at=now - timedelta(minutes=30))
    stale = picked()
    factories.evidence(stale)
    verdict.propose(claim=stale, rating="SUPPORTED", reasons="r", by=factories.user(), at=now)
    verdict.approve(claim=stale, by=factories.user("editor"), at=now, recheck_on=(now + timedelta(days=3)).date())
    answer = editor.get(EDITOR)
    lists = {s.name: [row.key for row in s.rows] for s in answer.context["sections"]}
    assert lists["late"] == [late.pk]
    assert lists["oldest"][0] in (old.pk, asked.pk, corrected.pk)
    assert lists["stale"] == [stale.pk]
    assert [(c.what, c.late, c.since) for c in answer.context["replies"]] == [("The port", True, "5 hours")]
    assert [(c.what, c.since) for c in answer.context["corrections"]] == [("The year is wrong.", "30 minutes")]
    assert "secret@port.example" not in answer.content.decode()


def test_ready_to_publish_is_what_the_database_would_let_through(editor):
    ready = publishable(editor.user)
    factories.decided()  # nobody confirmed its words
    rows = next(s for s in editor.get(EDITOR).context["sections"] if s.name == "ready").rows
    assert [row.key for row in rows] == [ready.pk]
    publication_hold.hold(claim=ready, because="A letter.", by=editor.user, at=factories.AT)
    assert next(s for s in editor.get(EDITOR).context["sections"] if s.name == "ready").rows == []
