"""Rights and policy: SDG 8.8.1, 8.8.2 and 10.7.2 for the two countries. Countries are shown, never ranked."""

from __future__ import annotations

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Column, Figure, Gap, Lines, Section, section, side_columns, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Number, PlaceName, Text, Year
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, Answer, Row, ask, not_at_this_detail, nothing
from fairway.warehouse.shelf import Shelf

NATURE = {
    "C": Flag.OBSERVED,
    "CA": Flag.ESTIMATED,
    "E": Flag.ESTIMATED,
    "M": Flag.MODELLED,
    "G": Flag.ESTIMATED,
    "N": Flag.ESTIMATED,
}
OVERALL = "all"
DOMAINS = {
    "1": Text("Migrant rights"),
    "2": Text("Whole-of-government and evidence-based policies"),
    "3": Text("Cooperation and partnerships"),
    "4": Text("Socio-economic well-being"),
    "5": Text("Mobility dimensions of crises"),
    "6": Text("Safe, orderly and regular migration"),
    OVERALL: Text("All domains together"),
}
DEGREES = {
    1: Text("requires further progress"),
    2: Text("partially meets"),
    3: Text("meets"),
    4: Text("fully meets"),
}


def rights(corridor: Corridor, shelf: Shelf) -> Section:
    """The section on rights and policy indices of a profile."""
    parts: list[Figure | Gap | None] = [
        labour_rights(corridor, shelf),
        injuries(corridor, shelf, "SL_EMP_FTLINJUR"),
        injuries(corridor, shelf, "SL_EMP_INJUR"),
        policy(corridor, shelf),
    ]
    return section("rights", Text("Rights and policy"), parts)


def labour_rights(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """SDG 8.8.2, level of national compliance with freedom of association and bargaining: 0 best, 10 worst."""
    id, title = "rights.association", Text("Freedom of association and collective bargaining (SDG 8.8.2)")
    if corridor.sex or corridor.sector:
        return not_at_this_detail(id, title, BY_SEX if corridor.sex else BY_SECTOR)
    sides = [_series(shelf, place, "SL_LBR_NTLCPL", corridor.year) for place in (corridor.origin, corridor.destination)]
    if not any(side.rows for side in sides):
        return nothing(
            id,
            title,
            sides[0],
            absent=Text("The SDG database has no score for either country."),
            remedy=Text("The ILO's scoring of its supervisory texts."),
        )
    years = sorted({row["year"] for side in sides for row in side.rows})
    table = tuple((year, *(_at(side, year) for side in sides)) for year in years)
    return Figure(
        id=id,
        title=title,
        unit=Text("score from 0 (best) to 10 (worst)"),
        year=span(years[0], years[-1]),
        columns=(
            Column("year", Text("Year"), "year"),
            *side_columns(corridor, "number", 2),
        ),
        rows=table,
        sentence=Text(
            "In {year} the score was {origin_score} for {origin} and {destination_score} for {destination}; 0 is best.",
            year=Year(years[-1]),
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
            origin_score=_said(table[-1][1]),
            destination_score=_said(table[-1][2]),
        ),
        flag=_flag(sides[0].rows + sides[1].rows),
        sources=tuple(side.source() for side in sides if side.rows),
        chart=Lines("year", ("origin", "destination")),
        notes=(Text("Higher is worse. The score counts violations in law and practice found by ILO supervision."),),
    )


INJURIES = {
    "SL_EMP_FTLINJUR": (
        "rights.fatal_injuries",
        Text("Deaths at work (SDG 8.8.1)"),
        Text("fatal injuries per 100,000 employees, at destination"),
    ),
    "SL_EMP_INJUR": (
        "rights.injuries",
        Text("Injuries at work (SDG 8.8.1)"),
        Text("non-fatal injuries per 100,000 employees, at destination"),
    ),
}


def injuries(corridor: Corridor, shelf: Shelf, series: str) -> Figure | Gap:
    """SDG 8.8.1 at the destination: injuries per 100,000 employees, migrants and non-migrants where recorded."""
    id, title, unit = INJURIES[series]
    if corridor.sector:
        return not_at_this_detail(id, title, BY_SECTOR)
    answer = _series(shelf, corridor.destination, series, corridor.year)
    of_sex = answer.where(sex=corridor.sex or "T")
    if corridor.sex and answer and not of_sex:
        return not_at_this_detail(id, title, BY_SEX)
    by_status = {
        status: {row["year"]: row for row in of_sex.rows if row["migratory_status"] == status} for status in STATUSES
    }
    years = sorted({year for rows in by_status.values() for year in rows})
    if not years:
        return nothing(
            id,
            title,
            answer,
            absent=Text("The destination reports no injury rate for this indicator."),
            remedy=Text(
                "The labour inspectorate or the employment injury insurer of {place}, by migratory status.",
                place=PlaceName(corridor.destination),
            ),
        )
    shown = [status for status in STATUSES if by_status[status]]
    last = years[-1]
    said = next(status for status in ("migrant", "total", *shown) if last in by_status[status])
    used = [row for rows in by_status.values() for row in rows.values()]
    return Figure(
        id=id,
        title=title,
        unit=unit,
        year=span(years[0], last),
        columns=(
            Column("year", Text("Year"), "year"),
            *(Column(key, title, "number", 1) for key, title in (STATUSES[status] for status in shown)),
        ),
        rows=tuple((year, *(_value(by_status[status].get(year)) for status in shown)) for year in years),
        sentence=Text(
            "In {year}: {rate} per 100,000 employees ({group}).",
            year=Year(last),
            rate=_said(_value(by_status[said][last])),
            group=STATUSES[said][1],
        ),
        flag=_flag(used),
        sources=(answer.source(*used),),
        chart=Lines("year", tuple(STATUSES[status][0] for status in shown)),
        notes=()
        if any(status.endswith("migrant") and status != "non_migrant" for status in shown)
        else (Text("The destination does not report migrants separately: how safe their work is remains unknown."),),
    )


STATUSES = {
    "migrant": ("migrants", Text("Migrants")),
    "eu_migrant": ("eu_migrants", Text("Migrants from EU countries")),
    "non_eu_migrant": ("non_eu_migrants", Text("Migrants from outside the EU")),
    "non_migrant": ("non_migrants", Text("Non-migrants")),
    "total": ("everybody", Text("Everybody")),
}


def policy(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """SDG 10.7.2 by policy domain: an ordinal answer of the government itself, 1 to 4; never averaged."""
    id, title = "rights.migration_policy", Text("Migration policy, as each government reports it (SDG 10.7.2)")
    if corridor.sex or corridor.sector:
        return not_at_this_detail(id, title, BY_SEX if corridor.sex else BY_SECTOR)
    places = (corridor.origin, corridor.destination)
    sides = [_series(shelf, place, "SG_CPA_MIGRS", corridor.year) for place in places]
    if not any(side.rows for side in sides):
        return nothing(
            id,
            title,
            sides[0],
            absent=Text("Neither country is in the edition at hand."),
            remedy=Text("The government's answer to the UN Inquiry among Governments."),
        )
    degrees = [{row["policy_domain"]: round(row["value"]) for row in side.latest()} for side in sides]
    domains = sorted({domain for side in degrees for domain in side if domain})
    return Figure(
        id=id,
        title=title,
        unit=Text("degree, from 1 (requires further progress) to 4 (fully meets)"),
        year=str(max(row["year"] for side in sides for row in side.rows)),
        columns=(
            Column("domain", Text("Policy domain"), "text"),
            *side_columns(corridor, "text"),
        ),
        rows=tuple(
            (
                DOMAINS.get(domain, domain),
                *(DEGREES.get(side.get(domain, 0), Text("unknown: not in this edition")) for side in degrees),
            )
            for domain in domains
        ),
        sentence=Text(
            "Policy domains known, of 6: {origin} {origin_count}, {destination} {destination_count}.",
            origin=PlaceName(places[0]),
            destination=PlaceName(places[1]),
            origin_count=len(degrees[0].keys() - {OVERALL}),
            destination_count=len(degrees[1].keys() - {OVERALL}),
        ),
        flag=Flag.STATED,
        sources=tuple(side.source() for side in sides if side.rows),
        notes=(Text("Governments describe themselves. The degrees are categories: they are not added or averaged."),),
    )


def _series(shelf: Shelf, place: str, series: str, year: int | None) -> Answer:
    answer = shelf.remember(("sdg", place, series), lambda: ask(shelf, "sdg", place).where(series=series))
    kept = [row for row in answer.rows if year is None or row["year"] <= year]
    return Answer(answer.vintage, kept, later=len(kept) < len(answer.rows))


def _at(answer: Answer, year: int) -> float | None:
    return next((float(row["value"]) for row in answer.rows if row["year"] == year), None)


def _value(row: Row | None) -> float | None:
    return None if row is None else float(row["value"])


def _said(value: object) -> Number | Text:
    return Number(float(value), 1) if isinstance(value, int | float) else Text("unknown")


def _flag(rows: list[Row]) -> Flag:
    return NATURE.get((rows[-1]["nature"] or "").upper(), Flag.ESTIMATED)
