"""The migrant stock of a corridor, the totals it is a part of, and the populations beside it."""

from __future__ import annotations

from dataclasses import dataclass

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Gap
from fairway.kernel.provenance import Provenance
from fairway.kernel.text import PlaceName, Text, Year
from fairway.warehouse.asking import Row, ask, nothing
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

SEXES = {"female": Text("Women"), "male": Text("Men"), "both": Text("Women and men")}
WHO = {"F": Text("women"), "M": Text("men"), None: Text("people")}
BY_SEX = {"F": ("female",), "M": ("male",), None: ("female", "male", "both")}


@dataclass(frozen=True, slots=True)
class Stock:
    """One corridor's stock in one edition.

    Attributes:
        rows: By year: female, male, both (persons; null where absent), basis, imputed.
        sexes: The columns asked for; the last one is the main one.
    """

    vintage: Vintage
    rows: list[Row]
    sexes: tuple[str, ...]

    @property
    def edition(self) -> str:
        """The edition every row comes from."""
        return self.vintage.record.edition

    def source(self, *rows: Row) -> Provenance:
        """The rows of the received file behind the given years (all of them by default)."""
        columns = [f"row_{sex}" for sex in (("female", "male") if "both" in self.sexes else self.sexes)]
        return self.vintage.provenance(row[column] for row in (rows or self.rows) for column in columns)


def migrant_stock(corridor: Corridor, shelf: Shelf, vintage: Vintage | None = None) -> Stock | None:
    """The corridor's stock in the given vintage (the current one by default), or None where it has no row."""
    vintage = vintage or shelf.current("migrant_stock")
    if vintage is None:
        return None
    sexes = BY_SEX[corridor.sex]
    rows = []
    for row in vintage.rows(corridor.origin, corridor.destination):
        if corridor.year is not None and row["year"] > corridor.year:
            continue
        row["both"] = None if row["female"] is None or row["male"] is None else row["female"] + row["male"]
        if row[sexes[-1]] is not None:
            rows.append(row)
    return Stock(vintage, rows, sexes) if rows else None


def no_stock(id: str, corridor: Corridor, shelf: Shelf) -> Gap:
    """The gap where a corridor has no stock."""
    newest = shelf.current("migrant_stock")
    older = next((one for one in shelf.editions("migrant_stock")[1:] if migrant_stock(corridor, shelf, one)), None)
    absent = Text("The UN migrant stock has no row for this corridor: nobody counted, or nobody was found.")
    if older is not None and newest is not None:
        absent = Text(
            "The {edition} edition of the UN migrant stock has no row for this corridor; the {older} edition has one.",
            edition=newest.record.edition,
            older=older.record.edition,
        )
    return nothing(
        id,
        Text(
            "Migrants from {origin} living in {destination}",
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
        ),
        ask(shelf, "migrant_stock", corridor.origin, corridor.destination, year=corridor.year),
        absent=absent,
        remedy=Text("A population census or register of the destination that records the country of birth."),
    )


def lived(corridor: Corridor, persons: int, year: int) -> Text:
    """“In 2024, 266,580 people from Nepal lived in Qatar.”, of the sex asked for."""
    return Text(
        "In {year}, {n} {who} from {origin} lived in {destination}.",
        year=Year(year),
        n=persons,
        who=WHO[corridor.sex],
        origin=PlaceName(corridor.origin),
        destination=PlaceName(corridor.destination),
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """A number of persons that a share is taken of, with its pedigree."""

    persons: int
    source: Provenance


def totals_of(shelf: Shelf, edition: str, place: str, role: str, year: int, sex: str) -> Whole | None:
    """All migrants in (`destination`), from (`origin`) a place, or in the `world`, in the given edition and year."""
    for vintage in shelf.editions("migrant_totals"):
        if vintage.record.edition != edition:
            continue
        for row in vintage.rows(place):
            if row["role"] == role and row["year"] == year:
                persons = row["female"] + row["male"] if sex == "both" else row[sex]
                return Whole(persons, vintage.provenance()) if persons else None
    return None


def population_of(shelf: Shelf, place: str, year: int, sex: str) -> Whole | None:
    """The population of a place at mid-year: WPP where it has that year, else the World Bank's total (both sexes)."""
    answer = ask(shelf, "population", place).where(year=year)
    if answer:
        row = answer.rows[0]
        persons = row["total" if sex == "both" else sex]
        return Whole(round(persons), answer.source())
    answer = ask(shelf, "wdi", place).where(year=year, indicator="pop") if sex == "both" else answer
    if answer and answer.rows[0]["value"]:
        return Whole(round(answer.rows[0]["value"]), answer.source())
    return None
