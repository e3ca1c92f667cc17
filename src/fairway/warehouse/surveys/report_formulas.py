"""Each measure with its formula and source, as the method report prints it."""

from __future__ import annotations

from typing import Any, Final

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.gini import Gini
from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Rate, Ratio, Total
from fairway.methods.survey.quantiles import Quantile

SARNDAL: Final = "Särndal, Swensson & Wretman (1992)"
INTERVALS: Final = {
    "t": "Student's t",
    "logit": "logit-transformed, as Korn & Graubard (1998)",
    "wilson": "Wilson's with the effective sample size",
    "korn-graubard": "Korn & Graubard (1998)",
}


def formula(measure: Any) -> str:
    """The measure in words, with formula and source.

    Args:
        measure: As the specification states it.
    """
    match measure:
        case Total(of):
            return (
                f"Number of persons: Σ w ({SARNDAL}, §2.8)."
                if of is None
                else f"Total of {of}: Σ w·y ({SARNDAL}, §2.8)."
            )
        case Mean(of):
            return f"Mean of {of}: Σ w·y / Σ w ({SARNDAL}, §5.7)."
        case Proportion(of, equals, interval):
            which = "every value" if equals is None else f"value {equals}"
            return f"Proportion of {of}, {which}: Σ w·1(y) / Σ w; interval {INTERVALS[interval]} ({SARNDAL}, §5.7)."
        case Ratio(numerator, denominator, per):
            return f"Ratio of {numerator} to {denominator}: {_per(per)}Σ w·y / Σ w·x ({SARNDAL}, §5.6)."
        case Rate(numerator, denominator, per):
            return f"Rate of {numerator} per {per:g} {denominator}: {per:g}·Σ w·y / Σ w·x ({SARNDAL}, §5.6)."
        case MeanOfRatios(numerator, denominator):
            return f"Mean of {numerator}/{denominator} person by person: Σ w·(y/x) / Σ w ({SARNDAL}, §5.7)."
        case Quantile(of, at, qrule):
            return f"Quantile {at:g} of {of}, rule “{qrule}”; interval of Woodruff (1952), JASA 47."
        case Gini(of):
            return f"Gini index of {of}: Langel & Tillé (2013), JRSS A 176, eq. 6."
        case Difference(inner, dimension, first, second):
            compared = formula(inner).rstrip(".")
            return f"Difference, {dimension} {first} less {second}, with the covariance of the two: {compared}."
    return str(measure)


def _per(per: float) -> str:
    return "" if per == 1.0 else f"{per:g}·"
