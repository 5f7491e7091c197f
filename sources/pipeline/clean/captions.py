"""Recognise a picture's caption or credit in a page's lines."""

import re

LONGEST = 320  # code points

_FORM = re.compile(
    # "1 of 4 Boats in the harbour"
    r"(photo |image |slide )?\d{1,3} ?(of|/) ?\d{1,3}\b[^/\d].{0,300}|"
    r"© ?[^\d.!?]{2,60}|"
    # "Photo: Ana Silva", "Image credit: …"
    r"[(\[]?\s*(photos?|images?|picture|pic|photograph|foto|фото|bild|illustration|credits?|(photo|image) credit"
    r"|video|courtesy"
    r"|above|quelle|fuente|crédits?)( (by|courtesy|credit|via|of|from))*\s?[:/©|].{1,160}"
    # "A bridge in the fog. (Image: …)"
    r"|.{0,240}[(\[](image|photo|picture|credit|foto|bild|pic|file)s?( credit| by| courtesy)?s?( ?:| by| courtesy"
    r"| ©).{1,80}[)\]]"
    r"|(photo|photograph|image|picture|foto|illustration)s? (by|courtesy|via|from)\b.{1,100}"
    r"|.{0,200}\bfile (photo|picture|image)\b.{0,200}"
    # Agencies that lend pictures
    r"|.{0,120}(getty images|shutterstock|istock|/ ?reuters|/ ?afp|afp/|ap photo|reuters/|/getty|via ap|unsplash"
    r"|alamy|epa-efe"
    r"|picture alliance|associated press photo|submitted photo).{0,60}",
    re.I,
)

# Code points at the end of a caption in which its credit stands, and of the longest caption that has one.
CREDIT = 100
CREDITED = 700
_CREDIT = re.compile(
    # "(AP Photo/Ana Silva)", "(NASA via AP, File)", "(JO EK/SCIENCE PHOTOS)"
    r"[(\[](AP Photo|[^()\[\]]{1,60} via (AP|Reuters)|[A-Z][A-Z .]{2,40}/ ?[A-Z])[^()\[\]]{0,60}[)\]]"
    # "… in the fog. Photograph: Ana Silva", "… in 2019. © Agency / Jo Ek", "… in the fog. Getty"
    r"|[.!?…]['’\"”)]{0,2} (Photo|Photograph|Picture|Image|Foto)s?: ?[^.!?]{2,60}"
    r"|[.!?…]['’\"”)]{0,2} (© ?[^.!?]{2,50}|Getty|Reuters)"
)


_COUNT = re.compile(r"(image|photo|picture|slide) \d{1,3} of \d{1,3}", re.I)


def counts(text: str) -> bool:
    """Return whether the line counts the pictures of a gallery ("Image 2 of 5"), whose caption comes next."""
    return len(text) <= 40 and _COUNT.fullmatch(text) is not None


def looks_like(text: str) -> bool:
    """Return whether the line is a picture's credit, or a caption that ends in one."""
    if len(text) <= LONGEST and _FORM.fullmatch(text):
        return True
    return len(text) <= CREDITED and any(
        found.end() == len(text) for found in _CREDIT.finditer(text, max(0, len(text) - CREDIT))
    )
