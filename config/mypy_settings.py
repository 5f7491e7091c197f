"""The settings as mypy's Django plugin reads them: on a developer's machine, which has no production variables."""

import os

os.environ.setdefault("CLAIMDESK_MODE", "local")

from config.settings import *  # noqa: F403
