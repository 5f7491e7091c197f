"""Still there? Did they say it? Watch it: what people ask of a source, and what is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from claims.models import Event, Original, Recheck
from claims.workflow.audit import Conflict
from claims.workflow.evidence import evidence, original, recheck, watch
from sources import ingest
from sources.models import Fetch, Watch
from sources.pipeline.fetch import fetch
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "https://harbour.example/log"


def served(monkeypatch, text: str = "", *, gone: str = "") -> None:
    def get(url, **_):
        if gone:
            raise fetch.CannotBeDone(gone)
        return fetch.Fetched(url, url, 200, "text/plain", None, text.encode(), (), {})

    monkeypatch.setattr(fetch, "get", get)
    while ingest.read_one(at=factories.AT):
        pass


def archived(monkeypatch, text: str = "Forty crossings were cancelled.\n"):
    piece = factories.piece(factories.claim(), kind="page", url=PAGE)
    served(monkeypatch, text)
    piece.refresh_from_db()
    return piece


def looked(made_: Recheck) -> recheck.Look:
    return recheck.look(Recheck.objects.select_related("fetch__version", "evidence__fetch__version").get(pk=made_.pk))


# --- still there? -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "found", "why"),
    [
        ({"text": "Forty crossings were cancelled.\n"}, ("same", ""), "the same text"),
        ({"text": "Thirty crossings were cancelled.\n"}, ("changed", ""), "another text"),
        ({"gone": "The page is not there (404)."}, ("gone", "The page is not there (404)."), "and why"),
    ],
)
def test_a_second_look_says_what_became_of_the_page(monkeypatch, answer, found, why: str) -> None:
    piece = archived(monkeypatch)
    asked = recheck.ask(piece=piece, by=factories.user(), at=factories.AT)
    assert looked(asked).found == "waiting"
    served(monkeypatch, **answer)
    look = looked(asked)
    assert (look.found, look.reason) == found, why
    piece.refresh_from_db()
    assert piece.fetch_id != asked.fetch_id, "our copy stays as it was"
    assert Event.objects.get(verb="evidence.rechecked").claim == piece.claim_id


def test_a_changed_page_may_still_hold_the_words(monkeypatch) -> None:
    kept = archived(monkeypatch).fetch.version
    piece = evidence.add(
        claim=factories.claim(),
        kind="passage",
        stance="supports",
        note="The log.",
        version=kept,
        start=0,
        end=5,
        exact="Forty",
        url=PAGE,
        by=factories.user(),
        at=factories.AT,
    )
    served(monkeypatch, "Forty crossings were cancelled.\n")
    for text, stand in (("Forty crossings and one.\n", True), ("Thirty.\n", False)):
        asked = recheck.ask(piece=piece, by=factories.user(), at=factories.AT)
        served(monkeypatch, text)
        assert (looked(asked).found, looked(asked).words_stand) == ("changed", stand)


def test_a_page_that_could_not_be_archived_is_evidence_all_the_same(monkeypatch) -> None:
    piece = factories.piece(factories.claim(), kind="page", url=PAGE)
    served(monkeypatch, gone="It is behind a door.")
    piece.refresh_from_db()
    assert (piece.fetch.outcome, piece.fetch.reason, piece.withdrawn_at) == ("refused", "It is behind a door.", None)
    asked = recheck.ask(piece=piece, by=factories.user(), at=factories.AT)
    served(monkeypatch, "Here it is.\n")
    assert looked(asked).found == "first"


def test_a_look_under_way_is_not_doubled(monkeypatch) -> None:
    piece = archived(monkeypatch)
    first, second = (recheck.ask(piece=piece, by=factories.user(), at=factories.AT) for _ in range(2))
    assert first == second
    assert Fetch.objects.filter(finished_at=None).count() == 1


def test_who_and_what_cannot_be_looked_at(monkeypatch) -> None:
    with pytest.raises(ValidationError, match="no address"):
        recheck.ask(piece=factories.piece(factories.claim()), by=factories.user(), at=factories.AT)
    with pytest.raises(PermissionDenied):
        recheck.ask(piece=archived(monkeypatch), by=factories.user("nobody"), at=factories.AT)


def test_a_forged_look_is_refused(monkeypatch) -> None:
    piece = archived(monkeypatch)
    other = Fetch.objects.create(via="url", url="https://other.example/", purpose="evidence", created_at=factories.AT)
    for row in (other, piece.fetch):
        with pytest.raises(DatabaseError, match="another fetch of the page"), transaction.atomic():
            Recheck.objects.create(evidence=piece, fetch=row, created_at=factories.AT)
    asked = recheck.ask(piece=piece, by=factories.user(), at=factories.AT)
    for bend in (lambda: Recheck.objects.update(fetch=other), lambda: Recheck.objects.filter(pk=asked.pk).delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            bend()


# --- did they say it? ---------------------------------------------------------------------------------------------


def quoted(words: str = "The town paid for each of them"):
    beside = factories.claim()
    said = factories.quote(beside, words=words)
    return factories.claim(of=said.version, words=words, quote=said)


def found(claim, by=None, **fields):
    values = {"source": "Minutes of the council", "grade": "verbatim", "words": "The town paid for each of them"}
    return original.add(claim=claim, by=by or factories.user(), at=factories.AT, **{**values, **fields})


def test_an_original_is_kept_with_its_grade() -> None:
    claim = quoted()
    assert original.proposed(claim.quote, "The town paid for each of them.") == "typography"
    row = found(claim, language="en", url="https://council.example/minutes")
    assert (row.quote, row.grade, row.language) == (claim.quote, "verbatim", "en")
    assert Event.objects.get(verb="evidence.original_added").claim == claim.pk
    claim.refresh_from_db()
    assert claim.touched_at == factories.AT


REFUSED = [  # what is given, the field, why
    ({"words": "The town paid for most of them"}, "grade", "word for word it is not"),
    ({"words": "The town paid for most of them", "grade": "typography"}, "grade", "nor but for typography"),
    ({"grade": "fine"}, "grade", "no such grade"),
    ({"source": " "}, "source", "nobody knows where"),
    ({"words": ""}, "words", "no words"),
    ({"grade": "not_found"}, "words", "words that were not found"),
    ({"grade": "translation"}, "language", "from which language"),
    ({"url": "javascript:alert(1)"}, "url", "no address"),
    ({"words": "a\0b"}, "words", "NUL"),
    ({"translation": "x" * 20_001, "grade": "altered"}, "translation", "too long"),
]


@pytest.mark.parametrize(("given", "field", "why"), REFUSED, ids=[r[-1] for r in REFUSED])
def test_an_original_that_lacks_something_is_refused_at_the_field(given, field: str, why: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        found(quoted(), **given)
    assert list(refusal.value.error_dict) == [field]


def test_the_latest_counts_and_none_is_edited() -> None:
    claim = quoted()
    found(claim, grade="not_found", words="")
    found(claim, words="And the town paid for each of them, sadly.", grade="cut_kept")
    assert [row.grade for row in Original.objects.all()] == ["not_found", "cut_kept"]
    for bend in (lambda: Original.objects.update(grade="verbatim"), lambda: Original.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            bend()


def test_a_claim_without_a_quotation_has_no_original() -> None:
    with pytest.raises(ValidationError, match="Nobody is quoted"):
        found(factories.claim())
    with pytest.raises(PermissionDenied):
        found(quoted(), by=factories.user("nobody"))


# --- more that is said of a piece ---------------------------------------------------------------------------------


def test_a_piece_says_which_question_it_answers_and_who_saw_it() -> None:
    about = {
        "question": " How often? ",
        "primary_source": True,
        "page": "Sheet 2, cell C7",
        "seen_by": "Ada Brix",
        "transcription": "40",
        "note_public": "The log counts forty.",
        "on_record": False,
    }
    piece = factories.piece(factories.claim(), **about)
    piece.refresh_from_db()
    assert {name: getattr(piece, name) for name in about} == about | {"question": "How often?"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", "x" * 501),
        ("page", "x" * 101),
        ("seen_by", "x" * 301),
        ("transcription", "a\0"),
        ("question", "\0"),
    ],
)
def test_what_is_too_long_or_broken_is_refused_at_the_field(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        factories.piece(factories.claim(), **{field: value})
    assert list(refusal.value.error_dict) == [field]


# --- watched articles ---------------------------------------------------------------------------------------------

DAYS = timedelta(days=1)


def test_an_editor_watches_an_article_sets_it_anew_and_stops() -> None:
    article = factories.version(url=PAGE).article
    by = factories.user("editor")
    watch.start(article=article, every=24, until=factories.AT + 7 * DAYS, by=by, at=factories.AT)
    watch.start(article=article, every=6, until=factories.AT + 2 * DAYS, by=by, at=factories.AT)
    row = Watch.objects.get()
    assert (row.every, row.until, row.next_at) == (6, factories.AT + 2 * DAYS, factories.AT)
    assert watch.stop(article=article, by=by, at=factories.AT + DAYS).until == factories.AT + DAYS
    with pytest.raises(Conflict, match="Nobody watches"):
        watch.stop(article=article, by=by, at=factories.AT + DAYS)
    assert list(Event.objects.values_list("verb", flat=True)) == ["watch.started", "watch.started", "watch.stopped"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"every": 0}, "every"),
        ({"every": 10_000}, "every"),
        ({"until": factories.AT}, "until"),
        ({"until": factories.AT + 400 * DAYS}, "until"),
        ({"url": ""}, "article"),
    ],
)
def test_a_watch_that_cannot_be_kept_is_refused(given, field: str) -> None:
    article = factories.version(url=given.pop("url", PAGE)).article
    with pytest.raises(ValidationError) as refusal:
        watch.start(
            **{
                "article": article,
                "every": 24,
                "until": factories.AT + DAYS,
                "by": factories.user("editor"),
                "at": factories.AT,
                **given,
            }
        )
    assert list(refusal.value.error_dict) == [field]


def test_watching_is_an_editors() -> None:
    article = factories.version(url=PAGE).article
    with pytest.raises(PermissionDenied):
        watch.start(article=article, every=24, until=factories.AT + DAYS, by=factories.user(), at=factories.AT)
