"""Until when a claim can be made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, date

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.liability.parties import Contract
from fairway.recruitment.liability.rules import LiabilityRule


def last_day(contract: Contract, bases: Sequence[LiabilityRule]) -> tuple[date | None, Text]:
    """The last day for a claim under the rule that leaves most time, and the reason; or no day, and why.

    The day is counted from the end of the contract, where the last claim can arise; one that arose earlier ends
    earlier, which is said.
    """
    known = [rule for rule in bases if rule.claim_years is not None]
    if not known:
        return None, Text("By when a claim must be made is not known here.")
    longest = max(known, key=lambda rule: rule.claim_years or 0)
    years, country = longest.claim_years or 0, PlaceName(longest.country)
    if contract.ends is None:
        return None, Text(
            "The contract has no last day. Under the law of {country} a claim must be made within {years} years of "
            "when it arose.",
            country=country, years=years,
        )  # fmt: skip
    return _later(contract.ends, years), Text(
        "{years} years after the last day of the contract (law of {country}); for a claim that arose before, {years} "
        "years from then.",
        country=country, years=years,
    )  # fmt: skip


def _later(day: date, years: int) -> date:
    if day.year + years > MAXYEAR:  # a contract “until 9999”: there is no later day to name
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
