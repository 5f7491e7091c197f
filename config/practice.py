"""A small desk to practise on: its people and the work that waits, as in docs/first-ten-minutes.md."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

NAME = "Practice"
DESK = ("reviewer1", "reviewer2", "editor1")
EDITOR = "editor1"


@dataclass(frozen=True, slots=True)
class Task:
    """A claim of the practice articles, known by the words that it rests on, and how it is to be checked."""

    words: str
    because: str
    harm: str = "normal"
    due_in: timedelta | None = None


TASKS = (
    Task("Every third island practice on the coast has closed", "harm", harm="high", due_in=timedelta(days=1)),
    Task("The machine has paid for 14 new buses", "easy to check", due_in=timedelta(days=2)),
    Task("imports 60 percent of its electricity", "asked for"),
)


def prepare(*, at: datetime) -> int:
    """Make the desk, and put claims on it that nobody has looked at yet; return how many. Safe to run twice.

    What is not read yet, and what somebody has begun, stays as it is.
    """
    from claims.models import Desk, Membership

    desk, _ = Desk.objects.get_or_create(name=NAME, defaults={"created_at": at})
    people = {person.username: person for person in User.objects.filter(username__in=DESK)}
    for person in people.values():
        Membership.objects.get_or_create(desk=desk, user=person, defaults={"created_at": at})
    editor = people.get(EDITOR)
    return sum(_give(task, desk, editor, at) for task in TASKS) if editor else 0


@transaction.atomic
def _give(task: Task, desk: Any, editor: User, at: datetime) -> bool:
    from claims.models import Claim, Proposal, Stage
    from claims.workflow.assignment import assign, triage
    from claims.workflow.review import plan

    claim = (
        Claim.objects.filter(appearances__exact__contains=task.words, appearances__replaced_at=None)
        .filter(proposal=Proposal.PROPOSED, work__stage=Stage.NEW, work__desk=None)
        .order_by("-score", "pk")
        .first()
    )
    if claim is None:
        return False
    action: dict[str, Any] = {"claim": claim, "by": editor, "at": at}
    assign.set_desk(desk=desk, **action)
    triage.pick(because=task.because, **action)
    if task.harm != "normal":
        plan.set_harm(harm=task.harm, **action)
    if task.due_in is not None:
        assign.set_due(due_at=_at_three(at + task.due_in), **action)
    return True


def _at_three(day: datetime) -> datetime:
    return datetime.combine(day.date(), time(15), tzinfo=day.tzinfo)
