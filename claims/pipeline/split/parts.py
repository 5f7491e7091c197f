"""Cut a sentence into the parts that stand or fall alone: what is asserted, hedged, quoted, or said in passing."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from claims.pipeline.parse.parse import Parsed
from claims.pipeline.quotes.datelines import DATELINE
from claims.pipeline.split import frames, lexicon, split
from claims.pipeline.split.clause import CLOSING_MARKS, SplitClause
from claims.pipeline.split.lexicon import HEDGES, SEEMS, UNIVERSAL, accuses
from claims.pipeline.split.part import Carried, Form, Mode, Part

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Token


SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
VERBS = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_UNDER = frozenset({"relcl", "acl", "advcl"})
_LEADING = frozenset({"IN", "CC", "DT", "TO", "PRP$", "WDT"})
_PARTICIPLES = frozenset({"VBN", "VBD"})
_DETERMINERS = frozenset({"DET", "PROPN", "PRON", "NUM"})
_LOOSE = frozenset({"ccomp", "dep", "intj", "npadvmod", "parataxis", "punct"})  # what binds no words to others

# What introduces an event as known: "following a strike instigated by …", also inside a prediction or a question.
_AFTER = lexicon.words("introductions", "event_prepositions")
_STOPS = frozenset({",", ";", ":", "–", "—", "-", "(", ")", ".", "?", "!", "”", '"'})
_SIGNS = frozenset("%‰°′″§¶†‡#+²³¹ºª")
_BULLETS = frozenset("•⁃▪‣●·*–—-")
_MARKS = frozenset({"“", "”", '"', "‘", "’", "'"})
# "MIRA LOOM, HOST: " in front of a turn in a transcript
_TURN = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}(?:, [A-Z][A-Z .'’-]{1,40})?: (?=\S)")


def cut(
    parsed: Parsed, sentence: int, quoted: Sequence[tuple[int, int, int]], cues: Sequence[tuple[int, int]] = ()
) -> list[Part]:
    """Cut one parsed sentence; `quoted` are (start, end, quote) of attributed words, the innermost first.

    `cues` are (start, end) of the words that attribute them. All places are code points of the article.

    Whoever speaks is a part of its own (form "frame"); without a quote the sentence is one main part. Facts in passing
    follow, inside the span of the part that mentions them.
    """
    doc, base = parsed.docs[sentence], parsed.starts[sentence]
    if doc is None:
        raise ValueError(f"sentence {sentence} was not read")
    rest = _without_dateline(doc, [token for token in doc if not token.is_space])
    found: list[Part] = []
    for quote, spans in _by_quote(quoted):
        inside = [t for start, end in sorted(spans) for t in _reported(rest, start - base, end - base)]
        quoted_tokens = {t.i for t in inside}
        rest = [t for t in rest if t.i not in quoted_tokens]
        for run in map(_trimmed, _stretches(inside)):
            found += _quoted(parsed, sentence, run, quote)
    cue_tokens = {t.i for t in rest for start, end in cues if start <= base + t.idx < end}
    if not quoted and rest:
        found += _claims(parsed, sentence, rest)
    for run in _runs(rest) if quoted else ():
        found += _stated(parsed, sentence, run, cue_tokens)
    return found + [part for host in found for part in _facts_in_passing(parsed, sentence, host)]


def _reported(words: "list[Token]", start: int, end: int) -> "list[Token]":
    """Return the words at a place of the sentence that somebody is quoted with."""
    inside = [t for t in words if t.idx < end and t.idx + len(t) > start]
    return frames.until_next_act(frames.until_closed(inside))


def _by_quote(quoted: Sequence[tuple[int, int, int]]) -> "list[tuple[int, list[tuple[int, int]]]]":
    """Return the spans of each quote, the innermost quote first."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for start, end, quote in quoted:
        spans.setdefault(quote, []).append((start, end))
    return sorted(spans.items(), key=lambda item: max(end - start for start, end in item[1]))


def _quoted(parsed: Parsed, sentence: int, words: "list[Token]", quote: int) -> list[Part]:
    """Return the parts of what somebody says, without the "that" or "and" in front of it."""
    words = _trimmed(words[1:]) if len(words) > 1 and _opens(words[0], words[1]) else words
    if not words:
        return []
    words = _closed(words[0].doc, words)
    if accused(words) is not None:
        return [_part(parsed, sentence, words, "quoted", "accusation", quote=quote)]
    return _claims(parsed, sentence, words, quote)


def _stated(parsed: Parsed, sentence: int, run: "list[Token]", cues: set[int]) -> list[Part]:
    """Return the parts of what stands beside somebody's words: what the article states, and who speaks."""
    words = _trimmed(run)
    if not words:
        return []
    stated, speaker = frames.apart(words, cues, _head(words))
    found = [part for clause in stated for part in _parts(parsed, sentence, split.of_clause(clause))]
    if speaker := _trimmed(speaker):
        frame = _part(parsed, sentence, speaker, "asserted", "frame")
        found.append(frame)
        found += _parts(parsed, sentence, frames.passing(speaker, _head(speaker), split.of_clause), host=frame)
    return found


def _claims(parsed: Parsed, sentence: int, words: "Sequence[Token]", quote: int | None = None) -> list[Part]:
    """Return a part for each single claim of a stretch of words."""
    return _parts(parsed, sentence, split.clauses(_head(words), words), quote)


def _parts(
    parsed: Parsed, sentence: int, found: "Sequence[SplitClause]", quote: int | None = None, host: Part | None = None
) -> list[Part]:
    """Return clauses as parts; the first one that was not taken out of another says the others in passing."""
    made: list[Part] = []
    for clause in found:
        tokens = _closed(clause.head.doc, _trimmed(clause.words))
        if not tokens:
            continue
        part = _of_clause(parsed, sentence, clause, tokens, quote, host)
        if clause.form == "main" and host is None:
            host = part
        made.append(part)
    return made


def _place(tokens: "Sequence[Token]", before: int) -> int:
    """Return the number of the first of these words that does not stand before a place in the sentence."""
    return next((k for k, t in enumerate(tokens) if t.i >= before), len(tokens))


def _of_clause(
    parsed: Parsed, sentence: int, clause: SplitClause, tokens: "list[Token]", quote: int | None, host: Part | None
) -> Part:
    inside = {t.i for t in tokens}
    head = clause.head if clause.head.i in inside else _head(tokens)
    if clause.form not in {"main", "cause"}:
        mode: Mode = "presupposed"
    elif quote is not None:
        mode = "quoted"
    else:
        mode = "hedged" if hedged(tokens, head) else "asserted"
    carried = tuple(
        Carried(_place(tokens, c.before), c.tokens, c.lead, c.tail, c.certain, c.others) for c in clause.carried
    )
    span = parsed.span(sentence, tokens[0], tokens[-1])
    taken_out = host if clause.form not in {"main", "cause"} else None
    return Part(sentence, span.start, span.end, mode, clause.form, head, tokens, quote, clause.noun, taken_out, carried)


def selected(parsed: Parsed, sentence: int, start: int, end: int) -> Part | None:
    """Return the words that a person selected in a sentence as a part; None when no word of it was read."""
    tokens = parsed.tokens(sentence, start, end)
    return _part(parsed, sentence, tokens, "asserted", "main") if tokens else None


def _opens(first: "Token", second: "Token") -> bool:
    """Return whether a first word only opens the words behind it: "that" or "and"."""
    return first.dep_ == "cc" or _opens_clause(first, second)


def _opens_clause(first: "Token", second: "Token") -> bool:
    """Return whether "that" opens a clause ("said that …"), which the tagger may take for a pronoun."""
    if first.lower_ != "that":
        return False
    starts = any(c.dep_ in SUBJECTS and c.left_edge.i == second.i for c in first.head.children)
    return first.dep_ == "mark" or (first.dep_ == "dobj" and (starts or second.pos_ in _DETERMINERS))


def accused(tokens: "Sequence[Token]") -> "Token | None":
    """Return the "of" between who is accused and what of: the harbour office | of hiding a survey."""
    verbs = ("accuse" in {t.head.lemma_, t.head.head.lemma_} for t in tokens)  # "of" may hang on who is accused
    return next((t for t, accuses in zip(tokens, verbs, strict=True) if t.lower_ == "of" and accuses), None)


def hedged(tokens: "Sequence[Token]", head: "Token") -> bool:
    """Return whether the part's own verb is held back: could, may, likely, appears."""
    own = [t for t in tokens if t.head.i == head.i or t.i == head.i]
    denied = any(t.dep_ == "neg" or (t.dep_ in SUBJECTS and t.lower_ in UNIVERSAL) for t in own)
    hedges = HEDGES - {"could"} if denied else HEDGES  # "nobody could swim" tells what was
    return head.lemma_ in SEEMS or any(t.lower_ in hedges for t in own)


def _part(
    parsed: Parsed,
    sentence: int,
    tokens: "Sequence[Token]",
    mode: Mode,
    form: Form,
    *,
    quote: int | None = None,
    noun: "Token | None" = None,
    host: "Part | None" = None,
) -> Part:
    span = parsed.span(sentence, tokens[0], tokens[-1])
    return Part(sentence, span.start, span.end, mode, form, _head(tokens), tokens, quote, noun, host)


def _head(tokens: "Sequence[Token]") -> "Token":
    """Return the part's own top word: a verb whose governor lies outside, else any such word."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i == t.i or t.head.i not in inside]
    verbs = [t for t in tops if t.pos_ in VERBS] or [t for t in tokens if t.tag_ in _FINITE and not _under(t, tops)]
    return max(verbs or tops, key=lambda t: (t.right_edge.i - t.left_edge.i, -t.i))


def _under(token: "Token", tops: "list[Token]") -> bool:
    """Return whether a verb only describes the top noun: “the drawer in which they were found” has no other."""
    is_auxiliary = token.dep_ in {"aux", "auxpass"} and token.head.dep_ in _UNDER
    return token.dep_ in _UNDER or (is_auxiliary and token.head.head in tops)


def _trimmed(tokens: "Sequence[Token]") -> "list[Token]":
    """Leave out the marks and commas at both ends, and a last word that only leads on to what is not in the part."""
    solid = [k for k, t in enumerate(tokens) if _is_solid(t, tokens)]
    while len(solid) > 1 and _leads_on(tokens[solid[-1]]):
        solid.pop()
    return list(tokens[solid[0] : solid[-1] + 1]) if solid else []


def _is_solid(token: "Token", tokens: "Sequence[Token]") -> bool:
    """Return whether a word or sign says something: 5 % and 40 €, a footnote's mark, a bracket that closes one."""
    if any(map(str.isalnum, token.text)) or token.text[-1] in _SIGNS or token.is_currency:
        return True
    if token.i == tokens[0].i and token.text in CLOSING_MARKS:  # “The Salt Road” sold 40 copies
        return any(t.text == CLOSING_MARKS[token.text] and t.i > token.i for t in tokens[:-1])
    return token.text in {")", "]"} and any("(" in t.text or "[" in t.text for t in tokens) and token.i != tokens[0].i


def _leads_on(last: "Token") -> bool:
    """Return whether a last word leads on to what was cut off ("the army given | it has one"), unlike "lived in."."""
    if last.i + 1 == len(last.doc) or (last.tag_ not in _LEADING and last.lower_ != "given"):
        return False
    after = last.nbor(1)
    return not (after.is_punct and (not last.whitespace_ or after.text in "–—-"))


def _closed(doc: "Doc", tokens: "list[Token]") -> "list[Token]":
    """Take the closing mark with it when the opening one stands inside: had “debts that only a lake can pay.”"""
    marks = [t.text for t in tokens if t.text in _MARKS]
    opened = marks.count("“") > marks.count("”") or marks.count('"') % 2 == 1 or marks.count("‘") > marks.count("’")
    if opened or (
        marks.count("'") % 2 == 1 and any(t.text == "'" and t.i + 1 < len(doc) and not t.whitespace_ for t in tokens)
    ):
        after = doc[tokens[-1].i + 1 : tokens[-1].i + 3]
        for k, token in enumerate(after):
            if token.text in _MARKS:
                return [*tokens, *after[: k + 1]]
    return tokens


def _runs(tokens: "Sequence[Token]") -> "Iterator[list[Token]]":
    run: list[Token] = []
    for token in tokens:
        if run and not all(t.is_space for t in token.doc[run[-1].i + 1 : token.i]):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _stretches(tokens: "Sequence[Token]") -> "Iterator[list[Token]]":
    """Yield the words of a quote as they belong together: on both sides of "she said" stands one statement."""
    joined: list[Token] = []
    for run in _runs(tokens):
        if joined and any(belong(joined, run) for belong, _ in JOINED):
            joined = [*_trimmed(joined), *_trimmed(run)]
            continue
        if joined:
            yield joined
        joined = run
    if joined:
        yield joined


def _says(words: "Sequence[Token]") -> bool:
    """Return whether words have a verb with a subject of its own among them."""
    inside = {t.i for t in words}
    subjects = [t for t in words if t.dep_ in SUBJECTS and t.head.i in inside]
    return any(t.tag_ in _FINITE | {"MD"} for s in subjects for t in (s.head, *s.head.lefts) if t.i in inside)


def _linked(before: "Sequence[Token]", run: "Sequence[Token]") -> bool:
    inside, behind = {t.i for t in before}, {t.i for t in run}
    links = [t for t in run if t.head.i in inside] + [t for t in before if t.head.i in behind]
    binds = any(t.dep_ not in _LOOSE or t.ent_type_ in {"DATE", "TIME"} for t in links)
    return binds and not (_says(before) and _says(run))


def _unfinished(before: "Sequence[Token]", run: "Sequence[Token]") -> bool:
    named = any(t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} for t in before)
    return named and any(t.pos_ in VERBS for t in run) and not _says(before) and not _says(run)


# Where the words behind a cue go on with those before it, with an example of each.
JOINED: "tuple[tuple[Callable[[Sequence[Token], Sequence[Token]], bool], str], ...]" = (
    (_linked, "The ferry company, Dunlop says, sold 14 boats in 2019."),
    (_unfinished, "The plan would, the board said, cost 40 jobs."),
    (lambda _, run: run[0].dep_ == "mark" or run[0].tag_ == "IN", "It sank, Dunlop said, because it was old."),
    (lambda before, run: before[-1].lemma_ == "be" and not _says(run), "It is, says Dunlop, the oldest of all piers."),
    (lambda before, _: before[0].tag_ == "IN" and not _says(before), "In 2019, Dunlop said, the board sold 14 boats."),
)


def _without_dateline(doc: "Doc", tokens: "list[Token]") -> "list[Token]":
    """Leave out what stands in front of a sentence: its dateline, the name on a turn, or the bullet of a list."""
    words = doc.text  # put together anew each time
    match = DATELINE.match(words) or _TURN.match(words)
    rest = [t for t in tokens if t.idx >= match.end()] if match else tokens
    while len(rest) > 1 and rest[0].text in _BULLETS:
        rest = rest[1:]
    return rest or tokens


def _facts_in_passing(parsed: Parsed, sentence: int, host: Part) -> Iterator[Part]:
    """Yield the facts that a part states in passing."""
    taken: set[int] = set()
    for token in host.tokens:
        if token.i in taken:
            continue
        if token.lower_ in _AFTER and token.dep_ not in {"mark", "ROOT", "amod"}:
            form: Form = "phrase"
            words = _until_stop(host.tokens, token)
            if not _blames(words):
                continue  # "after the match" tells nothing
        else:
            continue
        words = _trimmed(words)
        if len(words) < 3:
            continue
        taken.update(t.i for t in words)
        yield _part(parsed, sentence, words, "presupposed", form, quote=host.quote, host=host)


def _blames(words: "Sequence[Token]") -> bool:
    """Return whether an event is put down to somebody: a strike instigated by …, riots staged last year."""
    if not words or words[0].tag_ == "VBG":
        return False
    by = any(t.tag_ in _PARTICIPLES and any(c.lower_ == "by" for c in t.children) for t in words)
    return by or any(map(accuses, words))


def _until_stop(tokens: "Sequence[Token]", first: "Token") -> "list[Token]":
    words: list[Token] = []
    for token in tokens:
        if token.i > first.i:
            if token.text in _STOPS:
                break
            words.append(token)
    return words


def _subtree(token: "Token", inside: set[int]) -> "list[Token]":
    """Return the unbroken run of the token's own words around it that lies in the part."""
    own = [t for t in token.doc[token.left_edge.i : token.right_edge.i + 1] if t.i in inside and not t.is_space]
    return next((run for run in _runs(own) if run[0].i <= token.i <= run[-1].i), [])
