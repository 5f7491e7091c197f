"""Who may see what while two people review the same claim without knowing of each other."""

import pytest

from claims.models import Review, Work
from claims.queries import blind
from claims.workflow.audit import actor_of, event
from claims.workflow.claim import wording
from claims.workflow.evidence import evidence, original
from claims.workflow.inbox import comment
from claims.workflow.publication import reply
from claims.workflow.review import plan, verdict
from sources.models import Fetch
from tests import factories
from tests.claims.workflow.world import AT, DAY, HOUR, accepted, taken, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """One reviewer, another, and an editor who has no part in it."""
    return factories.user(), factories.user(), factories.user("editor")


def blind_claim(*, fully=True, **fields):
    claim = accepted(**fields)
    plan.set_plan(claim=claim, plan="blind", fully_blind=fully, by=factories.user("editor"), at=AT)
    return claim


def rate(claim, by, rating="NOT_CHECKABLE", at=AT, **more):
    verdict.propose(claim=claim, rating=rating, reasons="Nobody kept a log.", by=by, at=at, **more)
    return Review.objects.get(claim=claim, reviewer=actor_of(by).pk, closed_at=None, cycle=work(claim).cycle)


def who_sees(query, row, *people):
    """Return for each person whether they see a row."""
    return [query(actor_of(one).pk).filter(pk=row.pk).exists() for one in people]


# --- reviews ------------------------------------------------------------------------------------------------------


def test_a_draft_is_its_writers_for_ever(people):
    mine, other, editor = people
    claim = accepted()
    draft = verdict.take(claim=claim, by=mine, at=AT)
    assert who_sees(blind.reviews_seen_by, draft, mine, other, editor) == [True, False, False]


def test_a_review_under_a_pair_is_seen_as_soon_as_it_is_handed_in(people):
    mine, other, editor = people
    row = rate(accepted(), mine)
    assert who_sees(blind.reviews_seen_by, row, mine, other, editor) == [True, True, True]


def test_a_blind_review_is_its_reviewers_until_both_are_in(people):
    mine, other, editor = people
    claim = blind_claim()
    row = rate(claim, mine)
    verdict.take(claim=claim, by=other, at=AT)
    assert who_sees(blind.reviews_seen_by, row, mine, other, editor) == [True, False, False]
    second = rate(claim, other, missing_context=True)
    assert work(claim).stage == "adjudication"
    assert who_sees(blind.reviews_seen_by, row, mine, other, editor) == [True, True, True]
    assert who_sees(blind.reviews_seen_by, second, mine, other, editor) == [True, True, True]


def test_a_blind_review_that_was_closed_stays_its_reviewers_while_others_review_again(people):
    mine, other, editor = people
    claim = blind_claim()
    row = rate(claim, mine)
    rate(claim, other, missing_context=True)
    wording.change(claim=claim, wording="[The ferry] never sailed", by=editor, at=AT + HOUR)
    row.refresh_from_db()
    assert row.closed_at is not None
    assert who_sees(blind.reviews_seen_by, row, mine, other, editor) == [True, False, False]
    rate(claim, factories.user(), at=AT + HOUR)
    rate(claim, factories.user(), missing_context=True, at=AT + HOUR)
    assert who_sees(blind.reviews_seen_by, row, mine, other, editor) == [True, False, False]


def test_with_the_verdict_both_reviews_are_seen_and_the_next_cycle_hides_only_its_own(people):
    mine, other, editor = people
    claim = blind_claim()
    row = rate(claim, mine)
    rate(claim, other)
    assert work(claim).stage == "done"
    assert who_sees(blind.reviews_seen_by, row, mine, other, editor) == [True, True, True]
    verdict.reopen(claim=claim, because="A log was found.", by=editor, at=AT + HOUR)
    again = rate(claim, mine, at=AT + HOUR)
    assert who_sees(blind.reviews_seen_by, row, other, editor) == [True, True]
    assert who_sees(blind.reviews_seen_by, again, mine, other, editor) == [True, False, False]


# --- evidence -----------------------------------------------------------------------------------------------------


def test_evidence_is_its_finders_while_people_review_fully_blind(people):
    mine, other, editor = people
    claim, known = blind_claim(), blind_claim(fully=False)
    hidden, seen = factories.evidence(claim, by=mine), factories.evidence(known, by=mine)
    assert who_sees(blind.evidence_seen_by, hidden, mine, other, editor) == [True, False, False]
    assert who_sees(blind.evidence_seen_by, seen, mine, other, editor) == [True, True, True]
    rate(claim, mine)
    assert who_sees(blind.evidence_seen_by, hidden, other) == [False]
    rate(claim, other, missing_context=True)
    assert who_sees(blind.evidence_seen_by, hidden, other, editor) == [True, True], "both are in"


def reviewed_again(by):
    """A claim with a verdict that two people review again, fully blind."""
    claim = factories.decided(accepted(), by=by).claim
    editor = factories.user("editor")
    verdict.reopen(claim=claim, because="A log was found.", by=editor, at=AT + HOUR)
    plan.set_plan(claim=claim, plan="blind", fully_blind=True, by=editor, at=AT + HOUR)
    return claim


def test_what_stood_when_an_earlier_verdict_was_given_is_known_to_all(people):
    mine, other, editor = people
    claim = reviewed_again(mine)
    old = claim.evidence.get()
    new = factories.evidence(claim, by=mine, at=AT + 2 * HOUR)
    elsewhere = factories.decided().claim
    assert elsewhere.verdicts.exists()
    assert who_sees(blind.evidence_seen_by, old, mine, other, editor) == [True, True, True]
    assert who_sees(blind.evidence_seen_by, new, mine, other, editor) == [True, False, False]


def test_an_original_is_its_finders_while_a_claim_of_that_quotation_is_reviewed_fully_blind(people):
    mine, other, editor = people
    source = factories.claim()
    quotation = factories.quote(source)
    claim = accepted(of=quotation.version, quote=quotation)
    found = original.add(claim=claim, source="Minutes", grade="verbatim", words="cancelled forty times", by=mine, at=AT)
    assert who_sees(blind.originals_seen_by, found, mine, other, editor) == [True, True, True]
    plan.set_plan(claim=claim, plan="blind", by=editor, at=AT)
    assert who_sees(blind.originals_seen_by, found, other) == [True]
    plan.set_plan(claim=claim, plan="blind", fully_blind=True, by=editor, at=AT)
    blind_claim()
    assert who_sees(blind.originals_seen_by, found, mine, other, editor) == [True, False, False]


# --- events -------------------------------------------------------------------------------------------------------

HIDDEN = [  # what happened, is it hidden under a blind plan, under a fully blind one
    ("review.taken", True, True),
    ("review.given_back", True, True),
    ("claim.skipped", True, True),
    ("evidence.added", False, True),
    ("evidence.withdrawn", False, True),
    ("reply.asked", False, True),
    ("reply.recorded", False, True),
    ("comment.written", False, False),
    ("claim.changed", False, False),
]


@pytest.mark.parametrize(("verb", "partly", "fully"), HIDDEN, ids=[h[0] for h in HIDDEN])
def test_what_others_did_is_hidden_while_it_would_tell_something(people, verb, partly, fully):
    mine, other, _editor = people
    for claim, hidden in ((blind_claim(fully=False), partly), (blind_claim(), fully), (accepted(), False)):
        entry = event(verb, by=actor_of(mine), at=AT, claim=claim)
        assert who_sees(blind.events_seen_by, entry, mine, other) == [True, not hidden]
        assert blind.events_seen_by(None).filter(pk=entry.pk).exists() != hidden
        Work.objects.filter(pk=claim.pk).update(held_because="", held_by=None)


def test_what_others_did_is_seen_when_all_are_in(people):
    mine, other, editor = people
    claim = blind_claim()
    entry = event("evidence.added", by=actor_of(mine), at=AT, claim=claim)
    rate(claim, mine)
    assert who_sees(blind.events_seen_by, entry, other, editor) == [False, False]
    rate(claim, other, missing_context=True)
    assert who_sees(blind.events_seen_by, entry, other, editor) == [True, True]


# --- pages, files, texts ------------------------------------------------------------------------------------------


def test_a_page_that_is_somebody_elses_hidden_evidence_is_hidden_too(people):
    mine, other, editor = people
    claim = blind_claim()
    item = factories.evidence(claim, by=mine, kind="page", url="https://harbour.example/log")
    free = factories.evidence(accepted(), by=mine, kind="page", url="https://harbour.example/other")
    assert who_sees(blind.fetches_seen_by, item.fetch, mine, other, editor) == [True, False, False]
    assert who_sees(blind.fetches_seen_by, free.fetch, mine, other, editor) == [True, True, True]
    version = factories.version("The log.", purpose="evidence")
    Fetch.objects.filter(pk=item.fetch_id).update(
        version=version, article=version.article, outcome="new", finished_at=AT
    )
    assert who_sees(blind.versions_seen_by, version, mine, other, editor) == [True, False, False]
    plain = factories.version()
    assert who_sees(blind.versions_seen_by, plain, mine, other, editor) == [True, True, True]


def test_an_uploaded_file_that_is_also_evidence_elsewhere_is_seen(people):
    mine, other, _editor = people
    file = evidence.File("log.pdf", "application/pdf", b"%PDF-1.7 the log")
    item = factories.evidence(blind_claim(), by=mine, kind="document", file=file)
    assert who_sees(blind.uploads_seen_by, item.upload, mine, other) == [True, False]
    factories.evidence(accepted(), by=mine, kind="document", file=file)
    assert who_sees(blind.uploads_seen_by, item.upload, mine, other) == [True, True]


# --- how many are in, what is said --------------------------------------------------------------------------------


def test_an_editor_is_told_how_many_reviews_are_in_and_a_reviewer_of_the_claim_is_not(people):
    mine, other, editor = people
    claim = blind_claim()

    def counted(person):
        return blind.reviewers_in(claim, viewer=actor_of(person).pk)

    assert counted(editor) is None, "nobody has begun"
    verdict.take(claim=claim, by=mine, at=AT)
    assert (counted(editor), counted(mine)) == (0, None)
    rate(claim, mine)
    verdict.take(claim=claim, by=other, at=AT)
    assert (counted(editor), counted(mine), counted(other)) == (1, None, None)
    rate(claim, other, missing_context=True)
    assert counted(editor) is None, "there is nothing to hide any more"
    pair = taken()[0]
    assert blind.reviewers_in(pair, viewer=actor_of(editor).pk) is None


def test_comments_are_their_writers_while_people_review_fully_blind(people):
    mine, other, editor = people
    for claim, hidden in ((blind_claim(), True), (blind_claim(fully=False), False), (accepted(), False)):
        logged = comment.write(claim=claim, text="The log is a forgery.", by=mine, at=AT)
        assert who_sees(blind.comments_seen_by, logged, mine, other, editor) == [True, not hidden, not hidden]


def asked(claim, by, at=AT):
    return reply.ask(claim=claim, whom="The port", asked=f"Why, at {at}?", until=at + DAY, by=by, at=at)


def test_who_was_asked_what_is_the_askers_while_people_review_fully_blind(people):
    mine, other, editor = people
    request = asked(blind_claim(), mine)
    assert who_sees(blind.replies_seen_by, request, mine, other, editor) == [True, False, False]
    assert who_sees(blind.replies_seen_by, asked(blind_claim(fully=False), mine), mine, other) == [True, True]
    reply.record(request=request, answer="It sailed.", by=other, at=AT + HOUR)
    assert who_sees(blind.replies_seen_by, request, mine, other, editor) == [True, True, False]


def test_who_was_asked_before_an_earlier_verdict_is_known_to_all(people):
    mine, other, editor = people
    claim = accepted()
    old = asked(claim, mine)
    factories.evidence(claim, by=mine)
    factories.ruled(claim=claim, rating="SUPPORTED", by=mine)
    verdict.reopen(claim=claim, because="A log was found.", by=editor, at=AT + HOUR)
    plan.set_plan(claim=claim, plan="blind", fully_blind=True, by=editor, at=AT + HOUR)
    new = asked(claim, mine, at=AT + 2 * HOUR)
    assert who_sees(blind.replies_seen_by, old, mine, other, editor) == [True, True, True]
    assert who_sees(blind.replies_seen_by, new, mine, other, editor) == [True, False, False]
