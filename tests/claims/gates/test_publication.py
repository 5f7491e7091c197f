"""What is published is the latest verdict, in its public record, as much of a change as it is."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from claims.models import (
    Claim,
    Correction,
    Publication,
    Verdict,
)
from claims.queries import publication as queries
from claims.workflow.audit import Conflict
from claims.workflow.publication import correct, publish
from claims.workflow.review import plan, verdict
from sources.models import Actor
from tests import factories, published
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import WAYS, Attempt, again, at_the_end, blind, by_orm, by_sql, row, somebody

pytestmark = pytest.mark.django_db


def test_only_the_latest_verdict_is_published() -> None:
    first = published.ready()
    verdict.reopen(claim=first.claim, because="Stale.", by=factories.user(), at=factories.AT)
    factories.ruled(claim=first.claim, rating="SUPPORTED", by=factories.user())
    refused(lambda: by_orm(row(first)), "latest verdict")


FORGED_PUBLICATIONS: list[tuple[dict[str, Any], str]] = [
    ({"record": {"rating": "DISPUTED"}}, "says what the verdict says"),
    ({"record": {"wording": "The ferry never ran."}}, "says what the verdict says"),
    ({"record": {"speaker": "Somebody else"}}, "says what the verdict says"),
    ({"record": {"verdict": {"number": 1, "hash": "0" * 64}}}, "says what the verdict says"),
    ({"record": {"note": "For colleagues only."}}, "only what is meant for readers"),
    ({"record": {"evidence": []}}, "says what the verdict says"),
    ({"payload": '{"rating": "SUPPORTED", "rating": "DISPUTED"}'}, "says what the verdict says"),
    ({"payload": "[]"}, "says what the verdict says"),
    ({"number": 2}, "counted one by one"),
    ({"number": 0}, "counted one by one"),
    ({"action": "corrected", "level": "minor", "because": "x"}, "opened first"),
    ({"action": "withdrawn", "because": "x"}, "what readers see now"),
    ({"action": "hidden"}, "publication_action|counted|what the verdict"),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("fields", "sentence"), FORGED_PUBLICATIONS)
def test_a_forged_publication_is_refused(fields: dict[str, Any], sentence: str, way: Any) -> None:
    ruling = published.ready()
    refused(lambda: way(row(ruling, **fields)), sentence)


def test_another_claims_verdict_is_not_published() -> None:
    ruling, other = published.ready(), published.ready()
    refused(lambda: by_orm(row(other, claim=ruling.claim)), "latest verdict")


def test_an_address_stays_with_its_claim() -> None:
    publication, other = published.public(), published.ready()
    refused(lambda: by_orm(row(other, public_id=publication.public_id)), "publication_page")
    published.corrected_verdict(publication.claim)
    refused(
        lambda: by_orm(
            row(
                publication.claim.verdicts.last(),
                public_id=uuid.uuid4(),
                action="corrected",
                level="update",
                because="x",
            )
        ),
        "under one address",
    )


LEVELS = [  # the new rating, its reasons, the level given, whether it is enough
    ("DISPUTED", "The log says so.", "minor", False),
    ("DISPUTED", "The log says so.", "update", True),
    ("DISPUTED", "The log says so.", "substantial", True),
    ("SUPPORTED", "the log  says so!", "minor", True),
    ("SUPPORTED", "The log says so, plainly.", "minor", False),
    ("SUPPORTED", "So says the log.", "minor", False),
    ("SUPPORTED", "The log says so, 12 times.", "minor", False),
    ("SUPPORTED", "The log says so, 12 times.", "update", True),
]


@pytest.mark.parametrize(("rating", "reasons", "level", "enough"), LEVELS)
def test_the_difference_sets_the_least_level(rating: str, reasons: str, level: str, enough: bool) -> None:
    publication = published.public()
    again = published.corrected_verdict(publication.claim, rating=rating, reasons=reasons)
    correction = row(again, action="corrected", level=level, because="A second log was found.")
    if enough:
        by_sql(correction)
        Correction.objects.filter(claim=publication.claim).update(
            publication=queries.latest_publication(publication.claim), closed_by=somebody(), closed_at=factories.AT
        )
        assert queries.latest_publication(publication.claim).level == level
    else:
        refused(lambda: by_sql(correction), "at least “update”")


@pytest.mark.parametrize("way", WAYS)
def test_what_differs_is_not_published_as_if_it_were_new(way: Any) -> None:
    publication = published.public()
    again = published.corrected_verdict(publication.claim)
    refused(lambda: way(row(again)), "this is a correction")


def test_withdrawing_first_is_no_way_around_a_correction_or_another_person() -> None:
    publication = published.public()
    publish.withdraw_now(claim=publication.claim, because="Wrong ferry.", by=factories.user("editor"), at=factories.AT)
    same = Actor.objects.get(pk=publication.verdict.decided_by).user
    verdict.reopen(claim=publication.claim, because="Wrong ferry.", by=same, at=factories.AT)
    factories.evidence(publication.claim, "disputes", by=same)
    again = factories.ruled(claim=publication.claim, rating="DISPUTED", by=same)
    published.reply_waived(again)
    refused(lambda: by_orm(row(again)), "this is a correction")
    correction = row(again, action="corrected", level="substantial", because="Wrong ferry.")
    refused(lambda: by_orm(correction), "needs another person")


def corrected(of: Verdict) -> Publication:
    return row(of, action="corrected", level="substantial", because="A second log was found.")


def over_a_verdict_of_the_same_rating() -> Attempt:
    """A's Supported, then B's, with other reasons, then A's Disputed: A changes what A gave."""
    author = factories.user()
    publication = published.public(published.ready(by=author))
    again(publication.claim, factories.user(), "SUPPORTED", reasons="Two logs say so.")
    correct.finish(claim=publication.claim, because="Another log.", by=factories.user("editor"), at=factories.AT)
    return corrected(again(publication.claim, author, "DISPUTED")).save


def over_a_verdict_with_fewer_eyes() -> Attempt:
    """Supported by two apart, Supported by a pair, then Disputed by a pair."""
    publication = published.public(blind())
    claim, editor = publication.claim, factories.user("editor")
    correct.begin(claim=claim, because="Another log.", by=editor, at=factories.AT)
    plan.set_plan(claim=claim, plan="pair", because="Urgent.", by=editor, at=factories.AT)
    published.reply_waived(
        factories.ruled(claim=claim, rating="SUPPORTED", by=factories.user(), reasons="Two logs say so.")
    )
    correct.finish(claim=claim, because="Another log.", by=editor, at=factories.AT)
    return corrected(again(claim, factories.user(), "DISPUTED")).save


def by_its_missing_context() -> Attempt:
    author = factories.user()
    publication = published.public(published.ready(by=author))
    return lambda: again(publication.claim, author, "SUPPORTED", missing_context=True)


def with_the_very_same_verdict() -> Attempt:
    publication = published.public()
    opened_past_the_workflow(publication.claim)
    return corrected(publication.verdict).save


def opened_past_the_workflow(claim: Claim) -> None:
    """A correction of a claim that stays done."""
    Correction.objects.create(claim=claim, because="b", opened_by=somebody(), created_at=factories.AT)


def and_leaving_the_correction_open() -> Attempt:
    publication = published.public()
    ruling = published.corrected_verdict(publication.claim)
    return at_the_end(corrected(ruling).save)


def test_what_a_published_rating_leaves_out_is_part_of_it() -> None:
    with pytest.raises(ValidationError, match="another person"):
        by_its_missing_context()()


REASONS = [  # as it was, as it becomes, whether readers would notice
    ("The log says so.", "the log  says so!", "minor"),
    ("“Forty”, he said", "'Forty' he said", "minor"),
    ("The log says so.", "The log does not say so.", "update"),
    ("The log says so.", "So says the log.", "update"),
    ("It rose by 5 %.", "It rose by 5.", "update"),
    ("It rose by 5.", "It rose by -5.", "update"),
    ("It rose by 1.5 in 25.", "It rose by 15 in 2.5.", "update"),
    ("No, thing.", "Nothing.", "update"),
]


@pytest.mark.parametrize(("was", "becomes", "level"), REASONS)
def test_only_case_punctuation_and_white_space_are_minor(was: str, becomes: str, level: str) -> None:
    assert floor({"reasons": was}, {"reasons": becomes}) == level


@pytest.mark.parametrize("field", ["scale", "sought", "as_of"])
def test_another_scale_search_or_day_is_an_update(field: str) -> None:
    assert floor({field: 1}, {field: 2}) == "update"


def floor(was: dict[str, Any], becomes: dict[str, Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_correction_floor(%s::jsonb, %s::jsonb)", [json.dumps(was), json.dumps(becomes)])
        return str(cursor.fetchone()[0])


def test_a_correction_by_others_is_published_and_ends() -> None:
    publication = published.public()
    published.corrected_verdict(publication.claim)
    correct.finish(claim=publication.claim, because="A second log.", by=factories.user("editor"), at=factories.AT)
    assert queries.open_correction(publication.claim) is None


def test_a_correction_without_a_new_verdict_says_so() -> None:
    publication = published.public()
    opened_past_the_workflow(publication.claim)
    with pytest.raises(Conflict, match="Nothing has changed"):
        correct.finish(claim=publication.claim, because="b", by=factories.user("editor"), at=factories.AT)


ATTACKS: list[tuple[Callable[[], Attempt], str]] = [
    (over_a_verdict_of_the_same_rating, "needs another person"),
    (over_a_verdict_with_fewer_eyes, "as many people"),
    (with_the_very_same_verdict, "nothing has changed"),
    (and_leaving_the_correction_open, "ends the one that is open"),
]


@pytest.mark.parametrize(("attack", "sentence"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_nobody_gets_around_the_gate(attack: Callable[[], Attempt], sentence: str) -> None:
    refused(attack(), sentence)
