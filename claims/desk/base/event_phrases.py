"""Phrases for what people did to a claim's words, as its record shows them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Event

Words = str | Promise
# What `u` takes back, on its button.
UNDO: dict[str, Words] = {
    Event.Verb.CLAIM_PICKED: gettext_lazy("that you picked it"),
    Event.Verb.CLAIM_LEFT: gettext_lazy("that you left it"),
    Event.Verb.ARTICLE_REST_LEFT: gettext_lazy("that you left it with the rest of the article"),
    Event.Verb.CLAIM_ACCEPTED: gettext_lazy("that you accepted it as a claim"),
    Event.Verb.CLAIM_REJECTED: gettext_lazy("that you said it is not a claim"),
    Event.Verb.CLAIM_CHANGED: gettext_lazy("your change of its words"),
    Event.Verb.CLAIM_ADJUSTED: gettext_lazy("your change of the words it rests on"),
    Event.Verb.CLAIM_MERGED: gettext_lazy("your merge"),
    Event.Verb.CLAIM_TOOK_IN: gettext_lazy("your merge"),
    Event.Verb.CLAIM_SPLIT: gettext_lazy("your split"),
    Event.Verb.CLAIM_SPLIT_OFF: gettext_lazy("your split"),
    Event.Verb.CLAIM_BECAME_PART: gettext_lazy("your split"),
    Event.Verb.CLAIM_JOINED: gettext_lazy("your join"),
    Event.Verb.CLAIM_JOINED_INTO: gettext_lazy("your join"),
}
FIELDS: dict[str, Words] = {
    "wording": gettext_lazy("the wording"),
    "speaker": gettext_lazy("who said it"),
    "role": gettext_lazy("the role"),
    "times": gettext_lazy("the time"),
}


def detail(event: Event) -> str:
    """Return the details of a change of a claim's words: what they were before, which loaded words were dropped."""
    if event.verb == Event.Verb.CLAIM_UNDONE:
        return str(UNDO.get(event.data["action"], ""))
    if event.verb == Event.Verb.CLAIM_ADJUSTED:
        return _("they were “%(words)s”") % {"words": event.data["before"][:200]}
    if event.verb != Event.Verb.CLAIM_CHANGED:
        return ""
    before: Mapping[str, object] = event.data["before"]
    fields = [str(phrase) for name, phrase in FIELDS.items() if name in before]
    phrase = ", ".join(fields)
    if "wording" in before:
        phrase += " " + _("(it was “%(words)s”)") % {"words": str(before["wording"])[:300]}
    if event.data.get("dropped"):
        phrase += "; " + _("loaded words left out: %(words)s") % {"words": ", ".join(event.data["dropped"])}
    return phrase
