"""Try to reach readers past every gate of publication, as the application's own role: ORM, raw SQL, deletion."""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import rfc8785
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from claims.models import (
    Correction,
    Evidence,
    Publication,
    RatingScale,
    ReplyRequest,
    Report,
    ScaleRating,
    Verdict,
    Waiver,
    Work,
)
from claims.queries import publication as queries
from claims.workflow.evidence import evidence
from claims.workflow.publication import correct, publish, reply
from claims.workflow.review import verdict
from sources.models import Actor, Fetch
from tests import factories, published
from tests.claims.gates.refused import refused

pytestmark = pytest.mark.django_db


def row(of: Verdict, **fields: Any) -> Publication:
    """A publication as somebody would write it past the workflow, true in everything but what is changed."""
    latest = queries.latest_publication(of.claim)
    said = {"number": latest.number + 1 if latest else 1, "act": "published", "level": "", "because": ""} | fields
    under = said.pop("public_id", latest.public_id if latest else uuid.uuid4())
    shown = {name: said[name] for name in ("number", "act", "level", "because")}
    record = queries.public_record(of, under=under, **shown) | said.pop("record", {})
    payload = said.pop("payload", rfc8785.dumps(record).decode())
    claim = said.pop("claim", of.claim)
    return Publication(
        claim=claim,
        verdict=of,
        public_id=under,
        payload=payload,
        published_by=made_actor(),
        created_at=factories.AT,
        **said,
    )


def by_orm(one: Publication) -> None:
    one.save()


def in_bulk(one: Publication) -> None:
    Publication.objects.bulk_create([one], ignore_conflicts=True)


def by_sql(one: Publication) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_publication (claim_id, public_id, number, act, level, because, verdict_id, payload,"
            " published_by, created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                one.claim_id,
                one.public_id,
                one.number,
                one.act,
                one.level,
                one.because,
                one.verdict_id,
                one.payload,
                one.published_by,
                one.created_at,
            ],
        )


WAYS = [by_orm, in_bulk, by_sql]


# --- what has to be there ---------------------------------------------------------------------------------------


def never_confirmed(given: Verdict) -> None:
    assert given.claim.confirmed_at is None


def reopened(given: Verdict) -> None:
    verdict.reopen(claim=given.claim, because="A new log.", by=factories.user(), at=factories.AT)


def still_fetching(given: Verdict) -> None:
    piece = Evidence.objects.filter(claim=given.claim).get()
    Fetch.objects.filter(pk=piece.fetch_id).update(finished_at=None, outcome="", reason="")


def without_evidence(given: Verdict) -> None:
    evidence.withdraw(piece=given.claim.evidence.get(), because="Forged.", by=factories.user(), at=factories.AT)


def asked_and_waiting(given: Verdict) -> None:
    now = timezone.now()
    reply.ask(
        claim=given.claim,
        whom="The harbour",
        asked="Is it so?",
        until=now + published.SOON,
        by=factories.user(),
        at=now,
    )


def accusing(given: Verdict) -> None:
    Work.objects.filter(pk=given.claim_id).update(accuses=True)


def under_embargo(given: Verdict) -> None:
    Work.objects.filter(pk=given.claim_id).update(embargo_until=published.later())


def on_hold(given: Verdict) -> None:
    Work.objects.filter(pk=given.claim_id).update(held_because="A letter came.", held_by=made_actor())


def made_actor() -> uuid.UUID:
    return Actor.objects.create(name="Counsel").pk


# what is taken away (None: the waiver was never given), what the database says
MISSING = [
    (reopened, "the work on the claim done"),
    (never_confirmed, "confirmed wording, speaker and role"),
    (without_evidence, "the evidence that the verdict rests on"),
    (still_fetching, "an archived copy of each page"),
    (None, "the right of reply"),
    (asked_and_waiting, "the right of reply"),
    (accusing, "a legal tick"),
    (under_embargo, "the embargo to have passed"),
    (on_hold, "not on legal hold"),
]


def prepared(without: Callable[[Verdict], None] | None) -> Verdict:
    more = {"kind": "page", "url": "https://harbour.example/log"} if without is still_fetching else {}
    given = published.ready(
        **more, waived=without not in (None, asked_and_waiting), confirmed=without is not never_confirmed
    )
    if more:
        Fetch.objects.filter(evidence__claim=given.claim).update(
            finished_at=factories.AT, outcome="refused", reason="gone"
        )
    if without is not None:
        without(given)
    return given


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("without", "said"), MISSING)
def test_nothing_reaches_readers_while_something_is_missing(without: Any, said: str, way: Any) -> None:
    given = prepared(without)
    refused(lambda: way(row(given)), f"publishing needs .*{said}")
    assert not Publication.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_with_everything_there_it_is_published(way: Any) -> None:
    given = published.ready()
    way(row(given))
    assert Publication.objects.get().verdict == given


def answered(given: Verdict) -> None:
    asked = reply.ask(
        claim=given.claim,
        whom="The harbour",
        asked="Is it so?",
        until=published.later(),
        by=factories.user(),
        at=factories.AT,
    )
    reply.record(request=asked, answer="It is.", by=factories.user(), at=factories.AT)


def declined(given: Verdict) -> None:
    asked = reply.ask(
        claim=given.claim,
        whom="The harbour",
        asked="Is it so?",
        until=published.later(),
        by=factories.user(),
        at=factories.AT,
    )
    reply.record(request=asked, declined=True, by=factories.user(), at=factories.AT)


def let_it_pass(given: Verdict) -> None:
    now = timezone.now()
    asked = ReplyRequest.objects.create(
        claim=given.claim,
        whom="The harbour",
        asked="Is it so?",
        asked_by=made_actor(),
        asked_at=now,
        until=now + timedelta(seconds=1),
    )
    with connection.cursor() as cursor:  # by the database's own clock
        cursor.execute("SELECT pg_sleep_until(%s)", [asked.until])


@pytest.mark.parametrize("done", [answered, declined, let_it_pass])
def test_the_right_of_reply_is_done_without_a_waiver(done: Any) -> None:
    given = published.ready(waived=False)
    done(given)
    by_orm(row(given))
    assert not Waiver.objects.exists()


def test_a_page_that_could_not_be_archived_says_why_and_is_enough() -> None:
    given = prepared(still_fetching)
    Fetch.objects.filter(evidence__claim=given.claim).update(finished_at=factories.AT, outcome="refused", reason="gone")
    by_orm(row(given))
    assert json.loads(Publication.objects.get().payload)["evidence"][0]["archived"] is None


def test_a_waiver_of_an_earlier_round_does_not_open_the_gate_again() -> None:
    given = published.ready()
    verdict.reopen(claim=given.claim, because="Stale.", by=factories.user(), at=factories.AT)
    again = factories.ruled(claim=given.claim, rating="SUPPORTED", by=factories.user())
    refused(lambda: by_orm(row(again)), "the right of reply")


def test_only_the_latest_verdict_is_published() -> None:
    first = published.ready()
    verdict.reopen(claim=first.claim, because="Stale.", by=factories.user(), at=factories.AT)
    factories.ruled(claim=first.claim, rating="SUPPORTED", by=factories.user())
    refused(lambda: by_orm(row(first)), "latest verdict")


# --- what is said -----------------------------------------------------------------------------------------------

FORGED: list[tuple[dict[str, Any], str]] = [
    ({"record": {"rating": "DISPUTED"}}, "says what the verdict says"),
    ({"record": {"wording": "The ferry never ran."}}, "says what the verdict says"),
    ({"record": {"speaker": "Somebody else"}}, "says what the verdict says"),
    ({"record": {"verdict": {"number": 1, "hash": "0" * 64}}}, "says what the verdict says"),
    ({"record": {"note": "For colleagues only."}}, "only what is meant for readers"),
    ({"record": {"evidence": []}}, "says what the verdict says"),
    ({"payload": '{"rating": "SUPPORTED", "rating": "DISPUTED"}'}, "says what the verdict says"),
    ({"payload": "[]"}, "says what the verdict says"),
    ({"number": 2}, "counted one by one"),
    ({"number": 0}, "counted one by one"),
    ({"act": "corrected", "level": "minor", "because": "x"}, "opened first"),
    ({"act": "withdrawn", "because": "x"}, "what readers see now"),
    ({"act": "hidden"}, "publication_act|counted|what the verdict"),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("fields", "said"), FORGED)
def test_a_forged_publication_is_refused(fields: dict[str, Any], said: str, way: Any) -> None:
    given = published.ready()
    refused(lambda: way(row(given, **fields)), said)


def test_another_claims_verdict_is_not_published() -> None:
    given, other = published.ready(), published.ready()
    refused(lambda: by_orm(row(other, claim=given.claim)), "latest verdict")


def test_an_address_stays_with_its_claim() -> None:
    shown, other = published.public(), published.ready()
    refused(lambda: by_orm(row(other, public_id=shown.public_id)), "publication_page")
    published.corrected_verdict(shown.claim)
    refused(
        lambda: by_orm(
            row(shown.claim.verdicts.last(), public_id=uuid.uuid4(), act="corrected", level="update", because="x")
        ),
        "under one address",
    )


# --- corrections ------------------------------------------------------------------------------------------------

LEVELS = [  # the new rating, its reasons, the level given, whether it is enough
    ("DISPUTED", "The log says so.", "minor", False),
    ("DISPUTED", "The log says so.", "update", True),
    ("DISPUTED", "The log says so.", "substantial", True),
    ("SUPPORTED", "the log  says so!", "minor", True),
    ("SUPPORTED", "The log says so, plainly.", "minor", False),
    ("SUPPORTED", "So says the log.", "minor", False),
    ("SUPPORTED", "The log says so, 12 times.", "minor", False),
    ("SUPPORTED", "The log says so, 12 times.", "update", True),
]


@pytest.mark.parametrize(("rating", "reasons", "level", "enough"), LEVELS)
def test_the_difference_sets_the_least_level(rating: str, reasons: str, level: str, enough: bool) -> None:
    shown = published.public()
    again = published.corrected_verdict(shown.claim, rating=rating, reasons=reasons)
    one = row(again, act="corrected", level=level, because="A second log was found.")
    if enough:
        by_sql(one)
        Correction.objects.filter(claim=shown.claim).update(
            publication=queries.latest_publication(shown.claim), closed_by=made_actor(), closed_at=factories.AT
        )
        assert queries.latest_publication(shown.claim).level == level
    else:
        refused(lambda: by_sql(one), "at least “update”")


@pytest.mark.parametrize("way", WAYS)
def test_what_differs_is_not_published_as_if_it_were_new(way: Any) -> None:
    shown = published.public()
    again = published.corrected_verdict(shown.claim)
    refused(lambda: way(row(again)), "this is a correction")


def test_withdrawing_first_is_no_way_around_a_correction_or_another_person() -> None:
    shown = published.public()
    publish.withdraw_now(claim=shown.claim, because="Wrong ferry.", by=factories.user("editor"), at=factories.AT)
    same = Actor.objects.get(pk=shown.verdict.decided_by).user
    verdict.reopen(claim=shown.claim, because="Wrong ferry.", by=same, at=factories.AT)
    factories.piece(shown.claim, "disputes", by=same)
    again = factories.ruled(claim=shown.claim, rating="DISPUTED", by=same)
    published.reply_waived(again)
    refused(lambda: by_orm(row(again)), "this is a correction")
    one = row(again, act="corrected", level="substantial", because="Wrong ferry.")
    refused(lambda: by_orm(one), "needs another person")


def test_a_correction_begins_with_what_is_public_and_ends_in_a_publication_of_the_same_claim() -> None:
    given, shown = published.ready(), published.public()
    fields = {"because": "b", "opened_by": uuid.uuid4(), "created_at": factories.AT}
    refused(lambda: Correction.objects.create(claim=given.claim, **fields), "is public")
    closed = {"closed_at": factories.AT, "closed_by": uuid.uuid4()}
    refused(
        lambda: Correction.objects.create(claim=shown.claim, dropped_because="d", **closed, **fields), "begins open"
    )
    opened = correct.begin(claim=shown.claim, because="b", by=factories.user("editor"), at=factories.AT)
    refused(lambda: Correction.objects.filter(pk=opened.pk).update(publication=shown, **closed), "that corrects")
    other = published.public()
    refused(lambda: Correction.objects.filter(pk=opened.pk).update(publication=other, **closed), "that corrects")


# --- what is kept -----------------------------------------------------------------------------------------------


def rows() -> dict[str, Any]:
    """A closed row and an open one of each noun that readers or asked people stand behind."""
    shown = published.public()
    editor = factories.user("editor")
    asked = ReplyRequest.objects.create(
        claim=shown.claim,
        whom="w",
        contact="c",
        asked="q",
        asked_by=uuid.uuid4(),
        asked_at=factories.AT,
        until=published.later(),
    )
    told = Report.objects.create(publication=shown, text="t", contact="c", created_at=factories.AT)
    opened = correct.begin(claim=shown.claim, because="b", by=editor, at=factories.AT)
    return {"correction": opened, "report": told, "replyrequest": asked, "publication": shown}


CHANGES = [
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


@pytest.mark.parametrize(("noun", "fields"), CHANGES)
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
    shown = published.public()
    record = shown.payload
    for person in Actor.objects.exclude(user=None):
        person.user.delete()
    shown.refresh_from_db()
    assert (shown.payload, shown.verdict.rating) == (record, "SUPPORTED")


def test_a_report_leads_to_a_correction_of_its_own_claim() -> None:
    kept = rows()
    other = published.public()
    told = Report.objects.create(publication=other, text="t", created_at=factories.AT)
    answered = {"state": "accepted", "answer": "a", "answered_by": uuid.uuid4(), "answered_at": factories.AT}
    refused(
        lambda: Report.objects.filter(pk=told.pk).update(correction=kept["correction"], **answered), "that it is about"
    )


def test_a_scale_that_verdicts_were_given_under_takes_no_more_steps() -> None:
    published.ready()
    scale = RatingScale.objects.order_by("-id").first()
    step = {"label": "Half", "number": 3, "definition": "d", "colour": "#112233", "order": 9}
    refused(
        lambda: ScaleRating.objects.create(scale=scale, rating="SUPPORTED", missing_context=True, **step),
        "next version",
    )
