"""One reviewer's round on one claim: a place with a lease, a draft, submitted once, given back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import Review
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.review import plan, verdict
from claims.workflow.review import review as reviews
from tests import factories
from tests.claims.workflow.world import AT, DAY, HOUR, MINUTE, accepted, inbox, verbs, work

pytestmark = pytest.mark.django_db


SECOND = timedelta(seconds=1)


def in_pair(at=AT):
    """A claim for an author and a second reviewer, and the author's open review of it."""
    claim, by = accepted(), factories.user()
    return claim, by, verdict.take(claim=claim, by=by, at=at)


def blind(*readers, at=AT):
    claim = accepted()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    return claim, [verdict.take(claim=claim, by=by, at=at) for by in readers]


# --- places and leases --------------------------------------------------------------------------------------------


def test_a_place_is_taken_for_half_an_hour():
    _claim, by, mine = in_pair()
    assert (mine.reviewer, mine.part, mine.slot, mine.round, mine.cycle) == (actor_of(by).pk, "author", 1, 1, 1)
    assert (mine.opened_at, mine.lease_until) == (AT, AT + timedelta(minutes=30))


def test_a_place_is_free_at_the_moment_at_which_its_lease_runs_out():
    claim, _by, mine = in_pair()
    other = factories.user()
    with pytest.raises(Conflict, match="Somebody else is at this claim"):
        verdict.take(claim=claim, by=other, at=AT + reviews.LEASE - SECOND)
    theirs = verdict.take(claim=claim, by=other, at=AT + reviews.LEASE)
    mine.refresh_from_db()
    assert (theirs.round, theirs.part) == (2, "author")
    assert mine.closed_at == AT + reviews.LEASE
    assert "lease ran out" in mine.closed_because


def test_taking_it_again_extends_the_lease_of_the_same_review():
    claim, by, mine = in_pair()
    again = verdict.take(claim=claim, by=by, at=AT + 10 * MINUTE)
    assert (again, again.lease_until) == (mine, AT + 40 * MINUTE)
    kept = reviews.begin(work=work(claim), by=actor_of(by), at=AT + 20 * MINUTE, lease=False)
    assert (kept, kept.lease_until) == (mine, AT + 40 * MINUTE)


def test_whoever_has_handed_in_takes_no_other_place():
    first, second = factories.user("editor"), factories.user("editor")
    claim, _ = blind(first, second)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=first, at=AT)
    with pytest.raises(Conflict, match="had your say"):
        verdict.take(claim=claim, by=first, at=AT)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", missing_context=True, reasons="No.", by=second, at=AT)
    with pytest.raises(Conflict, match="had your say"):
        verdict.take(claim=claim, by=second, at=AT)
    assert verdict.take(claim=claim, by=factories.user("editor"), at=AT).part == "adjudicator"


def test_two_people_have_the_two_blind_places_and_a_third_has_none():
    claim, (one, two) = blind(factories.user(), factories.user())
    assert [(one.part, one.slot), (two.part, two.slot)] == [("reviewer", 1), ("reviewer", 2)]
    with pytest.raises(Conflict, match="places are taken"):
        verdict.take(claim=claim, by=factories.user(), at=AT)
    third = verdict.take(claim=claim, by=factories.user(), at=AT + reviews.LEASE)
    assert (third.part, third.slot) == ("reviewer", 1)
    two.refresh_from_db()
    assert two.closed_at is None, "only the place that was given out again is closed"


def test_a_place_that_was_handed_in_stays_taken_whatever_the_time():
    first = factories.user()
    claim, _ = blind(first)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=first, at=AT)
    later = verdict.take(claim=claim, by=factories.user(), at=AT + DAY)
    assert later.slot == 2
    with pytest.raises(Conflict, match="places are taken"):
        verdict.take(claim=claim, by=factories.user(), at=AT + DAY)


def test_the_second_reviewer_gets_the_first_ones_review():
    claim, by, mine = in_pair()
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=AT)
    editor = factories.user("editor")
    second = verdict.take(claim=claim, by=editor, at=AT)
    assert (second.part, second.approves) == ("approver", mine)
    with pytest.raises(Conflict, match="Somebody else is at this claim"):
        verdict.take(claim=claim, by=factories.user("editor"), at=AT)


def test_without_a_first_review_there_is_nothing_to_approve():
    claim, by, mine = in_pair()
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=AT)
    Review.objects.filter(pk=mine.pk).update(closed_at=AT, closed_because="the claim was changed")
    with pytest.raises(Conflict, match="no review here"):
        reviews.free_part(work(claim), actor_of(factories.user("editor")), at=AT)


def test_one_adjudicator_at_a_time():
    first, second = factories.user(), factories.user()
    claim, _ = blind(first, second)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=first, at=AT)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", missing_context=True, reasons="No.", by=second, at=AT)
    verdict.take(claim=claim, by=factories.user("editor"), at=AT)
    with pytest.raises(Conflict, match="Somebody else is at this claim"):
        verdict.take(claim=claim, by=factories.user("editor"), at=AT)


def test_reviews_that_count_are_of_this_cycle_neither_closed_nor_returned():
    claim, by, mine = in_pair()
    other = in_pair()[2]
    assert reviews.live_reviews(work(claim)) == [mine]
    assert reviews.open_of(work(claim), actor_of(by)) == mine
    assert reviews.open_of(work(claim), actor_of(factories.user())) is None
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=AT)
    assert reviews.open_of(work(claim), actor_of(by)) is None
    verdict.send_back(claim=claim, because="Which log?", by=factories.user("editor"), at=AT)
    assert reviews.live_reviews(work(claim)) == []
    again = verdict.take(claim=claim, by=by, at=AT)
    assert again.round == 3
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=AT)
    verdict.approve(claim=claim, by=factories.user("editor"), at=AT)
    verdict.reopen(claim=claim, because="A log.", by=by, at=AT)
    assert reviews.live_reviews(work(claim)) == []
    assert other.closed_at is None


# --- drafts -------------------------------------------------------------------------------------------------------


def test_saving_a_draft_keeps_the_words_counts_and_extends_the_lease():
    _claim, by, mine = in_pair()
    at = AT + 20 * MINUTE
    saved = reviews.save_draft(
        review=mine, by=actor_of(by), at=at, seen=0, reasons="Half a thought.", rating="SUPPORTED", other="x"
    )
    assert (saved.draft, saved.reasons, saved.rating) == (1, "Half a thought.", "SUPPORTED")
    assert (saved.saved_at, saved.lease_until, saved.submitted_at) == (at, at + reviews.LEASE, None)
    again = reviews.save_draft(review=mine, by=actor_of(by), at=at, seen=1, note="Ask the port.", sought="", rating="")
    assert (again.draft, again.reasons, again.note, again.rating) == (2, "Half a thought.", "Ask the port.", "")


def test_a_draft_that_was_saved_elsewhere_is_shown_beside_ones_own():
    _claim, by, mine = in_pair()
    reviews.save_draft(review=mine, by=actor_of(by), at=AT, seen=0, reasons="Here.")
    with pytest.raises(reviews.StaleDraft) as stale:
        reviews.save_draft(review=mine, by=actor_of(by), at=AT, seen=0, reasons="There.")
    assert stale.value.review.reasons == "Here."


def test_what_was_closed_or_handed_in_is_saved_no_more():
    claim, by, mine = in_pair()
    with pytest.raises(Conflict, match="submitted"):
        reviews.save_draft(review=mine, by=actor_of(factories.user()), at=AT, seen=0, reasons="Not mine.")
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=AT)
    mine.refresh_from_db()
    with pytest.raises(Conflict, match="submitted"):
        reviews.save_draft(review=mine, by=actor_of(by), at=AT, seen=mine.draft, reasons="More.")
    other, theirs, open_one = in_pair()
    verdict.give_back(review=open_one, because="Ill.", by=theirs, at=AT)
    with pytest.raises(Conflict, match="closed: given back: Ill"):
        reviews.save_draft(review=open_one, by=actor_of(theirs), at=AT, seen=0, reasons="More.")
    assert work(other).stage == "picked"
    mine.refresh_from_db()
    assert mine.reasons == "No log."


DRAFTS = [
    ({"reasons": "x" * (reviews.MAX_TEXT + 1)}, "reasons"),
    ({"note": "a\0b"}, "note"),
    ({"sought": "\0"}, "sought"),
    ({"rating": "TRUE"}, "rating"),
]


@pytest.mark.parametrize(("fields", "field"), DRAFTS)
def test_a_draft_that_cannot_be_kept_names_its_field(fields, field):
    _claim, by, mine = in_pair()
    with pytest.raises(ValidationError) as refusal:
        reviews.save_draft(review=mine, by=actor_of(by), at=AT, seen=0, **fields)
    assert set(refusal.value.message_dict) == {field}
    mine.refresh_from_db()
    assert mine.draft == 0


def test_a_draft_may_be_as_long_as_the_limit_says():
    _claim, by, mine = in_pair()
    long = "x" * reviews.MAX_TEXT
    assert reviews.save_draft(review=mine, by=actor_of(by), at=AT, seen=0, reasons=long).reasons == long
    assert reviews.MAX_TEXT == 50_000


# --- handing in, giving back --------------------------------------------------------------------------------------

NOT_HANDED_IN = [
    ({"rating": "TRUE"}, {"rating"}),
    ({"rating": ""}, {"rating"}),
    ({"reasons": " \n"}, {"reasons"}),
    ({"rating": "NOT_ENOUGH_EVIDENCE"}, {"sought"}),
    ({"rating": "NOT_ENOUGH_EVIDENCE", "sought": "  ", "reasons": ""}, {"sought", "reasons"}),
    ({"note": "a\0"}, {"note"}),
    ({"sought": "x" * (reviews.MAX_TEXT + 1)}, {"sought"}),
]


@pytest.mark.parametrize(("fields", "named"), NOT_HANDED_IN)
def test_a_review_that_lacks_something_is_not_handed_in(fields, named):
    claim, by, mine = in_pair()
    values = {"rating": "NOT_CHECKABLE", "reasons": "No log.", "by": by, "at": AT}
    with pytest.raises(ValidationError) as refusal:
        verdict.propose(claim=claim, **{**values, **fields})
    assert set(refusal.value.message_dict) == named
    mine.refresh_from_db()
    assert mine.submitted_at is None


def test_what_was_handed_in_is_stored_without_white_space_and_ends_the_lease():
    claim, by, mine = in_pair()
    verdict.propose(
        claim=claim,
        rating="NOT_ENOUGH_EVIDENCE",
        reasons=" No log. ",
        sought=" The port's log. ",
        note=" Ask again. ",
        missing_context=True,
        by=by,
        at=AT + MINUTE,
    )
    mine.refresh_from_db()
    assert (mine.reasons, mine.sought, mine.note) == ("No log.", "The port's log.", "Ask again.")
    assert (mine.missing_context, mine.submitted_at, mine.lease_until) == (True, AT + MINUTE, None)


def test_a_draft_that_was_saved_meanwhile_is_not_handed_in():
    claim, by, mine = in_pair()
    reviews.save_draft(review=mine, by=actor_of(by), at=AT, seen=0, reasons="Here.")
    rated = {"claim": claim, "rating": "NOT_CHECKABLE", "reasons": "No log.", "by": by, "at": AT}
    with pytest.raises(reviews.StaleDraft):
        verdict.propose(**rated, draft=0)
    assert verdict.propose(**rated, draft=1).review == mine


def test_a_review_is_handed_in_and_given_back_once_and_by_its_reviewer():
    _claim, by, mine = in_pair()
    rated = {"rating": "NOT_CHECKABLE", "reasons": "No log.", "at": AT}
    with pytest.raises(Conflict, match="not open"):
        reviews.submit(review=mine, by=actor_of(factories.user()), **rated)
    with pytest.raises(Conflict, match="not open"):
        reviews.release(review=mine, by=actor_of(factories.user()), at=AT, because="not mine")
    done = reviews.release(review=mine, by=actor_of(by), at=AT, because="given back: ill")
    assert (done.closed_at, done.closed_because) == (AT, "given back: ill")
    for late in (
        lambda: reviews.release(review=mine, by=actor_of(by), at=AT, because="again"),
        lambda: reviews.submit(review=mine, by=actor_of(by), **rated),
    ):
        with pytest.raises(Conflict, match="not open"):
            late()
    _claim, by, other = in_pair()
    reviews.submit(review=other, by=actor_of(by), **rated)
    for late in (
        lambda: reviews.release(review=other, by=actor_of(by), at=AT, because="again"),
        lambda: reviews.submit(review=other, by=actor_of(by), **rated),
    ):
        with pytest.raises(Conflict, match="not open"):
            late()


def test_closing_all_closes_what_counts_and_tells_everybody_but_who_did_it():
    first, second, editor = factories.user(), factories.user(), factories.user("editor")
    claim, (mine, theirs) = blind(first, second)
    old = Review.objects.create(
        claim=claim,
        round=9,
        part="reviewer",
        reviewer=actor_of(editor).pk,
        opened_at=AT,
        closed_at=AT,
        closed_because="given back: x",
    )
    other = in_pair()[2]
    closed = reviews.close_all(
        claim=claim, work=work(claim), because="it is no claim", by=actor_of(first), at=AT + HOUR
    )
    assert closed == 2
    for row in (mine, theirs):
        row.refresh_from_db()
        assert (row.closed_at, row.closed_because) == (AT + HOUR, "it is no claim")
    old.refresh_from_db()
    other.refresh_from_db()
    assert (old.closed_because, other.closed_at) == ("given back: x", None)
    assert (inbox(first), inbox(second), inbox(editor)) == ([], ["closed"], [])
    assert verbs(claim)[-1] == "review.closed"
    assert reviews.close_all(claim=claim, work=work(claim), because="x", by=actor_of(first), at=AT) == 0
    assert verbs(claim).count("review.closed") == 1


def test_closing_all_quietly_writes_no_event():
    first = factories.user()
    claim, _ = blind(first)
    reviews.close_all(claim=claim, work=work(claim), because="x", by=actor_of(factories.user()), at=AT, quiet=True)
    assert "review.closed" not in verbs(claim)
    assert inbox(first) == ["closed"]


def test_a_second_reviewers_own_review_is_nothing_to_approve():
    claim, by, mine = in_pair()
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=AT)
    verdict.take(claim=claim, by=factories.user("editor"), at=AT)
    Review.objects.filter(pk=mine.pk).update(closed_at=AT, closed_because="the claim was changed")
    with pytest.raises(Conflict, match="no review here"):
        reviews.free_part(work(claim), actor_of(factories.user("editor")), at=AT + DAY)
