"""Who may do what to a claim, stage by stage: one table of expectations, and the database's own table beside ours."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims.models import Claim, Desk, Membership, Review, Stage, StageMove, Work
from claims.workflow import stages
from claims.workflow.assignment import assign, handover, publication_hold, queue, triage
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import proposals, sighting, wording
from claims.workflow.inbox import comment
from claims.workflow.publication import reply
from claims.workflow.review import plan, verdict
from claims.workflow.stages import MOVES
from tests import factories
from tests.claims.workflow.world import AT, DAY, TIP, held, merged

pytestmark = pytest.mark.django_db
ROLES = ("author", "second", "editor", "administrator", "outsider")
SOON = factories.AT + timedelta(minutes=5)

# One letter a role: y allowed, c too late or not now (409), n not allowed (403), v a field is wrong (422), - there is
# nothing to do it to. The author is a reviewer who has or had the claim, the second another reviewer; editor and
# administrator have had no part in it; the outsider is an editor of another desk.
TABLE = """
             new   left  picked assigned in_review returned second adjudication done
pick        yyyyn yyyyn yyyyn   ccccn    ccccn     ccccn    ccccn  ccccn        ccccn
leave       yyyyn yyyyn yyyyn   ccccn    ccccn     ccccn    ccccn  ccccn        ccccn
unpick      ccccn yyyyn yyyyn   ccccn    ccccn     ccccn    ccccn  ccccn        ccccn
accept      yyyyn yyyyn yyyyn   yyyyn    yyyyn     yyyyn    yyyyn  yyyyn        yyyyn
reject      yyyyn yyyyn yyyyn   yyyyn    yyyyn     ccccn    ccccn  ccccn        ccccn
assign      nnyyn nnyyn nnyyn   nnyyn    nnccn     nnyyn    nnvvn  nnvvn        nnyyn
unassign    nnccn nnccn nnccn   nnyyn    nnccn     nnccn    nnccn  nnccn        nnccn
hand_over   nnccn nnccn nnccn   nnccn    nnyyn     nnccn    nnccn  nnccn        nnccn
take        ccccn ccccn yyyyn   ynyyn    ycccn     ynyyn    nnyyn  nnyyn        ccccn
give_back   ----- ----- -----   -----    ycccn     ccccn    nnccn  nnccn        ccccn
skip        yyyyn yyyyn yyyyn   yyyyn    yyyyn     yyyyn    yyyyn  yyyyn        yyyyn
submit      yyyyn yyyyn yyyyn   ynyyn    ycccn     ynyyn    nnccn  nnyyn        yyyyn
approve     nnccn nnccn nnccn   nnccn    nnccn     nnccn    nnyyn  nnccn        nnccn
return      nnccn nnccn nnccn   nnccn    nnccn     nnccn    nnyyn  nnccn        nnccn
reopen      ccccn ccccn ccccn   ccccn    ccccn     ccccn    ccccn  ccccn        yyyyn
change      yyyyn yyyyn yyyyn   yyyyn    yyyyn     yyyyn    yyyyn  yyyyn        ccccn
harm        nnyyn nnyyn nnyyn   nnyyn    nnyyn     nnyyn    nnyyn  nnyyn        nnyyn
plan        nnyyn nnyyn nnyyn   nnyyn    nnyyn     nnyyn    nnyyn  nnyyn        nnyyn
waive       nnyyn nnyyn nnyyn   nnyyn    nnyyn     nnyyn    nnyyn  nnyyn        nnyyn
hold        nnyyn nnyyn nnyyn   nnyyn    nnyyn     nnyyn    nnyyn  nnyyn        nnyyn
"""


def expected() -> dict[str, dict[str, str]]:
    """Return the table as stage → action → one letter a role."""
    stages, *rows = (line.split() for line in TABLE.strip().splitlines())
    return {stage: {row[0]: row[number] for row in rows} for number, stage in enumerate(stages, start=1)}


@dataclass
class Case:
    """A claim of a desk that stands at a stage, and the people around it."""

    claim: Claim
    people: dict[str, User]
    spare: User

    def latest(self) -> Review | None:
        return self.claim.reviews.order_by("-round").first()


def case(stage: str) -> Case:
    desk = Desk.objects.create(name="Night", created_at=factories.AT)
    people = {
        "author": factories.user(),
        "second": factories.user(),
        "editor": factories.user("editor"),
        "administrator": factories.user("administrator"),
        "outsider": factories.user("editor"),
    }
    boss, spare = factories.user("editor"), factories.user()
    for person in (*people.values(), boss, spare):
        if person != people["outsider"]:
            Membership.objects.create(desk=desk, user=person, created_at=factories.AT)
    claim, at = factories.claim(), factories.AT
    Work.objects.filter(pk=claim.pk).update(desk=desk)
    rated: dict[str, Any] = {"claim": claim, "rating": "NOT_CHECKABLE", "reasons": "Nobody kept a log.", "at": at}
    author = people["author"]
    if stage == Stage.LEFT:
        triage.leave(claim=claim, by=boss, at=at)
    elif stage != Stage.NEW:
        triage.pick(claim=claim, by=boss, at=at)
    if stage == Stage.ASSIGNED:
        assign.assign(claim=claim, to=author, by=boss, at=at)
    elif stage == Stage.IN_REVIEW:
        verdict.take(claim=claim, by=author, at=at)
    elif stage == Stage.RETURNED:
        verdict.propose(**rated, by=author)
        verdict.send_back(claim=claim, because="Which log?", by=boss, at=at)
    elif stage == Stage.SECOND:
        verdict.propose(**rated, by=author)
    elif stage == Stage.ADJUDICATION:
        plan.set_harm(claim=claim, harm="high", by=boss, at=at)
        verdict.propose(**rated, by=author)
        verdict.propose(**{**rated, "missing_context": True}, by=spare)
    elif stage == Stage.DONE:
        verdict.propose(**rated, by=author)
        verdict.approve(claim=claim, by=boss, at=at)
    assert Work.objects.get(pk=claim.pk).stage == stage
    claim.refresh_from_db()
    return Case(claim, people, spare)


def give_back(found: Case, doer: dict[str, Any]) -> object:
    latest = found.latest()
    return latest and verdict.give_back(review=latest, because="I know the captain.", **doer)


ACTIONS: dict[str, Callable[[Case, dict[str, Any]], object]] = {
    "pick": lambda c, doer: triage.pick(claim=c.claim, because="harm", **doer),
    "leave": lambda c, doer: triage.leave(claim=c.claim, **doer),
    "unpick": lambda c, doer: triage.unpick(claim=c.claim, **doer),
    "accept": lambda c, doer: proposals.accept(claim=c.claim, **doer),
    "reject": lambda c, doer: proposals.reject(claim=c.claim, which="opinion", **doer),
    "assign": lambda c, doer: assign.assign(claim=c.claim, to=c.spare, because="She knows ferries.", **doer),
    "unassign": lambda c, doer: assign.unassign(claim=c.claim, **doer),
    "hand_over": lambda c, doer: handover.hand_over(claim=c.claim, to=c.spare, because="His shift is over.", **doer),
    "take": lambda c, doer: verdict.take(claim=c.claim, **doer),
    "give_back": give_back,
    "skip": lambda c, doer: queue.skip(claim=c.claim, because="I know the captain.", **doer),
    "submit": lambda c, doer: verdict.propose(claim=c.claim, rating="NOT_CHECKABLE", reasons="No log.", **doer),
    "approve": lambda c, doer: verdict.approve(claim=c.claim, **doer),
    "return": lambda c, doer: verdict.send_back(claim=c.claim, because="Which log?", **doer),
    "reopen": lambda c, doer: verdict.reopen(claim=c.claim, because="A log was found.", **doer),
    "change": lambda c, doer: wording.change(claim=c.claim, speaker="Odile Brandt", **doer),
    "harm": lambda c, doer: plan.set_harm(claim=c.claim, harm="high", **doer),
    "plan": lambda c, doer: plan.set_plan(claim=c.claim, plan="blind", **doer),
    "waive": lambda c, doer: plan.waive(claim=c.claim, gate="reply", because="Asked on air.", **doer),
    "hold": lambda c, doer: publication_hold.hold(claim=c.claim, because="Counsel asks.", **doer),
}


def outcome(action: str, found: Case, by: User) -> str:
    """Do an action, take it back, and return the letter of what came of it."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                done = ACTIONS[action](found, {"by": by, "at": SOON})
        except Conflict:
            letter = "c"
        except PermissionDenied:
            letter = "n"
        except ValidationError:
            letter = "v"
        else:
            letter = "-" if action == "give_back" and done is None else "y"
        transaction.set_rollback(True)
    found.claim.refresh_from_db()
    return letter


@pytest.mark.parametrize("stage", Stage.values)
def test_who_may_do_what_at_each_stage(stage: str) -> None:
    found = case(stage)
    came = {action: "".join(outcome(action, found, found.people[role]) for role in ROLES) for action in ACTIONS}
    assert came == expected()[stage]


def test_the_table_has_every_stage_and_every_action() -> None:
    assert list(expected()) == Stage.values
    assert all(
        list(rows) == list(ACTIONS) and {len(row) for row in rows.values()} == {len(ROLES)}
        for rows in expected().values()
    )


def test_the_database_moves_a_claim_as_the_table_of_moves_says() -> None:
    held = set(StageMove.objects.values_list("from_stage", "to_stage"))
    assert held == {(str(stage), str(way.to)) for way in MOVES.values() for stage in way.from_stages if stage != way.to}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO claims_stagemove (from_stage, to_stage) VALUES ('new', 'done')",
        "UPDATE claims_stagemove SET to_stage = 'done'",
        "DELETE FROM claims_stagemove",
    ],
)
def test_the_application_cannot_add_a_way_to_the_table_of_moves(statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("stage", [Stage.NEW, Stage.PICKED, Stage.DONE])
def test_the_database_refuses_every_other_move(stage: Stage) -> None:
    claim = case(stage).claim
    ways = {way.to for way in MOVES.values() if stage in way.from_stages}
    for to in set(Stage) - ways - {stage}:
        with pytest.raises(IntegrityError, match=r"claims\.work\.no_such_move"), transaction.atomic():
            Work.objects.filter(pk=claim.pk).update(stage=to)


WORKED = {
    "a time": lambda claim, by: assign.set_due(claim=claim, due_at=AT + DAY, by=by, at=AT),
    "a next step": lambda claim, by: assign.set_next_step(claim=claim, next_step="Ask.", by=by, at=AT),
    "harm": lambda claim, by: plan.set_harm(claim=claim, harm="low", by=by, at=AT),
    "a hold": lambda claim, by: held(claim),
    "an embargo": lambda claim, by: publication_hold.set_embargo(claim=claim, until=AT + DAY, by=by, at=AT),
    "somebody asked": lambda claim, by: reply.ask(
        claim=claim, whom="The port", asked="Why?", until=AT + DAY, by=by, at=AT
    ),
    "a comment": lambda claim, by: comment.write(claim=claim, text="Look.", by=by, at=AT),
    "a sighting": lambda claim, by: sighting.add(claim=claim, seen=TIP, by=by, at=AT),
    "left": lambda claim, by: triage.leave(claim=claim, by=by, at=AT),
}


@pytest.mark.parametrize("what", WORKED)
def test_what_a_person_did_is_kept_over_a_later_reading(what):
    claim = factories.claim()
    WORKED[what](claim, factories.user("editor"))
    claim.refresh_from_db()
    assert claim.touched_at == AT


def on_a_desk(stage="assigned"):
    claim, assigned = factories.claim(), factories.user("editor")
    desk = Desk.objects.create(name="Night", created_at=AT)
    assign.assign(claim=claim, to=assigned, by=factories.user("editor"), at=AT)
    Work.objects.filter(pk=claim.pk).update(desk=desk)
    return Work.objects.get(pk=claim.pk), assigned, desk


def test_a_claim_of_a_desk_is_for_members_for_whom_it_is_assigned_to_and_for_administrators():
    work, assigned, desk = on_a_desk()
    member, outsider, boss = factories.user("editor"), factories.user("editor"), factories.user(is_superuser=True)
    Membership.objects.create(desk=desk, user=member, created_at=AT)
    Membership.objects.create(desk=Desk.objects.create(name="Day", created_at=AT), user=outsider, created_at=AT)
    expected = {assigned: True, member: True, boss: True, outsider: False}
    assert {by: stages.may(by, work, "claims.add_verdict") for by in expected} == expected
    for by, is_allowed in expected.items():
        if is_allowed:
            assert stages.allowed(by, work, "claims.add_verdict").user == by
        else:
            with pytest.raises(PermissionDenied, match="Night"):
                stages.allowed(by, work, "claims.add_verdict")


def test_who_has_the_permission_and_an_open_account_may():
    work, assigned, _desk = on_a_desk()
    free = Work.objects.get(pk=factories.claim().pk)
    reviewer, nobody = factories.user(), factories.user("nobody")
    assert stages.may(reviewer, free, "claims.add_verdict") is True
    assert stages.may(nobody, free, "claims.add_verdict") is False
    assert stages.may(reviewer, free, "claims.publish_claim") is False
    gone = factories.user(is_superuser=True, is_active=False)
    assert stages.may(gone, work, "claims.add_verdict") is False
    assert stages.may(assigned, work, "claims.add_ratingscale") is False


def test_a_move_counts_and_an_older_row_comes_too_late():
    claim = factories.claim()
    before = Work.objects.get(pk=claim.pk).version
    work = stages.move(claim, "pick", at=AT, seen=before, picked_because="harm")
    assert (work.stage, work.version, work.picked_because, work.changed_at) == ("picked", before + 1, "harm", AT)
    claim.refresh_from_db()
    assert claim.touched_at == AT
    with pytest.raises(Conflict, match="picked"):
        stages.move(claim, "leave", at=AT, seen=before)
    with pytest.raises(Conflict, match="picked"):
        stages.move(claim, "settle", at=AT)


def test_only_opening_it_again_begins_a_cycle():
    claim = factories.decided().claim
    assert Work.objects.get(pk=claim.pk).cycle == 1
    assert stages.move(claim, "reopen", at=AT).cycle == 2
    assert stages.move(claim, "take", at=AT).cycle == 2
    assert stages.move(claim, "take", at=AT).stage == "in_review", "staying where it is, is no conflict"
    with pytest.raises(Conflict):
        stages.move(claim, "release", at=AT, seen=1)
    stages.move(claim, "release", at=AT)
    with pytest.raises(Conflict):
        stages.move(claim, "release", at=AT)


def test_nothing_moves_on_legal_hold_or_when_it_is_out_of_the_way():
    claim = held(factories.claim())
    with pytest.raises(Conflict, match="legal hold"):
        stages.move(claim, "pick", at=AT)
    gone = merged()
    with pytest.raises(Conflict, match="Work on what it became"):
        stages.move(gone, "pick", at=AT)


def test_a_change_beside_the_stage_is_for_the_row_that_was_seen():
    claim = factories.claim()
    work = Work.objects.get(pk=claim.pk)
    seen = work.version
    work = stages.change(work, at=AT, seen=seen, next_step="Ask.")
    assert (work.next_step, work.version, work.changed_at) == ("Ask.", seen + 1, AT)
    with pytest.raises(Conflict):
        stages.change(work, at=AT, seen=seen, next_step="Again.")
    assert stages.change(work, at=AT, next_step="Again.").next_step == "Again."


def test_the_first_touch_counts_and_what_was_replaced_is_not_touched():
    claim, gone = factories.claim(), factories.claim()
    Claim.objects.filter(pk=gone.pk).update(proposal="superseded")
    for at in (AT, SOON):
        for one in (claim, gone):
            stages.touch(one.pk, at=at)
    claim.refresh_from_db()
    gone.refresh_from_db()
    assert (claim.touched_at, gone.touched_at) == (AT, None)


@pytest.mark.parametrize(
    ("path", "stays"),
    [("pick assign", True), ("pick take", True), ("pick", False), ("leave", False), ("pick unpick", False)],
)
def test_a_claim_that_is_taken_or_assigned_again_stays_where_it_is_and_any_other_move_is_made_once(path, stays):
    claim, actor = factories.claim(), actor_of(factories.user()).pk
    *before, last = path.split()
    people = {"assigned_to": actor, "assigned_by": actor} if last == "assign" else {}
    for action in before:
        stages.move(claim, action, at=AT)
    assert stages.move(claim, last, at=AT, **people).stage == MOVES[last].to
    if stays:
        assert stages.move(claim, last, at=AT, **people).stage == MOVES[last].to
    else:
        with pytest.raises(Conflict):
            stages.move(claim, last, at=AT)
