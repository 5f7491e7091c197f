"""The public page: what readers see without signing in, and what they never see."""

import uuid
from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Comment, Event, Gate, Original, Publication, Report, Sighting, Work
from claims.workflow.claim import proposals
from claims.workflow.evidence.evidence import withdraw
from claims.workflow.publication import correct, publish, reply, report, scale
from claims.workflow.review import plan, verdict
from sources.models import Article
from tests import factories, published

pytestmark = pytest.mark.django_db

SECRET = "INTERNAL-7f3a"  # stands in every text that is not for readers


def address(html: Publication) -> str:
    return f"/c/{html.public_id}/"


def body(html: Publication, status: int = 200, client: Client | None = None) -> str:
    answer = (client or Client()).get(address(html))
    assert answer.status_code == status
    return answer.content.decode()


def whispered() -> tuple[Publication, Claim]:
    """A published claim with the secret in each internal text around it."""
    author, editor = factories.user(), factories.user("editor")
    editor.first_name = SECRET
    editor.save()
    version = factories.version(f"The ferry was cancelled forty times. {SECRET} stands further down in the article.\n")
    Article.objects.filter(pk=version.article_id).update(
        source=SECRET, external_id=SECRET, author=SECRET, author_origin="person"
    )
    message = factories.quote(factories.claim(of=version), "Agnes Tolland", role="harbour master")
    claim = factories.claim(of=version, reasons=[SECRET], quote=message)
    proposals.accept(claim=claim, by=author, at=factories.AT)
    Work.objects.filter(pk=claim.pk).update(
        picked_because=SECRET, next_step=SECRET, waiting_on=SECRET, waiting_until=factories.AT
    )
    Comment.objects.create(claim=claim, text=SECRET, written_by=uuid.uuid4(), created_at=factories.AT)
    Sighting.objects.create(
        claim=claim,
        medium="tip",
        seen_in=SECRET,
        contact=SECRET,
        exact=SECRET,
        added_by=uuid.uuid4(),
        created_at=factories.AT,
    )
    Original.objects.create(
        quote=claim.quote, grade="verbatim", source=SECRET, words=SECRET, added_by=uuid.uuid4(), created_at=factories.AT
    )
    factories.evidence(claim, by=author, note=SECRET, note_public="The log of the harbour.")
    factories.evidence(claim, by=author, note=SECRET, kind="data")
    factories.evidence(claim, by=author, note=SECRET, note_public=SECRET, on_record=False, kind="statement")
    withdrawn = factories.evidence(claim, by=author, note=SECRET, note_public=SECRET)
    withdraw(evidence=withdrawn, because=SECRET, by=author, at=factories.AT)
    for public in ("We counted them too.", ""):
        asked = reply.ask(
            claim=claim,
            whom="Harbour office" if public else SECRET,
            contact=SECRET,
            asked=SECRET,
            until=published.later(),
            by=author,
            at=factories.AT,
        )
        reply.record(request=asked, answer=SECRET, answer_public=public, by=author, at=factories.AT)
    published.confirm.confirm(claim=claim, by=author, at=factories.AT)
    verdict.propose(
        claim=claim, rating="SUPPORTED", reasons="The log lists them.", note=SECRET, by=author, at=factories.AT
    )
    verdict.send_back(claim=claim, because=SECRET, by=editor, at=factories.AT)
    verdict.propose(
        claim=claim, rating="SUPPORTED", reasons="The log lists them.", note=SECRET, by=author, at=factories.AT
    )
    verdict.approve(claim=claim, by=editor, at=factories.AT)
    plan.waive(claim=claim, gate=Gate.REPLY, because=SECRET, by=editor, at=factories.AT)
    html = publish.publish(claim=claim, by=editor, at=factories.AT)
    text = report.receive(publication=html, text=SECRET, contact=SECRET, address="10.0.0.1", at=factories.AT)
    report.accept(report=text, answer=SECRET, because=SECRET, by=editor, at=factories.AT)
    return html, claim


def test_readers_see_the_verdict_with_its_meaning_and_nothing_internal() -> None:
    html, claim = whispered()
    page = body(html)
    for words in (
        claim.wording,
        "Agnes Tolland",
        "harbour master",
        "Supported",
        "The evidence bears it out.",
        "The log lists them.",
        "The log of the harbour.",
        "Harbour office",
        "We counted them too.",
        "being corrected",
        "cancelled forty times",
    ):
        assert words in page, words
    assert SECRET not in page
    assert SECRET not in html.payload
    assert "stands further down" not in page, "the article's text is not ours to print"


def test_nothing_internal_is_on_the_page_of_a_correction_or_a_withdrawal() -> None:
    html, claim = whispered()
    other = factories.user()
    factories.evidence(claim, "disputes", by=other, note=SECRET, note_public="Another log.")
    factories.ruled(claim=claim, rating="DISPUTED", reasons="It says so.", by=other, note=SECRET)
    editor = factories.user("editor")
    plan.waive(claim=claim, gate=Gate.REPLY, because=SECRET, by=editor, at=factories.AT)
    correct.finish(claim=claim, because="A second log was found.", by=editor, at=factories.AT)
    page = body(html)
    assert "a substantial correction" in page
    assert "A second log was found." in page
    assert "being corrected" not in page
    assert SECRET not in page
    publish.withdraw_now(claim=claim, because="We named the wrong ferry.", by=editor, at=factories.AT)
    page = body(html)
    assert "This was withdrawn" in page
    assert "We named the wrong ferry." in page
    assert SECRET not in page
    assert "The log lists them." not in page, "a withdrawn verdict is not to be read any more"


def test_an_unknown_address_is_not_there() -> None:
    assert Client().get(f"/c/{uuid.uuid4()}/").status_code == 404
    assert Client().post(f"/c/{uuid.uuid4()}/report/", {"text": "t"}).status_code == 404
    assert Client().get("/c/1/").status_code == 404


def test_the_page_asks_nobody_to_sign_in_keeps_to_the_policy_and_is_never_stored() -> None:
    answer = Client().get(address(published.public()))
    assert "no-store" in answer["Cache-Control"], "what is withdrawn is gone at once"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "sessionid" not in answer.cookies
    page = answer.content.decode()
    assert "<script" not in page
    assert "style=" not in page


def test_it_says_so_at_once_when_it_is_being_corrected() -> None:
    html = published.public()
    assert "being corrected" not in body(html)
    correct.begin(claim=html.claim, because=SECRET, by=factories.user("editor"), at=factories.AT)
    assert "being corrected" in body(html)
    correct.drop(claim=html.claim, because=SECRET, by=factories.user("editor"), at=factories.AT)
    page = body(html)
    assert "being corrected" not in page
    assert "checking this again" not in page
    assert SECRET not in page


def test_a_claim_that_was_only_opened_again_is_being_checked_and_a_newer_verdict_corrects() -> None:
    html = published.public()
    verdict.reopen(claim=html.claim, because="Stale.", by=factories.user(), at=factories.AT)
    assert "checking this again" in body(html)
    factories.ruled(claim=html.claim, rating="SUPPORTED", by=factories.user())
    assert "being corrected" in body(html)


def test_the_rating_keeps_the_words_of_the_scale_it_was_given_under() -> None:
    html = published.public()
    steps = [
        scale.ScaleStep(rating, f"New {rating}", 1, f"Means {rating}.", "#112233")
        for rating in ("SUPPORTED", "DISPUTED", "CONFLICTING", "NOT_ENOUGH_EVIDENCE", "NOT_CHECKABLE")
    ]
    scale.make(name="Claimdesk", steps=steps, by=factories.user("administrator"), at=factories.AT)
    assert "The evidence bears it out." in body(html)
    assert "Means DISPUTED." in body(published.public(rating="DISPUTED"))


HOSTILE = "<script>alert(1)</script>{{ 7|add:7 }}"


def test_hostile_words_are_shown_as_words() -> None:
    claim = factories.claim(wording=HOSTILE)
    html = published.public(published.ready(claim, note_public=HOSTILE))
    page = body(html)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page


# --- reports ----------------------------------------------------------------------------------------------------


def send(html: Publication, client: Client | None = None, **fields: str) -> Any:
    return (client or Client()).post(f"{address(html)}report/", fields)


def test_a_reader_reports_an_error() -> None:
    html = published.public()
    answer = send(html, text="It was thirty times.", contact="reader@mail.example")
    assert answer.status_code == 302
    text = Report.objects.get()
    assert (text.text, text.contact, text.state) == ("It was thirty times.", "reader@mail.example", "new")
    page = Client().get(answer["Location"]).content.decode()
    assert "We have your report" in page
    assert "thirty" not in page
    happened = Event.objects.get(verb="report.received")
    assert "reader@" not in str(happened.data)
    assert happened.actor is None


WRONG = [
    ({"text": ""}, "Say what is wrong.", "nothing said"),
    ({"text": "  \n "}, "Say what is wrong.", "only white space"),
    ({"text": "a" * 5_001}, "5000", "too long"),
    ({"text": "a\0b"}, "Null characters", "a NUL character"),
    ({"text": "a", "contact": "b" * 301}, "300", "a contact that is too long"),
]


@pytest.mark.parametrize(("fields", "message", "why"), WRONG, ids=[w[-1] for w in WRONG])
def test_a_report_that_cannot_be_taken_says_why_and_keeps_the_words(fields: Any, message: str, why: str) -> None:
    answer = send(published.public(), **fields)
    assert answer.status_code == 400, why
    assert message in answer.content.decode()
    assert not Report.objects.exists()


def test_a_report_needs_the_forms_token_and_a_post() -> None:
    html = published.public()
    assert send(html, Client(enforce_csrf_checks=True), text="t").status_code == 403
    assert Client().get(f"{address(html)}report/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.get(address(html))
    token = strict.cookies["csrftoken"].value
    assert send(html, strict, text="t", csrfmiddlewaretoken=token).status_code == 302


def test_the_same_words_twice_are_one_report() -> None:
    html = published.public()
    for _ in range(2):
        send(html, text="It was thirty times.")
    assert Report.objects.count() == 1


def test_an_address_reports_ten_times_a_minute_and_no_more() -> None:
    html = published.public()
    crowd = [Client(REMOTE_ADDR="192.0.2.1") for _ in range(11)]
    codes = [send(html, one, text=f"Wrong {n}.").status_code for n, one in enumerate(crowd)]
    assert codes == [302] * 10 + [429]
    late = send(html, crowd[0], text="My own words.", HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert late.status_code == 429
    assert "My own words." in late.content.decode()
    assert int(late["Retry-After"]) == 60
    assert send(html, Client(REMOTE_ADDR="192.0.2.2"), text="Another.").status_code == 302
    assert Report.objects.count() == 11
