"""Lay out what the machine found in one article as lines for programs: plain values, every place with its words."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from claims.pipeline.amounts.amount import AmountFound
from claims.pipeline.rank.rank import ClaimFound, PartFound
from claims.pipeline.read import Findings
from claims.pipeline.times.interval import WhenFound, resolve
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.facts.metadata import Metadata, Statement
from sources.pipeline.sentences import SentenceFound

Line = dict[str, Any]
# Segments of a wording that add nothing: the article's own words, those left out, and a capital letter.
_OWN_WORDS = frozenset({"printed", "left_out", "capital"})


def passages(text: str, found: Sequence[PassageFound]) -> Iterator[Line]:
    """Yield each passage with its kind and the rule that decided; they tile the text."""
    for passage in found:
        yield _place(text, passage.start, passage.end) | {"kind": str(passage.kind), "rule": passage.rule}


def article(text: str, found: Sequence[PassageFound], about: Metadata) -> Iterator[Line]:
    """Yield what the article says of itself, a field a line: value, origin, rule, words, and their place if printed.

    A field that nothing states has null for a value; notices are as many lines as there are. `agree` names what else
    states the same, `why_unknown` why a day is left open that a line states in two ways.
    """
    headline = next((p for p in found if p.kind == Kind.HEADLINE), None)
    if headline is not None:
        yield _printed("headline", text, headline)
    else:
        yield _stated("headline", about.title)
    yield _stated("author", about.author)
    yield _stated("date", about.published_on) | ({"why_unknown": about.why_no_date} if about.why_no_date else {})
    yield _stated("publisher", about.publisher)
    yield _stated("language", about.language)
    for passage in found:
        if passage.kind == Kind.NOTICE:
            yield _printed("notice", text, passage)


def sentences(text: str, found: Sequence[SentenceFound], findings: Findings) -> Iterator[Line]:
    """Yield each sentence with its parts: what each was taken for, by which rule, and what it may mean."""
    parts: list[list[Line]] = [[] for _ in found]
    for part in findings.parts:
        parts[part.sentence].append(_part(text, part))
    for sentence, own_parts in zip(found, parts, strict=True):
        yield _place(text, sentence.start, sentence.end) | {"parts": own_parts}


def quotes(text: str, findings: Findings) -> Iterator[Line]:
    """Yield each quote with its cue, its speaker and how sure the machine is of him."""
    for index, quote in enumerate(findings.attributed.quotes):
        yield _place(text, quote.start, quote.end) | {
            "spans": [list(span) for span in quote.spans],
            "type": quote.type,
            "act": quote.act,
            "polarity": quote.polarity,
            "cue": _place(text, quote.cue.start, quote.cue.end) if quote.cue else None,
            "speaker": _speaker(text, index, findings),
            "via": _place(text, quote.via.start, quote.via.end) | {"name": quote.via.name} if quote.via else None,
            "addressee": _place(text, quote.addressee.start, quote.addressee.end) if quote.addressee else None,
            "confidence": round(findings.attributed.attributions[index].confidence, 2),
        }


def claims(text: str, findings: Findings, published_on: date | None) -> Iterator[Line]:
    """Yield the claims, the most check-worthy first, with what their wordings add and what their times mean."""
    for claim in findings.claims:
        yield _claim(text, claim, published_on) | {
            "speaker": None if claim.quote is None else _speaker(text, claim.quote, findings)
        }


def _place(text: str, start: int, end: int) -> Line:
    return {"start": start, "end": end, "exact": text[start:end]}


def _printed(field: str, text: str, passage: PassageFound) -> Line:
    words = text[passage.start : passage.end].rstrip()
    place = _place(text, passage.start, passage.start + len(words))
    return {"field": field, "value": " ".join(words.split()), "origin": "printed", "rule": passage.rule} | place


def _stated(field: str, statement: Statement | None) -> Line:
    return (
        {"field": field}
        | {key: getattr(statement, key, None) for key in ("value", "origin", "rule", "start", "end", "exact")}
        | ({"agree": list(statement.agree)} if statement and statement.agree else {})
    )


def _part(text: str, part: PartFound) -> Line:
    return _place(text, part.start, part.end) | {
        "spans": [list(span) for span in part.spans or ((part.start, part.end),)],
        "outcome": part.outcome,
        "rule": part.rule,
        "interpretations": [
            {"text": meant.text, "rests_on": [asdict(span) for span in meant.rests_on]}
            for meant in part.interpretations
        ],
    }


def _speaker(text: str, index: int, findings: Findings) -> Line | None:
    """The mention says where, the expert who: "he" stands at its place and has the full name."""
    quote, attribution = findings.attributed.quotes[index], findings.attributed.attributions[index]
    if quote.speaker is None or attribution.expert is None:
        return None
    return _place(text, quote.speaker.start, quote.speaker.end) | {
        "name": findings.attributed.experts[attribution.expert].name,
        "title": attribution.title,
        "affiliation": attribution.affiliation,
        "kind": attribution.kind,
        "resolved": attribution.resolved,
    }


def _claim(text: str, claim: ClaimFound, published_on: date | None) -> Line:
    segments = [asdict(segment) for segment in claim.segments]
    return _place(text, claim.start, claim.end) | {
        "places": [_place(text, *place) for place in claim.places],
        "text": claim.text,
        "type": claim.type,
        "score": claim.score,
        "reasons": list(claim.reasons),
        "quote": claim.quote,
        "segments": segments,
        "insertions": [s for s in segments if s["why"] not in _OWN_WORDS],
        "times": [_time(words, published_on) for words in claim.times],
        "amounts": [_amount(words) for words in claim.amounts],
    }


def _time(words: WhenFound, published_on: date | None) -> Line:
    days = resolve(words, published_on)
    return {
        "start": words.start,
        "end": words.end,
        "exact": words.exact,
        "basis": words.basis,
        "since": days.start if days else None,
        "until": days.end if days else None,
        "resolved": days is not None,
        "inferred": days is not None and not words.is_stated,
    }


def _amount(words: AmountFound) -> Line:
    return {
        "start": words.start,
        "end": words.end,
        "exact": words.exact,
        "values": list(words.values),
        "unit": words.unit or None,
        "measure": words.measure or None,
        "qualifier": words.qualifier or None,
        "compared_with": asdict(words.compared) if words.compared else None,
        "scope": [asdict(span) for span in words.scopes],
    }
