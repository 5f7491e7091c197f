"""Show what was found of a quotation's original, and where the two differ."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.desk.base import labels
from claims.desk.base.forms import DeskForm, text
from claims.models import Claim, Grade, Original
from claims.pipeline.compare.quotation_diff import DiffKind, compare
from claims.queries import blind
from claims.workflow.evidence import original


class OriginalForm(DeskForm):
    """Where the original was found, its words, and how the quotation compares."""

    source = forms.CharField(
        label=_("Where it was said"),
        max_length=original.MAX_WORDS,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Speech, broadcast, document, account; or where you looked for it."),
    )
    url = forms.CharField(
        label=_("Its address"),
        required=False,
        max_length=2048,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "dir": "ltr"}),
    )
    said_on = forms.DateField(
        label=_("Said on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    language = forms.CharField(
        label=_("Language"),
        required=False,
        max_length=35,
        help_text=_("Its code, such as en or zh-Hant."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    words = text(3, _("The words as they stand there"), required=False, max_length=original.MAX_WORDS)
    translation = text(
        2,
        _("Our translation"),
        _("When it was said in another language."),
        required=False,
        max_length=original.MAX_WORDS,
    )
    grade = forms.ChoiceField(label=_("Did they say it?"), choices=[("", _("Choose")), *Grade.choices])


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """Words of one kind; `gap` when white space stands before them."""

    kind: str
    words: str
    gap: bool


@dataclass(frozen=True, slots=True)
class OriginalRow:
    """An original with the difference to the quotation; the latest one counts."""

    row: Original
    by: str
    counts: bool
    difference: list[ComparedWords]


def compared_words(quotation: str, words: str) -> list[ComparedWords]:
    """Return both texts as one: what is the same, what the quotation added, and what it left out."""
    found = []
    for part in compare(quotation, words):
        missing = part.kind == DiffKind.LEFT_OUT
        source, start, end = (
            (words, part.original_start, part.original_end) if missing else (quotation, part.start, part.end)
        )
        found.append(ComparedWords(part.kind.value, source[start:end], start > 0 and source[start - 1].isspace()))
    return found


def gather(claim: Claim, bound: DeskForm | None, known: dict[Any, str], *, viewer: UUID | None) -> dict[str, Any]:
    """Return what the card “Did they say it?” needs; a refused or compared form shows its own difference."""
    if claim.quote is None:
        return {}
    quotation = " ".join(original.segments(claim.quote))
    rows = list(blind.originals_seen_by(viewer).filter(quote=claim.quote_id).order_by("-id"))
    form = bound or OriginalForm(auto_id="original-%s")
    typed = _typed(form)
    grade = original.proposed(claim.quote, typed) if typed else None
    return {
        "originals": [
            OriginalRow(row, known.get(row.added_by, str(labels.SOMEBODY)), at == 0, _difference(quotation, row))
            for at, row in enumerate(rows)
        ],
        "original_form": form,
        "compared": compared_words(quotation, typed) if typed else [],
        "suggested_grade": Grade(grade).label if grade else "",
    }


def actors(claim: Claim) -> list[Any]:
    """Return who added originals, for the names."""
    found = Original.objects.filter(quote=claim.quote_id) if claim.quote_id else Original.objects.none()
    return list(found.values_list("added_by", flat=True))


def _typed(form: DeskForm) -> str:
    if not form.is_bound:
        return ""
    words = form.data.get("translation", "").strip() or form.data.get("words", "").strip()
    return str(words)[: original.MAX_WORDS]


def _difference(quotation: str, row: Original) -> list[ComparedWords]:
    """Return the difference to an original; empty when its words are in another language and have no translation."""
    if row.translation:
        return compared_words(quotation, row.translation)
    return compared_words(quotation, row.words) if row.words and row.grade not in original.TRANSLATED else []
