"""Notices are sent by e-mail, at least once each."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.mail import get_connection

from claims.models import (
    Claim,
    Notice,
)
from claims.workflow.audit import actor_of
from claims.workflow.inbox import mail, notify
from claims.workflow.inbox.notify import News, send_news
from tests import factories
from tests.claims.workflow.world import AT, accepted

pytestmark = pytest.mark.django_db


def addressed(**more):
    return factories.user(email="rosa@desk.example", **more)


def send(at=AT, **more):
    return mail.send_waiting(**{"sender": "desk@desk.example", "site": "https://desk.example", "at": at, **more})


def test_a_notice_is_mailed_once_and_says_no_more_than_what_it_is_about():
    user, claim = addressed(), accepted()
    Claim.objects.filter(pk=claim.pk).update(wording="The ferry\nBcc: everybody@example.org")
    send_news(
        [News(actor_of(user).pk, "returned", "returned:1", claim.pk, "Off the record: the captain drank.")], at=AT
    )
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
    send_news([News(actor_of(user).pk, "due", "due:1:x")], at=AT)
    for name, value in then.items():
        setattr(user, name, value)
        user.save()
    assert send() == 0


def test_old_news_and_what_was_read_meanwhile_is_not_mailed():
    user = addressed()
    send_news([News(actor_of(user).pk, "due", "due:1:x")], at=AT)
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


def send_one(server, at=AT):
    return mail.send_one(connection=server, sender="desk@desk.example", site="", at=at)


def test_a_server_that_is_away_is_asked_again_and_a_refused_address_is_not():
    user = addressed()
    send_news([News(actor_of(user).pk, "due", "due:1:x")], at=AT)
    for away in (ConnectionRefusedError("no"), smtplib.SMTPServerDisconnected("gone"), TimeoutError("slow")):
        with pytest.raises((OSError, smtplib.SMTPException)):
            send_one(Server(away))
    assert Notice.objects.get().mailed_at is None
    assert send_one(Server(smtplib.SMTPRecipientsRefused({"rosa@desk.example": (550, b"no such user")}))) is not None
    assert send_one(Server(None)) is None


@pytest.mark.django_db(transaction=True)
def test_who_dies_after_sending_sends_that_one_mail_again_and_no_other():
    """At least once: the server had the mail, the mark was lost with the process."""
    user = addressed()
    send_news([News(actor_of(user).pk, "due", f"due:{n}:x") for n in range(3)], at=AT)
    assert send_one(Server(None)) is not None

    class Killed(BaseException):
        pass

    dying = Server(Killed())
    with pytest.raises(Killed):
        send_one(dying)
    again = Server(None)
    while send_one(again) is not None:
        pass
    assert (dying.taken, again.taken) == (1, 2)  # three notices, four mails: one of them twice


def test_without_a_mail_server_nothing_is_sent(settings):
    from claims import tasks

    send_news([News(actor_of(addressed()).pk, "due", "due:1:x")], at=AT)
    assert settings.MAIL is False
    tasks.mail()
    assert outbox.outbox == []
    assert get_connection() is not None


class Answering:
    """A mail server with an answer for each mail."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def send_messages(self, messages):
        if (answer := self.answers.pop(0)) is not None:
            raise answer
        return 1

    def close(self):
        pass


def refused(*codes):
    return smtplib.SMTPRecipientsRefused({f"{n}@desk.example": (code, b"") for n, code in enumerate(codes)})


MAILS = [  # how the server takes the first of two mails, how many wait afterwards, why
    (refused(450), 1, "refused for now: it waits, the next one goes"),
    (refused(451, 550), 0, "one of them for good"),
    (refused(550), 0, "no such person"),
    (smtplib.SMTPNotSupportedError("SMTPUTF8"), 0, "an address that the server cannot take"),
]


@pytest.mark.parametrize(("answer", "wait", "why"), MAILS, ids=[m[-1] for m in MAILS])
def test_one_refused_mail_does_not_keep_the_others_waiting(monkeypatch, answer, wait, why):
    user = factories.user(email="rosa@desk.example")
    send_news([News(actor_of(user).pk, "due", f"due:{n}:x") for n in range(2)], at=AT)
    monkeypatch.setattr(mail, "get_connection", lambda: Answering(answer, None))
    assert mail.send_waiting(sender="desk@desk.example", site="", at=AT) == 2 - wait
    assert Notice.objects.filter(mailed_at=None).count() == wait


def test_a_mail_says_what_happened_which_claim_and_where_to_look():
    user, claim = addressed(), accepted()
    Claim.objects.filter(pk=claim.pk).update(wording="The ferry " + "x" * 200)
    send_news([News(actor_of(user).pk, "returned", "returned:1", claim.pk)], at=AT)
    assert send(site="https://desk.example/") == 1
    (sent,) = outbox.outbox
    first, about, link, last = sent.body.split("\n\n")
    assert first == "Returned to you."
    assert about == f"Claim {claim.pk}: The ferry " + "x" * 110
    assert link == f"https://desk.example/admin/claims/claim/{claim.pk}/page/"
    assert last == "It is in your inbox on the desk."
    assert sent.from_email == "desk@desk.example"


def test_a_mail_without_a_claim_or_a_site_has_no_line_about_them():
    user, claim = addressed(), accepted()
    send_news([News(actor_of(user).pk, "due", "due:1:x"), News(actor_of(user).pk, "due", "d", claim.pk)], at=AT)
    assert send(site="") == 2
    bodies = [sent.body.split("\n\n") for sent in outbox.outbox]
    assert [len(lines) for lines in bodies] == [2, 3]
    assert outbox.outbox[0].subject.count("claim") == 0


@pytest.mark.parametrize(("after", "mailed"), [(timedelta(hours=24), 1), (timedelta(hours=24, seconds=1), 0)])
def test_news_of_the_last_day_is_mailed(after, mailed):
    send_news([News(actor_of(addressed()).pk, "due", "due:1:x")], at=AT)
    assert send(at=AT + after) == mailed


def test_a_hundred_mails_go_out_at_a_time(monkeypatch):
    assert mail.BATCH == 100
    monkeypatch.setattr(mail, "BATCH", 2)
    send_news([News(actor_of(addressed()).pk, "due", f"due:{n}:x") for n in range(3)], at=AT)
    assert [send(), send(), send()] == [2, 1, 0]
    assert Notice.objects.filter(mailed_at=AT).count() == 3


@pytest.mark.parametrize(
    ("answer", "later"),
    [
        (refused(399), False),
        (refused(400), True),
        (refused(499, 400), True),
        (refused(500), False),
        (refused(), False),
        (smtplib.SMTPDataError(450, b""), False),
    ],
)
def test_only_a_recipient_that_is_refused_for_now_waits(answer, later):
    send_news([News(actor_of(addressed()).pk, "due", "due:1:x")], at=AT)
    notice = send_one(Answering(answer))
    assert notice is not None
    assert (notice.mailed_at, Notice.objects.get().mailed_at) == ((None, None) if later else (AT, AT))
