"""How else the same people are counted: older editions, other compilers, the origin's own records, refugees."""

from __future__ import annotations

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Bars, Column, Figure, Gap, Lines, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Percent, PlaceName, Text, Year
from fairway.statistics.stock import SEXES, WHO, Stock, lived, migrant_stock
from fairway.warehouse.asking import BY_SEX, Answer, ask, not_at_this_detail
from fairway.warehouse.shelf import Shelf

REVISED = Text("How the UN revised this figure")
COMPILED = Text("What another compiler counts")
DISPLACED = Text("Refugees and asylum-seekers from {origin} in {destination}")


def editions(corridor: Corridor, shelf: Shelf) -> Figure | None:
    """The stock by edition, side by side: how the UN revised its own figures. Never one series."""
    found = [
        stock
        for vintage in shelf.editions("migrant_stock")
        if (stock := migrant_stock(corridor, shelf, vintage)) is not None
    ]
    if len(found) < 2:
        return None
    sex = found[0].sexes[-1]
    new, old = found[0], found[1]
    rows = _side_by_side(new, old, sex)
    both = [row for row in rows if row[1] is not None and row[2]]
    if not both:
        return None
    year, latest, before, revision = both[-1]
    return Figure(
        id="people.editions",
        title=REVISED,
        unit=Text("{who}, by edition", who=WHO[corridor.sex]),
        year=span(rows[0][0], rows[-1][0]),
        columns=(
            Column("year", Text("Year"), "year"),
            Column("latest_edition", Text("{edition} edition", edition=new.edition), "count"),
            Column("earlier_edition", Text("{edition} edition", edition=old.edition), "count"),
            Column("revision_percent", Text("Revision"), "percent", 1),
        ),
        rows=tuple(rows),
        sentence=Text(
            "For {year} the {new} edition says {latest} and the {old} edition said {before}: a revision of {revision}.",
            year=Year(int(year or 0)),
            new=new.edition,
            old=old.edition,
            latest=int(latest or 0),
            before=int(before or 0),
            revision=Percent(revision or 0),
        ),
        flag=Flag.ESTIMATED,
        sources=(new.source(), old.source()),
        notes=(Text("Editions are shown side by side and never joined into one series."),),
    )


_Row = tuple[int, int | None, int | None, float | None]


def older_edition(corridor: Corridor, shelf: Shelf) -> Figure | None:
    """The stock in an older edition, for a corridor that the newest edition no longer lists."""
    found = next(
        (stock for one in shelf.editions("migrant_stock")[1:] if (stock := migrant_stock(corridor, shelf, one))), None
    )
    if found is None:
        return None
    last, sex = found.rows[-1], found.sexes[-1]
    return Figure(
        id="people.older_edition",
        title=Text("What the {edition} edition counted", edition=found.edition),
        unit=Text("{who}, all ages, at mid-year", who=WHO[corridor.sex]),
        year=span(found.rows[0]["year"], last["year"]),
        columns=(Column("year", Text("Year"), "year"), *(Column(key, SEXES[key], "count") for key in found.sexes)),
        rows=tuple((row["year"], *(row[key] for key in found.sexes)) for row in found.rows),
        sentence=lived(corridor, last[sex] or 0, last["year"]),
        flag=Flag.ESTIMATED,
        sources=(found.source(),),
        chart=Lines("year", found.sexes),
        notes=(Text("The newest edition does not list this corridor; it does not say why."),),
    )


def _side_by_side(new: Stock, old: Stock, sex: str) -> list[_Row]:
    latest = {row["year"]: row[sex] for row in new.rows}
    before = {row["year"]: row[sex] for row in old.rows}
    rows: list[_Row] = []
    for year in sorted(latest.keys() | before.keys()):
        after, was = latest.get(year), before.get(year)
        revision = 100 * (after - was) / was if after is not None and was else None
        rows.append((year, after, was, revision))
    return rows


def other_estimates(corridor: Corridor, shelf: Shelf) -> Figure | Gap | None:
    """Other compilers' stock of the same corridor (World Bank 2017) beside the UN's nearest year."""
    title = COMPILED
    answer = ask(shelf, "migrant_stock_worldbank", corridor.origin, corridor.destination, year=corridor.year)
    if not answer:
        return None
    if corridor.sex:
        return not_at_this_detail("people.other_estimates", title, BY_SEX)
    bank = answer.rows[0]
    rows: list[tuple[str, int, int]] = [("World Bank", bank["year"], bank["persons"])]
    sources = [answer.source()]
    for vintage in shelf.editions("migrant_stock"):
        stock = migrant_stock(corridor, shelf, vintage)
        if stock is None:
            continue
        near = min(stock.rows, key=lambda row: abs(row["year"] - bank["year"]))
        rows.append((f"UN DESA {vintage.record.edition}", near["year"], near["both"]))
        sources.append(stock.source(near))
    return Figure(
        id="people.other_estimates",
        title=title,
        unit=Text("persons"),
        year=str(bank["year"]),
        columns=(
            Column("compiler", Text("Compiler and edition"), "text"),
            Column("year", Text("Year"), "year"),
            Column("persons", Text("Persons"), "count"),
        ),
        rows=tuple(rows),
        sentence=Text(
            "For {year} the World Bank counts {n} people from {origin} in {destination}.",
            year=Year(bank["year"]),
            n=bank["persons"],
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
        ),
        flag=Flag.MODELLED,
        sources=tuple(sources),
        chart=Bars("compiler", ("persons",)),
    )


def origin_counts(corridor: Corridor) -> Gap:
    """The origin's own count of the same people: no table of departures or consular registers is loaded yet."""
    return Gap(
        "people.origin_counts",
        Text("What {origin} itself counts", origin=PlaceName(corridor.origin)),
        Text("All figures above come from the destination's side. No count by the country of origin is loaded."),
        Text(
            "Departure clearances, consular registers, or a household survey of {origin} that asks who is abroad.",
            origin=PlaceName(corridor.origin),
        ),
    )


GROUPS = {
    "refugee": Text("Refugees"),
    "asylum": Text("Asylum-seekers"),
    "stateless": Text("Stateless persons"),
    "other": Text("Others of concern to UNHCR"),
}


def displaced(corridor: Corridor, shelf: Shelf) -> Figure | Gap | None:
    """Refugees and asylum-seekers from the origin in the destination, latest year (UNHCR)."""
    answer = ask(shelf, "refugees", corridor.origin, corridor.destination, year=corridor.year)
    answer = Answer(answer.vintage, [row for row in answer.rows if row["persons"] and row["group"] in GROUPS])
    latest = answer.latest()
    if not latest:
        return None
    title = Text(
        DISPLACED.template,
        origin=PlaceName(corridor.origin),
        destination=PlaceName(corridor.destination),
    )
    if corridor.sex:
        return not_at_this_detail("people.displaced", title, BY_SEX)
    total = sum(row["persons"] for row in latest)
    year = latest[0]["year"]
    return Figure(
        id="people.displaced",
        title=title,
        unit=Text("persons"),
        year=str(year),
        columns=(Column("group", Text("Group"), "text"), Column("persons", Text("Persons"), "count")),
        rows=tuple((GROUPS[row["group"]], row["persons"]) for row in latest),
        sentence=Text("In {year}, UNHCR knew of {n} of them.", year=Year(year), n=round(total)),
        flag=Flag.OBSERVED,
        sources=(answer.source(*latest),),
        notes=(
            Text("Part of them are in the migrant stock above; the two are not to be added."),
            Text("The file does not say at which date of the year they were counted."),
        ),
    )
