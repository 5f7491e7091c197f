"""The forms that change a claim's wording or its places, and what their template needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.models import User
from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from claims import queries
from claims.desk.base import event_phrases
from claims.desk.base.claim_list import ClaimLine
from claims.desk.base.forms import DeskForm, WholeNumberField, text
from claims.models import Appearance, Claim, Event, Proposal, Stage, Work
from claims.queries.places import judged_at
from claims.workflow import stages
from claims.workflow.claim import undo
from claims.workflow.claim.merge import STANDS
from claims.workflow.claim.split import SplitPart
from claims.workflow.claim.wording import Days
from sources.models import Actor, ArticleVersion
from sources.spans import Span

PARTS = 4  # rows of the form that splits a claim
ALIKE = 9  # claims that one key each merges into
# What is undone without a change of the article's text or of other claims: the page's script draws the claim anew.
IN_PLACE = (
    Event.Verb.CLAIM_PICKED,
    Event.Verb.CLAIM_LEFT,
    Event.Verb.CLAIM_ACCEPTED,
    Event.Verb.CLAIM_REJECTED,
    Event.Verb.CLAIM_CHANGED,
)
DAY = {"type": "date"}
LINE = {"dir": "auto"}


class SeenVersionForm(DeskForm):
    """`seen` is the version of the work that the person had before them."""

    seen = WholeNumberField(min_value=0, required=False, widget=forms.HiddenInput)


class WordingForm(SeenVersionForm):
    """A claim's wording, speaker and role, and for each of its words of time which days they mean."""

    wording = text(3, _("The claim in words that stand alone"), _("Words in [brackets] are not printed there."))
    speaker = forms.CharField(
        label=_("Who said it"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=LINE),
        help_text=_("Empty: as the article prints it."),
    )
    role = forms.CharField(
        label=_("Their role"),
        required=False,
        max_length=600,
        widget=forms.TextInput(attrs=LINE),
        help_text=_("Empty: as the article prints it."),
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        found = queries.times_of(claim)
        first: dict[str, Any] = {"wording": claim.wording, "speaker": claim.speaker, "role": claim.role}
        for number, (_when, days) in enumerate(found):
            first |= {f"time_{number}": "keep", **self._days(number, days)}
        super().__init__(*args, auto_id="words-%s", initial=first, **kwargs)
        self.times = [when.exact for when, _days in found]
        choices = [("keep", _("as it is")), ("set", _("these days:")), ("drop", _("says nothing about when"))]
        for number in range(len(found)):
            self.fields[f"time_{number}"] = forms.ChoiceField(choices=choices, required=False, widget=forms.RadioSelect)
        for which in [*map(str, range(len(found))), "new"]:
            self._date(f"first_{which}", _("first day"))
            self._date(f"last_{which}", _("last day"))
        self.fields["exact_new"] = forms.CharField(
            label=_("Other printed words that say when"), required=False, widget=forms.TextInput(attrs=LINE)
        )

    def _date(self, name: str, label: Any) -> None:
        widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")
        self.fields[name] = forms.DateField(label=label, required=False, widget=widget)

    @staticmethod
    def _days(number: int, days: Any) -> dict[str, Any]:
        if days is None:
            return {}
        last = date.fromisoformat(days.end) - timedelta(days=1) if days.end else ""
        return {f"first_{number}": days.start or "", f"last_{number}": last}

    @property
    def rows(self) -> list[tuple[str, Any, Any, Any]]:
        """Each of the claim's words of time with its three fields, for the template."""
        return [(exact, self[f"time_{n}"], self[f"first_{n}"], self[f"last_{n}"]) for n, exact in enumerate(self.times)]

    @property
    def new(self) -> list[Any]:
        return [self["exact_new"], self["first_new"], self["last_new"]]

    def changes(self) -> dict[str, Any]:
        """Return the new wording as the workflow takes it; `times` is None when all of them stay."""
        data = self.cleaned_data
        days: list[Days] = []
        for number in range(len(self.times)):
            choice = data[f"time_{number}"] or "keep"
            if choice == "keep":
                days.append(Days(number))
            elif choice == "set":
                days.append(Days(number, data[f"first_{number}"], data[f"last_{number}"]))
        if data["exact_new"]:
            days.append(Days(None, data["first_new"], data["last_new"], data["exact_new"]))
        same = days == [Days(number) for number in range(len(self.times))]
        plain = {name: data[name] for name in ("wording", "speaker", "role", "seen")}
        return plain | {"times": None if same else days}


class MergeForm(SeenVersionForm):
    """Into which claim: one of those that are offered, or any other by its number."""

    into = WholeNumberField(min_value=1, label=_("The other claim's number"))

    def refuse(self, error: ValidationError) -> None:
        self.add_error(None, ValidationError(error.messages))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.errors.get("into"):
            self.add_error(None, _("Which claim says the same? Choose one, or give its number."))
        return found


class AdjustForm(SeenVersionForm):
    """Other printed words that a claim rests on."""

    place = WholeNumberField(min_value=1, widget=forms.HiddenInput)
    start = WholeNumberField(required=False, min_value=0, widget=forms.HiddenInput)
    end = WholeNumberField(required=False, min_value=0, widget=forms.HiddenInput)
    exact = text(3, _("The printed words"), _("Select them in the article, or copy them here."))

    def spot(self, place: Appearance) -> Span:
        data = self.cleaned_data
        return place_of(place.version, place, data["exact"], data["start"], data["end"], "exact")


class SplitForm(SeenVersionForm):
    """The claims that one claim is split into: words that stand alone, and the printed words of each."""

    def __init__(self, *args: Any, place: Appearance, **kwargs: Any) -> None:
        first: dict[str, Any] = {}
        for number in range(PARTS):
            first |= {f"exact_{number}": place.exact, f"start_{number}": place.start, f"end_{number}": place.end}
        super().__init__(*args, auto_id="split-%s", initial=first, **kwargs)
        for number in range(PARTS):
            self.fields[f"wording_{number}"] = text(2, _("Words that stand alone"), required=False)
            for name in ("start", "end"):
                self.fields[f"{name}_{number}"] = WholeNumberField(
                    required=False, min_value=0, widget=forms.HiddenInput
                )
            self.fields[f"exact_{number}"] = text(2, _("Its printed words"), required=False)
        self.place = place

    @property
    def rows(self) -> list[tuple[int, Any, Any, Any, Any]]:
        names = ("wording", "exact", "start", "end")
        return [(n + 1, *(self[f"{name}_{n}"] for name in names)) for n in range(PARTS)]  # type: ignore[misc]

    def parts(self) -> list[SplitPart]:
        """Return the parts that have a wording. Raises ValidationError naming the field whose words are not there."""
        data, found = self.cleaned_data, []
        for n in range(PARTS):
            if data[f"wording_{n}"].strip():
                words = data[f"exact_{n}"] or self.place.exact
                at = (data[f"start_{n}"], data[f"end_{n}"])
                span = place_of(self.place.version, self.place, words, *at, f"exact_{n}")
                found.append(SplitPart(data[f"wording_{n}"], span.start, span.end, span.exact))
        return found


def place_of(
    version: ArticleVersion, near: Appearance, words: str, start: int | None, end: int | None, field: str
) -> Span:
    """Return where words stand: at the place given, else once inside the claim's place, else once in the whole text.

    A browser sends line ends as CR LF; the texts have LF.
    """
    words = words.replace("\r\n", "\n")
    if start is not None and end is not None and version.text[start:end] == words and start < end:
        return Span(start, end, words)
    words = words.strip()
    for first, last in ((near.start, near.end), (0, len(version.text))) if words else ():
        at = version.text.find(words, first, last)
        if at >= 0 and version.text.find(words, at + 1, last) < 0:
            return Span(at, at + len(words), words)
    raise ValidationError(
        {field: _("These words do not stand in the article, or more than once. Copy them exactly, with some more.")}
    )


class UndoForm(DeskForm):
    """`seen` is the event that the person takes back."""

    seen = WholeNumberField(min_value=1, required=False)


@dataclass(frozen=True, slots=True)
class SimilarClaim:
    """A claim that this one may say the same as."""

    key: int
    wording: str


def gather(
    claim: Claim,
    work: Work,
    line: ClaimLine | None,
    bound: Mapping[str, DeskForm],
    *,
    by: User,
    viewer: UUID | None,
) -> dict[str, Any]:
    """Return what the template of a claim's words needs; `line` has its places in the version that is shown."""
    here = {place.pk for place in line.claim.appearances.all()} if line else set()
    places = [place for place in claim.appearances.all() if place.pk in here]
    is_open = claim.proposal in STANDS and not work.held_because
    may = is_open and stages.may(by, work, "claims.change_claim")
    frozen = work.stage == Stage.DONE
    last = undo.last(claim=claim, by=Actor(pk=viewer))
    whole = claim.split_from if claim.split_from_id else None
    return {
        "may_change": may,
        "frozen": frozen,
        "words_form": (bound.get("words") or WordingForm(claim=claim)) if may and not frozen else None,
        "merge_form": bound.get("merge"),
        "alike": similar_claims(claim, places) if may and not claim.rating else [],
        "split_form": _split_form(bound, judged_at(claim, places)) if may and not frozen and not claim.rating else None,
        "adjust_forms": _adjust_forms(bound, places, judged_at(claim, places)) if may and not frozen else [],
        "undo_event": last,
        "undo_what": event_phrases.UNDO[last.verb] if last is not None else "",
        "undo_in_place": last is not None and last.verb in IN_PLACE,
        "undo_bound": bound.get("undo"),
        "became": _became(claim),
        "whole": whole,
    }


def similar_claims(claim: Claim, places: list[Appearance]) -> list[SimilarClaim]:
    """Return the claims of the same text, those whose words are most like these first."""
    if not places:
        return []
    places_in_text = Appearance.objects.filter(claim=OuterRef("pk"), version=places[0].version_id, replaced_at=None)
    rows = Claim.objects.filter(Exists(places_in_text), proposal__in=STANDS).exclude(pk=claim.pk)
    like = rows.annotate(like=TrigramSimilarity("wording", claim.wording)).order_by("-like", "id")
    return [SimilarClaim(key, wording) for key, wording in like.values_list("pk", "wording")[:ALIKE]]


def _split_form(bound: Mapping[str, DeskForm], place: Appearance | None) -> DeskForm | None:
    return bound.get("split") or (SplitForm(place=place) if place is not None else None)


def _adjust_forms(
    bound: Mapping[str, DeskForm], places: list[Appearance], judged: Appearance | None
) -> list[tuple[str, DeskForm]]:
    """Return a form for each place with its words, where there are several; the first is that which is judged."""
    refused = bound.get("adjust")
    found = []
    for place in sorted(places, key=lambda each: each is not judged):
        values = {"place": place.pk, "start": place.start, "end": place.end, "exact": place.exact}
        mine = refused is not None and str(refused.data.get("place")) == str(place.pk)
        form = refused if mine and refused else AdjustForm(auto_id=f"adjust-{place.pk}-%s", initial=values)
        found.append((place.exact if len(places) > 1 else "", form))
    return found


def _became(claim: Claim) -> list[Claim]:
    """Return the claims that this one became."""
    if claim.proposal == Proposal.MERGED and claim.merged_into is not None:
        return [claim.merged_into]
    return list(claim.parts.exclude(proposal=Proposal.MERGED)) if claim.proposal == Proposal.SPLIT else []
