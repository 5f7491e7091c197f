"""What readers report, and what they are answered."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event, Publication, Report
from claims.workflow.audit import Conflict
from claims.workflow.publication import reply, report
from claims.workflow.publication.rate_limit import TooOften
from tests import factories, published
from tests.claims.workflow.world import EDITORS, only_on_its_desk, roles_that_may

pytestmark = pytest.mark.django_db


def sent_report(current: Publication) -> Report:
    return report.receive(publication=current, text="It was thirty.", address="192.0.2.9", at=factories.AT)


def test_no_event_holds_a_contact_or_what_somebody_said() -> None:
    current = published.public()
    by, secret = factories.user("editor"), "SECRET-51"
    asked = reply.ask(
        claim=current.claim,
        whom=secret,
        contact=secret,
        asked=secret,
        until=factories.AT + published.SOON,
        by=by,
        at=factories.AT,
    )
    reply.record(request=asked, answer=secret, answer_public=secret, by=by, at=factories.AT)
    sent = report.receive(publication=current, text=secret, contact=secret, address="192.0.2.9", at=factories.AT)
    report.accept(report=sent, answer=secret, by=by, at=factories.AT)
    assert secret not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_report_is_answered_once_and_two_lead_to_one_correction() -> None:
    current, by = published.public(), factories.user("editor")
    first = sent_report(current)
    second = report.receive(publication=current, text="And another.", address="192.0.2.9", at=factories.AT)
    report.accept(report=first, answer="You are right.", by=by, at=factories.AT)
    report.accept(report=second, answer="You too.", by=by, at=factories.AT)
    assert first.correction == Report.objects.get(pk=second.pk).correction
    with pytest.raises(Conflict, match="answered already"):
        report.decline(report=first, answer="No.", by=by, at=factories.AT)


def test_only_editors_answer_reports_on_their_desk():
    sent = sent_report(published.public())
    for answer in (report.decline, report.accept):
        assert roles_that_may(lambda by, do=answer: do(report=sent, answer="a", by=by, at=factories.AT)) == EDITORS
    claim = sent.publication.claim
    assert only_on_its_desk(claim, lambda by: report.decline(report=sent, answer="a", by=by, at=factories.AT))


def test_a_report_is_kept_and_the_same_again_is_one_while_it_waits():
    current = published.public()
    send = {"publication": current, "address": "192.0.2.9", "at": factories.AT}
    row = report.receive(**send, text=" It was\r\nthirty. ", contact=" a@b.example ")
    assert (row.text, row.contact, row.state) == ("It was\nthirty.", "a@b.example", "new")
    assert report.receive(**send, text="It was\nthirty.", contact="a@b.example") == row
    assert Event.objects.filter(verb="report.received").count() == 1
    assert report.receive(**send, text="It was\nthirty.", contact="") != row
    assert report.receive(**{**send, "publication": published.public()}, text=row.text, contact=row.contact) != row
    report.decline(report=row, answer="No.", by=factories.user("editor"), at=factories.AT)
    assert report.receive(**send, text=row.text, contact=row.contact) != row


WRONG = [
    ({"text": " "}, "text"),
    ({"text": "x" * 5_001}, "text"),
    ({"text": "\0"}, "text"),
    ({"contact": "x" * 301}, "contact"),
]


@pytest.mark.parametrize(("fields", "field"), WRONG)
def test_a_report_that_lacks_something_names_its_field_and_counts_as_a_post(fields, field):
    current = published.public()
    send = {"publication": current, "address": "192.0.2.9", "at": factories.AT, "text": "No."}
    with pytest.raises(ValidationError) as refusal:
        report.receive(**{**send, **fields})
    assert set(refusal.value.message_dict) == {field}
    for _ in range(9):
        report.receive(**send)
    with pytest.raises(TooOften):
        report.receive(**send)


def test_an_answer_is_kept_with_who_gave_it():
    current, by = published.public(), factories.user("editor")
    row, other = (
        sent_report(current),
        report.receive(publication=current, text="x", address="192.0.2.9", at=factories.AT),
    )
    done = report.decline(report=row, answer=" It was forty. ", by=by, at=factories.AT)
    assert (done.state, done.answer, done.answered_by, done.answered_at, done.correction) == (
        "declined",
        "It was forty.",
        by.actor.pk,
        factories.AT,
        None,
    )
    logged = Event.objects.get(verb="report.answered")
    assert logged.data == {"report": row.pk, "state": "declined", "correction": None}
    agreed = report.accept(report=other, answer="Yes.", because=" A log. ", by=by, at=factories.AT)
    assert (agreed.state, agreed.correction.because) == ("accepted", "A log.")
    assert Event.objects.filter(verb="report.answered").latest("id").data["correction"] == agreed.correction.pk


@pytest.mark.parametrize("answer", [" ", "a\0", "x" * 5_001])
def test_an_answer_that_cannot_be_given_opens_no_correction(answer):
    row = sent_report(published.public())
    for action in (report.accept, report.decline):
        with pytest.raises(ValidationError) as refusal:
            action(report=row, answer=answer, by=factories.user("editor"), at=factories.AT)
        assert set(refusal.value.message_dict) == {"answer"}
    assert not Event.objects.filter(verb="correction.opened").exists()
    assert report.decline(report=row, answer="x" * 5_000, by=factories.user("editor"), at=factories.AT)
