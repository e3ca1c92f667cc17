"""A file of JSON lines with a head and an end: the end tells whether all of it is there, and unchanged."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from fairway.warehouse.home import written
from fairway_portal.casework.vault.backup.errors import BackupDamaged

ADVICE: Final = "Name a file in a folder that this user may write."


class Lines:
    """The file while it is written."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self._count = 0

    def add(self, line: object) -> None:
        """Adds a line."""
        self._write((json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
        self._count += 1

    def end(self) -> None:
        """Adds the end: how many lines there are, and their SHA-256."""
        self._write(json.dumps({"end": self._count, "sha256": self._digest.hexdigest()}).encode() + b"\n")

    def _write(self, line: bytes) -> None:
        self._digest.update(line)
        self._stream.write(line)


@contextmanager
def writing(target: Path) -> Iterator[Lines]:
    """A file to write, which becomes `target` when the block ends without an error; for this user alone.

    Raises:
        StorageFull: The disk has no room.
        InputError: Its folder cannot be written.
    """
    with written(target, advice=ADVICE) as part:
        part.chmod(0o600)
        with gzip.open(part, "wb", compresslevel=1) as stream:
            lines = Lines(stream)
            yield lines
            lines.end()


def check(source: Path, form: str) -> dict[str, Any]:
    """Reads a file to its end.

    Args:
        source: The file.
        form: What its head must say.

    Returns:
        Its head.

    Raises:
        BackupDamaged: It is another's, or not whole.
    """
    digest, count = hashlib.sha256(), 0
    head: Any = None
    with _faults(source):
        for line in _lines(source):
            said = json.loads(line)
            if isinstance(said, dict) and "end" in said:
                if said != {"end": count, "sha256": digest.hexdigest()}:
                    raise BackupDamaged(source.name)
                return _head(source, head, form)
            head = said if head is None else head
            digest.update(line)
            count += 1
    raise BackupDamaged(source.name)


def read(source: Path) -> Iterator[Any]:
    """The lines between head and end, of a file that was checked."""
    with _faults(source):
        lines = _lines(source)
        next(lines)
        for line in lines:
            said = json.loads(line)
            if isinstance(said, dict) and "end" in said:
                return
            yield said


def _head(source: Path, head: Any, form: str) -> dict[str, Any]:
    if not isinstance(head, dict) or head.get("form") != form:
        raise BackupDamaged(source.name)
    return head


def _lines(source: Path) -> Iterator[bytes]:
    with gzip.open(source, "rb") as stream:
        yield from stream


@contextmanager
def _faults(source: Path) -> Iterator[None]:
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error, ValueError, FileNotFoundError, IsADirectoryError) as fault:
        raise BackupDamaged(source.name) from fault
