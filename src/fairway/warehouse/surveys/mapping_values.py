"""What a mapping says, as values: the survey, its design, and how each standard variable is found in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from fairway.methods.survey.design import Design
from fairway.methods.survey.plan import Code
from fairway.reference.survey_variables import SurveyVariable
from fairway.warehouse.surveys.specification import StatedSource
from fairway.warehouse.surveys.specification_text import Way, Written

Rest: TypeAlias = Literal["iso3", "iso2", "m49", "names", "same"]


@dataclass(frozen=True, slots=True)
class MappedVariable:
    """How one standard variable is found.

    Attributes:
        variable: The standard one.
        way: Where it stands in the mapping.
        columns: The national columns: none for a constant, one, or year and month.
        codes: Standard code → national codes.
        rest: How codes that are not listed are read; None: they are unmapped.
        unknown: National codes that mean no answer.
        value: The constant.
        format: How text months are written (`%m/%Y`); "" for 2019-07, 2019, 201907 or a date.
        digits: To how many digits whole numbers are filled up with zeros (ISCO 110 is 0110).
        times: What numbers are multiplied by.
    """

    variable: SurveyVariable
    way: Way
    columns: tuple[str, ...] = ()
    codes: Mapping[str, tuple[Code, ...]] = field(default_factory=dict)
    rest: Rest | None = None
    unknown: tuple[Code, ...] = ()
    value: Code | None = None
    format: str = ""
    digits: int = 0
    times: float = 1.0

    @property
    def said(self) -> str:
        """The national column or columns, in words."""
        return " and ".join(self.columns)


@dataclass(frozen=True, slots=True)
class AbsentMembers:
    """A second file: household members who live abroad.

    Attributes:
        file: Beside the mapping.
        variables: As those of the persons.
        design: Weight and stages, in this file.
    """

    file: str
    variables: Mapping[str, MappedVariable]
    design: Design


@dataclass(frozen=True, slots=True)
class SurveyMapping:
    """Everything that a mapping says.

    Attributes:
        written: The file, for messages that point at a line.
        country: Of the survey, ISO 3166-1 alpha-3.
        reference_month: `2024-05`.
        design: On the columns of the national file.
        demonstration: The microdata are simulated.
        reject_unmapped: Rows with codes left out go to the rejects file.
        absent: Members abroad, where the survey asks about them.
        administrative: A CSV file of figures from other sources, beside the mapping; "" for none.
        parameters: National definitions, as stated; who uses them checks them.
        disclosure: Rules, as in a specification; empty for those of the user.
    """

    written: Written
    title: str
    source: StatedSource
    country: str
    reference_month: str
    design: Design
    variables: Mapping[str, MappedVariable]
    demonstration: bool = False
    reject_unmapped: bool = False
    absent: AbsentMembers | None = None
    administrative: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    disclosure: Mapping[str, Any] = field(default_factory=dict)
