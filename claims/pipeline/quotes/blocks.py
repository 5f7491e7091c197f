"""Find words that somebody says without marks: a block behind “she wrote:”, and a post above its author's line."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.pipeline.parse.parse import Parsed, TextRange
from claims.pipeline.quotes.polarity import DENIALS
from claims.pipeline.speakers import cues, mentions, subjects
from claims.pipeline.speakers.cues import Complement
from claims.pipeline.speakers.mentions import Mention
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_MIN_WORDS = 5  # words of a block: fewer behind a colon are a heading or the first entry of a list
# “— Mara Dunlop (@dunlop) December 23, 2016”
_AUTHOR = re.compile(r"[—–-]{1,2} ?(?P<name>[^()\n@]{2,50}) \(@\w+\)")
# words without marks, and the line that signs them
_POSTED = re.compile(rf"(?P<words>[^“”\"„«»<>]*[^“”\"„«»<>\s]) {_AUTHOR.pattern}")
# A letter to the editor: its address, and the line that signs it.
_ADDRESS = re.compile(
    r"(?:(?:SIR|MADAM|Sir|Madam)(?: ?[–—-] ?|, )|Dear (?:Sir|Madam|Editor|[A-Z]\w+)(?:,| ?[–—-]) ?)(?=\S)"
)
_SIGNATURE = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor)\.? )?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w'’-]+){1,3})\s*")
_MOST_PARAGRAPHS = 8  # paragraphs of a letter: what follows without a name is no letter
_LINK = re.compile(r"\s*(?:https?://|pic\.twitter\.com/)\S+\s*$")
_ITEM = re.compile(r"\s*(?:[•*·–—-]|\(?\d{1,2}[.)])\s")
_MARK = re.compile(r"\s*[“\"„«‘']")


@dataclass(frozen=True, slots=True)
class UnmarkedSpeech:
    """Words at `start`–`end` that somebody says without marks, and the words beside them that say so."""

    start: int
    end: int
    speaker: Mention
    cue: Span | None


def read(text: str, passages: Sequence[TextRange], parsed: Parsed, cued: Sequence[int]) -> list[UnmarkedSpeech]:
    """Return the blocks of an article in order; `cued` are the places of all cues: a block ends before the next one."""
    numbers = sorted(set(parsed.passages))
    found = [post for number in numbers for post in _signed_post(text, passages[number], parsed)]
    found += [words for number in numbers for words in _letter(text, passages, numbers, number, parsed)]
    for before, after in pairwise(numbers):
        if after != before + 1:
            continue
        found += _post(text, passages[before], passages[after], parsed)
        found += _block(text, passages[after], parsed, parsed.passages.index(after), cued)
    return sorted(found, key=lambda speech: speech.start)


def _post(text: str, words: TextRange, line: TextRange, parsed: Parsed) -> Iterator[UnmarkedSpeech]:
    """Yield the paragraph above “— Mara Dunlop (@dunlop) …” as the author's words, without the link behind it."""
    author = _AUTHOR.match(text, line.start, line.end)
    if author is not None:
        yield from _by(author, text, words, parsed)


def _signed_post(text: str, passage: TextRange, parsed: Parsed) -> Iterator[UnmarkedSpeech]:
    """Yield the words of a paragraph whose last line names the author: “We did it! — Mara Dunlop (@dunlop) May 2”."""
    author = _POSTED.match(text, passage.start, passage.end)
    if author is not None:
        yield from _by(author, text, Span.of(text, *author.span("words")), parsed)


def _letter(
    text: str, passages: Sequence[TextRange], numbers: Sequence[int], first: int, parsed: Parsed
) -> Iterator[UnmarkedSpeech]:
    """Yield the paragraphs of a letter to the editor, “SIR – …”, as the words of whoever signs below them."""
    address = _ADDRESS.match(text, passages[first].start, passages[first].end)
    if address is None:
        return
    spans = [(address.end(), passages[first].end)]
    for number in (n for n in numbers if first < n <= first + _MOST_PARAGRAPHS):
        signed = _SIGNATURE.fullmatch(text, passages[number].start, passages[number].end)
        speaker = None if signed is None else _signer(signed, parsed)
        if speaker is not None:
            yield from (UnmarkedSpeech(a, a + len(text[a:b].rstrip()), speaker, None) for a, b in spans)
            return
        spans.append((passages[number].start, passages[number].end))


def _signer(signed: re.Match[str], parsed: Parsed) -> Mention | None:
    start, stop = signed.span("name")
    sentence = next((i for i, end in enumerate(parsed.ends) if end > start), -1)
    tokens = parsed.tokens(sentence, start, stop) if sentence >= 0 else []
    return Mention(start, stop, " ".join(signed["name"].split()), "person", sentence, tokens[-1].i) if tokens else None


def _by(author: re.Match[str], text: str, words: TextRange, parsed: Parsed) -> Iterator[UnmarkedSpeech]:
    """Yield posted words, without the link behind them, as those of the author that a line names."""
    posted = text[words.start : words.end]
    while (shorter := _LINK.sub("", posted)) != posted:
        posted = shorter
    speaker = _signer(author, parsed)
    if speaker is not None and posted.strip():
        yield UnmarkedSpeech(words.start, words.start + len(posted.rstrip()), speaker, None)


def _block(text: str, passage: TextRange, parsed: Parsed, first: int, cued: Sequence[int]) -> Iterator[UnmarkedSpeech]:
    """Yield the sentences behind a paragraph that ends in a cue and a colon, up to one with a cue of its own."""
    before = first - 1
    doc = parsed.docs[before]
    if doc is None or not text[: parsed.ends[before]].rstrip().endswith(":"):
        return
    if _MARK.match(text, passage.start) or _ITEM.match(text, passage.start):
        return
    verb = next((t for t in reversed(doc) if any(applies(t) for applies, _ in ANNOUNCING)), None)
    speaker = None if verb is None else subjects.subject(verb)
    end = first
    while end < len(parsed) and parsed.starts[end] < passage.end:
        if any(parsed.starts[end] <= place < parsed.ends[end] for place in cued):
            break
        end += 1
    words = text[parsed.starts[first] : parsed.ends[end - 1]].rstrip() if end > first else ""
    if verb is None or speaker is None or len(words.split()) < _MIN_WORDS or words[-1] not in ".!?…":
        return
    mention, cue = mentions.mention(parsed, before, speaker), parsed.span(before, verb, verb)
    yield UnmarkedSpeech(parsed.starts[first], parsed.starts[first] + len(words), mention, cue)


def _says(verb: "Token") -> bool:
    own = any(c.dep_ in ("ccomp", "xcomp", "dobj", "attr") and c.i > verb.i for c in verb.children)
    return Complement.CLAUSE in cues.speech_complements(verb) and not own and not subjects.is_negated(verb)


def _makes_statement(verb: "Token") -> bool:
    return verb.pos_ == "VERB" and any(c.dep_ == "dobj" and c.lower_ in cues.STATEMENT_NOUNS for c in verb.children)


def _denies(verb: "Token") -> bool:
    named = any(c.dep_ == "dobj" and c.lower_ in cues.CLAIM_NOUNS | _CHARGES for c in verb.children)
    return verb.lemma_ in DENIALS and verb.pos_ == "VERB" and named


_CHARGES = frozenset({"allegations", "accusations", "accusation", "charges", "claims", "reports"})

# What announces the words behind a colon.
ANNOUNCING: "tuple[tuple[Callable[[Token], bool], str], ...]" = (
    (_says, "In a letter, Mara Dunlop wrote:"),
    (_makes_statement, "Mara Dunlop released this statement:"),
    (_denies, "In a letter, Mara Dunlop denied these allegations:"),
)
