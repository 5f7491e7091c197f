"""What becomes known is put into the claims on which nobody works, and offered for the others."""

from datetime import date

import pytest

from claims import reword
from claims.models import Claim, Event, Outcome, Review, Work
from claims.pipeline.rewording import rewording
from claims.pipeline.standalone.wording import render
from claims.workflow.assignment import assign, publication_hold, triage
from claims.workflow.audit import Conflict
from claims.workflow.claim import proposals, wording
from claims.workflow.evidence import article
from claims.workflow.publication import confirm
from claims.workflow.review import verdict
from sources.models import Article
from tests import factories
from tests.claims.workflow.world import WINTER, now

pytestmark = pytest.mark.django_db
OPEN = "[The ferry] cancelled forty times last winter [date unknown]"
KNOWN = "[The ferry] cancelled forty times last winter [December 2025 to February 2026]"


def marked(**fields) -> Claim:
    words = "cancelled forty times last winter"
    start = factories.TEXT.index("last winter")
    time = WINTER | {"start": start, "end": start + len("last winter")}
    claim = factories.rendered(words=words, when="last winter", times=[time], **fields)
    assert claim.wording == OPEN
    return claim


def set_date(claim: Claim, day: date | None = date(2026, 3, 2)) -> Claim:
    row = Article.objects.get(pk=claim.appearances.first().version.article_id)
    published_on = day or article.UNKNOWN
    article.set_facts(article=row, published_on=published_on, citation="c", by=factories.user(), at=now())
    claim.refresh_from_db()
    return claim


def offer(claim: Claim) -> str:
    return render(rewording.loaded(claim.offered))


def picked(claim: Claim) -> None:
    triage.pick(claim=claim, by=factories.user(), at=now())


def left(claim: Claim) -> None:
    triage.leave(claim=claim, by=factories.user(), at=now())


@pytest.mark.parametrize("free", [lambda claim: None, picked, left], ids=["new", "picked", "left"])
def test_a_claim_on_which_nobody_works_is_worded_anew_at_once(free) -> None:
    claim = marked()
    free(claim)
    before = Work.objects.get(pk=claim.pk)
    claim = set_date(claim)
    assert (claim.wording, claim.offered) == (KNOWN, [])
    assert render(rewording.loaded(claim.segments)) == KNOWN
    after = Work.objects.get(pk=claim.pk)
    assert (after.stage, after.version > before.version) == (before.stage, True)
    logged = Event.objects.get(verb="claim.reworded")
    assert (logged.claim, logged.data) == (claim.pk, {"before": OPEN, "after": KNOWN, "because": "date"})
    assert set_date(claim, None).wording == OPEN


def reviewed(claim: Claim) -> None:
    proposals.accept(claim=claim, by=factories.user(), at=now())
    verdict.take(claim=claim, by=factories.user(), at=now())


def submitted(claim: Claim) -> None:
    proposals.accept(claim=claim, by=factories.user(), at=now())
    verdict.propose(claim=claim, rating="NOT_CHECKABLE", reasons="No log.", by=factories.user(), at=now())


def confirmed(claim: Claim) -> None:
    confirm.confirm(claim=claim, words_stand_because="No date.", by=factories.user(), at=now())


def assigned(claim: Claim) -> None:
    assign.assign(claim=claim, to=factories.user(), by=factories.user("editor"), at=now())


def held(claim: Claim) -> None:
    publication_hold.hold(claim=claim, because="A letter.", by=factories.user("editor"), at=now())


def reopened(claim: Claim) -> None:
    factories.decided(claim)
    verdict.reopen(claim=claim, because="b", by=factories.user("editor"), at=now())


WORKED_ON = [reviewed, submitted, factories.decided, reopened, confirmed, held, assigned]


@pytest.mark.parametrize("begin", WORKED_ON)
def test_a_claim_on_which_somebody_works_gets_an_offer(begin) -> None:
    claim = marked()
    begin(claim)
    reviews = Review.objects.filter(closed_at=None).count()
    claim = set_date(claim)
    assert (claim.wording, offer(claim)) == (OPEN, KNOWN)
    assert Review.objects.filter(closed_at=None).count() == reviews
    logged = Event.objects.get(verb="claim.wording_offered")
    assert logged.data == {"before": OPEN, "after": KNOWN, "because": "date"}
    assert not Event.objects.filter(verb="claim.reworded").exists()
    assert set_date(claim, None).offered == [], "what is no longer so is no longer offered"


def test_another_date_changes_the_offer() -> None:
    claim = marked()
    reviewed(claim)
    set_date(claim)
    assert offer(set_date(claim, date(2025, 3, 2))) == OPEN.replace("date unknown", "December 2024 to February 2025")


def own_words(claim: Claim) -> None:
    wording.change(claim=claim, wording="The ferry never ran [date unknown]", by=factories.user(), at=now())


def rejected(claim: Claim) -> None:
    proposals.reject(claim=claim, which="vague", by=factories.user(), at=now())


def superseded(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(proposal="superseded")


@pytest.mark.parametrize("begin", [own_words, rejected, superseded])
def test_a_persons_own_words_and_what_does_not_stand_stay(begin) -> None:
    claim = marked()
    begin(claim)
    claim.refresh_from_db()
    words = claim.wording
    claim = set_date(claim)
    assert (claim.wording, claim.offered) == (words, [])


def test_the_date_of_the_article_where_a_claim_was_first_seen_counts() -> None:
    claim = marked()
    other = factories.version()
    place = claim.appearances.get()
    place.pk, place.version, place._state.adding = None, other, True
    place.save()
    article.set_facts(article=other.article, published_on=date(2020, 3, 2), citation="c", by=factories.user(), at=now())
    claim.refresh_from_db()
    assert claim.wording == OPEN
    assert set_date(claim).wording == KNOWN


def test_who_has_the_old_words_before_them_comes_too_late() -> None:
    claim = marked()
    seen = Work.objects.get(pk=claim.pk).version
    set_date(claim)
    with pytest.raises(Conflict):
        wording.change(claim=claim, wording="It ran.", by=factories.user(), at=now(), seen=seen)


def test_nothing_that_is_the_same_is_written_down() -> None:
    claim = set_date(marked())
    count = Event.objects.count()
    assert reword.by_date(article=Article.objects.get(), by=None, at=now()) == 0
    assert Event.objects.count() == count
    assert claim.touched_at is None, "a later extraction may still replace it"


def test_an_interpretation_is_shown_and_taken_with_the_articles_date_as_it_is_known_now() -> None:
    claim = marked()
    part = factories.ambiguous(claim.appearances.get().version)
    sense = {**part.interpretations[0], "text": OPEN, "segments": claim.segments, "times": claim.times}
    assert reword.interpretation_wording(sense, None) == OPEN
    assert reword.interpretation_wording(sense, date(2026, 3, 2)) == KNOWN
    assert reword.interpretation_wording(part.interpretations[0], date(2026, 3, 2)) == "[The ferry] stopped"
    Claim.objects.filter(pk=claim.pk).update(proposal="superseded")
    fields = ("extraction", "sentence", "start", "end", "mode", "outcome", "rule", "score")
    part = Outcome.objects.create(**{name: getattr(part, name) for name in fields}, interpretations=[sense])
    set_date(claim)
    part.refresh_from_db()
    taken = proposals.take_interpretation(outcome=part, number=0, by=factories.user(), at=now())
    assert taken.wording == KNOWN
