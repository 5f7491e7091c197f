"""Whose work a claim is: one that stands on a desk is for its members, its assignee and superusers."""

from django.contrib.auth.models import User
from django.db.models import Q

from claims.models import Membership, Work
from sources.models import Actor


def reachable(user: User) -> Q:
    """Return the condition on Work under which this person may touch it: their role says what they may do then."""
    if user.is_superuser:
        return Q()
    desks = Membership.objects.filter(user=user).values("desk")
    return Q(desk=None) | Q(desk__in=desks) | Q(assigned_to__in=Actor.objects.filter(user=user).values("pk"))


def can_reach(user: User, work: Work) -> bool:
    """Return whether `reachable` holds of this row as it is in memory: mostly without a query."""
    if work.desk_id is None or user.is_superuser:
        return True
    if work.assigned_to is not None and Actor.objects.filter(pk=work.assigned_to, user=user).exists():
        return True
    return Membership.objects.filter(desk=work.desk_id, user=user).exists()
