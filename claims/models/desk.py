"""Who works together, and on what."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Desk(models.Model):
    """A part of the house, such as politics or the night shift."""

    name = models.CharField(max_length=100, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="desk_has_name", condition=~Q(name=""))]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody's place on a desk. Everybody on the staff reads; writing on a desk's claim needs this, or the claim."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["desk", "user"]
        constraints = [models.UniqueConstraint(fields=["desk", "user"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} on {self.desk}"
