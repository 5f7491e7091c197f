"""Nothing reaches readers while a gate is shut, on no way in; with every gate open it does."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from claims.models import (
    Claim,
    Evidence,
    Publication,
    ReplyRequest,
    Verdict,
    Waiver,
    Work,
)
from claims.queries.publication import gates
from claims.workflow.assignment import publication_hold
from claims.workflow.claim import words_stand
from claims.workflow.evidence import evidence
from claims.workflow.publication import confirm, publish, reply
from claims.workflow.review import verdict
from sources.models import Fetch
from tests import factories, published
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import WAYS, Attempt, answered, asked, blind, by_orm, row, somebody

pytestmark = pytest.mark.django_db


def never_confirmed(ruling: Verdict) -> None:
    assert ruling.claim.confirmed_at is None


def reopened(ruling: Verdict) -> None:
    verdict.reopen(claim=ruling.claim, because="A new log.", by=factories.user(), at=factories.AT)


def still_fetching(ruling: Verdict) -> None:
    item = Evidence.objects.filter(claim=ruling.claim).get()
    Fetch.objects.filter(pk=item.fetch_id).update(finished_at=None, outcome="", reason="")


def without_evidence(ruling: Verdict) -> None:
    evidence.withdraw(evidence=ruling.claim.evidence.get(), because="Forged.", by=factories.user(), at=factories.AT)


def asked_and_waiting(ruling: Verdict) -> None:
    now = timezone.now()
    reply.ask(
        claim=ruling.claim,
        whom="The harbour",
        asked="Is it so?",
        until=now + published.SOON,
        by=factories.user(),
        at=now,
    )


def accusing(ruling: Verdict) -> None:
    Work.objects.filter(pk=ruling.claim_id).update(accuses=True)


def under_embargo(ruling: Verdict) -> None:
    Work.objects.filter(pk=ruling.claim_id).update(embargo_until=published.later())


def on_hold(ruling: Verdict) -> None:
    Work.objects.filter(pk=ruling.claim_id).update(held_because="A letter came.", held_by=somebody())


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
    ruling = published.ready(
        **more, waived=without not in (None, asked_and_waiting), confirmed=without is not never_confirmed
    )
    if more:
        Fetch.objects.filter(evidence__claim=ruling.claim).update(
            finished_at=factories.AT, outcome="refused", reason="gone"
        )
    if without is not None:
        without(ruling)
    return ruling


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("without", "sentence"), MISSING)
def test_nothing_reaches_readers_while_something_is_missing(without: Any, sentence: str, way: Any) -> None:
    ruling = prepared(without)
    refused(lambda: way(row(ruling)), f"publishing needs .*{sentence}")
    assert not Publication.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_with_everything_there_it_is_published(way: Any) -> None:
    ruling = published.ready()
    way(row(ruling))
    assert Publication.objects.get().verdict == ruling


def declined(ruling: Verdict) -> None:
    asked = reply.ask(
        claim=ruling.claim,
        whom="The harbour",
        asked="Is it so?",
        until=published.later(),
        by=factories.user(),
        at=factories.AT,
    )
    reply.record(request=asked, declined=True, by=factories.user(), at=factories.AT)


def let_it_pass(ruling: Verdict) -> None:
    now = timezone.now()
    asked = ReplyRequest.objects.create(
        claim=ruling.claim,
        whom="The harbour",
        asked="Is it so?",
        asked_by=somebody(),
        asked_at=now,
        until=now + timedelta(seconds=1),
    )
    with connection.cursor() as cursor:  # by the database's own clock
        cursor.execute("SELECT pg_sleep_until(%s)", [asked.until])


@pytest.mark.parametrize("done", [answered, declined, let_it_pass])
def test_the_right_of_reply_is_done_without_a_waiver(done: Any) -> None:
    ruling = published.ready(waived=False)
    done(ruling)
    by_orm(row(ruling))
    assert not Waiver.objects.exists()


def test_a_page_that_could_not_be_archived_says_why_and_is_enough() -> None:
    ruling = prepared(still_fetching)
    Fetch.objects.filter(evidence__claim=ruling.claim).update(
        finished_at=factories.AT, outcome="refused", reason="gone"
    )
    by_orm(row(ruling))
    assert json.loads(Publication.objects.get().payload)["evidence"][0]["archived"] is None


def test_a_waiver_of_an_earlier_round_does_not_open_the_gate_again() -> None:
    ruling = published.ready()
    verdict.reopen(claim=ruling.claim, because="Stale.", by=factories.user(), at=factories.AT)
    again = factories.ruled(claim=ruling.claim, rating="SUPPORTED", by=factories.user())
    refused(lambda: by_orm(row(again)), "the right of reply")


def with_a_tick_of_an_earlier_round() -> Attempt:
    editor = factories.user("editor")
    ruling = published.ready()
    publication_hold.set_accuses(claim=ruling.claim, accuses=True, by=editor, at=factories.AT)
    publication_hold.clear(claim=ruling.claim, by=editor, at=factories.AT)
    verdict.reopen(claim=ruling.claim, because="Another log.", by=editor, at=factories.AT)
    return row(
        published.reply_waived(factories.ruled(claim=ruling.claim, rating="SUPPORTED", by=factories.user()))
    ).save


def with_a_reply_of_an_earlier_round() -> Attempt:
    ruling = published.ready(waived=False)
    asked(ruling.claim, at=factories.AT - timedelta(days=2), answered=True)
    verdict.reopen(claim=ruling.claim, because="Another log.", by=factories.user("editor"), at=factories.AT)
    return row(factories.ruled(claim=ruling.claim, rating="SUPPORTED", by=factories.user())).save


def asked_yesterday_until_yesterday() -> Attempt:
    ruling = published.ready(waived=False)
    asked(ruling.claim, at=timezone.now() - timedelta(days=1), recorded_at=timezone.now() - timedelta(days=1))
    return row(ruling).save


@pytest.mark.parametrize("ruling", [published.ready, blind, lambda: blind(differ=True)])
def test_a_verdict_reaches_readers(ruling: Callable[[], Verdict]) -> None:
    assert published.public(ruling()).number == 1


def test_a_reply_on_the_way_to_this_verdict_is_enough() -> None:
    ruling = published.ready(waived=False)
    request = reply.ask(
        claim=ruling.claim,
        whom="The harbour",
        asked="Is it so?",
        until=published.later(),
        by=factories.user(),
        at=factories.AT,
    )
    reply.record(request=request, answer="It is.", by=factories.user(), at=factories.AT)
    assert publish.publish(claim=ruling.claim, by=factories.user("editor"), at=factories.AT).number == 1


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (with_a_tick_of_an_earlier_round, "legal tick"),
    (with_a_reply_of_an_earlier_round, "right of reply"),
    (asked_yesterday_until_yesterday, "right of reply"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)


OPEN = "[The ferry] was cancelled forty times [date unknown]"


def holds(claim: Claim) -> bool:
    return next(gate.holds for gate in gates(claim) if gate.gate == "words")


def test_words_in_which_something_is_unknown_are_published_when_somebody_says_that_they_stand() -> None:
    claim = factories.claim(wording=OPEN)
    assert holds(factories.claim())
    assert not holds(claim)
    ruling = published.ready(claim, confirmed=False)
    by = factories.user()
    confirm.confirm(claim=claim, words_stand_because="The page has no date.", by=by, at=factories.AT)
    assert holds(claim)
    by_orm(row(ruling))
    assert Publication.objects.get().verdict == ruling


def test_an_open_meaning_shuts_the_gate() -> None:
    assert not holds(factories.rendered(mark="", certain=False))
    assert holds(factories.rendered(mark="", certain=True))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", WAYS)
def test_what_was_confirmed_before_words_were_looked_at_is_not_published(way: Any, owner: Any) -> None:
    ruling = published.ready()
    with owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        owner.execute("UPDATE claims_claim SET wording = %s WHERE id = %s", [OPEN, ruling.claim_id])
    refused(lambda: way(row(ruling)), "publishing needs words in which nothing is unknown")
    words_stand.let_stand(claim=ruling.claim, because="No date.", by=factories.user(), at=factories.AT)
    assert holds(ruling.claim)
