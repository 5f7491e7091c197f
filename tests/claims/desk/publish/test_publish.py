"""The page on which a claim goes to its readers, by plain forms."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import (
    Claim,
    Correction,
    Publication,
    ReplyRequest,
    Report,
    TemplateKind,
    Waiver,
    Work,
)
from claims.workflow.publication import confirm, correct, publish, reply, report, template
from tests import factories, published
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db
ACTIONS = ["publish", "withdraw", "correct", "finish", "drop", "waive", "report"]


def address(claim: Claim) -> str:
    return reverse("desk:publication", args=[claim.pk])


def do(client: Client, claim: Claim, action: str, status: int = 302, **fields: object) -> str:
    answer = client.post(address(claim), {"action": action, **fields})
    assert answer.status_code == status, answer.content.decode()[:4000]
    return answer.content.decode()


def test_publishing_without_evidence_or_confirmation_is_refused_with_everything_that_is_missing(editor: Client) -> None:
    page = do(editor, factories.claim(), "publish", 400)
    for words in ("needs a verdict", "confirmed wording, speaker and role", "the evidence that", "the right of reply"):
        assert words in page, words
    assert not Publication.objects.exists()


def test_a_claim_goes_to_its_readers_by_the_forms_alone(editor: Client) -> None:
    data = published.ready(waived=False)
    claim = data.claim
    do(editor, claim, "waive", because="It accuses nobody.")
    assert Waiver.objects.filter(claim=claim, gate="reply").exists()
    do(editor, claim, "publish", seen=1)
    html = Publication.objects.get()
    page = editor.get(address(claim)).content.decode()
    assert f"/c/{html.public_id}/" in page
    assert "Readers see it." in page
    panel = editor.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert address(claim) in panel
    assert "Readers see it." in panel

    do(editor, claim, "correct", because="A second log.")
    assert Correction.objects.get().closed_at is None
    assert "being corrected" in editor.get(address(claim)).content.decode()
    do(editor, claim, "drop", because="It was another ferry.")
    do(editor, claim, "correct", because="A third log.", due_at="2999-01-01T12:00")
    assert Correction.objects.filter(due_at__year=2999).exists()
    factories.evidence(claim, "disputes")
    published.reply_waived(factories.ruled(claim=claim, rating="DISPUTED", by=factories.user()))
    page = do(editor, claim, "finish", 400, level="minor", because="A third log was found.", seen=2)
    assert "A third log was found." in page, "what was typed stays"
    do(editor, claim, "finish", level="substantial", because="A third log was found.", seen=2)
    assert [p.action for p in Publication.objects.order_by("number")] == ["published", "corrected"]

    do(editor, claim, "withdraw", because="Both logs are forged.")
    assert "readers see why, and nothing else" in editor.get(address(claim)).content.decode()
    do(editor, claim, "publish", seen=2)
    assert Publication.objects.order_by("-number").first().action == "published"


def test_a_stale_page_publishes_nothing(editor: Client) -> None:
    data = published.ready()
    assert "newer verdict" in do(editor, data.claim, "publish", 409, seen=0)
    do(editor, data.claim, "publish", seen=1)
    assert "public already" in do(editor, data.claim, "publish", 409, seen=1)
    assert Publication.objects.count() == 1


def test_words_are_confirmed_as_they_stand_or_as_somebody_puts_them_right(reviewer: Client) -> None:
    claim = factories.claim()
    words = {"wording": "The ferry to Brackholm was cancelled 40 times", "speaker": "Agnes Tolland", "role": "mayor"}
    do(reviewer, claim, "confirm", **words)
    claim.refresh_from_db()
    assert confirm.words(claim) == words | {"wording": "[The ferry] to Brackholm was cancelled 40 times"}
    assert claim.confirmed_at is not None


def test_a_verdict_freezes_the_words(reviewer: Client) -> None:
    data = factories.decided()
    page = do(reviewer, data.claim, "confirm", 409, wording="Something else", speaker="", role="")
    assert "freezes" in page
    assert "Something else" in page, "what was typed stays"
    do(reviewer, data.claim, "confirm", **confirm.words(data.claim))
    data.claim.refresh_from_db()
    assert data.claim.confirmed_at is not None


def test_the_right_of_reply_is_written_down_and_the_contact_stays_in_the_house(reviewer: Client) -> None:
    claim = factories.claim()
    asked = {"whom": "Harbour office", "contact": "office@harbour.example", "asked": "Is it so?"}
    until = f"{published.later():%Y-%m-%dT%H:%M}"
    do(reviewer, claim, "ask", **asked, until=until)
    row = ReplyRequest.objects.get()
    page = reviewer.get(address(claim)).content.decode()
    assert "office@harbour.example" in page
    assert "no answer yet" in page
    assert "Say what they answered" in do(reviewer, claim, "answered", 400, request=row.pk)
    do(reviewer, claim, "answered", request=row.pk, answer="It is so.", answer_public="“It is so.”")
    assert "written down already" in do(reviewer, claim, "answered", 409, request=row.pk, answer="No.")
    row.refresh_from_db()
    assert (row.answer, row.answer_public) == ("It is so.", "“It is so.”")
    assert "still to come" in do(reviewer, claim, "ask", 400, **asked, until="2020-01-01T00:00")


def test_a_readers_report_is_answered_by_a_correction_or_by_words(editor: Client) -> None:
    html = published.public()
    listing = [
        report.receive(
            publication=html, text=f"Wrong {n}.", contact="me@mail.example", address="10.0.0.1", at=factories.AT
        )
        for n in range(2)
    ]
    page = editor.get(address(html.claim)).content.decode()
    assert "Wrong 1." in page
    assert "me@mail.example" in page
    do(editor, html.claim, "report", 400, report=listing[0].pk, outcome="decline", answer="")
    do(editor, html.claim, "report", report=listing[0].pk, outcome="decline", answer="We counted again.")
    do(editor, html.claim, "report", report=listing[1].pk, outcome="accept", answer="You are right.")
    assert list(Report.objects.order_by("id").values_list("state", flat=True)) == ["declined", "accepted"]
    assert Correction.objects.get() == Report.objects.get(pk=listing[1].pk).correction
    again = do(editor, html.claim, "report", 409, report=listing[1].pk, outcome="decline", answer="No.")
    assert "answered already" in again


def test_another_claims_rows_are_not_answered_here(editor: Client) -> None:
    html, other = published.public(), factories.claim()
    listing = report.receive(publication=html, text="Wrong.", address="10.0.0.1", at=factories.AT)
    fields = {"report": listing.pk, "outcome": "decline", "answer": "a"}
    assert editor.post(address(other), {"action": "report", **fields}).status_code == 404
    assert editor.post(address(other), {"action": "hack"}).status_code == 404


@pytest.mark.parametrize("action", ACTIONS)
def test_a_reviewer_does_not_do_what_is_an_editors(reviewer: Client, action: str) -> None:
    html = published.public()
    listing = report.receive(publication=html, text="Wrong.", address="10.0.0.1", at=factories.AT)
    if action in ("finish", "drop"):
        correct.begin(claim=html.claim, because="b", by=factories.user("editor"), at=factories.AT)
    before = Publication.objects.count(), Waiver.objects.count(), Correction.objects.count()
    fields = {"because": "b", "level": "substantial", "report": listing.pk, "outcome": "decline", "answer": "a"}
    do(reviewer, html.claim, action, 403, **fields)
    assert (Publication.objects.count(), Waiver.objects.count(), Correction.objects.count()) == before
    assert Report.objects.get().state == "new"
    page = reviewer.get(address(html.claim)).content.decode()
    for hidden in ("Publish it", "Withdraw it now", "Answer the reader"):
        assert hidden not in page


def test_who_has_no_role_sees_nothing(onlooker: Client) -> None:
    assert onlooker.get(address(factories.claim())).status_code == 403
    assert Client().get(address(factories.claim())).status_code == 302


def test_a_template_is_where_a_text_begins(editor: Client) -> None:
    text = template.write(kind=TemplateKind.REQUEST, name="Plain", text="Dear all,", by=editor.user, at=factories.AT)
    claim = factories.claim()
    assert "Dear all," not in editor.get(address(claim)).content.decode()
    assert "Dear all," in editor.get(f"{address(claim)}?text={text.pk}").content.decode()
    template.write(kind=TemplateKind.WRITE_UP, name="Long", text="We asked around.", by=editor.user, at=factories.AT)
    factories.proposals.accept(claim=claim, by=editor.user, at=factories.AT)
    panel = editor.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert "We asked around." in panel
    for odd in ("x", "9" * 30, "0"):
        assert editor.get(f"{address(claim)}?text={odd}").status_code == 200


def test_withdrawing_is_one_action_whatever_else_stands(editor: Client) -> None:
    html = published.public()
    correct.begin(claim=html.claim, because="b", by=editor.user, at=factories.AT)
    Work.objects.filter(pk=html.claim_id).update(held_because="A letter.", held_by=html.published_by)
    publish.withdraw_now(claim=html.claim, because="A court says so.", by=editor.user, at=factories.AT)
    assert Correction.objects.get().publication.action == "withdrawn"


def test_whom_a_fully_blind_reviewer_asked_is_theirs_to_know() -> None:
    claim, one, other = factories.claim(), signed_in("reviewer"), signed_in("reviewer")
    Work.objects.filter(pk=claim.pk).update(stage="picked")
    Work.objects.filter(pk=claim.pk).update(plan="blind", fully_blind=True)
    reply.ask(claim=claim, whom="Harbour", asked="So?", until=published.later(), by=one.user, at=factories.AT)
    for client, listing in ((one, True), (other, False)):
        page = client.get(address(claim)).content.decode()
        assert ("Harbour" in page) == listing
        listed = client.get("/admin/claims/replyrequest/").content.decode()
        assert ("Harbour" in listed) == listing
