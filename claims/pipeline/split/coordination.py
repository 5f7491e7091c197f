"""Take clauses and verb phrases that are joined by "and" or "but" apart, each with the words that hold for all."""

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon, lists
from claims.pipeline.split.clause import (
    COMMAS,
    FINITE,
    VERBS,
    Placed,
    SplitClause,
    auxiliaries,
    front,
    is_denied,
    is_finite,
    is_past,
    is_plural,
    marks,
    phrase,
    shared_auxiliaries,
    subject,
    subject_phrase,
    subtree,
)
from claims.pipeline.split.participle import with_object

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_CONDITIONS = lexicon.words("split", "conditions")
_UNTIL = frozenset({"once", "till", "until"})
_SCOPED = lexicon.words("split", "scoped_subjects")
_DENIALS = lexicon.words("split", "denials")
_WITHOUT_OBJECT = lexicon.words("split", "verbs_without_object")
_RELATIVES = frozenset({"WDT", "WP"})
_NOBODY = frozenset({"no", "none", "nobody", "neither"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp"})
_PAIRING_DEPS = frozenset({"preconj", "cc", "advmod"})
_PAIRS = frozenset({"either", "neither", "only", "whether"})
_OBJECTS = frozenset({"dobj", "dative", "oprd", "attr", "acomp", "xcomp", "ccomp"})


def coordinated(clause: SplitClause) -> list[SplitClause] | None:
    """Return the clause without the last verb that is joined to it, and that verb's own clause; None when none is."""
    for verb, joined in _joined(clause):
        if (taken := _apart(clause, verb, joined)) is not None:
            return taken
    return None


def _joined(clause: SplitClause) -> "list[tuple[Token, Token]]":
    """Return (verb, joined verb) for the clause's own verb and the verbs of its complements."""
    found = []
    chain = [clause.head]
    while chain:
        verb = chain.pop()
        for child in verb.children:
            if not clause.holds(child):
                continue
            is_joined = child.dep_ == "conj" or (child.dep_ == "dep" and child.tag_ == verb.tag_ == "VBD")
            if is_joined and (joined := _verb_of(child)) is not None and clause.holds(joined):
                found.append((_of_its_tense(clause, verb, joined), joined))
            elif child.dep_ in _COMPLEMENTS and child.pos_ in VERBS and child.i > verb.i:
                chain.append(child)
    return found


def _of_its_tense(clause: SplitClause, verb: "Token", joined: "Token") -> "Token":
    """Return the verb that a joined one goes with: in "plans to sell it and has asked" not the nearest one."""
    if not is_finite(joined) or subject(joined) is not None:
        return verb
    if _is_of_who_says(clause, verb, joined):
        return verb.head
    while not is_finite(verb) and verb.i != clause.head.i and clause.holds(verb.head):
        verb = verb.head
    return verb


def _is_of_who_says(clause: SplitClause, verb: "Token", joined: "Token") -> bool:
    """Return whether a joined verb is the speaker's: accepted that it had been late | and denied that anybody knew."""
    says = joined.lemma_.lower() in lexicon.SPEECH_VERBS and any(c.dep_ == "ccomp" for c in joined.children)
    shifted = joined.tag_ == "VBD" and any(a.lower_ == "had" for a in auxiliaries(verb))
    return verb.dep_ == "ccomp" and clause.holds(verb.head) and verb.head.tag_ == joined.tag_ and (says or shifted)


def _verb_of(conj: "Token") -> "Token | None":
    """Return the verb of a joined phrase; the tagger takes "and studied law" for a studied law."""
    if conj.pos_ in VERBS:
        return conj
    first = next((t for t in conj.subtree if t.pos_ != "ADV"), conj)
    if (
        first.i < conj.i
        and first.tag_ in {"VBN", "VBD"}
        and first.dep_ in {"amod", "compound"}
        and first.head.i == conj.i
    ):
        return first
    return None


def _apart(clause: SplitClause, verb: "Token", joined: "Token") -> list[SplitClause] | None:
    phrase_head = joined.head if joined.dep_ in {"amod", "compound"} else joined
    words = subtree(phrase_head, clause.words)
    if subject(joined) is None and (misplaced := _misplaced_subject(clause, verb, joined)):
        return _with_misplaced(clause, verb, joined, misplaced, words)
    joint = _joint(phrase_head, verb, clause)
    if (denied := _inverted(clause, verb, joined, joint, words)) is not None:
        return denied
    if not words or _is_blocked(clause, verb, joined, joint):
        return None
    opening = [t for t in marks(joined) if t.lower_ == "that"]
    own = [t for t in words if t not in opening and t != joint]
    rest = clause.without(words, [joint] if joint is not None else [], _pairing(verb))
    if verb.i != clause.head.i:
        return _in_complement(clause, verb, joined, rest, own, either=joint is not None and joint.lower_ == "or")
    mine = subject(joined)
    if mine is not None and _is_of_same_noun(clause, mine, own):
        own.remove(mine)
    elif mine is not None and clause.holds(mine):
        child = _with_subject(clause, joined, own, parted=_is_parted(phrase_head))
        return [with_object(rest, verb, joined, joint), _with_antecedent(clause, verb, child)]
    shared = _sharing(clause, verb, joined, joint, own)
    return [with_object(rest, verb, joined, joint), shared] if shared is not None else None


def _is_of_same_noun(clause: SplitClause, pronoun: "Token", own: "list[Token]") -> bool:
    """Which was built in 1911 and which burned: of the same noun."""
    return pronoun.tag_ in _RELATIVES and clause.form == "relative" and pronoun in own


def _sharing(
    clause: SplitClause, verb: "Token", joined: "Token", joint: "Token | None", own: "list[Token]"
) -> SplitClause | None:
    """Return a joined verb's clause with the subject, and the time in front, of the first one."""
    if not clause.subject or clause.subject[0].tag_ in _RELATIVES:
        return None
    carried = (*clause.front, *_kept_subject(clause), *shared_auxiliaries(verb, joined, joint))
    placed = (Placed(own[0].i, carried, tail=_added_auxiliary(clause, verb, joined)),)
    return SplitClause(joined, tuple(own), clause.subject, clause.front, placed, clause.form, clause.noun)


def _inverted(
    clause: SplitClause, verb: "Token", joined: "Token", joint: "Token | None", words: "tuple[Token, ...]"
) -> list[SplitClause] | None:
    """The mayor did not resign, nor did he apologise: [the mayor did not] apologise."""
    own, first = subject(joined), subject(verb)
    if joint is None or joint.lower_ != "nor" or own is None or first is None or not is_denied(verb):
        return None
    auxiliary = next((t for t in auxiliaries(joined) if t.tag_ in FINITE), None)
    behind = tuple(t for t in words if t.i > own.right_edge.i)
    if auxiliary is None or auxiliary.i > own.i or not behind:
        return None
    same = own.pos_ == "PRON" and is_plural(clause.subject) == (own.lower_ == "they")
    whole = clause.subject if same else phrase(own)
    placed = Placed(behind[0].i, whole, tail=f" {auxiliary.lower_} not")
    denied = SplitClause(joined, behind, whole, (), (placed,), clause.form, clause.noun)
    return [clause.without(words, [joint]), denied]


def _with_subject(clause: SplitClause, joined: "Token", own: "list[Token]", *, parted: bool) -> SplitClause:
    """Return a second clause with a subject of its own, under the time or place in front of the first one."""
    in_front = front(joined, own)
    shared = clause.front if not parted and not in_front else ()
    whole = subject_phrase(joined, own)
    placed = (Placed(own[0].i, shared),) if shared else ()
    if group := lists.group(clause, whole):
        placed = (*placed, Placed(whole[0].i + 1, group))
    return SplitClause(joined, tuple(own), whole, shared or in_front, placed, clause.form, clause.noun)


def _misplaced_subject(clause: SplitClause, verb: "Token", joined: "Token") -> "tuple[Token, ...]":
    """Return the subject that the parser gave to the object before: lost money and fewer than ten | hired workers."""
    first = min([joined.i, *(c.i for c in joined.lefts)])
    tops = (t for t in clause.words if t.dep_ == "conj" and t.right_edge.i == first - 1 and t.pos_ not in VERBS)
    top = next((t for t in tops if t.head.i == verb.i or t.head.dep_ in _OBJECTS), None)
    if top is None or joined.tag_ not in {"VBD", "VBN", "VBZ", "VBP"} or top.left_edge.i == 0:
        return ()
    if verb.i not in {top.head.i, top.head.head.i}:
        return ()
    return subtree(top, clause.words) if top.left_edge.nbor(-1).tag_ == "CC" else ()


def _with_antecedent(clause: SplitClause, verb: "Token", child: SplitClause) -> SplitClause:
    """Name the object "it" of a second clause by the one object of the first: passed the bill, and she signed it."""
    pronoun = next((c for c in child.head.children if c.dep_ == "dobj" and c.lower_ in {"it", "them"}), None)
    things = [c for c in verb.children if c.dep_ == "dobj"]
    if pronoun is None or not child.holds(pronoun) or len(things) != 1 or things[0].pos_ not in {"NOUN", "PROPN"}:
        return child
    own = phrase(things[0], {t.i for t in clause.words})
    many = is_plural(own) != (pronoun.lower_ == "them")
    if many or things[0].ent_type_ == "PERSON" or any(t.tag_ == "PRP$" for t in own):
        return child
    words = tuple(t for t in child.words if t.i != pronoun.i)
    return replace(child, words=words, carried=(*child.carried, Placed(pronoun.i, own)))


def _added_auxiliary(clause: SplitClause, verb: "Token", joined: "Token") -> str:
    """Return the "was" that was added to a participle, for one that is joined to it: killing 12 and sinking two."""
    added = clause.carried[0] if clause.carried else None
    if added is None or added.before > verb.i or is_finite(joined) or joined.tag_ != verb.tag_:
        return ""
    return added.tail


def _with_misplaced(
    clause: SplitClause, verb: "Token", joined: "Token", misplaced: "tuple[Token, ...]", words: "tuple[Token, ...]"
) -> list[SplitClause] | None:
    joint = misplaced[0].nbor(-1)
    if joint.lower_ not in {"and", "but"} or _is_blocked(clause, verb, joined, joint):
        return None
    own = (*misplaced, *words)
    return [clause.without(own, [joint]), SplitClause(joined, own, misplaced, form=clause.form)]


def _kept_subject(clause: SplitClause) -> "tuple[Token, ...]":
    front_words = {t.i for t in clause.front}
    return tuple(t for t in clause.subject if t.i not in front_words)


def _joint(joined: "Token", verb: "Token", clause: SplitClause) -> "Token | None":
    """Return the "and" or "but" in front of a joined phrase."""
    first = min(t.i for t in joined.subtree)
    before = [t for t in clause.words if t.i < first and t.tag_ == "CC"]
    if before and all(t.text in COMMAS or t.dep_ == "advmod" for t in clause.words if before[-1].i < t.i < first):
        return before[-1]
    return next((c for c in joined.lefts if c.dep_ == "cc" and clause.holds(c)), None)


def _is_blocked(clause: SplitClause, verb: "Token", joined: "Token", joint: "Token | None") -> bool:
    """Return whether taking the two apart would change what is said."""
    word = _last_joint(joined, joint)
    return any(applies(clause, verb, joined, word) for applies, _ in _BLOCKS)


def _last_joint(joined: "Token", joint: "Token | None") -> str:
    """Return the conjunction of a series: "closed, cut and sold" has it before its last member."""
    if joint is not None:
        return str(joint.lower_)
    member = joined
    while (more := next((c for c in member.children if c.dep_ == "conj"), None)) is not None:
        if (cc := next((c for c in member.children if c.dep_ == "cc"), None)) is not None:
            return str(cc.lower_)
        member = more
    return ""


def _no_conjunction(clause: SplitClause, verb: "Token", joined: "Token", word: str) -> bool:
    if word in {"or", "nor"}:
        nobody = bool(clause.subject) and clause.subject[0].lower_ in _NOBODY
        return not (word == "or" and (nobody or (is_denied(verb) and not is_finite(joined))))
    return word not in {"and", "but", "yet", "&"} and not _is_spliced(joined) and not _is_asyndetic(verb, joined)


def _is_spliced(joined: "Token") -> bool:
    """Return whether a clause of its own follows a comma or semicolon without a conjunction."""
    own = subject(joined)
    first = min(t.i for t in joined.subtree)
    return own is not None and is_finite(joined) and first > 0 and joined.doc[first - 1].text in {";", ",", "–", "—"}


def _is_asyndetic(verb: "Token", joined: "Token") -> bool:
    """Return whether a second verb of the same tense follows a comma: the film went viral, drew praise."""
    first = min(t.i for t in joined.subtree)
    return verb.tag_ == joined.tag_ in {"VBD", "VBZ", "VBP"} and joined.i == first and joined.doc[first - 1].text == ","


def _conditional(clause: SplitClause, verb: "Token", joined: "Token", word: str) -> bool:
    return any(
        m.lower_ in _CONDITIONS
        for v in {clause.head, verb, joined}
        for c in v.children
        if c.dep_ in {"advcl", "prep"} and not _is_point_in_time(c) and not _is_of_second_alone(joined, c)
        for m in (*marks(c), *([c] if c.lower_ in _CONDITIONS else []))
        if clause.holds(c)
    )


def _is_of_second_alone(joined: "Token", child: "Token") -> bool:
    """We are in a crisis, and if nothing changes, 40 people will leave: no condition of the crisis."""
    joint = next((t for t in joined.head.children if t.dep_ == "cc"), None)
    return child.head.i == joined.i and subject(joined) is not None and joint is not None and child.i > joint.i


def _is_point_in_time(child: "Token") -> bool:
    """Until 2015, until she was eighteen, and what went on until her retirement: no condition."""
    if child.dep_ == "advcl":
        return is_past(child) and not any(m.lower_ in _CONDITIONS - _UNTIL for m in marks(child))
    if child.lower_ in _UNTIL and is_past(child.head):
        return True
    return any(c.dep_ == "pobj" and (c.like_num or c.ent_type_ in {"DATE", "TIME"}) for c in child.children)


def _scoped_subject(clause: SplitClause, verb: "Token", joined: "Token", word: str) -> bool:
    each_denied = word == "or" and clause.subject and clause.subject[0].lower_ in _NOBODY
    return bool(clause.subject) and subject(joined) is None and clause.subject[0].lower_ in _SCOPED and not each_denied


def _shared_denial(clause: SplitClause, verb: "Token", joined: "Token", word: str) -> bool:
    """Not A and B may mean that not both: only "or" denies each of them."""
    if subject(joined) is not None or not is_denied(verb):
        return False
    if word == "or":
        return False
    never = not any(c.tag_ in FINITE for c in auxiliaries(verb))
    return word == "and" and (not is_finite(joined) or (never and not auxiliaries(joined)))


def _denied_governor(clause: SplitClause, verb: "Token", joined: "Token", word: str) -> bool:
    """Who denies A and B may admit one of them."""
    if verb.i == clause.head.i:
        return False
    governors = [t for t in verb.ancestors if clause.holds(t)]
    return any(g.lemma_.lower() in _DENIALS or is_denied(g) for g in governors)


def _paired(clause: SplitClause, verb: "Token", joined: "Token", word: str) -> bool:
    """Either A or B, neither A nor B, not only A but B."""
    words = {t.lower_ for v in (verb, joined) for t in (*v.children, *v.lefts) if t.dep_ in _PAIRING_DEPS}
    return bool(words & _PAIRS) or "only" in {t.lower_ for t in verb.doc[max(0, verb.i - 2) : verb.i]}


def _asked(clause: SplitClause, verb: "Token", joined: "Token", word: str) -> bool:
    last = clause.words[-1]
    after = last.doc[last.i + 1 : last.i + 2]
    return last.text == "?" or (len(after) > 0 and after[0].text == "?")


def _shares_its_end(clause: SplitClause, verb: "Token", joined: "Token", word: str) -> bool:
    """Return whether what stands before a conjunction ends in a preposition whose noun stands behind it."""
    first = min(t.i for t in joined.subtree)
    before = [t for t in clause.words if t.i < first and t.tag_ != "CC" and t.text not in COMMAS]
    last = before[-1] if before else None
    if last is None or any(c.i > last.i for c in last.children):
        return False
    particle = last.tag_ == "RP" and last.i > 0 and last.nbor(-1).pos_ == "NOUN"  # the tagger takes "shares in" for one
    return last.dep_ == "prep" or particle


# What keeps two verbs together, with an example of each.
_BLOCKS = (
    (_no_conjunction, "The town may sell the hall or rent it out."),
    (_conditional, "If prices rise, the town will sell the hall and close the pool."),
    (_scoped_subject, "No school closed and reopened."),
    (_shared_denial, "The town did not sell the hall and close the pool."),
    (_denied_governor, "She denied that she sold the hall and kept the money."),
    (_paired, "The town not only sold the hall but closed the pool."),
    (_shares_its_end, "The firm owns shares in or takes money from the port."),
    (_asked, "Who sold the hall and closed the pool?"),
)


def _pairing(verb: "Token") -> "list[Token]":
    return [c for c in verb.children if c.dep_ == "preconj" and c.lower_ == "both"]


def _is_parted(joined: "Token") -> bool:
    """Return whether a comma stands before the conjunction: what stands in front may not hold for what follows."""
    first = min(t.i for t in joined.subtree)
    before = joined.doc[max(0, first - 2) : first]
    return any(t.text in COMMAS for t in before)


def _in_complement(
    clause: SplitClause, verb: "Token", joined: "Token", rest: SplitClause, own: "list[Token]", *, either: bool
) -> list[SplitClause] | None:
    """Take apart what somebody agreed, planned or thought: [The town agreed to] open a pool.

    A denial of the first verb holds for a second one behind "or", `either`, and for none behind "and".
    """
    first = _first_of_complement(verb, joined)
    lead = [t for t in clause.words if t.i < first and (either or not (t.dep_ == "neg" and t.head.i == verb.i))]
    if is_finite(joined) and subject(joined) is None and subject(verb) is not None:
        lead = [t for t in lead if t.head.i != verb.i or t.dep_ not in {"aux", "auxpass"}]
    if not lead:
        return None
    carried = (*clause.carried, Placed(own[0].i, tuple(lead)))
    return [rest, SplitClause(joined, tuple(own), clause.subject, (), carried, clause.form, clause.noun)]


def _first_of_complement(verb: "Token", joined: "Token") -> int:
    """Return the place of the first word that a joined verb does not share: agreed to | open, need to be | checked."""
    if subject(joined) is not None:
        return min(t.i for t in verb.subtree if t.dep_ != "mark" or t.head.i != verb.i)
    if subject(verb) is not None:
        return verb.i
    kept = {"aux", "mark", "neg", *({"auxpass"} if joined.tag_ == "VBN" else ())}
    return min([verb.i, *(c.i for c in verb.lefts if c.dep_ not in kept)])
