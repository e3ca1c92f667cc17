"""One file that holds every table of this installation, and the way back from it."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from fairway.kernel.errors import InputError, UnreadableFile
from fairway.warehouse import home as places
from fairway.warehouse import layout
from fairway.warehouse.vintage import RECORD

MANIFEST: Final = "fairway-backup.json"
PARTS: Final = ("vintages", "received")
DAMAGED: Final = "It is damaged or was not copied whole; nothing here has changed. Take an older backup."


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds: when it was made, files and bytes before compression, and vintages of tables."""

    made: str
    files: int
    bytes: int
    vintages: int


def backup(target: Path) -> Saved:
    """Writes every vintage and received file into one archive, which appears only when it is complete.

    Args:
        target: `….tar.gz`, or `….tar.zst` where the program zstd is installed.

    Raises:
        InputError: Another ending, zstd is not installed, or the target cannot be written.
        StorageFull: No room at the target.
    """
    _ending(target)
    if target.is_dir():
        raise InputError(f"{target} is a folder.", advice="Name a file for the backup.")
    advice = "Give this user the right to write there, or write the backup to another folder."
    with places.locked() as place, places.written(target, advice=advice) as part:
        paths = [path for name in PARTS for path in sorted((place / name).rglob("*")) if _belongs(path, place)]
        checksums = {path.relative_to(place).as_posix(): places.sha256(path) for path in paths}
        saved = Saved(
            datetime.now(UTC).isoformat(timespec="seconds"),
            len(paths),
            sum(path.stat().st_size for path in paths),
            _vintages(checksums),
        )
        manifest = {
            "made": saved.made,
            "layout": layout.version(place),
            "bytes": saved.bytes,
            "files": checksums,
        }
        with _compressing(part, target.suffix) as stream, tarfile.open(fileobj=stream, mode="w|") as archive:
            text = json.dumps(manifest, indent=1).encode()
            head = tarfile.TarInfo(MANIFEST)
            head.size = len(text)
            archive.addfile(head, io.BytesIO(text))
            for path in paths:
                archive.add(path, path.relative_to(place).as_posix(), recursive=False)
    return saved


def restore(source: Path, *, empty: bool = False) -> Saved:
    """Puts the tables of a backup in the place of those here, after every checksum was found right.

    Received files that are here and not in the backup stay.

    Args:
        source: An archive that `backup` wrote.
        empty: Whether one without tables is meant, which removes every table here.

    Raises:
        UnreadableFile: It is no backup, or damaged; nothing has changed.
        InputError: A newer Fairway made it, or it holds no tables and `empty` was not said; nothing has changed.
        StorageFull: No room to unpack it; nothing has changed.
    """
    _ending(source)
    if not source.is_file():
        raise UnreadableFile(f"There is no file {source}.", advice="Check the name of the backup.")
    with places.locked() as place, places.disk_errors(place / "vintages"):
        staging = Path(tempfile.mkdtemp(prefix=places.STAGING, dir=place))
        try:
            saved, found = _unpack(source, staging)
            layout.refuse_newer(found, f"{source.name}")
            if not (saved.vintages or empty):
                raise InputError(
                    f"{source.name} holds no tables: restoring it would remove every table in {place}.",
                    advice="Take another backup, or say --empty if no tables is what you want. Nothing has changed.",
                )
            for path in staging.rglob("*"):
                places.sync(path)
            _swap(staging, place)
            layout.number(place, found)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    layout.upgrade()
    return saved


def _unpack(source: Path, staging: Path) -> tuple[Saved, int]:
    try:
        with _decompressing(source) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            first = archive.next()
            if first is None or first.name != MANIFEST:
                raise UnreadableFile(
                    f"{source.name} is not a backup of Fairway.", advice="Make one with `fairway backup`."
                )
            manifest = json.load(archive.extractfile(first) or io.BytesIO())
            checksums: dict[str, str] = dict(manifest["files"])
            while (member := archive.next()) is not None:
                _extract(archive, member, checksums, staging, source.name)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno in places.FULL:
            raise
        raise UnreadableFile(f"{source.name} cannot be read: {fault}", advice=DAMAGED) from fault
    if checksums:
        raise UnreadableFile(f"{source.name} lacks {len(checksums)} of its files.", advice=DAMAGED)
    for name in PARTS:
        (staging / name).mkdir(exist_ok=True)
    files = dict(manifest["files"])
    return Saved(str(manifest["made"]), len(files), int(manifest["bytes"]), _vintages(files)), int(manifest["layout"])


def _extract(
    archive: tarfile.TarFile, member: tarfile.TarInfo, checksums: dict[str, str], staging: Path, name: str
) -> None:
    """Writes one member below the staging folder; only plain files that the manifest names are taken."""
    inside = PurePosixPath(member.name)
    expected = checksums.pop(member.name, None)
    stream = archive.extractfile(member) if member.isfile() else None
    if (
        expected is None
        or stream is None
        or inside.is_absolute()
        or ".." in inside.parts
        or inside.parts[0] not in PARTS
    ):
        raise UnreadableFile(f"{name} holds {member.name}, which is not in its list.", advice=DAMAGED)
    target = staging / inside
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("wb") as writing:
        while piece := stream.read(1 << 20):
            digest.update(piece)
            writing.write(piece)
    if digest.hexdigest() != expected:
        raise UnreadableFile(f"{member.name} in {name} is damaged: its checksum is wrong.", advice=DAMAGED)


def _swap(staging: Path, place: Path) -> None:
    """Received files are added; the vintages change places (`home.clear` swaps them back after a crash between)."""
    received = place / "received"
    received.mkdir(exist_ok=True)
    for folder in (staging / "received").iterdir():
        if not (received / folder.name).exists():
            folder.rename(received / folder.name)
    current, aside = place / "vintages", place / f"{places.REPLACED}vintages"
    if current.exists():
        current.rename(aside)
    (staging / "vintages").rename(current)
    places.sync(place)
    shutil.rmtree(aside, ignore_errors=True)


def prune(keep: int) -> list[str]:
    """Removes all but the newest vintages of each edition, and received files that none of the rest was made from.

    Args:
        keep: How many vintages of each edition stay (at least 1).

    Returns:
        Names of the vintages removed.
    """
    from fairway.warehouse.shelf import Shelf

    if keep < 1:
        raise InputError("At least one vintage of each edition stays.", advice="Give --keep 1 or more.")
    gone = []
    with places.locked() as place:
        shelf = Shelf(place / "vintages")
        used = set()
        for table in shelf.tables():
            seen: dict[str, int] = {}
            for vintage in shelf.vintages(table):
                edition = vintage.record.edition
                seen[edition] = seen.get(edition, 0) + 1
                if seen[edition] <= keep:
                    used.add(vintage.record.received or vintage.record.sha256)
                else:
                    _remove(vintage.folder)
                    gone.append(vintage.name)
        for folder in sorted((place / "received").glob("*")):
            if folder.is_dir() and not folder.name.startswith(".") and folder.name not in used:
                _remove(folder)
    return gone


def _remove(folder: Path) -> None:
    """Removes a folder so that no reader ever sees half of it."""
    aside = folder.with_name(f"{places.STAGING}{folder.name}")
    folder.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def _vintages(names: Iterable[str]) -> int:
    """How many vintages the files of a backup are of."""
    return sum(PurePosixPath(name).match(f"vintages/*/*/{RECORD}") for name in names)


def _belongs(path: Path, place: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.relative_to(place).parts)


def _ending(path: Path) -> None:
    if not path.name.endswith((".tar.gz", ".tar.zst")):
        raise InputError(f"{path.name} is no name for a backup.", advice="Use a name that ends in .tar.gz or .tar.zst.")
    if path.suffix == ".zst" and shutil.which("zstd") is None:
        raise InputError("The program zstd is not installed.", advice="Install it, or use a name that ends in .tar.gz.")


@contextmanager
def _compressing(path: Path, suffix: str) -> Iterator[IO[bytes]]:
    if suffix == ".gz":
        with gzip.open(path, "wb", compresslevel=6) as stream:
            yield cast("IO[bytes]", stream)
        return
    with path.open("wb") as writing, _zstd(["-q", "-c"], stdin=subprocess.PIPE, stdout=writing) as running:
        if running.stdin is None:
            raise OSError("zstd takes no input")
        with running.stdin:
            yield running.stdin


@contextmanager
def _decompressing(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as stream:
            yield cast("IO[bytes]", stream)
        return
    with path.open("rb") as reading, _zstd(["-q", "-d", "-c"], stdin=reading, stdout=subprocess.PIPE) as running:
        if running.stdout is None:
            raise OSError("zstd gives no output")
        yield running.stdout
        while running.stdout.read(1 << 20):  # the padding after the last file; leaving it would break the pipe
            pass


@contextmanager
def _zstd(
    arguments: list[str], *, stdin: int | IO[bytes], stdout: int | IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    program = shutil.which("zstd") or "zstd"
    command = [program, *arguments]
    running = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE)  # noqa: S603 – fixed words
    try:
        yield running
    except BaseException:
        running.kill()
        running.wait()
        raise
    finally:
        said = running.stderr.read() if running.stderr else b""
        if running.stderr:
            running.stderr.close()
    if running.wait():
        raise OSError(f"zstd: {said.decode(errors='replace').strip() or 'failed'}")
