"""The only way out: a table with its unsafe cells withheld, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import polars as pl

from fairway.methods.disclosure.errors import BadTable, UnsafeTable
from fairway.methods.disclosure.suppress import Protected

Reasons = Literal["same", "kind"]
CONFIDENTIAL = "confidential"
PRIMARY = "primary: too few or too dominant contributors"
SECONDARY = "secondary: protects another cell"


def publish(
    protected: Protected, *, keep: Sequence[str] = (), reasons: Reasons = "same", because: str | None = None
) -> pl.DataFrame:
    """The rows that may be published.

    Everything in the row of a withheld cell is null but its codes and the columns named: a standard error, a
    coefficient of variation or a sample size would tell what the value does.

    Args:
        protected: The tables with their pattern and audit.
        keep: Columns that say nothing of the value, such as a unit or a title.
        reasons: “same”: every withheld cell is “confidential”. “kind”: primary and secondary are told apart; this is
            for the producer, since it tells readers that the value of a primary cell is small or dominated.
        because: With “kind”: column with the reason why a cell is primary (“primary: fewer than 10 persons”).

    Returns:
        The rows given, in their order, with a column `reason` (null for a published cell).

    Raises:
        UnsafeTable: Where the audit failed; it names the cells.
        BadTable: Where a column is missing.
    """
    tables, report = protected.tables, protected.report
    if not report.passed:
        failing = report.cells.filter(~pl.col("passed"))
        raise UnsafeTable(failing["cell"].to_list(), failing["why"].to_list(), advice=_advice(protected))
    rows = tables.frame
    named = [*keep, *([because] if because else [])]
    if absent := [name for name in named if name not in rows.columns]:
        raise BadTable(f"The table has no column {', '.join(absent)}.", advice=f"It has {', '.join(rows.columns)}.")
    dimensions = {axis.name for axis in tables.axes}
    hidden = pl.Series(protected.withheld)
    withheld = [name for name in rows.columns if name not in dimensions and name not in keep and name != "reason"]
    why = pl.lit(CONFIDENTIAL)
    if reasons == "kind":
        first = pl.col(because).fill_null(PRIMARY) if because else pl.lit(PRIMARY)
        why = pl.when(pl.Series(tables.primary)).then(first).otherwise(pl.lit(SECONDARY))
    return rows.with_columns(
        *(pl.when(~hidden).then(pl.col(name)).alias(name) for name in withheld),
        pl.when(hidden).then(why).alias("reason"),
    )


def _advice(protected: Protected) -> str:
    shown = protected.tables.suppressible
    empty = int((~shown & (protected.tables.value == 0)).sum())
    forced = int((~shown & (protected.tables.value != 0)).sum())
    advice = ["Merge categories around these cells, or publish fewer dimensions."]
    if forced:
        advice.append(f"{forced} cells are forced to be published: drop the mark from those in the same rows.")
    if empty:
        advice.append(f'{empty} empty cells are always shown: zeros="suppressible" lets them be withheld.')
    return " ".join(advice)
