"""What a person does to a claim: every refusal names its field and keeps the person's own text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Evidence, Verdict
from tests import made

pytestmark = pytest.mark.django_db


def act(client: Client, name: str, key: int, **given: object):
    return client.post(reverse(f"desk:{name}", args=[key]), given)


def rate(client: Client, claim: Claim, **given: object):
    fields = {"rating": "SUPPORTED", "reasons": "The log says so.", "seen": 0, **given}
    return act(client, "review", claim.pk, **fields)


def test_a_proposal_is_accepted_rejected_and_taken_back(reviewer: Client) -> None:
    claim = made.claim()
    for name, given, expected in (
        ("accept", {}, ("accepted", "")),
        ("reject", {"which": "opinion"}, ("rejected", "opinion")),
        ("accept", {}, ("accepted", "")),
    ):
        assert act(reviewer, name, claim.pk, **given).status_code == 302
        claim.refresh_from_db()
        assert (claim.proposal, claim.not_a_claim) == expected


def test_not_a_claim_asks_which(reviewer: Client) -> None:
    answer = act(reviewer, "reject", made.claim().pk, which="boring")
    assert answer.status_code == 400
    assert "boring" in answer.content.decode()


def test_evidence_leads_to_a_verdict_and_a_change_of_mind_to_another(reviewer: Client) -> None:
    claim = made.claim()
    piece = {"kind": "data", "stance": "supports", "note": "The harbour log."}
    assert act(reviewer, "evidence", claim.pk, **piece).status_code == 302
    assert rate(reviewer, claim).status_code == 302
    assert act(reviewer, "evidence", claim.pk, **{**piece, "stance": "disputes"}).status_code == 302
    page = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert "The verdict that stands is Supported (v1)." in page
    assert rate(reviewer, claim, rating="DISPUTED", reasons="The log counts thirty-one.", seen=1).status_code == 302
    assert [str(v) for v in claim.verdicts.all()] == ["Supported (v1)", "Disputed (v2)"]


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
    answer = rate(reviewer, made.claim(), **{"reasons": "My long thoughts", **given})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "My long thoughts" in answer.content.decode() or not given.get("reasons", "x").strip()
    assert not Verdict.objects.exists()


def test_who_comes_second_sees_what_stands_and_keeps_their_text(reviewer: Client) -> None:
    claim = made.decided().claim
    answer = rate(reviewer, claim, reasons="What I wrote meanwhile", seen=0)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "There is a newer verdict (v1)" in page
    assert "Supported (v1)" in page
    assert "What I wrote meanwhile" in page
    assert 'name="seen" value="1"' in page, "the next try is made with the newer verdict in view"
    assert Verdict.objects.count() == 1


def test_a_claim_with_a_verdict_is_not_rejected(reviewer: Client) -> None:
    claim = made.decided().claim
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
    answer = act(reviewer, "evidence", made.claim().pk, **fields)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Evidence.objects.exists()


def test_an_uploaded_file_is_kept_and_handed_out_as_a_download(reviewer: Client) -> None:
    claim = made.claim()
    file = SimpleUploadedFile("mine.html", b"<script>alert(1)</script>", content_type="text/html")
    act(reviewer, "evidence", claim.pk, kind="document", stance="context", note="The page.", file=file)
    upload = claim.evidence.get().upload
    answer = reviewer.get(reverse("desk:upload", args=[upload.pk]))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="mine.html"'


def test_an_empty_file_and_an_empty_reason_are_refused(reviewer: Client) -> None:
    claim = made.claim()
    file = SimpleUploadedFile("empty.txt", b"")
    answer = act(reviewer, "evidence", claim.pk, kind="document", stance="context", note="The page.", file=file)
    assert "This file is empty." in answer.content.decode()
    piece = made.piece(claim)
    assert act(reviewer, "withdraw", piece.pk, because=" ").status_code == 400
    assert act(reviewer, "withdraw", piece.pk, because="Miscounted.").status_code == 302
    assert act(reviewer, "withdraw", piece.pk, because="Again.").status_code == 409
    page = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert "Miscounted." in page


def test_hostile_words_are_shown_as_words(reviewer: Client) -> None:
    nasty = "<script>alert(1)</script>"
    version = made.version(f"He said {nasty} twice in 2024.\n")
    version.article.headline = nasty
    version.article.save()
    claim = made.claim(of=version, words=nasty, wording=nasty, reasons=[nasty])
    made.piece(claim, note=nasty)
    made.ruled(claim=claim, rating="SUPPORTED", reasons=nasty, by=reviewer.user, at=made.AT)
    page = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert nasty not in page
    assert page.count("&lt;script&gt;alert(1)") >= 7


@pytest.mark.parametrize("name", ["accept", "reject", "evidence", "review"])
def test_who_has_no_role_does_nothing(onlooker: Client, name: str) -> None:
    claim = made.claim()
    given = {
        "which": "vague", "kind": "data", "stance": "supports", "note": "Mine.", "rating": "NOT_CHECKABLE",
        "reasons": "Mine.", "seen": 0,
    }  # fmt: skip
    assert act(onlooker, name, claim.pk, **given).status_code == 403
    claim.refresh_from_db()
    assert (claim.proposal, claim.rating, claim.evidence.count()) == ("proposed", "", 0)


@pytest.mark.parametrize("name", ["accept", "reject", "evidence", "review"])
def test_nothing_is_done_by_following_a_link(reviewer: Client, name: str) -> None:
    assert reviewer.get(reverse(f"desk:{name}", args=[made.claim().pk])).status_code == 405
