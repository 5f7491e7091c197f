"""Who prints."""

from django.db import models


class Publisher(models.Model):
    """A newspaper, site or agency (schema.org Organization)."""

    name = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Domain(models.Model):
    """A host name that belongs to one publisher; a name that a page merely claims never joins it to another's."""

    name = models.CharField(max_length=253, unique=True)
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="domains")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
