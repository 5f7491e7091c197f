"""What others rely on is never edited or deleted, on no way in: ORM, statement, cascade."""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from claims.models import Appearance, Claim, Event, Evidence, Review, Verdict
from claims.workflow.review.chain import first_broken
from sources.models import Actor, Passage
from tests import factories, published
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import by_statement, rows

pytestmark = pytest.mark.django_db


def test_these_tests_run_as_the_role_that_serves():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("claimdesk_app", False)


CHANGES = [
    ("a verdict's rating", lambda v: Verdict.objects.filter(pk=v.pk).update(rating="DISPUTED")),
    ("a verdict's payload", lambda v: by_statement("UPDATE claims_verdict SET payload = '{}' WHERE id = %s", v.pk)()),
    ("a verdict away", lambda v: by_statement("DELETE FROM claims_verdict WHERE id = %s", v.pk)()),
    ("a verdict away by the ORM", lambda v: Verdict.objects.filter(pk=v.pk).delete()),
    ("all verdicts away", lambda v: by_statement("TRUNCATE claims_verdict CASCADE")()),
    ("the claim's rating", lambda v: Claim.objects.filter(pk=v.claim_id).update(rating="DISPUTED")),
    ("the claim's rating to none", lambda v: Claim.objects.filter(pk=v.claim_id).update(rating="")),
    (
        "the claim to a rejected one",
        lambda v: Claim.objects.filter(pk=v.claim_id).update(proposal="rejected", not_a_claim="opinion"),
    ),
    ("the claim's wording", lambda v: Claim.objects.filter(pk=v.claim_id).update(wording="Another one")),
    ("the claim away", lambda v: by_statement("DELETE FROM claims_claim WHERE id = %s", v.claim_id)()),
    ("the claim back to a proposal", lambda v: Claim.objects.filter(pk=v.claim_id).update(proposal="proposed")),
    ("the review's reasons", lambda v: Review.objects.filter(pk=v.review_id).update(reasons="Others")),
    ("the review away", lambda v: by_statement("DELETE FROM claims_review WHERE id = %s", v.review_id)()),
    ("the evidence's stance", lambda v: Evidence.objects.filter(claim=v.claim_id).update(stance="disputes")),
    ("the evidence away", lambda v: by_statement("DELETE FROM claims_evidence WHERE claim_id = %s", v.claim_id)()),
    ("the appearance", lambda v: Appearance.objects.filter(claim=v.claim_id).update(start=0)),
    ("an event", lambda v: Event.objects.filter(claim=v.claim_id).update(verb="nothing.happened")),
    ("an event away", lambda v: by_statement("DELETE FROM claims_event WHERE claim = %s", v.claim_id)()),
    ("the triggers", lambda v: by_statement("ALTER TABLE claims_verdict DISABLE TRIGGER ALL")()),
    ("the triggers for this session", lambda v: by_statement("SET session_replication_role = replica")()),
    ("a table's owner", lambda v: by_statement("SET ROLE postgres")()),
]


@pytest.mark.parametrize(("what", "change"), CHANGES, ids=[what for what, _ in CHANGES])
def test_nobody_changes(what, change):
    ruling = factories.decided()
    before = (ruling.hash, ruling.payload)
    refused(lambda: change(ruling))
    ruling.refresh_from_db()
    assert (ruling.hash, ruling.payload, ruling.claim.rating) == (*before, "SUPPORTED")
    assert first_broken(ruling.claim) is None


def test_deleting_the_user_leaves_the_verdict_readable():
    by = factories.user(first_name="Mara", last_name="Lind")
    ruling = factories.decided(by=by)
    actor = Actor.objects.get(pk=ruling.decided_by)
    by.delete()
    ruling.refresh_from_db()
    actor.refresh_from_db()
    assert (ruling.rating, ruling.decided_by, actor.name, actor.user_id) == (
        "SUPPORTED",
        actor.pk,
        "Mara Lind",
        None,
    )


@pytest.mark.parametrize("noun", ["article", "version", "claim"])
def test_cascading_deletes_stop_at_what_someone_relied_on(noun):
    ruling = factories.decided()
    version = ruling.claim.appearances.get().version
    row = {"article": version.article, "version": version, "claim": ruling.claim}[noun]
    with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
        row.delete()
    assert Verdict.objects.filter(pk=ruling.pk).exists()


def test_what_a_text_declared_stays_declared():
    version = factories.version(declares="trainedAlgorithmicMedia")
    refused(lambda: Passage.objects.filter(version=version).update(digital_source_type=""), "only kind, rule")


def test_append_only_models_have_both_guards():
    """Each model that says append_only has a trigger and has lost the right to UPDATE and DELETE."""
    models = [m for m in apps.get_models() if getattr(m, "append_only", False)]
    assert {m.__name__ for m in models} == {
        "ArticleVersion",
        "Capture",
        "Comment",
        "Event",
        "Original",
        "Outcome",
        "Publication",
        "RatingScale",
        "ScaleRating",
        "Sighting",
        "Upload",
        "Verdict",
        "Waiver",
    }
    for model in models:
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_table_privilege(current_user, %s, 'UPDATE')"
                ", has_table_privilege(current_user, %s, 'DELETE')"
                ", has_table_privilege(current_user, %s, 'TRUNCATE'), count(*) FROM pg_trigger"
                " WHERE tgrelid = %s::regclass AND tgname LIKE '%%never_changes'",
                [table] * 4,
            )
            assert cursor.fetchone() == (False, False, False, 1), table


def test_integrity_error_is_what_a_gate_raises():
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=factories.decided().claim_id).update(rating="DISPUTED")


DIFFERENCES = [
    ("correction", {"because": "other"}),
    ("correction", {"opened_by": uuid.uuid4()}),
    ("correction", {"due_at": factories.AT}),
    ("report", {"text": "other"}),
    ("report", {"contact": ""}),
    ("report", {"created_at": timezone.now()}),
    ("replyrequest", {"whom": "other"}),
    ("replyrequest", {"contact": "other"}),
    ("replyrequest", {"asked": "other"}),
    ("replyrequest", {"until": timezone.now()}),
    ("publication", {"because": "other"}),
    ("publication", {"payload": "{}"}),
]


@pytest.mark.parametrize(("noun", "fields"), DIFFERENCES)
def test_only_what_closes_a_row_may_change(noun: str, fields: dict[str, Any]) -> None:
    one = rows()[noun]
    refused(lambda: type(one).objects.filter(pk=one.pk).update(**fields), "refused|permission denied")


CLOSED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "correction": (
        {"dropped_because": "d", "closed_by": uuid.uuid4(), "closed_at": factories.AT},
        {"dropped_because": "other"},
    ),
    "report": (
        {"state": "declined", "answer": "a", "answered_by": uuid.uuid4(), "answered_at": factories.AT},
        {"answer": "other"},
    ),
    "replyrequest": (
        {"answer": "a", "answered_at": factories.AT, "recorded_by": uuid.uuid4()},
        {"answer_public": "other"},
    ),
}


@pytest.mark.parametrize("noun", CLOSED)
def test_what_was_closed_stays_as_it_was_closed(noun: str) -> None:
    one = rows()[noun]
    mine = type(one).objects.filter(pk=one.pk)
    closes, changes = CLOSED[noun]
    assert mine.update(**closes) == 1
    refused(lambda: mine.update(**changes), "refused")


@pytest.mark.parametrize("noun", ["correction", "report", "replyrequest", "publication"])
def test_nothing_of_it_is_deleted_and_nothing_takes_it_along(noun: str) -> None:
    one = rows()[noun]
    table = type(one)._meta.db_table

    def away() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [one.pk])

    refused(away, "refused|permission denied")
    for target in (one.claim if hasattr(one, "claim") else one.publication,):
        with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
            target.delete()


def test_deleting_the_people_leaves_what_readers_saw() -> None:
    publication = published.public()
    record = publication.payload
    for person in Actor.objects.exclude(user=None):
        person.user.delete()
    publication.refresh_from_db()
    assert (publication.payload, publication.verdict.rating) == (record, "SUPPORTED")
