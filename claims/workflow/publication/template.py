"""Texts that a house writes again and again: write-up, request for comment, correction."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.models import Event, TemplateKind, TextTemplate
from claims.workflow.audit import event, require
from claims.workflow.text import Limit, faults, line

MAX_TEXT = 20_000
MAX_NAME = 100


@transaction.atomic
def write(
    *, kind: str, name: str, text: str, by: User, at: datetime, template: TextTemplate | None = None
) -> TextTemplate:
    """Write a template, or change an existing one. Nothing fills it in: whoever uses it changes what does not fit."""
    actor = require(by, "claims.change_texttemplate" if template else "claims.add_texttemplate")
    name, text = line(name), text.strip()
    wrong = faults(
        {"name": (name, Limit(MAX_NAME, "Give it a name.")), "text": (text, Limit(MAX_TEXT, "Give it a text."))}
    )
    if kind not in TemplateKind.values:
        wrong["kind"] = f"Choose one of: {', '.join(TemplateKind.values)}."
    if wrong:
        raise ValidationError(wrong)
    template = template or TextTemplate()
    template.kind, template.name, template.text, template.changed_by, template.changed_at = (
        kind,
        name,
        text,
        actor.pk,
        at,
    )
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError:
        raise ValidationError({"name": "There is a template of this kind and name already."}) from None
    event(Event.Verb.TEMPLATE_WRITTEN, by=actor, at=at, template=template.pk, kind=kind, name=name)
    return template
