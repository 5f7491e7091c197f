"""A quotation as the API shows it."""

import pytest

from tests.claims.api.world import QUOTED_WORDS, World, get

pytestmark = pytest.mark.django_db


def test_a_quotation_shows_cue_medium_and_how_sure_it_is(desk: World) -> None:
    body = get(desk.user, desk.addresses()["quote"])
    text = desk.version.text
    assert text[body["cue"]["start"] : body["cue"]["end"]] == "told"
    mention = body["speaker"]["mention"]
    assert text[mention["start"] : mention["end"]] == "Odile Brandt"
    assert body["via"] == {"name": "the Kelpie", "start": None, "end": None}
    assert [text[s["start"] : s["end"]] for s in body["spans"]] == [QUOTED_WORDS]
    assert (body["type"], body["confidence"], body["reason"]) == ("direct", 0.9, "stated")
