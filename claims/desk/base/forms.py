"""The forms of the desk. They read fields only; the rules are the workflow's."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.desk.base import labels
from claims.models import ClaimType, Harm, Plan, Rating, Stance
from claims.models.claim import NotAClaim
from claims.workflow.assignment.triage import MAX_WHY
from claims.workflow.evidence.article import UNKNOWN
from claims.workflow.evidence.evidence import File
from sources.models import ArticleVersion
from sources.params import int_param
from sources.spans import Span


class DeskForm(forms.Form):
    """A form whose errors are tied to their fields for assistive tools, and that takes a refusal in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def refuse(self, error: ValidationError) -> None:
        """Show what the workflow says at the field it names, or above the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for field, errors in error.error_dict.items():
            self.add_error(field if field in self.fields else None, errors)


class WholeNumberField(forms.IntegerField):
    """A number that a page sends back: an id, a version, an offset. ASCII digits alone are one, as in an address."""

    def to_python(self, value: Any) -> int | None:
        """Return the number; None for an empty field."""
        if value in self.empty_values:
            return None
        number = int_param(str(value), least=0)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


def text(rows: int, label: Any, help_text: Any = "", **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, strip=False, **more)


class ArrivalForm(DeskForm):
    """An article by paste, by file or by address."""

    text = text(8, _("Text"), _("The page's text as you copied it, or its HTML."), required=False)
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm"}),
        help_text=_("Text or HTML."),
    )
    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2048,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "dir": "ltr"}),
        help_text=_("Alone, it is fetched. With a text or a file, it says where that was published."),
    )


class ArticleDetailsForm(DeskForm):
    """An article's author, publisher and date, set by hand, and where they come from."""

    author = forms.CharField(
        label=_("Author"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: unknown."),
    )
    publisher = forms.CharField(
        label=_("Publisher"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    citation = forms.CharField(
        label=_("Where it says so"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("The page, the printed edition, or whoever said so."),
    )

    def facts(self) -> dict[str, Any]:
        """Return what was entered as the workflow takes it."""
        return {**self.cleaned_data, "published_on": self.cleaned_data["published_on"] or UNKNOWN}


class RecheckForm(DeskForm):
    """When a verdict comes back to the queue."""

    recheck_on = forms.DateField(
        label=_("Check it again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It comes back to the queue on that day. Empty: it does not."),
    )


class ReviewForm(RecheckForm):
    """A rating with its reasons. The day to check it again is for the person whose review becomes the verdict."""

    rating = forms.ChoiceField(label=_("Your rating"), choices=Rating.choices, widget=forms.RadioSelect)
    missing_context = forms.BooleanField(
        label=_("It leaves out context that changes what readers understand"), required=False
    )
    reasons = text(4, _("Reasons"), _("For readers."))
    sought = text(2, _("Where we looked"), _("Needed for “Not enough evidence”. For readers."), required=False)
    note = text(2, _("Note"), _("For colleagues only."), required=False)
    seen = WholeNumberField(min_value=0, widget=forms.HiddenInput, required=False)
    review = WholeNumberField(min_value=1, widget=forms.HiddenInput, required=False)
    draft = WholeNumberField(min_value=0, widget=forms.HiddenInput, required=False)


class DraftForm(ReviewForm):
    """An unfinished review; no field is required."""

    rating = forms.ChoiceField(choices=Rating.choices, required=False)
    reasons = text(4, _("Reasons"), required=False)


class ReasonForm(DeskForm):
    because = text(2, _("Because"))


class SeenReviewForm(DeskForm):
    """`seen` is the id of the review that the second reviewer had before them."""

    seen = WholeNumberField(min_value=1, required=False)


class ApprovalForm(RecheckForm, SeenReviewForm):
    """The second reviewer's approval. `seen_evidence`: ids of the evidence before them, with commas between."""

    seen_evidence = forms.RegexField(r"\A([0-9]{1,18}(,[0-9]{1,18})*)?\Z", required=False, max_length=20_000)

    def clean_seen_evidence(self) -> list[int] | None:
        """Return the ids; None when the page did not say."""
        if "seen_evidence" not in self.data:
            return None
        return [int(key) for key in self.cleaned_data["seen_evidence"].split(",") if key]


class ReturnForm(ReasonForm, SeenReviewForm):
    """Why a review goes back to its author."""


class PickForm(DeskForm):
    because = forms.CharField(required=False, max_length=MAX_WHY)


class HarmForm(DeskForm):
    harm = forms.ChoiceField(choices=Harm.choices)
    seen = WholeNumberField(min_value=0, required=False)


class PlanForm(DeskForm):
    """How many people review a claim."""

    plan = forms.ChoiceField(label=_("Who reviews it"), choices=Plan.choices)
    because = text(2, _("Because"), _("Needed for fewer people than planned; it stays."), required=False)
    fully_blind = forms.BooleanField(label=_("Reviewers do not see each other's evidence either"), required=False)
    seen = WholeNumberField(min_value=0, widget=forms.HiddenInput, required=False)


class EvidenceDetailsForm(DeskForm):
    """The fields that every kind of evidence has."""

    NAMES = ("note", "note_public", "question", "page", "primary_source")

    note = text(3, _("What it shows"), _("For colleagues, in a sentence."))
    question = forms.CharField(
        label=_("Which question it answers"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    note_public = text(2, _("What it shows, for readers"), _("Empty: nothing of it is published."), required=False)
    page = forms.CharField(
        label=_("Page, cell or time"),
        required=False,
        max_length=100,
        help_text=_("Such as p. 12, sheet 2 cell C7, or 00:14:05."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    primary_source = forms.BooleanField(label=_("The source itself, not a report about it"), required=False)


class EvidenceForm(EvidenceDetailsForm):
    """A piece of evidence."""

    stance = forms.ChoiceField(label=_("Which way"), choices=Stance.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("What it is"), choices=labels.EVIDENCE_CHOICES)
    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2048,
        help_text=_("A copy is kept."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "dir": "ltr"}),
    )
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Document or screenshot."), allow_empty_file=True
    )
    seen_by = forms.CharField(
        label=_("Who saw the original"),
        required=False,
        max_length=300,
        help_text=_("Of a screenshot or a copy."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    transcription = text(2, _("Its words, typed out"), _("Of a screenshot, a scan or a recording."), required=False)
    off_record = forms.BooleanField(label=_("Off the record"), required=False)

    def upload(self) -> File | None:
        """Return the file as the workflow takes it."""
        file = self.cleaned_data["file"]
        return File(file.name or "", file.content_type or "", file.read()) if file else None


class WithdrawalForm(DeskForm):
    because = text(2, _("Why is it withdrawn?"))


class PlaceForm(DeskForm):
    """Words of a text: selected, or typed in."""

    exact = text(3, _("The printed words"), _("Select them in the text, or copy them here."))
    start = WholeNumberField(required=False, min_value=0, widget=forms.HiddenInput)
    end = WholeNumberField(required=False, min_value=0, widget=forms.HiddenInput)

    def place(self, version: ArticleVersion) -> Span | None:
        """Return where the words stand; None, with the reason at the field, when that is not certain.

        A browser sends line ends as CR LF; the texts have LF.
        """
        words = self.cleaned_data["exact"].replace("\r\n", "\n")
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start is not None and end is not None:
            if version.text[start:end] == words:
                return Span(start, end, words)
            self.add_error("exact", _("These are not the words at that place. Select them again."))
            return None
        words = words.strip()
        first = version.text.find(words)
        if not words:
            self.add_error("exact", _("Give some words, not only white space."))
        elif first < 0:
            self.add_error("exact", _("These words are not in the text. Copy them exactly as they are printed."))
        elif version.text.find(words, first + 1) >= 0:
            self.add_error("exact", _("These words stand there more than once. Add some of the words around them."))
        else:
            return Span(first, first + len(words), words)
        return None


class MissedClaimForm(PlaceForm):
    """A claim that the machine missed."""

    wording = text(3, _("The claim in words that stand alone"), _("Empty: the printed words."), required=False)
    type = forms.ChoiceField(label=_("What kind of claim"), choices=ClaimType.choices)


class NotAClaimForm(DeskForm):
    """Why a suggestion is not a claim."""

    which = forms.ChoiceField(choices=NotAClaim.choices)
