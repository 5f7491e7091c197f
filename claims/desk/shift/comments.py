"""What colleagues say to each other about a claim, below its panel."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from claims.desk.base import labels
from claims.desk.base.forms import Form, text
from claims.desk.base.people import person
from claims.desk.shift.queue_rows import claim_url
from claims.models import Claim
from claims.queries import blind
from claims.workflow.inbox import comment
from sources.models import Actor

SHOWN = 200


class Writing(Form):
    """A comment."""

    text = text(3, gettext_lazy("Write to colleagues"), gettext_lazy("@name calls somebody. Never public."))


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it is shown, its @names told apart by more than colour."""

    key: int
    by: str
    at: datetime
    html: SafeString


def gather(claim: Claim, actor: UUID | None, draft: str = "") -> dict[str, Any]:
    """Return what desk/shift/comments.html needs: two queries. `draft` is a comment that was refused."""
    rows = list(blind.comments_seen_by(actor).filter(claim=claim).order_by("-id")[:SHOWN])[::-1]
    people = {str(row.written_by) for row in rows} | {key for row in rows for key in row.mentions}
    known = {
        str(key): (name, (username or "").lower())
        for key, name, username in Actor.objects.filter(pk__in=people).values_list("pk", "name", "user__username")
    }
    nobody = (str(labels.SOMEBODY), "")
    return {
        "comments": [
            Said(
                row.pk,
                known.get(str(row.written_by), nobody)[0],
                row.created_at,
                called(row.text, {known.get(key, nobody)[1] for key in row.mentions}),
            )
            for row in rows
        ],
        "comment_form": Writing({"text": draft} if draft else None, auto_id="comment-%s"),
        "comment_claim": claim.pk,
    }


def called(words: str, names: set[str]) -> SafeString:
    """Escape a comment, and set apart whom it calls: user names, in lower case."""

    def mark(found: re.Match[str]) -> str:
        meant = next((name for name in comment.candidates(found[1]) if name in names), "")
        end = len(meant) + 1
        return f"<strong>{found[0][:end]}</strong>{found[0][end:]}" if meant else found[0]

    marked = comment.NAME.sub(mark, escape(words))
    return mark_safe(marked.replace("\n", "<br>"))  # escaped above; a name has no sign that HTML knows


@require_POST
def write(request: HttpRequest, key: int) -> HttpResponse:
    """Add a comment. One that is refused comes back into the form."""
    claim = get_object_or_404(Claim, pk=key)
    given = request.POST.get("text", "")
    try:
        made = comment.write(claim=claim, text=given, by=person(request), at=timezone.now())
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect(f"{claim_url(key)}#comments")
    messages.success(request, _("Written."))
    return redirect(f"{claim_url(key)}#comment-{made.pk}")
