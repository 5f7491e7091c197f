"""When an article changes, propose where its claims' words are now; a person accepts a new place, or none.

A verdict stays with the words that it was reached on. Only a person says that the claim holds in the newer text too.
"""

from collections import defaultdict
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from claims.models import Anchor, Appearance, Claim, Event, Proposal
from claims.pipeline.compare import anchor as step
from claims.workflow.audit import Conflict, event
from claims.workflow.stages import allowed, locked
from sources.models import Article, ArticleVersion
from sources.spans import Span, context

BATCH = 20

# Claims that people worked on, standing in an older text than the latest one that is read and in none since, and
# about which nothing was said yet. From the few articles that have changed at all: an index of its own holds them.
OWED = """
    SELECT DISTINCT new.id
    FROM (
        SELECT DISTINCT ON (article_id) id, article_id, number FROM sources_articleversion
        WHERE purpose = 'extraction' AND number > 1 ORDER BY article_id, number DESC
    ) new
    JOIN sources_articleversion old ON old.article_id = new.article_id AND old.number < new.number
    JOIN claims_appearance a ON a.version_id = old.id AND a.replaced_at IS NULL
    JOIN claims_claim c ON c.id = a.claim_id AND c.touched_at IS NOT NULL AND c.proposal IN ('proposed', 'accepted')
    WHERE EXISTS (SELECT 1 FROM claims_extraction e
                  WHERE e.version_id = new.id AND e.finished_at IS NOT NULL AND NOT e.failed)
      AND NOT EXISTS (SELECT 1 FROM claims_anchor n WHERE n.appearance_id = a.id AND n.version_id = new.id)
      AND NOT EXISTS (SELECT 1 FROM claims_appearance later JOIN sources_articleversion v ON v.id = later.version_id
                      WHERE later.claim_id = c.id AND v.article_id = new.article_id AND v.number > old.number)
    ORDER BY new.id LIMIT %s
"""


def sweep(*, at: datetime) -> int:
    """Propose a place for every claim whose article has a newer text; return how many were proposed.

    Safe to run twice, and by two at once: the article is locked, and each place is proposed once a text.
    """
    with connection.cursor() as cursor:
        cursor.execute(OWED, [BATCH])
        owed = [key for (key,) in cursor.fetchall()]
    count, failed = 0, []
    for key in owed:
        try:
            count += len(note(version=key, at=at))
        except Exception as unforeseen:  # one text must not hold up the others; it is owed still
            failed.append(unforeseen)
    if failed:
        raise failed[0]
    return count


@transaction.atomic
def note(*, version: int, at: datetime) -> list[Anchor]:
    """Propose where the words of each claim that people worked on are in this text; record the change."""
    new = ArticleVersion.objects.defer("raw").get(pk=version)
    article = Article.objects.select_for_update().get(pk=new.article_id)
    proposals: list[Anchor] = []
    for old, places in _standing_before(new).items():
        text = ArticleVersion.objects.defer("raw").get(pk=old)
        found = step.find(text.text, new.text, [(a.start, a.end) for a in places], _sentences(text), _sentences(new))
        proposals += [_proposed(place, new, anchor, at) for place, anchor in zip(places, found, strict=True)]
    if proposals:
        Anchor.objects.bulk_create(proposals)
        counted = {state: sum(a.state == state for a in proposals) for state in sorted({a.state for a in proposals})}
        event(Event.Verb.SOURCE_CHANGED, by=None, at=at, article=article.pk, version=new.number, claims=counted)
    return proposals


def _proposed(place: Appearance, new: ArticleVersion, found: step.AnchorFound, at: datetime) -> Anchor:
    """Return the proposal for one place. The words of a redacted text are nowhere, though tombstones look alike."""
    if found.start is not None and new.text[found.start : found.end] != place.exact:
        found = step.AnchorFound("orphan")
    return Anchor(appearance=place, version=new, state=found.state, start=found.start, end=found.end, created_at=at)


def _standing_before(new: ArticleVersion) -> dict[int, list[Appearance]]:
    """Return the places to look for, by version: those of each claim in the latest text that has it."""
    standing = Appearance.objects.filter(
        version__article=new.article_id,
        version__number__lte=new.number,
        replaced_at=None,
        claim__proposal__in=[Proposal.PROPOSED, Proposal.ACCEPTED],
    ).exclude(claim__touched_at=None)
    numbers = dict(new.article.versions.values_list("pk", "number"))
    latest: dict[int, tuple[int, list[Appearance]]] = {}
    for place in standing.order_by("version__number", "start"):
        here = numbers[place.version_id]
        number, places = latest.get(place.claim_id, (0, []))
        latest[place.claim_id] = (here, [place] if here > number else [*places, place])
    count = set(Anchor.objects.filter(version=new).values_list("appearance_id", flat=True))
    found: dict[int, list[Appearance]] = defaultdict(list)
    for number, places in latest.values():
        for place in places:
            if number < new.number and place.pk not in count:
                found[place.version_id].append(place)
    return found


def _sentences(version: ArticleVersion) -> list[tuple[int, int]]:
    return list(version.sentences.order_by("start").values_list("start", "end"))


@transaction.atomic
def accept(
    *, anchor: Anchor, by: User, at: datetime, start: int | None = None, end: int | None = None, exact: str = ""
) -> Appearance:
    """Accept that the claim holds in the newer text: where the machine found it, or where a person selects it.

    The old place and every verdict stay as they are. Raise ValidationError, or Conflict when it was decided already.
    """
    claim, work = locked(anchor.appearance.claim)
    actor = allowed(by, work, "claims.change_anchor")
    anchor = _undecided(anchor)
    text = anchor.version.text
    spans: list[list[int]] = []
    if start is None or end is None:
        if anchor.start is None or anchor.end is None:
            raise ValidationError({"exact": "Select the words in the newer text that say the same."})
        start, end, exact = anchor.start, anchor.end, anchor.appearance.exact
        moved = start - anchor.appearance.start
        spans = [[first + moved, last + moved] for first, last in anchor.appearance.spans]
    try:
        span = Span.of(text, start, end)
    except ValueError:
        raise ValidationError({"start": "This place is not inside the newer text."}) from None
    if span.exact != exact:
        raise ValidationError({"exact": "These are not the words at that place of the newer text."})
    prefix, suffix = context(text, start, end)
    place, _made = Appearance.objects.get_or_create(
        claim=claim,
        version=anchor.version,
        start=start,
        end=end,
        replaced_at=None,
        defaults={"exact": exact, "spans": spans, "prefix": prefix, "suffix": suffix},
    )
    # What the machine proposed afresh at the very same words is this claim, if nobody has touched it.
    twins = Appearance.objects.filter(version=anchor.version, start=start, end=end, spans=spans).exclude(claim=claim)
    Claim.objects.filter(
        pk__in=twins.values("claim"), touched_at=None, added_by=None, proposal=Proposal.PROPOSED
    ).update(proposal=Proposal.SUPERSEDED)
    Anchor.objects.filter(pk=anchor.pk).update(accepted_as=place, decided_by=actor.pk, decided_at=at)
    event(
        Event.Verb.ANCHOR_ACCEPTED,
        by=actor,
        at=at,
        claim=claim,
        article=anchor.version.article_id,
        anchor=anchor.pk,
        version=anchor.version.number,
    )
    return place


@transaction.atomic
def dismiss(*, anchor: Anchor, by: User, at: datetime) -> Anchor:
    """Decide that the claim does not hold in the newer text; it stays with the older one, and so does its verdict."""
    claim, work = locked(anchor.appearance.claim)
    actor = allowed(by, work, "claims.change_anchor")
    anchor = _undecided(anchor)
    Anchor.objects.filter(pk=anchor.pk).update(decided_by=actor.pk, decided_at=at)
    event(
        Event.Verb.ANCHOR_DISMISSED,
        by=actor,
        at=at,
        claim=claim,
        article=anchor.version.article_id,
        anchor=anchor.pk,
        version=anchor.version.number,
    )
    anchor.refresh_from_db()
    return anchor


def _undecided(anchor: Anchor) -> Anchor:
    found = Anchor.objects.select_for_update(of=("self",)).select_related("version", "appearance")
    anchor = found.defer("version__raw").get(pk=anchor.pk)
    if anchor.decided_at is not None:
        done = "taken over" if anchor.accepted_as_id else "left out"
        raise Conflict(f"Somebody has decided this already: it was {done}.")
    return anchor
