"""Claims at every point of their way, and who may do what to them: for the tests of this folder."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from claims.models import Appearance, Claim, Desk, Event, Extraction, Membership, Notice, Review, Work
from claims.workflow.assignment import publication_hold, triage
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import adjust_span, join, merge, proposals, split, wording
from claims.workflow.claim.sighting import SightingDetails
from claims.workflow.claim.split import SplitPart
from claims.workflow.review import plan, verdict
from sources.models import ArticleVersion
from tests import factories

AT = factories.AT
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LATER = AT + 3 * HOUR
ROLES = ("nobody", "reviewer", "editor", "administrator")
EVERYBODY, EDITORS = {"reviewer", "editor", "administrator"}, {"editor", "administrator"}
TIP = SightingDetails("tip", "A letter to the desk", AT, "The ferry never sailed.", "mole@example.org, 555 0199")
WINTER = {
    "start": 51,
    "end": 62,
    "exact": "last winter",
    "basis": "article",
    "interval": None,
    "last": None,
    "bound": "",
    "relation": {"unit": "season", "shift": -1, "name": "winter"},
    "other": None,
}
_ticks = itertools.count(1)


def now():
    """A minute later than the last time."""
    return AT + next(_ticks) * MINUTE


# --- who may ------------------------------------------------------------------------------------------------------


def roles_that_may(action: Callable[[User], object]) -> set[str]:
    """Return the roles that an action is allowed to; each tries it on the same rows, and what it did is taken back."""
    let_in = set()
    for role in ROLES:
        by = factories.user(role)
        with transaction.atomic():
            try:
                action(by)
                let_in.add(role)
            except PermissionDenied:
                assert not Event.objects.filter(actor=actor_of(by).pk).exists()
            transaction.set_rollback(True)
    return let_in


def only_on_its_desk(claim: Claim, action: Callable[[User], object], role: str = "editor") -> bool:
    """Return whether an action on a claim of a desk is refused beside the desk and allowed on it."""
    by = factories.user(role)
    night = desk()
    Work.objects.filter(pk=claim.pk).update(desk=night)
    try:
        with transaction.atomic():
            action(by)
    except PermissionDenied as refusal:
        named = "Night shift" in str(refusal)
    else:
        return False
    Membership.objects.create(desk=night, user=by, created_at=AT)
    action(by)
    return named


# --- claims -------------------------------------------------------------------------------------------------------


def picked(by: User | None = None, **fields: Any) -> Claim:
    claim = factories.claim(**fields)
    triage.pick(claim=claim, by=by or factories.user(), at=now())
    claim.refresh_from_db()
    return claim


def accepted(**fields: Any) -> Claim:
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=AT)


def taken(by: User | None = None) -> tuple[Claim, Review]:
    claim, by = accepted(), by or factories.user()
    return claim, verdict.take(claim=claim, by=by, at=AT)


def held(claim: Claim) -> Claim:
    publication_hold.hold(claim=claim, because="A letter from a lawyer.", by=factories.user("editor"), at=AT)
    return claim


def apart(claim: Claim, *, fully: bool = True) -> Claim:
    """Let two people review a claim, neither of whom knows what the other writes; one of them has begun."""
    plan.set_plan(claim=claim, plan="blind", fully_blind=fully, by=factories.user("editor"), at=AT)
    verdict.take(claim=claim, by=factories.user(), at=AT)
    return claim


def beside(claim: Claim, words: str = "The town paid", **fields: Any) -> Claim:
    return factories.claim(of=claim.appearances.first().version, words=words, **fields)


def decided() -> Claim:
    claim = factories.claim()
    factories.decided(claim)
    claim.refresh_from_db()
    return claim


def on_hold() -> Claim:
    return held(picked())


def rejected() -> Claim:
    return proposals.reject(claim=factories.claim(), which="vague", by=factories.user(), at=now())


def merged() -> Claim:
    claim = picked()
    merge.merge(claim=claim, into=beside(claim), by=factories.user(), at=now())
    claim.refresh_from_db()
    return claim


def in_parts() -> Claim:
    claim = picked()
    halves(claim, factories.user())
    claim.refresh_from_db()
    return claim


# --- edits --------------------------------------------------------------------------------------------------------


def part(version: ArticleVersion, words: str, wording: str = "", type: str = "") -> SplitPart:
    start = version.text.index(words)
    return SplitPart(wording or words, start, start + len(words), words, type)


def halves(claim: Claim, by: User) -> list[Claim]:
    version = claim.appearances.first().version
    parts = [part(version, "cancelled", "[The ferry] was cancelled"), part(version, "forty times", "Forty times")]
    return split.split(claim=claim, version=version, parts=parts, by=by, at=now())


def suggested(beside: Claim, words: str, wording: str = "", **fields: Any) -> Claim:
    """A suggestion of a later extraction, which has read the same text."""
    version = beside.appearances.first().version
    later, _ = Extraction.objects.get_or_create(version=version, extractor="test/2", defaults={"created_at": AT})
    return factories.claim(of=version, words=words, wording=wording or words, extraction=later, **fields)


def joined(claim: Claim, by: User) -> Claim:
    """Join a claim with another one of its sentence."""
    beside(claim, "last winter", wording="[The ferry was cancelled] last winter")
    return join.join(claim=claim, version=claim.appearances.first().version, by=by, at=now())


def moved(place: Appearance, words: str, by: User, **more: Any) -> Appearance:
    start = place.version.text.index(words)
    return adjust_span.adjust(place=place, start=start, end=start + len(words), exact=words, by=by, at=now(), **more)


EDITS: dict[str, Callable[[Claim, User], Any]] = {
    "change": lambda claim, by: wording.change(claim=claim, wording="[The ferry] never sailed", by=by, at=now()),
    "merge": lambda claim, by: merge.merge(claim=claim, into=beside(claim), by=by, at=now()),
    "split": halves,
    "join": joined,
    "adjust": lambda claim, by: moved(claim.appearances.get(), "cancelled", by),
}

# Where a claim may stand when somebody edits it, and what is said when it cannot be edited there.
STANDS: list[tuple[str, Callable[[], Claim], str | None]] = [
    ("not looked at", factories.claim, None),
    ("picked", picked, None),
    ("with a verdict", decided, "verdict"),
    ("on legal hold", on_hold, "legal hold"),
    ("rejected", rejected, "not a claim"),
    ("merged", merged, "merged into"),
    ("split", in_parts, "split into"),
]


def edited_or_refused(edit: str, make: Callable[[], Claim], why: str | None) -> None:
    """Edit a claim where it stands: it is done, or it is said why not and nothing is written down."""
    by, claim = factories.user(), make()
    before = verbs(claim)
    if why is None:
        EDITS[edit](claim, by)
        assert verbs(claim) != before
        return
    with pytest.raises(Conflict, match=why):
        EDITS[edit](claim, by)
    assert verbs(claim) == before


# --- what became of it --------------------------------------------------------------------------------------------


def places(claim: Claim) -> list[str]:
    return [a.exact for a in claim.appearances.filter(replaced_at=None)]


def work(claim: Claim) -> Work:
    return Work.objects.get(pk=claim.pk)


def stage(claim: Claim) -> str:
    return work(claim).stage


def verbs(claim: Claim) -> list[str]:
    return list(Event.objects.filter(claim=claim.pk).order_by("id").values_list("verb", flat=True))


def inbox(user: User) -> list[str]:
    return list(Notice.objects.filter(to=actor_of(user)).order_by("id").values_list("kind", flat=True))


def desk(name: str = "Night shift", *members: User) -> Desk:
    found, _ = Desk.objects.get_or_create(name=name, defaults={"created_at": AT})
    for member in members:
        Membership.objects.create(desk=found, user=member, created_at=AT)
    return found


def how_it_stands(claim: Claim) -> tuple[Any, ...]:
    """Return everything of a claim that an undo has to bring back."""
    claim.refresh_from_db()
    kept = ("wording", "speaker", "role", "times", "proposal", "not_a_claim", "merged_into_id")
    spans = sorted(claim.appearances.filter(replaced_at=None).values_list("version", "start", "end", "exact"))
    return {name: getattr(claim, name) for name in kept}, stage(claim), spans
