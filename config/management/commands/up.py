"""Start Claimdesk on this machine, and process articles."""

import http.client
import os
import signal
import sys
import time
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connections
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress
from rich.table import Column, Table
from rich.text import Text

from config import cli_intake, first_users, secret
from config import practice as practice_desk
from config.stack import paths, programs, static
from config.stack.instance_lock import InstanceLock, free_port
from config.stack.postgres import NotStarted, PostgreSQL
from config.stack.supervisor import Supervisor
from config.stack.valkey import Valkey

TEND_SECONDS = 1.0
PRINTED_COLUMNS = 140  # in a file or pipe, which has no width of its own


class Stopped(BaseException):
    """Somebody asked us to end."""


class Command(BaseCommand):
    """Run database, broker, worker, beat and web on this machine until Ctrl-C."""

    help = "Start everything, process the named articles, print their claims and where to sign in. Ctrl-C stops it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "articles", nargs="*", metavar="FILE|URL|-", help="articles to process; - is standard input"
        )
        parser.add_argument("--practice", action="store_true", help="add people and articles to practise with")
        parser.add_argument("--port", type=int, help="the port on 127.0.0.1 (default: the first free one from 8000)")

    def handle(self, *args: Any, articles: list[str], practice: bool, port: int | None, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError("up is for one machine. In production start the services of docker-compose.yml.")
        self.out, self.err = Console(highlight=False), Console(stderr=True, highlight=False)
        if not self.out.is_terminal and "COLUMNS" not in os.environ:
            self.out.width = PRINTED_COLUMNS
        try:
            lock = InstanceLock(paths.make_data_folder(settings.DATA))
            if lock.take():
                self._run(lock, articles, practice, port)
            else:
                self._hand_over(lock, articles)
        except (NotStarted, OSError, LookupError) as problem:
            raise CommandError(str(problem)) from None

    def _run(self, lock: InstanceLock, articles: list[str], practice: bool, port: int | None) -> None:
        for name in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(name, _stop)
        supervisor = Supervisor(self._say)
        try:
            address = self._start(supervisor, port)
            lock.note({"address": address})
            self._read(self._wanted(articles, practice), supervisor)
            # Made only now, so that a Ctrl-C before this line loses no password.
            self._welcome(address, first_users.first_administrator() + (self._practice() if practice else []))
            while True:
                time.sleep(TEND_SECONDS)
                supervisor.tend()
        except Stopped:
            pass
        finally:
            supervisor.stop()
            lock.forget()

    def _start(self, supervisor: Supervisor, port: int | None) -> str:
        secret.keep(settings.DATA)
        if os.environ.get("DATABASE_URL"):
            self._say("using the database of DATABASE_URL")
        else:
            self._say("starting PostgreSQL")
            database = PostgreSQL(settings.DATA)
            supervisor.start("PostgreSQL", database)
            database.create()
        if os.environ.get("BROKER_URL"):
            self._say("using the broker of BROKER_URL")
        else:
            self._say("starting Valkey")
            supervisor.start("Valkey", Valkey(settings.DATA))
        self._say("preparing the database")
        call_command("prepare", verbosity=0)
        if "owner" in connections:
            connections["owner"].close()
        if static.collect(settings.STATIC_ROOT):
            self._say("collected the static files")
        port = free_port(port, tries=1) if port else free_port()
        for name, program in programs.local(settings.DATA, port, ready=lambda: _answers(port)).items():
            self._say(f"starting the {name}")
            supervisor.start(name, program)
        return f"http://127.0.0.1:{port}/"

    def _wanted(self, articles: list[str], practice: bool) -> list[str]:
        from sources.models import Article

        first = [] if articles or Article.objects.exists() else cli_intake.samples("first")
        return [*articles, *first, *(cli_intake.samples("practice") if practice else [])]

    def _practice(self) -> list[first_users.SignIn]:
        signs = first_users.practice()
        if count := practice_desk.prepare(at=timezone.now()):
            self._say(f"put {count} claim{'s' * (count > 1)} on the desk “{practice_desk.NAME}”")
        return signs

    def _hand_over(self, lock: InstanceLock, articles: list[str]) -> None:
        found = lock.read()
        where = f"at {found['address']}" if "address" in found else "and is still starting"
        self.out.print(f"Claimdesk already runs {where} (process {found.get('process', 'unknown')}).")
        if articles and "address" not in found:
            raise CommandError("It cannot take articles yet; try again in a moment.")
        self._read(articles, None)

    def _read(self, places: list[str], supervisor: Supervisor | None) -> None:
        if not places:
            return
        self._say(f"processing {len(places)} article{'s' * (len(places) > 1)}")
        progress = Progress(console=self.err, transient=True) if self.err.is_terminal else None
        report = cli_intake.receive(places)
        with progress or nullcontext():
            bar = progress.add_task("finding claims", total=len(places)) if progress else None

            def meanwhile(done: int, total: int) -> None:
                if progress and bar is not None:
                    progress.update(bar, completed=done, total=total)
                if supervisor:
                    supervisor.tend()

            cli_intake.wait(report, meanwhile)
        for place, reason in report.refused.items():
            self._say(f"refused {place}: {reason}")
        self.out.print(f"Articles: {report}.")
        if report.owed:
            self._say(f"{report.owed} still being processed; see Processing runs in the admin")
        if rows := cli_intake.table(report.articles):
            table = Table(Column("Claim", ratio=5), Column("Who said it", ratio=2), "Type", Column("Place", ratio=3))
            for row in rows:
                table.add_row(*map(Text, row))  # Text: brackets in an article are not markup
            self.out.print(table)

    def _welcome(self, address: str, signs: list[first_users.SignIn]) -> None:
        self.out.print(f"\nClaimdesk is at {address}")
        for sign in signs:
            self.out.print(
                f"  sign in as {sign.name} ({sign.group}) with {sign.password}", soft_wrap=True, markup=False
            )
        if signs:
            if any(sign.name in practice_desk.DESK for sign in signs):
                self.out.print("  Ten minutes to practise, step by step: docs/first-ten-minutes.md", soft_wrap=True)
            self.out.print("  Passwords are shown only once; ./claimdesk changepassword NAME sets a new one.")
        self.out.print("Ctrl-C stops it.")
        sys.stdout.flush()

    def _say(self, line: str) -> None:
        self.err.print(f"· {line}", markup=False, soft_wrap=True)


def _stop(*_: Any) -> None:
    raise Stopped


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/livez")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
