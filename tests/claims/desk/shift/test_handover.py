"""What one shift hands to the next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Desk
from claims.workflow.assignment import assign, publication_hold
from claims.workflow.claim import proposals
from claims.workflow.inbox import comment
from claims.workflow.review import verdict
from tests import factories

pytestmark = pytest.mark.django_db
HANDOVER, EDITOR, ENTER = "/admin/queue/handover/", "/admin/queue/editor/", "/admin/queue/enter/"


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def test_the_handover_tells_each_claim_once_and_where_it_stands(reviewer):
    now = timezone.now()
    on_hold, due, waits, busy, data = (picked() for _ in range(5))
    editor = factories.user("editor")
    publication_hold.hold(claim=on_hold, because="A letter.", by=editor, at=now)
    assign.set_due(claim=due, due_at=now + timedelta(hours=2), by=editor, at=now)
    assign.wait_for(claim=waits, whom="the port", until=now + timedelta(days=2), by=editor, at=now)
    verdict.take(claim=busy, by=factories.user(), at=now)
    assign.assign(claim=data, to=factories.user(), by=editor, at=now)
    comment.write(claim=busy, text="The log is in the cellar.", by=editor, at=now)
    answer = reviewer.get(HANDOVER)
    lists = {s.name: [row.key for row in s.rows] for s in answer.context["sections"]}
    assert lists == {
        "held": [on_hold.pk],
        "due": [due.pk],
        "waiting": [waits.pk],
        "busy": [busy.pk],
        "assigned": [data.pk],
    }
    assert "The log is in the cellar." in answer.content.decode()
    desk = Desk.objects.create(name="Sport", created_at=factories.AT)
    assert reviewer.get(HANDOVER, {"desk": desk.pk}).context["sections"] == []
