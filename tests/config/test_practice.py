"""The practice desk: made once, with work for every step of docs/first-ten-minutes.md, never over somebody's work."""

import pytest
from django.contrib.auth.models import User

from claims.models import Claim, Desk, Membership, Plan, Stage, Work
from claims.pipeline import read as pipeline
from claims.workflow.assignment import triage
from config import cli_intake, first_users, practice
from sources.pipeline import sentences
from sources.pipeline.clean import clean
from sources.pipeline.render import render
from tests import factories

pytestmark = pytest.mark.django_db


def articles() -> None:
    """Claims on the words of the tasks, as the reading of the practice articles gives them."""
    for task in practice.TASKS:
        factories.claim(of=factories.version(f"It was a quiet week.\n{task.words} in all.\n"), words=task.words)


def test_the_desk_has_its_people_and_work_of_every_plan() -> None:
    first_users.practice()
    articles()
    assert practice.prepare(at=factories.AT) == len(practice.TASKS)
    assert set(Membership.objects.values_list("user__username", flat=True)) == set(practice.DESK)
    works = Work.objects.filter(desk=Desk.objects.get())
    assert {work.stage for work in works} == {Stage.PICKED}
    assert sorted(work.plan for work in works) == [Plan.BLIND, Plan.PAIR, Plan.PAIR]


def test_made_twice_it_is_the_same_and_what_somebody_began_stays() -> None:
    first_users.practice()
    articles()
    practice.prepare(at=factories.AT)
    picked = Claim.objects.order_by("pk")[0]
    triage.leave(claim=picked, by=User.objects.get(username="editor1"), at=factories.AT)
    assert practice.prepare(at=factories.AT) == 0
    assert Work.objects.get(pk=picked.pk).stage == Stage.LEFT


def test_nobody_to_practise_is_no_error() -> None:
    articles()
    assert practice.prepare(at=factories.AT) == 0


@pytest.mark.parametrize("task", practice.TASKS, ids=lambda task: task.words[:20])
def test_the_machine_proposes_what_the_script_speaks_of(task: practice.Task) -> None:
    found = []
    for path in cli_intake.samples("practice"):
        with open(path, "rb") as file:
            page = render.render(file.read(), media_type="text/html" if path.endswith("html") else "text/plain")
        passages = clean.clean(page)
        findings = pipeline.read(page.text, passages, sentences.split(page.text, passages))
        found += [page.text[claim.start : claim.end] for claim in findings.claims]
    assert sum(task.words in exact for exact in found) == 1
