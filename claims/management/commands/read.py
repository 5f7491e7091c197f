"""`manage.py read STEP FILE|- …`: what the machine finds in files, as JSON lines."""

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.management import read_lines
from claims.management.read_lines import Line
from claims.pipeline import read
from claims.pipeline.read import Findings
from sources.pipeline import sentences
from sources.pipeline.clean import clean
from sources.pipeline.facts import metadata
from sources.pipeline.render import render

STEPS = ("clean", "article", "sentences", "quotes", "claims")


class Command(BaseCommand):
    help = "Read articles from files or standard input (-) and print what was found, one JSON object a line."
    requires_system_checks: list[str] = []  # no database, no settings: a step needs only the file

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("step", choices=STEPS)
        parser.add_argument(
            "file", metavar="FILE", nargs="+", help="a text dump or an HTML page; - reads standard input"
        )

    def handle(self, *args: object, step: str, file: list[str], **options: object) -> None:
        refused = 0
        for name in file:
            try:
                page = _page(name)
            except CommandError as problem:
                if len(file) == 1:
                    raise
                self.stderr.write(str(problem))
                refused += 1
                continue
            # With several files each line says first which one it is of; a name need not be valid UTF-8.
            whose = {"file": os.fsencode(name).decode("utf-8", "replace")} if len(file) > 1 else {}
            try:
                for line in _lines(step, page):
                    self.stdout.write(json.dumps(whose | line, ensure_ascii=False))
                self.stdout.flush()
            except BrokenPipeError:  # `| head` has seen enough; nothing may be flushed into the closed pipe at exit
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                return
        if refused:
            raise CommandError(f"{refused} of {len(file)} files could not be read.", returncode=2)


def _page(file: str) -> render.Page:
    raw = _bytes(file)
    try:
        return render.render(raw, media_type=_media_type(file, raw))
    except render.Unreadable as problem:
        raise CommandError(f"{file}: {problem}", returncode=2) from problem


def _lines(step: str, page: render.Page) -> Iterator[Line]:
    passages = clean.clean(page)
    if step == "clean":
        return read_lines.passages(page.text, passages)
    about = metadata.read(page)
    if step == "article":
        return read_lines.article(page.text, passages, about)
    published_on = date.fromisoformat(about.published_on.value) if about.published_on else None
    found = sentences.split(page.text, passages)
    findings = _findings(page.text, passages, found, published_on, is_ranked=step == "claims")
    if step == "sentences":
        return read_lines.sentences(page.text, found, findings)
    if step == "quotes":
        return read_lines.quotes(page.text, findings)
    return read_lines.claims(page.text, findings, published_on)


def _findings(
    text: str,
    passages: tuple[clean.PassageFound, ...],
    found: tuple[sentences.SentenceFound, ...],
    published_on: date | None,
    *,
    is_ranked: bool,
) -> Findings:
    embeddings = is_ranked and settings.EMBEDDINGS  # they rank claims and change nothing else
    model = settings.LANGUAGE_MODEL
    try:
        return read.read(text, passages, found, model=model, embeddings=embeddings, published_on=published_on)
    except OSError as problem:  # a model is not installed; the message says how to get it
        raise CommandError(str(problem).splitlines()[0], returncode=2) from problem


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
