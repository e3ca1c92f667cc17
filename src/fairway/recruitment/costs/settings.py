"""What the settings of `fairway recruitment-costs` say, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fairway.methods.survey.design import Design
from fairway.recruitment.costs.method import Coverage, Method
from fairway.warehouse.surveys.specification import Protection, StatedSource


@dataclass(frozen=True, slots=True)
class StatedRates:
    """Where the exchange rates are.

    Attributes:
        file: Beside the settings.
        base, window_months, source: As of `Rates`.
    """

    file: Path
    base: str
    window_months: int
    source: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that one run does.

    Attributes:
        file: The name of the settings, for messages.
        demonstration: The workers are invented.
        by: Words of `classes.DIMENSIONS`, each tuple crossed.
        sample: The file of all sampled units or persons; None: the design is read from the workers alone.
        columns: `workers`, `items` and `sample` → our column → that of the file.
    """

    file: str
    title: str
    source: StatedSource
    demonstration: bool
    coverage: Coverage
    design: Design
    rates: StatedRates
    method: Method
    by: tuple[tuple[str, ...], ...]
    protection: Protection
    sample: Path | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
