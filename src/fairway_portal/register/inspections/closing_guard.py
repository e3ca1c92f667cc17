"""Closed inspections guarded by the database itself: their findings stay as they were when they were closed.

What the agency and the officer add once an inspection is closed (`answer`, `remedied`) may still be written. A
migration that alters one of the two tables begins with `release_closed` and ends with `GuardClosed`: SQLite makes the
table anew.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython

FINDINGS: Final = "fairway_inspections_finding"
INSPECTIONS: Final = "fairway_inspections_inspection"
REFUSAL: Final = "a finding of a closed inspection cannot be changed or deleted"
REFUSAL_TO_REOPEN: Final = "a closed inspection cannot be changed or deleted"
FIXED: Final = ("id", "inspection_id", "requirement", "result", "words", "public", "remedy_by")
"""Of a finding: what was found. `answer` and `remedied` come later."""
_BESIDES: Final = "fairway_inspections_findingstep_delete"
"""SQLite empties a database with DELETE: whoever takes the guard of the steps away first may take the findings too."""

_CLOSED: Final = f"EXISTS (SELECT 1 FROM {INSPECTIONS} WHERE closed AND id IN ({{rows}}))"  # noqa: S608 -- names of ours


def _sqlite() -> tuple[str, ...]:
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in FIXED)
    closed = _CLOSED
    guarded = f"EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = '{_BESIDES}')"  # noqa: S608 -- ours
    return (
        f"CREATE TRIGGER IF NOT EXISTS {FINDINGS}_closed_update BEFORE UPDATE ON {FINDINGS} "
        f"WHEN {closed.format(rows='OLD.inspection_id, NEW.inspection_id')} AND ({changed}) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER IF NOT EXISTS {FINDINGS}_closed_insert BEFORE INSERT ON {FINDINGS} "
        f"WHEN {closed.format(rows='NEW.inspection_id')} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER IF NOT EXISTS {FINDINGS}_closed_delete BEFORE DELETE ON {FINDINGS} "
        f"WHEN {guarded} AND {closed.format(rows='OLD.inspection_id')} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER IF NOT EXISTS {INSPECTIONS}_closed_update BEFORE UPDATE ON {INSPECTIONS} "
        f"WHEN OLD.closed BEGIN SELECT RAISE(ABORT, '{REFUSAL_TO_REOPEN}'); END",
        f"CREATE TRIGGER IF NOT EXISTS {INSPECTIONS}_closed_delete BEFORE DELETE ON {INSPECTIONS} "
        f"WHEN OLD.closed AND {guarded} BEGIN SELECT RAISE(ABORT, '{REFUSAL_TO_REOPEN}'); END",
    )


def _postgres() -> tuple[str, ...]:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FIXED)
    closed = _CLOSED
    refuse = "RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'"
    said = refuse.format(said=REFUSAL)
    return (
        f"CREATE OR REPLACE FUNCTION {FINDINGS}_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN "
        f"IF {closed.format(rows='OLD.inspection_id')} THEN {said}; END IF; RETURN OLD; END IF; "
        f"IF TG_OP = 'INSERT' THEN "
        f"IF {closed.format(rows='NEW.inspection_id')} THEN {said}; END IF; RETURN NEW; END IF; "
        f"IF ({changed}) AND {closed.format(rows='OLD.inspection_id, NEW.inspection_id')} THEN {said}; END IF; "
        f"RETURN NEW; END $$",
        f"CREATE OR REPLACE TRIGGER {FINDINGS}_closed BEFORE INSERT OR UPDATE OR DELETE ON {FINDINGS} "
        f"FOR EACH ROW EXECUTE FUNCTION {FINDINGS}_closed()",
        f"CREATE OR REPLACE FUNCTION {INSPECTIONS}_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"{refuse.format(said=REFUSAL_TO_REOPEN)}; END $$",
        f"CREATE OR REPLACE TRIGGER {INSPECTIONS}_closed BEFORE UPDATE OR DELETE ON {INSPECTIONS} "
        f"FOR EACH ROW WHEN (OLD.closed) EXECUTE FUNCTION {INSPECTIONS}_closed()",
    )


def _releases(vendor: str) -> tuple[str, ...]:
    if vendor == "sqlite":
        events = ((FINDINGS, "update"), (FINDINGS, "insert"), (FINDINGS, "delete"))
        several = (*events, (INSPECTIONS, "update"), (INSPECTIONS, "delete"))
        return tuple(f"DROP TRIGGER IF EXISTS {table}_closed_{event}" for table, event in several)
    return tuple(f"DROP TRIGGER IF EXISTS {table}_closed ON {table}" for table in (FINDINGS, INSPECTIONS))


def guard_closed(connection: BaseDatabaseWrapper) -> None:
    """Has the database refuse every change of what was found, and of the closed inspection itself."""
    _execute(connection, _sqlite() if connection.vendor == "sqlite" else _postgres())


def release_closed(connection: BaseDatabaseWrapper) -> None:
    """Takes the guard away."""
    _execute(connection, _releases(connection.vendor))


def _execute(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class GuardClosed(RunPython):
    """The operation of a migration that guards closed inspections and their findings."""

    def __init__(self) -> None:
        super().__init__(
            lambda apps, editor: guard_closed(editor.connection), lambda apps, editor: release_closed(editor.connection)
        )
