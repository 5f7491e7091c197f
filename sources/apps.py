from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The app of articles and where they come from."""

    name = "sources"
    verbose_name = "Sources"
    default_auto_field = "django.db.models.BigAutoField"
