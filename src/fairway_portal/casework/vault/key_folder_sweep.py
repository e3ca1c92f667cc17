"""What lies in the folder of keys: for sweeping and for backups."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from fairway_portal.casework.vault.key_folder import CONDEMNED, UNFINISHED, place

OLD_SECONDS: Final = 24 * 60 * 60


def keys_there(*, older_than: float = -OLD_SECONDS) -> Iterator[UUID]:
    """Ids of the reports that have a key.

    Args:
        older_than: Seconds since it was written; the default takes each, even one of a clock that ran ahead.
    """
    for path in _files():
        if not path.name.startswith(".") and _age(path) > older_than:
            with suppress(ValueError):
                yield UUID(hex=path.name)


def condemned() -> Iterator[UUID]:
    """Ids of the reports whose key is destroyed and whose rows may be there still."""
    for path in _files():
        if path.name.startswith(CONDEMNED):
            yield UUID(hex=path.name.removeprefix(CONDEMNED))


def sweep_unfinished() -> int:
    """Removes what a crash left of writing a key, after a day; how many there were."""
    left = [path for path in _files() if path.name.startswith(UNFINISHED) and _age(path) > OLD_SECONDS]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _files() -> Iterator[Path]:
    yield from sorted(place().glob(f"{UNFINISHED}*"))
    for folder in sorted(place().glob("??")):
        if folder.is_dir():
            yield from sorted(folder.iterdir())


def _age(path: Path) -> float:
    """Seconds; of a file that has just gone, none."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
