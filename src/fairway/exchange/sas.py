"""SAS's `.sas7bdat` with its catalogue of formats (`.sas7bcat`), and its transport file `.xpt`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

from fairway.exchange.errors import LabelFileUnusable, unreadable
from fairway.exchange.opening import Opened
from fairway.exchange.packaged import Package, declare_tagged, nothing_to_separate, open_package, separate_tagged
from fairway.exchange.variables import Code
from fairway.methods.survey.errors import Fault

TRANSPORT_RECORD: Final = 80
"""Bytes: a transport file is whole records of this length (SAS, The Record Layout of a SAS Transport File, TS-140)."""


def open_sas(path: Path, columns: Sequence[str] | None, encoding: str | None, catalogue: Path | None = None) -> Opened:
    """Opens a `.sas7bdat`; `.A` to `.Z` and `._` become null and are counted by letter.

    Args:
        path: The file.
        columns: The columns wanted; all where None.
        encoding: The encoding of its text where the file does not say it rightly.
        catalogue: The `.sas7bcat` with the value labels.

    Raises:
        UnreadableFile: As in `open_package`.
        LabelFileUnusable: The catalogue is not one.
    """
    from pyreadstat import read_sas7bdat

    opened, header = open_package(
        path, Package("SAS", read_sas7bdat), separate_tagged, columns=columns, encoding=encoding
    )
    if catalogue is not None:
        add_catalogue(opened, header.variable_to_label, read_catalogue(catalogue, encoding), catalogue.name)
    declare_tagged(opened)
    return opened


def open_sas_transport(path: Path, columns: Sequence[str] | None, encoding: str | None) -> Opened:
    """Opens an `.xpt`, version 5 or 8; lettered missing values come as plain nulls, for the reader does not tell them.

    The file does not say how many rows it has: one that was cut between two records cannot be told from a whole one.

    Raises:
        UnreadableFile: As in `open_package`, or its length is not whole records.
    """
    from pyreadstat import read_xport

    package = Package("SAS transport", read_xport, tells_missing=False)
    opened, _ = open_package(path, package, nothing_to_separate, columns=columns, encoding=encoding)
    if path.stat().st_size % TRANSPORT_RECORD:
        raise unreadable(
            path.name,
            f"was cut short: its length is not a multiple of {TRANSPORT_RECORD} bytes.",
            "Copy or export it again.",
        )
    return opened


def read_catalogue(path: Path, encoding: str | None) -> Mapping[str, Mapping[Code, str]]:
    """The value labels of a `.sas7bcat`: format → code → label.

    Raises:
        LabelFileUnusable: It is not a catalogue.
    """
    from pyreadstat import ReadstatError, read_sas7bcat

    try:
        _, header = read_sas7bcat(str(path), encoding=encoding, output_format="dict")
    except (ReadstatError, OSError, UnicodeDecodeError) as fault:
        raise LabelFileUnusable(
            f"{path.name} cannot be read as a SAS catalogue: {fault}.",
            advice="Copy it again, or give the labels as CSV with the columns variable, code and label.",
            details={"file": path.name},
        ) from fault
    return cast(Mapping[str, Mapping[Code, str]], header.value_labels)


def add_catalogue(
    opened: Opened, formats: Mapping[str, str], catalogue: Mapping[str, Mapping[Code, Any]], file: str
) -> None:
    """Gives each variable the labels of its format, and counts what does not meet.

    Args:
        opened: The file whose variables get labels.
        formats: Variable → the format it names.
        catalogue: Format → code → label.
        file: The catalogue's name.
    """
    wanted = {name: formats[name] for name in opened.names if formats.get(name)}
    for name, format_name in wanted.items():
        if format_name in catalogue:
            opened.value_labels[name] = dict(catalogue[format_name])
    unused = sorted(set(catalogue) - set(wanted.values()))
    if unused:
        opened.faults.append(
            Fault(
                "unused-format",
                len(unused),
                "formats",
                f"{len(unused)} of the {len(catalogue)} formats in {file} belong to no column of {opened.source.file}.",
                "Check that the catalogue is the one that was made with this file.",
                fatal=False,
                examples=tuple(unused[:5]),
            )
        )
