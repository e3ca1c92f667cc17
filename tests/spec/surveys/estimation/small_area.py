"""Small areas."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl

from fairway.methods.survey.small_area import FayHerriot, fay_herriot
from fairway.methods.survey.small_area_benchmarks import Adjustment, benchmarked
from tests.spec.surveys.worked import Computed, Microdata

TITLE = "Small areas: Fay–Herriot, benchmarked"
ORDER = 160
TEXT = """
Where an area has too few respondents, its direct estimate y_d, of known sampling variance ψ_d, is drawn towards
what its auxiliaries predict:

    y_d = x_dᵀβ + u_d + e_d            u_d ~ (0, σ²), e_d ~ (0, ψ_d)
    θ̂_d = γ_d y_d + (1 − γ_d) x_dᵀβ̂     γ_d = σ²/(σ² + ψ_d)
    MSE_d = g1 + g2 + 2 g3
    g1 = γ_d ψ_d    g2 = (1 − γ_d)² x_dᵀ cov(β̂) x_d    g3 = ψ_d² (σ² + ψ_d)⁻³ · 2/Σ (σ² + ψ)⁻²

σ² by REML, or `ml`, or `fh-moment` (each with its own MSE). An area without a direct estimate gets x_dᵀβ̂.
**Benchmarked**, so that areas with shares W add up to the national figure T: `ratio` multiplies all by T/ΣWθ̂,
`difference` adds one amount to all, `precision` moves most what is least certain, by W_d MSE_d/ΣW²MSE · (T − ΣWθ̂).
The MSE then adds the square of the move.

Source: Fay & Herriot (1979), JASA 74; Prasad & Rao (1990), JASA 85; Datta & Lahiri (2000), Statistica Sinica 10;
Rao & Molina (2015), §§6.1–6.2 and 6.4.6 (section numbers not verified); Wang, Fuller & Qu (2008), Survey
Methodology 34; You, Rao & Dick (2004).
R `survey` has no small-area model; the R package `sae` has this one.
"""

AREAS = Microdata(
    "nine areas",
    ("area", "direct", "variance"),
    tuple(("abcdefghi"[k], 4 + 2 * k, 10) for k in range(9)),
)


def _model(frame: pl.DataFrame) -> FayHerriot:
    direct, variance = (frame[name].cast(pl.Float64).to_numpy() for name in ("direct", "variance"))
    return fay_herriot(direct, variance, np.ones((len(frame), 1)))


def _estimates(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    model = _model(frame)
    return list(zip(frame["area"], model.gamma.tolist(), model.eblup.tolist(), model.mse.tolist(), strict=True))


def _benchmarks(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    model, share = _model(frame), np.full(9, 1 / 9)
    ways: tuple[Adjustment, ...] = ("ratio", "difference", "precision")
    made = [benchmarked(model, share, 13.0, how=how) for how in ways]
    return [(one.how, float(one.estimates[0]), float(one.estimates[8]), float(one.mse[0])) for one in made]


_MSE = Fraction(20, 3) + Fraction(1, 9) * Fraction(30, 9) + 2 * Fraction(100, 27000) * 200

CASES = (
    Computed(
        "nine areas without auxiliaries",
        (AREAS,),
        "`fay_herriot(direct, variance, ones)`",
        _estimates,
        ("area", "gamma", "estimate", "mse"),
        tuple(("abcdefghi"[k], Fraction(2, 3), 12 + Fraction(2, 3) * (2 * k - 8), _MSE) for k in range(9)),
        """
With one ψ and a constant alone, β̂ is the mean 12 and REML's σ² is the variance of the y less ψ: 240/8 − 10 = 20.
γ = 20/30. g1 = 20/3, g2 = 1/9 · 30/9, g3 = 100/27,000 · 2 · 900/9: MSE = 6.667 + 0.370 + 2 · 0.741 = 8.519, below
ψ = 10.
""",
    ),
    Computed(
        "made to average 13",
        (AREAS,),
        '`benchmarked(model, share, 13.0, how="ratio")` and the two other ways, with shares of 1/9 each.',
        _benchmarks,
        ("how", "first area", "last area", "mse of the first"),
        tuple(
            (how, first, last, _MSE + (first - Fraction(20, 3)) ** 2)
            for how, first, last in (
                ("ratio", Fraction(20, 3) * Fraction(13, 12), Fraction(52, 3) * Fraction(13, 12)),
                ("difference", Fraction(23, 3), Fraction(55, 3)),
                ("precision", Fraction(23, 3), Fraction(55, 3)),
            )
        ),
        """
The nine average 12. `ratio`: times 13/12. `difference`: plus 1. `precision`: areas of one size and one MSE move
alike, by 1.
""",
    ),
)
