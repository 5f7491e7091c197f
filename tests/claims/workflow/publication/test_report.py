"""What readers report, and what they are answered."""

import pytest

from claims.models import Event, Publication, Report
from claims.workflow.audit import Conflict
from claims.workflow.publication import reply, report
from tests import factories, published
from tests.claims.workflow.world import EDITORS, only_on_its_desk, roles_that_may

pytestmark = pytest.mark.django_db


def told(shown: Publication) -> Report:
    return report.receive(publication=shown, text="It was thirty.", address="192.0.2.9", at=factories.AT)


def test_no_event_holds_a_contact_or_what_somebody_said() -> None:
    shown = published.public()
    by, secret = factories.user("editor"), "SECRET-51"
    asked = reply.ask(
        claim=shown.claim,
        whom=secret,
        contact=secret,
        asked=secret,
        until=factories.AT + published.SOON,
        by=by,
        at=factories.AT,
    )
    reply.record(request=asked, answer=secret, answer_public=secret, by=by, at=factories.AT)
    sent = report.receive(publication=shown, text=secret, contact=secret, address="192.0.2.9", at=factories.AT)
    report.accept(report=sent, answer=secret, by=by, at=factories.AT)
    assert secret not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_report_is_answered_once_and_two_lead_to_one_correction() -> None:
    shown, by = published.public(), factories.user("editor")
    first = told(shown)
    second = report.receive(publication=shown, text="And another.", address="192.0.2.9", at=factories.AT)
    report.accept(report=first, answer="You are right.", by=by, at=factories.AT)
    report.accept(report=second, answer="You too.", by=by, at=factories.AT)
    assert first.correction == Report.objects.get(pk=second.pk).correction
    with pytest.raises(Conflict, match="answered already"):
        report.decline(report=first, answer="No.", by=by, at=factories.AT)


def test_only_editors_answer_reports_on_their_desk():
    sent = told(published.public())
    for answer in (report.decline, report.accept):
        assert roles_that_may(lambda by, do=answer: do(report=sent, answer="a", by=by, at=factories.AT)) == EDITORS
    claim = sent.publication.claim
    assert only_on_its_desk(claim, lambda by: report.decline(report=sent, answer="a", by=by, at=factories.AT))
