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
