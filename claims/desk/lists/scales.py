"""The page on which an administrator makes the next version of the house's scale."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.desk.base.forms import Form
from claims.desk.base.people import person
from claims.models import Rating
from claims.workflow.audit import Conflict
from claims.workflow.publication import scale

SPARE = 2  # empty steps at the end, for a house with more than there are


class Name(Form):
    name = forms.CharField(label=_("Name of the scale"), max_length=100, widget=forms.TextInput(attrs={"dir": "auto"}))


class StepForm(Form):
    """One step; a spare one that is left without a label is no step."""

    rating = forms.ChoiceField(label=_("Stands for"), choices=Rating.choices)
    missing_context = forms.BooleanField(label=_("where it leaves out context"), required=False)
    label = forms.CharField(
        label=_("Label"), max_length=100, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    number = forms.IntegerField(label=_("Number"), required=False, help_text=_("As search engines are told it."))
    definition = forms.CharField(
        label=_("What it means"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    colour = forms.CharField(label=_("Colour"), max_length=7, widget=forms.TextInput(attrs={"type": "color"}))
    order = forms.IntegerField(label=_("Place"), min_value=1, max_value=99, required=False)

    def step(self) -> scale.Step:
        """Return the step as the workflow takes it."""
        given = self.cleaned_data
        return scale.Step(
            rating=given["rating"],
            label=given["label"],
            number=given["number"] or 0,
            definition=given["definition"],
            colour=given["colour"].lower(),
            missing_context=given["missing_context"],
        )


Steps = forms.formset_factory(StepForm, extra=0, max_num=scale.MAX_STEPS, absolute_max=scale.MAX_STEPS)


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Show the scale in force to be changed; a POST makes the next version of it."""
    if not request.user.has_perm("claims.add_ratingscale"):
        raise PermissionDenied
    present = scale.in_force()
    if request.method != "POST":
        return _draw(request, Name(initial={"name": present.name if present else ""}), Steps(initial=_initial()), 200)
    name, steps, status = Name(request.POST), Steps(request.POST, initial=_initial()), 400
    if name.is_valid() and steps.is_valid():
        given = [form for form in steps.forms if form.cleaned_data["label"].strip()]
        given.sort(key=lambda form: form.cleaned_data["order"] or 99)
        try:
            made = scale.make(
                name=name.cleaned_data["name"],
                steps=[form.step() for form in given],
                by=person(request),
                at=timezone.now(),
            )
        except ValidationError as wrong:
            name.refuse(wrong)
        except Conflict as conflict:
            name.add_error(None, str(conflict))
            status = 409
        else:
            messages.success(request, _("Verdicts from now on are given under %s.") % made)
            return redirect("admin:claims_ratingscale_changelist")
    return _draw(request, name, steps, status)


def _initial() -> list[dict[str, Any]]:
    present = scale.in_force()
    rows = [
        {
            "rating": one.rating,
            "missing_context": one.missing_context,
            "label": one.label,
            "number": one.number,
            "definition": one.definition,
            "colour": one.colour,
            "order": place,
        }
        for place, one in enumerate(present.ratings.order_by("order") if present else [], start=1)
    ]
    return rows + [{"rating": Rating.SUPPORTED, "colour": "#57606a"}] * SPARE


def _draw(request: HttpRequest, name: Name, steps: Any, status: int) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": _("The house's ratings"), "name": name, "steps": steps}
    return render(request, "desk/lists/scale.html", context, status=status)
