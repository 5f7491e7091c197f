"""Decide whether somebody says that a thing is so, that it is not so, or neither of the two."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.pipeline.speakers import cues
from claims.pipeline.speakers.subjects import is_negated
from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

# denied: “denied that …”; open: “asked whether …”, “refused to confirm that …”. Only what is asserted may be a claim.
Polarity = Literal["asserted", "denied", "open"]

_WORDS = Path(__file__).with_name("words")
_REFUSALS = word_list.load(_WORDS / "refusals.txt")
DENIALS = word_list.load(_WORDS / "denials.txt")
_WISHES = word_list.load(_WORDS / "wishes.txt")
_NOBODY = word_list.load(_WORDS / "nobody.txt")
_VERBS = frozenset({"VERB", "AUX"})
_INTERROGATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_CONDITIONS = frozenset({"if", "unless", "whether"})
_ABOVE = frozenset({"xcomp", "ccomp", "pcomp", "prep", "acl", "csubj", "csubjpass"})
_SHARED = frozenset({"VB", "VBG", "VBN"})  # a coordinated verb of this form stands under the first one's “not”
_OPENING_WORDS = 3  # words of a clause among which its question word stands: “to which of the towns”


@dataclass(frozen=True, slots=True)
class Reported:
    """A cue, how its words are built (`form` of a clause), the words, and whether all of them stand in marks."""

    cue: "Token"
    form: str
    words: "tuple[Token, ...]"
    direct: bool
    speaker: "Token | None" = None


def of(reported: Reported) -> Polarity:
    """Return how somebody stands to the words reported, by the first rule that applies."""
    return next((polarity for applies, polarity, _ in RULES if applies(reported)), "asserted")


def _not_said(reported: Reported) -> bool:
    """Return whether a “not”, a refusal, a wish, nobody or a condition stands over the cue."""
    token = reported.cue
    if _is_nobody(reported.speaker) or is_negated(token) or _conditional(token):
        return True
    while token.head.i != token.i:
        above = token.head
        if token.dep_ == "conj":
            if not _shares(token):
                return False
        elif token.dep_ not in _ABOVE:
            return False
        elif _refuses(above) or (_is_infinitive(token) and above.lemma_.lower() in _WISHES):
            return True
        if is_negated(above) or _conditional(above) or _has_no(above):
            return True
        token = above
    return False


def _is_nobody(speaker: "Token | None") -> bool:
    if speaker is None:
        return False
    return speaker.lower_ in _NOBODY or _has_no(speaker)


def _has_no(noun: "Token") -> bool:
    """Return whether there is none of a thing: “no evidence that he said …”, “neither of the two”."""
    return any(c.dep_ in ("det", "preconj", "nummod", "neg") and c.lower_ in _NOBODY for c in noun.children)


def _refuses(word: "Token") -> bool:
    return word.lemma_.lower() in _REFUSALS or any(
        c.lower_ in _REFUSALS and c.dep_ in ("acomp", "advmod") for c in word.children
    )


def _is_infinitive(verb: "Token") -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _conditional(token: "Token") -> bool:
    """Return whether a verb is said under a condition; a comma between means that the condition is another verb's."""
    if token.doc[0].lower_ == "had" and token.doc[0].head.i == token.i and token.doc[-1].text != "?":
        return True  # “Had Dunlop said that …, the board would have paid”
    marks = (c for c in token.children if c.dep_ == "mark" and c.lower_ in _CONDITIONS)
    return any(all(t.text != "," for t in token.doc[c.i : token.i]) for c in marks)


def _shares(token: "Token") -> bool:
    """Return whether a coordinated verb stands under what stands over the first: “did not confirm or deny”."""
    own = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in token.children)
    return token.tag_ in _SHARED and token.tag_ == token.head.tag_ and not own


def _spoken(reported: Reported) -> bool:
    """Return whether somebody spoke the words so, unlike denied “stealing 14 boats”."""
    return reported.direct and (reported.cue.lemma_ != "deny" or reported.form in ("beside", "parenthesis"))


def _asked_about(reported: Reported) -> bool:
    """Return whether the whole sentence asks: “Did the board say that the ferry leaks?”."""
    return reported.form != "parenthesis" and "?" in reported.cue.doc[-1].text


def _embedded_question(reported: Reported) -> bool:
    """Return whether the words are a question within the sentence: “which 14 towns had sent officers”."""
    top = _top(reported)
    solid = [t for t in reported.words if not t.is_punct]
    for word in solid[:_OPENING_WORDS]:
        asks = word.tag_ in _INTERROGATIVES or (word.dep_ == "mark" and word.lower_ in ("whether", "if"))
        if not asks or word.lower_ == "that":
            continue
        if word.lower_ == "how" and reported.cue.lemma_ in cues.NARRATING_VERBS:
            return False
        while word.i != top.i and word.pos_ not in _VERBS and word.head.i != word.i:
            word = word.head
        return word.i == top.i
    return False


def _top(reported: Reported) -> "Token":
    """Return the verb of the words that hangs on nothing inside them, or else their first word."""
    inside = {t.i for t in reported.words}
    tops = [t for t in reported.words if t.head.i == t.i or t.head.i not in inside]
    return next((t for t in tops if t.pos_ in _VERBS), reported.words[0])


def _denied(reported: Reported) -> bool:
    lemma = reported.cue.lemma_.lower()
    if lemma not in DENIALS:
        return False
    return lemma in ("deny", "denial") or _has_that(reported)


def _names_report(reported: Reported) -> bool:
    """Return whether somebody only names or judges a report with its clause."""
    return reported.form in ("object", "naming") and _has_that(reported)


def _warns_against(reported: Reported) -> bool:
    after = reported.cue.i + 1
    return reported.form == "clause" and after < len(reported.cue.doc) and reported.cue.nbor(1).lower_ == "against"


def _has_that(reported: Reported) -> bool:
    """Return whether a report with its clause is what is rejected: “rejected claims that …”."""
    return any(t.lower_ == "that" and t.dep_ == "mark" for t in reported.words)


RULES: tuple[tuple[Callable[[Reported], bool], Polarity, str], ...] = (
    (_not_said, "open", "The harbour board refused to confirm that the ferry leaks."),
    (_spoken, "asserted", "“I never sold the ferry to the bank,” Mara Dunlop denied."),
    (_asked_about, "open", "Did the harbour board say that the ferry leaks?"),
    (_embedded_question, "open", "The harbour board asked whether the ferry leaks."),
    (_denied, "denied", "The harbour board denied that the ferry leaks."),
    (_names_report, "open", "Dunlop called reports that the ferry had sunk “nonsense”."),
    (_warns_against, "open", "Dunlop warned against claiming that the ferry had sunk."),
)
