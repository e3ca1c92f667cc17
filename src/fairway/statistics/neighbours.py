"""Neighbouring corridors: the same origin, the same destination, and the other way round."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import OutOfRange
from fairway.kernel.figure import Bars, Column, Figure, Gap, Section, section, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Number, PlaceName, Text, Year
from fairway.statistics.stock import BY_SEX, WHO, lived, migrant_stock, no_stock
from fairway.warehouse.asking import BY_SECTOR, ask, not_at_this_detail
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

SHOWN = 10
NOT_PLACES = frozenset({"OOO", "OOS", "WLD"})
TITLE = Text("Neighbouring corridors")
ELSEWHERE = Text("Where else people from {place} live")
OTHERS = Text("Who else lives in {place}")
BACK = Text("The other way: {origin} to {destination}")
SELECTION = Text("Only the corridors that ship with Fairway are compared here; import the full table for all of them.")


def neighbours(corridor: Corridor, shelf: Shelf) -> Section:
    """The section on neighbouring corridors, distance and language."""
    vintage = shelf.current("migrant_stock")
    parts: list[Figure | Gap | None] = []
    if corridor.sector:
        parts = _not_by_sector(corridor)
        return section("neighbours", TITLE, [*parts, distance(corridor, shelf)])
    if vintage is not None and _begun(vintage, corridor):
        parts += [same_origin(corridor, shelf, vintage), same_destination(corridor, shelf, vintage)]
    parts += [the_other_way(corridor, shelf), distance(corridor, shelf)]
    return section("neighbours", TITLE, parts)


def _not_by_sector(corridor: Corridor) -> list[Figure | Gap | None]:
    origin, destination = PlaceName(corridor.origin), PlaceName(corridor.destination)
    return [
        not_at_this_detail("neighbours.same_origin", Text(ELSEWHERE.template, place=origin), BY_SECTOR),
        not_at_this_detail("neighbours.same_destination", Text(OTHERS.template, place=destination), BY_SECTOR),
        not_at_this_detail(
            "neighbours.reversed", Text(BACK.template, origin=destination, destination=origin), BY_SECTOR
        ),
    ]


def _begun(vintage: Vintage, corridor: Corridor) -> bool:
    """Whether the table has a reference year that is not after the one asked for."""
    return corridor.year is None or bool((vintage.frame["year"] <= corridor.year).any())


def largest(shelf: Shelf, vintage: Vintage, by: str, place: str, sex: str, year: int | None) -> list[dict[str, Any]]:
    """The corridors of one origin or destination in one year, the largest first.

    Args:
        by: `origin` or `destination`: which end is fixed at `place`.
        sex: `female`, `male` or `both`.
        year: A reference year of the stock, or None for the last.

    Returns:
        origin, destination, persons, year, row_female, row_male; unknown origins left out, true zeros too.
    """
    index = shelf.remember(("corridors by", by, vintage.name, year), lambda: _index(vintage, by, year))
    return sorted(
        (row | {"persons": _persons(row, sex)} for row in index.get(place, []) if _persons(row, sex)),
        key=lambda row: -row["persons"],
    )


def _persons(row: dict[str, Any], sex: str) -> int:
    return (row["female"] or 0) + (row["male"] or 0) if sex == "both" else row[sex] or 0


def reference_year(vintage: Vintage, year: int | None) -> int:
    """The last reference year of the table that is not after `year`.

    Raises:
        OutOfRange: The table begins later.
    """
    years = sorted(vintage.frame["year"].unique().to_list())
    found = [one for one in years if year is None or one <= year]
    if not found:
        raise OutOfRange(
            Text("The migrant stock begins in {first}.", first=Year(years[0])),
            advice=Text("Choose {first} or a later year, or leave it out.", first=Year(years[0])),
        )
    return int(found[-1])


def _index(vintage: Vintage, by: str, year: int | None) -> dict[str, list[dict[str, Any]]]:
    import polars as pl

    wanted = reference_year(vintage, year)
    frame = vintage.frame.filter(
        (pl.col("year") == wanted) & ~pl.col("origin").is_in(NOT_PLACES) & ~pl.col("destination").is_in(NOT_PLACES)
    ).select("origin", "destination", "year", "female", "male", "row_female", "row_male")
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        found[row[by]].append(row)
    return dict(found)


def same_origin(corridor: Corridor, shelf: Shelf, vintage: Vintage) -> Figure | None:
    """The largest destinations of the origin's migrants."""
    rows = largest(shelf, vintage, "origin", corridor.origin, BY_SEX[corridor.sex][-1], corridor.year)
    title = Text(ELSEWHERE.template, place=PlaceName(corridor.origin))
    return _ranking("neighbours.same_origin", title, "destination", corridor, rows, vintage)


def same_destination(corridor: Corridor, shelf: Shelf, vintage: Vintage) -> Figure | None:
    """The largest origins of the destination's migrants."""
    rows = largest(shelf, vintage, "destination", corridor.destination, BY_SEX[corridor.sex][-1], corridor.year)
    title = Text(OTHERS.template, place=PlaceName(corridor.destination))
    return _ranking("neighbours.same_destination", title, "origin", corridor, rows, vintage)


def _ranking(
    id: str, title: Text, end: str, corridor: Corridor, rows: list[dict[str, Any]], vintage: Vintage
) -> Figure | None:
    if not rows:
        return None
    here = corridor.destination if end == "destination" else corridor.origin
    shown = rows[:SHOWN]
    rank = next((position for position, row in enumerate(rows, 1) if row[end] == here), None)
    if rank is not None and rank > SHOWN:
        shown = [*shown, rows[rank - 1]]
    partial = vintage.record.coverage == "sample"
    first = rows[0]
    return Figure(
        id=id,
        title=title,
        unit=Text("{who}", who=WHO[corridor.sex]),
        year=str(first["year"]),
        columns=(Column(end, Text("Country"), "place"), Column("persons", Text("Persons"), "count")),
        rows=tuple((row[end], row["persons"]) for row in shown),
        sentence=Text(
            "{place} comes first with {n} {who} in {year}.",
            place=PlaceName(first[end]),
            n=first["persons"],
            who=WHO[corridor.sex],
            year=Year(first["year"]),
        ),
        flag=Flag.PARTIAL if partial else Flag.ESTIMATED,
        sources=(vintage.provenance(row[column] for row in shown for column in ("row_female", "row_male")),),
        chart=Bars(end, ("persons",), highlight=here),
        notes=(SELECTION,) if partial else (),
    )


def the_other_way(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """The stock of the reversed corridor."""
    back = corridor.reversed()
    found = migrant_stock(back, shelf)
    if found is None:
        return no_stock("neighbours.reversed", back, shelf)
    last, sex = found.rows[-1], found.sexes[-1]
    return Figure(
        id="neighbours.reversed",
        title=Text(BACK.template, origin=PlaceName(back.origin), destination=PlaceName(back.destination)),
        unit=Text("{who}", who=WHO[corridor.sex]),
        year=span(found.rows[0]["year"], last["year"]),
        columns=(Column("year", Text("Year"), "year"), Column("persons", Text("Persons"), "count")),
        rows=tuple((row["year"], row[sex]) for row in found.rows),
        sentence=lived(back, last[sex] or 0, last["year"]),
        flag=Flag.ESTIMATED,
        sources=(found.source(),),
    )


def distance(corridor: Corridor, shelf: Shelf) -> Figure | None:
    """Distance between the capitals, and whether the two share an official language."""
    answer = ask(shelf, "distance", corridor.origin, corridor.destination)
    if not answer:
        return None
    row = answer.rows[0]
    shared = row["common_official_language"]
    status = "unknown" if shared is None else "yes" if shared else "no"
    if row["kilometres"] is None:
        return None
    return Figure(
        id="neighbours.distance",
        title=Text("Distance and language"),
        unit=Text("kilometres between the capitals"),
        year=answer.vintage.record.edition if answer.vintage else "",
        columns=(
            Column("kilometres", Text("Kilometres"), "number", 0),
            Column("common_official_language", Text("Common official language"), "status"),
        ),
        rows=((row["kilometres"], status),),
        sentence=Text("The capitals are {n} kilometres apart.", n=Number(row["kilometres"])),
        flag=Flag.ESTIMATED,
        sources=(answer.source(),),
    )
