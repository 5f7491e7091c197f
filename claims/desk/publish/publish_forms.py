"""The forms of the publication page: publish, correct, withdraw, ask for comment, answer readers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.desk.base.forms import DeskForm, WholeNumberField, text
from claims.models import Level
from claims.workflow.claim.wording import LIMITS
from claims.workflow.claim.words_stand import MAX_WHY

LEVELS: dict[str, Any] = {
    Level.MINOR: _("Small: nothing of substance"),
    Level.UPDATE: _("Update: wording, number, name, rating or evidence"),
    Level.SUBSTANTIAL: _("Substantial: readers were told something else"),
}


def line(label: Any, most: int, help_text: Any = "", *, required: bool = True, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto", **attrs})
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=required, widget=widget)


class ConfirmForm(DeskForm):
    """Confirm what is claimed, by whom, in which role."""

    wording = forms.CharField(
        label=_("The claim in words that stand alone"),
        max_length=LIMITS["wording"],
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    speaker = line(_("Who said it"), LIMITS["speaker"], _("Empty: the article, in its own name."), required=False)
    role = line(_("In which role"), LIMITS["role"], required=False)
    words_stand_because = line(
        _("Why the words stand as they are"), MAX_WHY, _("Only where something in them is unknown."), required=False
    )
    seen = WholeNumberField(min_value=0, widget=forms.HiddenInput, required=False)


class InternalReasonForm(DeskForm):
    """A reason for colleagues only."""

    because = text(2, _("Why"), _("For colleagues; it stays in the record."))


def moment(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=required, help_text=help_text, widget=widget)


class CorrectionForm(DeskForm):
    """Open a correction: what seems wrong with the published version."""

    because = text(2, _("What seems wrong"), _("For colleagues; it stays in the record."))
    due_at = moment(_("To be done until (UTC)"), required=False)


class PublicReasonForm(DeskForm):
    """A reason that is published."""

    because = text(3, _("What readers are told"), _("It stands on the public page."))


class PublishForm(DeskForm):
    """Publish the verdict that stands; after a withdrawal, with what changed since."""

    seen = WholeNumberField(min_value=0, required=False, widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label=_("How much changed"),
        required=False,
        choices=[("", _("as the difference asks")), *LEVELS.items()],
    )
    because = text(3, _("What readers are told"), _("Only when it differs from what they saw."), required=False)

    def __init__(self, *args: Any, again: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["level"], self.fields["because"]


class FinishCorrectionForm(DeskForm):
    """Publish a correction; a lesser level than the difference asks for is not offered."""

    seen = WholeNumberField(min_value=0, required=False, widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("How much changed"), choices=list(LEVELS.items()), widget=forms.RadioSelect)
    because = text(3, _("What readers are told"), _("What was wrong, and what is right."))

    def __init__(self, *args: Any, least: str = Level.MINOR, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lowest = Level.values.index(least)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(level, LEVELS[Level(level)]) for level in Level.values[lowest:]]


class ReplyRequestForm(DeskForm):
    """A request for comment."""

    whom = line(_("Who is asked"), 300, _("Named on the public page if their answer is released."))
    contact = line(_("How they are reached"), 300, _("Never leaves the house."), required=False, autocomplete="off")
    asked = text(4, _("What they are asked"))
    until = moment(_("Until when (UTC)"))


class ReplyForm(DeskForm):
    """The answer to a request for comment."""

    request = WholeNumberField(min_value=1, widget=forms.HiddenInput)
    answer = text(3, _("What they answered"), _("For colleagues."), required=False)
    answer_public = text(2, _("Released for readers"), _("Their words as they may be printed."), required=False)
    declined = forms.BooleanField(label=_("They declined to answer"), required=False)


class ReportAnswerForm(DeskForm):
    """The answer to a reader who reported an error."""

    report = WholeNumberField(min_value=1, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("What becomes of it"),
        widget=forms.RadioSelect,
        choices=[("accept", _("It is corrected: readers see so at once")), ("decline", _("Nothing to correct"))],
    )
    answer = text(3, _("Your answer to the reader"))
