"""A claim's words, speaker, role and time change; the reviews that rest on them are closed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from claims import queries
from claims.models import Claim, Event, Notice, Review, Work
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import undo, wording
from claims.workflow.claim.wording import Days
from claims.workflow.evidence import article
from claims.workflow.review import plan, verdict
from sources.models import Article
from tests import factories
from tests.claims.workflow.world import (
    EDITS,
    EVERYBODY,
    STANDS,
    WINTER,
    decided,
    edited_or_refused,
    now,
    only_on_its_desk,
    picked,
    roles_that_may,
    stage,
    verbs,
    work,
)

pytestmark = pytest.mark.django_db


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
    logged = Event.objects.get(verb="claim.changed").data
    assert logged["dropped"] == ["shameful"]
    assert logged["before"] == {"wording": "The shameful ferry was cancelled"}


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
    factories.evidence(claim)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=author, at=now())
    wording.change(claim=claim, wording="[The ferry] was late", by=other, at=now())
    review = Review.objects.get(claim=claim)
    assert (stage(claim), review.closed_because) == ("picked", "the claim was changed")
    assert verbs(claim)[-2:] == ["review.closed", "claim.changed"]


def test_a_blind_reader_who_changes_the_words_learns_nothing_of_the_other():
    first, second, claim = factories.user(), factories.user(), picked()
    factories.evidence(claim)
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=now())
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=first, at=now())
    wording.change(claim=claim, wording="[The ferry] was late", by=second, at=now())
    assert not Review.objects.filter(claim=claim, closed_at=None).exists()
    assert "review.closed" not in verbs(claim)
    assert Notice.objects.get(claim=claim.pk, kind="closed").to == actor_of(first), "its reader is told"


def test_a_claim_goes_back_to_whom_it_is_assigned():
    author, claim = factories.user(), picked()
    factories.evidence(claim)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=author, at=now())
    verdict.send_back(claim=claim, because="Look at the year.", by=factories.user("editor"), at=now())
    wording.change(claim=claim, wording="[The ferry] was late", by=factories.user(), at=now())
    assert (stage(claim), Work.objects.get(pk=claim.pk).assigned_to) == ("assigned", actor_of(author).pk)


def resolved_times(claim):
    claim = queries.claims_of_any_time().get(pk=claim.pk)
    return [(when.exact, when.is_stated, days and (days.start, days.end)) for when, days in queries.times_of(claim)]


def test_the_articles_date_fills_relative_days_as_a_proposal_until_a_person_takes_them():
    claim = picked(times=[WINTER])
    assert resolved_times(claim) == [("last winter", False, None)]
    article.set_facts(
        article=Article.objects.get(), published_on=date(2026, 3, 1), citation="c", by=factories.user(), at=now()
    )
    assert resolved_times(claim) == [("last winter", False, ("2025-12-01", "2026-03-01"))]
    days = Days(0, date(2024, 12, 1), date(2025, 2, 28))
    wording.change(claim=claim, times=[days], by=factories.user(), at=now())
    assert resolved_times(claim) == [("last winter", True, ("2024-12-01", "2025-03-01"))]


def test_words_of_time_stay_go_and_are_added():
    claim = picked(times=[WINTER, {**WINTER, "exact": "again"}])
    added = Days(exact="forty times", first=date(2026, 1, 1))
    wording.change(claim=claim, times=[Days(0), added], by=factories.user(), at=now())
    assert resolved_times(claim) == [("last winter", False, None), ("forty times", True, ("2026-01-01", None))]
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


@pytest.mark.parametrize(("where", "make", "why"), STANDS, ids=[row[0] for row in STANDS])
def test_a_claim_is_changed_where_it_stands_or_it_is_said_why_not(where, make, why):
    edited_or_refused("change", make, why)


def test_whoever_edits_claims_may_change_one_of_their_desk():
    claim = picked()
    assert roles_that_may(lambda by: EDITS["change"](claim, by)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: EDITS["change"](claim, by))


def test_a_claim_that_is_opened_again_may_change():
    claim = decided()
    verdict.reopen(claim=claim, because="A new source.", by=factories.user(), at=now())
    EDITS["change"](claim, factories.user())
    assert claim.verdicts.get().rating == "SUPPORTED", "the verdict stands until the next one"


def test_who_had_older_words_before_them_comes_too_late():
    claim = picked()
    seen = work(claim).version
    wording.change(claim=claim, speaker="Agnes Tolland", by=factories.user(), at=now())
    with pytest.raises(Conflict):
        wording.change(claim=claim, wording="Other", by=factories.user(), at=now(), seen=seen)
    claim.refresh_from_db()
    assert (claim.wording, claim.speaker) == ("[The ferry] was cancelled forty times", "Agnes Tolland")


@pytest.mark.parametrize("edit", ["change", "adjust"])
def test_who_changes_what_they_are_reviewing_keeps_their_place_and_their_draft(edit):
    by, claim = factories.user(), picked()
    mine = verdict.take(claim=claim, by=by, at=now())
    Review.objects.filter(pk=mine.pk).update(reasons="Half a thought", draft=3)
    EDITS[edit](claim, by)
    again = Review.objects.get(claim=claim, closed_at=None)
    assert (again.reviewer, again.reasons, again.draft, stage(claim)) == (
        actor_of(by).pk,
        "Half a thought",
        3,
        "in_review",
    )
    assert "review.closed" not in verbs(claim)


@pytest.mark.parametrize(("field", "most"), [("wording", 2_000), ("speaker", 300), ("role", 600)])
def test_each_text_of_a_claim_has_its_limit(field, most):
    assert wording.checked(field, " " + "x" * most) == "x" * most
    with pytest.raises(ValidationError) as refusal:
        wording.checked(field, "x" * (most + 1))
    assert set(refusal.value.message_dict) == {field}


def test_a_change_is_written_down_with_what_it_was_and_is():
    claim, by = picked(), factories.user()
    version = work(claim).version
    wording.change(claim=claim, speaker=" A.  Brix ", wording=claim.wording, by=by, at=now())
    logged = Event.objects.get(verb="claim.changed")
    assert logged.data == {"before": {"speaker": ""}, "after": {"speaker": "A. Brix"}, "dropped": []}
    assert work(claim).version == version + 1


def test_what_an_author_handed_in_is_closed_by_their_own_change_too():
    by, claim = factories.user(), picked()
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=by, at=now())
    EDITS["change"](claim, by)
    assert Review.objects.get(claim=claim).closed_because == wording.CHANGED
    assert stage(claim) == "picked"


def test_a_second_reviewer_who_changes_the_words_does_not_go_on():
    author, editor, claim = factories.user(), factories.user("editor"), picked()
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=author, at=now())
    verdict.take(claim=claim, by=editor, at=now())
    EDITS["change"](claim, editor)
    assert not Review.objects.filter(claim=claim, closed_at=None).exists()
    assert stage(claim) == "picked"


def test_twenty_words_of_time_are_taken_and_one_more_is_not():
    claim = picked(times=[WINTER] * 21)
    assert wording.change(claim=claim, times=[Days(n) for n in range(20)], by=factories.user(), at=now())
    other = picked(times=[WINTER] * 21)
    with pytest.raises(ValidationError):
        wording.change(claim=other, times=[Days(n) for n in range(21)], by=factories.user(), at=now())


def test_one_day_is_a_first_and_a_last_one():
    claim = picked(times=[WINTER])
    wording.change(claim=claim, times=[Days(0, date(2026, 1, 1), date(2026, 1, 1))], by=factories.user(), at=now())
    stored = Claim.objects.get(pk=claim.pk).times[0]
    assert stored["interval"] == {"start": "2026-01-01", "end": "2026-01-02"}
    assert (stored["basis"], stored["relation"], stored["bound"], stored["exact"]) == (
        "stated",
        None,
        "",
        "last winter",
    )
    wording.change(claim=claim, times=[Days(0, None, date(2026, 1, 1))], by=factories.user(), at=now())
    assert Claim.objects.get(pk=claim.pk).times[0]["interval"] == {"start": None, "end": "2026-01-02"}


def test_words_of_time_at_the_very_beginning_of_the_article_are_found():
    version = factories.version("Last winter the ferry was cancelled forty times.\n")
    claim = picked(of=version)
    wording.change(
        claim=claim, times=[Days(exact="Last winter", first=date(2026, 1, 1))], by=factories.user(), at=now()
    )
    stored = Claim.objects.get(pk=claim.pk).times[0]
    assert (stored["start"], stored["end"], stored["exact"]) == (0, 11, "Last winter")


@pytest.mark.parametrize(("text", "start"), [("aa once\n", 0), ("once aa\n", 5), ("aaa once\n", None)])
def test_words_of_time_that_overlap_themselves_are_printed_twice(text, start):
    claim = picked(of=factories.version(text), words="once")
    days = Days(exact="aa", first=date(2026, 1, 1))
    if start is None:
        with pytest.raises(ValidationError, match="more than once"):
            wording.change(claim=claim, times=[days], by=factories.user(), at=now())
    else:
        wording.change(claim=claim, times=[days], by=factories.user(), at=now())
        assert Claim.objects.get(pk=claim.pk).times[0]["start"] == start


def test_words_of_time_at_the_claims_own_place_are_meant_before_others():
    version = factories.version("In May it sailed. The ferry was cancelled in May again.\n")
    claim = picked(of=version, words="cancelled in May")
    wording.change(claim=claim, times=[Days(exact="May", first=date(2026, 5, 1))], by=factories.user(), at=now())
    assert Claim.objects.get(pk=claim.pk).times[0]["start"] == version.text.rindex("May")


def test_other_words_in_a_bracket_leave_the_wording_one_that_is_rendered():
    claim = factories.rendered(certain=False)
    kept = claim.segments[1:]
    claim = wording.change(
        claim=claim, wording=claim.wording.replace("[The ferry]", "[The old ferry]"), by=factories.user(), at=now()
    )
    assert claim.wording == "[The old ferry] cancelled forty times [date unknown]"
    assert claim.segments[1:] == kept
    assert (claim.segments[0]["text"], claim.segments[0]["certain"]) == ("[The old ferry] ", True)


@pytest.mark.parametrize("words", ["The ferry never ran", "[The ferry] cancelled fifty times [date unknown]"])
def test_other_printed_words_are_a_persons_own(words):
    claim = wording.change(claim=factories.rendered(), wording=words, by=factories.user(), at=now())
    assert claim.segments == []


def test_another_speaker_leaves_the_segments():
    claim = factories.rendered()
    before = claim.segments
    assert wording.change(claim=claim, speaker="The Mayor", by=factories.user(), at=now()).segments == before


TWO = "The pier broke in 1998. The town paid for it."


def test_a_persons_words_that_assert_two_things_are_counted_and_an_undo_counts_again():
    claim, by = picked(), factories.user()
    change = lambda words: wording.change(claim=claim, wording=words, by=by, at=now())  # noqa: E731
    assert [one["text"].rstrip(".") for one in change(TWO).statements] == [
        "The pier broke in 1998",
        "The town paid for it",
    ]
    assert change("The pier broke in 1998.").statements == []
    assert len(undo.undo(claim=claim, by=by, at=now()).statements) == 2


def test_words_that_the_machine_renders_are_not_counted():
    claim = factories.rendered()
    words = claim.wording.replace("[The ferry]", "[The ferry to Brackholm]")
    changed = wording.change(claim=claim, wording=words, by=factories.user(), at=now())
    assert (changed.segments != [], changed.statements) == (True, [])


def test_without_the_language_model_nothing_is_counted_and_the_words_are_stored(settings):
    settings.LANGUAGE_MODEL = "no_such_model"
    assert wording.statements_of(TWO) == []
    assert wording.change(claim=picked(), wording=TWO, by=factories.user(), at=now()).wording == TWO


def test_the_days_that_a_person_gives_stand_in_place_of_their_mark():
    words, start = "cancelled forty times last winter", factories.TEXT.index("last winter")
    time = WINTER | {"start": start, "end": start + len("last winter")}
    claim, by = factories.rendered(words=words, when="last winter", times=[time]), factories.user()
    days = Days(0, date(2024, 12, 1), date(2025, 2, 28))
    claim = wording.change(claim=claim, times=[days], by=by, at=now())
    assert claim.wording == "[The ferry] cancelled forty times last winter [December 2024 to February 2025]"
    assert claim.segments
    claim = wording.change(claim=claim, times=[Days(0)], speaker="The Mayor", by=by, at=now())
    assert claim.wording.endswith("[December 2024 to February 2025]")
    assert wording.change(claim=claim, times=[], by=by, at=now()).wording == claim.wording
