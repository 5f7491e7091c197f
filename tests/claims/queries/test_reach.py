"""Who may touch the claims of a desk: its members, whoever one is assigned to, superusers; nobody else."""

import pytest
from django.contrib.auth.models import User

from claims.models import Desk, Membership, Work
from claims.queries.reach import can_reach, reachable
from claims.workflow.audit import actor_of
from tests import factories
from tests.claims.workflow.world import AT, desk, work
from tests.claims.workflow.world import desk as new_desk

pytestmark = pytest.mark.django_db
PEOPLE = {
    "a member": True,
    "the assignee": True,
    "a superuser": True,
    "a member of another desk": False,
    "an editor of no desk": False,
    "who had it before": False,
}


def work_on_a_desk() -> tuple[Work, Desk]:
    work = Work.objects.get(pk=factories.claim().pk)
    work.desk = new_desk("Night shift")
    work.save()
    return work, work.desk


def assign_to(user: User, work: Work) -> None:
    key = actor_of(user).pk
    Work.objects.filter(pk=work.pk).update(assigned_to=key, assigned_by=key)
    work.refresh_from_db()


def somebody(person: str, work: Work, desk: Desk) -> User:
    user = factories.user("editor", is_superuser=person == "a superuser")
    if person == "a member":
        Membership.objects.create(desk=desk, user=user, created_at=AT)
    elif person == "a member of another desk":
        new_desk("Politics", user)
    elif person in ("the assignee", "who had it before"):
        assign_to(user, work)
    if person == "who had it before":
        assign_to(factories.user(), work)
    return user


@pytest.mark.parametrize(("person", "may"), PEOPLE.items())
def test_a_claim_of_a_desk_is_for_its_own(person: str, may: bool) -> None:
    work, desk = work_on_a_desk()
    user = somebody(person, work, desk)
    assert can_reach(user, work) is may
    assert Work.objects.filter(reachable(user), pk=work.pk).exists() is may


def test_a_claim_without_a_desk_is_for_everybody() -> None:
    work, user = Work.objects.get(pk=factories.claim().pk), factories.user("nobody")
    assert can_reach(user, work)
    assert Work.objects.filter(reachable(user), pk=work.pk).exists()


def test_the_other_claims_stay_out_of_reach() -> None:
    work, desk = work_on_a_desk()
    member = somebody("a member", work, desk)
    factories.claim(words="The town paid")
    other = Work.objects.exclude(pk=work.pk).get()
    Work.objects.filter(pk=other.pk).update(desk=new_desk("Politics"))
    assert list(Work.objects.filter(reachable(member))) == [work]


def test_a_claim_of_a_desk_is_for_its_members_its_assignee_and_administrators():
    claim, free = factories.claim(), factories.claim()
    inside, outside, assigned, both = (factories.user("editor") for _ in range(4))
    boss = factories.user(is_superuser=True)
    here = desk("Here", inside, both)
    desk("There", outside, both)
    holder = actor_of(assigned).pk
    Work.objects.filter(pk=claim.pk).update(desk=here, assigned_to=holder, assigned_by=holder)
    expected = {inside: True, outside: False, assigned: True, both: True, boss: True}
    assert {by: can_reach(by, work(claim)) for by in expected} == expected
    assert {by: Work.objects.filter(reachable(by), pk=claim.pk).exists() for by in expected} == expected
    for by in expected:
        assert can_reach(by, work(free))
        assert Work.objects.filter(reachable(by), pk=free.pk).count() == 1


def test_who_has_no_actor_yet_reaches_what_is_on_no_desk_and_not_what_is_assigned_to_nobody():
    claim, free = factories.claim(), factories.claim()
    Work.objects.filter(pk=claim.pk).update(desk=desk("Here"))
    by = factories.user()
    assert not can_reach(by, work(claim))
    assert list(Work.objects.filter(reachable(by)).values_list("pk", flat=True)) == [free.pk]
