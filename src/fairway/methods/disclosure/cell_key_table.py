"""The perturbation table of the cell-key method: noise of greatest entropy with given mean, variance and bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from fairway.methods.disclosure.errors import DisclosureFault

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_EXACT = 1e-12
_STEPS = 200
_ROUNDING = 1e-14
_NOTHING = 1e-10  # at the edge of the possible variances a probability tends to 0 and never arrives


class NoPerturbation(DisclosureFault):
    """No noise has the variance and bounds that were asked for."""

    slug = "no-perturbation"


@dataclass(frozen=True)
class Row:
    """The noise of one original count.

    Attributes:
        count: The original count; the last row of a table serves all larger ones.
        noise: What may be added, ascending (choices).
        probability: How likely each is, as a length on [0, 1) (choices).
    """

    count: int
    noise: Integers
    probability: Floats

    def draw(self, keys: Floats) -> Integers:
        """The noise for each cell key, the lowest noise for the lowest keys (keys)."""
        limits = np.cumsum(self.probability)[:-1]
        return np.asarray(self.noise[np.searchsorted(limits, keys, side="right")], dtype=np.int64)


@dataclass(frozen=True)
class PerturbationTable:
    """Noise for every count, 0 staying 0.

    Attributes:
        deviation: The largest noise, D.
        variance: The variance of the noise, V.
        blocked: Counts 1 to `blocked` (js) are never published.
        monotone: Whether negative noise is the likelier the nearer it is to 0; the variance is then at most V.
        rows: One a count from 0.
    """

    deviation: int
    variance: float
    blocked: int
    monotone: bool
    rows: tuple[Row, ...]

    def noise(self, counts: Integers, keys: Floats) -> Integers:
        """The noise of each cell.

        Args:
            counts: Original counts, ≥ 0 (cells).
            keys: Cell keys in [0, 1) (cells).

        Returns:
            Whole numbers from −D to D (cells).
        """
        drawn = np.zeros(counts.shape, dtype=np.int64)
        row_of = np.minimum(counts, len(self.rows) - 1)
        for number, row in enumerate(self.rows):
            here = row_of == number
            drawn[here] = row.draw(keys[here])
        return drawn


def perturbation_table(
    deviation: int, variance: float, *, blocked: int = 0, monotone: bool = False
) -> PerturbationTable:
    """The table of greatest entropy: no noise beyond D, mean 0, variance V, no negative and no small result.

    Args:
        deviation: The largest noise D, 1 to 100.
        variance: The variance V of the noise of every count above 0.
        blocked: js: no count from 1 to js is published, counts of that size become 0 or more than js.
        monotone: Ask that negative noise be the likelier the nearer to 0; the variance of some small counts is then
            below V. This is what the R package ptable does unless told otherwise.

    Returns:
        The table, with rows for the counts 0 to D (to D + js + 1 if js > 0); the last one serves all larger counts.

    Raises:
        NoPerturbation: A parameter makes no sense, or a count has no such noise: it is named with the variances that it
            can have.

    Source: Marley & Leaver (2011), A method for confidentialising user-defined tables; Giessing (2016), Computational
        issues in the design of transition probabilities, §2 (doi:10.1007/978-3-319-45381-1_18).
    """
    if not (1 <= deviation <= 100 and blocked >= 0 and np.isfinite(variance) and variance > 0):
        raise NoPerturbation(
            f"The largest noise is 1 to 100, the variance more than 0 and js at least 0; found D = {deviation}, "
            f"V = {variance:g}, js = {blocked}.",
            advice="Correct the parameters.",
        )
    last = deviation if blocked == 0 else deviation + blocked + 1
    rows = [Row(0, np.array([0], dtype=np.int64), np.array([1.0]))]
    for count in range(1, last + 1):
        noise = np.arange(-deviation, deviation + 1, dtype=np.int64)
        result = count + noise
        noise = noise[(result >= 0) & ((result == 0) | (result > blocked))]
        rows.append(Row(count, noise, _probabilities(count, noise, variance, monotone=monotone)))
    return PerturbationTable(deviation, variance, blocked, monotone, tuple(rows))


def _probabilities(count: int, noise: Integers, variance: float, *, monotone: bool) -> Floats:
    """The distribution over `noise` of greatest entropy; on the part of it that can have weight at all."""
    steps = noise.astype(np.float64)
    found = _greatest_entropy(steps, variance, monotone=monotone)
    if found is None:
        can = _possible(steps, variance)
        if not bool(np.any(can)):
            raise _refusal(count, steps, variance)
        found = np.zeros(steps.size)
        inner = _greatest_entropy(steps[can], variance, monotone=monotone)
        if inner is None:
            raise _refusal(count, steps, variance)
        found[can] = inner
    return found


def _greatest_entropy(steps: Floats, variance: float, *, monotone: bool) -> Floats | None:
    """Greatest entropy with mean 0 and variance V; if monotone, V is a ceiling and −1, −2, … are ever less likely.

    The ceilings that bind are found by adding the one that is broken most and dropping one that pulls the wrong way.
    """
    mean, square = steps, steps**2
    if not monotone:
        return _exponential(np.vstack([mean, square]), np.array([0.0, variance]))[0]
    ceilings = [square, *_falling(steps)]
    limits = np.array([variance, *np.zeros(len(ceilings) - 1)])
    binding: list[int] = []
    for _ in range(_STEPS):
        found, pull = _exponential(
            np.vstack([mean, *(ceilings[which] for which in binding)]), np.array([0.0, *limits[binding]])
        )
        if found is None:
            return None
        excess = np.array(ceilings) @ found - limits
        if binding and pull[1:].max() > 1e-9:
            binding.pop(int(np.argmax(pull[1:])))
        elif excess.max() > 1e-9:
            binding.append(int(np.argmax(excess)))
        else:
            return found
    return None


def _falling(steps: Floats) -> list[Floats]:
    """Differences p(v) − p(next v) for v below 0 that must not be positive; none where the count itself is blocked."""
    if not bool(np.any(steps == 0)):
        return []
    unit = np.eye(steps.size)
    return [unit[place] - unit[place + 1] for place in range(int(np.flatnonzero(steps == 0)[0]))]


def _exponential(moments: Floats, targets: Floats) -> tuple[Floats | None, Floats]:
    """The p ∝ exp(Σ θ·moment) with these moments, by Newton's method on the convex dual; None if there is none."""
    scale = np.abs(moments).max(axis=1)
    moments, targets = moments / scale[:, None], targets / scale
    pull = np.zeros(len(targets))
    worth, share = _dual(moments, targets, pull)
    for _ in range(_STEPS):
        gap = moments @ share - targets
        if float(np.abs(gap).max()) < _EXACT:
            share = np.where(share < _NOTHING, 0.0, share)
            return share / share.sum(), pull
        centred = moments - (moments @ share)[:, None]
        spread = (centred * share) @ centred.T
        move = np.linalg.lstsq(spread, -gap, rcond=1e-14)[0]
        size = 1.0
        new_worth, new_share = _dual(moments, targets, pull + move)
        while new_worth > worth + 1e-4 * size * float(gap @ move) + _ROUNDING and size > _ROUNDING:
            size /= 2
            new_worth, new_share = _dual(moments, targets, pull + size * move)
        pull, worth, share = pull + size * move, new_worth, new_share
    return None, pull


def _dual(moments: Floats, targets: Floats, pull: Floats) -> tuple[float, Floats]:
    exponent = pull @ moments
    highest = float(exponent.max())
    weight = np.exp(exponent - highest)
    return highest + float(np.log(weight.sum())) - float(pull @ targets), weight / weight.sum()


def _possible(steps: Floats, variance: float) -> npt.NDArray[np.bool_]:
    """Which noise has weight in any distribution of mean 0 and this variance (choices)."""
    fixed = np.vstack([np.ones(steps.size), steps, steps**2])
    can = np.zeros(steps.size, dtype=np.bool_)
    for place in range(steps.size):
        aim = np.zeros(steps.size)
        aim[place] = -1.0
        found = linprog(aim, A_eq=fixed, b_eq=[1.0, 0.0, variance], bounds=(0, 1))
        can[place] = found.x is not None and found.x[place] > 1e-9
    return can


def _refusal(count: int, steps: Floats, variance: float) -> NoPerturbation:
    least, most = (_extreme(steps, sign) for sign in (1.0, -1.0))
    spans = "no noise of mean 0 at all is possible"
    if least is not None and most is not None:
        spans = f"its variance can be {least:.4g} to {most:.4g}"
    return NoPerturbation(
        f"The count {count} can have no noise of mean 0 and variance {variance:g}: {spans}.",
        advice="Choose a variance that every count can have, a larger D, or a smaller js.",
        details={"count": count, "variance": variance, "least": least, "most": most},
    )


def _extreme(steps: Floats, sign: float) -> float | None:
    fixed: Sequence[Floats] = [np.ones(steps.size), steps]
    found = linprog(sign * steps**2, A_eq=np.vstack(fixed), b_eq=[1.0, 0.0], bounds=(0, 1))
    return None if found.fun is None else sign * float(found.fun)
