"""Reviews on the desk: drafts, submitting, the second reviewer, blind plans, opening again."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.desk.base.claim_list import claim_address
from claims.models import Claim, Verdict, Work
from claims.workflow.claim import proposals
from claims.workflow.review import verdict
from tests import factories
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def work(claim):
    return Work.objects.get(pk=claim.pk)


def post_action(client: Client, name: str, key: int, **data: object):
    return client.post(reverse(f"desk:{name}", args=[key]), data)


def rate(client: Client, claim: Claim, **data: object):
    fields = {"rating": "SUPPORTED", "reasons": "The log says so.", "seen": 0, **data}
    return post_action(client, "review", claim.pk, **fields)


def panel(client: Client, claim: Claim) -> str:
    return client.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()


def blind(claim: Claim, by: Client) -> None:
    assert post_action(by, "harm", claim.pk, harm="high").status_code == 302


def save(client: Client, claim: Claim, **data: object):
    return client.post(reverse("desk:draft", args=[claim.pk]), data, headers={"accept": "application/json"})


def test_the_second_reviewer_sets_when_it_is_checked_again(editor):
    claim, author = picked(), factories.user()
    factories.evidence(claim)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="r", by=author, at=timezone.now())
    approve = reverse("desk:approve", args=[claim.pk])
    for wrong in ("2001-01-01", "soon"):
        answer = editor.post(approve, {"recheck_on": wrong})
        assert answer.status_code == 400
        assert work(claim).stage == "second"
        assert 'id="approve-recheck_on_error"' in answer.content.decode()
    assert editor.post(approve, {"recheck_on": "2099-05-01"}).status_code == 302
    assert claim.verdicts.get().recheck_on.isoformat() == "2099-05-01"


def test_the_second_reviewer_sees_that_the_evidence_changed_and_approves_what_stands_now(editor):
    claim, author = picked(), factories.user()
    first = factories.evidence(claim)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="r", by=author, at=timezone.now())
    approve, had = reverse("desk:approve", args=[claim.pk]), f'name="seen_evidence" value="{first.pk}'
    assert f'{had}"' in editor.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    late = factories.evidence(claim, "disputes", at=timezone.now())
    answer = editor.post(approve, {"seen_evidence": str(first.pk)})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "1 piece of evidence added" in html
    assert f'{had},{late.pk}"' in html
    assert editor.post(approve, {"seen_evidence": f"{first.pk},{late.pk}"}).status_code == 302
    assert work(claim).stage == "done"


def test_a_review_goes_to_a_second_reviewer_who_makes_it_the_verdict(reviewer: Client, editor: Client) -> None:
    claim = factories.claim()
    evidence = {"kind": "data", "stance": "supports", "note": "The harbour log."}
    assert post_action(reviewer, "evidence", claim.pk, **evidence).status_code == 302
    assert "Next: a second reviewer approves it or sends it back." in panel(reviewer, claim)
    assert rate(reviewer, claim).status_code == 302
    assert "with the second reviewer" in panel(reviewer, claim)
    assert "Approve: it becomes the verdict" not in panel(reviewer, claim), "nobody approves their own reading"
    page = panel(editor, claim)
    assert "The log says so." in page
    assert "Approve: it becomes the verdict" in page
    review = claim.reviews.get()
    assert post_action(editor, "approve", claim.pk, seen=review.pk).status_code == 302
    assert [str(v) for v in claim.verdicts.all()] == ["Supported (v1)"]


def test_a_review_comes_back_with_its_reason_and_its_words(reviewer: Client, editor: Client) -> None:
    claim = factories.claim()
    factories.evidence(claim)
    rate(reviewer, claim, reasons="The log says so, I think.")
    assert post_action(editor, "send_back", claim.pk, because=" ").status_code == 400
    assert post_action(editor, "send_back", claim.pk, because="Which log?").status_code == 302
    page = panel(reviewer, claim)
    assert "Which log?" in page
    assert f"Returned by {editor.user.username}, because:" in page
    assert "The log says so, I think.</textarea>" in page, "the author goes on from their own words"
    assert rate(reviewer, claim, reasons="The harbour log of 2025.").status_code == 302
    assert "Which log?" not in panel(editor, claim).split('id="record-heading"')[0]
    assert post_action(editor, "approve", claim.pk, next=1).status_code == 302
    assert claim.verdicts.get().review.reasons == "The harbour log of 2025."


def test_a_verdict_changes_only_after_it_is_opened_again_with_a_reason(reviewer: Client) -> None:
    claim = factories.decided().claim
    page = panel(reviewer, claim)
    assert "Open it again, because" in page
    assert "data-draft" not in page
    assert post_action(reviewer, "reopen", claim.pk, because=" ").status_code == 400
    assert post_action(reviewer, "reopen", claim.pk, because="A new log was found.").status_code == 302
    page = panel(reviewer, claim)
    assert "The verdict that stands is Supported (v1)." in page
    assert "data-draft" in page


def test_blind_reviewers_see_each_others_answers_only_when_both_are_in(reviewer: Client, editor: Client) -> None:
    claim = factories.claim()
    factories.evidence(claim)
    blind(claim, editor)
    other = signed_in("reviewer")
    assert "You&#x27;ll see the other answer after you give yours." in panel(reviewer, claim)
    assert "0 of 2 in" not in panel(editor, claim), "nobody has begun"
    rate(reviewer, claim, reasons="My secret thoughts")
    assert "Your answer is in." in panel(reviewer, claim)
    assert "1 of 2 in" in panel(editor, claim)
    for somebody in (editor, other):
        assert "My secret thoughts" not in panel(somebody, claim)
    assert "of 2 in" not in panel(other, claim)
    rate(other, claim, rating="NOT_CHECKABLE", reasons="Nobody counted.")
    adjudicator = signed_in("editor")
    for somebody in (reviewer, other, editor, adjudicator):
        assert "My secret thoughts" in panel(somebody, claim)
        assert "Nobody counted." in panel(somebody, claim)
    assert "data-draft" not in panel(reviewer, claim)
    assert "Yours becomes the verdict." in panel(adjudicator, claim)
    assert rate(adjudicator, claim, reasons="The log counts.").status_code == 302
    assert str(claim.verdicts.get()) == "Supported (v1)"


def test_fewer_reviewers_need_a_reason_that_stays(reviewer: Client, editor: Client) -> None:
    claim = factories.claim()
    assert "Set who reviews it" not in panel(reviewer, claim)
    assert post_action(reviewer, "plan", claim.pk, plan="single", because="We are two.").status_code == 403
    assert post_action(editor, "plan", claim.pk, plan="single").status_code == 400
    assert post_action(editor, "plan", claim.pk, plan="single", because="We are two.").status_code == 302
    assert claim.waivers.get().because == "We are two."
    assert "yours becomes the verdict at once" in panel(reviewer, claim)
    assert post_action(editor, "plan", claim.pk, plan="pair", seen=0).status_code == 409


def test_a_draft_saves_itself_and_counts_as_nothing(reviewer: Client) -> None:
    claim = factories.claim()
    answer = save(reviewer, claim, reasons="Half a")
    assert answer.status_code == 409
    assert "Pick it first" in answer.json()["message"], "the browser keeps it"
    post_action(reviewer, "pick", claim.pk, because="harm")
    first = save(reviewer, claim, reasons="Half a").json()
    assert first["message"].startswith("Saved ")
    second = save(reviewer, claim, reasons="Half a thought", review=first["review"], draft=first["draft"])
    assert second.json()["draft"] == first["draft"] + 1
    assert "Half a thought</textarea>" in panel(reviewer, claim)
    assert "Half a thought" not in panel(signed_in("reviewer"), claim)
    assert not claim.verdicts.exists()
    assert claim.reviews.get().submitted_at is None
    assert post_action(reviewer, "give_back", claim.pk, because="Lunch.").status_code == 302
    assert "Half a thought</textarea>" in panel(reviewer, claim), "what one wrote stays one's own"


def test_a_stale_draft_shows_both_sides_and_overwrites_nothing(reviewer: Client) -> None:
    claim = factories.claim()
    post_action(reviewer, "pick", claim.pk)
    kept = save(reviewer, claim, reasons="Here").json()
    answer = save(reviewer, claim, reasons="There", review=kept["review"], draft=0)
    assert (answer.status_code, answer.json()["theirs"]["reasons"]) == (409, "Here")
    assert answer.json()["draft"] == kept["draft"], "the next try is made with it in view"
    plain = post_action(reviewer, "draft", claim.pk, reasons="There", review=kept["review"], draft=0)
    assert plain.status_code == 409
    for words in ("Here", "There</textarea>", "Saved elsewhere"):
        assert words in plain.content.decode()
    assert rate(reviewer, claim, rating="NOT_CHECKABLE", reasons="There", draft=0).status_code == 409
    assert claim.reviews.get().reasons == "Here"


def test_submit_and_next_leads_to_another_claim(reviewer: Client) -> None:
    of = factories.version()
    here, present = factories.claim(of=of), factories.claim(of=of, words="paid for each", wording="The town paid")
    post_action(reviewer, "pick", present.pk)
    answer = rate(reviewer, here, rating="NOT_CHECKABLE", next=1)
    assert answer.url == claim_address(present)
    answer = rate(reviewer, present, rating="NOT_CHECKABLE", next=1)
    assert answer.url != claim_address(here), "one's own reading waits for another person"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"rating": "SUPPORTED"}, "Supported needs a piece of evidence that supports the claim."),
        ({"rating": "NOT_ENOUGH_EVIDENCE"}, "Say what you looked for, and where."),
        ({"rating": "NOT_CHECKABLE", "reasons": " "}, "Give your reasons"),
        ({"rating": "TRUE"}, "not one of the available choices"),
        ({"rating": "NOT_CHECKABLE", "note": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_a_verdict_without_what_it_needs_is_refused_at_the_field(
    reviewer: Client, data: dict[str, str], message: str
) -> None:
    answer = rate(reviewer, factories.claim(), **{"reasons": "My long thoughts", **data})
    assert answer.status_code == 400
    assert message in answer.content.decode()
    assert "My long thoughts" in answer.content.decode() or not data.get("reasons", "x").strip()
    assert not Verdict.objects.exists()


def test_who_comes_second_sees_what_stands_and_keeps_their_text(reviewer: Client) -> None:
    claim = factories.decided().claim
    answer = rate(reviewer, claim, reasons="What I wrote meanwhile", seen=0)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "There is a newer verdict (v1)" in page
    assert "Supported (v1)" in page
    assert "What I wrote meanwhile</textarea>" in page
    assert 'name="seen" value="1"' in page, "the next try is made with the newer verdict in view"
    assert Verdict.objects.count() == 1
