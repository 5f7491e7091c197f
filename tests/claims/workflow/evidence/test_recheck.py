"""Is the page that is evidence still there?"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from claims.models import Event, Recheck
from claims.workflow.evidence import evidence, original, recheck
from sources import ingest
from sources.models import Fetch
from sources.pipeline.fetch import fetch
from tests import factories
from tests.claims.workflow.world import only_on_its_desk

pytestmark = pytest.mark.django_db


PAGE = "https://harbour.example/log"


def served(monkeypatch, text: str = "", *, gone: str = "") -> None:
    def get(url, **_):
        if gone:
            raise fetch.CannotBeDone(gone)
        return fetch.Fetched(url, url, 200, "text/plain", None, text.encode(), (), {})

    monkeypatch.setattr(fetch, "get", get)
    while ingest.read_one(at=factories.AT):
        pass


def archived(monkeypatch, text: str = "Forty crossings were cancelled.\n"):
    item = factories.evidence(factories.claim(), kind="page", url=PAGE)
    served(monkeypatch, text)
    item.refresh_from_db()
    return item


def looked(made_: Recheck) -> recheck.Look:
    return recheck.look(Recheck.objects.select_related("fetch__version", "evidence__fetch__version").get(pk=made_.pk))


@pytest.mark.parametrize(
    ("answer", "found", "why"),
    [
        ({"text": "Forty crossings were cancelled.\n"}, ("same", ""), "the same text"),
        ({"text": "Thirty crossings were cancelled.\n"}, ("changed", ""), "another text"),
        ({"gone": "The page is not there (404)."}, ("gone", "The page is not there (404)."), "and why"),
    ],
)
def test_a_second_look_says_what_became_of_the_page(monkeypatch, answer, found, why: str) -> None:
    item = archived(monkeypatch)
    asked = recheck.ask(evidence=item, by=factories.user(), at=factories.AT)
    assert looked(asked).found == "waiting"
    served(monkeypatch, **answer)
    look = looked(asked)
    assert (look.found, look.reason) == found, why
    item.refresh_from_db()
    assert item.fetch_id != asked.fetch_id, "our copy stays as it was"
    assert Event.objects.get(verb="evidence.rechecked").claim == item.claim_id


def test_a_changed_page_may_still_hold_the_words(monkeypatch) -> None:
    kept = archived(monkeypatch).fetch.version
    item = evidence.add(
        claim=factories.claim(),
        kind="passage",
        stance="supports",
        note="The log.",
        version=kept,
        start=0,
        end=5,
        exact="Forty",
        url=PAGE,
        by=factories.user(),
        at=factories.AT,
    )
    served(monkeypatch, "Forty crossings were cancelled.\n")
    for text, stand in (("Forty crossings and one.\n", True), ("Thirty.\n", False)):
        asked = recheck.ask(evidence=item, by=factories.user(), at=factories.AT)
        served(monkeypatch, text)
        assert (looked(asked).found, looked(asked).words_stand) == ("changed", stand)


def test_a_page_that_could_not_be_archived_is_evidence_all_the_same(monkeypatch) -> None:
    item = factories.evidence(factories.claim(), kind="page", url=PAGE)
    served(monkeypatch, gone="It is behind a door.")
    item.refresh_from_db()
    assert (item.fetch.outcome, item.fetch.reason, item.withdrawn_at) == ("refused", "It is behind a door.", None)
    asked = recheck.ask(evidence=item, by=factories.user(), at=factories.AT)
    served(monkeypatch, "Here it is.\n")
    assert looked(asked).found == "first"


def test_a_look_under_way_is_not_doubled(monkeypatch) -> None:
    item = archived(monkeypatch)
    first, second = (recheck.ask(evidence=item, by=factories.user(), at=factories.AT) for _ in range(2))
    assert first == second
    assert Fetch.objects.filter(finished_at=None).count() == 1


def test_who_and_what_cannot_be_looked_at(monkeypatch) -> None:
    with pytest.raises(ValidationError, match="no address"):
        recheck.ask(evidence=factories.evidence(factories.claim()), by=factories.user(), at=factories.AT)
    with pytest.raises(PermissionDenied):
        recheck.ask(evidence=archived(monkeypatch), by=factories.user("nobody"), at=factories.AT)


def test_a_forged_look_is_refused(monkeypatch) -> None:
    item = archived(monkeypatch)
    other = Fetch.objects.create(via="url", url="https://other.example/", purpose="evidence", created_at=factories.AT)
    for row in (other, item.fetch):
        with pytest.raises(DatabaseError, match=r"claims\.recheck\.other_page"), transaction.atomic():
            Recheck.objects.create(evidence=item, fetch=row, created_at=factories.AT)
    asked = recheck.ask(evidence=item, by=factories.user(), at=factories.AT)
    for bend in (lambda: Recheck.objects.update(fetch=other), lambda: Recheck.objects.filter(pk=asked.pk).delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            bend()


def found(claim, by=None, **fields):
    values = {"source": "Minutes of the council", "grade": "verbatim", "words": "The town paid for each of them"}
    return original.add(claim=claim, by=by or factories.user(), at=factories.AT, **{**values, **fields})


def test_a_look_says_who_asked_and_only_on_their_desk(monkeypatch) -> None:
    item, by = archived(monkeypatch), factories.user()
    asked = recheck.ask(evidence=item, by=by, at=factories.AT)
    assert (asked.asked_by, asked.fetch.purpose, asked.fetch.url) == (by.actor.pk, "evidence", PAGE)
    logged = Event.objects.get(verb="evidence.rechecked")
    assert (logged.data, logged.actor) == ({"evidence": item.pk, "recheck": asked.pk}, by.actor.pk)
    assert only_on_its_desk(item.claim, lambda by: recheck.ask(evidence=item, by=by, at=factories.AT))


def test_a_look_at_other_evidence_of_the_same_page_is_another_look(monkeypatch) -> None:
    first, second = archived(monkeypatch), factories.evidence(factories.claim(), kind="page", url=PAGE)
    served(monkeypatch, "Forty.\n")
    one = recheck.ask(evidence=first, by=factories.user(), at=factories.AT)
    assert recheck.ask(evidence=second, by=factories.user(), at=factories.AT) != one
