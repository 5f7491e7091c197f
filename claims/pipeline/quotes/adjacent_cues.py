"""Find the cue beside a quotation: right after the closing mark, or right before the opening one."""

from typing import TYPE_CHECKING

from claims.pipeline.quotes.clause import Clause
from claims.pipeline.speakers import cues, subjects
from claims.pipeline.speakers.cues import Complement

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Token
    from claims.pipeline.quotes.marked_words import MarkedWords

SHORT_WORDS = 3  # words: in marks of their own they are a term or irony unless a cue stands right beside them
_MAX_DISTANCE = 12  # words between a quotation and its cue
_MAX_SENTENCE = 5  # words of a sentence that is a speaker and a cue
_STOPS = (",", ".", "?", "!", "…", "—", "–", "-")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOUN_PART = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod"})


def find_cue(marked: "MarkedWords", number: int) -> tuple[int, Clause] | None:
    """Return the sentence of the cue and the cue; None when no word of saying with a speaker stands there."""
    words = marked.words[number]
    if not words:
        return None
    span = marked.spans[number]
    inner = marked.text[span.inner[0] : span.inner[1]].rstrip()
    stops = inner.endswith(_STOPS) or marked.text[span.end : span.end + 1] == ","
    first, last = words[0][0], words[-1][0]
    if stops and (clause := _cue_after(marked, last, number, inner[-1:])) is not None:
        return last, clause
    if (stops or len(words) > SHORT_WORDS) and (clause := _cue_before(marked, first, number)) is not None:
        return first, clause
    if not stops:
        return None
    return _cue_sentence_after(marked, last + 1, number) or _cue_sentence_before(marked, first, number)


def goes_on_about(doc: "Doc | None") -> bool:
    """Return whether a sentence between two quotations is about who spoke the first: “She was ready to try again.”"""
    if doc is None or any(e.label_ == "PERSON" for e in doc.ents):
        return False
    main = next((t for t in doc if t.dep_ in subjects.SUBJECTS and t.head.dep_ == "ROOT"), None)
    return main is not None and main.lower_ in ("he", "she")


def _cue_sentence_after(marked: "MarkedWords", i: int, number: int) -> tuple[int, Clause] | None:
    """Return the cue of “…” Dunlop said. – a sentence of a name and a cue only, right after the closing mark."""
    parsed = marked.parsed
    if i >= len(parsed) or parsed.passages[i] != parsed.passages[i - 1]:
        return None
    doc = parsed.docs[i]
    words = [] if doc is None else [t for t in doc if not t.is_punct and not t.is_space]
    if not 1 < len(words) <= _MAX_SENTENCE or parsed.text[marked.spans[number].end : parsed.starts[i]].strip():
        return None
    verb = next((t for t in words if Complement.CLAUSE in cues.speech_complements(t)), None)
    speaker = None if verb is None else subjects.subject(verb) or _noun_after(verb.doc, verb)
    if verb is None or speaker is None or any(c.dep_ in ("ccomp", "dobj", "xcomp") for c in verb.children):
        return None
    return i, _clause(verb, speaker)


def _cue_after(marked: "MarkedWords", i: int, number: int, ends: str) -> Clause | None:
    behind = _words_behind(marked, i, number)
    # Any verb will do beside a comma: “…,” she beamed.
    any_verb = ends in (",", "?", "!") and len(marked.words[number]) > SHORT_WORDS
    beside: Clause | None = None
    for place, token in enumerate(behind):
        is_cue = bool(cues.speech_complements(token))
        if not is_cue and token.pos_ != "VERB":
            continue
        speaker = _speaker_outside(token, behind[0].i)
        if speaker is not None and is_cue and (beside is None or _is_verb_of(beside, token)):
            return _clause(token, speaker)
        if is_cue or beside is not None:
            continue
        if place > 1:
            return None
        if speaker is not None and any_verb:
            beside = _clause(token, speaker)
            if place == 1:
                return beside
    return beside


def _words_behind(marked: "MarkedWords", i: int, number: int) -> "list[Token]":
    """Return the words in which the cue behind a quotation may stand, up to a semicolon or the next quotation."""
    doc, base, close = marked.parsed.docs[i], marked.parsed.starts[i], marked.spans[number].end
    words = [t for t in doc or () if base + t.idx >= close and not t.is_space][:_MAX_DISTANCE]
    stop = next((n for n, t in enumerate(words) if t.text == ";" or (i, t.i) in marked.span_of), len(words))
    return words[:stop]


def _is_verb_of(beside: Clause, cue: "Token") -> bool:
    """Return whether what looked like a verb beside a quotation is a title before the cue: “lead pilot Lee said”."""
    between = cue.doc[beside.cue[0] : cue.i]
    return cue.tag_ in _FINITE and not any(t.is_punct for t in between)


def _speaker_outside(cue: "Token", first: int) -> "Token | None":
    """Return who speaks by a cue behind a quotation, whose first word there is `first`."""
    doc = cue.doc
    speaker = subjects.subject(cue) or _noun_after(doc, cue)
    if speaker is not None and speaker.i < first < cue.i:
        # The grammar took a word of the quotation for the subject and the name beside the verb along.
        speaker = doc[cue.i - 1] if doc[cue.i - 1].pos_ in ("PROPN", "PRON") else None
    return speaker if speaker is not None and speaker.i >= first else None


def _cue_before(marked: "MarkedWords", i: int, number: int) -> Clause | None:
    doc, base = marked.parsed.docs[i], marked.parsed.starts[i]
    if doc is None:
        return None
    opening = marked.spans[number].start
    words_before = [t for t in doc if base + t.idx + len(t) <= opening and not t.is_space]
    if not words_before or not (
        words_before[-1].text in (",", ":") or Complement.CLAUSE in cues.speech_complements(words_before[-1])
    ):
        return None
    for token in reversed(words_before[-_MAX_DISTANCE:]):
        if (i, token.i) in marked.span_of:
            return None
        if cues.speech_complements(token) and not (token.dep_ == "relcl" and words_before[-1].text == ","):
            speaker = subjects.subject(token)
            if speaker is not None and base + speaker.idx < opening:
                return _clause(token, speaker)
    return None


def _cue_sentence_before(marked: "MarkedWords", i: int, number: int) -> tuple[int, Clause] | None:
    """Return the cue of “she wrote on her blog:” before a quotation that begins a sentence or paragraph of its own."""
    parsed = marked.parsed
    if i == 0 or parsed.text[parsed.starts[i] : marked.spans[number].start].strip():
        return None
    doc = parsed.docs[i - 1]
    if doc is None or parsed.text[parsed.ends[i - 1] - 1] != ":":
        return None
    for token in reversed(doc):
        if cues.speech_complements(token) and (speaker := subjects.subject(token)) is not None:
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


def _noun_after(doc: "Doc", verb: "Token") -> "Token | None":
    """Return the noun right after the verb (said Jane Doe) when the grammar missed that it is the subject."""
    if verb.i + 1 >= len(doc) or doc[verb.i + 1].pos_ not in ("PROPN", "PRON", "DET", "NOUN", "ADJ"):
        return None
    token = doc[verb.i + 1]
    while token.head.i > token.i and token.dep_ in _NOUN_PART:
        token = token.head
    return token
