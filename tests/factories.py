"""Rows for tests, made in the way the product makes them; every text is our own."""

import hashlib
import itertools
from datetime import UTC, datetime
from uuid import uuid4

from django.contrib.auth.models import Group, User

from claims.models import Appearance, Claim, Evidence, Expert, Extraction, Outcome, Quote, Role, Verdict
from claims.pipeline.rewording import rewording
from claims.pipeline.standalone.wording import Segment, render
from claims.workflow.claim import proposals
from claims.workflow.evidence.evidence import add as add_evidence
from claims.workflow.review import verdict
from sources.models import Article, ArticleVersion, Passage, Sentence
from sources.spans import Span, context

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TEXT = "The ferry to Brackholm 🚢 was cancelled forty times last winter.\nThe town paid for each of them.\n"
_names = itertools.count(1)


def user(role: str = "reviewer", **fields: object) -> User:
    made = User.objects.create_user(f"{role}-{next(_names)}", password="a long enough one", is_staff=True, **fields)
    if role in ("reviewer", "editor", "administrator"):
        made.groups.add(Group.objects.get(name=role))
    return made


def version(
    text: str = TEXT,
    *,
    article: Article | None = None,
    purpose: str = "extraction",
    declares: str = "",
    **fields: object,
) -> ArticleVersion:
    """A stored version whose one passage is body with a sentence a line, or a notice that declares something."""
    raw = text.encode()
    article = article or Article.objects.create(source="test", external_id=str(uuid4()), created_at=AT)
    values = {
        "number": article.versions.count() + 1,
        "raw": raw,
        "raw_sha256": hashlib.sha256(raw).hexdigest(),
        "media_type": "text/plain",
        "text": text,
        "text_sha256": hashlib.sha256(raw).hexdigest(),
        "length": len(text),
        "renderer": "text/1",
        "fetched_at": AT,
        "created_at": AT,
    }
    made = ArticleVersion.objects.create(article=article, purpose=purpose, **{**values, **fields})
    passage = Passage.objects.create(
        version=made,
        start=0,
        end=len(text),
        kind="notice" if declares else "body",
        rule="notice.ai-generated" if declares else "test",
        digital_source_type=declares,
    )
    at = len(text) if declares else 0
    for line in text[at:].splitlines(keepends=True):
        if line.strip():
            Sentence.objects.create(version=made, passage=passage, start=at, end=at + len(line.rstrip("\n")))
        at += len(line)
    return made


def claim(*, of: ArticleVersion | None = None, words: str = "cancelled forty times", **fields: object) -> Claim:
    """A machine's proposal that rests on the first place of these words."""
    of = of or version()
    extraction, _ = Extraction.objects.get_or_create(version=of, extractor="test/1", defaults={"created_at": AT})
    values = {"wording": f"[The ferry] was {words}", "type": "quantity", "created_at": AT, "extraction": extraction}
    made = Claim.objects.create(**{**values, **fields})
    start = of.text.index(words)
    prefix, suffix = context(of.text, start, start + len(words))
    Appearance.objects.create(
        claim=made, version=of, start=start, end=start + len(words), exact=words, prefix=prefix, suffix=suffix
    )
    return made


def rendered(
    *,
    of: ArticleVersion | None = None,
    words: str = "cancelled forty times",
    meant: str = "The ferry",
    printed: str = "",
    mark: str = " [date unknown]",
    certain: bool = True,
    when: str = "",
    **fields: object,
) -> Claim:
    """A machine's proposal whose wording is rendered from segments: what a word means, printed words, a mark of time.

    The word whose meaning stands in brackets is `printed` somewhere in front of `words`, or nothing. The mark rests on
    the words of time `when`.
    """
    of = of or version()
    start = of.text.index(words)
    end = start + len(words)
    place = of.text.rindex(printed, 0, start) if printed else start
    segments = [
        Segment(place, place + len(printed), f"[{meant}] ", "antecedent", certain),
        Segment(start, end, words, "printed"),
    ]
    if mark:
        at = of.text.index(when) if when else 0
        spans = (Span(at, at + len(when), when),) if when else ()
        segments.append(Segment(end, end, mark, "date", rests_on=spans))
    return claim(of=of, words=words, wording=render(segments), segments=rewording.stored(segments), **fields)


def quote(beside: Claim, name: str = "Agnes Tolland", *, words: str = "", role: str = "") -> Quote:
    """Words of the same article that somebody said: by default those of the claim's place."""
    place = beside.appearances.get()
    of = place.version
    words = words or place.exact
    start = of.text.index(words)
    expert, _ = Expert.objects.get_or_create(article=of.article, name=name, kind="person")
    printed = Role.objects.get_or_create(expert=expert, version=of, title=role)[0] if role else None
    return Quote.objects.create(
        version=of,
        extraction=beside.extraction,
        start=start,
        end=start + len(words),
        exact=words,
        spans=[[start, start + len(words)]],
        type="indirect",
        expert=expert,
        role=printed,
        resolved="stated",
        confidence=0.9,
        reason="stated",
    )


def finish(reading: Extraction, outcome: str = "claim", rule: str = "claim.statement") -> Extraction:
    """Close a reading: every sentence without an outcome gets this one."""
    for sentence in reading.version.sentences.exclude(outcomes__extraction=reading):
        Outcome.objects.create(
            extraction=reading,
            sentence=sentence,
            start=sentence.start,
            end=sentence.end,
            mode="asserted",
            outcome=outcome,
            rule=rule,
        )
    Extraction.objects.filter(pk=reading.pk).update(finished_at=AT)
    reading.refresh_from_db()
    return reading


def ambiguous(
    of: ArticleVersion | None = None, *, line: int = 0, what: str = "stopped", mode: str = "asserted"
) -> Outcome:
    """An ambiguous part with two readings, a whole line of the text."""
    of = of or version()
    extraction, _ = Extraction.objects.get_or_create(version=of, extractor="test/1", defaults={"created_at": AT})
    sentence = of.sentences.order_by("start")[line]
    rests_on = [{"start": 0, "end": 9, "exact": of.text[:9]}]
    like = {"type": "quantity", "rests_on": rests_on, "times": [], "amounts": []}
    return Outcome.objects.create(
        extraction=extraction,
        sentence=sentence,
        start=sentence.start,
        end=sentence.end,
        mode=mode,
        outcome="ambiguous",
        rule="antecedent.pronoun",
        score=0.5,
        interpretations=[{"text": f"[The {noun}] {what}", **like} for noun in ("ferry", "town")],
    )


PIER = "The council ordered a survey of the pier.\nIt was finished in 2021, cost 3 million crowns and sank.\n"
IT = PIER.index("It ")


def pier_words(what: str, words: str, *, carried: bool = True, certain: bool = True) -> list[dict[str, object]]:
    """Segments of words about the “It” of PIER: it stands there, or is carried to words further on."""
    start = PIER.index(words)
    it = (Span(IT, IT + 2, "It"),)
    if carried:
        front = [Segment(start, start, f"[{what}]", "carried", certain, it), Segment(start, start, " ", "carried")]
    else:
        front = [Segment(IT, IT + 2, f"[{what}]", "antecedent", certain), Segment(IT + 2, start, " ", "printed")]
    return rewording.stored([*front, Segment(start, start + len(words), words, "printed")])


def pier_claim(of: ArticleVersion, what: str, words: str, **how: bool) -> Claim:
    """A suggestion about the “It” of PIER."""
    segments = pier_words(what, words, **how)
    return claim(of=of, words=words, wording=render(rewording.loaded(segments)), segments=segments)


def pier_part(of: ArticleVersion, words: str, *meanings: str, carried: bool = True) -> Outcome:
    """An ambiguous part about the “It” of PIER, with these interpretations."""
    extraction, _ = Extraction.objects.get_or_create(version=of, extractor="test/1", defaults={"created_at": AT})
    start = PIER.index(words)
    senses = []
    for what in meanings:
        segments = pier_words(what, words, carried=carried)
        text = render(rewording.loaded(segments))
        senses.append({"text": text, "segments": segments, "type": "event", "rests_on": [], "times": [], "amounts": []})
    return Outcome.objects.create(
        extraction=extraction,
        sentence=of.sentences.order_by("start")[1],
        start=start if carried else IT,
        end=start + len(words),
        mode="asserted",
        outcome="ambiguous",
        rule="antecedent.pronoun",
        score=0.5,
        interpretations=senses,
    )


def evidence(to: Claim, stance: str = "supports", *, by: User | None = None, **fields: object) -> Evidence:
    values = {"kind": "data", "note": "The harbour log, counted by us.", "at": AT}
    return add_evidence(claim=to, stance=stance, by=by or user(), **{**values, **fields})


def ruled(
    *,
    claim: Claim,
    rating: str,
    by: User,
    reasons: str = "The log says so.",
    at: datetime = AT,
    second: User | None = None,
    **more: object,
) -> Verdict:
    """A verdict as the claim's plan has it by default: one person's review, approved by an editor."""
    verdict.propose(claim=claim, rating=rating, reasons=reasons, by=by, at=at, **more)
    decision = verdict.approve(claim=claim, by=second or user("editor"), at=at).verdict
    assert decision is not None
    return decision


def decided(to: Claim | None = None, *, by: User | None = None) -> Verdict:
    """A claim with supporting evidence and the verdict Supported."""
    by = by or user()
    to = proposals.accept(claim=to or claim(), by=by, at=AT)
    evidence(to, by=by)
    return ruled(claim=to, rating="SUPPORTED", by=by)
