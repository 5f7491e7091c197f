"""What fresh eyes found ways around, one case an attack, as the application's own role; and the same, done rightly."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import rfc8785
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from claims.models import Claim, Correction, Evidence, Publication, ReplyRequest, Review, Verdict, Waiver, Work
from claims.queries import publication as queries
from claims.workflow.assignment import publication_hold, triage
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import proposals, sighting, split, undo
from claims.workflow.publication import confirm, correct, publish, reply
from claims.workflow.review import plan, verdict
from sources.models import Actor, Article, Fetch
from tests import factories, published
from tests.claims.gates.refused import refused

pytestmark = pytest.mark.django_db
Act = Callable[[], object]


def somebody() -> Any:
    return Actor.objects.create(name="Somebody").pk


def picked(plan_: str = "pair", **fields: Any) -> tuple[Claim, User]:
    """A claim that waits in the queue, with evidence for it, and an editor."""
    editor = factories.user("editor")
    claim = proposals.accept(claim=factories.claim(), by=editor, at=factories.AT)
    factories.piece(claim, by=editor)
    if plan_ != "pair":
        plan.set_plan(claim=claim, plan=plan_, because="Asked for.", by=editor, at=factories.AT, **fields)
    return claim, editor


def handed_in(claim: Claim, by: User | None = None, rating: str = "SUPPORTED") -> Review:
    return verdict.propose(
        claim=claim, rating=rating, reasons="The log.", by=by or factories.user(), at=factories.AT
    ).review


def work(claim: Claim, **fields: Any) -> Act:
    return lambda: Work.objects.filter(pk=claim.pk).update(**fields)


def words(claim: Claim, **fields: Any) -> Act:
    return lambda: Claim.objects.filter(pk=claim.pk).update(**fields)


# --- fewer eyes -------------------------------------------------------------------------------------------------


def lowered_after_the_readers_were_closed() -> Act:
    claim, _editor = picked("blind")
    for _ in range(2):
        verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    Review.objects.filter(claim=claim).update(closed_at=factories.AT, closed_because="mine")
    return work(claim, plan="pair")


def to_a_second_reader_of_nothing() -> Act:
    claim, _editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return work(claim, stage="second")


def to_an_adjudicator_of_nothing() -> Act:
    claim, _editor = picked("blind")
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return work(claim, stage="adjudication")


def to_an_adjudicator_under_a_pair() -> Act:
    claim, _editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return work(claim, stage="adjudication")


def evidence_shared_while_they_read() -> Act:
    claim, _editor = picked("blind", fully_blind=True)
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return work(claim, fully_blind=False)


def waived_for_another_cycle() -> Act:
    claim, editor = picked()
    return lambda: Waiver.objects.create(
        claim=claim, cycle=2, gate="second", because="Ahead.", waived_by=actor_of(editor).pk, created_at=factories.AT
    )


def waived_by_nobody() -> Act:
    claim, _editor = picked()
    return lambda: Waiver.objects.create(
        claim=claim, cycle=1, gate="second", because="b", waived_by=uuid4(), created_at=factories.AT
    )


def approved_by_nobody() -> Act:
    claim, _editor = picked()
    first = handed_in(claim)
    return lambda: Review.objects.create(
        claim=claim,
        part="approver",
        approves=first,
        round=9,
        reviewer=uuid4(),
        opened_at=factories.AT,
        submitted_at=factories.AT,
    )


def submitted_at_once_without_evidence() -> Act:
    claim = proposals.accept(claim=factories.claim(), by=factories.user(), at=factories.AT)
    return lambda: Review.objects.create(
        claim=claim,
        round=1,
        reviewer=somebody(),
        rating="SUPPORTED",
        reasons="r",
        opened_at=factories.AT,
        submitted_at=factories.AT,
    )


def author_becomes_another_actor() -> Act:
    author = factories.user()
    mine = actor_of(author)
    return at_the_end(lambda: Actor.objects.filter(pk=mine.pk).update(user=None))


def author_changes_places() -> Act:
    mine, other = actor_of(factories.user()), factories.user()
    return at_the_end(lambda: Actor.objects.filter(pk=mine.pk).update(user=other))


def author_becomes_nobody() -> Act:
    mine = actor_of(factories.user())
    return at_the_end(lambda: Actor.objects.filter(pk=mine.pk).delete())


def at_the_end(act: Act) -> Act:
    """The act, and what the database looks at when a transaction ends."""

    def both() -> None:
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return both


# --- a published rating -----------------------------------------------------------------------------------------


def row(of: Verdict, **said: Any) -> Publication:
    """A publication as somebody would write it past the workflow."""
    latest = queries.latest_publication(of.claim)
    shown = {"number": latest.number + 1 if latest else 1, "act": "published", "level": "", "because": ""} | said
    under = latest.public_id if latest else uuid4()
    record = queries.public_record(of, under=under, **shown)
    return Publication(
        claim=of.claim,
        verdict=of,
        public_id=under,
        payload=rfc8785.dumps(record).decode(),
        published_by=somebody(),
        created_at=factories.AT,
        **shown,
    )


def corrected(of: Verdict) -> Publication:
    return row(of, act="corrected", level="substantial", because="A second log was found.")


def again(claim: Claim, by: User, rating: str, *, reasons: str = "The log says so.", **more: Any) -> Verdict:
    correct.begin(claim=claim, because="A second log was found.", by=factories.user("editor"), at=factories.AT)
    factories.piece(claim, "disputes" if rating == "DISPUTED" else "supports", by=by)
    given = factories.ruled(claim=claim, rating=rating, by=by, reasons=reasons, **more)
    return published.reply_waived(given)


def over_a_verdict_of_the_same_rating() -> Act:
    """A's Supported, then B's, with other reasons, then A's Disputed: A changes what A gave."""
    author = factories.user()
    shown = published.public(published.ready(by=author))
    again(shown.claim, factories.user(), "SUPPORTED", reasons="Two logs say so.")
    correct.finish(claim=shown.claim, because="Another log.", by=factories.user("editor"), at=factories.AT)
    return corrected(again(shown.claim, author, "DISPUTED")).save


def over_a_verdict_with_fewer_eyes() -> Act:
    """Supported by two apart, Supported by a pair, then Disputed by a pair."""
    shown = published.public(blind())
    claim, editor = shown.claim, factories.user("editor")
    correct.begin(claim=claim, because="Another log.", by=editor, at=factories.AT)
    plan.set_plan(claim=claim, plan="pair", because="Urgent.", by=editor, at=factories.AT)
    published.reply_waived(
        factories.ruled(claim=claim, rating="SUPPORTED", by=factories.user(), reasons="Two logs say so.")
    )
    correct.finish(claim=claim, because="Another log.", by=editor, at=factories.AT)
    return corrected(again(claim, factories.user(), "DISPUTED")).save


def by_its_missing_context() -> Act:
    author = factories.user()
    shown = published.public(published.ready(by=author))
    return lambda: again(shown.claim, author, "SUPPORTED", missing_context=True)


def with_the_very_same_verdict() -> Act:
    shown = published.public()
    opened_past_the_workflow(shown.claim)
    return corrected(shown.verdict).save


def opened_past_the_workflow(claim: Claim) -> None:
    """A correction of a claim that stays done."""
    Correction.objects.create(claim=claim, because="b", opened_by=somebody(), created_at=factories.AT)


def and_leaving_the_correction_open() -> Act:
    shown = published.public()
    given = published.corrected_verdict(shown.claim)
    return at_the_end(corrected(given).save)


def unconfirmed_once_it_is_done() -> Act:
    return words(published.ready().claim, confirmed_at=None, confirmed_by=None)


def confirmed_by_another_once_it_is_done() -> Act:
    return words(published.ready().claim, confirmed_at=factories.AT, confirmed_by=somebody())


def with_a_tick_of_an_earlier_round() -> Act:
    editor = factories.user("editor")
    given = published.ready()
    publication_hold.set_accuses(claim=given.claim, accuses=True, by=editor, at=factories.AT)
    publication_hold.clear(claim=given.claim, by=editor, at=factories.AT)
    verdict.reopen(claim=given.claim, because="Another log.", by=editor, at=factories.AT)
    return row(published.reply_waived(factories.ruled(claim=given.claim, rating="SUPPORTED", by=factories.user()))).save


def with_a_reply_of_an_earlier_round() -> Act:
    given = published.ready(waived=False)
    asked(given.claim, at=factories.AT - timedelta(days=2), answered=True)
    verdict.reopen(claim=given.claim, because="Another log.", by=factories.user("editor"), at=factories.AT)
    return row(factories.ruled(claim=given.claim, rating="SUPPORTED", by=factories.user())).save


def asked_yesterday_until_yesterday() -> Act:
    given = published.ready(waived=False)
    asked(given.claim, at=timezone.now() - timedelta(days=1), recorded_at=timezone.now() - timedelta(days=1))
    return row(given).save


def asked(claim: Claim, *, at: Any, answered: bool = False, **more: Any) -> ReplyRequest:
    said = {"answer": "It is.", "recorded_by": somebody(), "answered_at": at} if answered else {}
    return ReplyRequest.objects.create(
        claim=claim,
        whom="The harbour",
        asked="Is it so?",
        asked_by=somebody(),
        asked_at=at,
        until=at + timedelta(hours=1),
        **said,
        **more,
    )


# --- what a verdict freezes, and what it rests on -----------------------------------------------------------------


def forged(**said: Any) -> Act:
    """A verdict by hand, true in everything but what is changed."""
    claim, _editor = picked()
    first = handed_in(claim)
    Review.objects.create(
        claim=claim,
        part="approver",
        approves=first,
        round=9,
        reviewer=somebody(),
        opened_at=factories.AT,
        submitted_at=factories.AT,
    )
    as_of = said.pop("as_of", factories.AT.date())
    text = verdict.payload(first, 1, as_of=as_of or factories.AT.date(), scale=None) | said
    if as_of is None:
        text["as_of"] = None
    without = [key for key, value in text.items() if value is GONE]
    text = {key: value for key, value in text.items() if key not in without}
    return Verdict(
        claim=claim,
        number=1,
        review=first,
        rating=first.rating,
        decided_by=first.reviewer,
        as_of=as_of,
        payload=json.dumps(text),
        created_at=factories.AT,
    ).save


GONE = object()


def with_a_key_more() -> Act:
    return forged(note="For readers of the file only.")


def with_a_key_less() -> Act:
    return forged(role=GONE)


def of_another_review() -> Act:
    return forged(review=7)


def decided_another_day() -> Act:
    return forged(decided_at="2020-01-01T00:00:00+00:00")


def for_no_day() -> Act:
    return forged(as_of=None)


def two_copies_of_one_text() -> Act:
    claim, _editor = picked()
    text = "Both say the same, word for word."
    for host, stance in (("one", "supports"), ("two", "disputes")):
        piece = factories.piece(claim, stance, kind="page", url=f"https://{host}.example/log")
        copy = factories.version(text, purpose="evidence")
        Fetch.objects.filter(pk=piece.fetch_id).update(version=copy, outcome="new", finished_at=factories.AT)
    Evidence.objects.filter(claim=claim, url="").update(
        withdrawn_at=factories.AT, withdrawn_by=somebody(), withdrawn_because="w"
    )
    return conflicting(claim)


def one_persons_word_twice() -> Act:
    by = factories.user()
    claim = proposals.accept(claim=factories.claim(), by=by, at=factories.AT)
    for stance in ("supports", "disputes"):
        factories.piece(claim, stance, by=by)
    return conflicting(claim)


def conflicting(claim: Claim) -> Act:
    return lambda: Review.objects.create(
        claim=claim,
        round=9,
        reviewer=somebody(),
        rating="CONFLICTING",
        reasons="r",
        opened_at=factories.AT,
        submitted_at=factories.AT,
    )


def piece(claim: Claim, url: str, **fields: Any) -> Act:
    return lambda: Evidence.objects.create(
        claim=claim,
        kind="page",
        stance="supports",
        note="n",
        url=url,
        added_by=somebody(),
        created_at=factories.AT,
        **fields,
    )


def where_it_was_heard() -> Act:
    return piece(heard("post", "A post: https://square.example/p/7?b=1&a=2."), "http://www.square.example/p/7?a=2&b=1")


def heard(medium: str, seen_in: str) -> Claim:
    seen = sighting.Seen(medium=medium, seen_in=seen_in)
    return sighting.enter(wording="The ferry never ran.", type="event", seen=seen, by=factories.user(), at=factories.AT)


def a_copy_from_elsewhere() -> Act:
    there = factories.piece(factories.claim(), kind="page", url="https://one.example/log")
    return piece(factories.claim(), "https://two.example/log", fetch=there.fetch)


# --- a claim that is held, gone or whole ------------------------------------------------------------------------


def held(begun: bool = False) -> tuple[Claim, Review | None]:
    claim, editor = picked()
    review = verdict.take(claim=claim, by=factories.user(), at=factories.AT) if begun else None
    publication_hold.hold(claim=claim, because="A letter came.", by=editor, at=factories.AT)
    return claim, review


def other_words_on_hold() -> Act:
    return words(held()[0], wording="The ferry never ran.")


def other_speaker_on_hold() -> Act:
    return words(held()[0], speaker="The Mayor")


def rejected_on_hold() -> Act:
    return words(held()[0], proposal="rejected", not_a_claim="opinion")


def begun_on_hold() -> Act:
    claim, _review = held()
    return lambda: Review.objects.create(claim=claim, round=1, reviewer=somebody(), opened_at=factories.AT)


def submitted_on_hold() -> Act:
    _claim, review = held(begun=True)
    assert review is not None
    return lambda: Review.objects.filter(pk=review.pk).update(
        rating="SUPPORTED", reasons="r", submitted_at=factories.AT
    )


def rejected_while_it_is_read() -> Act:
    claim, _editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    return words(claim, proposal="rejected", not_a_claim="opinion")


def untouched_again() -> Act:
    return words(picked()[0], touched_at=None)


PARTS = ("cancelled forty times", "last winter")


def parted() -> tuple[Claim, list[Claim], User]:
    claim, editor = picked()
    version = claim.appearances.get().version
    pieces = [
        split.Piece(
            wording=f"It was {one}", start=version.text.index(one), end=version.text.index(one) + len(one), exact=one
        )
        for one in PARTS
    ]
    return claim, split.split(claim=claim, version=version, pieces=pieces, by=editor, at=factories.AT), editor


def whole_beside_its_parts() -> Act:
    claim, _parts, _editor = parted()
    return at_the_end(words(claim, proposal="accepted"))


def part_beside_its_whole() -> Act:
    claim, parts, editor = parted()
    undo.undo(claim=claim, by=editor, at=factories.AT)
    return at_the_end(words(parts[0], proposal="accepted", merged_into=None))


ATTACKS: list[tuple[Callable[[], Act], str]] = [
    (lowered_after_the_readers_were_closed, "fewer people needs a waiver"),
    (to_a_second_reader_of_nothing, "handed in"),
    (to_an_adjudicator_of_nothing, "two blind reviewers differ"),
    (to_an_adjudicator_under_a_pair, "two blind reviewers differ"),
    (evidence_shared_while_they_read, "finish without it"),
    (waived_for_another_cycle, "present cycle"),
    (waived_by_nobody, "nobody here"),
    (approved_by_nobody, "nobody here"),
    (submitted_at_once_without_evidence, "Supported needs"),
    (author_becomes_another_actor, "stays who they are"),
    (author_changes_places, "stays who they are"),
    (author_becomes_nobody, "stays who they are|permission denied"),
    (over_a_verdict_of_the_same_rating, "needs another person"),
    (over_a_verdict_with_fewer_eyes, "as many people"),
    (with_the_very_same_verdict, "nothing has changed"),
    (and_leaving_the_correction_open, "ends the one that is open"),
    (unconfirmed_once_it_is_done, "confirmed before the verdict"),
    (confirmed_by_another_once_it_is_done, "confirmed before the verdict"),
    (with_a_tick_of_an_earlier_round, "legal tick"),
    (with_a_reply_of_an_earlier_round, "right of reply"),
    (asked_yesterday_until_yesterday, "right of reply"),
    (with_a_key_more, "says what the claim"),
    (with_a_key_less, "says what the claim"),
    (of_another_review, "says what the claim"),
    (decided_another_day, "says what the claim"),
    (for_no_day, "says what the claim"),
    (two_copies_of_one_text, "different origins"),
    (one_persons_word_twice, "different origins"),
    (where_it_was_heard, "is no evidence"),
    (a_copy_from_elsewhere, "the address of that page"),
    (other_words_on_hold, "legal hold"),
    (other_speaker_on_hold, "legal hold"),
    (rejected_on_hold, "legal hold"),
    (begun_on_hold, "legal hold"),
    (submitted_on_hold, "legal hold"),
    (rejected_while_it_is_read, "closed first"),
    (untouched_again, "stays marked"),
    (whole_beside_its_parts, "beside the parts"),
    (part_beside_its_whole, "beside the parts"),
]


@pytest.mark.parametrize(("attack", "said"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around(attack: Callable[[], Act], said: str) -> None:
    refused(attack(), said)


def test_what_a_published_rating_leaves_out_is_part_of_it() -> None:
    with pytest.raises(ValidationError, match="another person"):
        by_its_missing_context()()


def test_what_is_not_forged_is_stored() -> None:
    forged()()
    assert Verdict.objects.get().number == 1


def test_two_persons_words_are_of_two_origins() -> None:
    claim = proposals.accept(claim=factories.claim(), by=factories.user(), at=factories.AT)
    for stance in ("supports", "disputes"):
        factories.piece(claim, stance, by=factories.user())
    assert conflicting(claim)()


# --- one address, in whatever spelling --------------------------------------------------------------------------

SPELLINGS = [
    "https://courier.example./ferry",
    "https://courier.example:0443/ferry",
    "https://courier.example.:80/ferry",
    "https://courier.example//ferry",
    "https://courier.example/./ferry",
    "https://courier.example/ferry/.",
    "https://courier.example/ferry/?mc_cid=4f",
    "https://courier.example/ferry?gclsrc=aw&gclid=7",
]
OTHERS = ["https://courier.example:8443/ferry", "https://courier.example/ferry.", "https://courier.example/ferry?id=2"]


@pytest.mark.parametrize("url", SPELLINGS)
def test_the_articles_address_is_no_evidence_however_it_is_spelt(url: str) -> None:
    article = Article.objects.create(canonical_url="https://courier.example/ferry", created_at=factories.AT)
    act = piece(factories.claim(of=factories.version(article=article)), url)
    refused(act, "is no evidence")


@pytest.mark.parametrize("url", OTHERS)
def test_another_address_is_evidence(url: str) -> None:
    article = Article.objects.create(canonical_url="https://courier.example/ferry", created_at=factories.AT)
    piece(factories.claim(of=factories.version(article=article)), url)()


# --- the least that a correction is -----------------------------------------------------------------------------

REASONS = [  # as it was, as it becomes, whether readers would notice
    ("The log says so.", "the log  says so!", "minor"),
    ("“Forty”, he said", "'Forty' he said", "minor"),
    ("The log says so.", "The log does not say so.", "update"),
    ("The log says so.", "So says the log.", "update"),
    ("It rose by 5 %.", "It rose by 5.", "update"),
    ("It rose by 5.", "It rose by -5.", "update"),
    ("It rose by 1.5 in 25.", "It rose by 15 in 2.5.", "update"),
    ("No, thing.", "Nothing.", "update"),
]


@pytest.mark.parametrize(("was", "becomes", "level"), REASONS)
def test_only_case_punctuation_and_white_space_are_minor(was: str, becomes: str, level: str) -> None:
    assert floor({"reasons": was}, {"reasons": becomes}) == level


@pytest.mark.parametrize("field", ["scale", "sought", "as_of"])
def test_another_scale_search_or_day_is_an_update(field: str) -> None:
    assert floor({field: 1}, {field: 2}) == "update"


def floor(was: dict[str, Any], becomes: dict[str, Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_correction_floor(%s::jsonb, %s::jsonb)", [json.dumps(was), json.dumps(becomes)])
        return str(cursor.fetchone()[0])


# --- what people do ---------------------------------------------------------------------------------------------


def blind(*, differ: bool = False) -> Verdict:
    """A verdict by two who read apart, and where they differ by an adjudicator; ready for readers."""
    claim, editor = picked("blind")
    confirm.confirm(claim=claim, by=editor, at=factories.AT)
    handed_in(claim)
    last = verdict.propose(
        claim=claim,
        rating="NOT_CHECKABLE" if differ else "SUPPORTED",
        reasons="The log.",
        by=factories.user(),
        at=factories.AT,
    )
    if differ:
        assert Work.objects.get(pk=claim.pk).stage == "adjudication"
        last = verdict.propose(
            claim=claim, rating="SUPPORTED", reasons="The log.", by=factories.user("editor"), at=factories.AT
        )
    assert last.verdict is not None
    return published.reply_waived(last.verdict)


@pytest.mark.parametrize("given", [published.ready, blind, lambda: blind(differ=True)])
def test_a_verdict_reaches_readers(given: Callable[[], Verdict]) -> None:
    assert published.public(given()).number == 1


def test_a_correction_by_others_is_published_and_ends() -> None:
    shown = published.public()
    published.corrected_verdict(shown.claim)
    correct.finish(claim=shown.claim, because="A second log.", by=factories.user("editor"), at=factories.AT)
    assert queries.open_correction(shown.claim) is None


def test_a_correction_without_a_new_verdict_says_so() -> None:
    shown = published.public()
    opened_past_the_workflow(shown.claim)
    with pytest.raises(Conflict, match="Nothing has changed"):
        correct.finish(claim=shown.claim, because="b", by=factories.user("editor"), at=factories.AT)


def test_fewer_people_than_planned_are_asked_why_and_readers_apart_stay_so() -> None:
    claim, editor = picked("blind", fully_blind=True)
    with pytest.raises(ValidationError, match="Say why"):
        plan.set_plan(claim=claim, plan="pair", by=editor, at=factories.AT)
    assert plan.set_plan(claim=claim, plan="blind", by=editor, at=factories.AT).fully_blind
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    with pytest.raises(Conflict, match="finish without it"):
        plan.set_plan(claim=claim, plan="blind", fully_blind=False, by=editor, at=factories.AT)


def test_a_review_is_returned_and_handed_in_again() -> None:
    claim, editor = picked()
    author = factories.user()
    handed_in(claim, author)
    verdict.send_back(claim=claim, because="Which log?", by=editor, at=factories.AT)
    handed_in(claim, author)
    assert verdict.approve(claim=claim, by=editor, at=factories.AT).verdict is not None


def test_a_split_is_undone() -> None:
    claim, parts, editor = parted()
    at_the_end(lambda: undo.undo(claim=claim, by=editor, at=factories.AT))()
    claim.refresh_from_db()
    assert claim.proposal == "accepted"
    assert set(Claim.objects.filter(split_from=claim).values_list("proposal", flat=True)) == {"merged"}
    assert len(parts) == 2


def test_a_hold_is_lifted_and_the_work_goes_on() -> None:
    claim, review = held(begun=True)
    assert review is not None
    publication_hold.lift(claim=claim, because="Settled.", by=factories.user("editor"), at=factories.AT)
    author = Actor.objects.get(pk=review.reviewer).user
    assert author is not None
    handed_in(claim, author)


def test_a_claim_that_somebody_reads_is_rejected_with_their_review_closed() -> None:
    claim, editor = picked()
    verdict.take(claim=claim, by=factories.user(), at=factories.AT)
    assert proposals.reject(claim=claim, which="opinion", by=editor, at=factories.AT).proposal == "rejected"
    assert not Review.objects.filter(claim=claim, closed_at=None).exists()
    triage.pick(claim=claim, by=editor, at=factories.AT)


def test_deleting_an_account_leaves_its_actor() -> None:
    person = factories.user()
    mine = actor_of(person)
    at_the_end(person.delete)()
    mine.refresh_from_db()
    assert mine.user_id is None


def test_a_reply_on_the_way_to_this_verdict_is_enough() -> None:
    given = published.ready(waived=False)
    one = reply.ask(
        claim=given.claim,
        whom="The harbour",
        asked="Is it so?",
        until=published.later(),
        by=factories.user(),
        at=factories.AT,
    )
    reply.record(request=one, answer="It is.", by=factories.user(), at=factories.AT)
    assert publish.publish(claim=given.claim, by=factories.user("editor"), at=factories.AT).number == 1
