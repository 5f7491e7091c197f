"""Words are confirmed before readers see them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.models import Claim, Event, Review
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import wording
from claims.workflow.publication import confirm
from claims.workflow.review import verdict
from tests import factories
from tests.claims.workflow.world import AT, EVERYBODY, accepted, now, only_on_its_desk, rejected, roles_that_may, work

pytestmark = pytest.mark.django_db


def test_other_words_close_the_review_that_is_open_and_the_confirmation_stands() -> None:
    claim, by = factories.claim(), factories.user()
    factories.proposals.accept(claim=claim, by=by, at=factories.AT)
    verdict.take(claim=claim, by=by, at=timezone.now())
    confirm.confirm(claim=claim, wording="The ferry was cancelled  40 times", by=by, at=factories.AT)
    claim.refresh_from_db()
    assert (claim.wording, claim.confirmed_at) == ("[The ferry] was cancelled 40 times", factories.AT)
    mine = Review.objects.order_by("round").values_list("closed_because", flat=True)
    assert list(mine) == ["the claim was changed", ""]  # they go on with their own
    confirm.confirm(claim=claim, wording="The ferry was cancelled fifty times", by=by, at=factories.AT)
    claim.refresh_from_db()
    assert claim.confirmed_at == factories.AT


def test_changing_the_words_otherwise_takes_the_confirmation_back() -> None:
    claim = factories.claim()
    confirm.confirm(claim=claim, by=factories.user(), at=factories.AT)
    Claim.objects.filter(pk=claim.pk).update(wording="Something else")
    claim.refresh_from_db()
    assert claim.confirmed_at is None


WRONG_WORDS = [
    ({"wording": ""}, "wording", "nothing said"),
    ({"wording": "a" * 2_001}, "wording", "too long"),
    ({"speaker": "a\0"}, "speaker", "a NUL character"),
    ({"role": "a" * 601}, "role", "too long"),
]


@pytest.mark.parametrize(("fields", "field", "why"), WRONG_WORDS, ids=[w[-1] + " " + w[1] for w in WRONG_WORDS])
def test_words_that_cannot_be_confirmed_name_their_field(fields: Any, field: str, why: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        confirm.confirm(claim=factories.claim(), by=factories.user(), at=factories.AT, **fields)
    assert set(refusal.value.message_dict) == {field}, why


def test_other_words_at_the_confirmation_are_a_change_like_any_other():
    claim, author = accepted(), factories.user()
    verdict.take(claim=claim, by=author, at=AT)
    seen = work(claim).version
    confirm.confirm(claim=claim, wording="The ferry stopped", by=factories.user(), at=AT, seen=seen)
    claim.refresh_from_db()
    assert (claim.wording, claim.confirmed_at) == ("[The ferry] stopped", AT)
    assert Review.objects.get().closed_because == wording.CHANGED
    actions = Event.objects.filter(claim=claim.pk).order_by("id").values_list("verb", flat=True)
    assert list(actions)[-3:] == ["review.closed", "claim.changed", "claim.confirmed"]
    with pytest.raises(Conflict, match="changed meanwhile"):
        confirm.confirm(claim=claim, by=factories.user(), at=AT, seen=seen)
    with pytest.raises(ValidationError, match="bracket"):
        confirm.confirm(claim=claim, wording="[The ferry stopped", by=factories.user(), at=AT)


def test_whoever_edits_claims_confirms_their_words_on_their_desk():
    claim = factories.claim()
    assert roles_that_may(lambda by: confirm.confirm(claim=claim, by=by, at=factories.AT)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: confirm.confirm(claim=claim, by=by, at=factories.AT))


def test_a_confirmation_says_who_and_what_was_other_before():
    claim, by = factories.claim(), factories.user()
    confirm.confirm(claim=claim, speaker="Agnes Tolland", wording=claim.wording, by=by, at=factories.AT)
    claim.refresh_from_db()
    assert (claim.confirmed_by, claim.confirmed_at, claim.touched_at) == (by.actor.pk, factories.AT, factories.AT)
    assert Event.objects.get(verb="claim.confirmed").data == {"before": {"speaker": ""}}
    assert Event.objects.filter(verb="claim.changed").count() == 1


def test_the_words_are_a_persons_or_what_the_article_prints():
    source = factories.claim()
    quotation = factories.quote(source, role="harbour master")
    claim = factories.claim(of=quotation.version, quote=quotation)
    printed = confirm.words(claim)
    assert (printed["speaker"], printed["role"]) == ("Agnes Tolland", str(quotation.role))
    confirm.confirm(claim=claim, **printed, by=factories.user(), at=factories.AT)
    assert not Event.objects.filter(verb="claim.changed").exists(), "as it stands"
    claim.refresh_from_db()
    claim.speaker, claim.role = "A. Tolland", "mayor"
    assert confirm.words(claim) == {"wording": claim.wording, "speaker": "A. Tolland", "role": "mayor"}
    assert confirm.words(factories.claim())["speaker"] == ""


def test_what_is_no_claim_or_done_with_other_words_is_not_confirmed():
    with pytest.raises(Conflict, match="Look at it again"):
        confirm.confirm(claim=rejected(), by=factories.user(), at=now())
    claim = factories.decided().claim
    with pytest.raises(Conflict, match="Open it again"):
        confirm.confirm(claim=claim, wording="[The ferry] sank", by=factories.user(), at=now())


OPEN = "[The ferry] was cancelled forty times [date unknown]"


@pytest.mark.parametrize("make", [lambda: factories.claim(wording=OPEN), lambda: factories.rendered(certain=False)])
def test_words_in_which_something_is_open_are_not_confirmed_without_a_reason(make):
    claim = make()
    with pytest.raises(ValidationError, match="why they stand as they are") as refusal:
        confirm.confirm(claim=claim, by=factories.user(), at=AT)
    assert set(refusal.value.message_dict) == {"words_stand_because"}
    claim.refresh_from_db()
    assert claim.confirmed_at is None


def test_who_says_that_words_stand_confirms_them_and_is_in_the_record():
    claim, by = factories.claim(wording=OPEN), factories.user()
    claim = confirm.confirm(claim=claim, words_stand_because=" The page\nhas no date.", by=by, at=AT)
    assert (claim.confirmed_at, claim.words_stand_at, claim.words_stand_by) == (AT, AT, actor_of(by).pk)
    assert claim.words_stand_because == "The page has no date."
    logged = list(Event.objects.filter(claim=claim.pk).order_by("id"))
    assert [one.verb for one in logged] == ["claim.words_stand", "claim.confirmed"]
    assert logged[0].data == {"because": "The page has no date.", "wording": OPEN}


def test_words_in_which_nothing_is_open_need_no_reason_and_keep_none():
    claim = confirm.confirm(claim=factories.claim(), words_stand_because="So.", by=factories.user(), at=AT)
    assert (claim.confirmed_at, claim.words_stand_because) == (AT, "")


def test_other_words_at_the_confirmation_say_what_was_open():
    claim = factories.rendered(certain=False)
    words = claim.wording.replace("date unknown", "2025").replace("The ferry", "The old ferry")
    claim = confirm.confirm(claim=claim, wording=words, by=factories.user(), at=AT)
    assert (claim.confirmed_at, claim.words_stand_at) == (AT, None)
