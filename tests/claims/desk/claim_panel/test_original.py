"""The original of a quotation, and where the two differ."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Original
from tests import factories

pytestmark = pytest.mark.django_db


def panel(client: Client, claim: Claim) -> str:
    return client.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()


@pytest.fixture
def quoted(db: None) -> Claim:
    message = factories.quote(factories.claim(), words="The town paid for each of them")
    return factories.claim(of=message.version, words=message.exact, quote=message)


def original(client: Client, claim: Claim, **more: object):
    fields = {"source": "Minutes", "words": "The town paid for most of them", "grade": "altered", **more}
    return client.post(reverse("desk:original", args=[claim.pk]), fields)


def test_an_original_is_kept_and_the_difference_is_marked_in_words_too(reviewer: Client, quoted: Claim) -> None:
    assert "Nobody has looked for the original yet." in panel(reviewer, quoted)
    assert original(reviewer, quoted).status_code == 302
    page = panel(reviewer, quoted)
    assert "words altered inside the marks" in page
    assert '<ins><span class="visually-hidden">added: </span>each</ins>' in page
    assert '<del><span class="visually-hidden">left out: </span>most</del>' in page


def test_comparing_stores_nothing_and_suggests_only_what_a_machine_sees(reviewer: Client, quoted: Claim) -> None:
    answer = original(reviewer, quoted, compare="yes", source="", grade="", words="The town paid for each of them.")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Claimdesk suggests: the same but for typography. You decide." in page
    assert "Claimdesk proposes" not in original(reviewer, quoted, compare="yes", grade="").content.decode()
    assert not Original.objects.exists()


def test_words_in_another_language_are_held_against_our_translation(reviewer: Client, quoted: Claim) -> None:
    fields = {"words": "Die Stadt zahlte für jede", "language": "de", "grade": "translation"}
    original(reviewer, quoted, **fields)
    assert "<del>" not in panel(reviewer, quoted)
    original(reviewer, quoted, **fields, translation="The town paid for each")
    page = panel(reviewer, quoted)
    assert "added: </span>of them</ins>" in page
    assert "Die" not in page.partition("<del>")[2].partition("</del>")[0]


def test_a_grade_that_the_words_refute_is_refused_with_everything_kept(reviewer: Client, quoted: Claim) -> None:
    answer = original(reviewer, quoted, grade="verbatim", source="Minutes of the council")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "The words differ: look at what is marked" in page
    assert "Minutes of the council" in page
    assert "left out: </span>most" in page
