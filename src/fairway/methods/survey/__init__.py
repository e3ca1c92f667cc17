"""Design-based estimation from complex surveys: the microdata are summed once, everything else comes from the sums.

This is the front door for who writes Python; the house itself imports from the rooms.
"""

from fairway.methods.survey.calibration_specs import Greg, PostStratification, Raking
from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Replication, Stage
from fairway.methods.survey.gini import Gini
from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Rate, Ratio, Total
from fairway.methods.survey.plan import Between, Is, Known
from fairway.methods.survey.quantiles import Quantile
from fairway.methods.survey.reliability import Reliability
from fairway.methods.survey.replicate_making import BalancedRepeated, Bootstrap, Jackknife, SuccessiveDifference
from fairway.methods.survey.small_area import fay_herriot
from fairway.methods.survey.small_area_benchmarks import benchmarked

__all__ = [
    "BalancedRepeated",
    "Between",
    "Bootstrap",
    "Design",
    "Difference",
    "Gini",
    "Greg",
    "Is",
    "Jackknife",
    "Known",
    "Mean",
    "MeanOfRatios",
    "PostStratification",
    "Proportion",
    "Quantile",
    "Raking",
    "Rate",
    "Ratio",
    "Reliability",
    "Replication",
    "Stage",
    "SuccessiveDifference",
    "Total",
    "benchmarked",
    "fay_herriot",
]
