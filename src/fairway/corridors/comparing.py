"""Corridors side by side: the same few figures of each, one row a corridor."""

from __future__ import annotations

from collections.abc import Sequence

from fairway.corridors.profile_value import Profile, citation, pinned
from fairway.corridors.profiling import heading, profile
from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import InputError
from fairway.kernel.figure import Cell, Column, Figure, Gap, Lines, section, span
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Number, Text
from fairway.warehouse.shelf import Shelf

MOST = 6
TITLE = Text("The corridors side by side")


def compare(corridors: Sequence[Corridor], shelf: Shelf | None = None) -> Profile:
    """A comparison of two to six corridors, in the order given; corridors are not ranked.

    Raises:
        InputError: Fewer than two corridors, more than six, or one of them twice.
    """
    different = {corridor.code for corridor in corridors}
    if not 2 <= len(corridors) <= MOST or len(different) != len(corridors):
        raise InputError(
            Text("A comparison needs two to {most} different corridors; {n} were given.", most=MOST, n=len(different)),
            advice=Text("Name them as NPL-QAT and NPL-MYS."),
        )
    shelf = shelf or Shelf.open()
    profiles = [profile(corridor, shelf) for corridor in corridors]
    sections = (section("comparison", TITLE, [_headlines(profiles), _over_time(profiles)]),)
    title = _title(corridors)
    vintages = pinned(sections)
    return Profile(
        "comparison", ",".join(one.code for one in corridors), title, (), sections, vintages, citation(title, vintages)
    )


def _title(corridors: Sequence[Corridor]) -> Text:
    text = heading(corridors[0])
    for corridor in corridors[1:]:
        text = Text("{one} and {other}", one=text, other=heading(corridor))
    return text


def _headlines(profiles: list[Profile]) -> Figure:
    rows: list[tuple[Cell, ...]] = []
    sources: list[Provenance] = []
    for one in profiles:
        cells = [_last(one, figure, column, sources) for figure, column in HEADLINES]
        if one.corridor is not None:
            rows.append((heading(one.corridor), *cells))
    first = profiles[0]
    return Figure(
        id="comparison.headlines",
        title=Text("Headline figures"),
        unit=Text("as each column says; the latest year of each source"),
        year="",
        columns=(
            Column("corridor", Text("Corridor"), "text"),
            Column("persons", Text("Migrants"), "count"),
            Column("annual_growth_percent", Text("Yearly growth, last period"), "percent", 1),
            Column("share_percent", Text("Of the population at destination"), "percent", 2),
            Column("remittances_usd", Text("Money sent home, US dollars"), "usd", 0),
            Column("sending_cost_percent", Text("Cost of sending"), "percent", 1),
            Column("provisions", Text("Provisions covered by the main coded text, of 34"), "count"),
        ),
        rows=tuple((*row, _covered(one)) for row, one in zip(rows, profiles, strict=True)),
        sentence=Text("Corridors compared: {n}. {first}", n=len(profiles), first=_first_sentence(first)),
        flag=Flag.MODELLED if any(row[4] is not None for row in rows) else Flag.ESTIMATED,
        sources=tuple(dict.fromkeys(sources)) or _any_source(profiles),
        notes=(
            Text("An ellipsis is a figure that is not known; it is not zero."),
            Text(
                "The main coded text is the newest agreement; where only a protocol was coded, that protocol, whose "
                "silence is not the agreement's."
            ),
        ),
    )


HEADLINES = (
    ("people.stock", -1),
    ("people.change", -1),
    ("people.shares", -1),
    ("money.remittances", -1),
    ("money.sending_cost", -1),
)
FIRST_ROW = frozenset({"people.shares", "money.remittances"})


def _last(one: Profile, figure: str, column: int, sources: list[Provenance]) -> Cell:
    """The last column of a figure's last row (its first row, where rows are parts and not years)."""
    found = one.figure(figure)
    if found is None:
        return None
    sources.extend(found.sources[:1])
    return found.rows[0 if figure in FIRST_ROW else -1][column]


def _covered(one: Profile) -> int | None:
    found = one.figure("agreements.coverage")
    return None if found is None else sum(1 for row in found.rows if row[2] == "yes")


def _first_sentence(first: Profile) -> Text:
    stock = first.figure("people.stock")
    return stock.sentence if stock else Text("For the first no stock is known.")


def _any_source(profiles: list[Profile]) -> tuple[Provenance, ...]:
    return tuple(source for one in profiles for figure in one.figures() for source in figure.sources)[:1]


def _over_time(profiles: list[Profile]) -> Figure | Gap:
    """The stocks of all corridors over the years they share an edition for."""
    found = {one.code: stock for one in profiles if (stock := one.figure("people.stock"))}
    if len(found) < 2:
        return Gap(
            "comparison.stock",
            Text("Migrants over time"),
            Text("Fewer than two of these corridors have a stock."),
            Text("See each corridor's own page for what would fill it."),
        )
    series = {code: {row[0]: row[-1] for row in stock.rows} for code, stock in found.items()}
    years = sorted({int(year) for one in series.values() for year in one if isinstance(year, int)})
    headings = {one.code: heading(one.corridor) for one in profiles if one.corridor is not None}
    return Figure(
        id="comparison.stock",
        title=Text("Migrants over time"),
        unit=Text("persons, all ages, at mid-year"),
        year=span(years[0], years[-1]),
        columns=(Column("year", Text("Year"), "year"), *(Column(code, headings[code], "count") for code in series)),
        rows=tuple((year, *(one.get(year) for one in series.values())) for year in years),
        sentence=Text("Years shown: {n}, for {corridors} corridors.", n=len(years), corridors=Number(len(series))),
        flag=Flag.ESTIMATED,
        sources=tuple(dict.fromkeys(source for stock in found.values() for source in stock.sources)),
        chart=Lines("year", tuple(series)),
    )
