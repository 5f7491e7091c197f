"""Find a Chromium for the browser tests; as root on Debian, install one."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = "Install a Chromium (on Debian: apt-get install chromium), or set CHROMIUM to one."


def chromium() -> str | None:
    """Return the path of a Chromium: the one that CHROMIUM names, else one on the PATH."""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def install() -> str | None:
    """Install Debian's Chromium when we may; return its path, or None when we may not or it did not work."""
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        return None
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
    for attempt in (command, ["apt-get", "update", "-q"], command):
        done = subprocess.run(
            attempt, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
        if attempt is command and done.returncode == 0:
            break
    return chromium()
