"""The page on which a claim goes to its readers, by plain forms."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import (
    Claim,
    Correction,
    Publication,
    RatingScale,
    ReplyRequest,
    Report,
    TemplateKind,
    TextTemplate,
    Waiver,
    Work,
)
from claims.workflow.publication import confirm, correct, publish, reply, report, template
from sources.models import PublisherNote
from sources.models.publisher import Publisher
from tests import factories, published
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db


def address(claim: Claim) -> str:
    return reverse("desk:publication", args=[claim.pk])


def do(client: Client, claim: Claim, act: str, status: int = 302, **fields: object) -> str:
    answer = client.post(address(claim), {"act": act, **fields})
    assert answer.status_code == status, answer.content.decode()[:4000]
    return answer.content.decode()


def test_the_checklist_says_in_plain_words_what_is_missing(editor: Client) -> None:
    claim = factories.claim()
    Work.objects.filter(pk=claim.pk).update(accuses=True, embargo_until=published.later())
    page = editor.get(address(claim)).content.decode()
    for words in (
        "It needs its verdict first.",
        "Read the three below and confirm them.",
        "Ask those concerned below",
        "it needs the legal tick",
        "The embargo has not passed yet.",
        "Readers do not see it.",
    ):
        assert words in page, words


def test_publishing_without_evidence_or_confirmation_is_refused_with_everything_that_is_missing(editor: Client) -> None:
    page = do(editor, factories.claim(), "publish", 400)
    for words in ("needs a verdict", "confirmed wording, speaker and role", "the evidence that", "the right of reply"):
        assert words in page, words
    assert not Publication.objects.exists()


def test_a_claim_goes_to_its_readers_by_the_forms_alone(editor: Client) -> None:
    given = published.ready(waived=False)
    claim = given.claim
    do(editor, claim, "waive", because="It accuses nobody.")
    assert Waiver.objects.filter(claim=claim, gate="reply").exists()
    do(editor, claim, "publish", seen=1)
    shown = Publication.objects.get()
    page = editor.get(address(claim)).content.decode()
    assert f"/c/{shown.public_id}/" in page
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
    factories.piece(claim, "disputes")
    published.reply_waived(factories.ruled(claim=claim, rating="DISPUTED", by=factories.user()))
    page = do(editor, claim, "finish", 400, level="minor", because="A third log was found.", seen=2)
    assert "A third log was found." in page, "what was typed stays"
    do(editor, claim, "finish", level="substantial", because="A third log was found.", seen=2)
    assert [p.act for p in Publication.objects.order_by("number")] == ["published", "corrected"]

    do(editor, claim, "withdraw", because="Both logs are forged.")
    assert "readers see why, and nothing else" in editor.get(address(claim)).content.decode()
    do(editor, claim, "publish", seen=2)
    assert Publication.objects.order_by("-number").first().act == "published"


def test_a_stale_page_publishes_nothing(editor: Client) -> None:
    given = published.ready()
    assert "newer verdict" in do(editor, given.claim, "publish", 409, seen=0)
    do(editor, given.claim, "publish", seen=1)
    assert "public already" in do(editor, given.claim, "publish", 409, seen=1)
    assert Publication.objects.count() == 1


def test_words_are_confirmed_as_they_stand_or_as_somebody_puts_them_right(reviewer: Client) -> None:
    claim = factories.claim()
    words = {"wording": "The ferry to Brackholm was cancelled 40 times", "speaker": "Agnes Tolland", "role": "mayor"}
    do(reviewer, claim, "confirm", **words)
    claim.refresh_from_db()
    assert confirm.words(claim) == words | {"wording": "[The ferry] to Brackholm was cancelled 40 times"}
    assert claim.confirmed_at is not None


def test_a_verdict_freezes_the_words(reviewer: Client) -> None:
    given = factories.decided()
    page = do(reviewer, given.claim, "confirm", 409, wording="Something else", speaker="", role="")
    assert "freezes" in page
    assert "Something else" in page, "what was typed stays"
    do(reviewer, given.claim, "confirm", **confirm.words(given.claim))
    given.claim.refresh_from_db()
    assert given.claim.confirmed_at is not None


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
    shown = published.public()
    told = [
        report.receive(
            publication=shown, text=f"Wrong {n}.", contact="me@mail.example", address="10.0.0.1", at=factories.AT
        )
        for n in range(2)
    ]
    page = editor.get(address(shown.claim)).content.decode()
    assert "Wrong 1." in page
    assert "me@mail.example" in page
    do(editor, shown.claim, "report", 400, report=told[0].pk, outcome="decline", answer="")
    do(editor, shown.claim, "report", report=told[0].pk, outcome="decline", answer="We counted again.")
    do(editor, shown.claim, "report", report=told[1].pk, outcome="accept", answer="You are right.")
    assert list(Report.objects.order_by("id").values_list("state", flat=True)) == ["declined", "accepted"]
    assert Correction.objects.get() == Report.objects.get(pk=told[1].pk).correction
    again = do(editor, shown.claim, "report", 409, report=told[1].pk, outcome="decline", answer="No.")
    assert "answered already" in again


def test_another_claims_rows_are_not_answered_here(editor: Client) -> None:
    shown, other = published.public(), factories.claim()
    told = report.receive(publication=shown, text="Wrong.", address="10.0.0.1", at=factories.AT)
    fields = {"report": told.pk, "outcome": "decline", "answer": "a"}
    assert editor.post(address(other), {"act": "report", **fields}).status_code == 404
    assert editor.post(address(other), {"act": "hack"}).status_code == 404


ACTS = ["publish", "withdraw", "correct", "finish", "drop", "waive", "report"]


@pytest.mark.parametrize("act", ACTS)
def test_a_reviewer_does_not_do_what_is_an_editors(reviewer: Client, act: str) -> None:
    shown = published.public()
    told = report.receive(publication=shown, text="Wrong.", address="10.0.0.1", at=factories.AT)
    if act in ("finish", "drop"):
        correct.begin(claim=shown.claim, because="b", by=factories.user("editor"), at=factories.AT)
    before = Publication.objects.count(), Waiver.objects.count(), Correction.objects.count()
    fields = {"because": "b", "level": "substantial", "report": told.pk, "outcome": "decline", "answer": "a"}
    do(reviewer, shown.claim, act, 403, **fields)
    assert (Publication.objects.count(), Waiver.objects.count(), Correction.objects.count()) == before
    assert Report.objects.get().state == "new"
    page = reviewer.get(address(shown.claim)).content.decode()
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


# --- what the house sets ----------------------------------------------------------------------------------------


def test_an_administrator_makes_the_next_scale_and_others_only_look(editor: Client) -> None:
    boss = signed_in("administrator")
    page = boss.get(reverse("desk:scale"))
    assert page.status_code == 200
    steps: dict[str, Any] = {"name": "Claimdesk", "form-TOTAL_FORMS": 7, "form-INITIAL_FORMS": 7}
    for n, form in enumerate(page.context["steps"]):
        for field, value in form.initial.items():
            if value not in (False, None):
                steps[f"form-{n}-{field}"] = value
    steps["form-0-label"] = "Borne out"
    answer = boss.post(reverse("desk:scale"), steps)
    assert answer.status_code == 302, answer.content.decode()[-6000:]
    latest = RatingScale.objects.order_by("-id").first()
    assert (latest.version, latest.ratings.count()) == (2, 5)
    assert latest.ratings.get(rating="SUPPORTED").label == "Borne out"
    assert RatingScale.objects.get(version=1).ratings.get(rating="SUPPORTED").label == "Supported"
    steps["form-0-rating"] = "DISPUTED"
    refused = boss.post(reverse("desk:scale"), steps)
    assert refused.status_code == 400
    assert "No step stands for “Supported”." in refused.content.decode()
    assert editor.get(reverse("desk:scale")).status_code == 403
    assert editor.post(reverse("desk:scale"), steps).status_code == 403
    listed = editor.get("/admin/claims/ratingscale/").content.decode()
    assert "Borne out" in listed


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
    shown = published.public()
    report.receive(publication=shown, text="Wrong.", contact="me@mail.example", address="10.0.0.1", at=factories.AT)
    reply.ask(
        claim=shown.claim,
        whom="Harbour",
        contact="me@mail.example",
        asked="So?",
        until=published.later(),
        by=factories.user(),
        at=factories.AT,
    )
    for listed, row in (("report", Report), ("replyrequest", ReplyRequest)):
        page = editor.get(f"/admin/claims/{listed}/").content.decode()
        assert address(shown.claim) in page
        assert "me@mail.example" not in page
        one = editor.get(f"/admin/claims/{listed}/{row.objects.get().pk}/change/", follow=True)
        assert "me@mail.example" not in one.content.decode()


def test_withdrawing_is_one_act_whatever_else_stands(editor: Client) -> None:
    shown = published.public()
    correct.begin(claim=shown.claim, because="b", by=editor.user, at=factories.AT)
    Work.objects.filter(pk=shown.claim_id).update(held_because="A letter.", held_by=shown.published_by)
    publish.withdraw_now(claim=shown.claim, because="A court says so.", by=editor.user, at=factories.AT)
    assert Correction.objects.get().publication.act == "withdrawn"


def test_whom_a_fully_blind_reader_asked_is_theirs_to_know() -> None:
    claim, one, other = factories.claim(), signed_in("reviewer"), signed_in("reviewer")
    Work.objects.filter(pk=claim.pk).update(stage="picked")
    Work.objects.filter(pk=claim.pk).update(plan="blind", fully_blind=True)
    reply.ask(claim=claim, whom="Harbour", asked="So?", until=published.later(), by=one.user, at=factories.AT)
    for client, told in ((one, True), (other, False)):
        page = client.get(address(claim)).content.decode()
        assert ("Harbour" in page) == told
        listed = client.get("/admin/claims/replyrequest/").content.decode()
        assert ("Harbour" in listed) == told
