"""The layout of a home, its version, and the steps from an older one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from fairway.kernel.errors import InputError
from fairway.warehouse import custody
from fairway.warehouse import home as places
from fairway.warehouse.custody import Received
from fairway.warehouse.shelf import Shelf

FILE: Final = "layout.json"
VERSION: Final = 1


def version(place: Path) -> int:
    """The layout's version: 0 for a home that was filled before layouts were numbered, the newest for an empty one."""
    try:
        return int(json.loads((place / FILE).read_text(encoding="utf-8"))["version"])
    except FileNotFoundError:
        return 0 if (place / "vintages").is_dir() else VERSION
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise InputError(
            f"{place / FILE} cannot be read.",
            advice="Restore it from a backup, or remove it and run `fairway upgrade`.",
        ) from fault


def refuse_newer(found: int, what: str) -> None:
    """Refuses what a newer Fairway made.

    Raises:
        InputError: It is newer than this Fairway.
    """
    if found > VERSION:
        raise InputError(
            f"{what} was made by a newer Fairway (layout {found}; this one knows {VERSION}).",
            advice="Upgrade Fairway to the version that made it.",
        )


def upgrade() -> list[int]:
    """Brings this home to the newest layout, one step at a time; a step that was cut short is simply run again.

    Returns:
        The versions reached, none if it was up to date.

    Raises:
        InputError: A newer Fairway made it.
        RetryableError: Another writer is at work.
    """
    reached = []
    with places.locked() as place:
        found = version(place)
        refuse_newer(found, f"The home {place}")
        for step in range(found, VERSION):
            STEPS[step](place)
            number(place, step + 1)
            reached.append(step + 1)
        if not (place / FILE).is_file():
            number(place, VERSION)
    return reached


def number(place: Path, reached: int) -> None:
    """Writes the layout's version."""
    with places.written(place / FILE) as path:
        path.write_text(json.dumps({"version": reached}) + "\n", encoding="utf-8")


def _notes_beside_received_files(place: Path) -> None:
    """0 → 1: every received file gets the note of where it came from, taken from the vintages made of it."""
    shelf = Shelf(place / "vintages")
    for record in (vintage.record for table in shelf.tables() for vintage in shelf.vintages(table)):
        folder = custody.folder(record.received or record.sha256)
        if (folder / record.file).is_file() and not (folder / custody.NOTE).is_file():
            custody.write_note(
                folder,
                Received(
                    record.file,
                    record.sha256,
                    record.bytes,
                    publisher=record.publisher,
                    licence=record.licence,
                    retrieved=record.retrieved,
                ),
            )


STEPS: Final[dict[int, Callable[[Path], None]]] = {0: _notes_beside_received_files}
