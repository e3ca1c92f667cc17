"""Ids of reports that were erased, beside the keys: a backup that is restored must not bring them back."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Final
from uuid import UUID

from fairway_portal.casework.vault.key_folder import place

NAME: Final = "erased"


def add(report: UUID) -> None:
    """Writes an id down."""
    descriptor = os.open(place() / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"{report.hex}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def every() -> frozenset[UUID]:
    """The ids that stand there; a line that a crash left unfinished is passed over."""
    found = set()
    with suppress(FileNotFoundError):
        for line in (place() / NAME).read_text("ascii", errors="replace").splitlines():
            with suppress(ValueError):
                found.add(UUID(hex=line))
    return frozenset(found)
