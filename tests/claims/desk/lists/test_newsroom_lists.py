"""What a newsroom sets for itself: templates, notes on publishers, reports, requests."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import (
    Claim,
    ReplyRequest,
    Report,
    TextTemplate,
)
from claims.workflow.publication import reply, report
from sources.models import PublisherNote
from sources.models.publisher import Publisher
from tests import factories, published
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db


def address(claim: Claim) -> str:
    return reverse("desk:publication", args=[claim.pk])


def test_templates_are_an_editors_to_write(editor: Client, reviewer: Client) -> None:
    fields = {"kind": "write_up", "name": "Short", "text": "We looked into it."}
    assert editor.post("/admin/claims/texttemplate/add/", fields).status_code == 302
    made_one = TextTemplate.objects.get()
    assert made_one.changed_by is not None
    change = f"/admin/claims/texttemplate/{made_one.pk}/change/"
    assert editor.post(change, fields | {"text": "We looked."}).status_code == 302
    assert editor.post("/admin/claims/texttemplate/add/", fields).status_code == 200, "the name is taken"
    made_one.refresh_from_db()
    assert made_one.text == "We looked."
    assert reviewer.post("/admin/claims/texttemplate/add/", fields).status_code == 403
    assert reviewer.get(change).status_code == 200
    assert reviewer.post(change, fields).status_code == 403


def test_a_note_on_a_publisher_is_dated_cited_and_only_withdrawn(editor: Client, reviewer: Client) -> None:
    house = Publisher.objects.create(name="Brackholm Post")
    fields = {
        "publisher": house.pk,
        "text": "Owned by the harbour.",
        "citation": "Register, 2025",
        "as_of": "2025-05-01",
    }
    for wrong in ({"citation": ""}, {"as_of": "2999-01-01"}, {"text": "a" * 5_001}):
        assert editor.post("/admin/sources/publishernote/add/", fields | wrong).status_code == 200
    assert not PublisherNote.objects.exists()
    assert editor.post("/admin/sources/publishernote/add/", fields).status_code == 302
    one = PublisherNote.objects.get()
    boss = signed_in("administrator").get(f"/admin/sources/publisher/{house.pk}/change/").content.decode()
    assert "Register, 2025" in boss
    assert reviewer.post("/admin/sources/publishernote/add/", fields).status_code == 403
    assert editor.post(f"/admin/sources/publishernote/{one.pk}/change/", fields).status_code == 403
    chosen = {"action": "withdraw", "_selected_action": [one.pk]}
    reviewer.post("/admin/sources/publishernote/", chosen)
    one.refresh_from_db()
    assert one.withdrawn_at is None
    editor.post("/admin/sources/publishernote/", chosen)
    one.refresh_from_db()
    assert one.withdrawn_at is not None


def test_lists_of_reports_and_requests_lead_to_the_claim_and_show_no_contact(editor: Client) -> None:
    html = published.public()
    report.receive(publication=html, text="Wrong.", contact="me@mail.example", address="10.0.0.1", at=factories.AT)
    reply.ask(
        claim=html.claim,
        whom="Harbour",
        contact="me@mail.example",
        asked="So?",
        until=published.later(),
        by=factories.user(),
        at=factories.AT,
    )
    for listed, row in (("report", Report), ("replyrequest", ReplyRequest)):
        page = editor.get(f"/admin/claims/{listed}/").content.decode()
        assert address(html.claim) in page
        assert "me@mail.example" not in page
        one = editor.get(f"/admin/claims/{listed}/{row.objects.get().pk}/change/", follow=True)
        assert "me@mail.example" not in one.content.decode()
