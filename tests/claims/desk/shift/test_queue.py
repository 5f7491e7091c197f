"""The queue: another claim for each, filters that go along, and passing one over."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.desk.base.claim_list import claim_address
from claims.models import Desk, Event, Membership, Review, Work
from claims.workflow.claim import proposals
from claims.workflow.review import plan
from tests import factories
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db
QUEUE, NEXT, GIVE, INBOX = "/admin/queue/", "/admin/queue/next/", "/admin/queue/give/", "/admin/inbox/"


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def work(claim):
    return Work.objects.get(pk=claim.pk)


def test_next_gives_each_another_claim_and_then_says_that_nothing_waits(reviewer):
    first, second = picked(), picked()
    other = signed_in("reviewer")
    assert "2 claims wait for you" in page(reviewer, QUEUE)
    got = {reviewer.post(NEXT)["Location"], other.post(NEXT)["Location"]}
    assert got == {claim_address(c) for c in (first, second)}
    answer = reviewer.post(NEXT, follow=True)
    assert answer.redirect_chain[0][0] == QUEUE
    assert "Nothing else waits for you." in answer.content.decode()


def test_filters_stand_in_the_address_and_go_with_the_button(reviewer):
    sport = Desk.objects.create(name="Sport", created_at=factories.AT)
    Membership.objects.create(desk=sport, user=reviewer.user, created_at=factories.AT)
    german = factories.version("Die Fähre fiel vierzig Mal aus.\n")
    german.article.language, german.article.language_origin = "de", "person"
    german.article.save()
    claims = {
        "desk": picked(),
        "language": picked(of=german, words="fiel vierzig Mal aus"),
        "harm": picked(),
        "due": picked(),
    }
    picked()
    Work.objects.filter(pk=claims["desk"].pk).update(desk=sport)
    plan.set_harm(claim=claims["harm"], harm="low", by=factories.user("editor"), at=factories.AT)
    Work.objects.filter(pk=claims["due"].pk).update(due_at=timezone.now() - timedelta(hours=1))
    for name, value in {"desk": sport.pk, "language": "de", "harm": "low", "due": "late"}.items():
        html = reviewer.get(QUEUE, {name: value})
        assert [row.key for row in html.context["waiting"]] == [claims[name].pk], name
        assert f'name="{name}" value="{value}"' in html.content.decode()
        assert reviewer.post(NEXT, {name: value})["Location"] == claim_address(claims[name])
        assert reviewer.post(NEXT, {name: value})["Location"] == f"{QUEUE}?{name}={value}"


@pytest.mark.parametrize(
    "wrong", [{"desk": "x"}, {"desk": 9**20}, {"harm": "dire"}, {"due": "?"}, {"language": "x" * 300}]
)
def test_a_filter_that_cannot_be_is_said_so(reviewer, wrong):
    picked()
    assert reviewer.get(QUEUE, wrong).status_code == 400


def test_a_claim_is_passed_over_with_a_reason(reviewer):
    claim = picked()
    reviewer.post(NEXT)
    assert claim.wording in page(reviewer, QUEUE).replace("&#x27;", "'")
    skip = reverse("desk:skip", args=[claim.pk])
    assert "Say in a few words" in reviewer.post(skip, {"because": " "}, follow=True).content.decode()
    answer = reviewer.post(skip, {"because": "I know the captain.", "harm": "normal"})
    assert answer["Location"] == f"{QUEUE}?harm=normal"
    assert "Nothing waits for you." in page(reviewer, QUEUE)
    assert Event.objects.get(verb="claim.skipped").data["because"] == "I know the captain."
    assert signed_in("reviewer").post(NEXT)["Location"] == claim_address(claim)


def test_a_foreign_desks_claim_is_not_offered_and_not_passed_over(reviewer):
    claim = picked()
    Work.objects.filter(pk=claim.pk).update(desk=Desk.objects.create(name="Sport", created_at=factories.AT))
    assert reviewer.post(NEXT)["Location"] == QUEUE
    assert reviewer.post(reverse("desk:skip", args=[claim.pk]), {"because": "x"}).status_code == 403


def test_submit_and_next_keeps_to_the_filters_of_the_queue(reviewer):
    high, low, other = picked(), picked(), picked()
    for claim, harm in ((high, "low"), (low, "low")):
        plan.set_harm(claim=claim, harm=harm, by=factories.user("editor"), at=factories.AT)
    first = reviewer.post(NEXT, {"harm": "low"})["Location"]
    mine = Review.objects.get()
    data = {"rating": "NOT_CHECKABLE", "reasons": "Nobody kept a record.", "seen": 0, "next": "1", "draft": mine.draft}
    answer = reviewer.post(reverse("desk:review", args=[mine.claim_id]), data)
    assert answer.status_code == 302
    taken = Review.objects.exclude(pk=mine.pk).get()
    assert {first, answer["Location"]} == {claim_address(c) for c in (high, low)}
    assert taken.claim_id in (high.pk, low.pk)
    answer = reviewer.post(reverse("desk:review", args=[taken.claim_id]), {**data, "draft": taken.draft})
    assert answer["Location"] == f"{QUEUE}?harm=low"
    assert work(other).stage == "picked"
