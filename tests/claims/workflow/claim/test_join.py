"""The claims of one sentence become one again."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Appearance, Event, Work
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import join, merge, undo, wording
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.workflow.world import (
    EVERYBODY,
    STANDS,
    WINTER,
    apart,
    beside,
    edited_or_refused,
    how_it_stands,
    joined,
    now,
    only_on_its_desk,
    picked,
    places,
    roles_that_may,
    stage,
    suggested,
    verbs,
    work,
)

pytestmark = pytest.mark.django_db
SENTENCE = factories.TEXT.splitlines()[0]


def do(claim, by=None, **more):
    version = claim.appearances.first().version
    return join.join(claim=claim, version=version, by=by or factories.user(), at=now(), **more)


def sibling(claim, **fields):
    return beside(claim, "last winter", wording="[The ferry sailed] last winter", **fields)


def test_the_claims_of_a_sentence_become_one_with_its_words():
    claim, by = picked(times=[WINTER], score=0.2), factories.user()
    other = sibling(claim, times=[{**WINTER, "start": 39, "end": 50}, WINTER], score=0.6)
    elsewhere = beside(claim, "The town paid")
    whole = do(claim, by)
    assert (whole.wording, places(whole), whole.proposal, stage(whole)) == (SENTENCE, [SENTENCE], "accepted", "picked")
    assert (whole.score, [time["start"] for time in whole.times]) == (0.6, [39, 51])
    for part in (claim, other):
        part.refresh_from_db()
        assert (part.proposal, part.merged_into, stage(part), places(part)) == ("merged", whole, "left", [])
        assert verbs(part)[-1] == "claim.joined_into"
    elsewhere.refresh_from_db()
    assert (elsewhere.proposal, places(elsewhere)) == ("proposed", ["The town paid"])
    assert verbs(whole) == ["claim.joined"]
    assert [one["text"] for one in whole.statements] == [claim.wording, other.wording], "it says so before a verdict"


def test_evidence_and_places_elsewhere_come_along_and_an_undo_takes_them_back():
    claim, by = picked(), factories.user()
    other = sibling(claim)
    merge.merge(claim=picked(), into=other, by=by, at=now())
    factories.evidence(claim, by=by, note="The log.")
    before = [how_it_stands(one) for one in (claim, other)]
    whole = do(claim, by)
    assert [row.note for row in whole.evidence.all()] == ["The log."]
    assert sorted(places(whole)) == sorted([SENTENCE, "cancelled forty times"])
    assert undo.undo(claim=whole, by=by, at=now()) == claim
    assert [how_it_stands(one) for one in (claim, other)] == before
    whole.refresh_from_db()
    assert (whole.proposal, whole.merged_into, places(whole)) == ("merged", claim, [])
    assert whole.evidence.get().withdrawn_because == "the join was undone"
    assert claim.evidence.get().withdrawn_at is None


def test_a_join_that_somebody_built_on_is_not_undone():
    claim, by = picked(), factories.user()
    sibling(claim)
    whole = do(claim, by)
    verdict.take(claim=whole, by=factories.user(), at=now())
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=by, at=now())


def test_what_all_parts_share_stays_and_the_strictest_review_of_any():
    claim, editor = picked(speaker="A. Brix", role="mayor"), factories.user("editor")
    other = sibling(claim, speaker="A. Brix", role="pilot", quote=factories.quote(claim))
    plan.set_harm(claim=other, harm="high", by=editor, at=now())
    plan.set_plan(claim=claim, plan="single", because="Night shift.", by=editor, at=now())
    Work.objects.filter(pk=claim.pk).update(assigned_to=actor_of(editor).pk, assigned_by=actor_of(editor).pk)
    Work.objects.filter(pk=other.pk).update(accuses=True)
    whole = do(claim)
    assert (whole.speaker, whole.role, whole.quote) == ("A. Brix", "", None)
    its = work(whole)
    assert (its.harm, its.plan, its.accuses, its.stage) == ("high", "blind", True, "assigned")


def test_two_single_reviews_make_one_of_two():
    claim, editor = picked(), factories.user("editor")
    for one in (claim, sibling(claim)):
        plan.set_plan(claim=one, plan="single", because="Night shift.", by=editor, at=now())
    assert work(do(claim)).plan == "pair"


ALONE = [
    ("nothing beside it", lambda claim: None),
    ("only one of another sentence", lambda claim: beside(claim, "The town paid")),
    ("only one that was rejected", lambda claim: sibling(claim, proposal="rejected", not_a_claim="vague")),
    ("the whole sentence is a claim already", lambda claim: suggested(claim, SENTENCE, f"[Then] {SENTENCE}"[7:])),
]


@pytest.mark.parametrize(("why", "make"), ALONE, ids=[row[0] for row in ALONE])
def test_a_claim_without_another_in_its_sentence_is_joined_with_nothing(why, make):
    claim = picked()
    make(claim)
    with pytest.raises(ValidationError, match="nothing to join"):
        do(claim)
    with pytest.raises(ValidationError, match="nothing to join"):
        join.join(claim=claim, version=factories.version(), by=factories.user(), at=now())


def test_a_sibling_that_cannot_change_stands_in_the_way():
    claim = picked()
    other = sibling(claim)
    factories.decided(other)
    with pytest.raises(Conflict, match=r"The ferry sailed.* has its verdict"):
        do(claim)
    claim = picked()
    apart(sibling(claim, proposal="accepted"))
    with pytest.raises(Conflict, match="do not see each other's evidence"):
        do(claim)


@pytest.mark.parametrize(("where", "make", "why"), STANDS, ids=[row[0] for row in STANDS])
def test_a_claim_is_joined_where_it_stands_or_it_is_said_why_not(where, make, why):
    if why in (None, "verdict", "legal hold"):
        edited_or_refused("join", make, why)
        return
    with pytest.raises(ValidationError, match="nothing to join"):
        joined(make(), factories.user())


def test_whoever_edits_claims_may_join_those_of_their_desk():
    claim = picked()
    sibling(claim)
    assert roles_that_may(lambda by: do(claim, by)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: do(claim, by))


def test_who_had_an_older_page_before_them_joins_too_late():
    claim = picked()
    sibling(claim)
    seen = work(claim).version
    wording.change(claim=claim, speaker="Agnes Tolland", by=factories.user(), at=now())
    with pytest.raises(Conflict):
        do(claim, seen=seen)
    assert not Event.objects.filter(verb="claim.joined").exists()
    assert Appearance.objects.filter(claim=claim, replaced_at=None).exists()
