"""The things of a chain: parties, relations between them, contracts, officers in post, licences, guarantees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from fairway.recruitment.licences.states import State

PartyKind: TypeAlias = Literal["employer", "principal", "household", "private", "public", "sub_agent"]
RelationKind: TypeAlias = Literal["represents", "sub_agent", "acts_for"]
GuaranteeKind: TypeAlias = Literal["escrow", "bond", "deposit", "insurance"]


@dataclass(frozen=True, slots=True)
class Party:
    """One who employs or recruits.

    Attributes:
        code: Unique in the chain: `NPL-000012`, `QAT-E000003`.
        name: Its present name.
        country: ISO 3166-1 alpha-3.
        kind: `private` and `public` are agencies.
        formerly: Codes of agencies that turned out to be this one, or were joined to it.
    """

    code: str
    name: str
    country: str
    kind: PartyKind
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """One who acts for another, from a day to a day; always written from the worker's side to the employer's.

    Attributes:
        kind: `represents` (agency → principal or employer), `sub_agent` (sub-agent → agency), `acts_for`
            (principal → employer).
        recruiter, served: Codes: who acts, and for whom.
        since, until: First and last day; None: it has not ended.
        accreditation: Number with the authority, or "" where it is not registered.
    """

    kind: RelationKind
    recruiter: str
    served: str
    since: date
    until: date | None = None
    accreditation: str = ""

    def holds(self, on: date) -> bool:
        """Whether it is there on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Replacement:
    """An employer that took another's place under the same contract.

    Attributes:
        employer: The code of the new one.
        on: Its first day.
    """

    employer: str
    on: date


@dataclass(frozen=True, slots=True)
class Contract:
    """A worker's contract; who she is does not stand here.

    Attributes:
        number: Of the authority.
        origin, destination: ISO 3166-1 alpha-3.
        sector: A key of `contracts.fields.SECTORS`.
        signed, begins, ends: Days; `ends` None: open.
        employer, principal, agency, sub_agent: Codes; "" where the contract names none.
        replaced: Employers that came later, in order.
    """

    number: str
    origin: str
    destination: str
    sector: str
    signed: date
    begins: date
    ends: date | None
    employer: str
    principal: str = ""
    agency: str = ""
    sub_agent: str = ""
    replaced: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Licensed:
    """Whether a party may recruit on a day.

    Attributes:
        in_force: Whether a licence is in force.
        state: Of the licence; None: none is recorded.
        since: The day from which it stands so; None where that is not known, or none is recorded.
        number: Of the licence.
    """

    in_force: bool
    state: State | None = None
    since: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Money kept for claims against an agency.

    Attributes:
        kind: In which form.
        holder: Bank, insurer or office.
        instrument: Number of the account, bond or policy.
        amount: What is left on the day asked for. Unit: `currency`.
        currency: ISO 4217.
        valid_to: Its last day, or None.
    """

    kind: GuaranteeKind
    holder: str
    instrument: str
    amount: Decimal
    currency: str
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """A person in post at an agency.

    Attributes:
        name: For the desk alone.
        position: director, partner, manager or representative.
        since, until: Days in post.
    """

    name: str
    position: str
    since: date
    until: date | None = None
