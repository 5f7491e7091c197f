"""Texts that a newsroom writes again and again."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import TextTemplate
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
