"""A person says that words stand in which something is unknown; other words are looked at again."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import wording, words_stand
from tests import factories
from tests.claims.workflow.world import AT, EVERYBODY, now, only_on_its_desk, roles_that_may, work

pytestmark = pytest.mark.django_db
OPEN = "[The ferry] was cancelled forty times [date unknown]"


def let_stand(claim, by=None, because="The page has no date.", **more):
    return words_stand.let_stand(claim=claim, because=because, by=by or factories.user(), at=AT, **more)


def test_it_is_stored_who_said_so_when_and_why():
    claim, by = factories.claim(wording=OPEN), factories.user()
    assert words_stand.are_open(claim)
    claim = let_stand(claim, by)
    assert (claim.words_stand_at, claim.words_stand_by) == (AT, actor_of(by).pk)
    assert not words_stand.are_open(claim)
    logged = Event.objects.get(claim=claim.pk)
    assert (logged.verb, logged.actor) == ("claim.words_stand", actor_of(by).pk)
    assert logged.data == {"because": "The page has no date.", "wording": OPEN}


def test_other_words_are_looked_at_again():
    claim = let_stand(factories.claim(wording=OPEN))
    claim = wording.change(claim=claim, wording="It ran [year unknown]", by=factories.user(), at=now())
    assert words_stand.are_open(claim)


@pytest.mark.parametrize("because", ["", "  ", "x" * 301, "a\0"])
def test_a_reason_that_is_none_is_refused(because):
    with pytest.raises(ValidationError) as refusal:
        let_stand(factories.claim(wording=OPEN), because=because)
    assert set(refusal.value.message_dict) == {"because"}


def test_a_reason_has_three_hundred_characters():
    assert len(let_stand(factories.claim(wording=OPEN), because="x" * 300).words_stand_because) == 300


def test_where_nothing_is_open_there_is_nothing_to_say():
    with pytest.raises(Conflict, match="Nothing in these words"):
        let_stand(factories.claim())
    with pytest.raises(Conflict):
        let_stand(let_stand(factories.claim(wording=OPEN)))


def test_who_had_older_words_before_them_comes_too_late():
    claim = factories.claim(wording=OPEN)
    seen = work(claim).version
    wording.change(claim=claim, wording="It ran [year unknown]", by=factories.user(), at=now())
    with pytest.raises(Conflict):
        let_stand(claim, seen=seen)


def test_whoever_edits_claims_may_say_so_of_one_of_their_desk():
    claim = factories.claim(wording=OPEN)
    assert roles_that_may(lambda by: let_stand(claim, by)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: let_stand(claim, by))


def test_it_is_said_of_a_claim_that_is_done():
    claim = factories.claim(wording=OPEN)
    factories.decided(claim)
    assert let_stand(claim).words_stand_because
