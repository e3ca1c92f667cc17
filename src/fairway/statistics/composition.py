"""What the employed are made of: shares by sector, occupation or education, migrants against nationals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Bars, Column, Dumbbell, Figure, Gap
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Percent, PlaceName, Text, Value, Year
from fairway.statistics.work_categories import BASIS, GROUPS, PERSONS, SAID
from fairway.warehouse.asking import BY_SEX, Answer, Row, ask, not_at_this_detail, nothing
from fairway.warehouse.shelf import Shelf

REMEDY = Text("A labour force survey of the destination that asks country of birth, published by ILOSTAT.")
ABSENT = Text(
    "The tables at hand have no such figure by place of birth for this country. ILOSTAT may have one: some countries "
    "are not in these tables."
)
UNSTATED = frozenset({"unknown", "X"})


@dataclass(frozen=True, slots=True)
class Composition:
    """Employed persons of one year by group (`foreign`, `native`) and category.

    Attributes:
        used: The source rows behind the persons.
    """

    year: int
    basis: str
    persons: dict[str, dict[str, float]]
    used: list[Row]

    def percent(self, group: str, category: str) -> float | None:
        """The category's share of the group's employment, or None where the source has no row for it."""
        counts = self.persons.get(group, {})
        total = sum(counts.values())
        if category not in counts or not total:
            return None
        return 100 * counts[category] / total


def compose(answer: Answer, sex: str | None) -> Composition | None:
    """The latest year in which migrants of a stated category are known, as persons by group and category.

    Where the source has women and men but no total, both sexes are their sum, and a category that has only one of
    them counts that one.
    """
    rows = [row for row in answer.rows if row["category"] != "TOTAL" and row["group"] in ("foreign", "native")]
    rows = _of_sex(rows, sex)
    years = [
        row["year"] for row in rows if row["group"] == "foreign" and row["value"] and row["category"] not in UNSTATED
    ]
    if not years:
        return None
    year = max(years)
    persons: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    used = [row for row in rows if row["year"] == year and row["value"] is not None]
    for row in used:
        persons[row["group"]][row["category"]] += row["value"]
    return Composition(year, used[0]["basis"], {group: dict(counts) for group, counts in persons.items()}, used)


def _of_sex(rows: list[Row], sex: str | None) -> list[Row]:
    if sex:
        return [row for row in rows if row["sex"] == sex]
    totals = [row for row in rows if row["sex"] == "T"]
    return totals or rows


def composition(
    id: str,
    table: str,
    title: Text,
    words: dict[str, Text],
    corridor: Corridor,
    shelf: Shelf,
    highlight: str | None = None,
) -> Figure | Gap:
    """Shares of employment by category, migrants against nationals, in the latest year. Unit: per cent.

    Source: ILOSTAT, labour migration tables. Shares are of the categories the source lists, unstated ones included.
    """
    answer = ask(shelf, table, corridor.destination, year=corridor.year)
    if corridor.sex and answer and not answer.where(sex=corridor.sex):
        return not_at_this_detail(id, title, BY_SEX)
    found = compose(answer, corridor.sex)
    if found is None:
        return nothing(id, title, answer, absent=ABSENT, remedy=REMEDY, kind="unknown")
    shown = [group for group in ("foreign", "native") if found.persons.get(group)]
    present = [category for category in words if any(category in found.persons[group] for group in shown)]
    present.sort(key=lambda category: -(found.percent("foreign", category) or 0))
    notes = [BASIS[found.basis]]
    if "native" not in shown:
        notes.append(Text("The source has migrants only: no comparison with nationals can be made."))
    return Figure(
        id=id,
        title=title,
        unit=Text("per cent of the employed of each group"),
        year=str(found.year),
        columns=(
            Column("category", Text("Category"), "text"),
            *(Column(f"{group}_percent", GROUPS[found.basis][group], "percent", 1) for group in shown),
            *(Column(f"{group}_persons", PERSONS[found.basis][group], "count") for group in shown),
        ),
        rows=tuple(
            (
                words[category],
                *(found.percent(group, category) for group in shown),
                *(found.persons[group].get(category) for group in shown),
            )
            for category in present
        ),
        sentence=_sentence(found, words, highlight or present[0], corridor),
        flag=answer.vintage.flag if answer.vintage else Flag.ESTIMATED,
        sources=(answer.source(*found.used),),
        chart=Dumbbell("category", "foreign_percent", "native_percent")
        if "native" in shown
        else Bars("category", ("foreign_percent",)),
        notes=tuple(notes),
    )


def _sentence(found: Composition, words: dict[str, Text], category: str, corridor: Corridor) -> Text:
    groups = SAID[found.basis]
    foreign, native = found.percent("foreign", category), found.percent("native", category)
    values: dict[str, Value] = {
        "category": words[category],
        "share": Percent(foreign or 0),
        "foreign": groups["foreign"],
        "place": PlaceName(corridor.destination),
        "year": Year(found.year),
    }
    if native is None:
        return Text("At work in {place} in {year}: {category}, {share} of the {foreign}.", **values)
    return Text(
        "At work in {place} in {year}: {category}, {share} of the {foreign} and {other} of the {native}.",
        other=Percent(native),
        native=groups["native"],
        **values,
    )
