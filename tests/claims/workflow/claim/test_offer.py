"""Another wording that became known is taken as a change like any other, or declined for good."""

from datetime import date

import pytest

from claims import reword
from claims.models import Event, Review
from claims.workflow.audit import Conflict
from claims.workflow.claim import offer, proposals, undo
from claims.workflow.evidence import article
from claims.workflow.review import verdict
from tests import factories
from tests.claims.workflow.world import AT, EVERYBODY, WINTER, held, now, only_on_its_desk, roles_that_may, stage, work

pytestmark = pytest.mark.django_db
OPEN = "[The ferry] cancelled forty times last winter [date unknown]"
KNOWN = "[The ferry] cancelled forty times last winter [December 2025 to February 2026]"
DAY = date(2026, 3, 2)


def marked():
    words, start = "cancelled forty times last winter", factories.TEXT.index("last winter")
    time = WINTER | {"start": start, "end": start + len("last winter")}
    return factories.rendered(words=words, when="last winter", times=[time])


def in_review():
    claim = marked()
    proposals.accept(claim=claim, by=factories.user(), at=now())
    verdict.take(claim=claim, by=factories.user(), at=now())
    return claim


def dated(claim, day=DAY):
    row = claim.appearances.get().version.article
    article.set_facts(article=row, published_on=day, citation="c", by=factories.user(), at=now())
    claim.refresh_from_db()
    return claim


def offered():
    claim = dated(in_review())
    assert (claim.wording, reword.offered_wording(claim)) == (OPEN, KNOWN)
    return claim


def test_what_is_offered_is_taken_as_a_change_that_closes_reviews():
    claim = offered()
    segments = claim.offered
    claim = offer.take(claim=claim, by=factories.user(), at=now())
    assert (claim.wording, claim.segments, claim.offered) == (KNOWN, segments, [])
    assert stage(claim) == "picked"
    assert Review.objects.get().closed_because == "the claim was changed"
    assert Event.objects.filter(claim=claim.pk).latest("id").verb == "claim.changed"


def test_taking_an_offer_is_taken_back_and_it_is_on_offer_again():
    claim, by = offered(), factories.user()
    before = (claim.wording, claim.segments, claim.offered)
    offer.take(claim=claim, by=by, at=now())
    claim = undo.undo(claim=claim, by=by, at=now())
    assert (claim.wording, claim.segments, claim.offered) == before


def test_what_is_declined_is_not_offered_again_and_another_wording_is():
    claim = offer.decline(claim=offered(), by=factories.user(), at=now())
    assert (claim.wording, claim.offered) == (OPEN, [])
    assert stage(claim) == "in_review"
    logged = Event.objects.filter(claim=claim.pk).latest("id")
    assert (logged.verb, logged.data) == ("claim.offer_declined", {"wording": KNOWN})
    assert reword.by_date(article=claim.appearances.get().version.article, by=None, at=now()) == 0
    claim.refresh_from_db()
    assert claim.offered == []
    assert reword.offered_wording(dated(claim, date(2025, 3, 2))).endswith("[December 2024 to February 2025]")


def test_what_a_verdict_freezes_is_not_taken_and_may_be_declined():
    claim = marked()
    factories.decided(claim)
    claim = dated(claim)
    with pytest.raises(Conflict, match="freezes"):
        offer.take(claim=claim, by=factories.user(), at=now())
    assert offer.decline(claim=claim, by=factories.user(), at=now()).offered == []


def test_nothing_is_taken_on_legal_hold():
    with pytest.raises(Conflict, match="legal hold"):
        offer.take(claim=held(offered()), by=factories.user(), at=now())


@pytest.mark.parametrize("do", [offer.take, offer.decline])
def test_where_nothing_is_on_offer_nothing_is_done(do):
    with pytest.raises(Conflict, match="on offer any more"):
        do(claim=factories.claim(), by=factories.user(), at=AT)


@pytest.mark.parametrize("do", [offer.take, offer.decline])
def test_who_had_another_claim_before_them_comes_too_late(do):
    claim = offered()
    with pytest.raises(Conflict):
        do(claim=claim, by=factories.user(), at=now(), seen=work(claim).version - 1)


@pytest.mark.parametrize("do", [offer.take, offer.decline])
def test_whoever_edits_claims_may_on_their_desk(do):
    claim = offered()
    assert roles_that_may(lambda by: do(claim=claim, by=by, at=now())) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: do(claim=claim, by=by, at=now()))
