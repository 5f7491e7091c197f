"""Colleagues write about a claim and call each other by name."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from claims.models import Comment, Desk, Event, Membership, Notice, Work
from claims.workflow.audit import actor_of
from claims.workflow.inbox import comment
from tests import factories
from tests.claims.workflow.world import AT, MINUTE, accepted, inbox

pytestmark = pytest.mark.django_db


def named(name, **more):
    user = factories.user(**more)
    user.username = name
    user.save()
    return user


CALLED = [  # text, who is called, why
    ("@rosa look at this", {"rosa"}, "a name"),
    ("Ask @Rosa.", {"rosa"}, "whatever the case, and the full stop is not hers"),
    ("@rosa.l, @rosa and @rosa.l again", {"rosa", "rosa.l"}, "the longest name that exists, each once"),
    ("mail rosa@rosa.example", set(), "an address calls nobody"),
    ("they wrote @minister_of_fish", set(), "a name that nobody here has stays text"),
    ("@tove@desk.example: see above", {"tove@desk.example"}, "a user name may be an address"),
    ("(@rosa)", {"rosa"}, "in brackets"),
    ("@@rosa @", set(), "not a name"),
    ("@gone", set(), "whose account is closed"),
    ("@twin", set(), "two people whose names differ only in case: nobody is guessed"),
]


@pytest.mark.parametrize(("text", "called", "why"), CALLED, ids=[c[-1] for c in CALLED])
def test_an_at_sign_calls(text, called, why):
    people = {n: named(n) for n in ("rosa", "rosa.l", "tove@desk.example", "Twin", "tWIN")}
    named("gone", is_active=False)
    written = comment.write(claim=accepted(), text=text, by=factories.user(), at=AT)
    assert set(written.mentions) == {str(actor_of(people[name]).pk) for name in called}
    assert {n for n, u in people.items() if inbox(u) == ["mention"]} == called


@pytest.mark.parametrize("text", ["", " \n ", "a\0b", "x" * 10_001])
def test_a_comment_says_something(text):
    with pytest.raises(ValidationError):
        comment.write(claim=accepted(), text=text, by=factories.user(), at=AT)
    assert not Comment.objects.exists()


def test_a_comment_never_changes_and_its_words_are_in_no_event_and_no_notice():
    named("rosa")
    written = comment.write(claim=accepted(), text="@rosa the minister lied to us", by=factories.user(), at=AT)
    for change in (lambda: Comment.objects.update(text="x"), lambda: written.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert not [e for e in Event.objects.all() if "minister" in str(e.data)]
    assert Notice.objects.get().text == ""


def test_who_is_called_from_another_desk_may_answer():
    claim, inside, rosa = accepted(), factories.user(), named("rosa")
    desk = Desk.objects.create(name="Politics", created_at=AT)
    Membership.objects.create(desk=desk, user=inside, created_at=AT)
    Work.objects.filter(pk=claim.pk).update(desk=desk)
    with pytest.raises(PermissionDenied):
        comment.write(claim=claim, text="May I?", by=rosa, at=AT)
    comment.write(claim=claim, text="@rosa what do you know?", by=inside, at=AT)
    comment.write(claim=claim, text="A lot.", by=rosa, at=AT)
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("role", ["nobody"])
def test_who_has_no_role_writes_nothing(role):
    with pytest.raises(PermissionDenied):
        comment.write(claim=accepted(), text="Hello", by=factories.user(role), at=AT)


def test_a_comment_that_was_sent_twice_is_one():
    claim, by = accepted(), factories.user()
    first = comment.write(claim=claim, text="Look.", by=by, at=AT)
    assert comment.write(claim=claim, text=" Look.\r\n", by=by, at=AT + timedelta(seconds=59)) == first
    assert Event.objects.filter(verb="comment.written").count() == 1
    assert comment.write(claim=claim, text="Look.", by=by, at=AT + MINUTE) != first, "later, it is meant"
    assert comment.write(claim=claim, text="Look.", by=factories.user(), at=AT) != first
    assert comment.write(claim=accepted(), text="Look.", by=by, at=AT) != first
    assert comment.write(claim=claim, text="Look there.", by=by, at=AT) != first


def test_who_comments_on_a_claim_has_worked_on_it():
    claim = factories.claim()
    comment.write(claim=claim, text="Look.", by=factories.user(), at=AT)
    claim.refresh_from_db()
    assert claim.touched_at == AT


def test_nobody_calls_themselves_and_at_most_twenty_are_called():
    me = named("me")
    people = [named(f"reader{n}") for n in range(comment.MAX_MENTIONS + 1)]
    text = " ".join(f"@{p.username}" for p in [me, *people])
    written = comment.write(claim=accepted(), text=text, by=me, at=AT)
    assert str(actor_of(me).pk) not in written.mentions
    assert len(written.mentions) == comment.MAX_MENTIONS - 1
    assert comment.called(text)[: comment.MAX_MENTIONS] == [
        actor_of(p).pk for p in [me, *people[: comment.MAX_MENTIONS - 1]]
    ]


CANDIDATES = [
    ("Rosa", ["rosa"]),
    ("rosa.", ["rosa.", "rosa"]),
    ("rosa.l.", ["rosa.l.", "rosa.l"]),
    ("...", ["...", "..", "."]),
    ("a......", ["a......", "a.....", "a....", "a...", "a.."]),
]


@pytest.mark.parametrize(("name", "tried"), CANDIDATES)
def test_signs_that_end_a_sentence_may_end_a_name(name, tried):
    assert comment.candidates(name) == tried


def test_who_is_no_member_of_the_staff_is_not_called():
    reader = named("reviewer")
    User.objects.filter(pk=reader.pk).update(is_staff=False)
    assert comment.called("@reader look") == []


def test_a_comment_may_be_as_long_as_the_limit_says():
    assert comment.write(claim=accepted(), text="x" * 10_000, by=factories.user(), at=AT)


def test_the_limits_of_a_comment():
    assert (comment.MAX_MENTIONS, comment.MAX_TEXT, comment.DOUBLE_PRESS) == (20, 10_000, MINUTE)
    rosa = named("rosa")
    many = [f"@nobody{n}" for n in range(comment.MAX_MENTIONS * 5 - 1)]
    assert comment.called(" ".join([*many, "@rosa"])) == [actor_of(rosa).pk]
    assert comment.called(" ".join([*many, "@nobody", "@rosa"])) == [], "nobody looks at more names than that"


def test_a_comment_is_kept_with_who_wrote_it_whom_it_calls_and_when():
    rosa, by, claim = named("rosa"), factories.user(), accepted()
    written = comment.write(claim=claim, text=" @rosa look.\r\nHere. ", by=by, at=AT)
    written.refresh_from_db()
    assert (written.text, written.written_by, written.created_at) == ("@rosa look.\nHere.", actor_of(by).pk, AT)
    assert written.mentions == [str(actor_of(rosa).pk)]
    notice = Notice.objects.get(to=actor_of(rosa))
    assert (notice.key, notice.claim_id) == (f"mention:{written.pk}", claim.pk)
    logged = Event.objects.get(verb="comment.written")
    assert (logged.actor, logged.claim, logged.data) == (actor_of(by).pk, claim.pk, {"comment": written.pk})


def test_being_called_on_another_claim_opens_no_other_desk():
    claim, other, inside, rosa = accepted(), accepted(), factories.user(), named("rosa")
    desk = Desk.objects.create(name="Politics", created_at=AT)
    Membership.objects.create(desk=desk, user=inside, created_at=AT)
    Work.objects.filter(pk=claim.pk).update(desk=desk)
    comment.write(claim=other, text="@rosa look", by=inside, at=AT)
    comment.write(claim=claim, text="Nobody is called here.", by=inside, at=AT)
    with pytest.raises(PermissionDenied):
        comment.write(claim=claim, text="May I?", by=rosa, at=AT)
