"""The World Bank's complete workbook of Remittance Prices Worldwide, from its Data Catalog.

Specification: the workbook's sheet “Legend”, as published with the dataset 0037898 (Remittance Prices Worldwide,
https://datacatalog.worldbank.org/search/dataset/0037898), as programs that read it describe it, read on 2026-11-21.
The Indicators API has no corridors and the project's own site turns programs away, hence the Data Catalog. The file's
number there changes with each quarter: when the address below no longer answers, set `FAIRWAY_FETCH_RPW_URL` to the
folder of the new one. Sheets “Dataset (up to Q1 2016)” and “Dataset (from Q2 2016)”: one header line, one row per
provider, corridor, quarter (`2025_3Q`) and instrument; `source_code` sends, `destination_code` receives (ISO3); `cc1`
asks for the equivalent of US$ 200; `transparent` is *no* where the provider did not tell its exchange rate, and the
World Bank leaves such services out of its averages. A corridor's price is the plain mean over its services, as in the
series ATCR.CORR.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.errors import ColumnChanged, UnreadableFile
from fairway.kernel.text import Text
from fairway.sources.fetch_plan import FETCH_AGAIN, Fetch, Part, Source
from fairway.sources.workbook import sheet, sheets

if TYPE_CHECKING:
    import polars as pl

FILE: Final = "rpw_dataset_2011_2025_q3.xlsx"
COLUMNS: Final = ("period", "source_code", "destination_code", "cc1 total cost %")
TRANSPARENT: Final = "transparent"
METHOD = Text(
    "Mystery shoppers of the World Bank ask the providers of each corridor what it costs to send the equivalent of "
    "US$ 200: fee and margin on the exchange rate, in per cent of the amount. Fairway takes the plain mean over the "
    "services of a corridor and quarter that tell their exchange rate; the row is that of the first of them."
)


def read(path: Path) -> pl.DataFrame:
    """One row per corridor and quarter.

    Returns:
        source_row (of the corridor's first service, over both sheets), sending_code, receiving_code, quarter
        (`2025Q3`), value (per cent of US$ 200, mean over services).

    Raises:
        ColumnChanged, UnreadableFile: The workbook is not as documented.
    """
    import polars as pl

    columns: dict[str, list[Any]] = {
        name: [] for name in ("source_row", "sending_code", "receiving_code", "quarter", "value")
    }
    number = 0
    for page in _datasets(path):
        lines = sheet(path, page)
        names = [str(cell).strip() if cell is not None else "" for cell in next(lines, ())]
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise ColumnChanged(f"{path.name}, “{page}”", missing=missing, found=[name for name in names if name])
        period, sending, receiving, cost = (names.index(name) for name in COLUMNS)
        transparent = names.index(TRANSPARENT) if TRANSPARENT in names else None
        for cells in lines:
            number += 1
            value = cells[cost]
            hidden = transparent is not None and str(cells[transparent] or "").strip().casefold() == "no"
            if hidden or not isinstance(value, int | float) or cells[sending] is None or cells[receiving] is None:
                continue
            row = (number, str(cells[sending]).strip(), str(cells[receiving]).strip(), _quarter(cells[period]), value)
            for column, cell in zip(columns.values(), row, strict=True):
                column.append(cell)
    if not number:
        raise UnreadableFile(f"{path.name} has headers and no rows.", advice=FETCH_AGAIN)
    text = {"sending_code": pl.String, "receiving_code": pl.String, "quarter": pl.String}
    frame = pl.DataFrame(columns, schema={"source_row": pl.Int64, **text, "value": pl.Float64}, strict=False)
    keys = ["sending_code", "receiving_code", "quarter"]
    return (
        frame.drop_nulls(keys)
        .group_by(keys, maintain_order=True)
        .agg(pl.col("source_row").first(), pl.col("value").mean())
        .select("source_row", *keys, "value")
    )


def _datasets(path: Path) -> list[str]:
    found = sheets(path)
    names = [name for name in found if name.startswith("Dataset")]
    if not names:
        raise ColumnChanged(path.name, missing=["sheet “Dataset (from Q2 2016)”"], found=found)
    return names


def _quarter(cell: object) -> str | None:
    match = re.fullmatch(r"((?:19|20)\d\d)[_ ]?(?:Q?([1-4])Q?)", str(cell or "").strip())
    return f"{match[1]}Q{match[2]}" if match else None


def edition(path: Path) -> str:
    """The last quarter in the workbook."""
    quarters = read(path)["quarter"].drop_nulls()
    if quarters.is_empty():
        raise UnreadableFile(f"{path.name} names no quarter.", advice=FETCH_AGAIN)
    return str(quarters.sort()[-1])


SOURCE = Source(
    name="rpw",
    title="Remittance Prices Worldwide",
    publisher="World Bank",
    licence="CC BY 4.0",
    base="https://datacatalogfiles.worldbank.org/ddh-published/0037898/DR0095523/",
    specification="https://datacatalog.worldbank.org/search/dataset/0037898",
    read_on="2026-11-21",
    fetches=(
        Fetch(
            table="remittance_prices",
            file="worldbank_rpw_{edition}.xlsx",
            parts=(Part("workbook.xlsx", FILE),),
            read=read,
            edition=edition,
            changes={"title": "Remittance Prices Worldwide (complete dataset)", "method": METHOD},
        ),
    ),
)
