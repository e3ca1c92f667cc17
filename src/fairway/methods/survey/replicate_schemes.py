"""How each method multiplies the weights of first-stage units."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import numpy as np
import scipy

from fairway.methods.survey.arrays import Floats, Positions
from fairway.methods.survey.errors import DesignMisstated
from fairway.methods.survey.hadamard import hadamard, least_order
from fairway.methods.survey.replicate_making import BalancedRepeated, Bootstrap, Jackknife, SuccessiveDifference
from fairway.methods.survey.replicate_stage import FirstStage

_AT_ONCE: Final = 32
"""Replicates drawn from one stream of random numbers; changing it changes every bootstrap."""

Scheme: TypeAlias = tuple[int, float, Floats, Callable[[], Iterator[Floats]]]
"""How many replicates, scale, rscales, and the multipliers, some replicates at a time; shape (P, r) each."""


def bootstrap_scheme(method: Bootstrap, first: FirstStage) -> Scheme:
    """Units drawn with replacement (Rao, Wu & Yue 1992)."""
    count = method.replicates
    begins = range(0, count, _AT_ONCE)
    streams = np.random.SeedSequence(method.seed).spawn(len(begins))

    def blocks() -> Iterator[Floats]:
        for begin, stream in zip(begins, streams, strict=True):
            # A whole block is always drawn, so that more replicates begin with the same ones.
            yield _resampled(np.random.default_rng(stream), first)[:, : min(_AT_ONCE, count - begin)]

    return count, 1.0 / (count - 1.0), np.ones(count), blocks


def _resampled(random: np.random.Generator, first: FirstStage) -> Floats:
    """A block of bootstrap multipliers; shape (P, _AT_ONCE)."""
    multipliers = np.ones((len(first.stratum), _AT_ONCE))
    for size in np.unique(first.sampled[first.sampled > 1]):
        strata = np.flatnonzero(first.sampled == size)
        drawn = random.integers(0, size, (len(strata), size - 1, _AT_ONCE))
        cell = (np.arange(len(strata))[:, None, None] * size + drawn) * _AT_ONCE + np.arange(_AT_ONCE)
        times = np.bincount(cell.ravel(), minlength=len(strata) * int(size) * _AT_ONCE).reshape(-1, _AT_ONCE)
        rows = (first.starts[strata][:, None] + np.arange(size)).ravel()
        reach = np.repeat(first.reach[strata], size)[:, None]
        multipliers[rows] = 1.0 + reach * (times * (size / (size - 1.0)) - 1.0)
    return multipliers


def jackknife_scheme(method: Jackknife, first: FirstStage) -> Scheme:
    """One unit left out at a time.

    Raises:
        DesignMisstated: `jk1` of a design with strata, or no stratum adds to the variance.
    """
    if method.kind == "jk1" and len(first.starts) > 1:
        raise DesignMisstated(
            f"The jackknife jk1 is for designs without strata; this one has {len(first.starts)}.",
            advice="Take jkn.",
        )
    left_out = first.varied
    if len(left_out) == 0:
        raise DesignMisstated("Every stratum was taken whole: nothing to leave out.", advice="There is no variance.")
    sampled = first.sampled[first.stratum[left_out]]

    def blocks() -> Iterator[Floats]:
        for begin in range(0, len(left_out), _AT_ONCE):
            units = left_out[begin : begin + _AT_ONCE]
            size = sampled[begin : begin + _AT_ONCE]
            alike = first.stratum[:, None] == first.stratum[units]
            multipliers = np.where(alike, size / (size - 1.0), 1.0)
            multipliers[units, np.arange(len(units))] = 0.0
            yield multipliers

    rscales = first.open_share[first.stratum[left_out]] * (sampled - 1.0) / sampled
    return len(left_out), 1.0, rscales, blocks


def left_out_totals(first: FirstStage, matrix: scipy.sparse.csr_matrix) -> Floats:
    """What is left without each unit, its stratum scaled up: T + (T_h − n_h t_i)/(n_h − 1); shape (rows, R)."""
    units = np.arange(len(first.stratum))
    shape = (len(units), len(first.starts))
    of_stratum = (
        matrix @ scipy.sparse.csr_matrix((np.ones(len(units)), (units, first.stratum)), shape=shape)
    ).toarray()
    varied = first.varied
    stratum = first.stratum[varied]
    size = first.sampled[stratum]
    change = of_stratum[:, stratum] - size * matrix[:, varied].toarray()
    totals: Floats = of_stratum.sum(axis=1)[:, None] + change / (size - 1.0)
    return totals


def balanced_scheme(method: BalancedRepeated, first: FirstStage) -> Scheme:
    """One unit of each stratum up and the other down, balanced over replicates.

    Strata follow each other down the rows of the matrix, its first left out; +1 raises the second unit, as in R.

    Raises:
        DesignMisstated: A stratum has not two units.
    """
    varied = first.open_share > 0.0
    odd = np.flatnonzero(varied & (first.sampled != 2))
    if len(odd):
        raise DesignMisstated(
            f"Balanced repeated replication needs two first-stage units in every stratum; {len(odd)} of "
            f"{int(varied.sum())} strata have another number ({', '.join(map(str, first.sampled[odd][:5]))} …).",
            advice="Take Bootstrap or Jackknife, or pair the units as the producer's user guide says.",
            details={"strata": len(odd)},
        )
    order = least_order(int(varied.sum()) + 1)
    signs = hadamard(order)[np.where(varied, np.cumsum(varied), 0)]
    side = np.where(first.place == 1, 1.0, -1.0) * (1.0 - method.rho) * first.reach[first.stratum]

    def blocks() -> Iterator[Floats]:
        for begin in range(0, order, _AT_ONCE):
            yield 1.0 + side[:, None] * signs[:, begin : begin + _AT_ONCE][first.stratum]

    return order, 1.0 / (order * (1.0 - method.rho) ** 2), np.ones(order), blocks


def successive_scheme(method: SuccessiveDifference, first: FirstStage) -> Scheme:
    """Neighbours differ in opposite directions.

    Raises:
        DesignMisstated: There is no Hadamard matrix of as many rows as replicates.
    """
    order = method.replicates
    if order < 4:
        raise DesignMisstated(
            f"Successive difference replication with {order} replicates makes no sense.", advice="Take 80 or 160."
        )
    signs = hadamard(order)
    one, other = _successive_rows(len(first.stratum), order - 1)
    reach = first.reach[first.stratum][:, None] * 2.0**-1.5

    def blocks() -> Iterator[Floats]:
        for begin in range(0, order, _AT_ONCE):
            part = signs[:, begin : begin + _AT_ONCE].astype(np.float64)
            yield 1.0 + reach * (part[one] - part[other])

    return order, 4.0 / order, np.ones(order), blocks


def _successive_rows(units: int, rows: int) -> tuple[Positions, Positions]:
    """For each unit its two rows of the matrix, the first row (all +1) never; each round takes another step."""
    at = np.arange(units)
    rounds, place = at // rows, at % rows
    steps = [step for step in range(1, rows + 1) if np.gcd(step, rows) == 1]
    step = np.array(steps)[rounds % len(steps)]
    return 1 + place * step % rows, 1 + (place + 1) * step % rows
