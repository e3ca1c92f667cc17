"""What the substitution check answers: changes of terms, steps between stages, the comparison."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text
from fairway.recruitment.contracts.terms import Stage, Value

Direction: TypeAlias = Literal["worse", "same", "better", "unknown"]
Severity: TypeAlias = Literal["", "slight", "clear"]
Grade: TypeAlias = Literal["none", "improved", "minor", "substantive", "total"]

GRADE_ORDER: Final[tuple[Grade, ...]] = ("none", "improved", "minor", "substantive", "total")
"""From the best to the worst: `improved` stands above `none` only because it is worth saying."""

GRADES: Final[dict[Grade, Text]] = {
    "none": Text("The same terms"),
    "improved": Text("Better terms only"),
    "minor": Text("Something is slightly worse"),
    "substantive": Text("Important terms are worse"),
    "total": Text("Another job in all but name"),
}
DIRECTIONS: Final[dict[Direction, Text]] = {
    "worse": Text("worse"),
    "same": Text("same"),
    "better": Text("better"),
    "unknown": Text("cannot be told"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one term in two stages.

    Attributes:
        direction: For the worker.
        reason: One sentence that names both values.
        severity: Of a change for the worse: `clear` makes the grade substantive; "" where nothing is worse.
        loss: Of pay: the share lost, 0 where nothing is.
    """

    direction: Direction
    reason: Text
    severity: Severity = ""
    loss: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Change:
    """One term in two stages.

    Attributes:
        field: A name of `fields.NAMES`.
        earlier, later: Its values; None where the stage does not say it.
        direction: For the worker.
        material: Whether this change alone makes the grade `substantive`.
        reason: One sentence that names both values.
        severity: `slight` or `clear` of a change for the worse, else "".
        earlier_stage, later_stage: What was compared.
    """

    field: str
    earlier: Value | None
    later: Value | None
    direction: Direction
    material: bool
    reason: Text
    severity: Severity = ""
    earlier_stage: Stage = "promised"
    later_stage: Stage = "signed"


@dataclass(frozen=True, slots=True)
class Step:
    """Two stages compared.

    Attributes:
        grade: How far the later one keeps to the earlier.
        changes: In the order of the fields; only terms that one of the two says.
        reasons: Why this grade.
    """

    earlier: Stage
    later: Stage
    grade: Grade
    changes: tuple[Change, ...]
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to four stages compared.

    Attributes:
        grade: The worst of the steps.
        changes: One for each term that a stage says, in the order of the fields: the worst of the steps.
        reasons: Why this grade: those of the worst step, then those of the others that are as bad.
        steps: Each stage with the first, and with the one before it.
    """

    grade: Grade
    changes: tuple[Change, ...]
    reasons: tuple[Text, ...]
    steps: tuple[Step, ...]

    @property
    def headline(self) -> Text:
        """The grade in words."""
        return GRADES[self.grade]
