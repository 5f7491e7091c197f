"""What can be asked about claims, articles, quotations and what waits."""

import pytest
from django.contrib.auth.models import User

from claims import queries
from claims.models import Appearance, Claim, Extraction, Outcome, Quote, Review
from claims.workflow.claim import proposals, sighting
from claims.workflow.evidence import evidence
from claims.workflow.review import verdict
from sources import ingest
from sources.models import Article, Fetch
from tests import factories
from tests.claims.workflow.world import AT, DAY, HOUR, TIP, WINTER, accepted, apart, halves, moved, picked, work

pytestmark = pytest.mark.django_db


def read_version(text=factories.TEXT, **more):
    """A version that a run has finished, with one claim."""
    version = factories.version(text, **more)
    claim = factories.claim(of=version, words=text.split()[0])
    factories.finish(claim.extraction)
    return version, claim


def another_run(version, extractor="test/2", *, at=AT, **fields):
    return Extraction.objects.create(version=version, extractor=extractor, created_at=at, **fields)


# --- claims -------------------------------------------------------------------------------------------------------


def test_what_a_later_run_replaced_is_on_no_list_and_best_comes_first():
    low, high = factories.claim(score=0.2), factories.claim(score=0.9)
    gone = factories.claim(score=0.5)
    Claim.objects.filter(pk=gone.pk).update(proposal="superseded")
    assert list(queries.claims_for_desk()) == [high, low]
    assert list(queries.claims_of_any_time()) == [high, gone, low]


def counted(claim):
    return queries.claims_of_any_time().get(pk=claim.pk).evidence_count


def test_evidence_is_counted_but_what_was_withdrawn():
    claim, other = accepted(), accepted()
    factories.evidence(other)
    item = factories.evidence(claim)
    factories.evidence(claim, "context")
    assert counted(claim) == 2
    evidence.withdraw(evidence=item, because="A forgery.", by=factories.user("editor"), at=AT)
    assert counted(claim) == 1


@pytest.mark.parametrize(("fully", "number"), [(True, 0), (False, 1)])
def test_evidence_is_not_counted_while_reviewers_bring_theirs_apart(fully, number):
    claim = apart(accepted(), fully=fully)
    factories.evidence(claim)
    assert counted(claim) == number


def test_evidence_is_counted_again_when_all_are_in():
    claim = apart(accepted())
    factories.evidence(claim)
    rated = {"claim": claim, "rating": "NOT_CHECKABLE", "reasons": "No log.", "at": AT}
    first = User.objects.get(actor=Review.objects.get(claim=claim).reviewer)
    verdict.propose(**rated, by=first)
    assert counted(claim) == 0
    verdict.propose(**rated, missing_context=True, by=factories.user())
    assert (work(claim).stage, counted(claim)) == ("adjudication", 1)


def test_a_claim_says_the_number_of_its_latest_verdict():
    claim, by = factories.decided().claim, factories.user()
    assert queries.claims_of_any_time().get(pk=accepted().pk).verdict_number is None
    factories.ruled(claim=claim, rating="SUPPORTED", reasons="Again.", by=by, at=AT)
    factories.decided()
    assert queries.claims_of_any_time().get(pk=claim.pk).verdict_number == 2


def test_a_claim_has_the_places_that_hold_now():
    claim = picked()
    moved(claim.appearances.get(), "cancelled", factories.user())
    found = queries.claims_of_any_time().get(pk=claim.pk)
    assert [place.exact for place in found.appearances.all()] == ["cancelled"]


def test_a_claim_without_a_place_has_times_without_days():
    claim = sighting.enter(wording="It sank.", type="event", seen=TIP, by=factories.user(), at=AT)
    Claim.objects.filter(pk=claim.pk).update(times=[WINTER])
    found = queries.claims_of_any_time().get(pk=claim.pk)
    assert [(when.exact, days) for when, days in queries.times_of(found)] == [("last winter", None)]


def test_the_claims_of_a_version_stand_in_reading_order_without_what_is_out_of_the_way():
    version = factories.version()
    late = factories.claim(of=version, words="The town paid", score=0.9)
    early = factories.claim(of=version, words="The ferry", score=0.1)
    factories.claim()
    for proposal, more in (("merged", {"merged_into": early}), ("superseded", {})):
        gone = factories.claim(of=version, words="last winter")
        Claim.objects.filter(pk=gone.pk).update(proposal=proposal, **more)
    assert list(queries.claims_in(version)) == [early, late]
    rejected = proposals.reject(claim=late, which="vague", by=factories.user(), at=AT)
    assert list(queries.claims_in(version)) == [early, rejected]


def test_a_claim_that_was_split_is_not_in_its_version_but_its_parts_are():
    claim = picked()
    version = claim.appearances.get().version
    parts = halves(claim, factories.user())
    assert list(queries.claims_in(version)) == parts


def test_a_claim_stands_where_it_is_now_and_not_where_it_was():
    version = factories.version()
    first = picked(of=version, words="cancelled forty times")
    second = picked(of=version, words="last winter")
    moved(first.appearances.get(), "each of them", factories.user())
    assert list(queries.claims_in(version)) == [second, first]
    other = factories.version("The town paid for each of them.\n", article=version.article)
    assert list(queries.claims_in(other)) == []


# --- runs of the machine ------------------------------------------------------------------------------------------


def test_the_latest_run_that_succeeded_is_the_one_whose_outcomes_stand():
    version, claim = read_version()
    assert queries.latest_extraction(version) == claim.extraction
    another_run(version, "test/2")
    another_run(version, "test/3", finished_at=AT + HOUR, failed=True, reason="It broke.")
    assert queries.latest_extraction(version) == claim.extraction
    later = another_run(version, "test/4")
    factories.finish(later, "opinion", "opinion.adverb")
    Extraction.objects.filter(pk=later.pk).update(finished_at=AT + DAY)
    assert queries.latest_extraction(version) == later
    assert {part.outcome for part in queries.outcomes_in(version)} == {"opinion"}
    starts = [part.start for part in queries.outcomes_in(version)]
    assert starts == sorted(starts)


def test_a_version_that_was_not_read_yet_has_no_outcomes():
    version = factories.version()
    another_run(version)
    assert queries.latest_extraction(version) is None
    assert not queries.outcomes_in(version).exists()


def test_how_far_the_machine_is_with_an_article():
    assert queries.extraction_state(None) == "waiting"
    assert queries.extraction_state(factories.version()) == "waiting"
    version, _ = read_version()
    assert queries.extraction_state(version) == "done"
    newer = another_run(version, "test/2")
    assert queries.extraction_state(version) == "waiting"
    Extraction.objects.filter(pk=newer.pk).update(failed=True, reason="It broke.", finished_at=AT)
    assert queries.extraction_state(version) == "failed"


# --- quotations ---------------------------------------------------------------------------------------------------


def test_quotations_stand_in_reading_order_from_the_latest_run():
    version, claim = read_version()
    late = factories.quote(claim, words="The town paid")
    early = factories.quote(claim, words="cancelled")
    old = factories.quote(claim, words="last winter")
    Quote.objects.filter(pk=old.pk).update(superseded_at=AT)
    elsewhere = factories.quote(factories.claim())
    assert list(queries.quotes_in(version)) == [early, late]
    assert set(queries.quotes_standing()) == {early, late, elsewhere}
    assert set(queries.quotes_of_any_time()) == {early, late, old, elsewhere}


# --- evidence and verdicts ----------------------------------------------------------------------------------------


def test_only_evidence_that_was_not_withdrawn_stands():
    claim = accepted()
    kept, gone = factories.evidence(claim), factories.evidence(claim, "context")
    factories.evidence(accepted())
    evidence.withdraw(evidence=gone, because="A forgery.", by=factories.user("editor"), at=AT)
    assert list(queries.standing_evidence(claim)) == [kept]


def test_the_latest_verdict_of_each_claim_stands():
    first, other = factories.decided(), factories.decided()
    second = factories.ruled(claim=first.claim, rating="SUPPORTED", reasons="Again.", by=factories.user())
    assert set(queries.verdicts_that_stand()) == {second, other}


# --- words --------------------------------------------------------------------------------------------------------

HEADLINES = [
    ("Ferry to sail again in May", "Ferry to sail again in May", "short enough"),
    ("x" * 40, "x" * 40, "just short enough"),
    ("The ferry to Brackholm was cancelled forty times", "The ferry to Brackholm was cancelled …", "cut at a word"),
    ("The ferry to Brackholm was cancelled now: forty", "The ferry to Brackholm was cancelled …", "at a word's end"),
    ("The ferry to Brackholm and the isles, more of it", "The ferry to Brackholm and the isles …", "no comma"),
]


@pytest.mark.parametrize(("headline", "short", "why"), HEADLINES, ids=[h[-1] for h in HEADLINES])
def test_a_headline_is_cut_at_a_word(headline, short, why):
    assert queries.shortened(headline) == short


HELD = [  # what is looked for, is it found, why
    ("FORTY", True, "whatever the case"),
    ("  ferry ", True, "white space around it"),
    ("Tolland", True, "the speaker's name"),
    ("50%", True, "a sign that means something to LIKE"),
    ("5_%", False, "it stands for itself"),
    ("100%", False, "not there"),
    ("a\\b", True, "a backslash"),
    ("for\0ty", True, "without the NUL character"),
    ("", True, "nothing is looked for"),
]


@pytest.mark.parametrize(("words", "existing", "why"), HELD, ids=[h[-1] for h in HELD])
def test_claims_are_found_by_words_of_theirs_and_by_who_said_them(words, existing, why):
    source = factories.claim(wording="other")
    quotation = factories.quote(source)
    claim = factories.claim(
        of=quotation.version, quote=quotation, wording=r"[The ferry] was cancelled forty times, 50% a\b"
    )
    assert (claim in queries.holding(queries.claims_for_desk(), words)) is existing
    if words:
        assert source not in queries.holding(queries.claims_for_desk(), words)


def test_claims_are_narrowed_to_those_whose_words_were_taken_for_something():
    version = factories.version()
    first = factories.claim(of=version, words="cancelled forty times")
    second = factories.claim(of=version, words="The town paid")
    lines = list(version.sentences.order_by("start"))
    for line, kind in zip(lines, ("claim", "opinion"), strict=True):
        Outcome.objects.create(
            extraction=first.extraction,
            sentence=line,
            start=line.start,
            end=line.end,
            mode="asserted",
            outcome=kind,
            rule="test",
        )
    assert list(queries.claims_for_desk().filter(queries.claims_with_outcome("opinion"))) == [second]
    assert list(queries.claims_for_desk().filter(queries.claims_with_outcome("claim"))) == [first]
    assert not queries.claims_for_desk().filter(queries.claims_with_outcome("prediction")).exists()


def test_outcomes_come_with_their_words_newest_run_first():
    _, older = read_version("One line.\nAnother.\n")
    _, newer = read_version("Third 🚢 line.\n")
    found = list(queries.outcomes_with_words())
    assert [part.words for part in found] == ["Third 🚢 line.", "One line.", "Another."]
    assert found[0].extraction == newer.extraction
    assert found[1].extraction == older.extraction


def test_the_table_prints_the_claims_of_the_latest_texts():
    article = factories.version("Old line.\n").article
    version = factories.version("A title.\nThe ferry sank.\n", article=article)
    quotation = factories.quote(factories.claim(of=version, words="A title"))
    Claim.objects.all().update(proposal="superseded")
    claim = factories.claim(of=version, words="The ferry", wording="[The ferry] sank", quote=quotation)
    factories.claim(of=factories.version("Kept.\n", article=article, purpose="evidence"), words="Kept")
    factories.claim()
    (row,) = queries.claims_table([article.pk])
    assert (row.text, row.speaker, row.type) == ("[The ferry] sank", "Agnes Tolland", claim.get_type_display())
    assert row.place.endswith(", line 2")
    assert len(queries.claims_table(Article.objects.values_list("pk", flat=True))) == 2


# --- what waits ---------------------------------------------------------------------------------------------------


def test_what_waits_is_counted_for_people_and_for_machines():
    factories.claim()
    accepted()
    factories.decided()
    proposals.reject(claim=factories.claim(), which="vague", by=factories.user(), at=AT)
    for run in Extraction.objects.all():
        factories.finish(run)
    failing = another_run(factories.version(), finished_at=AT, failed=True, reason="It broke.")
    another_run(factories.version(), "test/3")
    ingest.receive(via="url", url="https://a.example/", by=None, at=AT)
    refused = {"via": "url", "url": "https://b.example/", "created_at": AT, "outcome": "refused", "reason": "404"}
    gave_up = Fetch.objects.create(**refused, finished_at=AT, attempts=1)
    Fetch.objects.create(**refused, finished_at=AT, attempts=0)
    found = queries.what_waits(None)
    assert (found.to_decide, found.to_rate, found.rated) == (1, 1, 1)
    assert (found.in_progress, found.failed) == (2, 2)
    assert list(queries.failed_arrivals(None)) == [gave_up]
    assert failing.state == "failed"


# --- articles -----------------------------------------------------------------------------------------------------


def state(article):
    return queries.articles_with_state().get(pk=article.pk).state


def test_how_far_an_article_is():
    version = factories.version()
    assert state(version.article) == "waiting", "no run yet"
    run = another_run(version)
    assert state(version.article) == "waiting", "not finished"
    Extraction.objects.filter(pk=run.pk).update(finished_at=AT, failed=True, reason="It broke.")
    assert state(version.article) == "failed"
    later = factories.finish(another_run(version, "test/3"))
    assert state(version.article) == "done"
    assert later.state == "done"
    Fetch.objects.create(via="url", url="https://a.example/", article=version.article, created_at=AT)
    assert state(version.article) == "waiting", "it is fetched again"


def test_an_article_without_a_text_to_read_is_evidence_or_was_refused():
    kept = factories.version(purpose="evidence").article
    assert state(kept) == "evidence"
    row = Article.objects.create(source="test", external_id="none", created_at=AT)
    assert state(row) == "refused"
    Fetch.objects.create(via="url", url="https://a.example/", article=kept, purpose="evidence", created_at=AT)
    assert state(kept) == "evidence", "a page that is fetched as evidence again is not waited for"


def test_an_article_says_the_number_of_the_latest_version_that_is_read():
    article = factories.version().article
    second = factories.version("Another.\n", article=article)
    factories.version("A copy.\n", article=article, purpose="evidence")
    found = queries.articles_with_state().get(pk=article.pk)
    assert (found.version_number, found.version_id) == (2, second.pk)


def test_articles_come_with_their_claims_and_whether_a_machine_wrote_them():
    version, claim = read_version()
    factories.claim(of=version, words="The town paid")
    Appearance.objects.create(claim=claim, version=version, start=24, end=33, exact=version.text[24:33])
    proposals.reject(claim=factories.claim(of=version), which="vague", by=factories.user(), at=AT)
    factories.version(purpose="evidence")
    declared = factories.version("By a machine.\nIt sank.\n", declares="trainedAlgorithmicMedia").article
    found = {article.pk: article for article in queries.articles_with_claims()}
    assert set(found) == {version.article_id, declared.pk}
    assert (found[version.article_id].claim_count, found[version.article_id].ai) == (2, False)
    assert (found[declared.pk].claim_count, found[declared.pk].ai) == (0, True)


@pytest.mark.parametrize(
    ("headline", "short"),
    [
        ("a" * 40, "a" * 40),
        ("The ferry to Brackholm sails again, daily", "The ferry to Brackholm sails again …"),
        ("b" * 38 + " cc", "b" * 38 + " …"),
        ("b" * 40 + " c", "b" * 40 + " …"),
    ],
)
def test_a_headline_is_cut_at_a_word_after_forty_characters(headline, short):
    assert queries.shortened(headline) == short


def test_the_state_of_an_article_is_its_own_whatever_the_others_are():
    done, _ = read_version()
    waiting = factories.version().article
    kept = factories.version(purpose="evidence").article
    failing = factories.version()
    another_run(failing, finished_at=AT, failed=True, reason="It broke.")
    refused = Article.objects.create(source="test", external_id="refused", created_at=AT)
    arriving = Article.objects.create(source="test", external_id="arriving", created_at=AT)
    Fetch.objects.create(via="url", url="https://a.example/", article=arriving, created_at=AT)
    states = {
        done.article: "done",
        waiting: "waiting",
        kept: "evidence",
        failing.article: "failed",
        refused: "refused",
        arriving: "waiting",
    }
    assert {row: row.state for row in queries.articles_with_state()} == states
    numbers = {row: row.version_number for row in queries.articles_with_state()}
    assert numbers == {row: None if row in (kept, refused, arriving) else 1 for row in states}
    factories.version(article=done.article, purpose="evidence")
    assert queries.articles_with_state().get(pk=done.article_id).version_number == 1, "a copy is no text that is read"
