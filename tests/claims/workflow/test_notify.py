"""Who is told what, each thing once; comments that call somebody; e-mail at least once."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import get_connection
from django.db import DatabaseError, IntegrityError, transaction

from claims.models import Anchor, Claim, Comment, Desk, Event, Membership, Notice, ReplyRequest, Review, Work
from claims.workflow.assignment import assign, publication_hold
from claims.workflow.audit import Conflict, actor
from claims.workflow.claim import proposals
from claims.workflow.inbox import comment, mail, notify
from claims.workflow.inbox.notify import News, tell
from claims.workflow.publication import publish, report
from claims.workflow.review import plan, verdict
from tests import factories

pytestmark = pytest.mark.django_db
AT = factories.AT
HOUR = timedelta(hours=1)


def picked():
    return proposals.accept(claim=factories.claim(), by=factories.user(), at=AT)


def inbox(user):
    return list(Notice.objects.filter(to=actor(user)).order_by("id").values_list("kind", flat=True))


def named(name, **more):
    user = factories.user(**more)
    user.username = name
    user.save()
    return user


# --- comments ---------------------------------------------------------------------------------------------------

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


@pytest.mark.parametrize(("text", "who", "why"), CALLED, ids=[c[-1] for c in CALLED])
def test_an_at_sign_calls(text, who, why):
    people = {n: named(n) for n in ("rosa", "rosa.l", "tove@desk.example", "Twin", "tWIN")}
    named("gone", is_active=False)
    written = comment.write(claim=picked(), text=text, by=factories.user(), at=AT)
    assert set(written.mentions) == {str(actor(people[name]).pk) for name in who}
    assert {n for n, u in people.items() if inbox(u) == ["mention"]} == who


@pytest.mark.parametrize("text", ["", " \n ", "a\0b", "x" * 10_001])
def test_a_comment_says_something(text):
    with pytest.raises(ValidationError):
        comment.write(claim=picked(), text=text, by=factories.user(), at=AT)
    assert not Comment.objects.exists()


def test_a_comment_never_changes_and_its_words_are_in_no_event_and_no_notice():
    named("rosa")
    written = comment.write(claim=picked(), text="@rosa the minister lied to us", by=factories.user(), at=AT)
    for change in (lambda: Comment.objects.update(text="x"), lambda: written.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert not [e for e in Event.objects.all() if "minister" in str(e.data)]
    assert Notice.objects.get().text == ""


def test_who_is_called_from_another_desk_may_answer():
    claim, inside, rosa = picked(), factories.user(), named("rosa")
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
        comment.write(claim=picked(), text="Hello", by=factories.user(role), at=AT)


# --- notices ----------------------------------------------------------------------------------------------------


def test_the_same_thing_is_told_once_and_to_nobody_who_left():
    user, gone = factories.user(), factories.user("reviewer", is_active=False)
    news = [News(actor(u).pk, "due", "due:1:x") for u in (user, user, gone)]
    assert [tell(news, at=AT), tell(news, at=AT)] == [1, 0]
    assert Notice.objects.count() == 1


def test_a_notice_keeps_its_words():
    tell([News(actor(factories.user()).pk, "due", "due:1:x")], at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(text="something else")


def returned(author):
    claim = picked()
    factories.piece(claim, by=author)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="So it is.", by=author, at=AT)
    verdict.send_back(claim=claim, because="Which winter?", by=factories.user("editor"), at=AT)
    return "returned"


def closed(author):
    claim = picked()
    verdict.take(claim=claim, by=author, at=AT)
    proposals.reject(claim=claim, which="vague", by=factories.user(), at=AT)
    return "closed"


def closed_by_the_database(author):
    claim = picked()
    verdict.take(claim=claim, by=author, at=AT)
    Claim.objects.filter(pk=claim.pk).update(wording="Other words.")
    return "closed"


def due(author):
    claim = picked()
    assign.set_due(claim=claim, due_at=AT + HOUR, by=factories.user("editor"), at=AT)
    verdict.take(claim=claim, by=author, at=AT)
    return "due"


def wait_is_over(author):
    claim = picked()
    Work.objects.filter(pk=claim.pk).update(
        assigned_to=actor(author).pk,
        assigned_by=actor(author).pk,
        waiting_on="the port",
        waiting_until=AT - timedelta(minutes=1),
    )
    return "due"


def reply(author):
    ReplyRequest.objects.create(
        claim=picked(),
        whom="The port",
        asked="Did it sail?",
        asked_by=actor(author).pk,
        asked_at=AT - HOUR,
        until=AT + HOUR,
        answer="No.",
        answered_at=AT,
        recorded_by=actor(factories.user()).pk,
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
    told = Notice.objects.get(to=actor(author))
    notify.sweep(at=AT + HOUR / 2)
    assert inbox(author) == [kind]
    assert told.claim is not None


def test_giving_a_claim_back_oneself_is_no_news():
    author = factories.user()
    taken = verdict.take(claim=picked(), by=author, at=AT)
    verdict.give_back(review=taken, because="Ill.", by=author, at=AT)
    notify.sweep(at=AT)
    assert inbox(author) == []


def test_a_new_due_time_is_new_news():
    author, editor = factories.user(), factories.user("editor")
    claim = picked()
    assign.assign(claim=claim, to=author, by=editor, at=AT, terms=assign.Terms(due_at=AT + HOUR))
    notify.sweep(at=AT)
    assign.set_due(claim=claim, due_at=AT + 8 * HOUR, by=editor, at=AT)
    notify.sweep(at=AT)
    assert inbox(author) == ["assigned", "due"]
    notify.sweep(at=AT + 7 * HOUR)
    assert inbox(author) == ["assigned", "due", "due"]


def test_one_marks_only_ones_own_notices_as_read():
    mine, theirs = factories.user(), factories.user()
    tell([News(actor(u).pk, "due", f"due:{n}:x") for u in (mine, theirs) for n in range(3)], at=AT)
    every = list(Notice.objects.order_by("id").values_list("pk", flat=True))
    first = Notice.objects.filter(to=actor(mine)).last()
    assert notify.read(by=mine, at=AT, notices=[first.pk]) == 1
    assert notify.read(by=mine, at=AT, notices=every) == 2
    assert Notice.objects.filter(read_at=None).count() == 3


# --- what is to be checked again --------------------------------------------------------------------------------


def checked(until, by=None):
    claim, by = picked(), by or factories.user()
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


# --- mail -------------------------------------------------------------------------------------------------------


def addressed(**more):
    return factories.user(email="rosa@desk.example", **more)


def send(at=AT, **more):
    return mail.send_waiting(**{"sender": "desk@desk.example", "site": "https://desk.example", "at": at, **more})


def test_a_notice_is_mailed_once_and_says_no_more_than_what_it_is_about():
    user, claim = addressed(), picked()
    Claim.objects.filter(pk=claim.pk).update(wording="The ferry\nBcc: everybody@example.org")
    tell([News(actor(user).pk, "returned", "returned:1", claim.pk, "Off the record: the captain drank.")], at=AT)
    assert [send(), send()] == [1, 0]
    (sent,) = outbox.outbox
    assert sent.to == ["rosa@desk.example"]
    assert sent.subject == f"Claimdesk: returned to you, claim {claim.pk}"
    assert "captain" not in sent.body
    assert f"https://desk.example/admin/claims/claim/{claim.pk}/page/" in sent.body
    assert "Bcc" not in sent.message().as_string().split("\n\n")[0]


NOT_MAILED = [
    ("no address", lambda: factories.user(), {}),
    ("an account that was closed since", lambda: addressed(), {"is_active": False}),
]


@pytest.mark.parametrize(("what", "make", "then"), NOT_MAILED, ids=[n[0] for n in NOT_MAILED])
def test_who_gets_no_mail(what, make, then):
    user = make()
    tell([News(actor(user).pk, "due", "due:1:x")], at=AT)
    for name, value in then.items():
        setattr(user, name, value)
        user.save()
    assert send() == 0


def test_old_news_and_what_was_read_meanwhile_is_not_mailed():
    user = addressed()
    tell([News(actor(user).pk, "due", "due:1:x")], at=AT)
    assert send(at=AT + timedelta(days=2)) == 0
    notify.read(by=user, at=AT)
    assert send() == 0


class Server:
    """A mail server that fails in its own way."""

    def __init__(self, problem):
        self.problem, self.taken = problem, 0

    def send_messages(self, messages):
        self.taken += 1
        if self.problem:
            raise self.problem
        return len(messages)

    def close(self):
        pass


def one(server, at=AT):
    return mail.send_one(connection=server, sender="desk@desk.example", site="", at=at)


def test_a_server_that_is_away_is_asked_again_and_a_refused_address_is_not():
    user = addressed()
    tell([News(actor(user).pk, "due", "due:1:x")], at=AT)
    for away in (ConnectionRefusedError("no"), smtplib.SMTPServerDisconnected("gone"), TimeoutError("slow")):
        with pytest.raises((OSError, smtplib.SMTPException)):
            one(Server(away))
    assert Notice.objects.get().mailed_at is None
    assert one(Server(smtplib.SMTPRecipientsRefused({"rosa@desk.example": (550, b"no such user")}))) is not None
    assert one(Server(None)) is None


@pytest.mark.django_db(transaction=True)
def test_who_dies_after_sending_sends_that_one_mail_again_and_no_other():
    """At least once: the server had the mail, the mark was lost with the process."""
    user = addressed()
    tell([News(actor(user).pk, "due", f"due:{n}:x") for n in range(3)], at=AT)
    assert one(Server(None)) is not None

    class Killed(BaseException):
        pass

    dying = Server(Killed())
    with pytest.raises(Killed):
        one(dying)
    again = Server(None)
    while one(again) is not None:
        pass
    assert (dying.taken, again.taken) == (1, 2)  # three notices, four mails: one of them twice


def test_without_a_mail_server_nothing_is_sent(settings):
    from claims import tasks

    tell([News(actor(addressed()).pk, "due", "due:1:x")], at=AT)
    assert settings.MAIL is False
    tasks.mail()
    assert outbox.outbox == []
    assert get_connection() is not None


def test_a_blind_reader_learns_nothing_from_notices():
    one_reader, other = factories.user(), factories.user()
    claim = picked()
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
    Claim.objects.filter(pk=claim.pk).update(confirmed_at=AT, confirmed_by=actor(inside).pk)
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
