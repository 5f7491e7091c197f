"""What is known of a publisher: dated and cited."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event
from claims.workflow.audit import Conflict
from claims.workflow.evidence import publisher_note
from sources.models.publisher import Publisher, PublisherNote
from tests import factories
from tests.claims.workflow.world import AT, DAY, EDITORS, roles_that_may

pytestmark = pytest.mark.django_db


def note(by=None, **fields):
    publisher, _ = Publisher.objects.get_or_create(name="The Brackholm Post")
    values = {"text": "The town owns it.", "citation": "The town's accounts", "as_of": AT.date(), "at": AT}
    return publisher_note.write(publisher=publisher, by=by or factories.user("editor"), **{**values, **fields})


def test_only_editors_write_notes_and_withdraw_them():
    made = note()
    assert roles_that_may(note) == EDITORS
    assert roles_that_may(lambda by: publisher_note.withdraw(note=made, by=by, at=AT)) == EDITORS


def test_a_note_is_kept_as_it_was_written_and_withdrawn_once():
    made, by = note(text=" The town owns it. "), factories.user("editor")
    assert (made.text, made.citation, made.as_of) == ("The town owns it.", "The town's accounts", AT.date())
    other = note(text="It prints on Sundays.")
    assert publisher_note.withdraw(note=made, by=by, at=AT + DAY).withdrawn_at == AT + DAY
    with pytest.raises(Conflict, match="already"):
        publisher_note.withdraw(note=made, by=by, at=AT + 2 * DAY)
    assert PublisherNote.objects.get(withdrawn_at=None) == other
    events = Event.objects.order_by("id").values_list("verb", "data__note")
    assert list(events) == [
        ("publisher.noted", made.pk),
        ("publisher.noted", other.pk),
        ("publisher.note_withdrawn", made.pk),
    ]


WRONG_NOTES = [
    ({"text": "  "}, "text"),
    ({"citation": ""}, "citation"),
    ({"text": "a\0b"}, "text"),
    ({"citation": "a\0b"}, "citation"),
    ({"text": "x" * 5_001}, "text"),
    ({"citation": "x" * 5_001}, "citation"),
    ({"as_of": (AT + timedelta(days=1)).date()}, "as_of"),
]


@pytest.mark.parametrize(("fields", "field"), WRONG_NOTES)
def test_a_note_that_lacks_something_is_refused_at_the_field(fields, field):
    with pytest.raises(ValidationError) as refusal:
        note(**fields)
    assert set(refusal.value.message_dict) == {field}
    assert not PublisherNote.objects.exists()


def test_a_note_may_be_as_long_as_the_limit_says():
    assert len(note(text="x" * 5_000).text) == 5_000
