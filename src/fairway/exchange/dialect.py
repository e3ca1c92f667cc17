"""What a delimited text file does not say of itself: its encoding, separator and decimal sign, seen or assumed."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from fairway.exchange.errors import DuplicateColumns, NothingInside, unreadable

SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
SAMPLE_BYTES: Final = 262_144
PIECE_BYTES: Final = 1 << 20
BEFORE_UTF8: Final = "windows-1252"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITH_COMMA: Final = re.compile(r"^[-+]?\d+,\d+$")
_WITH_POINT: Final = re.compile(r"^[-+]?\d*\.\d+$")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a delimited file is written.

    Attributes:
        separator: Between two fields.
        decimal_comma: 1,5 is one and a half.
        header: The columns' names.
        ends_whole: Its last row ends with a line break.
    """

    separator: str
    decimal_comma: bool
    header: tuple[str, ...]
    ends_whole: bool


def text_copy(path: Path, folder: Path, encoding: str | None) -> tuple[Path, str, bool]:
    """The file as UTF-8 without compression: itself where it is so, else a copy in `folder`.

    Args:
        path: A delimited file, perhaps compressed with gzip.
        folder: Where a copy may be made.
        encoding: The encoding where the caller knows it.

    Returns:
        The file to read, the encoding that was found, and whether it was assumed.

    Raises:
        UnreadableFile: The compression is broken, or the encoding does not fit the bytes.
    """
    compressed = _compressed(path)
    try:
        found = _marked(path, compressed=compressed) or (codecs.lookup(encoding).name if encoding else None)
        assumed = False
        if found in (None, "utf-8"):
            fits = _is_utf8(path, compressed=compressed)
            if fits and not compressed:
                return path, "utf-8", False
            if not fits and found is None:
                found, assumed = BEFORE_UTF8, True
        found = found or "utf-8"
        copy = folder / "text.csv"
        with copy.open("w", encoding="utf-8", newline="") as target:
            target.writelines(_decoded(path, found, compressed=compressed))
    except (EOFError, gzip.BadGzipFile, zlib.error) as fault:
        raise unreadable(
            path.name, "was cut short or damaged: its compression does not hold.", "Copy or export it again."
        ) from fault
    except (UnicodeError, LookupError) as fault:
        raise unreadable(
            path.name,
            f"cannot be read as {encoding or BEFORE_UTF8}: {fault}.",
            "Give the encoding it was saved in, for instance encoding=“windows-1256” (Arabic), or save it as UTF-8.",
            encoding=encoding or BEFORE_UTF8,
        ) from fault
    return copy, found, assumed


def sniff(text: Path, file: str) -> Dialect:
    """The separator, header and decimal sign of a UTF-8 file, from its first 256 KiB.

    Args:
        text: The file in UTF-8.
        file: Its name for messages.

    Raises:
        UnreadableFile: It holds binary zeros.
        NothingInside: It has no header.
        DuplicateColumns: Two columns of one name.
    """
    size = text.stat().st_size
    with text.open("rb") as stream:
        sample = stream.read(SAMPLE_BYTES)
        stream.seek(max(0, size - 1))
        ends_whole = stream.read(1) in (b"\n", b"\r")
    if b"\0" in sample:
        raise unreadable(file, "is not text: it holds zero bytes.", "Export it again as CSV in UTF-8.")
    lines = sample.decode("utf-8", errors="ignore")
    if "\n" not in lines and "\r" in lines.rstrip("\r"):
        raise unreadable(file, "ends its lines as old Macintosh files do.", "Save it again with usual line breaks.")
    if size > SAMPLE_BYTES:
        lines = lines[: lines.rfind("\n") + 1] or lines
    separator = max(SEPARATORS, key=lambda each: _outside_quotes(lines.split("\n", 1)[0], each))
    rows = list(csv.reader(io.StringIO(lines), delimiter=separator))
    header = [name.strip() for name in rows[0]] if rows else []
    if not any(header):
        raise NothingInside(
            f"{file} has no columns.", advice="Its first row must name the columns.", details={"file": file}
        )
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise DuplicateColumns(file, [name or "(no name)" for name in repeated])
    comma = separator != "," and _decimal_comma(rows[1:])
    return Dialect(separator, comma, tuple(header), ends_whole)


def _outside_quotes(line: str, separator: str) -> int:
    return sum(part.count(separator) for part in line.split('"')[::2])


def _decimal_comma(rows: list[list[str]]) -> bool:
    cells = [cell.strip() for row in rows[:2000] for cell in row]
    with_comma = sum(1 for cell in cells if _WITH_COMMA.match(cell))
    return with_comma > sum(1 for cell in cells if _WITH_POINT.match(cell))


def _compressed(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def _bytes(path: Path, *, compressed: bool) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path) if compressed else path.open("rb"))


def _marked(path: Path, *, compressed: bool) -> str | None:
    with _bytes(path, compressed=compressed) as stream:
        start = stream.read(4)
    return next((name for mark, name in _MARKS if start.startswith(mark)), None)


def _is_utf8(path: Path, *, compressed: bool) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _bytes(path, compressed=compressed) as stream:
        try:
            while piece := stream.read(PIECE_BYTES):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _decoded(path: Path, encoding: str, *, compressed: bool) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with _bytes(path, compressed=compressed) as stream:
        while piece := stream.read(PIECE_BYTES):
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)
