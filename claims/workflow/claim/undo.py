"""Take back what one did last to a claim, as long as nobody has built on it."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from claims.models import Appearance, Claim, Event, Evidence, Proposal, Review, Stage, Work
from claims.workflow import stages
from claims.workflow.assignment import triage
from claims.workflow.audit import Conflict, actor_of, event
from claims.workflow.claim import wording
from claims.workflow.claim.merge import locked_both, put_by
from sources.models import Actor, ArticleVersion

NOTHING = "There is nothing of yours to undo here: nothing was done, or somebody has worked on it since."
LOOKED_BACK = 50  # events
MACHINE = (Event.Verb.CLAIM_REWORDED, Event.Verb.CLAIM_WORDING_OFFERED)
Locked = dict[int, tuple[Claim, Work]]
# What happened to one claim because of what was done to another: the event there holds the state before.
ELSEWHERE = {
    Event.Verb.CLAIM_TOOK_IN: (Event.Verb.CLAIM_MERGED, "merged"),
    Event.Verb.CLAIM_SPLIT_OFF: (Event.Verb.CLAIM_SPLIT, "whole"),
    Event.Verb.CLAIM_BECAME_PART: (Event.Verb.CLAIM_SPLIT, "whole"),
    Event.Verb.CLAIM_JOINED_INTO: (Event.Verb.CLAIM_JOINED, "whole"),
}


def last(*, claim: Claim, by: Actor) -> Event | None:
    """Return this person's last action on a claim if it can be undone; None when somebody has acted since.

    Actions that were undone do not count: the next undo takes back the one before.
    """
    found = _last(claim)
    if found is not None and found.verb in UNDOABLE:
        whole = "before" in found.data or found.verb in ELSEWHERE
        return found if found.actor == by.pk and whole else None
    rest = Event.objects.filter(verb=Event.Verb.ARTICLE_REST_LEFT, actor=by.pk, data__claims__contains=claim.pk)
    left = rest.order_by("-id").first()
    version = _seen_in(claim) if left is not None else None
    if version is None or claim.pk not in triage.left_last(version=version, by=by):
        return None
    return left


@transaction.atomic
def undo(*, claim: Claim, by: User, at: datetime, seen: int | None = None) -> Claim:
    """Take back one's own last action on a claim; return the claim to look at then.

    Reviews that it closed stay closed, evidence that it copied is withdrawn, and the record keeps both. `seen` is the
    id of the event that the person saw. Raise Conflict when anything was built on it.
    """
    actor = actor_of(by)
    action = last(claim=claim, by=actor)
    if action is None or (seen is not None and seen != action.pk):
        raise Conflict(NOTHING)
    if action.verb == Event.Verb.ARTICLE_REST_LEFT:
        version = _seen_in(claim)
        assert version is not None
        triage.take_back_rest(version=version, by=by, at=at)
        return claim
    permission, do = UNDOABLE[action.verb]
    keys = _concerned(action)
    rows = {c.pk: (c, w) for c, w in locked_both(*(Claim(pk=key) for key in keys))}
    for row, work in rows.values():
        now = _last(row)
        if (
            now is None
            or now.actor != actor.pk
            or _concerned(now) != keys
            or (row.pk == claim.pk and now.pk != action.pk)
        ):
            raise Conflict(NOTHING)
        stages.allowed(by, work, permission)
        _nobody_reads(row, work, action, actor)
    undone = {key: _events(row, action) for key, (row, _work) in rows.items()}
    do(_own(action), rows, actor, at)
    for key, (row, _work) in rows.items():
        event(Event.Verb.CLAIM_UNDONE, by=actor, at=at, claim=row, action=action.verb, events=undone[key])
    claim = Claim.objects.get(pk=claim.pk)
    return claim.merged_into or claim


def _last(claim: Claim) -> Event | None:
    undone: set[int] = set()
    # What became known meanwhile is nobody's action.
    own = Event.objects.filter(claim=claim.pk).exclude(verb__in=MACHINE)
    for found in own.order_by("-id")[:LOOKED_BACK]:
        if found.verb == Event.Verb.CLAIM_UNDONE:
            undone |= set(found.data["events"])
        elif found.pk not in undone:
            return found
    return None


def _events(claim: Claim, action: Event) -> list[int]:
    """Return the events of one claim that an action recorded: its own, and that it closed the reviews."""
    found = _last(claim)
    assert found is not None
    before = Event.objects.filter(claim=claim.pk, id__lt=found.pk).order_by("-id").first()
    closed = before is not None and before.verb == Event.Verb.REVIEW_CLOSED and before.created_at == found.created_at
    return [found.pk, *([before.pk] if before and closed else [])]


def _own(action: Event) -> Event:
    """Return the event that holds the state before: that of the claim that was merged, split or made by a join."""
    if action.verb not in ELSEWHERE:
        return action
    verb, name = ELSEWHERE[Event.Verb(action.verb)]
    return Event.objects.filter(verb=verb, claim=action.data[name]).order_by("-id")[0]


def _concerned(action: Event) -> list[int]:
    """Return the claims that an action changed, the one that was merged, split or made by a join first."""
    action = _own(action)
    assert action.claim is not None
    if action.verb == Event.Verb.CLAIM_MERGED:
        return [action.claim, action.data["into"]]
    if action.verb in (Event.Verb.CLAIM_SPLIT, Event.Verb.CLAIM_JOINED):
        return [action.claim, *action.data["parts"], *action.data.get("suggestions", [])]
    return [action.claim]


def _nobody_reads(claim: Claim, work: Work, action: Event, actor: Actor) -> None:
    """Raise Conflict when a review, even a hidden one, began or was handed in since: it rests on the action."""
    if work.held_because:
        raise Conflict(stages.status_message(work))
    since = Q(opened_at__gt=action.created_at) | Q(submitted_at__gt=action.created_at)
    live = Review.objects.filter(since, claim=claim, cycle=work.cycle, closed_at=None)
    if live.exclude(reviewer=actor.pk, submitted_at=None).exists():
        raise Conflict(stages.status_message(work))


def _seen_in(claim: Claim) -> ArticleVersion | None:
    places = Appearance.objects.filter(claim=claim, replaced_at=None).order_by("-version__number")
    place = places.select_related("version").defer("version__raw", "version__text").first()
    return place.version if place else None


def _put_back(claim: Claim, work: Work, before: dict[str, str], *, from_stages: tuple[str, ...], at: datetime) -> None:
    """Restore proposal and stage of a claim. A review that was closed does not come back."""
    if work.stage not in from_stages:
        raise Conflict(stages.status_message(work))
    Claim.objects.filter(pk=claim.pk).update(
        proposal=before["proposal"], not_a_claim=before["which"], merged_into=None, touched_at=at
    )
    stage = before["stage"]
    if stage not in (Stage.NEW, Stage.LEFT):
        stage = Stage.ASSIGNED if work.assigned_to else Stage.PICKED
    if work.stage == stage:
        return
    action = {Stage.NEW: "unpick", Stage.LEFT: "leave", Stage.PICKED: "pick", Stage.ASSIGNED: "assign"}[Stage(stage)]
    because = "" if stage in (Stage.NEW, Stage.LEFT) else before.get("because", work.picked_because)
    stages.move(claim, action, at=at, picked_because=because)


def _moved(action: Event, rows: Locked, actor: Actor, at: datetime) -> None:
    """Undo a pick, a leave, an acceptance or a rejection."""
    ((claim, work),) = rows.values()
    if claim.verdicts.exists():
        raise Conflict(wording.FROZEN)
    after: dict[str, tuple[str, ...]] = {
        Event.Verb.CLAIM_PICKED: (Stage.PICKED,),
        Event.Verb.CLAIM_LEFT: (Stage.LEFT,),
        Event.Verb.CLAIM_REJECTED: (Stage.LEFT,),
        Event.Verb.CLAIM_ACCEPTED: (Stage.PICKED,),
    }
    before = action.data["before"]
    moved = action.verb != Event.Verb.CLAIM_ACCEPTED or before["stage"] in (Stage.NEW, Stage.LEFT)
    _put_back(claim, work, before, from_stages=after[action.verb] if moved else (before["stage"],), at=at)


def _words(action: Event, rows: Locked, actor: Actor, at: datetime) -> None:
    ((claim, work),) = rows.values()
    wording.ready(claim, work)
    if any(getattr(claim, field) != value for field, value in action.data["after"].items()):
        raise Conflict(NOTHING)
    wording.rewrite(claim, stages.change(work, at=at), action.data["before"], by=actor, at=at)


def _place(action: Event, rows: Locked, actor: Actor, at: datetime) -> None:
    ((claim, work),) = rows.values()
    wording.ready(claim, work)
    mine = wording.close_reviews(claim, stages.change(work, at=at), by=actor, at=at)
    Appearance.objects.filter(pk=action.data["now"]).update(replaced_at=at)
    Appearance.objects.filter(pk=action.data["was"]).update(replaced_at=None)
    if mine is not None:
        wording.go_on(claim, mine, by=actor, at=at)


def _merge(action: Event, rows: Locked, actor: Actor, at: datetime) -> None:
    (claim, work), (into, other) = rows.values()
    took = (
        Event.objects.filter(verb=Event.Verb.CLAIM_TOOK_IN, claim=into.pk, data__merged=claim.pk)
        .order_by("-id")[0]
        .data
    )
    Appearance.objects.filter(pk__in=took["places"]).update(replaced_at=at)
    Appearance.objects.filter(claim=claim, replaced_at=action.created_at).update(replaced_at=None)
    Evidence.objects.filter(pk__in=took["evidence"], withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=actor.pk, withdrawn_because="the merge was undone"
    )
    stages.change(other, at=at)
    _put_back(claim, work, action.data["before"], from_stages=(Stage.LEFT,), at=at)


def _split(action: Event, rows: Locked, actor: Actor, at: datetime) -> None:
    """Undo a split: the parts are merged into the whole again, no claim goes; suggestions that they replaced return."""
    claim, work = rows[_of(action)]
    parts = [rows[key] for key in action.data["parts"]]
    if any(part.rating or part.proposal != Proposal.ACCEPTED for part, _work in parts):
        raise Conflict(NOTHING)
    _put_back(claim, work, action.data["before"], from_stages=(Stage.LEFT,), at=at)
    for part, of in parts:
        _merge_back(part, of, claim, "the split was undone", actor, at)
    for key in action.data.get("suggestions", []):
        replaced = Event.objects.filter(verb=Event.Verb.CLAIM_BECAME_PART, claim=key).order_by("-id")[0]
        _put_back(*rows[key], replaced.data["before"], from_stages=(Stage.LEFT,), at=at)


def _join(action: Event, rows: Locked, actor: Actor, at: datetime) -> None:
    """Undo a join: its parts stand again, and the claim that it made is merged into the first of them."""
    whole, its_work = rows[_of(action)]
    parts = [rows[key] for key in action.data["parts"]]
    if whole.rating or whole.proposal != Proposal.ACCEPTED:
        raise Conflict(NOTHING)
    Evidence.objects.filter(pk__in=action.data["evidence"], withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=actor.pk, withdrawn_because="the join was undone"
    )
    for part, of in parts:
        Appearance.objects.filter(claim=part, replaced_at=action.created_at).update(replaced_at=None)
        _put_back(part, of, action.data["before"][str(part.pk)], from_stages=(Stage.LEFT,), at=at)
    _merge_back(whole, its_work, parts[0][0], "the join was undone", actor, at)


def _of(action: Event) -> int:
    assert action.claim is not None
    return action.claim


def _merge_back(made: Claim, work: Work, into: Claim, because: str, by: Actor, at: datetime) -> None:
    """Merge a claim that an undone action made into one that was there before."""
    put_by(made, work, because=because, by=by, at=at)
    Appearance.objects.filter(claim=made, replaced_at=None).update(replaced_at=at)
    Claim.objects.filter(pk=made.pk).update(proposal=Proposal.MERGED, merged_into=into, touched_at=at)


# What can be undone: the permission that it needs, and how.
UNDOABLE: dict[str, tuple[str, Callable[[Event, Locked, Actor, datetime], None]]] = {
    Event.Verb.CLAIM_PICKED: ("claims.pick_claim", _moved),
    Event.Verb.CLAIM_LEFT: ("claims.pick_claim", _moved),
    Event.Verb.CLAIM_ACCEPTED: ("claims.decide_claim", _moved),
    Event.Verb.CLAIM_REJECTED: ("claims.decide_claim", _moved),
    Event.Verb.CLAIM_CHANGED: ("claims.change_claim", _words),
    Event.Verb.CLAIM_ADJUSTED: ("claims.change_claim", _place),
    Event.Verb.CLAIM_MERGED: ("claims.change_claim", _merge),
    Event.Verb.CLAIM_TOOK_IN: ("claims.change_claim", _merge),
    Event.Verb.CLAIM_SPLIT: ("claims.change_claim", _split),
    Event.Verb.CLAIM_SPLIT_OFF: ("claims.change_claim", _split),
    Event.Verb.CLAIM_BECAME_PART: ("claims.change_claim", _split),
    Event.Verb.CLAIM_JOINED: ("claims.change_claim", _join),
    Event.Verb.CLAIM_JOINED_INTO: ("claims.change_claim", _join),
}
