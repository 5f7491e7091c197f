"""Lists are narrowed by what they are asked for, and by nothing else."""

import pytest

from tests.claims.api.world import World, get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "query", "expected", "why"),
    [
        ("/articles", {"source": "test"}, 1, "the system that sent it"),
        ("/articles", {"source": "other"}, 0, "another system"),
        ("/articles", {"state": "waiting"}, 1, "not read yet"),
        ("/articles", {"state": "done"}, 0, "not read yet"),
        ("/articles", {"q": "100%"}, 0, "a percent sign is no wildcard"),
        ("/claims", {"article": "ARTICLE"}, 1, "in this article"),
        ("/claims", {"article": "999999"}, 0, "in no other"),
        ("/claims", {"publisher": "999999"}, 0, "an unknown publisher"),
        ("/claims", {"version": "VERSION"}, 1, "in this version"),
        ("/claims", {"rating": "SUPPORTED"}, 1, "as rated"),
        ("/claims", {"rating": "DISPUTED"}, 0, "not so rated"),
        ("/claims", {"rated": "true"}, 1, "it has a verdict"),
        ("/claims", {"rated": "false"}, 0, "it has one"),
        ("/claims", {"proposal": "accepted"}, 1, "rating it accepted it"),
        ("/claims", {"proposal": "superseded"}, 0, "none was replaced"),
        ("/claims", {"speaker": "odile"}, 1, "whatever the case"),
        ("/claims", {"expert": "EXPERT"}, 1, "by id"),
        ("/claims", {"type": "event"}, 1, "its type"),
        ("/claims", {"outcome": "claim"}, 0, "no outcome is stored"),
        ("/claims", {"q": "TIDE gauge"}, 1, "words of the claim"),
        ("/claims", {"q": "lighthouse"}, 0, "other words"),
        ("/quotes", {"article": "ARTICLE", "type": "direct", "kind": "person", "speaker": "Brandt"}, 1, "all together"),
        ("/quotes", {"kind": "unnamed"}, 0, "she has a name"),
        ("/experts", {"article": "ARTICLE", "kind": "person", "name": "brandt"}, 1, "all together"),
        ("/evidence", {"claim": "CLAIM", "stance": "supports", "withdrawn": "false"}, 1, "what stands for it"),
        ("/evidence", {"withdrawn": "true"}, 0, "none was withdrawn"),
        ("/reviews", {"claim": "CLAIM", "rating": "SUPPORTED"}, 1, "of this claim"),
        ("/verdicts", {"claim": "CLAIM", "standing": "true"}, 1, "the one that stands"),
        ("/verdicts", {"standing": "false"}, 0, "none is superseded"),
        ("/jobs", {"kind": "fetch", "state": "done"}, 1, "the arrival"),
        ("/jobs", {"kind": "extraction", "state": "waiting", "article": "ARTICLE"}, 1, "the reading"),
        ("/jobs", {}, 2, "both ledgers"),
        ("/events", {"claim": "CLAIM", "verb": "verdict.given"}, 1, "what happened to it"),
        ("/events", {"after": str(2**62)}, 0, "nothing later"),
    ],
)
def test_lists_are_narrowed(desk: World, address: str, query: dict[str, str], expected: int, why: str) -> None:
    ids = {
        "ARTICLE": desk.version.article_id,
        "VERSION": desk.version.pk,
        "EXPERT": desk.expert.pk,
        "CLAIM": desk.claim.pk,
    }
    body = get(desk.user, address, **{name: str(ids.get(value, value)) for name, value in query.items()})
    assert len(body["results"]) == expected, why
