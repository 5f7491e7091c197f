"""Operations for migrations: load gates from their files, and make the triggers of rows that never change."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeAlias

from django.db import migrations

# Which columns of a row may change; none: the row is fixed; ANY: a gate of its own says which.
Columns: TypeAlias = tuple[str, ...] | None
ANY: Columns = None


def load(folder: Path, *names: str) -> migrations.RunSQL:
    """Return the operation that loads these gates, in this order; safe to run on a database that has older ones.

    A gate's name stands in one migration, the newest that needs it: who changes the file moves the name there.
    There is no way back: it would open what the gates close.
    """
    return migrations.RunSQL("\n".join((folder / f"{name}.sql").read_text() for name in names))


def protect(columns: Mapping[str, Columns], deletable: Collection[str] = ()) -> migrations.RunSQL:
    """Return the operation that makes the triggers of a table `table: columns that may change`.

    As with a gate's name, one migration calls it, the newest: whoever adds a table moves the call there, since an early
    migration does not know the table yet.
    """
    return migrations.RunSQL("\n".join(_triggers(table, columns[table], table in deletable) for table in columns))


def _triggers(table: str, columns: Columns, deletable: bool) -> str:
    noun = table.partition("_")[2]
    lines = [f"DROP TRIGGER IF EXISTS {noun}_{name} ON {table};" for name in ("never_changes", "only_these_change")]
    lines.append(f"DROP TRIGGER IF EXISTS {noun}_never_deleted ON {table};")
    if columns == ():
        when = "UPDATE" if deletable else "UPDATE OR DELETE"
        return "\n".join([*lines, _trigger(f"{noun}_never_changes", when, table, "never_changes()")])
    if columns is not None:
        names = ", ".join(f"'{column}'" for column in columns)
        lines.append(_trigger(f"{noun}_only_these_change", "UPDATE", table, f"only_these_change({names})"))
    if not deletable:
        lines.append(_trigger(f"{noun}_never_deleted", "DELETE", table, "never_changes()"))
    return "\n".join(lines)


def _trigger(name: str, when: str, table: str, function: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION claimdesk_{function};"
