"""The UN Statistics Division's API of the global SDG indicators database.

Specification: https://unstats.un.org/SDGAPI/swagger/ (`GET /v1/sdg/Series/Data?seriesCode=…&page=…&pageSize=…`), read
on 2026-11-21: `{size, totalElements, totalPages, pageNumber, attributes, dimensions, data: [{goal, target, indicator:
[…], series, seriesDescription, geoAreaCode, geoAreaName, timePeriodStart, value, attributes: {Nature, Units},
dimensions: {Sex, Age, "Migratory status", "Reporting Type", …}}]}`. Values are text, years are written 2020.0, areas
are M49 codes without leading zeros.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.errors import ColumnChanged, UnreadableFile
from fairway.reference import places
from fairway.sources.fetch_plan import FETCH_AGAIN, Fetch, Part, Source, json_of, members
from fairway.sources.unsd_sdg import COLUMNS

if TYPE_CHECKING:
    import polars as pl

PAGE_SIZE: Final = 5_000
SERIES: Final = (
    "SL_EMP_FTLINJUR",
    "SL_EMP_INJUR",
    "SL_LBR_NTLCPL",
    "SG_CPA_MIGRS",
    "SM_DTH_MIGR",
    "SM_POP_REFG_OR",
    "SI_RMT_COST",
    "BX_TRF_PWKR",
    "SI_COV_BENFTS",
    "SI_COV_WKINJRY",
    "SI_COV_UEMP",
    "SI_COV_MATNL",
    "SI_COV_PENSN",
    "SI_COV_DISAB",
    "SI_COV_CHLD",
    "SI_COV_VULN",
    "SI_COV_POOR",
    "SI_COV_SOCAST",
    "SI_COV_SOCINS",
    "SI_COV_LMKT",
)
DIMENSIONS: Final = {
    "migratory_status": ("migratory status",),
    "sex": ("sex",),
    "policy_domains": ("policy domains", "policy domain"),
    "quantile": ("quantile",),
    "type_of_occupation": ("type of occupation",),
    "age": ("age",),
}
WORDS: Final = {
    "_t": "t",
    "total": "t",
    "all": "t",
    "mig": "migper",
    "migrant": "migper",
    "non_mig": "nonmig",
    "nonmigrant": "nonmig",
    "_d": "alldomains",
}
FIELDS: Final = ("series", "indicator", "geoAreaCode", "timePeriodStart", "value", "attributes", "dimensions")


def request(series: str, page: int) -> Part:
    """The request for one page of one series."""
    return Part(f"{series}.{page}.json", f"v1/sdg/Series/Data?seriesCode={series}&page={page}&pageSize={PAGE_SIZE}")


def more(part: Part, path: Path) -> Sequence[Part]:
    """The pages that follow a first one.

    Raises:
        UnreadableFile: The page is cut short.
        ColumnChanged: It is not of the documented form.
    """
    answer = _envelope(json_of(path), path.name)
    series, _, number = part.name.removesuffix(".json").rpartition(".")
    return [request(series, page) for page in range(2, int(answer["totalPages"]) + 1)] if number == "1" else []


def _envelope(answer: Any, name: str) -> dict[str, Any]:
    found = sorted(answer) if isinstance(answer, dict) else [str(answer)[:80]]
    missing = [key for key in ("totalElements", "totalPages", "data") if key not in found]
    if missing:
        raise ColumnChanged(name, missing=missing, found=found)
    return dict(answer)


def check(path: Path) -> None:
    """Refuses a series of which rows are missing, or that was updated between two pages.

    Raises:
        UnreadableFile: It is.
    """
    rows: dict[str, int] = {}
    totals: dict[str, int] = {}
    for name, content in members(path):
        series = name.removesuffix(".json").rpartition(".")[0]
        answer = _envelope(json.loads(content), name)
        rows[series] = rows.get(series, 0) + len(answer["data"])
        if totals.setdefault(series, int(answer["totalElements"])) != int(answer["totalElements"]):
            raise UnreadableFile(f"{series} was updated while it was fetched.", advice=FETCH_AGAIN)
    short = [f"{rows[series]} of {total} of {series}" for series, total in totals.items() if rows[series] != total]
    if short:
        raise UnreadableFile(f"Rows are missing: {'; '.join(short)}.", advice=FETCH_AGAIN)


def read(path: Path) -> pl.DataFrame:
    """The columns of the table (`unsd_sdg.COLUMNS`) and source_row, numbered over all pages in order.

    Raises:
        ColumnChanged: A row lacks a documented field.
    """
    import polars as pl

    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for name, content in members(path, ".json"):
        for row in _envelope(json.loads(content), name)["data"]:
            missing = [field for field in FIELDS if field not in row]
            if missing:
                raise ColumnChanged(name, missing=missing, found=sorted(row))
            dimensions = {key.casefold(): value for key, value in (row["dimensions"] or {}).items()}
            indicator = row["indicator"]
            values = {
                "indicator": indicator[0] if isinstance(indicator, list) and indicator else indicator,
                "series": row["series"],
                "iso3": _iso3(str(row["geoAreaCode"])),
                "year": int(float(row["timePeriodStart"])),
                "value": None if row["value"] is None else str(row["value"]),
                "units": _word((row["attributes"] or {}).get("Units")),
                "nature": _word((row["attributes"] or {}).get("Nature")),
                **{column: _dimension(dimensions, keys) for column, keys in DIMENSIONS.items()},
            }
            for column, cells in columns.items():
                cells.append(values[column])
    schema = {name: pl.Int64 if kind == "integer" else pl.String for name, kind in COLUMNS.items()}
    return pl.DataFrame(columns, schema=schema).with_row_index("source_row", offset=1)


def _iso3(code: str) -> str | None:
    return "XKX" if code == "412" else places.from_m49(code)


def _dimension(dimensions: Mapping[str, Any], keys: Sequence[str]) -> str | None:
    value = next((dimensions[key] for key in keys if key in dimensions), None)
    word = _word(value)
    return WORDS.get(word, word) if word else None


def _word(value: object) -> str | None:
    """A code as the catalogue's edition of the table writes it: lower case, words joined by one underscore."""
    return re.sub(r"[^a-z0-9_]+", "_", str(value).strip().casefold()).strip(" ") or None if value is not None else None


def edition(path: Path) -> str:
    """The database has no edition in its answers: the month in which it was asked."""
    return datetime.now(UTC).strftime("%Y-%m")


SOURCE = Source(
    name="sdg",
    title="Global SDG Indicators Database",
    publisher="United Nations Statistics Division",
    licence="UN Statistics Division terms: reuse with attribution",
    base="https://unstats.un.org/sdgapi/",
    specification="https://unstats.un.org/SDGAPI/swagger/",
    read_on="2026-11-21",
    headers={"Accept": "application/json"},
    fetches=(
        Fetch(
            table="sdg",
            file="unsd_sdg_{edition}.zip",
            parts=tuple(request(series, 1) for series in SERIES),
            read=read,
            edition=edition,
            more=more,
            check=check,
            changes={"title": "Global SDG Indicators Database"},
        ),
    ),
)
