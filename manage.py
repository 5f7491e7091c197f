#!/usr/bin/env python3
"""Run one of Claimdesk's commands."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("CLAIMDESK_MODE", "local")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
