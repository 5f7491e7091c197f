"""Recognize what states nothing by itself: words without a verb or a subject, captions, orders, titles."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.rank.part_words import carries_verb, has_subject, lemma, on_verb
from claims.pipeline.split.part import Part
from claims.pipeline.split.parts import VERBS
from sources.word_list import load_table

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

ASKING = frozenset({"WRB", "WP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PARTICIPLES = frozenset({"VBG", "VBN"})
_UNDER = frozenset({"relcl", "acl", "advcl", "csubj"})
_TABLE = load_table(Path(__file__).with_name("outcomes.toml"))
_MISTAKEN = frozenset(_TABLE["mistaken"].split())
_POSING = frozenset(_TABLE["posing"].split())
_POINTERS = re.compile("|".join(_TABLE["pointers"].split("\n")).strip("|"))
_CREDITS = re.compile("|".join(_TABLE["credits"].split("\n")).strip("|"), re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MAX_CREDIT = 14  # words of a credit; in a longer sentence it stands beside something else
# What may stand before the verb of a part that does not say of whom it speaks.
_OPENERS = frozenset({"ADV", "AUX", "CCONJ", "PART", "PUNCT", "SCONJ", "SPACE"})
# What "Flour has not" and "they do as well" may have behind their verb.
_ELLIPTIC = frozenset({"as", "either", "not", "n't", "n’t", "so", "too", "well", "yet"})


def caption(part: Part) -> bool:
    """A credit, a pointer to other pages, or what a picture shows: “Brink speaks in Sorn on 4 May 2019”."""
    words = part.head.doc
    text = " ".join(t.text for t in words)
    if part.tokens[0].i < _MAX_CREDIT and _POINTERS.match(text):
        return True
    if len(words) <= _MAX_CREDIT and _CREDITS.search(text):
        return True
    posed = part.form == "main" and part.mode == "asserted" and part.head.tag_ == "VBZ"
    return posed and lemma(part.head) in _POSING and any(map(_is_day, part.tokens))


def _is_day(token: "Token") -> bool:
    """Return whether a word is the year of a whole date: 4 May 2019, and no "2019" alone."""
    near = [token.doc[i] for i in (token.i - 1, token.i - 2) if i >= 0]
    return _YEAR.fullmatch(token.text) is not None and any(t.ent_type_ == "DATE" and t.like_num for t in near)


def verbless(part: Part) -> bool:
    """No verb of its own: a title, a list, "a scheme that nobody liked"."""
    if part.form in {"phrase", "accusation"} or part.head.pos_ in VERBS or any(map(carries_verb, part.carried)):
        return False
    return not (_has_clause(part) or _headline_passive(part) or mistaken_verb(part))


def mistaken_verb(part: Part) -> bool:
    """Return whether a sentence has no verb because the tagger took it for a plural: the valley exports copper."""
    if part.form != "main" or part.head.doc[-1].text != "." or any(t.pos_ in VERBS for t in part.tokens):
        return False
    return any(
        t.tag_ == "NNS"
        and t.lemma_.lower() in _MISTAKEN
        and t.dep_ == "compound"
        and t.head.i == part.head.i > t.i
        and any(c.dep_ == "compound" and c.tag_ in {"NN", "NNP"} for c in t.lefts)
        for t in part.tokens
    )


def _headline_passive(part: Part) -> bool:
    """“Baker charged with theft”, “Forty boats sold in Sorn”: a headline leaves out "was", and every "the"."""
    if part.form != "main" or part.mode == "quoted" or any(c.dep_ == "det" for c in part.head.children):
        return False
    inside = {t.i for t in part.tokens}
    done = [c for c in part.head.children if c.dep_ == "acl" and c.tag_ in {"VBN", "VBD"} and c.i in inside]
    return len(done) == 1 and not any(t.is_punct and part.head.i < t.i < done[0].i for t in part.tokens)


def _has_clause(part: Part) -> bool:
    """Return whether some verb with a subject states something beside what only describes the top word."""
    inside = {t.i for t in part.tokens}
    for token in part.tokens:
        if token.tag_ not in _FINITE:
            continue
        verb = token.head if token.dep_[:3] == "aux" else token
        above = [t for t in (verb, *verb.ancestors) if t.i in inside]
        about = [c for t in (verb, token) for c in t.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i in inside]
        if about and not any(t.dep_ in _UNDER for t in above):
            return True
    return False


def is_finite(part: Part) -> bool:
    """Return whether a part has a tense: its own verb, an auxiliary, or a verb that was added in brackets."""
    own = [t for t in on_verb(part) if t.dep_[:3] == "aux"]
    added = any(map(str.isalpha, "".join(c.before + c.after for c in part.carried)))
    return added or any(t.tag_ in _FINITE for t in (part.head, *own))


def infinitive(part: Part) -> bool:
    """What somebody wants or is to do: "to “win many seats”", "(urged) the board to sell the mill"."""
    if part.form in {"phrase", "accusation"} or part.mode != "quoted":
        return False
    return part.head.tag_ == "VB" and not is_finite(part) and any(t.tag_ == "TO" for t in on_verb(part))


def subjectless(part: Part) -> bool:
    """Words of somebody that begin with their verb: "“closed 40 schools”" says of nobody that they did."""
    if part.mode != "quoted" or part.form != "main" or part.head.pos_ not in VERBS or has_subject(part):
        return False
    if part.head.tag_ == "VB" and not is_finite(part):
        return False
    before = [t for t in part.tokens if t.i < part.head.i]
    return all(t.pos_ in _OPENERS for t in before)


def participle(part: Part) -> bool:
    """“Closing the mill”, “the mill sold by Brandt”: no verb says when, or that it is so."""
    return (
        part.mode == "quoted"
        and part.form == "main"
        and part.head.tag_ in _PARTICIPLES
        and not (is_finite(part) or has_subject(part) or _has_clause(part))
    )


def elliptic(part: Part) -> bool:
    """“Flour has not”, “Yes, they will”, “It found that the mill:”: what was said before or follows says the rest."""
    head = part.head
    if part.form != "main" or part.carried:
        return False
    if _leads_in(part):
        return True
    after = [t for t in part.tokens if t.i > head.i and not t.is_punct]
    if lemma(head) == "be":
        return [t.dep_ for t in after] == ["neg"]
    is_auxiliary = lemma(head) in {"do", "have"} or head.tag_ == "MD"
    return is_auxiliary and all(t.lower_ in _ELLIPTIC for t in after)


def _leads_in(part: Part) -> bool:
    """Return whether the clause behind "that" has its verb only in the items of the list that follows."""
    open_clause = next((c for c in part.head.children if c.dep_ == "ccomp" and c.i > part.head.i), None)
    last = part.tokens[-1]
    ends = part.head.doc[last.i + 1 : last.i + 2]
    colon = last.text == ":" or (len(ends) == 1 and ends[0].text == ":" and ends[0].i == len(part.head.doc) - 1)
    return (
        colon
        and open_clause is not None
        and open_clause.pos_ in {"NOUN", "PROPN"}
        and any(c.dep_ == "mark" for c in open_clause.children)
        and not any(t.tag_ in _FINITE for t in open_clause.subtree)
    )


def title(part: Part) -> bool:
    """A title says what is told, not what is so: “How the harbour lost its crane”, “Seven lighthouses to sleep in”."""
    if part.form != "main" or part.mode == "quoted":
        return False
    first, head = part.tokens[0], part.head
    is_question_word = first.tag_ in ASKING and first.head.i == head.i and first.i < head.i
    # The tagger takes what is counted for a verb; a verb after “seven” would have no “s”.
    counted = first.tag_ == "CD" and first.lower_ not in {"one", "1"} and head.tag_ == "VBZ" and head.i == first.i + 1
    return is_question_word or counted


def order(part: Part) -> bool:
    """“Look at the sea”, and what a headline gives as somebody's order: “Mayor: stay at home”."""
    head = part.head
    if part.mode == "presupposed" or head.tag_ != "VB":
        return False
    labelled = [t.text for t in part.tokens[1:2]] == [":"] and head.i == part.tokens[0].i + 2
    states = any(c.dep_ in {"aux", "ccomp"} and c.i < head.i and c.lower_ != "do" for c in on_verb(part))
    return labelled or not (has_subject(part) or states)
