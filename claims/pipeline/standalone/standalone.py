"""Word a claim so that it stands alone, or refuse when nobody could tell what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claims.pipeline.parse.parse import Parsed
from claims.pipeline.speakers.names import gender
from claims.pipeline.split import lexicon
from claims.pipeline.split.part import Part
from claims.pipeline.split.parts import accused
from claims.pipeline.standalone import dates, wording
from claims.pipeline.standalone.wording import Change, Wording

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

_THEY = lexicon.words("pointing", "plural_pronouns")
_PERSONS = lexicon.words("pointing", "persons")
_OWNERS = lexicon.words("pointing", "owners")
_PERSONAL = lexicon.words("pointing", "personal")
_DEMONSTRATIVE = lexicon.words("pointing", "demonstrative")
# "this year", "this newspaper": nothing lies before them that one would have to find
_SELF_EXPLAINING = lexicon.words("pointing", "self_explaining")
_FULL_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_POINTER_TAGS = frozenset(
    {"PRON", "DET", "ADJ", "NOUN", "NUM", "SCONJ"}
)  # the tagger takes "denied that" for any of them
_PLURAL = frozenset({"NNS", "NNPS"})
_NO_PERSON = frozenset(
    {"ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "EVENT", "LAW", "MONEY", "WORK_OF_ART", "PRODUCT"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that point to something that cannot be found with certainty: the rule says what kind of words.

    `token` is the first of them in its sentence.
    """

    rule: str
    token: int


def alone(
    parsed: Parsed,
    part: Part,
    *,
    speaker: str | None = None,
    people: Iterable[str] = (),
    assumed: Mapping[int, str] | None = None,
    published_on: date | None = None,
) -> Wording | Lost:
    """Return the part's words so that they stand alone, replacements and additions in square brackets.

    `speaker` is the name of who is quoted; `people` are full names from the article, for a pronoun or a bare surname.
    Nothing is replaced unless it is certain, or `assumed`: by the token's number, what it is taken to mean ("" leaves
    the word as it is). `published_on` tells which day "on Monday" was.
    """
    assumed = assumed or {}
    edits: list[Change] = []
    first = part.tokens[0]
    replaced: set[str] = set()  # "she … she" is replaced once
    for token in part.tokens:
        if token.lower_ in replaced:
            continue
        if token.i in assumed:
            edits += [put(token, assumed[token.i])] if assumed[token.i] else []
            continue
        answer = _pointing(parsed, part, token, people)
        if isinstance(answer, Lost):
            return answer
        if answer:
            edits.append(answer)
            replaced |= {token.lower_} & _PERSONAL
    if any(not c.certain for c in part.carried):
        return Lost("antecedent.relative", first.i)
    if part.form == "accusation" and (of := accused(part.tokens)) is not None:
        are = "are" if of.nbor(-1).tag_ in _PLURAL else "is"
        edits.append(Change(of.idx, of.idx, f"[{are} accused] ", "carried"))
    if part.form == "phrase" and part.head.pos_ in {"NOUN", "PROPN"}:
        were = "were" if part.head.tag_ in _PLURAL else "was"
        edits.append(Change(first.idx, first.idx, f"[There {were}] ", "carried"))
    if speaker and part.mode == "quoted":
        me = next((t for t in part.tokens if t.pos_ == "PRON" and t.lower_ in lexicon.FIRST_PERSON), None)
        if me is not None:
            after = me.doc[me.i + 1 : me.i + 2]
            behind = _end(after[0]) if after and after[0].text[0] in "'’" else _end(me)  # "I'm", "We’ve"
            words = f" [{speaker}]" if me.lower_ == "i" else f" [{speaker} speaking]"
            edits.append(Change(behind, behind, words, "speaker"))
    edits += dates.changes(parsed, part, published_on)
    return wording.write(parsed, part, edits)


def _pointing(parsed: Parsed, part: Part, token: "Token", people: Iterable[str]) -> Change | Lost | None:
    """Replace a word that points to something outside the part; Lost when what it means is not certain."""
    word = token.lower_
    if token.dep_ == "det" and word in _DEMONSTRATIVE and token.head.lemma_.lower() not in _SELF_EXPLAINING:
        noun = _same_noun(parsed, part, token.head)
        return put(token, noun) if noun else Lost("antecedent.demonstrative", token.i)
    if word == "such" and token.dep_ in {"amod", "predet"} and token.doc[token.i + 1 : token.i + 2].text != "as":
        return Lost("antecedent.demonstrative", token.i)
    whole = token.dep_ in _FULL_ROLES and token.pos_ in _POINTER_TAGS
    if whole and word in lexicon.POINTING and token.tag_ != "WDT" and not _picked(token):
        return Lost("antecedent.demonstrative", token.i)
    if whole and word in {"one", "ones"} and any(c.dep_ in {"det", "amod"} for c in token.children):
        return Lost("antecedent.pronoun", token.i)  # "the old one"
    # "her deputy, Samuel Rao, …" says who is meant
    owner = token.dep_ == "poss" and word in _OWNERS and not any(map(_names, token.head.children))
    if not (owner or (whole and word in _PERSONAL)) or _empty(token) or _inside(part, token):
        return None
    found = [] if _spoken(parsed, part) else _candidates(parsed, part, word, people)
    if len(found) != 1 or not (owner or token.dep_ in _SUBJECTS):
        return Lost("antecedent.pronoun", token.i)
    return put(token, found[0])


def put(token: "Token", words: str) -> Change:
    """Replace a word that points by words in brackets: he, his, this scheme, such ships."""
    if token.dep_ == "poss":
        owner = "’" if token.lower_ == "their" and words[-1] == "s" else "’s"
        return Change(token.idx, _end(token), f"[{words}{owner}]", "antecedent")
    last = token.head if token.dep_ in {"det", "amod", "predet"} and token.head.i > token.i else token
    return Change(token.idx, _end(last), f"[{words}]", "antecedent")


def _names(token: "Token") -> bool:
    """Her deputy, Samuel Rao; but her novel “Rain Ledger” is still hers."""
    first = token.left_edge
    return token.dep_ == "appos" and not (first.is_quote or (first.i > 0 and first.nbor(-1).is_quote))


def _spoken(parsed: Parsed, part: Part) -> bool:
    """Whoever speaks may mean things of their own, and a fact in passing things of its sentence.

    Words that begin the sentence without a quotation mark go on from the sentence before.
    """
    return part.mode == "presupposed" or (part.mode == "quoted" and part.start != parsed.starts[part.sentence])


def _picked(token: "Token") -> bool:
    """Those who left, each of the boats: what it means stands right behind it."""
    after = [c.dep_ for c in token.children if c.i > token.i]
    return bool(after) and (token.lower_ not in {"that", "those"} or bool({"relcl", "acl"} & {*after}))


def _candidates(parsed: Parsed, part: Part, word: str, people: Iterable[str]) -> list[str]:
    before = _before(parsed, part)
    if before is None:
        return []
    if word in _PERSONS:
        found = [_full(name, people) for name in _people(before, people)]
        return [name for name in found if gender(name) in {"", gender(word)}]
    return _things(before, plural=word in _THEY)


def _empty(it: "Token") -> bool:
    """It rains, it is clear that, it takes an hour to: nothing is meant."""
    if it.lower_ != "it":
        return False
    verb = it.head
    if verb.lemma_ in {"rain", "snow"}:
        return True
    return any(c.dep_ in {"ccomp", "csubj", "csubjpass"} for c in verb.children) or (
        verb.lemma_ in {"be", "take", "seem", "appear"}
        and any(g.dep_ in {"xcomp", "ccomp", "csubj", "advcl"} for c in verb.children for g in (c, *c.children))
    )


def _inside(part: Part, pronoun: "Token") -> bool:
    """The part itself names it before: "When the council met, it …". An object needs a noun beside its subject."""
    nouns = [t for t in part.tokens if t.i < pronoun.i and (t.pos_ in {"NOUN", "PROPN"} or t.tag_ in {"WDT", "WP"})]
    if pronoun.lower_ in _PERSONS:
        return any(t.pos_ == "PROPN" or t.dep_ in _SUBJECTS for t in nouns)
    amounts = sum(t.lower_ in lexicon.AMOUNTS or t.ent_type_ in {"DATE", "TIME"} for t in nouns)
    return len(nouns) - amounts > (pronoun.dep_ in {"dobj", "dative"})


def _before(parsed: Parsed, part: Part) -> "Doc | None":
    """Return the sentence before, when it is in the same paragraph."""
    last = part.sentence - 1
    if last < 0 or parsed.passages[last] != parsed.passages[part.sentence]:
        return None
    return parsed.docs[last]


def _people(doc: "Doc", people: Iterable[str]) -> list[str]:
    """Return who "he" or "she" could be: certain only when a sentence names one person, and as its subject."""
    surnames = {name.rsplit(" ", 1)[-1] for name in people}
    named = [
        c
        for c in doc.noun_chunks
        if c.root.pos_ == "PROPN"
        and (c.root.ent_type_ not in _NO_PERSON or c.root.text in surnames)
        and not _in_marks(c)
    ]
    if len({chunk.root.text for chunk in named}) == 1 and _role(named[0].root) not in _SUBJECTS:
        return []
    return sorted({" ".join(chunk.text.split()) for chunk in named})


def _in_marks(phrase: "Phrase") -> bool:
    """Return whether this is a title, “The Salt Road”, from who stands beside somebody's words."""
    doc = phrase.doc
    return (
        phrase.start > 0
        and doc[phrase.start - 1].is_quote
        and any(t.is_quote for t in doc[phrase.end : phrase.end + 1])
    )


def _things(doc: "Doc", *, plural: bool) -> list[str]:
    """Return what "it" or "they" could mean: the subjects and objects of the sentence before, of the right number."""
    found = []
    for chunk in doc.noun_chunks:
        head = chunk.root
        if _role(head) not in {*_SUBJECTS, "dobj"} or head.pos_ == "PRON" or head.ent_type_ in {"DATE", "TIME"}:
            continue
        if any(t.dep_ == "poss" and t.pos_ == "PRON" for t in chunk):
            continue  # "its last load" hangs on what we look for
        many = head.tag_ in _PLURAL and head.ent_type_ not in {"ORG", "GPE"}
        if many == plural and head.ent_type_ != "PERSON":
            found.append(chunk.text)
    return found


def _role(token: "Token") -> str:
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    return str(token.dep_)


def _same_noun(parsed: Parsed, part: Part, noun: "Token") -> str | None:
    """Find "this scheme" in the sentence before as "the scheme for …", when it is there just once."""
    before = _before(parsed, part)
    if before is None:
        return None
    same = [c for c in before.noun_chunks if c.root.lemma_.lower() == noun.lemma_.lower() and c.root.tag_ == noun.tag_]
    if len(same) != 1 or any(t.pos_ == "PRON" for t in same[0]):
        return None
    return _phrase(same[0].root)


def _phrase(noun: "Token") -> str:
    """Write a noun with what stands left of it and its "of …" or "for …"."""
    doc = noun.doc
    last = next((c.right_edge for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "for"}), noun)
    return " ".join(doc[noun.left_edge.i : last.i + 1].text.split())


def _full(name: str, people: Iterable[str]) -> str:
    longer = {other for other in people if other != name and other.endswith(f" {name}")}
    return longer.pop() if len(longer) == 1 else name


def _end(token: "Token") -> int:
    return int(token.idx) + len(token)
