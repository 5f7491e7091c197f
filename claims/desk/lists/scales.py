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

from claims.desk.base.forms import DeskForm
from claims.desk.base.people import person
from claims.models import Rating
from claims.workflow.audit import Conflict
from claims.workflow.publication import scale

SPARE = 2  # empty steps at the end, for a house with more than there are


class ScaleNameForm(DeskForm):
    name = forms.CharField(label=_("Name of the scale"), max_length=100, widget=forms.TextInput(attrs={"dir": "auto"}))


class StepForm(DeskForm):
    """One step of the scale; a spare one without a label is ignored."""

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

    def step(self) -> scale.ScaleStep:
        """Return the step as the workflow takes it."""
        data = self.cleaned_data
        return scale.ScaleStep(
            rating=data["rating"],
            label=data["label"],
            number=data["number"] or 0,
            definition=data["definition"],
            colour=data["colour"].lower(),
            missing_context=data["missing_context"],
        )


Steps = forms.formset_factory(StepForm, extra=0, max_num=scale.MAX_STEPS, absolute_max=scale.MAX_STEPS)


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Show the scale in force to be changed; a POST makes the next version of it."""
    if not request.user.has_perm("claims.add_ratingscale"):
        raise PermissionDenied
    present = scale.in_force()
    if request.method != "POST":
        return _draw(
            request, ScaleNameForm(initial={"name": present.name if present else ""}), Steps(initial=_initial()), 200
        )
    name, steps, status = ScaleNameForm(request.POST), Steps(request.POST, initial=_initial()), 400
    if name.is_valid() and steps.is_valid():
        filled = [form for form in steps.forms if form.cleaned_data["label"].strip()]
        filled.sort(key=lambda form: form.cleaned_data["order"] or 99)
        try:
            new_scale = scale.make(
                name=name.cleaned_data["name"],
                steps=[form.step() for form in filled],
                by=person(request),
                at=timezone.now(),
            )
        except ValidationError as wrong:
            name.refuse(wrong)
        except Conflict as conflict:
            name.add_error(None, str(conflict))
            status = 409
        else:
            messages.success(request, _("Verdicts from now on are given under %s.") % new_scale)
            return redirect("admin:claims_ratingscale_changelist")
    return _draw(request, name, steps, status)


def _initial() -> list[dict[str, Any]]:
    present = scale.in_force()
    rows = [
        {
            "rating": rating.rating,
            "missing_context": rating.missing_context,
            "label": rating.label,
            "number": rating.number,
            "definition": rating.definition,
            "colour": rating.colour,
            "order": place,
        }
        for place, rating in enumerate(present.ratings.order_by("order") if present else [], start=1)
    ]
    return rows + [{"rating": Rating.SUPPORTED, "colour": "#57606a"}] * SPARE


def _draw(request: HttpRequest, name: ScaleNameForm, steps: Any, status: int) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": _("The house's ratings"), "name": name, "steps": steps}
    return render(request, "desk/lists/scale.html", context, status=status)
