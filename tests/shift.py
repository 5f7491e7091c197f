"""A shift in rows: many claims that wait, many people who ask at once, for tests/flows and benchmarks/review.py."""

import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection, connections, transaction

from claims.models import (
    Appearance,
    Claim,
    Expert,
    Extraction,
    Harm,
    Outcome,
    Plan,
    Publication,
    Quote,
    Review,
    Stage,
    Verdict,
    Work,
)
from claims.workflow.assignment import queue, triage
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.publication import publish
from claims.workflow.review import plan, review, verdict
from sources.models import ArticleVersion
from tests import factories, published

CLAIMS = """
INSERT INTO claims_claim (wording, type, score, reasons, times, amounts, added_by, created_at, proposal, not_a_claim,
                          speaker, role, rating, segments, offered, statements, words_stand_because)
SELECT '[The ferry to Brackholm] was cancelled ' || n || ' times last winter', 'quantity', (n * 7919 %% 1000) / 1000.0,
       '[]', '[]', '[]', %(who)s, %(at)s, CASE WHEN n <= %(waiting)s THEN 'accepted' ELSE 'proposed' END, '',
       '', '', '', '[]', '[]', '[]', ''
FROM generate_series(1, %(claims)s) AS n
RETURNING id
"""
TERMS = """
UPDATE claims_work SET plan = CASE WHEN claim_id %% 100 < %(blind)s THEN 'blind' ELSE 'pair' END,
    harm = CASE WHEN claim_id %% 100 < %(blind)s THEN 'high' WHEN claim_id %% 3 = 0 THEN 'low' ELSE 'normal' END,
    due_at = CASE WHEN claim_id %% 4 = 0 THEN %(at)s + claim_id %% 500 * interval '1 minute' END
WHERE stage = 'picked'
"""


def fill(*, claims: int, waiting: int, blind: int, at: datetime = factories.AT) -> None:
    """Make so many claims, of which the first `waiting` are picked, `blind` in a hundred of these for two readers."""
    values = {
        "who": actor_of(factories.user("editor")).pk,
        "at": at,
        "claims": claims,
        "waiting": waiting,
        "blind": blind,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIMS, values)
        cursor.execute(TERMS, values)


def people(number: int, role: str = "reviewer") -> list[User]:
    """Make so many people of a role; their passwords open nothing."""
    first = User.objects.count()
    group = Group.objects.get(name=role)
    found = [User(username=f"{role}-{first + n}-shift", password="!", is_staff=True) for n in range(number)]
    User.objects.bulk_create(found)
    group.user_set.add(*found)
    return found


@dataclass(frozen=True, slots=True)
class Call:
    """One answer of *Next*: whose, which review (None: nothing waits), after how many seconds."""

    person: int
    review: int | None
    seconds: float


def ask(person: int, calls: int, at: datetime) -> list[Call]:
    """Press *Next* so often as one person, on a connection of one's own."""
    connections.close_all()
    user = User.objects.get(pk=person)
    found = []
    for _ in range(calls):
        begun = time.perf_counter()
        got = queue.take_next(by=user, at=at)
        found.append(Call(person, got.pk if got else None, time.perf_counter() - begun))
    connections.close_all()
    return found


def doubles() -> int:
    """Count the places too many that people hold now: more than one on a claim of a pair, more than two apart."""
    places = {Plan.SINGLE: 1, Plan.PAIR: 1, Plan.BLIND: 2}
    held = Counter(Review.objects.filter(closed_at=None, submitted_at=None).values_list("claim", flat=True))
    plans = dict(Work.objects.filter(pk__in=held).values_list("pk", "plan"))
    twice = Counter(Review.objects.filter(closed_at=None).values_list("claim", "cycle", "reviewer"))
    return sum(max(0, n - places[Plan(plans[claim])]) for claim, n in held.items()) + sum(twice.values()) - len(twice)


def lost(calls: Sequence[Call]) -> int:
    """Count the answers that are lost: no claim although some wait, or a review that is not that person's to write."""
    held = dict(Review.objects.filter(closed_at=None, submitted_at=None).values_list("pk", "reviewer"))
    actors = {user.pk: actor_of(user).pk for user in User.objects.filter(pk__in={call.person for call in calls})}
    kept = sum(held.get(call.review) == actors[call.person] for call in calls if call.review is not None)
    distinct = len({call.review for call in calls if call.review is not None})
    return len(calls) - min(kept, distinct)


@dataclass(slots=True)
class Answers:
    """What became of writes that came too late."""

    refused: int = 0
    overwrote: int = 0
    slowest: float = 0.0


Write = Callable[[], object]


def too_late(write: Write, state: Callable[[], object], answers: Answers) -> None:
    """Try one stale write: it has to be answered with Conflict, and nothing may have changed."""
    before = state()
    begun = time.perf_counter()
    try:
        write()
        answers.overwrote += 1
    except Conflict:
        answers.refused += 1
    answers.slowest = max(answers.slowest, time.perf_counter() - begun)
    answers.overwrote += state() != before


def at_once(writers: int, write: Callable[[int], object], answers: Answers) -> int:
    """Let so many people write with the same number at once; returns whose write it is that stands."""
    start, won, refused = threading.Barrier(writers), [], []

    def one(number: int) -> None:
        try:
            start.wait()
            write(number)
            won.append(number)
        except Conflict:
            refused.append(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.refused += len(refused)
    answers.overwrote += writers - len(refused) - 1 if won else 0
    if len(won) + len(refused) != writers:
        raise RuntimeError("a writer got neither an answer nor Conflict")
    return won[0] if won else -1


class Desk:
    """Claims at every point where somebody could write with an old number before them."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)
        self.author, self.editor, self.other = factories.user(), factories.user("editor"), factories.user("editor")
        self.picked = triage.pick(claim=factories.claim(), by=self.author, at=self.at).claim
        self.drafted = verdict.take(
            claim=triage.pick(claim=factories.claim(), by=self.author, at=self.at).claim, by=self.author, at=self.at
        )
        self.ruled = published.ready(by=self.author)
        verdict.reopen(claim=self.ruled.claim, because="A second log was found.", by=self.editor, at=self.at)
        factories.evidence(self.ruled.claim, by=self.author)
        factories.ruled(claim=self.ruled.claim, rating="SUPPORTED", by=self.author, second=self.editor)
        self.handed = factories.claim()
        verdict.propose(
            claim=self.handed, rating="NOT_CHECKABLE", reasons="Nobody counts them.", by=self.author, at=self.at
        )

    def drafts(self, answers: Answers, *, turn: int, tabs: int) -> None:
        """One person's draft, open in many tabs, saved in all of them at once: one save stands, whole."""
        seen = Review.objects.get(pk=self.drafted.pk).draft
        person = actor_of(self.author)

        def save(tab: int) -> None:
            review.save_draft(review=self.drafted, by=person, at=self.at, seen=seen, reasons=f"round {turn}, tab {tab}")

        winner = at_once(tabs, save, answers)
        now = Review.objects.get(pk=self.drafted.pk)
        answers.overwrote += (now.draft, now.reasons) != (seen + 1, f"round {turn}, tab {winner}")

    def works(self, answers: Answers, *, turn: int, editors: int) -> None:
        """Many editors change one claim's work, each with the same version before them."""
        seen = Work.objects.get(pk=self.picked.pk).version
        harms = (Harm.LOW, Harm.NORMAL)

        def change(editor: int) -> None:
            triage.pick(claim=self.picked, because=f"round {round}, {editor}", by=self.editor, at=self.at, seen=seen)

        winner = at_once(editors, change, answers)
        now = Work.objects.get(pk=self.picked.pk)
        answers.overwrote += (now.version, now.picked_because) != (seen + 1, f"round {round}, {winner}")
        too_late(
            lambda: plan.set_harm(claim=self.picked, harm=harms[turn % 2], by=self.other, at=self.at, seen=seen),
            lambda: Work.objects.values().get(pk=self.picked.pk),
            answers,
        )

    def numbers(self, answers: Answers) -> None:
        """A review, an approval and a publication by people who had an older verdict or review before them."""

        claim, at = self.ruled.claim, self.at
        ours = [claim.pk, self.handed.pk]  # a desk that runs has work of its own meanwhile

        def rows() -> Any:
            counts = [model.objects.filter(claim__in=ours).count() for model in (Verdict, Review, Publication)]
            return counts + list(Work.objects.filter(pk__in=ours).order_by("pk").values_list("pk", "version"))

        for write in (
            lambda: verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="Old.", by=self.author, at=at, seen=1),
            lambda: verdict.approve(claim=self.handed, by=self.editor, at=at, seen=self.ruled.review_id),
            lambda: verdict.send_back(
                claim=self.handed, because="Old.", by=self.other, at=at, seen=self.ruled.review_id
            ),
            lambda: publish.publish(claim=claim, by=self.other, at=at, seen=1),
        ):
            too_late(write, rows, answers)


def stale(writes: int, *, writers: int = 10) -> Answers:
    """Send so many stale writes of every kind; a state of the desk is compared after each."""
    desk, answers, turn = Desk(), Answers(), 0
    while answers.refused + answers.overwrote < writes:
        desk.drafts(answers, turn=turn, tabs=writers)
        desk.works(answers, turn=turn, editors=writers)
        desk.numbers(answers)
        turn += 1
    return answers


def spread(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Return median, 95th percentile and the slowest."""
    ordered = sorted(seconds)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)], ordered[-1]


def left() -> int:
    """Count the places that still wait for somebody."""
    taken = Review.objects.filter(closed_at=None, submitted_at=None).count()
    picked = Work.objects.filter(stage__in=[Stage.PICKED, Stage.IN_REVIEW])
    return picked.exclude(plan=Plan.BLIND).count() + 2 * picked.filter(plan=Plan.BLIND).count() - taken


@transaction.atomic  # a desk that runs would read it meanwhile
def long_article(*, sentences: int, marks: int) -> ArticleVersion:
    """Make an article of so many sentences with so many places marked: four claims, then a quotation, and so on."""
    lines = [
        f"In year {n} the town of place {n % 97} paid {n} crowns for the ferry, as its log has it."
        for n in range(sentences)
    ]
    of = factories.version("\n".join(lines) + "\n")
    reading = Extraction.objects.create(version=of, extractor=settings.EXTRACTOR, created_at=factories.AT)
    split = list(of.sentences.order_by("start"))
    step = max(1, sentences // marks)
    marked = split[::step][:marks]
    claimed, quoted = [s for n, s in enumerate(marked) if n % 5 != 4], marked[4::5]
    words = {s.pk: of.text[s.start : s.end] for s in marked}
    claims = Claim.objects.bulk_create(
        Claim(
            wording=f"[Its log has it that] {words[s.pk]}",
            type="quantity",
            score=(n * 37 % 100) / 100,
            reasons=["states a number"],
            created_at=factories.AT,
            extraction=reading,
        )
        for n, s in enumerate(claimed)
    )
    Appearance.objects.bulk_create(
        Appearance(claim=claim, version=of, start=s.start, end=s.end, exact=words[s.pk])
        for claim, s in zip(claims, claimed, strict=True)
    )
    speaker = Expert.objects.create(article=of.article, name="Agnes Tolland", kind="person")
    Quote.objects.bulk_create(
        Quote(
            version=of,
            extraction=reading,
            start=s.start,
            end=s.end,
            exact=words[s.pk],
            spans=[[s.start, s.end]],
            type="indirect",
            expert=speaker,
            resolved="stated",
            confidence=0.9,
            reason="stated",
        )
        for s in quoted
    )
    found = {s.pk for s in claimed}
    Outcome.objects.bulk_create(
        Outcome(
            extraction=reading,
            sentence=s,
            start=s.start,
            end=s.end,
            mode="asserted",
            outcome="claim" if s.pk in found else "opinion",
            rule="claim.statement" if s.pk in found else "opinion.adverb",
        )
        for s in split
    )
    Extraction.objects.filter(pk=reading.pk).update(finished_at=factories.AT)
    return of
