"""Find what a newsroom says about its own article: AI declarations, editor's notes, corrections."""

import re
from collections.abc import Sequence
from pathlib import Path

from sources.word_list import either, load_table

AI = "notice.ai-generated"
# Lines below the name of a model in which its prompts begin.
PROMPTS_BELOW = 3

# The label of a notice stands at the beginning of its paragraph and ends in a colon, a dash or a line end.
_LABEL_END = r"\s{0,3}([:：—–]|-\s|$)"
_TABLE = load_table(Path(__file__).with_name("words") / "notices.toml")
_WORDS = _TABLE["declarations"]
_AI_WORD = either(_WORDS["ai"])
_AI_LABEL = re.compile(
    rf"[(\[*\s]{{0,4}}{_AI_WORD}([ -](generated|assisted|created|written))?([ -](content|text|article))?"
    rf"[ -]{either(_WORDS['labels'])}{_LABEL_END}",
    re.I,
)
_MACHINE = either([rf"{_AI_WORD}\b", *_WORDS["machines"]])
_ITSELF = either(_WORDS["itself"])
_VERBS = either(_WORDS["verbs"])
# Says of this page, in its first sentence, that a machine made it.
_PASSIVE = re.compile(
    rf"{_ITSELF}\b[^.!?\"“”«»]{{0,40}}?\b(was|were|is|are|has been"
    rf"|have been)\b[^.!?\"“”«»]{{0,60}}?\b{_VERBS}\b[^.!?\"“”«»]{{0,80}}?\b"
    rf"(by|with|using|through|via)\b[^.!?\"“”«»]{{0,60}}?\b{_MACHINE}",
    re.I,
)
_ACTIVE = re.compile(
    rf"{_MACHINE}[^.!?\"“”«»]{{0,40}}?\b(has |have )?{_VERBS}\b[^.!?\"“”«»]{{0,30}}?\b{_ITSELF}\b", re.I
)
_ADJECTIVE = re.compile(
    rf"{_ITSELF}\b (is|was|contains|includes) (\w+ ){{0,2}}{_AI_WORD}[ -](generated|written|created|assisted"
    rf"|produced)\b",
    re.I,
)
_USED = re.compile(
    rf"{_MACHINE}( \w+){{0,2}} (was|were|is|has been|have been) used (to|in"
    rf"|for)\b[^.!?\"“”«»]{{0,60}}?\b{_ITSELF}\b",
    re.I,
)
_IS = re.compile(
    rf"this is an? {_AI_WORD}[ -](generated|written|created|assisted) (article|story|page|post"
    rf"|text)\b",
    re.I,
)
# A tool that nobody has heard of, and what it was asked.
_PROMPTED = re.compile(
    rf"{_ITSELF}\b (was|is|were|has been|have been) (\w+ly )?{_VERBS} (with|by|using|from)\b[^.!?]{{0,80}}?"
    r"\bprompts?\b",
    re.I,
)
# A line that says nothing else: "Written by AI."
_LINE = re.compile(
    rf"[(\[*\s]{{0,4}}(automatically )?{_VERBS} (entirely |automatically |in part )?(by|with|using) (an? "
    rf"|the help of )?{_MACHINE}"
    r"( (system|tools?|software|model|assistance))?[\s.)\]*]{0,4}",
    re.I,
)
_FOREIGN = re.compile(
    rf"[(\[*\s]{{0,4}}{either(_WORDS['foreign'])}".replace("{machine}", either(_WORDS["foreign_machines"])), re.I
)
_HINT = re.compile(either(_WORDS["hints"]), re.I)
# Only these may stand between the beginning of the paragraph and such a sentence.
_OPENING = re.compile(
    rf"[(\[*\s]{{0,4}}({either(_WORDS['openings'])}\s{{0,2}}[:：—–-]?\s{{0,2}})?((an?|our|the)( \w+){{0,2}} )?", re.I
)
# A declaration is about the page, so it is no longer than a paragraph's beginning.
_FIRST_SENTENCE = 320

_LABELS = tuple(
    (f"notice.{name}", re.compile(rf"[(\[*\s]{{0,4}}{either(labels)}\s{{0,3}}([:：—–]|-\s)", re.I))
    for name, labels in _TABLE["labels"].items()
)
_SENTENCES = tuple(
    (f"notice.{name}", re.compile(rf"[(\[*\s]{{0,4}}{either(forms)}", re.I))
    for name, forms in _TABLE["sentences"].items()
)
_CORRECTED = re.compile(
    r"[(\[*\s]{0,4}(this (article|story|post|report|piece|page) (was|has been) (updated|amended|corrected|edited"
    r"|revised|clarified)\b"
    r"|an earlier version of this (article|story|post|report|headline)\b"
    r"|a previous version of this (article|story|post|report|headline)\b)",
    re.I,
)
# What a house says about whose opinion it prints, and how its text came about.
_HOUSE = re.compile(
    r"[(\[*\s]{0,4}(((all|any|the) )?(views?|opinions?)( and (views?|opinions?))? (that are )?"
    r"(expressed|stated|presented|given)\b[^.!?\"“”«»]{0,80}\b(are|is|do not|does not)\b[^.!?\"“”«»]{0,40}"
    r"\b(those of|(author|writer|columnist|contributor|her|his|their)['’]?s?['’]? own|author['’]s|reflect|represent)\b"
    r"|this is a rush transcript\b)",
    re.I,
)
_MODEL = either(_TABLE["provenance"]["models"])
_EDGE = r"[(\[*\s]{0,4}"
_MODEL_LABEL = re.compile(
    rf"{_EDGE}{either(_TABLE['provenance']['model_labels'])}\s?[:：]\s{{0,3}}(?P<model>.{{0,60}})", re.I
)
_MODEL_NAME = re.compile(rf"{_MODEL}[\s.)\]*]{{0,4}}", re.I)
_PROMPTS = re.compile(rf"{_EDGE}{either(_TABLE['provenance']['prompt_labels'])}\s?[:：](?P<words>.*)", re.I | re.S)
_ITEM = re.compile(r"\d{1,2}[.)]\s|[-*+•–—]\s")
# Where a rendering glued the label to the sentence before it. Capitals and the colon make it certain.
_GLUED = re.compile(
    r"(?<=[.!?…\"”’)])\s{0,3}(?=(AI|Artificial [Ii]ntelligence) ([Dd]isclaimer|[Dd]isclosure|DISCLAIMER"
    r"|DISCLOSURE):\s?\S)"
)
_STOP = re.compile(r"(?<=[a-zäöüéèáíóúñ\d%)”’\"][.!?])\s{1,3}(?=[A-ZÀ-Þ])")
_OF_PAGE = re.compile(rf"{either(_TABLE['of_page']['beginnings'])}\b", re.I)
_EDITED = re.compile(either(_TABLE["sentences"]["disclaimer"][:1]), re.I)


def rules(texts: Sequence[str]) -> list[str | None]:
    """Return the rule of each line that is a notice, or goes on with the one above it: its words, a model, prompts."""
    found: list[str | None] = []
    above: str | None = None  # the rule that the line above leaves to be continued
    prompts = False
    for i, text in enumerate(texts):
        own = above or rule(text) or (AI if _names_model(text, texts[i + 1 : i + 2]) else None)
        listed = prompts and _ITEM.match(text) is not None
        asks = _PROMPTS.fullmatch(text[:_FIRST_SENTENCE])
        # "Prompts:" is a heading of other articles, too: the model has to stand above it.
        prompts = listed or (asks is not None and AI in found[-PROMPTS_BELOW:])
        found.append(AI if prompts else own)
        bare = asks is not None and prompts and not asks["words"].strip()
        goes_on = above is None and own is not None and label_only(text)
        above = AI if bare or _owes_model(text, own) else own if goes_on else None
    return found


def rule(text: str) -> str | None:
    """Return the dotted rule of the notice that this paragraph is, or None when it is none."""
    head = text[:_FIRST_SENTENCE]
    if _AI_LABEL.match(head) or _declares_itself(head):
        return AI
    named = next((name for name, pattern in _LABELS if pattern.match(head)), None)
    if named is None and _CORRECTED.match(head):
        return "notice.correction"
    if named is None and _HOUSE.match(head):
        return "notice.disclaimer"
    if named is None:
        named = next((name for name, pattern in _SENTENCES if pattern.match(head)), None)
    if named == "notice.disclaimer" and re.search(_MACHINE, head, re.I) and re.search(_ITSELF, head, re.I):
        return AI
    return named


def label_only(text: str) -> bool:
    """Return whether the line is a notice's label whose words follow in the next paragraph."""
    bare = text.rstrip(" )]*")
    return (
        len(text) <= 60
        and (bare.endswith((":", "：")) or _AI_LABEL.fullmatch(bare) is not None)
        and rule(text) is not None
    )


def glued(text: str) -> int | None:
    """Return where an AI label begins that a rendering glued to the sentence before it, or None.

    So does a sentence at a paragraph's end that says how the page was made.
    """
    found = _GLUED.search(text)
    if found is None:
        found = next((stop for stop in _STOP.finditer(text) if _tells_of_making(text[stop.end() :])), None)
    return found.end() if found else None


def _tells_of_making(rest: str) -> bool:
    """Return whether the last words of a paragraph say that a machine made the page, or that it was cut."""
    if len(rest) > _FIRST_SENTENCE or not _OF_PAGE.match(rest):
        return False
    return _EDITED.match(rest) is not None or _declares_itself(rest)


def _names_model(text: str, below: Sequence[str]) -> bool:
    """Return whether a line names the model that wrote the page, behind a label or in the line below it."""
    label = _MODEL_LABEL.fullmatch(text)
    if label is None:
        return False
    named = label["model"] or next(iter(below), "")
    return _MODEL_NAME.fullmatch(named) is not None


def _owes_model(text: str, own: str | None) -> bool:
    label = _MODEL_LABEL.fullmatch(text) if own == AI else None
    return label is not None and not label["model"]


def _declares_itself(head: str) -> bool:
    if not _HINT.search(head):
        return False
    if _LINE.fullmatch(head) or _FOREIGN.match(head):
        return True
    for pattern in (_PASSIVE, _ACTIVE, _ADJECTIVE, _USED, _IS, _PROMPTED):
        found = pattern.search(head)
        if found:
            opening = _OPENING.match(head)
            if opening and found.start() <= opening.end():
                return True
    return False
