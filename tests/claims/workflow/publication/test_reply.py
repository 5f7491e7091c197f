"""Somebody is asked for a reply, and what they answered."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event
from claims.workflow.audit import Conflict, actor_of
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


def asked(**more):
    values = {"claim": accepted(), "whom": "The port", "asked": "Why?", "until": AT + DAY, "at": AT}
    return reply.ask(**{"by": factories.user(), **values, **more})


def test_who_was_asked_what_is_kept_and_touches_the_claim():
    claim, by = factories.claim(), factories.user()
    row = asked(claim=claim, by=by, whom=" The  port ", asked=" Why? ", contact=" a@b.example ")
    assert (row.whom, row.asked, row.contact, row.asked_by, row.asked_at) == (
        "The port",
        "Why?",
        "a@b.example",
        actor_of(by).pk,
        AT,
    )
    claim.refresh_from_db()
    assert claim.touched_at == AT
    logged = Event.objects.get(verb="reply.asked")
    assert logged.data == {"request": row.pk, "until": (AT + DAY).isoformat()}


WRONG = [
    ({"whom": " "}, "whom"),
    ({"whom": "x" * 301}, "whom"),
    ({"asked": ""}, "asked"),
    ({"asked": "x" * 20_001}, "asked"),
    ({"contact": "x" * 301}, "contact"),
    ({"contact": "\0"}, "contact"),
    ({"until": AT + HOUR - timedelta(seconds=1)}, "until"),
]


@pytest.mark.parametrize(("fields", "field"), WRONG)
def test_a_question_that_lacks_something_names_its_field(fields, field):
    with pytest.raises(ValidationError) as refusal:
        asked(**fields)
    assert set(refusal.value.message_dict) == {field}


def test_words_may_be_as_long_as_their_limits_say():
    assert asked(whom="x" * 300, asked="x" * 20_000, contact="x" * 300)


def test_an_answer_is_written_down_once():
    row, by = asked(), factories.user()
    other = asked()
    done = reply.record(request=row, answer=" No. ", answer_public=" It sailed. ", by=by, at=AT + HOUR)
    assert (done.answer, done.answer_public, done.declined, done.recorded_by, done.answered_at) == (
        "No.",
        "It sailed.",
        False,
        actor_of(by).pk,
        AT + HOUR,
    )
    other.refresh_from_db()
    assert other.answered_at is None
    with pytest.raises(Conflict, match="written down already"):
        reply.record(request=row, answer="Yes.", by=by, at=AT + DAY)
    row.refresh_from_db()
    assert row.answer == "No."
    assert Event.objects.get(verb="reply.recorded").data == {"request": row.pk, "declined": False}


def test_who_declines_need_not_say_anything():
    row = asked()
    with pytest.raises(ValidationError) as refusal:
        reply.record(request=row, answer=" ", by=factories.user(), at=AT)
    assert set(refusal.value.message_dict) == {"answer"}
    assert reply.record(request=row, declined=True, by=factories.user(), at=AT).declined is True


@pytest.mark.parametrize("field", ["answer", "answer_public"])
@pytest.mark.parametrize("value", ["a\0", "x" * 20_001])
def test_an_answer_that_cannot_be_kept_names_its_field(field, value):
    row = asked()
    with pytest.raises(ValidationError) as refusal:
        reply.record(request=row, **{"answer": "a", field: value}, by=factories.user(), at=AT)
    assert set(refusal.value.message_dict) == {field}


def test_an_answered_question_may_be_asked_again_at_once():
    claim, by = accepted(), factories.user()
    row = asked(claim=claim, by=by)
    reply.record(request=row, answer="No.", by=by, at=AT)
    assert asked(claim=claim, by=by) != row
