"""Run each pure step over gold and return its answers in the scorers' forms."""

import gzip
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from claims.pipeline import read
from claims.pipeline.experts.experts import Attributed
from claims.pipeline.rank import word_model
from claims.pipeline.rank.rank import ClaimFound
from measure import judged
from measure.gold import Gold, page_of
from sources.pipeline import sentences
from sources.pipeline.clean.clean import Kind, PassageFound, clean
from sources.pipeline.render.render import Page, Unreadable, render

Row = dict[str, Any]
_ARTICLE = (Kind.STANDFIRST, Kind.BODY)


@dataclass
class Predicted:
    """Predictions in the order of the gold, the CPU seconds they took and the words they were made from.

    `rules` keeps for each cleaned page what was decided of each stretch, for the list of errors.
    """

    rows: list[Row] = field(default_factory=list)
    seconds: float = 0.0
    words: int = 0
    refused: list[str] = field(default_factory=list)
    rules: dict[str, tuple[str, tuple[PassageFound, ...]]] = field(default_factory=dict)


def predict(gold: Gold, tick: Callable[[], None]) -> Predicted:
    """Run the step that a gold file measures over all of its lines; `tick` is called after each."""
    return {
        "renderings": _dumps,
        "segments": _dumps,
        "html": _pages,
        "sentences": _sentences,
        "quotes": _quotes,
        "split": _split,
        "worth": _judged,
        "objective": _judged,
    }[gold.kind](gold, tick)


def _dumps(gold: Gold, tick: Callable[[], None]) -> Predicted:
    out = Predicted()
    for row in gold.rows:
        cleaned = _clean(out, row["id"], lambda row=row: render(row["text"].encode("utf-8"), media_type="text/plain"))
        if cleaned is not None and cleaned[0].text == row["text"]:
            out.rows.append({"id": row["id"], "spans": [list(span) for span in _article(*cleaned)]})
        else:  # the decoder changed something (a BOM, a line end): offsets would lie, words do not
            out.rows.append({"id": row["id"], "body": _body(*cleaned) if cleaned else ""})
        out.words += len(row["text"].split())
        tick()
    return out


def _pages(gold: Gold, tick: Callable[[], None]) -> Predicted:
    out = Predicted()
    for row in gold.rows:
        raw = gzip.decompress(page_of(gold.path, row).read_bytes())
        cleaned = _clean(out, row["id"], lambda raw=raw: render(raw, media_type="text/html"))
        out.rows.append({"id": row["id"], "body": _body(*cleaned) if cleaned else ""})
        out.words += len(cleaned[0].text.split()) if cleaned else 0
        tick()
    return out


def _clean(out: Predicted, name: str, rendered: Callable[[], Page]) -> tuple[Page, tuple[PassageFound, ...]] | None:
    begun = time.process_time()
    try:
        page = rendered()
    except Unreadable as problem:
        out.refused.append(f"{name}: {problem}")
        return None
    passages = clean(page)
    out.seconds += time.process_time() - begun
    out.rules[name] = page.text, passages
    return page, passages


def _article(page: Page, passages: Sequence[PassageFound]) -> list[tuple[int, int]]:
    """Standfirst and body, without the white space that belongs to each passage."""
    return [
        (passage.start, passage.start + len(page.text[passage.start : passage.end].rstrip()))
        for passage in passages
        if passage.kind in _ARTICLE
    ]


def _body(page: Page, passages: Sequence[PassageFound]) -> str:
    return "\n".join(page.text[start:end] for start, end in _article(page, passages))


def _sentences(gold: Gold, tick: Callable[[], None]) -> Predicted:
    out = Predicted()
    sentences.spans("One. Two.")  # the model is loaded once, outside the clock
    for row in gold.rows:
        text = row["text"]
        begun = time.process_time()
        found = sentences.split(text, (PassageFound(0, len(text), Kind.BODY, "gold"),))
        out.seconds += time.process_time() - begun
        out.rows.append({"sentences": [[s.start, s.end] for s in found]})
        out.words += len(text.split())
        tick()
    return out


def _quotes(gold: Gold, tick: Callable[[], None]) -> Predicted:
    out = Predicted()
    _warm()
    for row in gold.rows:
        text = row["text"]
        begun = time.process_time()
        passages = paragraphs(text)
        findings = read.read(text, passages, sentences.split(text, passages))
        seconds = time.process_time() - begun
        out.seconds += seconds
        out.words += len(text.split())
        # Statements of a source hold what it thinks and hopes as well; elsewhere what is quoted is speech.
        statements = any(quote.get("level") == "statement" for quote in row["quotes"])
        found = enumerate(findings.attributed.quotes)
        quotes = [_quote(text, findings.attributed, i) for i, quote in found if statements or quote.act == "speech"]
        out.rows.append({"doc_id": row["doc_id"], "seconds": round(seconds, 4), "quotes": quotes})
        tick()
    return out


def _quote(text: str, attributed: Attributed, index: int) -> Row:
    quote, said = attributed.quotes[index], attributed.attributions[index]
    row: Row = {
        "content_start": quote.start,
        "content_end": quote.end,
        "content_spans": [list(span) for span in quote.spans],
        "type": quote.type,
        "cue_text": quote.cue.exact if quote.cue else None,
        "reason": said.reason,
    }
    if quote.speaker is not None and said.expert is not None:
        row |= {
            "speaker_start": quote.speaker.start,
            "speaker_end": quote.speaker.end,
            "speaker_text": text[quote.speaker.start : quote.speaker.end],
            "speaker_name": attributed.experts[said.expert].name,
            "speaker_title": ", ".join(part for part in (said.title, said.affiliation) if part),
        }
    return row


def _split(gold: Gold, tick: Callable[[], None]) -> Predicted:
    """List the claims that begin in the stretch of each line; a passage of several lines is read once."""
    out = Predicted()
    _warm()
    known: dict[str, read.Findings] = {}
    for row in gold.rows:
        text = row["text"]
        if text not in known:
            begun = time.process_time()
            passages = paragraphs(text)
            known[text] = read.read(text, passages, sentences.split(text, passages))
            out.seconds += time.process_time() - begun
            out.words += len(text.split())
        start, end = row["sentence"]
        inside = sorted(
            (c for c in known[text].claims if any(start <= at < end for at, _ in c.places or ((c.start, c.end),))),
            key=lambda c: (c.start, c.end),
        )
        out.rows.append({"id": row["id"], "claims": [_claim(known[text].attributed, claim) for claim in inside]})
        tick()
    return out


def _claim(attributed: Attributed, claim: ClaimFound) -> Row:
    expert = None if claim.quote is None else attributed.attributions[claim.quote].expert
    return {"text": claim.text} | ({} if expert is None else {"speaker": attributed.experts[expert].name})


def paragraphs(text: str) -> tuple[PassageFound, ...]:
    """Tile a text that is an article already: each line is a body passage; hard-wrapped lines are one."""
    lines = text.splitlines(keepends=True)
    wrapped = _hard_wrapped(lines)
    starts, at, before = [0], 0, ""
    for line in lines:
        if at and line.strip() and not (wrapped and _unfinished(before)):
            starts.append(at)
        at += len(line)
        before = line
    ends = [*starts[1:], len(text)]
    return tuple(PassageFound(s, e, Kind.BODY, "gold") for s, e in zip(starts, ends, strict=True) if e > s)


def _unfinished(line: str) -> bool:
    """A blank line or a short one ends its paragraph; a comma before the closing mark ends nothing: “…,” she said."""
    printed = line.rstrip()
    return len(line) >= 60 and (printed[-1:] not in '.!?”"’:;…)' or printed[-2:] in (",”", ',"', ",’"))


def _hard_wrapped(lines: Sequence[str]) -> bool:
    """More than a third of the lines that another line follows at once break off in the middle of a sentence."""
    followed = [a for a, b in pairwise(lines) if a.strip() and b.strip()]
    return len(followed) >= 9 and 3 * sum(map(_unfinished, followed)) > len(followed)


def _warm() -> None:
    text = "She said it rained."
    body = (PassageFound(0, len(text), Kind.BODY, "gold"),)
    read.read(text, body, sentences.split(text, body))


def _judged(gold: Gold, tick: Callable[[], None]) -> Predicted:
    """Score each sentence as it stands by the fitted models; their coefficients hold the border of the label."""
    out = Predicted(words=sum(len(row["text"].split()) for row in gold.rows))
    half, model = judged.trained(gold.kind)["half"], word_model.load(judged.MODELS[gold.kind])
    _warm()
    begun = time.process_time()
    for row, named in zip(gold.rows, judged.features([row["text"] for row in gold.rows], tick), strict=True):
        chance = model.chance(frozenset(named))
        out.rows.append({"id": row["id"], "score": round(chance, 4), "label": int(chance >= half)})
    out.seconds = time.process_time() - begun
    return out
