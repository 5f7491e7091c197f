"""Tell which words point to something outside of them: he, its, this scheme, the old one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from claims.pipeline.split import lexicon

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

Pointer = Literal["pronoun", "demonstrative", "open_pronoun", "open_demonstrative"]

SHARES = frozenset({"few", "fewer", "half", "many", "more", "most", "several", "some"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PERSONS = lexicon.words("pointing", "persons")
PLURAL = lexicon.words("pointing", "plural_pronouns")
_FAMILIES = tuple(frozenset(family.split()) for family in ("he him his", "she her hers", "it its", "they them their"))
_OWNERS = lexicon.words("pointing", "owners")
_PERSONAL = lexicon.words("pointing", "personal")
_DEMONSTRATIVE = lexicon.words("pointing", "demonstrative")
# "this year", "this newspaper": nothing lies before them that one would have to find
_SELF_EXPLAINING = lexicon.words("pointing", "self_explaining")
_HERE = lexicon.words("pointing", "self_explaining_here")
_ANNOUNCED_WORDS = lexicon.words("pointing", "announced_words")
_GIVING_OUT = lexicon.words("pointing", "giving_out")
_ONES = frozenset({"one", "ones"})
_RECIPROCAL = frozenset({"each other", "one another", "among others", "amongst others"})
_FULL_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
# the tagger takes "denied that" for any of them
_POINTER_TAGS = frozenset({"PRON", "DET", "ADJ", "NOUN", "NUM", "SCONJ"})
_WEATHER = lexicon.words("pointing", "weather")
_SEEMING = lexicon.words("pointing", "seeming")
_BE = frozenset({"be", "’", "’s", "'s"})
_CLAUSES = frozenset({"ccomp", "csubj", "csubjpass", "xcomp", "advcl"})
_AS_IF = frozenset({"as", "if", "like", "though"})
_BOTH = ("his or her", "he or she", "him or her", "her or his", "she or he")
_FAR = 3  # verbs down from "it is", as in "it is worth noting that"


def read(token: "Token") -> Pointer | None:
    """Return how a word points to something else, and None when it means something by itself."""
    if token.lower_ not in _READ:
        return None
    return next((pointer for applies, pointer, _ in _RULES if applies(token)), None)


def family(word: str) -> frozenset[str]:
    """Return the pronouns that can mean the same as this one: he, him, his."""
    return next((family for family in _FAMILIES if word in family), frozenset())


def is_empty(it: "Token") -> bool:
    """Return whether nothing is meant: it rains, it is clear that, it takes an hour to, it was Ada who."""
    if it.lower_ != "it":
        return False
    if it.dep_ in {*SUBJECTS, "expl"} and it.head.dep_ == "ccomp" and it.head.pos_ == "ADJ":
        return True  # "made it clear that"
    return it.dep_ in {*SUBJECTS, "expl"} and any(applies(it.head) for applies, _ in _EMPTY)


def _whole(token: "Token") -> bool:
    return token.dep_ in _FULL_ROLES and token.pos_ in _POINTER_TAGS


def _determines(token: "Token") -> bool:
    """This scheme; not "this year", nor "those workers who left"."""
    if token.dep_ != "det" or token.lower_ not in _DEMONSTRATIVE or token.head.i < token.i:
        return False
    picked = token.lower_ in {"that", "those"} and any(c.dep_ in {"relcl", "acl"} for c in token.head.children)
    noun = token.head.lemma_.lower()
    known = noun in _SELF_EXPLAINING or (token.lower_ == "this" and noun in _HERE)
    return not known and not picked and not _follows(token)


def _follows(token: "Token") -> bool:
    """She released this statement: it stands behind these words."""
    noun = token.head
    given_out = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _GIVING_OUT
    return token.lower_ == "this" and noun.lemma_.lower() in _ANNOUNCED_WORDS and given_out


def _such(token: "Token") -> bool:
    """Such ships; not "ships such as ferries", nor "such force that the roof fell"."""
    if token.lower_ != "such" or token.dep_ not in {"amod", "predet"} or token.i + 1 == len(token.doc):
        return False
    so_that = any(c.dep_ in {"ccomp", "relcl", "acl"} for c in token.head.children)
    return token.nbor().lower_ != "as" and not so_that


def _stands_for(token: "Token") -> bool:
    """This, others, the latter; not "each other", nor "those with a degree"."""
    if not _whole(token) or token.lower_ not in lexicon.POINTING or token.tag_ == "WDT":
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    if token.lower_ == "that" and token.dep_ in {"pobj", "dobj"} and token.i < token.head.i:
        return False  # "the talk that Lobo asked for"
    return f"{before} {token.lower_}" not in _RECIPROCAL and not _picked(token)


def _picked(token: "Token") -> bool:
    """Those who left, those with a degree, each of the boats: what it means stands right behind it."""
    after = [c.dep_ for c in token.children if c.i > token.i]
    return bool(after) and (token.lower_ not in {"that", "those"} or bool({"relcl", "acl", "prep", "amod"} & {*after}))


def _old_one(token: "Token") -> bool:
    if token.lower_ not in _ONES:
        return False
    return _whole(token) and any(c.dep_ in {"det", "amod"} for c in token.children)


def _owns(token: "Token") -> bool:
    """His boat; "her deputy, Samuel Rao, …" says who is meant."""
    if token.dep_ != "poss" or token.lower_ not in _OWNERS or _either(token):
        return False
    return not any(map(_names, token.head.children))


def _names(token: "Token") -> bool:
    """Her deputy, Samuel Rao; but her novel “Rain Ledger” is still hers."""
    first = token.left_edge
    return token.dep_ == "appos" and not (first.is_quote or (first.i > 0 and first.nbor(-1).is_quote))


def _personal(token: "Token") -> bool:
    return _whole(token) and token.lower_ in _PERSONAL and not is_empty(token) and not _either(token)


def _either(token: "Token") -> bool:
    """His or her, he or she: anybody."""
    around = " ".join(t.lower_ for t in token.doc[max(0, token.i - 2) : token.i + 3])
    return any(both in around for both in _BOTH)


_RULES: tuple[tuple[Callable[["Token"], bool], Pointer, str], ...] = (
    (_determines, "demonstrative", "this scheme"),
    (_such, "open_demonstrative", "such ships"),
    (_stands_for, "open_demonstrative", "this cost 4 million crowns"),
    (_old_one, "open_pronoun", "the old one"),
    (_owns, "pronoun", "its mine"),
    (_personal, "pronoun", "it sank"),
)
# Every word that one of the rules may be about: nearly all words of an article are none of them.
_READ = lexicon.POINTING | _DEMONSTRATIVE | _OWNERS | _PERSONAL | _ONES | {"such"}


def _below(verb: "Token", depth: int) -> "list[Token]":
    """Return what hangs on a verb so many steps down, behind it."""
    if depth == 0:
        return []
    return [t for c in verb.children if c.i > verb.i for t in (c, *_below(c, depth - 1))]


def _that_clause(verb: "Token") -> bool:
    """It is clear that, it is worth noting that; "it said that" and "it wants to" have somebody who does it."""
    below = _below(verb, _FAR)
    if any(t.dep_ in {"csubj", "csubjpass"} for t in below):
        return True
    if verb.lemma_ in _BE or any(c.dep_ == "auxpass" for c in verb.children):
        return any(
            t.dep_ in {"ccomp", "acl"} and any(c.dep_ == "mark" and c.lower_ == "that" for c in t.children)
            for t in below
        )
    return verb.lemma_ in _SEEMING and any(t.dep_ in {"ccomp", "advcl", "xcomp"} for t in below)


def _for_to(verb: "Token") -> bool:
    """It takes an hour to vote, it is hard to swim; "it is set to close" is the mine's."""
    if verb.lemma_ not in _BE | {"take", "cost", "make"}:
        return False
    return any(t.dep_ in _CLAUSES or _to_do(t) for c in verb.children if c.i > verb.i for t in (c, *c.children))


def _to_do(verb: "Token") -> bool:
    """It is time to go."""
    return verb.dep_ in {"acl", "relcl"} and any(c.tag_ == "TO" for c in verb.children)


def _cleft(verb: "Token") -> bool:
    """It was Ada who sold the boats; "it is a house that burned" is a house."""
    if verb.lemma_ not in _BE:
        return False
    return any(
        c.dep_ == "attr" and c.pos_ == "PROPN" and any(g.dep_ == "relcl" for g in c.children) for c in verb.children
    )


def _weather(verb: "Token") -> bool:
    predicates = {c.lemma_.lower() for c in verb.children if c.dep_ in {"attr", "acomp"}}
    timed = any(c.dep_ == "attr" and c.ent_type_ in {"DATE", "TIME"} and c.tag_ != "CD" for c in verb.children)
    return verb.lemma_ in _WEATHER or (verb.lemma_ in _BE and (timed or bool(predicates & _WEATHER)))


_EMPTY: tuple[tuple[Callable[["Token"], bool], str], ...] = (
    (_weather, "it rained, it was dark, it was Monday"),
    (_that_clause, "it is clear that, it is worth noting that, it was said that"),
    (_for_to, "it takes an hour to, it is hard to"),
    (_cleft, "it was Ada who"),
    (lambda v: v.lemma_ in _SEEMING and any(t.lower_ in _AS_IF for t in _below(v, 2)), "it looked as if"),
)
