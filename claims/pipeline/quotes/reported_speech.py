"""Read reported speech off the grammar: a cue, whose words they are, and how they are built."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.quotes import content_spans
from claims.pipeline.speakers import cues
from claims.pipeline.speakers.cues import Carries
from claims.pipeline.speakers.subjects import SUBJECTS, addressee, negated, speaks, subject
from sources import word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ABOUT = frozenset({"of", "about", "against", "for"})
_NARRATOR = frozenset({"i", "we", "you"})
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


def read(doc: "Doc", quoted: frozenset[int]) -> list[Clause]:
    """Return the reported clauses of a sentence; cues inside quotation marks (`quoted`) report nothing themselves."""
    found: list[Clause] = list(_label(doc))
    for token in doc:
        if token.i in quoted:
            continue
        if token.lower_ == "according" or _per(token):
            found += _according(token)
        elif token.lower_ in cues.CLAIM_NOUNS and token.pos_ == "NOUN":
            found += _noun(token)
        elif token.lemma_ == "make":
            found += _made_clear(token)
        elif (carries := cues.carried(token)) and not negated(token):
            found += [c for c in _verb(token, carries) if c.form != "parenthesis" or _says_something(doc, c)]
    return found


def attitudes(doc: "Doc", quoted: frozenset[int]) -> list[Clause]:
    """Return what somebody thinks, fears or hopes by the article's word; nobody in particular thinks nothing."""
    found: list[Clause] = []
    for token in doc:
        carries = cues.felt(token)
        mood = token.dep_ == "acomp" and token.lower_ in cues.ATTITUDE_ADJECTIVES
        if not (carries or mood) or token.i in quoted or negated(token):
            continue
        if carries:
            found += [c for c in _verb(token, carries) if c.form != "parenthesis" or _says_something(doc, c)]
        else:
            found += _mood(token)
    return [c for c in found if c.speaker is not None and speaks(c.speaker) and c.speaker.lower_ not in _INDEFINITE]


def _mood(token: "Token") -> Iterator[Clause]:
    """Read “is worried that …”, “remains confident …”: the clause hangs on the adjective or on its verb."""
    verb, speaker = token.head, subject(token.head)
    clause = next((c for c in (*token.rights, *verb.rights) if c.dep_ == "ccomp" and c.i > token.i), None)
    if clause is None or speaker is None or speaker.lower_ in _NARRATOR or negated(verb):
        return
    yield Clause((min(verb.i, token.i), token.i), content_spans.under(clause, token), speaker, "clause")


def _label(doc: "Doc") -> Iterator[Clause]:
    """Read “Dunlop: the pier is closing”, as headlines, live blogs and transcripts print it."""
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
            yield Clause((colon.i, colon.i), content_spans.tidy(doc, words), owner, "label")


def _says_something(doc: "Doc", clause: Clause) -> bool:
    """Tell a clause from the adverb in front of a cue: “At one point, she asked …”."""
    return any(doc[i].pos_ in ("VERB", "AUX") for i in clause.content) or any(doc[i].is_quote for i in clause.content)


def _verb(token: "Token", carries: Carries) -> Iterator[Clause]:
    speaker = subject(token)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    if speaker is not None and speaker.lower_ in ("it", "there") and passive:
        speaker = None
    documents = speaker is not None and speaker.lower_ in cues.FINDERS
    if Carries.STUDY in carries and Carries.CLAUSE not in carries and not documents and not _finds_that(token, speaker):
        return
    if speaker is not None and (speaker.lower_ in _NARRATOR or speaker.pos_ in ("VERB", "AUX")):
        return  # the writer's own voice names no expert
    if speaker is not None and token.lemma_.lower() in cues.SPEAKER_ONLY_VERBS and not speaks(speaker):
        return
    if token.dep_ == "xcomp" and token.head.lemma_ in ("have", "need"):
        return  # “had to ask for leave”: what had to be done is not what was said
    if token.lemma_ == "ask" and token.tag_ == "VBN" and token.dep_ == "advcl":
        return  # “Asked whether …, she replied”: somebody else asked
    told = addressee(token)
    cue = _cue(token)
    impersonal = passive and speaker is None
    spoken = bool(carries & (Carries.CLAUSE | Carries.STUDY))
    clause = next((c for c in token.rights if c.dep_ == "ccomp"), None)
    if clause is not None and spoken and not (Carries.INFINITIVE in carries and content_spans.infinitive(clause)):
        if speaker is not None or impersonal:
            words = content_spans.reaching(
                token.doc, content_spans.without_day(token.doc, content_spans.under(clause, token))
            )
            yield Clause(cue, words, speaker, "clause", impersonal, told)
        return
    if impersonal and spoken and (stretch := content_spans.behind_that(token)):
        yield Clause(cue, stretch, None, "clause", True)
        return
    if speaker is None:
        return
    wish = next((c for c in token.rights if c.dep_ in ("xcomp", "ccomp") and content_spans.infinitive(c)), None)
    if wish is not None and Carries.INFINITIVE in carries:
        if negated(wish) and token.lemma_ == "ask":
            return  # “who asked not to be named”
        yield Clause(cue, content_spans.wish(token, wish), speaker, "infinitive", False, told)
        return
    if Carries.CLAUSE not in carries:
        if spoken and (content_spans.before(token) or _aside(token, speaker)):
            yield Clause(cue, content_spans.around(token, speaker), speaker, "parenthesis", False, told)
            return
        if spoken and (stretch := content_spans.runs_on(token, cue[1] + 1)):
            yield Clause(cue, stretch, speaker, "clause", False, told)
            return
        yield from _argument(token, carries, speaker, cue)
        return
    if token.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ == "mark" for c in token.children):
        if any(c.dep_ in ("dobj", "oprd") or (c.dep_ == "prep" and c.lower_ in _ABOUT) for c in token.rights):
            return  # “as pilots warn of storms” is an event, “as pilots warn” a cue
        rest = {t.i for t in token.doc} - {t.i for t in token.subtree}
        yield Clause(cue, content_spans.tidy(token.doc, rest), speaker, "parenthesis", False, told)
    elif (clause := content_spans.stolen(token)) is not None:
        yield Clause(cue, content_spans.under(clause, token), speaker, "clause", False, told)
    elif stretch := content_spans.runs_on(token, cue[1] + 1):
        yield Clause(cue, stretch, speaker, "clause", False, told)
    elif content_spans.before(token) or _aside(token, speaker):
        yield Clause(cue, content_spans.around(token, speaker), speaker, "parenthesis", False, told)
    else:
        yield from _argument(token, carries, speaker, cue)


def _finds_that(token: "Token", speaker: "Token | None") -> bool:
    """Tell “Ann Lee found that only 46 per cent …”: somebody by name, “that”, and a figure."""
    if speaker is None or (speaker.pos_ != "PROPN" and speaker.lower_ not in ("they", "researchers")):
        return False
    clause = next((c for c in token.rights if c.dep_ == "ccomp"), None)
    if clause is None:
        return speaker.lower_ == "they" and content_spans.before(token)
    return any(c.lower_ == "that" for c in clause.children) and any(t.like_num for t in clause.subtree)


def _argument(token: "Token", carries: Carries, speaker: "Token", cue: tuple[int, int]) -> Iterator[Clause]:
    """Read noun phrases after the cue: what was announced, whom somebody called what, what was called for."""
    parts = [c for c in token.rights if c.dep_ in ("dobj", "oprd", "xcomp", "ccomp", "prep", "acomp", "dative")]
    if not parts:
        return
    wanted = cues.CUE_PREPOSITIONS.get(token.lemma_.lower(), frozenset())
    first = parts[0]
    if first.dep_ == "dobj" and carries & (Carries.OBJECT | Carries.NAMING):
        form = "object" if Carries.OBJECT in carries else "naming"
    elif first.dep_ in ("oprd", "xcomp", "ccomp") and Carries.NAMING in carries:
        form = "naming"
    elif first.dep_ == "prep" and first.lower_ in wanted:
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
        content |= content_spans.under(part, token)
    if form == "object" and first.dep_ == "prep":
        content.discard(first.i)
    if (
        token.lemma_ in cues.OBJECT_STATEMENT_VERBS
        and speaks(speaker)
        and (first.dep_ == "prep" or token.lemma_ == "accuse")
    ):
        form = "stated"
    yield Clause(cue, frozenset(content), speaker, form)


def _circumstance(part: "Token") -> bool:
    """Tell when and where it was said from what was said: “on Tuesday”, “in a statement”, “during a debate”."""
    nouns = {t.lower_ for t in part.subtree}
    return (
        bool(nouns & cues.DAYS)
        or part.lower_ in ("during", "after", "before", "at")
        or bool(nouns & cues.STATEMENT_NOUNS)
    )


def _noun(token: "Token") -> Iterator[Clause]:
    owner = next((c for c in token.children if c.dep_ == "poss" and c.ent_type_ not in ("DATE", "TIME")), None)
    if owner is None:
        return
    for child in token.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and any(
            c.lower_ == "that" and c.dep_ == "mark" for c in child.children
        ):
            yield Clause((token.i, token.i), content_spans.under(child, token), owner, "noun")


def _made_clear(token: "Token") -> Iterator[Clause]:
    """Read “made (it) clear that …”, where the grammar hangs the clause on any of the words."""
    doc = token.doc
    clear = next((t for t in doc[token.i + 1 : token.i + 3] if t.lower_ in ("clear", "plain")), None)
    if clear is None or clear.i + 1 >= len(doc):
        return
    after = doc[clear.i + 1]
    clause = after.lower_ == "that" or any(c.dep_ in SUBJECTS and c.left_edge.i == after.i for c in doc[after.i :])
    speaker = subject(token)
    if clause and speaker is not None and not negated(token):
        end = max(t.i for t in token.subtree)
        yield Clause((token.i, clear.i), content_spans.tidy(doc, range(after.i, end + 1)), speaker, "clause")


def _per(token: "Token") -> bool:
    """Tell “per the report,” from “crowns per day” and from Per Hansen: a phrase between commas with who says it."""
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
    """Take the clause that the phrase hangs on: at the edge of a sentence, the whole sentence."""
    doc = token.doc
    if token.lower_ == "according" and (token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to"):
        return
    to = doc[token.i + 1] if token.lower_ == "according" else token
    speaker = next((c for t in (to, token) for c in t.children if c.dep_ == "pobj"), None)
    if speaker is None:
        return
    phrase = {t.i for t in token.subtree} | {token.i, to.i} | {t.i for t in speaker.subtree}
    phrase = {i for i in phrase if i >= token.i}
    if speaker.pos_ == "NOUN" and (name := content_spans.after_comma(doc, max(phrase) + 1)):
        phrase |= set(name)
        speaker = doc[name[-1]]
    top = token.head
    while top.dep_ not in ("ROOT", "relcl") and not _own_clause(top):
        top = top.head
    content = {t.i for t in top.subtree} - phrase
    edge = _first_word(doc) >= token.i - 1 or max(phrase) >= len(doc) - 3
    if edge and top.dep_ != "relcl" and not _own_clause(top):
        content = {t.i for t in doc} - phrase
    yield Clause((token.i, to.i), content_spans.tidy(doc, content), speaker, "according")


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


def _aside(token: "Token", speaker: "Token") -> bool:
    """Tell whether “he said” is a parenthesis or a tail: a comma before it and no object of its own after it."""
    doc = token.doc
    start = min(token.i, speaker.left_edge.i)
    if start == 0 or doc[start - 1].text not in (",", "”", '"', "’", "—", "–", "-"):
        return False
    if token.dep_ in ("relcl", "acl") or token.tag_ == "VBG":
        return False
    told = addressee(token)
    held = [c for c in token.rights if c.dep_ in ("dobj", "ccomp", "xcomp") and c.i != speaker.i]
    return all(c is told or (told is not None and c.i == told.i) for c in held)
