"""A contract as somebody asks for it to be registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.placements.models import Placement

SAME = (
    "origin", "destination", "sector", "agency_id", "sub_agent_id", "principal_id", "employer_id", "signed", "begins",
    "ends",
)  # fmt: skip
"""What two contracts have in common that are one."""


@dataclass(frozen=True, slots=True)
class AskedPlacement:
    """A contract to be registered.

    Attributes:
        number: Of the contract in the authority's records.
        origin, destination: ISO 3166-1 alpha-3.
        sector: A key of `recruitment.contracts.fields.SECTORS`.
        employer: Who employs.
        signed, begins, ends: Its days; `ends` None: open.
        agency, sub_agent, principal: As the contract names them.
        terms: As `recruitment.contracts.writing` writes them, or empty.
        line: Of the list it is from, or 0.
    """

    number: str
    origin: str
    destination: str
    sector: str
    employer: Employer
    signed: date
    begins: date
    ends: date | None = None
    agency: Agency | None = None
    sub_agent: Agency | None = None
    principal: Employer | None = None
    terms: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0

    def row(self, *, found: str = "", demonstration: bool = False) -> Placement:
        """The row that it becomes, not yet in the database.

        Args:
            found: Why it is registered though it would be refused; empty: it is not refused.
            demonstration: Whether it is made up.
        """
        return Placement(
            number=self.number, origin=self.origin, destination=self.destination, sector=self.sector,
            agency=self.agency, sub_agent=self.sub_agent, principal=self.principal, employer=self.employer,
            signed=self.signed, begins=self.begins, ends=self.ends, terms=dict(self.terms), found=found,
            demonstration=demonstration,
        )  # fmt: skip


def same(one: Placement, other: Placement) -> bool:
    """Whether two rows are one contract; the terms are not looked at."""
    return all(getattr(one, name) == getattr(other, name) for name in SAME)
