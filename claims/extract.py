"""Run the machine over a version and store what it found: the worker of the Extraction ledger, safe to run twice."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from claims import reword
from claims.models import Appearance, Claim, Event, Expert, ExpertKind, Extraction, Outcome, Proposal, Quote, Role
from claims.pipeline import read
from claims.pipeline.amounts.amount import AmountFound
from claims.pipeline.compare import anchor
from claims.pipeline.rank.rank import ClaimFound, PartFound
from claims.pipeline.read import Findings
from claims.pipeline.rewording import rewording
from claims.pipeline.times.interval import WhenFound
from sources.models import Article, ArticleVersion, Sentence
from sources.models.ledger import MAX_ATTEMPTS
from sources.pipeline.clean import clean
from sources.pipeline.sentences import SentenceFound
from sources.spans import Span, context

MAX_NAME = 300
MAX_ROLE = 500


def owe(*, extractor: str, at: datetime) -> int:
    """Owe an extraction of every version that this extractor has not run over; return how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO claims_extraction (version_id, extractor, round, created_at, attempts, failed, reason)
            SELECT v.id, %s, 1, %s, 0, false, '' FROM sources_articleversion v
            WHERE v.purpose = 'extraction'
              AND NOT EXISTS (SELECT 1 FROM claims_extraction e WHERE e.version_id = v.id AND e.extractor = %s)
            ORDER BY v.id
            ON CONFLICT DO NOTHING
            """,
            [extractor, at, extractor],
        )
        return int(cursor.rowcount)


def read_one(*, model: str, at: datetime, embeddings: bool = False) -> Extraction | None:
    """Run one owed extraction, with sentence vectors or without; return its row, or None when nothing is owed."""
    with Extraction.take(at=at) as row:
        if row is None:
            return None
        if row.died_too_often:
            _park(row, f"Processing this ended the worker {row.attempts - 1} times; it is set aside.")
            return row
        try:
            version = ArticleVersion.objects.select_related("article").defer("raw").get(pk=row.version_id)
            passages = tuple(
                clean.PassageFound(p.start, p.end, clean.Kind(p.kind), p.rule) for p in version.passages.all()
            )
            rows = [
                s for s in version.sentences.select_related("passage").order_by("start") if s.passage.kind in clean.READ
            ]
            found = [SentenceFound(s.start, s.end) for s in rows]
            findings = read.read(
                version.text,
                passages,
                found,
                model=model,
                embeddings=embeddings,
                published_on=version.article.published_on,
            )
            store(row, version, rows, findings, at=at)
        except Exception as unforeseen:
            reason = f"The machine failed at this text ({type(unforeseen).__name__}); the worker's log says more."
            if row.attempts >= MAX_ATTEMPTS:
                _park(row, reason)
            else:
                row.postpone(reason, at=at)
            raise
        return row


def _park(row: Extraction, reason: str) -> None:
    Extraction.objects.filter(pk=row.pk, finished_at=None).update(failed=True, reason=reason, finished_at=Now())
    row.refresh_from_db()


@transaction.atomic
def store(
    row: Extraction, version: ArticleVersion, sentences: Sequence[Sentence], findings: Findings, *, at: datetime
) -> None:
    """Store an extraction and close its row; whoever comes second finds the row closed and stores nothing.

    A proposal with the same words in the same place as a claim that a person touched joins that claim. Older proposals
    that nobody touched are superseded.
    """
    article = Article.objects.select_for_update().get(pk=version.article_id)
    if not Extraction.objects.select_for_update().filter(pk=row.pk, finished_at=None).exists():
        return
    Outcome.objects.bulk_create(
        Outcome(
            extraction=row,
            sentence=sentences[part.sentence],
            start=part.start,
            end=part.end,
            mode=part.mode,
            outcome=part.outcome,
            rule=part.rule,
            score=part.score,
            spans=part.spans,
            interpretations=_interpretations(part),
        )
        for part in findings.parts
    )
    Quote.objects.filter(version=version, superseded_at=None).update(superseded_at=at)
    quotes = _store_quotes(row, version, article, findings)
    claims = _store_claims(row, version, article, findings.claims, quotes, at)
    Extraction.objects.filter(pk=row.pk).update(finished_at=Now(), reason="", try_after=None)
    reword.by_decisions(version=version, at=at)
    reword.by_date(article=article, by=None, at=at)  # it may have become known since the article was read
    Event.objects.create(
        verb=Event.Verb.ARTICLE_PROCESSED,
        article=article.pk,
        created_at=at,
        data={"version": version.number, "extractor": row.extractor, "quotes": len(quotes), "claims": claims},
    )
    row.refresh_from_db()


def _interpretations(part: PartFound) -> list[dict[str, Any]]:
    if part.claim is None:
        return []
    facts = {"type": part.claim.type, "times": _as_dicts(part.claim.times), "amounts": _as_dicts(part.claim.amounts)}
    return [
        {
            "text": interpretation.text,
            "rests_on": _as_dicts(interpretation.rests_on),
            "segments": rewording.stored(interpretation.wording.segments),
            **facts,
        }
        for interpretation in part.interpretations
    ]


def _as_dicts(found: Sequence[WhenFound] | Sequence[AmountFound] | Sequence[Span]) -> list[dict[str, Any]]:
    return [asdict(item) for item in found]


def _store_quotes(row: Extraction, version: ArticleVersion, article: Article, findings: Findings) -> list[Quote]:
    experts = [_expert(article, found.name[:MAX_NAME], found.kind) for found in findings.attributed.experts]
    quotes = []
    for quote, attribution in zip(findings.attributed.quotes, findings.attributed.attributions, strict=True):
        expert = experts[attribution.expert] if attribution.expert is not None else None
        role = None
        title, affiliation = (attribution.title or "")[:MAX_ROLE], (attribution.affiliation or "")[:MAX_ROLE]
        if expert and (title or affiliation):
            role, _ = Role.objects.get_or_create(expert=expert, version=version, title=title, affiliation=affiliation)
        prefix, suffix = context(version.text, quote.start, quote.end)
        quotes.append(
            Quote(
                version=version,
                extraction=row,
                start=quote.start,
                end=quote.end,
                exact=version.text[quote.start : quote.end],
                prefix=prefix,
                suffix=suffix,
                spans=[list(span) for span in quote.spans],
                type=quote.type,
                polarity=quote.polarity,
                cue_start=quote.cue.start if quote.cue else None,
                cue_end=quote.cue.end if quote.cue else None,
                speaker_start=quote.speaker.start if quote.speaker else None,
                speaker_end=quote.speaker.end if quote.speaker else None,
                expert=expert,
                role=role,
                resolved=attribution.resolved or "",
                via_start=quote.via.start if quote.via else None,
                via_end=quote.via.end if quote.via else None,
                via_name=quote.via.name[:MAX_NAME] if quote.via else "",
                addressee=quote.addressee.exact[:MAX_NAME] if quote.addressee else "",
                confidence=attribution.confidence,
                reason=attribution.reason[:200],
            )
        )
    return Quote.objects.bulk_create(quotes)


def _expert(article: Article, name: str, kind: str) -> Expert:
    if kind in (ExpertKind.UNNAMED, ExpertKind.COLLECTIVE):
        return Expert.objects.create(article=article, name=name, kind=kind)
    return Expert.objects.get_or_create(article=article, name=name, kind=kind)[0]


def _store_claims(
    row: Extraction,
    version: ArticleVersion,
    article: Article,
    found: Sequence[ClaimFound],
    quotes: Sequence[Quote],
    at: datetime,
) -> int:
    touched = _touched(article, version)
    new, places, seen_again = [], [], []
    for proposal in found:
        seen = _places(proposal, version)
        keys = {_key(version.text, place.start, place.end, place.spans) for place in seen}
        if not keys.isdisjoint(touched.known) or touched.is_split(seen[0]):
            continue
        if (claim := next((touched.elsewhere[key] for key in keys if key in touched.elsewhere), None)) is not None:
            for place in seen:
                place.claim = claim
            seen_again += seen
            continue
        new.append(
            Claim(
                wording=proposal.text,
                segments=rewording.stored(proposal.segments),
                type=proposal.type,
                score=proposal.score,
                reasons=list(proposal.reasons),
                times=_as_dicts(proposal.times),
                amounts=_as_dicts(proposal.amounts),
                quote=quotes[proposal.quote] if proposal.quote is not None else None,
                extraction=row,
                created_at=at,
            )
        )
        places.append(seen)
    Claim.objects.filter(
        appearances__version__article=article, touched_at=None, added_by=None, proposal=Proposal.PROPOSED
    ).update(proposal=Proposal.SUPERSEDED)
    for seen, claim in zip(places, Claim.objects.bulk_create(new), strict=True):
        for place in seen:
            place.claim = claim
    Appearance.objects.bulk_create([*(place for seen in places for place in seen), *seen_again])
    return len(new)


def _places(proposal: ClaimFound, version: ArticleVersion) -> list[Appearance]:
    """Return where a proposal is printed: the words that its wording keeps, then where else the article says it."""
    spans = rewording.spans(proposal.segments, version.text)
    own = (proposal.start, proposal.end)
    found = []
    for start, end in dict.fromkeys((own, *proposal.places)):
        prefix, suffix = context(version.text, start, end)
        found.append(
            Appearance(
                version=version,
                start=start,
                end=end,
                exact=version.text[start:end],
                spans=[list(span) for span in spans] if (start, end) == own else [],
                prefix=prefix,
                suffix=suffix,
            )
        )
    return found


# Where words are printed: from the first to the last letter, and what of it is kept where other words stand between.
Key = tuple[int, int, tuple[tuple[int, int], ...]]
Places = dict[Key, Claim]


@dataclass(frozen=True, slots=True)
class _Touched:
    """Claims that a person worked on: by place in this version, and by where a claim of an earlier one stands in it.

    `split` are the places of those that a person split.
    """

    known: Places
    elsewhere: Places
    split: tuple[tuple[int, int], ...]

    def is_split(self, place: Appearance) -> bool:
        """Return whether words lie in those of a claim that a person split: the parts are what they made of it."""
        return any(start <= place.start and place.end <= end for start, end in self.split)


def _key(text: str, start: int, end: int, spans: Iterable[Sequence[int]]) -> Key:
    """Return where words are printed, whatever marks stand at their edges: extractors cut them differently."""
    return (*_letters(text, start, end), tuple(_letters(text, *span) for span in spans))


def _letters(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = start, end
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not text[last - 1].isalnum():
        last -= 1
    return (first, last) if first < last else (start, end)


def _touched(article: Article, version: ArticleVersion) -> _Touched:
    """Find the claims that a person worked on, in this version and in earlier ones.

    A claim of an earlier version counts when its whole sentence is in this one, unchanged and only once. A claim with a
    verdict is left to a person (workflow/evidence/reanchor.py).
    """
    touched = (
        Appearance.objects.filter(version__article=article).exclude(claim__touched_at=None).select_related("claim")
    )
    # What a person adjusted, merged or split was found once: it is not proposed again beside what they made of it.
    here = list(touched.filter(version=version))
    known = {_key(version.text, a.start, a.end, a.spans): a.claim for a in here}
    split = tuple((a.start, a.end) for a in here if a.claim.proposal == Proposal.SPLIT)
    free = touched.exclude(claim__in={a.claim_id for a in here}).exclude(claim__proposal=Proposal.SPLIT)
    free = free.filter(replaced_at=None, claim__verdicts=None, version__number__lt=version.number)
    by_version: dict[int, list[Appearance]] = {}
    for place in free:
        by_version.setdefault(place.version_id, []).append(place)
    elsewhere: Places = {}
    for old in ArticleVersion.objects.filter(pk__in=by_version).order_by("number").defer("raw"):
        places = by_version[old.pk]
        anchors = anchor.find(old.text, version.text, [(a.start, a.end) for a in places], _spans(old), _spans(version))
        for place, found in zip(places, anchors, strict=True):
            if found.start is not None and found.end is not None:
                moved = found.start - place.start
                spans = [(first + moved, last + moved) for first, last in place.spans]
                elsewhere[_key(version.text, found.start, found.end, spans)] = place.claim
    return _Touched(known, elsewhere, split)


def _spans(version: ArticleVersion) -> list[tuple[int, int]]:
    return list(version.sentences.order_by("start").values_list("start", "end"))
