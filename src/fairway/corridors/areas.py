"""Regions: an economic community's own corridors, what joins two regions, and the world's corridor matrix."""

from __future__ import annotations

from datetime import date
from typing import Any

from fairway.corridors.listing import corridors, stock_between
from fairway.corridors.profile_value import Profile, citation, pinned
from fairway.kernel.corridor import LATEST_YEAR, Sex
from fairway.kernel.figure import Bars, Column, Figure, Gap, HeatTable, Lines, section, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import PlaceName, Text, Year
from fairway.reference import groups, places
from fairway.standards.ratified import ratifications
from fairway.statistics.neighbours import reference_year
from fairway.statistics.stock import WHO
from fairway.warehouse.asking import IMPORT
from fairway.warehouse.shelf import Shelf

WIDEST = 16
DIAGONAL = Text("–")
TOP = 15
SELECTION = Text(
    "Only the corridors that ship with Fairway are added up here: the sums are too low. Import the full table."
)


def region(code: str, shelf: Shelf, *, sex: Sex | None = None, year: int | None = None) -> Profile:
    """What is known of migration inside a region, into it and out of it.

    Args:
        code: A group of `fairway.reference.groups` (`ECOWAS`), or a UN M49 region.

    Raises:
        UnknownCode: No such group; the nearest ones are suggested.
    """
    group = groups.group(code)
    members = group.members(on=_mid_year(shelf, year))
    inside = _flow("region.inside", Text("Largest corridors inside"), members, members, shelf, sex, year)
    out = _flow(
        "region.out", Text("Largest corridors out of the region"), members, _world() - members, shelf, sex, year
    )
    into = _flow(
        "region.into", Text("Largest corridors into the region"), _world() - members, members, shelf, sex, year
    )
    people = section(
        "people",
        Text("People"),
        [
            _total(Text("Migrants from one member living in another"), members, members, shelf, sex, year),
            _matrix_of(members, members, shelf, sex, year),
            inside,
            out,
            into,
        ],
        notes=_dated(group),
    )
    standards = section(
        "standards", Text("International standards"), [ratifications(tuple(sorted(members)), shelf, year)]
    )
    sections = (people, standards)
    title = Text("{place}", place=PlaceName(group.code))
    vintages = pinned(sections)
    return Profile("region", group.code, title, (), sections, vintages, citation(title, vintages))


def between(origin: str, destination: str, shelf: Shelf, *, sex: Sex | None = None, year: int | None = None) -> Profile:
    """What joins two regions, a region and a country, or two groups of the reader's own (`NPL+IND`)."""
    on = _mid_year(shelf, year)
    from_code, from_members = groups.resolve(origin, on)
    to_code, to_members = groups.resolve(destination, on)
    together = Text(
        "Migrants from {origin} living in {destination}, all corridors together",
        origin=_named(from_code),
        destination=_named(to_code),
    )
    people = section(
        "people",
        Text("People"),
        [
            _total(together, from_members, to_members, shelf, sex, year),
            _matrix_of(from_members, to_members, shelf, sex, year),
            _flow("region.inside", Text("Largest corridors"), from_members, to_members, shelf, sex, year),
        ],
    )
    title = Text("{origin} → {destination}", origin=_named(from_code), destination=_named(to_code))
    vintages = pinned((people,))
    return Profile("between", f"{from_code}-{to_code}", title, (), (people,), vintages, citation(title, vintages))


def _mid_year(shelf: Shelf, year: int | None) -> date | None:
    """The day the stock describes: who is a member today may not have been one then."""
    vintage = shelf.current("migrant_stock")
    return date(reference_year(vintage, year), 7, 1) if vintage else None


def _named(code: str) -> Text:
    text = Text("{place}", place=PlaceName(code.split("+")[0]))
    for one in code.split("+")[1:]:
        text = Text("{before} + {place}", before=text, place=PlaceName(one))
    return text


def _world() -> frozenset[str]:
    return frozenset(places.by_code())


def _dated(group: groups.Group) -> list[Text]:
    return (
        []
        if group.verified
        else [Text("The list of members is from memory and not verified against the community's own.")]
    )


def _flow(
    id: str,
    title: Text,
    origin: frozenset[str],
    destination: frozenset[str],
    shelf: Shelf,
    sex: Sex | None,
    year: int | None,
) -> Figure | Gap:
    found = corridors(shelf, origin=origin, destination=destination, sex=sex, year=year, limit=TOP)
    if not found.rows:
        return Gap(
            id,
            title,
            Text("No corridor of these is in the table at hand."),
            IMPORT,
            "sample" if found.selection else "absent",
        )
    first = found.rows[0]
    return Figure(
        id=id,
        title=title,
        unit=Text("{who}", who=WHO[sex]),
        year=str(found.year),
        columns=(
            Column("corridor", Text("Corridor"), "text"),
            Column("origin", Text("Origin"), "place"),
            Column("destination", Text("Destination"), "place"),
            Column("persons", Text("Persons"), "count"),
        ),
        rows=tuple(
            (_pair(row.origin, row.destination), row.origin, row.destination, row.persons) for row in found.rows
        ),
        sentence=Text(
            "The largest is {pair} with {n} {who} in {year}.",
            pair=_pair(first.origin, first.destination),
            n=first.persons,
            who=WHO[sex],
            year=Year(found.year),
        ),
        flag=Flag.PARTIAL if found.selection else Flag.ESTIMATED,
        sources=(found.source,),
        chart=Bars("corridor", ("persons",)),
        notes=(SELECTION,) if found.selection else (),
    )


def _pair(origin: str, destination: str) -> Text:
    return Text("{origin} → {destination}", origin=PlaceName(origin), destination=PlaceName(destination))


def _total(
    title: Text, origin: frozenset[str], destination: frozenset[str], shelf: Shelf, sex: Sex | None, year: int | None
) -> Figure | Gap:
    """Migrants from any of the origins in any of the destinations, by year, women and men."""
    import polars as pl

    vintage = shelf.current("migrant_stock")
    if vintage is None:
        return Gap("region.total", title, Text("This table is not loaded here."), IMPORT, "sample")
    pairs = vintage.frame.filter(
        pl.col("origin").is_in(origin)
        & pl.col("destination").is_in(destination)
        & (pl.col("origin") != pl.col("destination"))
        & (pl.col("year") <= (year or LATEST_YEAR))
    )
    if pairs.is_empty():
        return Gap(
            "region.total",
            title,
            Text("No corridor of these is in the table at hand."),
            IMPORT,
            "sample" if vintage.record.coverage == "sample" else "absent",
        )
    summed = pairs.group_by("year").agg(pl.col("female").sum(), pl.col("male").sum()).sort("year")
    keys = {"F": ("female",), "M": ("male",)}.get(sex or "", ("female", "male", "both"))
    titles = {"female": Text("Women"), "male": Text("Men"), "both": Text("Women and men")}
    rows = tuple((row["year"], *(_of(row, key) for key in keys)) for row in summed.iter_rows(named=True))
    partial = vintage.record.coverage == "sample"
    return Figure(
        id="region.total",
        title=title,
        unit=Text("{who}, all ages, at mid-year", who=WHO[sex]),
        year=span(rows[0][0], rows[-1][0]),
        columns=(Column("year", Text("Year"), "year"), *(Column(key, titles[key], "count") for key in keys)),
        rows=rows,
        sentence=Text("In {year} they were {n} ({who}).", who=WHO[sex], year=Year(rows[-1][0]), n=rows[-1][-1]),
        flag=Flag.PARTIAL if partial else Flag.ESTIMATED,
        sources=(vintage.provenance(),),
        chart=Lines("year", keys),
        notes=(SELECTION,) if partial else (),
    )


def _of(row: dict[str, Any], key: str) -> int:
    return int(row["female"] + row["male"] if key == "both" else row[key])


def _matrix_of(
    origin: frozenset[str], destination: frozenset[str], shelf: Shelf, sex: Sex | None, year: int | None
) -> Figure | None:
    """Origins × destinations in persons, for at most sixteen of each (the largest); every cell of these is read."""
    vintage = shelf.current("migrant_stock")
    if vintage is None:
        return None
    when = reference_year(vintage, year)
    cells = stock_between(vintage, origin, destination, when, sex)
    if not cells:
        return None
    rows, columns = _heaviest(cells, 0), _heaviest(cells, 1)
    top = max(cells, key=lambda pair: cells[pair])
    partial = vintage.record.coverage == "sample"
    cut = len({pair[0] for pair in cells}) > len(rows) or len({pair[1] for pair in cells}) > len(columns)
    notes = [SELECTION] if partial else []
    if cut:
        notes.append(Text("Only the {n} largest origins and destinations are shown.", n=WIDEST))
    return Figure(
        id="region.matrix",
        title=Text("From where to where"),
        unit=Text("{who}; rows are origins, columns destinations", who=WHO[sex]),
        year=str(when),
        columns=(
            Column("origin", Text("Origin"), "place"),
            *(Column(one, Text("{place}", place=PlaceName(one)), "count") for one in columns),
        ),
        rows=tuple(
            (one, *(DIAGONAL if one == other else cells.get((one, other)) for other in columns)) for one in rows
        ),
        sentence=Text(
            "The largest cell is {origin} to {destination} with {n} {who} in {year}.",
            origin=PlaceName(top[0]),
            destination=PlaceName(top[1]),
            n=cells[top],
            who=WHO[sex],
            year=Year(when),
        ),
        flag=Flag.PARTIAL if partial else Flag.ESTIMATED,
        sources=(vintage.provenance(),),
        chart=HeatTable("origin"),
        notes=tuple(notes),
    )


def _heaviest(cells: dict[tuple[str, str], int], end: int) -> list[str]:
    weights: dict[str, int] = {}
    for pair, persons in cells.items():
        weights[pair[end]] = weights.get(pair[end], 0) + persons
    return sorted(weights, key=lambda one: (-weights[one], one))[:WIDEST]


def _cell(cells: dict[tuple[str, str], int], origin: str, destination: str) -> int | Text | None:
    return DIAGONAL if origin == destination else cells.get((origin, destination))
