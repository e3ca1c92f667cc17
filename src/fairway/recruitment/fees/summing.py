"""The sums of a check: what is asked, what of it may not be, and what stands apart for want of an exchange rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from fairway.recruitment.fees.amounts import Amount, Exchange, converted, total
from fairway.recruitment.fees.judging import Limit
from fairway.recruitment.fees.values import ItemCheck, Totals


def totals(
    checked: Sequence[ItemCheck], limits: Mapping[str, Limit], currency: str, exchange: Exchange | None
) -> Totals:
    """The sums in one currency. Where limits overlap, the excess is that of the stricter: at least so much."""
    counted = [(one.verdict, one.amount) for one in checked if one.amount is not None]
    asked = total([amount for _, amount in counted], currency)
    not_allowed = total([amount for verdict, amount in counted if verdict == "illegal"], currency)
    unknown = total([amount for verdict, amount in counted if verdict == "unknown"], currency)
    above = Amount(_excess(checked, limits, currency, exchange), currency)
    allowed = Amount(asked.value - not_allowed.value - unknown.value - above.value, currency)
    apart: dict[str, list[Amount]] = {}
    for one in checked:
        if one.amount is None:
            apart.setdefault(one.charge.amount.currency, []).append(one.charge.amount)
    return Totals(
        asked, not_allowed, above, allowed, unknown, tuple(total(apart[code], code) for code in sorted(apart))
    )


def _excess(
    checked: Sequence[ItemCheck], limits: Mapping[str, Limit], currency: str, exchange: Exchange | None
) -> Decimal:
    """Limits that share a charge count once, with the largest excess: the same money may exceed both."""
    groups: list[tuple[set[int], Decimal]] = []
    for name, limit in limits.items():
        more = converted(limit.excess, currency, exchange) if limit.excess is not None else None
        if more is None or not more.value:
            continue
        under, excess = _under(name, checked), more.value
        for other in [group for group in groups if group[0] & under]:
            groups.remove(other)
            under, excess = under | other[0], max(excess, other[1])
        groups.append((under, excess))
    return sum((excess for _, excess in groups), Decimal(0))


def _under(rule: str, checked: Sequence[ItemCheck]) -> set[int]:
    """The charges under a limit; one that may not be asked at all is under none."""
    return {
        at
        for at, one in enumerate(checked)
        if one.verdict != "illegal"
        and any(own.id == rule for side in (one.origin, one.destination) for own in side.whole)
    }
