"""A claim that no article holds is entered, and where else it was seen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Event, Sighting
from claims.workflow.audit import actor_of
from claims.workflow.claim import sighting
from claims.workflow.claim.sighting import SightingDetails
from tests import factories
from tests.claims.workflow.world import AT, EVERYBODY, LATER, MINUTE, TIP, only_on_its_desk, roles_that_may, work

pytestmark = pytest.mark.django_db


def test_a_claim_without_an_article_is_picked_and_the_tipsters_contact_stays_in_its_row():
    claim = sighting.enter(
        wording=" The ferry\nnever sailed. ",
        type="event",
        seen=TIP,
        speaker="Agnes Tolland",
        by=factories.user(),
        at=AT,
    )
    assert (claim.wording, work(claim).stage, claim.speaker) == ("The ferry never sailed.", "picked", "Agnes Tolland")
    assert Sighting.objects.get().contact == "mole@example.org, 555 0199"
    for entry in Event.objects.all():
        assert "mole" not in str(entry.data)
        assert "letter" not in str(entry.data)
    factories.evidence(claim)
    decision = factories.ruled(claim=claim, rating="SUPPORTED", by=factories.user())
    assert "mole" not in decision.payload


BAD = [
    ({"wording": " "}, {}, "wording"),
    ({"wording": "x" * 2001}, {}, "wording"),
    ({"type": "gossip"}, {}, "type"),
    ({"speaker": "a\0"}, {}, "speaker"),
    ({}, {"medium": "dream"}, "medium"),
    ({}, {"seen_in": "  "}, "seen_in"),
    ({}, {"seen_at": LATER}, "seen_at"),
    ({}, {"contact": "x" * 301}, "contact"),
    ({}, {"exact": "a\0b"}, "exact"),
]


@pytest.mark.parametrize(("claim", "seen", "field"), BAD)
def test_what_is_missing_names_the_field(claim, seen, field):
    values = {"medium": "broadcast", "seen_in": "Radio Brackholm", **seen}
    with pytest.raises(ValidationError) as wrong:
        sighting.enter(
            **{
                "wording": "It never sailed.",
                "type": "event",
                "seen": SightingDetails(**values),
                "by": factories.user(),
                "at": AT,
            }
            | claim
        )
    assert field in wrong.value.error_dict
    assert not Sighting.objects.exists()
    assert not Claim.objects.exists()


def test_reviewers_and_editors_say_where_a_claim_was_seen_and_nobody_else():
    claim = factories.claim()
    assert (
        roles_that_may(lambda by: sighting.enter(wording="It sank.", type="event", seen=TIP, by=by, at=AT)) == EVERYBODY
    )
    assert roles_that_may(lambda by: sighting.add(claim=claim, seen=TIP, by=by, at=AT)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: sighting.add(claim=claim, seen=TIP, by=by, at=AT))


def test_a_sighting_that_was_sent_twice_is_one():
    claim, by = factories.claim(), factories.user()
    first = sighting.add(claim=claim, seen=TIP, by=by, at=AT)
    assert sighting.add(claim=claim, seen=TIP, by=by, at=AT + timedelta(seconds=59)) == first
    assert Event.objects.filter(verb="claim.sighted").count() == 1
    assert sighting.add(claim=claim, seen=TIP, by=by, at=AT + MINUTE) != first, "later, it is meant"
    assert sighting.add(claim=claim, seen=TIP, by=factories.user(), at=AT) != first
    assert sighting.add(claim=factories.claim(), seen=TIP, by=by, at=AT) != first
    claim.refresh_from_db()
    assert claim.touched_at == AT


def test_a_claim_that_was_entered_twice_is_one():
    enter = {"wording": "It never sailed.", "type": "event", "seen": TIP}
    by = factories.user()
    first = sighting.enter(**enter, by=by, at=AT)
    assert sighting.enter(**enter, by=by, at=AT + timedelta(seconds=59)) == first
    assert Event.objects.filter(verb="claim.entered").count() == 1
    assert sighting.enter(**enter, by=by, at=AT + MINUTE) != first, "later, it is meant"
    assert sighting.enter(**enter, by=factories.user(), at=AT) != first
    assert sighting.enter(**{**enter, "wording": "It sank."}, by=by, at=AT) != first
    assert sighting.enter(**{**enter, "seen": replace(TIP, seen_in="A call")}, by=by, at=AT) != first
    assert (first.touched_at, first.proposal, first.score) == (AT, "accepted", 1)


LIMITS = {"seen_in": 2_000, "exact": 20_000, "contact": 300}


@pytest.mark.parametrize("field", LIMITS)
def test_each_text_of_a_sighting_has_its_limit(field):
    claim = factories.claim()
    assert sighting.add(claim=claim, seen=replace(TIP, **{field: "x" * LIMITS[field]}), by=factories.user(), at=AT)
    with pytest.raises(ValidationError) as refusal:
        sighting.add(claim=claim, seen=replace(TIP, **{field: "x" * (LIMITS[field] + 1)}), by=factories.user(), at=AT)
    assert set(refusal.value.message_dict) == {field}


@pytest.mark.parametrize(("field", "most"), [("wording", 2_000), ("speaker", 300), ("role", 600)])
def test_each_text_of_an_entered_claim_has_its_limit(field, most):
    values = {"wording": "It sank.", "type": "event", "seen": TIP, "by": factories.user(), "at": AT}
    assert sighting.enter(**{**values, field: "x" * most})
    with pytest.raises(ValidationError) as refusal:
        sighting.enter(**{**values, field: "x" * (most + 1)})
    assert set(refusal.value.message_dict) == {field}


def test_what_was_seen_is_stored_in_one_line_by_whoever_saw_it():
    claim, by = factories.claim(), factories.user()
    seen = replace(TIP, seen_in=" A  letter ", exact=" It sank. ", contact=" a@b.example ", seen_at=AT)
    row = sighting.add(claim=claim, seen=seen, by=by, at=AT)
    assert (row.seen_in, row.exact, row.contact) == ("A letter", "It sank.", "a@b.example")
    assert (row.added_by, row.created_at, row.claim) == (actor_of(by).pk, AT, claim)
    logged = Event.objects.get(verb="claim.sighted")
    assert logged.data == {"medium": "tip"}
