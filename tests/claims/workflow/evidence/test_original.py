"""Did they say it? The original of a quotation, and its grade."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from claims.models import Event, Original
from claims.workflow.evidence import original
from tests import factories
from tests.claims.workflow.world import EVERYBODY, only_on_its_desk, roles_that_may

pytestmark = pytest.mark.django_db


def quoted(words: str = "The town paid for each of them"):
    beside = factories.claim()
    quotation = factories.quote(beside, words=words)
    return factories.claim(of=quotation.version, words=words, quote=quotation)


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


@pytest.mark.parametrize(("decision", "field", "why"), REFUSED, ids=[r[-1] for r in REFUSED])
def test_an_original_that_lacks_something_is_refused_at_the_field(decision, field: str, why: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        found(quoted(), **decision)
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


@pytest.mark.parametrize(
    ("field", "most"), [("source", 20_000), ("words", 20_000), ("translation", 20_000), ("language", 35)]
)
def test_each_text_of_an_original_has_its_limit(field, most):
    assert found(quoted(), **{"grade": "altered", field: "x" * most})
    with pytest.raises(ValidationError) as refusal:
        found(quoted(), **{"grade": "altered", field: "x" * (most + 1)})
    assert set(refusal.value.error_dict) == {field}


def test_an_original_is_stored_trimmed_with_who_found_it_and_when_it_was_said():
    claim, by = quoted(), factories.user()
    row = found(claim, by, source=" Minutes ", said_on=factories.AT.date(), words=" The town paid for each of them ")
    assert (row.source, row.words, row.said_on, row.added_by, row.created_at) == (
        "Minutes",
        "The town paid for each of them",
        factories.AT.date(),
        by.actor.pk,
        factories.AT,
    )
    logged = Event.objects.get(verb="evidence.original_added")
    assert logged.data == {"quote": claim.quote.pk, "original": row.pk, "grade": "verbatim"}


def test_a_translation_says_from_which_language():
    assert found(quoted(), grade="translation", words="Der Ort zahlte.", language="de")
    for grade in ("translation", "translation_changed"):
        with pytest.raises(ValidationError) as refusal:
            found(quoted(), grade=grade, words="Der Ort zahlte.")
        assert set(refusal.value.error_dict) == {"language"}


def test_a_quotation_is_its_own_words_without_who_said_it_in_the_middle():
    source = factories.claim()
    row = factories.quote(source, words="cancelled forty times last winter")
    start = row.start
    row.spans = [[start, start + 9], [start + 22, start + 33]]
    assert original.segments(row) == ["cancelled", "last winter"]
    row.spans = []
    assert original.segments(row) == ["cancelled forty times last winter"]


def test_only_whoever_adds_originals_may_on_their_desk():
    claim = quoted()
    assert roles_that_may(lambda by: found(claim, by)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: found(claim, by))
