"""Hold the record against itself and against the checkpoints."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from claims.workflow.ledger import checkpoint, ledger


class Command(BaseCommand):
    help = (
        "Walk the chain of every claim's verdicts, hold each against its row and against the signed checkpoints "
        "outside the database, and every archived text against its hash. Names the first bad row and exits with 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, help="the file of checkpoints; LEDGER_FILE without it")
        parser.add_argument("--all", action="store_true", help="name every bad row, not only the first")

    def handle(self, *args: Any, file: Path | None, all: bool, **options: Any) -> None:
        file = file or settings.LEDGER_FILE
        if not file.exists():
            self.stderr.write(f"There is no file of checkpoints at {file}: the record is held only against itself.")
        found = 0
        try:
            for fault in ledger.faults(file):
                found += 1
                self.stdout.write(("First bad row: " if found == 1 else "Also: ") + str(fault))
                if not all:
                    break
        except checkpoint.ForgedCheckpoint as forged:
            raise CommandError(f"The file of checkpoints {file} was changed. {forged}.") from None
        if found:
            raise CommandError("The record does not hold. Keep the database as it is, and compare with a backup.")
        counted = ledger.counted()
        self.stdout.write(f"The record holds: {counted['verdicts']} verdicts on {counted['claims']} claims.")
