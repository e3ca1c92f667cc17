"""One country, as an origin and as a destination."""

from __future__ import annotations

from fairway.corridors.areas import TOP
from fairway.corridors.listing import corridors
from fairway.corridors.profile_value import Profile, citation, pinned
from fairway.kernel.corridor import Corridor, Sex
from fairway.kernel.figure import Bars, Column, Figure, Gap, Lines, section, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import PlaceName, Text, Year
from fairway.standards.indices import injuries
from fairway.standards.ratified import ratifications
from fairway.statistics.stock import WHO
from fairway.statistics.work import work
from fairway.warehouse.asking import ask, nothing
from fairway.warehouse.shelf import Shelf


def country(code: str, shelf: Shelf, *, sex: Sex | None = None, year: int | None = None) -> Profile:
    """What is known of a country: its emigrants and immigrants, how migrants work there, what it ratified.

    Args:
        code: ISO 3166-1 alpha-3.
    """
    here = frozenset({code})
    destination = Corridor("OOO", code, sex=sex, year=year)
    sections = (
        section(
            "people",
            Text("People"),
            [
                totals(code, shelf, sex, year),
                _largest(
                    "country.destinations",
                    Text("Where people from {place} live", place=PlaceName(code)),
                    shelf,
                    "destination",
                    here,
                    sex,
                    year,
                ),
                _largest(
                    "country.origins",
                    Text("Who lives in {place}", place=PlaceName(code)),
                    shelf,
                    "origin",
                    here,
                    sex,
                    year,
                ),
            ],
        ),
        work(destination, shelf),
        section("standards", Text("International standards"), [ratifications((code,), shelf, year)]),
        section(
            "rights",
            Text("Rights and policy"),
            [injuries(destination, shelf, "SL_EMP_FTLINJUR"), injuries(destination, shelf, "SL_EMP_INJUR")],
        ),
    )
    title = Text("{place}", place=PlaceName(code))
    vintages = pinned(sections)
    return Profile("country", code, title, (), sections, vintages, citation(title, vintages))


def totals(code: str, shelf: Shelf, sex: Sex | None, year: int | None) -> Figure | Gap:
    """Immigrants and emigrants by year, of one edition. Unit: persons."""
    id, title = "country.totals", Text("Migrants in {place}, and people from {place} abroad", place=PlaceName(code))
    answer = ask(shelf, "migrant_totals", code, year=year)
    if not answer or answer.vintage is None:
        return nothing(
            id,
            title,
            answer,
            absent=Text("The UN migrant stock has no row for this place."),
            remedy=Text("A census that asks for the country of birth."),
        )
    counts = {(row["role"], row["year"]): _persons(row["female"], row["male"], sex) for row in answer.rows}
    years = sorted({row["year"] for row in answer.rows})
    last = years[-1]
    return Figure(
        id=id,
        title=title,
        unit=Text("{who}, all ages, at mid-year", who=WHO[sex]),
        year=span(years[0], last),
        columns=(
            Column("year", Text("Year"), "year"),
            Column("immigrants", Text("Migrants here"), "count"),
            Column("emigrants", Text("People from here abroad"), "count"),
        ),
        rows=tuple((one, counts.get(("destination", one)), counts.get(("origin", one))) for one in years),
        sentence=Text(
            "{place} in {year}: migrants here {here}, people from here abroad {abroad} ({who}).",
            who=WHO[sex],
            year=Year(last),
            place=PlaceName(code),
            here=counts.get(("destination", last)) or 0,
            abroad=counts.get(("origin", last)) or 0,
        ),
        flag=Flag.ESTIMATED,
        sources=(answer.vintage.provenance(),),
        chart=Lines("year", ("immigrants", "emigrants")),
    )


def _persons(female: int, male: int, sex: Sex | None) -> int:
    return {"F": female, "M": male}.get(sex or "", female + male)


def _largest(
    id: str, title: Text, shelf: Shelf, end: str, here: frozenset[str], sex: Sex | None, year: int | None
) -> Figure | Gap:
    fixed = "origin" if end == "destination" else "destination"
    found = corridors(
        shelf,
        origin=here if fixed == "origin" else frozenset(),
        destination=here if fixed == "destination" else frozenset(),
        sex=sex,
        year=year,
        limit=TOP,
    )
    if not found.rows:
        return nothing(
            id,
            title,
            ask(shelf, "migrant_stock", "", ""),
            absent=Text("The UN migrant stock has no row for this place."),
            remedy=Text("A census that asks for the country of birth."),
        )
    first = found.rows[0]
    return Figure(
        id=id,
        title=title,
        unit=Text("{who}", who=WHO[sex]),
        year=str(found.year),
        columns=(Column(end, Text("Country"), "place"), Column("persons", Text("Persons"), "count")),
        rows=tuple((getattr(row, end), row.persons) for row in found.rows),
        sentence=Text(
            "{place} comes first with {n} {who} in {year}.",
            place=PlaceName(getattr(first, end)),
            n=first.persons,
            who=WHO[sex],
            year=Year(found.year),
        ),
        flag=Flag.PARTIAL if found.selection else Flag.ESTIMATED,
        sources=(found.source,),
        chart=Bars(end, ("persons",)),
        notes=(Text("Only the corridors that ship with Fairway are listed; import the full table for all of them."),)
        if found.selection
        else (),
    )
