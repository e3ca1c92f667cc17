"""What can be wrong with a survey: every fault is named, counted and says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fairway.kernel.errors import InputError


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault found in a survey.

    Attributes:
        kind: The machine name (`null-weight`, `unit-in-two-strata`, `single-unit-stratum` …).
        count: How many rows, units or strata have it; `of` says which.
        said: What it is, in one sentence.
        advice: What to do about it.
        fatal: Nothing can be estimated while it stands.
        examples: Up to five of them.
    """

    kind: str
    count: int
    of: str
    said: str
    advice: str
    fatal: bool = True
    examples: tuple[str, ...] = field(default=())

    def line(self) -> str:
        """The fault in one line, for a terminal or a report."""
        shown = f" For instance: {', '.join(self.examples)}." if self.examples else ""
        return f"{self.said}{shown} {self.advice}".strip()


class DesignFaulty(InputError):
    """The design that was declared does not hold in these microdata; all its faults are named at once."""

    slug = "design-faulty"

    def __init__(self, faults: Sequence[Fault]) -> None:
        fatal = [fault for fault in faults if fault.fatal]
        super().__init__(
            f"The survey cannot be estimated: {'; '.join(fault.said.rstrip('.') for fault in fatal)}.",
            advice=" ".join(dict.fromkeys(fault.advice for fault in fatal)),
            details={fault.kind: {"count": fault.count, "examples": list(fault.examples)} for fault in fatal},
        )
        self.faults = tuple(faults)


class DesignMisstated(InputError):
    """The design itself contradicts itself, whatever the microdata."""

    slug = "design-misstated"


class MeasureMisstated(InputError):
    """A measure, a condition or a domain that asks for what cannot be computed."""

    slug = "measure-misstated"


class SurveyColumnMissing(InputError):
    """The microdata lack a column that the design, a measure or a domain names."""

    slug = "survey-column-missing"

    def __init__(self, missing: Sequence[str], present: Sequence[str], *, nearest: Sequence[str] = ()) -> None:
        plural = "s" if len(missing) > 1 else ""
        hint = f"Did you mean {', '.join(nearest)}? " if nearest else ""
        super().__init__(
            f"The microdata lack the column{plural} {', '.join(missing)}.",
            advice=f"{hint}The columns are: {', '.join(present)}.",
            details={"missing": list(missing), "columns": list(present)},
        )


class SingleUnitStratum(InputError):
    """A stratum has one sampled unit, so its variance cannot be computed, and the design says to fail then."""

    slug = "single-unit-stratum"

    def __init__(self, strata: Sequence[str], stage: int) -> None:
        count = len(strata)
        shown = ", ".join(strata[:5]) + (" …" if count > 5 else "")
        super().__init__(
            f"{count} strat{'a' if count > 1 else 'um'} of stage {stage} in these domains "
            f"{'have' if count > 1 else 'has'} one sampled unit: {shown}.",
            advice="No variance can be computed there. Choose `singletons`: certainty, adjust or average; or merge "
            "strata that were alike when drawn.",
            details={"stage": stage, "strata": list(strata)},
        )


class NothingToEstimate(InputError):
    """No row of the microdata is in the universe that was asked for."""

    slug = "nothing-to-estimate"
