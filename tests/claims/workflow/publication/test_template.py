"""Texts that a newsroom writes again and again."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event, TextTemplate
from claims.workflow.publication import template
from tests import factories
from tests.claims.workflow.world import EDITORS, roles_that_may

pytestmark = pytest.mark.django_db


def test_a_template_of_a_kind_and_name_is_there_once() -> None:
    by = factories.user("editor")
    first = template.write(kind="request", name="Plain", text="t", by=by, at=factories.AT)
    with pytest.raises(ValidationError, match="already"):
        template.write(kind="request", name=" Plain ", text="t", by=by, at=factories.AT)
    template.write(kind="request", name="Plain", text="Dear all,", by=by, at=factories.AT, template=first)
    assert TextTemplate.objects.get().text == "Dear all,"


def test_only_editors_write_templates_and_change_them():
    made = template.write(kind="request", name="Plain", text="t", by=factories.user("editor"), at=factories.AT)
    assert (
        roles_that_may(lambda by: template.write(kind="write_up", name="n", text="t", by=by, at=factories.AT))
        == EDITORS
    )
    assert (
        roles_that_may(
            lambda by: template.write(kind="request", name="n", text="t", by=by, at=factories.AT, template=made)
        )
        == EDITORS
    )


WRONG = [
    ({"kind": "poem"}, "kind"),
    ({"name": " "}, "name"),
    ({"name": "x" * 101}, "name"),
    ({"name": "\0"}, "name"),
    ({"text": ""}, "text"),
    ({"text": "x" * 20_001}, "text"),
    ({"text": "\0"}, "text"),
]


@pytest.mark.parametrize(("fields", "field"), WRONG)
def test_a_template_that_lacks_something_names_its_field(fields, field):
    values = {"kind": "request", "name": "Plain", "text": "t"}
    with pytest.raises(ValidationError) as refusal:
        template.write(**{**values, **fields}, by=factories.user("editor"), at=factories.AT)
    assert set(refusal.value.message_dict) == {field}


def test_a_template_is_stored_with_who_changed_it():
    by = factories.user("editor")
    made = template.write(kind="request", name="x" * 100, text=" " + "x" * 19_999, by=by, at=factories.AT)
    made.refresh_from_db()
    assert (len(made.text), made.changed_by, made.changed_at) == (19_999, by.actor.pk, factories.AT)
    logged = Event.objects.get(verb="template.written")
    assert logged.data == {"template": made.pk, "kind": "request", "name": "x" * 100}
    template.write(kind="correction", name="x" * 100, text="t", by=by, at=factories.AT)
    assert TextTemplate.objects.count() == 2
