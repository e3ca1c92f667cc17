"""Work: how the destination's migrants work beside its nationals (sector, occupation, education, hours, earnings).

Every figure of ILOSTAT is about *all* migrants of the destination: no open source crosses labour statistics with the
origin, and the section says so. A survey published here may tell the origin's people apart.
"""

from __future__ import annotations

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Column, Figure, Gap, Lines, Section, section, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Percent, PlaceName, Text, Year
from fairway.reference import sectors
from fairway.statistics.composition import ABSENT, REMEDY, composition
from fairway.statistics.conditions import earnings, hours, unemployment
from fairway.statistics.surveyed import of_country, surveyed
from fairway.statistics.work_categories import EDUCATION, OCCUPATIONS, SECTIONS
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, ask, not_at_this_detail, nothing
from fairway.warehouse.shelf import Shelf

SECTORS = Text("In which sectors they work")
OCCUPATION = Text("In which occupations they work")
SCHOOLING = Text("What education those at work have")
BY_SURVEY = Text(
    "Figures with “survey” in their heading are different: estimates from one national survey that was published here."
)
ANYWHERE = "OOO"
"""The origin of a country's page, which is about no corridor."""


def work(corridor: Corridor, shelf: Shelf) -> Section:
    """The work section of a profile: the tables of ILOSTAT, then what surveys published here say.

    The former depend on the destination alone and are remembered by it.
    """
    key = ("work", corridor.destination, corridor.sex, corridor.year, corridor.sector)
    tables = shelf.remember(key, lambda: _tables(corridor, shelf))
    found = of_country(corridor, shelf) if corridor.origin == ANYWHERE else surveyed(corridor, shelf)
    notes = tables.notes
    if any(isinstance(part, Figure) for part in found):
        notes = (*notes, BY_SURVEY)
    return section(tables.id, tables.title, [*tables.figures, *tables.gaps, *found], notes=notes)


def _tables(corridor: Corridor, shelf: Shelf) -> Section:
    about = Text(
        "These figures describe all migrants in {destination} together, wherever they came from: no open source gives "
        "them for one origin alone.",
        destination=PlaceName(corridor.destination),
    )
    lens = sectors.sector(corridor.sector) if corridor.sector else None
    parts: list[Figure | Gap | None] = [
        composition(
            "work.sectors", "employment_by_sector", SECTORS, SECTIONS, corridor, shelf, lens.within if lens else None
        )
    ]
    if lens:
        parts += [
            one_sector(corridor, shelf, lens),
            not_at_this_detail("work.occupations", OCCUPATION, BY_SECTOR),
            not_at_this_detail("work.education", SCHOOLING, BY_SECTOR),
            not_at_this_detail("work.unemployment", Text("Who is out of work"), BY_SECTOR),
            not_at_this_detail("work.hours", Text("Hours worked in a week"), BY_SECTOR),
            not_at_this_detail("work.earnings", Text("Monthly earnings"), BY_SECTOR),
        ]
    else:
        parts += [
            composition("work.occupations", "employment_by_occupation", OCCUPATION, OCCUPATIONS, corridor, shelf),
            composition("work.education", "employment_by_education", SCHOOLING, EDUCATION, corridor, shelf),
            unemployment(corridor, shelf),
            hours(corridor, shelf),
            earnings(corridor, shelf),
        ]
    return section("work", Text("Work in {place}", place=PlaceName(corridor.destination)), parts, notes=[about])


def one_sector(corridor: Corridor, shelf: Shelf, lens: sectors.Sector) -> Figure | Gap:
    """Employment in one sector over time: migrants, nationals, and the migrants' share. Unit: persons, per cent."""
    id = "work.sector"
    title = Text("{sector}: who works in it", sector=lens.title)
    if lens.published is None and lens.reason is not None:
        return Gap(id, title, lens.reason, REMEDY, "detail")
    answer = ask(shelf, "employment_by_sector", corridor.destination, year=corridor.year)
    if corridor.sex:
        return not_at_this_detail(id, title, BY_SEX)
    used = [row for row in answer.rows if row["category"] == lens.published and row["group"] in ("foreign", "native")]
    counts = {(row["year"], row["group"]): row["value"] for row in used}
    years = sorted({year for year, group in counts if group == "foreign"})
    if not years:
        return nothing(id, title, answer, absent=ABSENT, remedy=REMEDY, kind="unknown")
    rows = [(year, counts.get((year, "foreign")), counts.get((year, "native"))) for year in years]
    table = tuple((*row, migrant_share(row[1], row[2])) for row in rows)
    last = table[-1]
    values = {
        "sector": lens.title,
        "year": Year(last[0]),
        "place": PlaceName(corridor.destination),
        "n": round(last[1] or 0),
    }
    return Figure(
        id=id,
        title=title,
        unit=Text("employed persons"),
        year=span(years[0], years[-1]),
        columns=(
            Column("year", Text("Year"), "year"),
            Column("foreign", Text("Foreign-born"), "count"),
            Column("native", Text("Native-born"), "count"),
            Column("migrant_percent", Text("Migrants' share"), "percent", 1),
        ),
        rows=table,
        sentence=Text(
            "{sector} in {place}: {n} migrants at work in {year}, {share} of all.", share=Percent(last[3]), **values
        )
        if last[3] is not None
        else Text("{sector} in {place}: {n} migrants at work in {year}.", **values),
        flag=answer.vintage.flag if answer.vintage else Flag.ESTIMATED,
        sources=(answer.source(*used),),
        chart=Lines("year", ("foreign", "native")),
        notes=lens.notes,
    )


def migrant_share(foreign: float | None, native: float | None) -> float | None:
    """Migrants among the employed whose place of birth is known, per cent; None where either is unknown."""
    if foreign is None or native is None or foreign + native == 0:
        return None
    return 100 * foreign / (foreign + native)
