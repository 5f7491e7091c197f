"""Evidence is added, refused at its field, and withdrawn; none is ever edited."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import (
    Event,
    Evidence,
    Notice,
    Upload,
)
from claims.queries.publication import under_correction
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.evidence import evidence
from claims.workflow.evidence.evidence import File
from sources.models import Fetch
from tests import factories, published
from tests.claims.workflow.world import (
    AT,
    EVERYBODY,
    HOUR,
    MINUTE,
    accepted,
    held,
    inbox,
    merged,
    only_on_its_desk,
    rejected,
    roles_that_may,
)

pytestmark = pytest.mark.django_db


WRONG = [
    ({"kind": "rumour"}, "kind"),
    ({"stance": "for"}, "stance"),
    ({"note": "  "}, "note"),
    ({"note": "a\0b"}, "note"),
    ({"kind": "page"}, "url"),
    ({"kind": "page", "url": "file:///etc/passwd"}, "url"),
    ({"kind": "document", "file": File("empty.pdf", "application/pdf", b"")}, "file"),
    ({"kind": "document", "file": File("large.pdf", "application/pdf", b"x" * 10_000_001)}, "file"),
    ({"kind": "passage"}, "version"),
]


@pytest.mark.parametrize(("fields", "names"), WRONG)
def test_wrong_evidence_names_its_field_and_stores_nothing(fields, names):
    claim, by = factories.claim(), factories.user()
    with pytest.raises(ValidationError) as wrong:
        factories.evidence(claim, **{"stance": "supports", "by": by, **fields})
    assert names in wrong.value.message_dict
    assert not Evidence.objects.exists()


def test_an_address_is_owed_to_the_archive_in_the_same_transaction():
    item = factories.evidence(factories.claim(), kind="page", url="https://harbour.example/log")
    row = Fetch.objects.get()
    assert (item.fetch, row.purpose, row.state) == (row, "evidence", "waiting")


def test_the_same_file_is_kept_once():
    for _ in range(2):
        factories.evidence(
            factories.claim(), kind="document", file=File("log.pdf", "application/pdf", b"%PDF-1.7 the log")
        )
    assert Upload.objects.count() == 1
    assert Evidence.objects.filter(upload=Upload.objects.get()).count() == 2


def test_words_of_another_archived_page_are_evidence():
    other = factories.version("The harbour master counted forty cancelled crossings.", purpose="evidence")
    item = factories.evidence(
        factories.claim(), kind="passage", version=other, start=27, end=52, exact=other.text[27:52]
    )
    assert (item.exact, item.prefix[-8:]) == (other.text[27:52], other.text[19:27])


def test_withdrawing_needs_a_reason_and_happens_once():
    by = factories.user()
    item = factories.evidence(factories.claim(), by=by)
    with pytest.raises(ValidationError):
        evidence.withdraw(evidence=item, because=" ", by=by, at=factories.AT)
    evidence.withdraw(evidence=item, because="Another ship.", by=by, at=factories.AT)
    with pytest.raises(Conflict):
        evidence.withdraw(evidence=item, because="Again.", by=by, at=factories.AT)


def test_evidence_says_which_question_it_answers_and_who_saw_it() -> None:
    about = {
        "question": " How often? ",
        "primary_source": True,
        "page": "Sheet 2, cell C7",
        "seen_by": "Ada Brix",
        "transcription": "40",
        "note_public": "The log counts forty.",
        "on_record": False,
    }
    item = factories.evidence(factories.claim(), **about)
    item.refresh_from_db()
    assert {name: getattr(item, name) for name in about} == about | {"question": "How often?"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", "x" * 501),
        ("page", "x" * 101),
        ("seen_by", "x" * 301),
        ("transcription", "a\0"),
        ("question", "\0"),
    ],
)
def test_what_is_too_long_or_broken_is_refused_at_the_field(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        factories.evidence(factories.claim(), **{field: value})
    assert list(refusal.value.error_dict) == [field]


def passage(claim, **more):
    copy = factories.version("The harbour log lists forty.\n", url="https://log.example/2026", purpose="evidence")
    return evidence.add(
        claim=claim,
        kind="passage",
        stance="supports",
        note="Its own words.",
        version=copy,
        start=0,
        end=15,
        exact="The harbour log",
        by=factories.user(),
        at=AT,
        **more,
    )


def test_a_passage_has_the_address_of_the_page_that_its_words_are_from():
    assert passage(accepted()).url == "https://log.example/2026"
    assert passage(accepted(), url="https://log.example/2026").url == "https://log.example/2026"
    with pytest.raises(ValidationError) as refused:
        passage(accepted(), url="https://another.example/")
    assert set(refused.value.message_dict) == {"url"}


ADDRESSES = [  # kind, address, why
    ("data", "javascript:alert(1)", "a script, not a page"),
    ("statement", "https://a.example/" + "a" * 2_048, "longer than a column"),
    ("page", "ftp://a.example/log", "not a page on the web"),
    ("document", "https:///log", "no site in it"),
]


@pytest.mark.parametrize(("kind", "url", "why"), ADDRESSES, ids=[a[-1] for a in ADDRESSES])
def test_an_address_that_cannot_be_opened_is_an_error_at_its_field(kind, url, why):
    with pytest.raises(ValidationError) as refused:
        factories.evidence(accepted(), kind=kind, url=url)
    assert set(refused.value.message_dict) == {"url"}


def test_withdrawn_evidence_that_readers_were_shown_is_said_and_told():
    author = factories.user()
    current = published.public(by=author)
    item = current.claim.evidence.get()
    assert under_correction(current) == ""
    evidence.withdraw(evidence=item, because="A forgery.", by=factories.user("editor"), at=AT + HOUR)
    assert under_correction(current) == "checking"
    assert list(Notice.objects.filter(to=actor_of(author), kind="stale").values_list("key", flat=True)) == [
        f"withdrawn:{item.pk}"
    ]


def test_reviewers_and_editors_add_and_withdraw_evidence_and_nobody_else():
    claim = accepted()
    item = factories.evidence(claim)
    assert roles_that_may(lambda by: factories.evidence(claim, by=by)) == EVERYBODY
    assert roles_that_may(lambda by: evidence.withdraw(evidence=item, because="A forgery.", by=by, at=AT)) == EVERYBODY


def test_evidence_for_a_claim_of_a_desk_is_its_members():
    claim = accepted()
    item = factories.evidence(claim)
    assert only_on_its_desk(claim, lambda by: factories.evidence(claim, by=by))
    other = accepted()
    item = factories.evidence(other)
    assert only_on_its_desk(other, lambda by: evidence.withdraw(evidence=item, because="A forgery.", by=by, at=AT))


def test_evidence_that_was_sent_twice_is_stored_once():
    claim, by = accepted(), factories.user()
    first = factories.evidence(claim, by=by)
    assert factories.evidence(claim, by=by, at=AT + timedelta(seconds=59)) == first
    assert Event.objects.filter(verb="evidence.added").count() == 1
    assert factories.evidence(claim, by=by, at=AT + MINUTE) != first, "later, it is meant"
    assert factories.evidence(claim, by=factories.user()) != first
    assert factories.evidence(accepted(), by=by) != first
    for other in ({"note": "Another."}, {"note_public": "Seen."}, {"primary_source": True}, {"page": "2"}):
        assert factories.evidence(claim, by=by, **other) != first
    assert factories.evidence(claim, "disputes", by=by) != first


def test_evidence_that_was_withdrawn_is_added_again_at_once():
    claim, by = accepted(), factories.user()
    first = factories.evidence(claim, by=by)
    evidence.withdraw(evidence=first, because="The wrong stance.", by=by, at=AT)
    second = factories.evidence(claim, by=by, at=AT + timedelta(seconds=20))
    assert second != first
    assert second.withdrawn_at is None


def test_evidence_is_stored_with_who_brought_it_and_touches_the_claim():
    claim, by = factories.claim(), factories.user()
    item = evidence.add(
        claim=claim, kind="data", stance="context", note=" The log. ", note_public=" It lists forty. ", by=by, at=AT
    )
    assert (item.note, item.note_public, item.added_by, item.created_at) == (
        "The log.",
        "It lists forty.",
        actor_of(by).pk,
        AT,
    )
    assert (item.on_record, item.primary_source, item.fetch) == (True, False, None)
    claim.refresh_from_db()
    assert claim.touched_at == AT
    logged = Event.objects.get(verb="evidence.added")
    assert logged.data == {"evidence": item.pk, "stance": "context", "kind": "data"}


LONGEST = {"note": 20_000, "note_public": 20_000, "question": 500, "page": 100, "seen_by": 300, "transcription": 20_000}


@pytest.mark.parametrize("field", LONGEST)
def test_each_text_of_evidence_has_its_limit(field):
    claim = accepted()
    assert factories.evidence(claim, **{field: "x" * LONGEST[field]})
    with pytest.raises(ValidationError) as refusal:
        factories.evidence(claim, **{field: "x" * (LONGEST[field] + 1)})
    assert set(refusal.value.message_dict) == {field}


def test_a_file_may_be_as_large_as_the_limit_says_and_keeps_the_end_of_its_name():
    claim, by = accepted(), factories.user()
    file = File("a" * 301 + ".pdf\0", "x" * 101, b"x" * 10_000_000)
    item = factories.evidence(claim, kind="document", file=file, by=by)
    row = item.upload
    assert (len(row.name), row.name[-4:], len(row.media_type)) == (300, ".pdf", 100)
    assert (row.uploaded_by, row.created_at) == (actor_of(by).pk, AT)
    assert factories.evidence(claim, kind="document", file=File("", "x/y", b"y")).upload.name == "file"


@pytest.mark.parametrize("kind", ["page", "document"])
def test_a_page_and_a_document_are_somewhere(kind):
    assert factories.evidence(accepted(), kind=kind, file=File("a.png", "image/png", b"x"))
    assert factories.evidence(accepted(), kind=kind, url="https://harbour.example/log")
    with pytest.raises(ValidationError) as refusal:
        factories.evidence(accepted(), kind=kind)
    assert set(refusal.value.message_dict) == {"url"}


PASSAGES = [
    ({"start": 0, "end": 8, "exact": "The har"}, "exact"),
    ({"start": 0, "end": 900, "exact": "x"}, "start"),
    ({"start": None}, "version"),
    ({"end": None}, "version"),
]


@pytest.mark.parametrize(("fields", "field"), PASSAGES)
def test_a_passage_is_the_words_at_its_place(fields, field):
    copy = factories.version("The harbour log lists forty.\n", url="https://log.example/2026", purpose="evidence")
    values = {"kind": "passage", "version": copy, "start": 0, "end": 7, "exact": "The har"}
    with pytest.raises(ValidationError) as refusal:
        factories.evidence(accepted(), **{**values, **fields})
    assert set(refusal.value.message_dict) == {field}


def test_a_passages_page_is_not_fetched_again():
    assert passage(accepted()).fetch is None
    assert not Fetch.objects.exists()


def test_the_checked_article_itself_is_no_evidence():
    claim = accepted()
    version = claim.appearances.get().version
    with pytest.raises(ValidationError) as refusal:
        factories.evidence(claim, kind="passage", version=version, start=0, end=9, exact=version.text[:9])
    assert set(refusal.value.message_dict) == {"version"}


@pytest.mark.parametrize("make", [rejected, merged])
def test_what_is_no_claim_takes_no_evidence(make):
    with pytest.raises(Conflict, match="Look at it again"):
        factories.evidence(make())


def test_who_decided_on_evidence_that_is_withdrawn_is_told_and_nobody_else():
    author, by = factories.user(), factories.user("editor")
    claim = factories.decided(accepted(), by=author).claim
    cited = claim.evidence.get()
    later = factories.evidence(claim, "context", by=author, at=AT + HOUR)
    evidence.withdraw(evidence=later, because="Another ship.", by=by, at=AT + HOUR)
    assert inbox(author) == [], "the verdict does not cite it"
    done = evidence.withdraw(evidence=cited, because=" A forgery. ", by=by, at=AT + HOUR)
    assert (done.withdrawn_at, done.withdrawn_by, done.withdrawn_because) == (
        AT + HOUR,
        actor_of(by).pk,
        "A forgery.",
    )
    assert inbox(author) == ["stale"]
    logged = Event.objects.filter(verb="evidence.withdrawn").latest("id")
    assert (logged.claim, logged.data) == (claim.pk, {"evidence": cited.pk, "because": "A forgery."})
    own = factories.decided(accepted(), by=author).claim
    evidence.withdraw(evidence=own.evidence.get(), because="A forgery.", by=author, at=AT)
    assert inbox(author) == ["stale"], "who withdraws it knows"


def test_nothing_is_withdrawn_on_legal_hold_or_without_a_reason():
    claim = accepted()
    item = factories.evidence(claim)
    with pytest.raises(ValidationError):
        evidence.withdraw(evidence=item, because="a\0", by=factories.user(), at=AT)
    held(claim)
    with pytest.raises(Conflict, match="legal hold"):
        evidence.withdraw(evidence=item, because="b", by=factories.user(), at=AT)
    item.refresh_from_db()
    assert item.withdrawn_at is None
