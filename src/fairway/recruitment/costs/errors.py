"""What can be wrong with recruitment costs, rates and settings: what to do, and where."""

from __future__ import annotations

from collections.abc import Sequence

from fairway.kernel.errors import InputError
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty

SHOWN = 10


class CostsMisshapen(InputError):
    """A frame of workers or items without a column, or with a code or number that cannot be read."""

    slug = "costs-misshapen"


class RatesUnusable(InputError):
    """A table of exchange rates that contradicts itself or cannot be read."""

    slug = "rates-unusable"


class RateMissing(InputError):
    """Amounts in a currency and month for which there is no exchange rate."""

    slug = "rate-missing"

    def __init__(self, lacking: Sequence[tuple[str, str, int]], *, base: str, window: int) -> None:
        shown = [f"  {currency}, {month}: {_amounts(count)}" for currency, month, count in lacking[:SHOWN]]
        if len(lacking) > SHOWN:
            shown.append(f"  and {len(lacking) - SHOWN} more")
        total = sum(count for _, _, count in lacking)
        super().__init__(
            "\n".join([f"There is no exchange rate for {_amounts(total)}:", *shown]),
            advice=(
                f"Add the rates to the table (units of the currency per {base}; of the month itself or one of the "
                f"{window} months before), or set `without_rate: exclude`: they are then left out, and counted."
            ),
            details={"lacking": [list(one) for one in lacking]},
        )


class NobodyEligible(InputError):
    """After all exclusions no worker is left."""

    slug = "nobody-eligible"


class SimulationUndeclared(InputError):
    """Simulated workers, and settings that do not say so."""

    slug = "simulation-undeclared"


class SettingsFaulty(SpecificationFaulty):
    """Settings that cannot be followed; each fault has its line and column."""

    slug = "recruitment-settings-faulty"
    remedy = "`fairway recruitment-costs --example` prints settings that work."


def _amounts(count: int) -> str:
    return "1 amount" if count == 1 else f"{count:,} amounts"
