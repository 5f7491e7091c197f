"""What a fetch leaves on its row: the address that answered, the type, the charset, and the first outcome."""

import pytest

from sources import ingest
from sources.models import Fetch
from tests import factories
from tests.sources.test_ingest import DUMP, PAGE, got, receive, work

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("length", "kept"), [(2_047, 2_047), (2_048, 2_048), (2_049, 2_048)])
def test_the_address_that_answered_is_kept_up_to_2048_characters(monkeypatch, length, kept):
    got(monkeypatch, PAGE % b"https://valley.example/dam", final="https://valley.example/".ljust(length, "a"))
    receive(url="https://valley.example/dam", via="url")
    (row,) = work()
    assert len(row.stated["final_url"]) == kept


def test_a_fetched_page_is_read_in_the_charset_that_the_site_named(monkeypatch):
    got(monkeypatch, "Işık söndü".encode("iso8859-9"), media_type="text/plain", charset="iso-8859-9")
    receive(url="https://valley.example/dam", via="url")
    (row,) = work()
    assert (row.charset, row.media_type, row.version.text) == ("iso-8859-9", "text/plain", "Işık söndü")


@pytest.mark.parametrize(
    ("media_type", "kept"),
    [("", "text/plain"), ("text/html", "text/html"), ("text/plain", "text/plain")],
)
def test_a_text_is_plain_unless_its_sender_says_otherwise(media_type, kept):
    receive(text="<html><p>Boats lie.</p></html>", media_type=media_type)
    (row,) = work()
    assert row.version.media_type == kept
    assert row.version.text == ("Boats lie." if kept == "text/html" else "<html><p>Boats lie.</p></html>")


def test_a_refusal_changes_no_row_that_somebody_else_has_finished(monkeypatch):
    row = receive(text=DUMP)

    def meanwhile(row, at):
        Fetch.objects.filter(pk=row.pk).update(outcome="refused", reason="Taken back.", finished_at=factories.AT)
        raise ingest.Refused("Too late.")

    monkeypatch.setattr(ingest, "_store", meanwhile)
    ingest.read_one(at=factories.AT)
    row.refresh_from_db()
    assert (row.reason, row.finished_at) == ("Taken back.", factories.AT)
