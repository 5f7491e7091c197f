"""A cue and its words in one sentence, before they become a quote."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue and its words in one sentence, as token numbers; `speaker` is the head word of who says it.

    `form` says how it was built: clause, parenthesis, object, infinitive, naming, noun, according.
    `impersonal`: passive without an agent ("it was claimed that"). `heard`: a court or meeting heard it of somebody.
    """

    cue: tuple[int, int]
    content: frozenset[int]
    speaker: "Token | None"
    form: str
    impersonal: bool = False
    addressee: "Token | None" = None
    heard: bool = False
