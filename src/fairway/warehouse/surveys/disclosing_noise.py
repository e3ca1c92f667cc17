"""Tables whose totals are rounded or perturbed instead of withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.disclosure.cell_key_table import perturbation_table
from fairway.methods.disclosure.cell_keys import KeyFault, cell_keys, cell_keys_in_words, perturbed, record_keys
from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.primary import MinimumFrequency
from fairway.methods.disclosure.rounding import (
    Floats,
    Rounded,
    RoundingFault,
    round_conventionally,
    round_randomly,
    rounding_in_words,
)
from fairway.methods.disclosure.rounding_controlled import round_controlled
from fairway.methods.disclosure.tables import TableSet
from fairway.methods.survey.measures import Total
from fairway.warehouse.surveys.disclosing_universe import universe
from fairway.warehouse.surveys.running_tables import EstimatedTable
from fairway.warehouse.surveys.specification import CellKey, Keys, Rounding, Specification, TableSpecification
from fairway.warehouse.surveys.specification_errors import SpecificationFault

ERRORS: Final = ("se", "low", "high", "cv", "deff", "df", "n")
"""Together they tell the figure before rounding: cv is se over it, and it lies midway between low and high."""
PROTECTION: Final = 30.0
"""Per cent of an unsafe figure on each side, where no rule for counts says it."""
_KEY: Final = "record_key"
_TOTALS: Final = pl.col("measure").str.starts_with("total")


def noise_faults(specification: Specification) -> Iterator[SpecificationFault]:
    """The measures that rounding and cell keys cannot protect: a mean times a total undoes either."""
    for table in specification.tables:
        method = table.protection.method
        if method not in ("rounding", "cell_key"):
            continue
        for at, measure in enumerate(table.measures):
            if isinstance(measure, Total) and (measure.of is None or method == "rounding"):
                continue
            can = "totals" if method == "rounding" else "numbers of persons"
            said = (
                f"“{table.name}” is protected by {method}, which changes {can} and nothing else; other measures would "
                f"tell the figure before. Ask for {can} alone, or use suppression."
            )
            yield specification.written.fault((*table.way, "measures", at), said)


def check_base(estimated: EstimatedTable, unsafe: pl.DataFrame) -> None:
    """Refuses a base too narrow to hide the figures of unsafe cells as far as the rules ask.

    Args:
        estimated: The table.
        unsafe: Its unsafe cells, as text.

    Raises:
        RoundingFault: Half the base is less than that; the message tells no figure.
    """
    table = estimated.table
    if table.protection.rounding is None or not len(unsafe):
        return
    shares = [rule.protection for rule in table.protection.rules if isinstance(rule, MinimumFrequency)]
    share = max(shares, default=PROTECTION) / 100.0
    totals = estimated.frame.filter(_TOTALS & pl.col("published"))
    if table.by:
        text = totals.with_columns(pl.col(name).cast(pl.String) for name in table.by)
        totals = text.join(unsafe, on=list(table.by), how="semi", nulls_equal=True)
    narrow = totals.filter(pl.col("estimate").abs() * share > table.protection.rounding.base / 2.0)
    if len(narrow):
        raise RoundingFault(
            f"A base of {table.protection.rounding.base:g} is too narrow for {table.name}: "
            f"{', '.join(narrow['measure'].unique(maintain_order=True))} of unsafe cells would be told more closely "
            f"than {share:.0%}.",
            advice="Choose a wider base, protect totals of amounts in a table of their own, or use suppression.",
        )


def treated(
    estimated: EstimatedTable,
    rows: pl.LazyFrame,
    weight: str | None,
    columns: Mapping[str, tuple[str, ...]],
    beside: Path,
) -> tuple[pl.DataFrame, str]:
    """The rows with totals rounded or perturbed, and how, in words.

    Totals lose their errors and counts, which would tell them; there are no other measures (`noise_faults`).

    Args:
        estimated: The table.
        rows, weight, columns: The microdata, for keys.
        beside: The folder in which the secret's file is looked for.
    """
    table = estimated.table
    totals = estimated.frame.filter(_TOTALS)
    if table.protection.method == "rounding":
        new, said, word = (*_rounded(totals, table, rows, weight, columns, beside), "rounded")
    else:
        new, said, word = (*_perturbed(totals, table, rows, weight, columns, beside), "perturbed")
    note = "errors and counts are withheld: they would tell the figure before rounding or noise"
    changed = totals.with_columns(
        pl.Series("estimate", new),
        *(pl.lit(None).cast(totals.schema[name]).alias(name) for name in ERRORS),
        pl.lit(note).alias("reason"),
        pl.lit(word).alias("disclosure"),
    )
    return changed, said


def _rounded(
    totals: pl.DataFrame,
    table: TableSpecification,
    rows: pl.LazyFrame,
    weight: str | None,
    columns: Mapping[str, tuple[str, ...]],
    beside: Path,
) -> tuple[Floats, str]:
    stated = table.protection.rounding or Rounding(1.0)
    values = totals["estimate"].fill_null(0.0).to_numpy()
    if stated.kind == "conventional":
        return round_conventionally(values, stated.base, whole=False).values, rounding_in_words(
            "conventional", stated.base
        )
    if stated.kind == "random":
        keyed = _keyed(table, rows, weight, columns, beside)
        keys = _joined(totals, keyed, table)["cell_key"].to_numpy()
        rounded: Rounded = round_randomly(values, stated.base, keys, whole=False)
        return rounded.values, rounding_in_words("random", stated.base)
    new = np.empty(len(values))
    for (measure,), _ in totals.group_by("measure", maintain_order=True):
        chosen = (totals["measure"] == measure).to_numpy()
        new[chosen] = _controlled(totals.filter(pl.Series(chosen)), table, stated)
    return new, rounding_in_words("controlled", stated.base)


def _controlled(cells: pl.DataFrame, table: TableSpecification, stated: Rounding) -> Floats:
    if not table.by:
        return round_conventionally(cells["estimate"].to_numpy(), stated.base, whole=False).values
    plain = cells.select(
        *(pl.col(name).cast(pl.String) for name in table.by), pl.col("estimate").fill_null(0.0).alias("value")
    )
    trees = {name: Hierarchy.of_pairs(pairs.items()) for name, pairs in table.hierarchies.items()}
    tables = TableSet.of(plain, list(table.by), value="value", kind="magnitude", hierarchies=trees, floor=float("-inf"))
    return round_controlled(tables.value, tables.relations, stated.base, whole=False).values


def _perturbed(
    totals: pl.DataFrame,
    table: TableSpecification,
    rows: pl.LazyFrame,
    weight: str | None,
    columns: Mapping[str, tuple[str, ...]],
    beside: Path,
) -> tuple[Floats, str]:
    stated = table.protection.cell_key or CellKey(1, 1.0)
    noise = perturbation_table(stated.deviation, stated.variance, blocked=stated.blocked)
    cells = perturbed(_keyed(table, rows, weight, columns, beside), noise)
    share = pl.when(pl.col("n") > 0).then(pl.col("published_n") / pl.col("n")).otherwise(0.0).alias("share")
    share_of = _joined(totals, cells.select(*table.by, share), table)["share"].to_numpy()
    # The published estimate may rest on calibrated weights: it takes the noise as a share.
    return totals["estimate"].fill_null(0.0).to_numpy() * share_of, cell_keys_in_words(
        noise, weighted=weight is not None
    )


def _joined(totals: pl.DataFrame, keyed: pl.DataFrame, table: TableSpecification) -> pl.DataFrame:
    if not table.by:
        return pl.concat([keyed] * len(totals))
    text = totals.select(pl.col(name).cast(pl.String) for name in table.by)
    return text.join(keyed, on=list(table.by), how="left", nulls_equal=True, maintain_order="left")


def _keyed(
    table: TableSpecification,
    rows: pl.LazyFrame,
    weight: str | None,
    columns: Mapping[str, tuple[str, ...]],
    beside: Path,
) -> pl.DataFrame:
    """The key of every cell of every margin and group."""
    keys = table.protection.keys or Keys("", "")
    named = [column for name in table.by for column in columns.get(name, (name,))]
    wanted = dict.fromkeys([*named, keys.identifier, *([] if weight is None else [weight])])
    frame = universe(rows, table.where).select(list(wanted)).collect(engine="streaming")
    frame = frame.with_columns(record_keys(frame[keys.identifier], _secret(beside / keys.secret_file)))
    frame = frame.filter(pl.all_horizontal([pl.lit(value=True), *(pl.col(name).is_not_null() for name in table.by)]))
    if weight is not None:
        frame = frame.filter(pl.col(weight) > 0)
    parts = []
    for chosen in product(*((None, *columns.get(name, (name,))) for name in table.by)):
        used = [column for column in chosen if column is not None]
        some = frame.filter(pl.all_horizontal([pl.lit(value=True), *(pl.col(name).is_not_null() for name in used)]))
        cells = cell_keys(some, used, _KEY, weight)
        names = [
            (pl.lit(None, pl.String) if column is None else pl.col(column).cast(pl.String)).alias(name)
            for name, column in zip(table.by, chosen, strict=True)
        ]
        parts.append(cells.select(*names, "n", "total", "cell_key"))
    return pl.concat(parts, how="vertical_relaxed")


def _secret(path: Path) -> bytes:
    try:
        return path.read_bytes().strip()
    except OSError as fault:
        raise KeyFault(
            f"The secret of the cell keys cannot be read from {path.name} ({fault.strerror}).",
            advice="Name a file beside the specification that holds 16 or more random bytes, and keep it secret.",
            details={"file": path.name},
        ) from fault
