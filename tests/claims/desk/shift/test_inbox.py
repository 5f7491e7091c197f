"""What a person should know, counted in the bar and marked as read."""

import pytest

from claims.models import Notice
from claims.workflow.audit import actor_of
from claims.workflow.claim import proposals
from claims.workflow.inbox import comment
from claims.workflow.inbox.notify import News, send_news
from tests import factories

pytestmark = pytest.mark.django_db
QUEUE, NEXT, GIVE, INBOX = "/admin/queue/", "/admin/queue/next/", "/admin/queue/give/", "/admin/inbox/"


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_bar_counts_what_is_new_and_reading_it_empties_the_number(reviewer):
    claim = picked()
    send_news(
        [News(actor_of(reviewer.user).pk, "due", f"due:{n}:x", claim.pk, "<b>soon</b>") for n in range(3)],
        at=factories.AT,
    )
    send_news([News(actor_of(factories.user()).pk, "due", "due:9:x", claim.pk)], at=factories.AT)
    html = page(reviewer, INBOX)
    assert '<span class="unread-count">3</span>' in page(reviewer, "/admin/")
    assert "&lt;b&gt;soon" in html
    assert "<b>soon" not in html
    first = Notice.objects.filter(to=actor_of(reviewer.user)).first()
    reviewer.post("/admin/inbox/read/", {"notice": first.pk})
    assert '<span class="unread-count">2</span>' in page(reviewer, INBOX)
    reviewer.post("/admin/inbox/read/", {"notice": "all"})
    assert "unread-count" not in page(reviewer, INBOX)
    assert Notice.objects.filter(read_at=None).count() == 1


@pytest.mark.parametrize("data", ["", "x", "9" * 30])
def test_nonsense_marks_nothing_as_read(reviewer, data):
    send_news([News(actor_of(reviewer.user).pk, "due", "due:1:x")], at=factories.AT)
    reviewer.post("/admin/inbox/read/", {"notice": data})
    assert Notice.objects.filter(read_at=None).count() == 1


def test_a_mention_leads_to_the_comment(reviewer):
    claim = picked()
    written = comment.write(
        claim=claim, text=f"@{reviewer.user.username} see here", by=factories.user(), at=factories.AT
    )
    assert f"/admin/claims/claim/{claim.pk}/page/#comment-{written.pk}" in page(reviewer, INBOX)


def test_old_notices_stay_within_reach(reviewer):
    send_news(
        [News(actor_of(reviewer.user).pk, "due", f"due:{n}:x", None, f"number {n}.") for n in range(60)],
        at=factories.AT,
    )
    assert "number 59." in page(reviewer, INBOX)
    assert "number 0." not in page(reviewer, INBOX)
    assert "number 0." in page(reviewer, f"{INBOX}?page=2")
    assert page(reviewer, f"{INBOX}?page=nonsense")
