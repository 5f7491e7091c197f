"""Redaction takes two administrators, leaves hashes, spans, verdicts and chain, and nothing walks around it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from claims.models import Event
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.ledger import ledger, redact
from sources.models import ArticleVersion, Redaction
from tests import factories

pytestmark = pytest.mark.django_db


def one():
    decision = factories.decided()
    return decision, decision.claim.appearances.get().version


def test_two_administrators_redact_a_text_and_the_record_holds():
    decision, version = one()
    first, second = factories.user("administrator"), factories.user("administrator")
    asked = redact.ask(version=version, because="Court of Brackholm, 7 C 12/26", by=first, at=factories.AT)
    assert ArticleVersion.objects.get(pk=version.pk).text == factories.TEXT
    redact.agree(redaction=asked, by=second, at=factories.AT)
    after = ArticleVersion.objects.get(pk=version.pk)
    assert set(after.text) == {"█", "\n"}
    assert (len(after.text), bytes(after.raw)) == (len(factories.TEXT), b"")
    assert (after.text_sha256, after.raw_sha256) == (version.text_sha256, version.raw_sha256)
    decision.refresh_from_db()
    assert "cancelled forty times" in decision.payload
    assert not list(ledger.faults(None))
    entry = Event.objects.get(verb="version.redacted")
    assert entry.data["because"].startswith("Court of Brackholm")


def test_whoever_asked_cannot_agree():
    _, version = one()
    by = factories.user("administrator")
    asked = redact.ask(version=version, because="Erasure", by=by, at=factories.AT)
    with pytest.raises(Conflict, match="another administrator"):
        redact.agree(redaction=asked, by=by, at=factories.AT)
    assert ArticleVersion.objects.get(pk=version.pk).text == factories.TEXT


@pytest.mark.parametrize("role", ["reviewer", "editor"])
def test_nobody_else_may_ask(role):
    with pytest.raises(PermissionDenied):
        redact.ask(version=one()[1], because="Please", by=factories.user(role), at=factories.AT)


def by_hand(statement):
    def run(version):
        with connection.cursor() as cursor:
            cursor.execute(statement, {"v": version.pk})

    return run


WALKS = [
    ("the function without a request", by_hand("SELECT sources_redact(%(v)s)")),
    ("an UPDATE of the text", by_hand("UPDATE sources_articleversion SET text = '█' WHERE id = %(v)s")),
    ("the ORM", lambda v: ArticleVersion.objects.filter(pk=v.pk).update(text="█" * v.length)),
    (
        "one person in both places",
        lambda v: Redaction.objects.create(
            version=v, because="b", asked_by="0" * 32, asked_at=factories.AT, agreed_by="0" * 32, done_at=factories.AT
        ),
    ),
    (
        "an administrator and a reviewer",
        lambda v: Redaction.objects.filter(
            pk=redact.ask(version=v, because="b", by=factories.user("administrator"), at=factories.AT).pk
        ).update(agreed_by=actor_of(factories.user("reviewer")).pk, done_at=factories.AT),
    ),
    (
        "a request that is only asked",
        lambda v: (
            redact.ask(version=v, because="b", by=factories.user("administrator"), at=factories.AT),
            by_hand("SELECT sources_redact(%(v)s)")(v),
        ),
    ),
]


@pytest.mark.parametrize(("what", "walk"), WALKS, ids=[w[0] for w in WALKS])
def test_nothing_walks_around_the_two(what, walk):
    version = one()[1]
    with pytest.raises(DatabaseError), transaction.atomic():
        walk(version)
    assert ArticleVersion.objects.get(pk=version.pk).text == factories.TEXT


def test_asking_and_agreeing_happen_once_and_are_written_down():
    _, version = one()
    first, second = factories.user("administrator"), factories.user("administrator")
    for because in (" ", "a\0"):
        with pytest.raises(ValidationError):
            redact.ask(version=version, because=because, by=first, at=factories.AT)
    asked = redact.ask(version=version, because=" Erasure ", by=first, at=factories.AT)
    assert (asked.because, asked.asked_by, asked.asked_at) == ("Erasure", actor_of(first).pk, factories.AT)
    logged = Event.objects.get(verb="redaction.asked")
    assert (logged.article, logged.data) == (version.article_id, {"version": version.pk, "because": "Erasure"})
    with pytest.raises(Conflict, match="asked for this already"):
        redact.ask(version=version, because="Erasure", by=second, at=factories.AT)
    with pytest.raises(PermissionDenied):
        redact.agree(redaction=asked, by=factories.user("editor"), at=factories.AT)
    done = redact.agree(redaction=asked, by=second, at=factories.AT)
    assert (done.agreed_by, done.done_at) == (actor_of(second).pk, factories.AT)
    with pytest.raises(Conflict, match="redacted already"):
        redact.agree(redaction=asked, by=factories.user("administrator"), at=factories.AT)
