"""Costs and earnings worker by worker in plain Python: slow and obvious. Property tests hold the fast way to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from fairway.recruitment.costs.errors import CostsMisshapen
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.months import span
from fairway.recruitment.costs.reasons import REASONS

Row: TypeAlias = Mapping[str, Any]
MONTHS = ("first_job_month", "arrival_month", "departure_month", "return_month", "earnings_month")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one worker paid and earned, or why they do not count."""

    cost: float | None
    earned: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """The rules.

    Attributes:
        rates: Currency and month → units for one of the base.
        base, window: As of `Rates`.
    """

    rates: Mapping[tuple[str, str], float]
    base: str
    window: int
    coverage: Coverage
    method: Method

    def answer(self, worker: Row, items: Sequence[Row]) -> Answer:
        """One worker, with the payments that they made."""
        counted = [self._dated(one, worker) for one in items if one["item"] not in self.method.excluded_items]
        earned, trouble = self._earned(worker, counted)
        for reason in (*self._outside(worker), *self._faults(worker, counted, trouble)):
            return Answer(None, None, reason)
        if earned is None or earned <= 0:
            return Answer(None, None, "no_earnings")
        return Answer(sum(self._net(one) for one in counted), earned, None)

    def _outside(self, worker: Row) -> Sequence[str]:
        if worker["moved_abroad"] == "no":
            return ["did_not_move"]
        country = worker[self.coverage.role]
        if country is not None and country != self.coverage.country:
            return ["another_country"]
        if worker["status"] != "employee":
            return ["status_unknown" if worker["status"] is None else "not_employee"]
        if worker["reason"] not in self.method.reasons:
            return ["reason_unknown" if worker["reason"] is None else "not_for_work"]
        now = span(self.coverage.reference_month)[1]
        if self._contradicts(worker, now):
            return ["impossible_dates"]
        recent = now - self.method.recent_months
        job = _span(worker["first_job_month"])
        if job is not None and job[1] < recent:
            return ["not_recent"]
        if job is None or job[0] < recent:
            return ["first_job_unknown"]
        return self._stay(worker, now)

    def _contradicts(self, worker: Row, now: int) -> bool:
        spans = {}
        for name in MONTHS:
            try:
                spans[name] = _span(worker[name])
            except CostsMisshapen:
                return True
        if any(one is not None and one[0] > now for one in spans.values()):
            return True
        orders = [("departure_month", "arrival_month"), ("arrival_month", "return_month")]
        for earlier, later in (*orders, ("first_job_month", "return_month")):
            one, other = spans[earlier], spans[later]
            if one is not None and other is not None and one[0] > other[1]:
                return True
        return False

    def _stay(self, worker: Row, now: int) -> Sequence[str]:
        least = self.method.minimum_stay_months
        if not least:
            return []
        shortest = longest = worker["stay_months"]
        arrival = _span(worker["arrival_month"])
        if shortest is None and arrival is not None:
            end = _span(worker["return_month"]) or (now, now)
            shortest, longest = end[0] - arrival[1], end[1] - arrival[0]
        if longest is not None and longest < least:
            return ["short_stay"]
        return ["stay_unknown"] if shortest is None or shortest < least else []

    def _faults(self, worker: Row, items: Sequence[Row], trouble: str | None) -> Sequence[str]:
        found = {self._fault(one) for one in items} - {None}
        if (worker["earnings"] or 0) < 0 or (worker["earnings_taxes"] or 0) < 0:
            found.add("negative_amount")
        if not items and (worker["paid"] == "yes" or (worker["paid"] is None and self.method.no_items == "missing")):
            found.add("missing_costs")
        if trouble:
            found.add(trouble)
        return [reason for reason in REASONS if reason in found]

    def _fault(self, item: Row) -> str | None:
        now = span(self.coverage.reference_month)[1]
        for name in ("month", "reimbursed_month"):
            try:
                when = _span(item[name])
            except CostsMisshapen:
                return "impossible_dates"
            if when is not None and when[0] > now:
                return "impossible_dates"
        amount, back = item["amount"], item["reimbursed"]
        if (amount is not None and amount < 0) or (back is not None and back < 0):
            return "negative_amount"
        if amount is None:
            return "missing_costs"
        if back is None:
            return "unknown_reimbursement"
        return self._conversion_fault(item)

    def _conversion_fault(self, item: Row) -> str | None:
        amount, back = item["amount"], item["reimbursed"]
        value = self.converted(amount, item["currency"], item["month"])
        refund = self.converted(back, item["reimbursed_currency"], item["reimbursed_month"])
        if item["currency"] is not None and item["currency"] == item["reimbursed_currency"]:
            more = back > amount
        else:
            known = value is not None and refund is not None
            more = known and refund > value * (1.0 + self.method.reimbursement_tolerance)  # type: ignore[operator]
        if more:
            return "reimbursed_more_than_paid"
        lacking = [(value, item["month"]), (refund, item["reimbursed_month"])]
        months = [month for one, month in lacking if one is None]
        if not months:
            return None
        return "unknown_payment_month" if None in months else "no_rate"

    def _net(self, item: Row) -> float:
        if item["currency"] == item["reimbursed_currency"] and item["amount"] == item["reimbursed"]:
            return 0.0
        value = self.converted(item["amount"], item["currency"], item["month"]) or 0.0
        refund = self.converted(item["reimbursed"], item["reimbursed_currency"], item["reimbursed_month"]) or 0.0
        return max(0.0, value - refund)

    def _dated(self, item: Row, worker: Row) -> Row:
        month = item["month"]
        if month is None and self.method.unknown_month == "first_job_month":
            month = worker["first_job_month"]
        back = item["reimbursed"]
        unknown = item["reimbursed_reason"] is not None and self.method.unknown_reimbursement == "exclude"
        if back is None and not unknown:
            back = 0.0
        return {
            **item,
            "month": month,
            "reimbursed": back,
            "reimbursed_currency": item["reimbursed_currency"] or item["currency"],
            "reimbursed_month": item["reimbursed_month"] or month,
        }

    def _earned(self, worker: Row, items: Sequence[Row]) -> tuple[float | None, str | None]:
        """The earnings on the basis wanted, and what is wrong with them."""
        month = worker["earnings_month"]
        if month is None and self.method.unknown_month == "first_job_month":
            month = worker["first_job_month"]
        if worker["earnings"] is None:
            return None, None
        recorded = self.converted(worker["earnings"], worker["earnings_currency"], month)
        if recorded is None:
            return None, "unknown_payment_month" if month is None else "no_rate"
        taxes = None
        if worker["earnings_taxes"] is not None:
            taxes = self.converted(worker["earnings_taxes"], worker["earnings_currency"], month)
        basis = worker["earnings_basis"] or self.method.earnings_recorded
        if basis == "take_home":
            for one in items:
                if one["item"] == "deduction" and one["month"] == month and one["amount"] is not None:
                    recorded += self.converted(one["amount"], one["currency"], month) or 0.0
            basis = "net"
        if basis == self.method.earnings:
            return recorded, None
        if basis is None or taxes is None:
            return None, "other_earnings_basis"
        return (recorded - taxes if basis == "gross" else recorded + taxes), None

    def converted(self, amount: float, currency: str | None, month: str | None) -> float | None:
        """An amount in the currency wanted, or None where there is no rate."""
        if amount == 0:
            return 0.0
        if currency == self.method.currency:
            return amount
        source, target = self._rate(currency, month), self._rate(self.method.currency, month)
        return None if source is None or target is None else amount * target / source

    def _rate(self, currency: str | None, month: str | None) -> float | None:
        if currency == self.base:
            return 1.0
        try:
            when = _span(month)
        except CostsMisshapen:
            return None
        if currency is None or month is None or when is None:
            return None
        if when[0] != when[1]:
            return self.rates.get((currency, month))
        for back in range(self.window + 1):
            year, number = divmod(when[0] - back, 12)
            found = self.rates.get((currency, f"{year:04d}-{number + 1:02d}"))
            if found is not None:
                return found
        return None


def _span(month: str | None) -> tuple[int, int] | None:
    return None if month is None else span(month)
