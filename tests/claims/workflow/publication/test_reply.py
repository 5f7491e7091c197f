"""Somebody is asked for a reply, and what they answered."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event
from claims.workflow.publication import reply
from tests import factories
from tests.claims.workflow.world import AT, DAY, EVERYBODY, HOUR, MINUTE, accepted, only_on_its_desk, roles_that_may

pytestmark = pytest.mark.django_db


def test_whoever_is_asked_has_an_hour_to_answer():
    ask = {"claim": accepted(), "whom": "The port", "asked": "Why?", "by": factories.user(), "at": AT}
    with pytest.raises(ValidationError, match="an hour"):
        reply.ask(**ask, until=AT + 59 * MINUTE)
    assert reply.ask(**ask, until=AT + HOUR)


def test_reviewers_and_editors_ask_and_write_the_answer_down_on_their_desk():
    claim = factories.claim()

    def ask(by):
        return reply.ask(claim=claim, whom="The port", asked="Why?", until=AT + HOUR, by=by, at=AT)

    assert roles_that_may(ask) == EVERYBODY
    request = ask(factories.user())

    def record(by):
        return reply.record(request=request, answer="No.", by=by, at=AT)

    assert roles_that_may(record) == EVERYBODY
    assert only_on_its_desk(claim, ask)


def test_a_question_that_was_sent_twice_is_one():
    ask = {"claim": accepted(), "whom": "The port", "asked": "Why?", "until": AT + DAY}
    by = factories.user()
    first = reply.ask(**ask, by=by, at=AT)
    assert reply.ask(**ask, by=by, at=AT + timedelta(seconds=59)) == first
    assert Event.objects.filter(verb="reply.asked").count() == 1
    assert reply.ask(**ask, by=by, at=AT + MINUTE) != first, "later, it is meant"
    assert reply.ask(**ask, by=factories.user(), at=AT) != first
    assert reply.ask(**{**ask, "whom": "The mayor"}, by=by, at=AT) != first
    assert reply.ask(**{**ask, "claim": accepted()}, by=by, at=AT) != first
