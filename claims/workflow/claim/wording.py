"""Change what a claim says, who said it, in which role, and when it holds. The quotation stays as printed."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims import reword
from claims.models import Claim, Event, Plan, Proposal, Review, ReviewPart, Stage, Work
from claims.pipeline import read
from claims.pipeline.rewording import rewording
from claims.pipeline.split import lexicon
from claims.pipeline.standalone import brackets
from claims.pipeline.standalone.wording import render
from claims.pipeline.times.interval import WhenFound
from claims.queries.places import judged_at
from claims.workflow import stages, text
from claims.workflow.audit import Conflict, event
from claims.workflow.review import review as reviews
from sources.models import Actor

LIMITS = {"wording": 2_000, "speaker": 300, "role": 600}
NEEDED = {"wording": "Say what is claimed, in words that stand alone."}
MOST_TIMES = 20
FROZEN = "A verdict freezes the claim with it. Open it again first, with a reason."
CHANGED = "the claim was changed"


@dataclass(frozen=True, slots=True)
class Days:
    """Words of time as a person takes them.

    `number` counts the claim's words of time from 0; None: new ones, `exact` as they are printed once in the article.
    `first` and `last` are days, the last one included, one of them None for an open end; both None with a number:
    these words stay as they are.
    """

    number: int | None = None
    first: date | None = None
    last: date | None = None
    exact: str = ""


@transaction.atomic
def change(
    *,
    claim: Claim,
    by: User,
    at: datetime,
    wording: str | None = None,
    speaker: str | None = None,
    role: str | None = None,
    times: Sequence[Days] | None = None,
    seen: int | None = None,
) -> Claim:
    """Change a claim's words; None: as they stand. An empty speaker or role is again what the article prints.

    Where only words in brackets are others, the wording stays one that is rendered from its segments.
    Words in brackets that lose theirs get them back, unless they are printed at the claim's place. `times` names all
    that hold: the claim's words of time that it leaves out are dropped. The reviews that count are closed, and said so;
    who changed it keeps an open one of their own. `seen` is the version of the work that the person had before them.
    """
    claim, work = stages.locked(claim)
    actor = stages.allowed(by, work, "claims.change_claim")
    ready(claim, work)
    after: dict[str, Any] = {}
    for field, value in (("wording", wording), ("speaker", speaker), ("role", role)):
        if value is not None:
            after[field] = checked(field, value)
    if "wording" in after:
        places = claim.appearances.filter(replaced_at=None).values_list("exact", flat=True)
        after["wording"] = checked("wording", brackets.kept(claim.wording, after["wording"], places))
        after["segments"] = rewording.stored(rewording.corrected(rewording.loaded(claim.segments), after["wording"]))
    if times is not None:
        after["times"] = _times(claim, times)
        if claim.segments and "wording" not in after:
            after |= _dated(claim, after["times"])
    if after.get("wording") == claim.wording:
        del after["wording"], after["segments"]
    after = {field: value for field, value in after.items() if value != getattr(claim, field)}
    if not after:
        return claim
    before = {field: getattr(claim, field) for field in after}
    work = stages.change(work, at=at, seen=seen)
    rewrite(claim, work, after, by=actor, at=at)
    dropped = sorted(_loaded(before.get("wording", "")) - _loaded(after.get("wording", "")))
    event(Event.Verb.CLAIM_CHANGED, by=actor, at=at, claim=claim, before=before, after=after, dropped=dropped)
    claim.refresh_from_db()
    return claim


def _dated(claim: Claim, times: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the wording with the days that its words of time mean, in place of their marks."""
    place = claim.appearances.order_by("pk").select_related("version__article").defer("version__raw").first()
    published_on = place.version.article.published_on if place else None
    found = [WhenFound.of(time) for time in times]
    segments = rewording.dated(rewording.loaded(claim.segments), found, published_on)
    return {"wording": render(segments), "segments": rewording.stored(segments)}


def ready(claim: Claim, work: Work) -> None:
    """Raise Conflict when a claim's words or places cannot be changed now. The caller holds its lock."""
    if claim.proposal not in (Proposal.PROPOSED, Proposal.ACCEPTED):
        raise Conflict(f"This claim is “{claim.get_proposal_display()}” now. Look at it again.")
    if work.held_because:
        raise Conflict(stages.status_message(work))
    if work.stage == Stage.DONE:
        raise Conflict(FROZEN)


def checked(field: str, value: str) -> str:
    """Return words as they are stored, in one line. Raise ValidationError naming the field."""
    value = text.require(field, value, LIMITS[field], NEEDED.get(field, ""), one_line=True)
    if field == "wording" and not brackets.are_whole(value):
        raise ValidationError({field: "Each bracket needs its other half, with words in it: [like this]."})
    return value


def rewrite(claim: Claim, work: Work, fields: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """Store other words, after closing the reviews that rest on the old ones. The caller holds the lock.

    What a bracket says otherwise, other claims say that hang on the same printed word.
    """
    mine = close_reviews(claim, work, by=by, at=at)
    if "wording" in fields:
        fields = fields | {"statements": [] if fields.get("segments") else statements_of(fields["wording"])}
    Claim.objects.filter(pk=claim.pk).update(**fields, touched_at=at)
    if mine is not None:
        go_on(claim, mine, by=by, at=at)
    reword.by_correction(before=claim, segments=fields.get("segments", []), by=by.pk, at=at)


def statements_of(wording: str) -> list[dict[str, str]]:
    """Return what a person's wording asserts as it is stored, where that is more than one thing.

    The first call in a process loads the language model, where that is installed; without it nothing is counted.
    """
    try:
        found = read.assertions(wording, model=settings.LANGUAGE_MODEL)
    except OSError:
        return []
    return [asdict(assertion) for assertion in found] if len(found) > 1 else []


def close_reviews(claim: Claim, work: Work, *, by: Actor, at: datetime) -> Review | None:
    """Close the reviews that count, since their claim changes; return the open one of the person who changes it."""
    live = reviews.live_reviews(work)
    mine = next((r for r in live if r.reviewer == by.pk and not r.submitted_at), None)
    if any(r is not mine for r in live):
        blind = work.plan == Plan.BLIND  # one reviewer learns nothing of the other, not even that there is one
        reviews.close_all(claim=claim, work=work, because=CHANGED, by=by, at=at, quiet=blind)
    elif mine is not None:
        reviews.release(review=mine, by=by, at=at, because=CHANGED)
    if work.stage in stages.MOVES["change"].from_stages:
        work = stages.move(claim, "change", at=at)
        if work.assigned_to:
            stages.move(claim, "assign", at=at)
    return mine if mine is not None and mine.part in (ReviewPart.AUTHOR, ReviewPart.REVIEWER) else None


def go_on(claim: Claim, mine: Review, *, by: Actor, at: datetime) -> Review:
    """Give the person who changed a claim their place again, with their draft."""
    stages.move(claim, "take", at=at)
    again = reviews.begin(work=Work.objects.get(pk=claim.pk), by=by, at=at)
    kept = {name: getattr(mine, name) for name in reviews.FIELDS}
    Review.objects.filter(pk=again.pk).update(**kept, draft=mine.draft, saved_at=mine.saved_at)
    return again


def _loaded(wording: str) -> set[str]:
    return {word for word in re.findall(r"\w[\w-]*", wording.lower()) if word in lexicon.LOADED}


def _times(claim: Claim, times: Sequence[Days]) -> list[dict[str, Any]]:
    numbers = [days.number for days in times if days.number is not None]
    if len(times) > MOST_TIMES or len(set(numbers)) < len(numbers) or not set(numbers) <= set(range(len(claim.times))):
        raise ValidationError({"times": f"Name each of the claim's words of time once at most, {MOST_TIMES} in all."})
    return [_time(claim, days) for days in times]


def _time(claim: Claim, days: Days) -> dict[str, Any]:
    if days.number is None:
        words = _printed(claim, days.exact)
    else:
        words = dict(claim.times[days.number])
        if days.first is None and days.last is None:
            return words
    if days.first is None and days.last is None:
        raise ValidationError({"times": f"Which days does “{days.exact}” mean? Give the first or the last one."})
    if (days.first and days.last and days.last < days.first) or days.last == date.max:
        raise ValidationError({"times": "The last day comes before the first one."})
    interval = {
        "start": days.first.isoformat() if days.first else None,
        "end": (days.last + timedelta(days=1)).isoformat() if days.last else None,
    }
    stated = {"basis": "stated", "interval": interval, "relation": None, "last": None, "bound": "", "other": None}
    return {**words, **stated}


def _printed(claim: Claim, exact: str) -> dict[str, Any]:
    """Find words of time where the claim was first seen: at its place, or once in the whole text."""
    places = list(claim.appearances.filter(replaced_at=None).select_related("version").defer("version__raw"))
    place = judged_at(claim, (each for each in places if each.version_id == places[0].version_id))
    article = place.version.text if place else ""
    if place is None or not exact.strip():
        raise ValidationError({"times": "Copy the words that say when, as they are printed in the article."})
    for start, end in ((place.start, place.end), (0, len(article))):
        at = article.find(exact, start, end)
        if at >= 0 and article.find(exact, at + 1, end) < 0:
            return {"start": at, "end": at + len(exact), "exact": exact}
    raise ValidationError({"times": f"“{exact[:80]}” is not printed in the article, or more than once."})
