"""An early pytest plugin: real servers before any setting is read, named in pyproject.toml.

Everything lives in a temporary folder and ends with pytest, also when that is killed.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from config.stack.postgres import APP, OWNER, PostgreSQL
from config.stack.valkey import Valkey

DATABASE = "test_claimdesk"
FOLDER = pytest.StashKey[Path]()
SERVERS = pytest.StashKey[list[PostgreSQL | Valkey]]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    if not {"--help", "-h", "--version", "--markers"} & set(early_config.invocation_params.args):
        _start(early_config)
    return (yield)


def _start(config: pytest.Config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="claimdesk-test-"))
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    config.stash[FOLDER] = folder
    postgres, valkey = PostgreSQL(folder, durable=False), Valkey(folder, durable=False)
    servers: list[PostgreSQL | Valkey] = [valkey, postgres]
    config.stash[SERVERS] = servers
    try:
        valkey.start()
        postgres.start()
        postgres.create(DATABASE)
    except BaseException:
        _stop(config)
        raise
    for name in ("OUTBOUND_ALLOW", "EXTRACTOR", "MAX_UPLOAD_BYTES", "DEBUG", "ALLOWED_HOSTS", "SECRET_KEY"):
        os.environ.pop(name, None)  # a developer's shell must not change what is tested
    os.environ.update(
        CLAIMDESK_MODE="test",
        CLAIMDESK_DATA=str(folder),
        DATABASE_URL=postgres.url(APP, DATABASE),
        DATABASE_OWNER_URL=postgres.url(OWNER, DATABASE),
        BROKER_URL=valkey.url(),
    )


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    _stop(config)


def _stop(config: pytest.Config) -> None:
    for server in config.stash.get(SERVERS, []):
        server.stop()
    if folder := config.stash.get(FOLDER, None):
        shutil.rmtree(folder, ignore_errors=True)
