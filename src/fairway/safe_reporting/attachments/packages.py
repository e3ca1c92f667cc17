"""ZIP packages: unpacked only as far as they keep to their limits, and packed anew without dates and remarks."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from fairway.safe_reporting.attachments.refusals import damaged, too_large_inside

MOST_PARTS: Final = 400
MOST_UNPACKED: Final = 16 * 1024 * 1024
MOST_RATIO: Final = 200
"""Times that a part may be larger than it was packed."""
_SMALL: Final = 64 * 1024
_DAY: Final = (1980, 1, 1, 0, 0, 0)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a package, by name.

    Args:
        content: A ZIP file that begins with its first part.

    Raises:
        AttachmentRefused: It is damaged, encrypted, has too many or too large parts, or names that lead elsewhere.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            _check(entries)
            return {entry.filename: _read(package, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as fault:
        raise damaged() from fault


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    astray = any(name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") for name in names)
    if astray or len(set(names)) != len(names) or any(entry.flag_bits & 1 for entry in entries):
        raise damaged()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise too_large_inside()
    if any(entry.file_size > max(_SMALL, MOST_RATIO * entry.compress_size) for entry in entries):
        raise too_large_inside()


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with package.open(entry) as stream:
        part = stream.read(entry.file_size + 1)
    if len(part) != entry.file_size:
        raise damaged()
    return part


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts in this order, each of the same day."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name, _DAY), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
