"""Take lists apart whose members have a figure or a place of their own: 3 percent in Lund, 5 percent in Varn."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.pipeline.split.clause import BEHIND, DASHES, VERBS, Placed, SplitClause, phrase, subject, subtree

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_DATES = frozenset({"DATE", "TIME"})
_SHARES = frozenset({"all", "few", "half", "many", "most", "none", "several", "some"})


def figures(clause: SplitClause) -> list[SplitClause] | None:
    """Prices rose by 3 percent in Lund, 5 percent in Varn: [Prices rose by] 5 percent in Varn."""
    members = _members([t for t in clause.words if t.i > clause.head.i])
    if len(members) < 2 or not all(map(_has_figure_and_place, members)):
        return None
    first = next(t.i for t in members[0] if _is_figure(t))
    lead = tuple(t for t in clause.words if t.i < first)
    if not lead or any(_figure_place(m) != _figure_place(members[0][_at(members[0], first) :]) for m in members[1:]):
        return None
    last = members[-1]
    out = [clause.without(*members[1:])]
    lead = (*(t for p in clause.carried for t in p.tokens), *lead)
    for member in members[1:]:
        words = [t for t in member if t.text != "." or member is not last]
        out.append(
            SplitClause(
                clause.head, tuple(words), clause.subject, (), (Placed(words[0].i, lead),), clause.form, clause.noun
            )
        )
    return out


def _at(member: "list[Token]", number: int) -> int:
    return next(k for k, t in enumerate(member) if t.i == number)


def _members(words: "list[Token]") -> "list[list[Token]]":
    """Cut words at commas and "and"."""
    members: list[list[Token]] = [[]]
    for token in words:
        if token.text in {",", ";"} or (token.tag_ == "CC" and token.lower_ in {"and", "but"}):
            members.append([])
        else:
            members[-1].append(token)
    return [m for m in members if m]


def _is_figure(token: "Token") -> bool:
    return (token.like_num or token.text in {"$", "€", "£"}) and token.ent_type_ not in _DATES


def _has_figure_and_place(member: "list[Token]") -> bool:
    if any(t.pos_ in VERBS for t in member[1:]) or not any(map(_is_figure, member)):
        return False
    number = next(k for k, t in enumerate(member) if _is_figure(t))
    return any(t.tag_ in {"IN", "TO"} for t in member[number + 1 :])


def _figure_place(member: "list[Token]") -> bool:
    return _is_figure(member[0])


def gapped(clause: SplitClause) -> list[SplitClause] | None:
    """The Reds won 40 seats, the Greens 31: the Greens [won] 31 [seats]."""
    counted = _counted(clause)
    if counted is None:
        return None
    number, thing = counted
    behind = [t for t in clause.words if t.i > thing.i]
    cut = next((t.i for t in behind if t.text in {",", ";"} or t.tag_ == "CC"), None)
    if cut is None:
        return None
    members = _members([t for t in behind if t.i > cut and (not t.is_punct or t.text in {",", ";"})])
    unit = thing.lemma_ if not thing.like_num else ""
    if not members or not all(_is_gapped(m, unit) for m in members):
        return None
    noun = tuple(t for t in clause.words if number.i < t.i <= thing.i)
    return [clause.without(*members), *(_with_verb(clause, member, noun, thing) for member in members)]


def _counted(clause: SplitClause) -> "tuple[Token, Token] | None":
    """Return the figure and the noun of what a clause counts: won | 40 | seats; a place in a race is both."""
    things = [c for c in clause.head.children if c.dep_ in {"dobj", "attr", "acomp"} and c.i > clause.head.i]
    if not things or not clause.subject:
        return None
    number = things[0] if things[0].like_num else next((c for c in things[0].children if c.dep_ == "nummod"), None)
    return (number, things[0]) if number is not None else None


def _with_verb(clause: SplitClause, member: "list[Token]", noun: "tuple[Token, ...]", thing: "Token") -> SplitClause:
    """Give a name and its figure the verb and the noun that are left out: the Greens [won] 31 [seats]."""
    number = next(t.i for t in member if t.like_num)
    verb = tuple(t for t in clause.words if clause.subject[-1].i < t.i <= clause.head.i)
    after = next((t.i for t in member if t.i > number and not t.like_num), BEHIND)
    is_named = any(t.lemma_ == thing.lemma_ for t in member if t.i > number)
    placed = (Placed(number, verb), *([Placed(after, noun)] if noun and not is_named else []))
    own = tuple(t for t in member if t.i < number)
    return SplitClause(clause.head, tuple(member), own, (), placed, clause.form, clause.noun)


def _is_gapped(member: "list[Token]", unit: str) -> bool:
    """Return whether words are a name or noun and then its figure, and nothing else."""
    tail = next((k for k, t in enumerate(member) if t.tag_ == "IN"), len(member))
    member = member[:tail]
    if unit and len(member) > 1 and member[-1].lemma_ == unit:
        member = member[:-1]  # "the Greens 18 percent"
    numbers = [k for k, t in enumerate(member) if t.like_num]
    return (
        bool(numbers)
        and numbers[0] > 0
        and numbers == list(range(numbers[0], len(member)))
        and member[numbers[0] - 1].pos_ in {"NOUN", "PROPN"}
        and not any(t.pos_ in VERBS for t in member)
    )


def group(clause: SplitClause, whole: "Sequence[Token]") -> "tuple[Token, ...]":
    """Return what a second number counts some of as well: none | of the 40 schools | closed, and two opened a gym."""
    top = subject(clause.head)
    if len(whole) != 1 or top is None or not all(t.like_num or t.lower_ in _SHARES for t in (top, whole[0])):
        return ()
    of = next((c for c in top.rights if c.lower_ == "of" and clause.holds(c)), None)
    return subtree(of, clause.subject) if of is not None else ()


def comparison(clause: SplitClause) -> list[SplitClause] | None:
    """The port handled 40 ships, twice as many as Varn: [the port handled] twice as many as Varn."""
    for token in clause.words:
        if not clause.subject or token.i < clause.head.i:
            continue
        if token.lower_ not in {"many", "much"} and not (token.tag_ in {"JJR", "RBR"} and token.i > token.left_edge.i):
            continue
        words = subtree(token, clause.words)
        doc, first, after = token.doc, words[0].i, words[-1].i + 1
        closed = after >= len(doc) or doc[after].is_punct
        if doc[first - 1].text not in {",", *DASHES} or not closed or not _compares(words):
            continue
        verb = tuple(t for t in clause.words if clause.subject[-1].i < t.i <= clause.head.i)
        placed = (Placed(first, (*clause.subject, *verb)),)
        return [clause.without(words), SplitClause(token, words, clause.subject, (), placed, "relative", clause.head)]
    return None


def _compares(words: "Sequence[Token]") -> bool:
    """As many as, 10 percent fewer than."""
    lower = [t.lower_ for t in words]
    return lower.count("as") > 1 or ("than" in lower and any(t.like_num for t in words))


def each_of_two(clause: SplitClause) -> list[SplitClause] | None:
    """Both Lund and Varn lost jobs, Lund and Varn each lost jobs: one claim for each."""
    pair = _pair(subject(clause.head), clause)
    if pair is None:
        return None
    first, second, between = pair
    marker = [
        t
        for t in clause.words
        if t.i < clause.head.i and (t.lower_ == "each" or (t.lower_ == "both" and t.i < first[0].i))
    ]
    if len(marker) != 1:
        return None
    one = clause.without(second, between, marker)
    other = clause.without(first, between, marker)
    return [replace(one, subject=tuple(first)), replace(other, subject=tuple(second))]


def respectively(clause: SplitClause) -> list[SplitClause] | None:
    """Lund and Varn finished second and fifth respectively: Lund finished second; Varn finished fifth."""
    word = next((t for t in clause.words if t.lower_ == "respectively"), None)
    pair = _pair(subject(clause.head), clause)
    if word is None or pair is None:
        return None
    first, second, between = pair
    joined = [t for t in clause.words if t.dep_ == "conj" and t.i > clause.head.i and clause.holds(t.head)]
    if len(joined) != 1:
        return None
    mine, theirs, kept = _answers(clause, joined[0])
    cc = [t for t in clause.words if t.tag_ == "CC" and mine[-1].i < t.i < theirs[0].i]
    one = clause.without(second, between, [word], kept, cc)
    other = clause.without(first, between, [word], mine, cc)
    return [replace(one, subject=tuple(first)), replace(other, subject=tuple(second))]


def _answers(clause: SplitClause, joined: "Token") -> "tuple[tuple[Token, ...], tuple[Token, ...], list[Token]]":
    """Return what answers to the first and to the second name, and the second without the unit that both have."""
    theirs = subtree(joined, clause.words)
    if not joined.head.like_num or theirs[-1].i + 1 >= len(joined.doc):
        return phrase(joined.head, {t.i for t in clause.words}, members=False), theirs, list(theirs)
    theirs = tuple(t for t in theirs if t.like_num or t.pos_ == "NUM") or theirs
    kept = [t for t in theirs if t.i != joined.i or t.lower_ not in {"million", "billion", "thousand"}]
    return (joined.head,), theirs, kept


def _pair(own: "Token | None", clause: SplitClause) -> "tuple[list[Token], list[Token], list[Token]] | None":
    """Return the words of two nouns that are the subject together, and those between them."""
    if own is None or not clause.subject or not clause.holds(own):
        return None
    cc = [t for t in clause.subject if t.tag_ == "CC" and t.lower_ in {"and", "&"}]
    if len(cc) != 1 or not _are_two(own, clause):
        return None
    skip = {"each", "both"}
    first = [t for t in clause.subject if t.i < cc[0].i and t.lower_ not in skip]
    second = [t for t in clause.subject if t.i > cc[0].i and t.lower_ not in skip]
    if not first or not second or any(b.i - a.i > 1 for a, b in pairwise(second)):
        return None
    return first, second, cc


def _are_two(own: "Token", clause: SplitClause) -> bool:
    """Return whether a subject is two nouns: not "the first and second prizes", not a list of three."""
    return any(c.dep_ == "conj" for c in own.children) and not any(t.text in {",", ";"} for t in clause.subject)
