"""What can be wrong with a mapping of national files, and with a file that it is laid on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fairway.kernel.errors import InputError
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty

SHOWN: Final = 12


class MappingFaulty(SpecificationFaulty):
    """A mapping that cannot be followed; its faults are named at once, each with its line."""

    slug = "mapping-faulty"
    remedy = "`fairway ilms --example` prints a mapping that works, `--schema` the whole format."


@dataclass(frozen=True, slots=True)
class UnmappedCode:
    """A code of the file that the mapping leaves out.

    Attributes:
        column: The column, or the two of a year and a month.
        variable: What it is mapped to.
        code: As the file has it; label: what the file calls it, or "".
        rows: How many have it.
        reason: Why it is none of the codes.
        nearest: The nearest code that would do, or "".
    """

    column: str
    variable: str
    code: str
    label: str
    rows: int
    reason: str
    nearest: str

    def line(self) -> str:
        """The code in one line."""
        label = f" (“{self.label}”)" if self.label else ""
        near = f" Nearest: {self.nearest}." if self.nearest else ""
        return f"{self.column} → {self.variable}: {self.code}{label}, {self.rows:,} rows: {self.reason}.{near}"


class CodesUnmapped(InputError):
    """The file holds codes about which the mapping says nothing."""

    slug = "codes-unmapped"

    def __init__(self, file: str, codes: Sequence[UnmappedCode]) -> None:
        ordered = sorted(codes, key=lambda one: (one.column, -one.rows))
        lines = [f"  {one.line()}" for one in ordered[:SHOWN]]
        if len(ordered) > SHOWN:
            lines.append(f"  and {len(ordered) - SHOWN} more")
        super().__init__(
            "\n".join([f"The mapping {file} leaves codes of the microdata out:", *lines]),
            advice="Add them under `codes`, or under `unknown` where they mean no answer. `unmapped: reject` at the "
            "top of the mapping moves such rows to the rejects file instead.",
            details={
                "codes": [
                    {"column": one.column, "variable": one.variable, "code": one.code, "rows": one.rows,
                     "nearest": one.nearest}
                    for one in ordered
                ]
            },
        )  # fmt: skip
        self.codes = tuple(ordered)


class TooManyCodes(InputError):
    """A column mapped by codes that holds far too many different values."""

    slug = "too-many-codes"


class NothingLeft(InputError):
    """Every row of the file was rejected."""

    slug = "nothing-left"


class DemonstrationNotStated(InputError):
    """Simulated microdata whose mapping does not say that they are a demonstration."""

    slug = "demonstration-not-stated"
