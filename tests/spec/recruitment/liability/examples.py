"""“Who is liable?”: worked examples. Every contract, company and person is invented; the rules are those that ship."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from fairway.recruitment.liability import Liability, liable_parties, what_if
from fairway.recruitment.liability.index import ChainIndex, LicenceSpell, Records
from fairway.recruitment.liability.parties import Contract, Guarantee, Officer, Party, Relation
from fairway.recruitment.liability.what_if import (
    AgencyJoined,
    Change,
    EmployerReplaced,
    GuaranteeDrawn,
    LicenceChanges,
    RelationEnds,
    Unlicensed,
    WhatIf,
)
from fairway.recruitment.licences.states import State

SIGNED: Final = date(2024, 3, 1)
DAY: Final = date(2025, 6, 1)
LONG_AGO: Final = date(2020, 1, 1)
BASE: Final = Contract(
    "C-1", "PHL", "SAU", "domestic", SIGNED, date(2024, 4, 1), date(2026, 3, 31), "SAU-E1", "SAU-E2", "AGENCY"
)


def records(contract: Contract, *, relations: tuple[Relation, ...] = (), **changed: object) -> Records:
    """A register around one contract: agency, sub-agent, public service, principal, two employers."""
    country = contract.origin
    parties = (
        Party("AGENCY", "Bright Overseas", country, "private"),
        Party("OTHER", "Gulf Link Manpower", country, "private"),
        Party("AGENT", "A village agent", country, "sub_agent"),
        Party("PUBLIC", "Public employment service", country, "public"),
        Party("SAU-E1", "A household", contract.destination, "household"),
        Party("SAU-E2", "Al Badr Recruiting", contract.destination, "principal"),
        Party("SAU-E3", "Another household", contract.destination, "household"),
    )
    usual = (
        Relation("represents", "AGENCY", "SAU-E2", LONG_AGO, None, "ACC-7"),
        Relation("acts_for", "SAU-E2", "SAU-E1", LONG_AGO),
        Relation("sub_agent", "AGENT", "AGENCY", LONG_AGO, None, "REG-3"),
    )
    base = Records(
        contracts=[contract],
        parties=parties,
        relations=relations or usual,
        licences=(LicenceSpell("AGENCY", "L-1", State.LICENSED, LONG_AGO, date(2027, 12, 31)),),
        guarantees=(
            ("AGENCY", Guarantee("bond", "Sure Insurance", "B-1", Decimal(100_000), "PHP")),
            ("AGENCY", Guarantee("deposit", "Bank", "D-1", Decimal(3_000_000), "NPR")),
        ),
        officers=(("AGENCY", Officer("M. Cruz", "director", LONG_AGO)),),
    )
    return replace(base, **changed)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Example:
    """One question.

    Attributes:
        name: What it shows.
        source: The article it rests on.
        contract: Whose claim.
        verdicts: Code and role → liable, not liable (False) or not known (None), for every party.
        rules: Those that the liable rest on.
    """

    name: str
    source: str
    contract: Contract
    verdicts: Mapping[tuple[str, str], bool | None]
    rules: frozenset[str]
    claim: str = "wages"
    on: date = DAY
    register: Mapping[str, object] = field(default_factory=dict)

    def index(self) -> ChainIndex:
        """The register."""
        return ChainIndex(records(self.contract, **self.register))  # type: ignore[arg-type]

    def answer(self) -> Liability:
        """What is said of it."""
        return liable_parties("C-1", self.on, self.index(), claim=self.claim)


def _from(origin: str, destination: str = "SAU", **changed: object) -> Contract:
    return replace(BASE, origin=origin, destination=destination, **changed)  # type: ignore[arg-type]


FOUR: Final[Mapping[tuple[str, str], bool | None]] = {
    ("SAU-E1", "employer"): True,
    ("SAU-E2", "principal"): True,
    ("AGENCY", "agency"): True,
    ("AGENCY", "officer"): True,
}
PHL: Final = frozenset({"GEN-contract", "PHL-joint", "PHL-officers", "PHL-office"})
ENDED: Final = (
    Relation("represents", "AGENCY", "SAU-E2", LONG_AGO, date(2024, 6, 30), "ACC-7"),
    Relation("acts_for", "SAU-E2", "SAU-E1", LONG_AGO),
)

EXAMPLES: Final = (
    Example(
        "Philippines: employer, principal, agency and its officers answer together for unpaid wages",
        "Republic Act No. 8042, Section 10",
        BASE, FOUR, PHL,
    ),
    Example(
        "Philippines: that the agency no longer represents the principal ends nothing",
        "Republic Act No. 8042, Section 10: for the whole duration of the contract",
        BASE, FOUR, PHL, register={"relations": ENDED},
    ),
    Example(
        "Philippines: fees taken from the worker are money claims too; the contract does not speak of them",
        "Republic Act No. 8042, Section 10: by virtue of any law or contract",
        BASE, FOUR, frozenset({"PHL-joint", "PHL-officers"}), claim="fees",
    ),
    Example(
        "Philippines: a registered sub-agent is not known to be liable, and makes nobody liable besides",
        "No rule is known",
        replace(BASE, sub_agent="AGENT"), FOUR | {("AGENT", "sub_agent"): None}, PHL,
    ),
    Example(
        "Philippines: the agency answers for the unregistered sub-agent in whose village she was recruited",
        "Rules on land-based workers (2016)",
        replace(BASE, sub_agent="AGENT"), FOUR | {("AGENT", "sub_agent"): None}, PHL | {"PHL-agent"},
        register={"relations": (*ENDED, Relation("sub_agent", "AGENT", "AGENCY", LONG_AGO))},
    ),
    Example(
        "Philippines: and the unlicensed sub-agent herself must give back what she took",
        "Republic Act No. 8042, Sections 6 and 7",
        replace(BASE, sub_agent="AGENT"), FOUR | {("AGENT", "sub_agent"): True},
        frozenset({"PHL-joint", "PHL-officers", "PHL-agent", "PHL-illegal"}), claim="fees",
        register={"relations": (*ENDED, Relation("sub_agent", "AGENT", "AGENCY", LONG_AGO))},
    ),
    Example(
        "Before the contract was signed nobody owes anything under it",
        "The contract",
        BASE, dict.fromkeys(FOUR, False), frozenset(), on=date(2024, 2, 1),
    ),
    Example(
        "Ethiopia: agency and employer together; of officers and principals no rule is known here",
        "Proclamation No. 923/2016; ILO paper of 2013, section 2.1",
        _from("ETH"),
        {("SAU-E1", "employer"): True, ("SAU-E2", "principal"): None, ("AGENCY", "agency"): True,
         ("AGENCY", "officer"): None},
        frozenset({"GEN-contract", "ETH-joint", "ETH-office"}),
    ),
    Example(
        "Ethiopia: of a contract signed before the proclamation, the ILO paper alone speaks",
        "ILO paper of 2013, section 2.1",
        _from("ETH", signed=date(2015, 1, 1)),
        {("SAU-E1", "employer"): True, ("SAU-E2", "principal"): None, ("AGENCY", "agency"): True,
         ("AGENCY", "officer"): None},
        frozenset({"GEN-contract", "ETH-office"}),
    ),
    Example(
        "Nepal: the agency pays what is missing of the wage, by itself",
        "Foreign Employment Act, 2064 (2007), Section 55",
        _from("NPL", "ARE"),
        {("SAU-E1", "employer"): True, ("SAU-E2", "principal"): None, ("AGENCY", "agency"): True,
         ("AGENCY", "officer"): None},
        frozenset({"GEN-contract", "NPL-shortfall"}),
    ),
    Example(
        "Nepal: for an injury the employer answers; no rule is known here that makes the agency liable",
        "The contract",
        _from("NPL", "ARE"),
        {("SAU-E1", "employer"): True, ("SAU-E2", "principal"): None, ("AGENCY", "agency"): None,
         ("AGENCY", "officer"): None},
        frozenset({"GEN-contract"}), claim="injury",
    ),
    Example(
        "Bangladesh: the agent counts as the employer’s representative",
        "Overseas Employment and Migrants Act, 2013, Section 22",
        _from("BGD"),
        {("SAU-E1", "employer"): True, ("SAU-E2", "principal"): None, ("AGENCY", "agency"): True,
         ("AGENCY", "officer"): None},
        frozenset({"GEN-contract", "BGD-joint"}),
    ),
    Example(
        "Bangladesh: the licence is cancelled: the surety answers, and the agency for the rest",
        "Overseas Employment and Migrants Act, 2013, Section 18",
        _from("BGD"),
        {("SAU-E1", "employer"): True, ("SAU-E2", "principal"): None, ("AGENCY", "agency"): True,
         ("AGENCY", "officer"): None},
        frozenset({"GEN-contract", "BGD-joint", "BGD-surety-rest"}),
        register={"licences": (LicenceSpell("AGENCY", "L-1", State.LICENSED, LONG_AGO),
                               LicenceSpell("AGENCY", "L-1", State.REVOKED, date(2025, 1, 1)))},
    ),
    Example(
        "Republic of Korea, between governments: the employer answers, the public service does not",
        "Act on Foreign Workers’ Employment (2003)",
        _from("NPL", "KOR", agency="PUBLIC", principal=""),
        {("SAU-E1", "employer"): True, ("PUBLIC", "public_service"): False},
        frozenset({"GEN-contract", "KOR-employer"}), register={"relations": ENDED},
    ),
    Example(
        "Direct employment between countries without a known rule: the contract alone",
        "The contract",
        _from("IND", "QAT", agency="", principal=""), {("SAU-E1", "employer"): True}, frozenset({"GEN-contract"}),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Supposed:
    """One “what if”.

    Attributes:
        name: What it shows.
        change: What is supposed.
        expected: Code and kind of each difference; none: nothing changes.
    """

    name: str
    contract: Contract
    change: Change
    expected: tuple[tuple[str, str], ...]
    claim: str = "wages"

    def answer(self) -> WhatIf:
        """What would be different."""
        return what_if("C-1", DAY, ChainIndex(records(self.contract)), self.change, claim=self.claim)


WITH_AGENT: Final = replace(BASE, sub_agent="AGENT")
SUPPOSED: Final = (
    Supposed("the licence lapses after the contract", BASE, LicenceChanges("AGENCY", State.EXPIRED, DAY), ()),
    Supposed(
        "the licence is revoked, in Bangladesh", _from("BGD"), LicenceChanges("AGENCY", State.REVOKED, DAY),
        (("AGENCY", "bases"), ("AGENCY", "guarantees")),
    ),
    Supposed("the sub-agent was not registered", WITH_AGENT, Unlicensed("AGENT"), (("AGENCY", "bases"),)),
    Supposed(
        "the sub-agent was not registered, and fees are claimed", WITH_AGENT, Unlicensed("AGENT"),
        (("AGENCY", "bases"), ("AGENT", "verdict")), "fees",
    ),
    Supposed(
        "the relation ended later", BASE, RelationEnds("AGENCY", "SAU-E2", date(2024, 12, 31)), (),
    ),
    Supposed(
        "the bond was drawn on", BASE, GuaranteeDrawn("AGENCY", Decimal(40_000), "PHP"), (("AGENCY", "guarantees"),)
    ),
    Supposed(
        "the agency is joined to another", BASE, AgencyJoined("AGENCY", "OTHER"),
        (("AGENCY", "out"), ("AGENCY", "out"), ("OTHER", "in"), ("OTHER", "in")),
    ),
    Supposed(
        "another household takes the worker over", BASE, EmployerReplaced("SAU-E3", date(2024, 9, 1)),
        (("SAU-E3", "in"),),
    ),
)  # fmt: skip
