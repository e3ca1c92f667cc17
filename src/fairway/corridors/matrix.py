"""The world's corridor matrix: every area of the UN geoscheme against every other."""

from __future__ import annotations

from fairway.kernel.corridor import Sex
from fairway.kernel.errors import NotFound
from fairway.kernel.figure import Cell, Column, Figure, HeatTable
from fairway.kernel.provenance import Flag
from fairway.kernel.text import PlaceName, Text, Year
from fairway.statistics.neighbours import reference_year
from fairway.statistics.stock import WHO
from fairway.warehouse.asking import IMPORT, Row
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage


def matrix(shelf: Shelf, *, sex: Sex | None = None, year: int | None = None) -> Figure:
    """The world's corridor matrix by UN subregion. Unit: persons. Unknown origins are in no cell.

    Raises:
        NotFound: The table of areas is not loaded.
    """
    vintage = shelf.current("migrant_areas")
    if vintage is None:
        raise NotFound("The matrix of regions is not loaded.", advice=IMPORT.template)
    when = reference_year(vintage, year)
    cells = {
        (row["origin"], row["destination"]): _persons(row, sex)
        for row in vintage.frame.iter_rows(named=True)
        if row["year"] == when
    }
    return _matrix_figure(vintage, when, cells, sex)


def _matrix_figure(vintage: Vintage, year: int, cells: dict[tuple[str, str], int], sex: Sex | None) -> Figure:
    areas = sorted({origin for origin, _ in cells} | {destination for _, destination in cells})
    top = max(cells, key=lambda pair: cells[pair])
    rows: tuple[tuple[Cell, ...], ...] = tuple((one, *(cells.get((one, other)) for other in areas)) for one in areas)
    return Figure(
        id="matrix.subregions",
        title=Text("The world's corridors by region"),
        unit=Text("{who}; rows are origins, columns destinations", who=WHO[sex]),
        year=str(year),
        columns=(
            Column("origin", Text("Origin"), "place"),
            *(Column(one, Text("{place}", place=PlaceName(one)), "count") for one in areas),
        ),
        rows=rows,
        sentence=Text(
            "The largest cell is {origin} to {destination} with {n} {who} in {year}.",
            origin=PlaceName(top[0]),
            destination=PlaceName(top[1]),
            n=cells[top],
            who=WHO[sex],
            year=Year(year),
        ),
        flag=Flag.ESTIMATED,
        sources=(vintage.provenance(),),
        chart=HeatTable("origin"),
        notes=(Text("Migrants whose origin is unknown are in no cell; they are in the totals of each destination."),),
    )


def _persons(row: Row, sex: Sex | None) -> int:
    female, male = int(row["female"]), int(row["male"])
    return {"F": female, "M": male}.get(sex or "", female + male)
