"""What is unknown or open in a claim's words, and what is offered for them since more is known."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims import reword
from claims.desk.base.forms import DeskForm
from claims.desk.base.people import names
from claims.desk.claim_panel.claim_words import marked
from claims.desk.claim_panel.edit_forms import LINE, SeenVersionForm
from claims.models import Claim
from claims.workflow.claim import words_stand
from claims.workflow.claim.words_stand import MAX_WHY


class LetStandForm(SeenVersionForm):
    """Why a claim's words stand as they are, though something in them is unknown or open."""

    because = forms.CharField(
        label=_("Why the words stand as they are"),
        max_length=MAX_WHY,
        widget=forms.TextInput(attrs=LINE),
        help_text=_("For colleagues; it stays in the record."),
    )


def gather(claim: Claim, bound: Mapping[str, DeskForm], *, may_change: bool) -> dict[str, Any]:
    """Return what the panel shows of words that are open, and of another wording that is offered."""
    open_now = words_stand.are_open(claim)
    known = names([claim.words_stand_by]) if claim.words_stand_by else {}
    return {
        "offer": _offer(claim),
        "words_open": open_now,
        "date_unknown": open_now and _lacks_date(claim),
        "let_stand": (bound.get("let_stand") or LetStandForm(auto_id="stand-%s")) if open_now and may_change else None,
        "stands_by": known.get(claim.words_stand_by, "") if claim.words_stand_by else "",
    }


def _lacks_date(claim: Claim) -> bool:
    """Return whether a day in a claim's words waits for the date of its article, which nobody has set."""
    place = next(iter(claim.appearances.all()), None)
    dated = place is not None and place.version.article.published_on is not None
    return not dated and any(segment["why"] == "date" for segment in claim.segments)


def _offer(claim: Claim) -> SafeString | None:
    """Return the wording that is offered, its brackets marked; None without one."""
    return marked(reword.offered_wording(claim)) if claim.offered else None
