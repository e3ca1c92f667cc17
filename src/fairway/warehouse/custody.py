"""The received level: every file kept as it came, under its checksum, with a note of where it came from."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from fairway.kernel.errors import UnreadableFile
from fairway.warehouse import home as places

NOTE: Final = "received.json"
PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Received:
    """What is written beside a received file.

    Attributes:
        name: The file's name as it came.
        url: Where it was fetched, or empty for a file that somebody brought.
        retrieved: ISO date and time (UTC) of the download, where known.
        etag: The publisher's validator, where it sent one.
        licence: As the publisher states it.
        companions: Further files that came with it and are kept beside it: name → SHA-256.
        specification, confirmed: For a fetched file, the format document its reader was written from, and whether
            the publisher itself (not a test server) answered.
    """

    name: str
    sha256: str
    bytes: int
    publisher: str = ""
    licence: str = ""
    url: str = ""
    retrieved: str = ""
    etag: str = ""
    specification: str = ""
    confirmed: bool = False
    companions: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The name of its folder: the file's checksum, or that of all checksums where files came together."""
        if not self.companions:
            return self.sha256
        joined = "\n".join((self.sha256, *(self.companions[name] for name in sorted(self.companions))))
        return hashlib.sha256(joined.encode()).hexdigest()

    @property
    def path(self) -> Path:
        """Where the file is kept."""
        return folder(self.key) / self.name


def folder(key: str) -> Path:
    """The folder of the received file with that key."""
    return places.home() / "received" / key


def note(key: str) -> Received | None:
    """What is known of a received file, or None if it is not here."""
    try:
        values: dict[str, Any] = json.loads((folder(key) / NOTE).read_text(encoding="utf-8"))
        return Received(**values)
    except (OSError, ValueError, TypeError):
        return None


def keep(path: Path, about: Received) -> bool:
    """Keeps a file, and the companions beside it, with its note; one that is here already stays as it is.

    Returns:
        Whether it was not here before.

    Raises:
        UnreadableFile: The file changed while it was being copied.
        StorageFull: No room; nothing has changed.
    """
    target = folder(about.key)
    if target.is_dir():
        return False
    with places.staged(target) as staging:
        for name, sha256 in {**about.companions, about.name: about.sha256}.items():
            if _copy(path.parent / name, staging / name) != sha256:
                raise UnreadableFile(
                    f"{name} changed while it was read.",
                    advice="Something is still writing to it. Wait until the download or copy has finished.",
                )
        write_note(staging, about)
    return True


def write_note(target: Path, about: Received) -> None:
    """Writes the note beside the file."""
    (target / NOTE).write_text(json.dumps(asdict(about), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def drop(about: Received) -> None:
    """Forgets a received file that turned out to be of no use."""
    shutil.rmtree(folder(about.key), ignore_errors=True)


def _copy(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while piece := reading.read(PIECE):
            digest.update(piece)
            writing.write(piece)
    return digest.hexdigest()
