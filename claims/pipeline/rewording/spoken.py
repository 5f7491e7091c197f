"""What a person says that words of a quotation mean, for every claim of it: who “I”, “we”, “you” and “he” are.

A word is settled once where its place is the same (rewording.py); here for the other places in one quotation where it
means the same: whoever speaks is one person, and a pronoun that rests on the same printed words has one meaning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claims.pipeline.rewording.rewording import Meaning, cased, inside, is_bracket
from claims.pipeline.split import lexicon
from claims.pipeline.standalone.wording import Segment

_SPEAKING = " speaking"  # "we [Ada Brink speaking]"
_OWNERS = ("’s", "'s", "’")
_ONE = lexicon.FIRST_PERSON & {"i", "me", "mine", "my", "myself"}
_FAMILIES = (("I", _ONE), ("we", lexicon.FIRST_PERSON - _ONE), ("you", frozenset({"you", "your", "yours"})))


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of one quotation: "I", "we", "you", or what rests on the printed words from `start` to `end`."""

    family: str
    start: int = 0
    end: int = 0


Said = Mapping[SpokenWord, Meaning]


def decisions(segments: Sequence[Segment], before: Sequence[Segment] = ()) -> dict[SpokenWord, Meaning]:
    """Return what a person decided that words mean; with the segments `before` only what is other than there."""
    found: dict[SpokenWord, Meaning] = {}
    if before and len(before) != len(segments):
        return found
    for k, (old, segment) in enumerate(zip(before or segments, segments, strict=True)):
        word = _word(segments, k)
        if word is None or not segment.by_person or (before and segment.text.strip() == old.text.strip()):
            continue
        found[word] = Meaning(_bare(inside(segment), word), _bare(inside(old), word) if before else "")
    return found


def settled(segments: Sequence[Segment], said: Said) -> tuple[Segment, ...]:
    """Return the segments with what is said that their words mean; what a person wrote into a bracket stays."""
    return tuple(_settled(segment, _word(segments, k), said) for k, segment in enumerate(segments))


def _word(segments: Sequence[Segment], number: int) -> SpokenWord | None:
    segment = segments[number]
    if not is_bracket(segment):
        return None
    if segment.why in {"speaker", "addressee"}:
        family = _family(segments[:number])
        return SpokenWord(family) if family else None
    if segment.why == "antecedent" and segment.start < segment.end and segment.rests_on:
        return SpokenWord("", segment.rests_on[0].start, segment.rests_on[0].end)
    return None


def _family(segments: Sequence[Segment]) -> str:
    """Return the pronoun that a bracket stands behind: the last word before it that is one, as in "we’ve"."""
    words = "".join(segment.text for segment in segments).lower().replace("’", "'").split()
    last = words[-1].strip("[]“\"‘'(").partition("'")[0] if words else ""
    return next((family for family, members in _FAMILIES if last in members), "")


def _settled(segment: Segment, word: SpokenWord | None, said: Said) -> Segment:
    if word is None or segment.by_person:
        return segment
    present = inside(segment)
    now = next((now for meaning in _meanings(word, said) if (now := _said_there(present, word, meaning))), "")
    if not now or now == present:
        return segment
    return replace(segment, text=segment.text.replace(segment.text.strip(), f"[{now}]"), certain=True)


def _meanings(word: SpokenWord, said: Said) -> list[Meaning]:
    """Return what applies to a word: who "I" is, speaks where "we" are; "we [the council]" says nothing of "I"."""
    found = [said[word]] if word in said else []
    if word.family == "we" and (one := said.get(SpokenWord("I"))) is not None:
        found.append(_of_speaker(one))
    we = said.get(SpokenWord("we"))
    if word.family == "I" and we is not None and we.words.endswith(_SPEAKING):
        before = we.before.removesuffix(_SPEAKING)
        found.append(Meaning(we.words.removesuffix(_SPEAKING), before))
    return found


def _of_speaker(one: Meaning) -> Meaning:
    return Meaning(one.words + _SPEAKING, f"{one.before}{_SPEAKING}" if one.before else "")


def _said_there(present: str, word: SpokenWord, meaning: Meaning) -> str:
    """Return what stands in a bracket that has the same meaning; empty where it has another one."""
    bare = _bare(present, word)
    if meaning.before and bare.casefold() != meaning.before.casefold():
        return ""
    words = meaning.words if word.family else cased(meaning.words, like=present)
    end = present[len(bare) :]
    return words + ("’s" if end == "’" and words[-1:] != "s" else end)


def _bare(words: str, word: SpokenWord) -> str:
    """Return words without what only this place needs: "Ada Brink’s", and "Ada Brink speaking" where "my" stands."""
    ends = (_SPEAKING,) if word.family == "I" else () if word.family else _OWNERS
    return next((words.removesuffix(end) for end in ends if words.endswith(end)), words)
