"""Read reported speech off the grammar: a cue, whose words they are, and how they are built."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.quotes import content_spans
from claims.pipeline.speakers import cues
from claims.pipeline.speakers.cues import Complement
from claims.pipeline.speakers.subjects import SUBJECTS, addressee, can_speak, is_negated, subject
from sources import word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TOPIC_PREPOSITIONS = frozenset({"of", "about", "against", "for"})
_NARRATORS = frozenset({"i", "we", "you"})
_INDEFINITE = word_list.load(Path(__file__).with_name("words") / "indefinite_pronouns.txt")


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue and its words in one sentence, as token numbers; `speaker` is the head word of who says it.

    `form` says how it was built: clause, parenthesis, object, infinitive, naming, noun, according.
    `impersonal`: passive without an agent ("it was claimed that").
    """

    cue: tuple[int, int]
    content: frozenset[int]
    speaker: "Token | None"
    form: str
    impersonal: bool = False
    addressee: "Token | None" = None


def read(doc: "Doc", marked: frozenset[int]) -> list[Clause]:
    """Return the reported clauses of a sentence; cues inside quotation marks (`quoted`) report nothing themselves."""
    found: list[Clause] = list(_label(doc))
    for token in doc:
        if token.i in marked:
            continue
        if token.lower_ == "according" or _is_source_per(token):
            found += _according(token)
        elif token.lower_ in cues.CLAIM_NOUNS and token.pos_ == "NOUN":
            found += _claim_noun(token)
        elif token.lemma_ == "make":
            found += _make_clear(token)
        elif (complements := cues.speech_complements(token)) and not is_negated(token):
            found += [c for c in _speech_verb(token, complements) if c.form != "parenthesis" or _has_statement(doc, c)]
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
            found += [c for c in _speech_verb(token, complements) if c.form != "parenthesis" or _has_statement(doc, c)]
        else:
            found += _attitude_adjective(token)
    return [c for c in found if c.speaker is not None and can_speak(c.speaker) and c.speaker.lower_ not in _INDEFINITE]


def _attitude_adjective(token: "Token") -> Iterator[Clause]:
    """Yield “is worried that …”, “remains confident …”: the clause hangs on the adjective or on its verb."""
    verb, speaker = token.head, subject(token.head)
    clause = next((c for c in (*token.rights, *verb.rights) if c.dep_ == "ccomp" and c.i > token.i), None)
    if clause is None or speaker is None or speaker.lower_ in _NARRATORS or is_negated(verb):
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


def _has_statement(doc: "Doc", clause: Clause) -> bool:
    """Return whether words are a statement and not an adverb in front of a cue: “At one point, she asked …”."""
    return any(doc[i].pos_ in ("VERB", "AUX") for i in clause.content) or any(doc[i].is_quote for i in clause.content)


def _speech_verb(token: "Token", complements: Complement) -> Iterator[Clause]:
    speaker = subject(token)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    if speaker is not None and speaker.lower_ in ("it", "there") and passive:
        speaker = None
    documents = speaker is not None and speaker.lower_ in cues.FINDERS
    if (
        Complement.STUDY in complements
        and Complement.CLAUSE not in complements
        and not documents
        and not _finds_that(token, speaker)
    ):
        return
    if speaker is not None and (speaker.lower_ in _NARRATORS or speaker.pos_ in ("VERB", "AUX")):
        return  # the writer's own voice names no expert
    if speaker is not None and token.lemma_.lower() in cues.SPEAKER_ONLY_VERBS and not can_speak(speaker):
        return
    if token.dep_ == "xcomp" and token.head.lemma_ in ("have", "need"):
        return  # “had to ask for leave”: what had to be done is not what was said
    if token.lemma_ == "ask" and token.tag_ == "VBN" and token.dep_ == "advcl":
        return  # “Asked whether …, she replied”: somebody else asked
    listener = addressee(token)
    cue = _cue(token)
    impersonal = passive and speaker is None
    spoken = bool(complements & (Complement.CLAUSE | Complement.STUDY))
    clause = next((c for c in token.rights if c.dep_ == "ccomp"), None)
    if (
        clause is not None
        and spoken
        and not (Complement.INFINITIVE in complements and content_spans.is_infinitive(clause))
    ):
        if speaker is not None or impersonal:
            words = content_spans.with_reason(
                token.doc, content_spans.without_day(token.doc, content_spans.words_under(clause, token))
            )
            yield Clause(cue, words, speaker, "clause", impersonal, listener)
        return
    if impersonal and spoken and (words_of_clause := content_spans.that_clause(token)):
        yield Clause(cue, words_of_clause, None, "clause", True)
        return
    if speaker is None:
        return
    action = next((c for c in token.rights if c.dep_ in ("xcomp", "ccomp") and content_spans.is_infinitive(c)), None)
    if action is not None and Complement.INFINITIVE in complements:
        if is_negated(action) and token.lemma_ == "ask":
            return  # “who asked not to be named”
        yield Clause(cue, content_spans.requested_action(token, action), speaker, "infinitive", False, listener)
        return
    if Complement.CLAUSE not in complements:
        if spoken and (content_spans.stands_before(token) or _is_parenthesis(token, speaker)):
            yield Clause(
                cue, content_spans.outside_parenthesis(token, speaker), speaker, "parenthesis", False, listener
            )
            return
        if spoken and (words_of_clause := content_spans.unattached_clause(token, cue[1] + 1)):
            yield Clause(cue, words_of_clause, speaker, "clause", False, listener)
            return
        yield from _argument(token, complements, speaker, cue)
        return
    if token.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ == "mark" for c in token.children):
        if any(
            c.dep_ in ("dobj", "oprd") or (c.dep_ == "prep" and c.lower_ in _TOPIC_PREPOSITIONS) for c in token.rights
        ):
            return  # “as pilots warn of storms” is an event, “as pilots warn” a cue
        rest = {t.i for t in token.doc} - {t.i for t in token.subtree}
        yield Clause(cue, content_spans.trim(token.doc, rest), speaker, "parenthesis", False, listener)
    elif (clause := content_spans.misattached_clause(token)) is not None:
        yield Clause(cue, content_spans.words_under(clause, token), speaker, "clause", False, listener)
    elif words_of_clause := content_spans.unattached_clause(token, cue[1] + 1):
        yield Clause(cue, words_of_clause, speaker, "clause", False, listener)
    elif content_spans.stands_before(token) or _is_parenthesis(token, speaker):
        yield Clause(cue, content_spans.outside_parenthesis(token, speaker), speaker, "parenthesis", False, listener)
    else:
        yield from _argument(token, complements, speaker, cue)


def _finds_that(token: "Token", speaker: "Token | None") -> bool:
    """Return whether somebody by name found “that” and a figure: “Ann Lee found that only 46 per cent …”."""
    if speaker is None or (speaker.pos_ != "PROPN" and speaker.lower_ not in ("they", "researchers")):
        return False
    clause = next((c for c in token.rights if c.dep_ == "ccomp"), None)
    if clause is None:
        return speaker.lower_ == "they" and content_spans.stands_before(token)
    return any(c.lower_ == "that" for c in clause.children) and any(t.like_num for t in clause.subtree)


def _argument(token: "Token", complements: Complement, speaker: "Token", cue: tuple[int, int]) -> Iterator[Clause]:
    """Yield noun phrases after the cue: what was announced, whom somebody called what, what was called for."""
    parts = [c for c in token.rights if c.dep_ in ("dobj", "oprd", "xcomp", "ccomp", "prep", "acomp", "dative")]
    if not parts:
        return
    prepositions = cues.CUE_PREPOSITIONS.get(token.lemma_.lower(), frozenset())
    first = parts[0]
    if first.dep_ == "dobj" and complements & (Complement.OBJECT | Complement.NAMING):
        form = "object" if Complement.OBJECT in complements else "naming"
    elif first.dep_ in ("oprd", "xcomp", "ccomp") and Complement.NAMING in complements:
        form = "naming"
    elif first.dep_ == "prep" and first.lower_ in prepositions:
        form = "object"
    else:
        return
    content: set[int] = set()
    for part in parts:
        gap = token.doc[max(content) + 1 : part.left_edge.i] if content else ()
        if len(gap) > 1 and not all(t.is_punct for t in gap):
            break
        if part is not first and part.dep_ == "prep" and _circumstance(part):
            break
        content |= content_spans.words_under(part, token)
    if form == "object" and first.dep_ == "prep":
        content.discard(first.i)
    if (
        token.lemma_ in cues.OBJECT_STATEMENT_VERBS
        and can_speak(speaker)
        and (first.dep_ == "prep" or token.lemma_ == "accuse")
    ):
        form = "stated"
    yield Clause(cue, frozenset(content), speaker, form)


def _circumstance(part: "Token") -> bool:
    """Return whether words are when or where it was said: “on Tuesday”, “in a statement”, “during a debate”."""
    nouns = {t.lower_ for t in part.subtree}
    return (
        bool(nouns & cues.DAYS)
        or part.lower_ in ("during", "after", "before", "at")
        or bool(nouns & cues.STATEMENT_NOUNS)
    )


def _claim_noun(token: "Token") -> Iterator[Clause]:
    owner = next((c for c in token.children if c.dep_ == "poss" and c.ent_type_ not in ("DATE", "TIME")), None)
    if owner is None:
        return
    for child in token.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and any(
            c.lower_ == "that" and c.dep_ == "mark" for c in child.children
        ):
            yield Clause((token.i, token.i), content_spans.words_under(child, token), owner, "noun")


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
    if token.lower_ != "per" or token.dep_ != "prep" or (token.i > _first_word(token.doc) and not _comma(token, -1)):
        return False
    source = next((c for c in token.rights if c.dep_ == "pobj"), None)
    if source is None or not (source.pos_ == "PROPN" or source.lower_ in cues.DOCUMENTS) or source.ent_type_ == "DATE":
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
    phrase = {t.i for t in token.subtree} | {token.i, to.i} | {t.i for t in speaker.subtree}
    phrase = {i for i in phrase if i >= token.i}
    if speaker.pos_ == "NOUN" and (name := content_spans.name_after_comma(doc, max(phrase) + 1)):
        phrase |= set(name)
        speaker = doc[name[-1]]
    top = token.head
    while top.dep_ not in ("ROOT", "relcl") and not _own_clause(top):
        top = top.head
    content = {t.i for t in top.subtree} - phrase
    edge = _first_word(doc) >= token.i - 1 or max(phrase) >= len(doc) - 3
    if edge and top.dep_ != "relcl" and not _own_clause(top):
        content = {t.i for t in doc} - phrase
    yield Clause((token.i, to.i), content_spans.trim(doc, content), speaker, "according")


def _own_clause(token: "Token") -> bool:
    return token.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in token.children)


def _first_word(doc: "Doc") -> int:
    return next((t.i for t in doc if not t.is_punct and not t.is_space), 0)


def _cue(token: "Token") -> tuple[int, int]:
    last = token.i
    for child in token.rights:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return token.i, last


def _is_parenthesis(token: "Token", speaker: "Token") -> bool:
    """Return whether “he said” is a parenthesis or a tail: a comma before it and no object of its own after it."""
    doc = token.doc
    start = min(token.i, speaker.left_edge.i)
    if start == 0 or doc[start - 1].text not in (",", "”", '"', "’", "—", "–", "-"):
        return False
    if token.dep_ in ("relcl", "acl") or token.tag_ == "VBG":
        return False
    listener = addressee(token)
    objects = [c for c in token.rights if c.dep_ in ("dobj", "ccomp", "xcomp") and c.i != speaker.i]
    return all(c is listener or (listener is not None and c.i == listener.i) for c in objects)
