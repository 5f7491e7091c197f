"""What somebody with fresh eyes found ways around: each way stays closed."""

import smtplib
from contextlib import nullcontext
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import (
    Appearance,
    Claim,
    Comment,
    Desk,
    Event,
    Evidence,
    Membership,
    Notice,
    ReplyRequest,
    Review,
    Sighting,
    Work,
)
from claims.queries.publication import under_correction
from claims.workflow.assignment import assign, publication_hold, triage
from claims.workflow.audit import Conflict, actor
from claims.workflow.claim import merge, proposals, sighting, undo, wording
from claims.workflow.claim.sighting import Seen
from claims.workflow.evidence import evidence
from claims.workflow.inbox import comment, mail, notify
from claims.workflow.inbox.notify import News, tell
from claims.workflow.ledger import redact
from claims.workflow.publication import confirm, reply
from claims.workflow.review import plan, verdict
from tests import factories, published

pytestmark = pytest.mark.django_db
AT = factories.AT
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TIP = Seen("tip", "A letter to the desk", None, "The ferry never sailed.")


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=AT)


def work(claim):
    return Work.objects.get(pk=claim.pk)


def held(claim):
    publication_hold.hold(claim=claim, because="A letter from a lawyer.", by=factories.user("editor"), at=AT)
    return claim


def apart(claim, *, fully=True):
    plan.set_plan(claim=claim, plan="blind", fully_blind=fully, by=factories.user("editor"), at=AT)
    verdict.take(claim=claim, by=factories.user(), at=AT)
    return claim


# --- evidence that is read apart, and places that were redacted ---------------------------------------------------

APART = [  # which of the two claims is read apart, fully, is it refused, why
    ("claim", True, True, "its evidence would be carried to where all see it"),
    ("into", True, True, "evidence would be brought before readers who do not see each other's"),
    ("claim", False, False, "readers who see each other's evidence lose nothing"),
]


@pytest.mark.parametrize(("which", "fully", "refused", "why"), APART, ids=[a[-1] for a in APART])
def test_evidence_read_apart_is_not_carried_to_another_claim(which, fully, refused, why):
    claim, into, by = (
        picked(),
        picked(words="paid for each", wording="[The town] paid for each"),
        factories.user("editor"),
    )
    apart({"claim": claim, "into": into}[which], fully=fully)
    factories.piece(claim)
    with pytest.raises(Conflict, match="do not see each other's evidence") if refused else nullcontext():
        merge.merge(claim=claim, into=into, by=by, at=AT)
    assert into.evidence.exists() != refused


def test_a_redacted_place_stays_with_the_claim_that_was_merged():
    claim, into = picked(), picked(words="paid for each", wording="[The town] paid for each")
    place = claim.appearances.get()
    first, second = factories.user("administrator"), factories.user("administrator")
    redact.agree(redaction=redact.ask(version=place.version, because="Erasure", by=first, at=AT), by=second, at=AT)
    merge.merge(claim=claim, into=into, by=factories.user("editor"), at=AT)
    assert Appearance.objects.get(pk=place.pk).replaced_at is None
    assert into.appearances.count() == 1


# --- whose words, and addresses ---------------------------------------------------------------------------------


def passage(claim, **more):
    copy = factories.version("The harbour log lists forty.\n", url="https://log.example/2026", purpose="evidence")
    return evidence.add(
        claim=claim,
        kind="passage",
        stance="supports",
        note="Its own words.",
        version=copy,
        start=0,
        end=15,
        exact="The harbour log",
        by=factories.user(),
        at=AT,
        **more,
    )


def test_a_passage_has_the_address_of_the_page_that_its_words_are_from():
    assert passage(picked()).url == "https://log.example/2026"
    assert passage(picked(), url="https://log.example/2026").url == "https://log.example/2026"
    with pytest.raises(ValidationError) as refused:
        passage(picked(), url="https://another.example/")
    assert set(refused.value.message_dict) == {"url"}


ADDRESSES = [  # kind, address, why
    ("data", "javascript:alert(1)", "a script, not a page"),
    ("statement", "https://a.example/" + "a" * 2_048, "longer than a column"),
    ("page", "ftp://a.example/log", "not a page on the web"),
    ("document", "https:///log", "no site in it"),
]


@pytest.mark.parametrize(("kind", "url", "why"), ADDRESSES, ids=[a[-1] for a in ADDRESSES])
def test_an_address_that_cannot_be_opened_is_an_error_at_its_field(kind, url, why):
    with pytest.raises(ValidationError) as refused:
        factories.piece(picked(), kind=kind, url=url)
    assert set(refused.value.message_dict) == {"url"}


# --- the rest of an article -------------------------------------------------------------------------------------


def test_the_rest_is_left_only_where_it_is_ones_own_and_not_on_hold():
    version = factories.version()
    plain, on_hold, foreign, mine = (factories.claim(of=version, wording=f"[The ferry] stopped {n}") for n in range(4))
    by, here, there = factories.user(), *(Desk.objects.create(name=name, created_at=AT) for name in ("Here", "There"))
    Membership.objects.create(desk=here, user=by, created_at=AT)
    Work.objects.filter(pk=foreign.pk).update(desk=there)
    Work.objects.filter(pk=mine.pk).update(desk=here)
    held(on_hold)
    with CaptureQueriesContext(connection) as asked:
        assert triage.leave_rest(version=version, by=by, at=AT) == 2
    locks = [q["sql"].split(" FROM ")[1].split()[0] for q in asked if "FOR UPDATE" in q["sql"]]
    assert locks == ['"claims_claim"', '"claims_work"']  # in the order of every act
    assert [work(c).stage for c in (plain, mine, on_hold, foreign)] == ["left", "left", "new", "new"]
    Work.objects.filter(pk=mine.pk).update(held_because="A letter.", held_by=actor(by).pk)
    assert triage.take_back_rest(version=version, by=by, at=AT) == 1
    assert [work(c).stage for c in (plain, mine)] == ["new", "left"]


# --- legal hold, and words that change at the confirmation ----------------------------------------------------------

HELD = {
    "accept": lambda claim: proposals.accept(claim=claim, by=factories.user(), at=AT),
    "other words at the confirmation": lambda claim: confirm.confirm(
        claim=claim, wording="[The ferry] stopped", by=factories.user(), at=AT
    ),
    "withdraw evidence": lambda claim: evidence.withdraw(
        piece=claim.evidence.get(), because="Wrong.", by=factories.user("editor"), at=AT
    ),
    "set the plan": lambda claim: plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT),
}


@pytest.mark.parametrize("what", HELD)
def test_nothing_of_it_moves_on_legal_hold(what):
    claim = factories.claim()
    factories.piece(claim)
    held(claim)
    with pytest.raises(Conflict, match="legal hold"):
        HELD[what](claim)


def test_other_words_at_the_confirmation_are_a_change_like_any_other():
    claim, author = picked(), factories.user()
    verdict.take(claim=claim, by=author, at=AT)
    seen = work(claim).version
    confirm.confirm(claim=claim, wording="The ferry stopped", by=factories.user(), at=AT, seen=seen)
    claim.refresh_from_db()
    assert (claim.wording, claim.confirmed_at) == ("[The ferry] stopped", AT)
    assert Review.objects.get().closed_because == wording.CHANGED
    acts = Event.objects.filter(claim=claim.pk).order_by("id").values_list("verb", flat=True)
    assert list(acts)[-3:] == ["review.closed", "claim.changed", "claim.confirmed"]
    with pytest.raises(Conflict, match="changed meanwhile"):
        confirm.confirm(claim=claim, by=factories.user(), at=AT, seen=seen)
    with pytest.raises(ValidationError, match="bracket"):
        confirm.confirm(claim=claim, wording="[The ferry stopped", by=factories.user(), at=AT)


# --- evidence that changes under the second reader's eyes -----------------------------------------------------------


def handed_in():
    claim, author = picked(), factories.user()
    first, second = factories.piece(claim, by=author), factories.piece(claim, by=author, note="The other log.")
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=author, at=AT + MINUTE)
    return claim, first, second


CHANGES = [  # what is done after it was handed in, what is said of it
    (lambda claim, piece: factories.piece(claim, "disputes", at=AT + HOUR), "1 piece added"),
    (
        lambda claim, piece: evidence.withdraw(
            piece=piece, because="A forgery.", by=factories.user("editor"), at=AT + HOUR
        ),
        "1 piece withdrawn",
    ),
]


@pytest.mark.parametrize(("do", "said"), CHANGES, ids=[c[-1] for c in CHANGES])
def test_who_approves_after_the_evidence_changed_has_seen_it(do, said):
    claim, first, second = handed_in()
    do(claim, first)
    by, now = factories.user("editor"), AT + 2 * HOUR
    for seen in (None, [first.pk, second.pk]):
        with pytest.raises(Conflict, match=said):
            verdict.approve(claim=claim, by=by, at=now, seen_evidence=seen)
    present = verdict.standing_evidence(claim)
    assert verdict.approve(claim=claim, by=by, at=now, seen_evidence=present).verdict is not None


def test_who_approves_what_nobody_changed_need_not_say_what_they_saw():
    claim, _first, _second = handed_in()
    assert verdict.approve(claim=claim, by=factories.user("editor"), at=AT + 2 * HOUR).verdict is not None


# --- what people did stays, over a later reading ----------------------------------------------------------------------

WORKED = {
    "a time": lambda claim, by: assign.set_due(claim=claim, due_at=AT + DAY, by=by, at=AT),
    "a next step": lambda claim, by: assign.set_next_step(claim=claim, next_step="Ask.", by=by, at=AT),
    "harm": lambda claim, by: plan.set_harm(claim=claim, harm="low", by=by, at=AT),
    "a hold": lambda claim, by: held(claim),
    "an embargo": lambda claim, by: publication_hold.set_embargo(claim=claim, until=AT + DAY, by=by, at=AT),
    "somebody asked": lambda claim, by: reply.ask(
        claim=claim, whom="The port", asked="Why?", until=AT + DAY, by=by, at=AT
    ),
    "a comment": lambda claim, by: comment.write(claim=claim, text="Look.", by=by, at=AT),
    "a sighting": lambda claim, by: sighting.add(claim=claim, seen=TIP, by=by, at=AT),
    "left": lambda claim, by: triage.leave(claim=claim, by=by, at=AT),
}


@pytest.mark.parametrize("what", WORKED)
def test_what_a_person_did_is_kept_over_a_later_reading(what):
    claim = factories.claim()
    WORKED[what](claim, factories.user("editor"))
    claim.refresh_from_db()
    assert claim.touched_at == AT


def test_undone_back_to_new_it_stays_touched():
    claim, by = factories.claim(), factories.user()
    triage.leave(claim=claim, by=by, at=AT)
    undo.undo(claim=claim, by=by, at=AT + MINUTE)
    claim.refresh_from_db()
    assert (work(claim).stage, claim.touched_at is not None) == ("new", True)


def test_a_blind_reader_leaves_no_trace_on_the_claim():
    claim = apart(picked())
    before = Claim.objects.get(pk=claim.pk).touched_at
    second = factories.user()
    verdict.take(claim=claim, by=second, at=AT + HOUR)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=second, at=AT + HOUR)
    assert Claim.objects.get(pk=claim.pk).touched_at == before


# --- pressed twice ------------------------------------------------------------------------------------------------

TWICE = {
    "evidence": (Evidence, lambda claim, by, at: factories.piece(claim, by=by, at=at)),
    "a comment": (Comment, lambda claim, by, at: comment.write(claim=claim, text="Look.", by=by, at=at)),
    "a question": (
        ReplyRequest,
        lambda claim, by, at: reply.ask(claim=claim, whom="The port", asked="Why?", until=AT + DAY, by=by, at=at),
    ),
    "a sighting": (Sighting, lambda claim, by, at: sighting.add(claim=claim, seen=TIP, by=by, at=at)),
    "a claim": (
        Claim,
        lambda claim, by, at: sighting.enter(wording="It never sailed.", type="event", seen=TIP, by=by, at=at),
    ),
}


@pytest.mark.parametrize("what", TWICE)
def test_a_button_that_was_pressed_twice_has_one_effect(what):
    rows, do = TWICE[what]
    claim, by = picked(), factories.user()
    one = do(claim, by, AT)
    count, acts = rows.objects.count(), Event.objects.count()
    assert do(claim, by, AT + timedelta(seconds=20)) == one
    assert (rows.objects.count(), Event.objects.count()) == (count, acts)
    assert do(claim, by, AT + 2 * MINUTE) != one  # later, it is meant
    assert do(claim, factories.user(), AT) != one  # so is another person's


# --- days and times -------------------------------------------------------------------------------------------------

DAYS = [  # given, the field that is wrong
    ({"recheck_on": AT.date()}, "recheck_on"),
    ({"recheck_on": AT.date() - DAY}, "recheck_on"),
    ({"as_of": AT.date() + DAY}, "as_of"),
]


@pytest.mark.parametrize(("given", "field"), DAYS)
@pytest.mark.parametrize("act", ["propose", "approve"])
def test_a_day_that_cannot_be_names_its_field(act, given, field):
    claim, by = picked(), factories.user()
    ruling = {"claim": claim, "rating": "NOT_CHECKABLE", "reasons": "No log.", "by": by, "at": AT}
    do = partial(verdict.propose, **ruling)
    if act == "approve":
        do()
        do = partial(verdict.approve, claim=claim, by=factories.user("editor"), at=AT)
    with pytest.raises(ValidationError) as refused:
        do(**given)
    assert set(refused.value.message_dict) == {field}


def test_whoever_is_asked_has_an_hour_to_answer():
    ask = {"claim": picked(), "whom": "The port", "asked": "Why?", "by": factories.user(), "at": AT}
    with pytest.raises(ValidationError, match="an hour"):
        reply.ask(**ask, until=AT + 59 * MINUTE)
    assert reply.ask(**ask, until=AT + HOUR)


# --- who is told what ---------------------------------------------------------------------------------------------


def test_ones_own_change_does_not_tell_that_ones_review_was_closed():
    claim, by, other = picked(), factories.user(), picked()
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
    claims = [picked() for _ in range(5)]
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
    told = Notice.objects.filter(to=actor(by))
    assert sorted(told.values_list("kind", flat=True)) == ["closed"] * 3 + ["due"] * 3


class Server:
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
    tell([News(actor(user).pk, "due", f"due:{n}:x") for n in range(2)], at=AT)
    monkeypatch.setattr(mail, "get_connection", lambda: Server(answer, None))
    assert mail.send_waiting(sender="desk@desk.example", site="", at=AT) == 2 - wait
    assert Notice.objects.filter(mailed_at=None).count() == wait


def test_a_withdrawn_piece_that_readers_were_shown_is_said_and_told():
    author = factories.user()
    shown = published.public(by=author)
    piece = shown.claim.evidence.get()
    assert under_correction(shown) == ""
    evidence.withdraw(piece=piece, because="A forgery.", by=factories.user("editor"), at=AT + HOUR)
    assert under_correction(shown) == "checking"
    assert list(Notice.objects.filter(to=actor(author), kind="stale").values_list("key", flat=True)) == [
        f"withdrawn:{piece.pk}"
    ]
