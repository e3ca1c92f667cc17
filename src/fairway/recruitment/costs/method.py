"""Every choice that indicator 10.7.1 leaves to the country, stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from fairway.methods.survey.quantile_rules import QuantileRule
from fairway.methods.survey.reliability import Reliability

Basis: TypeAlias = Literal["net", "gross"]
Recorded: TypeAlias = Literal["take_home", "net", "gross"]
"""`gross`: before taxes and deductions; `net`: after taxes and social contributions; `take_home`: after wage deductions
that recover recruitment costs, too."""
Role: TypeAlias = Literal["origin", "destination"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whose costs the survey asks for.

    Attributes:
        country: Of the survey, ISO 3166-1 alpha-3.
        role: `origin`: returned workers and absent members, by destination; `destination`: workers there, by origin.
        reference_month: Of the interviews, as `2024-05`.
    """

    country: str
    role: Role
    reference_month: str


@dataclass(frozen=True, slots=True)
class Method:
    """How costs and earnings are made comparable, and who counts.

    Attributes:
        earnings: What the denominator is.
        currency: Into which everything is converted, at its own month.
        earnings_recorded: What the survey recorded, for workers without `earnings_basis`; None: they are left out.
        include_interest: Whether interest on debt raised for the costs counts; practice differs.
        include_informal: Whether payments to informal brokers count.
        reasons: Reasons for coming that are “to work”.
        recent_months: How long before the reference month the first job may have begun.
        minimum_stay_months: The stay that makes a change of usual residence; 0 asks for none.
        unknown_month: Amounts without a month leave the worker out, or are converted at the month of the first job.
        no_items: Workers who list no payment and were not asked `paid` have missing costs, or none.
        unknown_reimbursement: Payments of which it is not known whether or how much was given back (`reimbursed` empty,
            `reimbursed_reason` not) leave the worker out, or count in full.
        without_rate: Amounts without an exchange rate stop everything, or leave the worker out.
        reimbursement_tolerance: By how much a reimbursement in another currency may exceed the payment, for rates move.
        quantile: The upper quantile that is published: 0.8 begins the highest fifth.
        qrule: How quantiles lie between two values.
        level: Of the confidence intervals.
        n_min: Below so many respondents a figure is not given.
        caution_cv, unreliable_cv: Flags by coefficient of variation.
    """

    earnings: Basis
    currency: str = "USD"
    earnings_recorded: Recorded | None = None
    include_interest: bool = False
    include_informal: bool = True
    reasons: tuple[str, ...] = ("work",)
    recent_months: int = 36
    minimum_stay_months: int = 12
    unknown_month: Literal["exclude", "first_job_month"] = "exclude"
    no_items: Literal["missing", "zero"] = "missing"
    unknown_reimbursement: Literal["exclude", "zero"] = "exclude"
    without_rate: Literal["refuse", "exclude"] = "refuse"
    reimbursement_tolerance: float = 0.1
    quantile: float = 0.8
    qrule: QuantileRule = "math"
    level: float = 0.95
    n_min: int = 30
    caution_cv: float = 0.165
    unreliable_cv: float = 0.333

    @property
    def reliability(self) -> Reliability:
        """The rule that flags figures."""
        return Reliability(self.caution_cv, self.unreliable_cv, self.n_min)

    @property
    def excluded_items(self) -> tuple[str, ...]:
        """The items that do not count."""
        kept = (("interest", self.include_interest), ("informal", self.include_informal))
        return tuple(name for name, counted in kept if not counted)

    def in_words(self) -> Iterator[str]:
        """Each choice as a sentence, for the method report."""
        yield (
            "Personal cost C: recruitment fees, related costs, illegitimate costs, lump sums, wage deductions that "
            f"recover costs{', payments to informal brokers' if self.include_informal else ''}"
            f"{', interest on debt raised for them' if self.include_interest else ''}; less what was reimbursed."
        )
        if not self.include_interest:
            yield "Interest on debt raised for the costs is not counted."
        if not self.include_informal:
            yield "Payments to informal brokers are not counted."
        yield (
            f"Earnings E: {self.earnings} earnings of the first full month in the job; wage deductions that recover "
            "costs are added back where earnings were recorded after them, for they are in C."
        )
        if self.earnings_recorded is not None:
            yield f"Earnings without a stated basis are {self.earnings_recorded.replace('_', '-')} earnings."
        yield f"Every amount is converted to {self.currency} at its own month, before anything is summed or averaged."
        yield "A reimbursement without currency or month has those of the payment."
        unknown = "leaves the worker out" if self.unknown_reimbursement == "exclude" else "counts in full"
        yield f"A payment of which it is not known whether or how much was given back {unknown}."
        month = "leaves the worker out" if self.unknown_month == "exclude" else "has the month of the first job"
        yield f"An amount without a month {month}."
        said = "has missing costs" if self.no_items == "missing" else "paid nothing"
        yield f"A worker who lists no payment and was not asked whether anything was paid {said}."
        yield (
            f"Reasons for coming that count: {', '.join(self.reasons)}. The first job began within "
            f"{self.recent_months} months before the reference month."
        )
        if self.minimum_stay_months:
            yield f"The stay was, or is meant to be, of {self.minimum_stay_months} months or more."
        yield f"A figure is given where {self.n_min} or more workers answered."
        yield self.reliability.sentence()
