"""Notify people: one line in their inbox, each thing once.

An action notifies at once, in its transaction. The sweep finds the rest in the rows themselves: a review that was
closed, a time that has come, an answer, a changed source, a reader's report. Both write the same key, and the database
takes a key once a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from claims.models import (
    Anchor,
    AnchorState,
    Event,
    Membership,
    Notice,
    NoticeKind,
    ReplyRequest,
    Report,
    ReportState,
    Review,
    ReviewPart,
    Stage,
    Verdict,
    Work,
)
from claims.workflow.audit import Conflict, actor_of, event
from claims.workflow.stages import locked, move
from sources.models import Actor

# News that the sweep did not find for so long is no news: older rows are not looked at.
NEWS = timedelta(days=14)
SOON = timedelta(hours=2)  # before the due time
BATCH = 500
UNDER_WAY = (Stage.ASSIGNED, Stage.IN_REVIEW, Stage.RETURNED, Stage.SECOND, Stage.ADJUDICATION, Stage.PICKED)
ANSWERS = "claims.answer_report"


@dataclass(frozen=True, slots=True)
class News:
    """What somebody should know. `key` names the thing itself: a person gets the same thing once."""

    to: UUID
    kind: str
    key: str
    claim: int | None = None
    text: str = ""


def send_news(news: Iterable[News], *, at: datetime) -> int:
    """Put news into people's inboxes, without what they have already; return how many lines are new.

    People without an active account get none.
    """
    wanted = {(item.to, item.key): item for item in news}
    active = set(
        Actor.objects.filter(pk__in={to for to, _ in wanted}, user__is_active=True).values_list("pk", flat=True)
    )
    known = set(Notice.objects.filter(to__in=active, key__in={key for _, key in wanted}).values_list("to_id", "key"))
    fresh = [item for pair, item in wanted.items() if item.to in active and pair not in known]
    Notice.objects.bulk_create(
        [
            Notice(to_id=item.to, kind=item.kind, claim_id=item.claim, key=item.key, text=item.text, created_at=at)
            for item in fresh
        ],
        ignore_conflicts=True,  # somebody else told it meanwhile
    )
    return len(fresh)


def read(*, by: User, at: datetime, notices: Iterable[int] | None = None) -> int:
    """Mark one's own notices as read: these, or all. Return how many were unread."""
    mine = Notice.objects.filter(to=actor_of(by), read_at=None)
    return (mine if notices is None else mine.filter(pk__in=list(notices))).update(read_at=at)


def sweep(*, at: datetime) -> int:
    """Send the news that nobody sent yet, and reopen claims to be checked again. Safe to run twice, or two at once."""
    reopened = stale(at=at)
    found = (_closed, _returned, _due, _waited, _replies, _sources, _reports)
    return sum(_send_batch(source(at), at=at) for source in found) + reopened


def _send_batch(news: Iterator[News], *, at: datetime) -> int:
    """Send a batch of what is new; known news, and news for people who are gone, takes no place in it."""
    sent = 0
    while sent < BATCH and (some := list(islice(news, BATCH))):
        sent += send_news(some, at=at)
    return sent


def stale(*, at: datetime) -> int:
    """Reopen the claims whose re-check date, set with the verdict, has come; return how many."""
    newer = Verdict.objects.filter(claim=OuterRef("claim"), number__gt=OuterRef("number"))
    due = Verdict.objects.filter(
        ~Exists(newer), recheck_on__lte=at.date(), claim__work__stage=Stage.DONE, claim__work__held_because=""
    ).order_by("recheck_on", "id")
    opened = 0
    for verdict in due.select_related("claim").defer("payload")[:BATCH]:
        try:
            with transaction.atomic():
                claim, _work = locked(verdict.claim)
                if claim.verdicts.filter(number__gt=verdict.number).exists():
                    continue
                move(
                    claim,
                    "reopen",
                    at=at,
                    assigned_to=None,
                    assigned_by=None,
                    due_at=None,
                    picked_because="to be checked again",
                )
                key = f"stale:{verdict.pk}"
                send_news([News(verdict.decided_by, NoticeKind.STALE, key, claim.pk, str(verdict.recheck_on))], at=at)
                event(
                    Event.Verb.CLAIM_REOPENED,
                    by=None,
                    at=at,
                    claim=claim,
                    verdict=verdict.pk,
                    because=f"to be checked again on {verdict.recheck_on}",
                )
                opened += 1
        except Conflict:  # somebody opened it, or put it on hold, meanwhile
            continue
    return opened


def _without_notice(rows: "QuerySet[Review]", kind: str) -> "QuerySet[Review]":
    key = Concat(Value(f"{kind}:"), Cast("pk", CharField()), output_field=CharField())
    return rows.annotate(notice_key=key).filter(
        ~Exists(Notice.objects.filter(to=OuterRef("reviewer"), key=OuterRef("notice_key"))),
        Exists(Actor.objects.filter(pk=OuterRef("reviewer"), user__is_active=True)),
    )[:BATCH]


def _closed(at: datetime) -> Iterator[News]:
    """Yield news of reviews that were closed under their reviewer: the claim was changed, or somebody took over.

    Whoever changed the claim knows: they have an event of that very moment.
    """
    own = Event.objects.filter(claim=OuterRef("claim"), actor=OuterRef("reviewer"), created_at=OuterRef("closed_at"))
    rows = Review.objects.filter(~Exists(own), closed_at__gte=at - NEWS).exclude(
        Q(closed_because__startswith="given back") | Q(closed_because__startswith="returned")
    )
    for review in _without_notice(rows, "closed"):
        yield News(review.reviewer, NoticeKind.CLOSED, f"closed:{review.pk}", review.claim_id, review.closed_because)


def _returned(at: datetime) -> Iterator[News]:
    rows = Review.objects.filter(
        closed_at__gte=at - NEWS, part=ReviewPart.AUTHOR, closed_because__startswith="returned"
    )
    for review in _without_notice(rows, "returned"):
        because = review.closed_because.removeprefix("returned: ")
        yield News(review.reviewer, NoticeKind.RETURNED, f"returned:{review.pk}", review.claim_id, because)


def _due(at: datetime) -> Iterator[News]:
    """Yield news of claims that are due soon, for whoever has them."""
    rows = Work.objects.filter(due_at__lte=at + SOON, due_at__gte=at - NEWS, stage__in=UNDER_WAY, held_because="")
    for works in _some(rows.order_by("due_at", "claim_id")):
        yield from _due_of(works)


def _some(rows: "QuerySet[Work]") -> Iterator[list[Work]]:
    """Yield rows a batch at a time, for as long as somebody asks for more."""
    found = rows.iterator(chunk_size=BATCH)
    while some := list(islice(found, BATCH)):
        yield some


def _due_of(works: list[Work]) -> Iterator[News]:
    at_it: dict[int, set[UUID]] = {}
    open_now = Review.objects.filter(claim__in=[w.pk for w in works], submitted_at=None, closed_at=None)
    for claim, reviewer in open_now.values_list("claim_id", "reviewer"):
        at_it.setdefault(claim, set()).add(reviewer)
    for work in works:
        due = work.due_at
        assert due is not None
        for person in [*at_it.get(work.pk, ()), work.assigned_to or work.assigned_by]:
            if person is not None:
                yield News(
                    person, NoticeKind.DUE, f"due:{work.pk}:{due:%Y%m%dT%H%M}", work.pk, f"{due:%Y-%m-%d %H:%M} UTC"
                )


def _waited(at: datetime) -> Iterator[News]:
    """Yield news of waits that are over, for whoever has the claim or assigned it."""
    rows = Work.objects.filter(waiting_until__lte=at, waiting_until__gte=at - NEWS, stage__in=UNDER_WAY)
    for work in rows.order_by("waiting_until", "claim_id").iterator(chunk_size=BATCH):
        until, person = work.waiting_until, work.assigned_to or work.assigned_by
        if until is not None and person is not None:
            text = f"the wait is over since {until:%Y-%m-%d %H:%M} UTC"
            yield News(person, NoticeKind.DUE, f"waited:{work.pk}:{until:%Y%m%dT%H%M}", work.pk, text)


def _replies(at: datetime) -> Iterator[News]:
    rows = ReplyRequest.objects.filter(answered_at__gte=at - NEWS).exclude(recorded_by=F("asked_by"))
    for reply in rows.values("pk", "claim_id", "asked_by", "recorded_by", "claim__work__assigned_to"):
        for person in {reply["asked_by"], reply["claim__work__assigned_to"]} - {reply["recorded_by"]}:
            if person is not None:
                yield News(person, NoticeKind.REPLY, f"reply:{reply['pk']}", reply["claim_id"])


def _sources(at: datetime) -> Iterator[News]:
    """Yield news of articles that changed around a claim's words, for whoever has the claim or gave its verdict."""
    rows = Anchor.objects.filter(created_at__gte=at - NEWS).exclude(state=AnchorState.EXACT)
    seen = {
        (a["appearance__claim_id"], a["version_id"]): a
        for a in rows.values("appearance__claim_id", "version_id", "state", "appearance__claim__work__assigned_to")
    }
    whose: dict[int, set[UUID]] = {}
    verdicts = Verdict.objects.filter(claim__in={claim for claim, _ in seen})
    for claim, person in verdicts.values_list("claim_id", "decided_by"):
        whose.setdefault(claim, set()).add(person)
    open_now = Review.objects.filter(claim__in={claim for claim, _ in seen}, closed_at=None, returned_because="")
    for claim, person in open_now.values_list("claim_id", "reviewer"):
        whose.setdefault(claim, set()).add(person)
    for (claim, version), anchor in seen.items():
        has_it = anchor["appearance__claim__work__assigned_to"]
        for person in whose.get(claim, set()) | ({has_it} if has_it else set()):
            text = str(AnchorState(anchor["state"]).label)
            yield News(person, NoticeKind.SOURCE, f"source:{claim}:{version}", claim, text)


def _reports(at: datetime) -> Iterator[News]:
    """Yield news of readers' reports, for those who answer them on the claim's desk; without one, for all."""
    rows = Report.objects.filter(created_at__gte=at - NEWS, state=ReportState.NEW)
    reports = list(rows.values("pk", "publication__claim_id", "publication__claim__work__desk_id"))
    if not reports:
        return
    people = User.objects.with_perm(ANSWERS, backend="django.contrib.auth.backends.ModelBackend")
    places: dict[int, set[int]] = defaultdict(set)
    for user, on_desk in Membership.objects.filter(user__in=people).values_list("user_id", "desk_id"):
        places[user].add(on_desk)
    desks: dict[UUID, set[int]] = {actor_of(person).pk: places[person.pk] for person in people.select_related("actor")}
    for report in reports:
        desk = report["publication__claim__work__desk_id"]
        for person, on in desks.items():
            if desk is None or desk in on:
                yield News(person, NoticeKind.REPORT, f"report:{report['pk']}", report["publication__claim_id"])
