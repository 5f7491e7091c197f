"""Word a claim so that it stands alone, or refuse when nobody could tell what it is about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.pipeline.quotes import datelines
from claims.pipeline.speakers import names
from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import PLURAL
from claims.pipeline.split.part import Part
from claims.pipeline.split.parts import accused
from claims.pipeline.standalone import antecedents, binding, dates, pointers, topic, wording
from claims.pipeline.standalone.referents import Named, Referent, Speaker
from claims.pipeline.standalone.wording import Change, Wording
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_FIRST_NAMES = 3  # words that a first name may have
_IN_NAMES = frozenset({"compound", "nmod", "flat"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_HAPPENINGS = lexicon.words("pointing", "happenings")
_COMING_TO_PASS = frozenset({"happen", "occur"})
_RULES = {
    "pronoun": "antecedent.pronoun",
    "open_pronoun": "antecedent.pronoun",
    "demonstrative": "antecedent.demonstrative",
    "open_demonstrative": "antecedent.demonstrative",
}
RELATIVE = -1  # in place of a token's number: a relative pronoun, which is no word of the part that it was taken from
Assumed = Mapping[int, tuple[str, Span] | None]


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that point to something that cannot be found with certainty: the rule says what kind of words.

    `token` is the first of them in its sentence.
    """

    rule: str
    token: int


def alone(
    named: Named, part: Part, *, speaker: Speaker | None = None, assumed: Assumed | None = None
) -> Wording | Lost:
    """Return the part's words so that they stand alone, replacements and additions in square brackets.

    Nothing is replaced unless it is certain, or `assumed`: by the token's number, what it is taken to mean and the
    words that this rests on (None leaves the word as it is).
    """
    if any(not carried.certain for carried in part.carried) and RELATIVE not in (assumed or {}):
        return Lost("antecedent.relative", RELATIVE)
    edits: list[Change] = []
    subject = _subject(named, part, assumed or {}) if lacks_subject(part) else ()
    for change in (*subject, *_pointing(named, part, speaker, assumed or {}), *_forms(part)):
        if isinstance(change, Lost):
            return change
        edits.append(change)
    edits += _first_names(named, part, edits)
    if speaker is not None and part.mode == "quoted":
        edits += _spoken(part, speaker)
    edits += dates.changes(named.parsed, part, named.published_on)
    return wording.write(named.parsed, part, edits)


def own_tokens(part: Part) -> "list[Token]":
    """Return a part's printed words and those that it carries, in the order of the sentence."""
    tokens = {t.i: t for t in (*part.tokens, *(t for carried in part.carried for t in carried.tokens))}
    return [tokens[i] for i in sorted(tokens)]


def lacks_subject(part: Part) -> bool:
    """Return whether a sentence leaves out who did it, as the items of a list do: "Fined 450 owners"."""
    verb, first = part.head, part.tokens[0]
    auxiliary = first.head.i == verb.i and first.dep_ in _AUXILIARIES and first.tag_ in {"VBD", "VBZ"}  # did not sell
    begins = (verb.i == first.i or auxiliary) and not any(t.is_alpha for t in _before(first))
    stated = part.form == "main" and part.mode != "quoted" and (auxiliary or verb.tag_ in {"VBD", "VBN", "VBZ"})
    own = any(
        c.dep_ in {*pointers.SUBJECTS, "expl", "csubj"} or (c.dep_ in _AUXILIARIES and not auxiliary)
        for c in verb.children
        if c.i >= first.i
    )
    return begins and stated and not own and not any(carried.at == 0 for carried in part.carried)


def _before(first: "Token") -> "Sequence[Token]":
    """Return the words in front of a sentence's first one: not the number of an item."""
    return () if datelines.numbers_item(first.doc.text, first.idx) else first.doc[: first.i]


def _subject(named: Named, part: Part, assumed: Assumed) -> "Iterator[Change | Lost]":
    """Put who did it in front of a sentence that leaves it out."""
    verb = part.head
    found = antecedents.of_missing_subject(named, part).certain
    meaning = assumed.get(verb.i) or topic.led_in(named, part.sentence)
    meaning = meaning or ((found.words, found.span) if found is not None else None)
    if meaning is None:
        yield Lost("antecedent.pronoun", verb.i)
        return
    words, span = meaning
    first = part.tokens[0]
    yield Change(first.idx, first.idx, f"[{words}] ", "antecedent", verb.i not in assumed, (span,))
    yield Change(first.idx, first.idx + 1, first.text[0].lower(), "capital")


def _pointing(named: Named, part: Part, speaker: Speaker | None, assumed: Assumed) -> "Iterator[Change | Lost]":
    """Replace the words that point to something outside of the part; Lost where that is not certain."""
    tokens = own_tokens(part)
    own = {t.i for t in tokens}
    settled: set[str] = set()  # "she … her" is replaced once
    verb = part.head.i if lacks_subject(part) else None
    for token in tokens:
        if token.i == verb:
            continue
        if token.i in assumed:
            meaning = assumed[token.i]
            if meaning is not None:
                yield put(token, meaning[0], certain=False, rests_on=(meaning[1],))
                settled |= pointers.family(token.lower_)
            continue
        pointer = _pointer(part, token)
        if pointer is None or token.lower_ in settled or _is_its_subjects(part, token, own):
            continue
        if pointer == "pronoun":
            answer = antecedents.of_pronoun(named, part, token, speaker)
        elif pointer == "demonstrative":
            answer = antecedents.of_noun(named, part, token.head)
        else:
            yield Lost(_RULES[pointer], token.i)
            continue
        found = answer.certain
        if _stands_as_printed(named, part, token, found, own):
            continue
        if found is None or not found.can_stand or not _may_replace(token, found, part):
            yield Lost(_RULES[pointer], token.i)
            continue
        yield put(token, found.words, rests_on=(found.span,))
        settled |= pointers.family(token.lower_)


def _pointer(part: Part, token: "Token") -> str | None:
    """Return how a word points to something else; an empty "it" that is carried alone is open: [It is] hurting."""
    pointer = pointers.read(token)
    if pointer is not None or token.pos_ != "PRON" or token.lower_ != "it":
        return pointer
    is_carried = any(len(c.tokens) == 1 and c.tokens[0].i == token.i for c in part.carried)
    return "open_pronoun" if is_carried else None


def _stands_as_printed(named: Named, part: Part, token: "Token", found: Referent | None, own: set[int]) -> bool:
    """Return whether the part itself names what a word means."""
    if found is None or _is_of_those_counted(token, own):
        return _is_inside(named, part, token, own)
    return found.sentence == part.sentence and (found.token.i in own or found.token == part.noun)


def _is_of_those_counted(token: "Token", own: set[int]) -> bool:
    """More than 2 million have made their choice: theirs, not that of anybody before."""
    subject = binding.own_subject(token) if token.dep_ == "poss" and token.lower_ in pointers.PLURAL else None
    return subject is not None and subject.i in own and (subject.like_num or subject.lower_ in pointers.SHARES)


def _is_its_subjects(part: Part, token: "Token", own: set[int]) -> bool:
    """Return whether an owner is the subject that the part carries: in "[The bank] lost its seat" it is the bank."""
    if token.dep_ != "poss" or not any(carried.at == 0 and carried.tokens for carried in part.carried):
        return False
    subject = binding.own_subject(token)
    return subject is not None and subject.pos_ == "PRON" and subject.i not in own


def _is_inside(named: Named, part: Part, token: "Token", own: set[int]) -> bool:
    """Return whether the part itself names what is meant: "When the council met, it …"; "it" may be all of a clause."""
    if token.dep_ == "det":
        return any(t.i < token.i and t.lemma_ == token.head.lemma_ for t in own_tokens(part))
    if antecedents.is_named_inside(named, part, token, own):
        return True
    has_subject = any(
        t.dep_ in pointers.SUBJECTS and t.i < token.i and t.head.i != token.head.i for t in own_tokens(part)
    )
    return token.lower_ == "it" and token.dep_ not in pointers.SUBJECTS and has_subject


def _may_replace(token: "Token", found: Referent, part: Part) -> bool:
    """An object's "it" may mean all that was said before; a person's "him" and words of the same sentence do not."""
    if token.dep_ in {"poss", "det", *pointers.SUBJECTS} or found.sentence == part.sentence:
        return not (token.dep_ in pointers.SUBJECTS and _tells_of_event(token, found))
    return token.lower_ in pointers.PERSONS


def _tells_of_event(token: "Token", found: Referent) -> bool:
    """It was the third time, it is a challenge, it happened: the event is meant, not what took part in it."""
    if token.lower_ != "it":
        return False
    if token.head.lemma_ in _COMING_TO_PASS:
        return True
    predicates = [c for c in token.head.children if c.dep_ == "attr" and c.lemma_ != found.token.lemma_]
    return any(c.lemma_.lower() in _HAPPENINGS or any(map(_is_one_of_many, c.lefts)) for c in predicates)


def _is_one_of_many(word: "Token") -> bool:
    return word.tag_ == "JJS" or word.ent_type_ == "ORDINAL" or word.lower_ in {"only", "latest", "last"}


def _first_names(named: Named, part: Part, edits: Sequence[Change]) -> Iterator[Change]:
    """Put the first name before a bare surname, once: [Ada] Brink sold the boats.

    Only where one person of the article has that surname; not behind a title, and not where the name is printed or
    inserted already.
    """
    tokens = own_tokens(part)
    present = " ".join([*(t.text for t in tokens), *(change.text for change in edits)])
    seen: set[str] = set()
    for token in tokens:
        if token.pos_ != "PROPN" or token.ent_type_ not in {"PERSON", ""} or token.text not in named.surnames:
            continue
        if token.dep_ in _IN_NAMES or token.text in seen or _has_name_beside(token):
            continue
        seen.add(token.text)
        full = named.full(token.text)
        first = full.removesuffix(token.text).strip()
        if _is_first_name(first) and full not in present and not any(c.start <= token.idx < c.end for c in edits):
            yield Change(token.idx, token.idx, f"[{first}] ", "antecedent")


def _is_first_name(words: str) -> bool:
    """Return whether words may be somebody's first names: Ada, Mary Ann, J.; a score or a table's row is none."""
    parts = words.split()
    return 0 < len(parts) <= _FIRST_NAMES and all(n[0].isupper() and n.strip(".").isalpha() for n in parts)


def _has_name_beside(token: "Token") -> bool:
    """Return whether a name or a title stands beside a surname: Mr Brink, Brink Marine."""
    doc, i = token.doc, token.i
    before = doc[i - 1] if i else None
    after = doc[i + 1] if i + 1 < len(doc) else None
    titled = before is not None and (before.pos_ == "PROPN" or before.lower_ in names.HONORIFICS or before.text == "&")
    return titled or (after is not None and (after.pos_ == "PROPN" or after.text in {"&", "-"}))


def put(token: "Token", words: str, *, certain: bool = True, rests_on: tuple[Span, ...] = ()) -> Change:
    """Replace a word that points by words in brackets: he, his, this scheme, such ships."""
    end = token.idx + len(token)
    if token.dep_ == "poss":
        bare = words.removesuffix("’s").removesuffix("'s")
        owner = "’" if token.lower_ == "their" and bare[-1] == "s" else "’s"
        return Change(token.idx, end, f"[{bare}{owner}]", "antecedent", certain, rests_on)
    if token.dep_ in {"det", "amod", "predet"} and token.head.i > token.i:
        end = token.head.idx + len(token.head)
    return Change(token.idx, end, f"[{words}]", "antecedent", certain, rests_on)


def _forms(part: Part) -> Iterator[Change]:
    """Make a statement of a part that is none as it is printed."""
    for form, change, _ in _FORMS:
        if part.form == form and (found := change(part)) is not None:
            yield found


def _accusation(part: Part) -> Change | None:
    of = accused(part.tokens)
    if of is None:
        return None
    are = "are" if of.nbor(-1).tag_ in PLURAL else "is"
    return Change(of.idx, of.idx, f"[{are} accused] ", "carried")


def _there_was(part: Part) -> Change | None:
    if part.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    were = "were" if part.head.tag_ in PLURAL else "was"
    return Change(part.tokens[0].idx, part.tokens[0].idx, f"[There {were}] ", "carried")


_FORMS: tuple[tuple[str, Callable[[Part], Change | None], str], ...] = (
    ("accusation", _accusation, "The council [is accused] of hiding a survey"),
    ("phrase", _there_was, "[There was] a strike instigated by the union"),
)


def _spoken(part: Part, speaker: Speaker) -> Iterator[Change]:
    """Say who "I" and "we" are, and who "you" is in words that are spoken to somebody."""
    pronouns = [t for t in own_tokens(part) if t.pos_ == "PRON"]
    me = next((t for t in pronouns if t.lower_ in lexicon.FIRST_PERSON), None)
    if me is not None and speaker.name:
        yield _beside(me, f" [{speaker.name}]" if me.lower_ == "i" else f" [{speaker.name} speaking]", "speaker")
    you = next((t for t in pronouns if t.lower_ == "you"), None)
    if you is not None and speaker.addressee:
        yield _beside(you, f" [{speaker.addressee}]", "addressee")


def _beside(pronoun: "Token", words: str, why: wording.Why) -> Change:
    """Write words behind a pronoun, and behind what is joined to it: "I'm", "We’ve"."""
    after = pronoun.doc[pronoun.i + 1 : pronoun.i + 2]
    last = after[0] if after and after[0].text[0] in "'’" else pronoun
    behind = last.idx + len(last)
    return Change(behind, behind, words, why)
