"""Look for what a pronoun means where grammar puts it: in its sentence, with who speaks, in the sentences before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.split.clause import PLURAL
from claims.pipeline.split.part import Part
from claims.pipeline.standalone import binding, pointers, rivals, topic
from claims.pipeline.standalone.referents import Answer, Named, Referent, Speaker, fit
from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

BACK = 3  # sentences to look back
_DEEPEST = 12  # pronouns that mean what the pronoun before them means
_FOR_OTHERS = word_list.load(Path(__file__).with_name("words") / "speaking_for_others.txt")


@dataclass(frozen=True, slots=True)
class _Question:
    """A pronoun in its sentence; who says it, when it stands in somebody's words; how many pronouns led to it."""

    named: Named
    sentence: int
    token: "Token"
    speaker: Speaker | None = None
    depth: int = 0
    anywhere: bool = False

    @property
    def word(self) -> str:
        return self.token.lower_

    @property
    def is_about_persons(self) -> bool:
        return self.word in pointers.PERSONS

    @property
    def is_direct(self) -> bool:
        return self.speaker is not None and self.speaker.direct


def of_pronoun(named: Named, part: Part, token: "Token", speaker: Speaker | None) -> Answer:
    """Return what a pronoun of a part means: in its sentence, or in up to three before in the same passage."""
    return _answer(_Question(named, part.sentence, token, speaker if part.mode == "quoted" else None))


def candidates(named: Named, part: Part, token: "Token", speaker: Speaker | None) -> tuple[Referent, ...]:
    """Return all that a pronoun of a part may mean, also in another passage, the likeliest first."""
    said_by = speaker if part.mode == "quoted" else None
    found = _answer(_Question(named, part.sentence, token, said_by, anywhere=True)).candidates
    speaking = said_by.name if said_by is not None and said_by.direct else None  # nobody calls himself "he"
    likely = (r for r in found if speaking is None or r.words != speaking)
    return tuple(sorted(likely, key=lambda r: r.sentence == part.sentence and _speaks_for_others(r)))


def _answer(question: _Question) -> Answer:
    """Answer a question once; every later "he" leads to the first one again."""
    asked = (question.sentence, question.token.i, question.speaker, question.anywhere)
    if asked not in question.named.answers:
        question.named.answers[asked] = _find(question)
    return question.named.answers[asked]


def _find(question: _Question) -> Answer:
    here = list(_here(question))
    before = list(_before(question))
    groups = [here, *before]
    found = tuple(_distinct(question.named, [r for group in groups for r in sorted(group, key=_salience)]))
    decided = _decided_here(question, here, before) if here else _decided_before(question, before)
    if decided is None and all(fit(question.word, r) != "strict" for r in here):
        decided = _topic(question, before)
    meant = _meant(question, decided)
    if meant is not None and rivals.is_one_of_list(question.word, meant):
        meant = None
    if meant is not None and question.is_about_persons and meant.sentence != question.sentence:
        meant = None if rivals.is_hidden(question.named, question.sentence, question.token, meant) else meant
    return Answer(meant, found)


def _topic(question: _Question, before: list[list[Referent]]) -> Referent | None:
    """Return what the sentences before go on about; in somebody's own words only who is spoken of."""
    if question.anywhere:
        return None
    if question.is_direct:
        return _spoken_of(question) if question.is_about_persons and not any(before) else None
    passage = topic.PassageBefore(question.named, question.sentence - 1, before, lambda r: _meant(question, r))
    return topic.continued(question.token, passage)


def _spoken_of(question: _Question) -> Referent | None:
    """Return the only person beside the speaker whom the sentences before name: “She lost,” Tom Hale said."""
    speaker = question.speaker.name if question.speaker is not None else None
    if speaker is None:
        return None
    groups = _before(replace(question, anywhere=True))
    here = (r for r in question.named.referents(question.sentence) if r.kind == "person" and fit(question.word, r))
    found = _rivals(question, [r for group in (here, *groups) for r in group if r.kind != "pronoun"])
    others = [r for r in found if r.words.rsplit(" ", 1)[-1] != speaker.rsplit(" ", 1)[-1]]
    only = others[0] if len(others) == 1 and others[0].sentence != question.sentence else None
    return only if only is not None and rivals.is_spoken_of(only) else None


def _salience(r: Referent) -> tuple[int, int]:
    return r.rank, r.token.i


def _meant(question: _Question, found: Referent | None) -> Referent | None:
    """Follow a pronoun that is meant to what it means itself."""
    if found is None or found.kind != "pronoun":
        return found if found is None or not _tells_age(found) else _named_before(question.named, found) or found
    if question.depth >= _DEEPEST:
        return None
    starts, speaker = question.named.parsed.starts, question.speaker
    if speaker is not None and not speaker.start <= starts[found.sentence] + found.token.idx < speaker.end:
        speaker = None
    again = _Question(question.named, found.sentence, found.token, speaker, question.depth + 1)
    return _answer(again).certain


def _tells_age(r: Referent) -> bool:
    """The 36-year-old trainer has been named before."""
    return r.kind == "person" and r.token.pos_ == "NOUN" and "-year-old" in r.span.exact


def _named_before(named: Named, r: Referent) -> Referent | None:
    """Return the only person whom the sentences before name."""
    passages = named.parsed.passages
    before = range(r.sentence - 1, max(-1, r.sentence - 1 - BACK), -1)
    found = [
        o
        for sentence in before
        if passages[sentence] == passages[r.sentence]
        for o in named.referents(sentence)
        if o.kind in {"person", "perhaps_person"} and o.words[-1:].isalpha() and o.words.rsplit(" ", 1)[-1].istitle()
    ]
    distinct = list(_distinct(named, found))
    if len(distinct) != 1:
        return None
    fits = not r.gender or not distinct[0].gender or r.gender == distinct[0].gender
    return distinct[0] if fits else None


def _here(question: _Question) -> Iterator[Referent]:
    """Yield what the pronoun can mean in its own sentence: what stands before it, or what it leads up to."""
    token, speaker = question.token, question.speaker
    base = question.named.parsed.starts[question.sentence]
    for r in rivals.possible(question.named, question.sentence, token, question.named.referents(question.sentence)):
        if r.token.i == token.i or not fit(question.word, r) or r.first <= token.i <= r.last:
            continue
        inside = speaker is not None and speaker.start <= base + r.token.idx < speaker.end
        if question.is_direct and not inside:
            continue  # nobody calls himself "he"
        speaks = _speaks(question, r)
        if speaks and r.token.i > token.i and (r.token.pos_ in {"PRON", "NOUN"} or r.token.dep_ == "pobj"):
            continue  # "it sank, according to the museum", "he left, he says", "he is ill, the expert warned"
        comes_before = r.token.i < token.i or binding.leads_up_to(token, r)
        if speaks or (comes_before and not binding.is_excluded(token, r)):
            yield r


def _speaks(question: _Question, r: Referent) -> bool:
    speaker = question.speaker
    return speaker is not None and (r.sentence, r.token.i) == (speaker.sentence, speaker.head)


def _before(question: _Question) -> Iterator[list[Referent]]:
    """Yield what each of the sentences before names that fits, the nearest first; none of another passage."""
    parsed = question.named.parsed
    base = parsed.starts[question.sentence]
    quoted = question.is_direct and question.speaker is not None and question.speaker.start > base
    if quoted and not question.anywhere:
        return  # whoever speaks may mean things of their own
    for sentence in range(question.sentence - 1, max(-1, question.sentence - 1 - BACK), -1):
        elsewhere = parsed.passages[sentence] != parsed.passages[question.sentence]
        if elsewhere and not question.anywhere and not _goes_on(question, sentence):
            return
        found = (r for r in question.named.referents(sentence) if fit(question.word, r))
        yield rivals.possible(question.named, question.sentence, question.token, found)


def _goes_on(question: _Question, sentence: int) -> bool:
    """Return whether another paragraph may name a person who is meant; a headline names nobody."""
    named = question.named
    return question.is_about_persons and not question.is_direct and not named.is_fragment(sentence)


def _distinct(named: Named, found: Iterable[Referent]) -> Iterator[Referent]:
    """Yield each thing once: by the last word of a person's name, by the words of the rest; pronouns are one."""
    seen: set[str] = set()
    for r in found:
        name = "" if r.kind == "pronoun" else r.words.lower().removeprefix("the ")
        surname = r.words.rsplit(" ", 1)[-1]
        if r.kind in {"person", "perhaps_person"} and surname[0].isupper():
            name = surname
        if name not in seen:
            seen.add(name)
            yield r


def _rivals(question: _Question, found: Iterable[Referent]) -> list[Referent]:
    """Return what is really in question: not a body for "they" when nothing else says so, no part of a list."""
    fits = [
        _meant(question, r) or r
        for r in found
        if fit(question.word, r) != "weak" and (r.kind == "pronoun" or not binding.hangs_on(question.word, r))
    ]
    longest = {(r.sentence, r.token.i): max(o.last for o in fits if o.token.i == r.token.i) for r in fits}
    around = [(r.sentence, r.token.i, r.first, r.last) for r in fits if r.kind != "pronoun"]
    kept = [
        r
        for r in fits
        if r.last == longest[r.sentence, r.token.i]
        and not any(
            s == r.sentence and i != r.token.i and a <= r.token.i <= b and _is_part_of_name(r) for s, i, a, b in around
        )
    ]
    return list(_distinct(question.named, rivals.known(question.word, question.token, kept)))


def _is_part_of_name(r: Referent) -> bool:
    """The shipyard of Krane is no rival of Krane; "its" of the owner's business may be the owner's."""
    if _is_owner(r):
        return False
    return r.token.dep_ == "conj" or r.plural or (r.token.pos_ == "PROPN" and r.token.head.lower_ == "of")


def _is_owner(r: Referent) -> bool:
    return any(c.dep_ == "case" for c in r.token.children)


def _only(question: _Question, found: list[Referent], *, here: bool = False) -> Referent | None:
    """Return the only thing that fits, when it fits for certain; in one sentence a name for a body does."""
    fits = _rivals(question, found)
    if here and len(fits) > 1:  # "Tom Hale told Gazetteer he had paid"
        named = [r for r in fits if fit(question.word, r) == "strict" or r.token.ent_type_ == "PERSON"]
        fits = named if len(named) == 1 and named[0].rank == 0 else fits
    if len(fits) != 1:
        return None
    sure = fit(question.word, fits[0]) == "strict" or (here and fits[0].kind == "perhaps_body")
    return fits[0] if sure and not rivals.may_be_no_person(fits[0]) else None


def _decided_here(question: _Question, here: list[Referent], before: list[list[Referent]]) -> Referent | None:
    if (who := _body_that_speaks(question, here)) is not None:
        return who
    found = _owner(question, here) or _only(question, here, here=True) or topic.in_sentence(question.token, here)
    if found is None or found.kind == "pronoun":
        return found
    if binding.is_addressed(question.token, found) and not _is_only_person(question, found):
        return None
    trails = found.token.i > question.token.i and _speaks(question, found)
    groups = list(_before(replace(question, anywhere=True))) if trails else before[:1]
    others = any(r.words != found.words for group in groups for r in _rivals(question, group))
    return None if others and (trails or found.rank > 1 or _speaks_for_others(found)) else found


def _is_only_person(question: _Question, found: Referent) -> bool:
    """The court told Tom Hale that he …; but "D’Souza told Tom Hale that he …" may be about both."""
    if not question.is_about_persons:
        return False
    speakers = [c for c in found.token.head.children if c.dep_ in pointers.SUBJECTS and c.text.istitle()]
    return not any(rivals.may_be(question.named, c, question.word) for c in speakers)


def _body_that_speaks(question: _Question, here: list[Referent]) -> Referent | None:
    """The council said they had paid: a body that speaks is many when nobody else is."""
    if question.is_direct or len(here) != 1:
        return None
    return here[0] if _speaks(question, here[0]) and fit(question.word, here[0]) == "weak" else None


def _owner(question: _Question, here: list[Referent]) -> Referent | None:
    """Return the subject of the clause that an owner's pronoun stands in."""
    if question.token.dep_ != "poss":
        return None
    subject = binding.own_subject(question.token)
    return next((r for r in here if r.token == subject), None)


def _speaks_for_others(r: Referent) -> bool:
    """A prosecutor's "he" is the accused."""
    return any(word in _FOR_OTHERS for word in r.span.exact.lower().split())


def _central(question: _Question, found: list[Referent], *, near: bool) -> Referent | None:
    """Return the only subject of a sentence that names no other thing as its object, and far away no other at all."""
    central = [r for r in found if r.rank <= 1 or _is_owner(r)]
    if len(central) != 1 or (not near and len(found) > 1) or question.is_direct:
        return None
    meant = central[0]
    leading = meant.rank == 0 or meant.kind == "person" or (near and len(found) == 1)
    return meant if leading and fit(question.word, meant) == "strict" else None


def _decided_before(question: _Question, before: list[list[Referent]]) -> Referent | None:
    """Take the nearest sentence with something that fits; beside its subject another object is a rival."""
    for distance, group in enumerate(before):
        fits = _rivals(question, group)
        if not fits:
            continue
        if not question.is_about_persons:
            return _central(question, fits, near=distance == 0)
        found = _only(question, group)
        if found is None or found.rank == 0:
            return found
        if rivals.misread_subject(question.named, question.sentence - 1 - distance, question.word):
            return None
        farther = _rivals(question, [r for more in before[distance + 1 :] for r in more])
        return None if any(r.rank == 0 and not rivals.is_same(r, found) for r in farther) else found
    return None


def of_missing_subject(named: Named, part: Part) -> Answer:
    """Return who did what a sentence tells without its subject: that of the nearest sentence before that has one."""
    parsed = named.parsed
    for sentence in range(part.sentence - 1, max(-1, part.sentence - 1 - BACK), -1):
        subjects = [
            _meant(_Question(named, sentence, r.token), r) or r
            for r in named.referents(sentence)
            if r.rank == 0 and r.token.head.dep_ in {"ROOT", "conj"}
        ]
        found = tuple(r for r in _distinct(named, subjects) if r.kind != "pronoun" and r.can_stand)
        if subjects:
            near = parsed.passages[sentence] == parsed.passages[part.sentence]
            return Answer(
                found[0] if near and len(found) == len(list(_distinct(named, subjects))) == 1 else None, found
            )
    return Answer(None, ())


def is_named_inside(named: Named, part: Part, token: "Token", own: set[int]) -> bool:
    """Return whether a part names before a pronoun what may be meant: then the reader sees it."""
    before = [t for t in token.doc[: token.i] if t.i in own]
    return any(applies(token, before) for applies, _ in _INSIDE) or any(
        fit(token.lower_, r) != "" or _is_name_for(token, r)
        for r in named.referents(part.sentence)
        if r.token in before
        and r.kind != "pronoun"
        and not r.first <= token.i <= r.last
        and not binding.is_excluded(token, r)
    )


def _is_name_for(token: "Token", r: Referent) -> bool:
    return token.lower_ in pointers.PERSONS and r.token.pos_ == "PROPN" and not r.plural


def _misread_owner(token: "Token", before: "Sequence[Token]") -> bool:
    subject = binding.own_subject(token) if token.dep_ == "poss" else None
    return subject is not None and subject.pos_ not in {"NOUN", "PRON"} and subject in before


def _many(token: "Token", before: "Sequence[Token]") -> bool:
    """Of those, 71 swam to their own river; not "they gave them a choice"."""
    own = token.head if token.dep_ not in {"poss", *pointers.SUBJECTS} else None
    subjects = (t for t in before if t.dep_ in pointers.SUBJECTS and t.head != own)
    return token.lower_ in pointers.PLURAL and any(
        t.tag_ in {"CD", *PLURAL} or t.lower_ in pointers.SHARES for t in subjects
    )


_INSIDE: "tuple[tuple[Callable[[Token, Sequence[Token]], bool], str], ...]" = (
    (lambda _, before: any(t.tag_ in {"WDT", "WP"} for t in before), "which sold its mine"),
    (_misread_owner, "Sorn merges its schools"),
    (_many, "of those 71 swam to their own river"),
)


def of_noun(named: Named, part: Part, noun: "Token", *, anywhere: bool = False) -> Answer:
    """Return what "this scheme" means: a scheme that was named once, here or in the three sentences before."""
    parsed = named.parsed
    found: list[Referent] = []
    for sentence in range(part.sentence, max(-1, part.sentence - 1 - BACK), -1):
        if parsed.passages[sentence] != parsed.passages[part.sentence] and not anywhere:
            break
        same = [
            r
            for r in named.referents(sentence)
            if r.token.lemma_.lower() == noun.lemma_.lower()
            and (r.token.tag_ in PLURAL) == (noun.tag_ in PLURAL)
            and (sentence < part.sentence or r.token.i < noun.i)
        ]
        found += same
        if same and sentence < part.sentence:
            break
    distinct = tuple(_distinct(named, found))
    says_more = any(c.dep_ in {"amod", "compound", "nummod"} for c in noun.children)  # "these higher rents"
    only = distinct[0] if len(distinct) == 1 and not says_more and not rivals.is_share(distinct[0]) else None
    if only is not None and (not only.can_stand or rivals.in_caption(only) or only.words.lower() == noun.lower_):
        only = None
    return Answer(only, distinct)
