"""Who may see which review while others read the same claim apart."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from claims.models import Claim, Event, Evidence, Part, Plan, Review, Stage, Verdict, Work


def reviews_seen_by(actor: UUID | None) -> QuerySet[Review]:
    """The reviews that somebody may see: their own, and what others submitted.

    A blind reading stays its reader's until both are in, whatever became of it meanwhile; a draft for ever.
    """
    cycle = Q(claim=OuterRef("claim"), cycle=OuterRef("cycle"))
    present = Work.objects.filter(claim=OuterRef("claim"), cycle=OuterRef("cycle"))
    given = Verdict.objects.filter(cycle)
    live = Review.objects.filter(
        cycle, part=Part.READER, slot=OuterRef("other"), submitted_at__isnull=False, closed_at=None
    )
    return Review.objects.annotate(other=Value(3) - F("slot")).filter(
        Q(reviewer=actor)
        | Q(submitted_at__isnull=False)
        & (~Q(part=Part.READER) | ~Exists(present) | Exists(given) | (Q(closed_at=None) & Exists(live)))
    )


def evidence_seen_by(actor: UUID | None) -> QuerySet[Evidence]:
    """The evidence that somebody may see: all of it, but under a fully blind plan only their own until all are in."""
    apart = Work.objects.filter(claim=OuterRef("claim"), plan=Plan.BLIND, fully_blind=True, stage=Stage.IN_REVIEW)
    return Evidence.objects.filter(Q(added_by=actor) | ~Exists(apart))


def events_seen_by(actor: UUID | None) -> QuerySet[Event]:
    """The events that somebody may see; those about evidence under a fully blind plan wait until all are in."""
    apart = Work.objects.filter(claim=OuterRef("claim"), plan=Plan.BLIND, fully_blind=True, stage=Stage.IN_REVIEW)
    return Event.objects.exclude(~Q(actor=actor) & Q(verb__startswith="evidence.") & Exists(apart))


def readers_in(claim: Claim, *, asks: UUID) -> int | None:
    """Count the blind readers that are in, for an editor; None when there is nothing to tell whoever asks.

    A reader of the same cycle learns nothing, editor or not.
    """
    work = Work.objects.get(pk=claim.pk)
    reading = Review.objects.filter(claim=claim, cycle=work.cycle, part=Part.READER, closed_at=None)
    if work.plan != Plan.BLIND or work.stage != Stage.IN_REVIEW or reading.filter(reviewer=asks).exists():
        return None
    return reading.filter(submitted_at__isnull=False).count()
