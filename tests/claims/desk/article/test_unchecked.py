"""What was not checked, and why."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.article import unchecked
from claims.desk.base.claim_list import article_url
from claims.models import Extraction, Outcome
from sources.models import ArticleVersion
from tests import factories

pytestmark = pytest.mark.django_db


def test_says_what_was_not_checked_and_why(reviewer: Client) -> None:
    claim = factories.claim()
    version = claim.appearances.get().version
    first, second = version.sentences.all()
    for sentence, outcome, rule in ((first, "claim", "claim.statement"), (second, "opinion", "opinion.own-words")):
        Outcome.objects.create(
            extraction=claim.extraction,
            sentence=sentence,
            start=sentence.start,
            end=sentence.end,
            mode="asserted",
            outcome=outcome,
            rule=rule,
        )
    type(claim.extraction).objects.filter(pk=claim.extraction_id).update(finished_at=factories.AT)
    found = reviewer.get(article_url(version.article_id)).context
    assert [(str(g.label), [s.words for s in g.sentences], g.sentences[0].parts[0].why) for g in found["groups"]] == [
        ("Opinion", ["The town paid for each of them."], "own words")
    ]


def test_a_long_list_of_what_was_not_checked_comes_when_it_is_asked_for(
    reviewer: Client, onlooker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = factories.version()
    factories.finish(factories.claim(of=version).extraction, "opinion", "opinion.duty")
    whole = article_url(version.article_id)
    assert 'href="?version=1&amp;start=' in reviewer.get(whole).content.decode()
    monkeypatch.setattr(unchecked, "LONG", 1)
    found = reviewer.get(whole)
    assert 'href="?version=1&amp;start=' not in found.content.decode()
    [group] = found.context["groups"]
    address = reverse("desk:unchecked", args=[version.pk, group.key])
    assert f'data-load="{address}"' in found.content.decode()
    alone = reviewer.get(address).content.decode()
    assert "says what ought to be" in alone
    assert f'href="{whole}#s0"' in alone
    assert f'href="{whole}?version=1&amp;start=0&amp;end=' in alone
    assert reviewer.get(reverse("desk:unchecked", args=[version.pk, 99])).status_code == 404
    assert onlooker.get(address).status_code == 403


def test_a_sentence_that_was_not_checked_fills_the_form(reviewer: Client) -> None:
    version = factories.version()
    sentence = version.sentences.last()
    answer = reviewer.get(article_url(version.article_id, start=sentence.start, end=sentence.end))
    assert answer.context["missed"].initial["exact"] == "The town paid for each of them."
    assert answer.context["missed_open"]


MIXED = "The ferry was late because the quay is a disgrace, and it will close.\nNobody answered.\n"
# Parts as (first words, outcome, rule): what is listed of a sentence, under which heading.
PARTS: list[tuple[str, list[tuple[str, str, str]], str, list[tuple[str, str, str]]]] = [
    (
        "beside a claim, the other parts are listed, and the claim too",
        [
            ("The ferry was late", "claim", "claim.statement"),
            ("the quay is a disgrace", "opinion", "opinion.judgement"),
            ("it will close", "prediction", "future.will"),
        ],
        "Beside a suggested claim, in the same sentence",
        [
            ("The ferry was late", "Claim suggested", ""),
            ("the quay is a disgrace", "Opinion", "judges"),
            ("it will close", "Prediction", "speaks of the future"),
        ],
    ),
    (
        "without a claim, under the strongest outcome, each with its own rule",
        [
            ("The ferry was late", "duplicate", "duplicate.same-words"),
            ("the quay is a disgrace", "opinion", "opinion.judgement"),
        ],
        "Opinion",
        [
            ("The ferry was late", "Said before", "the same words stand elsewhere in the article"),
            ("the quay is a disgrace", "Opinion", "judges"),
        ],
    ),
    (
        "parts may lie in one another",
        [
            ("The ferry was late because the quay is a disgrace", "ambiguous", "antecedent.pronoun"),
            ("the quay is a disgrace", "opinion", "opinion.judgement"),
        ],
        "Opinion",
        [
            (
                "The ferry was late because the quay is a disgrace",
                "Can be understood in more than one way",
                "who or what is meant is not certain",
            ),
            ("the quay is a disgrace", "Opinion", "judges"),
        ],
    ),
    (
        "one part without the rest of its sentence is quoted in its own words",
        [("The ferry was late", "opinion", "opinion.duty")],
        "Opinion",
        [("The ferry was late", "Opinion", "says what ought to be")],
    ),
]


def mixed(parts: list[tuple[str, str, str]]) -> ArticleVersion:
    version = factories.version(MIXED)
    extraction = factories.claim(of=version, words="The ferry was late").extraction
    for words, outcome, rule in parts:
        start = MIXED.index(words)
        Outcome.objects.create(
            extraction=extraction,
            sentence=version.sentences.first(),
            start=start,
            end=start + len(words),
            mode="asserted",
            outcome=outcome,
            rule=rule,
        )
    factories.finish(extraction)
    return version


@pytest.mark.parametrize(("why", "parts", "heading", "listed"), PARTS, ids=[row[0] for row in PARTS])
def test_a_sentence_lists_each_of_its_parts_with_its_own_rule(
    reviewer: Client,
    why: str,
    parts: list[tuple[str, str, str]],
    heading: str,
    listed: list[tuple[str, str, str]],
) -> None:
    version = mixed(parts)
    answer = reviewer.get(article_url(version.article_id))
    [group] = answer.context["groups"]
    [sentence] = group.sentences
    assert (str(group.label), sentence.words) == (heading, MIXED.splitlines()[0])
    assert [(part.words, part.kind, part.why) for part in sentence.parts] == listed
    page = answer.content.decode()
    for words, kind, rule in listed:
        said = f"{kind}: {rule}" if rule else kind
        assert f'<q dir="auto">{words}</q> <span class="quiet">{said}</span>' in page


def test_a_sentence_that_is_wholly_in_claims_is_not_listed_and_a_whole_one_is_not_quoted_twice(
    reviewer: Client,
) -> None:
    claims = [(words, "claim", "claim.statement") for words in ("The ferry was late", "it will close")]
    assert reviewer.get(article_url(mixed(claims).article_id)).context["groups"] == []
    whole = [(MIXED.splitlines()[0].rstrip("."), "opinion", "opinion.duty")]
    page = reviewer.get(article_url(mixed(whole).article_id)).content.decode()
    assert '<ul class="parts">' not in page
    assert "says what ought to be" in page


def test_the_count_tells_whole_sentences_from_parts_of_others(reviewer: Client) -> None:
    parts = [("The ferry was late", "claim", "claim.statement"), ("it will close", "prediction", "future.will")]
    answer = reviewer.get(article_url(mixed(parts).article_id))
    assert (answer.context["not_checked"], answer.context["partly_checked"]) == (0, 1)
    assert "(0, and in part 1 more)" in answer.content.decode()


def test_a_part_fills_the_form_with_its_own_words_and_a_claim_has_no_form(reviewer: Client) -> None:
    parts = [("The ferry was late", "claim", "claim.statement"), ("it will close", "prediction", "future.will")]
    version = mixed(parts)
    [group] = reviewer.get(article_url(version.article_id)).context["groups"]
    claimed, other = group.sentences[0].parts
    assert claimed.link == ""
    answer = reviewer.get(article_url(version.article_id) + other.href.split("#")[0])
    assert answer.context["missed"].initial["exact"] == "it will close"


def test_a_part_is_quoted_without_what_stands_between_its_words(reviewer: Client) -> None:
    version = factories.version(MIXED)
    extraction = factories.claim(of=version, words="The ferry was late").extraction
    Outcome.objects.create(
        extraction=extraction,
        sentence=version.sentences.first(),
        start=0,
        end=44,
        spans=[[0, 18], [27, 44]],
        mode="asserted",
        outcome="opinion",
        rule="opinion.duty",
    )
    [group] = reviewer.get(article_url(factories.finish(extraction).version.article_id)).context["groups"][:1]
    assert [part.words for part in group.sentences[0].parts] == [f"{MIXED[:18]} … {MIXED[27:44]}"]


def test_each_ambiguous_part_has_its_own_question(reviewer: Client) -> None:
    version = factories.version(MIXED)
    extraction = factories.ambiguous(version).extraction
    factories.ambiguous(version, what="closed")
    factories.finish(extraction)
    page = reviewer.get(article_url(version.article_id)).content.decode()
    assert page.count("What does it mean?") == 2


def test_an_interpretation_has_the_date_that_became_known_since() -> None:
    version = factories.version(factories.PIER)
    part = factories.pier_part(version, "was finished in 2021", "The council", carried=False)
    sense = part.interpretations[0]
    end = {"start": part.end, "end": part.end, "text": " [date unknown]", "why": "date", "certain": True}
    start = factories.PIER.index("in 2021")
    rests_on = [{"start": start, "end": start + 7, "exact": "in 2021"}]
    time = {"start": start, "end": start + 7, "exact": "in 2021", "basis": "article", "interval": None, "last": None}
    time |= {"relation": {"unit": "month", "shift": -1, "name": ""}, "bound": "", "other": None}
    sense = {**sense, "segments": [*sense["segments"], {**end, "rests_on": rests_on}], "times": [time]}
    fields = ("extraction", "sentence", "start", "end", "mode", "outcome", "rule", "score")
    again = Outcome.objects.create(**{name: getattr(part, name) for name in fields}, interpretations=[sense])
    factories.finish(part.extraction)

    def on_page() -> str:
        found = unchecked.groups_of(ArticleVersion.objects.get(pk=version.pk), may_add=True)
        choices = [c for g in found for s in g.sentences for p in s.parts for c in p.interpretations]
        return next(choice.text for choice in choices if choice.part == again.pk)

    assert on_page().endswith("[date unknown]")
    row = version.article
    row.published_on, row.published_on_origin = factories.AT.date(), "person"
    row.save()
    assert on_page().endswith("in 2021 [February 2026]")


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            ["unread.th", "unread.th"],
            "This article is in Thai, which is not read: Claimdesk suggests no claims from it.",
        ),
        (["unread.und", "unread.und"], "The language of this article is not certain: Claimdesk suggests no claims"),
        (["unread.xq", "unread.xq"], "This article is in xq, which is not read"),
        (["unread.th", "opinion.duty"], ""),
        (["opinion.duty", "opinion.duty"], ""),
    ],
)
def test_an_article_that_was_not_read_says_so_where_its_claims_would_stand(
    reviewer: Client, rules: list[str], said: str
) -> None:
    version = factories.version("One line of words.\nTwo lines of words.\n")
    extraction = Extraction.objects.create(version=version, extractor="test/1", created_at=factories.AT)
    for sentence, rule in zip(version.sentences.order_by("start"), rules, strict=True):
        kind = "language_not_read" if rule.startswith("unread") else "opinion"
        Outcome.objects.create(
            extraction=extraction,
            sentence=sentence,
            start=sentence.start,
            end=sentence.end,
            mode="asserted",
            outcome=kind,
            rule=rule,
        )
    answer = reviewer.get(article_url(factories.finish(extraction).version.article_id))
    assert answer.context["silence"].startswith(said)
    assert bool(answer.context["silence"]) is bool(said)
    assert ('id="silence"' in answer.content.decode()) is bool(said)


def test_a_page_without_an_article_says_what_to_do(reviewer: Client) -> None:
    version = factories.version("Correction: the ferry sank.\n", declares="trainedAlgorithmicMedia")
    factories.finish(Extraction.objects.create(version=version, extractor="test/1", created_at=factories.AT))
    answer = reviewer.get(article_url(version.article_id))
    assert answer.context["silence"].startswith("Nothing on this page was recognised as an article")
    assert "None. Select words" not in answer.content.decode()
