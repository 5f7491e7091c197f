"""Write what a noun means so that it can stand elsewhere: the whole phrase, with the article of what is known."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

LONGEST = 8  # words that hang on a noun
_HANGING = frozenset({"of", "for", "against", "between"})
_DROPPED = frozenset({"cc", "preconj", "punct", "mark", "advmod", "intj", "case"})
_ENDS = frozenset({"relcl", "acl", "appos", "advcl"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_QUANTIFIERS = lexicon.words("pointing", "quantifiers")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with what belongs to it, from its `first` to its `last` word."""

    first: "Token"
    last: "Token"

    @property
    def words(self) -> str:
        """The phrase as it stands inside of a sentence: "a house" is "the house" once it is known."""
        doc, first = self.first.doc, self.first
        text = " ".join(doc[first.i : self.last.i + 1].text.split())
        if first.lower_ in {"a", "an"}:
            return "the" + text[len(first) :]
        opens = first.i == 0 or not any(t.is_alpha for t in doc[: first.i]) or first.nbor(-1).is_quote
        if first.tag_ == "CD" and self.last.tag_ in {"NNS", "NNPS"} and first.ent_type_ != "DATE":
            return f"the {text[0].lower() if opens else text[0]}{text[1:]}"
        if opens and first.pos_ not in {"PROPN", "PRON"} and (first.lower_ == "the" or first.ent_type_ not in _NAMES):
            return text[0].lower() + text[1:]
        return text


def whole(noun: "Token", *, hanging: frozenset[str] = _HANGING) -> Phrase:
    """Return a noun with what stands left of it and its "of …" or "for …", without what only adds a fact."""
    doc, first = noun.doc, noun.left_edge.i
    if noun.dep_ == "nmod":  # the ferry’s crane: "the" hangs on the crane
        first = min(first, noun.head.left_edge.i)
    while first < noun.i and doc[first].dep_ in _DROPPED:
        first = doc[first].right_edge.i + 1 if doc[first].head.i == noun.i else first + 1
    last = noun.i
    for child in noun.rights:
        if child.left_edge.i != last + 1:
            break
        named = child.ent_iob_ == "I" and child.ent_type_ in _NAMES
        if child.dep_ == "nummod" or (child.dep_ == "prep" and (named or child.lower_ in hanging)):
            last = _end(child, last)
            continue
        break
    after = doc[last + 1] if last + 1 < len(doc) else noun
    if hanging is not _HANGING and last == noun.i and after.dep_ == "prep" and after.lower_ in hanging:
        last = _end(after, last)  # the parser may hang it on the verb
    return Phrase(doc[min(first, noun.i)], doc[last])


def _end(child: "Token", last: int) -> int:
    """Return the last word of what hangs on a noun, before a clause or a comma; when it is too long, of the noun."""
    words = child.doc[child.left_edge.i : child.right_edge.i + 1]
    stop = next((t.left_edge.i for t in words if t.dep_ in _ENDS), None)
    comma = next((t.i for t in words if t.is_punct and t.text not in {"-", "’", "'", "–"}), None)
    end = min((place for place in (stop, comma) if place is not None and place > child.i), default=words[-1].i + 1)
    kept = child.doc[child.left_edge.i : end]
    if len(kept) < 2 or len(kept) > LONGEST or any(t.pos_ == "PRON" or t.ent_type_ in {"DATE", "TIME"} for t in kept):
        return last
    return end - 1


def can_stand(phrase: Phrase, noun: "Token") -> bool:
    """Return whether a phrase says by itself what is meant: not "this plan", "no ship", "each boat", "its load"."""
    words = noun.doc[phrase.first.i : phrase.last.i + 1]
    if phrase.first.pos_ in {"ADP", "ADV"} or phrase.first.dep_ == "quantmod":
        return False  # "between 40 and 50 boats"
    if any(t.pos_ == "PRON" or t.tag_ in {"PRP$", "WP$"} or t.is_quote for t in words):
        return False
    own = [t for c in noun.lefts if c.dep_ in {"det", "predet", "amod"} for t in (c, *c.children)]
    return not any(c.lower_ in _QUANTIFIERS for c in own)
