"""Small areas by the Fay-Herriot model: direct estimates borrow strength from auxiliary variables of the areas.

y_d = x_dᵀβ + u_d + e_d, u_d ~ (0, σ²), e_d ~ (0, ψ_d) with ψ_d the known sampling variances.

Fay, R. E. and Herriot, R. A. (1979). Estimates of income for small places. JASA 74, 269-277. Prasad, N. G. N. and Rao,
J. N. K. (1990), JASA 85, 163-171; Datta, G. S. and Lahiri, P. (2000), Statistica Sinica 10, 613-627; Datta, G. S., Rao,
J. N. K. and Smith, D. D. (2005), Biometrika 92, 183-196 (the MSE estimators for REML, ML and the moment method); all in
Rao, J. N. K. and Molina, I. (2015). Small Area Estimation, 2nd ed., Wiley, chapter 6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from fairway.methods.survey.arrays import Flags, Floats
from fairway.methods.survey.small_area_errors import SmallAreaFaulty

Method: TypeAlias = Literal["reml", "ml", "fh-moment"]
_DEPENDENT: Final = 1e-10


@dataclass(frozen=True, slots=True)
class FayHerriot:
    """A fitted model with the estimates of its D areas.

    Attributes:
        beta: f64[p].
        beta_covariance: (Σ x xᵀ/(σ²+ψ))⁻¹, f64[p, p].
        sigma2: σ² ≥ 0, in the square of the estimate's unit.
        eblup: γ y + (1−γ) xᵀβ; the synthetic estimate where there is no direct one. f64[D].
        mse: Its estimated mean squared error, f64[D]; NaN where the estimator is below 0 (`remarks` counts them).
        gamma: σ²/(σ²+ψ), the weight of the direct estimate; 0 where there is none. f64[D].
        synthetic: xᵀβ, f64[D].
        sampled: The areas with a direct estimate, bool[D].
        iterations: Steps until σ² stood still.
        converged: It stood still within the steps allowed.
        log_likelihood: The normal log-likelihood at (β, σ²), full, not restricted, whatever the method.
        aic: −2 log-likelihood + 2 (p + 1).
        method: `reml`, `ml` or `fh-moment`.
    """

    beta: Floats
    beta_covariance: Floats
    sigma2: float
    eblup: Floats
    mse: Floats
    gamma: Floats
    synthetic: Floats
    sampled: Flags
    iterations: int
    converged: bool
    log_likelihood: float
    aic: float
    method: Method

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a method report must say of these estimates, in sentences."""
        said = []
        if self.sigma2 == 0.0 and self.converged:
            said.append(
                "The variance between areas was estimated as 0: every estimate is the synthetic one, the direct "
                "estimates only fit β, and the MSE is likely too small."
            )
        if not self.converged:
            said.append(f"The variance between areas still moved after {self.iterations} steps.")
        if not self.sampled.all():
            said.append(f"{int((~self.sampled).sum())} areas have no direct estimate and got the synthetic one.")
        negative = int(np.isnan(self.mse).sum())
        if negative:
            said.append(f"The MSE of {negative} areas was estimated below 0 and is not given.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class _Fit:
    """β and the sums over areas at one σ²."""

    precision: Floats
    covariance: Floats
    beta: Floats
    scaled: Floats  # P y = (y − Xβ) / (σ² + ψ)
    second: Floats  # (Xᵀ V⁻¹ X)⁻¹ Xᵀ V⁻² X


def fay_herriot(
    direct: Floats,
    variance: Floats,
    auxiliaries: Floats,
    *,
    method: Method = "reml",
    tolerance: float = 1e-13,
    max_iterations: int = 500,
) -> FayHerriot:
    """Fit the area-level model and predict every area.

    Args:
        direct: y, f64[D]; NaN where the area has no direct estimate.
        variance: ψ > 0, the sampling variances of the direct estimates, f64[D].
        auxiliaries: X, f64[D, p], known in every area; include a column of ones for an intercept.
        method: `reml`, `ml` or `fh-moment` (Fay and Herriot's method of moments).
        tolerance: σ² stands still when a step is below `tolerance` × (σ² + median ψ).
        max_iterations: Steps at most.

    Returns:
        The model. MSE: REML g1 + g2 + 2 g3; ML and moments also correct the bias b of σ², by −b (ψ/(σ²+ψ))². Without a
        direct estimate it is the limit of these for ψ → ∞: σ² + xᵀ cov(β) x (− b).

    Raises:
        SmallAreaFaulty: Variances that are not above 0, unknown auxiliaries, too few areas, dependent columns.

    Source: Rao and Molina (2015), sections 6.1 and 6.2; Datta, Rao and Smith (2005) for b of the moment method.
    """
    sampled = ~np.isnan(direct)
    _checked(direct, variance, auxiliaries, sampled, method)
    y, psi, x = direct[sampled], variance[sampled], auxiliaries[sampled]
    sigma2, iterations, converged = _variance_between(y, psi, x, method, tolerance, max_iterations)
    fit = _fitted(y, psi, x, sigma2)
    synthetic = auxiliaries @ fit.beta
    gamma = np.zeros(len(direct))
    gamma[sampled] = sigma2 * fit.precision
    eblup = synthetic.copy()
    eblup[sampled] += gamma[sampled] * (y - synthetic[sampled])
    residual = y - x @ fit.beta
    likelihood = -0.5 * float(np.sum(np.log(2 * np.pi / fit.precision) + residual**2 * fit.precision))
    return FayHerriot(
        beta=fit.beta,
        beta_covariance=fit.covariance,
        sigma2=sigma2,
        eblup=eblup,
        mse=_mean_squared_error(fit, sigma2, gamma, np.where(sampled, variance, np.inf), auxiliaries, method),
        gamma=gamma,
        synthetic=synthetic,
        sampled=sampled,
        iterations=iterations,
        converged=converged,
        log_likelihood=likelihood,
        aic=-2 * likelihood + 2 * (x.shape[1] + 1),
        method=method,
    )


def _checked(direct: Floats, variance: Floats, auxiliaries: Floats, sampled: Flags, method: str) -> None:
    areas, width = auxiliaries.shape
    if method not in ("reml", "ml", "fh-moment"):
        raise SmallAreaFaulty(f"There is no method “{method}”.", advice="Choose reml, ml or fh-moment.")
    if not len(direct) == len(variance) == areas:
        raise SmallAreaFaulty(
            f"{len(direct)} estimates, {len(variance)} variances and auxiliaries of {areas} areas were given.",
            advice="Give one of each for every area; NaN as the direct estimate where there is none.",
        )
    unknown = int((~np.isfinite(auxiliaries)).any(axis=1).sum())
    if unknown:
        raise SmallAreaFaulty(
            f"{unknown} of {areas} areas have unknown auxiliaries.", advice="Complete them, or leave these areas out."
        )
    usable = np.isfinite(direct) & np.isfinite(variance) & (variance > 0)
    wrong = int((sampled & ~usable).sum())
    if wrong:
        raise SmallAreaFaulty(
            f"{wrong} areas have a direct estimate that is infinite, or whose variance is unknown or not above 0.",
            advice="Smooth the variances, or set these direct estimates to null: the areas get a synthetic estimate.",
        )
    known = int(sampled.sum())
    if known <= width + 1:
        raise SmallAreaFaulty(
            f"{known} areas have a direct estimate, for {width} coefficients and a variance.",
            advice="Use fewer auxiliaries, or more areas.",
        )
    x = auxiliaries[sampled]
    size = np.sqrt((x**2).sum(axis=0))
    rank = np.linalg.matrix_rank(x / np.where(size > 0, size, 1.0), tol=_DEPENDENT)
    if rank < width:
        raise SmallAreaFaulty(
            f"The {width} auxiliaries have only {rank} independent columns in the areas with a direct estimate.",
            advice="Leave out a column that the others determine.",
        )


def _fitted(y: Floats, psi: Floats, x: Floats, sigma2: float) -> _Fit:
    precision = 1.0 / (sigma2 + psi)
    covariance: Floats = np.asarray(np.linalg.inv((x * precision[:, None]).T @ x), np.float64)
    beta = covariance @ (x.T @ (precision * y))
    # One refinement: the residuals, not y itself, decide the last digits.
    beta = beta + covariance @ (x.T @ (precision * (y - x @ beta)))
    second = covariance @ ((x * precision[:, None] ** 2).T @ x)
    return _Fit(precision, covariance, beta, precision * (y - x @ beta), second)


def _reml_step(fit: _Fit, x: Floats) -> float:
    """Score over Fisher information of the restricted likelihood: s = −½ tr P + ½ yᵀPPy, I = ½ tr PP."""
    trace = float(fit.precision.sum() - np.trace(fit.second))
    third = fit.covariance @ ((x * fit.precision[:, None] ** 3).T @ x)
    squared = float((fit.precision**2).sum() - 2 * np.trace(third) + np.trace(fit.second @ fit.second))
    return (float(fit.scaled @ fit.scaled) - trace) / squared


def _ml_step(fit: _Fit, _x: Floats) -> float:
    """Score over Fisher information of the likelihood: s = −½ Σ v + ½ yᵀPPy, I = ½ Σ v², with v = 1/(σ²+ψ)."""
    return (float(fit.scaled @ fit.scaled) - float(fit.precision.sum())) / float((fit.precision**2).sum())


def _moment_step(fit: _Fit, x: Floats) -> float:
    """Newton's step for Σ (y − xᵀβ)² / (σ²+ψ) = D − p, whose derivative is −yᵀPPy."""
    spread = float(fit.scaled @ (fit.scaled / fit.precision))
    scale = float(fit.scaled @ fit.scaled)
    return float((spread - (len(x) - x.shape[1])) / scale)


_STEPS: Final[dict[str, Callable[[_Fit, Floats], float]]] = {
    "reml": _reml_step,
    "ml": _ml_step,
    "fh-moment": _moment_step,
}


def _variance_between(
    y: Floats, psi: Floats, x: Floats, method: Method, tolerance: float, max_iterations: int
) -> tuple[float, int, bool]:
    """σ² with the steps it took.

    It starts at the median ψ (at 0 for moments, whence Newton rises) and stays ≥ 0. Scoring can run in a circle or
    crawl: a step that leaves the interval in which the score changes its sign, or that is not half the last one, is
    replaced by the middle of that interval, or doubled while the interval has no upper end.
    """
    step_of = _STEPS[method]
    middle = float(np.median(psi))
    sigma2, low, high, last = (0.0 if method == "fh-moment" else middle), -1.0, np.inf, np.inf
    for iteration in range(1, max_iterations + 1):
        fit = _fitted(y, psi, x, sigma2)
        if not fit.scaled.any():
            return 0.0, iteration, True
        step = step_of(fit, x)
        if abs(step) <= tolerance * (sigma2 + middle) or (sigma2 == 0.0 and step < 0):
            return sigma2, iteration, True
        low, high = (sigma2, high) if step > 0 else (low, sigma2)
        reached = max(sigma2 + step, 0.0)
        crawls = abs(step) > last / 2 and reached > 0
        if low < reached < high and not crawls:
            sigma2 = reached
        else:
            sigma2 = (max(low, 0.0) + high) / 2 if high < np.inf else sigma2 + 2 * step
        last = abs(step)
    return sigma2, max_iterations, False


def _mean_squared_error(
    fit: _Fit, sigma2: float, gamma: Floats, psi: Floats, auxiliaries: Floats, method: Method
) -> Floats:
    """g1 + g2 + 2 g3 − b (1−γ)², with ψ = ∞ (γ = 0) where there is no direct estimate."""
    information = float((fit.precision**2).sum())
    areas, total = len(fit.precision), float(fit.precision.sum())
    if method == "fh-moment":
        spread, bias = 2 * areas / total**2, 2 * (areas * information - total**2) / total**3
    else:
        spread = 2 / information
        bias = -float(np.trace(fit.second)) / information if method == "ml" else 0.0
    shrunk = 1.0 - gamma
    g1 = sigma2 * shrunk
    g2 = shrunk**2 * np.einsum("ij,jk,ik->i", auxiliaries, fit.covariance, auxiliaries)
    g3 = shrunk**2 * spread / (sigma2 + psi)
    found = g1 + g2 + 2 * g3 - bias * shrunk**2
    return np.where(found >= 0, found, np.nan)
