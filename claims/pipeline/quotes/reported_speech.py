"""Read reported speech off the grammar: a cue, whose words they are, and how they are built."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.quotes import content_spans, speech_verbs
from claims.pipeline.quotes.clause import Clause
from claims.pipeline.speakers import cues
from claims.pipeline.speakers.cues import Complement
from claims.pipeline.speakers.subjects import SUBJECTS, can_speak, is_negated, subject
from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Token

_SHOWING = frozenset({"show", "shows", "suggest", "suggests", "reveal", "reveals", "indicate", "indicates"})
_INDEFINITE = word_list.load(Path(__file__).with_name("words") / "indefinite_pronouns.txt")


def read(doc: "Doc", marked: frozenset[int]) -> list[Clause]:
    """Return the reported clauses of a sentence; cues inside quotation marks (`quoted`) report nothing themselves."""
    found: list[Clause] = [*_label(doc), *_document_behind(doc)]
    for token in doc:
        if token.i in marked:
            continue
        if token.lower_ == "according" or _is_source_per(token):
            found += _according(token)
        elif token.lower_ in cues.CLAIM_NOUNS and token.pos_ == "NOUN":
            found += _claim_noun(token)
        elif token.lemma_ == "hear" or token.lower_ == "heard":
            found += _heard(token)
        elif token.lemma_ == "make":
            found += _make_clear(token)
        elif (complements := cues.speech_complements(token)) and not is_negated(token):
            found += [
                c for c in speech_verbs.read(token, complements) if c.form != "parenthesis" or _has_statement(doc, c)
            ]
    return found


def attitudes(doc: "Doc", marked: frozenset[int]) -> list[Clause]:
    """Return what somebody thinks, fears or hopes by the article's word; nobody in particular thinks nothing."""
    found: list[Clause] = []
    for token in doc:
        complements = cues.attitude_complements(token)
        is_adjective = token.dep_ == "acomp" and token.lower_ in cues.ATTITUDE_ADJECTIVES
        if not (complements or is_adjective) or token.i in marked or is_negated(token):
            continue
        if complements:
            found += [
                c for c in speech_verbs.read(token, complements) if c.form != "parenthesis" or _has_statement(doc, c)
            ]
        else:
            found += _attitude_adjective(token)
    return [c for c in found if c.speaker is not None and can_speak(c.speaker) and c.speaker.lower_ not in _INDEFINITE]


def _attitude_adjective(token: "Token") -> Iterator[Clause]:
    """Yield “is worried that …”, “remains confident …”: the clause hangs on the adjective or on its verb."""
    verb, speaker = token.head, subject(token.head)
    clause = next((c for c in (*token.rights, *verb.rights) if c.dep_ == "ccomp" and c.i > token.i), None)
    if clause is None or speaker is None or speaker.lower_ in speech_verbs.NARRATORS or is_negated(verb):
        return
    yield Clause((min(verb.i, token.i), token.i), content_spans.words_under(clause, token), speaker, "clause")


def _label(doc: "Doc") -> Iterator[Clause]:
    """Yield “Dunlop: the pier is closing”, as headlines, live blogs and transcripts print it."""
    colon = next((t for t in doc[:7] if t.text == ":"), None)
    if colon is None or colon.i == 0 or colon.i + 3 >= len(doc):
        return
    named = doc[0 : colon.i]
    owner = named[-1]
    if any(t.pos_ not in ("PROPN", "NOUN") or t.ent_type_ in ("GPE", "LOC", "DATE") for t in named):
        return
    if owner.pos_ == "PROPN" and owner.ent_type_ in ("PERSON", "ORG"):
        words = range(colon.i + 1, len(doc))
        if any(doc[i].pos_ in ("VERB", "AUX") for i in words):
            yield Clause((colon.i, colon.i), content_spans.trim(doc, words), owner, "label")


def _document_behind(doc: "Doc") -> Iterator[Clause]:
    """Yield “The pier was sold, letters of 3 May show”, where the grammar takes the last word for a noun."""
    words = [t for t in doc if not t.is_punct and not t.is_space]
    comma = next((t.i for t in reversed(doc) if t.text == ","), 0)
    last = words[-1] if words else None
    if last is None or last.lower_ not in _SHOWING or last.dep_ not in ("pobj", "appos", "npadvmod", "compound"):
        return
    document = next((t for t in doc[comma + 1 : last.i] if t.pos_ in ("NOUN", "PROPN")), None)
    stated = any(t.pos_ in ("VERB", "AUX") and t.tag_ not in ("VB", "VBG", "VBN") for t in doc[:comma])
    if stated and document is not None and document.lower_ in cues.DOCUMENTS:
        yield Clause((last.i, last.i), content_spans.trim(doc, range(comma)), document, "parenthesis")


def _reported(token: "Token", complements: Complement) -> Iterator[Clause]:
    """Yield what a verb reports; an adverb in front of it is nothing said: “At one point, she asked …”."""
    for clause in speech_verbs.read(token, complements):
        if clause.form != "parenthesis" or _has_statement(token.doc, clause):
            yield clause


def _has_statement(doc: "Doc", clause: Clause) -> bool:
    """Return whether words are a statement and not an adverb in front of a cue: “At one point, she asked …”."""
    return any(doc[i].pos_ in ("VERB", "AUX") for i in clause.content) or any(doc[i].is_quote for i in clause.content)


def _claim_noun(token: "Token") -> Iterator[Clause]:
    owner = next((c for c in token.children if c.dep_ == "poss" and c.ent_type_ not in ("DATE", "TIME")), None)
    if owner is None:
        return
    for child in token.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and any(
            c.lower_ == "that" and c.dep_ == "mark" for c in child.children
        ):
            yield Clause((token.i, token.i), content_spans.words_under(child, token), owner, "noun")


def _heard(token: "Token") -> Iterator[Clause]:
    """Yield “the court heard (from Dunlop) that …” and “…, the court heard”: it is not the court that says it."""
    # The tagger takes “inquest” for a superlative.
    hearing = next((c for c in token.lefts if c.dep_ in ("nsubj", "amod") and c.lower_ in cues.HEARINGS), None)
    if hearing is None or is_negated(token):
        return
    source = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "from"), None)
    speaker = None if source is None else next((c for c in source.children if c.dep_ == "pobj"), None)
    clause = next((c for c in token.rights if c.dep_ == "ccomp" and _is_finite(c)), None)
    if clause is not None:
        words = speech_verbs.without_how(token, content_spans.words_under(clause, token))
    elif content_spans.stands_before(token) or token.dep_ == "parataxis":
        words = content_spans.outside_parenthesis(token, hearing) - {c.i for c in token.lefts if c.dep_ == "det"}
        words = content_spans.trim(token.doc, words)
    else:
        return
    yield Clause((token.i, token.i), words, speaker, "clause", addressee=hearing, heard=speaker is None)


def _is_finite(verb: "Token") -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in (verb, *verb.lefts) if t is verb or t.dep_[:3] == "aux")


def _make_clear(token: "Token") -> Iterator[Clause]:
    """Yield “made (it) clear that …”, where the grammar hangs the clause on any of the words."""
    doc = token.doc
    clear = next((t for t in doc[token.i + 1 : token.i + 3] if t.lower_ in ("clear", "plain")), None)
    if clear is None or clear.i + 1 >= len(doc):
        return
    after = doc[clear.i + 1]
    clause = after.lower_ == "that" or any(c.dep_ in SUBJECTS and c.left_edge.i == after.i for c in doc[after.i :])
    speaker = subject(token)
    if clause and speaker is not None and not is_negated(token):
        end = max(t.i for t in token.subtree)
        yield Clause((token.i, clear.i), content_spans.trim(doc, range(after.i, end + 1)), speaker, "clause")


def _is_source_per(token: "Token") -> bool:
    """Return whether “per” names a source: “per the report,” between commas, not “crowns per day” or Per Hansen."""
    if token.lower_ != "per" or token.dep_ != "prep":
        return False
    first = token.i == _first_word(token.doc)
    if not (first or (token.text == "per" and _comma(token, -1))):
        return False  # within a sentence “Per” is somebody's given name
    source = next((c for c in token.rights if c.dep_ == "pobj"), None)
    if source is None or source.ent_type_ == "DATE" or (first and source.ent_type_ == "PERSON"):
        return False
    if source.pos_ != "PROPN" and source.lower_ not in cues.DOCUMENTS:
        return False
    return token.right_edge.i + 2 >= len(token.doc) or _comma(token.right_edge, 1)


def _comma(token: "Token", step: int) -> bool:
    at = token.i + step
    return 0 <= at < len(token.doc) and token.doc[at].text == ","


def _according(token: "Token") -> Iterator[Clause]:
    """Yield the clause that “according to …” belongs to: at the edge of a sentence, the whole sentence."""
    doc = token.doc
    if token.lower_ == "according" and (token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to"):
        return
    to = doc[token.i + 1] if token.lower_ == "according" else token
    speaker = next((c for t in (to, token) for c in t.children if c.dep_ == "pobj"), None)
    if speaker is None:
        return
    phrase = {t.i for t in (*token.subtree, token, to, *speaker.subtree) if t.i >= token.i}
    if speaker.pos_ == "NOUN" and (name := content_spans.name_after_comma(doc, max(phrase) + 1)):
        phrase |= set(name)
        speaker = doc[name[-1]]
    content = content_spans.trim(doc, _attributed(token, phrase) - phrase)
    yield Clause((token.i, to.i), content, speaker, "according")


def _attributed(token: "Token", phrase: set[int]) -> set[int]:
    """Return the words that somebody answers for; behind “…, according to him, and” the article goes on itself."""
    doc = token.doc
    top = token.head
    while top.dep_ not in ("ROOT", "relcl") and not _own_clause(top):
        top = top.head
    content = {t.i for t in top.subtree}
    first = _first_word(doc) >= token.i - 1
    if (first or max(phrase) >= len(doc) - 3) and top.dep_ != "relcl" and not _own_clause(top):
        content = {t.i for t in doc}
    return content if first else content - set(content_spans.another_clause(doc, max(phrase) + 1))


def _own_clause(token: "Token") -> bool:
    return token.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in token.children)


def _first_word(doc: "Doc") -> int:
    return next((t.i for t in doc if not t.is_punct and not t.is_space), 0)
