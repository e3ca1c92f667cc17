"""The World Bank's Indicators API (version 2) for the development indicators.

Specification: “Basic Call Structures” and “Indicator Queries” of the World Bank Data Help Desk,
https://datahelpdesk.worldbank.org/knowledgebase/articles/898581-api-basic-call-structures and …/898599, read on
2026-11-21: `/v2/country/all/indicator/CODE?format=json&per_page=…&page=…` answers `[{page, pages, per_page, total,
sourceid, lastupdated}, [{indicator: {id, value}, country: {id, value}, countryiso3code, date, value, unit, obs_status,
decimal}, …]]`; an error is `[{message: [{id, key, value}]}]` with status 200.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.errors import ColumnChanged, SourceUnavailable, UnreadableFile
from fairway.sources.fetch_plan import FETCH_AGAIN, Fetch, Part, Source, json_of, members

if TYPE_CHECKING:
    import polars as pl

PER_PAGE: Final = 10_000
FIRST_YEAR: Final = 1990
INDICATORS: Final = {
    "SP.DYN.CBRT.IN": "birth",
    "SP.POP.DPND": "depend",
    "BX.KLT.DINV.CD.WD": "fdiin",
    "BM.KLT.DINV.CD.WD": "fdiout",
    "NY.GDP.MKTP.CD": "gdp",
    "NY.GDP.PCAP.PP.KD": "income",
    "FP.CPI.TOTL.ZG": "inf",
    "SM.POP.NETM": "nmig",
    "PV.EST": "polstb",
    "SP.POP.TOTL": "pop",
    "BX.TRF.PWKR.CD.DT": "remin",
    "BM.TRF.PWKR.CD.DT": "remout",
    "SL.UEM.TOTL.ZS": "unem",
}


def request(indicator: str, page: int) -> Part:
    """The request for one page of one indicator."""
    query = f"format=json&per_page={PER_PAGE}&date={FIRST_YEAR}:2100&page={page}"
    return Part(f"{indicator}.{page}.json", f"country/all/indicator/{indicator}?{query}")


def more(part: Part, path: Path) -> Sequence[Part]:
    """The pages that follow a first one.

    Raises:
        SourceUnavailable: The service answered with a message.
        UnreadableFile: The page is cut short, or not the one asked for.
    """
    head, _ = _page(json_of(path), path.name)
    indicator, _, number = part.name.removesuffix(".json").rpartition(".")
    if int(head["page"]) != int(number):
        raise UnreadableFile(f"Page {number} of {indicator} was asked for and {head['page']} came.", advice=FETCH_AGAIN)
    return [request(indicator, page) for page in range(2, int(head["pages"]) + 1)] if number == "1" else []


def _page(answer: Any, name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    if isinstance(answer, list) and answer and isinstance(answer[0], dict) and "message" in answer[0]:
        said = "; ".join(str(one.get("value", "")) for one in answer[0]["message"] if isinstance(one, dict))
        raise SourceUnavailable(
            f"The World Bank's service refused {name}: {said}",
            advice="The indicator may have been renamed or withdrawn; see https://data.worldbank.org/indicator.",
        )
    if not (isinstance(answer, list) and len(answer) == 2 and isinstance(answer[0], dict) and "pages" in answer[0]):
        raise ColumnChanged(name, missing=["page", "pages"], found=[str(answer)[:80]])
    return answer[0], answer[1] or []


def check(path: Path) -> None:
    """Refuses answers that do not belong together: rows missing, or an update between two pages.

    Raises:
        UnreadableFile: They do not.
    """
    rows: dict[str, int] = {}
    heads: dict[str, tuple[int, str]] = {}
    for name, content in members(path):
        indicator = name.removesuffix(".json").rpartition(".")[0]
        head, page = _page(json.loads(content), name)
        rows[indicator] = rows.get(indicator, 0) + len(page)
        said = (int(head["total"]), str(head.get("lastupdated", "")))
        if heads.setdefault(indicator, said) != said:
            raise UnreadableFile(f"{indicator} was updated while it was fetched.", advice=FETCH_AGAIN)
    for indicator, (total, _) in heads.items():
        if rows[indicator] != total:
            raise UnreadableFile(f"{rows[indicator]} of {total} rows of {indicator} arrived.", advice=FETCH_AGAIN)


def edition(path: Path) -> str:
    """The day of the service's last update."""
    dates = [str(_page(json.loads(content), name)[0].get("lastupdated", "")) for name, content in members(path)]
    return max(dates, default="") or "undated"


def read(path: Path) -> pl.DataFrame:
    """source_row (over all pages in order), geo (ISO3, or the World Bank's code), var, t (year), v.

    Raises:
        ColumnChanged: A row lacks a documented field.
    """
    import polars as pl

    columns: dict[str, list[Any]] = {"geo": [], "var": [], "t": [], "v": []}
    for name, content in members(path, ".json"):
        for row in _page(json.loads(content), name)[1]:
            try:
                code, when, value = row["countryiso3code"], str(row["date"]), row["value"]
                indicator = INDICATORS[row["indicator"]["id"]]
            except (KeyError, TypeError) as fault:
                raise ColumnChanged(name, missing=[str(fault).strip("'")], found=sorted(row)) from fault
            columns["geo"].append(code or row["country"]["id"])
            columns["var"].append(indicator)
            columns["t"].append(int(when) if when.isdigit() else None)
            columns["v"].append(float(value) if value is not None else None)
    schema = {"geo": pl.String, "var": pl.String, "t": pl.Int64, "v": pl.Float64}
    return pl.DataFrame(columns, schema=schema).with_row_index("source_row", offset=1)


SOURCE = Source(
    name="worldbank",
    title="World Development Indicators",
    publisher="World Bank",
    licence="CC BY 4.0",
    base="https://api.worldbank.org/v2/",
    specification="https://datahelpdesk.worldbank.org/knowledgebase/articles/898581-api-basic-call-structures",
    read_on="2026-11-21",
    fetches=(
        Fetch(
            table="wdi",
            file="worldbank_wdi_{edition}.zip",
            parts=tuple(request(indicator, 1) for indicator in INDICATORS),
            read=read,
            edition=edition,
            more=more,
            check=check,
        ),
    ),
)
