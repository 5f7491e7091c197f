"""Write what was decided to a file outside the database, signed."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.workflow import ledger


class Command(BaseCommand):
    help = "Add every verdict since the last checkpoint to the signed file outside the database. Runs every night, too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, help="where to; LEDGER_FILE without it")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        file = file or settings.LEDGER_FILE
        try:
            made = ledger.checkpoint(file, at=timezone.now())
        except ledger.Forged as forged:
            raise CommandError(f"Nothing was written: {file} was changed. {forged}.") from None
        except OSError as failure:
            raise CommandError(f"Nothing was written to {file}: {failure.strerror}.") from None
        self.stdout.write(f"{made.verdicts} verdicts by {made.at} in {file}. Keep this digest elsewhere, too:")
        self.stdout.write(made.digest)
