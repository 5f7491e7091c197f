"""Some claims are picked, the rest is left, seen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import (
    Desk,
    Membership,
    Work,
)
from claims.workflow.assignment import triage
from claims.workflow.audit import actor_of
from tests import factories
from tests.claims.workflow.world import AT, held, work

pytestmark = pytest.mark.django_db


def test_the_rest_is_left_only_where_it_is_ones_own_and_not_on_hold():
    version = factories.version()
    plain, on_hold, foreign, mine = (factories.claim(of=version, wording=f"[The ferry] stopped {n}") for n in range(4))
    by, here, there = factories.user(), *(Desk.objects.create(name=name, created_at=AT) for name in ("Here", "There"))
    Membership.objects.create(desk=here, user=by, created_at=AT)
    Work.objects.filter(pk=foreign.pk).update(desk=there)
    Work.objects.filter(pk=mine.pk).update(desk=here)
    held(on_hold)
    with CaptureQueriesContext(connection) as asked:
        assert triage.leave_rest(version=version, by=by, at=AT) == 2
    locks = [q["sql"].split(" FROM ")[1].split()[0] for q in asked if "FOR UPDATE" in q["sql"]]
    assert locks == ['"claims_claim"', '"claims_work"']  # in the order of every act
    assert [work(c).stage for c in (plain, mine, on_hold, foreign)] == ["left", "left", "new", "new"]
    Work.objects.filter(pk=mine.pk).update(held_because="A letter.", held_by=actor_of(by).pk)
    assert triage.take_back_rest(version=version, by=by, at=AT) == 1
    assert [work(c).stage for c in (plain, mine)] == ["new", "left"]
