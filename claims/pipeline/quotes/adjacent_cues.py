"""Find the cue beside a quotation: right after the closing mark, or right before the opening one."""

from typing import TYPE_CHECKING

from claims.pipeline.quotes.reported_speech import Clause
from claims.pipeline.speakers import cues, subjects
from claims.pipeline.speakers.cues import Carries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from claims.pipeline.quotes.marked_words import Quoted

SHORT = 3  # words: in marks of their own they are a term or irony unless a cue stands right beside them
_REACH = 12  # words between a quotation and its cue
_TAG = 5  # words of a sentence that is a speaker and a cue
_STOPS = (",", ".", "?", "!", "…", "—", "–", "-")
_NOUN_PART = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod"})


def cue(quoted: "Quoted", number: int) -> tuple[int, Clause] | None:
    """Return the sentence of the cue and the cue; None when no word of saying with a speaker stands there."""
    spoken = quoted.words[number]
    if not spoken:
        return None
    stretch = quoted.marked[number]
    inner = quoted.text[stretch.inner[0] : stretch.inner[1]].rstrip()
    stops = inner.endswith(_STOPS) or quoted.text[stretch.end : stretch.end + 1] == ","
    first, last = spoken[0][0], spoken[-1][0]
    if stops and (clause := _after(quoted, last, number, inner[-1:])) is not None:
        return last, clause
    if (stops or len(spoken) > SHORT) and (clause := _before(quoted, first, number)) is not None:
        return first, clause
    if not stops:
        return None
    return _tagged(quoted, last + 1, number) or _announced(quoted, first, number)


def _tagged(quoted: "Quoted", i: int, number: int) -> tuple[int, Clause] | None:
    """Read “…” Dunlop said. – a sentence of a name and a cue and nothing else, right after the closing mark."""
    parsed = quoted.parsed
    if i >= len(parsed) or parsed.passages[i] != parsed.passages[i - 1]:
        return None
    doc = parsed.docs[i]
    words = [] if doc is None else [t for t in doc if not t.is_punct and not t.is_space]
    if not 1 < len(words) <= _TAG or parsed.text[quoted.marked[number].end : parsed.starts[i]].strip():
        return None
    verb = next((t for t in words if Carries.CLAUSE in cues.carried(t)), None)
    speaker = None if verb is None else subjects.subject(verb) or _inverted(verb.doc, verb)
    if verb is None or speaker is None or any(c.dep_ in ("ccomp", "dobj", "xcomp") for c in verb.children):
        return None
    return i, _clause(verb, speaker)


def _after(quoted: "Quoted", i: int, number: int, ends: str) -> Clause | None:
    doc, base = quoted.parsed.docs[i], quoted.parsed.starts[i]
    if doc is None:
        return None
    close = quoted.marked[number].end
    for place, token in enumerate([t for t in doc if base + t.idx >= close and not t.is_space][:_REACH]):
        if token.text == ";" or (i, token.i) in quoted.number:
            return None
        known = bool(cues.carried(token))
        if not known and token.pos_ != "VERB":
            continue
        speaker = subjects.subject(token) or _inverted(doc, token)
        if speaker is not None and base + speaker.idx < close and base + doc[token.i - 1].idx >= close:
            # The grammar took a word of the quotation for the subject and the name beside the verb along.
            speaker = doc[token.i - 1] if doc[token.i - 1].pos_ in ("PROPN", "PRON") else None
        near = speaker is not None and base + speaker.idx >= close
        # Any verb will do beside a comma: “…,” she beamed.
        odd = ends in (",", "?", "!") and place <= 1 and len(quoted.words[number]) > SHORT
        if near and (known or odd):
            return _clause(token, speaker)
        if not known and place > 1:
            return None
    return None


def _before(quoted: "Quoted", i: int, number: int) -> Clause | None:
    doc, base = quoted.parsed.docs[i], quoted.parsed.starts[i]
    if doc is None:
        return None
    opening = quoted.marked[number].start
    frame = [t for t in doc if base + t.idx + len(t) <= opening and not t.is_space]
    if not frame or not (frame[-1].text in (",", ":") or Carries.CLAUSE in cues.carried(frame[-1])):
        return None
    for token in reversed(frame[-_REACH:]):
        if (i, token.i) in quoted.number:
            return None
        if cues.carried(token) and not (token.dep_ == "relcl" and frame[-1].text == ","):
            speaker = subjects.subject(token)
            if speaker is not None and base + speaker.idx < opening:
                return _clause(token, speaker)
    return None


def _announced(quoted: "Quoted", i: int, number: int) -> tuple[int, Clause] | None:
    """Read “she wrote on her blog:” before a quotation that begins a sentence or paragraph of its own."""
    parsed = quoted.parsed
    if i == 0 or parsed.text[parsed.starts[i] : quoted.marked[number].start].strip():
        return None
    doc = parsed.docs[i - 1]
    if doc is None or parsed.text[parsed.ends[i - 1] - 1] != ":":
        return None
    for token in reversed(doc):
        if cues.carried(token) and (speaker := subjects.subject(token)) is not None:
            return i - 1, _clause(token, speaker)
    for noun in reversed(doc):  # “Dunlop released this statement:”
        verb = noun.head
        if (
            noun.dep_ == "dobj"
            and noun.lower_ in cues.STATEMENT_NOUNS
            and (speaker := subjects.subject(verb)) is not None
        ):
            return i - 1, _clause(verb, speaker)
    return None


def _clause(token: "Token", speaker: "Token | None") -> Clause:
    return Clause((token.i, token.i), frozenset(), speaker, "beside", addressee=subjects.addressee(token))


def _inverted(doc: "Doc", verb: "Token") -> "Token | None":
    """Return the noun right after the verb (said Jane Doe) when the grammar missed that it is the subject."""
    if verb.i + 1 >= len(doc) or doc[verb.i + 1].pos_ not in ("PROPN", "PRON", "DET", "NOUN", "ADJ"):
        return None
    token = doc[verb.i + 1]
    while token.head.i > token.i and token.dep_ in _NOUN_PART:
        token = token.head
    return token
