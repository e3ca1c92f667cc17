"""The sampled units in which nobody is a worker: a file of workers forgets them, and so the variance would."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from fairway.methods.survey.design import Design
from fairway.recruitment.costs.errors import CostsMisshapen
from fairway.recruitment.costs.frames import as_text

SHOWN: Final = 5
ALONE: Final = (
    "The design was read from the workers alone. Sampled units in which nobody is a worker have no row there: the "
    "number of units drawn in a stratum is taken for smaller than it was, numbers of workers have too small standard "
    "errors, and a stratum may seem to have a single unit. Means, ratios and quantiles suffer little. A file of all "
    "units (`sample:` in the settings) mends it."
)


def unreached(sample: pl.DataFrame, workers: pl.DataFrame, design: Design, file: str) -> pl.DataFrame:
    """The units of the sample in which no worker is: one row each, to stand in the design and in no figure.

    n_h, the number of units drawn in a stratum, counts those without a member of the domain. Source: Särndal, Swensson
    & Wretman (1992), §10.3 (domains).

    Args:
        sample: One row for each sampled unit or person: the columns of the design but weights; `person` besides where
            the design samples persons themselves.
        workers: As `personal_costs` gives them.
        design: Of the survey.
        file: The name of the sample's file, for messages.

    Returns:
        The columns of the design, weight 1 and `eligible` 0.

    Raises:
        CostsMisshapen: A column is missing, a unit is not named, cannot be compared with the workers', or is not there
            though a worker lives in it.
    """
    keys = [*design.unit_columns, *(["person"] if design.each_row_a_unit else [])]
    populations = [stage.population for stage in design.stages if stage.population is not None]
    named = list(dict.fromkeys([*keys, *populations]))
    _require(sample, named, file)
    _require(workers, named, "the file of workers")
    units = _as_in(sample.select(named), workers, file).unique(maintain_order=True)
    unnamed = units.filter(pl.any_horizontal(pl.col(keys).is_null())).height
    if unnamed:
        raise CostsMisshapen(
            f"{unnamed:,} units in {file} lack {' or '.join(keys)}.", advice="Every sampled unit needs all of them."
        )
    reached = workers.select(keys).unique()
    strangers = reached.join(units, on=keys, how="anti").sort(keys)
    if len(strangers):
        shown = "; ".join(", ".join(f"{key} {one}" for key, one in zip(keys, row, strict=True)) for row in
                          strangers.head(SHOWN).rows())  # fmt: skip
        raise CostsMisshapen(
            f"Workers live in {len(strangers):,} units that {file} does not list: {shown}.",
            advice="The sample holds every unit that was drawn, whether or not a worker was found in it.",
        )
    weight = [] if design.weight is None else [pl.lit(1.0).alias(design.weight)]
    return units.join(reached, on=keys, how="anti", maintain_order="left").with_columns(
        *weight, pl.lit(0, pl.Int8).alias("eligible")
    )


def in_words(unreached_units: pl.DataFrame | None, design: Design, file: str) -> Iterator[str]:
    """Where the design comes from, for the report."""
    if design.replication is not None:
        return
    if unreached_units is None:
        yield ALONE
        return
    yield (
        f"{len(unreached_units):,} {'persons' if design.each_row_a_unit else 'units'} of {file} are no worker's: they "
        "stand in the design, and in no figure."
    )


def _require(frame: pl.DataFrame, names: list[str], file: str) -> None:
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise CostsMisshapen(
            f"{file} has no column {', '.join(missing)}, which the design needs.",
            advice=f"Its columns are: {', '.join(frame.columns[:30])}. "
            f"Name those of the sample in the settings: columns: {{sample: {{{missing[0]}: NAME_IN_THE_FILE}}}}.",
        )


def _as_in(sample: pl.DataFrame, workers: pl.DataFrame, file: str) -> pl.DataFrame:
    """The sample with the types that the workers' columns have."""
    made = sample.with_columns(as_text("person", sample.schema["person"])) if "person" in sample.columns else sample
    for name in made.columns:
        wanted = workers.schema[name]
        try:
            made = made.with_columns(pl.col(name).cast(wanted))
        except pl.exceptions.InvalidOperationError as fault:
            raise CostsMisshapen(
                f"{name} is written differently in {file} and among the workers: {str(fault).splitlines()[0]}",
                advice="Write the identifiers of units alike in both files.",
            ) from fault
    return made
