"""What a part of a sentence may mean when its words point to something uncertain: a text for each, likeliest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.split.part import Part
from claims.pipeline.standalone import antecedents, phrases, pointers, standalone
from claims.pipeline.standalone.referents import Named, Referent, Speaker, fit
from claims.pipeline.standalone.standalone import Lost
from claims.pipeline.standalone.wording import Wording
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

MOST = 4
_DEEP = 2  # words that point in one part; with more a text would be made of guesses
_POINTING = lexicon.words("pointing", "determiners")
_PLURAL_WORDS = lexicon.words("pointing", "plural") - pointers.PLURAL
_HANGING = lexicon.words("pointing", "complement_prepositions")
_SHORT = 3  # letters
_LONGEST_SENTENCE = 30  # words: a longer sentence explains nothing in brackets


@dataclass(frozen=True, slots=True)
class InterpretationFound:
    """One thing that the part may say, in words that stand alone, and the printed words that this rests on."""

    wording: Wording
    rests_on: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words of the interpretation."""
        return self.wording.text


def find(
    named: Named, part: Part, lost: Lost, *, speaker: Speaker | None = None, assumed: standalone.Assumed | None = None
) -> tuple[InterpretationFound, ...]:
    """Return at most four interpretations of a part whose words point to something uncertain, the likeliest first."""
    found = {
        each.text: each
        for each in reversed([*islice(_interpretations(named, part, lost, speaker, assumed or {}), MOST)])
    }
    return tuple(reversed(found.values()))


def _interpretations(
    named: Named, part: Part, lost: Lost, speaker: Speaker | None, assumed: standalone.Assumed
) -> Iterator[InterpretationFound]:
    if lost.token == standalone.RELATIVE:
        yield from _relatives(named, part, speaker, assumed)
        return
    seen: set[str] = set()
    same: dict[int, tuple[str, Span] | None] = dict.fromkeys(_same(part, lost))
    for words, span in _candidates(named, part, lost, speaker):
        plain = words.lower().removeprefix("the ").removeprefix("a ")
        if plain in seen:
            continue
        if len(seen) == MOST:
            return
        seen.add(plain)
        supposed = {**assumed, **same, lost.token: (words, span)}
        text = standalone.alone(named, part, speaker=speaker, assumed=supposed)
        if isinstance(text, Wording):
            yield InterpretationFound(text, (span,))
        elif text.token not in supposed and len(supposed) < _DEEP + len(same):
            for more in find(named, part, text, speaker=speaker, assumed=supposed):
                yield InterpretationFound(more.wording, (span, *more.rests_on))


def _relatives(
    named: Named, part: Part, speaker: Speaker | None, assumed: standalone.Assumed
) -> Iterator[InterpretationFound]:
    """Yield the part with each noun that a relative pronoun may stand for: the end of the company, which …: either."""
    number = next(k for k, carried in enumerate(part.carried) if not carried.certain)
    carried = part.carried[number]
    supposed = {**assumed, standalone.RELATIVE: None}
    for tokens in (carried.tokens, *carried.others):
        meant = replace(carried, tokens=tokens, others=())
        one = replace(part, carried=(*part.carried[:number], meant, *part.carried[number + 1 :]))
        span = named.parsed.span(part.sentence, tokens[0], tokens[-1])
        text = standalone.alone(named, one, speaker=speaker, assumed=supposed)
        if isinstance(text, Wording):
            yield InterpretationFound(text, (span,))
        elif len(supposed) < _DEEP:
            for more in find(named, one, text, speaker=speaker, assumed=supposed):
                yield InterpretationFound(more.wording, (span, *more.rests_on))


def _same(part: Part, lost: Lost) -> list[int]:
    """Return the words behind it that mean the same: his mother, he, him."""
    family = pointers.family(part.tokens[0].doc[lost.token].lower_)
    return [t.i for t in standalone.own_tokens(part) if t.i > lost.token and t.lower_ in family]


def _candidates(named: Named, part: Part, lost: Lost, speaker: Speaker | None) -> Iterator[tuple[str, Span]]:
    token = part.tokens[0].doc[lost.token]
    search = next((search for applies, search, _ in _SEARCHES if applies(lost, token)), None)
    if search is not None:
        yield from search(named, part, token, speaker)


def _meant(named: Named, part: Part, token: "Token", speaker: Speaker | None) -> Iterator[tuple[str, Span]]:
    """Yield what a pronoun may mean; "they" may be a body of people when nothing else is named."""
    found = antecedents.candidates(named, part, token, speaker)
    for _, group in groupby(found, key=lambda r: r.sentence):
        fits = [(fit(token.lower_, r), r) for r in group]
        sure = [r for how, r in fits if how == "strict" or (how == "loose" and token.lower_ not in pointers.PERSONS)]
        yield from _explaining(part, iter([*sure, *(r for how, r in fits if how == "weak" and r.rank <= 1)]))


def _many(named: Named, part: Part, token: "Token", speaker: Speaker | None) -> Iterator[tuple[str, Span]]:
    """Yield what these and those may be: what was named in the plural."""
    before = range(part.sentence - 1, max(-1, part.sentence - 1 - antecedents.BACK), -1)
    yield from _explaining(part, (r for k in before for r in _central(named, k, part) if r.plural))


def _central(named: Named, sentence: int, part: Part) -> list[Referent]:
    return sorted((r for r in named.referents(sentence) if r.kind != "pronoun"), key=lambda r: (r.rank, r.token.i))


def _explaining(part: Part, found: Iterator[Referent]) -> Iterator[tuple[str, Span]]:
    """Leave out what the part names itself, what points on, and far away what a sentence is not about."""
    inside = {t.text for t in standalone.own_tokens(part)}
    for r in found:
        near = r.sentence >= part.sentence - 1 or r.rank <= 1 or r.kind == "person"
        if r.can_stand and r.kind != "pronoun" and near and r.token.text not in inside and len(r.token) >= _SHORT:
            yield r.words, r.span


def _named_again(named: Named, part: Part, this: "Token", speaker: Speaker | None) -> Iterator[tuple[str, Span]]:
    """This scheme: a scheme named before; then what the sentence before tells, as "[This scheme: …]"."""
    noun = this.head
    for r in antecedents.of_noun(named, part, noun, anywhere=True).candidates:
        if not r.can_stand or r.sentence == part.sentence:
            continue
        phrase = phrases.whole(r.token, hanging=_HANGING)
        if phrase.words.lower() != noun.lower_:  # "such missions: missions"
            yield phrase.words, named.parsed.span(r.sentence, phrase.first, phrase.last)
    if this.lower_ in {"this", "that", "these", "those"}:
        yield from _sentence_before(named, part, f"{this.text} {noun.text}")


def _told_before(named: Named, part: Part, this: "Token", speaker: Speaker | None) -> Iterator[tuple[str, Span]]:
    yield from _sentence_before(named, part, this.text)


def _sentence_before(named: Named, part: Part, what: str) -> Iterator[tuple[str, Span]]:
    """Yield the sentence before, when it stands alone itself and is one."""
    before = part.sentence - 1
    doc = named.parsed.docs[before] if before >= 0 else None
    if doc is None or len(doc) > _LONGEST_SENTENCE or named.is_fragment(before):
        return
    if any(t.lower_ in _POINTING or pointers.family(t.lower_) for t in doc):
        return
    words = [t for t in doc if not t.is_space]
    span = named.parsed.span(before, words[0], words[-1])
    yield f"{what}: {' '.join(span.exact.split()).rstrip('.!?')}", span


def _doers(named: Named, part: Part, verb: "Token", speaker: Speaker | None) -> Iterator[tuple[str, Span]]:
    yield from _explaining(part, iter(antecedents.of_missing_subject(named, part).candidates))


_Search = Callable[[Named, Part, "Token", Speaker | None], Iterator[tuple[str, Span]]]
_SEARCHES: tuple[tuple[Callable[[Lost, "Token"], bool], _Search, str], ...] = (
    (lambda lost, t: bool(pointers.family(t.lower_)), _meant, "he resigned"),
    (lambda lost, t: t.pos_ in {"VERB", "AUX"}, _doers, "fined 450 owners"),
    (lambda lost, t: t.dep_ in {"det", "amod", "predet"} and t.lower_ in _POINTING, _named_again, "such missions"),
    (lambda lost, t: t.lower_ in {"this", "that"}, _told_before, "this cost 3 million crowns"),
    (lambda lost, t: t.lower_ in _PLURAL_WORDS, _many, "these were sold"),
)
