"""Find the printed words that say when a statement holds, from "since 2021" to "a year earlier"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from claims.pipeline.times import time_forms
from claims.pipeline.times.interval import Bound, Interval, Relation, WhenFound, bounded, resolve
from claims.pipeline.times.time_forms import Atom

__all__ = ["WhenFound", "find", "resolve"]

_MAX_LOOK_BACK = 40  # code points to look back for what stands before words of time
_BEFORE = re.compile(
    r"(?<!\w)(since|until|till|before|after|by|from|between|in|on|at|over|during|throughout|as of|around|about|circa)"
    r"(?: the)?(?: (early|late|mid|(?:start|end|beginning|middle|whole|rest) of))?(?: the)?[ -]{0,3}$",
    re.IGNORECASE,
)
_BOUNDS: dict[str, Bound] = {
    "since": "since",
    "as of": "since",
    "from": "since",
    "until": "until",
    "till": "until",
    "by": "until",
    "before": "before",
    "after": "after",
}
_RANGES = frozenset({"dates", "months", "years"})
_FUTURE_BOUNDS = frozenset({"until", "before"})  # "agreed in June to close by September": the end need not be past
_CONNECTED = re.compile(
    r" ?(to|until|till|through|and|[-–—]) ?(?:the )?(?:(?:end of|early|late) |mid-)?", re.IGNORECASE
)
_OF = re.compile(r"(?:summer|year|start|end|beginning|middle|half|quarter|course|rest) of (?:the )?$", re.IGNORECASE)
_COMPARED = re.compile(r"compared (?:with|to) $", re.IGNORECASE)
_DETERMINER = re.compile(r"(?<!\w)(?:the|an?|its|their|his|her|our|this) $", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:first|second|third|fourth|last) (?:quarter|half)\b|\b(?:fiscal|financial) year\b", re.IGNORECASE
)
_COUNTED = re.compile(r" (?!levels|figures|was|has|is|as)[a-z]+s\b")
_THING = re.compile(r" (?:[A-Z]\w|[a-z]{3})")


@lru_cache(maxsize=16)  # the parts of a sentence ask in turn for the times of all of it
def find(text: str, start: int, end: int, *, past: bool, ahead: bool = False) -> tuple[WhenFound, ...]:
    """Find the words of time in `text[start:end]`, in order, without overlap; places are code points of `text`.

    `past`: the statement tells what was, so "on Monday" is the last one before the article. `ahead`: it tells
    what will be, so it is the next one. Otherwise it stays open.
    """
    words = re.sub(r"\s", " ", text[start:end])
    found = [
        replace(f, start=start + f.start, end=start + f.end, exact=text[start + f.start : start + f.end])
        for f in _with_prepositions(words, time_forms.read(words), past, ahead)
    ]
    return tuple(_linked(found, words, start))


def _with_prepositions(words: str, atoms: Sequence[Atom], past: bool, ahead: bool) -> list[WhenFound]:
    """Attach the preposition in front of each expression, and join two expressions that are the ends of a range."""
    found: list[WhenFound] = []
    k = 0
    while k < len(atoms):
        atom, following = atoms[k], atoms[k + 1] if k + 1 < len(atoms) else None
        first = max(found[-1].end if found else 0, atom.start - _MAX_LOOK_BACK)
        before = _BEFORE.search(words, first, atom.start)
        word, begin = (before[1].lower(), before.start()) if before else ("", atom.start)
        within = before is not None and before[2] is not None
        k += 1
        if following is not None and _are_ends(words, word, atom, following):
            found.append(_range(begin, atom, following, past, ahead))
            k += 1
        elif _is_time(words, word, atom):
            bound = "" if word == "from" and atom.form in _RANGES else _BOUNDS.get(word, "")
            relation, days = _certain_relation(atom, word, past, ahead), atom.days
            if within and bound:  # "since the end of January" began on a day that nobody names
                relation = days = None
            found.append(WhenFound(begin, atom.end, "", atom.basis, bounded(days, bound), relation, bound=bound))
    return found


def _is_time(words: str, word: str, atom: Atom) -> bool:
    """A bare spring may be of water, May a name, and 2000 a number of people."""
    if atom.form == "year":
        return _is_year(words, word, atom)
    if atom.form in {"month", "season"} and atom.basis == "article":
        return word not in {"", "about", "around", "at", "on", "over" if atom.form == "month" else ""}
    return True


def _is_year(words: str, word: str, atom: Atom) -> bool:
    before = words[max(0, atom.start - _MAX_LOOK_BACK) : atom.start]
    counted = _COUNTED.match(words, atom.end) is not None
    if word in {"in", "since", "during", "throughout", "until", "till", "circa"} or _OF.search(before):
        return True
    if word in {"before", "after", "by", "from", "between", "as of"}:
        return not counted
    if _COMPARED.search(before):
        return not counted
    if before.endswith("(") and words[atom.end : atom.end + 1] == ")":
        return True
    return _DETERMINER.search(before) is not None and not counted and _THING.match(words, atom.end) is not None


def _certain_relation(atom: Atom, word: str, past: bool, ahead: bool) -> Relation | None:
    """Return the relation to the article's date only where its direction is certain."""
    relation = atom.relation
    if relation is None or relation.unit not in {"weekday", "date", "weekend"} or relation.shift or atom.form == "near":
        return relation
    if word == "since":
        return relation
    if ahead:
        return replace(relation, ahead=True)
    return relation if past and _BOUNDS.get(word, "") not in _FUTURE_BOUNDS else None


def _are_ends(words: str, word: str, atom: Atom, following: Atom) -> bool:
    connected = _CONNECTED.fullmatch(words, atom.end, following.start)
    if connected is None or atom.basis != following.basis or atom.basis == "sentence":
        return False
    if bool(atom.relation) != bool(following.relation):
        return False
    connector = connected[1].lower()
    if connector == "and":
        return word == "between"
    return word == "from" or (atom.form == following.form and (atom.form != "year" or not connector.isalpha()))


def _range(begin: int, atom: Atom, following: Atom, past: bool, ahead: bool) -> WhenFound:
    if atom.basis == "article":
        relation, last = (atom.relation, following.relation) if past or ahead else (None, None)
        last = replace(last, ahead=True) if ahead and last else last
        return WhenFound(begin, following.end, "", "article", None, relation, last)
    interval = None
    if atom.days and following.days and atom.days[0] < following.days[1]:
        interval = Interval(atom.days[0].isoformat(), following.days[1].isoformat())
    return WhenFound(begin, following.end, "", "stated", interval)


def _linked(found: Sequence[WhenFound], words: str, start: int) -> list[WhenFound]:
    """Link "a year earlier" to the words of time before it in the sentence, or else to the first after it.

    Behind "the third quarter", which names no year either, it counts from that and is left out.
    """
    near = next((f for f in found if f.basis != "sentence"), None)
    linked = []
    for time in found:
        if time.basis != "sentence":
            near = time
        elif near is None and _PERIOD.search(words, 0, time.start - start):
            continue
        linked.append(replace(time, other=near) if time.basis == "sentence" and time.relation else time)
    return linked
