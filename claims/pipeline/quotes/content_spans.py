"""Cut the words that a cue reports out of its sentence, as token numbers."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from claims.pipeline.speakers import cues
from claims.pipeline.speakers.cues import Complement
from claims.pipeline.speakers.subjects import is_second_cue

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Token

_CLAUSE_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_ASKED = frozenset({"asked", "pressed", "questioned"})
_CIRCUMSTANCES = frozenset({"as", "when", "while", "after", "before", "since", "until"})


def behind_semicolon(token: "Token", speaker: "Token") -> bool:
    """Return whether a speaker with a cue that has its own object begins another clause: “A; the board denies it”."""
    doc, begin = token.doc, _whole_word(token.doc, speaker.left_edge.i)
    has_object = any(c.dep_ == "dobj" for c in token.rights)
    return has_object and 0 < begin <= token.i and doc[begin - 1].text == ";"


def without_day(doc: "Doc", words: frozenset[int]) -> frozenset[int]:
    """Return the words without the day on which they were said: “said on Friday the pier would close”."""
    kept = sorted(words)
    day = next((place for place, i in enumerate(kept[:3]) if doc[i].lower_ in cues.DAYS), None)
    if day is None or any(doc[i].lower_ not in ("on", "last", "late", "early") for i in kept[:day]):
        return words
    return frozenset(kept[day + 1 :])


def with_reason(doc: "Doc", words: frozenset[int]) -> frozenset[int]:
    """Return the words with a reason that the grammar hung on the cue: “said the pier would close because …”."""
    end = max(words, default=-1) + 1
    while 0 < end < len(doc) and (doc[end].is_quote or doc[end].text == ","):
        end += 1
    if not 0 < end < len(doc) or doc[end].lower_ not in ("because", "if", "unless", "until"):
        return words
    head = doc[end].head if doc[end].dep_ == "mark" else doc[end]
    return trim(doc, words | set(range(end, head.right_edge.i + 1)))


def with_means(doc: "Doc", words: frozenset[int]) -> frozenset[int]:
    """Return the words of an action with the means behind a comma: “promised to save money, in part by closing …”."""
    begin = max(words, default=-1) + 1
    while 0 < begin < len(doc) and (doc[begin].is_quote or doc[begin].text == ","):
        begin += 1
    by = next((t for t in doc[begin : begin + 3] if t.lower_ == "by"), None) if begin else None
    verb = None if by is None else next((c for c in by.children if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
    if by is None or verb is None or not doc[begin - 1].is_punct or any(t.is_punct for t in doc[begin : by.i]):
        return words
    return trim(doc, words | set(range(max(words) + 1, verb.right_edge.i + 1)))


def requested_action(token: "Token", verb: "Token") -> frozenset[int]:
    """Return what somebody is asked to do; in “urged the board to …” the board belongs to it."""
    words = words_under(verb, token)
    if token.lemma_ in ("urge", "ask", "call"):
        for child in token.rights:
            if child.dep_ in ("dobj", "prep") and child.right_edge.i < verb.i:
                words |= words_under(child, token) - {child.i if child.dep_ == "prep" else -1}
    return words


def stands_before(token: "Token") -> bool:
    """Return whether the words stand before their cue: “The pier will close, she said”."""
    return any(c.dep_ == "ccomp" and c.i < token.i for c in token.children)


def begins_with_question(doc: "Doc") -> bool:
    """Return whether a sentence begins with what somebody was asked: “Asked if the pier had closed, she said no”."""
    return doc[0].lower_ in _ASKED and doc[0].tag_ in ("VBN", "VBD")


def unattached_clause(token: "Token", at: int) -> frozenset[int]:
    """Return the clause that begins right after the cue when the grammar hung it elsewhere: a subject and its verb."""
    doc, at = token.doc, _behind_circumstances(token, at)
    if at < len(doc) and doc[at].lower_ == "that":
        at += 1
    if at + 1 >= len(doc) or doc[at].ent_type_ in ("DATE", "TIME") or doc[at].lower_ in ("who", "which", "that"):
        return frozenset()
    first = doc[at]
    subject_word = next(
        (t for t in (first, *first.ancestors) if t.left_edge.i == at and t.dep_ in _CLAUSE_SUBJECTS), None
    )
    if subject_word is None or subject_word.head.i <= subject_word.i or subject_word.head.i == token.i:
        return frozenset()
    return trim(doc, range(at, _clause_end(doc, subject_word.head.i)))


def _behind_circumstances(token: "Token", at: int) -> int:
    """Return where words begin behind whom, when and where they were said: “told reporters on Friday | he …”."""
    for child in token.rights:
        if child.left_edge.i == at and child.dep_ in ("prep", "npadvmod", "dobj", "dative", "advmod"):
            phrase = child.right_edge.i
            inside = next((t for t in token.doc[at : phrase + 1] if t.dep_ in ("relcl", "acl", "ccomp")), None)
            at = phrase + 1 if inside is None else inside.left_edge.i
    return at


def _clause_end(doc: "Doc", verb: int) -> int:
    """Return where a clause ends: before a semicolon, or before a participle behind a comma."""
    for place in range(verb, len(doc) - 1):
        if doc[place].text == ";" or (doc[place].text == "," and doc[place + 1].tag_ == "VBG"):
            return place
    return len(doc)


def that_clause(token: "Token") -> frozenset[int]:
    """Return the clause of “It was alleged during the trial that …”, which the grammar hangs on the noun before it."""
    subject_word = next((c for c in token.lefts if c.dep_ in ("nsubjpass", "expl")), None)
    if subject_word is None or subject_word.lower_ != "it":
        return frozenset()
    doc = token.doc
    that = next((t for t in doc[token.i + 1 : token.i + 8] if t.lower_ == "that" or t.is_punct), None)
    return frozenset() if that is None or that.is_punct else trim(doc, range(that.i, len(doc)))


def misattached_clause(token: "Token") -> "Token | None":
    """Return the clause right after the cue that the grammar hung on the verb above: “issued a note saying …”."""
    above = token.head
    for child in above.rights:
        if child.left_edge.lower_ in _CIRCUMSTANCES:
            continue  # “forecast as prices slump”
        if child.dep_ in ("ccomp", "advcl") and child.left_edge.i == token.i + 1 and child.i != token.i:
            return child
    return None


def name_after_comma(doc: "Doc", at: int) -> range:
    """Return the name between commas after a phrase: “the mayor at the time, Karl Fjeld, …”."""
    if at >= len(doc) or doc[at].text != ",":
        return range(0)
    end = at + 1
    while end < len(doc) and doc[end].pos_ == "PROPN" and end < at + 4:
        end += 1
    return range(at + 1, end) if end > at + 2 and end < len(doc) and doc[end].text == "," else range(0)


def is_infinitive(token: "Token") -> bool:
    """Return whether a verb is an infinitive: “to close the pier”."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def outside_parenthesis(token: "Token", speaker: "Token") -> frozenset[int]:
    """Return the sentence without the parenthesis around the cue, and without what goes on with another clause."""
    doc = token.doc
    begin, end = _parenthesis(token, speaker)
    words = set(range(_after_earlier_cue(doc, begin), begin))
    rest = [t for t in doc[end + 1 :] if not t.is_punct and not t.is_space]
    if any(any(map(str.isalnum, t.text)) for t in rest) and not any(applies(rest[0]) for applies, _ in OTHER_CLAUSES):
        words |= set(range(end + 1, len(doc)))
    return trim(doc, words)


# With what the words do not go on behind their parenthesis; an emoji behind the stop is no words either.
OTHER_CLAUSES: "tuple[tuple[Callable[[Token], bool], str], ...]" = (
    (lambda first: first.dep_ == "cc", "The ferry was late, Dunlop said, and left."),
    (
        lambda first: first.lower_ in ("but", "and", "as", "while", "when", "who"),
        "The ferry was late, Dunlop said, while rain fell.",
    ),
    (lambda first: first.tag_ == "VBG", "The ferry was late, Dunlop said, adding to it."),
)


def _parenthesis(token: "Token", speaker: "Token") -> tuple[int, int]:
    """Return the first and the last word of a cue with its speaker, listener and circumstances."""
    doc = token.doc
    begin = min(token.i, speaker.left_edge.i, *(c.i for c in token.lefts if c.dep_ == "auxpass" or c.lower_ == "it"))
    begin = _whole_word(doc, begin)
    end = max(token.i, speaker.right_edge.i if speaker.i > token.i else token.i)
    for child in token.rights:
        if child.dep_ not in ("ccomp", "parataxis", "punct", "conj", "cc") and child.left_edge.i <= end + 1:
            end = max(end, child.right_edge.i)
    closing = next((t.i for t in doc[max(token.i, speaker.i) + 1 :] if t.text == ","), None)
    if closing is not None and closing < end and _leads_on(doc, begin):
        end = closing - 1
    return begin, end


def _whole_word(doc: "Doc", at: int) -> int:
    """Return where a word with hyphens begins, with the owner before it: her co- | authors."""
    first = at
    while first > 1 and doc[first - 1].text == "-" and _end(doc[first - 1]) == doc[first].idx:
        first -= 1 if _end(doc[first - 2]) != doc[first - 1].idx else 2
    owned = first < at and doc[first - 1].dep_ in ("poss", "det")
    return first - 1 if owned else first


def _end(token: "Token") -> int:
    return int(token.idx) + len(token)


def _leads_on(doc: "Doc", begin: int) -> bool:
    """Return whether the words before a parenthesis need those behind it: “It is, says Dunlop, the oldest pier”."""
    last = next((t for t in reversed(doc[:begin]) if not t.is_punct and not t.is_space), None)
    if last is None:
        return False
    return last.lemma_ in ("be", "have") or last.tag_ in ("MD", "IN", "TO") or last.lower_ in ("a", "an", "the")


def _after_earlier_cue(doc: "Doc", begin: int) -> int:
    """Return where the words begin behind those of somebody else: “A, Dunlop said, and | B, the board added”."""
    for token in reversed(doc[:begin]):
        speaker = next((c for c in token.children if c.dep_ in _CLAUSE_SUBJECTS), None)
        if speaker is None or Complement.CLAUSE not in cues.speech_complements(token):
            continue
        start = min(token.i, speaker.left_edge.i)
        closing = next((t.i for t in doc[max(token.i, speaker.i) + 1 : begin - 1] if t.text == ","), None)
        if closing is not None and start and doc[start - 1].text == "," and doc[closing + 1].dep_ == "cc":
            return closing + 2
    return 0


def another_clause(doc: "Doc", after: int) -> range:
    """Return the clause that goes on behind a parenthesis with a subject of its own: “…, according to him, and B”."""
    if after < len(doc) and doc[after].text == ",":
        after += 1
    if after >= len(doc) or doc[after].dep_ != "cc":
        return range(0)
    verb = next((t for t in doc[after + 1 :] if t.dep_ == "conj" and t.i > after and t.left_edge.i > after), None)
    own = verb is not None and any(c.dep_ in _CLAUSE_SUBJECTS for c in verb.lefts)
    return range(after, len(doc)) if own else range(0)


def words_under(child: "Token", cue: "Token") -> frozenset[int]:
    """Return the words under `child` without what belongs to the cue: another attribution, a participle of saying."""
    words = {t.i for t in child.subtree}
    for token in child.subtree:
        if token.i == child.i:
            continue
        if (token.lower_ == "according" and token.i + 1 < len(token.doc)) or is_second_cue(token):
            words -= {t.i for t in token.subtree}
    words.discard(cue.i)
    return trim(child.doc, words)


def trim(doc: "Doc", words: Iterable[int]) -> frozenset[int]:
    """Return the words without punctuation and loose conjunctions at both ends."""
    kept = sorted(words)
    while kept and (doc[kept[-1]].is_punct or doc[kept[-1]].is_space or doc[kept[-1]].dep_ == "cc"):
        kept.pop()
    begin = 0
    while begin < len(kept) and (
        doc[kept[begin]].is_punct or doc[kept[begin]].is_space or doc[kept[begin]].dep_ == "cc"
    ):
        begin += 1
    return frozenset(kept[begin:])
