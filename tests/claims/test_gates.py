"""Try to walk around every gate, as the application's own database role: through the ORM, raw SQL and deletion."""

import hashlib
import json

import psycopg
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from claims.models import Appearance, Claim, Event, Evidence, Extraction, Outcome, Quote, Review, Verdict
from claims.workflow.claim import proposals
from claims.workflow.evidence import evidence
from claims.workflow.review import verdict
from claims.workflow.review.chain import first_broken
from sources.models import Actor, Article, ArticleVersion, Passage, Sentence
from tests import factories
from tests.claims.gates.refused import refused

pytestmark = pytest.mark.django_db


def sql(statement, *values):
    def act():
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return act


def test_these_tests_run_as_the_role_that_serves():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("claimdesk_app", False)


# --- verdict ----------------------------------------------------------------------------------------------------

WITHOUT = [  # rating, the stances that are there, why it is not enough
    ("SUPPORTED", [], "no evidence at all"),
    ("SUPPORTED", ["disputes"], "evidence that points the other way"),
    ("SUPPORTED", ["context"], "context supports nothing"),
    ("DISPUTED", [], "no evidence at all"),
    ("DISPUTED", ["supports"], "evidence that points the other way"),
    ("CONFLICTING", ["supports"], "only one side"),
    ("CONFLICTING", ["disputes", "context"], "only one side"),
]


@pytest.mark.parametrize(("rating", "stances", "why"), WITHOUT)
def test_a_verdict_without_the_evidence_it_needs_is_refused_in_words(rating, stances, why):
    claim, by = factories.claim(), factories.user()
    for stance in stances:
        factories.piece(claim, stance, by=by)
    with pytest.raises(ValidationError, match="needs"):
        factories.ruled(claim=claim, rating=rating, reasons="I say so.", by=by, at=factories.AT)
    assert not Verdict.objects.exists()
    assert not Review.objects.exists()
    claim.refresh_from_db()
    assert (claim.rating, claim.proposal) == ("", "proposed")


WITH = [
    ("SUPPORTED", [("supports", "")], {}),
    ("DISPUTED", [("disputes", "")], {}),
    ("CONFLICTING", [("supports", "https://harbour.example/log"), ("disputes", "https://town.example/budget")], {}),
    ("NOT_ENOUGH_EVIDENCE", [], {"sought": "The harbour's log, the town archive."}),
    ("NOT_CHECKABLE", [], {}),
]


@pytest.mark.parametrize(("rating", "pieces", "more"), WITH)
def test_a_verdict_with_what_it_needs_is_stored_and_shown(rating, pieces, more):
    claim, by = factories.claim(), factories.user()
    for stance, url in pieces:
        factories.piece(claim, stance, by=by, kind="page" if url else "data", url=url)
    given = factories.ruled(claim=claim, rating=rating, reasons="Because.", by=by, at=factories.AT, **more)
    claim.refresh_from_db()
    assert (given.number, claim.rating) == (1, rating)


def test_conflicting_needs_two_origins():
    claim, by = factories.claim(), factories.user()
    factories.piece(claim, "supports", by=by, kind="page", url="https://www.harbour.example/log")
    factories.piece(claim, "disputes", by=by, kind="page", url="https://harbour.example/other")
    with pytest.raises(ValidationError, match="different origins"):
        factories.ruled(claim=claim, rating="CONFLICTING", reasons="Both.", by=by, at=factories.AT)


def test_not_enough_evidence_needs_a_log_of_the_search():
    with pytest.raises(ValidationError, match="where"):
        factories.ruled(
            claim=factories.claim(), rating="NOT_ENOUGH_EVIDENCE", reasons="No.", by=factories.user(), at=factories.AT
        )


def test_withdrawn_evidence_does_not_count():
    claim, by = factories.claim(), factories.user()
    evidence.withdraw(piece=factories.piece(claim, by=by), because="It is another ferry.", by=by, at=factories.AT)
    with pytest.raises(ValidationError, match="needs"):
        factories.ruled(claim=claim, rating="SUPPORTED", reasons="Still.", by=by, at=factories.AT)


def _row(claim, review, **changes):
    """A verdict row made by hand, as somebody would who goes past the workflow."""
    said = verdict.payload(review, 1, as_of=factories.AT.date(), scale=None) | changes.pop("said", {})
    values = {
        "claim": claim,
        "number": 1,
        "review": review,
        "rating": review.rating,
        "decided_by": review.reviewer,
        "as_of": factories.AT.date(),
    }
    text = "{" + changes.pop("twice", "") + json.dumps(said)[1:]
    return Verdict(**{**values, "payload": text, "created_at": factories.AT, **changes})


def _review(claim, by, rating="SUPPORTED", **fields):
    values = {
        "round": 1,
        "reviewer": Actor.objects.get_or_create(user=by)[0].pk,
        "reasons": "r",
        "opened_at": factories.AT,
    }
    review = Review.objects.create(claim=claim, rating=rating, **{**values, "submitted_at": factories.AT, **fields})
    if review.submitted_at:
        Review.objects.create(
            claim=claim,
            part="approver",
            approves=review,
            round=review.round + 100,
            reviewer=Actor.objects.create(name="Second reader").pk,
            opened_at=factories.AT,
            submitted_at=factories.AT,
        )
    return review


def _rested(claim, by):
    """A submitted review whose evidence was withdrawn since."""
    piece = factories.piece(claim, by=by)
    review = _review(claim, by)
    evidence.withdraw(piece=piece, because="It is another ferry.", by=by, at=factories.AT)
    return review


def test_a_verdict_row_by_hand_meets_the_same_gate():
    by = factories.user()
    claim = proposals.accept(claim=factories.claim(), by=by, at=factories.AT)
    review = _rested(claim, by)
    refused(_row(claim, review).save, "needs a piece of evidence")
    refused(lambda: Verdict.objects.bulk_create([_row(claim, review)]), "needs a piece of evidence")
    factories.piece(claim, by=by)
    _row(claim, review).save()


FORGED = [
    ({"said": {"rating": "DISPUTED"}}, "the payload says another rating"),
    ({"said": {"wording": "Something else"}}, "the payload says another wording"),
    ({"said": {"evidence": []}}, "the payload hides the evidence"),
    ({"said": {"number": 7}}, "the payload says another number"),
    ({"said": {"decided_by": "00000000-0000-0000-0000-000000000000"}}, "the payload names somebody else"),
    ({"said": {"speaker": "The Pope"}}, "the payload names another speaker"),
    ({"said": {"places": []}}, "the payload hides where it was seen"),
    ({"said": {"sought": "Everywhere"}}, "the payload claims another search"),
    ({"twice": '"rating":"DISPUTED",'}, "the payload says two things under one key"),
    ({"rating": "NOT_CHECKABLE"}, "the row has another rating than the review"),
    ({"decided_by": "00000000-0000-0000-0000-000000000000"}, "the row names somebody else than the review"),
]


@pytest.mark.parametrize(("changes", "why"), FORGED, ids=[why for _, why in FORGED])
def test_a_forged_verdict_is_refused(changes, why):
    by = factories.user()
    claim = proposals.accept(claim=factories.claim(), by=by, at=factories.AT)
    factories.piece(claim, by=by)
    review = _review(claim, by)
    refused(_row(claim, review, **changes).save)
    assert not Verdict.objects.exists()


def test_only_a_submitted_review_of_this_claim_yields_a_verdict():
    by = factories.user()
    claim, other = (proposals.accept(claim=factories.claim(), by=by, at=factories.AT) for _ in range(2))
    factories.piece(claim, by=by)
    factories.piece(other, by=by)
    still_open = _review(claim, by, submitted_at=None)
    elsewhere = _review(other, by)
    refused(_row(claim, still_open).save, "submitted review")
    refused(_row(claim, elsewhere).save, "submitted review")


def test_a_verdict_needs_a_claim_that_a_person_accepted():
    claim, by = factories.claim(), factories.user()
    factories.piece(claim, by=by)
    refused(_row(claim, _review(claim, by)).save, "accepted")


def test_the_hash_is_the_databases_own_and_the_chain_holds():
    by = factories.user()
    first = factories.decided(by=by)
    second = factories.ruled(
        claim=first.claim, rating="NOT_CHECKABLE", reasons="The log is gone.", by=by, at=factories.AT, seen=1
    )
    assert first.previous_hash == "0" * 64
    assert first.hash == hashlib.sha256(("0" * 64 + first.payload).encode()).hexdigest()
    assert second.previous_hash == first.hash
    assert first_broken(first.claim) is None


CHANGES = [
    ("a verdict's rating", lambda v: Verdict.objects.filter(pk=v.pk).update(rating="DISPUTED")),
    ("a verdict's payload", lambda v: sql("UPDATE claims_verdict SET payload = '{}' WHERE id = %s", v.pk)()),
    ("a verdict away", lambda v: sql("DELETE FROM claims_verdict WHERE id = %s", v.pk)()),
    ("a verdict away by the ORM", lambda v: Verdict.objects.filter(pk=v.pk).delete()),
    ("all verdicts away", lambda v: sql("TRUNCATE claims_verdict CASCADE")()),
    ("the claim's rating", lambda v: Claim.objects.filter(pk=v.claim_id).update(rating="DISPUTED")),
    ("the claim's rating to none", lambda v: Claim.objects.filter(pk=v.claim_id).update(rating="")),
    (
        "the claim to a rejected one",
        lambda v: Claim.objects.filter(pk=v.claim_id).update(proposal="rejected", not_a_claim="opinion"),
    ),
    ("the claim's wording", lambda v: Claim.objects.filter(pk=v.claim_id).update(wording="Another one")),
    ("the claim away", lambda v: sql("DELETE FROM claims_claim WHERE id = %s", v.claim_id)()),
    ("the claim back to a proposal", lambda v: Claim.objects.filter(pk=v.claim_id).update(proposal="proposed")),
    ("the review's reasons", lambda v: Review.objects.filter(pk=v.review_id).update(reasons="Others")),
    ("the review away", lambda v: sql("DELETE FROM claims_review WHERE id = %s", v.review_id)()),
    ("the evidence's stance", lambda v: Evidence.objects.filter(claim=v.claim_id).update(stance="disputes")),
    ("the evidence away", lambda v: sql("DELETE FROM claims_evidence WHERE claim_id = %s", v.claim_id)()),
    ("the appearance", lambda v: Appearance.objects.filter(claim=v.claim_id).update(start=0)),
    ("an event", lambda v: Event.objects.filter(claim=v.claim_id).update(verb="nothing.happened")),
    ("an event away", lambda v: sql("DELETE FROM claims_event WHERE claim = %s", v.claim_id)()),
    ("the triggers", lambda v: sql("ALTER TABLE claims_verdict DISABLE TRIGGER ALL")()),
    ("the triggers for this session", lambda v: sql("SET session_replication_role = replica")()),
    ("a table's owner", lambda v: sql("SET ROLE postgres")()),
]


@pytest.mark.parametrize(("what", "change"), CHANGES, ids=[what for what, _ in CHANGES])
def test_nobody_changes(what, change):
    given = factories.decided()
    before = (given.hash, given.payload)
    refused(lambda: change(given))
    given.refresh_from_db()
    assert (given.hash, given.payload, given.claim.rating) == (*before, "SUPPORTED")
    assert first_broken(given.claim) is None


def test_a_temporary_table_does_not_stand_in_for_the_evidence():
    by = factories.user()
    claim = proposals.accept(claim=factories.claim(), by=by, at=factories.AT)
    review = _rested(claim, by)
    try:
        with transaction.atomic():
            sql("CREATE TEMP TABLE claims_evidence AS SELECT * FROM public.claims_evidence")()
    except DatabaseError:
        return  # may not make temporary tables at all: safer still
    refused(_row(claim, review).save, "needs")


def test_deleting_the_user_leaves_the_verdict_readable():
    by = factories.user(first_name="Mara", last_name="Lind")
    given = factories.decided(by=by)
    actor = Actor.objects.get(pk=given.decided_by)
    by.delete()
    given.refresh_from_db()
    actor.refresh_from_db()
    assert (given.rating, given.decided_by, actor.name, actor.user_id) == ("SUPPORTED", actor.pk, "Mara Lind", None)


@pytest.mark.parametrize("noun", ["article", "version", "claim"])
def test_cascading_deletes_stop_at_what_someone_relied_on(noun):
    given = factories.decided()
    version = given.claim.appearances.get().version
    row = {"article": version.article, "version": version, "claim": given.claim}[noun]
    with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
        row.delete()
    assert Verdict.objects.filter(pk=given.pk).exists()


# --- evidence ---------------------------------------------------------------------------------------------------


def test_the_article_itself_is_no_evidence():
    version = factories.version()
    claim = factories.claim(of=version)
    words = "The town paid for each of them."
    start = version.text.index(words)
    with pytest.raises(ValidationError, match="is no evidence"):
        factories.piece(claim, kind="passage", version=version, start=start, end=start + len(words), exact=words)


def test_a_copy_of_the_article_is_no_evidence():
    claim = factories.claim()
    copy = factories.version(factories.TEXT)
    with pytest.raises(ValidationError, match="is no evidence"):
        factories.piece(claim, kind="passage", version=copy, start=0, end=9, exact=factories.TEXT[:9])


def test_the_articles_address_is_no_evidence():
    article = Article.objects.create(canonical_url="https://courier.example/ferry", created_at=factories.AT)
    claim = factories.claim(of=factories.version(article=article))
    with pytest.raises(ValidationError, match="is no evidence"):
        factories.piece(claim, kind="page", url="https://courier.example/ferry")


def test_a_page_that_turns_out_to_be_a_copy_stops_counting():
    claim, by = factories.claim(), factories.user()
    piece = factories.piece(claim, by=by, kind="page", url="https://copies.example/ferry")
    copy = factories.version(factories.TEXT, purpose="evidence")
    type(piece.fetch).objects.filter(pk=piece.fetch_id).update(version=copy, outcome="new", finished_at=factories.AT)
    with pytest.raises(ValidationError, match="needs"):
        factories.ruled(claim=claim, rating="SUPPORTED", reasons="It says so.", by=by, at=factories.AT)


def test_a_text_that_declares_itself_ai_generated_is_never_enough():
    claim, by = factories.claim(), factories.user()
    words = "Forty crossings were cancelled, and a machine wrote this."
    other = factories.version(words, purpose="evidence", declares="trainedAlgorithmicMedia")
    with pytest.raises(ValidationError, match="AI-generated is no evidence"):
        factories.piece(claim, by=by, kind="passage", version=other, start=0, end=5, exact="Forty")
    piece = factories.piece(claim, by=by, kind="page", url="https://machine.example/ferry")
    type(piece.fetch).objects.filter(pk=piece.fetch_id).update(version=other, outcome="new", finished_at=factories.AT)
    with pytest.raises(ValidationError, match="needs"):
        factories.ruled(claim=claim, rating="SUPPORTED", reasons="It says so.", by=by, at=factories.AT)
    factories.piece(claim, by=by)
    assert factories.ruled(claim=claim, rating="SUPPORTED", reasons="The log.", by=by, at=factories.AT).number == 1


SPELLINGS = [
    "https://courier.example/ferry#top",
    "https://COURIER.example/ferry",
    "http://courier.example/ferry",
    "https://courier.example:443/ferry",
    "https://www.courier.example/ferry/",
    "https://a:b@courier.example/ferry",
    "https://courier.example/ferry?utm_source=x&utm_medium=y",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_articles_address_in_another_spelling_is_no_evidence(spelling):
    article = Article.objects.create(canonical_url="https://courier.example/ferry", created_at=factories.AT)
    claim = factories.claim(of=factories.version(article=article))
    with pytest.raises(ValidationError, match="is no evidence"):
        factories.piece(claim, kind="page", url=spelling)
    factories.piece(claim, kind="page", url="https://courier.example/ferry?page=2")


def test_what_a_text_declared_stays_declared():
    version = factories.version(declares="trainedAlgorithmicMedia")
    refused(lambda: Passage.objects.filter(version=version).update(digital_source_type=""), "only kind, rule")


def test_the_copy_behind_a_piece_is_not_exchanged():
    piece = factories.piece(factories.claim(), kind="page", url="https://harbour.example/log")
    rows = type(piece.fetch).objects.filter(pk=piece.fetch_id)
    one, two = (factories.version(f"The log of {n}.", purpose="evidence") for n in (1, 2))
    rows.update(version=one, outcome="new", finished_at=factories.AT)
    refused(lambda: rows.update(version=two))
    refused(rows.delete)


def test_evidence_words_are_the_archived_ones():
    claim, other = factories.claim(), factories.version("Forty crossings were cancelled, says the harbour master.")
    with pytest.raises(ValidationError):
        factories.piece(claim, kind="passage", version=other, start=0, end=5, exact="Fifty")
    piece = Evidence(
        claim=claim,
        kind="passage",
        stance="supports",
        note="n",
        version=other,
        start=0,
        end=5,
        exact="Fifty",
        added_by=Actor.objects.create(name="x").pk,
        created_at=factories.AT,
    )
    refused(piece.save, "not the words")


def test_evidence_is_withdrawn_once_and_stays_so():
    by = factories.user()
    piece = evidence.withdraw(
        piece=factories.piece(factories.claim(), by=by), because="Wrong ship.", by=by, at=factories.AT
    )
    refused(
        lambda: Evidence.objects.filter(pk=piece.pk).update(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
    )


# --- sources ----------------------------------------------------------------------------------------------------

VERSION_CHANGES = [
    ("text", lambda v: ArticleVersion.objects.filter(pk=v.pk).update(text="x", length=1)),
    ("raw bytes", lambda v: sql("UPDATE sources_articleversion SET raw = 'x' WHERE id = %s", v.pk)()),
    ("existence", lambda v: sql("DELETE FROM sources_articleversion WHERE id = %s", v.pk)()),
    ("passage's place", lambda v: Passage.objects.filter(version=v).update(end=3)),
    ("passage", lambda v: Passage.objects.filter(version=v).delete()),
    ("sentence", lambda v: Sentence.objects.filter(version=v).update(start=1)),
]


@pytest.mark.parametrize(("what", "change"), VERSION_CHANGES, ids=[what for what, _ in VERSION_CHANGES])
def test_a_version_keeps_its(what, change):
    version = factories.version()
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        change(version)
    version.refresh_from_db()
    assert version.text == factories.TEXT


@pytest.mark.parametrize("field", ["raw_sha256", "text_sha256"])
def test_a_versions_hashes_are_true(field):
    refused(lambda: factories.version(**{field: "0" * 64}), "hashes")


TILINGS = [  # spans over a text of ten code points, whether they tile, why
    ([(0, 10)], True, "one passage"),
    ([(0, 4), (4, 10)], True, "two that meet"),
    ([(0, 4), (5, 10)], False, "a gap in the middle"),
    ([(1, 10)], False, "a gap at the beginning"),
    ([(0, 9)], False, "a gap at the end"),
    ([(0, 11)], False, "past the end"),
    ([(0, 5), (4, 10)], False, "an overlap"),
    ([(0, 10), (0, 10)], False, "twice"),
    ([(0, 0), (0, 10)], False, "an empty one"),
]


@pytest.mark.parametrize(("spans", "tiles", "why"), TILINGS, ids=[why for *_, why in TILINGS])
def test_passages_tile(spans, tiles, why):
    text = "aé漢🚢 bcd.\n"
    raw = text.encode()
    article = Article.objects.create(source="test", external_id=why, created_at=factories.AT)

    def store():
        with transaction.atomic():
            version = ArticleVersion.objects.create(
                article=article,
                number=1,
                raw=raw,
                raw_sha256=hashlib.sha256(raw).hexdigest(),
                length=len(text),
                media_type="text/plain",
                text=text,
                text_sha256=hashlib.sha256(raw).hexdigest(),
                renderer="text/1",
                fetched_at=factories.AT,
                created_at=factories.AT,
            )
            for start, end in spans:
                Passage.objects.create(version=version, start=start, end=end, kind="body", rule="test")
            with connection.cursor() as cursor:  # as COMMIT does
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    if tiles:
        store()
        assert Passage.objects.count() == len(spans)
    else:
        refused(store)


def test_an_extraction_cannot_close_while_a_sentence_has_no_outcome():
    version = factories.version()
    extraction = Extraction.objects.create(version=version, extractor="test/1", created_at=factories.AT)
    first, second = version.sentences.all()

    def close():
        Extraction.objects.filter(pk=extraction.pk).update(finished_at=factories.AT)

    def outcome(sentence, **fields):
        values = {"mode": "asserted", "outcome": "claim", "rule": "test"}
        place = {"start": sentence.start, "end": sentence.end}
        Outcome.objects.create(extraction=extraction, sentence=sentence, **{**values, **place, **fields})

    outcome(first)
    refused(close, "no outcome")
    refused(lambda: outcome(second, end=second.end + 1), "inside its sentence")
    outcome(second)
    close()


def test_a_quotes_words_are_the_texts_words():
    version = factories.version("é" * 700 + "“We paid,” she said.")
    extraction = Extraction.objects.create(version=version, extractor="test/1", created_at=factories.AT)

    def quote(start, exact):
        return Quote.objects.create(
            version=version,
            extraction=extraction,
            start=start,
            end=start + len(exact),
            exact=exact,
            spans=[[start, start + len(exact)]],
            type="direct",
            confidence=1,
            reason="stated",
        )

    quote(701, "We paid")
    quote(240, "é" * 300)  # across the chunks that the check cuts the text into
    refused(lambda: quote(700, "We paid"), "not the words")
    refused(lambda: quote(715, "she said. And more"), "not the words")


def test_events_are_numbered_in_commit_order(transactional_db):
    """A reader who has seen event n can never meet a lower one later: the second writer waits for the first."""
    insert = "INSERT INTO claims_event (verb, data, created_at) VALUES (%s, '{}', now()) RETURNING id"
    parameters = connection.get_connection_params()
    parameters = {k: v for k, v in parameters.items() if k in ("dbname", "user", "host", "port", "password")}
    with psycopg.connect(**parameters) as one, psycopg.connect(**parameters) as two:
        first = one.execute(insert, ["first"]).fetchone()[0]
        two.execute("SET lock_timeout = '200ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            two.execute(insert, ["second"])
        two.rollback()
        one.commit()
        assert two.execute(insert, ["second"]).fetchone()[0] > first


def test_append_only_models_have_both_guards():
    """Each model that says append_only has a trigger and has lost the right to UPDATE and DELETE."""
    models = [m for m in apps.get_models() if getattr(m, "append_only", False)]
    assert {m.__name__ for m in models} == {
        "ArticleVersion",
        "Capture",
        "Comment",
        "Event",
        "Original",
        "Outcome",
        "Publication",
        "RatingScale",
        "ScaleRating",
        "Sighting",
        "Upload",
        "Verdict",
        "Waiver",
    }
    for model in models:
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_table_privilege(current_user, %s, 'UPDATE')"
                ", has_table_privilege(current_user, %s, 'DELETE')"
                ", has_table_privilege(current_user, %s, 'TRUNCATE'), count(*) FROM pg_trigger"
                " WHERE tgrelid = %s::regclass AND tgname LIKE '%%never_changes'",
                [table] * 4,
            )
            assert cursor.fetchone() == (False, False, False, 1), table


def test_integrity_error_is_what_a_gate_raises():
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=factories.decided().claim_id).update(rating="DISPUTED")
