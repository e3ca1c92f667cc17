"""Replicate weights that come with the microdata: what is wrong with them, their factors, their degrees of freedom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl
import scipy

from fairway.methods.survey.arrays import Codes, Floats, Positions, stable_order
from fairway.methods.survey.design import Replication
from fairway.methods.survey.errors import DesignMisstated, Fault
from fairway.methods.survey.replication import ReplicateFactors, product_by_blocks

_AT_ONCE: Final = 16
_ROWS_AT_ONCE: Final = 1 << 15

_NEGLIGIBLE: Final = 1e-10
"""A column of which no larger share of the squared length lies outside the others adds nothing: R's 1e-5, squared."""

_METHODS: Final[Mapping[str, str]] = {
    "brr": "balanced repeated replication",
    "fay": "balanced repeated replication by Fay's method",
    "jk1": "the unstratified jackknife",
    "jkn": "the stratified jackknife",
    "bootstrap": "the bootstrap",
    "sdr": "successive difference replication",
    "other": "replication",
}


@dataclass(frozen=True, slots=True)
class GivenReplicates:
    """A producer's replicate weights; each row of the microdata is a unit.

    Attributes:
        factors: Scale, rscales and centre.
        weights: One column a replicate, in the order of the units.
        full: The full-sample weights, in that order; shape (rows,).
        combined: The columns are whole weights, not multipliers of the full-sample weight.
    """

    factors: ReplicateFactors
    weights: pl.DataFrame
    full: Floats
    combined: bool

    @classmethod
    def of(cls, replication: Replication, weights: pl.DataFrame, full: Floats) -> GivenReplicates:
        """From sound columns."""
        weights = weights.select(pl.all().cast(pl.Float64))
        return cls(given_factors(replication, weights), weights, full, replication.combined)

    def __len__(self) -> int:
        return self.weights.width

    @property
    def height(self) -> int:
        """Rows of microdata."""
        return self.weights.height

    def rows_of(self, unit: Codes) -> Codes:
        """A unit is a row."""
        return unit

    def base(self, sums: Floats, unit: Codes) -> Floats:
        """Without the full-sample weight, where the columns are whole weights."""
        return sums / self.full[unit] if self.combined else sums

    def blocks(self) -> Iterator[Floats]:
        """A few columns at a time."""
        for begin in range(0, len(self), _AT_ONCE):
            yield self.weights[:, begin : begin + _AT_ONCE].to_numpy(order="c")

    def multiplied(self, matrix: scipy.sparse.csr_matrix) -> Floats:
        """The matrix product with all of them."""
        return product_by_blocks(matrix, self.blocks(), len(self))

    def degrees_of_freedom(self, domain: Codes, unit: Codes, domains: int) -> Floats:
        """Rank less 1, found numerically."""
        order = stable_order(domain, max(domains, 1))
        bounds = np.searchsorted(domain[order], np.arange(domains + 1))
        rows = [unit[order[start:end]].astype(np.intp) for start, end in pairwise(bounds)]
        step = max(1, _ROWS_AT_ONCE // (2 * len(self)))
        ranks = [rank for begin in range(0, domains, step) for rank in self._ranks(rows[begin : begin + step])]
        return np.array(ranks, np.float64) - 1.0

    def _ranks(self, groups: list[Positions]) -> Iterator[int]:
        """The rank of each group of rows; a sample of its rows is enough where they already span everything."""
        few = 2 * len(self)
        samples = [
            rows[np.linspace(0, len(rows) - 1, few).astype(np.intp)] if len(rows) > few else rows for rows in groups
        ]
        read = self._analysed(np.concatenate(samples))
        ends = np.cumsum([len(sample) for sample in samples])
        for rows, sample, end in zip(groups, samples, ends, strict=True):
            block = read[end - len(sample) : end]
            rank = gram_rank(block.T @ block)
            yield rank if rank == len(self) or len(sample) == len(rows) else gram_rank(self._gram(rows))

    def _gram(self, rows: Positions) -> Floats:
        gram = np.zeros((len(self), len(self)))
        for begin in range(0, len(rows), _ROWS_AT_ONCE):
            block = self._analysed(rows[begin : begin + _ROWS_AT_ONCE])
            gram += block.T @ block
        return gram

    def _analysed(self, rows: Positions) -> Floats:
        """Whole replicate weights of some rows; shape (rows, R)."""
        block = self.weights[rows].to_numpy(order="c")
        return block if self.combined else block * self.full[rows, None]


def gram_rank(gram: Floats) -> int:
    """The rank of A from AᵀA: columns are taken in their order, and one that the others nearly span adds nothing.

    Cholesky's factorisation; its diagonal holds the squared length of each column outside the span of those before. R's
    `qr` decides so too, and rounded weights are why it matters: they leave columns that are nearly, not quite, spanned.
    """
    rest = gram.copy()
    least = _NEGLIGIBLE * np.diag(gram)
    rank = 0
    for at in range(len(rest)):
        outside = rest[at, at]
        if outside >= least[at] and outside > 0.0:
            rank += 1
            row = rest[at, at:] / np.sqrt(outside)
            rest[at:, at:] -= np.outer(row, row)
    return rank


def given_factors(replication: Replication, weights: pl.DataFrame) -> ReplicateFactors:
    """Scale and rscales: the producer's, or those of the kind, as R `survey`'s `svrepdesign` has them.

    BRR 1/R; Fay 1/(R(1 − ρ)²); JK1 (R − 1)/R; JKn 1 with rscales (n_h − 1)/n_h; bootstrap 1/(R − 1); SDR 4/R.

    Raises:
        DesignMisstated: JKn with whole weights and without rscales, which then nobody can know.
    """
    count = len(replication.columns)
    scale, rscales = replication.scale, replication.rscales
    if replication.kind == "jkn" and rscales is None:
        if replication.combined:
            raise DesignMisstated(
                "The stratified jackknife (jkn) with whole weights needs its rscales.",
                advice="Give one (n_h − 1)/n_h a replicate, n_h being the units of the stratum it leaves one out of.",
            )
        rscales = tuple(1.0 / float(weights[name].max()) for name in replication.columns)  # type: ignore[arg-type]
    if scale is None:
        scale = {
            "brr": 1.0 / count,
            "fay": 1.0 / (count * (1.0 - replication.rho) ** 2),
            "jk1": (count - 1.0) / count,
            "bootstrap": 1.0 / (count - 1.0),
            "sdr": 4.0 / count,
        }.get(replication.kind, 1.0)
    return ReplicateFactors(
        scale,
        np.ones(count) if rscales is None else np.array(rscales, np.float64),
        replication.centre,
        replication.kind in ("jk1", "jkn"),
        f"Standard errors by {_METHODS[replication.kind]}, with the {count} replicate weights that the producer gives.",
    )


def replicate_faults(weights: pl.DataFrame, stratum: pl.Series | None) -> list[Fault]:
    """What is wrong with replicate weights, counted.

    Args:
        weights: One column a replicate.
        stratum: The first-stage strata of the rows, where the design names them.
    """
    found = _value_faults(weights)
    if found:
        return found
    summed = {name: float(weights[name].sum()) for name in weights.columns}
    empty = [name for name, total in summed.items() if total == 0.0]
    if empty:
        said = f"{len(empty)} replicate{'s' if len(empty) > 1 else ''} sum{'' if len(empty) > 1 else 's'} to 0."
        advice = "A replicate in which nobody counts gives no estimate: leave it out, or mend the file."
        found.append(Fault("empty-replicate", len(empty), "replicates", said, advice, examples=tuple(empty[:5])))
    if stratum is not None:
        found += _stratum_faults(weights, stratum)
    return found


def _value_faults(weights: pl.DataFrame) -> list[Fault]:
    found = []
    wrong = [name for name, kind in weights.schema.items() if not kind.is_numeric()]
    if wrong:
        said = f"{len(wrong)} replicate weight{'s hold' if len(wrong) > 1 else ' holds'} no numbers."
        advice = "Read them as numbers."
        return [Fault("text-replicate", len(wrong), "replicates", said, advice, examples=tuple(wrong[:5]))]
    checks = (
        ("null-replicate", "null", pl.all().is_null()),
        ("negative-replicate", "negative", pl.all() < 0),
        ("endless-replicate", "not a finite number", ~pl.all().cast(pl.Float64).is_finite()),
    )
    for kind, said, test in checks:
        counts = weights.select(test.sum()).row(0)
        columns = [name for name, count in zip(weights.columns, counts, strict=True) if count]
        if columns:
            total = sum(count or 0 for count in counts)
            sentence = f"Replicate weights are {said} in {total} cells of {len(columns)} columns."
            advice = "Every row has a weight of 0 or more in every replicate; mend the file."
            found.append(Fault(kind, total, "cells", sentence, advice, examples=tuple(columns[:5])))
    return found


def _stratum_faults(weights: pl.DataFrame, stratum: pl.Series) -> list[Fault]:
    named = weights.with_columns(stratum.alias("fairway_stratum"))
    seen = named.group_by("fairway_stratum").agg(pl.all().sum() > 0).sort("fairway_stratum")
    times = seen.select(pl.sum_horizontal(pl.exclude("fairway_stratum").cast(pl.Int32))).to_series()
    once = seen["fairway_stratum"].filter(times <= 1)
    if once.is_empty():
        return []
    count = len(once)
    return [
        Fault(
            "stratum-in-one-replicate",
            count,
            "strata",
            f"{count} strat{'a are' if count > 1 else 'um is'} seen in only one replicate.",
            "Elsewhere all its weights are 0, so that the replicates leave the stratum out, not one unit of it; "
            "mend the file, or do without its replicates and give stages.",
            examples=tuple(str(label) for label in once.head(5)),
        )
    ]
