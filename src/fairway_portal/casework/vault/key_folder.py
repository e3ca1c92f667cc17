"""Keys of reports, one file each: `CASEWORK_KEYS/<first two letters>/<report id>`, 32 random bytes.

They are files, and not rows, because a file can be destroyed: what a database deleted lives on in its journal and in
its backups. Whoever holds `guarded(report)` is alone with the keys whose ids begin with the same two letters, in this
process and in every other.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from fairway.warehouse.home import sync
from fairway_portal.casework.vault.second_layer import KEY_BYTES

PATIENCE: Final = 20.0
"""Seconds to wait for another who holds the same folder: as long as SQLite waits for its lock."""
RESERVE: Final = 2 * 1024**3
"""Bytes: room for some hundred thousand reports in words. A database on another machine is not seen from here."""
UNFINISHED: Final = ".new-"
CONDEMNED: Final = ".erasing-"
"""A key that is destroyed, of a report whose rows may be there still."""


def room_for_files() -> bool:
    """Whether the disk has more left than is kept for reports in words: files are what fills it."""
    return shutil.disk_usage(place()).free > RESERVE


def place() -> Path:
    """The folder of keys, made if need be, for this user alone."""
    folder = Path(settings.CASEWORK_KEYS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def guarded(report: UUID) -> Iterator[Path]:
    """Holds the folder of a report's key for this caller alone; yields it.

    Raises:
        OSError: It cannot be made, or another held it for `PATIENCE` seconds.
    """
    folder = place() / report.hex[:2]
    made = not folder.is_dir()
    folder.mkdir(mode=0o700, exist_ok=True)
    if made:
        sync(folder.parent)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _wait(descriptor)
        yield folder
    finally:
        os.close(descriptor)


def key_of(report: UUID) -> bytes | None:
    """The key of a report; None where there is none."""
    try:
        return _file(report).read_bytes()
    except FileNotFoundError:
        return None


def made_key(folder: Path, report: UUID) -> bytes:
    """The key of a report, made and on the disk if there was none; for whoever holds `guarded(report)`."""
    kept = key_of(report)
    if kept is not None and len(kept) == KEY_BYTES:
        return kept
    key = secrets.token_bytes(KEY_BYTES)
    write_new(folder / report.hex, key)
    return key


def put_key(report: UUID, key: bytes) -> None:
    """Puts a key of a backup back; one that is there stays if it is the same."""
    with guarded(report) as folder:
        if key_of(report) == key:
            return
        if _file(report).exists():
            _overwrite(_file(report))
            _file(report).unlink()
        write_new(folder / report.hex, key)


def write_new(target: Path, content: bytes) -> None:
    """Writes a file that was not there: whole and on the disk, or not at all.

    Raises:
        FileExistsError: It is there.
    """
    part = target.with_name(f"{UNFINISHED}{secrets.token_hex(8)}")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(part, target)  # refuses where `rename` would replace
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    sync(target.parent)


def condemn(folder: Path, report: UUID) -> None:
    """Destroys a key at once, and leaves a mark that the rows of its report must follow."""
    mark = folder / f"{CONDEMNED}{report.hex}"
    with suppress(FileNotFoundError):
        _file(report).rename(mark)
        sync(folder)
        _overwrite(mark)


def bury(folder: Path, report: UUID) -> None:
    """Takes the mark away: the rows are gone too."""
    (folder / f"{CONDEMNED}{report.hex}").unlink(missing_ok=True)
    sync(folder)


def _overwrite(path: Path) -> None:
    with path.open("r+b") as stream:
        for fill in (secrets.token_bytes(KEY_BYTES), bytes(KEY_BYTES)):
            stream.seek(0)
            stream.write(fill)
            stream.flush()
            os.fsync(stream.fileno())


def _file(report: UUID) -> Path:
    return Path(settings.CASEWORK_KEYS) / report.hex[:2] / report.hex


def _wait(descriptor: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return
