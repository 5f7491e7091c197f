"""`manage.py read clean|sentences|quotes|claims FILE|-`: what the machine finds in one file, as JSON lines."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.pipeline import read
from claims.pipeline.quotes.quotes import QuoteFound
from claims.pipeline.read import Findings
from sources.pipeline import sentences
from sources.pipeline.clean import clean
from sources.pipeline.render import render

STEPS = ("clean", "sentences", "quotes", "claims")


class Command(BaseCommand):
    help = "Read one article from a file or from standard input (-) and print what was found, one JSON object a line."
    requires_system_checks: list[str] = []  # no database, no settings: a step needs only the file

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("step", choices=STEPS)
        parser.add_argument("file", metavar="FILE", help="a text dump or an HTML page; - reads standard input")

    def handle(self, *args: object, step: str, file: str, **options: object) -> None:
        raw = _bytes(file)
        try:
            page = render.render(raw, media_type=_media_type(file, raw))
        except render.Unreadable as problem:
            raise CommandError(str(problem), returncode=2) from problem
        passages = clean.clean(page)
        if step == "clean":
            lines: Iterator[dict[str, Any]] = (_passage(passage) for passage in passages)
        else:
            found = sentences.split(page.text, passages)
            try:
                embeddings = step == "claims" and settings.EMBEDDINGS  # they rank claims and change nothing else
                findings = read.read(page.text, passages, found, model=settings.LANGUAGE_MODEL, embeddings=embeddings)
            except OSError as problem:  # a model is not installed; the message says how to get it
                raise CommandError(str(problem).splitlines()[0], returncode=2) from problem
            lines = {"sentences": _sentences, "quotes": _quotes, "claims": _claims}[step](found, findings)
        try:
            for line in lines:
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            self.stdout.flush()
        except BrokenPipeError:  # `| head` has seen enough; nothing may be flushed into the closed pipe at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise CommandError(f"There is no file {file}.", returncode=2) from None
    except IsADirectoryError:
        raise CommandError(f"{file} is a folder; name one file in it.", returncode=2) from None
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise CommandError(f"{file} cannot be opened: {why}.", returncode=2) from None


def _media_type(file: str, raw: bytes) -> str:
    """Trust the ending of the name, else look for a page's first tag."""
    if Path(file).suffix.lower() in {".html", ".htm", ".xhtml"}:
        return "text/html"
    start = raw[:2000].replace(b"\x00", b"").lower()
    return "text/html" if b"<html" in start or b"<!doctype" in start else "text/plain"


def _passage(passage: clean.PassageFound) -> dict[str, Any]:
    return {"kind": str(passage.kind), "start": passage.start, "end": passage.end, "rule": passage.rule}


def _sentences(found: tuple[sentences.SentenceFound, ...], findings: Findings) -> Iterator[dict[str, Any]]:
    parts: list[list[dict[str, Any]]] = [[] for _ in found]
    for part in findings.parts:
        line = {"start": part.start, "end": part.end, "outcome": part.outcome, "rule": part.rule}
        parts[part.sentence].append(line)
    for sentence, own_parts in zip(found, parts, strict=True):
        yield {"start": sentence.start, "end": sentence.end, "parts": own_parts}


def _quotes(_: tuple[sentences.SentenceFound, ...], findings: Findings) -> Iterator[dict[str, Any]]:
    for index, quote in enumerate(findings.attributed.quotes):
        yield {
            "start": quote.start,
            "end": quote.end,
            "spans": [list(span) for span in quote.spans],
            "type": quote.type,
            "act": quote.act,
            "polarity": quote.polarity,
            "cue": {"start": quote.cue.start, "end": quote.cue.end} if quote.cue else None,
            "speaker": _speaker(quote, index, findings),
            "via": {"start": quote.via.start, "end": quote.via.end, "name": quote.via.name} if quote.via else None,
            "addressee": {"start": quote.addressee.start, "end": quote.addressee.end} if quote.addressee else None,
            "confidence": round(findings.attributed.attributions[index].confidence, 2),
        }


def _speaker(quote: QuoteFound, index: int, findings: Findings) -> dict[str, Any] | None:
    """The mention says where, the expert who: "he" stands at its place and has the full name."""
    attribution = findings.attributed.attributions[index]
    if quote.speaker is None or attribution.expert is None:
        return None
    return {
        "start": quote.speaker.start,
        "end": quote.speaker.end,
        "name": findings.attributed.experts[attribution.expert].name,
        "title": attribution.title,
        "affiliation": attribution.affiliation,
        "kind": attribution.kind,
        "resolved": attribution.resolved,
    }


def _claims(_: tuple[sentences.SentenceFound, ...], findings: Findings) -> Iterator[dict[str, Any]]:
    for claim in findings.claims:
        yield {
            "start": claim.start,
            "end": claim.end,
            "text": claim.text,
            "type": claim.type,
            "score": claim.score,
            "reasons": list(claim.reasons),
            "quote": claim.quote,
        }
