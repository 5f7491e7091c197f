"""What people did to a claim's words, told for its record."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Event

Words = str | Promise
EVENTS: dict[str, Words] = {
    "claim.changed": gettext_lazy("changed what it says"),
    "claim.merged": gettext_lazy("merged it into another claim"),
    "claim.took_in": gettext_lazy("merged another claim into it"),
    "claim.split": gettext_lazy("split it into several claims"),
    "claim.split_off": gettext_lazy("split it off from another claim"),
    "claim.adjusted": gettext_lazy("adjusted the words it rests on"),
    "claim.undone": gettext_lazy("took back what they had done last"),
}
# What `u` takes back, on its button.
UNDO: dict[str, Words] = {
    "claim.picked": gettext_lazy("that you picked it"),
    "claim.left": gettext_lazy("that you left it"),
    "article.rest_left": gettext_lazy("that you left it with the rest of the article"),
    "claim.accepted": gettext_lazy("that you accepted it as a claim"),
    "claim.rejected": gettext_lazy("that you said it is not a claim"),
    "claim.changed": gettext_lazy("your change of its words"),
    "claim.adjusted": gettext_lazy("your change of the words it rests on"),
    "claim.merged": gettext_lazy("your merge"),
    "claim.took_in": gettext_lazy("your merge"),
    "claim.split": gettext_lazy("your split"),
    "claim.split_off": gettext_lazy("your split"),
}
FIELDS: dict[str, Words] = {
    "wording": gettext_lazy("the wording"),
    "speaker": gettext_lazy("who said it"),
    "role": gettext_lazy("the role"),
    "times": gettext_lazy("the time"),
}


def detail(event: Event) -> str:
    """Say more of what was done to a claim's words: what they were before, which loaded words a person dropped."""
    if event.verb == "claim.undone":
        return str(UNDO.get(event.data["act"], ""))
    if event.verb == "claim.adjusted":
        return _("they were “%(words)s”") % {"words": event.data["before"][:200]}
    if event.verb != "claim.changed":
        return ""
    before: Mapping[str, object] = event.data["before"]
    told = [str(said) for name, said in FIELDS.items() if name in before]
    said = ", ".join(told)
    if "wording" in before:
        said += " " + _("(it was “%(words)s”)") % {"words": str(before["wording"])[:300]}
    if event.data.get("dropped"):
        said += "; " + _("loaded words left out: %(words)s") % {"words": ", ".join(event.data["dropped"])}
    return said
