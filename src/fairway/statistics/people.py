"""People: how many migrants of one country live in another, since when, and what part of both populations they are."""

from __future__ import annotations

import math

from fairway.kernel.corridor import Corridor, Sex
from fairway.kernel.figure import Column, Figure, Gap, Lines, Section, section, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Percent, PlaceName, Text, Value, Year
from fairway.statistics.other_counts import (
    COMPILED,
    DISPLACED,
    REVISED,
    displaced,
    editions,
    older_edition,
    origin_counts,
    other_estimates,
)
from fairway.statistics.shares import SHARES, shares
from fairway.statistics.stock import SEXES, WHO, Stock, lived, migrant_stock, no_stock
from fairway.warehouse.asking import BY_SECTOR, not_at_this_detail
from fairway.warehouse.shelf import Shelf

NOT_WORKERS = Text(
    "The stock counts people of all ages who moved for any reason, refugees included where the country counts them: "
    "international migrants, not migrant workers. Seasonal and temporary workers who do not settle are not in it."
)


TITLE = Text("People")
STOCK = Text("Migrants from {origin} living in {destination}")
CHANGE = Text("How the number changed")


def people(corridor: Corridor, shelf: Shelf) -> Section:
    """The people section of a profile: stock, change, shares, refugees, and how other sources count the same people."""
    found = migrant_stock(corridor, shelf)
    parts: list[Figure | Gap | None] = []
    if corridor.sector:
        return section("people", TITLE, _not_by_sector(corridor), notes=[NOT_WORKERS])
    if found is None:
        parts += [no_stock("people.stock", corridor, shelf), older_edition(corridor, shelf)]
    else:
        parts += [stock(corridor, found), change(corridor, found), shares(corridor, found, shelf)]
    parts += [
        editions(corridor, shelf),
        other_estimates(corridor, shelf),
        origin_counts(corridor),
        displaced(corridor, shelf),
    ]
    return section("people", TITLE, parts, notes=[NOT_WORKERS])


def _not_by_sector(corridor: Corridor) -> list[Gap]:
    return [
        not_at_this_detail("people.stock", Text(STOCK.template, **named(corridor)), BY_SECTOR),
        not_at_this_detail("people.change", CHANGE, BY_SECTOR),
        not_at_this_detail("people.shares", SHARES, BY_SECTOR),
        not_at_this_detail("people.editions", REVISED, BY_SECTOR),
        not_at_this_detail("people.other_estimates", COMPILED, BY_SECTOR),
        not_at_this_detail("people.displaced", Text(DISPLACED.template, **named(corridor)), BY_SECTOR),
        origin_counts(corridor),
    ]


def named(corridor: Corridor) -> dict[str, Value]:
    """The two names every sentence about a corridor needs."""
    return {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination)}


def stock(corridor: Corridor, found: Stock) -> Figure:
    """Migrants from the origin in the destination, by sex and year, of one edition alone.

    Source: UN DESA, International Migrant Stock. Women and men are the publisher's figures; both is their sum.
    """
    keys = found.sexes
    last = found.rows[-1]
    notes = [BASIS[last["basis"]]] if last["basis"] in BASIS else []
    if last["imputed"]:
        notes.append(
            Text("The destination has no count of its own: the UN estimated these figures from similar countries.")
        )
    return Figure(
        id="people.stock",
        title=Text(STOCK.template, **named(corridor)),
        unit=Text("{who}, all ages, at mid-year", who=WHO[corridor.sex]),
        year=span(found.rows[0]["year"], last["year"]),
        columns=(Column("year", Text("Year"), "year"), *(Column(key, SEXES[key], "count") for key in keys)),
        rows=tuple((row["year"], *(row[key] for key in keys)) for row in found.rows),
        sentence=_sentence(corridor, found),
        flag=Flag.MODELLED if last["imputed"] else Flag.ESTIMATED,
        sources=(found.source(),),
        chart=Lines("year", keys),
        notes=tuple(notes),
    )


BASIS = {
    "birth": Text("Counted by country of birth."),
    "citizenship": Text("Counted by citizenship: people born abroad who became citizens are left out."),
    "mixed": Text("Counted partly by country of birth, partly by citizenship."),
}


def _sentence(corridor: Corridor, found: Stock) -> Text:
    last = found.rows[-1]
    year = Year(last["year"])
    names = named(corridor)
    if corridor.sex or not last["both"] or last["female"] is None:
        return lived(corridor, last[found.sexes[-1]] or 0, last["year"])
    return Text(
        "In {year}, {n} people from {origin} lived in {destination}; {share} of them were women.",
        n=last["both"],
        year=year,
        share=Percent(100 * last["female"] / last["both"]),
        **names,
    )


def change(corridor: Corridor, found: Stock) -> Figure | None:
    """Change of the stock from one reference year to the next, in persons and as average annual growth.

    Growth is the constant yearly rate r with stock₁ = stock₀ · (1 + r)ⁿ over the n years between; none from zero.
    """
    if len(found.rows) < 2:
        return None
    keys = found.sexes
    main = keys[-1]
    rows = []
    for before, after in zip(found.rows, found.rows[1:], strict=False):
        years = after["year"] - before["year"]
        differences = [None if before[key] is None or after[key] is None else after[key] - before[key] for key in keys]
        rows.append(
            (f"{before['year']}–{after['year']}", *differences, annual_growth(before[main], after[main], years))
        )
    first, last = found.rows[0], found.rows[-1]
    difference = (last[main] or 0) - (first[main] or 0)
    return Figure(
        id="people.change",
        title=CHANGE,
        unit=Text("{who}, and per cent a year", who=WHO[corridor.sex]),
        year=span(first["year"], last["year"]),
        columns=(
            Column("period", Text("Period"), "period"),
            *(Column(f"change_{key}", SEXES[key], "count") for key in keys),
            Column("annual_growth_percent", Text("Average yearly growth"), "percent", 1),
        ),
        rows=tuple(rows),
        sentence=_rose_or_fell(first["year"], last["year"], difference, corridor.sex),
        flag=Flag.ESTIMATED,
        sources=(found.source(),),
    )


def _rose_or_fell(first: int, last: int, difference: int, sex: Sex | None) -> Text:
    values: dict[str, Value] = {"first": Year(first), "last": Year(last), "who": WHO[sex]}
    if difference == 0:
        return Text("Between {first} and {last} the number ({who}) did not change.", **values)
    if difference < 0:
        return Text("Between {first} and {last} the number ({who}) fell by {n}.", n=-difference, **values)
    return Text("Between {first} and {last} the number ({who}) rose by {n}.", n=difference, **values)


def annual_growth(before: int | None, after: int | None, years: int) -> float | None:
    """Average yearly growth in per cent, or None where it is undefined (unknown, or a count of zero)."""
    if not before or not after:
        return None
    return 100.0 * (math.pow(after / before, 1 / years) - 1)
