"""What a person says that a word means is put wherever the same printed word stands."""

import pytest

from claims import queries, reword
from claims.models import Claim, Event, Extraction, Outcome
from claims.workflow.claim import antecedent, proposals, undo, wording
from claims.workflow.review import verdict
from tests import factories
from tests.claims.workflow.world import now

pytestmark = pytest.mark.django_db
FINISHED, COST, SANK = "was finished in 2021", "cost 3 million crowns", "sank"
SENSES = ("The council", "The survey of the pier")


def world():
    """A text whose “It” is ambiguous in two parts, while a claim carries it as it is printed."""
    version = factories.version(factories.PIER)
    part = factories.pier_part(version, FINISHED, *SENSES, carried=False)
    factories.pier_part(version, SANK, *SENSES)
    claim = factories.pier_claim(version, "It", COST)
    factories.finish(part.extraction)
    return version, part, claim


def wordings(version):
    return sorted(c.wording for c in queries.claims_in(version))


def take(part, number=1, by=None):
    return proposals.take_interpretation(outcome=part, number=number, by=by or factories.user(), at=now())


def test_an_interpretation_that_is_taken_settles_the_word_wherever_it_stands():
    version, part, claim = world()
    taken = take(part)
    assert taken.segments[0]["by_person"]
    assert wordings(version) == [
        "[The survey of the pier] cost 3 million crowns",
        "[The survey of the pier] sank",
        "[The survey of the pier] was finished in 2021",
    ]
    new = Claim.objects.get(wording__endswith="sank")
    place = new.appearances.get()
    assert (new.proposal, new.extraction, new.touched_at) == ("proposed", part.extraction, None)
    assert (place.exact, new.segments[0]["certain"], new.score) == ("sank", True, 0.5)
    events = Event.objects.exclude(verb="claim.added").order_by("claim")
    assert [(e.verb, e.claim, e.actor) for e in events] == [
        ("claim.reworded", claim.pk, taken.added_by),
        ("claim.suggested", new.pk, taken.added_by),
    ]


def test_taking_it_again_changes_nothing():
    version, part, _claim = world()
    by = factories.user()
    take(part, by=by)
    before = wordings(version), Event.objects.count()
    take(part, by=by)
    assert (wordings(version), Event.objects.count()) == before


def test_a_claim_on_which_somebody_works_gets_the_offer():
    _version, part, claim = world()
    proposals.accept(claim=claim, by=factories.user(), at=now())
    verdict.take(claim=claim, by=factories.user(), at=now())
    take(part)
    claim.refresh_from_db()
    assert claim.wording == "[It] cost 3 million crowns"
    assert reword.offered_wording(claim) == "[The survey of the pier] cost 3 million crowns"


def test_words_that_hang_on_another_word_stay():
    version, part, _claim = world()
    other = factories.claim(
        of=version,
        words="ordered a survey",
        wording="[It] ordered a survey",
        segments=factories.rewording.stored(
            [
                factories.Segment(0, 11, "[It] ", "antecedent"),
                factories.Segment(12, 28, "ordered a survey", "printed"),
            ]
        ),
    )
    take(part)
    other.refresh_from_db()
    assert other.wording == "[It] ordered a survey"


def test_an_ambiguous_part_that_can_still_mean_two_things_is_not_suggested():
    version = factories.version(factories.PIER)
    part = factories.pier_part(version, FINISHED, *SENSES, carried=False)
    both = factories.pier_part(version, SANK, *SENSES)
    senses = [*both.interpretations, {**both.interpretations[1], "text": "x"}]
    senses[2]["segments"] = [*senses[2]["segments"][:2], {**senses[2]["segments"][2], "text": "sank", "why": "speaker"}]
    senses[2]["segments"].append({**senses[2]["segments"][2], "text": " [the town]", "start": 0, "end": 0})
    type(both).objects.create(
        **{f: getattr(both, f) for f in ("extraction", "sentence", "start", "end", "mode", "outcome", "score")},
        rule="antecedent.two",
        interpretations=senses,
    )
    factories.finish(part.extraction)
    take(part)
    assert Claim.objects.filter(reasons=["a person said what it points to"]).count() == 1, "of the first part alone"


def test_a_part_of_which_somebody_took_another_meaning_is_left_to_them():
    version, part, _claim = world()
    sank = version.extractions.get().outcomes.get(start=factories.PIER.index(SANK), outcome="ambiguous")
    mine = take(sank, number=0)
    take(part)
    mine.refresh_from_db()
    assert mine.wording == "[The council] sank"
    assert reword.offered_wording(mine) == "[The survey of the pier] sank"
    assert Claim.objects.filter(wording__endswith="sank").count() == 1


def test_a_bracket_that_a_person_corrects_is_corrected_everywhere_and_back():
    version, part, claim = world()
    taken, by = take(part), factories.user()
    wording.change(claim=taken, wording="[The old survey] was finished in 2021", by=by, at=now())
    assert wordings(version) == [
        "[The old survey] cost 3 million crowns",
        "[The old survey] sank",
        "[The old survey] was finished in 2021",
    ]
    undo.undo(claim=taken, by=by, at=now())
    assert {words.partition("]")[0] for words in wordings(version)} == {"[The survey of the pier"}
    claim.refresh_from_db()
    assert claim.touched_at is None


def test_what_was_decided_holds_for_what_a_later_extraction_finds():
    version, part, _claim = world()
    take(part)
    Claim.objects.filter(touched_at=None).update(proposal="superseded")
    later = Extraction.objects.create(version=version, extractor="test/2", created_at=factories.AT)
    for words in (COST, SANK):
        again = factories.pier_part(version, words, *SENSES)
        type(again).objects.filter(pk=again.pk)
        type(again).objects.create(
            **{f: getattr(again, f) for f in ("sentence", "start", "end", "mode", "outcome", "rule", "score")},
            interpretations=again.interpretations,
            extraction=later,
        )
    factories.finish(later)
    assert reword.by_decisions(version=version, at=now()) == 2
    assert [words.partition("]")[0] for words in wordings(version)] == ["[The survey of the pier"] * 3
    assert reword.by_decisions(version=version, at=now()) == 0


def test_settling_one_bracket_is_a_change_that_the_others_follow():
    version, _part, claim = world()
    done = antecedent.settle(claim=claim, segment=0, words="the old survey", by=factories.user(), at=now())
    assert done.wording == "[the old survey] cost 3 million crowns"
    assert wordings(version) == [
        "[The old survey] sank",
        "[The old survey] was finished in 2021",
        "[the old survey] cost 3 million crowns",
    ]


SAID = "Tom Hale sold two boats.\n“I paid twice. I sank once. We stayed away,” he said.\n“I waited,” said Ned.\n"
QUOTED = ("I", "paid twice"), ("I", "sank once"), ("We", "stayed away")


def said_claim(version, quote, pronoun, words):
    """A suggestion in a quotation, with who speaks behind its pronoun."""
    start = version.text.index(f"{pronoun} {words}")
    name = " [Tom Hale]" if pronoun == "I" else " [Tom Hale speaking]"
    end = start + len(pronoun)
    segments = [
        factories.Segment(start, end, pronoun, "printed"),
        factories.Segment(end, end, name, "speaker"),
        factories.Segment(end, end + 1 + len(words), f" {words}", "printed"),
    ]
    stored, wording = factories.rewording.stored(segments), factories.render(segments)
    return factories.claim(of=version, words=f"{pronoun} {words}", segments=stored, wording=wording, quote=quote)


def quotation():
    version = factories.version(SAID)
    beside = factories.claim(of=version, words="sold two boats", wording="Tom Hale sold two boats")
    words = SAID[SAID.index("I paid") : SAID.index(",” he")]
    quote = factories.quote(beside, words=words, name="Tom Hale")
    first, *more = [said_claim(version, quote, *each) for each in QUOTED]
    said_claim(version, factories.quote(beside, words="I waited", name="Ned"), "I", "waited")
    return version, first, more


def test_who_speaks_is_said_once_for_all_claims_of_a_quotation():
    version, first, _more = quotation()
    antecedent.settle(claim=first, segment=1, words="Ned Hale", by=factories.user(), at=now())
    assert wordings(version) == [
        "I [Ned Hale] paid twice",
        "I [Ned Hale] sank once",
        "I [Tom Hale] waited",
        "Tom Hale sold two boats",
        "We [Ned Hale speaking] stayed away",
    ]
    assert Event.objects.filter(verb="claim.reworded", data__because="antecedent").count() == 2


def test_a_claim_of_the_quotation_on_which_somebody_works_gets_the_offer():
    _version, first, (second, third) = quotation()
    proposals.accept(claim=second, by=factories.user(), at=now())
    verdict.take(claim=second, by=factories.user(), at=now())
    factories.decided(third)
    antecedent.settle(claim=first, segment=1, words="Ned Hale", by=factories.user(), at=now())
    for claim, now_offered in ((second, "I [Ned Hale] sank once"), (third, "We [Ned Hale speaking] stayed away")):
        before = claim.wording
        claim.refresh_from_db()
        assert (claim.wording, reword.offered_wording(claim)) == (before, now_offered)


def test_a_later_extraction_gets_who_speaks_as_a_person_said():
    version, first, (second, _third) = quotation()
    antecedent.settle(claim=first, segment=1, words="Ned Hale", by=factories.user(), at=now())
    segments = factories.rewording.loaded(second.segments)
    Claim.objects.filter(pk=second.pk).update(wording=second.wording, segments=second.segments)
    assert factories.render(segments) == "I [Tom Hale] sank once"
    assert reword.by_decisions(version=version, at=now()) == 1
    second.refresh_from_db()
    assert second.wording == "I [Ned Hale] sank once"


def test_an_interpretation_that_is_taken_has_who_speaks_as_a_person_said():
    version, first, (second, _third) = quotation()
    antecedent.settle(claim=first, segment=1, words="Ned Hale", by=factories.user(), at=now())
    place = second.appearances.get()
    Claim.objects.filter(pk=second.pk).update(proposal="superseded")
    sense = {"text": second.wording, "segments": second.segments, "type": "event", "rests_on": []}
    part = Outcome.objects.create(
        extraction=first.extraction,
        sentence=version.sentences.get(start__lte=place.start, end__gte=place.end),
        start=place.start,
        end=place.end,
        mode="quoted",
        outcome="ambiguous",
        rule="antecedent.pronoun",
        interpretations=[{**sense, "times": [], "amounts": []}],
    )
    taken = take(part, 0)
    assert taken.wording == "I [Ned Hale] sank once"
    assert not taken.segments[1]["by_person"], "who speaks was not asked"


COMPANY = "When the town lost the end of the firm, which was founded in 1911 and closed in 1950, it rained.\n"


def relative_part(version, words, nouns, rule="antecedent.relative"):
    """An ambiguous part of a relative clause, which may be about each of these nouns."""
    extraction, _ = Extraction.objects.get_or_create(
        version=version, extractor="test/1", defaults={"created_at": factories.AT}
    )
    start = version.text.index(words)
    senses = []
    for noun in nouns:
        at = version.text.index(noun)
        span = factories.Span(at, at + len(noun), noun)
        segments = [
            factories.Segment(start, start, f"[{noun}] ", "carried", False, (span,)),
            factories.Segment(start, start + len(words), words, "printed"),
        ]
        stored = factories.rewording.stored(segments)
        rests_on = [{"start": span.start, "end": span.end, "exact": noun}]
        sense = {"text": factories.render(segments), "segments": stored, "type": "event", "rests_on": rests_on}
        senses.append({**sense, "times": [], "amounts": []})
    return Outcome.objects.create(
        extraction=extraction,
        sentence=version.sentences.get(),
        start=start,
        end=start + len(words),
        mode="presupposed",
        outcome="ambiguous",
        rule=rule,
        interpretations=senses,
    )


@pytest.mark.parametrize(
    ("why", "nouns", "rule", "follows"),
    [
        ("the same nouns", ("the firm", "the end of the firm"), "antecedent.relative", True),
        ("other nouns", ("the town", "the end of the firm"), "antecedent.relative", False),
        ("no relative pronoun", ("the firm", "the end of the firm"), "antecedent.pronoun", False),
    ],
)
def test_the_other_verb_of_a_relative_pronoun_follows_what_a_person_took(why, nouns, rule, follows):
    version = factories.version(COMPANY)
    part = relative_part(version, "was founded in 1911", ("the firm", "the end of the firm"))
    relative_part(version, "closed in 1950", nouns, rule)
    take(part, 1)
    expected = ["[the end of the firm] was founded in 1911"]
    expected += ["[the end of the firm] closed in 1950"] if follows else []
    assert wordings(version) == sorted(expected), why
