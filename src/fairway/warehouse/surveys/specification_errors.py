"""What can be wrong with a specification: every fault with its line, what was expected, and the nearest right word."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from fairway.kernel.errors import InputError

SHOWN: Final = 10


@dataclass(frozen=True, slots=True, order=True)
class SpecificationFault:
    """One thing that is wrong.

    Attributes:
        line, column: Where in the file, from 1.
        said: What is wrong, and what was expected.
    """

    line: int
    column: int
    said: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.said}"


class SpecificationFaulty(InputError):
    """A specification that cannot be followed; its faults are named at once, each with its line."""

    slug = "specification-faulty"
    remedy: ClassVar[str] = (
        "`fairway estimate --example` prints a specification that works, `--schema` the whole format."
    )
    """What helps with a file of this kind; each kind has its own."""

    def __init__(self, file: str, faults: Sequence[SpecificationFault]) -> None:
        ordered = sorted(set(faults))
        lines = [f"  {fault}" for fault in ordered[:SHOWN]]
        if len(ordered) > SHOWN:
            lines.append(f"  and {len(ordered) - SHOWN} more")
        count = "one fault" if len(ordered) == 1 else f"{len(ordered)} faults"
        super().__init__(
            "\n".join([f"{file} has {count}:", *lines]),
            advice=self.remedy,
            details={"file": file, "faults": [[fault.line, fault.column, fault.said] for fault in ordered]},
        )
        self.faults = tuple(ordered)


class SpecificationUnreadable(SpecificationFaulty):
    """A file that is not YAML, or YAML that no specification can be."""

    slug = "specification-unreadable"


class OutputInTheWay(InputError):
    """The folder for the results is there already."""

    slug = "output-in-the-way"


class TablesUnlinkable(InputError):
    """Tables that share cells and cannot be protected together as they stand."""

    slug = "tables-unlinkable"


class CodesOutsideHierarchy(InputError):
    """Codes of a domain variable that its hierarchy does not have, or has as a group."""

    slug = "codes-outside-hierarchy"


def nearest(wanted: str, known: Iterable[str]) -> str:
    """“ Did you mean …?” for the nearest of the known words, or nothing."""
    names = list(known)
    lowered = {name.lower(): name for name in names}
    found = difflib.get_close_matches(wanted, names, n=1) or [
        lowered[one] for one in difflib.get_close_matches(wanted.lower(), lowered, n=1)
    ]
    return f" Did you mean “{found[0]}”?" if found else ""
