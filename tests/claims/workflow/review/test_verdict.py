"""Submitted reviews become a verdict as the claim's plan has it."""

import json
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.models import (
    Claim,
    Event,
    Notice,
    Review,
    Verdict,
    Work,
)
from claims.workflow.assignment import assign
from claims.workflow.assignment.assign import Terms
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.evidence import evidence
from claims.workflow.review import plan, verdict
from claims.workflow.review.chain import first_broken
from tests import factories
from tests.claims.workflow.world import (
    AT,
    DAY,
    EDITORS,
    EVERYBODY,
    HOUR,
    MINUTE,
    accepted,
    apart,
    held,
    now,
    only_on_its_desk,
    rejected,
    roles_that_may,
    verbs,
    work,
)

pytestmark = pytest.mark.django_db


def test_changing_ones_mind_is_another_verdict_with_its_reason():
    by = factories.user()
    first = factories.decided(by=by)
    factories.evidence(first.claim, "disputes", by=by, note="The second log.")
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
    decision = factories.decided()
    logged = json.loads(decision.payload)
    place = decision.claim.appearances.get()
    assert logged["places"] == [
        {"version": place.version_id, "start": place.start, "end": place.end, "exact": "cancelled forty times"}
    ]
    assert [e["stance"] for e in logged["evidence"]] == ["supports"]
    assert logged["format"] == "verdict/2"


def test_a_broken_chain_names_its_first_bad_row(owner):
    by = factories.user()
    first = factories.decided(by=by)
    for number in (1, 2, 3):
        factories.ruled(
            claim=first.claim, rating="NOT_CHECKABLE", reasons=f"r{number}", by=by, at=factories.AT, seen=number
        )
    assert first_broken(first.claim) is None
    owner.execute("SET session_replication_role = replica")  # the owner of the tables can; the record shows it
    owner.execute("UPDATE claims_verdict SET payload = payload || ' ' WHERE number = 2")
    assert first_broken(first.claim).number == 2
    owner.execute("UPDATE claims_verdict SET payload = rtrim(payload) WHERE number = 2")
    owner.execute("DELETE FROM claims_verdict WHERE number = 3")
    assert first_broken(first.claim).number == 4


def handed_in():
    claim, author = accepted(), factories.user()
    first, second = factories.evidence(claim, by=author), factories.evidence(claim, by=author, note="The other log.")
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=author, at=AT + MINUTE)
    return claim, first, second


CHANGES = [  # what is done after it was handed in, what is said of it
    (lambda claim, item: factories.evidence(claim, "disputes", at=AT + HOUR), "1 piece of evidence added"),
    (
        lambda claim, item: evidence.withdraw(
            evidence=item, because="A forgery.", by=factories.user("editor"), at=AT + HOUR
        ),
        "1 piece of evidence withdrawn",
    ),
]


@pytest.mark.parametrize(("do", "message"), CHANGES, ids=[c[-1] for c in CHANGES])
def test_who_approves_after_the_evidence_changed_has_seen_it(do, message):
    claim, first, second = handed_in()
    do(claim, first)
    by, now = factories.user("editor"), AT + 2 * HOUR
    for seen in (None, [first.pk, second.pk]):
        with pytest.raises(Conflict, match=message):
            verdict.approve(claim=claim, by=by, at=now, seen_evidence=seen)
    present = verdict.standing_evidence(claim)
    assert verdict.approve(claim=claim, by=by, at=now, seen_evidence=present).verdict is not None


def test_who_approves_what_nobody_changed_need_not_say_what_they_saw():
    claim, _first, _second = handed_in()
    assert verdict.approve(claim=claim, by=factories.user("editor"), at=AT + 2 * HOUR).verdict is not None


def test_a_blind_reader_leaves_no_trace_on_the_claim():
    claim = apart(accepted())
    before = Claim.objects.get(pk=claim.pk).touched_at
    second = factories.user()
    verdict.take(claim=claim, by=second, at=AT + HOUR)
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=second, at=AT + HOUR)
    assert Claim.objects.get(pk=claim.pk).touched_at == before


DAYS = [  # given, the field that is wrong
    ({"recheck_on": AT.date()}, "recheck_on"),
    ({"recheck_on": AT.date() - DAY}, "recheck_on"),
    ({"as_of": AT.date() + DAY}, "as_of"),
]


@pytest.mark.parametrize(("decision", "field"), DAYS)
@pytest.mark.parametrize("action", ["propose", "approve"])
def test_a_day_that_cannot_be_names_its_field(action, decision, field):
    claim, by = accepted(), factories.user()
    ruling = {"claim": claim, "rating": "NOT_CHECKABLE", "reasons": "No log.", "by": by, "at": AT}
    do = partial(verdict.propose, **ruling)
    if action == "approve":
        do()
        do = partial(verdict.approve, claim=claim, by=factories.user("editor"), at=AT)
    with pytest.raises(ValidationError) as refused:
        do(**decision)
    assert set(refused.value.message_dict) == {field}


def test_reviewers_and_editors_review_and_only_editors_approve():
    claim, other = accepted(), handed_in()[0]
    assert roles_that_may(lambda by: verdict.take(claim=claim, by=by, at=AT)) == EVERYBODY
    assert (
        roles_that_may(lambda by: verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=AT))
        == EVERYBODY
    )
    assert roles_that_may(lambda by: verdict.approve(claim=other, by=by, at=AT + HOUR)) == EDITORS
    assert (
        roles_that_may(lambda by: verdict.send_back(claim=other, because="Which log?", by=by, at=AT + HOUR)) == EDITORS
    )
    assert only_on_its_desk(claim, lambda by: verdict.take(claim=claim, by=by, at=AT), "reviewer")
    assert only_on_its_desk(other, lambda by: verdict.approve(claim=other, by=by, at=AT + HOUR))


def rated(claim, by, at=AT, **more):
    return verdict.propose(
        **{"claim": claim, "rating": "NOT_CHECKABLE", "reasons": "No log.", "by": by, "at": at, **more}
    )


def blind_claim():
    claim = accepted()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    return claim


# --- taking and giving back ---------------------------------------------------------------------------------------


def test_taking_a_claim_moves_it_and_is_written_down_once():
    claim, by = accepted(), factories.user()
    mine = verdict.take(claim=claim, by=by, at=AT)
    verdict.take(claim=claim, by=by, at=AT)
    assert work(claim).stage == "in_review"
    logged = Event.objects.get(verb="review.taken")
    assert (logged.claim, logged.actor, logged.data) == (
        claim.pk,
        actor_of(by).pk,
        {"review": mine.pk, "part": "author"},
    )


def test_under_a_blind_plan_nobody_learns_who_takes_or_gives_back():
    claim, by, other = blind_claim(), factories.user(), factories.user()
    mine = verdict.take(claim=claim, by=by, at=AT)
    verdict.take(claim=claim, by=other, at=AT)
    verdict.give_back(review=mine, because="I know the captain.", by=by, at=AT)
    assert work(claim).stage == "in_review", "the other one is still at it"
    assert not {"review.taken", "review.given_back"} & set(verbs(claim))


def test_giving_back_frees_the_claim_and_says_why():
    claim, by = accepted(), factories.user()
    assign.assign(claim=claim, to=by, by=factories.user("editor"), at=AT)
    mine = verdict.take(claim=claim, by=by, at=AT)
    done = verdict.give_back(review=mine, because=" I know the captain. ", by=by, at=AT)
    assert (done.closed_because, done.closed_at) == ("given back: I know the captain.", AT)
    assert (work(claim).stage, work(claim).assigned_to) == ("picked", None)
    logged = Event.objects.get(verb="review.given_back")
    assert (logged.actor, logged.data) == (actor_of(by).pk, {"because": "I know the captain."})
    with pytest.raises(ValidationError):
        verdict.give_back(review=verdict.take(claim=claim, by=by, at=AT), because=" ", by=by, at=AT)


def test_a_second_review_that_was_given_back_stays_with_the_second_reviewer():
    claim = handed_in()[0]
    editor = factories.user("editor")
    verdict.give_back(review=verdict.take(claim=claim, by=editor, at=AT + HOUR), because="Ill.", by=editor, at=AT)
    assert work(claim).stage == "second"


def test_what_is_assigned_to_somebody_is_theirs_but_an_editor_may_step_in():
    claim, mine = accepted(), factories.user()
    assign.assign(claim=claim, to=mine, by=factories.user("editor"), at=AT)
    for action in (lambda by: verdict.take(claim=claim, by=by, at=AT), lambda by: rated(claim, by)):
        with pytest.raises(PermissionDenied, match="assigned to somebody else"):
            action(factories.user())
    assert verdict.take(claim=claim, by=factories.user("editor"), at=AT)
    other = accepted()
    assign.assign(claim=other, to=mine, by=factories.user("editor"), at=AT)
    assert verdict.take(claim=other, by=mine, at=AT)


NOT_TAKEN = [
    (factories.claim, "Nobody has picked"),
    (lambda: factories.decided(accepted()).claim, "has its verdict"),
    (lambda: held(accepted()), "legal hold"),
]


@pytest.mark.parametrize(("make", "why"), NOT_TAKEN)
def test_what_is_not_in_the_queue_is_not_taken(make, why):
    with pytest.raises(Conflict, match=why):
        verdict.take(claim=make(), by=factories.user(), at=AT)


# --- handing in ---------------------------------------------------------------------------------------------------


def test_a_review_under_a_pair_waits_for_the_second_reviewer():
    claim, by = accepted(), factories.user()
    done = rated(claim, by)
    assert (done.verdict, work(claim).stage) == (None, "second")
    logged = Event.objects.get(verb="review.submitted")
    assert (logged.actor, logged.data) == (actor_of(by).pk, {"review": done.review.pk, "part": "author"})
    with pytest.raises(Conflict, match="waits for a second"):
        rated(claim, factories.user("editor"))


def test_one_persons_review_is_the_verdict_by_a_waiver():
    claim, by = accepted(), factories.user("editor")
    plan.set_plan(claim=claim, plan="single", because="Night shift.", by=by, at=AT)
    done = rated(claim, by, recheck_on=AT.date() + DAY)
    assert done.verdict is not None
    assert (done.verdict.number, done.verdict.plan, done.verdict.cycle) == (1, "single", 1)
    assert (done.verdict.as_of, done.verdict.recheck_on) == (AT.date(), AT.date() + DAY)
    assert verbs(claim)[-2:] == ["review.submitted", "verdict.given"]


def test_two_blind_reviews_that_agree_are_the_verdict():
    claim, first, second = blind_claim(), factories.user(), factories.user()
    one = rated(claim, first, missing_context=True)
    assert (one.verdict, work(claim).stage) == (None, "in_review")
    assert "review.submitted" not in verbs(claim), "the other one learns nothing"
    two = rated(claim, second, at=AT + HOUR, missing_context=True)
    assert (two.verdict.rating, two.verdict.decided_by) == ("NOT_CHECKABLE", actor_of(second).pk)
    submitted = Event.objects.filter(verb="review.submitted").order_by("id")
    assert list(submitted.values_list("actor", "created_at", "data__part")) == [
        (actor_of(first).pk, AT, "reviewer"),
        (actor_of(second).pk, AT + HOUR, "reviewer"),
    ]


DIFFER = [
    ({"rating": "NOT_ENOUGH_EVIDENCE", "sought": "The port's log."}, "the rating"),
    ({"missing_context": True}, "only whether something is missing"),
]


@pytest.mark.parametrize(("other", "why"), DIFFER, ids=[d[-1] for d in DIFFER])
def test_two_blind_reviews_that_differ_go_to_an_adjudicator(other, why):
    claim, editor = blind_claim(), factories.user("editor")
    first = rated(claim, factories.user())
    assert rated(claim, factories.user(), **other).verdict is None
    assert (work(claim).stage, verbs(claim)[-1]) == ("adjudication", "review.differed")
    assert Event.objects.get(verb="review.differed").actor is None
    assert not claim.verdicts.exists()
    done = rated(claim, editor, at=AT + HOUR)
    assert (done.review.part, done.verdict.decided_by) == ("adjudicator", actor_of(editor).pk)
    assert first.review != done.review
    with pytest.raises(Conflict):
        verdict.take(claim=claim, by=factories.user("editor"), at=AT)


def test_an_adjudication_is_an_editors():
    claim = blind_claim()
    rated(claim, factories.user())
    rated(claim, factories.user(), missing_context=True)
    with pytest.raises(PermissionDenied):
        rated(claim, factories.user())


def test_reviewing_at_once_picks_the_claim_and_accepts_it():
    claim, by = factories.claim(), factories.user()
    rated(claim, by)
    claim.refresh_from_db()
    assert claim.proposal == "accepted"
    picked_by = Event.objects.get(verb="claim.picked")
    assert (picked_by.actor, picked_by.data) == (actor_of(by).pk, {"because": "reviewed at once"})


def test_another_review_of_what_is_done_opens_it_again():
    claim = factories.decided(accepted()).claim
    Work.objects.filter(pk=claim.pk).update(due_at=AT + DAY)
    by = factories.user()
    rated(claim, by, seen=1)
    assert (work(claim).cycle, work(claim).due_at) == (2, None)
    logged = Event.objects.get(verb="claim.reopened")
    assert (logged.actor, logged.data) == (actor_of(by).pk, {"because": "another review"})


def test_what_is_no_claim_is_not_rated():
    with pytest.raises(Conflict, match="not taken for a claim"):
        rated(rejected(), factories.user(), at=now())


def test_what_a_gate_of_the_database_misses_names_the_rating():
    with pytest.raises(ValidationError) as refusal:
        factories.ruled(claim=accepted(), rating="SUPPORTED", by=factories.user())
    assert set(refusal.value.message_dict) == {"rating"}


# --- the second reviewer ------------------------------------------------------------------------------------------


def test_approving_makes_the_authors_review_the_verdict_and_ends_the_work():
    claim, author, editor = accepted(), factories.user(), factories.user("editor")
    assign.assign(claim=claim, to=author, terms=Terms(due_at=AT + DAY), by=editor, at=AT)
    first = rated(claim, author)
    done = verdict.approve(claim=claim, by=editor, at=AT + HOUR, seen=first.review.pk, recheck_on=AT.date() + DAY)
    decision = done.verdict
    assert (decision.decided_by, decision.review, decision.rating) == (
        actor_of(author).pk,
        first.review,
        "NOT_CHECKABLE",
    )
    assert (decision.created_at, decision.recheck_on) == (AT + HOUR, AT.date() + DAY)
    done.review.refresh_from_db()
    assert (done.review.part, done.review.submitted_at, done.review.lease_until) == ("approver", AT + HOUR, None)
    now_at = work(claim)
    assert (now_at.stage, now_at.assigned_to, now_at.assigned_by, now_at.due_at) == ("done", None, None, None)
    assert verbs(claim)[-2:] == ["review.approved", "verdict.given"]
    assert Event.objects.get(verb="review.approved").data == {"review": first.review.pk}
    logged = Event.objects.get(verb="verdict.given")
    assert (logged.actor, logged.data["number"], logged.data["rating"]) == (actor_of(author).pk, 1, "NOT_CHECKABLE")


def test_returning_gives_the_claim_back_to_its_author_and_says_why():
    claim, author, editor = accepted(), factories.user(), factories.user("editor")
    first = rated(claim, author).review
    second = verdict.send_back(claim=claim, because=" Which log? ", by=editor, at=AT + HOUR, seen=first.pk)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.closed_at, first.closed_because) == (AT + HOUR, "returned: Which log?")
    assert (second.returned_because, second.submitted_at) == ("Which log?", AT + HOUR)
    now_at = work(claim)
    assert (now_at.stage, now_at.assigned_to, now_at.assigned_by) == (
        "returned",
        actor_of(author).pk,
        actor_of(editor).pk,
    )
    notice = Notice.objects.get(to=actor_of(author))
    assert (notice.kind, notice.key, notice.text) == ("returned", f"returned:{first.pk}", "Which log?")
    logged = Event.objects.get(verb="review.returned")
    assert (logged.actor, logged.claim) == (actor_of(editor).pk, claim.pk)
    assert logged.data == {"review": first.pk, "because": "Which log?", "to": str(actor_of(author).pk)}


def test_one_does_not_approve_or_return_ones_own_review():
    author = factories.user("editor")
    claim = accepted()
    rated(claim, author)
    for action in (
        lambda: verdict.approve(claim=claim, by=author, at=AT),
        lambda: verdict.send_back(claim=claim, because="b", by=author, at=AT),
    ):
        with pytest.raises(Conflict, match="your own review"):
            action()


def test_the_second_reviewer_decides_on_the_review_that_they_saw():
    claim = handed_in()[0]
    by, first = factories.user("editor"), Review.objects.get(claim=claim)
    for action in (
        lambda seen: verdict.approve(claim=claim, by=by, at=AT + HOUR, seen=seen),
        lambda seen: verdict.send_back(claim=claim, because="b", by=by, at=AT + HOUR, seen=seen),
    ):
        with pytest.raises(Conflict, match="not the review that you had"):
            action(first.pk + 1)
    held(claim)
    with pytest.raises(Conflict, match="legal hold"):
        verdict.approve(claim=claim, by=by, at=AT + HOUR)


@pytest.mark.parametrize("because", ["", " ", "a\0"])
def test_returning_needs_a_reason(because):
    claim = handed_in()[0]
    with pytest.raises(ValidationError):
        verdict.send_back(claim=claim, because=because, by=factories.user("editor"), at=AT + HOUR)
    assert work(claim).stage == "second"


def test_evidence_that_came_or_went_since_is_counted_to_the_moment():
    claim, by = accepted(), factories.user()
    gone, quiet = factories.evidence(claim, by=by), factories.evidence(claim, by=by, note="Two.")
    factories.evidence(claim, by=by, note="At that moment.", at=AT + MINUTE)
    row = rated(claim, by, at=AT + MINUTE).review
    assert verdict.evidence_changed(row) == ""
    for n in range(2):
        factories.evidence(claim, by=by, note=f"Later {n}.", at=AT + HOUR)
    both = factories.evidence(claim, by=by, note="Came and went.", at=AT + HOUR)
    evidence.withdraw(evidence=both, because="b", by=by, at=AT + HOUR)
    assert verdict.evidence_changed(row) == "2 pieces of evidence added"
    evidence.withdraw(evidence=gone, because="b", by=by, at=AT + HOUR)
    assert verdict.evidence_changed(row) == "2 pieces of evidence added and 1 piece of evidence withdrawn"
    assert quiet.pk in verdict.standing_evidence(claim)
    assert gone.pk not in verdict.standing_evidence(claim)


def test_evidence_withdrawn_at_the_moment_of_handing_in_is_no_change():
    claim, by = accepted(), factories.user()
    gone = factories.evidence(claim, by=by)
    evidence.withdraw(evidence=gone, because="b", by=by, at=AT + MINUTE)
    assert verdict.evidence_changed(rated(claim, by, at=AT + MINUTE).review) == ""


def test_a_verdict_may_hold_as_of_today_and_be_checked_tomorrow():
    claim, by = accepted(), factories.user()
    rated(claim, by, as_of=AT.date(), recheck_on=AT.date() + DAY)
    decision = verdict.approve(
        claim=claim, by=factories.user("editor"), at=AT, as_of=AT.date() - DAY, recheck_on=AT.date() + DAY
    ).verdict
    assert (decision.as_of, decision.recheck_on) == (AT.date() - DAY, AT.date() + DAY)


def test_opening_it_again_takes_who_and_when_away_and_says_why():
    claim, by = factories.decided(accepted()).claim, factories.user()
    holder = actor_of(by).pk
    Work.objects.filter(pk=claim.pk).update(due_at=AT + DAY, assigned_to=holder, assigned_by=holder)
    seen = work(claim).version
    with pytest.raises(Conflict):
        verdict.reopen(claim=claim, because="A log.", by=by, at=AT, seen=seen - 1)
    for because in (" ", "a\0"):
        with pytest.raises(ValidationError):
            verdict.reopen(claim=claim, because=because, by=by, at=AT)
    now_at = verdict.reopen(claim=claim, because=" A log. ", by=by, at=AT, seen=seen)
    assert (now_at.stage, now_at.cycle, now_at.assigned_to, now_at.due_at) == ("picked", 2, None, None)
    assert Event.objects.get(verb="claim.reopened").data == {"because": "A log."}


# --- a claim that makes several statements ----------------------------------------------------------------------------

SEVERAL = [{"text": text, "speaker": ""} for text in ("The ferry sank", "The town paid")]
ANSWER = {"answer": "one", "statements": ["The ferry sank", "The town paid"]}


def kept_whole(claim):
    return [(e.actor, e.created_at, e.data) for e in Event.objects.filter(verb="claim.kept_whole", claim=claim.pk)]


def test_whoever_rates_or_approves_a_claim_of_several_statements_takes_it_for_one_on_record():
    claim = factories.claim(statements=SEVERAL)
    author, second = factories.user(), factories.user("editor")
    review = rated(claim, author).review
    assert kept_whole(claim) == [(actor_of(author).pk, AT, ANSWER | {"review": review.pk})]
    verdict.approve(claim=claim, by=second, at=AT + HOUR)
    assert kept_whole(claim)[1:] == [(actor_of(second).pk, AT + HOUR, ANSWER | {"review": review.pk})]
    assert verbs(claim)[-3:] == ["review.approved", "claim.kept_whole", "verdict.given"]


def test_a_claim_of_one_statement_asks_nothing():
    claim = factories.claim()
    rated(claim, factories.user())
    verdict.approve(claim=claim, by=factories.user("editor"), at=AT + HOUR)
    assert kept_whole(claim) == []


def test_under_a_blind_plan_the_answer_is_seen_when_both_are_in():
    claim, first, second = blind_claim(), factories.user(), factories.user()
    Claim.objects.filter(pk=claim.pk).update(statements=SEVERAL)
    rated(claim, first)
    assert kept_whole(claim) == []
    rated(claim, second, at=AT + HOUR)
    assert [(actor, at) for actor, at, _ in kept_whole(claim)] == [
        (actor_of(first).pk, AT),
        (actor_of(second).pk, AT + HOUR),
    ]
