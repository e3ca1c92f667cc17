"""The copy of keys: a file of its own, without which a copy of the database opens for nobody."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final
from uuid import UUID

from fairway_portal.casework.vault import key_folder, key_folder_sweep
from fairway_portal.casework.vault.actions.receipt_salt import NAME as SALT
from fairway_portal.casework.vault.backup.lines import check, read, writing

FORM: Final = "fairway-casework-keys/1"


def copy_keys(target: Path, made: str, wanted: Collection[UUID]) -> int:
    """Writes the salt, and the keys of some reports.

    Args:
        target: The file.
        made: The day.
        wanted: Ids of reports and of drafts.

    Returns:
        How many keys there were.
    """
    count, salt = 0, key_folder.place() / SALT
    with writing(target) as lines:
        lines.add({"form": FORM, "made": made})
        if salt.exists():
            lines.add({"salt": salt.read_bytes().hex()})
        for report in key_folder_sweep.keys_there():
            key = key_folder.key_of(report) if report in wanted else None
            if key is not None:
                lines.add({"report": report.hex, "key": key.hex()})
                count += 1
    return count


def put_back(source: Path) -> int:
    """Puts the keys of a copy, and its salt, into the folder; how many keys there were."""
    check(source, FORM)
    count = 0
    for line in read(source):
        if "salt" in line:
            _put_salt(bytes.fromhex(line["salt"]))
        else:
            key_folder.put_key(UUID(hex=line["report"]), bytes.fromhex(line["key"]))
            count += 1
    return count


def salt_there() -> bool:
    """Whether the folder has a salt."""
    return (key_folder.place() / SALT).exists()


def _put_salt(salt: bytes) -> None:
    there = key_folder.place() / SALT
    if there.exists() and there.read_bytes() == salt:
        return
    there.unlink(missing_ok=True)  # of a portal that has just been set up: the database that it served is empty
    key_folder.write_new(there, salt)
