"""Find what a newsroom says about its own article: AI declarations, editor's notes, corrections."""

import re

AI = "notice.ai-generated"

# The label of a notice stands at the beginning of its paragraph and ends in a colon, a dash or a line end.
_LABEL_END = r"\s{0,3}([:：—–]|-\s|$)"
_AI_WORD = r"(a\.?i\.?|artificial[ -]intelligence|generative[ -]ai)"
_AI_LABEL = re.compile(
    rf"[(\[*\s]{{0,4}}{_AI_WORD}([ -](generated|assisted|created|written))?([ -](content|text|article))?"
    rf"[ -](disclaimer|disclosure|notice|statement|declaration|transparency note|label){_LABEL_END}",
    re.I,
)
_MACHINE = (
    rf"({_AI_WORD}\b|(large )?language models?|chat ?gpt|gpt-?\d|machine learning|an? (\w+ ){{0,2}}(bot|robot)\b"
    r"|automated (system|process|software))"
)
_ITSELF = (
    r"((the |all |some |parts of |portions of )*(the )?(content|text|contents|summary|translation) (of"
    r"|on) this (web ?)?(page|article|story|site|post)"
    r"|((some |large )?(parts?|portions|sections) of )?this (news |web ?)?(article|story|page|post|summary|text"
    r"|content|translation))"
)
_MADE = r"(generated|written|created|produced|composed|drafted|authored|compiled|summari[sz]ed|translated|rewritten)"
# Says of this page, in its first sentence, that a machine made it.
_PASSIVE = re.compile(
    rf"{_ITSELF}\b[^.!?\"“”«»]{{0,40}}?\b(was|were|is|are|has been"
    rf"|have been)\b[^.!?\"“”«»]{{0,60}}?\b{_MADE}\b[^.!?\"“”«»]{{0,80}}?\b"
    rf"(by|with|using|through|via)\b[^.!?\"“”«»]{{0,60}}?\b{_MACHINE}",
    re.I,
)
_ACTIVE = re.compile(
    rf"{_MACHINE}[^.!?\"“”«»]{{0,40}}?\b(has |have )?{_MADE}\b[^.!?\"“”«»]{{0,30}}?\b{_ITSELF}\b", re.I
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
# A line that says nothing else: "Written by AI."
_LINE = re.compile(
    rf"[(\[*\s]{{0,4}}(automatically )?{_MADE} (entirely |automatically |in part )?(by|with|using) (an? "
    rf"|the help of )?{_MACHINE}"
    r"( (system|tools?|software|model|assistance))?[\s.)\]*]{0,4}",
    re.I,
)
_ABROAD = re.compile(
    r"[(\[*\s]{0,4}((dieser|der) (artikel|beitrag|text|inhalt)\b[^.!?\"“„«»]{0,60}\b(KI"
    r"|künstlicher? intelligenz)\b[^.!?]{0,60}"
    r"\b(erstellt|generiert|geschrieben|verfasst|erzeugt)"
    r"|(este|esta|questo|quest['’]|cet|ce|cette) ?(artículo|artigo|articolo|article|texto?|texte|testo|contenido"
    r"|conteúdo|contenu"
    r"|contenuto|página|page|noticia)\b[^.!?\"“„«»]{0,40}\b(genera(do|da|to)|gera(do|da)|générée?|escrito|scritto"
    r"|écrite?|rédigée?"
    r"|redactado|crea(do|to)|cria(do|da)|créée?|elaborado|produit|prodotto)\b[^.!?\"“„«»]{0,60}"
    r"\b(inteligencia artificial|inteligência artificial|intelligence artificielle|intelligenza artificiale|IA)\b)",
    re.I,
)
# Without one of these no pattern above can match; it saves the search in most paragraphs.
_HINT = re.compile(
    r"\ba\.?i\b|artific|intelig|intellig|language model|gpt|machine learning|bot\b|automated|\b(ki|ia)\b", re.I
)
# Only these may stand between the beginning of the paragraph and such a sentence.
_OPENING = re.compile(
    r"[(\[*\s]{0,4}((disclaimer|disclosure|notice|note|transparency note|ai note|please note( that)?"
    r"|editor['’]?s['’]? note"
    r"|attention)\s{0,2}[:：—–-]?\s{0,2})?"
    r"((an?|our|the)( \w+){0,2} )?",
    re.I,
)
# A declaration is about the page, so it is no longer than a paragraph's beginning.
_FIRST_SENTENCE = 320

# A link to the page of corrections is none, so these labels need their colon.
_NAMED = (
    (
        "notice.editors-note",
        r"(editor(s|['’]s|s['’])?|editorial|publisher['’]?s) note|note (from|by) the editors?"
        r"|anmerkung der redaktion|"
        r"nota (del editor|de la redacción|da redação|do editor|della redazione|di redazione)|note de la rédaction|"
        r"ndlr|от редакции",
    ),
    (
        "notice.correction",
        r"(corrections?|clarifications?|correction (and|&) clarification)"
        r"(,? \(?(on )?(\w+\.? \d{1,2}|\d{1,2}\.? \w+\.?)(,? \d{4})?\)?)?|erratum|corrigendum|korrektur"
        r"|berichtigung|corrección|fe de erratas|"
        r"rectificatif|correzione|correção",
    ),
    ("notice.disclaimer", r"disclaimer|disclosure|full disclosure|haftungsausschluss|descargo de responsabilidad"),
)
_LABELS = tuple((name, re.compile(rf"[(\[*\s]{{0,4}}({label})\s{{0,3}}([:：—–]|-\s)", re.I)) for name, label in _NAMED)
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
# Where a rendering glued the label to the sentence before it. Capitals and the colon make it certain.
_GLUED = re.compile(
    r"(?<=[.!?…\"”’)])\s{0,3}(?=(AI|Artificial [Ii]ntelligence) ([Dd]isclaimer|[Dd]isclosure|DISCLAIMER"
    r"|DISCLOSURE):\s?\S)"
)


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
    """Return where an AI label begins that a rendering glued to the sentence before it, or None."""
    found = _GLUED.search(text)
    return found.end() if found else None


def _declares_itself(head: str) -> bool:
    if not _HINT.search(head):
        return False
    if _LINE.fullmatch(head) or _ABROAD.match(head):
        return True
    for pattern in (_PASSIVE, _ACTIVE, _ADJECTIVE, _USED, _IS):
        found = pattern.search(head)
        if found:
            opening = _OPENING.match(head)
            if opening and found.start() <= opening.end():
                return True
    return False
