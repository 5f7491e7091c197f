"""Legal hold, legal tick and embargo."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from claims.models import (
    Claim,
    Event,
    Review,
    Work,
)
from claims.workflow.assignment import assign, handover, publication_hold
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import proposals
from claims.workflow.evidence import evidence
from claims.workflow.publication import confirm
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.workflow.world import (
    AT,
    EDITORS,
    EVERYBODY,
    LATER,
    accepted,
    held,
    only_on_its_desk,
    roles_that_may,
    taken,
    verbs,
    work,
)

pytestmark = pytest.mark.django_db


def test_on_legal_hold_nothing_moves_and_after_it_everything_goes_on():
    reader, by = factories.user(), factories.user("editor")
    claim, mine = taken(reader)
    factories.evidence(claim, by=reader)
    publication_hold.hold(claim=claim, because="A letter from a lawyer.", by=by, at=AT)
    for action in (
        lambda: assign.assign(claim=claim, to=reader, by=by, at=AT),
        lambda: handover.hand_over(claim=claim, to=factories.user(), because="Ill.", by=by, at=AT),
        lambda: verdict.propose(claim=claim, rating="SUPPORTED", reasons="r", by=reader, at=AT),
        lambda: publication_hold.hold(claim=claim, because="Twice.", by=by, at=AT),
    ):
        with pytest.raises(Conflict, match="legal hold"):
            action()
    with pytest.raises(IntegrityError, match=r"claims\.work\.on_hold"), transaction.atomic():
        Work.objects.filter(pk=claim.pk).update(stage="picked")
    publication_hold.lift(claim=claim, because="Settled.", by=by, at=AT)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="r", by=reader, at=AT)
    assert Review.objects.get(pk=mine.pk).submitted_at == AT
    with pytest.raises(Conflict):
        publication_hold.lift(claim=claim, because="Twice.", by=by, at=AT)


def test_a_legal_tick_is_for_the_words_that_were_read():
    claim, by = accepted(), factories.user("editor")
    publication_hold.clear(claim=claim, by=by, at=AT)
    assert work(claim).legal_cleared_by == actor_of(by).pk
    Claim.objects.filter(pk=claim.pk).update(wording="The ferry was cancelled by Agnes Tolland.")
    assert (work(claim).legal_cleared_by, work(claim).legal_cleared_at) == (None, None)


def test_that_a_claim_accuses_nobody_is_for_those_who_give_the_tick():
    claim, reader = accepted(), factories.user()
    publication_hold.set_accuses(claim=claim, accuses=True, by=reader, at=AT)
    with pytest.raises(PermissionDenied):
        publication_hold.set_accuses(claim=claim, accuses=False, by=reader, at=AT)


HELD = {
    "accept": lambda claim: proposals.accept(claim=claim, by=factories.user(), at=AT),
    "other words at the confirmation": lambda claim: confirm.confirm(
        claim=claim, wording="[The ferry] stopped", by=factories.user(), at=AT
    ),
    "withdraw evidence": lambda claim: evidence.withdraw(
        evidence=claim.evidence.get(), because="Wrong.", by=factories.user("editor"), at=AT
    ),
    "set the plan": lambda claim: plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT),
}


@pytest.mark.parametrize("what", HELD)
def test_nothing_of_it_moves_on_legal_hold(what):
    claim = factories.claim()
    factories.evidence(claim)
    held(claim)
    with pytest.raises(Conflict, match="legal hold"):
        HELD[what](claim)


ACTIONS = {  # what is done, by whom it may be done
    "hold": (lambda claim, by: publication_hold.hold(claim=claim, because="A letter.", by=by, at=AT), EDITORS),
    "say that it accuses": (
        lambda claim, by: publication_hold.set_accuses(claim=claim, accuses=True, by=by, at=AT),
        EVERYBODY,
    ),
    "say that it does not": (
        lambda claim, by: publication_hold.set_accuses(claim=claim, accuses=False, by=by, at=AT),
        EDITORS,
    ),
    "legal tick": (lambda claim, by: publication_hold.clear(claim=claim, by=by, at=AT), EDITORS),
    "take the tick back": (lambda claim, by: publication_hold.unclear(claim=claim, by=by, at=AT), EDITORS),
    "embargo": (lambda claim, by: publication_hold.set_embargo(claim=claim, until=LATER, by=by, at=AT), EDITORS),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_who_may_what_for_the_laws_sake(action):
    do, allowed = ACTIONS[action]
    claim = factories.claim()
    assert roles_that_may(lambda by: do(claim, by)) == allowed
    assert only_on_its_desk(claim, lambda by: do(claim, by))


def test_who_may_lift_a_hold():
    claim = held(factories.claim())
    assert roles_that_may(lambda by: publication_hold.lift(claim=claim, because="Settled.", by=by, at=AT)) == EDITORS


@pytest.mark.parametrize("because", ["", " ", "a\0", "x" * 301])
def test_a_hold_and_its_end_need_a_reason(because):
    claim, on_hold = accepted(), held(accepted())
    by = factories.user("editor")
    for action in (
        lambda: publication_hold.hold(claim=claim, because=because, by=by, at=AT),
        lambda: publication_hold.lift(claim=on_hold, because=because, by=by, at=AT),
    ):
        with pytest.raises(ValidationError) as refusal:
            action()
        assert set(refusal.value.message_dict) == {"because"}
    assert (work(claim).held_because, work(on_hold).held_because != "") == ("", True)


def test_a_hold_says_who_and_why_and_its_end_says_what_it_was():
    claim, by = accepted(), factories.user("editor")
    publication_hold.hold(claim=claim, because=" A  letter. ", by=by, at=AT)
    assert (work(claim).held_because, work(claim).held_by) == ("A letter.", actor_of(by).pk)
    assert Event.objects.get(verb="claim.held").data == {"because": "A letter."}
    publication_hold.lift(claim=claim, because="Settled.", by=by, at=AT)
    assert (work(claim).held_because, work(claim).held_by) == ("", None)
    assert Event.objects.get(verb="claim.hold_lifted").data == {"because": "Settled.", "before": "A letter."}


def test_a_tick_is_given_once_and_taken_back_once():
    claim, by = accepted(), factories.user("editor")
    assert publication_hold.unclear(claim=claim, by=by, at=AT).legal_cleared_by is None
    assert "claim.legal_unclear" not in verbs(claim)
    publication_hold.clear(claim=claim, by=by, at=AT)
    publication_hold.clear(claim=claim, by=factories.user("editor"), at=LATER)
    assert (work(claim).legal_cleared_by, work(claim).legal_cleared_at) == (actor_of(by).pk, AT)
    publication_hold.unclear(claim=claim, by=by, at=AT)
    assert (work(claim).legal_cleared_by, work(claim).legal_cleared_at) == (None, None)
    assert verbs(claim)[-2:] == ["claim.legal_cleared", "claim.legal_unclear"]


def test_an_embargo_ends_when_it_is_taken_away():
    claim, by = accepted(), factories.user("editor")
    publication_hold.set_embargo(claim=claim, until=LATER, by=by, at=AT)
    assert work(claim).embargo_until == LATER
    publication_hold.set_embargo(claim=claim, until=None, by=by, at=AT)
    assert work(claim).embargo_until is None
    logged = Event.objects.filter(verb="claim.embargo_set").order_by("id")
    assert [one.data for one in logged] == [{"until": LATER.isoformat()}, {"until": None}]


def test_who_had_an_older_row_before_them_comes_too_late():
    claim, by = accepted(), factories.user("editor")
    seen = work(claim).version - 1
    for action in (
        lambda: publication_hold.hold(claim=claim, because="b", by=by, at=AT, seen=seen),
        lambda: publication_hold.set_accuses(claim=claim, accuses=True, by=by, at=AT, seen=seen),
        lambda: publication_hold.clear(claim=claim, by=by, at=AT, seen=seen),
        lambda: publication_hold.set_embargo(claim=claim, until=LATER, by=by, at=AT, seen=seen),
    ):
        with pytest.raises(Conflict):
            action()


SAME_AGAIN = {
    "accuses": lambda claim, by: publication_hold.set_accuses(claim=claim, accuses=True, by=by, at=AT),
    "legal tick": lambda claim, by: publication_hold.clear(claim=claim, by=by, at=AT),
    "no legal tick": lambda claim, by: publication_hold.unclear(claim=claim, by=by, at=AT),
    "embargo": lambda claim, by: publication_hold.set_embargo(claim=claim, until=LATER, by=by, at=AT),
    "no embargo": lambda claim, by: publication_hold.set_embargo(claim=claim, until=None, by=by, at=AT),
}


@pytest.mark.parametrize("what", SAME_AGAIN)
def test_the_same_again_answers_with_the_work_as_it_is_and_writes_nothing(what):
    claim, by = accepted(), factories.user("editor")
    first = SAME_AGAIN[what](claim, by)
    assert (first, first.version) == (work(claim), work(claim).version)
    before = verbs(claim)
    again = SAME_AGAIN[what](claim, by)
    assert (again, again.version, verbs(claim)) == (first, first.version, before)


def test_a_hold_and_its_end_answer_with_the_work_as_it_is():
    claim, by = accepted(), factories.user("editor")
    on_hold = publication_hold.hold(claim=claim, because="A letter.", by=by, at=AT)
    assert (on_hold, on_hold.held_because) == (work(claim), "A letter.")
    assert publication_hold.lift(claim=claim, because="Settled.", by=by, at=AT).held_because == ""
