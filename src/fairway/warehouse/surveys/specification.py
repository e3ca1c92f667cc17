"""What a specification says, as values: the survey, its design, and the tables that are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from fairway.methods.disclosure.primary import Rule
from fairway.methods.survey.calibration_specs import Calibration
from fairway.methods.survey.design import Design
from fairway.methods.survey.plan import Code, Condition
from fairway.methods.survey.reliability import Reliability
from fairway.methods.survey.replicate_making import ReplicateMethod
from fairway.warehouse.surveys.specification_text import Way, Written

Method: TypeAlias = Literal["suppression", "rounding", "cell_key", "none"]
Output: TypeAlias = Literal["csv", "parquet", "html", "xlsx", "sdmx"]


@dataclass(frozen=True, slots=True)
class StatedSource:
    """Whose figures these are."""

    publisher: str
    survey: str
    year: str
    licence: str
    url: str = ""

    def line(self) -> str:
        """The source as it stands under a table."""
        said = f"{self.publisher}, {self.survey}, {self.year}. Licence: {self.licence}."
        return f"{said} {self.url}" if self.url else said


@dataclass(frozen=True, slots=True)
class Bands:
    """Classes of a number: from each limit up to the next."""

    of: str
    limits: tuple[float, ...]
    below: float | None
    labels: tuple[str, ...]
    unknown: str | None


@dataclass(frozen=True, slots=True)
class Recode:
    """New codes, each for several old ones."""

    of: str
    into: Mapping[str, tuple[Code, ...]]
    other: str | None
    unknown: str | None


@dataclass(frozen=True, slots=True)
class Indicates:
    """1 where the column holds one of the values, else 0."""

    of: str
    values: tuple[Code, ...]


Derivation: TypeAlias = Bands | Recode | Indicates


@dataclass(frozen=True, slots=True)
class Rounding:
    """Rounding of totals to a base."""

    base: float
    kind: Literal["conventional", "random", "controlled"] = "conventional"


@dataclass(frozen=True, slots=True)
class CellKey:
    """Noise of counts: its largest size, its variance, and the counts that are never published."""

    deviation: int
    variance: float
    blocked: int = 0


@dataclass(frozen=True, slots=True)
class Keys:
    """Whose key the noise rests on, and the file in which the office keeps its secret."""

    identifier: str
    secret_file: str


@dataclass(frozen=True, slots=True)
class Protection:
    """How a table is protected.

    Attributes:
        rules: What makes a cell unsafe; empty with the method none.
        reason: Why there is no protection.
        linked: Tables of one name are one problem; "" joins all tables of the same universe.
        alone: Why the table is protected apart.
        contributor: The column of the holding or household to be counted; None where each row counts.
        always: Margins that must be printed.
        secretive: The report names the rules without their numbers.
    """

    method: Method
    rules: tuple[Rule, ...] = ()
    reason: str = ""
    linked: str = ""
    alone: str = ""
    contributor: str | None = None
    rounding: Rounding | None = None
    cell_key: CellKey | None = None
    keys: Keys | None = None
    secretive: bool = False
    always: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TableSpecification:
    """A table that is wanted.

    Attributes:
        margins: True for all, or those wanted.
        hierarchies: Domain variable → code → group; None: directly below the total.
        sdmx: The settings of its dataflow, as stated.
        way: Where it stands in the specification.
    """

    name: str
    title: str
    measures: tuple[Any, ...]
    protection: Protection
    way: Way
    by: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    margins: bool | tuple[tuple[str, ...], ...] = False
    level: float = 0.95
    reliability: Reliability = field(default_factory=Reliability)
    hierarchies: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ("csv",)
    across: str | None = None
    decimals: int = 1
    sdmx: Mapping[str, Any] | None = None

    def wants(self, kept: tuple[str, ...]) -> bool:
        """Whether the margin that keeps these variables is to be published."""
        if self.margins is True or set(kept) == set(self.by):
            return True
        return any(set(kept) == set(one) for one in self.margins or ())


@dataclass(frozen=True, slots=True)
class Named:
    """A column that the specification names.

    Attributes:
        way: Where.
        number: It must hold numbers.
    """

    column: str
    way: Way
    number: bool = False


@dataclass(frozen=True, slots=True)
class Specification:
    """Everything that one run does.

    Attributes:
        written: The file, for messages that point at a line.
        missing: Column → codes that mean no answer.
        variables: New column → how it is derived, in order.
        labels: The label file, or column → {label, codes}; None: those of the microdata alone.
        calibration: Population totals to meet.
        replicates: Replicate weights to make; the variance then comes from them.
        named: Every column that is read, with its place.
    """

    written: Written
    title: str
    source: StatedSource
    design: Design
    tables: tuple[TableSpecification, ...]
    named: tuple[Named, ...]
    missing: Mapping[str, tuple[Code, ...]] = field(default_factory=dict)
    variables: Mapping[str, Derivation] = field(default_factory=dict)
    labels: str | Mapping[str, Mapping[str, Any]] | None = None
    calibration: Calibration | None = None
    replicates: ReplicateMethod | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the microdata file that are needed, each once."""
        return tuple(dict.fromkeys(one.column for one in self.named if one.column not in self.variables))

    @property
    def used(self) -> tuple[str, ...]:
        """Those and the derived ones that design, tables, calibration and protection use."""
        return tuple(dict.fromkeys(one.column for one in self.named))
