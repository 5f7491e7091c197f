"""Give claims to people: who, until when, on which desk, what comes next, and whom we wait for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from claims.models import Claim, Desk, Event, NoticeKind, Plan, Proposal, Review, ReviewPart, Stage, Work
from claims.workflow import text
from claims.workflow.audit import Conflict, actor_of, event, require
from claims.workflow.inbox.notify import News, send_news
from claims.workflow.stages import allowed, change, locked, move, status_message
from sources.models import Actor

MAX_WORDS = 300
MAX_ASSIGNED = 200  # claims that are assigned at once


@dataclass(frozen=True, slots=True)
class Terms:
    """What goes along with an assignment; None leaves it as it is."""

    due_at: datetime | None = None
    desk: Desk | None = None
    next_step: str | None = None


AS_IT_IS = Terms()


@dataclass(frozen=True, slots=True)
class BulkResult:
    """The result of many assignments: the claims that were assigned, and for the others the reason why not."""

    done: list[int]
    refused: list[tuple[int, str]]


@transaction.atomic
def assign(
    *,
    claim: Claim,
    to: User,
    by: User,
    at: datetime,
    terms: Terms = AS_IT_IS,
    because: str = "",
    seen: int | None = None,
) -> Work:
    """Give a claim to somebody and notify them. A claim that nobody picked counts as picked.

    A claim that has its verdict needs `because`: it starts another cycle. One with the second reviewer or the
    adjudicator keeps its stage and goes to that person. Raise Conflict when somebody is working on it (`hand_over`
    hands it over) or two blind reviewers are; ValidationError naming the field.
    """
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.assign_claim")
    person = reviewer(to, work)
    if work.plan == Plan.BLIND and work.stage == Stage.IN_REVIEW:
        raise Conflict("Two reviewers have this claim, apart from each other. Hand over one of the two places.")
    at_it = Review.objects.filter(
        claim=claim, cycle=work.cycle, submitted_at=None, closed_at=None, lease_until__gt=at
    ).exclude(reviewer=person.pk)
    if at_it.exists():
        raise Conflict("Somebody is at this claim now. Hand it over instead, with a reason.")
    return give(claim, work, person, actor, at=at, terms=terms, because=because, seen=seen)


def assign_many(
    *, claims: Iterable[int], to: User, by: User, at: datetime, terms: Terms = AS_IT_IS, because: str = ""
) -> BulkResult:
    """Assign many claims to somebody, each on its own: one that is refused does not stop the others."""
    require(by, "claims.assign_claim")
    keys = sorted(set(claims))
    if not keys or len(keys) > MAX_ASSIGNED:
        raise ValidationError({"claims": f"Choose between one and {MAX_ASSIGNED} claims."})
    _check(terms, at)
    done: list[int] = []
    refused: list[tuple[int, str]] = []
    for key in keys:
        try:
            assign(claim=Claim(pk=key), to=to, by=by, at=at, terms=terms, because=because)
        except Claim.DoesNotExist:
            refused.append((key, "There is no such claim."))
        except (Conflict, PermissionDenied) as problem:
            refused.append((key, str(problem)))
        except ValidationError as problem:
            refused.append((key, " ".join(problem.messages)))
        else:
            done.append(key)
    return BulkResult(done, refused)


@transaction.atomic
def unassign(*, claim: Claim, by: User, at: datetime, seen: int | None = None) -> Work:
    """Take a claim back from its assignee; anybody may take it then."""
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.assign_claim")
    if work.stage == Stage.IN_REVIEW:
        raise Conflict("Somebody is at this claim now. Hand it over instead, with a reason.")
    work = move(claim, "unassign", at=at, seen=seen, assigned_to=None, assigned_by=None)
    event(Event.Verb.CLAIM_UNASSIGNED, by=actor, at=at, claim=claim)
    return work


@transaction.atomic
def set_due(*, claim: Claim, due_at: datetime | None, by: User, at: datetime, seen: int | None = None) -> Work:
    """Set when a claim is due; None removes the time."""
    _check(Terms(due_at=due_at), at)
    return _set_fields(claim, "claims.assign_claim", Event.Verb.CLAIM_DUE_SET, by, at, seen, due_at=due_at)


@transaction.atomic
def set_desk(*, claim: Claim, desk: Desk | None, by: User, at: datetime, seen: int | None = None) -> Work:
    """Put a claim on a desk; None: everybody's."""
    return _set_fields(claim, "claims.assign_claim", Event.Verb.CLAIM_DESK_SET, by, at, seen, desk=desk)


@transaction.atomic
def set_next_step(*, claim: Claim, next_step: str, by: User, at: datetime, seen: int | None = None) -> Work:
    """Set what comes next, in the person's own words, for colleagues."""
    next_step = _words(next_step, "next_step")
    return _set_fields(claim, "claims.add_verdict", Event.Verb.CLAIM_NEXT_STEP_SET, by, at, seen, next_step=next_step)


@transaction.atomic
def wait_for(*, claim: Claim, whom: str, until: datetime, by: User, at: datetime, seen: int | None = None) -> Work:
    """Set whom a claim waits for and until when: the queue does not offer it before."""
    whom = _words(whom, "whom", "Say whom we wait for.")
    if until <= at:
        raise ValidationError({"until": "Until when? That time is over."})
    return _set_fields(
        claim, "claims.add_verdict", Event.Verb.CLAIM_WAITS, by, at, seen, waiting_on=whom, waiting_until=until
    )


@transaction.atomic
def go_on(*, claim: Claim, by: User, at: datetime, seen: int | None = None) -> Work:
    """End the wait."""
    return _set_fields(
        claim, "claims.add_verdict", Event.Verb.CLAIM_WAITS_NO_MORE, by, at, seen, waiting_on="", waiting_until=None
    )


def reviewer(person: User, work: Work) -> Actor:
    """Return the actor of somebody who can work on a claim as it stands; raise ValidationError when they cannot."""
    needed = {Stage.SECOND: "claims.approve_review", Stage.ADJUDICATION: "claims.adjudicate_review"}.get(
        Stage(work.stage), "claims.add_verdict"
    )
    if not person.is_active or not person.has_perm(needed):
        raise ValidationError({"to": f"{person.get_username()} cannot do this step: the role does not allow it."})
    actor = actor_of(person)
    had = Review.objects.filter(
        claim=work.pk,
        cycle=work.cycle,
        reviewer=actor.pk,
        submitted_at__isnull=False,
        closed_at=None,
        returned_because="",
    )
    if had.exists() and work.stage in (Stage.SECOND, Stage.ADJUDICATION):
        raise ValidationError({"to": f"{person.get_username()} has had their say; this step is another person's."})
    return actor


def give(
    claim: Claim,
    work: Work,
    person: Actor,
    actor: Actor,
    *,
    at: datetime,
    terms: Terms,
    because: str,
    seen: int | None,
    verb: Event.Verb = Event.Verb.CLAIM_ASSIGNED,
) -> Work:
    """Move a claim to a person, notify them and record it. The caller holds the lock and has checked the permission."""
    _check(terms, at)
    because = _words(because, "because")
    if claim.proposal not in (Proposal.PROPOSED, Proposal.ACCEPTED):
        raise Conflict(f"This claim is “{claim.get_proposal_display()}”. Accept it first.")
    if work.held_because:
        raise Conflict(status_message(work))
    if work.stage == Stage.DONE and not because:
        raise ValidationError({"because": "It has its verdict. Say why it is opened again."})
    new: dict[str, Any] = {"assigned_to": person.pk, "assigned_by": actor.pk}
    if terms.due_at is not None:
        new["due_at"] = terms.due_at
    if terms.desk is not None:
        new["desk"] = terms.desk
    if terms.next_step is not None:
        new["next_step"] = _words(terms.next_step, "next_step")
    before = {"stage": work.stage, "to": _named(work, work.assigned_to)}
    if work.stage in (Stage.SECOND, Stage.ADJUDICATION) or _has_it(work, person):
        work = change(work, at=at, seen=seen, **new)
    else:
        work = move(claim, "reassign" if work.stage == Stage.DONE else "assign", at=at, seen=seen, **new)
    if claim.proposal == Proposal.PROPOSED:
        Claim.objects.filter(pk=claim.pk).update(proposal=Proposal.ACCEPTED, touched_at=at)
    if person != actor:
        due = f"due {work.due_at:%Y-%m-%d %H:%M} UTC" if work.due_at else ""
        key = f"assigned:{claim.pk}:{work.version}"
        send_news([News(person.pk, NoticeKind.ASSIGNED, key, claim.pk, due)], at=at)
    event(
        verb,
        by=actor,
        at=at,
        claim=claim,
        to=_named(work, person.pk),
        because=because,
        before=before,
        due_at=work.due_at.isoformat() if work.due_at else None,
        desk=work.desk_id,
    )
    return work


def _has_it(work: Work, person: Actor) -> bool:
    """Return whether they are working on it already, as its author: then it stays in review."""
    if work.stage != Stage.IN_REVIEW:
        return False
    mine = Review.objects.filter(
        claim=work.pk, cycle=work.cycle, reviewer=person.pk, part=ReviewPart.AUTHOR, closed_at=None
    )
    return mine.exists()


def _named(work: Work, person: UUID | None) -> str | None:
    """Return whom the record may name: nobody under a blind plan."""
    return str(person) if person and work.plan != Plan.BLIND else None


def _set_fields(
    claim: Claim, permission: str, verb: Event.Verb, by: User, at: datetime, seen: int | None, **new: Any
) -> Work:
    """Set fields of the work and write down which; do nothing when they have these values already."""
    claim, work = locked(claim)
    actor = allowed(by, work, permission)
    if seen is not None and seen != work.version:
        raise Conflict(status_message(work))
    if all(getattr(work, name) == value for name, value in new.items()):
        return work
    work = change(work, at=at, **new)
    event(verb, by=actor, at=at, claim=claim, **{name: _recorded(value) for name, value in new.items()})
    return work


def _recorded(value: Any) -> Any:
    """Return a value as an event keeps it: a desk as its id, a time in ISO 8601."""
    if isinstance(value, Desk):
        return value.pk
    return value.isoformat() if isinstance(value, datetime) else value


def _words(value: str, field: str, needed: str = "") -> str:
    return text.require(field, value, MAX_WORDS, needed, one_line=True)


def _check(terms: Terms, at: datetime) -> None:
    if terms.due_at is not None and terms.due_at <= at:
        raise ValidationError({"due_at": "That time is over."})
    _words(terms.next_step or "", "next_step")
