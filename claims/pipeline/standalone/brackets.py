"""Words in square brackets: what a claim's wording adds to the words that are printed at its place."""

import re
from collections.abc import Iterable

_ADDED = re.compile(r"\[[^\[\]]*\]")
# What explains the word before it, and does not stand for it: "on Tuesday [5 March 2024]", "last year [date unknown]",
# "I [Leo Hart]".
_DAYS = re.compile(
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn"
    r"|winter|from|until|to|and|as of|early|late|[\d/,–-]+)\s?)+|.* unknown",
    re.ASCII,
)
_PERSON = re.compile(r"\b(?:I|me|we|us|you)\s*$", re.IGNORECASE)
_CJK = "\u2e80"  # from here on, words stand without spaces between them


def segments(wording: str) -> tuple[tuple[str, bool], ...]:
    """Cut a wording into stretches; True: in brackets, which belong to it."""
    found: list[tuple[str, bool]] = []
    end = 0
    for added in _ADDED.finditer(wording):
        found += [(wording[end : added.start()], False), (added.group(), True)]
        end = added.end()
    return tuple(segment for segment in [*found, (wording[end:], False)] if segment[0])


def are_whole(wording: str) -> bool:
    """Return whether every bracket has its other half, none lies in another, and each holds words."""
    bare = "".join(text for text, added in segments(wording) if not added)
    return not re.search(r"[\[\]]", bare) and all(text[1:-1].strip() for text, added in segments(wording) if added)


def kept(before: str, after: str, printed: Iterable[str]) -> str:
    """Restore the brackets around words that had them and lost them, unless they are printed at the claim's place."""
    printed_words = "\n".join(printed)
    for text, added in segments(before):
        words = text[1:-1].strip()
        if not added or not words or f"[{words}]" in after or words in printed_words:
            continue
        left = r"(?<!\w)" if words[0] < _CJK else ""
        right = r"(?!\w)" if words[-1] < _CJK else ""
        pattern = re.compile(left + re.escape(words) + right)
        stretches = list(segments(after))
        for i, (stretch, inside) in enumerate(stretches):
            if not inside and (found := pattern.search(stretch)):
                bare = f"{stretch[: found.start()]}[{words}]{stretch[found.end() :]}"
                after = "".join(s for s, _ in stretches[:i]) + bare + "".join(s for s, _ in stretches[i + 1 :])
                break
    return after


def plain(wording: str) -> str:
    """Return a wording without its brackets: their words stay, but for those that explain the printed ones before."""
    out = ""
    for text, added in segments(wording):
        words = text[1:-1].strip() if added else text
        if added and out.strip() and (_DAYS.fullmatch(words) or _PERSON.search(out)):
            out = out.rstrip()
        else:
            out += words
    return out
