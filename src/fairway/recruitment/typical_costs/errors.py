"""What can be wrong with the input of typical costs: what to do, and where."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty


class TypicalCostsMisshapen(InputError):
    """A frame of workers, or of a monitor's answers, without a column, or with a code that is not known."""

    slug = "typical-costs-misshapen"


class NobodyToCompare(InputError):
    """After all exclusions no worker is left whose cost is known."""

    slug = "nobody-to-compare"


class TypicalCostsUndeclared(InputError):
    """Simulated workers, and settings that do not say so."""

    slug = "typical-costs-undeclared"


class SettingsFaulty(SpecificationFaulty):
    """Settings that cannot be followed; each fault has its line and column."""

    slug = "typical-costs-settings-faulty"
    remedy = "`fairway typical-costs --example` prints settings that work."
