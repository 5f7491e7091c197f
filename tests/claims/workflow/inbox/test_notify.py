"""Who is notified of what, each thing once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from claims.models import Anchor, Claim, Desk, Event, Membership, Notice, ReplyRequest, Review, Work
from claims.workflow.assignment import assign, publication_hold
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import proposals, wording
from claims.workflow.inbox import notify
from claims.workflow.inbox.notify import News, tell
from claims.workflow.publication import publish, report
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.workflow.world import AT, HOUR, MINUTE, accepted, inbox

pytestmark = pytest.mark.django_db


def test_the_same_thing_is_told_once_and_to_nobody_who_left():
    user, gone = factories.user(), factories.user("reviewer", is_active=False)
    news = [News(actor_of(u).pk, "due", "due:1:x") for u in (user, user, gone)]
    assert [tell(news, at=AT), tell(news, at=AT)] == [1, 0]
    assert Notice.objects.count() == 1


def test_a_notice_keeps_its_words():
    tell([News(actor_of(factories.user()).pk, "due", "due:1:x")], at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(text="something else")


def returned(author):
    claim = accepted()
    factories.piece(claim, by=author)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="So it is.", by=author, at=AT)
    verdict.send_back(claim=claim, because="Which winter?", by=factories.user("editor"), at=AT)
    return "returned"


def closed(author):
    claim = accepted()
    verdict.take(claim=claim, by=author, at=AT)
    proposals.reject(claim=claim, which="vague", by=factories.user(), at=AT)
    return "closed"


def closed_by_the_database(author):
    claim = accepted()
    verdict.take(claim=claim, by=author, at=AT)
    Claim.objects.filter(pk=claim.pk).update(wording="Other words.")
    return "closed"


def due(author):
    claim = accepted()
    assign.set_due(claim=claim, due_at=AT + HOUR, by=factories.user("editor"), at=AT)
    verdict.take(claim=claim, by=author, at=AT)
    return "due"


def wait_is_over(author):
    claim = accepted()
    Work.objects.filter(pk=claim.pk).update(
        assigned_to=actor_of(author).pk,
        assigned_by=actor_of(author).pk,
        waiting_on="the port",
        waiting_until=AT - timedelta(minutes=1),
    )
    return "due"


def reply(author):
    ReplyRequest.objects.create(
        claim=accepted(),
        whom="The port",
        asked="Did it sail?",
        asked_by=actor_of(author).pk,
        asked_at=AT - HOUR,
        until=AT + HOUR,
        answer="No.",
        answered_at=AT,
        recorded_by=actor_of(factories.user()).pk,
    )
    return "reply"


def source(author):
    claim = factories.decided(by=author).claim
    place = claim.appearances.get()
    later = factories.version("Something else entirely.\n", article=place.version.article)
    Anchor.objects.create(appearance=place, version=later, state="orphan", created_at=AT)
    return "source"


TOLD = (returned, closed, closed_by_the_database, due, wait_is_over, reply, source)


@pytest.mark.parametrize("happens", TOLD, ids=[h.__name__ for h in TOLD])
def test_whoever_it_concerns_is_told_once(happens):
    author = factories.user()
    kind = happens(author)
    for _ in range(2):
        notify.sweep(at=AT)
    assert inbox(author) == [kind]
    told = Notice.objects.get(to=actor_of(author))
    notify.sweep(at=AT + HOUR / 2)
    assert inbox(author) == [kind]
    assert told.claim is not None


def test_giving_a_claim_back_oneself_is_no_news():
    author = factories.user()
    taken = verdict.take(claim=accepted(), by=author, at=AT)
    verdict.give_back(review=taken, because="Ill.", by=author, at=AT)
    notify.sweep(at=AT)
    assert inbox(author) == []


def test_a_new_due_time_is_new_news():
    author, editor = factories.user(), factories.user("editor")
    claim = accepted()
    assign.assign(claim=claim, to=author, by=editor, at=AT, terms=assign.Terms(due_at=AT + HOUR))
    notify.sweep(at=AT)
    assign.set_due(claim=claim, due_at=AT + 8 * HOUR, by=editor, at=AT)
    notify.sweep(at=AT)
    assert inbox(author) == ["assigned", "due"]
    notify.sweep(at=AT + 7 * HOUR)
    assert inbox(author) == ["assigned", "due", "due"]


def test_one_marks_only_ones_own_notices_as_read():
    mine, theirs = factories.user(), factories.user()
    tell([News(actor_of(u).pk, "due", f"due:{n}:x") for u in (mine, theirs) for n in range(3)], at=AT)
    every = list(Notice.objects.order_by("id").values_list("pk", flat=True))
    first = Notice.objects.filter(to=actor_of(mine)).last()
    assert notify.read(by=mine, at=AT, notices=[first.pk]) == 1
    assert notify.read(by=mine, at=AT, notices=every) == 2
    assert Notice.objects.filter(read_at=None).count() == 3


def checked(until, by=None):
    claim, by = accepted(), by or factories.user()
    factories.piece(claim, by=by)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="So it is.", by=by, at=AT)
    verdict.approve(claim=claim, by=factories.user("editor"), at=AT, recheck_on=until)
    return claim


def test_a_stale_verdict_comes_back_to_the_queue_once_and_stands_until_the_next():
    author = factories.user()
    claim = checked((AT + timedelta(days=30)).date(), author)
    assert notify.stale(at=AT) == 0
    then = AT + timedelta(days=30)
    assert [notify.stale(at=then), notify.stale(at=then)] == [1, 0]
    claim.refresh_from_db()
    assert (claim.work.stage, claim.work.cycle, claim.rating) == ("picked", 2, "SUPPORTED")
    assert inbox(author) == ["stale"]
    told = Event.objects.filter(verb="claim.reopened").get()
    assert (told.actor, told.data["because"]) == (None, f"to be checked again on {then.date()}")


def test_what_is_on_legal_hold_stays_where_it_is():
    tomorrow = AT + timedelta(days=1)
    claim = checked(tomorrow.date())
    publication_hold.hold(claim=claim, because="A letter.", by=factories.user("editor"), at=AT)
    assert notify.stale(at=tomorrow) == 0


def test_a_blind_reader_learns_nothing_from_notices():
    one_reader, other = factories.user(), factories.user()
    claim = accepted()
    plan.set_harm(claim=claim, harm="high", by=factories.user("editor"), at=AT)
    verdict.take(claim=claim, by=one_reader, at=AT)
    verdict.take(claim=claim, by=other, at=AT)
    factories.piece(claim, by=one_reader)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="So it is.", by=one_reader, at=AT)
    notify.sweep(at=AT)
    assert (inbox(other), inbox(one_reader)) == ([], [])
    assert Review.objects.filter(closed_at=None).count() == 2


def test_the_sweep_and_a_person_who_reopens_at_once_are_one_act():
    tomorrow = AT + timedelta(days=1)
    claim = checked(tomorrow.date())
    verdict.reopen(claim=claim, because="New figures.", by=factories.user(), at=AT)
    assert notify.stale(at=tomorrow) == 0
    with pytest.raises(Conflict):
        verdict.reopen(claim=claim, because="Again.", by=factories.user(), at=AT)


def test_a_readers_report_is_told_to_those_who_answer_on_the_claims_desk():
    inside, outside, reviewer = factories.user("editor"), factories.user("editor"), factories.user()
    claim = factories.decided().claim
    Claim.objects.filter(pk=claim.pk).update(confirmed_at=AT, confirmed_by=actor_of(inside).pk)
    plan.waive(claim=claim, gate="reply", because="Nobody is accused.", by=inside, at=AT)
    shown = publish.publish(claim=claim, by=inside, at=AT)
    desk = Desk.objects.create(name="Politics", created_at=AT)
    Membership.objects.create(desk=desk, user=inside, created_at=AT)
    Work.objects.filter(pk=claim.pk).update(desk=desk)
    report.receive(publication=shown, text="It was 2021.", address="203.0.113.5", at=AT, contact="reader@example.org")
    for _ in range(2):
        notify.sweep(at=AT)
    assert [inbox(u) for u in (inside, outside, reviewer)] == [["report"], [], []]
    assert "reader@" not in Notice.objects.get(kind="report").text


def test_ones_own_change_does_not_tell_that_ones_review_was_closed():
    claim, by, other = accepted(), factories.user(), accepted()
    verdict.take(claim=claim, by=by, at=AT)
    wording.change(claim=claim, wording="[The ferry] stopped", by=by, at=AT + MINUTE)
    verdict.take(claim=other, by=by, at=AT)
    wording.change(claim=other, wording="[The ferry] stopped", by=factories.user(), at=AT + MINUTE)
    Notice.objects.all().delete()
    notify.sweep(at=AT + HOUR)
    assert list(Notice.objects.values_list("claim", "kind")) == [(other.pk, "closed")]


def test_what_was_told_and_people_who_are_gone_take_no_place_in_the_sweep(monkeypatch):
    monkeypatch.setattr(notify, "BATCH", 2)
    by, editor, gone = factories.user(), factories.user("editor"), factories.user()
    claims = [accepted() for _ in range(5)]
    for n, claim in enumerate(claims):
        to = gone if n < 2 else by
        terms = assign.Terms(due_at=AT + (n + 1) * MINUTE)
        assign.assign(claim=claim, to=to, by=editor, at=AT, terms=terms)
        verdict.take(claim=claim, by=to, at=AT)
        wording.change(claim=claim, wording="[The ferry] stopped", by=editor, at=AT + MINUTE)
    gone.is_active = False
    gone.save()
    Notice.objects.all().delete()
    for _ in range(3):
        notify.sweep(at=AT + HOUR)
    told = Notice.objects.filter(to=actor_of(by))
    assert sorted(told.values_list("kind", flat=True)) == ["closed"] * 3 + ["due"] * 3
