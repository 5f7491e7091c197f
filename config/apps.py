"""The wiring as a Django app, so that its commands are found."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app of settings, commands and wiring."""

    name = "config"
    verbose_name = "Claimdesk"

    def ready(self) -> None:
        """Make the tasks of this process publish through our Celery application."""
        from config import celery  # noqa: F401
