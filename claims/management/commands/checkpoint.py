"""Write what was decided to a file outside the database, signed."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.workflow.ledger import checkpoint


class Command(BaseCommand):
    help = (
        "Add what was decided since the last checkpoint to the signed file outside the database; so does every night."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, help="where to; LEDGER_FILE without it")
        parser.add_argument("--begin", action="store_true", help="begin another file: the one that was is lost")

    def handle(self, *args: Any, file: Path | None, begin: bool, **options: Any) -> None:
        file = file or settings.LEDGER_FILE
        try:
            written = checkpoint.write(file, at=timezone.now(), begin=begin)
        except checkpoint.ForgedCheckpoint as forged:
            raise CommandError(f"Nothing was written: {file} was changed. {forged}.") from None
        except OSError as failure:
            raise CommandError(f"Nothing was written to {file}: {failure.strerror}.") from None
        self.stdout.write(f"{written.rows} rows by {written.at} in {file}. Keep this digest elsewhere, too:")
        self.stdout.write(written.digest)
