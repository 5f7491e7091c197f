"""Desks and who is on them."""

import pytest
from django.urls import reverse

from claims.models import Desk, Membership, Work
from claims.workflow.claim import proposals
from tests import factories
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def work_url(claim):
    return reverse("desk:work", args=[claim.pk])


def test_an_administrator_makes_a_desk_and_taking_somebody_off_ends_their_access():
    boss, member = signed_in("administrator"), signed_in("reviewer")
    inline = {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 0, "memberships-0-user": member.user.pk}
    assert boss.post("/admin/claims/desk/add/", {"name": "Sport", **inline}).status_code == 302
    desk = Desk.objects.get()
    claim = picked()
    Work.objects.filter(pk=claim.pk).update(desk=desk)
    action = {"action": "next_step", "next_step": "Ask the port."}
    assert member.post(work_url(claim), action).status_code == 302
    present = Membership.objects.get()
    inline |= {"memberships-INITIAL_FORMS": 1, "memberships-0-id": present.pk, "memberships-0-DELETE": "on"}
    boss.post(f"/admin/claims/desk/{desk.pk}/change/", {"name": "Sport", **inline, "memberships-0-desk": desk.pk})
    assert not Membership.objects.exists()
    assert member.post(work_url(claim), action | {"next_step": "More."}).status_code == 403
    assert boss.get(f"/admin/claims/desk/{desk.pk}/delete/").status_code == 403
