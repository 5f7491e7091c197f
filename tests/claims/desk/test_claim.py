"""What a person does to a claim: every refusal names its field and keeps the person's own text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Evidence, Verdict
from tests import factories
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db
ACTS = [
    "accept",
    "reject",
    "evidence",
    "review",
    "draft",
    "approve",
    "send_back",
    "give_back",
    "reopen",
    "harm",
    "plan",
    "pick",
    "leave",
    "unpick",
]


def act(client: Client, name: str, key: int, **given: object):
    return client.post(reverse(f"desk:{name}", args=[key]), given)


def rate(client: Client, claim: Claim, **given: object):
    fields = {"rating": "SUPPORTED", "reasons": "The log says so.", "seen": 0, **given}
    return act(client, "review", claim.pk, **fields)


def test_a_proposal_is_accepted_rejected_and_taken_back(reviewer: Client) -> None:
    claim = factories.claim()
    for name, given, expected in (
        ("accept", {}, ("accepted", "")),
        ("reject", {"which": "opinion"}, ("rejected", "opinion")),
        ("accept", {}, ("accepted", "")),
    ):
        assert act(reviewer, name, claim.pk, **given).status_code == 302
        claim.refresh_from_db()
        assert (claim.proposal, claim.not_a_claim) == expected


def test_not_a_claim_asks_which(reviewer: Client) -> None:
    answer = act(reviewer, "reject", factories.claim().pk, which="boring")
    assert answer.status_code == 400
    assert "boring" in answer.content.decode()


def shown(client: Client, claim: Claim) -> str:
    return client.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()


def test_a_reading_goes_to_a_second_reader_who_makes_it_the_verdict(reviewer: Client, editor: Client) -> None:
    claim = factories.claim()
    piece = {"kind": "data", "stance": "supports", "note": "The harbour log."}
    assert act(reviewer, "evidence", claim.pk, **piece).status_code == 302
    assert "It goes to a second reader, who approves it or returns it." in shown(reviewer, claim)
    assert rate(reviewer, claim).status_code == 302
    assert "with the second reader" in shown(reviewer, claim)
    assert "Approve: it becomes the verdict" not in shown(reviewer, claim), "nobody approves their own reading"
    page = shown(editor, claim)
    assert "The log says so." in page
    assert "Approve: it becomes the verdict" in page
    review = claim.reviews.get()
    assert act(editor, "approve", claim.pk, seen=review.pk).status_code == 302
    assert [str(v) for v in claim.verdicts.all()] == ["Supported (v1)"]


def test_a_reading_comes_back_with_its_reason_and_its_words(reviewer: Client, editor: Client) -> None:
    claim = factories.claim()
    factories.piece(claim)
    rate(reviewer, claim, reasons="The log says so, I think.")
    assert act(editor, "send_back", claim.pk, because=" ").status_code == 400
    assert act(editor, "send_back", claim.pk, because="Which log?").status_code == 302
    page = shown(reviewer, claim)
    assert "Which log?" in page
    assert f"Returned by {editor.user.username}, because:" in page
    assert "The log says so, I think.</textarea>" in page, "the author goes on from their own words"
    assert rate(reviewer, claim, reasons="The harbour log of 2025.").status_code == 302
    assert "Which log?" not in shown(editor, claim).split('id="record-heading"')[0]
    assert act(editor, "approve", claim.pk, next=1).status_code == 302
    assert claim.verdicts.get().review.reasons == "The harbour log of 2025."


def test_a_verdict_changes_only_after_it_is_opened_again_with_a_reason(reviewer: Client) -> None:
    claim = factories.decided().claim
    page = shown(reviewer, claim)
    assert "Open it again, because" in page
    assert "data-draft" not in page
    assert act(reviewer, "reopen", claim.pk, because=" ").status_code == 400
    assert act(reviewer, "reopen", claim.pk, because="A new log was found.").status_code == 302
    page = shown(reviewer, claim)
    assert "The verdict that stands is Supported (v1)." in page
    assert "data-draft" in page


def blind(claim: Claim, by: Client) -> None:
    assert act(by, "harm", claim.pk, harm="high").status_code == 302


def test_blind_readers_see_each_others_answers_only_when_both_are_in(reviewer: Client, editor: Client) -> None:
    claim = factories.claim()
    factories.piece(claim)
    blind(claim, editor)
    other = signed_in("reviewer")
    assert "You&#x27;ll see the other reader&#x27;s answer after you give yours." in shown(reviewer, claim)
    assert "0 of 2 in" not in shown(editor, claim), "nobody has begun"
    rate(reviewer, claim, reasons="My secret thoughts")
    assert "Your answer is in." in shown(reviewer, claim)
    assert "1 of 2 in" in shown(editor, claim)
    for somebody in (editor, other):
        assert "My secret thoughts" not in shown(somebody, claim)
    assert "of 2 in" not in shown(other, claim)
    rate(other, claim, rating="NOT_CHECKABLE", reasons="Nobody counted.")
    adjudicator = signed_in("editor")
    for somebody in (reviewer, other, editor, adjudicator):
        assert "My secret thoughts" in shown(somebody, claim)
        assert "Nobody counted." in shown(somebody, claim)
    assert "data-draft" not in shown(reviewer, claim)
    assert "Yours becomes the verdict." in shown(adjudicator, claim)
    assert rate(adjudicator, claim, reasons="The log counts.").status_code == 302
    assert str(claim.verdicts.get()) == "Supported (v1)"


def test_fewer_readers_need_a_reason_that_stays(reviewer: Client, editor: Client) -> None:
    claim = factories.claim()
    assert "Set who reads it" not in shown(reviewer, claim)
    assert act(reviewer, "plan", claim.pk, plan="single", because="We are two.").status_code == 403
    assert act(editor, "plan", claim.pk, plan="single").status_code == 400
    assert act(editor, "plan", claim.pk, plan="single", because="We are two.").status_code == 302
    assert claim.waivers.get().because == "We are two."
    assert "yours becomes the verdict at once" in shown(reviewer, claim)
    assert act(editor, "plan", claim.pk, plan="pair", seen=0).status_code == 409


def save(client: Client, claim: Claim, **given: object):
    return client.post(reverse("desk:draft", args=[claim.pk]), given, headers={"accept": "application/json"})


def test_a_draft_saves_itself_and_counts_as_nothing(reviewer: Client) -> None:
    claim = factories.claim()
    answer = save(reviewer, claim, reasons="Half a")
    assert answer.status_code == 409
    assert "Pick it first" in answer.json()["said"], "the browser keeps it"
    act(reviewer, "pick", claim.pk, because="harm")
    first = save(reviewer, claim, reasons="Half a").json()
    assert first["said"].startswith("Saved ")
    second = save(reviewer, claim, reasons="Half a thought", review=first["review"], draft=first["draft"])
    assert second.json()["draft"] == first["draft"] + 1
    assert "Half a thought</textarea>" in shown(reviewer, claim)
    assert "Half a thought" not in shown(signed_in("reviewer"), claim)
    assert not claim.verdicts.exists()
    assert claim.reviews.get().submitted_at is None
    assert act(reviewer, "give_back", claim.pk, because="Lunch.").status_code == 302
    assert "Half a thought</textarea>" in shown(reviewer, claim), "what one wrote stays one's own"


def test_a_stale_draft_shows_both_sides_and_overwrites_nothing(reviewer: Client) -> None:
    claim = factories.claim()
    act(reviewer, "pick", claim.pk)
    kept = save(reviewer, claim, reasons="Here").json()
    answer = save(reviewer, claim, reasons="There", review=kept["review"], draft=0)
    assert (answer.status_code, answer.json()["theirs"]["reasons"]) == (409, "Here")
    assert answer.json()["draft"] == kept["draft"], "the next try is made with it in view"
    plain = act(reviewer, "draft", claim.pk, reasons="There", review=kept["review"], draft=0)
    assert plain.status_code == 409
    for words in ("Here", "There</textarea>", "Saved elsewhere"):
        assert words in plain.content.decode()
    assert rate(reviewer, claim, rating="NOT_CHECKABLE", reasons="There", draft=0).status_code == 409
    assert claim.reviews.get().reasons == "Here"


def test_submit_and_next_leads_to_another_claim(reviewer: Client) -> None:
    of = factories.version()
    here, there = factories.claim(of=of), factories.claim(of=of, words="paid for each", wording="The town paid")
    act(reviewer, "pick", there.pk)
    answer = rate(reviewer, here, rating="NOT_CHECKABLE", next=1)
    assert answer.url == reverse("desk:claim", args=[there.pk])
    answer = rate(reviewer, there, rating="NOT_CHECKABLE", next=1)
    assert answer.url != reverse("desk:claim", args=[here.pk]), "one's own reading waits for another person"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rating": "SUPPORTED"}, "Supported needs a piece of evidence that supports the claim."),
        ({"rating": "NOT_ENOUGH_EVIDENCE"}, "Say what you looked for, and where."),
        ({"rating": "NOT_CHECKABLE", "reasons": " "}, "Give your reasons"),
        ({"rating": "TRUE"}, "not one of the available choices"),
        ({"rating": "NOT_CHECKABLE", "note": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_a_verdict_without_what_it_needs_is_refused_at_the_field(
    reviewer: Client, given: dict[str, str], said: str
) -> None:
    answer = rate(reviewer, factories.claim(), **{"reasons": "My long thoughts", **given})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "My long thoughts" in answer.content.decode() or not given.get("reasons", "x").strip()
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


def test_a_claim_with_a_verdict_is_not_rejected(reviewer: Client) -> None:
    claim = factories.decided().claim
    answer = act(reviewer, "reject", claim.pk, which="vague")
    assert answer.status_code == 409
    assert "so it stays a claim" in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "page"}, "Give the address, or upload the file or a screenshot."),
        ({"note": "  "}, "Say in a sentence what this shows."),
        ({"kind": "page", "url": "javascript:alert(1)"}, "Give a full web address"),
        ({"stance": "proves"}, "not one of the available choices"),
        ({"kind": "passage"}, "not one of the available choices"),
    ],
)
def test_evidence_that_lacks_something_is_refused_at_the_field(
    reviewer: Client, given: dict[str, str], said: str
) -> None:
    fields = {"kind": "data", "stance": "supports", "note": "What I typed", **given}
    answer = act(reviewer, "evidence", factories.claim().pk, **fields)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Evidence.objects.exists()


def test_an_uploaded_file_is_kept_and_handed_out_as_a_download(reviewer: Client) -> None:
    claim = factories.claim()
    file = SimpleUploadedFile("mine.html", b"<script>alert(1)</script>", content_type="text/html")
    act(reviewer, "evidence", claim.pk, kind="document", stance="context", note="The page.", file=file)
    upload = claim.evidence.get().upload
    answer = reviewer.get(reverse("desk:upload", args=[upload.pk]))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="mine.html"'


def test_an_empty_file_and_an_empty_reason_are_refused(reviewer: Client) -> None:
    claim = factories.claim()
    file = SimpleUploadedFile("empty.txt", b"")
    answer = act(reviewer, "evidence", claim.pk, kind="document", stance="context", note="The page.", file=file)
    assert "This file is empty." in answer.content.decode()
    piece = factories.piece(claim)
    assert act(reviewer, "withdraw", piece.pk, because=" ").status_code == 400
    assert act(reviewer, "withdraw", piece.pk, because="Miscounted.").status_code == 302
    assert act(reviewer, "withdraw", piece.pk, because="Again.").status_code == 409
    page = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert "Miscounted." in page


def test_hostile_words_are_shown_as_words(reviewer: Client) -> None:
    nasty = "<script>alert(1)</script>"
    version = factories.version(f"He said {nasty} twice in 2024.\n")
    version.article.headline = nasty
    version.article.save()
    claim = factories.claim(of=version, words=nasty, wording=nasty, reasons=[nasty])
    factories.piece(claim, note=nasty)
    factories.ruled(claim=claim, rating="SUPPORTED", reasons=nasty, by=reviewer.user, at=factories.AT)
    page = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert nasty not in page
    assert page.count("&lt;script&gt;alert(1)") >= 7


@pytest.mark.parametrize("name", ACTS)
def test_who_has_no_role_does_nothing(onlooker: Client, name: str) -> None:
    claim = factories.claim()
    given = {
        "which": "vague",
        "kind": "data",
        "stance": "supports",
        "note": "Mine.",
        "rating": "NOT_CHECKABLE",
        "reasons": "Mine.",
        "because": "harm",
        "harm": "high",
        "plan": "blind",
    }
    assert act(onlooker, name, claim.pk, **given).status_code == 403
    claim.refresh_from_db()
    assert (claim.proposal, claim.rating, claim.evidence.count()) == ("proposed", "", 0)


@pytest.mark.parametrize("name", ACTS)
def test_nothing_is_done_by_following_a_link(reviewer: Client, name: str) -> None:
    assert reviewer.get(reverse(f"desk:{name}", args=[factories.claim().pk])).status_code == 405
