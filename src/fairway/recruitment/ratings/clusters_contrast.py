"""Contrast: ratings without a voucher, or of a single batch, that tell another story than the vouchered rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl
from scipy import stats

from fairway.recruitment.ratings.clusters_reading import Finding, Flags, Floats, Sheet, Whole
from fairway.recruitment.ratings.clusters_settings import ClusterSettings

_LEAST_EVIDENCE: Final = 5
"""Vouchered ratings that others are held against."""
_HONEST_GAP: Final = 0.1
"""Standard deviation of the honest difference between two ways into the monitor, in shares of good answers."""


@dataclass(frozen=True, slots=True)
class _Side:
    """Some ratings of one agency, and what they say on the whole."""

    at: Whole
    level: Floats

    @classmethod
    def of(cls, sheet: Sheet, at: Whole) -> _Side:
        return cls(at, sheet.level[at])

    @property
    def mean(self) -> float:
        return float(self.level.mean())


def contrasts(sheet: Sheet, suspected: Flags, settings: ClusterSettings) -> list[Finding]:
    """Open ratings against the agency's vouchered ones, and each large batch against all the agency's other batches.

    Args:
        sheet: The ratings.
        suspected: By other signals: nothing is held against them, or a stolen batch would make the honest look false.
        settings: Least size.
    """
    spread = _spread(sheet)
    open_bias = _bias(sheet)
    found: list[Finding] = []
    starts = sheet.starts
    agencies = starts.size - 1
    for first, last in pairwise(starts):
        if last - first < settings.least + _LEAST_EVIDENCE:
            continue
        at = np.arange(first, last)
        is_open = sheet.open[at]
        vouchered = _Side.of(sheet, at[~is_open])
        trusted = _Side.of(sheet, at[~is_open & ~suspected[at]])
        freely = _Side(at[is_open], sheet.level[at[is_open]] - open_bias)
        if trusted.at.size >= _LEAST_EVIDENCE and freely.at.size >= settings.least:
            found += _held_against(freely, trusted, spread, agencies, "contrast", settings)
        found += _batches(sheet, vouchered, trusted, spread, agencies, settings)
    return found


def _batches(
    sheet: Sheet, vouchered: _Side, trusted: _Side, spread: float, agencies: int, settings: ClusterSettings
) -> list[Finding]:
    batch = sheet.batch[vouchered.at]
    codes, sizes = np.unique(batch[batch >= 0], return_counts=True)
    found: list[Finding] = []
    for code in codes[sizes >= settings.least]:
        one = _Side.of(sheet, vouchered.at[batch == code])
        rest = _Side.of(sheet, trusted.at[sheet.batch[trusted.at] != code])
        if rest.at.size >= _LEAST_EVIDENCE:
            found += _held_against(one, rest, spread, agencies, "batch", settings)
    return found


def _held_against(
    some: _Side, rest: _Side, spread: float, agencies: int, signal: str, settings: ClusterSettings
) -> list[Finding]:  # fmt: skip
    gap = some.mean - rest.mean
    error = np.sqrt(spread**2 * (1.0 / some.at.size + 1.0 / rest.at.size) + _HONEST_GAP**2)
    strength = -(float(stats.norm.logsf(abs(gap) / error)) / np.log(10.0)) - np.log10(2.0 * agencies)
    middle = (some.mean + rest.mean) / 2.0
    beyond = some.at[(some.level - middle) * np.sign(gap) > 0]
    if strength <= 0.0 or beyond.size < settings.least:
        return []
    return [Finding(signal, beyond, strength)]


def _spread(sheet: Sheet) -> float:
    """Standard deviation of the level of honest ratings about the mean of their agency."""
    frame = pl.DataFrame({"agency": sheet.agency, "level": sheet.level}).filter(pl.Series(~sheet.open))
    within = frame.filter(pl.len().over("agency") >= _LEAST_EVIDENCE).select(
        ((pl.col("level") - pl.col("level").mean().over("agency")) ** 2).mean()
    )
    value = within.item()
    return float(np.sqrt(value)) if value else 0.25


def _bias(sheet: Sheet) -> float:
    """How much open ratings are above vouchered ones of the same agencies: the median over agencies."""
    frame = pl.DataFrame({"agency": sheet.agency, "level": sheet.level, "open": sheet.open})
    each = frame.group_by("agency").agg(
        gap=pl.col("level").filter("open").mean() - pl.col("level").filter(~pl.col("open")).mean()
    )
    value = each["gap"].drop_nulls().drop_nans().median()
    return float(value) if isinstance(value, float) else 0.0
