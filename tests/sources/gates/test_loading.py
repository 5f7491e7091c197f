"""The operations that migrations load gates with: the files in their order, and the triggers of each table."""

from pathlib import Path

import pytest

from sources.gates.loading import ANY, Columns, load, protect


def test_gates_are_loaded_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    for name in ("first", "second", "third"):
        (tmp_path / f"{name}.sql").write_text(f"SELECT '{name}';")
    assert load(tmp_path, "second", "first").sql == "SELECT 'second';\nSELECT 'first';"


NEVER = "BEFORE UPDATE OR DELETE ON app_row FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();"
NEVER_DELETED = "BEFORE DELETE ON app_row FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();"


def only(columns: str) -> str:
    return f"BEFORE UPDATE ON app_row FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change({columns});"


@pytest.mark.parametrize(
    ("columns", "deletable", "triggers"),
    [
        ((), False, [("row_never_changes", NEVER)]),
        ((), True, [("row_never_changes", NEVER.replace(" OR DELETE", ""))]),
        (
            ("kind", "rule"),
            False,
            [("row_only_these_change", only("'kind', 'rule'")), ("row_never_deleted", NEVER_DELETED)],
        ),
        (("kind",), True, [("row_only_these_change", only("'kind'"))]),
        (ANY, False, [("row_never_deleted", NEVER_DELETED)]),
        (ANY, True, []),
    ],
    ids=["fixed", "fixed until deleted", "two columns", "one column", "any column", "any column, or deleted"],
)
def test_a_table_gets_the_triggers_of_what_may_change(
    columns: Columns, deletable: bool, triggers: list[tuple[str, str]]
) -> None:
    lines = str(protect({"app_row": columns}, {"app_row"} if deletable else ()).sql).split("\n")
    assert lines[:3] == [
        f"DROP TRIGGER IF EXISTS row_{name} ON app_row;"
        for name in ("never_changes", "only_these_change", "never_deleted")
    ]
    assert lines[3:] == [f"CREATE TRIGGER {name} {rest}" for name, rest in triggers]


def test_each_table_of_several_has_its_own_triggers() -> None:
    text = str(protect({"app_row": (), "app_other": ANY}, {"app_row"}).sql)
    assert "CREATE TRIGGER row_never_changes BEFORE UPDATE ON app_row" in text
    assert "CREATE TRIGGER other_never_deleted BEFORE DELETE ON app_other" in text
    assert "row_never_deleted BEFORE" not in text
