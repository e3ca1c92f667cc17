"""Unemployment, hours and earnings of the destination's migrants beside its nationals', over time."""

from __future__ import annotations

from collections import defaultdict

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Column, Dumbbell, Figure, Gap, Lines, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Number, Percent, PlaceName, Text, Value, Year
from fairway.statistics.composition import ABSENT, REMEDY, UNSTATED
from fairway.statistics.work_categories import ALL_LEVELS, BASIS, EDUCATION, GROUPS, SAID
from fairway.warehouse.asking import BY_SEX, Answer, Row, ask, not_at_this_detail, nothing
from fairway.warehouse.shelf import Shelf

EVERYBODY = Text("Everybody")
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
    years = [row["year"] for row in rows if row["group"] == "foreign" and row["category"] not in UNSTATED]
    if not years:
        return nothing(id, title, answer, absent=ABSENT, remedy=REMEDY, kind="unknown")
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
            "Out of work in {place} in {year} ({category}): {rate} of the {foreign} in the labour force, {other} of "
            "the {native}.",
            category=words[first],
            rate=_percent(rates.get((first, "foreign"))),
            other=_percent(rates.get((first, "native"))),
            **SAID[basis],
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
        return nothing(id, title, answer, absent=ABSENT, remedy=REMEDY, kind="unknown")
    other = "native" if any("native" in values for values in years.values()) else "total"
    columns = [
        Column("year", Text("Year"), "year"),
        Column("foreign", GROUPS[basis]["foreign"], "number", decimals),
        Column(other, GROUPS[basis]["native"] if other == "native" else EVERYBODY, "number", decimals),
    ]
    rows: list[tuple[int | float | None, ...]] = [
        (year, values.get("foreign"), values.get(other)) for year, values in sorted(years.items())
    ]
    if gap and other == "native":
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
        sentence=_sentence(corridor, max(years), last, decimals, SAID[basis], gap),
        flag=answer.vintage.flag if answer.vintage else Flag.ESTIMATED,
        sources=(answer.source(*used),),
        chart=Lines("year", ("foreign", other)),
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
    used = [row for row in rows if row["basis"] == basis and row["group"] in ("foreign", "native", "total")]
    years: dict[int, dict[str, float]] = defaultdict(dict)
    for row in used:
        years[row["year"]][row["group"]] = row["value"]
    kept = {year: values for year, values in years.items() if "foreign" in values}
    return basis, kept, [row for row in used if row["year"] in kept]


def _sentence(
    corridor: Corridor, year: int, last: dict[str, float], decimals: int, groups: dict[str, Text], gap: bool
) -> Text:
    values: dict[str, Value] = {
        "place": PlaceName(corridor.destination),
        "year": Year(year),
        "n": Number(last["foreign"], decimals),
        "foreign": groups["foreign"],
        "native": groups["native"],
    }
    other = last.get("native")
    difference = pay_gap(last["foreign"], other) if gap else None
    if other is None and gap:
        return Text("Mean earnings in {place} in {year}: {foreign} {n} a month in international dollars.", **values)
    if other is None:
        return Text("Mean hours in {place} in {year}: {foreign} {n} a week.", **values)
    values["other"] = Number(other, decimals)
    if difference is not None and difference > 0:
        return Text(
            "Mean earnings in {place} in {year}, in international dollars a month: {foreign} {n}, {native} {other}. "
            "The {foreign} earned {gap} less.",
            gap=Percent(difference),
            **values,
        )
    if difference is not None:
        return Text(
            "Mean earnings in {place} in {year}, in international dollars a month: {foreign} {n}, {native} {other}. "
            "The {foreign} earned {gap} more.",
            gap=Percent(-difference),
            **values,
        )
    return Text("Mean hours in {place} in {year}: {foreign} {n} a week, {native} {other}.", **values)


def _percent(value: float | None) -> Percent | Text:
    return Text("an unknown share") if value is None else Percent(value)
