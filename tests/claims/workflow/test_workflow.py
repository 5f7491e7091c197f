"""What people may do: who, when, and what it leaves behind."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.models import Claim, Event, Evidence, Upload, Verdict
from claims.workflow.audit import Conflict
from claims.workflow.claim import proposals
from claims.workflow.evidence import article, evidence
from claims.workflow.evidence.evidence import File
from claims.workflow.review import verdict
from sources.models import Article, Fetch
from tests import factories

pytestmark = pytest.mark.django_db

ACTS = {
    "receive an article": lambda by: article.receive(by=by, at=factories.AT, text=factories.TEXT, via="paste"),
    "set a passage aside": lambda by: article.set_aside(
        passage=factories.version().passages.get(), kind="furniture", by=by, at=factories.AT
    ),
    "describe an article": lambda by: article.describe(
        article=factories.version().article, author="Rune Aske", published_on=None, by=by, at=factories.AT
    ),
    "accept a proposal": lambda by: proposals.accept(claim=factories.claim(), by=by, at=factories.AT),
    "reject a proposal": lambda by: proposals.reject(claim=factories.claim(), which="opinion", by=by, at=factories.AT),
    "add a claim": lambda by: proposals.add(
        version=factories.version(),
        start=0,
        end=9,
        exact=factories.TEXT[:9],
        wording="",
        type="event",
        by=by,
        at=factories.AT,
    ),
    "add evidence": lambda by: factories.piece(factories.claim(), by=by),
    "give a verdict": lambda by: factories.ruled(
        claim=factories.claim(), rating="NOT_CHECKABLE", reasons="Nobody kept a record.", by=by, at=factories.AT
    ),
}
ALLOWED = {
    "reviewer": set(ACTS) - {"describe an article"},
    "editor": set(ACTS),
    "administrator": set(ACTS),
    "nobody": set(),
}


@pytest.mark.parametrize("role", ALLOWED)
@pytest.mark.parametrize("act", ACTS)
def test_who_may(act, role):
    by = factories.user(role)
    before = Event.objects.count()
    if act in ALLOWED[role]:
        ACTS[act](by)
        assert act == "receive an article" or Event.objects.count() > before
    else:
        with pytest.raises(PermissionDenied):
            ACTS[act](by)
        assert Event.objects.count() == before


@pytest.mark.parametrize("act", ACTS)
def test_a_deactivated_account_may_nothing_at_once(act):
    by = factories.user("editor")
    by.is_active = False
    by.save()
    with pytest.raises(PermissionDenied):
        ACTS[act](by)


# --- proposals --------------------------------------------------------------------------------------------------


def test_accepting_twice_is_one_act():
    claim, by = factories.claim(), factories.user()
    for _ in range(2):
        proposals.accept(claim=claim, by=by, at=factories.AT)
    assert Event.objects.filter(verb="claim.accepted").count() == 1


def test_a_rejection_can_be_taken_back():
    claim, by = factories.claim(), factories.user()
    proposals.reject(claim=claim, which="vague", by=by, at=factories.AT)
    assert (claim.proposal, claim.not_a_claim) == ("rejected", "vague")
    proposals.accept(claim=claim, by=by, at=factories.AT)
    assert (claim.proposal, claim.not_a_claim) == ("accepted", "")


def test_a_claim_with_a_verdict_is_not_rejected():
    given = factories.decided()
    with pytest.raises(Conflict, match="verdict"):
        proposals.reject(claim=given.claim, which="opinion", by=factories.user(), at=factories.AT)


def test_a_superseded_proposal_is_not_decided_on():
    claim = factories.claim()
    Claim.objects.filter(pk=claim.pk).update(proposal="superseded")
    for act in (
        lambda: proposals.accept(claim=claim, by=factories.user(), at=factories.AT),
        lambda: factories.piece(claim),
        lambda: factories.ruled(claim=claim, rating="NOT_CHECKABLE", reasons="r", by=factories.user(), at=factories.AT),
    ):
        with pytest.raises(Conflict):
            act()


SELECTIONS = [  # start, end, exact, the field that is wrong, why
    (11, 20, None, None, "the words of the text"),
    (23, 24, None, None, "the emoji itself"),
    (11, 20, "Brackholm ", "exact", "other words"),
    (20, 11, None, "start", "reversed"),
    (-5, 5, "The f", "start", "before the beginning"),
    (90, 9_999, None, "start", "past the end"),
    (5, 5, "", "start", "nothing"),
    (26, 32, "s cance", "exact", "shifted by one, as UTF-16 units would be"),
]


@pytest.mark.parametrize(("start", "end", "exact", "field", "why"), SELECTIONS, ids=[s[-1] for s in SELECTIONS])
def test_a_missed_claim_is_added_from_selected_words(start, end, exact, field, why):
    version, by = factories.version(), factories.user()
    words = factories.TEXT[start:end] if exact is None else exact

    def add():
        return proposals.add(
            version=version, start=start, end=end, exact=words, wording="", type="event", by=by, at=factories.AT
        )

    if field is None:
        claim = add()
        place = claim.appearances.get()
        assert (claim.proposal, claim.rating, place.exact) == ("accepted", "", factories.TEXT[start:end])
        assert factories.TEXT[place.start - len(place.prefix) : place.start] == place.prefix
    else:
        with pytest.raises(ValidationError) as wrong:
            add()
        assert field in wrong.value.message_dict
        assert not Claim.objects.exists()


# why, the words that a person selects, when and how much they say
TOLD = [
    ("when and how much", "Brackholm 🚢 was cancelled forty times last winter", ["last winter"], ["forty times"]),
    ("only what is selected", "The ferry to Brackholm", [], []),
    ("over two sentences", "last winter.\nThe town paid for each of them", ["last winter"], []),
]


@pytest.mark.parametrize(("why", "words", "times", "amounts"), TOLD, ids=[row[0] for row in TOLD])
def test_a_missed_claim_says_when_and_how_much_as_the_machine_would(why, words, times, amounts):
    start = factories.TEXT.index(words)
    claim = proposals.add(
        version=factories.version(),
        start=start,
        end=start + len(words),
        exact=words,
        wording="Many were cancelled.",
        type="event",
        by=factories.user(),
        at=factories.AT,
    )
    assert [one["exact"] for one in claim.times] == times
    assert [one["exact"] for one in claim.amounts] == amounts
    assert all(factories.TEXT[one["start"] : one["end"]] == one["exact"] for one in claim.times + claim.amounts)


# --- evidence ---------------------------------------------------------------------------------------------------

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
        factories.piece(claim, **{"stance": "supports", "by": by, **fields})
    assert names in wrong.value.message_dict
    assert not Evidence.objects.exists()


def test_an_address_is_owed_to_the_archive_in_the_same_transaction():
    piece = factories.piece(factories.claim(), kind="page", url="https://harbour.example/log")
    row = Fetch.objects.get()
    assert (piece.fetch, row.purpose, row.state) == (row, "evidence", "waiting")


def test_the_same_file_is_kept_once():
    for _ in range(2):
        factories.piece(
            factories.claim(), kind="document", file=File("log.pdf", "application/pdf", b"%PDF-1.7 the log")
        )
    assert Upload.objects.count() == 1
    assert Evidence.objects.filter(upload=Upload.objects.get()).count() == 2


def test_words_of_another_archived_page_are_evidence():
    other = factories.version("The harbour master counted forty cancelled crossings.", purpose="evidence")
    piece = factories.piece(factories.claim(), kind="passage", version=other, start=27, end=52, exact=other.text[27:52])
    assert (piece.exact, piece.prefix[-8:]) == (other.text[27:52], other.text[19:27])


def test_withdrawing_needs_a_reason_and_happens_once():
    by = factories.user()
    piece = factories.piece(factories.claim(), by=by)
    with pytest.raises(ValidationError):
        evidence.withdraw(piece=piece, because=" ", by=by, at=factories.AT)
    evidence.withdraw(piece=piece, because="Another ship.", by=by, at=factories.AT)
    with pytest.raises(Conflict):
        evidence.withdraw(piece=piece, because="Again.", by=by, at=factories.AT)


# --- verdicts ---------------------------------------------------------------------------------------------------


def test_changing_ones_mind_is_another_verdict_with_its_reason():
    by = factories.user()
    first = factories.decided(by=by)
    factories.piece(first.claim, "disputes", by=by, note="The second log.")
    second = factories.ruled(
        claim=first.claim, rating="DISPUTED", reasons="A second log was found.", by=by, at=factories.AT, seen=1
    )
    assert [(v.number, v.rating) for v in Verdict.objects.all()] == [(1, "SUPPORTED"), (2, "DISPUTED")]
    assert json.loads(second.payload)["reasons"] == "A second log was found."
    assert len(json.loads(first.payload)["evidence"]) == 1
    first.claim.refresh_from_db()
    assert first.claim.rating == "DISPUTED"


def test_a_verdict_given_meanwhile_is_a_conflict_and_stores_nothing():
    by = factories.user()
    first = factories.decided(by=by)
    with pytest.raises(Conflict, match="v1"):
        factories.ruled(claim=first.claim, rating="NOT_CHECKABLE", reasons="r", by=by, at=factories.AT, seen=0)
    assert first.claim.reviews.filter(cycle=2).count() == 0


@pytest.mark.parametrize(
    ("fields", "names"),
    [({"rating": "TRUE"}, "rating"), ({"reasons": "  "}, "reasons"), ({"reasons": "a\0"}, "reasons")],
)
def test_a_wrong_review_names_its_field(fields, names):
    values = {"rating": "NOT_CHECKABLE", "reasons": "r", "by": factories.user(), "at": factories.AT}
    with pytest.raises(ValidationError) as wrong:
        factories.ruled(claim=factories.claim(), **{**values, **fields})
    assert names in wrong.value.message_dict


def test_the_verdict_freezes_what_it_was_given_on():
    given = factories.decided()
    said = json.loads(given.payload)
    place = given.claim.appearances.get()
    assert said["places"] == [
        {"version": place.version_id, "start": place.start, "end": place.end, "exact": "cancelled forty times"}
    ]
    assert [e["stance"] for e in said["evidence"]] == ["supports"]
    assert said["format"] == "verdict/2"


def test_a_broken_chain_names_its_first_bad_row(owner):
    by = factories.user()
    first = factories.decided(by=by)
    for number in (1, 2, 3):
        factories.ruled(
            claim=first.claim, rating="NOT_CHECKABLE", reasons=f"r{number}", by=by, at=factories.AT, seen=number
        )
    assert verdict.first_broken(first.claim) is None
    owner.execute("SET session_replication_role = replica")  # the owner of the tables can; the record shows it
    owner.execute("UPDATE claims_verdict SET payload = payload || ' ' WHERE number = 2")
    assert verdict.first_broken(first.claim).number == 2
    owner.execute("UPDATE claims_verdict SET payload = rtrim(payload) WHERE number = 2")
    owner.execute("DELETE FROM claims_verdict WHERE number = 3")
    assert verdict.first_broken(first.claim).number == 4


# --- articles ---------------------------------------------------------------------------------------------------


def test_a_person_who_sets_author_and_date_is_their_origin():
    row = factories.version().article
    article.describe(
        article=row, author="Rune Aske", published_on=factories.AT.date(), by=factories.user("editor"), at=factories.AT
    )
    row = Article.objects.get(pk=row.pk)
    assert (row.author_origin, row.published_on_origin) == ("person", "person")
    article.describe(article=row, author="", published_on=None, by=factories.user("editor"), at=factories.AT)
    row.refresh_from_db()
    assert (row.author, row.author_origin, row.published_on_origin) == ("", "", "")


def test_a_reading_of_ambiguous_words_becomes_a_claim_once() -> None:
    part, by = factories.ambiguous(), factories.user()
    claim = proposals.take_reading(outcome=part, number=1, by=by, at=factories.AT)
    place = claim.appearances.get()
    assert (claim.wording, claim.type, claim.proposal) == ("[The town] stopped", "quantity", "accepted")
    assert (place.start, place.end, claim.extraction) == (part.start, part.end, None)
    assert Event.objects.get(claim=claim.pk).verb == "claim.added"
    assert proposals.take_reading(outcome=part, number=1, by=by, at=factories.AT) == claim
    assert proposals.take_reading(outcome=part, number=0, by=by, at=factories.AT) != claim


@pytest.mark.parametrize("number", [-1, 2])
def test_only_a_reading_that_is_there_can_be_taken(number: int) -> None:
    with pytest.raises(ValidationError, match="no such reading"):
        proposals.take_reading(outcome=factories.ambiguous(), number=number, by=factories.user(), at=factories.AT)
