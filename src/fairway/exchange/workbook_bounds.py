"""How large a workbook may be: told from its package before anything in it is read."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO, Final, Literal

MOST_UNPACKED: Final = 20_000_000
MOST_CELLS: Final = 500_000
MOST_TAGS: Final = 4 * MOST_CELLS
"""A cell, its text and that text's parts: what a package of `MOST_CELLS` cells may need."""

Bound = Literal["bytes", "cells"]
_PIECE: Final = 1 << 20
_CELL: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,60}:)?c[\s/>]")
_LONGEST_CELL_TAG: Final = 64


def bound_passed(content: Path | IO[bytes]) -> Bound | None:
    """Which bound a workbook passes; None where it passes none.

    A few thousand bytes can hold millions of empty cells, each of which takes its reader some microseconds.

    Args:
        content: The `.xlsx` file.

    Raises:
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError: It is no whole package.
    """
    with zipfile.ZipFile(content) as packed:
        if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
            return "bytes"
        cells = tags = 0
        for one in packed.infolist():
            found = _counted(packed, one)
            cells, tags = cells + found[0], tags + found[1]
            if cells > MOST_CELLS or tags > MOST_TAGS:
                return "cells"
    return None


def _counted(packed: zipfile.ZipFile, one: zipfile.ZipInfo) -> tuple[int, int]:
    """The cells and the tags of a part."""
    if not one.filename.lower().endswith((".xml", ".rels")):
        return 0, 0
    cells = tags = 0
    kept = b""
    with packed.open(one) as part:
        while piece := part.read(_PIECE):
            # Without the zeros that stand between the letters of UTF-16.
            piece = kept + piece.replace(b"\0", b"")
            # A tag may be cut by the end of a piece: it is counted with the next.
            cut = piece.rfind(b"<", max(len(piece) - _LONGEST_CELL_TAG, 0))
            piece, kept = (piece, b"") if cut < 0 else (piece[:cut], piece[cut:])
            cells += len(_CELL.findall(piece))
            tags += piece.count(b"<") - piece.count(b"</")
    return cells + len(_CELL.findall(kept)), tags + kept.count(b"<") - kept.count(b"</")
