"""Leave out what a pronoun cannot mean though its words fit: each and every one, an office, the name of a prize."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.speakers import cues, names
from claims.pipeline.speakers.subjects import can_speak
from claims.pipeline.split import lexicon
from claims.pipeline.standalone import binding, pointers
from claims.pipeline.standalone.referents import Named, Referent, fit
from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_NAMED_THINGS = word_list.load(Path(__file__).with_name("words") / "named_things.txt")
_BY_PEOPLE = lexicon.STATING | lexicon.words("pointing", "done_by_people")
_CAPTIONS = frozenset({"show", "picture", "see", "photograph", "display"})
_ANY = frozenset({"any", "each", "either", "every", "neither", "no"})
_MANNERS = frozenset({"for example", "for instance", "in fact", "in general", "in particular", "in person"})
_OFFICE_PREPOSITIONS = frozenset({"as", "for", "of"})
_OWN_CLAUSES = frozenset({"relcl", "advcl", "acl", "conj", "parataxis"})


def possible(named: Named, sentence: int, token: "Token", found: Iterable[Referent]) -> list[Referent]:
    """Return what of all that fits a pronoun of a sentence can be meant."""
    beside = [r for r in named.referents(sentence) if _stands_beside(token, r)]
    return [
        r
        for r in found
        if not any(applies(token, r) for applies, _ in _NEVER)
        and (r.sentence == sentence or not any(is_same(r, other) for other in beside))
    ]


def known(word: str, token: "Token", found: list[Referent]) -> list[Referent]:
    """Leave out what may be no person at all beside one whose name says so: Jonas Lidt told Politico that he …"""
    if word not in pointers.PERSONS or not any(_is_known(r) for r in found):
        return found
    return [r for r in found if not _is_doubtful(word, token, r)]


def is_same(one: Referent, other: Referent) -> bool:
    """Return whether two phrases name the same: a person's surname, the same words."""
    if one.words == other.words:
        return True
    ends = [r.words.lower().removeprefix("the ").rsplit(" ", 1)[-1] for r in (one, other)]
    return one.token.pos_ == other.token.pos_ == "PROPN" and ends[0] == ends[1]


def may_be(named: Named, name: "Token", word: str) -> bool:
    """Return whether the first name of somebody allows that he or she is meant."""
    words = " ".join(t.text for t in (*(c for c in name.lefts if c.dep_ == "compound"), name))
    return (names.gender(words) or names.gender(named.full(name.text))) in {"", names.gender(word)}


def is_hidden(named: Named, sentence: int, token: "Token", meant: Referent) -> bool:
    """Return whether somebody else is named before a pronoun who has no phrase of his own: the Trump campaign."""
    docs = [named.parsed.docs[k] for k in range(meant.sentence + 1, sentence)]
    return any(
        _hides(named, k, words, token.lower_, meant)
        for k, words in (*enumerate(docs, meant.sentence + 1), (sentence, token.doc[: token.i]))
        if words is not None
    )


def _hides(named: Named, sentence: int, words: "Iterable[Token]", word: str, meant: Referent) -> bool:
    seen = {i for r in named.referents(sentence) if r.kind == "person" for i in range(r.first, r.last + 1)}
    return any(
        t.text in named.surnames
        and t.i not in seen
        and may_be(named, t, word)
        and t.text != meant.words.rsplit(" ", 1)[-1]
        for t in words
    )


def is_spoken_of(r: Referent) -> bool:
    """Return whether somebody is a man or a woman by name, and does not speak in his turn."""
    asks = r.rank == 0 and r.token.head.lemma_ in cues.SPEECH_VERBS
    return r.kind == "person" and r.token.pos_ == "PROPN" and r.gender != "" and r.can_stand and not asks


def is_share(r: Referent) -> bool:
    """Return whether a phrase tells how many, which "these" would not say again: some incidents, more questions."""
    return r.span.exact.split(" ", 1)[0].lower() in pointers.SHARES


def in_caption(r: Referent) -> bool:
    """A house, for sale in Mill Lane, is shown: the picture is not there to be looked at."""
    verb = r.token.head
    return verb.lemma_ in _CAPTIONS and r.token.dep_ == "nsubjpass"


def is_one_of_list(word: str, r: Referent) -> bool:
    """Return whether "it" would be one of several things that are named together: weeds, crabgrass and leaves."""
    if word not in {"it", "its"} or r.plural or r.token.pos_ not in {"NOUN", "PROPN"}:
        return False
    return r.token.dep_ == "conj" or any(c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} for c in r.token.children)


def misread_subject(named: Named, sentence: int, word: str) -> bool:
    """Return whether a bare name is the main subject of a sentence and fits nothing: it may be a person's."""
    return any(
        r.rank == 0
        and r.token.head.dep_ == "ROOT"
        and r.token.pos_ == "PROPN"
        and " " not in r.words
        and not fit(word, r)
        and r.kind != "person"
        for r in named.referents(sentence)
    )


def may_be_no_person(r: Referent) -> bool:
    """A bare name beside other things, which only the name finder takes for somebody: of Patriot."""
    return r.kind == "perhaps_person" and r.rank > 1 and " " not in r.words


def _is_known(r: Referent) -> bool:
    return r.kind == "person" and r.token.pos_ == "PROPN"


def _is_doubtful(word: str, token: "Token", r: Referent) -> bool:
    if not r.kind.startswith("perhaps") or r.rank == 0:
        return False
    return fit(word, r) == "loose" or binding.is_addressed(token, r)


def _stands_beside(token: "Token", r: Referent) -> bool:
    """In "he criticised Trump" and "Trump asked him" two are named."""
    if r.token.pos_ != "PROPN" or token.dep_ == "poss" or r.token.i == token.i:
        return False
    is_subject = r.token.dep_ in pointers.SUBJECTS
    verb = token.head if token.dep_ != "pobj" else token.head.head
    if r.token.i < token.i and not (is_subject and r.token.head.i == verb.i):
        return False
    top = r.token
    while top.head.i != top.i and top.head.i != verb.i:
        if top.dep_ in _OWN_CLAUSES and top.pos_ in {"VERB", "AUX"}:
            return False
        top = top.head
    return top.head.i == verb.i and not (top.dep_ in _OWN_CLAUSES and top.pos_ in {"VERB", "AUX"})


def _is_anyone(_: "Token", r: Referent) -> bool:
    return any(c.dep_ == "det" and c.lower_ in _ANY for c in r.token.lefts)


def _is_office(_: "Token", r: Referent) -> bool:
    bare = r.token.tag_ == "NN" and not any(c.dep_ in {"det", "poss", "nummod"} for c in r.token.lefts)
    return bare and r.kind == "person" and r.token.dep_ == "pobj" and r.token.head.lower_ in _OFFICE_PREPOSITIONS


def _is_manner(_: "Token", r: Referent) -> bool:
    return r.token.dep_ == "pobj" and f"{r.token.head.lower_} {r.words.lower()}" in _MANNERS


def _is_apposed(_: "Token", r: Referent) -> bool:
    return r.token.dep_ == "appos" and r.token.pos_ == "NOUN" and r.token.head.pos_ == "PROPN" and r.kind == "person"


def _is_named_thing(token: "Token", r: Referent) -> bool:
    if token.lower_ not in pointers.PERSONS or r.token.pos_ != "PROPN" or r.kind == "pronoun":
        return False
    printed = r.words.lower().split()
    return len(printed) > 1 and printed[-1] in _NAMED_THINGS and not names.gender(r.words)


def _is_mark(_: "Token", r: Referent) -> bool:
    return not r.token.text[0].isalnum() or r.token.lower_ in {"n't", "n’t", "the"}


def _cannot_do(token: "Token", r: Referent) -> bool:
    """Forecasts believe, own and vote nothing: only people and bodies do."""
    if token.dep_ != "nsubj" or r.kind != "thing" or token.head.lemma_.lower() not in _BY_PEOPLE:
        return False
    return not any(c.dep_ == "auxpass" for c in token.head.children) and not can_speak(r.token)


_NEVER: tuple[tuple[Callable[["Token", Referent], bool], str], ...] = (
    (_is_anyone, "every delegate"),
    (_is_office, "ran for president"),
    (_is_manner, "came in person"),
    (_is_apposed, "Ada Brink, director of the museum and a trustee"),
    (_is_named_thing, "won the Kelton Award"),
    (_is_mark, "was n’t"),
    (_cannot_do, "Several forecasts were made. They believe …"),
)
