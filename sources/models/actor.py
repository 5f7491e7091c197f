"""Who did something, in a form that outlives the account."""

import uuid

from django.conf import settings
from django.db import models


class Actor(models.Model):
    """An opaque id for a person or service.

    Records that must never change (verdicts, events) hold this id without a foreign key; the name stands here, where it
    can be erased without touching them. Deleting the account only unlinks it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="actor"
    )
    name = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.name
