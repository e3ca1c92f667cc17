"""What it takes to get a table from its publisher: its URLs, what a whole answer is, how that becomes our columns."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.errors import SourceUnavailable, UnreadableFile

if TYPE_CHECKING:
    import polars as pl

FETCH_AGAIN: Final = "Fetch it again; nothing was imported and the previous vintage is still served."
PAGE_OF_WEB: Final = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Part:
    """One request: `name` is the file it is kept as, `path` goes behind the source's base URL (or is a full URL)."""

    name: str
    path: str


def nothing_more(part: Part, path: Path) -> Sequence[Part]:
    """A part that nothing follows."""
    return ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """How one table is got.

    Attributes:
        table: Fairway's name of it; columns, key and harmonising are those of its newest edition in the catalogue.
        file: The name it is kept under; `{edition}` stands for the edition. A `.zip` packs several answers as received.
        parts: The requests known from the start.
        read: The received file → the catalogue's columns and `source_row`.
        edition: The edition that the received file holds.
        more: Looks at an answer, refuses a broken one, and says which requests follow from it.
        changes: What else differs from the catalogue's edition (title, method).
        check: Looks at the whole received file before it is taken over.
    """

    table: str
    file: str
    parts: tuple[Part, ...]
    read: Callable[[Path], pl.DataFrame]
    edition: Callable[[Path], str]
    more: Callable[[Part, Path], Sequence[Part]] = nothing_more
    changes: Mapping[str, Any] = field(default_factory=dict)
    check: Callable[[Path], None] = lambda path: None


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's service.

    Attributes:
        name: The SOURCE of `fairway fetch`.
        base: The URL that parts are relative to.
        specification, read_on: The format's documentation, and the day it was read.
        confirmed: True once somebody has run it against the publisher itself and looked at the result.
        headers: Request headers it needs.
    """

    name: str
    title: str
    publisher: str
    licence: str
    base: str
    specification: str
    read_on: str
    fetches: tuple[Fetch, ...]
    confirmed: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


def refuse_web_page(path: Path, name: str) -> None:
    """Refuses an answer that is a page for people (a notice, a challenge, a sign-in) in the place of a table.

    Raises:
        SourceUnavailable: It is.
    """
    with path.open("rb") as stream:
        head = stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(PAGE_OF_WEB):
        raise SourceUnavailable(
            f"The publisher sent a web page in the place of {name}.",
            advice="Its service may be closed, or ask for a browser. Try again later, or use `fairway import`.",
        )


def json_of(path: Path) -> Any:
    """The answer as JSON.

    Raises:
        UnreadableFile: It is cut short, or no JSON.
    """
    try:
        return json.loads(path.read_bytes())
    except ValueError as fault:
        raise UnreadableFile(f"{path.name} is not whole JSON: {fault}", advice=FETCH_AGAIN) from fault


def members(path: Path, *endings: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of each answer in a packed file, in the order they were received.

    Raises:
        UnreadableFile: The file is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if not endings or name.endswith(endings):
                    yield name, archive.read(name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as fault:
        raise UnreadableFile(f"{path.name} is damaged: {fault}", advice=FETCH_AGAIN) from fault


def pack(parts: Sequence[Path], target: Path) -> None:
    """Packs answers byte for byte; the same answers make the same file."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for part in parts:
            entry = zipfile.ZipInfo(part.name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part.read_bytes())
