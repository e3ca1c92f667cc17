"""Unemployment, hours and earnings of the destination's migrants beside its nationals', over time."""

from __future__ import annotations

from collections import defaultdict

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Column, Dumbbell, Figure, Gap, Lines, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Number, Percent, PlaceName, Text, Value, Year
from fairway.statistics.composition import ABSENT, REMEDY
from fairway.statistics.work_categories import ALL_LEVELS, BASIS, EDUCATION, GROUPS
from fairway.warehouse.asking import BY_SEX, Answer, Row, ask, not_at_this_detail, nothing
from fairway.warehouse.shelf import Shelf

HOURS = Text("mean hours actually worked in a week")
EARNINGS = Text("mean monthly earnings; international dollars (PPP) by our reading of the file, which names no unit")


def unemployment(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """Unemployment rates by level of education, migrants against nationals, latest year. Unit: per cent."""
    id, title = "work.unemployment", Text("Who is out of work")
    answer = ask(shelf, "unemployment_by_education", corridor.destination, year=corridor.year)
    sex = corridor.sex or "T"
    if corridor.sex and answer and not answer.where(sex=sex):
        return not_at_this_detail(id, title, BY_SEX)
    rows = [row for row in answer.rows if row["sex"] == sex and row["group"] in ("foreign", "native")]
    years = [row["year"] for row in rows if row["group"] == "foreign"]
    if not years:
        return nothing(id, title, answer, absent=ABSENT, remedy=REMEDY)
    used = [row for row in rows if row["year"] == max(years) and row["value"] is not None]
    rates = {(row["category"], row["group"]): row["value"] for row in used}
    words = {"TOTAL": ALL_LEVELS, **EDUCATION}
    present = [category for category in words if any((category, group) in rates for group in ("foreign", "native"))]
    basis = used[0]["basis"]
    first = present[0]
    return Figure(
        id=id,
        title=title,
        unit=Text("unemployment rate, per cent of the labour force of each group"),
        year=str(max(years)),
        columns=(
            Column("education", Text("Education"), "text"),
            Column("foreign_percent", GROUPS[basis]["foreign"], "percent", 1),
            Column("native_percent", GROUPS[basis]["native"], "percent", 1),
        ),
        rows=tuple((words[one], rates.get((one, "foreign")), rates.get((one, "native"))) for one in present),
        sentence=Text(
            "{category}: {foreign} of the migrants in the labour force of {place} were out of work in {year}, "
            "and {native} of the nationals.",
            category=words[first],
            foreign=_percent(rates.get((first, "foreign"))),
            native=_percent(rates.get((first, "native"))),
            place=PlaceName(corridor.destination),
            year=Year(max(years)),
        ),
        flag=answer.vintage.flag if answer.vintage else Flag.ESTIMATED,
        sources=(answer.source(*used),),
        chart=Dumbbell("education", "foreign_percent", "native_percent"),
        notes=(BASIS[basis],),
    )


def hours(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """Mean weekly hours, migrants and nationals, by year. Unit: hours."""
    return _series("work.hours", "mean_hours", Text("Hours worked in a week"), HOURS, 1, corridor, shelf)


def earnings(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """Mean monthly earnings, migrants and nationals, and the gap between them, by year.

    The gap is (nationals − migrants) ÷ nationals, in per cent: positive where migrants earn less (ILO, The migrant
    pay gap, 2020, the mean gap, unadjusted).
    """
    return _series("work.earnings", "mean_earnings", Text("Monthly earnings"), EARNINGS, 0, corridor, shelf, gap=True)


def _series(
    id: str, table: str, title: Text, unit: Text, decimals: int, corridor: Corridor, shelf: Shelf, *, gap: bool = False
) -> Figure | Gap:
    answer = ask(shelf, table, corridor.destination, year=corridor.year)
    sex = corridor.sex or "T"
    if corridor.sex and answer and not answer.where(sex=sex):
        return not_at_this_detail(id, title, BY_SEX)
    basis, years, used = _by_year(answer, sex)
    if not years:
        return nothing(id, title, answer, absent=ABSENT, remedy=REMEDY)
    columns = [
        Column("year", Text("Year"), "year"),
        Column("foreign", GROUPS[basis]["foreign"], "number", decimals),
        Column("native", GROUPS[basis]["native"], "number", decimals),
    ]
    rows: list[tuple[int | float | None, ...]] = [
        (year, values.get("foreign"), values.get("native")) for year, values in sorted(years.items())
    ]
    if gap:
        columns.append(Column("gap_percent", Text("Gap"), "percent", 1))
        rows = [(*row, pay_gap(row[1], row[2])) for row in rows]
    last = years[max(years)]
    return Figure(
        id=id,
        title=title,
        unit=unit,
        year=span(min(years), max(years)),
        columns=tuple(columns),
        rows=tuple(rows),
        sentence=_sentence(corridor, max(years), last, decimals, gap),
        flag=answer.vintage.flag if answer.vintage else Flag.ESTIMATED,
        sources=(answer.source(*used),),
        chart=Lines("year", ("foreign", "native")),
        notes=(BASIS[basis],),
    )


def pay_gap(foreign: float | None, native: float | None) -> float | None:
    """The unadjusted mean migrant pay gap, per cent of nationals' earnings; None where either is unknown."""
    if not foreign or not native:
        return None
    return 100 * (native - foreign) / native


def _by_year(answer: Answer, sex: str) -> tuple[str, dict[int, dict[str, float]], list[Row]]:
    """One basis only: by birth where there is any, else by citizenship; years in which migrants are known."""
    rows = [row for row in answer.rows if row["sex"] == sex and row["category"] == "TOTAL" and row["value"] is not None]
    basis = "birth" if any(row["basis"] == "birth" and row["group"] == "foreign" for row in rows) else "citizenship"
    used = [row for row in rows if row["basis"] == basis and row["group"] in ("foreign", "native")]
    years: dict[int, dict[str, float]] = defaultdict(dict)
    for row in used:
        years[row["year"]][row["group"]] = row["value"]
    kept = {year: values for year, values in years.items() if "foreign" in values}
    return basis, kept, [row for row in used if row["year"] in kept]


def _sentence(corridor: Corridor, year: int, last: dict[str, float], decimals: int, gap: bool) -> Text:
    place, foreign, native = PlaceName(corridor.destination), last.get("foreign"), last.get("native")
    if foreign is None or native is None:
        return Text(
            "In {place} migrants had {foreign} in {year}; the figure for nationals is not known.",
            place=place,
            foreign=_number(foreign, decimals),
            year=Year(year),
        )
    difference = pay_gap(foreign, native) if gap else None
    values: dict[str, Value] = {
        "foreign": Number(foreign, decimals),
        "native": Number(native, decimals),
        "place": place,
        "year": Year(year),
    }
    if difference is not None and difference > 0:
        return Text(
            "In {place} migrants earned {foreign} a month in {year} and nationals {native}: {gap} less.",
            gap=Percent(difference),
            **values,
        )
    if difference is not None:
        return Text(
            "In {place} migrants earned {foreign} a month in {year} and nationals {native}: {gap} more.",
            gap=Percent(-difference),
            **values,
        )
    return Text("In {place} migrants worked {foreign} hours a week in {year} and nationals {native}.", **values)


def _number(value: float | None, decimals: int) -> Number | Text:
    return Text("an unknown number") if value is None else Number(value, decimals)


def _percent(value: float | None) -> Percent | Text:
    return Text("an unknown share") if value is None else Percent(value)
