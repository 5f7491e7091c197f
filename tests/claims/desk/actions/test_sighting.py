"""Claims without an article: how they are entered, their page, and who sees the contact."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from claims.workflow.claim import sighting

pytestmark = pytest.mark.django_db
HANDOVER, EDITOR, ENTER = "/admin/queue/handover/", "/admin/queue/editor/", "/admin/queue/enter/"
TIP = {
    "wording": "The ferry never sailed.",
    "type": "event",
    "medium": "tip",
    "seen_in": "A letter",
    "speaker": "Agnes",
    "contact": "mole@example.org",
}
QUEUE, NEXT, GIVE, INBOX = "/admin/queue/", "/admin/queue/next/", "/admin/queue/give/", "/admin/inbox/"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def work_url(claim):
    return reverse("desk:work", args=[claim.pk])


def test_a_claim_is_entered_and_has_a_page_of_its_own(reviewer):
    answer = reviewer.post(ENTER, TIP)
    claim = Claim.objects.get()
    assert answer["Location"] == reverse("desk:claim", args=[claim.pk])
    html = page(reviewer, answer["Location"])
    assert "The ferry never sailed." in html
    assert "A letter" in html
    assert "mole@example.org" in html
    assert "Agnes" in html
    assert "in its own name" not in html


def test_the_tipsters_contact_is_on_that_page_and_nowhere_else(reviewer, onlooker):
    reviewer.post(ENTER, TIP)
    claim = Claim.objects.get()
    for address in (
        QUEUE,
        HANDOVER,
        work_url(claim),
        "/admin/claims/claim/",
        "/admin/claims/event/",
        "/admin/",
        f"/api/v1/claims/{claim.pk}",
        "/api/v1/claims",
        "/api/v1/events",
    ):
        answer = reviewer.get(address, follow=True)
        assert "mole@" not in answer.content.decode(), address
    assert onlooker.get(reverse("desk:claim", args=[claim.pk])).status_code == 403


def test_everything_that_is_done_to_a_claim_can_be_done_on_that_page(reviewer):
    claim = sighting.enter(
        wording="It never sailed.",
        type="event",
        seen=sighting.SightingDetails("speech", "The town hall"),
        by=reviewer.user,
        at=timezone.now(),
    )
    refused = reviewer.post(reverse("desk:review", args=[claim.pk]), {"rating": "SUPPORTED", "reasons": "Kept words"})
    assert refused.status_code in (400, 409)
    assert "Kept words" in refused.content.decode()
    assert "The town hall" in refused.content.decode()


def test_what_is_missing_is_said_and_the_words_are_kept(reviewer):
    answer = reviewer.post(ENTER, TIP | {"seen_in": ""})
    assert answer.status_code == 400
    assert "The ferry never sailed." in answer.content.decode()
    assert not Claim.objects.exists()


def test_a_claim_without_an_article_that_makes_two_statements_is_split_by_its_one_button(reviewer):
    reviewer.post(ENTER, TIP | {"wording": "The pier broke in 1998. The town paid for it."})
    claim = Claim.objects.get()
    html = page(reviewer, reverse("desk:claim", args=[claim.pk]))
    assert 'id="split-offer"' in html
    assert "This claim makes 2 statements." in html
    answer = reviewer.post(reverse("desk:split_as_suggested", args=[claim.pk]), {"seen": claim.work.version})
    first, _second = Claim.objects.filter(split_from=claim).order_by("pk")
    assert answer["Location"] == reverse("desk:claim", args=[first.pk])
    assert first.wording == "The pier broke in 1998"
    assert 'id="split-offer"' not in page(reviewer, answer["Location"])
