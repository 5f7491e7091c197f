"""The forms read fields and say where something is wrong; they hold no rules of their own."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.desk.base.forms import ApprovalForm, EvidenceForm, PlaceForm, ReasonForm
from sources.spans import Span

VERSION: Any = SimpleNamespace(text="The weir 🌉 was raised.\nThe weir was lowered.\n")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"exact": "🌉 was", "start": 9, "end": 14}, Span(9, 14, "🌉 was")),
        ({"exact": "raised.\r\nThe", "start": 15, "end": 26}, Span(15, 26, "raised.\nThe")),
        ({"exact": " lowered ", "start": "", "end": ""}, Span(36, 43, "lowered")),
        ({"exact": "raised.\r\nThe weir"}, Span(15, 31, "raised.\nThe weir")),
        ({"exact": "lowered", "start": 36, "end": ""}, Span(36, 43, "lowered")),
    ],
)
def test_words_have_the_place_that_was_selected_or_the_one_where_they_stand(
    fields: dict[str, object], expected: Span
) -> None:
    form = PlaceForm(fields)
    assert form.is_valid(), form.errors
    assert form.place(VERSION) == expected


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"exact": "🌉 was", "start": 8, "end": 13}, "not the words at that place"),
        ({"exact": "weir"}, "more than once"),
        ({"exact": "bridge"}, "not in the text"),
        ({"exact": "\n", "start": "", "end": ""}, "white space"),
    ],
)
def test_words_without_a_certain_place_are_refused_at_their_field(fields: dict[str, object], problem: str) -> None:
    form = PlaceForm(fields)
    assert form.is_valid(), form.errors
    assert form.place(VERSION) is None
    assert problem in str(form.errors["exact"])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, None),
        ({"seen_evidence": ""}, []),
        ({"seen_evidence": "7"}, [7]),
        ({"seen_evidence": "7,12"}, [7, 12]),
    ],
)
def test_an_approval_says_which_evidence_was_before_the_second_reviewer(
    data: dict[str, str], expected: list[int] | None
) -> None:
    form = ApprovalForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["seen_evidence"] == expected


@pytest.mark.parametrize("nonsense", ["7,", ",7", "7;8", "a", "-1", "1" * 19])
def test_what_is_no_list_of_evidence_is_refused(nonsense: str) -> None:
    assert not ApprovalForm({"seen_evidence": nonsense}).is_valid()


def test_a_refusal_stands_at_its_field_or_above_the_form() -> None:
    form = ReasonForm({"because": "It rained."})
    assert form.is_valid()
    form.refuse(ValidationError({"because": "Say more.", "elsewhere": "Pick it first."}))
    form.refuse(ValidationError("Not now."))
    assert form.errors["because"] == ["Say more."]
    assert form.non_field_errors() == ["Pick it first.", "Not now."]


def test_an_upload_keeps_its_name_type_and_bytes() -> None:
    fields = {"stance": "supports", "kind": "page", "note": "It shows it."}
    file = SimpleUploadedFile("log.pdf", b"%PDF", content_type="application/pdf")
    form = EvidenceForm(fields, {"file": file})
    assert form.is_valid(), form.errors
    kept = form.upload()
    assert kept is not None
    assert (kept.name, kept.media_type, kept.raw) == ("log.pdf", "application/pdf", b"%PDF")
    without = EvidenceForm(fields)
    assert without.is_valid()
    assert without.upload() is None
