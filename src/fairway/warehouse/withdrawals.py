"""Releases that are no longer shown: a mark beside them with day and reason, and never a deletion."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from fairway.kernel.errors import UnreadableFile
from fairway.warehouse import home as places
from fairway.warehouse.vintage import Withdrawal

MARKS: Final = "withdrawn.json"


def withdrawals(folder: Path) -> dict[tuple[str, str], Withdrawal]:
    """(Table, vintage) → its withdrawal, of every table below a folder of vintages.

    Raises:
        UnreadableFile: A file of marks cannot be read: a figure that was withdrawn must not come back unseen.
    """
    return {
        (path.parent.name, vintage): mark
        for path in sorted(folder.glob(f"*/{MARKS}"))
        for vintage, mark in _read(path).items()
    }


def mark(table: Path, vintages: dict[str, Withdrawal | None]) -> None:
    """Marks vintages of a table as withdrawn, or (None) takes the mark away.

    Args:
        table: The folder of the table.
        vintages: Name of the vintage → its withdrawal.
    """
    marks = {**_read(table / MARKS), **vintages}
    kept = {name: asdict(one) for name, one in sorted(marks.items()) if one is not None}
    with places.written(table / MARKS) as path:
        path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _read(path: Path) -> dict[str, Withdrawal]:
    if not path.is_file():
        return {}
    try:
        values: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return {vintage: Withdrawal(**mark) for vintage, mark in values.items()}
    except (OSError, ValueError, TypeError, AttributeError) as fault:
        raise UnreadableFile(
            f"{path} cannot be read: it says which releases were withdrawn.",
            advice="Restore it from a backup, or remove it and withdraw those releases again.",
        ) from fault
