"""What part the migrants are of both populations, of all immigrants and of all emigrants."""

from __future__ import annotations

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Bars, Column, Figure, Gap
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Percent, PlaceName, Text, Year
from fairway.statistics.stock import Stock, Whole, population_of, totals_of
from fairway.warehouse.shelf import Shelf

SMALLEST_SHARE = 0.01
SHARES = Text("What part of both populations they are")


def shares(corridor: Corridor, found: Stock, shelf: Shelf) -> Figure | Gap:
    """What part the migrants are: of both populations, of all immigrants, of all emigrants. Unit: per cent.

    The population is that of the same year (WPP, or the World Bank's for years before its 2024 edition begins).
    """
    last = found.rows[-1]
    key = found.sexes[-1]
    counted, year = last[key], last["year"]
    rows: list[tuple[Text, int | None, float | None]] = []
    sources = [found.source(last)]
    here, there = PlaceName(corridor.destination), PlaceName(corridor.origin)
    for place, label in (
        (corridor.destination, Text("of the population of {place}", place=here)),
        (corridor.origin, Text("of the population of {place}", place=there)),
    ):
        population = population_of(shelf, place, year, key)
        rows.append((label, *_part(counted, population)))
        sources += [population.source] if population else []
    for role, place, label in (
        ("destination", corridor.destination, Text("of all migrants in {place}", place=here)),
        ("origin", corridor.origin, Text("of all migrants from {place}", place=there)),
    ):
        total = totals_of(shelf, found.edition, place, role, year, key)
        rows.append((label, *_part(counted, total)))
        sources += [total.source] if total else []
    title = SHARES
    known = [row for row in rows if row[2] is not None]
    if not known:
        return Gap(
            "people.shares",
            title,
            Text("No population figure is loaded for {year}.", year=Year(year)),
            Text("Import the population tables with “fairway import” or “fairway fetch wpp”."),
            "sample",
        )
    return Figure(
        id="people.shares",
        title=title,
        unit=Text("per cent"),
        year=str(year),
        columns=(
            Column("part", Text("Migrants as a part"), "text"),
            Column("whole", Text("The whole, persons"), "count"),
            Column("percent", Text("Share"), "percent", 2),
        ),
        rows=tuple(rows),
        sentence=_share_sentence(known[0][0], known[0][2] or 0, year),
        flag=Flag.ESTIMATED,
        sources=tuple(dict.fromkeys(sources)),
        chart=Bars("part", ("percent",)),
        notes=(Text("Women as a part of women.") if key == "female" else Text("Men as a part of men."),)
        if key != "both"
        else (),
    )


def _part(counted: int, whole: Whole | None) -> tuple[int | None, float | None]:
    """The whole and the share of it, in per cent; both None where the whole is not known."""
    return (whole.persons, 100 * counted / whole.persons) if whole else (None, None)


def _share_sentence(part: Text, share: float, year: int) -> Text:
    if 0 < share < SMALLEST_SHARE:
        return Text(
            "They are less than {share} {part} ({year}).", share=Percent(SMALLEST_SHARE, 2), part=part, year=Year(year)
        )
    return Text("They are {share} {part} ({year}).", share=Percent(share, 2), part=part, year=Year(year))
