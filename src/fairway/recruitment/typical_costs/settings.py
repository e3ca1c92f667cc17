"""What the settings of `fairway typical-costs` say, as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from fairway.methods.survey.design import Design
from fairway.recruitment.costs.settings import StatedRates
from fairway.warehouse.surveys.specification import StatedSource


@dataclass(frozen=True, slots=True)
class SurveyFiles:
    """The workers of a survey: its settings for `fairway recruitment-costs`, and the two files they are for."""

    settings: Path
    workers: Path
    items: Path


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The answers of a monitor, and the exchange rates for them."""

    answers: Path
    rates: StatedRates


@dataclass(frozen=True, slots=True)
class FrameFile:
    """A frame of costs that is ready, and the design of its survey, if it has one."""

    costs: Path
    design: Design | None


Input: TypeAlias = SurveyFiles | AnswerFile | FrameFile


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that one run does.

    Attributes:
        file: The name of the settings, for messages.
        demonstration: The workers are invented.
        country: Of the workers’ origin, or of the survey, ISO 3166-1 alpha-3.
        role: Of that country.
        national_currency: Of that country, ISO 4217; None: figures in dollars alone.
        input: Where the workers are.
    """

    file: str
    title: str
    source: StatedSource
    demonstration: bool
    country: str
    role: Literal["origin", "destination"]
    national_currency: str | None
    input: Input
