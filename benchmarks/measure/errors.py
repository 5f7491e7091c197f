"""List the errors of a step by class, with a few examples of each: printed for its developer, never kept."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from types import ModuleType

from measure.gold import Gold
from measure.predict import Predicted, Row

_EXAMPLES = 4
_WIDTH = 110

Error = tuple[str, str]  # class, example


def text(gold: Gold, predicted: Predicted, scorer: ModuleType) -> str:
    """Return the error classes of one gold file, the largest first; `scorer` is the module that scores the form."""
    classes: dict[str, list[str]] = defaultdict(list)
    for name, example in _FINDERS[gold.kind](gold, predicted, scorer):
        classes[name].append(example)
    lines = [f"{gold.relative}: errors by class"]
    for name, examples in sorted(classes.items(), key=lambda item: (-len(item[1]), item[0])):
        lines.append(f"  {len(examples):5}  {name}")
        step = max(1, len(examples) // _EXAMPLES)  # spread over the file, not its first documents
        lines += [f"           {_short(example)}" for example in examples[::step][:_EXAMPLES]]
    return "\n".join(lines)


def _short(example: str) -> str:
    words = " ".join(example.split())
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH // 2]} … {words[-_WIDTH // 2 :]}"


def _dumps(gold: Gold, predicted: Predicted, scorer: ModuleType) -> Iterator[Error]:
    """Lines of the body that were set aside, and lines that were taken although they are none, by deciding rule."""
    for row in gold.rows:
        if row["id"] not in predicted.rules:
            yield "page refused", row["id"]
            continue
        page, passages = predicted.rules[row["id"]]
        body = [tuple(span) for span in row.get("spans", ())]
        for passage in passages:
            words = page[passage.start : passage.end].strip()
            if not words:
                continue
            shared = sum(max(0, min(e, passage.end) - max(s, passage.start)) for s, e in body)
            wanted, taken = 2 * shared >= len(words), passage.kind in ("body", "standfirst")
            if wanted != taken:
                yield f"{'taken' if taken else 'lost'} by {passage.rule}", words


def _segments(gold: Gold, predicted: Predicted, scorer: ModuleType) -> Iterator[Error]:
    for row in gold.rows:
        page, passages = predicted.rules.get(row["id"], ("", ()))
        for key, taken in (("with", False), ("without", True)):
            for segment in row[key]:
                words = scorer.norm(segment)
                home = next((p for p in passages if words and words in scorer.norm(page[p.start : p.end])), None)
                kept = home is not None and home.kind in ("body", "standfirst")
                if home is None and not taken:
                    yield "lost: in no single passage", segment
                elif home is not None and kept == taken:
                    yield f"{'taken' if taken else 'lost'} by {home.rule}", segment


def _pages(gold: Gold, predicted: Predicted, scorer: ModuleType) -> Iterator[Error]:
    for row in gold.rows:
        page, passages = predicted.rules.get(row["id"], ("", ()))
        body = set(scorer.shingles(scorer.toks(row["body"])))
        for passage in passages:
            words = scorer.toks(page[passage.start : passage.end])
            parts = set(scorer.shingles(words))
            if len(words) < 4:
                continue
            wanted, taken = 2 * len(parts & body) > len(parts), passage.kind in ("body", "standfirst")
            if wanted != taken:
                yield f"{'taken' if taken else 'lost'} by {passage.rule}", page[passage.start : passage.end]


# What stands before a boundary, the first that fits.
_BEFORE = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"[.!?…][”\"’'»)]+\s*$", "after a closing mark"),
        (r"(?:\b[A-Z]|\b\w{1,4})\.\s*$", "after an abbreviation or a short word"),
        (r"[.!?…]+\s*$", "after a full stop"),
        (r"[:;,–—-]\s*$", "after a colon, a comma or a dash"),
        (r"\n\s*$", "at a line end"),
        (r"", "without a mark"),
    )
)


def _sentences(gold: Gold, predicted: Predicted, scorer: ModuleType) -> Iterator[Error]:
    for row, own in zip(gold.rows, predicted.rows, strict=True):
        words = row["text"]
        wanted, found = (scorer.boundaries(words, spans["sentences"]) for spans in (row, own))
        solid = [i for i, sign in enumerate(words) if not sign.isspace()]
        for name, places in (("not split", wanted - found), ("split wrongly", found - wanted)):
            for place in sorted(places):
                at = solid[place - 1] + 1
                where = next(where for pattern, where in _BEFORE if pattern.search(words[:at]))
                yield f"{name} {where}", f"{words[max(0, at - 50) : at]} ▏{words[at : at + 50]}"


def _quotes(gold: Gold, predicted: Predicted, scorer: ModuleType) -> Iterator[Error]:
    """By the scorer's own tokens and pairing: missed, invented, cut wrongly, given to the wrong speaker."""
    f80, near = scorer.CRIT["f80"], scorer.CRIT["f50"]
    for row, own in zip(gold.rows, predicted.rows, strict=True):
        doc = scorer.Doc(row["text"])
        wanted = [(q, doc.tokens(q)) for q in row["quotes"] if q.get("reporting", True)]
        wanted = [(q, words) for q, words in wanted if len(words) >= 4]
        found = [(q, doc.tokens(q)) for q in own["quotes"]]
        loose = [doc.tokens(q) for q in row["quotes"] if not q.get("reporting", True)]
        statement = any(q.get("level") == "statement" for q in row["quotes"])
        pairs = scorer.pair_up([w for _, w in wanted], [w for _, w in found], near if not statement else _touch)
        for i, j in pairs:
            (gold_quote, gold_words), (quote, words) = wanted[i], found[j]
            said = f"{_words(row, gold_quote)} ← {gold_quote.get('speaker_text')} / {quote.get('speaker_text')}"
            if not statement and not f80(gold_words, words):
                side = "too long" if len(words) > len(gold_words) else "too short"
                yield f"cut {side}, {doc.type(gold_words)}", f"{_words(row, gold_quote)} / {_words(row, quote)}"
            elif not scorer.speaker_ok(gold_quote, quote):
                yield _speaker(gold_quote, quote), said
            elif gold_quote.get("speaker_name") and not scorer.name_ok(gold_quote, quote):
                yield f"name not resolved, {gold_quote.get('speaker_kind')}", said
        hit_wanted, hit_found = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, (quote, words) in enumerate(wanted):
            if i not in hit_wanted:
                cue = (quote.get("cue_text") or "").split()
                kind = "no cue" if not cue else "cue of one word" if len(cue) == 1 else "cue of several words"
                yield f"missed, {doc.type(words)}, {kind}", f"[{quote.get('cue_text')}] {_words(row, quote)}"
        for j, (quote, words) in enumerate(found):
            if j not in hit_found and not any(near(other, words) for other in loose if other):
                yield f"invented, {doc.type(words)}", f"[{quote.get('cue_text')}] {_words(row, quote)}"


def _touch(wanted: frozenset[int], found: frozenset[int]) -> bool:
    return len(wanted & found) >= 0.5 * min(len(wanted), len(found))


def _speaker(wanted: Row, found: Row) -> str:
    if not found.get("speaker_text"):
        return f"speaker left open, gold {wanted.get('speaker_kind') or 'none'}"
    if not wanted.get("speaker_text"):
        return "speaker given, gold has none"
    return f"wrong speaker, gold {wanted.get('speaker_kind')}, {found.get('reason')}"


def _words(row: Row, quote: Row) -> str:
    return str(row["text"][quote["content_start"] : quote["content_end"]])


def _split(gold: Gold, predicted: Predicted, scorer: ModuleType) -> Iterator[Error]:
    """By the scorer's own verdicts: units without a claim of their own, claims of no unit, and faults of wording."""
    kinds = {row["id"]: f", {row['phenomenon']}" if "phenomenon" in row else "" for row in gold.rows}
    _, _, each = scorer.score(gold.rows, {row["id"]: row["claims"] for row in predicted.rows})
    for line, verdict, words, notes, unit in each:
        if verdict not in ("own", "optional", "bundle"):
            yield f"{verdict.lower()}{kinds[line]}", words
        for note in notes:
            yield note.partition(":")[0], f"{note} ← {words}" + (f" / {unit}" if unit else "")


_SHAPES = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\?[”\"’']?\s*$", "question"),
        (r"\d|\b(?:million|billion|percent|per cent|half|double)\b", "with a number"),
        (r"(?i)\b(?:will|would|shall|'ll|going to)\b", "about the future"),
        (r"(?i)\b(?:i|we|my|our|me|us)\b", "in the first person"),
        (r"“|\"", "with quotation marks"),
        (r"(?<=\s)[A-Z][a-z]+", "with a name"),
        (r"", "plain"),
    )
)


def _labels(gold: Gold, predicted: Predicted, scorer: ModuleType) -> Iterator[Error]:
    names = ("subjective taken for objective", "objective taken for subjective")
    if gold.kind == "worth":
        names = ("ranked high, not worth checking", "ranked low, worth checking")
    for row, own in zip(gold.rows, predicted.rows, strict=True):
        if own["label"] != row["label"]:
            shape = next(name for pattern, name in _SHAPES if pattern.search(row["text"]))
            yield f"{names[row['label']]}: {shape}", f"{own['score']:.2f} {row['text']}"


_FINDERS: dict[str, Callable[[Gold, Predicted, ModuleType], Iterator[Error]]] = {
    "renderings": _dumps,
    "segments": _segments,
    "html": _pages,
    "sentences": _sentences,
    "quotes": _quotes,
    "split": _split,
    "worth": _labels,
    "objective": _labels,
}
