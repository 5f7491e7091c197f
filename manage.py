#!/usr/bin/env python3
"""Run one of Claimdesk's commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("CLAIMDESK_MODE", "local")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as problem:
        line = str(problem).strip().splitlines()[0]
        sys.exit(f"The database does not answer ({line}). On one machine ./claimdesk up starts it.")
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
