"""An article is watched until a time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.models import Event
from claims.workflow.audit import Conflict
from claims.workflow.evidence import watch
from sources.models import Watch
from tests import factories

pytestmark = pytest.mark.django_db


PAGE = "https://harbour.example/log"


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
    ("decision", "field"),
    [
        ({"every": 0}, "every"),
        ({"every": 10_000}, "every"),
        ({"until": factories.AT}, "until"),
        ({"until": factories.AT + 400 * DAYS}, "until"),
        ({"url": ""}, "article"),
    ],
)
def test_a_watch_that_cannot_be_kept_is_refused(decision, field: str) -> None:
    article = factories.version(url=decision.pop("url", PAGE)).article
    with pytest.raises(ValidationError) as refusal:
        watch.start(
            **{
                "article": article,
                "every": 24,
                "until": factories.AT + DAYS,
                "by": factories.user("editor"),
                "at": factories.AT,
                **decision,
            }
        )
    assert list(refusal.value.error_dict) == [field]


def test_watching_is_an_editors() -> None:
    article = factories.version(url=PAGE).article
    with pytest.raises(PermissionDenied):
        watch.start(article=article, every=24, until=factories.AT + DAYS, by=factories.user(), at=factories.AT)


def test_a_watch_may_be_as_long_and_as_rare_as_its_limits_say():
    by = factories.user("editor")
    for every, until in ((1, 366 * DAYS), (24 * 30, timedelta(seconds=1))):
        article = factories.version(url=PAGE).article
        row = watch.start(article=article, every=every, until=factories.AT + until, by=by, at=factories.AT)
        assert (row.every, row.until, row.asked_by) == (every, factories.AT + until, by.actor.pk)
    for wrong, field in (
        ({"every": 24 * 30 + 1}, "every"),
        ({"until": factories.AT + 366 * DAYS + timedelta(seconds=1)}, "until"),
        ({"every": 0, "until": factories.AT}, "every"),
    ):
        with pytest.raises(ValidationError) as refusal:
            watch.start(
                **{
                    "article": factories.version(url=PAGE).article,
                    "every": 1,
                    "until": factories.AT + DAYS,
                    "by": by,
                    "at": factories.AT,
                    **wrong,
                }
            )
        assert field in refusal.value.error_dict


def test_a_watch_that_is_over_is_not_stopped_and_others_go_on():
    by, (first, second) = factories.user("editor"), (factories.version(url=PAGE).article for _ in range(2))
    for article in (first, second):
        watch.start(article=article, every=24, until=factories.AT + DAYS, by=by, at=factories.AT)
    with pytest.raises(Conflict):
        watch.stop(article=first, by=by, at=factories.AT + DAYS)
    watch.stop(article=first, by=by, at=factories.AT + DAYS - timedelta(seconds=1))
    assert Watch.objects.get(article=second).until == factories.AT + DAYS
    with pytest.raises(PermissionDenied):
        watch.stop(article=second, by=factories.user(), at=factories.AT)
    with pytest.raises(Conflict):
        watch.stop(article=factories.version().article, by=by, at=factories.AT)
