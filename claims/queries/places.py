"""The place at which a claim's words are judged, where the article says them more than once."""

from collections.abc import Iterable

from claims.models import Appearance, Claim


def judged_at(claim: Claim, places: Iterable[Appearance]) -> Appearance | None:
    """Return the one of a claim's places in a version whose words its wording was made of; None where there is none.

    Without segments, or where another text has them, it is the last one: a headline says in few words what the text
    behind it says in full.
    """
    own = [segment for segment in claim.segments if segment["start"] < segment["end"]]

    def fitness(place: Appearance) -> tuple[bool, int, int]:
        holds = bool(own) and place.start <= own[0]["start"] and own[-1]["end"] <= place.end
        return holds, place.start, place.end

    return max(places, key=fitness, default=None)
