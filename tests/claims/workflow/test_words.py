"""What a claim says, and where: changed, merged, split, adjusted, and taken back."""

import itertools
import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from claims import extract, queries
from claims.models import Appearance, Claim, Event, Membership, Notice, Review, Work
from claims.models.desk import Desk
from claims.workflow.assignment import assign, publication_hold, triage
from claims.workflow.audit import Conflict, actor
from claims.workflow.claim import adjust_span, merge, proposals, split, undo, wording
from claims.workflow.claim.split import Piece
from claims.workflow.claim.wording import Days
from claims.workflow.evidence import article, evidence
from claims.workflow.review import plan, verdict
from sources.models import Article
from tests import factories
from tests.claims.test_gates import refused, sql

pytestmark = pytest.mark.django_db
_ticks = itertools.count(1)
WINTER = {
    "start": 51,
    "end": 62,
    "exact": "last winter",
    "basis": "article",
    "interval": None,
    "last": None,
    "bound": "",
    "relation": {"unit": "season", "shift": -1, "name": "winter"},
    "other": None,
}


def now():
    return factories.AT + timedelta(minutes=next(_ticks))


def picked(by=None, **fields):
    claim = factories.claim(**fields)
    triage.pick(claim=claim, by=by or factories.user(), at=now())
    claim.refresh_from_db()
    return claim


def beside(claim, words="The town paid", **fields):
    return factories.claim(of=claim.appearances.first().version, words=words, **fields)


def places(claim):
    return [a.exact for a in claim.appearances.filter(replaced_at=None)]


def piece(version, words, wording="", type=""):
    start = version.text.index(words)
    return Piece(wording or words, start, start + len(words), words, type)


def halves(claim, by):
    version = claim.appearances.first().version
    pieces = [piece(version, "cancelled", "[The ferry] was cancelled"), piece(version, "forty times", "Forty times")]
    return split.split(claim=claim, version=version, pieces=pieces, by=by, at=now())


def to(place, words, by, **more):
    start = place.version.text.index(words)
    return adjust_span.adjust(place=place, start=start, end=start + len(words), exact=words, by=by, at=now(), **more)


def stage(claim):
    return Work.objects.get(pk=claim.pk).stage


def verbs(claim):
    return list(Event.objects.filter(claim=claim.pk).order_by("id").values_list("verb", flat=True))


def how_it_stands(claim):
    """Everything of a claim that an undo has to bring back."""
    claim.refresh_from_db()
    kept = ("wording", "speaker", "role", "times", "proposal", "not_a_claim", "merged_into_id")
    spans = sorted(claim.appearances.filter(replaced_at=None).values_list("version", "start", "end", "exact"))
    return {name: getattr(claim, name) for name in kept}, stage(claim), spans


# --- who may ------------------------------------------------------------------------------------------------------

ACTS: dict[str, Callable] = {
    "change": lambda claim, by: wording.change(claim=claim, wording="[The ferry] never sailed", by=by, at=now()),
    "merge": lambda claim, by: merge.merge(claim=claim, into=beside(claim), by=by, at=now()),
    "split": halves,
    "adjust": lambda claim, by: to(claim.appearances.get(), "cancelled", by),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["nobody", "reviewer", "editor", "administrator"])
def test_who_may(act, role):
    by, claim = factories.user(role), picked()
    if role == "nobody":
        with pytest.raises(PermissionDenied):
            ACTS[act](claim, by)
    else:
        ACTS[act](claim, by)
        assert undo.last(claim=claim, by=actor(by)).verb.startswith("claim.")


@pytest.mark.parametrize("act", ACTS)
def test_a_claim_of_a_desk_is_for_its_members(act):
    by, claim = factories.user(), picked()
    desk = Desk.objects.create(name="Night shift", created_at=factories.AT)
    Work.objects.filter(pk=claim.pk).update(desk=desk)
    with pytest.raises(PermissionDenied, match="Night shift"):
        ACTS[act](claim, by)
    Membership.objects.create(desk=desk, user=by, created_at=factories.AT)
    ACTS[act](claim, by)


# --- where it may be done -----------------------------------------------------------------------------------------


def decided():
    claim = factories.claim()
    factories.decided(claim)
    claim.refresh_from_db()
    return claim


def on_hold():
    claim = picked()
    publication_hold.hold(claim=claim, because="A letter from a lawyer.", by=factories.user("editor"), at=now())
    return claim


def rejected():
    return proposals.reject(claim=factories.claim(), which="vague", by=factories.user(), at=now())


def merged():
    claim = picked()
    ACTS["merge"](claim, factories.user())
    claim.refresh_from_db()
    return claim


def in_pieces():
    claim = picked()
    halves(claim, factories.user())
    claim.refresh_from_db()
    return claim


STANDS = [
    ("not looked at", factories.claim, None),
    ("picked", picked, None),
    ("with a verdict", decided, "verdict"),
    ("on legal hold", on_hold, "legal hold"),
    ("rejected", rejected, "not a claim"),
    ("merged", merged, "merged into"),
    ("split", in_pieces, "split into"),
]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("where", "make", "why"), STANDS, ids=[row[0] for row in STANDS])
def test_where_a_claim_stands(act, where, make, why):
    by, claim = factories.user(), make()
    before = verbs(claim)
    if why is None:
        ACTS[act](claim, by)
        assert verbs(claim) != before
        return
    if where == "merged" and act == "adjust":
        return  # it has no place of its own any more
    with pytest.raises(Conflict, match=why):
        ACTS[act](claim, by)
    assert verbs(claim) == before


@pytest.mark.parametrize("act", ["change", "adjust"])
def test_a_claim_that_is_opened_again_may_change(act):
    claim, by = decided(), factories.user()
    verdict.reopen(claim=claim, because="A new source.", by=by, at=now())
    ACTS[act](claim, by)
    assert claim.verdicts.get().rating == "SUPPORTED", "the verdict stands until the next one"


@pytest.mark.parametrize("act", ["change", "merge", "split", "adjust"])
def test_who_had_an_older_page_before_them_comes_too_late(act):
    claim, by, other = picked(), factories.user(), beside(picked())
    place, version = claim.appearances.get(), claim.appearances.get().version
    seen = Work.objects.get(pk=claim.pk).version
    wording.change(claim=claim, speaker="Agnes Tolland", by=factories.user(), at=now())
    calls = {
        "change": lambda: wording.change(claim=claim, wording="Other", by=by, at=now(), seen=seen),
        "merge": lambda: merge.merge(claim=claim, into=other, by=by, at=now(), seen=seen),
        "split": lambda: split.split(
            claim=claim,
            version=version,
            pieces=[piece(version, "forty"), piece(version, "times")],
            by=by,
            at=now(),
            seen=seen,
        ),
        "adjust": lambda: to(place, "forty", by, seen=seen),
    }
    with pytest.raises(Conflict):
        calls[act]()
    claim.refresh_from_db()
    assert (claim.proposal, claim.speaker, places(claim)) == ("accepted", "Agnes Tolland", ["cancelled forty times"])


# --- words --------------------------------------------------------------------------------------------------------

BRACKETS = [  # wording before, what the person writes, what is stored, why
    ("[The ferry] was cancelled", "[The ferry] was late", "[The ferry] was late", "kept by the person"),
    ("[The ferry] was cancelled", "The ferry was late", "[The ferry] was late", "what is not printed there is marked"),
    ("[The ferry] was cancelled", "A boat was late", "A boat was late", "the words are gone"),
    ("[cancelled] it was", "cancelled it was", "cancelled it was", "printed at its place: bare is right"),
    ("[渡轮]去年停航", "渡轮去年停了", "[渡轮]去年停了", "no spaces between words"),
    ("[العبّارة] أُلغيت", "العبّارة تأخرت", "[العبّارة] تأخرت", "from right to left"),
    ("[The ferry] was late", "The ferryman was late", "The ferryman was late", "part of another word"),
    ("[A 🚢] was late", "A 🚢 sank", "[A 🚢] sank", "beyond the first plane"),
    ("[He] said [he] won", "He said he won", "[He] said [he] won", "each of them"),
]


@pytest.mark.parametrize(("was", "written", "stored", "why"), BRACKETS, ids=[row[3] for row in BRACKETS])
def test_brackets_are_kept(was, written, stored, why):
    claim = picked(wording=was)
    assert wording.change(claim=claim, wording=written, by=factories.user(), at=now()).wording == stored


@pytest.mark.parametrize(
    "words", ["", " \n ", "[The ferry was late", "late]", "[a [b] c]", "[ ] late", "a\0b", "x" * 2001]
)
def test_words_that_are_none(words):
    claim = picked()
    with pytest.raises(ValidationError) as wrong:
        wording.change(claim=claim, wording=words, by=factories.user(), at=now())
    assert list(wrong.value.message_dict) == ["wording"]


def test_a_loaded_word_that_a_person_drops_is_in_the_record():
    claim = picked(wording="The shameful ferry was cancelled")
    wording.change(claim=claim, wording="The ferry was cancelled", by=factories.user(), at=now())
    said = Event.objects.get(verb="claim.changed").data
    assert said["dropped"] == ["shameful"]
    assert said["before"] == {"wording": "The shameful ferry was cancelled"}


def test_speaker_and_role_are_set_beside_the_quotation_as_printed():
    claim = factories.claim()
    quote = factories.quote(claim, role="harbour master")
    claim = picked(of=claim.appearances.get().version, quote=quote)
    wording.change(
        claim=claim, speaker=" Agnes\nTolland-Moor ", role="former harbour master", by=factories.user(), at=now()
    )
    claim.refresh_from_db()
    assert (claim.speaker, claim.role) == ("Agnes Tolland-Moor", "former harbour master")
    assert (claim.quote.expert.name, claim.quote.role.title) == ("Agnes Tolland", "harbour master")
    wording.change(claim=claim, speaker="", by=factories.user(), at=now())
    claim.refresh_from_db()
    assert claim.speaker == ""


def test_the_same_words_are_no_change():
    claim = picked()
    wording.change(claim=claim, wording=claim.wording, speaker="", by=factories.user(), at=now())
    assert "claim.changed" not in verbs(claim)


def test_a_change_closes_the_reviews_that_rest_on_the_words_and_says_so():
    author, other = factories.user(), factories.user()
    claim = picked()
    factories.piece(claim)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=author, at=now())
    wording.change(claim=claim, wording="[The ferry] was late", by=other, at=now())
    review = Review.objects.get(claim=claim)
    assert (stage(claim), review.closed_because) == ("picked", "the claim was changed")
    assert verbs(claim)[-2:] == ["review.closed", "claim.changed"]


@pytest.mark.parametrize("act", ["change", "adjust"])
def test_who_changes_what_they_are_reading_keeps_their_place_and_their_draft(act):
    by, claim = factories.user(), picked()
    mine = verdict.take(claim=claim, by=by, at=now())
    Review.objects.filter(pk=mine.pk).update(reasons="Half a thought", draft=3)
    ACTS[act](claim, by)
    again = Review.objects.get(claim=claim, closed_at=None)
    assert (again.reviewer, again.reasons, again.draft, stage(claim)) == (
        actor(by).pk,
        "Half a thought",
        3,
        "in_review",
    )
    assert "review.closed" not in verbs(claim)


def test_a_blind_reader_who_changes_the_words_learns_nothing_of_the_other():
    first, second, claim = factories.user(), factories.user(), picked()
    factories.piece(claim)
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=now())
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=first, at=now())
    wording.change(claim=claim, wording="[The ferry] was late", by=second, at=now())
    assert not Review.objects.filter(claim=claim, closed_at=None).exists()
    assert "review.closed" not in verbs(claim)
    assert Notice.objects.get(claim=claim.pk, kind="closed").to == actor(first), "its reader is told"


def test_a_claim_goes_back_to_whom_it_is_assigned():
    author, claim = factories.user(), picked()
    factories.piece(claim)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=author, at=now())
    verdict.send_back(claim=claim, because="Look at the year.", by=factories.user("editor"), at=now())
    wording.change(claim=claim, wording="[The ferry] was late", by=factories.user(), at=now())
    assert (stage(claim), Work.objects.get(pk=claim.pk).assigned_to) == ("assigned", actor(author).pk)


# --- time ---------------------------------------------------------------------------------------------------------


def told(claim):
    claim = queries.claims_of_any_time().get(pk=claim.pk)
    return [(when.exact, when.is_stated, days and (days.start, days.end)) for when, days in queries.times_of(claim)]


def test_the_articles_date_fills_relative_days_as_a_proposal_until_a_person_takes_them():
    claim = picked(times=[WINTER])
    assert told(claim) == [("last winter", False, None)]
    article.describe(
        article=Article.objects.get(), author="", published_on=date(2026, 3, 1), by=factories.user("editor"), at=now()
    )
    assert told(claim) == [("last winter", False, ("2025-12-01", "2026-03-01"))]
    days = Days(0, date(2024, 12, 1), date(2025, 2, 28))
    wording.change(claim=claim, times=[days], by=factories.user(), at=now())
    assert told(claim) == [("last winter", True, ("2024-12-01", "2025-03-01"))]


def test_words_of_time_stay_go_and_are_added():
    claim = picked(times=[WINTER, {**WINTER, "exact": "again"}])
    added = Days(exact="forty times", first=date(2026, 1, 1))
    wording.change(claim=claim, times=[Days(0), added], by=factories.user(), at=now())
    assert told(claim) == [("last winter", False, None), ("forty times", True, ("2026-01-01", None))]
    stored = Claim.objects.get(pk=claim.pk).times[1]
    assert factories.TEXT[stored["start"] : stored["end"]] == "forty times"


WRONG_TIMES = [
    ([Days(7)], "there is no such"),
    ([Days(0), Days(0)], "the same twice"),
    ([Days(-1)], "counts from 0"),
    ([Days(0, date(2026, 2, 1), date(2026, 1, 1))], "ends before it begins"),
    ([Days(0, None, date.max)], "the end of time"),
    ([Days(exact="last winter")], "words without days"),
    ([Days(exact="next summer", first=date(2026, 1, 1))], "not printed"),
    ([Days(exact="e", first=date(2026, 1, 1))], "printed more than once"),
    ([Days(first=date(2026, 1, 1))], "no words"),
]


@pytest.mark.parametrize(("times", "why"), WRONG_TIMES, ids=[row[1] for row in WRONG_TIMES])
def test_times_that_are_none(times, why):
    claim = picked(times=[WINTER])
    with pytest.raises(ValidationError) as wrong:
        wording.change(claim=claim, times=times, by=factories.user(), at=now())
    assert list(wrong.value.message_dict) == ["times"]


# --- merge --------------------------------------------------------------------------------------------------------


def test_a_merge_brings_places_and_evidence_along():
    by, claim, into = factories.user(), picked(), picked()
    factories.piece(claim, note="The harbour log.")
    merge.merge(claim=claim, into=into, by=by, at=now())
    claim.refresh_from_db()
    assert (claim.proposal, claim.merged_into, stage(claim), places(claim)) == ("merged", into, "left", [])
    assert len(places(into)) == 2
    assert into.evidence.get().note == "The harbour log."
    assert (verbs(claim)[-1], verbs(into)[-1]) == ("claim.merged", "claim.took_in")


def test_the_same_place_is_not_added_twice():
    claim = picked()
    into = beside(claim, words="cancelled forty times")
    merge.merge(claim=claim, into=into, by=factories.user(), at=now())
    assert places(into) == ["cancelled forty times"]


def test_a_proposal_joins_a_claim_that_has_its_verdict():
    into, claim = decided(), factories.claim()
    merge.merge(claim=claim, into=into, by=factories.user(), at=now())
    into.refresh_from_db()
    assert (into.rating, stage(into), len(places(into))) == ("SUPPORTED", "done", 2)


def test_claims_with_different_verdicts_are_not_merged():
    other = factories.claim()
    factories.piece(other, "disputes")
    factories.ruled(claim=other, rating="DISPUTED", by=factories.user())
    other.refresh_from_db()
    with pytest.raises(Conflict, match="different verdicts"):
        merge.merge(claim=decided(), into=other, by=factories.user(), at=now())


def test_what_stands_in_the_way_of_a_merge():
    claim, by = picked(), factories.user()
    with pytest.raises(ValidationError):
        merge.merge(claim=claim, into=claim, by=by, at=now())
    for into in (rejected(), merged(), in_pieces()):
        with pytest.raises(Conflict, match="now"):
            merge.merge(claim=claim, into=into, by=by, at=now())
    with pytest.raises(Conflict, match="legal hold"):
        merge.merge(claim=claim, into=on_hold(), by=by, at=now())


def test_evidence_that_is_the_other_claims_article_does_not_come_along():
    words = "The town paid for each of them."
    into, claim = picked(of=factories.version(f"{words}\nNobody else did.\n"), words="Nobody else did"), picked()
    seen = into.appearances.get().version
    start = seen.text.index(words)
    evidence.add(
        claim=claim,
        kind="passage",
        stance="supports",
        note="It says so.",
        version=seen,
        start=start,
        end=start + len(words),
        exact=words,
        by=factories.user(),
        at=now(),
    )
    with pytest.raises(Conflict, match="Withdraw it first"):
        merge.merge(claim=claim, into=into, by=factories.user(), at=now())


# --- split --------------------------------------------------------------------------------------------------------


def test_a_split_gives_each_part_its_words_and_what_the_whole_was_given():
    by, owner = factories.user(), factories.user()
    claim = picked(times=[WINTER, {**WINTER, "start": 39, "end": 50}])
    plan.set_harm(claim=claim, harm="high", by=factories.user("editor"), at=now())
    Work.objects.filter(pk=claim.pk).update(assigned_to=actor(owner).pk, assigned_by=actor(by).pk)
    first, second = halves(claim, by)
    claim.refresh_from_db()
    assert (claim.proposal, stage(claim)) == ("split", "left")
    assert [places(part) for part in (first, second)] == [["cancelled"], ["forty times"]]
    assert {part.split_from for part in (first, second)} == {claim}
    assert [len(part.times) for part in (first, second)] == [1, 2], "what is printed in nobody's words holds for both"
    for part in (first, second):
        work = Work.objects.get(pk=part.pk)
        assert (work.plan, work.harm, work.stage, work.assigned_to) == ("blind", "high", "assigned", actor(owner).pk)


def test_parts_of_a_claim_for_one_reader_are_read_by_two():
    claim = picked()
    plan.set_plan(claim=claim, plan="single", because="Night shift.", by=factories.user("editor"), at=now())
    assert {Work.objects.get(pk=part.pk).plan for part in halves(claim, factories.user())} == {"pair"}


WRONG_PIECES = [
    (["cancelled"], "one is no split", "pieces"),
    (["cancelled"] * 2, "the same words", "pieces"),
    (
        ["cancelled", "forty", "times", "last", "winter", "The", "town", "paid", "for", "each", "them"],
        "eleven",
        "pieces",
    ),
]


@pytest.mark.parametrize(("words", "why", "field"), WRONG_PIECES, ids=[row[1] for row in WRONG_PIECES])
def test_splits_that_are_none(words, why, field):
    claim = picked()
    version = claim.appearances.get().version
    with pytest.raises(ValidationError) as wrong:
        split.split(
            claim=claim, version=version, pieces=[piece(version, w) for w in words], by=factories.user(), at=now()
        )
    assert list(wrong.value.message_dict) == [field]
    with pytest.raises(ValidationError):
        split.split(
            claim=claim,
            version=factories.version(),
            pieces=[piece(version, w) for w in ("forty", "times")],
            by=factories.user(),
            at=now(),
        )


# --- places -------------------------------------------------------------------------------------------------------

SPANS = [  # the text, the claim's words, the new words
    ("👩‍🚀🎉 She sailed twice, in 1908.\n", "sailed twice", "🎉 She sailed twice"),
    ("أُلغيت العبّارة أربعين مرة.\n", "العبّارة", "أُلغيت العبّارة أربعين مرة"),
    ("渡轮去年冬天停航四十次。\n", "停航", "停航四十次"),
    ("Zoë’s cafe\u0301 𝔉𝔢𝔯𝔯𝔶 was closed.\n", "was closed", "cafe\u0301 𝔉𝔢𝔯𝔯𝔶 was closed"),
]


@pytest.mark.parametrize(
    ("text", "words", "new"), SPANS, ids=["emoji", "right to left", "CJK", "beyond the first plane"]
)
def test_a_place_is_adjusted_in_code_points(text, words, new):
    version = factories.version(text)
    claim = picked(of=version, words=words)
    old = claim.appearances.get()
    now_there = to(old, new, factories.user())
    old.refresh_from_db()
    assert version.text[now_there.start : now_there.end] == now_there.exact == new
    assert (places(claim), old.exact) == ([new], words)
    assert old.replaced_at is not None


WRONG_PLACES = [
    (4, 9, "ferry!", "exact", "other words"),
    (9, 4, "ferry", "start", "reversed"),
    (4, 10_000, "ferry", "start", "past the end"),
    (4, 4, "", "start", "nothing"),
    (3, 4, " ", "exact", "white space"),
    (22, 24, "\ud83d", "exact", "half a character"),
]


@pytest.mark.parametrize(("start", "end", "exact", "field", "why"), WRONG_PLACES, ids=[row[4] for row in WRONG_PLACES])
def test_places_that_are_none(start, end, exact, field, why):
    claim = picked()
    with pytest.raises(ValidationError) as wrong:
        adjust_span.adjust(
            place=claim.appearances.get(), start=start, end=end, exact=exact, by=factories.user(), at=now()
        )
    assert list(wrong.value.message_dict) == [field]
    assert places(claim) == ["cancelled forty times"]


def test_a_place_that_was_adjusted_meanwhile_and_one_that_is_there_already():
    claim, by = picked(), factories.user()
    old = claim.appearances.get()
    there = to(old, "cancelled", by)
    assert to(there, "cancelled", by) == there, "no change"
    with pytest.raises(Conflict, match="meanwhile"):
        to(old, "forty", by)
    merge.merge(claim=beside(claim), into=claim, by=by, at=now())
    with pytest.raises(ValidationError, match="already"):
        to(there, "The town paid", by)


@pytest.mark.parametrize("act", ["adjust", "merge", "split"])
def test_what_a_person_made_of_a_place_is_not_proposed_again_beside_it(act):
    claim = picked()
    place = claim.appearances.get()
    ACTS[act](claim, factories.user())
    known, _elsewhere = extract._touched(place.version.article, place.version)
    assert (place.start, place.end) in known


# --- undo ---------------------------------------------------------------------------------------------------------


def left_with_the_rest(claim, by):
    triage.leave_rest(version=claim.appearances.get().version, by=by, at=now())


UNDONE = {
    **ACTS,
    "times": lambda claim, by: wording.change(
        claim=claim, times=[Days(exact="forty", first=factories.AT.date())], by=by, at=now()
    ),
    "pick": lambda claim, by: triage.pick(claim=claim, because="harm", by=by, at=now()),
    "leave": lambda claim, by: triage.leave(claim=claim, by=by, at=now()),
    "leave the rest": left_with_the_rest,
    "accept": lambda claim, by: proposals.accept(claim=claim, by=by, at=now()),
    "reject": lambda claim, by: proposals.reject(claim=claim, which="opinion", by=by, at=now()),
}
ON = {"new": factories.claim, "picked": picked, "rejected": rejected}
COMBINED = [
    (act, on)
    for act in UNDONE
    for on in ON
    if (on != "rejected" or act in ("pick", "accept"))
    and (act, on) not in {("pick", "picked"), ("accept", "picked"), ("leave the rest", "picked")}
]


@pytest.mark.parametrize(("act", "on"), COMBINED, ids=[f"{act} a {on} one" for act, on in COMBINED])
def test_what_one_did_last_is_taken_back(act, on):
    by, claim = factories.user(), ON[on]()
    before = how_it_stands(claim)
    UNDONE[act](claim, by)
    assert how_it_stands(claim) != before
    assert undo.last(claim=claim, by=actor(factories.user())) is None, "another person's act"
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=factories.user(), at=now())
    done = undo.last(claim=claim, by=actor(by))
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=by, at=now(), seen=done.pk - 1)
    assert undo.undo(claim=claim, by=by, at=now(), seen=done.pk) == claim
    assert how_it_stands(claim) == before
    assert undo.last(claim=claim, by=actor(by)) is None
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=by, at=now())


def test_undoing_goes_on_with_what_was_done_before():
    by, claim = factories.user(), factories.claim()
    stood = [how_it_stands(claim)]
    for act in ("pick", "change", "adjust", "reject"):
        UNDONE[act](claim, by)
        stood.append(how_it_stands(claim))
    for before in reversed(stood[:-1]):
        undo.undo(claim=claim, by=by, at=now())
        assert how_it_stands(claim) == before


BUILT = {
    "evidence": lambda claim: evidence.add(
        claim=claim, kind="data", stance="supports", note="The log.", by=factories.user(), at=now()
    ),
    "a review": lambda claim: verdict.take(claim=claim, by=factories.user(), at=now()),
    "other words": lambda claim: wording.change(claim=claim, speaker="Agnes Tolland", by=factories.user(), at=now()),
}


@pytest.mark.parametrize("built", BUILT)
@pytest.mark.parametrize("act", ["pick", "accept", "change", "merge", "split", "adjust"])
def test_what_somebody_built_on_stays(act, built):
    by = factories.user()
    claim = factories.claim() if act in ("pick", "accept") else picked()
    became = UNDONE[act](claim, by)
    on = {"merge": lambda: became, "split": lambda: became[0]}.get(act, lambda: claim)()
    if built == "a review" and act == "merge":
        triage.pick(claim=on, by=factories.user(), at=now())
    BUILT[built](on)
    for one in {claim, on}:
        with pytest.raises(Conflict):
            undo.undo(claim=one, by=by, at=now())


def test_a_blind_reading_that_nobody_is_told_of_is_built_on_the_act():
    by, claim = factories.user(), picked()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=now())
    wording.change(claim=claim, speaker="Agnes Tolland", by=by, at=now())
    verdict.take(claim=claim, by=factories.user(), at=now())
    with pytest.raises(Conflict):
        undo.undo(claim=claim, by=by, at=now())


@pytest.mark.parametrize("where", ["the claim that went", "the one that took it in"])
def test_a_merge_is_undone_from_either_side(where):
    by, claim, into = factories.user(), picked(), picked()
    factories.piece(claim)
    was, other = how_it_stands(claim), how_it_stands(into)
    merge.merge(claim=claim, into=into, by=by, at=now())
    shown = undo.undo(claim=claim if where == "the claim that went" else into, by=by, at=now())
    assert shown == (claim if where == "the claim that went" else into)
    assert (how_it_stands(claim), how_it_stands(into)) == (was, other)
    assert into.evidence.get().withdrawn_because == "the merge was undone"
    assert claim.evidence.get().withdrawn_at is None
    merge.merge(claim=claim, into=into, by=by, at=now())
    assert len(places(into)) == 2, "and done again"


def test_a_split_is_undone_from_a_part_and_the_parts_go_back_into_the_whole():
    by, claim = factories.user(), picked()
    was = how_it_stands(claim)
    first, second = halves(claim, by)
    assert undo.undo(claim=second, by=by, at=now()) == claim
    assert how_it_stands(claim) == was
    first.refresh_from_db()
    assert (first.proposal, first.merged_into, stage(first)) == ("merged", claim, "left")
    assert len(halves(claim, by)) == 2, "and done again"


# --- two at once --------------------------------------------------------------------------------------------------

RACES = {
    "merge into each other": lambda a, b: (
        lambda by: merge.merge(claim=a, into=b, by=by, at=now()),
        lambda by: merge.merge(claim=b, into=a, by=by, at=now()),
    ),
    "merge twice": lambda a, b: tuple(lambda by: merge.merge(claim=a, into=b, by=by, at=now()) for _ in range(2)),
    "split twice": lambda a, b: tuple(lambda by: halves(a, by) for _ in range(2)),
    "split and merge": lambda a, b: (
        lambda by: halves(a, by),
        lambda by: merge.merge(claim=a, into=b, by=by, at=now()),
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", RACES)
def test_of_two_at_once_one_comes_too_late(race):
    claim = picked()
    acts = RACES[race](claim, beside(claim))
    people, gate, told = [factories.user(), factories.user()], threading.Barrier(2), []

    def run(act, by):
        try:
            gate.wait()
            act(by)
            told.append("done")
        except Conflict:
            told.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in zip(acts, people, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["conflict", "done"]


# --- by other doors -----------------------------------------------------------------------------------------------


def test_the_database_holds_the_rules_of_merging():
    claim, into = picked(), picked()
    set_merged = "UPDATE claims_claim SET proposal = 'merged', merged_into_id = %s WHERE id = %s"
    refused(sql(set_merged, claim.pk, claim.pk), "another one that stands")
    for other in (rejected(), merged(), in_pieces()):
        refused(sql(set_merged, other.pk, claim.pk), "another one that stands")
        refused(sql(set_merged, into.pk, other.pk), "stands|words")
    refused(sql(set_merged, into.pk, decided().pk), "verdict")
    gone = merged()
    refused(
        sql("UPDATE claims_claim SET merged_into_id = %s WHERE id = %s", into.pk, gone.pk), "only a claim that stands"
    )


def test_the_database_holds_the_rules_of_splitting():
    whole = in_pieces()
    part = whole.parts.first()
    refused(sql("UPDATE claims_claim SET proposal = 'split' WHERE id = %s", picked().pk), "at least two")
    refused(sql("UPDATE claims_claim SET split_from_id = %s WHERE id = %s", whole.pk, picked().pk), "only")
    refused(lambda: factories.claim(split_from=decided()), "without a verdict")
    refused(lambda: factories.claim(split_from=whole), "without a verdict")
    factories.decided(part)
    refused(sql("UPDATE claims_claim SET proposal = 'accepted' WHERE id = %s", whole.pk), "stays split")


@pytest.mark.parametrize("make", [merged, in_pieces])
def test_what_was_merged_or_split_is_out_of_the_way(make):
    claim, by = make(), factories.user("editor")
    for act in (
        lambda: triage.pick(claim=claim, by=by, at=now()),
        lambda: triage.unpick(claim=claim, by=by, at=now()),
        lambda: assign.assign(claim=claim, to=factories.user(), by=by, at=now()),
        lambda: verdict.take(claim=claim, by=by, at=now()),
        lambda: verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="x", by=by, at=now()),
        lambda: factories.piece(claim, by=by),
    ):
        with pytest.raises(Conflict):
            act()
    refused(sql("UPDATE claims_work SET stage = 'picked' WHERE claim_id = %s", claim.pk), "work on what it became")
    refused(sql("UPDATE claims_claim SET wording = 'Other' WHERE id = %s", claim.pk), "stay")
    refused(
        lambda: Review.objects.create(
            claim=claim, round=9, reviewer=actor(factories.user()).pk, opened_at=factories.AT
        ),
        "work on what it became",
    )
    refused(
        sql(
            "INSERT INTO claims_evidence (claim_id, kind, stance, note, note_public, url, exact, prefix, suffix, "
            "on_record, question, primary_source, page, seen_by, transcription, added_by, created_at, "
            "withdrawn_because) VALUES (%s, 'data', 'supports', 'x', '', '', '', '', '', true, '', false, '', '', '', "
            "%s, now(), '')",
            claim.pk,
            str(actor(factories.user()).pk),
        ),
        "work on what it became",
    )


def test_the_place_that_a_verdict_cites_stays():
    claim = decided()
    place = claim.appearances.get()
    refused(lambda: Appearance.objects.filter(pk=place.pk).update(replaced_at=factories.AT), "open the claim again")
    refused(lambda: Appearance.objects.filter(pk=place.pk).update(exact="other words are there"), "replaced_at")
    merge.merge(claim=factories.claim(), into=claim, by=factories.user(), at=now())
    added = claim.appearances.exclude(pk=place.pk)
    assert added.update(replaced_at=factories.AT) == 1, "one that came later is not the verdict's"
