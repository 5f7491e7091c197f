"""Colleagues write to each other below a claim."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Comment
from claims.workflow.audit import actor_of
from claims.workflow.claim import proposals
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db
HANDOVER, EDITOR, ENTER = "/admin/queue/handover/", "/admin/queue/editor/", "/admin/queue/enter/"


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_colleagues_write_below_the_claim(reviewer):
    claim, rosa = picked(), factories.user()
    address = reverse("desk:comment", args=[claim.pk])
    answer = reviewer.post(address, {"text": f"<script>x</script> @{rosa.username}\nand @nobody-here"}, follow=True)
    message = answer.content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in message
    assert f"<strong>@{rosa.username}</strong><br>and @nobody-here" in message
    assert Comment.objects.get().mentions == [str(actor_of(rosa).pk)]
    assert "Write something." in reviewer.post(address, {"text": " "}, follow=True).content.decode()


def test_under_a_fully_blind_plan_a_reviewers_comment_is_theirs_until_all_are_in(reviewer):
    claim, other = picked(), signed_in("reviewer")
    editor = factories.user("editor")
    plan.set_plan(claim=claim, plan="blind", fully_blind=True, by=editor, at=factories.AT)
    verdict.take(claim=claim, by=reviewer.user, at=timezone.now())
    verdict.take(claim=claim, by=other.user, at=timezone.now())
    reviewer.post(reverse("desk:comment", args=[claim.pk]), {"text": "I lean to disputed."})
    address = reverse("desk:claim", args=[claim.pk])
    assert "I lean to disputed." in reviewer.get(address, follow=True).content.decode()
    assert "I lean to disputed." not in other.get(address, follow=True).content.decode()
    assert "I lean to disputed." not in page(other, HANDOVER)
