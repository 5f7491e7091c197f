"""What a machine proposed is accepted or rejected, and what it missed is added."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Event, Expert, Outcome, Quote
from claims.pipeline.rewording import rewording
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import proposals
from claims.workflow.review import verdict
from tests import factories
from tests.claims.workflow.world import AT, EVERYBODY, accepted, held, inbox, only_on_its_desk, roles_that_may, work

pytestmark = pytest.mark.django_db


def test_accepting_twice_is_one_action():
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
    decision = factories.decided()
    with pytest.raises(Conflict, match="verdict"):
        proposals.reject(claim=decision.claim, which="opinion", by=factories.user(), at=factories.AT)


def test_a_superseded_proposal_is_not_decided_on():
    claim = factories.claim()
    Claim.objects.filter(pk=claim.pk).update(proposal="superseded")
    for action in (
        lambda: proposals.accept(claim=claim, by=factories.user(), at=factories.AT),
        lambda: factories.evidence(claim),
        lambda: factories.ruled(claim=claim, rating="NOT_CHECKABLE", reasons="r", by=factories.user(), at=factories.AT),
    ):
        with pytest.raises(Conflict):
            action()


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
WORDS_ADDED = [
    ("when and how much", "Brackholm 🚢 was cancelled forty times last winter", ["last winter"], ["forty times"]),
    ("only what is selected", "The ferry to Brackholm", [], []),
    ("over two sentences", "last winter.\nThe town paid for each of them", ["last winter"], []),
]


@pytest.mark.parametrize(("why", "words", "times", "amounts"), WORDS_ADDED, ids=[row[0] for row in WORDS_ADDED])
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


def test_a_reading_of_ambiguous_words_becomes_a_claim_once() -> None:
    part, by = factories.ambiguous(), factories.user()
    claim = proposals.take_interpretation(outcome=part, number=1, by=by, at=factories.AT)
    place = claim.appearances.get()
    assert (claim.wording, claim.type, claim.proposal) == ("[The town] stopped", "quantity", "accepted")
    assert (place.start, place.end, claim.extraction) == (part.start, part.end, None)
    assert Event.objects.get(claim=claim.pk).verb == "claim.added"
    assert proposals.take_interpretation(outcome=part, number=1, by=by, at=factories.AT) == claim
    assert proposals.take_interpretation(outcome=part, number=0, by=by, at=factories.AT) != claim


@pytest.mark.parametrize("number", [-1, 2])
def test_only_a_reading_that_is_there_can_be_taken(number: int) -> None:
    with pytest.raises(ValidationError, match="no such interpretation"):
        proposals.take_interpretation(
            outcome=factories.ambiguous(), number=number, by=factories.user(), at=factories.AT
        )


def add_the_ferry(by, version=None):
    return proposals.add(
        version=version or factories.version(),
        start=0,
        end=9,
        exact=factories.TEXT[:9],
        wording="",
        type="event",
        by=by,
        at=AT,
    )


def test_reviewers_and_editors_decide_on_proposals_and_nobody_else():
    claim, version, part = factories.claim(), factories.version(), factories.ambiguous()
    assert roles_that_may(lambda by: proposals.accept(claim=claim, by=by, at=AT)) == EVERYBODY
    assert roles_that_may(lambda by: proposals.reject(claim=claim, which="opinion", by=by, at=AT)) == EVERYBODY
    assert roles_that_may(lambda by: add_the_ferry(by, version)) == EVERYBODY
    assert roles_that_may(lambda by: proposals.take_interpretation(outcome=part, number=0, by=by, at=AT)) == EVERYBODY


@pytest.mark.parametrize("what", ["accept", "reject"])
def test_a_proposal_of_a_desk_is_for_its_members(what):
    claim = factories.claim()
    more = {"which": "vague"} if what == "reject" else {}
    assert only_on_its_desk(claim, lambda by: getattr(proposals, what)(claim=claim, by=by, at=AT, **more))


def test_a_rejection_leaves_the_claim_and_closes_what_others_review():
    claim, reviewer = accepted(), factories.user()
    mine = verdict.take(claim=claim, by=reviewer, at=AT)
    done = proposals.reject(claim=claim, which="opinion", by=factories.user(), at=AT)
    mine.refresh_from_db()
    assert (done.proposal, done.not_a_claim, done.touched_at) == ("rejected", "opinion", AT)
    assert (work(claim).stage, mine.closed_because, inbox(reviewer)) == ("left", "it is not a claim", ["closed"])
    logged = Event.objects.get(verb="claim.rejected")
    assert logged.data == {
        "which": "opinion",
        "before": {"stage": "in_review", "proposal": "accepted", "which": ""},
    }


def test_rejecting_twice_the_same_is_one_action_and_otherwise_a_conflict():
    claim = factories.claim()
    for _ in range(2):
        proposals.reject(claim=claim, which="vague", by=factories.user(), at=AT)
    assert Event.objects.filter(verb="claim.rejected").count() == 1
    with pytest.raises(Conflict):
        proposals.reject(claim=claim, which="opinion", by=factories.user(), at=AT)
    with pytest.raises(ValidationError) as refusal:
        proposals.reject(claim=factories.claim(), which="poem", by=factories.user(), at=AT)
    assert set(refusal.value.message_dict) == {"which"}


def test_nothing_is_decided_on_legal_hold_and_nothing_rejected_once_it_was_handed_in():
    claim = held(factories.claim())
    for action in (
        lambda: proposals.accept(claim=claim, by=factories.user(), at=AT),
        lambda: proposals.reject(claim=claim, which="vague", by=factories.user(), at=AT),
    ):
        with pytest.raises(Conflict, match="legal hold"):
            action()
    handed = accepted()
    verdict.propose(claim=handed, rating="NOT_CHECKABLE", reasons="No log.", by=factories.user(), at=AT)
    with pytest.raises(Conflict):
        proposals.reject(claim=handed, which="vague", by=factories.user(), at=AT)
    assert work(handed).stage == "second"


def test_accepting_what_is_further_on_leaves_it_there():
    claim = accepted()
    verdict.take(claim=claim, by=factories.user(), at=AT)
    proposals.accept(claim=claim, by=factories.user(), at=AT)
    assert work(claim).stage == "in_review"


def test_a_missed_claim_is_a_persons_and_in_one_line():
    version, by = factories.version(), factories.user()
    values = {
        "version": version,
        "start": 0,
        "end": 9,
        "exact": factories.TEXT[:9],
        "type": "event",
        "by": by,
        "at": AT,
    }
    claim = proposals.add(**values, wording=" The ferry \n sank. ")
    assert (claim.wording, claim.type, claim.added_by, claim.touched_at, claim.score) == (
        "The ferry sank.",
        "event",
        actor_of(by).pk,
        AT,
        1,
    )
    assert work(claim).stage == "picked"
    logged = Event.objects.get(verb="claim.added")
    assert (logged.claim, logged.article) == (claim.pk, version.article_id)
    assert proposals.add(**values, wording="x" * 2_000)
    for wrong, field in (
        ({"wording": "x" * 2_001}, "wording"),
        ({"wording": "a\0"}, "wording"),
        ({"wording": "", "type": "poem"}, "type"),
        ({"wording": "", "start": 3, "end": 4, "exact": " "}, "exact"),
    ):
        with pytest.raises(ValidationError) as refusal:
            proposals.add(**{**values, **wrong})
        assert set(refusal.value.message_dict) == {field}


def said(part, **where):
    start, end = where.get("start", part.start), where.get("end", part.end)
    version = part.sentence.version
    expert, _ = Expert.objects.get_or_create(article=version.article, name="Agnes Tolland", kind="person")
    return Quote.objects.create(
        version=version,
        extraction=where.get("extraction", part.extraction),
        start=start,
        end=end,
        exact=version.text[start:end],
        spans=[[start, end]],
        type="indirect",
        expert=expert,
        resolved="stated",
        confidence=0.9,
        reason="stated",
    )


@pytest.mark.parametrize("mode", ["asserted", "quoted"])
def test_an_interpretation_of_quoted_words_is_their_speakers(mode):
    part, by = factories.ambiguous(line=1, mode=mode), factories.user()
    said(part, start=0)
    nearest = said(part)
    said(part, end=part.end - 1)
    said(part, start=part.start + 1)
    other = factories.ambiguous(line=1)
    said(other)
    claim = proposals.take_interpretation(outcome=part, number=0, by=by, at=AT)
    assert claim.quote == (nearest if mode == "quoted" else None)


def test_an_interpretation_that_was_taken_is_a_persons_choice():
    part, by = factories.ambiguous(), factories.user()
    claim = proposals.take_interpretation(outcome=part, number=1, by=by, at=AT)
    claim.refresh_from_db()
    assert (claim.score, claim.added_by, claim.created_at, claim.touched_at) == (1, actor_of(by).pk, AT, AT)
    assert claim.reasons == ["one of several interpretations, chosen by a person"]
    place = claim.appearances.get()
    text = place.version.text
    assert (place.exact, place.suffix) == (text[part.start : part.end], text[place.end :][: len(place.suffix)])
    logged = Event.objects.get(verb="claim.added")
    assert (logged.article, logged.actor, logged.data) == (
        place.version.article_id,
        actor_of(by).pk,
        {"interpretation": 1},
    )


def test_two_people_who_take_an_interpretation_wait_for_each_other():
    part, other, by = factories.ambiguous(), factories.ambiguous(), factories.user()
    with CaptureQueriesContext(connection) as asked:
        proposals.take_interpretation(outcome=part, number=0, by=by, at=AT)
    locks = [query["sql"] for query in asked if "FOR UPDATE" in query["sql"] and "sources_article" in query["sql"]]
    assert len(locks) == 1
    assert f"= {part.sentence.version.article_id}" in locks[0]
    assert part.sentence.version.article_id != other.sentence.version.article_id


def test_an_interpretation_that_was_taken_is_rendered_from_its_segments():
    by, made = factories.user(), factories.rendered()
    part = factories.ambiguous(made.appearances.get().version)
    stored = [{**part.interpretations[0], "text": made.wording, "segments": made.segments}]
    part = Outcome.objects.create(
        **{
            name: getattr(part, name)
            for name in ("extraction", "sentence", "start", "end", "mode", "outcome", "rule", "score")
        },
        interpretations=stored,
    )
    taken = proposals.take_interpretation(outcome=part, number=0, by=by, at=AT)
    chosen = rewording.stored(rewording.chosen(rewording.loaded(made.segments)))
    assert (taken.wording, taken.segments) == (made.wording, chosen)
    assert chosen[0]["by_person"]
