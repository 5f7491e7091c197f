"""Lists of what a newsroom sets for itself: rating scales, templates, notes on publishers; and of readers' reports."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.desk.base import labels
from claims.desk.base.people import person
from claims.models import RatingScale, ReplyRequest, Report, TextTemplate
from claims.queries.blind import replies_seen_by
from claims.workflow.audit import Conflict, actor_id
from claims.workflow.evidence import publisher_note
from claims.workflow.publication import template
from sources.models import PublisherNote
from sources.read_only_admin import ReadOnlyAdmin


class TemplateForm(forms.ModelForm):
    text = forms.CharField(max_length=template.MAX_TEXT, widget=forms.Textarea(attrs={"dir": "auto"}))

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class NoteForm(forms.ModelForm):
    text = forms.CharField(label=_("What is known"), max_length=publisher_note.MAX_TEXT, widget=forms.Textarea)
    citation = forms.CharField(label=_("Where it says so"), max_length=publisher_note.MAX_TEXT, widget=forms.Textarea)

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day > timezone.now().date():
            raise ValidationError(_("This day is still to come."))
        return day


class NewsroomAdmin(ReadOnlyAdmin):
    """A list with a title in plain words."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        named = {"title": labels.LISTS[self.model.__name__]}
        return super().changelist_view(request, named | (extra_context or {}))


@admin.register(RatingScale)
class ScaleAdmin(NewsroomAdmin):
    """Every version of the house's scale, with what each step means."""

    list_display = ["name", "version", "steps", "created_at"]
    ordering = ["-id"]
    fields = ["name", "version", "created_at", "steps"]
    readonly_fields = ["steps"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("ratings")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.add_ratingscale")

    def add_view(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("desk:scale"))

    @admin.display(description=_("steps"))
    def steps(self, row: RatingScale) -> str:
        return " · ".join(f"{step.label} ({step.get_rating_display()})" for step in row.ratings.all())


@admin.register(TextTemplate)
class TemplateAdmin(NewsroomAdmin):
    """Texts to begin with."""

    list_display = ["name", "kind", "changed_at"]
    list_display_links = ["name"]
    list_filter = ["kind"]
    form = TemplateForm
    fields = ["kind", "name", "text"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.add_texttemplate")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm("claims.change_texttemplate")

    def save_model(self, request: HttpRequest, obj: TextTemplate, form: Any, change: bool) -> None:
        written = template.write(
            kind=obj.kind,
            name=obj.name,
            text=obj.text,
            by=person(request),
            at=timezone.now(),
            template=obj if change else None,
        )
        obj.pk = written.pk


@admin.register(PublisherNote)
class NoteAdmin(NewsroomAdmin):
    """Notes on publishers: dated and cited, never a score."""

    list_display = ["publisher", "text_", "citation", "as_of", "withdrawn_at"]
    list_display_links = ["publisher"]
    list_filter = [("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["publisher"]
    search_fields = ["publisher__name", "text"]
    form = NoteForm
    fields = ["publisher", "text", "citation", "as_of"]
    actions: Any = ["withdraw"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("sources.add_publishernote")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("sources.change_publishernote")

    def save_model(self, request: HttpRequest, obj: PublisherNote, form: Any, change: bool) -> None:
        written = publisher_note.write(
            publisher=obj.publisher,
            text=obj.text,
            citation=obj.citation,
            as_of=obj.as_of,
            by=person(request),
            at=timezone.now(),
        )
        obj.pk = written.pk

    @admin.action(description=_("Withdraw the chosen notes"), permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, chosen: Any) -> None:
        for note in chosen:
            try:
                publisher_note.withdraw(note=note, by=person(request), at=timezone.now())
            except Conflict as conflict:
                messages.warning(request, str(conflict))

    @admin.display(description=_("what is known"))
    def text_(self, row: PublisherNote) -> SafeString:
        return format_html('<span dir="auto">{}</span>', row.text)


class LinkedRowsAdmin(NewsroomAdmin):
    """Rows that are worked on at their claim; how people are reached stays there."""

    list_display_links = None

    def link(self, claim: int, anchor: str, words: str) -> SafeString:
        address = reverse("desk:publication", args=[claim])
        return format_html('<a href="{}#{}" dir="auto">{}</a>', address, anchor, words[:200])

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """The list is for looking; a row by itself is looked at on the claim's page."""
        return obj is None and super().has_view_permission(request)


@admin.register(Report)
class ReportAdmin(LinkedRowsAdmin):
    """Readers' reports of errors."""

    list_display = ["text_", "state", "created_at", "answered_at"]
    list_filter = ["state"]
    list_select_related = ["publication"]

    @admin.display(description=_("what is wrong"))
    def text_(self, row: Report) -> SafeString:
        return self.link(row.publication.claim_id, f"report-{row.pk}", row.text)


@admin.register(ReplyRequest)
class ReplyRequestAdmin(LinkedRowsAdmin):
    """Requests for comment, with their deadlines."""

    list_display = ["whom_", "asked_at", "until", "answered_at", "declined"]
    list_filter = [("answered_at", admin.EmptyFieldListFilter)]

    def get_queryset(self, request: HttpRequest) -> Any:
        return replies_seen_by(actor_id(request.user)).order_by("-id")

    @admin.display(description=_("who was asked"))
    def whom_(self, row: ReplyRequest) -> SafeString:
        return self.link(row.claim_id, f"request-{row.pk}", row.whom)
