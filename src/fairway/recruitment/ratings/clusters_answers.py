"""Near-duplicate answers: ratings of one agency that share answers which hardly any two honest workers share."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from scipy import sparse, stats
from scipy.sparse.csgraph import connected_components

from fairway.recruitment.ratings.clusters_reading import Finding, Flags, Sheet, Singles, Whole
from fairway.recruitment.ratings.clusters_settings import ClusterSettings

_AT_ONCE: Final = 1024
"""Ratings of one agency that are compared with each other: successive ones, so the work grows with their number."""
_RARE: Final = 0.001
"""Share of pairs of ratings of different agencies that are as alike as two that are called alike."""
_SAME_AGENCY: Final = 6.0
"""How many times as often two honest ratings of the same agency are alike: they met the same recruiter."""
_PAIRS: Final = 200_000
_KNOWN_FROM: Final = 200.0
"""Ratings from which on half of an agency's own pattern is taken as known: a hundred fakes must not set the pattern."""


def alike_answers(sheet: Sheet, settings: ClusterSettings) -> list[Finding]:
    """Groups of ratings of one agency with near-duplicate answers.

    Two ratings are as alike as the product of their residuals, summed over the questions that both answered: a shared
    rare answer counts much, shared usual answers nothing. How alike is too alike is learnt from pairs of ratings of
    different agencies in the same frame.

    Args:
        sheet: The ratings.
        settings: Least size.
    """
    limit = _limit(sheet)
    starts = sheet.starts
    found: list[Finding] = []
    for first, last in pairwise(starts):
        for begin in range(int(first), int(last), _AT_ONCE):
            end = min(begin + _AT_ONCE, int(last))
            if end - begin >= settings.least:
                found += _groups(sheet, np.arange(begin, end), limit, settings)
    return found


def likeness(residual: Singles, asked: Flags) -> Singles:
    """How alike each pair is; mean 0, variance about 1 for strangers; shape (M, M)."""
    there = asked.astype(np.float32)
    found: Singles = (residual @ residual.T) / np.sqrt(np.maximum(there @ there.T, 4.0))
    return found


def _limit(sheet: Sheet) -> float:
    """The likeness that one in a thousand pairs of different agencies reaches."""
    count = sheet.agency.size
    step = max(1, count // 2)
    one = np.arange(count)
    drawn = []
    for turn in range(max(1, min(20, _PAIRS // max(count, 1)))):
        other = (one + step + 7 * turn) % count
        apart = sheet.agency != sheet.agency[other]
        both = (sheet.asked & sheet.asked[other]).sum(axis=1)
        product = (sheet.residual * sheet.residual[other]).sum(axis=1) / np.sqrt(np.maximum(both, 4))
        drawn.append(product[apart])
    pairs = np.concatenate(drawn)
    return float(max(np.quantile(pairs, 1.0 - _RARE), 2.0)) if pairs.size > 1.0 / _RARE else 4.0


def _beyond_the_agency(residual: Singles, asked: Flags) -> Singles:
    """Residuals less what an agency with many ratings is known for, so that its workers are not alike by its doing."""
    known_for = residual.sum(axis=0) / (asked.sum(axis=0) + _KNOWN_FROM)
    found: Singles = residual - known_for.astype(np.float32) * asked
    return found


def _groups(sheet: Sheet, at: Whole, limit: float, settings: ClusterSettings) -> list[Finding]:
    alike = likeness(_beyond_the_agency(sheet.residual[at], sheet.asked[at]), sheet.asked[at]) > limit
    np.fill_diagonal(alike, val=False)
    neighbours = alike.sum(axis=1)
    expected = at.size * _RARE * _SAME_AGENCY
    core = np.flatnonzero(neighbours >= max(settings.least - 1, 4 * expected))
    if core.size < settings.least:
        return []
    groups, label = connected_components(sparse.csr_array(alike[np.ix_(core, core)].astype(np.int8)), directed=False)
    found = []
    for group in range(groups):
        inside = core[label == group]
        if inside.size < settings.least:
            continue
        usual = int(np.median(neighbours[inside]))
        # A core that is one of many: the whole monitor was searched for it.
        strength = -float(stats.poisson.logsf(usual - 1, expected)) / np.log(10.0) - np.log10(sheet.agency.size)
        if strength > 1.0:
            found.append(Finding("answers", at[inside], min(strength, 300.0)))
    return found
