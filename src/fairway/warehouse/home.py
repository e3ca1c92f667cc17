"""Where the tables live, and writing there so that a crash leaves either the old state or the new one."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from fairway.kernel.errors import StorageFull


def home() -> Path:
    """The folder of this installation's tables: `FAIRWAY_HOME`, else the user's data folder."""
    named = os.environ.get("FAIRWAY_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("fairway")


def facts() -> Path:
    """The folder of the selection of facts that ships inside the package."""
    return Path(str(files("fairway"))) / "facts"


def sha256(path: Path) -> str:
    """The file's SHA-256, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `target` in one rename when the block ends without an error.

    Raises:
        StorageFull: The disk has no room; what was written is removed and `target` is as before.
    """
    with disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=target.parent))
        try:
            yield staging
            for path in staging.iterdir():
                sync(path)
            sync(staging)
            if target.exists():
                return
            staging.rename(target)
            sync(target.parent)
        finally:
            if staging.exists():
                shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def disk_errors(target: Path) -> Iterator[None]:
    """Turns “no space left” (from Python, Polars or DuckDB) into `StorageFull`."""
    try:
        yield
    except Exception as fault:
        number = fault.errno if isinstance(fault, OSError) else None
        if number in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(fault):
            raise StorageFull(
                f"The disk that holds {target.parent} is full.",
                advice="Free some space and run the same command again; what was there before is untouched.",
            ) from fault
        raise


def sync(path: Path) -> None:
    """Waits until the file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
