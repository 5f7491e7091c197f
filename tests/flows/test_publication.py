"""One story end to end, by the doors: published, objected to, being corrected, corrected by another person."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Event, Publication
from claims.workflow.audit import Conflict
from claims.workflow.publication import publish
from claims.workflow.review.chain import first_broken
from tests import factories, published

pytestmark = pytest.mark.django_db


def of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_what_readers_saw_is_put_right_by_another_person_and_nothing_of_it_is_lost() -> None:
    author, editor, reader = factories.user(), of(factories.user("editor")), Client()
    claim: Claim = published.ready(by=author, waived=False).claim
    desk = reverse("desk:publication", args=[claim.pk])

    def do(action: str, status: int = 302, **fields: object) -> None:
        assert editor.post(desk, {"action": action, **fields}).status_code == status, action

    do("publish", 400)
    do("ask", whom="Harbour office", asked="So?", until="2999-01-01T00:00")
    do("publish", 400)
    do("answered", request=claim.reply_requests.get().pk, answer="It is.", answer_public="“It is.”")
    do("publish")
    record = Publication.objects.get()
    page = reverse("public:page", args=[record.public_id])
    assert "“It is.”" in reader.get(page).content.decode()

    reader.post(reverse("public:report", args=[record.public_id]), {"text": "The second log lists twelve."})
    do("report", report=record.reports.get().pk, outcome="accept", answer="You are right.")
    assert "being corrected" in reader.get(page).content.decode()

    other = factories.user()
    factories.evidence(claim, "disputes", by=other, note_public="The second log.")
    factories.ruled(claim=claim, rating="DISPUTED", by=other)
    do("finish", 400, level="minor", because="A second log was found.")
    do("finish", level="substantial", because="A second log was found.")
    seen = reader.get(page).content.decode()
    assert "being corrected" not in seen
    assert "Disputed" in seen
    assert "A second log was found." in seen

    first, second = Publication.objects.order_by("number")
    assert json.loads(first.payload)["rating"] == "SUPPORTED", "what readers saw first is kept as they saw it"
    assert json.loads(second.payload)["verdict"] == {"number": 2, "hash": claim.verdicts.last().hash}
    assert first_broken(claim) is None
    verbs = list(Event.objects.filter(claim=claim.pk).order_by("id").values_list("verb", flat=True))
    kept = [verb for verb in verbs if verb.partition(".")[0] in ("reply", "report", "correction") or verb in PUBLIC]
    assert kept == [
        "reply.asked",
        "reply.recorded",
        "claim.published",
        "report.received",
        "correction.opened",
        "report.answered",
        "claim.corrected",
    ]


PUBLIC = ("claim.published", "claim.corrected", "claim.withdrawn")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_many_who_do_it_at_once_have_one_effect(action: str) -> None:
    ruling = published.ready()
    if action == "withdraw":
        published.public(ruling)
    people = [factories.user("editor") for _ in range(6)]

    def do(by: User) -> str:
        try:
            if action == "publish":
                publish.publish(claim=ruling.claim, by=by, at=factories.AT)
            else:
                publish.withdraw_now(claim=ruling.claim, because="Wrong.", by=by, at=factories.AT)
        except Conflict:
            return "too late"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(people)) as crowd:
        said = list(crowd.map(do, people))
    assert sorted(said) == ["done"] + ["too late"] * 5
    assert Publication.objects.count() == (1 if action == "publish" else 2)
