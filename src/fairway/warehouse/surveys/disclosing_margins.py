"""What rows beside withheld cells may still print: their counts and exact errors would tell what is withheld.

Where the weights of a region are alike, n is the estimate divided by the weight, and a margin's n is a second equation
for the same few withheld cells. Under sampling of elements the variance of a margin is a third. So the margins above a
withheld cell, and the cells that add up with it to one of them, print neither n, df nor design effect. Errors have one
significant digit in the margins, whose variance holds that of the withheld cells, and two in the others; two in the
margins still told a count in a quarter of small samples with equal weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import polars as pl

DIGITS_ABOVE: Final = 1
DIGITS_BESIDE: Final = 2
COUNTS: Final = ("n", "df", "deff")
WHY: Final = "counts are withheld and errors rounded: they would tell a withheld cell"
Tree = Mapping[str, str | None]


def digits_beside(keys: pl.DataFrame, withheld: pl.DataFrame, trees: Mapping[str, Sequence[Tree]]) -> pl.Series:
    """How exact errors may be in cells that lie above a withheld one, or add up with it to a common total.

    Args:
        keys: The cells: every dimension as text, null where summed over; shape (rows, dimensions).
        withheld: The withheld cells, in the same columns.
        trees: Code → group of the dimensions that have hierarchies.

    Returns:
        Significant digits, null where nothing limits them; shape (rows,).
    """
    names = keys.columns
    above = _matched(keys, _above(withheld.select(names), trees))
    marked = [above]
    for name in names:
        for tree in trees.get(name, ({},)):
            cells = withheld.select(names)
            relations = pl.concat([cells, _up(cells, name, tree)])
            parts = keys.with_row_index("(row)").filter(pl.col(name).is_not_null())
            is_part = _matched(_up(parts.select(names), name, tree), relations)
            as_part = pl.Series(range(len(keys)), dtype=pl.UInt32).is_in(parts.filter(is_part)["(row)"].implode())
            marked += [_matched(keys, relations), as_part]
    digits = pl.when(above).then(DIGITS_ABOVE).when(pl.any_horizontal(marked)).then(DIGITS_BESIDE)
    return pl.select(digits.cast(pl.Int8)).to_series()


def coarsened(frame: pl.DataFrame, digits: pl.Series) -> pl.DataFrame:
    """The rows, those beside withheld cells without counts and with rounded errors.

    cv and interval follow from the rounded standard error, the ends' distances from the estimate rounded likewise, so
    that nothing finer can be worked out.

    Args:
        frame: Tidy results.
        digits: As `digits_beside`; shape (rows,).
    """
    estimate, se = pl.col("estimate"), pl.col("se")

    def rounded(value: pl.Expr) -> pl.Expr:
        nearest = pl.when(digits == DIGITS_ABOVE).then(value.round_sig_figs(DIGITS_ABOVE))
        return pl.when(value == 0).then(0.0).otherwise(nearest.otherwise(value.round_sig_figs(DIGITS_BESIDE)))

    share = pl.when(se > 0).then(rounded(se) / se).otherwise(1.0)
    changed = {
        "se": rounded(se),
        "cv": pl.col("cv") * share,
        "low": estimate - rounded((estimate - pl.col("low")) * share),
        "high": estimate + rounded((pl.col("high") - estimate) * share),
        **{name: pl.lit(None) for name in COUNTS},
        "reason": pl.concat_str([pl.col("reason"), pl.lit(WHY)], separator="; ", ignore_nulls=True),
    }
    return frame.with_columns(
        pl.when(digits.is_not_null()).then(one).otherwise(pl.col(name)).cast(frame.schema[name]).alias(name)
        for name, one in changed.items()
    )


def _up(cells: pl.DataFrame, name: str, tree: Tree) -> pl.DataFrame:
    """The totals that these cells are parts of in a dimension."""
    groups = {code: group for code, group in tree.items() if group is not None}
    code = pl.col(name)
    group = code.replace_strict(groups, default=None, return_dtype=pl.String) if groups else pl.lit(None, pl.String)
    return cells.filter(code.is_not_null()).with_columns(group.alias(name))


def _above(cells: pl.DataFrame, trees: Mapping[str, Sequence[Tree]]) -> pl.DataFrame:
    """The cells and every margin and group above them."""
    found = cells
    for name in cells.columns:
        steps = [found]
        for tree in trees.get(name, ({},)):
            step = found
            while len(step := _up(step, name, tree).unique()):
                steps.append(step)
        found = pl.concat(steps).unique()
    return found


def _matched(keys: pl.DataFrame, among: pl.DataFrame) -> pl.Series:
    marked = among.unique().with_columns(pl.lit(value=True).alias("(marked)"))
    joined = keys.join(marked, on=keys.columns, how="left", nulls_equal=True, maintain_order="left")
    return joined["(marked)"].fill_null(value=False)


def trees_of(hierarchies: Iterable[Mapping[str, Mapping[str, str | None]]]) -> dict[str, list[Tree]]:
    """The code trees of each dimension over several tables, each once."""
    found: dict[str, list[Tree]] = {}
    for one in hierarchies:
        for name, tree in one.items():
            if tree not in found.setdefault(name, []):
                found[name].append(tree)
    return found
