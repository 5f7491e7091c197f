"""A clause of a sentence while it is being split, and what grammar says of its verb."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.split.part import Form

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
COMMAS = frozenset({",", ";", "–", "—", "--", ":"})
DASHES = frozenset({"–", "—", "--"})
BRACKETS = frozenset({"(", ")", "[", "]"})
PLURAL = frozenset({"NNS", "NNPS"})
BEHIND = 1_000_000  # a place behind every word of a sentence
CLOSING_MARKS = {"“": "”", "‘": "’", '"': '"'}
_PLURAL_WORDS = frozenset({"we", "they", "police"})
_PERSONS = lexicon.words("split", "persons")
_NOT_IN_FRONT = lexicon.words("split", "discourse")
_CARRIED_ADVERBS = lexicon.words("split", "carried_adverbs")
_BEFORE_BARE = frozenset({"MD", "VB", "VBP", "VBD", "VBZ"})
_BE_HAVE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "'s", "’s", "'re", "'ve"}
)
_LOOSE = frozenset({"relcl", "appos", "acl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Placed:
    """Words to carry, in brackets before the first printed word whose number in the sentence is `before` or higher.

    `others` may be meant as well, where they are not `certain`.
    """

    before: int
    tokens: "tuple[Token, ...]" = ()
    lead: str = ""
    tail: str = ""
    certain: bool = True
    others: "tuple[tuple[Token, ...], ...]" = ()


@dataclass(frozen=True, slots=True)
class SplitClause:
    """A verb with its printed words, in order, and what it carries.

    `subject` is its whole subject, printed here or elsewhere; `front` what stands in front of it and holds for all its
    verbs; `noun` what a clause taken out of another says something about. A `form` other than "main" was taken out.
    """

    head: "Token"
    words: "tuple[Token, ...]"
    subject: "tuple[Token, ...]" = ()
    front: "tuple[Token, ...]" = ()
    carried: tuple[Placed, ...] = ()
    form: Form = "main"
    noun: "Token | None" = None

    def holds(self, token: "Token") -> bool:
        """Return whether a word is printed in this clause."""
        return token in self.words

    def without(self, *taken: "Iterable[Token]") -> "SplitClause":
        """Return the clause without these words, and without the commas that they leave behind."""
        gone = {t.i for tokens in taken for t in tokens}
        left = [t for t in self.words if t.i not in gone]
        return replace(self, words=tuple(tidy(left, gone)))


def in_doubt(made: SplitClause, whole: SplitClause) -> SplitClause:
    """Return what a rule made of a clause, in doubt of what it carries where the clause is.

    The end of the company, which was founded in 1911 and closed in 1950: either may have closed.
    """
    unsure = next((c for c in whole.carried if not c.certain), None)
    if unsure is None:
        return made
    return replace(made, carried=tuple(_in_doubt(placed, unsure) for placed in made.carried))


def _in_doubt(placed: Placed, unsure: Placed) -> Placed:
    words, length = placed.tokens, len(unsure.tokens)
    at = next((k for k in range(len(words)) if words[k : k + length] == unsure.tokens), None)
    if at is None or not placed.certain:
        return placed
    others = tuple((*words[:at], *other, *words[at + length :]) for other in unsure.others)
    return replace(placed, certain=False, others=others)


def of_region(head: "Token", words: "Sequence[Token]") -> SplitClause:
    """Return the clause of a stretch of words with this verb."""
    own = subject_phrase(head, words) or _subject_in_front(head, words)
    return SplitClause(head, tuple(words), own, front(head, words))


def _subject_in_front(head: "Token", words: "Sequence[Token]") -> "tuple[Token, ...]":
    """Return the subject that the parser took for the top word: "The tax, which was low, brought in 2 crowns"."""
    noun = head.head
    is_verb = head.tag_ == "VBD" and head.dep_ in {"acl", "relcl"} and noun.dep_ == "ROOT" and noun.i < head.i
    inside = {t.i for t in words if t.i < head.left_edge.i}
    return phrase(noun, inside) if is_verb and noun.i in inside else ()


def tidy(words: "Sequence[Token]", gone: "set[int]") -> "list[Token]":
    """Drop the commas, and the conjunctions, that only led to words which are gone.

    A pair of commas around what was taken out goes; one comma that still parts two things stays.
    """
    out = [token for k, token in enumerate(words) if not _is_left_behind(words, k, gone)]
    while out and (out[-1].text in COMMAS or (out[-1].dep_ in {"cc", "preconj"} and out[-1].tag_ == "CC")):
        out.pop()
    while out and (out[0].text in COMMAS or out[0].tag_ == "CC"):
        out.pop(0)
    return out


def _is_left_behind(words: "Sequence[Token]", k: int, gone: "set[int]") -> bool:
    """Return whether a word is a comma that only stood around what is gone; a semicolon parts two clauses."""
    token = words[k]
    if token.text not in COMMAS or token.text == ";":
        return False
    follows = words[k + 1] if k + 1 < len(words) else None
    if follows is not None and follows.i != token.i + 1 and _all_gone(token, follows, gone):
        return True
    before = k > 0 and words[k - 1].i != token.i - 1 and _opened(token, gone)
    return before and not (follows is not None and _is_next_in_list(follows))


def _is_next_in_list(token: "Token") -> bool:
    """Return whether a list goes on with a word: a new boat, (which is red), | the old pier and a film."""
    top = token
    while top.left_edge.i == top.head.left_edge.i and top.head.i != top.i:
        top = top.head
    return top.dep_ in {"conj", "appos"} and top.pos_ in {"NOUN", "PROPN"} and top.head.i < token.i


def _all_gone(comma: "Token", following: "Token", gone: "set[int]") -> bool:
    return all(i in gone for i in range(comma.i + 1, following.i))


def _opened(comma: "Token", gone: "set[int]") -> bool:
    """Return whether what was taken out in front of this comma began behind another comma, or began the sentence."""
    i = comma.i - 1
    while i >= 0 and (i in gone or comma.doc[i].is_space):
        i -= 1
    return i < 0 or comma.doc[i].text in COMMAS


def subject(head: "Token") -> "Token | None":
    """Return the subject that hangs on a verb itself."""
    found = None
    for child in head.children:  # a loop, since this is asked of nearly every word by each rule
        if child.dep_ in SUBJECTS:
            if child.i > head.i and found is not None:
                break
            found = child  # the nearest: "the best boat of the year, the Tarn is fast"
    return found


def subject_phrase(head: "Token", words: "Iterable[Token]") -> "tuple[Token, ...]":
    """Return the whole subject of a verb, among these words, without what it says in passing."""
    own = subject(head)
    inside = {t.i for t in words}
    if own is None or own.i not in inside:
        return ()
    joint = own.left_edge.nbor(-1) if own.left_edge.i else own
    first = next((c for c in head.lefts if c.dep_ in SUBJECTS and c.i < own.i), None)
    if first is not None and joint.tag_ == "CC":  # the parser takes "the club, founded in 1911, and its owner" for two
        return (*phrase(first, inside), joint, *phrase(own, inside))
    return phrase(own, inside)


def phrase(noun: "Token", inside: "set[int] | None" = None, *, members: bool = True) -> "tuple[Token, ...]":
    """Return a noun with all that belongs to it, without loose clauses, appositions and brackets behind it.

    Without `members` what is coordinated with it is left out as well.
    """
    gone = _in_passing(noun, members)
    kept = [t for t in noun.subtree if t.i not in gone and not t.is_space and (inside is None or t.i in inside)]
    if not members:
        last = max([noun.i, *(t.i for t in noun.subtree if t.i not in gone and t.is_alpha)])
        kept = [t for t in kept if t.i <= last]
    kept = _without_marks(_with_opening_mark(tidy(kept, gone), inside))
    return tuple(t for t in kept if t.text not in {"(", ")"} or _paired(t, kept))


def _in_passing(noun: "Token", members: bool) -> set[int]:
    """Return the places of what a phrase says in passing; without `members` also of what is joined to its noun."""
    gone: set[int] = set()
    for token in noun.subtree:
        taken = is_loose(token) or (not members and token.dep_ in {"conj", "cc", "preconj"} and token.head.i == noun.i)
        if taken and token.i != noun.i:
            gone |= {t.i for t in token.subtree}
    return gone


def _without_marks(words: "list[Token]") -> "list[Token]":
    """Leave the marks and conjunctions at both ends of a phrase out, but for quotation marks at its end."""
    while words and (_closes_nothing(words) or words[-1].tag_ == "CC"):
        words = words[:-1]
    while words and (words[0].text in COMMAS or words[0].text in {"(", ")"}):
        words = words[1:]
    return words


def _closes_nothing(words: "list[Token]") -> bool:
    """Return whether the last word is a mark that closes no title among these words."""
    last = words[-1]
    opened = any(CLOSING_MARKS.get(t.text) == last.text for t in words[:-1])
    return last.is_punct and not (last.is_quote and (opened or last.text in CLOSING_MARKS or last.text == "''"))


def _with_opening_mark(words: "list[Token]", inside: "set[int] | None") -> "list[Token]":
    """Return the words with the mark in front of them whose pair is among them: “The Salt Road”."""
    before = words[0].nbor(-1) if words and words[0].i else None
    if before is None or (inside is not None and before.i not in inside):
        return words
    marks = [t.text for t in words if t.text in {before.text, CLOSING_MARKS.get(before.text)}]
    opens = before.text in CLOSING_MARKS and marks.count(CLOSING_MARKS[before.text]) % 2 == 1
    return [before, *words] if opens and (before.text == '"' or before.text not in marks) else words


def _paired(mark: "Token", kept: "Sequence[Token]") -> bool:
    return {t.text for t in kept} >= {"(", ")"}


def is_loose(token: "Token") -> bool:
    """Return whether words behind a comma, dash or bracket say something in passing of the noun that they hang on."""
    if token.dep_ not in _LOOSE:
        return False
    first = token.left_edge
    return (first.i > 0 and first.nbor(-1).text in {",", "–", "—", "--", "(", "["}) or first.text in {"(", "["}


def subtree(token: "Token", words: "Iterable[Token]") -> "tuple[Token, ...]":
    """Return those of the words that hang on a token, and itself."""
    inside = {t.i for t in token.subtree}
    return tuple(t for t in words if t.i in inside)


def auxiliaries(head: "Token") -> "list[Token]":
    """Return what stands before a verb and makes its tense, mood or denial: has, may, did not, to."""
    return [c for c in head.lefts if c.dep_ in AUXILIARIES]


def is_finite(head: "Token") -> bool:
    """Return whether a verb has a tense of its own: closed, has closed, may close; not "to close", "closing"."""
    return head.tag_ in FINITE or any(c.tag_ in FINITE for c in head.lefts if c.dep_ in AUXILIARIES)


def is_denied(head: "Token") -> bool:
    """Return whether a verb is denied: did not, never."""
    if any(c.dep_ == "neg" or c.lower_ in {"never", "not", "n't", "n’t"} for c in head.children):
        return True
    own = subject(head)  # "At no point did we say"
    turned = own is not None and any(a.i < own.i for a in auxiliaries(head))
    return turned and any(c.dep_ == "prep" and any(t.lower_ == "no" for t in c.subtree) for c in head.lefts)


def is_person(noun: "Token") -> bool:
    """Return whether a noun names a person: Anna Reed, the nurse."""
    return noun.ent_type_ == "PERSON" or (noun.pos_ == "NOUN" and noun.lemma_.lower() in _PERSONS)


def are_many(noun: "Token") -> bool:
    """Return whether a noun is of many, by its form or with those that are joined to it."""
    return noun.tag_ in PLURAL or any(c.dep_ == "conj" for c in noun.children)


def is_plural(phrase: "Sequence[Token]") -> bool:
    """Return whether a subject is of many."""
    inside = {t.i for t in phrase}
    top = next((t for t in phrase if t.head.i == t.i or t.head.i not in inside), phrase[-1])
    joined = any(t.dep_ == "conj" and t.head.i == top.i for t in phrase)
    return joined or top.tag_ in PLURAL or top.lower_ in _PLURAL_WORDS


def is_past(head: "Token", *, perfect: bool = False) -> bool:
    """Return whether a verb tells what was: closed; with `perfect` also what has been done, has closed."""
    if perfect and any(c.lower_ in {"has", "have", "had"} and c.dep_ == "aux" for c in head.lefts):
        return True
    tags = {c.tag_ for c in (head, *auxiliaries(head)) if c.tag_ in FINITE}
    return bool(tags) and tags <= {"VBD"}


def front(head: "Token", words: "Sequence[Token]") -> "tuple[Token, ...]":
    """Return the words of time and place that stand before the subject, as in "In 2016 the state sold …"."""
    own = subject(head)
    if own is None:
        return ()
    first = min(t.i for t in own.subtree)
    found: list[Token] = []
    for child in head.lefts:
        if child.i < first and child.lower_ not in _NOT_IN_FRONT and _says_when_or_where(child):
            found += [t for t in words if t.i in {s.i for s in child.subtree} and t.text not in COMMAS]
    return tuple(found)


def _says_when_or_where(child: "Token") -> bool:
    """Return whether words in front of a subject are its time or place, not another name for it."""
    if child.dep_ == "npadvmod":
        return child.ent_type_ in {"DATE", "TIME"}
    return child.dep_ == "prep" and not _is_discourse(child)


def _is_discourse(prep: "Token") -> bool:
    return " ".join(t.lower_ for t in prep.subtree if not t.is_punct) in _NOT_IN_FRONT


def marks(clause: "Token") -> "Iterator[Token]":
    """Yield the words that introduce a clause: because, after, when."""
    yield from (
        c for c in clause.lefts if c.dep_ == "mark" or (c.dep_ == "advmod" and (c.tag_ == "WRB" or c.lower_ == "so"))
    )


def around(words: "Sequence[Token]") -> "list[Token]":
    """Return the brackets, or the dashes, around words, which go with them."""
    doc, first, last = words[0].doc, words[0].i - 1, words[-1].i + 1
    before = doc[first] if first >= 0 else None
    after = doc[last] if last < len(doc) else None
    found = [before] if before is not None and before.text in {"(", "["} | DASHES else []
    if after is not None and (after.text in {")", "]"} or (found and {found[0].text, after.text} <= DASHES)):
        found.append(after)
    return found


def shared_auxiliaries(verb: "Token", joined: "Token", joint: "Token | None") -> "list[Token]":
    """Return "has", "may", "did not" of the first verb, when one that is joined to it has no tense of its own."""
    adverbs = [c for c in verb.lefts if c.lower_ in _CARRIED_ADVERBS]
    if _is_unreal(verb, joined):
        return sorted({*auxiliaries(verb), *adverbs}, key=lambda t: t.i)
    own = auxiliaries(joined)
    denied = joint is not None and joint.lower_ == "or"
    shared = [a for a in auxiliaries(verb) if a.dep_ != "neg" or denied]
    if is_finite(joined) or joined.tag_ == "VBD" or not _have_tense(shared):
        return adverbs if not own else []
    return _of_no_tense(joined, own, shared, adverbs)


def _of_no_tense(joined: "Token", own: "list[Token]", shared: "list[Token]", adverbs: "list[Token]") -> "list[Token]":
    """Return what a verb without a tense shares: may | sell ten aircraft, was | rebuilt."""
    if _has_object(joined):
        shared = [a for a in shared if a.dep_ != "auxpass"]  # "was born and studied law"
    if own:  # "has been closed and been sold"
        shared = [a for a in shared if a.tag_ in FINITE]
    if not _have_tense(shared) or (joined.tag_ == "VB" and not any(map(_takes_bare, shared))):
        return adverbs
    return sorted({*shared, *adverbs}, key=lambda t: t.i)


def _is_unreal(verb: "Token", joined: "Token") -> bool:
    """Could have won and put | the game to bed: what did not happen; the tagger takes its participle for a past."""
    before = {a.lower_ for a in auxiliaries(verb)}
    either = joined.tag_ in {"VBN", "VBD"} and (joined.lower_.endswith("ed") or joined.lower_ == joined.lemma_.lower())
    return either and not auxiliaries(joined) and "have" in before and any(a.tag_ == "MD" for a in auxiliaries(verb))


def _takes_bare(auxiliary: "Token") -> bool:
    """Return whether a bare verb can stand behind: may, did, to."""
    return auxiliary.tag_ in _BEFORE_BARE and auxiliary.lower_ not in _BE_HAVE


def _have_tense(verbs: "list[Token]") -> bool:
    return any(v.tag_ in FINITE for v in verbs)


def _has_object(verb: "Token") -> bool:
    """Return whether a verb has an object, or is taken for what describes it: born and | studied law."""
    return verb.dep_ in {"amod", "compound"} or any(c.dep_ in {"dobj", "attr"} for c in verb.children)
