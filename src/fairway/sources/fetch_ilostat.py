"""ILOSTAT's SDMX web service for the labour migration tables.

Specification: ILOSTAT SDMX Dissemination API Reference Guide, version 4.1 (2024-04-26), and SDMX-CSV 1.0 (part of SDMX
2.1), read on 2026-11-21: `/rest/data/ILO,DF_<indicator>?format=csv` answers one line per observation: DATAFLOW, the
dimensions (REF_AREA, FREQ, MEASURE, SEX, EDU or ECO or OCU, CBR), TIME_PERIOD, OBS_VALUE, then attributes, among them
OBS_STATUS and UNIT_MULT (3: the value is in thousands). The codes of CBR (place of birth) could not be looked up: any
that end in a known word for *foreign* and *native* are taken, and a file in which nobody is foreign-born is refused
with the codes found. Hours are not fetched: the name of their dataflow is not documented where we could read it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.errors import ColumnChanged, UnreadableFile
from fairway.sources.fetch_plan import FETCH_AGAIN, Fetch, Part, Source

if TYPE_CHECKING:
    import polars as pl

NEEDED: Final = ("REF_AREA", "SEX", "CBR", "TIME_PERIOD", "OBS_VALUE")
SEXES: Final = {"SEX_F": "Female", "SEX_M": "Male", "SEX_T": "Total"}
EDUCATION: Final = {
    "EDU_AGGREGATE_LTB": "Less than basic",
    "EDU_AGGREGATE_BAS": "Basic",
    "EDU_AGGREGATE_INT": "Intermediate",
    "EDU_AGGREGATE_ADV": "Advanced",
    "EDU_AGGREGATE_X": "Unknown",
    "EDU_AGGREGATE_TOTAL": "Total",
}
FOREIGN: Final = ("FRG", "FOR", "FBO", "FOREIGN", "FB")
FOREIGN_BORN: Final = "Foreign-born"
NATIVE: Final = ("NAT", "NTV", "NBO", "NATIVE", "NB")
UNKNOWN: Final = ("X", "UNK", "NS")
MERGED: Final = {"D": "D-E", "E": "D-E", "T": "T-X", "U": "T-X", "X": "T-X"}
PPP: Final = "CUR_TYPE_PPP"


def _reader(dimension: str | None, words: Callable[[str], str | None], **names: str) -> Callable[[Path], pl.DataFrame]:
    """A reader of one dataflow.

    Args:
        dimension: The one beside sex and place of birth (`EDU`), or None.
        words: Its code → the catalogue's word, None for a line to leave out.
        names: The catalogue's columns: `group`, `value`, and `detail` or `kind`.
    """

    def read(path: Path) -> pl.DataFrame:
        """The catalogue's columns and source_row.

        Raises:
            ColumnChanged: A documented column is not there.
            UnreadableFile: A value is no number, or nobody is foreign-born.
        """
        import polars as pl

        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        found = list(reader.fieldnames or [])
        missing = [name for name in (*NEEDED, *((dimension,) if dimension else ())) if name not in found]
        if missing:
            raise ColumnChanged(path.name, missing=missing, found=found)
        rows, codes = [], set()
        for number, line in enumerate(reader, start=1):
            if line["OBS_VALUE"] is None:
                raise UnreadableFile(f"{path.name} ends within row {number}.", advice=FETCH_AGAIN)
            codes.add(line["CBR"])
            row = _row(line, dimension, words, names, path.name, number)
            if row is not None:
                rows.append(row)
        if codes and not any(_group(code) == FOREIGN_BORN for code in codes):
            raise UnreadableFile(
                f"None of the codes of place of birth in {path.name} is known as foreign-born.",
                advice=f"It has: {', '.join(sorted(codes))}. Update fairway.sources.fetch_ilostat. {FETCH_AGAIN}",
            )
        if not rows:
            raise UnreadableFile(f"{path.name} has a header and no rows that can be used.", advice=FETCH_AGAIN)
        return pl.DataFrame(rows, infer_schema_length=None)

    return read


def _row(
    line: Mapping[str, str],
    dimension: str | None,
    words: Callable[[str], str | None],
    names: Mapping[str, str],
    file: str,
    number: int,
) -> dict[str, Any] | None:
    group, value = _group(line["CBR"]), line["OBS_VALUE"].strip()
    year, sex = line["TIME_PERIOD"].strip(), SEXES.get(line["SEX"])
    word = words(line[dimension]) if dimension else ""
    if group is None or word is None or sex is None or not value or not year.isdigit():
        return None
    if line.get("CUR") not in (None, PPP):
        return None
    try:
        amount = float(value) * 10.0 ** int(line.get("UNIT_MULT") or 0)
    except ValueError as fault:
        raise UnreadableFile(f"{file}, row {number}: “{value}” is not a number.", advice=FETCH_AGAIN) from fault
    row: dict[str, Any] = {"source_row": number, "geo": line["REF_AREA"], "t": int(year), names["group"]: group}
    if "sex" in names:
        row["sex"] = sex
    elif sex != "Total":
        return None
    if "detail" in names:
        row[names["detail"]] = word
    if "kind" in names:
        row[names["kind"]] = "birth"
    return row | {names["value"]: amount}


def _group(code: str) -> str | None:
    ending = code.rpartition("_")[2].upper()
    if ending in FOREIGN:
        return FOREIGN_BORN
    if ending in NATIVE:
        return "Native-born"
    return "Unknown" if ending in UNKNOWN else None


def _section(code: str) -> str | None:
    letter = code.removeprefix("ECO_ISIC4_")
    return MERGED.get(letter, letter) if code.startswith("ECO_ISIC4_") and len(letter) == 1 else None


def _section_reader(path: Path) -> pl.DataFrame:
    """Sections D and E, and T, U and the rest, added up as in the catalogue's file."""
    import polars as pl

    rows = _reader("ECO", _section, group="birth", detail="sector", value="n")(path)
    keys = ["geo", "t", "birth", "sector"]
    return rows.group_by(keys, maintain_order=True).agg(pl.col("source_row").first(), pl.col("n").sum())


def _occupation(code: str) -> str | None:
    digit = code.removeprefix("OCU_ISCO08_")
    return f"isco-08-{digit}" if code.startswith("OCU_ISCO08_") and len(digit) == 1 else None


def edition(path: Path) -> str:
    """The service names no edition: the month in which it was asked."""
    return datetime.now(UTC).strftime("%Y-%m")


def _fetch(table: str, indicator: str, read: Callable[[Path], pl.DataFrame]) -> Fetch:
    return Fetch(
        table=table,
        file=f"ilostat_{indicator}_{{edition}}.sdmx.csv",
        parts=(Part(f"{indicator}.csv", f"data/ILO,DF_{indicator}?format=csv"),),
        read=read,
        edition=edition,
        more=_whole,
    )


def _whole(part: Part, path: Path) -> Sequence[Part]:
    """Refuses an answer that does not end with a whole line: the service does not say how long it will be."""
    with path.open("rb") as stream:
        stream.seek(0, io.SEEK_END)
        stream.seek(max(0, stream.tell() - 1))
        if stream.read(1) not in (b"\n", b"\r"):
            raise UnreadableFile(f"{part.name} ends in the middle of a line.", advice=FETCH_AGAIN)
    return ()


SOURCE = Source(
    name="ilostat",
    title="ILOSTAT labour migration",
    publisher="International Labour Organization, ILOSTAT",
    licence="CC BY 4.0",
    base="https://sdmx.ilo.org/rest/",
    specification="https://webapps.ilo.org/ilostat-files/Documents/SDMX_User_Guide.pdf",
    read_on="2026-11-21",
    headers={"Accept": "application/vnd.sdmx.data+csv;version=1.0.0"},
    fetches=(
        _fetch("employment_by_sector", "MST_TEMP_SEX_ECO_CBR_NB", _section_reader),
        _fetch(
            "employment_by_education",
            "MST_TEMP_SEX_EDU_CBR_NB",
            _reader("EDU", EDUCATION.get, group="birth", sex="sex", detail="educ", value="n"),
        ),
        _fetch(
            "employment_by_occupation",
            "MST_TEMP_SEX_OCU_CBR_NB",
            _reader("OCU", _occupation, group="birth", sex="sex", detail="occup", value="n"),
        ),
        _fetch(
            "unemployment_by_education",
            "MST_TUNE_SEX_EDU_CBR_RT",
            _reader("EDU", EDUCATION.get, group="birth", sex="sex", detail="educ", value="v"),
        ),
        _fetch(
            "mean_earnings",
            "MST_EARA_SEX_CBR_NB",
            _reader(None, str, group="status", sex="sex", kind="type", value="v"),
        ),
    ),
)
