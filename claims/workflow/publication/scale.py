"""What a house calls its ratings: the next version of its scale. Verdicts keep the one they were given under."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from claims.models import Event, Rating, RatingScale, ScaleRating
from claims.workflow import text
from claims.workflow.audit import Conflict, event, require

MAX_STEPS = 20
MAX_NAME = 100
MAX_DEFINITION = 2_000
COLOUR = re.compile(r"#[0-9a-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One step of a scale; `rating` is the internal one, `number` schema.org's ratingValue, `colour` #rrggbb."""

    rating: str
    label: str
    number: int
    definition: str
    colour: str
    missing_context: bool = False


@transaction.atomic
def make(*, name: str, steps: Sequence[ScaleStep], by: User, at: datetime) -> RatingScale:
    """Make the next version of a scale, with its steps in this order; verdicts from now on use it.

    Each internal rating has a step. Raise ValidationError, naming the step from 1.
    """
    actor = require(by, "claims.add_ratingscale")
    name = text.line(name)
    wrong = [f"Step {number}: {message}" for number, step in enumerate(steps, 1) for message in _wrong(step)]
    if text.fault(name, MAX_NAME, "empty"):
        wrong.append(f"Give the scale a name of at most {MAX_NAME} characters.")
    if len(steps) > MAX_STEPS:
        wrong.append(f"At most {MAX_STEPS} steps.")
    rated = [(step.rating, step.missing_context) for step in steps]
    if len(set(rated)) < len(rated):
        wrong.append("Two steps stand for the same rating.")
    for rating in Rating:
        if (rating.value, False) not in rated:
            wrong.append(f"No step stands for “{rating.label}”.")
    if wrong:
        raise ValidationError(wrong)
    latest = RatingScale.objects.filter(name=name).order_by("-version").first()
    number = (latest.version if latest else 0) + 1
    try:
        with transaction.atomic():
            scale = RatingScale.objects.create(name=name, version=number, created_by=actor.pk, created_at=at)
    except IntegrityError as taken:
        raise Conflict("Somebody else made the next version meanwhile. Look at it first.") from taken
    ScaleRating.objects.bulk_create(
        ScaleRating(scale=scale, order=order, **{**asdict(step), "label": step.label.strip()})
        for order, step in enumerate(steps)
    )
    event(Event.Verb.SCALE_MADE, by=actor, at=at, scale=scale.pk, name=name, version=number)
    return scale


def in_force() -> RatingScale | None:
    """Return the scale that verdicts use now."""
    return RatingScale.objects.filter(pk=RatingScale.objects.aggregate(latest=Max("pk"))["latest"]).first()


def _wrong(step: ScaleStep) -> list[str]:
    wrong = []
    if step.rating not in Rating.values:
        wrong.append(f"choose one of: {', '.join(Rating.values)}.")
    if not step.label.strip() or text.fault(step.label, MAX_NAME):
        wrong.append(f"give it a label of at most {MAX_NAME} characters.")
    if not step.definition.strip() or text.fault(step.definition, MAX_DEFINITION):
        wrong.append(f"say what it means, in at most {MAX_DEFINITION:,} characters.")
    if not COLOUR.match(step.colour):
        wrong.append("give its colour as #rrggbb.")
    if not -1_000 <= step.number <= 1_000:
        wrong.append("its number lies between -1,000 and 1,000.")
    return wrong
