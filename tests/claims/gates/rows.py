"""Rows as somebody would write them past the workflow, and claims in the state that a gate looks at."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import rfc8785
from django.contrib.auth.models import User
from django.db import connection

from claims.models import (
    Claim,
    Evidence,
    Publication,
    ReplyRequest,
    Report,
    Review,
    Verdict,
    Work,
)
from claims.queries import publication as queries
from claims.workflow.assignment import publication_hold
from claims.workflow.claim import proposals
from claims.workflow.publication import confirm, correct, reply
from claims.workflow.review import plan, verdict
from sources.models import Actor
from tests import factories, published

Attempt = Callable[[], object]


def by_statement(statement, *values):
    def attempt():
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return attempt


def row(of: Verdict, **fields: Any) -> Publication:
    """A publication as somebody would write it past the workflow, true in everything but what is changed."""
    latest = queries.latest_publication(of.claim)
    values = {"number": latest.number + 1 if latest else 1, "action": "published", "level": "", "because": ""} | fields
    under = values.pop("public_id", latest.public_id if latest else uuid.uuid4())
    head = {name: values[name] for name in ("number", "action", "level", "because")}
    record = queries.public_record(of, under=under, **head) | values.pop("record", {})
    payload = values.pop("payload", rfc8785.dumps(record).decode())
    claim = values.pop("claim", of.claim)
    return Publication(
        claim=claim,
        verdict=of,
        public_id=under,
        payload=payload,
        published_by=somebody(),
        created_at=factories.AT,
        **values,
    )


def by_orm(publication: Publication) -> None:
    publication.save()


def in_bulk(publication: Publication) -> None:
    Publication.objects.bulk_create([publication], ignore_conflicts=True)


def by_sql(publication: Publication) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_publication (claim_id, public_id, number, action, level, because, verdict_id, payload,"
            " published_by, created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                publication.claim_id,
                publication.public_id,
                publication.number,
                publication.action,
                publication.level,
                publication.because,
                publication.verdict_id,
                publication.payload,
                publication.published_by,
                publication.created_at,
            ],
        )


WAYS = [by_orm, in_bulk, by_sql]


def somebody() -> uuid.UUID:
    return Actor.objects.create(name="Counsel").pk


def answered(ruling: Verdict) -> None:
    asked = reply.ask(
        claim=ruling.claim,
        whom="The harbour",
        asked="Is it so?",
        until=published.later(),
        by=factories.user(),
        at=factories.AT,
    )
    reply.record(request=asked, answer="It is.", by=factories.user(), at=factories.AT)


def rows() -> dict[str, Any]:
    """A closed row and an open one of each noun that readers or asked people stand behind."""
    publication = published.public()
    editor = factories.user("editor")
    asked = ReplyRequest.objects.create(
        claim=publication.claim,
        whom="w",
        contact="c",
        asked="q",
        asked_by=uuid.uuid4(),
        asked_at=factories.AT,
        until=published.later(),
    )
    report = Report.objects.create(publication=publication, text="t", contact="c", created_at=factories.AT)
    opened = correct.begin(claim=publication.claim, because="b", by=editor, at=factories.AT)
    return {"correction": opened, "report": report, "replyrequest": asked, "publication": publication}


def picked(plan_: str = "pair", **fields: Any) -> tuple[Claim, User]:
    """A claim that waits in the queue, with evidence for it, and an editor."""
    editor = factories.user("editor")
    claim = proposals.accept(claim=factories.claim(), by=editor, at=factories.AT)
    factories.evidence(claim, by=editor)
    if plan_ != "pair":
        plan.set_plan(claim=claim, plan=plan_, because="Asked for.", by=editor, at=factories.AT, **fields)
    return claim, editor


def handed_in(claim: Claim, by: User | None = None, rating: str = "SUPPORTED") -> Review:
    return verdict.propose(
        claim=claim, rating=rating, reasons="The log.", by=by or factories.user(), at=factories.AT
    ).review


def change_claim(claim: Claim, **fields: Any) -> Attempt:
    return lambda: Claim.objects.filter(pk=claim.pk).update(**fields)


def at_the_end(attempt: Attempt) -> Attempt:
    """The action, and what the database looks at when a transaction ends."""

    def both() -> None:
        attempt()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return both


def again(claim: Claim, by: User, rating: str, *, reasons: str = "The log says so.", **more: Any) -> Verdict:
    correct.begin(claim=claim, because="A second log was found.", by=factories.user("editor"), at=factories.AT)
    factories.evidence(claim, "disputes" if rating == "DISPUTED" else "supports", by=by)
    ruling = factories.ruled(claim=claim, rating=rating, by=by, reasons=reasons, **more)
    return published.reply_waived(ruling)


def asked(claim: Claim, *, at: Any, answered: bool = False, **more: Any) -> ReplyRequest:
    values = {"answer": "It is.", "recorded_by": somebody(), "answered_at": at} if answered else {}
    return ReplyRequest.objects.create(
        claim=claim,
        whom="The harbour",
        asked="Is it so?",
        asked_by=somebody(),
        asked_at=at,
        until=at + timedelta(hours=1),
        **values,
        **more,
    )


def page_as_evidence(claim: Claim, url: str, **fields: Any) -> Attempt:
    return lambda: Evidence.objects.create(
        claim=claim,
        kind="page",
        stance="supports",
        note="n",
        url=url,
        added_by=somebody(),
        created_at=factories.AT,
        **fields,
    )


def on_hold(begun: bool = False) -> tuple[Claim, Review | None]:
    claim, editor = picked()
    review = verdict.take(claim=claim, by=factories.user(), at=factories.AT) if begun else None
    publication_hold.hold(claim=claim, because="A letter came.", by=editor, at=factories.AT)
    return claim, review


def blind(*, differ: bool = False) -> Verdict:
    """A verdict by two who read apart, and where they differ by an adjudicator; ready for readers."""
    claim, editor = picked("blind")
    confirm.confirm(claim=claim, by=editor, at=factories.AT)
    handed_in(claim)
    last = verdict.propose(
        claim=claim,
        rating="NOT_CHECKABLE" if differ else "SUPPORTED",
        reasons="The log.",
        by=factories.user(),
        at=factories.AT,
    )
    if differ:
        assert Work.objects.get(pk=claim.pk).stage == "adjudication"
        last = verdict.propose(
            claim=claim, rating="SUPPORTED", reasons="The log.", by=factories.user("editor"), at=factories.AT
        )
    assert last.verdict is not None
    return published.reply_waived(last.verdict)
