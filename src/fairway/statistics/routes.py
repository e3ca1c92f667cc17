"""The route: what is known of irregular crossings, and of the people who died or disappeared on the way.

A record of encounters counts events, not people: one person stopped three times is three events.
"""

from __future__ import annotations

from collections import defaultdict

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Bars, Column, Figure, Gap, Lines, Section, section, span
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import PlaceName, Text, Year
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, Answer, ask, not_at_this_detail, nothing
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

AUTHORITIES = {
    "crossings_darien": ("PAN", Text("Panama: crossings of the Darién")),
    "crossings_mexico": ("MEX", Text("Mexico: events of irregular stay")),
    "crossings_us": ("USA", Text("United States: encounters")),
    "crossings_frontex": ("EU", Text("European Union: irregular border crossings")),
}
TITLE = Text("The route")
CROSSINGS = Text("Recorded irregular crossings by people from {place}")
DEATHS = Text("People from {place} who died or disappeared on the way")
BY_PLACE = Text("Deaths and disappearances in the countries on the way, all nationalities")
EVENTS = Text("Events, not people: who is stopped twice is counted twice, who is never stopped is not counted.")
MINIMUM = Text("A minimum: many deaths are never recorded, and the nationality of many of the dead is unknown.")


def route(corridor: Corridor, shelf: Shelf) -> Section | None:
    """The route section: for a corridor that names transit countries; None for one that does not."""
    if not corridor.via:
        return None
    if corridor.sex or corridor.sector:
        return section("route", TITLE, _not_at_this_detail(corridor), notes=[EVENTS])
    parts: list[Figure | Gap | None] = [
        crossings(corridor, shelf),
        deaths(corridor, shelf),
        deaths_on_the_way(corridor, shelf),
    ]
    return section("route", TITLE, parts, notes=[EVENTS])


def _not_at_this_detail(corridor: Corridor) -> list[Gap]:
    dimension, origin = BY_SEX if corridor.sex else BY_SECTOR, PlaceName(corridor.origin)
    return [
        not_at_this_detail("route.crossings", Text(CROSSINGS.template, place=origin), dimension),
        not_at_this_detail("route.deaths", Text(DEATHS.template, place=origin), dimension),
        not_at_this_detail("route.deaths_by_place", BY_PLACE, dimension),
    ]


def crossings(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """Irregular crossings by people of the origin, as the authorities of transit and destination record them."""
    title = Text(CROSSINGS.template, place=PlaceName(corridor.origin))
    on_route = {*corridor.via, corridor.destination} | ({"EU"} if _touches_eu(corridor) else set())
    counts: dict[str, dict[int, int]] = {}
    partial: set[int] = set()
    sources: list[Provenance] = []
    for table, (place, _) in AUTHORITIES.items():
        answer = ask(shelf, table, corridor.origin, year=corridor.year)
        if place not in on_route or not answer or answer.vintage is None:
            continue
        by_year: dict[int, int] = defaultdict(int)
        for row in answer.rows:
            by_year[row["year"]] += round(row["events"])
            if row["months"] < 12:
                partial.add(row["year"])
        counts[table] = dict(by_year)
        sources.append(_span(answer.vintage, answer.rows))
    if not counts:
        return nothing(
            "route.crossings",
            title,
            _kept_by(on_route, corridor, shelf),
            absent=Text("No authority on this route publishes its records by nationality, as far as our tables go."),
            remedy=Text("The border or migration authorities of the transit countries."),
        )
    years = sorted({year for one in counts.values() for year in one})
    totals = {table: sum(one.values()) for table, one in counts.items()}
    most = max(totals, key=lambda table: totals[table])
    peak = max(counts[most], key=lambda year: counts[most][year])
    return Figure(
        id="route.crossings",
        title=title,
        unit=Text("events in a year"),
        year=span(years[0], years[-1]),
        columns=(
            Column("year", Text("Year"), "year"),
            *(Column(table, AUTHORITIES[table][1], "count") for table in counts),
        ),
        rows=tuple((year, *(one.get(year) for one in counts.values())) for year in years),
        sentence=Text(
            "{authority}: {n} events in {year}, the highest year on record here.",
            authority=AUTHORITIES[most][1],
            n=counts[most][peak],
            year=Year(peak),
        ),
        flag=Flag.OBSERVED,
        sources=tuple(sources),
        chart=Lines("year", tuple(counts)),
        notes=(Text("Years not complete in the file: {years}.", years=", ".join(map(str, sorted(partial)))),)
        if partial
        else (),
    )


def _kept_by(on_route: set[str], corridor: Corridor, shelf: Shelf) -> Answer:
    """What an authority on the route has of the origin, so that the gap can say why it shows nothing."""
    answers = [
        ask(shelf, table, corridor.origin, year=corridor.year)
        for table, (place, _) in AUTHORITIES.items()
        if place in on_route
    ]
    elsewhere = ask(shelf, "crossings_darien", corridor.origin)
    return max(answers, key=lambda answer: answer.later, default=Answer(elsewhere.vintage, []))


def _touches_eu(corridor: Corridor) -> bool:
    from fairway.reference import groups

    members = groups.group("EU").members()
    return any(place in members for place in (*corridor.via, corridor.destination))


def _span(vintage: Vintage, rows: list[dict[str, int]]) -> Provenance:
    return vintage.provenance(row[end] for row in rows for end in ("first_row", "last_row"))


def deaths(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """People of the origin recorded dead or missing on the way, by year, anywhere on the routes recorded."""
    title = Text(DEATHS.template, place=PlaceName(corridor.origin))
    answer = ask(shelf, "deaths", corridor.origin, year=corridor.year)
    if not answer or answer.vintage is None:
        return nothing(
            "route.deaths",
            title,
            answer,
            absent=Text(
                "No death or disappearance is recorded under this nationality; most of the dead are not identified."
            ),
            remedy=Text("Families' reports and forensic records, gathered by IOM's Missing Migrants Project."),
        )
    years: dict[int, int] = defaultdict(int)
    for row in answer.rows:
        years[row["year"]] += round(row["dead"])
    total = sum(years.values())
    return Figure(
        id="route.deaths",
        title=title,
        unit=Text("persons recorded dead or missing"),
        year=span(min(years), max(years)),
        columns=(Column("year", Text("Year"), "year"), Column("dead", Text("Dead or missing"), "count")),
        rows=tuple(sorted(years.items())),
        sentence=Text(
            "{n} people from {place} were recorded dead or missing on migration routes between {first} and {last}.",
            n=total,
            place=PlaceName(corridor.origin),
            first=Year(min(years)),
            last=Year(max(years)),
        ),
        flag=Flag.PARTIAL,
        sources=(_span(answer.vintage, answer.rows),),
        chart=Bars("year", ("dead",)),
        notes=(MINIMUM,),
    )


def deaths_on_the_way(corridor: Corridor, shelf: Shelf) -> Figure | None:
    """People of any nationality recorded dead or missing in the transit and destination countries, by country."""
    rows = []
    sources = []
    for place in (*corridor.via, corridor.destination):
        answer = ask(shelf, "deaths_by_place", place, year=corridor.year)
        if answer and answer.vintage:
            rows.append(
                (
                    place,
                    sum(round(row["dead"]) for row in answer.rows),
                    min(row["year"] for row in answer.rows),
                    max(row["year"] for row in answer.rows),
                )
            )
            sources.append(answer.vintage.provenance())
    if not rows:
        return None
    return Figure(
        id="route.deaths_by_place",
        title=BY_PLACE,
        unit=Text("persons recorded dead or missing"),
        year=span(min(row[2] for row in rows), max(row[3] for row in rows)),
        columns=(
            Column("place", Text("Country"), "place"),
            Column("dead", Text("Dead or missing"), "count"),
            Column("first", Text("From"), "year"),
            Column("last", Text("To"), "year"),
        ),
        rows=tuple(rows),
        sentence=Text(
            "In {place}, {n} people of all nationalities were recorded dead or missing.",
            place=PlaceName(rows[0][0]),
            n=rows[0][1],
        ),
        flag=Flag.PARTIAL,
        sources=tuple(dict.fromkeys(sources)),
        notes=(MINIMUM,),
    )
