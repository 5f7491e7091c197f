"""Commands say in one line what is wrong."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "CLAIMDESK_MODE")


def manage(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run a command on one machine where nothing has been started."""
    bare = {name: value for name, value in os.environ.items() if name not in SERVERS}
    return subprocess.run(
        [sys.executable, CHECKOUT / "manage.py", *arguments],
        env=bare | {"CLAIMDESK_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_without_its_database_says_how_to_start_it(tmp_path: Path) -> None:
    done = manage("showmigrations", data=tmp_path / "data")
    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer")
    assert "./claimdesk up" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_setting_that_is_wrong_is_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, CHECKOUT / "manage.py", "check"],
        env=os.environ | {"CLAIMDESK_MODE": "production", "ALLOWED_HOSTS": "*"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "ALLOWED_HOSTS is open" in done.stderr
    assert "Traceback" not in done.stderr
