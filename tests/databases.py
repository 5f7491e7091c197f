"""Databases of a test's own beside the one that all tests share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql


@contextmanager
def empty_database(owner: psycopg.Connection[Any], name: str = "test_of_its_own") -> Iterator[psycopg.Connection[Any]]:
    """Make an empty database, let `prepare` and `migrate` on "owner" work there, and yield a connection to it."""
    django = connections["owner"]
    shared = django.settings_dict["NAME"]
    django.close()
    owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    django.settings_dict["NAME"] = name
    try:
        with psycopg.connect(owner.info.dsn, dbname=name, autocommit=True) as own:
            yield own
    finally:
        django.close()
        django.settings_dict["NAME"] = shared
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
