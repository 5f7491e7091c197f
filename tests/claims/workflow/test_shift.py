"""Who has which claim, until when, and what holds it up; claims that no article holds."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from claims.models import Claim, Desk, Event, Membership, Notice, Review, Sighting, Work
from claims.workflow.assignment import assign, handover, publication_hold, queue
from claims.workflow.assignment.assign import Terms
from claims.workflow.audit import Conflict, actor
from claims.workflow.claim import proposals, sighting
from claims.workflow.claim.sighting import Seen
from claims.workflow.review import plan, review, verdict
from tests import factories

pytestmark = pytest.mark.django_db
AT = factories.AT
LATER = AT + timedelta(hours=3)
TIP = Seen("tip", "A letter to the desk", AT, "The ferry never sailed.", "mole@example.org, 555 0199")


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=AT)


def desk(name="Night shift", *members):
    made_desk, _ = Desk.objects.get_or_create(name=name, defaults={"created_at": AT})
    for member in members:
        Membership.objects.create(desk=made_desk, user=member, created_at=AT)
    return made_desk


def work(claim):
    return Work.objects.get(pk=claim.pk)


def inbox(user):
    return list(Notice.objects.filter(to=actor(user)).order_by("id").values_list("kind", flat=True))


ACTS = {
    "assign": lambda by: assign.assign(claim=factories.claim(), to=factories.user(), by=by, at=AT),
    "assign many": lambda by: assign.assign_many(claims=[factories.claim().pk], to=factories.user(), by=by, at=AT),
    "set due": lambda by: assign.set_due(claim=factories.claim(), due_at=LATER, by=by, at=AT),
    "set desk": lambda by: assign.set_desk(claim=factories.claim(), desk=desk("Sport"), by=by, at=AT),
    "next step": lambda by: assign.set_next_step(claim=factories.claim(), next_step="Ask the port.", by=by, at=AT),
    "wait": lambda by: assign.wait_for(claim=factories.claim(), whom="the port", until=LATER, by=by, at=AT),
    "hold": lambda by: publication_hold.hold(claim=factories.claim(), because="A letter from a lawyer.", by=by, at=AT),
    "say that it accuses": lambda by: publication_hold.set_accuses(claim=factories.claim(), accuses=True, by=by, at=AT),
    "legal tick": lambda by: publication_hold.clear(claim=factories.claim(), by=by, at=AT),
    "embargo": lambda by: publication_hold.set_embargo(claim=factories.claim(), until=LATER, by=by, at=AT),
    "hand over": lambda by: handover.hand_over(claim=taken()[0], to=factories.user(), because="Ill.", by=by, at=AT),
    "enter a claim": lambda by: sighting.enter(wording="It never sailed.", type="event", seen=TIP, by=by, at=AT),
}
REVIEWERS = {"next step", "wait", "say that it accuses", "enter a claim"}


def taken(by=None):
    claim, by = picked(), by or factories.user()
    return claim, verdict.take(claim=claim, by=by, at=AT)


@pytest.mark.parametrize("role", ["nobody", "reviewer", "editor", "administrator"])
@pytest.mark.parametrize("act", ACTS)
def test_who_may(act, role):
    by = factories.user(role)
    may = role in ("editor", "administrator") or (role == "reviewer" and act in REVIEWERS)
    if not may:
        with pytest.raises(PermissionDenied):
            ACTS[act](by)
        assert not Event.objects.filter(actor=actor(by).pk).exists()
    else:
        ACTS[act](by)
        assert Event.objects.filter(actor=actor(by).pk).exists()


@pytest.mark.parametrize("act", sorted(set(ACTS) - {"enter a claim", "assign many", "hand over"}))
def test_a_claim_of_a_desk_is_for_its_members(act, monkeypatch):
    """Whatever an editor may do elsewhere."""
    on, beside = factories.user("editor"), factories.user("editor")
    claim = factories.claim()
    Work.objects.filter(pk=claim.pk).update(desk=desk("Politics", on))
    monkeypatch.setattr(factories, "claim", lambda **_: Claim.objects.get(pk=claim.pk))
    with pytest.raises(PermissionDenied, match="Politics"):
        ACTS[act](beside)
    ACTS[act](on)
    assert Event.objects.filter(claim=claim.pk, actor=actor(on).pk).exists()


# --- assignment -------------------------------------------------------------------------------------------------


def test_assigning_picks_a_claim_tells_the_person_and_says_so_once():
    claim, to, by = factories.claim(), factories.user(), factories.user("editor")
    terms = Terms(due_at=LATER, desk=desk("Politics"), next_step="Ask the port.")
    assign.assign(claim=claim, to=to, terms=terms, by=by, at=AT)
    now = work(claim)
    assert (now.stage, now.assigned_to, now.due_at, now.desk.name, now.next_step) == (
        "assigned",
        actor(to).pk,
        LATER,
        "Politics",
        "Ask the port.",
    )
    assert Claim.objects.get(pk=claim.pk).proposal == "accepted"
    assert inbox(to) == ["assigned"]
    told = Event.objects.get(verb="claim.assigned")
    assert (told.actor, told.data["to"]) == (actor(by).pk, str(actor(to).pk))
    assert queue.next(by=to, at=AT).claim_id == claim.pk  # the desk is not theirs, the claim is


def test_whoever_assigns_to_themselves_is_told_nothing():
    by = factories.user("editor")
    assign.assign(claim=factories.claim(), to=by, by=by, at=AT)
    assert inbox(by) == []


WRONG = [  # what is wrong, how, the field that is named
    ("a role that cannot review", lambda: {"to": factories.user("nobody")}, "to"),
    ("an account that is closed", lambda: {"to": factories.user("reviewer", is_active=False)}, "to"),
    ("a time that is over", lambda: {"terms": Terms(due_at=AT)}, "due_at"),
    ("too many words", lambda: {"terms": Terms(next_step="x" * 301)}, "next_step"),
    ("NUL", lambda: {"terms": Terms(next_step="a\0b")}, "next_step"),
]


@pytest.mark.parametrize(("what", "changes", "field"), WRONG, ids=[w[0] for w in WRONG])
def test_an_assignment_that_cannot_be_names_the_field(what, changes, field):
    with pytest.raises(ValidationError) as wrong:
        assign.assign(
            **{
                "claim": factories.claim(),
                "to": factories.user(),
                "by": factories.user("editor"),
                "at": AT,
                **changes(),
            }
        )
    assert field in wrong.value.error_dict
    assert not Event.objects.filter(verb="claim.assigned").exists()


def test_bulk_does_what_it_can_and_says_why_not_for_the_rest():
    free, decided, (busy, _) = picked(), factories.decided().claim, taken()
    foreign = picked()
    Work.objects.filter(pk=foreign.pk).update(desk=desk("Elsewhere"))
    to = factories.user()
    done = assign.assign_many(
        claims=[free.pk, decided.pk, busy.pk, foreign.pk, 10**9, free.pk],
        to=to,
        by=factories.user("editor"),
        at=AT,
        terms=Terms(due_at=LATER),
    )
    assert done.done == [free.pk]
    why = dict(done.refused)
    assert "verdict" in why[decided.pk]
    assert "Somebody is at" in why[busy.pk]
    assert "Elsewhere" in why[foreign.pk]
    assert "no such claim" in why[10**9]
    assert inbox(to) == ["assigned"]


@pytest.mark.parametrize("many", [0, assign.MOST + 1])
def test_bulk_has_a_limit(many):
    with pytest.raises(ValidationError):
        assign.assign_many(claims=range(1, many + 1), to=factories.user(), by=factories.user("editor"), at=AT)


def test_a_claim_with_a_verdict_is_assigned_again_with_a_reason_and_begins_a_cycle():
    claim, to = factories.decided().claim, factories.user()
    assign.assign(claim=claim, to=to, because="New figures.", by=factories.user("editor"), at=AT)
    assert (work(claim).stage, work(claim).cycle) == ("assigned", 2)


def test_the_second_reading_is_given_to_an_editor_who_did_not_write_it():
    author, second = factories.user("editor"), factories.user("editor")
    claim = picked()
    factories.piece(claim, by=author)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="So it is.", by=author, at=AT)
    for wrong in (author, factories.user("reviewer")):
        with pytest.raises(ValidationError):
            assign.assign(claim=claim, to=wrong, by=factories.user("editor"), at=AT)
    assign.assign(claim=claim, to=second, by=factories.user("editor"), at=AT)
    assert (work(claim).stage, inbox(second)) == ("second", ["assigned"])
    assert verdict.approve(claim=claim, by=second, at=AT).verdict is not None


def test_a_stale_form_is_refused():
    claim, by = picked(), factories.user("editor")
    seen = work(claim).version
    assign.set_due(claim=claim, due_at=LATER, by=by, at=AT, seen=seen)
    for act in (
        lambda: assign.assign(claim=claim, to=factories.user(), by=by, at=AT, seen=seen),
        lambda: assign.set_due(claim=claim, due_at=None, by=by, at=AT, seen=seen),
        lambda: publication_hold.hold(claim=claim, because="A letter.", by=by, at=AT, seen=seen),
        lambda: publication_hold.clear(claim=claim, by=by, at=AT, seen=seen),
    ):
        with pytest.raises(Conflict):
            act()
    assert work(claim).due_at == LATER


def test_saying_the_same_twice_is_one_act():
    claim, by = picked(), factories.user("editor")
    for _ in range(2):
        assign.set_due(claim=claim, due_at=LATER, by=by, at=AT)
        assign.set_next_step(claim=claim, next_step="Ask the port.", by=by, at=AT)
        publication_hold.set_accuses(claim=claim, accuses=True, by=by, at=AT)
        publication_hold.clear(claim=claim, by=by, at=AT)
        publication_hold.set_embargo(claim=claim, until=LATER, by=by, at=AT)
    verbs = ["claim.due_set", "claim.next_step_set", "claim.accuses_set", "claim.legal_cleared", "claim.embargo_set"]
    assert [Event.objects.filter(verb=verb).count() for verb in verbs] == [1] * 5


def test_a_claim_that_waits_is_offered_when_the_wait_is_over_or_called_off():
    claim, by = picked(), factories.user()
    assign.wait_for(claim=claim, whom="the port's press office", until=LATER, by=by, at=AT)
    assert queue.next(by=factories.user(), at=AT) is None
    assert queue.next(by=factories.user(), at=LATER + timedelta(seconds=1)) is not None
    other = picked()
    assign.wait_for(claim=other, whom="the port", until=LATER, by=by, at=AT)
    assign.go_on(claim=other, by=by, at=AT)
    assert queue.next(by=factories.user(), at=AT).claim_id == other.pk


def test_taking_a_claim_back_frees_it():
    claim, by = picked(), factories.user("editor")
    assign.assign(claim=claim, to=factories.user(), by=by, at=AT)
    assert queue.next(by=factories.user(), at=AT) is None
    assign.unassign(claim=claim, by=by, at=AT)
    assert queue.next(by=factories.user(), at=AT).claim_id == claim.pk


# --- legal ------------------------------------------------------------------------------------------------------


def test_on_legal_hold_nothing_moves_and_after_it_everything_goes_on():
    reader, by = factories.user(), factories.user("editor")
    claim, mine = taken(reader)
    factories.piece(claim, by=reader)
    publication_hold.hold(claim=claim, because="A letter from a lawyer.", by=by, at=AT)
    for act in (
        lambda: assign.assign(claim=claim, to=reader, by=by, at=AT),
        lambda: handover.hand_over(claim=claim, to=factories.user(), because="Ill.", by=by, at=AT),
        lambda: verdict.propose(claim=claim, rating="SUPPORTED", reasons="r", by=reader, at=AT),
        lambda: publication_hold.hold(claim=claim, because="Twice.", by=by, at=AT),
    ):
        with pytest.raises(Conflict, match="legal hold"):
            act()
    with pytest.raises(IntegrityError, match="legal hold"), transaction.atomic():
        Work.objects.filter(pk=claim.pk).update(stage="picked")
    publication_hold.lift(claim=claim, because="Settled.", by=by, at=AT)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="r", by=reader, at=AT)
    assert Review.objects.get(pk=mine.pk).submitted_at == AT
    with pytest.raises(Conflict):
        publication_hold.lift(claim=claim, because="Twice.", by=by, at=AT)


def test_a_legal_tick_is_for_the_words_that_were_read():
    claim, by = picked(), factories.user("editor")
    publication_hold.clear(claim=claim, by=by, at=AT)
    assert work(claim).legal_cleared_by == actor(by).pk
    Claim.objects.filter(pk=claim.pk).update(wording="The ferry was cancelled by Agnes Tolland.")
    assert (work(claim).legal_cleared_by, work(claim).legal_cleared_at) == (None, None)


def test_that_a_claim_accuses_nobody_is_for_those_who_give_the_tick():
    claim, reader = picked(), factories.user()
    publication_hold.set_accuses(claim=claim, accuses=True, by=reader, at=AT)
    with pytest.raises(PermissionDenied):
        publication_hold.set_accuses(claim=claim, accuses=False, by=reader, at=AT)


# --- handing over -----------------------------------------------------------------------------------------------


def test_an_editor_hands_a_claim_over_and_the_draft_stays_its_writers():
    reader, other, by = factories.user(), factories.user(), factories.user("editor")
    claim, theirs = taken(reader)
    review.save_draft(review=theirs, by=actor(reader), at=AT, seen=0, reasons="Half a thought.")
    with pytest.raises(Conflict, match="Hand it over"):
        assign.assign(claim=claim, to=other, by=by, at=AT)
    handover.hand_over(claim=claim, to=other, because="She is ill.", by=by, at=AT)
    theirs.refresh_from_db()
    assert (theirs.reasons, theirs.closed_because) == ("Half a thought.", "handed over to somebody else: She is ill.")
    assert (inbox(reader), inbox(other)) == (["closed"], ["assigned"])
    assert verdict.take(claim=claim, by=other, at=AT).reviewer == actor(other).pk
    with pytest.raises(Conflict):
        review.save_draft(review=theirs, by=actor(reader), at=AT, seen=1, reasons="More.")


def test_a_lease_that_ran_out_needs_no_editor():
    claim, _ = taken()
    after = AT + review.LEASE + timedelta(seconds=1)
    assert queue.next(by=factories.user(), at=after).claim_id == claim.pk


def test_nobody_at_it_nothing_to_hand_over():
    with pytest.raises(Conflict, match="Nobody is at this place"):
        handover.hand_over(claim=picked(), to=factories.user(), because="x", by=factories.user("editor"), at=AT)


def test_handing_over_a_blind_reading_names_nobody():
    one, two, new, by = factories.user(), factories.user(), factories.user(), factories.user("editor")
    claim = picked()
    plan.set_harm(claim=claim, harm="high", by=by, at=AT)
    verdict.take(claim=claim, by=one, at=AT)
    verdict.take(claim=claim, by=two, at=AT)
    with pytest.raises(Conflict, match="Two readers"):
        assign.assign(claim=claim, to=new, by=by, at=AT)
    handover.hand_over(claim=claim, to=new, because="Conflict of interest.", slot=2, by=by, at=AT)
    live = {r.slot: r.reviewer for r in review.live_reviews(work(claim))}
    assert live == {1: actor(one).pk, 2: actor(new).pk}
    assert work(claim).assigned_to is None
    people = {str(actor(u).pk) for u in (one, two, new)}
    for told in Event.objects.filter(claim=claim.pk):
        assert not people & {str(told.actor), *map(str, told.data.values())}, told.verb


def test_an_editor_who_reads_a_claim_blind_hands_nothing_over():
    by = factories.user("editor")
    claim = picked()
    plan.set_harm(claim=claim, harm="high", by=factories.user("editor"), at=AT)
    verdict.take(claim=claim, by=by, at=AT)
    verdict.take(claim=claim, by=factories.user(), at=AT)
    for slot in (1, 2):
        with pytest.raises(Conflict, match="You read this claim yourself"):
            handover.hand_over(claim=claim, to=factories.user(), because="x", slot=slot, by=by, at=AT)


# --- claims without an article ----------------------------------------------------------------------------------


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
    for told in Event.objects.all():
        assert "mole" not in str(told.data)
        assert "letter" not in str(told.data)
    factories.piece(claim)
    given = factories.ruled(claim=claim, rating="SUPPORTED", by=factories.user())
    assert "mole" not in given.payload


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
            **{"wording": "It never sailed.", "type": "event", "seen": Seen(**values), "by": factories.user(), "at": AT}
            | claim
        )
    assert field in wrong.value.error_dict
    assert not Sighting.objects.exists()
    assert not Claim.objects.exists()
