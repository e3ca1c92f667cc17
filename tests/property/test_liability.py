"""Who is liable, for every chain: the fast way agrees with the slow one, and what happens later takes nobody out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.recruitment.liability import liable_parties, what_if
from fairway.recruitment.liability.claims import CLAIMS
from fairway.recruitment.liability.index import ChainIndex, LicenceSpell, Records
from fairway.recruitment.liability.parties import Contract, Guarantee, Party, Relation
from fairway.recruitment.liability.reference import slowly
from fairway.recruitment.liability.rule_reading import read_rules
from fairway.recruitment.liability.rules import LiabilityRules, shipped_rules
from fairway.recruitment.liability.what_if import EmployerReplaced, GuaranteeDrawn, LicenceChanges, RelationEnds
from fairway.recruitment.licences.states import State

SIGNED = date(2024, 3, 1)
AGENCIES = ("A0", "A1")
AGENTS = ("S0", "S1", "S2")
EMPLOYERS = ("E0",)
OTHER = "E1"
PRINCIPALS = ("P0", "P1", "P2")
KINDS = ("private", "public")
PARTIES = (
    *(Party(code, code, "PHL", kind) for code, kind in zip(AGENCIES, KINDS, strict=True)),  # type: ignore[arg-type]
    *(Party(code, code, "PHL", "sub_agent") for code in AGENTS),
    *(Party(code, code, "QAT", "employer") for code in (*EMPLOYERS, OTHER)),
    *(Party(code, code, "QAT", "principal") for code in PRINCIPALS),
)
HARSH = read_rules(
    """
    [[rule]]
    id = "all"
    country = ""
    stance = "liable"
    roles = ["employer", "principal", "agency", "sub_agent"]
    manner = "joint"
    law = "CONTRACT"
    says = "All of them are liable."

    [[rule]]
    id = "unlicensed"
    country = ""
    stance = "liable"
    roles = ["agency", "public_service"]
    manner = "own"
    when = "sub_agent_unlicensed"
    law = "CONTRACT"
    says = "Who uses an unlicensed sub-agent is liable."

    [[rule]]
    id = "revoked"
    country = ""
    stance = "liable"
    roles = ["sub_agent"]
    manner = "own"
    when = "agency_revoked"
    law = "CONTRACT"
    says = "Sub-agents stand in for an agency that lost its licence."
    """,
    "harsh.toml",
)
days = st.integers(-400, 400).map(lambda count: SIGNED + timedelta(count))


EDGES = (
    *(("represents", one, other) for one in AGENCIES for other in (*PRINCIPALS, *EMPLOYERS)),
    *(("sub_agent", one, other) for one in AGENTS for other in (*AGENTS, *AGENCIES) if one != other),
    *(("acts_for", one, other) for one in PRINCIPALS for other in (*PRINCIPALS, *EMPLOYERS) if one != other),
)
TIMES = (
    *[(SIGNED - timedelta(100), None)] * 5,
    (SIGNED, SIGNED),
    (SIGNED - timedelta(100), SIGNED - timedelta(1)),
    (SIGNED + timedelta(1), None),
)


@st.composite
def relations(draw: Any) -> tuple[Relation, ...]:
    """Any relations, circles and all."""
    edges = sorted(draw(st.sets(st.sampled_from(EDGES), min_size=2, max_size=14)))
    return tuple(
        Relation(kind, one, other, *draw(st.sampled_from(TIMES)), draw(st.sampled_from(("", "R-1"))))
        for kind, one, other in edges
    )


contracts = st.builds(
    Contract,
    number=st.just("C-1"),
    origin=st.sampled_from(("PHL", "ETH", "BGD", "NPL", "IND")),
    destination=st.sampled_from(("QAT", "KOR", "ARE")),
    sector=st.sampled_from(("domestic", "construction")),
    signed=st.just(SIGNED),
    begins=st.just(SIGNED + timedelta(30)),
    ends=st.sampled_from((None, SIGNED + timedelta(760))),
    employer=st.sampled_from(EMPLOYERS),
    principal=st.sampled_from(("", "", *PRINCIPALS)),
    agency=st.sampled_from(("", *AGENCIES)),
    sub_agent=st.sampled_from(("", *AGENTS)),
)
spells = st.builds(
    LicenceSpell,
    code=st.sampled_from((*AGENCIES, *AGENTS)),
    number=st.sampled_from(("L-1", "L-2")),
    state=st.sampled_from((State.LICENSED, State.SUSPENDED, State.REVOKED)),
    since=days,
    until=st.sampled_from((None, SIGNED + timedelta(500))),
)


@st.composite
def registers(draw: Any) -> Records:
    """A small register with one contract."""
    licences = draw(st.lists(spells, max_size=4, unique_by=lambda one: (one.code, one.since)))
    return Records(
        contracts=[draw(contracts)],
        parties=PARTIES,
        relations=draw(relations()),
        licences=licences,
        guarantees=[("A0", Guarantee("bond", "Bank", "B-1", Decimal(900), "PHP"))],
    )


@settings(max_examples=80, deadline=None)
@given(
    records=registers(),
    on=days,
    claim=st.sampled_from(tuple(CLAIMS)),
    rules=st.sampled_from((shipped_rules(), HARSH, HARSH)),
)
def test_the_fast_way_says_what_the_slow_one_says(
    records: Records, on: date, claim: str, rules: LiabilityRules
) -> None:
    answer = liable_parties("C-1", on, ChainIndex(records), rules, claim=claim)
    (contract,) = records.contracts
    found = {
        (one.party.code, one.role): (one.liable, frozenset(rule.id for rule in one.bases)) for one in answer.parties
    }
    slow = slowly(records, contract, on, claim, rules)  # type: ignore[arg-type]
    said = {key: one.liable for key, one in slow.items()}
    assert {key: liable for key, (liable, _) in found.items()} == said
    assert {key: rules for key, (liable, rules) in found.items() if liable is not False} == {
        key: one.rules for key, one in slow.items() if one.liable is not False
    }


@settings(max_examples=25, deadline=None)
@given(records=registers(), later=st.integers(0, 300), pick=st.integers(0, 8), on=st.integers(0, 900))
def test_what_ends_after_the_contract_was_signed_takes_nobody_out(
    records: Records, later: int, pick: int, on: int
) -> None:
    day, asked = SIGNED + timedelta(later), SIGNED + timedelta(on)
    changes: list[Any] = [
        LicenceChanges("A0", State.SUSPENDED, day + timedelta(1)),
        GuaranteeDrawn("A0", Decimal(900), "PHP"),
        EmployerReplaced(OTHER, day),
    ]
    one = records.relations[pick % len(records.relations)]
    changes.append(RelationEnds(one.recruiter, one.served, day))
    found = what_if("C-1", asked, ChainIndex(records), *changes)
    after = {one.key for one in found.after.liable}
    lost = [rule.id for one in found.before.liable if one.key not in after for rule in one.bases]
    # Bangladesh's rules on a cancelled licence speak of the day asked for.
    assert set(lost) <= {"BGD-surety-rest"}
