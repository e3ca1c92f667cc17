"""Where the tables live, and writing there so that a crash leaves either the old state or the new one."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Final

from fairway.kernel.errors import InputError, RetryableError, StorageFull

STAGING: Final = ".staging-"
REPLACED: Final = ".replaced-"
FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FULL_WORDS: Final = ("No space left", "Disk quota exceeded", "File too large", "os error 28", "os error 27")
REFUSED: Final = {
    errno.EACCES: "",
    errno.EPERM: "",
    errno.EROFS: "",
    errno.EISDIR: "",
    errno.ENOTDIR: ": it is not a folder",
    errno.EEXIST: ": it is not a folder",
    errno.ENOENT: ": it cannot be made",
    errno.ELOOP: ": it cannot be made",
    errno.ENAMETOOLONG: ": its name is too long",
}
DEMONSTRATION: Final = "demonstration"
HOME_ADVICE: Final = "Give this user the right to write there, or name another folder in FAIRWAY_HOME."


def home() -> Path:
    """The folder of this installation's tables: `FAIRWAY_HOME`, else the user's data folder."""
    named = os.environ.get("FAIRWAY_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("fairway")


def demonstrating() -> bool:
    """Whether FAIRWAY_DEMONSTRATION asks for the demonstration releases, which are made from invented persons.

    Raises:
        InputError: It is neither yes (`1`) nor no (`0`, or empty).
    """
    said = os.environ.get("FAIRWAY_DEMONSTRATION", "").strip().lower()
    if said in ("", "0", "no"):
        return False
    if said in ("1", "yes"):
        return True
    raise InputError(
        f"FAIRWAY_DEMONSTRATION is “{said}”; it must be yes or no.",
        advice="`yes` shows releases made from simulated surveys, each marked as a demonstration. Correct it.",
    )


def facts() -> Path:
    """The folder of the selection of facts that ships inside the package."""
    return Path(str(files("fairway"))) / "facts"


def sha256(path: Path) -> str:
    """The file's SHA-256, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def usable() -> Path:
    """The home, made if need be and found to be writable: one error at once, where many files would each have theirs.

    Raises:
        InputError: It cannot be written.
        StorageFull: The disk has no room for it.
    """
    place = home()
    with disk_errors(place / ".lock"):
        os.close(_lock_file(place))
    return place


@contextmanager
def locked(*, patience: float = 60.0) -> Iterator[Path]:
    """Holds this home for one writer, and first clears away what an interrupted one left behind.

    The lock belongs to the process: a killed writer holds none. Readers need no lock, since vintages never change.

    Args:
        patience: Seconds to wait for another writer.

    Yields:
        The home, which now exists.

    Raises:
        RetryableError: Another writer is still at work.
        InputError: The home cannot be written.
    """
    place = home()
    with exclusively(place, patience=patience):
        clear(place)
        yield place


@contextmanager
def exclusively(folder: Path, *, patience: float) -> Iterator[None]:
    """Holds a folder (made if need be) for this process, by the lock on its file `.lock`.

    Raises:
        RetryableError: Another process has held it for `patience` seconds.
        InputError: It cannot be written.
    """
    descriptor = _lock_file(folder)
    try:
        _wait(descriptor, folder, patience)
        yield
    finally:
        os.close(descriptor)


def _lock_file(folder: Path) -> int:
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)


def _wait(descriptor: int, place: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            if time.monotonic() > until:
                raise RetryableError(
                    f"Another import, fetch, restore or backup is at work in {place}.",
                    advice="Wait until it has finished and run the same command again.",
                ) from fault
            time.sleep(0.05)
        else:
            return


def clear(place: Path) -> None:
    """Undoes what an interrupted writer left: unfinished folders go, a half-swapped restore is swapped back."""
    for aside in sorted(place.glob(f"{REPLACED}*")):
        kept = place / aside.name.removeprefix(REPLACED)
        if kept.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(kept)
    for pattern in (f"{STAGING}*", f"received/{STAGING}*", f"vintages/*/{STAGING}*", f"{DEMONSTRATION}/*/{STAGING}*"):
        for left in place.glob(pattern):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `target` in one rename when the block ends without an error.

    Raises:
        StorageFull: The disk has no room; what was written is removed and `target` is as before.
        InputError: The folder cannot be written.
    """
    with disk_errors(target):
        with writable(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
            staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=target.parent))
        try:
            yield staging
            staging.chmod(0o755)
            for path in staging.rglob("*"):
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
def written(target: Path, *, advice: str = HOME_ADVICE) -> Iterator[Path]:
    """A file to write, which becomes `target` in one rename when the block ends without an error.

    Args:
        target: The file.
        advice: What to do where its folder cannot be written.

    Raises:
        StorageFull: The disk has no room; `target` is as before.
        InputError: The folder cannot be written.
    """
    with disk_errors(target):
        part = target.with_name(f".{target.name}.part-{os.getpid()}")
        with writable(target.parent, advice=advice):
            target.parent.mkdir(parents=True, exist_ok=True)
            part.touch()
        try:
            yield part
            sync(part)
            part.replace(target)
            sync(target.parent)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def disk_errors(target: Path) -> Iterator[None]:
    """Turns “no space left” (from Python, Polars or DuckDB) into `StorageFull`."""
    try:
        yield
    except Exception as fault:
        number = fault.errno if isinstance(fault, OSError) else None
        if number in FULL or any(words in str(fault) for words in FULL_WORDS):
            raise StorageFull(
                f"The disk that holds {target.parent} is full.",
                advice="Free some space and run the same command again; what was there before is untouched.",
            ) from fault
        raise


@contextmanager
def writable(folder: Path, *, advice: str = HOME_ADVICE) -> Iterator[None]:
    """Turns a refusal to write into the error that says what to do."""
    try:
        yield
    except OSError as fault:
        if fault.errno in REFUSED:
            raise InputError(f"Fairway may not write in {folder}{REFUSED[fault.errno]}.", advice=advice) from fault
        raise


def sync(path: Path) -> None:
    """Waits until the file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
