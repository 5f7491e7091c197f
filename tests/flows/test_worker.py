"""The real worker on the real broker: what it does when nothing is wrong, and after it was killed."""

import os
import signal
from collections import Counter

import pytest
from celery import current_app

from claims.models import Claim, Event, Extraction, Outcome
from sources import ingest
from sources.models import Article, ArticleVersion, Fetch, Sentence
from tests import factories
from tests.claims.test_extract import ARTICLE
from tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


def article(number):
    return ARTICLE.replace("2.4 million", f"{number}.4 million").replace("to sail again", f"number {number} to sail")


def ledgers():
    return (
        list(Fetch.objects.values_list("outcome", "attempts", "reason")),
        list(Extraction.objects.values_list("finished_at", "attempts", "reason")),
    )


def read(count):
    return Extraction.objects.exclude(finished_at=None).count() >= count


def test_an_article_goes_from_paste_to_claims(worker):
    ingest.receive(text=ARTICLE, via="paste", by=None, at=factories.AT)
    current_app.send_task("sources.tasks.read")
    until(lambda: read(1), ledgers)
    assert Fetch.objects.get().state == "new"
    assert Claim.objects.exists()


def test_beat_finds_what_no_message_told_of(worker, beat):
    ingest.receive(text=ARTICLE, via="paste", by=None, at=factories.AT)
    until(lambda: read(1), ledgers)


def test_a_worker_killed_in_the_middle_of_fifty_articles_leaves_each_split_once(worker, celery_program, beat):
    for number in range(MANY):
        ingest.receive(text=article(number), via="paste", by=None, at=factories.AT)
    current_app.send_task("sources.tasks.read")
    kills = 0
    for share in (5, 20, 35):  # read so far when it dies
        until(lambda share=share: read(share), ledgers)
        os.killpg(os.getpgid(worker.pid), signal.SIGKILL)
        worker.wait()
        kills += 1
        worker = celery_program("worker", "--concurrency=1", "--loglevel=INFO", "--without-gossip", "--without-mingle")
    until(lambda: read(MANY), ledgers)
    assert kills == 3
    assert (Article.objects.count(), ArticleVersion.objects.count()) == (MANY, MANY)
    assert set(Fetch.objects.values_list("outcome", flat=True)) == {"new"}
    assert set(Extraction.objects.values_list("failed", "round")) == {(False, 1)}
    assert not Extraction.objects.filter(finished_at=None).exists()
    each = Counter(Sentence.objects.values_list("version", flat=True))
    assert len(each) == MANY
    assert len(set(each.values())) == 1  # the articles differ in a number only, so all are split alike
    outcomes = Counter(Outcome.objects.values_list("extraction__version", flat=True))
    assert len(set(outcomes.values())) == 1
    assert Event.objects.filter(verb="article.processed").count() == MANY
