"""A person says what one bracket means; the words around it stay."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Event, Review
from claims.workflow.audit import Conflict
from claims.workflow.claim import antecedent, proposals
from claims.workflow.review import verdict
from tests import factories
from tests.claims.workflow.world import EVERYBODY, now, only_on_its_desk, roles_that_may, work

pytestmark = pytest.mark.django_db


def settle(claim, words="the old ferry", by=None, segment=0, **more):
    return antecedent.settle(claim=claim, segment=segment, words=words, by=by or factories.user(), at=now(), **more)


def test_the_words_are_a_persons_and_certain():
    claim = factories.rendered(certain=False)
    kept = claim.segments[1:]
    claim = settle(claim, " The old\nferry ")
    assert claim.wording == "[The old ferry] cancelled forty times [date unknown]"
    first = claim.segments[0]
    assert (first["text"], first["certain"], first["by_person"]) == ("[The old ferry] ", True, True)
    assert claim.segments[1:] == kept
    logged = Event.objects.get(claim=claim.pk)
    assert (logged.verb, logged.data["before"]["wording"]) == (
        "claim.changed",
        "[The ferry] cancelled forty times [date unknown]",
    )


def test_the_same_words_confirm_what_the_machine_was_not_certain_of_and_close_no_review():
    claim = factories.rendered(certain=False)
    proposals.accept(claim=claim, by=factories.user(), at=now())
    verdict.take(claim=claim, by=factories.user(), at=now())
    claim = settle(claim, "The ferry")
    assert (claim.segments[0]["certain"], claim.wording[:11]) == (True, "[The ferry]")
    assert Review.objects.get().closed_at is None
    count = Event.objects.count()
    settle(claim, "The ferry")
    assert Event.objects.count() == count


def test_a_date_in_brackets_is_said_too():
    assert settle(factories.rendered(), "March 2024", segment=2).wording.endswith("[March 2024]")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "[x]"}, "words"),
        ({"words": "x]"}, "words"),
        ({"words": "x" * 301}, "words"),
        ({"words": "a\0"}, "words"),
        ({"segment": 1}, "segment"),
        ({"segment": 3}, "segment"),
        ({"segment": -1}, "segment"),
    ],
)
def test_what_cannot_stand_there_names_the_field(fields, field):
    with pytest.raises(ValidationError) as refusal:
        settle(factories.rendered(), **fields)
    assert set(refusal.value.message_dict) == {field}


def test_a_persons_own_words_have_no_brackets_to_settle():
    with pytest.raises(ValidationError, match="Nothing stands in brackets"):
        settle(factories.claim())


def test_a_verdict_freezes_them():
    claim = factories.rendered()
    factories.decided(claim)
    with pytest.raises(Conflict, match="freezes"):
        settle(claim)


def test_who_had_another_claim_before_them_comes_too_late():
    claim = factories.rendered()
    with pytest.raises(Conflict):
        settle(claim, seen=work(claim).version + 1)


def test_whoever_edits_claims_may_on_their_desk():
    claim = factories.rendered()
    assert roles_that_may(lambda by: settle(claim, by=by)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: settle(claim, by=by))
    assert Claim.objects.get(pk=claim.pk).touched_at is not None
