"""Disclosure control: one pattern of withheld cells over all tables, and what figures that rest on them may show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import polars as pl

from fairway.kernel.errors import InputError
from fairway.methods.disclosure.primary import MinimumFrequency, Rule
from fairway.warehouse.surveys.disclosing_cells import additive_numbers
from fairway.warehouse.surveys.disclosing_margins import Tree, coarsened, digits_beside, trees_of
from fairway.warehouse.surveys.disclosing_suppression import Suppression, suppressed
from fairway.warehouse.surveys.mapping_errors import MappingFaulty
from fairway.warehouse.surveys.mapping_values import SurveyMapping
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.running_tables import EstimatedTable
from fairway.warehouse.surveys.specification import Protection
from fairway.warehouse.surveys.specification_reading import RULES

USUAL: Final = (MinimumFrequency(5),)
"""Where the office states no rules of its own."""
Leg: TypeAlias = Mapping[str, str | None]
"""Dimension → code; None: summed over."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is withheld.

    Attributes:
        suppression: The cells, and the proof that they are enough.
        trees: The code trees of the dimensions.
    """

    suppression: Suppression
    trees: Mapping[str, Sequence[Tree]]


def protection_of(mapping: SurveyMapping) -> Protection:
    """The office's rules; five respondents at least, where it states none.

    Raises:
        MappingFaulty: A rule that does not exist or makes no sense; with its line.
    """
    rules: list[Rule] = []
    for at, said in enumerate(mapping.disclosure.get("rules", ())):
        way = ("disclosure", "rules", at)
        kind = str(said["kind"])
        if kind not in RULES:
            listed = ", ".join(RULES)
            fault = mapping.written.fault(way, f"there is no rule “{kind}”. The rules are: {listed}.")
            raise MappingFaulty(mapping.written.file, [fault])
        try:
            rules.append(RULES[kind](**{key: value for key, value in said.items() if key != "kind"}))
        except (TypeError, InputError) as error:
            raise MappingFaulty(mapping.written.file, [mapping.written.fault(way, str(error))]) from error
    return Protection("suppression", tuple(rules) or USUAL, contributor=mapping.disclosure.get("contributor"))


def least_of(protection: Protection) -> int:
    """How many respondents a cell needs by the rules."""
    return max((int(getattr(rule, "n", 1)) for rule in protection.rules), default=1)


def pattern_of(
    tables: Sequence[EstimatedTable],
    rows: pl.DataFrame,
    columns: Mapping[str, Mapping[str, tuple[str, ...]]],
    telling: Telling,
) -> Pattern:
    """Withholds cells of linked tables until none can be worked out.

    Args:
        tables: All tables of the same people.
        rows: The persons, with the columns of the tables.
        columns: Table → dimension → its columns.
        telling: Told how far it is.

    Raises:
        UnsafeTable: No pattern is safe; nothing may be published.
    """
    lazy = rows.lazy()
    numbers = [additive_numbers(one, lazy, "weight", columns[one.table.name]) for one in tables]
    return Pattern(suppressed(tables, numbers, telling), trees_of(one.table.hierarchies for one in tables))


@dataclass(frozen=True, slots=True)
class Resting:
    """Figures, and the cells on which each rests.

    Attributes:
        frame: The dimensions `by`, and the figures.
        by: Dimensions.
        legs: For each cell that a figure rests on, the codes that it has instead of or besides those of `by`.
    """

    frame: pl.DataFrame
    by: tuple[str, ...]
    legs: tuple[Leg, ...]

    def keys(self, names: Sequence[str]) -> pl.DataFrame:
        """The cells, by leg and row: every dimension as text, null where summed over; and `(row)`."""
        numbered = self.frame.with_row_index("(row)")
        return pl.concat(
            [numbered.select("(row)", *(_code(name, self.by, leg) for name in names)) for leg in self.legs]
        )


def marked(parts: Sequence[Resting], pattern: Pattern) -> list[pl.DataFrame]:
    """Figures withheld with any cell that they rest on, their errors as coarse as beside any; with `disclosure`.

    Args:
        parts: The figures.
        pattern: What is withheld.
    """
    withheld = pattern.suppression.withheld
    if not len(withheld):
        return [one.frame.with_columns(pl.lit(None, pl.String).alias("disclosure")) for one in parts]
    names = withheld.columns
    keys = pl.concat([one.keys(names).with_columns(pl.lit(at).alias("(part)")) for at, one in enumerate(parts)])
    cells = keys.select(names).unique(maintain_order=True)
    among = withheld.unique().with_columns(pl.lit(value=True).alias("(hidden)"))
    judged = cells.join(among, on=names, how="left", nulls_equal=True, maintain_order="left").with_columns(
        digits_beside(cells, withheld, pattern.trees).alias("(digits)"), pl.col("(hidden)").fill_null(value=False)
    )
    rows = (
        keys.join(judged, on=names, how="left", nulls_equal=True)
        .group_by("(part)", "(row)")
        .agg(pl.col("(hidden)").any(), pl.col("(digits)").min())
        .sort("(part)", "(row)")
    )
    made = []
    for at, one in enumerate(parts):
        mine = rows.filter(pl.col("(part)") == at)
        said = pl.select(pl.when(mine["(hidden)"]).then(pl.lit("suppressed"))).to_series().alias("disclosure")
        made.append(coarsened(one.frame, mine["(digits)"]).with_columns(said))
    return made


def _code(name: str, by: Sequence[str], leg: Leg) -> pl.Expr:
    if name in leg:
        return pl.lit(leg[name], pl.String).alias(name)
    return (pl.col(name).cast(pl.String) if name in by else pl.lit(None, pl.String)).alias(name)
