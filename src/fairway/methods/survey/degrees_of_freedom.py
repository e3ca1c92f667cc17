"""How much is known of a variance that two domains share in unequal parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fairway.methods.survey.arrays import Floats


def of_difference(together: Floats, sides: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The degrees of freedom of differences, ν = (V_1 + V_2)² / (V_1²/f_1 + V_2²/f_2); shape (D,).

    Where nearly all the variance comes from one small domain, the interval has about that domain's degrees of freedom,
    however many the other has. Never more than those of the units of both, never fewer than the smaller side's; where
    nothing varies, those of both. The formula takes the sides for independent: their covariance is in the variance of
    the difference, not in ν.

    Args:
        together: Of the units of both sides; shape (D,).
        sides: Variance and degrees of freedom of either; shape (D,) each.

    Source: Satterthwaite (1946), Biometrics Bulletin 2, 110–114; Welch (1947), Biometrika 34, 28–35.
    """
    variances = np.array([np.maximum(variance, 0.0) for variance, _ in sides])
    known = np.array([df for _, df in sides])
    # Only their proportions matter; squares of large ones would not fit.
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = variances / variances.sum(axis=0)
        approximate = 1.0 / (shares * shares / known).sum(axis=0)
    fewest = known.min(axis=0)
    unknown = np.where(variances.sum(axis=0) == 0.0, together, fewest)
    approximate = np.where(fewest > 0.0, np.where(np.isnan(approximate), unknown, approximate), 0.0)
    bounded: Floats = np.minimum(np.maximum(approximate, fewest), together)
    return bounded
