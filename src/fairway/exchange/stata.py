"""Stata's `.dta`, versions 8 to 15 and later of the same layout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fairway.exchange.opening import Opened
from fairway.exchange.packaged import Package, declare_tagged, open_package, separate_tagged


def open_stata(path: Path, columns: Sequence[str] | None, encoding: str | None) -> Opened:
    """Opens a Stata file; `.a` to `.z` become null and are counted by letter.

    Raises:
        UnreadableFile: As in `open_package`.
    """
    from pyreadstat import read_dta

    opened, _ = open_package(path, Package("Stata", read_dta), separate_tagged, columns=columns, encoding=encoding)
    declare_tagged(opened)
    return opened
