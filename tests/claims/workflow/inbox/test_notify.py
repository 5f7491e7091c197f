"""Who is notified of what, each thing once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from claims.models import Anchor, Claim, Desk, Event, Membership, Notice, ReplyRequest, Review, Work
from claims.workflow.assignment import assign, publication_hold
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import proposals, wording
from claims.workflow.inbox import notify
from claims.workflow.inbox.notify import News, send_news
from claims.workflow.publication import publish, report
from claims.workflow.review import plan, verdict
from tests import factories, published
from tests.claims.workflow.world import AT, HOUR, MINUTE, accepted, held, inbox, work

pytestmark = pytest.mark.django_db


def test_the_same_thing_is_told_once_and_to_nobody_who_left():
    user, gone = factories.user(), factories.user("reviewer", is_active=False)
    news = [News(actor_of(u).pk, "due", "due:1:x") for u in (user, user, gone)]
    assert [send_news(news, at=AT), send_news(news, at=AT)] == [1, 0]
    assert Notice.objects.count() == 1


def test_a_notice_keeps_its_words():
    send_news([News(actor_of(factories.user()).pk, "due", "due:1:x")], at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(text="something else")


def returned(author):
    claim = accepted()
    factories.evidence(claim, by=author)
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


HAPPENINGS = (returned, closed, closed_by_the_database, due, wait_is_over, reply, source)


@pytest.mark.parametrize("happens", HAPPENINGS, ids=[h.__name__ for h in HAPPENINGS])
def test_whoever_it_concerns_is_told_once(happens):
    author = factories.user()
    kind = happens(author)
    for _ in range(2):
        notify.sweep(at=AT)
    assert inbox(author) == [kind]
    entry = Notice.objects.get(to=actor_of(author))
    notify.sweep(at=AT + HOUR / 2)
    assert inbox(author) == [kind]
    assert entry.claim is not None


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
    send_news([News(actor_of(u).pk, "due", f"due:{n}:x") for u in (mine, theirs) for n in range(3)], at=AT)
    every = list(Notice.objects.order_by("id").values_list("pk", flat=True))
    first = Notice.objects.filter(to=actor_of(mine)).last()
    assert notify.read(by=mine, at=AT, notices=[first.pk]) == 1
    assert notify.read(by=mine, at=AT, notices=every) == 2
    assert Notice.objects.filter(read_at=None).count() == 3


def checked(until, by=None):
    claim, by = accepted(), by or factories.user()
    factories.evidence(claim, by=by)
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
    entry = Event.objects.filter(verb="claim.reopened").get()
    assert (entry.actor, entry.data["because"]) == (None, f"to be checked again on {then.date()}")


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
    factories.evidence(claim, by=one_reader)
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
    current = publish.publish(claim=claim, by=inside, at=AT)
    desk = Desk.objects.create(name="Politics", created_at=AT)
    Membership.objects.create(desk=desk, user=inside, created_at=AT)
    Work.objects.filter(pk=claim.pk).update(desk=desk)
    report.receive(publication=current, text="It was 2021.", address="203.0.113.5", at=AT, contact="reader@example.org")
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
    entry = Notice.objects.filter(to=actor_of(by))
    assert sorted(entry.values_list("kind", flat=True)) == ["closed"] * 3 + ["due"] * 3


def anchored(state, by):
    claim = factories.decided(by=by).claim
    place = claim.appearances.get()
    later = factories.version("Something else entirely.\n" + factories.TEXT, article=place.version.article)
    where = {"start": 25 + place.start, "end": 25 + place.end} if state != "orphan" else {}
    return Anchor.objects.create(appearance=place, version=later, state=state, created_at=AT, **where)


@pytest.mark.parametrize(("state", "kinds"), [("exact", []), ("moved", ["source"]), ("orphan", ["source"])])
def test_a_source_is_news_only_when_the_words_do_not_stand_where_they_stood(state, kinds):
    author = factories.user()
    anchored(state, author)
    notify.sweep(at=AT)
    assert inbox(author) == kinds


def test_a_changed_source_is_told_to_whoever_has_the_claim_wrote_on_it_or_gave_its_verdict():
    author, assigned, reviewing, stranger = (factories.user() for _ in range(4))
    row = anchored("orphan", author)
    claim = row.appearance.claim
    factories.decided(by=stranger)
    verdict.reopen(claim=claim, because="A log.", by=author, at=AT)
    verdict.take(claim=claim, by=reviewing, at=AT)
    holder = actor_of(assigned).pk
    Work.objects.filter(pk=claim.pk).update(assigned_to=holder, assigned_by=holder)
    notify.sweep(at=AT)
    assert [inbox(by) for by in (author, assigned, reviewing, stranger)] == [["source"]] * 3 + [[]]
    entry = Notice.objects.get(to=actor_of(author))
    assert (entry.key, entry.claim_id) == (f"source:{claim.pk}:{row.version_id}", claim.pk)


def test_old_news_is_no_news():
    author = factories.user()
    for happens in (returned, closed, due, wait_is_over, reply, source):
        happens(author)
    Notice.objects.all().delete()
    notify.sweep(at=AT + notify.NEWS + 2 * HOUR)
    assert inbox(author) == []
    assert timedelta(days=14) == notify.NEWS


def test_a_claim_is_due_soon_two_hours_before():
    author, editor = factories.user(), factories.user("editor")
    claim = accepted()
    assign.assign(claim=claim, to=author, terms=assign.Terms(due_at=AT + 3 * HOUR), by=editor, at=AT)
    Notice.objects.all().delete()
    notify.sweep(at=AT + HOUR - timedelta(seconds=1))
    assert inbox(author) == []
    notify.sweep(at=AT + HOUR)
    assert inbox(author) == ["due"]
    entry = Notice.objects.get()
    assert (entry.text, entry.claim_id) == ("2026-03-01 15:00 UTC", claim.pk)


def test_what_is_due_is_told_to_whoever_is_at_it_else_to_whom_it_is_assigned():
    author, assigned, editor = factories.user(), factories.user(), factories.user("editor")
    claim = accepted()
    assign.assign(claim=claim, to=assigned, terms=assign.Terms(due_at=AT + HOUR), by=editor, at=AT)
    blinded = accepted()
    plan.set_plan(claim=blinded, plan="blind", by=editor, at=AT)
    assign.set_due(claim=blinded, due_at=AT + HOUR, by=editor, at=AT)
    verdict.take(claim=blinded, by=author, at=AT)
    idle, finished = accepted(), factories.decided(by=author).claim
    Work.objects.filter(pk__in=[idle.pk, finished.pk]).update(due_at=AT + HOUR)
    on_hold = accepted()
    assign.assign(claim=on_hold, to=assigned, terms=assign.Terms(due_at=AT + HOUR), by=editor, at=AT)
    held(on_hold)
    Notice.objects.all().delete()
    notify.sweep(at=AT)
    assert list(Notice.objects.order_by("claim").values_list("claim", "to")) == [
        (claim.pk, actor_of(assigned).pk),
        (blinded.pk, actor_of(author).pk),
    ]


def test_the_end_of_a_wait_is_told_at_its_moment_to_whom_it_is_assigned_else_to_who_gave_it_out():
    author, editor = factories.user(), factories.user("editor")
    claim, nobodys = accepted(), accepted()
    for one in (claim, nobodys):
        assign.wait_for(claim=one, whom="the port", until=AT + HOUR, by=author, at=AT)
    Work.objects.filter(pk=claim.pk).update(assigned_by=actor_of(editor).pk)
    notify.sweep(at=AT + HOUR - timedelta(seconds=1))
    assert not Notice.objects.exists()
    notify.sweep(at=AT + HOUR)
    (entry,) = Notice.objects.all()
    assert (entry.to, entry.claim_id, entry.kind) == (actor_of(editor), claim.pk, "due")
    assert entry.text == "the wait is over since 2026-03-01 13:00 UTC"


def test_an_answer_is_told_to_who_asked_and_who_has_the_claim_but_not_to_who_wrote_it_down():
    asker, assigned, recorder = (factories.user() for _ in range(3))
    reply(asker)
    row = ReplyRequest.objects.get()
    holder = actor_of(assigned).pk
    Work.objects.filter(pk=row.claim_id).update(assigned_to=holder, assigned_by=holder)
    ReplyRequest.objects.create(
        claim=accepted(),
        whom="The mayor",
        asked="Why?",
        asked_by=actor_of(recorder).pk,
        asked_at=AT - HOUR,
        until=AT + HOUR,
        answer="No.",
        answered_at=AT,
        recorded_by=actor_of(recorder).pk,
    )
    ReplyRequest.objects.create(
        claim=accepted(), whom="w", asked="a", asked_by=actor_of(asker).pk, asked_at=AT, until=AT + HOUR
    )
    notify.sweep(at=AT)
    assert [inbox(by) for by in (asker, assigned, recorder)] == [["reply"], ["reply"], []]


def test_a_report_that_was_answered_is_no_news_and_without_a_desk_it_is_for_all_who_answer():
    editors, reviewer = [factories.user("editor") for _ in range(2)], factories.user()
    current, other = published.public(), published.public()
    sent = report.receive(publication=current, text="No.", address="203.0.113.5", at=AT)
    done = report.receive(publication=other, text="No.", address="203.0.113.5", at=AT)
    report.decline(report=done, answer="It was.", by=editors[0], at=AT)
    notify.sweep(at=AT)
    entry = Notice.objects.filter(kind="report")
    assert set(entry.values_list("key", flat=True)) == {f"report:{sent.pk}"}
    assert [inbox(by) for by in (*editors, reviewer)] == [["report"], ["report"], []]


def test_only_the_latest_verdict_says_when_to_check_again():
    tomorrow = AT + timedelta(days=1)
    claim = checked(tomorrow.date())
    factories.ruled(claim=claim, rating="SUPPORTED", reasons="Again.", by=factories.user())
    other = checked((AT + timedelta(days=2)).date())
    assert notify.stale(at=tomorrow) == 0
    assert notify.stale(at=AT + timedelta(days=2)) == 1
    assert (work(claim).stage, work(other).stage) == ("done", "picked")
    assert work(other).picked_because == "to be checked again"


def test_one_marks_all_of_ones_own_notices_as_read():
    mine, theirs = factories.user(), factories.user()
    send_news([News(actor_of(u).pk, "due", f"due:{n}:x") for u in (mine, theirs) for n in range(2)], at=AT)
    assert notify.read(by=mine, at=AT + HOUR) == 2
    assert notify.read(by=mine, at=AT + HOUR) == 0
    assert set(Notice.objects.filter(to=actor_of(mine)).values_list("read_at", flat=True)) == {AT + HOUR}
