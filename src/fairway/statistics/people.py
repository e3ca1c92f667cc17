"""People: how many migrants of one country live in another, since when, and what part of both populations they are."""

from __future__ import annotations

from typing import Any

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Column, Figure, Gap, Lines, Section, section
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Number, Percent, PlaceName, Text, Year
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

NOT_WORKERS = Text(
    "The stock counts people of all ages who moved for any reason, refugees included: international migrants, not "
    "migrant workers. Seasonal and temporary workers who do not settle are not in it."
)


def people(corridor: Corridor, shelf: Shelf) -> Section:
    """The people section of a profile."""
    return section("people", Text("People"), [stock(corridor, shelf)], notes=[NOT_WORKERS])


def stock(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """Migrants from the origin in the destination, by sex and year, of the current edition alone.

    Source: UN DESA, International Migrant Stock; women and men are the publisher's, both is their sum.
    """
    vintage = shelf.current("migrant_stock")
    rows = vintage.rows(corridor.origin, corridor.destination) if vintage else []
    rows = [row for row in rows if corridor.year is None or row["year"] <= corridor.year]
    if not vintage or not rows:
        return _no_stock(vintage, corridor)
    return _stock_figure(corridor, vintage, rows)


def _stock_figure(corridor: Corridor, vintage: Vintage, rows: list[dict[str, Any]]) -> Figure:
    columns = [Column("year", Text("Year"), "year")]
    keys = {"F": ["female"], "M": ["male"]}.get(corridor.sex or "", ["female", "male", "both"])
    titles = {"female": Text("Women"), "male": Text("Men"), "both": Text("Women and men")}
    columns += [Column(key, titles[key], "count") for key in keys]
    for row in rows:
        row["both"] = None if row["female"] is None or row["male"] is None else row["female"] + row["male"]
    last = rows[-1]
    table = tuple((row["year"], *(row[key] for key in keys)) for row in rows)
    lines = [row[name] for row in rows for key, name in (("female", "row_female"), ("male", "row_male")) if key in keys or "both" in keys]
    return Figure(
        id="people.stock",
        title=Text(
            "Migrants from {origin} living in {destination}",
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
        ),
        unit=Text("persons, all ages, at mid-year"),
        year=f"{rows[0]['year']}–{last['year']}",
        columns=tuple(columns),
        rows=table,
        sentence=_sentence(corridor, last),
        flag=Flag.ESTIMATED,
        sources=(vintage.provenance(lines),),
        chart=Lines("year", tuple(keys)),
    )


def _sentence(corridor: Corridor, last: dict[str, Any]) -> Text:
    names = {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination), "year": Year(last["year"])}
    if corridor.sex == "F":
        return Text("In {year}, {n} women from {origin} lived in {destination}.", n=last["female"] or 0, **names)
    if corridor.sex == "M":
        return Text("In {year}, {n} men from {origin} lived in {destination}.", n=last["male"] or 0, **names)
    total = (last["female"] or 0) + (last["male"] or 0)
    share = 100 * (last["female"] or 0) / total if total else 0
    return Text(
        "In {year}, {n} people from {origin} lived in {destination}; {share} of them were women.",
        n=total,
        share=Percent(share),
        **names,
    )


def _no_stock(vintage: Vintage | None, corridor: Corridor) -> Gap:
    sample = vintage is not None and vintage.record.coverage == "sample"
    return Gap(
        "people.stock",
        Text(
            "Migrants from {origin} living in {destination}",
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
        ),
        Text("This corridor is not among the facts that ship with Fairway.")
        if sample
        else Text("The UN migrant stock has no row for this corridor: nobody counted, or nobody was found."),
        Text("Import the full table with “fairway import” or “fairway fetch undesa-stock”.")
        if sample
        else Text("A population census or register of the destination that records the country of birth."),
        "sample" if sample else "absent",
    )
