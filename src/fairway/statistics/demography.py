"""Demography: people of working age on both sides of a corridor, estimated to date and projected to 2050."""

from __future__ import annotations

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Column, Figure, Gap, Lines, Section, section, side_columns, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Percent, PlaceName, Text, Year
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, Row, ask, not_at_this_detail, nothing
from fairway.warehouse.shelf import Shelf

HORIZON = 2050
NOW = 2020
DEPENDENCY = Text("Children and older people per 100 of working age")
TITLE = Text("People of working age (15–64), both sides, to 2050")


def demography(corridor: Corridor, shelf: Shelf) -> Section:
    """The demography section of a profile."""
    parts: list[Figure | Gap | None] = [working_age(corridor, shelf), dependency(corridor, shelf)]
    if corridor.sector:
        parts = [
            not_at_this_detail("demography.working_age", TITLE, BY_SECTOR),
            not_at_this_detail("demography.dependency", DEPENDENCY, BY_SECTOR),
        ]
    return section("demography", Text("Demography"), parts)


def working_age(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """People aged 15–64 in origin and destination, 1990–2050: estimates to 2020, then the medium projection.

    Source: UN DESA, World Population Prospects 2019 (the last edition at hand with age). Unit: persons.
    """
    column = {"F": "working_female", "M": "working_male"}.get(corridor.sex or "", "working")
    sides = [_years(shelf, corridor.origin), _years(shelf, corridor.destination)]
    answers = [ask(shelf, "working_age", place) for place in (corridor.origin, corridor.destination)]
    years = [year for year in sorted(sides[0].keys() & sides[1].keys()) if year <= (corridor.year or HORIZON)]
    if not years:
        return nothing(
            "demography.working_age",
            TITLE,
            answers[0] if not answers[0] else answers[1],
            absent=Text("The population prospects do not list both places separately."),
            remedy=Text("A national population projection by age."),
        )
    rows = tuple((year, sides[0][year][column], sides[1][year][column]) for year in years)
    used = [[side[year] for year in years] for side in sides]
    base = NOW if NOW in years and years[-1] > NOW else years[0]
    now, then = (sides_at(sides, year, column) for year in (base, years[-1]))
    return Figure(
        id="demography.working_age",
        title=TITLE,
        unit=Text("persons aged 15–64; from {year} on the medium projection", year=Year(NOW + 1)),
        year=span(years[0], years[-1]),
        columns=(
            Column("year", Text("Year"), "year"),
            *side_columns(corridor, "count"),
        ),
        rows=rows,
        sentence=Text(
            "Change of the working-age population from {now} to {then}: {origin_change} in {origin}, "
            "{destination_change} in {destination}.",
            now=Year(base),
            then=Year(years[-1]),
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
            origin_change=Percent(100 * (then[0] - now[0]) / now[0], 0),
            destination_change=Percent(100 * (then[1] - now[1]) / now[1], 0),
        ),
        flag=Flag.MODELLED,
        sources=(answers[0].source(*used[0]), answers[1].source(*used[1])),
        chart=Lines("year", ("origin", "destination")),
    )


def sides_at(sides: list[dict[int, Row]], year: int, column: str) -> tuple[float, float]:
    """The two sides' value in one year."""
    return sides[0][year][column], sides[1][year][column]


def dependency(corridor: Corridor, shelf: Shelf) -> Figure | Gap | None:
    """Children and older people per 100 of working age, both sides (the total dependency ratio). Unit: per 100."""
    if corridor.sex:
        return not_at_this_detail("demography.dependency", DEPENDENCY, BY_SEX)
    places = (corridor.origin, corridor.destination)
    sides = [_years(shelf, place) for place in places]
    wanted = [year for year in (1990, 2000, 2010, NOW, 2030, 2040, HORIZON) if year <= (corridor.year or HORIZON)]
    years = [year for year in wanted if all(year in side for side in sides)]
    if not years:
        return None
    rows = tuple((year, *(ratio(side[year]) for side in sides)) for year in years)
    said = NOW if NOW in years else years[-1]
    answers = [ask(shelf, "working_age", place) for place in places]
    return Figure(
        id="demography.dependency",
        title=DEPENDENCY,
        unit=Text("persons under 15 or over 64 per 100 persons aged 15–64"),
        year=span(years[0], years[-1]),
        columns=(
            Column("year", Text("Year"), "year"),
            *side_columns(corridor, "number", 0),
        ),
        rows=rows,
        sentence=Text(
            "In {year}: {origin_ratio} per 100 in {origin}, {destination_ratio} in {destination}.",
            year=Year(said),
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
            origin_ratio=round(ratio(sides[0][said])),
            destination_ratio=round(ratio(sides[1][said])),
        ),
        flag=Flag.MODELLED,
        sources=tuple(
            answer.source(*(side[year] for year in years)) for answer, side in zip(answers, sides, strict=True)
        ),
    )


def ratio(row: Row) -> float:
    """Total dependency ratio: 100 · (aged 0–14 + aged 65 and over) ÷ aged 15–64."""
    return 100 * float(row["children"] + row["older"]) / float(row["working"])


def _years(shelf: Shelf, place: str) -> dict[int, Row]:
    """One row per fifth year: the estimate where there is one, else the medium projection, up to 2050."""

    def make() -> dict[int, Row]:
        found: dict[int, Row] = {}
        for row in ask(shelf, "working_age", place).rows:
            wanted = row["year"] % 5 == 0 and 1990 <= row["year"] <= HORIZON
            if wanted and (row["year"] not in found or row["variant"] == "estimate"):
                found[row["year"]] = row
        return dict(sorted(found.items()))

    return shelf.remember(("working_age", place), make)
