"""Each action of the workflow: the events that it writes, the notices that it sends, the stage that it leads to."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims import workflow
from claims.models import Anchor, Claim, Event, Extraction, Notice
from claims.pipeline.rewording import rewording
from claims.pipeline.standalone.wording import Segment
from claims.workflow.assignment import assign, handover, publication_hold, queue, triage
from claims.workflow.audit import actor_of
from claims.workflow.claim import antecedent, join, merge, offer, proposals, sighting, split, undo, wording, words_stand
from claims.workflow.evidence import article, evidence, original, publisher_note, reanchor, recheck, watch
from claims.workflow.inbox import comment, notify
from claims.workflow.inbox.notify import News, send_news
from claims.workflow.ledger import redact
from claims.workflow.publication import confirm, correct, publish, reply, report, scale, template
from claims.workflow.review import plan, verdict
from sources.models.publisher import Publisher
from tests import factories, published
from tests.claims.workflow.world import (
    AT,
    DAY,
    LATER,
    TIP,
    accepted,
    beside,
    desk,
    held,
    moved,
    part,
    rejected,
    stage,
    suggested,
    taken,
)

pytestmark = pytest.mark.django_db
ROOT = Path(workflow.__path__[0])
NOT_CHECKABLE: dict[str, Any] = {"rating": "NOT_CHECKABLE", "reasons": "Nobody kept a log."}
URL = "https://harbour.example/log"


@dataclass
class Case:
    """What an action is done to, and the people around it by the name that the table has for them."""

    do: Callable[[User], object]
    claim: Claim | None = None
    people: dict[str, User] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """What an action is expected to leave behind; `acted` are those in whose name the events stand, if not the doer."""

    make: Callable[[], Case]
    events: list[str]
    notices: list[tuple[str, str]] = field(default_factory=list)
    stage: str | None = None
    role: str = "editor"
    acted: tuple[str, ...] = ("by",)


def on(make: Callable[[], Claim], do: Callable[[Claim, User], object]) -> Callable[[], Case]:
    """Return what makes a claim and does something to it."""

    def case() -> Case:
        claim = make()
        return Case(lambda by: do(claim, by), claim)

    return case


def unknown() -> Claim:
    return factories.claim(wording="It ran [date unknown]")


def in_brackets(claim: Claim) -> Claim:
    segments = [Segment(0, 0, "[The ferry] ", "antecedent"), Segment(0, 0, "[ran]", "carried")]
    Claim.objects.filter(pk=claim.pk).update(segments=rewording.stored(segments), wording="[The ferry] [ran]")
    return claim


def on_offer(claim: Claim) -> Claim:
    segments = rewording.stored([Segment(0, 0, "[The ferry] ran in 2024.", "antecedent")])
    Claim.objects.filter(pk=claim.pk).update(offered=segments)
    return claim


# --- worlds -------------------------------------------------------------------------------------------------------


def given_to(do: Callable[[Claim, User, User], object], make: Callable[[], Claim] = factories.claim) -> Any:
    def case() -> Case:
        claim, person = make(), factories.user()
        return Case(lambda by: do(claim, person, by), claim, {"person": person})

    return case


def handed_over() -> Case:
    reviewer, person = factories.user(), factories.user()
    claim, _ = taken(reviewer)
    return Case(
        lambda by: handover.hand_over(claim=claim, to=person, because="Ill.", by=by, at=AT),
        claim,
        {"reviewer": reviewer, "person": person},
    )


def handed_over_blind() -> Case:
    reviewer, person = factories.user(), factories.user()
    claim = accepted()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    verdict.take(claim=claim, by=reviewer, at=AT)
    return Case(
        lambda by: handover.hand_over(claim=claim, to=person, because="Ill.", by=by, at=AT),
        claim,
        {"reviewer": reviewer, "person": person},
    )


def assigned() -> Claim:
    claim = factories.claim()
    assign.assign(claim=claim, to=factories.user(), by=factories.user("editor"), at=AT)
    return claim


def waiting() -> Claim:
    claim = accepted()
    assign.wait_for(claim=claim, whom="the port", until=LATER, by=factories.user(), at=AT)
    return claim


def cleared() -> Claim:
    claim = accepted()
    publication_hold.clear(claim=claim, by=factories.user("editor"), at=AT)
    return claim


def in_review() -> tuple[Claim, User]:
    reviewer = factories.user()
    return taken(reviewer)[0], reviewer


def closing(do: Callable[[Claim, User], object]) -> Callable[[], Case]:
    """Do something to a claim that another person reviews."""

    def case() -> Case:
        claim, reviewer = in_review()
        return Case(lambda by: do(claim, by), claim, {"reviewer": reviewer})

    return case


def handed_in() -> tuple[Claim, User]:
    claim, author = accepted(), factories.user()
    factories.evidence(claim, by=author)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=author, at=AT)
    return claim, author


def second(do: Callable[[Claim, User], object]) -> Callable[[], Case]:
    def case() -> Case:
        claim, author = handed_in()
        return Case(lambda by: do(claim, by), claim, {"author": author})

    return case


def blind_claim() -> Claim:
    claim = accepted()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=AT)
    return claim


def last_of_two(**other: Any) -> Callable[[], Case]:
    """Submit the second of two blind reviews."""

    def case() -> Case:
        claim, first = blind_claim(), factories.user()
        verdict.propose(claim=claim, **NOT_CHECKABLE, by=first, at=AT)
        rated = {**NOT_CHECKABLE, **other}
        return Case(lambda by: verdict.propose(claim=claim, **rated, by=by, at=AT), claim, {"first": first})

    return case


def single() -> Claim:
    claim = accepted()
    plan.set_plan(claim=claim, plan="single", because="Night shift.", by=factories.user("editor"), at=AT)
    return claim


def decided() -> Claim:
    return factories.decided(accepted()).claim


def given_back() -> Case:
    claim, reviewer = in_review()
    row = claim.reviews.get()
    return Case(lambda by: verdict.give_back(review=row, because="Ill.", by=reviewer, at=AT), claim, {"by": reviewer})


def rest_left() -> Case:
    version, by = factories.version(), factories.user()
    claim = factories.claim(of=version)
    triage.leave_rest(version=version, by=by, at=AT)
    return Case(lambda _: triage.take_back_rest(version=version, by=by, at=AT), claim, {"by": by})


def undone() -> Case:
    by, claim = factories.user(), factories.claim()
    triage.pick(claim=claim, by=by, at=AT)
    return Case(lambda _: undo.undo(claim=claim, by=by, at=AT), claim, {"by": by})


def cited() -> Case:
    author = factories.user()
    claim = factories.decided(accepted(), by=author).claim
    item = claim.evidence.get()
    return Case(
        lambda by: evidence.withdraw(evidence=item, because="A forgery.", by=by, at=AT), claim, {"author": author}
    )


def quoted() -> Claim:
    quotation = factories.quote(factories.claim())
    return factories.claim(of=quotation.version, quote=quotation)


def found_again() -> Anchor:
    old = factories.version()
    claim = factories.decided(factories.claim(of=old)).claim
    newer = factories.version("Put right.\n" + factories.TEXT, article=old.article)
    factories.finish(factories.claim(of=newer, words="Put right").extraction)
    reanchor.note(version=newer.pk, at=AT)
    return Anchor.objects.get(appearance__claim=claim)


def about_anchor(do: Callable[..., object]) -> Callable[[], Case]:
    def case() -> Case:
        anchor = found_again()
        return Case(lambda by: do(anchor=anchor, by=by, at=AT), anchor.appearance.claim)

    return case


def paged() -> Case:
    item = factories.evidence(accepted(), kind="page", url=URL)
    type(item.fetch).objects.filter(pk=item.fetch_id).update(outcome="refused", reason="404", finished_at=AT)
    return Case(lambda by: recheck.ask(evidence=item, by=by, at=AT), item.claim)


def watched() -> Case:
    row = factories.version(url=URL).article
    watch.start(article=row, every=24, until=AT + DAY, by=factories.user("editor"), at=AT)
    return Case(lambda by: watch.stop(article=row, by=by, at=AT))


def failed_run() -> Case:
    job = Extraction.objects.create(
        version=factories.version(), extractor="x", created_at=AT, finished_at=AT, failed=True, reason="It broke."
    )
    return Case(lambda by: article.retry(job=job, by=by, at=AT))


def called() -> Case:
    claim, person = accepted(), factories.user()
    return Case(
        lambda by: comment.write(claim=claim, text=f"@{person.username} look", by=by, at=AT), claim, {"person": person}
    )


def noted() -> Case:
    made = publisher_note.write(
        publisher=Publisher.objects.create(name="Post"),
        text="t",
        citation="c",
        as_of=AT.date(),
        by=factories.user("editor"),
        at=AT,
    )
    return Case(lambda by: publisher_note.withdraw(note=made, by=by, at=AT))


def redacted() -> Case:
    request = redact.ask(version=factories.version(), because="Erasure", by=factories.user("administrator"), at=AT)
    return Case(lambda by: redact.agree(redaction=request, by=by, at=AT))


def public_claim() -> Claim:
    return published.public().claim


def corrected(do: Callable[[Claim, User], object], *, again: bool = False) -> Callable[[], Case]:
    def case() -> Case:
        claim = public_claim()
        if again:
            published.corrected_verdict(claim)
        else:
            correct.begin(claim=claim, because="b", by=factories.user("editor"), at=AT)
        return Case(lambda by: do(claim, by), claim)

    return case


def reported(do: Callable[..., object]) -> Callable[[], Case]:
    def case() -> Case:
        current = published.public()
        sent = report.receive(publication=current, text="No.", address="192.0.2.9", at=AT)
        return Case(lambda by: do(report=sent, answer="a", by=by, at=AT), current.claim)

    return case


def answered() -> Case:
    claim = accepted()
    asked = reply.ask(claim=claim, whom="w", asked="a", until=LATER, by=factories.user(), at=AT)
    return Case(lambda by: reply.record(request=asked, answer="No.", by=by, at=AT), claim)


def unread() -> Case:
    by = factories.user()
    send_news([News(actor_of(by).pk, "due", "due:1:x")], at=AT)
    return Case(lambda _: notify.read(by=by, at=AT), people={"by": by})


STEPS = [
    scale.ScaleStep(rating, f"Label of {rating}", number, "What it means.", "#112233")
    for number, rating in enumerate(("SUPPORTED", "DISPUTED", "CONFLICTING", "NOT_ENOUGH_EVIDENCE", "NOT_CHECKABLE"))
]


def a_passage() -> Case:
    passage = factories.version().passages.get()
    return Case(lambda by: article.set_aside(passage=passage, kind="furniture", by=by, at=AT))


def merged_into() -> Case:
    claim, reviewer = in_review()
    into = beside(claim)
    return Case(lambda by: merge.merge(claim=claim, into=into, by=by, at=AT), claim, {"reviewer": reviewer})


def joined_with_another(claim: Claim, by: User) -> object:
    beside(claim, "last winter", wording="[The ferry was cancelled] last winter")
    return join.join(claim=claim, version=claim.appearances.get().version, by=by, at=AT)


def two_statements() -> Claim:
    said = [{"text": words, "speaker": ""} for words in ("The ferry sank", "The town paid")]
    return factories.claim(statements=said)


def split_as_suggested(claim: Claim, by: User) -> object:
    for words in ("cancelled", "forty times"):
        suggested(claim, words)
    return split.split(claim=claim, version=claim.appearances.get().version, by=by, at=AT)


def split_in_two(claim: Claim, by: User) -> object:
    version = claim.appearances.get().version
    parts = [part(version, "cancelled"), part(version, "forty times")]
    return split.split(claim=claim, version=version, parts=parts, by=by, at=AT)


def missed(by: User) -> object:
    words = factories.TEXT[:9]
    return proposals.add(
        version=factories.version(), start=0, end=9, exact=words, wording="", type="event", by=by, at=AT
    )


def assigned_again(claim: Claim, person: User, by: User) -> object:
    return assign.assign(claim=claim, to=person, because="New figures.", by=by, at=AT)


# --- the table ----------------------------------------------------------------------------------------------------

# module.function: the events in order, the notices as (person, kind), the stage that the claim stands at then
ROWS: dict[str, list[Row]] = {
    "assign.assign": [
        Row(
            given_to(lambda claim, to, by: assign.assign(claim=claim, to=to, by=by, at=AT)),
            ["claim.assigned"],
            [("person", "assigned")],
            "assigned",
        ),
        Row(given_to(assigned_again, decided), ["claim.assigned"], [("person", "assigned")], "assigned"),
    ],
    "assign.assign_many": [
        Row(
            given_to(lambda claim, to, by: assign.assign_many(claims=[claim.pk], to=to, by=by, at=AT)),
            ["claim.assigned"],
            [("person", "assigned")],
            "assigned",
        )
    ],
    "assign.unassign": [
        Row(on(assigned, lambda c, by: assign.unassign(claim=c, by=by, at=AT)), ["claim.unassigned"], [], "picked")
    ],
    "assign.set_due": [
        Row(
            on(accepted, lambda c, by: assign.set_due(claim=c, due_at=LATER, by=by, at=AT)),
            ["claim.due_set"],
            [],
            "picked",
        )
    ],
    "assign.set_desk": [
        Row(
            on(accepted, lambda c, by: assign.set_desk(claim=c, desk=desk("Sport"), by=by, at=AT)),
            ["claim.desk_set"],
            [],
            "picked",
        )
    ],
    "assign.set_next_step": [
        Row(
            on(accepted, lambda c, by: assign.set_next_step(claim=c, next_step="Ask.", by=by, at=AT)),
            ["claim.next_step_set"],
            [],
            "picked",
        )
    ],
    "assign.wait_for": [
        Row(
            on(accepted, lambda c, by: assign.wait_for(claim=c, whom="w", until=LATER, by=by, at=AT)),
            ["claim.waits"],
            [],
            "picked",
        )
    ],
    "assign.go_on": [
        Row(on(waiting, lambda c, by: assign.go_on(claim=c, by=by, at=AT)), ["claim.waits_no_more"], [], "picked")
    ],
    "handover.hand_over": [
        Row(handed_over, ["claim.handed_over"], [("person", "assigned"), ("reviewer", "closed")], "assigned"),
        Row(handed_over_blind, ["claim.handed_over"], [("person", "assigned"), ("reviewer", "closed")], "in_review"),
    ],
    "publication_hold.hold": [
        Row(
            on(accepted, lambda c, by: publication_hold.hold(claim=c, because="b", by=by, at=AT)),
            ["claim.held"],
            [],
            "picked",
        )
    ],
    "publication_hold.lift": [
        Row(
            on(lambda: held(accepted()), lambda c, by: publication_hold.lift(claim=c, because="b", by=by, at=AT)),
            ["claim.hold_lifted"],
            [],
            "picked",
        )
    ],
    "publication_hold.set_accuses": [
        Row(
            on(accepted, lambda c, by: publication_hold.set_accuses(claim=c, accuses=True, by=by, at=AT)),
            ["claim.accuses_set"],
            [],
            "picked",
        )
    ],
    "publication_hold.clear": [
        Row(
            on(accepted, lambda c, by: publication_hold.clear(claim=c, by=by, at=AT)),
            ["claim.legal_cleared"],
            [],
            "picked",
        )
    ],
    "publication_hold.unclear": [
        Row(
            on(cleared, lambda c, by: publication_hold.unclear(claim=c, by=by, at=AT)),
            ["claim.legal_unclear"],
            [],
            "picked",
        )
    ],
    "publication_hold.set_embargo": [
        Row(
            on(accepted, lambda c, by: publication_hold.set_embargo(claim=c, until=LATER, by=by, at=AT)),
            ["claim.embargo_set"],
            [],
            "picked",
        )
    ],
    "queue.take_next": [
        Row(on(accepted, lambda c, by: queue.take_next(by=by, at=AT)), ["review.taken"], [], "in_review")
    ],
    "queue.skip": [
        Row(on(accepted, lambda c, by: queue.skip(claim=c, because="b", by=by, at=AT)), ["claim.skipped"], [], "picked")
    ],
    "triage.pick": [
        Row(on(factories.claim, lambda c, by: triage.pick(claim=c, by=by, at=AT)), ["claim.picked"], [], "picked")
    ],
    "triage.leave": [
        Row(on(factories.claim, lambda c, by: triage.leave(claim=c, by=by, at=AT)), ["claim.left"], [], "left")
    ],
    "triage.leave_rest": [
        Row(
            on(
                factories.claim,
                lambda c, by: triage.leave_rest(version=c.appearances.get().version, by=by, at=AT),
            ),
            ["article.rest_left"],
            [],
            "left",
        )
    ],
    "triage.take_back_rest": [Row(rest_left, ["article.rest_taken_back"], [], "new")],
    "triage.unpick": [
        Row(on(accepted, lambda c, by: triage.unpick(claim=c, by=by, at=AT)), ["claim.unpicked"], [], "new")
    ],
    "adjust_span.adjust": [
        Row(
            closing(lambda c, by: moved(c.appearances.get(), "cancelled", by)),
            ["review.closed", "claim.adjusted"],
            [("reviewer", "closed")],
            "picked",
        )
    ],
    "merge.merge": [
        Row(
            merged_into,
            ["review.closed", "claim.merged", "claim.took_in"],
            [("reviewer", "closed")],
            "left",
        )
    ],
    "proposals.accept": [
        Row(
            on(factories.claim, lambda c, by: proposals.accept(claim=c, by=by, at=AT)), ["claim.accepted"], [], "picked"
        ),
        Row(on(rejected, lambda c, by: proposals.accept(claim=c, by=by, at=AT)), ["claim.accepted"], [], "picked"),
    ],
    "proposals.reject": [
        Row(
            closing(lambda c, by: proposals.reject(claim=c, which="vague", by=by, at=AT)),
            ["review.closed", "claim.rejected"],
            [("reviewer", "closed")],
            "left",
        )
    ],
    "proposals.add": [Row(lambda: Case(missed), ["claim.added"])],
    "proposals.take_interpretation": [
        Row(
            lambda: Case(
                lambda by: proposals.take_interpretation(outcome=factories.ambiguous(), number=0, by=by, at=AT)
            ),
            ["claim.added"],
        )
    ],
    "sighting.enter": [
        Row(
            lambda: Case(lambda by: sighting.enter(wording="It sank.", type="event", seen=TIP, by=by, at=AT)),
            ["claim.entered"],
        )
    ],
    "sighting.add": [
        Row(
            on(factories.claim, lambda c, by: sighting.add(claim=c, seen=TIP, by=by, at=AT)),
            ["claim.sighted"],
            [],
            "new",
        )
    ],
    "split.split": [
        Row(
            closing(split_in_two),
            ["review.closed", "claim.split_off", "claim.split_off", "claim.split"],
            [("reviewer", "closed")],
            "left",
        ),
        Row(
            closing(split_as_suggested),
            ["review.closed", *["claim.became_part"] * 2, *["claim.split_off"] * 2, "claim.split"],
            [("reviewer", "closed")],
            "left",
        ),
    ],
    "join.join": [
        Row(
            closing(joined_with_another),
            ["review.closed", "claim.joined_into", "claim.joined_into", "claim.joined"],
            [("reviewer", "closed")],
            "left",
        )
    ],
    "undo.undo": [Row(undone, ["claim.undone"], [], "new")],
    "wording.change": [
        Row(
            closing(lambda c, by: wording.change(claim=c, wording="[The ferry] sank", by=by, at=AT)),
            ["review.closed", "claim.changed"],
            [("reviewer", "closed")],
            "picked",
        )
    ],
    "article.receive": [
        Row(lambda: Case(lambda by: article.receive(text=factories.TEXT, via="paste", by=by, at=AT)), [])
    ],
    "article.set_aside": [Row(a_passage, ["passage.changed"])],
    "article.set_facts": [
        Row(
            lambda: Case(
                lambda by: article.set_facts(
                    article=factories.version().article, author="A. Brix", citation="The page", by=by, at=AT
                )
            ),
            ["article.described"],
        )
    ],
    "article.retry": [Row(failed_run, ["job.retried"])],
    "evidence.add": [Row(on(accepted, lambda c, by: factories.evidence(c, by=by)), ["evidence.added"], [], "picked")],
    "evidence.withdraw": [Row(cited, ["evidence.withdrawn"], [("author", "stale")], "done")],
    "original.add": [
        Row(
            on(
                quoted,
                lambda c, by: original.add(
                    claim=c, source="s", grade="verbatim", words="cancelled forty times", by=by, at=AT
                ),
            ),
            ["evidence.original_added"],
            [],
            "new",
        )
    ],
    "publisher_note.write": [
        Row(
            lambda: Case(
                lambda by: publisher_note.write(
                    publisher=Publisher.objects.create(name="P"), text="t", citation="c", as_of=AT.date(), by=by, at=AT
                )
            ),
            ["publisher.noted"],
        )
    ],
    "publisher_note.withdraw": [Row(noted, ["publisher.note_withdrawn"])],
    "reanchor.accept": [Row(about_anchor(reanchor.accept), ["anchor.accepted"], [], "done")],
    "reanchor.dismiss": [Row(about_anchor(reanchor.dismiss), ["anchor.dismissed"], [], "done")],
    "recheck.ask": [Row(paged, ["evidence.rechecked"], [], "picked")],
    "watch.start": [
        Row(
            lambda: Case(
                lambda by: watch.start(
                    article=factories.version(url=URL).article, every=24, until=AT + DAY, by=by, at=AT
                )
            ),
            ["watch.started"],
        )
    ],
    "watch.stop": [Row(watched, ["watch.stopped"])],
    "comment.write": [Row(called, ["comment.written"], [("person", "mention")], "picked")],
    "notify.read": [Row(unread, [])],
    "redact.ask": [
        Row(
            lambda: Case(lambda by: redact.ask(version=factories.version(), because="Erasure", by=by, at=AT)),
            ["redaction.asked"],
            role="administrator",
        )
    ],
    "redact.agree": [Row(redacted, ["version.redacted"], role="administrator")],
    "confirm.confirm": [
        Row(
            closing(lambda c, by: confirm.confirm(claim=c, wording="[The ferry] sank", by=by, at=AT)),
            ["review.closed", "claim.changed", "claim.confirmed"],
            [("reviewer", "closed")],
            "picked",
        )
    ],
    "words_stand.let_stand": [
        Row(
            on(unknown, lambda c, by: words_stand.let_stand(claim=c, because="b", by=by, at=AT)),
            ["claim.words_stand"],
            [],
            "new",
        )
    ],
    "antecedent.settle": [
        Row(
            on(
                lambda: in_brackets(factories.claim()),
                lambda c, by: antecedent.settle(claim=c, segment=0, words="the boat", by=by, at=AT),
            ),
            ["claim.changed"],
            [],
            "new",
        )
    ],
    "offer.take": [
        Row(
            closing(lambda c, by: offer.take(claim=on_offer(c), by=by, at=AT)),
            ["review.closed", "claim.changed"],
            [("reviewer", "closed")],
            "picked",
        )
    ],
    "offer.decline": [
        Row(
            on(factories.claim, lambda c, by: offer.decline(claim=on_offer(c), by=by, at=AT)),
            ["claim.offer_declined"],
            [],
            "new",
        )
    ],
    "correct.begin": [
        Row(
            on(public_claim, lambda c, by: correct.begin(claim=c, because="b", by=by, at=AT)),
            ["correction.opened"],
            [],
            "picked",
        )
    ],
    "correct.finish": [
        Row(
            corrected(lambda c, by: correct.finish(claim=c, because="b", by=by, at=AT), again=True),
            ["claim.corrected"],
            [],
            "done",
        )
    ],
    "correct.drop": [
        Row(
            corrected(lambda c, by: correct.drop(claim=c, because="b", by=by, at=AT)),
            ["correction.dropped"],
            [],
            "picked",
        )
    ],
    "publish.publish": [
        Row(
            on(lambda: published.ready().claim, lambda c, by: publish.publish(claim=c, by=by, at=AT)),
            ["claim.published"],
            [],
            "done",
        )
    ],
    "publish.withdraw_now": [
        Row(
            on(public_claim, lambda c, by: publish.withdraw_now(claim=c, because="b", by=by, at=AT)),
            ["claim.withdrawn"],
            [],
            "done",
        )
    ],
    "reply.ask": [
        Row(
            on(accepted, lambda c, by: reply.ask(claim=c, whom="w", asked="a", until=LATER, by=by, at=AT)),
            ["reply.asked"],
            [],
            "picked",
        )
    ],
    "reply.record": [Row(answered, ["reply.recorded"], [], "picked")],
    "report.decline": [Row(reported(report.decline), ["report.answered"], [], "done")],
    "report.accept": [Row(reported(report.accept), ["correction.opened", "report.answered"], [], "picked")],
    "scale.make": [
        Row(
            lambda: Case(lambda by: scale.make(name="House", steps=STEPS, by=by, at=AT)),
            ["scale.made"],
            role="administrator",
        )
    ],
    "template.write": [
        Row(
            lambda: Case(lambda by: template.write(kind="write_up", name="n", text="t", by=by, at=AT)),
            ["template.written"],
        )
    ],
    "plan.set_harm": [
        Row(
            closing(lambda c, by: plan.set_harm(claim=c, harm="high", by=by, at=AT)),
            ["review.closed", "claim.harm_set"],
            [("reviewer", "closed")],
            "picked",
        )
    ],
    "plan.set_plan": [
        Row(
            closing(lambda c, by: plan.set_plan(claim=c, plan="blind", by=by, at=AT)),
            ["review.closed", "plan.set"],
            [("reviewer", "closed")],
            "picked",
        ),
        Row(
            on(accepted, lambda c, by: plan.set_plan(claim=c, plan="single", because="b", by=by, at=AT)),
            ["gate.waived", "plan.set"],
            [],
            "picked",
        ),
    ],
    "plan.waive": [
        Row(
            on(accepted, lambda c, by: plan.waive(claim=c, gate="reply", because="b", by=by, at=AT)),
            ["gate.waived"],
            [],
            "picked",
        )
    ],
    "verdict.take": [
        Row(on(accepted, lambda c, by: verdict.take(claim=c, by=by, at=AT)), ["review.taken"], [], "in_review"),
        Row(on(blind_claim, lambda c, by: verdict.take(claim=c, by=by, at=AT)), [], [], "in_review"),
    ],
    "verdict.give_back": [Row(given_back, ["review.given_back"], [], "picked")],
    "verdict.propose": [
        Row(
            on(factories.claim, lambda c, by: verdict.propose(claim=c, **NOT_CHECKABLE, by=by, at=AT)),
            ["claim.picked", "review.submitted"],
            [],
            "second",
        ),
        Row(
            on(decided, lambda c, by: verdict.propose(claim=c, **NOT_CHECKABLE, by=by, at=AT)),
            ["claim.reopened", "review.submitted"],
            [],
            "second",
        ),
        Row(
            on(single, lambda c, by: verdict.propose(claim=c, **NOT_CHECKABLE, by=by, at=AT)),
            ["review.submitted", "verdict.given"],
            [],
            "done",
        ),
        Row(
            on(two_statements, lambda c, by: verdict.propose(claim=c, **NOT_CHECKABLE, by=by, at=AT)),
            ["claim.picked", "review.submitted", "claim.kept_whole"],
            [],
            "second",
        ),
        Row(
            on(blind_claim, lambda c, by: verdict.propose(claim=c, **NOT_CHECKABLE, by=by, at=AT)), [], [], "in_review"
        ),
        Row(
            last_of_two(),
            ["review.submitted", "review.submitted", "verdict.given"],
            [],
            "done",
            acted=("by", "first"),
        ),
        Row(
            last_of_two(missing_context=True),
            ["review.submitted", "review.submitted", "review.differed"],
            [],
            "adjudication",
            acted=("by", "first", "nobody"),
        ),
    ],
    "verdict.approve": [
        Row(
            second(lambda c, by: verdict.approve(claim=c, by=by, at=AT)),
            ["review.approved", "verdict.given"],
            [],
            "done",
            acted=("by", "author"),
        )
    ],
    "verdict.send_back": [
        Row(
            second(lambda c, by: verdict.send_back(claim=c, because="Which log?", by=by, at=AT)),
            ["review.returned"],
            [("author", "returned")],
            "returned",
        )
    ],
    "verdict.reopen": [
        Row(
            on(decided, lambda c, by: verdict.reopen(claim=c, because="b", by=by, at=AT)),
            ["claim.reopened"],
            [],
            "picked",
        )
    ],
}
CASES = [(name, number) for name, rows in ROWS.items() for number in range(len(rows))]


@pytest.mark.parametrize(("name", "number"), CASES, ids=[f"{name} {number}" for name, number in CASES])
def test_an_action_leaves_its_events_its_notices_and_its_stage(name: str, number: int) -> None:
    row = ROWS[name][number]
    case, by = row.make(), factories.user(row.role)
    people = {"by": by, **case.people}
    Notice.objects.filter(read_at=None).exclude(key="due:1:x").delete()
    before = set(Event.objects.values_list("pk", flat=True))
    case.do(by)
    written = list(Event.objects.exclude(pk__in=before).order_by("id"))
    assert [str(one.verb) for one in written] == row.events
    names = {actor_of(person).pk: holder for holder, person in people.items()}
    assert {names.get(one.actor, "nobody") for one in written} == (set(row.acted) if written else set())
    sent = Notice.objects.filter(read_at=None).values_list("to", "kind")
    assert sorted((names[to], kind) for to, kind in sent) == row.notices
    if row.stage is not None:
        assert case.claim is not None
        assert stage(case.claim) == row.stage


def actions() -> set[str]:
    """Return every public function of the workflow that a person does: keyword-only `by`, a User, and `at`."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            takes = {one.arg: ast.unparse(one.annotation) for one in node.args.kwonlyargs if one.annotation}
            if "User" in takes.get("by", "").split(" | ") and "at" in takes:
                found.add(f"{path.stem}.{node.name}")
    return found


def test_every_action_has_its_row() -> None:
    assert set(ROWS) == actions()


def test_only_what_is_no_news_and_what_others_must_not_learn_writes_no_event() -> None:
    silent = {name for name, rows in ROWS.items() for row in rows if not row.events}
    assert silent == {"article.receive", "notify.read", "verdict.propose", "verdict.take"}


def test_what_was_read_is_marked_and_nothing_else_is_said() -> None:
    case = unread()
    case.do(case.people["by"])
    assert Notice.objects.get().read_at == AT
