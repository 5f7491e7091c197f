"""What is set of a claim's work once more, and whether somebody is at it already."""

import pytest
from django.contrib.auth.models import User

from claims.models import Event
from claims.workflow.assignment import assign
from claims.workflow.audit import actor_of
from claims.workflow.review import verdict
from tests import factories
from tests.claims.workflow.world import AT, DAY, LATER, accepted, apart, taken, work

pytestmark = pytest.mark.django_db


SAME_AGAIN = {
    "due": lambda claim, by: assign.set_due(claim=claim, due_at=LATER, by=by, at=AT),
    "next step": lambda claim, by: assign.set_next_step(claim=claim, next_step="Ask the port.", by=by, at=AT),
    "wait": lambda claim, by: assign.wait_for(claim=claim, whom="the port", until=LATER, by=by, at=AT),
    "no wait": lambda claim, by: assign.go_on(claim=claim, by=by, at=AT),
    "no desk": lambda claim, by: assign.set_desk(claim=claim, desk=None, by=by, at=AT),
}


@pytest.mark.parametrize("what", SAME_AGAIN)
def test_the_same_again_answers_with_the_work_as_it_is_and_writes_nothing(what):
    claim, by = accepted(), factories.user("editor")
    first = SAME_AGAIN[what](claim, by)
    assert (first, first.version) == (work(claim), work(claim).version)
    count = Event.objects.count()
    again = SAME_AGAIN[what](claim, by)
    assert (again, again.version, Event.objects.count()) == (first, first.version, count)


@pytest.mark.parametrize(("whom", "until"), [("the port", LATER + DAY), ("the mayor", LATER)])
def test_one_thing_that_is_other_is_a_change(whom, until):
    claim, by = accepted(), factories.user("editor")
    assign.wait_for(claim=claim, whom="the port", until=LATER, by=by, at=AT)
    now_at = assign.wait_for(claim=claim, whom=whom, until=until, by=by, at=AT)
    assert (now_at.waiting_on, now_at.waiting_until) == (whom, until)
    assert Event.objects.filter(verb="claim.waits").count() == 2


@pytest.mark.parametrize(
    ("fields", "whose", "has_it"),
    [
        ({}, "mine", True),
        ({"stage": "picked"}, "mine", False),
        ({"cycle": 2}, "mine", False),
        ({}, "another's", False),
        ({}, "on another claim", False),
        ({}, "given back", False),
        ({}, "blind", False),
    ],
)
def test_who_is_at_a_claim_as_its_author_has_it(fields, whose, has_it):
    claim, mine = taken()
    row, person = work(claim), actor_of(User.objects.get(actor=mine.reviewer))
    if whose == "another's":
        person = actor_of(factories.user())
    elif whose == "on another claim":
        person = actor_of(User.objects.get(actor=taken()[1].reviewer))
    elif whose == "given back":
        verdict.give_back(review=mine, because="Ill.", by=User.objects.get(actor=mine.reviewer), at=AT)
    elif whose == "blind":
        row = work(apart(accepted()))
        person = actor_of(User.objects.get(actor=row.claim.reviews.get().reviewer))
    for name, value in fields.items():
        setattr(row, name, value)
    assert assign._has_it(row, person) is has_it
