"""Colleagues' comments on a claim, below its panel."""

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
from claims.desk.base.claim_list import claim_address
from claims.desk.base.forms import DeskForm, text
from claims.desk.base.people import person
from claims.models import Claim
from claims.queries import blind
from claims.workflow.inbox import comment
from sources.models import Actor

MOST_COMMENTS = 200


class CommentForm(DeskForm):
    """A comment."""

    text = text(3, gettext_lazy("Write to colleagues"), gettext_lazy("@name calls somebody. Never public."))


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment with its @mentions marked by more than colour."""

    key: int
    by: str
    at: datetime
    html: SafeString


def gather(claim: Claim, actor: UUID | None, draft: str = "") -> dict[str, Any]:
    """Return what desk/shift/comments.html needs: two queries. `draft` is a comment that was refused."""
    rows = list(blind.comments_seen_by(actor).filter(claim=claim).order_by("-id")[:MOST_COMMENTS])[::-1]
    people = {str(row.written_by) for row in rows} | {key for row in rows for key in row.mentions}
    known = {
        str(key): (name, (username or "").lower())
        for key, name, username in Actor.objects.filter(pk__in=people).values_list("pk", "name", "user__username")
    }
    nobody = (str(labels.SOMEBODY), "")
    return {
        "comments": [
            CommentRow(
                row.pk,
                known.get(str(row.written_by), nobody)[0],
                row.created_at,
                mark_mentions(row.text, {known.get(key, nobody)[1] for key in row.mentions}),
            )
            for row in rows
        ],
        "comment_form": CommentForm({"text": draft} if draft else None, auto_id="comment-%s"),
        "comment_claim": claim.pk,
    }


def mark_mentions(words: str, names: set[str]) -> SafeString:
    """Return a comment as HTML with the mentions of these user names (in lower case) in bold."""

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
    words = request.POST.get("text", "")
    try:
        written = comment.write(claim=claim, text=words, by=person(request), at=timezone.now())
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect(claim_address(claim, "comments"))
    messages.success(request, _("Written."))
    return redirect(claim_address(claim, f"comment-{written.pk}"))
